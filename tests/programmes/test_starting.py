"""Many villages of a round are started in one go: all of them, or none and why."""

import pytest

from sinergi.programmes import actions, forms
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.project.models import DemoDay
from sinergi.regions.models import Region
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(kendal, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    found = make.open_stage(acts=['{ act = "programmes.start", starts = "site", role = "pokja_paket" }'],
                            done_when=['{ is = "programmes.started", scope = "site", min = 9 }'], scope="cycle")
    Undertaking.objects.filter(cycle=found, scope="work").delete()
    Undertaking.objects.filter(cycle=found, scope="site").delete()
    return found


def sent(client, cycle, more, region=""):
    return client.post(f"/lakukan/{cycle.code}/mulai/?stage=trial&starts=site", {"region": region, "more": more, "happened_on": "2007-06-01"}, follow=True)


def villages(cycle):
    return list(Undertaking.objects.filter(cycle=cycle, scope="site").order_by("pk").values_list("code", "region__code", "title"))


def test_a_pasted_list_starts_them_all(client, pokja, cycle):
    client.force_login(pokja)
    page = sent(client, cycle, "Gempolsewu\n\n33.24.12.2011\nWeleri, Kendal\n33.24.12.2011;\n").content.decode()
    assert villages(cycle) == [(f"{cycle.code}-D01", "33.24.12.2007", "Weleri"), (f"{cycle.code}-D02", "33.24.12.2011", "Sambongsari"),
                               (f"{cycle.code}-D03", "33.24.16.2015", "Gempolsewu")]
    assert f"3 dimulai: Weleri ({cycle.code}-D01), Sambongsari ({cycle.code}-D02), Gempolsewu ({cycle.code}-D03)." in page


def test_one_village_is_started_as_before_and_its_page_follows(client, pokja, cycle):
    client.force_login(pokja)
    answer = sent(client, cycle, "", region="33.24.12.2011")
    assert answer.redirect_chain == [(f"/desa/{cycle.code}-D01/", 302)]


@pytest.mark.parametrize(("more", "said"), [
    ("Sambongsari\nSambungsari\n33.99.01", "Baris 2: tidak ada wilayah dengan kode atau nama “Sambungsari”"),
    ("Sambongsari\n33.24.16", "Baris 2: Di sini perlu Desa/Kelurahan, sedangkan Rowosari adalah Kecamatan."),
    ("\n".join(["33.24.12.2011"] * 101), "Paling banyak 100 sekaligus; di sini ada 101."),
    ("", "Pilih wilayah dulu."),
])
def test_one_unclear_line_starts_none(client, pokja, cycle, more, said):
    client.force_login(pokja)
    assert said in sent(client, cycle, more).content.decode()
    assert villages(cycle) == []


def test_a_village_already_in_the_round_starts_none_of_the_others(client, pokja, cycle):
    client.force_login(pokja)
    sent(client, cycle, "Gempolsewu")
    page = sent(client, cycle, "Gempolsewu\nSambongsari").content.decode()
    assert "Gempolsewu sudah" in page
    assert len(villages(cycle)) == 1


def test_who_may_not_start_is_told_why(client, korkot, cycle):
    client.force_login(korkot)
    assert sent(client, cycle, "Gempolsewu").status_code in {403, 409}
    assert villages(cycle) == []


def test_the_act_takes_each_village_once_in_the_order_of_codes(pokja, cycle):
    places = [Region.objects.get(code=code) for code in ("33.24.16.2015", "33.24.12.2011", "33.24.16.2015")]
    made = actions.start_sites(pokja, cycle.code, on=make.today, regions=places, stage="trial")
    assert [one.region.code for one in made] == ["33.24.12.2011", "33.24.16.2015"]


def test_several_are_not_offered_where_each_brings_a_body(cycle):
    form = forms.Start(edition=edition_of(cycle), scope="site", within="33.24", several=False)
    assert "more" not in form.fields

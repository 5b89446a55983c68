"""Whoever is typed by a name that somebody has already is asked about, so that nobody becomes two people unnoticed."""

import re
from html import unescape

import pytest

from sinergi.actors.models import Member, Person
from sinergi.programmes import actions, queries, snapshot
from tests import make

pytestmark = pytest.mark.django_db
BODY = '[[bodies]]\ncode = "panitia"\ntitle = { id = "Panitia", en = "Committee" }\nrole = "pakem"'


@pytest.fixture
def site(kendal):
    made = make.open_stage(acts=['{ act = "actors.form", body = "panitia", role = "bkm" }', '{ act = "actors.change", body = "panitia", role = "bkm" }'],
                           done_when=['{ is = "programmes.started", scope = "work", min = 3 }'], scope="site", extra=BODY)
    snapshot.renew_cycle(made.cycle_id, on=make.today)
    return made


@pytest.fixture
def known(site):
    """Bambang, of the working group of the regency."""
    somebody = make.person(name="Bambang Setiawan")
    body = make.organisation(name="Pokja PAKET", kind="pokja")
    Member.objects.create(organisation=body, person=somebody, office="ketua", held_from=make.today)
    make.give(somebody, "pokja_paket")
    return somebody


def sent(*names, **more):
    rows = {f"members-{place}-name": name for place, name in enumerate(names)}
    return {"happened_on": "2007-06-01", "body-name": "Panitia Makmur", "members-TOTAL_FORMS": str(len(names)), "members-INITIAL_FORMS": "0", **rows, **more}


def form(client, bkm, site):
    client.force_login(bkm)
    return f"/lakukan/{site.code}/bentuk/?stage=trial&body=panitia"


@pytest.mark.parametrize("typed", ["Bambang Setiawan", "bambang  SETIAWAN", "BambangSetiawan"])
def test_a_known_name_is_asked_about_and_nothing_typed_is_lost(client, bkm, site, known, typed):
    page = unescape(client.post(form(client, bkm, site), sent(typed, "Wartini", **{"members-0-office": "bendahara"})).content.decode())
    assert "Sudah ada: Bambang Setiawan, ketua, Pokja PAKET, Kabupaten Kendal. Orang yang sama?" in page
    assert re.findall(r'type="radio" name="members-0-same" value="([^"]+)"', page) == [str(known.pk), "lain"]
    assert [f'value="{each}"' in page for each in (typed, "Wartini", "bendahara", "Panitia Makmur")] == [True] * 4
    assert "members-1-same" not in page
    assert not Member.objects.filter(organisation__name="Panitia Makmur").exists()


def test_the_same_person_sits_there_and_nobody_new(client, bkm, site, known):
    before = Person.objects.count()
    assert client.post(form(client, bkm, site), sent("bambang setiawan", **{"members-0-same": str(known.pk)})).status_code == 302
    assert (Member.objects.get(organisation__name="Panitia Makmur").person, Person.objects.count()) == (known, before)


def test_somebody_else_of_that_name_is_a_second_person_knowingly(client, bkm, site, known):
    client.post(form(client, bkm, site), sent("Bambang Setiawan", **{"members-0-same": "lain"}))
    assert Member.objects.get(organisation__name="Panitia Makmur").person != known
    assert Person.objects.filter(name="Bambang Setiawan").count() == 2


def test_an_answer_about_another_name_counts_for_nothing(client, bkm, site, known):
    somebody = make.person(name="Wartini", role="pokja_paket")
    page = client.post(form(client, bkm, site), sent("Bambang Setiawan", **{"members-0-same": str(somebody.pk)}))
    assert "Pilih salah satu: orang yang sama, atau orang lain." in page.content.decode()
    assert not Member.objects.filter(organisation__name="Panitia Makmur").exists()


@pytest.mark.parametrize(("name", "more"), [("Bambang Setiawan", {"members-0-email": "bambang.lain@contoh.id"}), ("Bambang Setiyawan", {})], ids=["an address", "another spelling"])
def test_who_is_told_apart_already_is_not_asked_about(client, bkm, site, known, name, more):
    assert client.post(form(client, bkm, site), sent(name, **more)).status_code == 302


def test_people_of_other_regencies_are_not_asked_about(client, bkm, site):
    make.person(name="Bambang Setiawan", role="pokja_paket", region="32.75")
    assert client.post(form(client, bkm, site), sent("Bambang Setiawan")).status_code == 302


def test_who_joins_later_is_asked_about_too_and_who_changes_office_is_not(client, bkm, site, known):
    client.post(form(client, bkm, site), sent("Wartini"))
    seat = Member.objects.get(organisation__name="Panitia Makmur")
    address = f"/lakukan/{site.code}/anggota/?stage=trial&body=panitia"
    page = client.post(address, sent("Bambang Setiawan", reason="Perlu seorang lagi"))
    assert "Orang yang sama?" in page.content.decode()
    assert client.post(address, sent("Wartini", reason="Ganti jabatan", leaving=str(seat.pk))).status_code == 302
    assert Person.objects.filter(name="Wartini").count() == 1


def test_the_office_of_a_body_is_asked_too(client, admin, known, kendal):
    body = make.organisation(name="BKM Maju", region="33.24")
    client.force_login(admin)
    address = f"/orang/organisasi/{body.pk}/anggota/"
    given = {"name": "bambang setiawan", "held_from": "2007-01-02"}
    page = client.post(address, given)
    assert (page.status_code, "Orang yang sama?" in page.content.decode(), 'value="bambang setiawan"' in page.content.decode()) == (422, True, True)
    assert client.post(address, given | {"same": str(known.pk)}).status_code == 302
    assert [member.person for member in body.members.all()] == [known]


def test_members_are_not_offered_to_change_before_the_body_stands(bkm, site):
    def offered():
        return [(one.said, one.ok) for one in queries.acts_here(bkm, site, make.today) if "Ubah anggota" in one.said]

    assert offered() == [("Ubah anggota: Panitia", False)]
    actions.form(bkm, site.code, on=make.today, body="panitia", given=actions.NewBody(name="Panitia Makmur", members=(actions.NewMember(name="Wartini"),)))
    assert offered() == [("Ubah anggota: Panitia", True)]

"""One escort team for a round, named by an act like any body; where none is named, the role of the edition escorts and the pages say so."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.followups import actions, documents, queries
from sinergi.followups.rules import Month, Responsible
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.programmes import actions as programmes
from sinergi.programmes.models import Engagement
from sinergi.project.models import DemoDay
from tests import make, papers
from tests.followups import opening

pytestmark = pytest.mark.django_db
TEAM = """
[[roles]]
code = "tim_pengawal"
title = { id = "Tim pengawal RKTL" }
held = "undertaking"
scope = "cycle"
[[bodies]]
code = "tim_pengawal"
title = { id = "Tim pengawal RKTL" }
role = "tim_pengawal"
one = true
[[anytime]]
act = "actors.form"
body = "tim_pengawal"
scope = "cycle"
role = "pokja_paket"
[[anytime]]
act = "followups.open"
scope = "cycle"
role = ["pokja_paket", "tim_pengawal"]
[followups]
escort = "korkot"
escort_body = "tim_pengawal"
"""
SINCE, DUE = date(2007, 5, 7), date(2007, 5, 20)


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal, korkot):
    return make.open_stage(acts=opening.ACTS, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=opening.KINDS + TEAM)


def named(pokja, site, *people):
    members = tuple(programmes.NewMember(name=person.name, person_id=person.pk, office="Anggota") for person in people)
    return programmes.form(pokja, site.cycle.code, on=make.today, happened_on=SINCE, body="tim_pengawal", given=programmes.NewBody(name="Tim pengawal Kendal", members=members))


def watching():
    return sorted(Notice.objects.filter(code="notice.followups_watch").values_list("person__name", flat=True))


def late(bkm, site, faskel):
    return opening.opened(bkm, site, on=date(2007, 5, 8), due_on=DUE, responsible=Responsible(person_id=faskel.pk))


def test_without_a_team_the_role_escorts(site, bkm, faskel, korkot):
    late(bkm, site, faskel)
    actions.remind(date(2007, 5, 21))
    assert watching() == [korkot.name]


def test_a_named_team_gets_the_reminders_instead(site, bkm, faskel, korkot, pokja, stranger):
    named(pokja, site, stranger)
    late(bkm, site, faskel)
    actions.remind(date(2007, 5, 21))
    assert watching() == [stranger.name]
    assert [queries.my_work(person, make.today).shown["loose_many"] for person in (stranger, korkot)] == [0, 0]
    opening.opened(bkm, site, responsible=Responsible(text="SKPD"))
    assert [queries.my_work(person, make.today).shown["loose_many"] for person in (stranger, korkot)] == [1, 0]


def test_whoever_escorts_finds_the_late_lines_of_others_among_the_own_work(client, site, bkm, faskel, korkot, pokja, stranger):
    late(bkm, site, faskel)
    opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk), due_on=make.today)      # not late yet
    opening.opened(bkm, site, on=date(2007, 5, 8), due_on=DUE, responsible=Responsible(person_id=korkot.pk))    # the escort's own promise stands with those
    waiting = queries.my_work(korkot, make.today)
    assert (len(waiting.shown["guarded"]), waiting.shown["many"], waiting.count, queries.my_work_count(korkot, make.today)) == (1, 1, 2, 2)
    client.force_login(korkot)
    page = client.get("/pekerjaan-saya/").content.decode()
    assert ("Terlambat, Anda yang mengawal" in page, faskel.name in page) == (True, True)
    assert list(queries.within_reach(korkot, make.today, "dikawal").values_list("number", flat=True)) == [1]
    named(pokja, site, stranger)
    assert [queries.my_work(person, make.today).shown["guarded_many"] for person in (stranger, korkot, bkm)] == [2, 0, 0]


def test_a_team_dissolved_hands_back_to_the_role(site, bkm, faskel, korkot, pokja, stranger):
    team = named(pokja, site, stranger)
    programmes.undo(pokja, "programmes.Engagement", team.pk, on=make.today, reason="Salah tunjuk")
    late(bkm, site, faskel)
    actions.remind(make.today)
    assert korkot.name in watching()
    assert stranger.name not in watching()


def test_a_round_has_one_team(site, pokja, stranger, faskel):
    named(pokja, site, stranger)
    with pytest.raises(Refused) as refused:
        named(pokja, site, faskel)
    assert (refused.value.decision.code, Engagement.objects.count()) == ("body_stands", 1)


def test_the_list_says_who_escorts_and_offers_to_name_a_team(client, site, bkm, pokja, stranger):
    there = reverse("followups:index", args=[site.code])
    client.force_login(pokja)
    before = client.get(there).content.decode()
    assert ("yang mengawal: Korkot" in before or "yang mengawal: korkot" in before, f"/lakukan/{site.cycle.code}/bentuk/?body=tim_pengawal" in before) == (True, True)
    named(pokja, site, stranger)
    after = client.get(there).content.decode()
    assert ("Tim pengawal Kendal" in after, stranger.name in after, "7 Mei 2007" in after, "Tunjuk tim" in after) == (True, True, True, False)
    client.logout()
    assert stranger.name not in client.get(there).content.decode()


def test_the_page_of_the_round_says_it_too(client, site, bkm, pokja, stranger):
    named(pokja, site, stranger)
    panel = queries.panel(site.cycle, pokja, make.today, public=False)
    assert (panel["escort"].team.organisation.name, [one.person for one in panel["escort"].people]) == ("Tim pengawal Kendal", [stranger])
    assert "Tim pengawal Kendal" in client.get(f"/tahap/{site.cycle.code}/").content.decode()


def test_the_monthly_report_says_it_on_page_paper_and_in_excel(client, site, bkm, faskel, pokja, stranger, kendal):
    named(pokja, site, stranger)
    late(bkm, site, faskel)
    month = Month(2007, 5)
    escorts = queries.escorts_in(kendal["33.24"], month, make.today)
    said = documents.escort_words(escorts[0], names=True)
    assert (len(escorts), said) == (1, f"Tim pengawal Kendal sejak 7 Mei 2007: {stranger.name}")
    client.force_login(pokja)
    query = {"wilayah": "33.24", "bulan": "2007-05"}
    assert "Tim pengawal Kendal" in client.get(reverse("followups:monthly"), query).content.decode()
    assert "Tim pengawal Kendal" in papers.text(client.get(reverse("followups:monthly_pdf"), query).content)
    assert client.get(reverse("followups:monthly_excel"), query).status_code == 200

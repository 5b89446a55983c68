"""Who says yes where the asker does not: whoever holds the office now, or the escort of the round; each is told, sees it in *Pekerjaan saya*, and is let in."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinergi.followups import actions, permissions, queries
from sinergi.followups.models import Agreement
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening
from tests.followups.test_actions import status_of, told
from tests.followups.test_agreeing import agreed, heard
from tests.followups.test_escorts import TEAM, named

pytestmark = pytest.mark.django_db
REPORTED = '{ act = "followups.report", role = ["bkm", "pakem", "faskel", "korkot"] }'
ESCORT = '\n[followups]\nescort = "korkot"\n'


def stage(*acts, extra=""):
    return make.open_stage(acts=acts or opening.ACTS, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=opening.KINDS + extra)


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal, korkot):
    return stage(extra=ESCORT)


@pytest.fixture
def own(site, bkm):
    """Taken down by a member of the body that has to do it, and heard as done in the next meeting."""
    body = make.organisation(name="Pokja PAKET Kota", region="33.24")
    body.members.create(person=bkm, held_from=date(2006, 1, 1))
    line = opening.opened(bkm, site, responsible=Responsible(organisation_id=body.pk))
    assert heard(bkm, site, line, status="done", note="Sudah dikerjakan").waits
    return line


def asked():
    return list(Notice.objects.filter(code="notice.followups_agree").order_by("pk").values_list("person__name", flat=True))


def waiting(*people):
    """On whose page it waits; the number in the menu says the same."""
    found = [list(queries.to_agree(person, make.today)) for person in people]
    assert [queries.my_work_count(person, make.today) for person in people] == [queries.my_work(person, make.today).count for person in people]
    return [len(rows) for rows in found]


def test_a_line_its_own_asker_has_to_do_waits_for_the_escort(own, bkm, korkot, faskel, pokja):
    assert (asked(), waiting(bkm, korkot, faskel, pokja)) == ([korkot.name], [0, 1, 0, 0])
    agreed(korkot, own)
    assert (status_of(own), waiting(korkot)) == ("done", [0])


def test_the_escort_is_reminded_of_it_and_it_climbs(own, bkm, korkot, pokja, site):
    Notice.objects.all().delete()
    actions.remind(date(2007, 6, 10))
    found = {(row.person.name, row.code.removeprefix("notice.followups_")) for row in Notice.objects.all()}
    assert {(korkot.name, "due"), (korkot.name, "watch")} <= found
    assert bkm.name not in {name for name, _code in found}


def test_what_waits_for_nobody_in_particular_climbs(kendal, bkm, pokja, korkot):
    site = stage(extra=ESCORT + '[[anytime]]\nact = "followups.open"\nscope = "site"\nrole = ["pokja_paket"]\n')
    line = opening.opened(bkm, site, on=date(2007, 5, 1), responsible=Responsible(person_id=bkm.pk))
    told(bkm, line)
    Notice.objects.all().delete()
    actions.remind(date(2007, 5, 28))
    assert (pokja.name, "notice.followups_watch") in Notice.objects.values_list("person__name", "code")


def test_a_line_nobody_known_asked_for_waits_for_the_escort(site, bkm, korkot, faskel):
    line = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    type(line).objects.filter(pk=line.pk).update(person=None)
    told(faskel, line)
    assert (asked(), waiting(korkot, faskel, bkm)) == ([korkot.name], [1, 0, 0])


def test_an_escort_that_has_to_do_it_leaves_it_to_whoever_watches_nearest(kendal, bkm, korkot, pokja):
    site = stage(extra=ESCORT + '[[anytime]]\nact = "followups.open"\nscope = "site"\nrole = ["pokja_paket", "korkot"]\n')
    body = make.organisation(name="Tim kota", region="33.24")
    for person in (bkm, korkot):
        body.members.create(person=person, held_from=date(2006, 1, 1))
    line = opening.opened(bkm, site, responsible=Responsible(organisation_id=body.pk))
    told(bkm, line)
    assert (asked(), waiting(korkot, pokja)) == ([pokja.name], [0, 1])
    agreed(pokja, line)
    assert status_of(line) == "done"


@pytest.fixture
def heir(bkm):
    """Somebody who came into the office of the village board when its holder left."""
    bkm.roles.update(held_to=date(2007, 5, 30))
    return make.person(name="Penerus", role="bkm", region="33.24.12.2011")


def test_who_came_into_the_askers_office_is_told_sees_it_and_agrees(site, bkm, faskel, korkot, request):
    line = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    heir = request.getfixturevalue("heir")
    told(faskel, line)
    assert (asked(), waiting(heir, bkm, korkot)) == ([heir.name], [1, 0, 0])
    Notice.objects.all().delete()
    actions.remind(make.today)
    assert (heir.name, "notice.followups_due") in Notice.objects.values_list("person__name", "code")
    with pytest.raises(Refused):
        agreed(korkot, line)
    agreed(heir, line)
    assert (status_of(line), Agreement.objects.get().act) == ("done", "followups.report")


@pytest.mark.parametrize("why", ["vacant", "does it", "reported it", "cannot sign in"])
def test_where_the_askers_office_has_nobody_who_could_the_escort_does(site, bkm, faskel, korkot, request, why):
    line = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    heir = request.getfixturevalue("heir") if why != "vacant" else faskel
    bkm.roles.update(held_to=date(2007, 5, 30))
    if why == "does it":
        type(line).objects.filter(pk=line.pk).update(who_person=heir)
    if why == "cannot sign in":
        type(heir).objects.filter(pk=heir.pk).update(is_active=False)
    told(heir if why == "reported it" else faskel, line)
    assert (asked(), waiting(korkot)) == ([korkot.name], [1])
    agreed(korkot, line)
    assert status_of(line) == "done"


def test_an_asker_in_office_keeps_the_yes(site, bkm, faskel, korkot):
    line = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    told(faskel, line)
    assert (asked(), waiting(bkm, korkot, faskel)) == ([bkm.name], [1, 0, 0])


def test_who_may_only_report_does_not_agree_to_what_is_left_to_those_who_watch(own, pakem, korkot):
    with pytest.raises(Refused) as refused:
        agreed(pakem, own)
    found = queries.one(own.undertaking, own.number)
    pages = [bool(permissions.may_agree(person, found, queries.newest(own), make.today)) for person in (pakem, korkot)]
    assert (refused.value.decision.code, status_of(own), pages) == ("gate.role", "waiting", [False, True])


def test_in_a_text_from_before_anybody_could_open_the_escort_agrees_as_a_report(kendal, bkm, pakem, korkot):
    site = stage(opening.ACTS[0], REPORTED, extra=ESCORT)
    line = opening.opened(bkm, site, responsible=Responsible(person_id=bkm.pk))
    told(bkm, line)
    with pytest.raises(Refused) as refused:
        agreed(pakem, line)
    assert (refused.value.decision.code, asked(), waiting(korkot, pakem)) == ("gate.not_here", [korkot.name], [1, 0])
    agreed(korkot, line)
    assert (status_of(line), Agreement.objects.get().act) == ("done", "followups.report")


def test_a_named_team_that_cannot_be_reached_hands_back_to_the_role_in_reminders_and_pages_alike(kendal, bkm, korkot, faskel, pokja):
    site = stage(extra=TEAM)
    silent = make.person(name="Tanpa surel", email=None)
    named(pokja, site, silent)
    opening.opened(bkm, site, on=date(2007, 5, 8), responsible=Responsible(text="SKPD"))
    actions.remind(date(2007, 5, 21))
    assert list(Notice.objects.filter(code="notice.followups_watch").values_list("person__name", flat=True)) == [korkot.name]
    assert queries.my_work(korkot, make.today).shown["loose_many"] == 1


def test_pages_ask_a_fixed_number_of_questions(site, bkm, korkot):
    counts = []
    for _round in range(2):
        for number in range(2):
            told(bkm, opening.opened(bkm, site, what=f"Baris {number}", responsible=Responsible(person_id=bkm.pk)))
        with CaptureQueriesContext(connection) as caught:
            queries.my_work_count(korkot, make.today)
        counts.append(len(caught))
    assert counts[0] == counts[1]

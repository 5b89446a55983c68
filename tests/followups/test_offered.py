"""*Laporkan tindak lanjut* is offered where a line waits for a report of this person, with the day of that line."""

from datetime import date

import pytest

from sinergi.followups import actions
from sinergi.followups.rules import Responsible
from sinergi.programmes import queries
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db
NOTHING = "Tidak ada tindak lanjut terbuka yang perlu Anda laporkan di sini."


@pytest.fixture
def site(kendal):
    return opening.stage()


def offered(person, site):
    """The day of the task, and what the page of all that is possible says of it; none where it is not offered."""
    days = [group.due_on for group in queries.tasks_at(person, site, make.today) if group.act == "followups.report"]
    [said] = [one.why_not for one in queries.acts_here(person, site, make.today) if one.act == "followups.report"]
    return days, said


def test_nothing_is_offered_where_nothing_is_open(site, bkm):
    assert offered(bkm, site) == ([], NOTHING)


def test_a_line_on_nobody_we_know_is_for_whoever_has_the_role_there_on_its_own_day(site, bkm, faskel):
    opening.opened(bkm, site, due_on=date(2007, 8, 1))
    opening.opened(bkm, site, due_on=date(2007, 7, 12))
    assert [offered(person, site) for person in (bkm, faskel)] == [([date(2007, 7, 12)], "")] * 2


def test_a_line_laid_on_somebody_is_offered_to_nobody_else(site, bkm, faskel):
    opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk), due_on=date(2007, 7, 12))
    assert (offered(faskel, site), offered(bkm, site)) == (([date(2007, 7, 12)], ""), ([], NOTHING))


def test_a_line_of_a_body_is_offered_to_its_members(site, bkm, faskel):
    body = make.organisation(name="BKM Sambongsari")
    body.members.create(person=bkm, held_from=date(2006, 1, 1))
    opening.opened(bkm, site, responsible=Responsible(organisation_id=body.pk))
    assert (offered(bkm, site), offered(faskel, site)) == (([date(2007, 5, 20)], ""), ([], NOTHING))


def test_what_is_reported_or_let_go_is_not_offered_again(site, bkm, faskel):
    waits, gone = opening.opened(bkm, site), opening.opened(bkm, site, due_on=date(2007, 7, 12))
    actions.report(faskel, site.code, waits.pk, on=make.today, happened_on=make.today, status="done", note="Sudah")
    assert offered(faskel, site) == ([date(2007, 7, 12)], "")
    actions.report(faskel, site.code, gone.pk, on=make.today, happened_on=make.today, status="cancelled", note="Tidak perlu lagi")
    assert offered(faskel, site) == ([], NOTHING)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_line_and_for_three(site, bkm, rows, django_assert_num_queries):
    for _each in range(rows):
        opening.opened(bkm, site)
    queries.tasks_at(bkm, site, make.today)
    with django_assert_num_queries(15):
        queries.tasks_at(bkm, site, make.today)

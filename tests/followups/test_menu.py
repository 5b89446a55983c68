"""The number beside *Pekerjaan saya* says what the page says, my RKTL with it."""

from datetime import date

import pytest

from sinergi.followups import actions, permissions, queries
from sinergi.followups.queries import people
from sinergi.followups.rules import Responsible
from sinergi.programmes.queries import task_count
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(kendal, bkm):
    """A stage that waits for its lines: that is a task of its own as soon as there is one."""
    made = opening.stage()
    opening.opened(bkm, made, due_on=date(2007, 8, 1))
    return made


def laid(bkm, site, person=None, body=None, **more):
    return opening.opened(bkm, site, responsible=Responsible(person_id=person and person.pk, organisation_id=body and body.pk), **more)


def done(person, row):
    return actions.report(person, row.undertaking.code, row.pk, on=make.today, happened_on=make.today, status="done", note="Sudah dikerjakan")


@pytest.fixture
def shown(client):
    """What the page says, and what the menu beside it says."""

    def shown(person):
        client.force_login(person)
        page = client.get("/pekerjaan-saya/").context
        return page["count"], page["menu"][0]["count"]

    return shown


def test_the_menu_counts_what_the_page_counts(site, bkm, faskel, shown):
    steps = shown(faskel)[0]
    late, soon = laid(bkm, site, faskel), laid(bkm, site, faskel, due_on=date(2007, 7, 1))
    assert shown(faskel) == (steps + 2, steps + 2)
    asked = shown(bkm)[0]
    done(faskel, late)
    assert (shown(faskel), shown(bkm)) == ((steps + 1, steps + 1), (asked + 1, asked + 1))
    actions.report(faskel, site.code, soon.pk, on=make.today, happened_on=make.today, status="cancelled", note="Tidak perlu lagi")
    assert shown(faskel) == (steps, steps)


def test_what_is_laid_on_me_stands_above_what_can_wait(site, bkm, faskel, client, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    laid(bkm, site, faskel, due_on=date(2007, 7, 1))
    client.force_login(faskel)
    page = client.get("/pekerjaan-saya/").content.decode()
    assert 0 < page.index("Tindak lanjut (RKTL) Anda") < page.index("Tidak mendesak <span")


def test_more_than_the_page_lists_are_counted_all_the_same(site, bkm, faskel, shown, monkeypatch):
    monkeypatch.setattr(people, "MOST_SHOWN", 2)
    for row in [laid(bkm, site, faskel) for _each in range(3)]:
        done(faskel, row)
    waiting = queries.my_work(bkm, make.today)
    assert (len(waiting.shown["asked"]), waiting.shown["asked_more"], waiting.count, queries.my_work_count(bkm, make.today)) == (2, 1, 4, 4)    # and the one laid on nobody
    assert shown(bkm)[0] == shown(bkm)[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_line_and_for_three(site, bkm, faskel, rows, django_assert_num_queries):
    for _each in range(rows):
        laid(bkm, site, faskel)
    with django_assert_num_queries(6):     # roles, appointments, editions in use (one is read), what waits within reach, and the count
        assert queries.my_work_count(faskel, make.today) == rows


def test_it_is_part_of_the_number_in_the_menu(site, bkm, faskel):
    before = task_count(faskel, make.today)
    laid(bkm, site, faskel)
    assert task_count(faskel, make.today) == before + 1


def test_a_line_of_my_body_is_mine_until_somebody_is_named(site, bkm, faskel, stranger):
    body = make.organisation(name="Dinas PU")
    body.members.create(person=stranger, held_from=date(2006, 1, 1))
    ours, named = laid(bkm, site, body=body), laid(bkm, site, faskel, body)
    mine = {person.name: list(queries.mine(person, make.today)) for person in (stranger, faskel)}
    assert mine == {stranger.name: [ours], faskel.name: [named]}
    assert [permissions.is_responsible(stranger, row, make.today) for row in (ours, named)] == [True, False]
    assert set(queries.mine_anywhere(stranger, make.today)) == {ours, named}


def test_who_asked_and_has_to_do_it_is_not_asked_for_a_yes(site, bkm, faskel):
    body = make.organisation(name="BKM Sambongsari")
    body.members.create(person=bkm, held_from=date(2006, 1, 1))
    row = laid(bkm, site, body=body)
    done(faskel, row)
    assert (list(queries.to_agree(bkm, make.today)), list(queries.mine(bkm, make.today).exclude(status="waiting"))) == ([], [])

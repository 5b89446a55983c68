"""``followups.done``: since when enough is settled, and never wiser than the facts of its day."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from sinergi.followups import conditions
from sinergi.followups.models import Followup, Report
from sinergi.kernel.timelines import ALWAYS, holds
from tests import make
from tests.followups import opening

START = date(2007, 5, 1)


def day(number):
    return START + timedelta(days=number)


def line(undertaking, start, end=None, reports=(), origin="audit", stage="trial"):
    """A follow-up with its reports, written without asking the gate: ``(from, to, status)`` in days."""
    number = Followup.objects.count() + 1
    row = Followup.objects.create(
        undertaking=undertaking, act="meetings.record", stage=stage, happened_on=day(start), ended_on=None if end is None else day(end),
        number=number, origin=origin, what=f"Nomor {number}", who_text="BKM", due_on=day(90),
    )
    for first, last, status in reports:
        Report.objects.create(undertaking=undertaking, act="followups.report", stage=stage, happened_on=day(first),
                              ended_on=None if last is None else day(last), followup=row, status=status, note="x")
    return row


def answer(undertaking, **params):
    return conditions.done([undertaking.pk], **params)[undertaking.pk]


def test_holds_where_there_is_nothing_to_follow_up(kendal):
    assert answer(opening.stage()) == ALWAYS


def test_opening_one_makes_it_false_and_settling_it_true_again(kendal):
    site = opening.stage()
    line(site, 4, reports=[(9, None, "done")])
    line(site, 20)
    assert answer(site) == (date.min, day(4), day(9), day(20))


def test_a_follow_up_taken_back_is_no_longer_asked_for(kendal):
    site = opening.stage()
    line(site, 4, end=6)
    assert answer(site) == (date.min, day(4), day(6))


def test_a_report_taken_back_reopens_it(kendal):
    site = opening.stage()
    line(site, 4, reports=[(9, 12, "done")])
    assert answer(site) == (date.min, day(4), day(9), day(12))


def test_cancelled_counts_as_settled_and_running_does_not(kendal):
    site = opening.stage()
    line(site, 1, reports=[(2, None, "running"), (5, None, "cancelled")])
    assert answer(site) == (date.min, day(1), day(5))


@pytest.mark.parametrize(("share", "expected"), [(50, (date.min, day(1), day(5))), (51, (date.min, day(1))), (0, ALWAYS)])
def test_a_share_of_them_is_enough(kendal, share, expected):
    site = opening.stage()
    line(site, 1, reports=[(5, None, "done")])
    line(site, 1)
    assert answer(site, share=share) == expected


def test_only_the_origin_asked_for_counts(kendal):
    site = opening.stage()
    line(site, 1, origin="meeting")
    assert (answer(site, origin="audit"), answer(site, origin="meeting")) == (ALWAYS, (date.min, day(1)))


def test_here_counts_only_what_this_stage_opened(kendal):
    site = opening.stage()
    line(site, 1, stage="elsewhere")
    assert answer(site, stage="trial") == ALWAYS


def test_one_query_for_many(kendal, django_assert_num_queries):
    site, other = opening.stage(), opening.stage()
    line(site, 1)
    with django_assert_num_queries(1):
        conditions.done([site.pk, other.pk])


@pytest.mark.parametrize("seed", range(12))
def test_what_it_says_of_a_day_depends_only_on_facts_until_then(kendal, seed):
    """Prefix law: facts after a day, ends after a day, are as if unknown."""
    dice = random.Random(seed)
    site = opening.stage()
    for _ in range(4):
        start = dice.randrange(20)
        end = dice.choice([None, start + dice.randrange(12)])
        reports = []
        for _ in range(dice.randrange(3)):
            first = start + dice.randrange(15)
            reports.append((first, dice.choice([None, first + dice.randrange(8)]), dice.choice(["running", "done", "cancelled"])))
        line(site, start, end, reports)
    whole = answer(site, share=60)
    for until in (3, 8, 13, 18):
        sure = day(until)
        partly = _known_by(site, sure)
        assert [holds(whole, day(each)) for each in range(until + 1)] == [holds(partly, day(each)) for each in range(until + 1)]


def _known_by(site, sure):
    """The answer with only what was known by that day; the rows are put back afterwards."""
    before = transaction.savepoint()
    Report.objects.filter(happened_on__gt=sure).delete()
    Report.objects.filter(followup__happened_on__gt=sure).delete()
    Followup.objects.filter(happened_on__gt=sure).delete()
    for model in (Report, Followup):
        model.objects.filter(ended_on__gt=sure).update(ended_on=None)
    found = answer(site, share=60)
    transaction.savepoint_rollback(before)
    return found


def test_why_not_counts_what_is_open(kendal):
    site = opening.stage()
    line(site, 1, reports=[(5, None, "done")])
    line(site, 1)
    line(site, 1)
    code, values = conditions.done_why([site.pk], on=make.today, origin="audit")[site.pk]
    assert (code, values["open"], values["total"]) == ("followups.unsettled_audit", 2, 3)


def test_why_not_of_a_share_names_it(kendal):
    site = opening.stage()
    line(site, 1, reports=[(5, None, "done")])
    line(site, 1)
    line(site, 1)
    code, values = conditions.done_why([site.pk], on=make.today, share=80)[site.pk]
    assert (code, values["percent"], values["share"]) == ("followups.share_short", 33, 80)

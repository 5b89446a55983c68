"""The condition keeps the prefix law: what is said about days up to one rests only on facts of days up to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.kernel.timelines import switches_until
from sinergi.workplans import conditions
from sinergi.workplans.models import PlanApproval, PlanSubmission, WorkPlan
from tests.workplans import build
from tests.workplans.build import PLAN

START = date(2007, 1, 1)
DAYS = st.integers(0, 40)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 30))), max_size=6), DAYS)
def test_what_is_said_of_a_day_does_not_look_ahead(kendal, rows, day):
    site = WorkPlan.objects.first()
    site = site.undertaking if site else build.site()
    plan, _ = WorkPlan.objects.get_or_create(undertaking=site, plan=PLAN, defaults={"starts_on": START, "weekdays": "1111110"})
    PlanApproval.objects.all().delete()
    PlanSubmission.objects.all().delete()
    for number, (begun, lasted) in enumerate(rows, 1):
        stamp = {"undertaking": site, "act": "workplans.approve", "stage": "trial", "person": None, "happened_on": START + timedelta(days=begun), "plan": PLAN, "workplan": plan}
        handed = PlanSubmission.objects.create(number=number, content={}, fingerprint="f" * 64, **stamp)
        PlanApproval.objects.create(submission=handed, fingerprint="f" * 64, ended_on=None if lasted is None else START + timedelta(days=begun + lasted), **stamp)
    known = START + timedelta(days=day)
    whole = conditions.approved([site.pk], plan=PLAN).get(site.pk, ())
    PlanApproval.objects.filter(happened_on__gt=known).delete()
    PlanApproval.objects.filter(ended_on__gt=known).update(ended_on=None)
    assert switches_until(whole, known) == switches_until(conditions.approved([site.pk], plan=PLAN).get(site.pk, ()), known)


def test_many_are_answered_with_one_query(bkm, pokja, django_assert_num_queries):
    site = build.site()
    build.approved(bkm, pokja, site)
    with django_assert_num_queries(1):
        conditions.approved([site.pk, 999_999], plan=PLAN)

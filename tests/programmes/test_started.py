"""So many children live below: those that left do not count while they are away."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.kernel.timelines import holds
from sinergi.programmes.conditions import started
from sinergi.programmes.models import Leaving, Undertaking
from tests import make

pytestmark = pytest.mark.django_db
DAY = st.integers(1, 12)
AWAY = st.lists(st.tuples(DAY, st.none() | DAY), max_size=2)
CHILDREN = st.lists(st.tuples(DAY, st.none() | DAY, AWAY), max_size=4)


def may(number):
    return None if number is None else date(2007, 5, number)


@given(CHILDREN, st.integers(1, 3), DAY)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_day_counts_the_children_that_began_by_then_and_are_neither_voided_nor_away(kendal, children, least, day):
    cycle = make.open_stage(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'],
                            done_when=['{ is = "programmes.intake_closed", intake = "work" }'], scope="cycle")
    site = Undertaking.objects.get(cycle=cycle, scope="site")
    Undertaking.objects.filter(cycle=cycle, scope="work").update(voided_on=date(2007, 5, 1))
    for began, voided, away in children:
        work = make.child(site, "33.24.12.2011", on=may(began))
        Undertaking.objects.filter(pk=work.pk).update(voided_on=may(voided))
        for start, end in away:
            Leaving.objects.create(undertaking=work, act="programmes.leave", happened_on=may(start), ended_on=may(end), reason="postponed", note="Ditunda dulu")
    live = sum(began <= day and (voided is None or day < voided) and not any(start <= day and (end is None or day < end) for start, end in away)
               for began, voided, away in children)
    for above in (cycle, site):
        assert holds(started([above.pk], scope="work", min=least).get(above.pk, ()), may(day)) is (live >= least)

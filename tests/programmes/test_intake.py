"""“That was all” is said after enough came in, and from then on nobody is started, unless it is taken back."""

from datetime import date

import pytest

from sinergi.kernel.decisions import NotPossible
from sinergi.programmes import actions, queries
from sinergi.programmes.models import IntakeClosed, Undertaking
from tests import make


@pytest.fixture
def cycle(kendal):
    return make.open_stage(
        acts=['{ act = "programmes.start", starts = "site", role = "pokja_paket" }', '{ act = "programmes.close_intake", intake = "site", role = "pokja_paket" }',
              '{ act = "programmes.set_date", role = "pokja_paket" }'],
        done_when=['{ is = "programmes.started", scope = "site", min = 2 }', '{ is = "programmes.intake_closed", intake = "site" }', '{ is = "programmes.day_reached", date = "later" }'],
        scope="cycle", extra='[[dates]]\ncode = "later"\ntitle = { id = "Nanti", en = "Later" }\n')


def start(pokja, cycle, place):
    return actions.start(pokja, cycle.code, on=make.today, scope="site", title="Desa", region_code=place)


def test_it_is_not_closed_before_enough_came_in(pokja, cycle):
    with pytest.raises(NotPossible) as refused:
        actions.close_intake(pokja, cycle.code, on=make.today, intake="site")
    assert (refused.value.decision.code, IntakeClosed.objects.count()) == ("gate.needs", 0)
    assert {group.act for group in queries.my_tasks(pokja, make.today)} == {"programmes.start", "programmes.set_date"}


def test_after_it_was_closed_nobody_is_started_until_it_is_taken_back(pokja, cycle):
    start(pokja, cycle, "33.24.12.2007")
    closed = actions.close_intake(pokja, cycle.code, on=make.today, intake="site")
    with pytest.raises(NotPossible) as refused:
        start(pokja, cycle, "33.24.16.2015")
    assert (refused.value.decision.code, Undertaking.objects.filter(scope="site").count()) == ("gate.intake_closed", 2)
    assert "programmes.start" not in {group.act for group in queries.my_tasks(pokja, make.today)}
    actions.undo(pokja, "programmes.IntakeClosed", closed.pk, on=date(2007, 6, 2), reason="Satu desa menyusul")
    assert actions.start(pokja, cycle.code, on=date(2007, 6, 2), scope="site", title="Desa", region_code="33.24.16.2015")

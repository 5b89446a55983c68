"""An act goes through the gate, writes its facts, its trail and the snapshot; a refused one leaves nothing."""

from datetime import date

import pytest

from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound
from sinergi.programmes import actions
from sinergi.programmes.models import Cell, IntakeClosed, Task
from tests import make

ACT = ['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }']
DONE = ['{ is = "programmes.intake_closed", intake = "work" }']


def _states(undertaking):
    return dict(Cell.objects.filter(undertaking=undertaking).values_list("stage", "state"))


def test_an_act_done_by_its_role_finishes_the_stage(pokja):
    cycle = make.open_stage(acts=ACT, done_when=DONE, scope="cycle")
    assert _states(cycle) == {"trial": "open"}
    actions.close_intake(pokja, cycle.code, on=make.today, intake="work")
    assert _states(cycle) == {"trial": "done"}
    fact = IntakeClosed.objects.get()
    assert (fact.stage, fact.act, fact.person, fact.happened_on) == ("trial", "programmes.close_intake", pokja, make.today)


def test_the_task_is_there_until_it_is_done(pokja):
    cycle = make.open_stage(acts=ACT, done_when=DONE, scope="cycle")
    assert list(Task.objects.values_list("act", "role")) == [("programmes.close_intake", "pokja_paket")]
    actions.close_intake(pokja, cycle.code, on=make.today, intake="work")
    assert list(Task.objects.values_list("act", "role")) == []


@pytest.mark.parametrize(("who", "day", "error", "code"), [
    ("stranger", make.today, NotAllowed, "gate.role"),
    ("bkm", make.today, NotAllowed, "gate.role"),
    ("pokja", date(2007, 6, 2), NotSound, "future_day"),
])
def test_a_refusal_says_why_and_leaves_nothing(request, who, day, error, code, pokja):
    cycle = make.open_stage(acts=ACT, done_when=DONE, scope="cycle")
    with pytest.raises(error) as refused:
        actions.close_intake(request.getfixturevalue(who), cycle.code, on=make.today, happened_on=day, intake="work")
    assert refused.value.decision.code == code
    assert IntakeClosed.objects.count() == 0
    assert _states(cycle) == {"trial": "open"}


def test_done_twice_is_refused_and_undone_reopens(pokja):
    cycle = make.open_stage(acts=ACT, done_when=DONE, scope="cycle")
    fact = actions.close_intake(pokja, cycle.code, on=make.today, intake="work")
    with pytest.raises(NotPossible) as refused:
        actions.close_intake(pokja, cycle.code, on=make.today, intake="work")
    assert refused.value.decision.code == "gate.done"
    assert actions.would_reopen("programmes.IntakeClosed", fact.pk, on=date(2007, 6, 2)) == [(cycle.pk, "trial")]
    actions.undo(pokja, "programmes.IntakeClosed", fact.pk, on=date(2007, 6, 2), reason="Masih ada desa yang menyusul")
    assert _states(cycle) == {"trial": "open"}
    assert Cell.objects.get(undertaking=cycle).reopened is True

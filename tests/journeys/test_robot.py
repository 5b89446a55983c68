"""An office whose people do only their tasks carries a PAKET round to its end, and the snapshot never differs from a full survey."""

from datetime import date
from importlib import resources

import pytest

from sinergi.engine.survey import survey
from sinergi.engine.survey.cells import state
from sinergi.kernel.chains import fingerprint
from sinergi.kernel.decisions import NotPossible
from sinergi.programmes import actions, cells, editions, snapshot, worlds
from sinergi.programmes.models import Cell, Closing, Task
from sinergi.programmes.snapshot import renewing
from tests import make
from tests.journeys.robot import Robot

pytestmark = pytest.mark.journey


def paket() -> str:
    return (resources.files("sinergi.programmes") / "editions" / "paket-kendal-2007.toml").read_text(encoding="utf-8")


@pytest.fixture
def office(kendal, pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, bkm):
    cycle = actions.open_cycle(pokja, edition_text=paket(), code="KDL08", title="PAKET Tahap III", region_code="33.24", year=2007, on=date(2007, 3, 1))
    other = make.person(name="BKM Gempolsewu", role="bkm", region="33.24.16.2015")
    helper = make.person(name="Faskel Gempolsewu", role="faskel", region="33.24.16.2015")
    return Robot([pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, helper, bkm, other], cycle, date(2007, 3, 1), ["33.24.12.2011", "33.24.16.2015"])


def test_a_round_runs_from_step_1_to_step_23(office):
    office.run(days=420)
    assert set(Cell.objects.filter(cycle=office.cycle).values_list("state", flat=True)) == {"done"}
    assert list(Task.objects.filter(cycle=office.cycle)) == []


def test_a_closed_round_takes_nothing_but_can_be_reopened_with_a_reason(office):
    office.run(days=420)
    closing, (code, today) = Closing.objects.get(), (office.cycle.code, office.today)
    assert closing.fingerprint == fingerprint(closing.figures)
    with pytest.raises(NotPossible) as refused:
        actions.set_date(office.people[0], code, on=today, which="pakem_close", day=today, reason="Terlambat dicatat")
    assert refused.value.decision.code == "gate.closed"
    actions.undo(office.people[0], "programmes.Closing", closing.pk, on=today, reason="Satu laporan perlu diperbaiki")
    assert dict(Cell.objects.filter(undertaking=office.cycle, stage="accountability").values_list("stage", "state")) == {"accountability": "open"}


def test_the_snapshot_equals_a_full_survey(office, monkeypatch):
    """After every eighth act the stored cells are those that surveying everything afresh would give."""
    compared = []
    monkeypatch.setattr(renewing, "ALONE", 0)       # as in a large round, where what an act touched is looked at alone

    def check(robot):
        if len(robot.log) % 8 == 0:
            compared.append(len(robot.log))
            assert stored(robot.cycle.pk) == surveyed(robot.cycle, robot.today)

    office.watch = check
    office.run(days=420)
    assert compared == list(range(8, len(office.log) + 1, 8))


def stored(cycle_id):
    return {(row.undertaking_id, row.stage): (row.state, cells.unpack(row.stage, row.lines)) for row in Cell.objects.filter(cycle_id=cycle_id)}


def surveyed(cycle, on):
    edition = editions.edition_of(cycle)
    board = survey(edition, worlds.world_of_cycle(cycle.pk, edition))
    snapshot.ensure(cycle.pk, on)
    return {(node, stage): (state(cell, on), cell) for node in board.world.nodes for stage, cell in board.cells(node).items()}

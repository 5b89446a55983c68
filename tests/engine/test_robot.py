"""Tasks say enough: an office that does nothing but its tasks carries every edition of the shelf, and any other sound one, to its end."""

from __future__ import annotations

import pytest

from sinergi.engine.survey import state
from sinergi.kernel.timelines import holds
from tests.engine.wandering import finished
from tests.engine.world import SOUND


@pytest.mark.parametrize("code", SOUND)
def test_the_office_comes_to_its_end(code: str) -> None:
    toy = finished(code)
    last = max(fact.day for fact in toy.facts)
    assert holds(toy.board.world.nodes[1].closed, last)
    states = {(node.code, stage.code): toy.board.state(node.id, stage.code, last)
              for node in toy.board.world.nodes.values() for stage in toy.edition.of_scope(node.scope) if not stage.optional}
    assert {place: now for place, now in states.items() if now not in {"done", "out"}} == {}


@pytest.mark.parametrize("code", SOUND)
def test_nobody_acts_against_four_eyes(code: str) -> None:
    toy = finished(code)
    for fact in toy.facts:
        for entry in (entry for stage in toy.edition.stages for entry in stage.acts if entry.act == fact.act and entry.not_by and stage.code == fact.stage):
            assert not any(other.act in entry.not_by and other.person == fact.person and other.node == fact.node for other in toy.facts)


def test_states_of_one_stage_are_those_of_its_cells() -> None:
    toy = finished("paket-kendal-2007")
    for day in sorted({fact.day for fact in toy.facts})[::3]:
        for stage in toy.edition.stages:
            for node, now in toy.board.states(stage.code, day).items():
                assert now == state(toy.board.cell(node, stage.code), day)

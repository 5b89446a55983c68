"""What must be true of every world, however it came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.engine.gate import may
from sinergi.engine.plan import depth
from sinergi.engine.survey import (
    Cell,
    days_late,
    due_on,
    is_locked,
    is_reopened,
    next_change_of,
    roots,
    state,
    survey,
    survey_one,
    unmet,
    why,
)
from sinergi.kernel.timelines import holds
from tests.engine import robot
from tests.engine.wandering import wander
from tests.engine.world import SOUND, Toy

codes = st.sampled_from(SOUND)
chances = st.randoms(use_true_random=False)
lightly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def cells(toy: Toy) -> Iterator[tuple[int, str, Cell]]:
    for node in toy.board.world.nodes.values():
        for stage, cell in toy.board.cells(node.id).items():
            yield node.id, stage, cell


def days_of(toy: Toy, last: date, chance: Random, count: int = 4) -> list[date]:
    days = sorted({fact.day for fact in toy.facts} | {fact.end for fact in toy.facts if fact.end})
    return [*chance.sample(days, min(count, len(days))), last, last + timedelta(days=20)]


def opening_waived(toy: Toy, node: int, stage: str, day: date) -> bool:
    return any(one == node and code == stage and waiver.what == "opening" and waiver.start <= day and (waiver.end is None or day < waiver.end)
               for one, code, waiver in toy.waivers)


def settled_for(toy: Toy, node: int, code: str, day: date) -> bool:
    """The plain meaning, undertaking by undertaking: all live children settled and one of them done, or the one above settled."""
    board, scope = toy.board, toy.board.world.nodes[node].scope
    if depth(toy.edition.by_code[code].scope) <= depth(scope):
        above = board.world.above(node, toy.edition.by_code[code].scope)
        return above is not None and holds(board.cell(above.id, code).settled, day)
    children = [one.id for one in board.world.nodes.values() if one.scope == toy.edition.by_code[code].scope
                and node in {above.id for above in board.world.line(one.id)} and holds(board.live(one.id), day)]
    found = [board.cell(child, code) for child in children]
    return all(holds(cell.settled, day) for cell in found) and any(holds(cell.done, day) for cell in found)


@given(codes, chances)
@lightly
def test_no_stage_opens_while_it_waits(code: str, chance: Random) -> None:
    toy, _ = wander(code, chance)
    for node, stage, cell in cells(toy):
        day = cell.opened_on
        if day is None or opening_waived(toy, node, stage, day):
            continue
        one = toy.edition.by_code[stage]
        assert all(settled_for(toy, node, before, day) for before in one.after)
        assert all(toy.board.holds(node, use, stage, day) for use in one.opens_when)
        assert holds(toy.board.live(node), day)


@given(codes, chances)
@lightly
def test_done_only_while_its_conditions_hold(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for day in days_of(toy, last, chance):
        for node, stage, cell in cells(toy):
            if holds(cell.done, day) and not holds(cell.waived, day):
                assert unmet(toy.board, node, stage, day) == ()
                assert cell.opened_on is not None
                assert cell.opened_on <= day


@given(codes, chances)
@lightly
def test_opened_never_waits_again(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for day in days_of(toy, last, chance):
        for _, _, cell in cells(toy):
            if cell.opened_on is not None and cell.opened_on <= day:
                assert state(cell, day) != "waiting"


@given(codes, chances)
@lightly
def test_a_board_never_depends_on_what_came_after(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for day in days_of(toy, last, chance, 2):
        then = toy.as_of(day)
        nodes = then.board.world.nodes
        assert shown(then, day) == {place: seen for place, seen in shown(toy, day).items() if place[0] in nodes}


def shown(toy: Toy, day: date) -> dict[tuple[int, str], tuple[object, ...]]:
    return {(node, stage): (state(cell, day), is_locked(cell, day), is_reopened(cell, day), due_on(cell, day), days_late(cell, day),
                            cell.done_on(day), unmet(toy.board, node, stage, day)) for node, stage, cell in cells(toy)}


@given(codes, chances)
@lightly
def test_every_task_passes_the_gate(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for task in robot.all_tasks(toy, last):
        doors = [may(toy.office, person, task.act, task.node, last, stage=task.stage, **task.arguments())
                 for person in robot.people(toy) if person.partition("/")[0] in task.roles]
        assert any(door.ok or door.code == "four_eyes" for door in doors), task


@given(codes, chances)
@lightly
def test_everything_not_done_explains_itself(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for day in days_of(toy, last, chance, 2):
        for node, stage, cell in cells(toy):
            assert bool(why(toy.board, node, stage, day)) == (state(cell, day) not in {"done", "waived"}), (node, stage, state(cell, day))


@given(codes, chances)
@lightly
def test_no_change_is_missed(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    for day in days_of(toy, last, chance, 2):
        for node, stage, cell in cells(toy):
            following = next_change_of(toy.board, node, stage, day)
            quiet = [day + timedelta(days=ahead) for ahead in (1, 5, 8, 40) if following is None or day + timedelta(days=ahead) < following]
            for later in quiet:
                assert (state(cell, later), is_locked(cell, later), due_on(cell, later), unmet(toy.board, node, stage, later)) == (
                    state(cell, day), is_locked(cell, day), due_on(cell, day), unmet(toy.board, node, stage, day))


@given(codes, chances)
@lightly
def test_equal_facts_give_equal_boards(code: str, chance: Random) -> None:
    toy, _ = wander(code, chance)
    twin = toy.copy()
    chance.shuffle(twin.facts)
    assert {place: cell for *place, cell in ((node, stage, cell) for node, stage, cell in cells(twin)) for place in [tuple(place)]} == {
        (node, stage): cell for node, stage, cell in cells(toy)}


@given(codes, chances)
@lightly
def test_one_alone_equals_the_full_survey(code: str, chance: Random) -> None:
    toy, _ = wander(code, chance)
    board = survey(toy.edition, toy.world())
    for node in board.world.nodes:
        above, below = toy.around(node)
        assert survey_one(toy.edition, board.world, node, above, below) == board.cells(node)


@given(codes, chances)
@lightly
def test_roots_are_the_reasons_walked_down(code: str, chance: Random) -> None:
    toy, last = wander(code, chance)
    stage = toy.edition.of_scope("cycle")[-1].code
    for day in days_of(toy, last, chance, 1):
        found = {(root.code, root.stage, root.use, root.value): root.count for root in roots(toy.board, 1, stage, day)}
        assert found == {kind: len(ids) for kind, ids in walked(toy, 1, stage, day).items()}


def walked(toy: Toy, node: int, stage: str, day: date) -> dict[tuple[str, str, object, str], set[int]]:
    """The plain way: from cell to cell."""
    found: dict[tuple[str, str, object, str], set[int]] = {}
    seen, todo = {(node, stage)}, [(node, stage)]
    while todo:
        at, code = todo.pop()
        for reason in why(toy.board, at, code, day):
            if reason.code not in {"stage", "children"}:
                found.setdefault((reason.code, reason.stage, reason.use, reason.value), set()).update(reason.subjects)
                continue
            scope = toy.edition.by_code[reason.stage].scope
            near = {one.id for one in toy.board.world.line(at)}
            for one in toy.board.world.nodes.values():
                below = at in {above.id for above in toy.board.world.line(one.id)}
                undone = holds(toy.board.live(one.id), day) and not holds(toy.board.cell(one.id, reason.stage).settled, day) if one.scope == scope else False
                if one.scope == scope and (one.id in near or (below and undone)) and (one.id, reason.stage) not in seen:
                    seen.add((one.id, reason.stage))
                    todo.append((one.id, reason.stage))
    return found

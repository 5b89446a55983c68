"""Why not yet, walked down through everything that is waited for; whole columns at a time, as thousands may be waited for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sinergi.engine.definition import Stage, Use
from sinergi.engine.plan import depth, plan_of
from sinergi.engine.survey.boards import FEW, Board
from sinergi.engine.survey.columns import Column
from sinergi.engine.survey.reasons import why
from sinergi.engine.survey.world import Id
from sinergi.kernel.timelines import Timeline, holds


@dataclass(frozen=True)
class Root:
    """What it comes down to, gathered over undertakings: a stage and a condition (or another code), how many, the first few.

    The codes are those of ``Reason`` without ``stage`` and ``children``.
    """

    code: str
    stage: str
    use: Use | None
    count: int
    subjects: tuple[Id, ...]
    codes: tuple[str, ...]
    value: str = ""


class _Kind(NamedTuple):
    code: str
    stage: str
    use: Use | None = None
    value: str = ""


Found = dict[_Kind, dict[Id, None]]
Wanted = dict[str, set[int]]                # stage -> rows of its scope that somebody waits for


def roots(board: Board, node: Id, stage: str, day: date) -> list[Root]:
    """What people can act on so that a cell gets done, most frequent first; empty when it is done or waived."""
    found: Found = {}
    wanted: Wanted = {stage: {board.grounds[board.edition.by_code[stage].scope].row[node]}}
    for one in reversed(plan_of(board.edition).order):      # a stage waits only for earlier ones: one pass is enough
        rows = sorted(wanted.get(one.code, ()))
        if rows:
            _visit(board, one, rows, day, found, wanted)
    gathered = [_root(board, kind, list(ids)) for kind, ids in found.items()]
    return sorted(gathered, key=lambda root: (-root.count, board.edition.by_code[root.stage].no, root.code))


def _visit(board: Board, stage: Stage, rows: Sequence[int], day: date, found: Found, wanted: Wanted) -> None:
    ground, columns = board.grounds[stage.scope], board.columns[stage.code]
    plain: list[int] = []
    special: list[int] = []
    for row in rows:
        odd = columns.out[row] or columns.waived[row] or (ground.ids[row], stage.code) in board.world.waivers
        (special if odd or not _true(ground.live[row], day) else plain).append(row)
    opened = [row for row in plain if _true(columns.opened[row], day) and not _true(columns.done[row], day)]
    waiting = [row for row in plain if not _true(columns.opened[row], day)]
    for code, use, asked in (*(("lock", use, (*opened, *waiting)) for use in stage.opens_when), *(("condition", use, opened) for use in stage.done_when)):
        _unmet(board, stage, code, use, asked, day, found)
    for kind, column in _deciding(board, stage):
        _note(found, kind, (ground.ids[row] for row in (*opened, *waiting) if not _true(column[row], day)))
    _held(board, stage, opened, day, found)
    for code, column in zip(stage.after, columns.waits, strict=True):
        _await(board, stage, code, [row for row in waiting if not _true(column[row], day)], day, found, wanted)
    for row in special:
        _special(board, stage, ground.ids[row], day, found, wanted)


def _unmet(board: Board, stage: Stage, code: str, use: Use, rows: Iterable[int], day: date, found: Found) -> None:
    ground = board.grounds[stage.scope]
    column, subjects = ground.asked(use, stage.code), ground.subjects(use.of or stage.scope)
    _note(found, _Kind(code, stage.code, use), (subjects[row] for row in rows if not _true(column[row], day)))


def _deciding(board: Board, stage: Stage) -> Iterator[tuple[_Kind, Column]]:
    ground = board.grounds[stage.scope]
    if stage.list:
        yield _Kind("list_not_published", stage.code, None, stage.list), ground.published(stage.list)
    if stage.kinds:
        yield _Kind("kind_undecided", stage.code), ground.kind_known(stage.kinds)


def _held(board: Board, stage: Stage, rows: Iterable[int], day: date, found: Found) -> None:
    if any(node.held for node in board.world.nodes.values()):
        ids = board.grounds[stage.scope].ids
        _note(found, _Kind("held", stage.code), (one.id for row in rows for one in board.world.line(ids[row]) if holds(one.held, day)))


def _await(board: Board, stage: Stage, code: str, rows: Sequence[int], day: date, found: Found, wanted: Wanted) -> None:
    """Pass the question on to whoever is waited for; without anybody (so far, or any more), that is the root."""
    if not rows:
        return
    ground, other = board.grounds[stage.scope], board.grounds[board.edition.by_code[code].scope]
    target = wanted.setdefault(code, set())
    if depth(other.scope) <= depth(stage.scope):
        above = ground.subjects(other.scope)
        target.update(other.row[above[row]] for row in rows)
        return
    parents, settled = {ground.ids[row] for row in rows}, board.columns[code].settled
    undone = [(row, parent) for row, parent in enumerate(other.subjects(stage.scope))
              if parent in parents and _true(other.live[row], day) and not _true(settled[row], day)]
    target.update(row for row, _ in undone)
    alone = parents - {parent for _, parent in undone}
    had = {parent for row, parent in enumerate(other.subjects(stage.scope)) if parent in alone and other.live[row] and other.live[row][0] <= day}
    _note(found, _Kind("no_children", code), alone & had)
    _note(found, _Kind("none_yet", code), alone - had)


def _special(board: Board, stage: Stage, node: Id, day: date, found: Found, wanted: Wanted) -> None:
    """One with waivers, one that left or is not for this stage: few, so they are asked one by one."""
    ground = board.grounds[stage.scope]
    for reason in why(board, node, stage.code, day):
        if reason.code in {"stage", "children", "none_yet", "no_children"}:
            _await(board, stage, reason.stage, [ground.row[node]], day, found, wanted)
        else:
            _note(found, _Kind(reason.code, reason.stage, reason.use, reason.value), reason.subjects)


def _note(found: Found, kind: _Kind, ids: Iterable[Id]) -> None:
    several = dict.fromkeys(ids)
    if several:
        found.setdefault(kind, {}).update(several)


def _root(board: Board, kind: _Kind, ids: list[Id]) -> Root:
    few = tuple(sorted(ids)[:FEW])
    codes = tuple(board.world.nodes[one].code or str(one) for one in few)
    return Root(kind.code, kind.stage, kind.use, len(ids), few, codes, kind.value)


def _true(line: Timeline, day: date) -> bool:
    """``holds``, quick for the timelines that never turn back."""
    return bool(line) and line[0] <= day and (len(line) == 1 or holds(line, day))

"""Why not yet: the reasons of one cell as codes and values (``roots`` walks them down). No sentences here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sinergi.engine.definition import Stage, Use
from sinergi.engine.plan import depth
from sinergi.engine.survey.boards import Board
from sinergi.engine.survey.cells import next_change
from sinergi.engine.survey.world import Id
from sinergi.kernel.timelines import holds, next_switch

FEW = 5


@dataclass(frozen=True)
class Reason:
    """One thing that keeps a cell from being done.

    ``code``: ``condition`` (of done_when), ``lock`` (of opens_when), ``stage`` (waits for its own or one above), ``children``
    (waits for stages below), ``no_children`` (nobody left to wait for), ``list_not_published``, ``not_on_list``,
    ``kind_undecided``, ``other_kind``, ``left``, ``not_started``, ``held``.
    """

    code: str
    stage: str                              # the stage the reason lies in: this one, or the one waited for
    use: Use | None = None
    subjects: tuple[Id, ...] = ()           # the first few undertakings it is about
    codes: tuple[str, ...] = ()             # what people call those
    count: int = 1
    value: str = ""                         # the list, where it is about one


def unmet(board: Board, node: Id, stage: str, day: date) -> tuple[Use, ...]:
    """The conditions of ``done_when`` that neither hold nor are waived on ``day``."""
    return tuple(use for use in board.edition.by_code[stage].done_when if not board.holds(node, use, stage, day))


def locking(board: Board, node: Id, stage: str, day: date) -> tuple[Use, ...]:
    """The conditions of ``opens_when`` that neither hold nor are waived; none while the opening is waived."""
    one = board.edition.by_code[stage]
    opened = any(waiver.what == "opening" and waiver.start <= day and (waiver.end is None or waiver.end > day)
                 for waiver in board.world.waivers.get((node, stage), ()))
    return () if opened else tuple(use for use in one.opens_when if not board.holds(node, use, stage, day))


def why(board: Board, node: Id, stage: str, day: date) -> list[Reason]:
    """Why a cell is not done on ``day``; empty when it is done or waived."""
    one, now = board.edition.by_code[stage], board.state(node, stage, day)
    if now in {"done", "waived"}:
        return []
    if now == "out":
        return [_why_out(board, node, one, day)]
    if now == "open":
        return [*_undecided(board, node, one, day), *_conditions(board, node, stage, day, own=True), *_held(board, node, stage, day)]
    if not holds(board.live(node), day):
        return [Reason("not_started", stage, subjects=(node,), codes=(_name(board, node),))]
    return [*_undecided(board, node, one, day), *_waits(board, node, one, day), *_conditions(board, node, stage, day, own=False)]


def decided(board: Board, node: Id, stage: str, day: date) -> bool:
    """Whether list and kind of the stage are decided for the undertaking (its being in or out is another matter)."""
    return not list(_undecided(board, node, board.edition.by_code[stage], day))


def waits_settled(board: Board, node: Id, stage: str, day: date) -> bool:
    """Whether everything in ``after`` is settled for the undertaking on ``day``."""
    row = board.grounds[board.world.nodes[node].scope].row[node]
    return all(holds(column[row], day) for column in board.columns[stage].waits)


def next_change_of(board: Board, node: Id, stage: str, day: date) -> date | None:
    """The next day after ``day`` on which state, marks or unmet conditions of a cell change by themselves."""
    one = board.edition.by_code[stage]
    days = [next_change(board.cell(node, stage), day), next_switch(board.live(node), day)]
    days += [next_switch(board.answer(node, use, stage), day) for use in (*one.opens_when, *one.done_when)]
    return min((found for found in days if found is not None), default=None)


def _conditions(board: Board, node: Id, stage: str, day: date, *, own: bool) -> Iterator[Reason]:
    for use in locking(board, node, stage, day):
        yield _about(board, "lock", node, stage, use)
    for use in unmet(board, node, stage, day) if own else ():
        yield _about(board, "condition", node, stage, use)


def _about(board: Board, code: str, node: Id, stage: str, use: Use) -> Reason:
    subject = board.world.above(node, use.of) if use.of else board.world.nodes[node]
    subject = subject or board.world.nodes[node]
    return Reason(code, stage, use, (subject.id,), (_name(board, subject.id),))


def _undecided(board: Board, node: Id, stage: Stage, day: date) -> Iterator[Reason]:
    ground = board.grounds[stage.scope]
    row = ground.row[node]
    if stage.list and not holds(ground.published(stage.list)[row], day):
        yield Reason("list_not_published", stage.code, subjects=(node,), codes=(_name(board, node),), value=stage.list)
    if stage.kinds and not holds(ground.kind_known(stage.kinds)[row], day):
        yield Reason("kind_undecided", stage.code, subjects=(node,), codes=(_name(board, node),))


def _why_out(board: Board, node: Id, stage: Stage, day: date) -> Reason:
    ground = board.grounds[stage.scope]
    row = ground.row[node]
    subject, code = (node,), (_name(board, node),)
    if not holds(ground.live[row], day):
        return Reason("left", stage.code, subjects=subject, codes=code)
    listed = ground.decided(stage)[0] if stage.list else None
    if listed is not None and not holds(listed[row], day):
        return Reason("not_on_list", stage.code, subjects=subject, codes=code, value=stage.list)
    return Reason("other_kind", stage.code, subjects=subject, codes=code)


def _waits(board: Board, node: Id, stage: Stage, day: date) -> Iterator[Reason]:
    row = board.grounds[stage.scope].row[node]
    for code, column in zip(stage.after, board.columns[stage.code].waits, strict=True):
        if holds(column[row], day):
            continue
        undone = _undone(board, node, code, day)
        below = depth(board.edition.by_code[code].scope) > depth(stage.scope)
        kind = "stage" if not below else "children" if undone else "no_children"
        about = undone[:FEW] if undone else [node]
        yield Reason(kind, code, None, tuple(about), tuple(_name(board, one) for one in about), len(undone) or 1)


def _undone(board: Board, node: Id, code: str, day: date) -> list[Id]:
    """Who keeps an undertaking waiting at that stage: itself, the one above it, or its live children that are not settled."""
    other, scope = board.edition.by_code[code].scope, board.world.nodes[node].scope
    if depth(other) <= depth(scope):
        subject = board.world.above(node, other)
        return [subject.id] if subject else []
    ground, columns = board.grounds[other], board.columns[code]
    rows = zip(ground.ids, ground.subjects(scope), ground.live, columns.settled, strict=True)
    return [child for child, parent, live, settled in rows if parent == node and holds(live, day) and not holds(settled, day)]


def _held(board: Board, node: Id, stage: str, day: date) -> Iterator[Reason]:
    for one in board.world.line(node):
        if holds(one.held, day):
            yield Reason("held", stage, subjects=(one.id,), codes=(_name(board, one.id),))


def _name(board: Board, node: Id) -> str:
    one = board.world.nodes[node]
    return one.code or str(one.id)


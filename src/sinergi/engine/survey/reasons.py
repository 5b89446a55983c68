"""Why not yet: the reasons of one cell as codes and values (``roots`` walks them down). No sentences here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sinergi.engine.definition import Edition, Stage, Use
from sinergi.engine.plan import depth, plan_of
from sinergi.engine.survey.boards import Below, Board
from sinergi.engine.survey.cells import Cell, next_change, state
from sinergi.engine.survey.world import Id, World, kind_line
from sinergi.kernel.timelines import Timeline, holds, next_switch


@dataclass(frozen=True)
class Reason:
    """One thing that keeps a cell from being done.

    ``code``: ``condition`` (of done_when), ``lock`` (of opens_when), ``stage`` (waits for its own or one above), ``children``
    (waits for stages below), ``none_yet`` (nobody there to wait for so far), ``no_children`` (nobody left), ``list_not_published``, ``not_on_list``,
    ``kind_undecided``, ``other_kind``, ``left``, ``not_started``, ``held``.
    """

    code: str
    stage: str                              # the stage the reason lies in: this one, or the one waited for
    use: Use | None = None
    subjects: tuple[Id, ...] = ()           # the first few undertakings it is about
    codes: tuple[str, ...] = ()             # what people call those
    count: int = 1
    value: str = ""                         # the list, where it is about one


class Source(Protocol):
    """Where reasons are read from: a full survey, or the cells that a snapshot keeps."""

    @property
    def edition(self) -> Edition: ...

    @property
    def world(self) -> World: ...

    def cell(self, node: Id, stage: str) -> Cell: ...

    def live(self, node: Id) -> Timeline: ...

    def answer(self, node: Id, use: Use, stage: str) -> Timeline: ...

    def below(self, node: Id, stage: str, day: date) -> Below: ...


def unmet(board: Source, node: Id, stage: str, day: date) -> tuple[Use, ...]:
    """The conditions of ``done_when`` that neither hold nor are waived on ``day``."""
    return tuple(use for use in board.edition.by_code[stage].done_when if not holds(board.answer(node, use, stage), day))


def locking(board: Source, node: Id, stage: str, day: date) -> tuple[Use, ...]:
    """The conditions of ``opens_when`` that neither hold nor are waived; none while the opening is waived."""
    one = board.edition.by_code[stage]
    opened = any(waiver.what == "opening" and waiver.start <= day and (waiver.end is None or waiver.end > day)
                 for waiver in board.world.waivers.get((node, stage), ()))
    return () if opened else tuple(use for use in one.opens_when if not holds(board.answer(node, use, stage), day))


def why(board: Source, node: Id, stage: str, day: date) -> list[Reason]:
    """Why a cell is not done on ``day``; empty when it is done or waived."""
    one, now = board.edition.by_code[stage], state(board.cell(node, stage), day)
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


def _conditions(board: Source, node: Id, stage: str, day: date, *, own: bool) -> Iterator[Reason]:
    for use in locking(board, node, stage, day):
        yield _about(board, "lock", node, stage, use)
    for use in unmet(board, node, stage, day) if own else ():
        yield _about(board, "condition", node, stage, use)


def _about(board: Source, code: str, node: Id, stage: str, use: Use) -> Reason:
    subject = board.world.above(node, use.of) if use.of else board.world.nodes[node]
    subject = subject or board.world.nodes[node]
    return Reason(code, stage, use, (subject.id,), (_name(board, subject.id),))


def _undecided(board: Source, node: Id, stage: Stage, day: date) -> Iterator[Reason]:
    about = ((node,), (_name(board, node),))
    if stage.list and not _is_published(board, node, stage, day):
        yield Reason("list_not_published", stage.code, None, *about, value=stage.list)
    if stage.kinds and not _has_kind(board, node, stage, day):
        yield Reason("kind_undecided", stage.code, None, *about)


def _why_out(board: Source, node: Id, stage: Stage, day: date) -> Reason:
    about = ((node,), (_name(board, node),))
    if not holds(board.live(node), day):
        return Reason("left", stage.code, None, *about)
    if stage.list and _is_published(board, node, stage, day) and not _is_listed(board, node, stage, day):
        return Reason("not_on_list", stage.code, None, *about, value=stage.list)
    return Reason("other_kind", stage.code, None, *about)


def _is_published(board: Source, node: Id, stage: Stage, day: date) -> bool:
    publisher = board.world.above(node, plan_of(board.edition).publishers.get(stage.list, "cycle"))
    return publisher is not None and holds(board.world.published.get((stage.list, publisher.id), ()), day)


def _is_listed(board: Source, node: Id, stage: Stage, day: date) -> bool:
    member = board.world.above(node, board.edition.word("lists", stage.list).get("of", stage.scope))
    return member is not None and holds(board.world.listed.get((stage.list, member.id), ()), day)


def _has_kind(board: Source, node: Id, stage: Stage, day: date) -> bool:
    subject = board.world.above(node, plan_of(board.edition).kind_scopes.get(stage.kinds[0], stage.scope))
    return subject is not None and holds(kind_line(subject.kinds, None), day)


def _waits(board: Source, node: Id, stage: Stage, day: date) -> Iterator[Reason]:
    for code in stage.after:
        other = board.edition.by_code[code].scope
        if depth(other) > depth(stage.scope):
            yield from _waits_below(board, node, code, day)
            continue
        subject = board.world.above(node, other)
        if subject is not None and not holds(board.cell(subject.id, code).settled, day):
            yield Reason("stage", code, None, (subject.id,), (_name(board, subject.id),))


def _waits_below(board: Source, node: Id, code: str, day: date) -> Iterator[Reason]:
    below = board.below(node, code, day)
    if below.undone:
        ids, names = zip(*below.few, strict=True)
        yield Reason("children", code, None, ids, names, below.undone)
    elif not below.settled:
        yield Reason("no_children" if below.some else "none_yet", code, None, (node,), (_name(board, node),))


def _held(board: Source, node: Id, stage: str, day: date) -> Iterator[Reason]:
    for one in board.world.line(node):
        if holds(one.held, day):
            yield Reason("held", stage, subjects=(one.id,), codes=(_name(board, one.id),))


def _name(board: Source, node: Id) -> str:
    one = board.world.nodes[node]
    return one.code or str(one.id)


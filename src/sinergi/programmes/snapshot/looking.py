"""One undertaking on one day: its cells as they show, what somebody should do there, and when to look again.

Whatever is asked on the way (own cells, cells above, conditions) tells the next day on which its answer changes by itself;
the earliest of these days is the day to look again. So no day is missed, and nobody looks every day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from sinergi.engine import tasks as engine_tasks
from sinergi.engine.definition import Edition, Use
from sinergi.engine.gate import BoardOffice, Office
from sinergi.engine.survey import World
from sinergi.engine.survey.cells import Cell, due_on, is_locked, is_reopened, late_after, next_change, state
from sinergi.engine.survey.world import Node
from sinergi.kernel.timelines import Timeline, holds, next_switch
from sinergi.programmes import cells
from sinergi.programmes.snapshot.duties import Running


class Kept(NamedTuple):
    """What the table keeps of a cell, in the order of its columns."""

    state: str
    locked: bool
    reopened: bool
    opened_on: date | None
    done_on: date | None
    due_on: date | None
    late_after: date | None
    lines: dict[str, Any]
    unmet: list[str]


class Look(NamedTuple):
    """What was found at one undertaking."""

    kept: dict[str, Kept]                   # by stage
    tasks: list[engine_tasks.Task]
    again_on: date | None


class Source(Office, Protocol):
    """An office that knows its world: a full survey, or one branch from the tables."""

    @property
    def world(self) -> World: ...


class Nobody:
    """Tasks are made without a person, so nobody's roles are asked."""

    def roles(self, person: Any, node: int, day: date, place: Any = None) -> Collection[str]:  # noqa: ARG002 -- the engine's protocol
        raise LookupError(person)

    def roles_within(self, person: Any, node: int, day: date) -> Collection[str]:  # noqa: ARG002 -- the engine's protocol
        raise LookupError(person)

    def did(self, person: Any, acts: Collection[str], node: int) -> bool:  # noqa: ARG002 -- the engine's protocol
        raise LookupError(person)


class Whole(BoardOffice):
    """A full survey as a source."""

    @property
    def world(self) -> World:
        return self.board.world


@dataclass(frozen=True, slots=True)
class _Seen:
    cell: Cell
    changes_on: date | None


class Looking(Nobody):
    """The office of one renewal: answers as ``source`` does and notes when each answer will change."""

    def __init__(self, source: Source, on: date) -> None:
        self.source, self.on, self.edition = source, on, source.edition
        self._above: dict[tuple[int, str], _Seen] = {}
        self._own: dict[str, _Seen] = {}
        self._node = 0
        self._again: date | None = None

    def at(self, node: int) -> None:
        """Begin with an undertaking."""
        self._node, self._own, self._again = node, {}, None

    def note(self, day: date | None) -> None:
        """What was just read changes on that day."""
        if day is not None and day > self.on and (self._again is None or day < self._again):
            self._again = day

    @property
    def again_on(self) -> date | None:
        return self._again

    def line(self, node: int) -> Iterable[Node]:
        return self.source.line(node)

    def live(self, node: int) -> Timeline:
        return self.source.live(node)

    def cell(self, node: int, stage: str) -> Cell:
        seen = self._own.get(stage) if node == self._node else self._above.get((node, stage))
        if seen is None:
            cell = self.source.cell(node, stage)
            seen = _Seen(cell, next_change(cell, self.on))
            if node == self._node:
                self._own[stage] = seen
            else:
                self._above[(node, stage)] = seen
        self.note(seen.changes_on)
        return seen.cell

    def holds(self, node: int, use: Use, stage: str, day: date) -> bool:
        return holds(self.answer(node, use, stage), day)

    def answer(self, node: int, use: Use, stage: str) -> Timeline:
        line = self.source.answer(node, use, stage)
        self.note(next_switch(line, self.on))
        return line


def look(office: Looking, node: int, duties: Mapping[str, Running]) -> Look:
    """Everything about one undertaking, with the duties that run there."""
    office.at(node)
    scope = next(iter(office.line(node))).scope
    kept = {stage.code: _kept(office, node, stage.code, office.edition) for stage in office.edition.of_scope(scope)}
    _note_duties(office, node, scope, duties)
    due = {code: one.due_on for code, one in duties.items() if one.due_on is not None}
    work = engine_tasks.tasks(office, node, office.on) + engine_tasks.duty_tasks(office, node, office.on, due)
    return Look(kept, work, office.again_on)


def _note_duties(office: Looking, node: int, scope: str, duties: Mapping[str, Running]) -> None:
    """A duty changes with its next period, and when the step that begins or ends it opens or is finished, here or above."""
    for one in duties.values():
        office.note(one.next_on)
    for duty in office.edition.duties:
        for stage in (duty.from_stage, duty.to_stage) if duty.scope == scope else ():
            subject = office.source.world.above(node, office.edition.by_code[stage].scope) if stage else None
            if subject is not None:
                office.cell(subject.id, stage)


def _kept(office: Looking, node: int, code: str, edition: Edition) -> Kept:
    on, cell = office.on, office.cell(node, code)
    now = state(cell, on)
    unmet = [use.key for use in edition.by_code[code].done_when if not office.holds(node, use, code, on)] if now == "open" else []
    return Kept(now, is_locked(cell, on), is_reopened(cell, on), _shown(cell.opened_on, on), _shown(cell.done_on(on), on), due_on(cell, on),
                late_after(cell, on), cells.pack(cell), unmet)


def _shown(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None

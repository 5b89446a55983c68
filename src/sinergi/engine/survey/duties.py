"""What repeats: the periods of a duty, and whether each is open, met, late or lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from sinergi.engine.definition import EVERY, Duty, Edition
from sinergi.engine.plan import depth, plan_of
from sinergi.engine.survey.cells import Cell
from sinergi.engine.survey.world import Id, World, kind_line
from sinergi.kernel.timelines import NEVER, Timeline, holds

PeriodState = Literal["open", "met", "late", "lapsed"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Period:
    """One period of a duty; both days belong to it. ``due_on`` is its end plus the grace."""

    no: int
    first: date
    last: date
    due_on: date


def periods(duty: Duty, start: date | None, end: date | None, day: date) -> tuple[Period, ...]:
    """The periods that had begun by ``day``, oldest first; weeks and days count from the start, months by the calendar.

    ``start`` and ``end`` are the first opening of the duty's ``from`` and the first finish of its ``to`` (see ``span``).
    """
    if start is None:
        return ()
    limit = min(day, end) if end is not None else day
    found = []
    for no, (first, last) in enumerate(_spans(duty.every, start), 1):
        if first > limit:
            break
        found.append(Period(no, first, last, last + timedelta(days=duty.grace)))
    return tuple(found)


def period_state(period: Period, *, met: bool, end: date | None, day: date) -> PeriodState:
    """Whether a period is open, met, late (past its due day) or lapsed (the duty ended inside it)."""
    if met:
        return "met"
    if end is not None and end <= day and period.first <= end <= period.last:
        return "lapsed"
    return "late" if day > period.due_on else "open"


class Source(Protocol):
    """What a duty is read from: a full survey, or one branch of it."""

    @property
    def edition(self) -> Edition: ...

    @property
    def world(self) -> World: ...

    def cell(self, node: Id, stage: str) -> Cell: ...

    def live(self, node: Id) -> Timeline:
        """When it and all above it are in the programme."""


def span(source: Source, node: Id, duty: Duty, day: date) -> tuple[date | None, date | None]:
    """From when to when a duty runs for an undertaking, as known on ``day``: (None, None) when it does not."""
    if not _fits(source, node, duty, day):
        return None, None
    opened = _cell_day(source, node, duty.from_stage, day, finished=False) if duty.from_stage else _started(source, node, day)
    finished = _cell_day(source, node, duty.to_stage, day, finished=True) if duty.to_stage else None
    return opened, finished if opened is not None else None


def _fits(source: Source, node: Id, duty: Duty, day: date) -> bool:
    """On the list and of the kind, where the duty names them: itself, or what lies above it and is listed or has kinds."""
    narrow = []
    if duty.list:
        member = source.world.above(node, source.edition.word("lists", duty.list).get("of", duty.scope))
        narrow.append(source.world.listed.get((duty.list, member.id), NEVER) if member else NEVER)
    if duty.kinds:
        bearer = source.world.above(node, plan_of(source.edition).kind_scopes.get(duty.kinds[0], duty.scope))
        narrow.append(kind_line(bearer.kinds, frozenset(duty.kinds)) if bearer else NEVER)
    return all(holds(line, day) for line in narrow)


def _started(source: Source, node: Id, day: date) -> date | None:
    live = source.live(node)
    return live[0] if live and live[0] <= day else None


def _cell_day(source: Source, node: Id, stage: str, day: date, *, finished: bool) -> date | None:
    scope = source.edition.by_code[stage].scope
    if depth(scope) > depth(source.world.nodes[node].scope):
        return None
    subject = source.world.above(node, scope)
    if subject is None:
        return None
    cell = source.cell(subject.id, stage)
    found = cell.first_done_on if finished else cell.opened_on
    return found if found is not None and found <= day else None


def _spans(every: str | int, start: date) -> Iterator[tuple[date, date]]:
    days = every if isinstance(every, int) else EVERY[every]
    first = start
    while True:
        last = first + timedelta(days=days - 1) if days else _end_of(str(every), first)
        yield first, last
        first = last + timedelta(days=1)


def _end_of(every: str, day: date) -> date:
    """The last day of the calendar month, quarter or year in which a day lies."""
    months = _MONTHS[every]
    upper = (day.month - 1) // months * months + months      # the last month of it
    year, month = (day.year, upper + 1) if upper < 12 else (day.year + 1, 1)  # noqa: PLR2004 -- December
    return date(year, month, 1) - timedelta(days=1)

"""What repeats: the periods of a duty, and whether each is open, met, late or lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sinergi.engine.definition import EVERY, Duty
from sinergi.engine.plan import depth
from sinergi.engine.survey.boards import Board
from sinergi.engine.survey.world import Id
from sinergi.kernel.timelines import holds

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


def span(board: Board, node: Id, duty: Duty, day: date) -> tuple[date | None, date | None]:
    """From when to when a duty runs for an undertaking, as known on ``day``: (None, None) when it does not."""
    if not _fits(board, node, duty, day):
        return None, None
    opened = _cell_day(board, node, duty.from_stage, day, finished=False) if duty.from_stage else _started(board, node, day)
    finished = _cell_day(board, node, duty.to_stage, day, finished=True) if duty.to_stage else None
    return opened, finished if opened is not None else None


def _fits(board: Board, node: Id, duty: Duty, day: date) -> bool:
    """On the list and of the kind, where the duty names them."""
    ground = board.grounds[duty.scope]
    row = ground.row[node]
    narrow = [ground.listed(duty.list)] if duty.list else []
    narrow += [ground.of_kind(duty.kinds)] if duty.kinds else []
    return all(holds(column[row], day) for column in narrow)


def _started(board: Board, node: Id, day: date) -> date | None:
    live = board.live(node)
    return live[0] if live and live[0] <= day else None


def _cell_day(board: Board, node: Id, stage: str, day: date, *, finished: bool) -> date | None:
    scope = board.edition.by_code[stage].scope
    if depth(scope) > depth(board.world.nodes[node].scope):
        return None
    subject = board.world.above(node, scope)
    if subject is None:
        return None
    cell = board.cell(subject.id, stage)
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

"""One undertaking and one stage over all time, and what to read from it for any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sinergi.engine.calendar import DateRows, value_on
from sinergi.kernel.timelines import ALWAYS, NEVER, Timeline, first, holds, next_switch, since

State = Literal["waiting", "open", "done", "waived", "out"]


@dataclass(frozen=True, slots=True)
class Dues:
    """All that may set the due day of a cell; the earliest counts, a moved deadline before all of them."""

    days: int | None = None                 # after opening
    fixed: date | None = None
    set_on: DateRows = ()                   # as the office set it
    default: date | None = None
    base: Timeline = NEVER                  # the stage of due_after, when it was first done
    after_days: int = 0
    moved: tuple[tuple[date, date | None, date], ...] = ()    # (from, until, new day) by waiver


@dataclass(frozen=True, slots=True)
class Cell:
    """All is timelines, so that any day can be looked up; ``state`` and its neighbours below do that."""

    stage: str
    opened: Timeline = NEVER                # latched: one day or none
    done: Timeline = NEVER                  # its own conditions after opening, or a waiver of the stage
    settled: Timeline = NEVER               # done, waived, out, or optional and opened: what others wait for
    free: Timeline = ALWAYS                 # opens_when holds, list and kind are decided: its acts are not locked
    ripe: Timeline = NEVER                  # only with opens_when: all but that held, so that nothing else keeps it shut
    waived: Timeline = NEVER                # a waiver of the whole stage stands
    out: Timeline = NEVER                   # left, not on the list, of another kind
    dues: Dues = Dues()

    @property
    def opened_on(self) -> date | None:
        return first(self.opened)

    @property
    def first_done_on(self) -> date | None:
        return first(self.done)

    def done_on(self, day: date) -> date | None:
        """The start of the present run of done."""
        return since(self.done, day)

    def reopened_on(self, day: date) -> date | None:
        """The last day by ``day`` on which it ceased to be done, if it is not done now."""
        past = [switch for switch in self.done if switch <= day]
        return past[-1] if past and len(past) % 2 == 0 else None


def state(cell: Cell, day: date) -> State:
    """What the board shows at the end of ``day``. What was finished before leaving stays finished."""
    left_on = since(cell.out, day)
    if left_on is not None:
        return _finished(cell, left_on) or "out"
    if finished := _finished(cell, day):
        return finished
    return "open" if cell.opened and cell.opened[0] <= day else "waiting"


def is_locked(cell: Cell, day: date) -> bool:
    """Open, but what it needs to stay open does not hold today."""
    return state(cell, day) == "open" and not holds(cell.free, day)


def is_reopened(cell: Cell, day: date) -> bool:
    """Was done, is open."""
    return state(cell, day) == "open" and cell.reopened_on(day) is not None


def is_late(cell: Cell, day: date) -> bool:
    return days_late(cell, day) > 0


def due_on(cell: Cell, day: date) -> date | None:
    """The day it is due, as things stood on ``day``."""
    dues = cell.dues
    for start, end, moved in reversed(dues.moved):
        if start <= day and (end is None or end > day):
            return moved
    candidates = (
        _plus(cell.opened, dues.days, day), dues.fixed, value_on(dues.set_on, dues.default, day) if dues.set_on else dues.default,
        _plus(dues.base, dues.after_days, day))
    return min((found for found in candidates if found is not None), default=None)


def late_after(cell: Cell, day: date) -> date | None:
    """The last day on which it is not late, while open: the day it is due, or the one on which it was opened again. None when nothing is due."""
    due = due_on(cell, day)
    return None if due is None or state(cell, day) != "open" else max(due, cell.reopened_on(day) or due)


def days_late(cell: Cell, day: date) -> int:
    """Days past the due day: of the first finish when done, of today (or since the reopening) when open; never below 0."""
    due = due_on(cell, day)
    if due is None:
        return 0
    now = state(cell, day)
    if now == "done" and cell.done:
        return max(0, (cell.done[0] - due).days)
    return max(0, (day - (late_after(cell, day) or day)).days)


def next_change(cell: Cell, day: date) -> date | None:
    """The next day after ``day`` on which what this cell shows changes by itself (its lateness apart, which grows daily)."""
    days = [next_switch(line, day) for line in (cell.opened, cell.done, cell.settled, cell.free, cell.ripe, cell.waived, cell.out, cell.dues.base)]
    days += [edge for start, end, _ in cell.dues.moved for edge in (start, end) if edge is not None and edge > day]
    days += [set_on for set_on, _ in cell.dues.set_on if set_on > day]     # only when asked about the past: nothing is set ahead
    return min((found for found in days if found is not None), default=None)


def _finished(cell: Cell, day: date) -> Literal["done", "waived"] | None:
    if holds(cell.waived, day):
        return "waived"
    return "done" if holds(cell.done, day) else None


def _plus(line: Timeline, days: int | None, day: date) -> date | None:
    return line[0] + timedelta(days=days) if days is not None and line and line[0] <= day else None

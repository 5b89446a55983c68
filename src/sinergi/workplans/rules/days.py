"""Working days by number: the n-th day on which work is done, and back; so that a schedule is reckoned in whole numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date, timedelta

_FURTHEST = date(2199, 12, 31)
_MOST = 60_000  # working days; a chain of activities that runs longer is no plan, and dates end somewhere
_ONE = timedelta(days=1)


class WorkingDays:
    """Day nought is the first working day on or after ``first``; grows as far as it is asked.

    A week without a single working day is refused elsewhere; here every day then counts, so that nothing runs for ever.
    """

    def __init__(self, first: date, weekdays: str, off: Collection[date]) -> None:
        self._worked = tuple(digit == "1" for digit in weekdays)
        self._off = off
        self._days: list[date] = []
        self._next = first
        self.any = any(self._worked)

    def day(self, number: int) -> date:
        """The date of a working day."""
        wanted = min(max(number, 0), _MOST)
        while len(self._days) <= wanted:
            self._grow()
        return self._days[wanted]

    def from_day(self, day: date) -> int:
        """The number of the first working day on or after a date; nought for dates before the first."""
        self._reach(day)
        return bisect_left(self._days, day)

    def until(self, day: date) -> int:
        """The number of the last working day on or before a date; minus one when there is none."""
        self._reach(day)
        return bisect_right(self._days, day) - 1

    def is_worked(self, day: date) -> bool:
        return not self.any or (self._worked[day.weekday()] and day not in self._off)

    def between(self, start: date, end: date) -> int:
        """How many working days from one date through another."""
        return max(0, self.until(end) - self.from_day(start) + 1)

    def _reach(self, day: date) -> None:
        while (not self._days or self._days[-1] < day) and len(self._days) <= _MOST:
            self._grow()

    def _grow(self) -> None:
        while self._next < _FURTHEST and not self.is_worked(self._next):
            self._next += _ONE
        self._days.append(self._next)
        self._next += _ONE

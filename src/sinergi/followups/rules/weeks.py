"""Months and weeks as they are printed in the field: which day belongs to which week is a rule, not a calendar's habit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAYS = (1, 8, 15, 22)  # our default: I = 1-7, II = 8-14, III = 15-21, IV = 22 to the end of the month
ROMAN = ("I", "II", "III", "IV", "V")
MOST_MONTHS = 12
DECEMBER = 12


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str, fallback: date) -> Month:
        """From "2007-06"; anything odd is the month of ``fallback``."""
        year, _dash, number = text.partition("-")
        digits = year.isascii() and number.isascii() and year.isdigit() and number.isdigit() and len(year) == len("2007") and len(number) <= len("06")
        if not digits or not 1 <= int(number) <= DECEMBER or not 1945 <= int(year) <= 2100:  # noqa: PLR2004 -- as every day that is typed
            return cls.of(fallback)
        return cls(int(year), int(number))

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.later(1).first - timedelta(days=1)

    def later(self, months: int) -> Month:
        """So many months on, or back."""
        place = self.year * DECEMBER + self.number - 1 + months
        return Month(place // DECEMBER, place % DECEMBER + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, order=True)
class Week:
    """One week of a month: its place (1 is I), its first day and its last."""

    month: Month
    place: int
    first: date
    last: date

    @property
    def roman(self) -> str:
        return ROMAN[self.place - 1]


def weeks_of(month: Month) -> tuple[Week, ...]:
    """The weeks of a month, without a gap and without an overlap."""
    starts = [month.first.replace(day=day) for day in FIRST_DAYS]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), month.last]
    return tuple(Week(month, place, start, end) for place, (start, end) in enumerate(zip(starts, ends, strict=True), 1))


def week_of(day: date) -> Week:
    """The one week a day belongs to."""
    return next(week for week in weeks_of(Month.of(day)) if week.first <= day <= week.last)


def months_from(first: Month, many: int) -> tuple[Month, ...]:
    """So many months in a row, at least one and at most a year."""
    return tuple(first.later(step) for step in range(min(max(many, 1), MOST_MONTHS)))


def marked(since: date, due_on: date, weeks: Iterable[Week]) -> list[bool]:
    """In which of these weeks a line stands: from its start, or the day it was agreed, to its due day."""
    return [week.last >= since and week.first <= due_on for week in weeks]

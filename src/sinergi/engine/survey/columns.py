"""Timelines of many undertakings side by side. Nearly all have one day; those rows are merged without looking inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sinergi.kernel.timelines import ALWAYS, NEVER, Timeline, all_of, any_of, invert

Column = list[Timeline]


def all_columns(columns: Iterable[Column], count: int) -> Column:
    """Row by row: true while every column is; with no column, always."""
    distinct = list({id(column): column for column in columns}.values())
    if not distinct:
        return [ALWAYS] * count
    if len(distinct) == 1:
        return distinct[0]
    if all(map(is_simple, distinct)):
        # one-day timelines compare as their day and the empty one comes first: "all" is the latest, or never
        return [max(row) if min(row) else NEVER for row in zip(*distinct, strict=True)]
    return [all_of(row) for row in zip(*distinct, strict=True)]


def any_columns(columns: Iterable[Column]) -> Column:
    """Row by row: true while at least one column is."""
    distinct = list({id(column): column for column in columns}.values())
    if len(distinct) == 1:
        return distinct[0]
    return [any_of(row) for row in zip(*distinct, strict=True)]


def first_days(column: Column) -> Column:
    """Latched: true from the first day on for ever."""
    return column if is_simple(column) else [line[:1] for line in column]


def is_simple(column: Column) -> bool:
    """Whether no timeline of it ever turns back."""
    return max(map(len, column), default=0) < 2  # noqa: PLR2004 -- two days would be true and false again


def is_blank(column: Column) -> bool:
    """Whether none was ever true."""
    return not any(column)


class Gathering:
    """Waits for all children of one parent: true while every live child is settled and at least one of them is done."""

    __slots__ = ("_changes",)

    def __init__(self) -> None:
        self._changes: dict[date, list[int]] = {}

    def add(self, live: Timeline, settled: Timeline, done: Timeline) -> None:
        if len(live) == 1 and len(settled) < 2 and len(done) < 2:  # noqa: PLR2004 -- the simple case: nothing turns back
            self._add_simple(live[0], settled, done)
            return
        for place, day in enumerate(all_of([live, invert(settled)])):
            self._at(day)[0] += -1 if place % 2 else 1
        for place, day in enumerate(all_of([live, done])):
            self._at(day)[1] += -1 if place % 2 else 1

    def line(self) -> Timeline:
        pending = finished = 0
        switches: list[date] = []
        for day in sorted(self._changes):
            change = self._changes[day]
            pending, finished = pending + change[0], finished + change[1]
            if (not pending and finished > 0) != bool(len(switches) % 2):
                switches.append(day)
        return tuple(switches)

    def _add_simple(self, start: date, settled: Timeline, done: Timeline) -> None:
        if not settled or settled[0] > start:
            self._at(start)[0] += 1
            if settled:
                self._at(settled[0])[0] -= 1
        if done:
            self._at(max(start, done[0]))[1] += 1

    def _at(self, day: date) -> list[int]:
        change = self._changes.get(day)
        if change is None:
            change = self._changes[day] = [0, 0]
        return change


def gathered(children: Iterable[tuple[Timeline, Timeline, Timeline]]) -> Timeline:
    """The same for a plain sequence of (live, settled, done)."""
    gathering = Gathering()
    for live, settled, done in children:
        gathering.add(live, settled, done)
    return gathering.line()


def picked(column: Sequence[Timeline], rows: Sequence[int]) -> Column:
    """The rows of a column, in another order and perhaps several times."""
    return [column[row] for row in rows]

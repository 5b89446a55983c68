"""A truth over time: the days on which it switched, first to true, strictly rising.

``()`` never, ``(d,)`` true from d on, ``(a, b, c)`` true, false, true again. Days may lie ahead of today.
All functions are pure; none looks at days after the one asked about (the prefix law of the engine).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

Timeline = tuple[date, ...]

NEVER: Timeline = ()
ALWAYS: Timeline = (date.min,)


def holds(line: Timeline, day: date) -> bool:
    """Whether it is true at the end of ``day``."""
    true = False
    for switch in line:
        if switch > day:
            break
        true = not true
    return true


def since(line: Timeline, day: date) -> date | None:
    """The first day of the run in which it is true on ``day``; None when it is not true then."""
    start: date | None = None
    for switch in line:
        if switch > day:
            break
        start = None if start is not None else switch
    return start


def first(line: Timeline) -> date | None:
    """The first day on which it was ever true."""
    return line[0] if line else None


def next_switch(line: Timeline, day: date) -> date | None:
    """The next day after ``day`` on which it switches."""
    for switch in line:
        if switch > day:
            return switch
    return None


def switches_until(line: Timeline, day: date) -> Timeline:
    """Only what was known by ``day``."""
    return tuple(switch for switch in line if switch <= day)


def invert(line: Timeline) -> Timeline:
    """True when the other is not; before anything happened that is from the first day of the calendar."""
    if line[:1] == ALWAYS:
        return line[1:]
    return (date.min, *line)


def all_of(lines: Iterable[Timeline]) -> Timeline:
    """True while every one is true; with none, always."""
    return _merge(list(lines), all)


def any_of(lines: Iterable[Timeline]) -> Timeline:
    """True while at least one is true; with none, never."""
    return _merge(list(lines), any)


def from_first(line: Timeline, start: date) -> Timeline:
    """The same truth, but never before ``start``."""
    return all_of([line, (start,)])


def runs(pairs: Iterable[tuple[date, date | None]]) -> Timeline:
    """True from each first day until (not including) its second; ``None`` means still true."""
    return any_of((start,) if end is None else (start, end) for start, end in pairs if end is None or end > start)


def counting(pairs: Iterable[tuple[date, date | None]], at_least: int) -> Timeline:
    """True while at least so many of the from–to pairs stand."""
    pairs = list(pairs)
    if at_least > 0 and all(end is None for _start, end in pairs):   # nearly always: nothing was taken back
        return (sorted(start for start, _end in pairs)[at_least - 1],) if len(pairs) >= at_least else NEVER
    return summing(((start, 1), *(((end, -1),) if end else ())) for start, end in pairs)(at_least)


def summing(steps: Iterable[Iterable[tuple[date, int]]]) -> Callable[[int], Timeline]:
    """Add amounts up over days; call the result with a threshold to get when the sum had reached it."""
    changes: dict[date, int] = {}
    for group in steps:
        for day, amount in group:
            changes[day] = changes.get(day, 0) + amount
    days = sorted(changes)

    def reached(threshold: int) -> Timeline:
        total, true = 0, threshold <= 0
        line: list[date] = [date.min] if true else []
        for day in days:
            total += changes[day]
            if (total >= threshold) != true:
                true = not true
                line.append(day)
        return tuple(line)

    return reached


def latest(rows: Sequence[tuple[date, date | None, bool]]) -> Timeline:
    """The newest standing row says yes. Rows are (from-day, end-day or None, verdict) in the order they were made."""
    if all(end is None for _start, end, _verdict in rows):   # nearly always: then each day's last row decides
        return _switches(sorted((start, place, verdict) for place, (start, _end, verdict) in enumerate(rows)))
    days = sorted({day for start, end, _ in rows for day in (start, end) if day is not None})
    line: list[date] = []
    for day in days:
        standing = [(start, place, verdict) for place, (start, end, verdict) in enumerate(rows)
                    if start <= day and (end is None or end > day)]
        true = bool(standing) and max(standing)[2]
        if true != bool(len(line) % 2):
            line.append(day)
    return tuple(line)


def _switches(rows: Sequence[tuple[date, int, bool]]) -> Timeline:
    """The days on which the verdict of the newest row differs from the one before; rows in order."""
    line: list[date] = []
    for place, (day, _, verdict) in enumerate(rows):
        is_last_of_day = place + 1 == len(rows) or rows[place + 1][0] != day
        if is_last_of_day and verdict != bool(len(line) % 2):
            line.append(day)
    return tuple(line)


def _merge(lines: list[Timeline], how: Callable[[Iterable[bool]], bool]) -> Timeline:
    if len(lines) == 1:
        return lines[0]
    if all(len(line) <= 1 for line in lines):
        return _merge_simple(lines, how)
    days = sorted({day for line in lines for day in line})
    result: list[date] = [date.min] if how([False] * len(lines)) else []
    for day in days:
        if how([holds(line, day) for line in lines]) != bool(len(result) % 2):
            result.append(day)
    return tuple(result)


def _merge_simple(lines: list[Timeline], how: Callable[[Iterable[bool]], bool]) -> Timeline:
    """Nearly every timeline has one day: then "all" is the latest and "any" the earliest."""
    if how is all:
        return (max((line[0] for line in lines), default=date.min),) if all(lines) else NEVER
    starts = [line[0] for line in lines if line]
    return (min(starts),) if starts else NEVER

"""Days the office sets, and days a file writes without a year; all of it by the prefix law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sinergi.kernel.timelines import Timeline, invert, runs

DateRows = Sequence[tuple[date, date | None]]     # (day of setting, the day set or None for "back to the default"), in order

_SPEC = re.compile(r"(?:\+(\d) )?(\d\d)-(\d\d)")
_LEAP = 2000


def is_spec(spec: str) -> bool:
    """Whether a text is "MM-DD" or "+1 MM-DD" and such a day exists."""
    found = _SPEC.fullmatch(spec)
    return found is not None and _day(_LEAP, int(found[2]), int(found[3])) is not None


def day_of(spec: str, year: int) -> date | None:
    """The day that "MM-DD" or "+1 MM-DD" means for a cycle of that year; None when it means none."""
    found = _SPEC.fullmatch(spec)
    if found is None or not year:
        return None
    wanted, month, day = year + int(found[1] or 0), int(found[2]), int(found[3])
    return _day(wanted, month, day) or _day(wanted, month, day - 1)     # 29 February falls on the 28th


def value_on(rows: DateRows, default: date | None, day: date) -> date | None:
    """The date as it was set by ``day``: the latest setting counts, before the first the default."""
    value = None
    for set_on, given in sorted(rows, key=lambda row: row[0]):
        if set_on > day:
            break
        value = given
    return value or default


def reached(rows: DateRows, default: date | None) -> Timeline:
    """True on the days after the date, as it stood that day; setting it later makes it false again."""
    return runs(_spans(rows, default))


def ahead(rows: DateRows, default: date | None) -> Timeline:
    """``reached`` turned round: true through the day itself, and while no date is set."""
    return invert(reached(rows, default))


def _spans(rows: DateRows, default: date | None) -> list[tuple[date, date | None]]:
    last_of_day: dict[date, date | None] = {date.min: default}
    for set_on, given in sorted(rows, key=lambda row: row[0]):
        last_of_day[set_on] = given or default
    settings = list(last_of_day.items())
    ends: list[date | None] = [*(set_on for set_on, _ in settings[1:]), None]
    return [(max(set_on, value + timedelta(days=1)), end) for (set_on, value), end in zip(settings, ends, strict=True) if value]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""A work plan as plain values: activities, what they wait for, the calendar they are reckoned in; and as plain content for freezing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

EVERY_DAY = "1111111"
DEFAULT_WEEK = "1111110"  # Monday to Saturday; our default
MOST_ACTIVITIES = 5000
MOST_HOLIDAYS = 400
MOST_DAYS = 2000  # working days of one activity
MOST_LAG = 365
MOST_LABOUR = 10_000
MOST_WAITED_FOR = 50
LARGEST_SUM = 10**13


@dataclass(frozen=True)
class After:
    """Begins only when another activity is finished, ``lag`` working days later."""

    key: str
    lag: int = 0


@dataclass(frozen=True)
class Activity:
    """One line of the plan. Either ``days`` or ``ends_on`` says how long; with both, ``ends_on`` is the latest day allowed.

    ``labour`` is people per working day. ``funds`` are (source, rupiah) in the order of the edition, without noughts.
    """

    key: str
    title: str
    phase: str = ""
    volume: Decimal | None = None
    unit: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    days: int | None = None
    after: tuple[After, ...] = ()
    responsible: str = ""
    funds: tuple[tuple[str, int], ...] = ()
    labour: int = 0
    materials: str = ""
    support: str = ""
    output: str = ""

    @property
    def money(self) -> int:
        return sum(amount for _, amount in self.funds)


@dataclass(frozen=True)
class Holiday:
    day: date
    title: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole plan. ``weekdays`` has one digit per day from Monday on: 1 is worked."""

    starts_on: date
    deadline_on: date | None = None
    weekdays: str = DEFAULT_WEEK
    holidays: tuple[Holiday, ...] = ()
    activities: tuple[Activity, ...] = ()

    @cached_property
    def place(self) -> dict[str, int]:
        """The row number of each key, from one."""
        return {each.key: number for number, each in enumerate(self.activities, 1)}

    @cached_property
    def by_key(self) -> dict[str, Activity]:
        return {each.key: each for each in self.activities}

    @cached_property
    def off(self) -> frozenset[date]:
        return frozenset(each.day for each in self.holidays)

    @property
    def money(self) -> int:
        return sum(each.money for each in self.activities)


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line: row number (nought is the plan itself), field, phrase code, values. ``stops`` keeps the plan from being handed in."""

    row: int
    field: str
    code: str
    values: Mapping[str, Any] = made_by(default_factory=dict)
    stops: bool = True


def tidy(sheet: Sheet, sources: Iterable[str]) -> Sheet:
    """Written one way only: nobody waits for a line that was taken out or for itself, purses stand in their order."""
    order = {source: place for place, source in enumerate(sources)}
    kept = tuple(
        replace(each, after=tuple(wait for wait in each.after if wait.key in sheet.place and wait.key != each.key),
                funds=tuple(sorted((pair for pair in each.funds if pair[1]), key=lambda pair: order.get(pair[0], len(order)))))
        for each in sheet.activities)
    return replace(sheet, activities=kept)


def row_of(activity: Activity) -> dict[str, Any]:
    """A line as plain values: decimals as text, days as ISO. Support stands only where some was written: what was frozen before it had a column stays the same."""
    return {
        "key": activity.key, "title": activity.title, "phase": activity.phase, "volume": None if activity.volume is None else f"{activity.volume.normalize():f}",
        "unit": activity.unit, "starts_on": _iso(activity.starts_on), "ends_on": _iso(activity.ends_on), "days": activity.days,
        "after": [[each.key, each.lag] for each in activity.after], "responsible": activity.responsible, "funds": [[source, amount] for source, amount in activity.funds],
        "labour": activity.labour, "materials": activity.materials, "output": activity.output, **({"support": activity.support} if activity.support else {}),
    }


def activity_of(row: Mapping[str, Any]) -> Activity:
    """The other way round."""
    return Activity(
        key=row["key"], title=row["title"], phase=row["phase"], volume=None if row["volume"] is None else Decimal(row["volume"]), unit=row["unit"],
        starts_on=_day(row["starts_on"]), ends_on=_day(row["ends_on"]), days=row["days"], after=tuple(After(key, lag) for key, lag in row["after"]),
        responsible=row["responsible"], funds=tuple((source, amount) for source, amount in row["funds"]), labour=row["labour"], materials=row["materials"],
        support=row.get("support", ""), output=row["output"])


def head_of(sheet: Sheet) -> dict[str, Any]:
    """Everything of a plan that is no activity."""
    return {"starts_on": _iso(sheet.starts_on), "deadline_on": _iso(sheet.deadline_on), "weekdays": sheet.weekdays,
            "holidays": [[each.day.isoformat(), each.title] for each in sorted(sheet.holidays, key=lambda each: each.day)]}


def content_of(sheet: Sheet) -> dict[str, Any]:
    """The whole plan as plain values, for freezing."""
    return {**head_of(sheet), "activities": [row_of(each) for each in sheet.activities]}


def sheet_of(content: Mapping[str, Any]) -> Sheet:
    """A frozen content as values again."""
    return Sheet(
        starts_on=date.fromisoformat(content["starts_on"]), deadline_on=_day(content["deadline_on"]), weekdays=content["weekdays"],
        holidays=tuple(Holiday(date.fromisoformat(day), title) for day, title in content["holidays"]),
        activities=tuple(activity_of(row) for row in content["activities"]))


def fixed_holidays(first: date, last: date) -> tuple[Holiday, ...]:
    """The national days with a date of their own; those that move with the moon or by decree are for the office to add."""
    found = [Holiday(date(year, month, day), title) for year in range(first.year, last.year + 1) for month, day, title in FIXED_DAYS
             if first <= date(year, month, day) <= last and (title != _PANCASILA or year >= _PANCASILA_SINCE) and (title != _LABOUR or year >= _LABOUR_SINCE)]
    return tuple(sorted(found, key=lambda each: each.day))


def horizon(starts_on: date) -> date:
    """How far a new calendar is filled with the fixed national days: to the end of the following year."""
    return date(starts_on.year + 1, 12, 31)


_PANCASILA, _PANCASILA_SINCE = "Hari Lahir Pancasila", 2017     # a day off since Keppres 24/2016
_LABOUR, _LABOUR_SINCE = "Hari Buruh Internasional", 2014       # a day off since Keppres 24/2013
FIXED_DAYS = ((1, 1, "Tahun Baru Masehi"), (5, 1, _LABOUR), (6, 1, _PANCASILA), (8, 17, "Hari Kemerdekaan RI"), (12, 25, "Hari Raya Natal"))


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def phases_of(activities: Iterable[Activity]) -> tuple[str, ...]:
    """The phases in the order in which they first stand."""
    return tuple(dict.fromkeys(each.phase for each in activities))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

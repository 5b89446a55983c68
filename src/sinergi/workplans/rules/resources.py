"""What the plan needs, week by week: money of each purse, people, materials and tools that have to be there. Sums over the weeks are the sums of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from sinergi.workplans.rules.schedule import Schedule
from sinergi.workplans.rules.sheet import monday

_WEEK = timedelta(days=7)
_NEED = re.compile(r"^(?P<name>.+?)\s+(?P<many>\d[\d.,]*)\s*(?P<unit>[^\d].*)?$")
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+(,\d+)?$")
_MOST_WEEKS = 1200  # beyond that nobody plans by the week


@dataclass(frozen=True)
class Need:
    """A material with its quantity, if one was written: "Semen 10 sak"."""

    name: str
    quantity: Decimal | None = None
    unit: str = ""


@dataclass
class Week:
    """One week from Monday on. ``labour`` is people times working days, ``peak`` the most people on one day."""

    starts_on: date
    funds: dict[str, int] = field(default_factory=dict)
    labour: int = 0
    peak: int = 0
    active: list[int] = field(default_factory=list)
    materials: list[Need] = field(default_factory=list)
    support: list[Need] = field(default_factory=list)

    @property
    def ends_on(self) -> date:
        return self.starts_on + _WEEK - timedelta(days=1)

    @property
    def money(self) -> int:
        return sum(self.funds.values())


def weeks(found: Schedule) -> tuple[Week, ...]:
    """Every week from the first activity to the last, idle ones too. Money is spread evenly over the working days of its activity."""
    if found.starts_on is None or found.ends_on is None:
        return ()
    start = monday(found.starts_on)
    count = min((monday(found.ends_on) - start).days // 7 + 1, _MOST_WEEKS)
    made = [Week(start + _WEEK * number) for number in range(count)]
    people: dict[int, int] = {}
    for row, activity in enumerate(found.sheet.activities, 1):
        placed = found.placed[activity.key]
        parts = _by_week(found, placed.first, placed.last, start, count)
        for week, worked in parts.items():
            made[week].active.append(row)
            made[week].labour += activity.labour * worked
        for source, amount in activity.funds:
            for week, share in _spread(amount, parts).items():
                made[week].funds[source] = made[week].funds.get(source, 0) + share
        if activity.labour:
            people[placed.first] = people.get(placed.first, 0) + activity.labour
            people[placed.last + 1] = people.get(placed.last + 1, 0) - activity.labour
        first = made[min((monday(placed.starts_on) - start).days // 7, count - 1)]
        first.materials += needs(activity.materials)
        first.support += needs(activity.support)
    for each in made:
        each.materials, each.support = totals(each.materials), totals(each.support)
    _peaks(found, made, people, start)
    return tuple(made)


def needs(text: str) -> list[Need]:
    """Materials as people list them, parted by semicolons: "Semen 10 sak; Pasir 2,5 m3; Spanduk"."""
    return [_need(part.strip()) for part in text.split(";") if part.strip()]


def totals(listed: list[Need]) -> list[Need]:
    """The same materials added up, those without a quantity once; in the order in which they first appear."""
    found: dict[tuple[str, str], Need] = {}
    for each in listed:
        key = (each.name.lower(), each.unit.lower())
        known = found.get(key)
        if known is None:
            found[key] = each
        elif each.quantity is not None:
            found[key] = Need(known.name, (known.quantity or Decimal(0)) + each.quantity, known.unit)
    return list(found.values())


@lru_cache(maxsize=2048)      # read for the weeks, for the totals, and again in every paper
def _need(text: str) -> Need:
    match = _NEED.match(text)
    if match is None:
        return Need(text)
    many = match["many"].rstrip(".,")
    many = many.replace(".", "").replace(",", ".") if _GROUPED.match(many) else many.replace(",", ".")
    try:
        return Need(match["name"].rstrip(" :="), Decimal(many), (match["unit"] or "").strip())
    except InvalidOperation:
        return Need(text)


def _by_week(found: Schedule, first: int, last: int, start: date, count: int) -> dict[int, int]:
    """Week number -> working days of an activity in it; by steps of a week, not of a day."""
    parts: dict[int, int] = {}
    number = first
    while number <= last:
        week = (monday(found.days.day(number)) - start).days // 7
        until = min(found.days.until(start + _WEEK * (week + 1) - timedelta(days=1)), last)
        if until < number:  # past the end of all calendars: the rest lies in one week
            until = last
        parts[min(week, count - 1)] = parts.get(min(week, count - 1), 0) + max(until - number + 1, 1)
        number = max(until, number) + 1
    return parts


def _spread(amount: int, parts: dict[int, int]) -> dict[int, int]:
    """An amount over weeks by their working days, to the rupiah: what is rounded off one week falls to the next."""
    whole, given, days = sum(parts.values()), 0, 0
    shares: dict[int, int] = {}
    for week, worked in parts.items():
        days += worked
        upto = amount * days // whole
        shares[week], given = upto - given, upto
    return shares


def _peaks(found: Schedule, made: list[Week], people: dict[int, int], start: date) -> None:
    """The most people on one working day of each week."""
    for first, last, many in _levels(people):
        number = first
        while number <= last:
            week = min((monday(found.days.day(number)) - start).days // 7, len(made) - 1)
            made[week].peak = max(made[week].peak, many)
            number = max(found.days.until(start + _WEEK * (week + 1) - timedelta(days=1)), number) + 1


def _levels(people: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of working days with the same number of people."""
    steps = sorted(people)
    many = 0
    for place, number in enumerate(steps[:-1]):
        many += people[number]
        if many:
            yield number, steps[place + 1] - 1, many

"""Plan against reality: what each activity weighs, how far all of it should be and is, and when it will end at this rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sinergi.workplans.rules.circles import order
from sinergi.workplans.rules.schedule import Schedule
from sinergi.workplans.rules.sheet import Sheet

HUNDRED = 100.0
_ONE = timedelta(days=1)
_POINTS = 160  # a curve needs no more to look smooth
Points = list[tuple[date, float]]


@dataclass(frozen=True)
class Told:
    """One report on an activity, as the rules read it."""

    on: date
    percent: Decimal
    started_on: date | None = None
    finished_on: date | None = None


@dataclass(frozen=True)
class Forecast:
    """When each activity will end as things stand; ``ends_on`` of the whole, ``late`` in working days after the plan (negative: before)."""

    ends_on: date
    late: int
    by_key: Mapping[str, tuple[date, date]]


def weights(sheet: Sheet, lengths: Mapping[str, int]) -> tuple[dict[str, float], str]:
    """What share of the whole each activity is: by its money when every activity has some, otherwise by its working days."""
    by_money = bool(sheet.activities) and all(each.money for each in sheet.activities)
    raw = {each.key: float(each.money if by_money else lengths.get(each.key, 1)) for each in sheet.activities}
    whole = sum(raw.values()) or 1.0
    return {key: value / whole for key, value in raw.items()}, "money" if by_money else "days"


def planned(spans: Mapping[str, tuple[int, int]], weigh: Mapping[str, float], found: Schedule) -> Points:
    """Percent per day, rising evenly over the working days of each activity. ``spans`` are numbers of working days of ``found``."""
    if not spans:
        return []
    first, last = min(start for start, _ in spans.values()), max(end for _, end in spans.values())
    step = max(1, (last - first + 1) // _POINTS)
    rise: dict[int, float] = {}
    for key, (start, end) in spans.items():
        part = HUNDRED * weigh.get(key, 0.0) / (end - start + 1)
        rise[start] = rise.get(start, 0.0) + part
        rise[end + 1] = rise.get(end + 1, 0.0) - part
    points: Points = [(found.days.day(max(first - 1, 0)) if first else found.days.day(0), 0.0)]
    total, slope = 0.0, 0.0
    for number in range(first, last + 1):
        day = found.days.day(number)
        if step == 1 and day - points[-1][0] > _ONE:  # a day off stays where the day before it was
            points.append((day - _ONE, points[-1][1]))
        slope += rise.get(number, 0.0)
        total += slope
        if number == last or (number - first) % step == 0:
            points.append((day, min(round(total, 4), HUNDRED)))
    return points


def planned_on(spans: Mapping[str, tuple[int, int]], weigh: Mapping[str, float], found: Schedule, day: date) -> float:
    """How far it should be at the end of a day."""
    reached = found.days.until(day)
    return sum(HUNDRED * weigh.get(key, 0.0) * min(max(reached - start + 1, 0) / (end - start + 1), 1.0) for key, (start, end) in spans.items())


def actual(told: Mapping[str, Sequence[Told]], weigh: Mapping[str, float], until: date) -> Points:
    """Percent on each day with a report; reports of an activity in order, the newest of a day counts. Lines without a weight count for nothing."""
    days = sorted({each.on for rows in told.values() for each in rows if each.on <= until})
    steps: dict[date, list[tuple[str, float]]] = {}
    for key, rows in told.items():
        for each in rows:
            if each.on <= until:
                steps.setdefault(each.on, []).append((key, float(each.percent)))
    now: dict[str, float] = {}
    points: Points = []
    for day in days:
        now.update(steps[day])
        points.append((day, round(sum(weigh.get(key, 0.0) * percent for key, percent in now.items()), 4)))
    return points


def newest(told: Mapping[str, Sequence[Told]], until: date) -> dict[str, Told]:
    """The report that counts for each activity on a day."""
    return {key: rows_until[-1] for key, rows in told.items() if (rows_until := [each for each in rows if each.on <= until])}


def forecast(found: Schedule, told: Mapping[str, Sequence[Told]], today: date) -> Forecast | None:
    """Finished stays finished; what runs needs its remaining days from today; what has not begun waits for the others, and not before today."""
    if not found.placed:
        return None
    now, days = newest(told, today), found.days
    this_day = days.from_day(today)
    sequence = order(found.sheet)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for key in sequence.keys:
        report, placed = now.get(key), found.placed[key]
        if report is not None and report.finished_on is not None:
            last[key] = max(days.until(report.finished_on), 0)
            first[key] = min(days.from_day(report.started_on) if report.started_on else placed.first, last[key])
            continue
        share = float(report.percent) / HUNDRED if report else 0.0
        left = max(1, round(placed.days * (1 - share)))
        free = max([last[wait.key] + 1 + wait.lag for wait in sequence.waits[key]], default=0)
        if report is not None and report.started_on is not None:
            first[key] = days.from_day(report.started_on)
            last[key] = max(this_day, first[key]) + left - 1
        else:
            own = found.sheet.by_key[key].starts_on
            first[key] = max(this_day, free, placed.first if own else 0, days.from_day(found.sheet.starts_on))
            last[key] = first[key] + left - 1
    end, planned_end = max(last.values()), max(each.last for each in found.placed.values())
    return Forecast(days.day(end), end - planned_end, {key: (days.day(first[key]), days.day(last[key])) for key in sequence.keys})

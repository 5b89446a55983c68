"""The same schedule worked out the slow way: day by day over a calendar, by walking, by trying. Nothing of the real rules is used."""

from __future__ import annotations

from datetime import date, timedelta

from sinergi.workplans.rules import Activity, Sheet

ONE = timedelta(days=1)


def is_worked(sheet: Sheet, day: date) -> bool:
    return sheet.weekdays[day.weekday()] == "1" and day not in {each.day for each in sheet.holidays}


def on_or_after(sheet: Sheet, day: date) -> date:
    while not is_worked(sheet, day):
        day += ONE
    return day


def later(sheet: Sheet, day: date, working_days: int) -> date:
    """So many working days after a working day."""
    for _ in range(working_days):
        day = on_or_after(sheet, day + ONE)
    return day


def place(sheet: Sheet, delays: dict[str, int] | None = None) -> dict[str, tuple[date, date]]:
    """Start and end of every activity; ``delays`` holds a start back by so many working days more."""
    found: dict[str, tuple[date, date]] = {}

    def at(key: str) -> tuple[date, date]:
        if key not in found:
            each = next(one for one in sheet.activities if one.key == key)
            start = on_or_after(sheet, each.starts_on or sheet.starts_on)
            for wait in each.after:
                start = max(start, later(sheet, at(wait.key)[1], 1 + wait.lag))
            start = later(sheet, start, (delays or {}).get(key, 0))
            found[key] = (start, later(sheet, start, (each.days or 1) - 1))
        return found[key]

    for each in sheet.activities:
        at(each.key)
    return found


def slack(sheet: Sheet, key: str, most: int = 60) -> int:
    """How many working days an activity may be held back before the end of the plan moves."""
    end = max(last for _, last in place(sheet).values())
    for days in range(1, most):
        if max(last for _, last in place(sheet, {key: days}).values()) > end:
            return days - 1
    return most


def circle(activities: tuple[Activity, ...]) -> bool:
    """Whether somebody waits, through others, for himself."""
    waits = {each.key: {wait.key for wait in each.after} for each in activities}
    for key, first in waits.items():
        reached, front = set(), set(first)
        while front:
            reached |= front
            front = {further for each in front for further in waits[each]} - reached
        if key in reached:
            return True
    return False

"""Whether what was written can be kept: lengths and limits. What is kept may still be unfinished; the schedule says what is missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sinergi.kernel.decisions import Decision
from sinergi.workplans.rules.sheet import (
    LARGEST_SUM,
    MOST_ACTIVITIES,
    MOST_DAYS,
    MOST_HOLIDAYS,
    MOST_LABOUR,
    MOST_LAG,
    MOST_WAITED_FOR,
    Activity,
    Sheet,
)

OLDEST, FURTHEST = date(1945, 8, 17), date(2100, 12, 31)
LONGEST = {"title": 200, "phase": 120, "unit": 30, "responsible": 160, "materials": 1000, "support": 1000, "output": 200}
LARGEST_VOLUME = Decimal(10**9)
LONGEST_NOTE = 2000
MOST_TITLE = 120
WEEK = 7


def sheet_sound(sheet: Sheet, sources: Collection[str]) -> Decision:
    """The first thing that cannot be kept, with the row and the field it stands in."""
    if len(sheet.activities) > MOST_ACTIVITIES:
        return Decision.unsound("workplans.too_many", most=MOST_ACTIVITIES)
    if len(sheet.place) != len(sheet.activities):
        return Decision.unsound("workplans.key_twice")
    head = head_sound(sheet)
    if not head:
        return head
    for row, activity in enumerate(sheet.activities, 1):
        decision = activity_sound(activity, sources, row)
        if not decision:
            return decision
    return Decision.yes()


def head_sound(sheet: Sheet) -> Decision:
    """The days of the plan and its calendar."""
    if len(sheet.weekdays) != WEEK or set(sheet.weekdays) - {"0", "1"} or "1" not in sheet.weekdays:
        return Decision.unsound("workplans.no_working_day", field="weekdays")
    for name, day in (("starts_on", sheet.starts_on), ("deadline_on", sheet.deadline_on)):
        if day is not None and not OLDEST <= day <= FURTHEST:
            return Decision.unsound("workplans.odd_day", field=name, day=day)
    if len(sheet.holidays) > MOST_HOLIDAYS:
        return Decision.unsound("workplans.too_many_holidays", field="holidays", most=MOST_HOLIDAYS)
    if len(sheet.off) != len(sheet.holidays):
        return Decision.unsound("workplans.holiday_twice", field="holidays")
    for each in sheet.holidays:
        if not OLDEST <= each.day <= FURTHEST or len(each.title) > MOST_TITLE:
            return Decision.unsound("workplans.odd_day", field="holidays", day=each.day)
    return Decision.yes()


def activity_sound(activity: Activity, sources: Collection[str], row: int) -> Decision:
    """One line."""
    for name, most in LONGEST.items():
        if len(getattr(activity, name)) > most:
            return Decision.unsound("workplans.too_long", row=row, field=name, most=most)
    numbers: tuple[tuple[str, int | Decimal | None, int, int | Decimal], ...] = (("days", activity.days, 1, MOST_DAYS), ("labour", activity.labour, 0, MOST_LABOUR), ("volume", activity.volume, 0, LARGEST_VOLUME - 1))
    for name, value, least, largest in numbers:
        if value is not None and not least <= value <= largest:
            return Decision.unsound("workplans.out_of_range", row=row, field=name, least=least, most=largest)
    for name, day in (("starts_on", activity.starts_on), ("ends_on", activity.ends_on)):
        if day is not None and not OLDEST <= day <= FURTHEST:
            return Decision.unsound("workplans.odd_day", row=row, field=name, day=day)
    return _links_sound(activity, sources, row)


def _links_sound(activity: Activity, sources: Collection[str], row: int) -> Decision:
    if len(activity.after) > MOST_WAITED_FOR:
        return Decision.unsound("workplans.waits_for_too_many", row=row, field="after", most=MOST_WAITED_FOR)
    if len({each.key for each in activity.after}) != len(activity.after):
        return Decision.unsound("workplans.waits_twice", row=row, field="after")
    if any(not 0 <= each.lag <= MOST_LAG for each in activity.after):
        return Decision.unsound("workplans.lag_too_long", row=row, field="after", most=MOST_LAG)
    if len({source for source, _ in activity.funds}) != len(activity.funds) or any(source not in sources for source, _ in activity.funds):
        return Decision.unsound("workplans.no_such_purse", row=row, field="funds")
    if any(not 0 < amount <= LARGEST_SUM for _, amount in activity.funds):
        return Decision.unsound("workplans.odd_amount", row=row, field="funds")
    return Decision.yes()


def report_sound(*, percent: Decimal, started_on: date | None, finished_on: date | None, note: str, happened_on: date, due_on: date | None) -> Decision:
    """A report fits itself: begun before finished, both in the past, finished means a hundred; being late says why."""
    if not 0 <= percent <= 100:  # noqa: PLR2004 -- percent
        return Decision.unsound("workplans.percent", field="percent")
    if started_on is None and (percent or finished_on):
        return Decision.unsound("workplans.start_missing", field="started_on")
    if (finished_on is None) != (percent < 100):  # noqa: PLR2004 -- percent
        return Decision.unsound("workplans.finish_is_whole", field="finished_on")
    days = _report_days(started_on, finished_on, happened_on)
    if not days:
        return days
    if len(note) > LONGEST_NOTE:
        return Decision.unsound("workplans.note_too_long", field="note", most=LONGEST_NOTE)
    late = due_on is not None and (finished_on or happened_on) > due_on
    if late and not note.strip():
        return Decision.unsound("workplans.say_why_late", field="note", due=due_on)
    return Decision.yes()


def _report_days(started_on: date | None, finished_on: date | None, happened_on: date) -> Decision:
    for name, day in (("started_on", started_on), ("finished_on", finished_on)):
        if day is not None and not OLDEST <= day <= happened_on:
            return Decision.unsound("workplans.report_ahead", field=name, day=day, on=happened_on)
    if started_on and finished_on and finished_on < started_on:
        return Decision.unsound("workplans.end_before_start", field="finished_on", start=started_on, end=finished_on)
    return Decision.yes()

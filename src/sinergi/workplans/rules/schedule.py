"""When each activity can begin and end, which of them decide the end, and what cannot be: forward and backward pass in working days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sinergi.workplans.rules.circles import order
from sinergi.workplans.rules.days import WorkingDays
from sinergi.workplans.rules.sheet import Activity, After, Problem, Sheet

FURTHEST = 60_000  # working days; whatever would begin later begins there, and is late enough
_CLOSE = 1  # a plan that ends within so many working days of its deadline has no room left


@dataclass(frozen=True)
class Placed:
    """One activity in time. Numbers count working days; ``slack`` is how many it may slip without moving the end of the plan."""

    key: str
    first: int
    last: int
    late_last: int
    starts_on: date
    ends_on: date
    waits_for: str = ""  # the activity that decides its start, "" when nothing does

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    @property
    def slack(self) -> int:
        return self.late_last - self.last

    @property
    def is_critical(self) -> bool:
        return self.slack == 0


@dataclass(frozen=True)
class Schedule:
    """Every activity in time, in the order of the sheet, and what is wrong."""

    sheet: Sheet
    placed: Mapping[str, Placed]
    problems: tuple[Problem, ...]
    days: WorkingDays

    @cached_property
    def starts_on(self) -> date | None:
        return min((each.starts_on for each in self.placed.values()), default=None)

    @cached_property
    def ends_on(self) -> date | None:
        return max((each.ends_on for each in self.placed.values()), default=None)

    @cached_property
    def working_days(self) -> int:
        """How long the whole takes, in working days."""
        if not self.placed:
            return 0
        return max(each.last for each in self.placed.values()) - min(each.first for each in self.placed.values()) + 1

    @property
    def spare_days(self) -> int | None:
        """Working days between the end and the deadline; negative when it comes too late, None without a deadline."""
        return self.spare_until(self.sheet.deadline_on)

    def spare_until(self, deadline: date | None) -> int | None:
        """The same against any last day."""
        if deadline is None or not self.placed:
            return None
        return self.days.until(deadline) - max(each.last for each in self.placed.values())

    @cached_property
    def stopping(self) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.stops)

    @cached_property
    def by_row(self) -> dict[int, tuple[Problem, ...]]:
        found: dict[int, tuple[Problem, ...]] = {}
        for each in self.problems:
            found[each.row] = (*found.get(each.row, ()), each)
        return found

    def critical(self) -> Iterator[Activity]:
        """The activities that decide the end, in order of time."""
        found = [each for each in self.sheet.activities if each.key in self.placed and self.placed[each.key].is_critical]
        return iter(sorted(found, key=lambda each: self.placed[each.key].first))


def schedule(sheet: Sheet, *, needs_deadline: bool = False) -> Schedule:
    """Place every activity. Circles are cut where they are told, so that the rest can still be seen. ``needs_deadline``: it is not handed in without its last day."""
    base = min([sheet.starts_on, *(each.starts_on for each in sheet.activities if each.starts_on)])
    days = WorkingDays(base, sheet.weekdays, sheet.off)
    found = order(sheet)
    problems = list(found.problems)
    opening = days.from_day(sheet.starts_on)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    driver: dict[str, str] = {}
    for key in found.keys:
        activity = sheet.by_key[key]
        start = opening if activity.starts_on is None else days.from_day(activity.starts_on)
        for wait in found.waits[key]:
            if last[wait.key] + 1 + wait.lag > start:
                start, driver[key] = last[wait.key] + 1 + wait.lag, wait.key
        first[key] = start = min(start, FURTHEST)
        last[key] = start + length(activity, start, days) - 1
    late = _late(found.keys, found.waits, first, last)
    placed = {each.key: Placed(each.key, first[each.key], last[each.key], late[each.key], days.day(first[each.key]), days.day(last[each.key]), driver.get(each.key, ""))
              for each in sheet.activities}
    result = Schedule(sheet, placed, (), days)
    problems += [*_of_plan(result, needs_deadline=needs_deadline), *(problem for each in sheet.activities for problem in _of_line(sheet, each, placed, days))]
    return Schedule(sheet, placed, tuple(sorted(problems, key=lambda each: each.row)), days)


def length(activity: Activity, start: int, days: WorkingDays) -> int:
    """Working days from its start: those given; or between its own start and end; or from where it may begin to its end. At least one."""
    if activity.days:
        return activity.days
    if activity.ends_on is None:
        return 1
    begin = days.from_day(activity.starts_on) if activity.starts_on else start
    return max(1, days.until(activity.ends_on) - begin + 1)


def _late(keys: tuple[str, ...], waits: Mapping[str, tuple[After, ...]], first: Mapping[str, int], last: Mapping[str, int]) -> dict[str, int]:
    """The latest end of each that leaves the end of the plan where it is."""
    end = max(last.values(), default=0)
    late = dict.fromkeys(keys, end)
    for key in reversed(keys):
        latest_start = late[key] - (last[key] - first[key])
        for wait in waits[key]:
            late[wait.key] = min(late[wait.key], latest_start - 1 - wait.lag)
    return late


def _of_plan(result: Schedule, *, needs_deadline: bool) -> Iterator[Problem]:
    """What is wrong with the plan as a whole."""
    sheet = result.sheet
    if not result.days.any:
        yield Problem(0, "weekdays", "workplans.no_working_day")
    if not sheet.activities:
        yield Problem(0, "activities", "workplans.no_activity")
    if sheet.deadline_on is None:
        yield Problem(0, "deadline_on", "workplans.no_deadline", stops=needs_deadline)
    elif sheet.deadline_on < sheet.starts_on:
        yield Problem(0, "deadline_on", "workplans.deadline_before_start", {"day": sheet.deadline_on, "start": sheet.starts_on})
    elif result.spare_days is not None and 0 <= result.spare_days <= _CLOSE:
        yield Problem(0, "deadline_on", "workplans.no_room", {"days": result.spare_days, "day": sheet.deadline_on}, stops=False)


def _of_line(sheet: Sheet, activity: Activity, placed: Mapping[str, Placed], days: WorkingDays) -> Iterator[Problem]:
    """What is wrong with one line, in words that name the row it comes from."""
    row, here = sheet.place[activity.key], placed[activity.key]
    yield from _written(row, activity)
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        yield Problem(row, "ends_on", "workplans.end_before_start", {"start": activity.starts_on, "end": activity.ends_on})
    elif activity.ends_on and here.ends_on > activity.ends_on:
        yield _too_late(sheet, row, activity, here)
    if sheet.deadline_on is not None and here.ends_on > sheet.deadline_on:
        after = days.between(sheet.deadline_on, here.ends_on) - (1 if days.is_worked(sheet.deadline_on) else 0)
        yield Problem(row, "ends_on", "workplans.past_deadline", {"end": here.ends_on, "deadline": sheet.deadline_on, "days": after})
    if activity.starts_on and not days.is_worked(activity.starts_on):
        yield Problem(row, "starts_on", "workplans.starts_on_day_off", {"day": activity.starts_on, "first": days.day(days.from_day(activity.starts_on))}, stops=False)
    if activity.starts_on and activity.starts_on < sheet.starts_on:
        yield Problem(row, "starts_on", "workplans.before_plan", {"day": activity.starts_on, "start": sheet.starts_on}, stops=False)


def _written(row: int, activity: Activity) -> Iterator[Problem]:
    """What a plan that is handed in says of every line."""
    if not activity.title:
        yield Problem(row, "title", "workplans.no_title")
    if not activity.days and activity.ends_on is None:
        yield Problem(row, "days", "workplans.no_length")
    if activity.volume is None or not activity.unit:
        yield Problem(row, "volume", "workplans.no_volume")
    if not activity.responsible:
        yield Problem(row, "responsible", "workplans.no_responsible")


def _too_late(sheet: Sheet, row: int, activity: Activity, here: Placed) -> Problem:
    values = {"end": activity.ends_on, "start": here.starts_on, "comes": here.ends_on, "days": here.days}
    if here.waits_for:
        return Problem(row, "ends_on", "workplans.waits_too_long", values | {"other": sheet.place[here.waits_for]})
    return Problem(row, "ends_on", "workplans.too_short", values)

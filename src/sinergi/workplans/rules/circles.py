"""In which order activities can be reckoned, and where they wait for each other in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from sinergi.workplans.rules.sheet import After, Problem, Sheet

_MOST_TOLD = 20  # circles told one by one; a plan with more has one mistake repeated


@dataclass(frozen=True)
class Order:
    """Keys so that each comes after all it waits for; ``waits`` without what closes a circle or leads nowhere."""

    keys: tuple[str, ...]
    waits: Mapping[str, tuple[After, ...]]
    problems: tuple[Problem, ...]


def order(sheet: Sheet) -> Order:
    """Every activity exactly once; each circle is told at the line where it was cut."""
    waits, problems = _known(sheet)
    left = {key: len(after) for key, after in waits.items()}
    followers: dict[str, list[str]] = {key: [] for key in waits}
    for key, after in waits.items():
        for each in after:
            followers[each.key].append(key)
    ready = deque(key for key, count in left.items() if not count)
    keys: list[str] = []
    while len(keys) < len(waits):
        while ready:
            key = ready.popleft()
            keys.append(key)
            for follower in followers[key]:
                left[follower] -= 1
                if not left[follower]:
                    ready.append(follower)
        if len(keys) < len(waits):
            _cut(sheet, waits, left, followers, set(keys), problems)
            done = set(keys)
            ready.extend(key for key, count in left.items() if not count and key not in done)
    return Order(tuple(keys), {key: tuple(after) for key, after in waits.items()}, tuple(problems))


def _known(sheet: Sheet) -> tuple[dict[str, list[After]], list[Problem]]:
    """What each waits for; not for itself, and only for lines that are there."""
    waits: dict[str, list[After]] = {}
    problems: list[Problem] = []
    for number, activity in enumerate(sheet.activities, 1):
        waits[activity.key] = []
        for each in activity.after:
            if each.key == activity.key:
                problems.append(Problem(number, "after", "workplans.waits_for_itself"))
            elif each.key not in sheet.place:
                problems.append(Problem(number, "after", "workplans.waits_for_nothing"))
            else:
                waits[activity.key].append(each)
    return waits, problems


def _cut(sheet: Sheet, waits: dict[str, list[After]], left: dict[str, int], followers: dict[str, list[str]], done: set[str], problems: list[Problem]) -> None:
    """Tell one circle and take out the wait that closes it; past the twentieth, all that is left at once."""
    circle = _circle(waits, left, done)
    told = sum(each.code == "workplans.circle" for each in problems)
    if told >= _MOST_TOLD:
        for key in [key for key, count in left.items() if count]:
            waits[key] = [each for each in waits[key] if each.key in done]
            left[key] = 0
        return
    numbers = [sheet.place[key] for key in circle]
    start = numbers.index(min(numbers))
    circle = [*circle[start:], *circle[:start]]
    key, closing = circle[0], circle[1 % len(circle)]
    waits[key] = [each for each in waits[key] if each.key != closing]
    followers[closing] = [each for each in followers[closing] if each != key]
    left[key] = sum(each.key not in done for each in waits[key])
    rows = [sheet.place[each] for each in circle]
    problems.append(Problem(rows[0], "after", "workplans.circle", {"rows": [*rows, rows[0]], "other": rows[1 % len(rows)]}))


def _circle(waits: dict[str, list[After]], left: dict[str, int], done: set[str]) -> list[str]:
    """Keys of one circle, each waiting for the next: whoever is left waits for somebody who is left, so walking must come back."""
    key = next(key for key, count in left.items() if count)
    walked: dict[str, int] = {}
    while key not in walked:
        walked[key] = len(walked)
        key = next(each.key for each in waits[key] if each.key not in done)
    return list(walked)[walked[key]:]

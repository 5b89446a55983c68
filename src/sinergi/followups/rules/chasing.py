"""When a line is called to mind, before and after its due day, and when it is passed further up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

HIGHEST = 5  # levels of the region tree, a village's own with them: there is nothing above the nation


@dataclass(frozen=True)
class Call:
    """One reason to remind: ``before``, ``after`` or ``up``, with its days."""

    kind: str
    days: int


def calls(due_on: date, opened_on: date, on: date, *, before: Iterable[int], after: Iterable[int], escalate_after: int) -> tuple[Call, ...]:
    """What a line that is still open asks for on this day.

    Of the reminders before and after only the newest one that was due: days on which nobody looked are not made up for. A reminder
    whose day lies on or before the day of opening never was one. Upwards nothing is left out: each level is told once.
    """
    late = (on - due_on).days
    if late <= 0:
        come = [days for days in before if days >= -late and due_on - timedelta(days=days) > opened_on]
        return (Call("before", min(come)),) if come else ()
    gone = [days for days in after if days <= late]
    ups = range(1, min(late // escalate_after, HIGHEST) + 1)
    return (*((Call("after", max(gone)),) if gone else ()), *(Call("up", step * escalate_after) for step in ups))


def places_above(code: str) -> list[str]:
    """The codes of the places above a region, the nearest first, the nation ("") last."""
    parts = code.split(".") if code else []
    return [".".join(parts[:size]) for size in range(len(parts) - 1, -1, -1)]


def rung(step: int, watched: Iterable[str]) -> str | None:
    """The place that is told at this step: the line's own first, then one more level above each time, passing over levels where nobody watches."""
    places = list(watched)
    return places[step - 1] if 0 < step <= len(places) else None

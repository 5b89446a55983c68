"""What makes a follow-up and a report about it sound; when enough of them are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sinergi.kernel.decisions import Decision
from sinergi.kernel.timelines import Timeline, holds

LONGEST = timedelta(days=5 * 366)  # a promise for longer than a programme runs is a slip of the pen


@dataclass(frozen=True)
class Responsible:
    """Who is to do it: a person, a body, both, or only what was said."""

    person_id: int | None = None
    organisation_id: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.person_id or self.organisation_id or self.text.strip())


@dataclass(frozen=True)
class Line:
    """When one follow-up stood, and when it was settled."""

    standing: Timeline
    settled: Timeline


def sound(what: str, responsible: Responsible, due_on: date, opened_on: date) -> Decision:
    """A line of an RKTL says what, who and when."""
    if not what.strip():
        return Decision.unsound("followups.what_missing", field="what")
    if not responsible:
        return Decision.unsound("followups.who_missing", field="responsible")
    if due_on < opened_on:
        return Decision.unsound("followups.due_before", field="due_on", due_on=due_on, opened_on=opened_on)
    if due_on > opened_on + LONGEST:
        return Decision.unsound("followups.due_too_far", field="due_on", due_on=due_on)
    return Decision.yes()


def reportable(status: str, note: str, *, has_evidence: bool, happened_on: date, opened_on: date) -> Decision:
    """Done is shown, not claimed; letting go needs its reason."""
    if happened_on < opened_on:
        return Decision.unsound("followups.before_opened", field="happened_on", opened_on=opened_on)
    if status == "done" and not (note.strip() or has_evidence):
        return Decision.unsound("followups.done_unshown", field="evidence")
    if status == "cancelled" and not note.strip():
        return Decision.unsound("followups.reason_missing", field="note")
    return Decision.yes()


def done_line(lines: Sequence[Line], share: int) -> Timeline:
    """True while at least ``share`` percent of what stands is settled; with nothing standing, always."""
    days = sorted({day for line in lines for day in (*line.standing, *line.settled)})
    switches = [date.min]  # before anything was opened there is nothing undone
    for day in days:
        standing = [line for line in lines if holds(line.standing, day)]
        settled = sum(holds(line.settled, day) for line in standing)
        if (settled * 100 >= share * len(standing)) != bool(len(switches) % 2):
            switches.append(day)
    return tuple(switches)

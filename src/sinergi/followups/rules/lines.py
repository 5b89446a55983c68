"""What makes a follow-up and a report about it sound; when enough of them are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sinergi.kernel.decisions import Decision
from sinergi.kernel.timelines import Timeline, all_of, holds, latest

LONGEST_ADDRESS = 300
LONGEST = timedelta(days=5 * 366)  # a promise for longer than a programme runs is a slip of the pen


@dataclass(frozen=True)
class Responsible:
    """Who is to do it: a person, a body, both, or only what was said."""

    person_id: int | None = None
    organisation_id: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.person_id or self.organisation_id or self.text.strip())


def nameable(status: str, *, withdrawn: bool, in_words: bool, of_a_body: bool) -> Decision:
    """Whom a line means can still be said while it runs, where it was laid on a name in words, or on a body without anybody."""
    if withdrawn:
        return Decision.no("followups.withdrawn")
    if status not in {"", "running"}:
        return Decision.no("followups.waits_for_yes" if status == "waiting" else "followups.already_settled")
    return Decision.yes() if in_words or of_a_body else Decision.no("followups.named_already")


@dataclass(frozen=True)
class Told:
    """One report: when it stood, whether it settles, and, where it waits for a yes, when that yes stood."""

    start: date
    end: date | None
    settles: bool
    yes: Timeline | None = None     # None: it does not wait


@dataclass(frozen=True)
class Line:
    """When one follow-up stood, and when it was settled."""

    standing: Timeline
    settled: Timeline


def sound(what: str, responsible: Responsible, due_on: date, opened_on: date, starts_on: date | None = None) -> Decision:
    """A line of an RKTL says what, who and when."""
    if not what.strip():
        return Decision.unsound("followups.what_missing", field="what")
    if not responsible:
        return Decision.unsound("followups.who_missing", field="responsible")
    if due_on < opened_on:
        return Decision.unsound("followups.due_before", field="due_on", due_on=due_on, opened_on=opened_on)
    if due_on > opened_on + LONGEST:
        return Decision.unsound("followups.due_too_far", field="due_on", due_on=due_on)
    if starts_on is not None and starts_on > due_on:
        return Decision.unsound("followups.starts_after_due", field="starts_on", due_on=due_on)
    return Decision.yes()


def own_page(about: str) -> str:
    """The page a line was opened from, if it is one of ours; anything else is dropped rather than linked."""
    about = about.strip()
    ours = about.startswith("/") and not about.startswith(("//", "/\\")) and about.isprintable()
    return about if ours and len(about) <= LONGEST_ADDRESS else ""


def reportable(status: str, note: str, *, has_evidence: bool, happened_on: date, opened_on: date) -> Decision:
    """Done is shown, not claimed; letting go needs its reason."""
    if happened_on < opened_on:
        return Decision.unsound("followups.before_opened", field="happened_on", opened_on=opened_on)
    if status == "done" and not (note.strip() or has_evidence):
        return Decision.unsound("followups.done_unshown", field="evidence")
    if status == "cancelled" and not note.strip():
        return Decision.unsound("followups.reason_missing", field="note")
    return Decision.yes()


def waits_for_yes(status: str, *, has_evidence: bool, by_asker: bool, by_responsible: bool, of_audit: bool = False) -> bool:
    """Done with a file settles; done by a sentence alone waits, unless whoever asked for it says so and did not do it.

    What an audit found waits for the auditor whatever file the audited attach: they do not settle it themselves (our default).
    """
    return status == "done" and (of_audit or not has_evidence) and (by_responsible or not by_asker)


def agreeable(status: str, *, agreed: bool, note: str, happened_on: date, reported_on: date) -> Decision:
    """A yes or a no answers a report that waits for it; a no says why."""
    if status != "waiting":
        return Decision.no("followups.nothing_to_agree")
    if happened_on < reported_on:
        return Decision.unsound("followups.agreed_before_report", field="happened_on", reported_on=reported_on)
    if not agreed and not note.strip():
        return Decision.unsound("followups.no_needs_reason", field="note")
    return Decision.yes()


def settled_line(told: Sequence[Told]) -> Timeline:
    """When the newest standing report settled the matter; one that waits does so only while its yes stands."""
    if all(one.yes is None for one in told):
        return latest([(one.start, one.end, one.settles) for one in told])
    days = sorted({day for one in told for day in (one.start, one.end, *(one.yes or ())) if day is not None})
    line: list[date] = []
    for day in days:
        standing = [(one.start, place, one) for place, one in enumerate(told) if one.start <= day and (one.end is None or one.end > day)]
        newest = max(standing, key=lambda each: each[:2])[2] if standing else None
        settled = newest is not None and newest.settles and (newest.yes is None or holds(newest.yes, day))
        if settled != bool(len(line) % 2):
            line.append(day)
    return tuple(line)


def done_line(lines: Sequence[Line], share: int) -> Timeline:
    """True while at least ``share`` percent of what stands is settled; with nothing standing, always."""
    changes: dict[date, list[int]] = {}
    for line in lines:
        for place, switches in enumerate((line.standing, all_of([line.standing, line.settled]))):
            for turn, day in enumerate(switches):
                changes.setdefault(day, [0, 0])[place] += -1 if turn % 2 else 1
    standing = settled = 0
    found = [date.min]  # before anything was opened there is nothing undone
    for day in sorted(changes):
        standing += changes[day][0]
        settled += changes[day][1]
        if (settled * 100 >= share * standing) != bool(len(found) % 2):
            found.append(day)
    return tuple(found)

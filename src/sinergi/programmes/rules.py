"""What is sound when rounds, villages, works and bodies are opened; values in, decision out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.engine.definition import Edition, Title, Word
from sinergi.kernel.decisions import Decision

LONGEST_TITLE = 200
YEARS = range(1999, 2101)       # P2KP began in 1999


def cycle_is_sound(edition: Edition, *, code: str, title: str, year: int, region_level: str, on: date, shape: re.Pattern[str]) -> Decision:
    """A round has a short code, a title, a year near its opening, and lies at the level its edition says."""
    if not shape.fullmatch(code):
        return Decision.unsound("code_shape", field="code")
    if not title.strip() or len(title) > LONGEST_TITLE:
        return Decision.unsound("title_needed", field="title", most=LONGEST_TITLE)
    if year not in YEARS or abs(year - on.year) > 25:  # noqa: PLR2004 -- old rounds are entered late, typing errors are not
        return Decision.unsound("year_wrong", field="year", year=year)
    if not region_level:
        return Decision.unsound("unknown_region", field="region", code="")
    if region_level != edition.scopes["cycle"].level:
        return Decision.unsound("wrong_level", field="region", wanted=edition.scopes["cycle"].level)
    return Decision.yes()


def day_has_come(day: date, *, today: date) -> Decision:
    """A board can be looked up for today and every day before."""
    return Decision.yes() if day <= today else Decision.unsound("future_day", field="on", day=day, today=today)


def after_start(day: date, *, started_on: date) -> Decision:
    """Money and hand-over of a work come after it began: an earlier day is a slip in the month or the year."""
    return Decision.yes() if day >= started_on else Decision.unsound("before_start", field="happened_on", day=day, started=started_on)


def child_is_sound(*, title: str, level: str, wanted: str, inside: bool) -> Decision:
    """A child has a title and lies inside its parent's region at the level the edition says."""
    if not title.strip() or len(title) > LONGEST_TITLE:
        return Decision.unsound("title_needed", field="title", most=LONGEST_TITLE)
    if not inside:
        return Decision.unsound("outside_region", field="region")
    if wanted and level != wanted:
        return Decision.unsound("wrong_level", field="region", wanted=wanted)
    return Decision.yes()


def body_is_sound(word: Word, given: Any) -> Decision:
    """A body has a name and members, nobody twice."""
    if given is None or not given.name.strip():
        return Decision.unsound("body_needs_name", field="name", body=word.title)
    least = int(word.get("members", 1))
    if len(given.members) < least:
        return Decision.unsound("body_needs_members", field="members", body=word.title, least=least)
    return members_are_sound(given.members)


def members_are_sound(members: Sequence[Any]) -> Decision:
    """Each is somebody, nobody twice."""
    known = [member.person_id or member.name.strip().casefold() for member in members]
    twice = list(dict.fromkeys(member.name.strip() for member, who in zip(members, known, strict=True) if who and known.count(who) > 1))
    if twice:
        return Decision.unsound("member_twice", field="members", names=twice)
    if any(not member.name.strip() and not member.person_id for member in members):
        return Decision.unsound("member_without_name", field="members")
    return Decision.yes()


@dataclass(frozen=True)
class Element:
    """What a member may count as in a body: one of the three pillars, or what the edition names."""

    code: str
    title: Title | str
    pillar: str = ""


def elements_of(word: Word) -> tuple[Element, ...]:
    """What the body is to be made of, in file order; a pillar is known by its code alone."""
    return tuple(Element(each, each, each) if isinstance(each, str) else Element(each["code"], _title(each["title"]), each.get("pillar", ""))
                 for each in word.get("elements", ()))


def _title(given: Any) -> Title:
    return Title(given) if isinstance(given, str) else Title(given["id"], given.get("en", ""))


def missing_pillars(word: Word, members: Iterable[Any]) -> list[str]:
    """Which of the elements the edition asks for nobody stands for (seed 001: three elements); a warning."""
    present = {kind for member in members for kind in (member.pillar, member.element)}
    return [element.code for element in elements_of(word) if element.code not in present]


def apart(members: Iterable[Any], taken: Collection[tuple[int, str]]) -> Decision:
    """Supervisors are not members of what they supervise, nor the other way round: the same person or the same name is refused."""
    ids, names = {pk for pk, _ in taken}, {name for _, name in taken}
    both = [member.name for member in members if member.person_id in ids or member.name.strip().casefold() in names]
    return Decision.unsound("not_apart", field="members", names=sorted(both)) if both else Decision.yes()


def change_is_sound(word: Word, seated: Sequence[Any], change: Any, *, formed_on: date, on: date) -> Decision:
    """Somebody leaves or joins, for a reason; nobody sits twice, nobody leaves before coming, and enough members remain."""
    staying = [member for member in seated if member.pk not in change.leaving]
    taken = {(member.person_id, member.person.name.casefold()) for member in staying}
    if not change.leaving and not change.joining:
        return Decision.unsound("nobody_changes", field="members")
    if len(seated) - len(staying) < len(change.leaving):
        return Decision.unsound("not_a_member", field="members")
    if on < max([formed_on, *(member.held_from for member in seated if member.pk in change.leaving)]):
        return Decision.unsound("changed_too_early", field="happened_on")
    if any(member.person_id in {pk for pk, _ in taken} or member.name.strip().casefold() in {name for _, name in taken} for member in change.joining):
        return Decision.unsound("sits_already", field="members")
    decision = members_are_sound(change.joining)
    if not decision:
        return decision
    least = int(word.get("members", 1))
    if len(staying) + len(change.joining) < least:
        return Decision.unsound("body_needs_members", field="members", body=word.title, least=least)
    return reason_is_given(change.reason)


def reason_is_given(reason: str, *, field: str = "reason") -> Decision:
    """A reason that others will read: at least a few words."""
    if len(reason.strip()) < 5:  # noqa: PLR2004 -- "ok" and "-" are not reasons
        return Decision.unsound("reason_needed", field=field)
    return Decision.yes()


LEAVING = ("withdrawn", "disqualified", "postponed", "ended")


def leaving_is_sound(reason: str, note: str) -> Decision:
    if reason not in LEAVING:
        return Decision.unsound("leaving_reason", field="reason")
    return reason_is_given(note, field="note")


def date_is_sound(day: date, *, on: date, started_on: date, known: bool) -> Decision:
    """A day of the calendar lies within ten years of the round, and not before it."""
    if not known:
        return Decision.unsound("unknown_date", field="which")
    if day < started_on:
        return Decision.unsound("date_before_start", field="day", day=day, started=started_on)
    if abs((day - started_on).days) > 3660 or abs((day - on).days) > 3660:  # noqa: PLR2004 -- ten years; further away is a typing error
        return Decision.unsound("date_far_away", field="day", day=day)
    return Decision.yes()


def waiver_is_sound(*, what: str, reason: str, due_on: date | None, until: date | None, on: date) -> Decision:
    """A waiver has a reason others can read; a new deadline lies ahead."""
    if what == "deadline" and (due_on is None or due_on < on):
        return Decision.unsound("deadline_ahead", field="due_on")
    if until is not None and until <= on:
        return Decision.unsound("until_ahead", field="until")
    return reason_is_given(reason)

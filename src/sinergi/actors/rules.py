"""What is sound about people, roles, invitations and bodies: values in, a decision or a list out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from sinergi.kernel.decisions import Decision

PILLARS = ("government", "community", "caring")
NAME_LENGTH = 120
BODY_NAME_LENGTH = 160
REASON_LENGTH = 300
DAYS_INVITED = 14  # our default
FURTHEST_AHEAD = timedelta(days=366)  # our default: an appointment may begin next year, not in ten
EARLIEST = date(1945, 8, 17)
_ASCII = 128


class OfPillar(Protocol):
    @property
    def pillar(self) -> str: ...


class OfPerson(Protocol):
    @property
    def person_id(self) -> int: ...


def changes_here(formed_for: str) -> Decision:
    """A body formed for something that moves through steps is changed there, by an act: its members are what steps ask for."""
    return Decision.no("actors.formed_elsewhere", code=formed_for) if formed_for else Decision.yes()


def missing_pillars(members: Iterable[OfPillar]) -> list[str]:
    """Which of government, community and caring group nobody stands for, in that order."""
    there = {member.pillar for member in members}
    return [pillar for pillar in PILLARS if pillar not in there]


def overlap(members_a: Iterable[OfPerson], members_b: Iterable[OfPerson]) -> set[int]:
    """The ids of people who sit in both bodies; supervisors and those they supervise must have none."""
    return {member.person_id for member in members_a} & {member.person_id for member in members_b}


def tidy(text: str) -> str:
    """Composed letters and single spaces: what a person meant to type."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def sound_name(name: str, *, longest: int = NAME_LENGTH, field: str = "name") -> Decision:
    """A name somebody could read aloud: letters, not too long, no pictures."""
    if not name:
        return Decision.unsound("actors.name_missing", field=field)
    if len(name) > longest:
        return Decision.unsound("actors.name_too_long", field=field, length=len(name), longest=longest)
    if sign := odd_sign(name):
        return Decision.unsound("actors.name_odd_sign", field=field, sign=sign)
    if not any(letter.isalpha() for letter in name):
        return Decision.unsound("actors.name_without_letters", field=field)
    return Decision.yes()


def odd_sign(text: str) -> str:
    """The first emoji or control sign in it, empty when there is none."""
    for sign in text:
        category = unicodedata.category(sign)
        if category[0] == "C" or category == "So" or (category == "Sk" and ord(sign) >= _ASCII and ord(sign) != ord("´")):
            return sign if category[0] != "C" else f"U+{ord(sign):04X}"
    return ""


def sound_term(held_from: date, held_to: date | None, *, on: date) -> Decision:
    """From–to as an office means it: not before the republic, not years ahead, and not ending before it begins."""
    if held_from < EARLIEST:
        return Decision.unsound("actors.too_long_ago", field="held_from", day=held_from, earliest=EARLIEST)
    if held_from > on + FURTHEST_AHEAD:
        return Decision.unsound("actors.too_far_ahead", field="held_from", day=held_from, latest=on + FURTHEST_AHEAD)
    if held_to is not None and held_to < held_from:
        return Decision.unsound("actors.ends_before_it_begins", field="held_to", begins=held_from, ends=held_to)
    return Decision.yes()


def sound_end(held_from: date, held_to: date | None, last_day: date, *, on: date) -> Decision:
    """A role may end at once (yesterday was its last day), later, or earlier than was said; what is over stays over."""
    if held_to is not None and held_to < on:
        return Decision.no("actors.already_over", ended=held_to)
    if last_day < held_from - timedelta(days=1):
        return Decision.unsound("actors.ends_before_it_begins", field="last_day", begins=held_from, ends=last_day)
    if held_to is not None and last_day > held_to:
        return Decision.unsound("actors.end_would_be_later", field="last_day", ends=held_to)
    if last_day > on + FURTHEST_AHEAD:
        return Decision.unsound("actors.too_far_ahead", field="last_day", day=last_day, latest=on + FURTHEST_AHEAD)
    return Decision.yes()


def terms_meet(held_from: date, held_to: date | None, others: Sequence[tuple[date, date | None]]) -> bool:
    """Whether a term shares a day with one of the others."""
    last = held_to or date.max
    return any(held_from <= (other_to or date.max) and other_from <= last for other_from, other_to in others)


def sound_reason(reason: str) -> Decision:
    """Said, and short enough to keep."""
    if not reason:
        return Decision.unsound("actors.reason_missing", field="reason")
    if len(reason) > REASON_LENGTH:
        return Decision.unsound("actors.reason_too_long", field="reason", length=len(reason), longest=REASON_LENGTH)
    return Decision.yes()


def link_works(*, is_used: bool, is_withdrawn: bool, expires_on: date, on: date) -> Decision:
    """An invitation works once, until its last day, unless it was withdrawn."""
    if is_used:
        return Decision.no("actors.link_used")
    if is_withdrawn:
        return Decision.no("actors.link_withdrawn")
    if on > expires_on:
        return Decision.no("actors.link_expired", expired=expires_on)
    return Decision.yes()


def sound_decree(number: str, decree_on: date | None, term_from: date | None, term_to: date | None, *, on: date) -> Decision:
    """A decree is not dated ahead of today, has a number when it has a date, and its term runs forwards."""
    if decree_on is not None and decree_on > on:
        return Decision.unsound("actors.decree_ahead", field="decree_on", day=decree_on)
    if decree_on is not None and not number:
        return Decision.unsound("actors.decree_without_number", field="decree_number")
    if term_from is not None and term_to is not None and term_to < term_from:
        return Decision.unsound("actors.ends_before_it_begins", field="term_to", begins=term_from, ends=term_to)
    return Decision.yes()

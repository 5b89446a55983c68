"""Windows, codes, covered personal data: values in, values or decisions out."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sinergi.kernel.decisions import Decision
from sinergi.kernel.timelines import Timeline, all_of, any_of, invert, runs

LONGEST_TEXT = 5000
SHORTEST_TEXT = 15
COVER = "•••"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper
_PERSONAL = (
    re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)"),  # identity and family-card numbers have sixteen digits
    re.compile(r"(?<![\w.])(?:\+?62|0)[\s\-.]?8\d(?:[\s\-.]?\d){6,11}(?!\d)"),  # mobile phones
    re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}"),  # e-mail addresses
)


def closing_day(published_on: date, days: int | None) -> date | None:
    """The last day on which anybody may object: so many days after the day of publication, through its end."""
    return None if days is None else published_on + timedelta(days=days)


def window_open(versions: Sequence[date], days: int) -> Timeline:
    """From each publication through the day of publication plus ``days``."""
    return runs((day, day + timedelta(days=days + 1)) for day in versions)


def window_closed(versions: Sequence[date], days: int) -> Timeline:
    """From the day after the window of the newest version; a newer version makes it false again."""
    ordered: list[date | None] = [*sorted(versions), None]
    return runs((day + timedelta(days=days + 1), later) for day, later in pairwise(ordered) if day is not None)


def settled(answers: Sequence[tuple[Timeline, bool, date | None]]) -> Timeline:
    """When an objection needed nothing more: answered, and if upheld, once a later version was out.

    Answers are (when it stands, upheld, day of the first later version or None).
    """
    lines = []
    for standing, upheld, later in answers:
        if not upheld:
            lines.append(standing)
        elif later is not None:
            lines.append(all_of([standing, (later,)]))
    return any_of(lines)


def all_settled(objections: Sequence[tuple[Timeline, Timeline]]) -> Timeline:
    """True while every objection that stands is settled; always when there are none. Objections are (stands, settled)."""
    return invert(any_of([all_of([stands, invert(done)]) for stands, done in objections]))


def short_code(number: int, fingerprint: str) -> str:
    """What people say on the phone: version, first and last four digits of the fingerprint."""
    return f"R{number}-{fingerprint[:4]}-{fingerprint[-4:]}".upper()


def follow_code() -> str:
    """Twelve signs in three groups: enough that nobody guesses somebody else's."""
    signs = [secrets.choice(_ALPHABET) for _ in range(12)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


def read_code(text: str) -> str:
    """A code as it was meant: capitals, single hyphens, no spaces."""
    return re.sub(r"[\s\-–]+", "-", text.strip().upper())[:80]


def covered(text: str) -> str:
    """The text for the public: identity numbers, telephone numbers and mail addresses are covered."""
    for shape in _PERSONAL:
        text = shape.sub(COVER, text)
    return text


def sound_text(text: str, *, field: str = "text", shortest: int = SHORTEST_TEXT) -> Decision:
    """Long enough to be understood, short enough to be read."""
    length = len(text.strip())
    if length < shortest:
        return Decision.unsound("disclosure.text_too_short", field=field, least=shortest)
    if length > LONGEST_TEXT:
        return Decision.unsound("disclosure.text_too_long", field=field, most=LONGEST_TEXT)
    return Decision.yes()


def sound_publicity(values: dict[str, Any], *, on: date, known: Sequence[str]) -> Decision:
    """A medium of the edition, a place, days that are not ahead, and times that are not nothing."""
    if values["medium"] not in known:
        return Decision.unsound("disclosure.unknown_medium", field="medium", medium=values["medium"])
    if not values["place"].strip():
        return Decision.unsound("disclosure.place_needed", field="place")
    if values["shown_from"] > on:
        return Decision.unsound("future_day", field="shown_from", day=values["shown_from"], today=on)
    if values["shown_to"] is not None and values["shown_to"] < values["shown_from"]:
        return Decision.unsound("disclosure.ends_before_start", field="shown_to")
    if values["times"] < 1:
        return Decision.unsound("disclosure.at_least_once", field="times")
    return Decision.yes()


def sound_version(*, number: int, reason: str, last_day: date | None, day: date, members: int) -> Decision:
    """A new version says why, and is not older than the one it replaces."""
    if not members:
        return Decision.no("disclosure.nobody_on_list")
    if number > 1 and not reason.strip():
        return Decision.unsound("disclosure.version_needs_reason", field="reason")
    if last_day is not None and day < last_day:
        return Decision.unsound("disclosure.before_last_version", field="happened_on", day=last_day)
    return Decision.yes()


def sound_day(day: date, *, today: date, has_window: bool, ranked_on: date | None, before: tuple[date, date | None] | None) -> Decision:
    """When a list was announced: never before what it rests on, and where people may object, on the day they can first read it here.

    ``before``: the list it comes from, as the day it was announced and its last day to object.
    """
    if ranked_on is not None and day < ranked_on:
        return Decision.unsound("disclosure.before_ranking", field="happened_on", day=ranked_on)
    if before is not None and day < before[0]:
        return Decision.unsound("disclosure.before_source", field="happened_on", day=before[0])
    if before is not None and before[1] is not None and day <= before[1] < today:
        return Decision.unsound("disclosure.before_window_over", field="happened_on", until=before[1])
    if has_window and day != today:
        return Decision.unsound("disclosure.window_from_today", field="happened_on", today=today)
    return Decision.yes()


def ranking_holds(stale: Sequence[str]) -> Decision:
    """What comes from the ranking must still be what the ranking would let in: ``stale`` are the works it no longer would."""
    return Decision.no("disclosure.rank_again", works=[*stale]) if stale else Decision.yes()


def sound_changes(removed: dict[str, str], added: dict[str, str], inside: set[str], possible: set[str]) -> Decision:
    """Every change by hand is about a work that can be changed that way, and has its reason."""
    for code, reason in {**removed, **added}.items():
        if not reason.strip():
            return Decision.unsound("disclosure.change_needs_reason", work=code, field="")
    for code in removed:
        if code not in inside:
            return Decision.unsound("disclosure.not_on_list", work=code, field="")
    for code in added:
        if code in inside or code not in possible:
            return Decision.unsound("disclosure.cannot_be_added", work=code, field="")
    return Decision.yes()

"""Which edition texts a round has followed, and to which it could be moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sinergi.engine.definition import Edition
from sinergi.programmes import editions
from sinergi.programmes.models import EditionMove, EditionText, Undertaking


@dataclass(frozen=True)
class Followed:
    """A text with the days on which the round followed it; ``until`` is the first day on which it no longer did."""

    edition: Edition
    since: date
    until: date | None
    reason: str = ""


def texts_followed(cycle: Undertaking) -> list[Followed]:
    """From the opening on; on the day of a move it is the later text that counts."""
    moves = list(EditionMove.objects.about([cycle.pk]))
    texts = [moves[0].before_id if moves else cycle.edition_id, *(move.after_id for move in moves)]
    days = [cycle.started_on, *(move.happened_on for move in moves), None]
    reasons = ["", *(move.reason for move in moves)]
    return [Followed(editions.edition_with(text), days[place] or cycle.started_on, days[place + 1], reasons[place]) for place, text in enumerate(texts)]


def texts_to_follow(cycle: Undertaking) -> dict[str, tuple[Edition, str]]:
    """By digest: what stands on the shelf, its own programme first, and what it followed before; without the one it follows."""
    now = editions.edition_of(cycle)
    shelved = sorted(editions.shelved(), key=lambda each: (each[0].code != now.code, each[0].code))
    earlier = EditionText.objects.filter(pk__in=EditionMove.objects.about([cycle.pk]).values("before"))
    found = {edition.digest: (edition, text) for edition, text in shelved}
    found |= {kept.digest: (editions.edition_with(kept.pk), kept.text) for kept in earlier if kept.digest not in found}
    return {digest: each for digest, each in found.items() if digest != now.digest}

"""Works that get nothing in their round: their score, their place and why. The one place that says who may know it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sinergi.engine.definition import Title
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved
from sinergi.programmes.registry import registry
from sinergi.proposals.models import RankLine

BELOW = RankLine.Standing.BELOW


@dataclass(frozen=True)
class Unfunded:
    """Where such a work stands. ``why``: below, excluded from the ranking, or removed from the list; ``purse``: whose ceiling drew the line."""

    score: Decimal | None
    place: int | None
    why: str
    purse: Title | None
    reason: str
    announced: bool


def unfunded(work: Undertaking, person: Anybody, on: date) -> Unfunded | None:
    """Decided now, published later: what a published list says is for everybody, what is only ranked is for those who hold a role in the work.

    Once a list is out that speaks of the work it alone counts: whoever was taken off by a later version is unfunded, whoever was added is not.
    """
    said = registry.left_out(work) if registry.left_out else None
    if said is not None:
        return _unfunded(work, said, announced=True) if said else None
    if not is_involved(person, work, on):
        return None
    line = RankLine.objects.filter(work=work, ranking__ended_on=None).order_by("-ranking_id").first()
    if line is None or line.standing == RankLine.Standing.INSIDE:
        return None
    return _unfunded(work, {"score": line.score, "place": line.place, "why": line.standing, "stopped_by": _cut(line), "reason": line.reason}, announced=False)


def _unfunded(work: Undertaking, said: Mapping[str, Any], *, announced: bool) -> Unfunded:
    purse = edition_of(work).words("sources").get(said["stopped_by"])
    score = None if said["score"] is None else Decimal(said["score"])
    return Unfunded(score, said["place"], said["why"], purse.title if purse else None, said["reason"], announced)


def _cut(line: RankLine) -> str:
    """The purse at which the line fell: kept with the first work below it, true of all that follow."""
    if line.standing != BELOW or line.stopped_by:
        return line.stopped_by
    return RankLine.objects.filter(ranking=line.ranking_id).exclude(stopped_by="").order_by("place").values_list("stopped_by", flat=True).first() or ""

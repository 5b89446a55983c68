"""Deliveries and where each stands: promised, brought and waiting, accepted, or sent back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sinergi.funds.models import Contribution, Entry, Step, Verification


@dataclass(frozen=True)
class Delivery:
    """One contribution with its standing verdict."""

    row: Contribution
    verdict: Verification | None

    @property
    def state(self) -> str:
        """pledged, delivered, verified or rejected."""
        if self.row.step == Step.PLEDGED:
            return "pledged"
        if self.verdict is None:
            return "delivered"
        return "verified" if self.verdict.accepted else "rejected"


def deliveries(undertaking_id: int, source: str = "", *, states: Collection[str] = ()) -> list[Delivery]:
    """What was promised or brought, oldest first; two queries, and one more for the evidence."""
    rows = Contribution.objects.filter(undertaking=undertaking_id).standing().select_related("person").prefetch_related("evidence__file").order_by("id")
    if source:
        rows = rows.filter(source=source)
    verdicts = standing_verdicts(undertaking_id)
    found = [Delivery(row, verdicts.get(row.pk)) for row in rows]
    return [each for each in found if not states or each.state in states]


def standing_verdicts(undertaking_id: int) -> dict[int, Verification]:
    """The verdict that counts, by contribution: not taken back, its entry not reversed."""
    rows: Any = Verification.objects.filter(undertaking=undertaking_id).standing().select_related("entry", "person").order_by("id")
    reversed_numbers = set(Entry.objects.filter(undertaking=undertaking_id).exclude(reverses=None).values_list("reverses_id", flat=True))
    return {row.contribution_id: row for row in rows if row.entry_id not in reversed_numbers}


def verdict_of(contribution: Contribution) -> Verification | None:
    """The standing verdict of one contribution."""
    rows: Any = Verification.objects.filter(contribution=contribution).standing().select_related("entry__reversal").order_by("id")
    return next((row for row in rows if row.entry is None or not row.entry.is_reversed), None)


def waiting_for(undertaking_id: int, person_id: int) -> list[Delivery]:
    """Brought, not judged yet, and not brought in by this person."""
    return [each for each in deliveries(undertaking_id, states=("delivered",)) if each.row.person_id != person_id]

"""What stands before money moves: who hopes, promises or has budgeted, and which tranches were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Sum

from sinergi.funds.models import Commitment, Entry, Release, Request, Spending
from sinergi.programmes.models import Undertaking


@dataclass(frozen=True)
class Handled:
    """What came in and what was spent of it, by the ledger."""

    received: int
    spent: int

    @property
    def left(self) -> int:
        return self.received - self.spent


@dataclass(frozen=True)
class Asked:
    """One request with what came of it so far."""

    row: Request
    paid: int


def commitments_of(undertaking: Undertaking, source: str = "") -> list[Commitment]:
    """What stands behind hoped, promised and budgeted; the surest last written stands first."""
    rows = Commitment.objects.filter(undertaking=undertaking).standing().select_related("document", "person")
    return list((rows.filter(source=source) if source else rows).order_by("source", "-posted_on", "-id"))


def commitments_in(cycle: Undertaking, most: int = 200) -> list[Commitment]:
    """The same over a whole round, the newest first."""
    rows = Commitment.objects.filter(Q(undertaking=cycle) | Q(undertaking__cycle=cycle), undertaking__voided_on=None).standing()
    return list(rows.select_related("undertaking__region").order_by("-posted_on", "-id")[:most])


def requests_of(undertaking: Undertaking) -> list[Asked]:
    """The tranches asked for; what was paid goes to the oldest request first."""
    paid: dict[tuple[str, str, int | None], int] = {}
    found = []
    for row in Request.objects.filter(undertaking=undertaking).standing().select_related("document", "person").order_by("posted_on", "id"):
        key = (row.source, row.scheme, row.tranche)
        left = paid.setdefault(key, _paid(undertaking, *key))
        found.append(Asked(row, min(left, row.amount)))
        paid[key] = left - min(left, row.amount)
    return found


def asked_and_paid(undertaking: Undertaking, source: str, scheme: str = "", tranche: int | None = None) -> tuple[int, int] | None:
    """How much of a tranche was asked for and how much of that is paid; None where nobody asked, so that nothing limits it."""
    rows = Request.objects.filter(undertaking=undertaking, source=source, scheme=scheme, tranche=tranche).standing()
    asked = rows.aggregate(total=Sum("amount"))["total"]
    return None if asked is None else (asked, _paid(undertaking, source, scheme, tranche))


def received_and_spent(undertaking: Undertaking, *, scheme: str = "", tranche: int | None = None) -> Handled:
    """Of the releases of a scheme or tranche (of all without one), and everything spent here; what was taken back counts nowhere."""
    taken_back = Entry.objects.filter(undertaking=undertaking).exclude(reverses=None).values("reverses_id")
    named = {name: value for name, value in (("scheme", scheme), ("tranche", tranche)) if value}
    came = Release.objects.filter(undertaking=undertaking, **named).exclude(entry__in=taken_back).aggregate(total=Sum("amount"))["total"]
    went = Spending.objects.filter(undertaking=undertaking).exclude(entry__in=taken_back).aggregate(total=Sum("amount"))["total"]
    return Handled(came or 0, went or 0)


def _paid(undertaking: Undertaking, source: str, scheme: str, tranche: int | None) -> int:
    taken_back = Entry.objects.filter(undertaking=undertaking).exclude(reverses=None).values("reverses_id")
    rows = Release.objects.filter(undertaking=undertaking, source=source, scheme=scheme, tranche=tranche).exclude(entry__in=taken_back)
    total: int = rows.aggregate(total=Sum("amount"))["total"] or 0
    return total

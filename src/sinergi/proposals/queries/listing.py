"""The proposals of a round: searched, sorted and filtered in the database, from the table of figures alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from sinergi.audit.remembering import remembered
from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import Field, ProposalFigures

SORTS: Mapping[str, Any] = {
    "kode": [F("code").asc()],
    "desa": [F("village").asc(), F("code").asc()],
    "jumlah": [F("total").desc(), F("code").asc()],
    "swadaya": [F("community_of_total").desc(nulls_last=True), F("code").asc()],
    "miskin": [F("poor_share").desc(nulls_last=True), F("code").asc()],
}
STATES: Mapping[str, str] = {"draf": "draft", "lengkap": "complete", "diserahkan": "submitted", "dikembalikan": "returned"}
LONGEST_SEARCH = 80


@dataclass(frozen=True)
class Filters:
    """What the address asks for; anything odd in it means "all"."""

    search: str = ""
    state: str = ""
    field: str = ""
    sort: str = "kode"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        bidang = given.get("bidang", "")
        keadaan, urut = given.get("keadaan", ""), given.get("urut", "")
        return cls(
            " ".join(given.get("cari", "").replace("\x00", "").split())[:LONGEST_SEARCH].lower(),
            keadaan if keadaan in STATES else "",
            bidang if bidang in Field.values else "",
            urut if urut in SORTS else "kode",
        )


@dataclass(frozen=True)
class Listing:
    """The rows as a queryset to be cut into pages, how many they are, and the sums over the whole round."""

    rows: QuerySet[ProposalFigures]
    filters: Filters
    found: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    community: int = 0
    works: int = 0

    @property
    def not_begun(self) -> int:
        """Works of the round without a first save."""
        return max(0, self.works - sum(self.counts.values()))

    @property
    def drafts(self) -> int:
        """Works that are being written: begun, and not handed in."""
        return sum(count for state, count in self.counts.items() if state != "submitted")


def _sums(cycle: Undertaking) -> tuple[list[Any], int]:
    """By state how many and how much, and how many works there are, begun or not."""
    sums = ProposalFigures.objects.filter(cycle=cycle).values("state").annotate(count=Count("pk"), total=Sum("total"), community=Sum("community")).order_by("state")
    return list(sums), Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).count()


def listing(cycle: Undertaking, filters: Filters, *, drafts: bool) -> Listing:
    """Sums over the round and the number found, kept until the next act; the page of rows is asked for when it is shown.

    Without ``drafts`` the amounts are of what was handed in alone, as the reader sees them in the rows.
    """
    states, works = remembered(("proposal_sums", cycle.pk), lambda: _sums(cycle))
    rows = ProposalFigures.objects.filter(cycle=cycle)
    for word in filters.search.split():
        rows = rows.filter(words__contains=word)
    if filters.state:
        rows = rows.filter(state=STATES[filters.state])
    if filters.field:
        rows = rows.filter(field=filters.field)
    amounts = [row for row in states if drafts or row["state"] == "submitted"]
    return Listing(
        rows=rows.order_by(*SORTS[filters.sort]),
        filters=filters,
        found=remembered(("proposals_found", cycle.pk, filters.search, filters.state, filters.field), rows.count),
        counts={row["state"]: row["count"] for row in states},
        total=sum(row["total"] for row in amounts),
        community=sum(row["community"] for row in amounts),
        works=works,
    )

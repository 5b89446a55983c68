"""The books as treasurers know them: kas, bank, swadaya and material, line by line with a running balance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinergi.funds.models import Account, Entry, Kind, Posting
from sinergi.funds.queries import plans

BOOKS: dict[str, Any] = {
    "kas": _("Buku kas"),
    "bank": _("Buku bank"),
    "swadaya": _("Buku swadaya"),
    "material": _("Buku material"),
}


@dataclass(frozen=True)
class BookLine:
    """One line. ``party`` is a name: mask it in public."""

    number: int
    posted_on: date
    happened_on: date
    note: str
    party: str
    source: str
    incoming: int
    outgoing: int
    balance: int
    evidence_id: int | None
    reverses: int | None
    reversed_by: int | None
    source_title: Any = ""


@dataclass
class Book:
    """A stretch of a book: what stood before it, its lines, and what stands after."""

    code: str
    title: Any
    opening: int = 0
    lines: list[BookLine] = field(default_factory=list)

    @property
    def incoming(self) -> int:
        return sum(line.incoming for line in self.lines)

    @property
    def outgoing(self) -> int:
        return sum(line.outgoing for line in self.lines)

    @property
    def closing(self) -> int:
        return self.opening + self.incoming - self.outgoing


def book(undertaking_id: int, code: str, *, source: str = "", since: date | None = None, until: date | None = None) -> Book:
    """One book of an undertaking; filters narrow it, the balance stays true. A fixed number of queries."""
    result = Book(code, BOOKS[code])
    postings = _postings(undertaking_id, code)
    if source:
        postings = postings.filter(source=source)
    if until is not None:
        postings = postings.filter(entry__posted_on__lte=until)
    reversals = dict(Entry.objects.filter(undertaking=undertaking_id).exclude(reverses=None).values_list("reverses_id", "number"))
    titles = plans.titles_of(undertaking_id)
    running = 0
    for posting in _by_entry(postings):
        amount = -posting.amount if code == "swadaya" else posting.amount
        if since is not None and posting.entry.posted_on < since:
            result.opening += amount
            running += amount
            continue
        running += amount
        result.lines.append(_line(posting, amount, running, reversals.get(posting.entry_id), titles))
    return result


def _postings(undertaking_id: int, code: str) -> Any:
    rows = Posting.objects.filter(undertaking=undertaking_id).select_related("entry").order_by("entry__posted_on", "entry_id", "id")
    if code == "swadaya":
        return rows.filter(account=Account.RECEIVED, entry__kind=Kind.CONTRIBUTION)
    return rows.filter(account={"kas": Account.CASH, "bank": Account.BANK, "material": Account.MATERIAL}[code])


def _by_entry(postings: Any) -> Iterable[Posting]:
    rows: Iterable[Posting] = postings
    return rows


def _line(posting: Posting, amount: int, running: int, reversed_by: int | None, titles: Mapping[str, Any]) -> BookLine:
    entry = posting.entry
    return BookLine(
        number=entry.number, posted_on=entry.posted_on, happened_on=entry.happened_on, note=entry.note, party=entry.party, source=posting.source,
        incoming=max(amount, 0), outgoing=max(-amount, 0), balance=running, evidence_id=entry.evidence_id, reverses=entry.reverses_id,
        reversed_by=reversed_by, source_title=titles.get(posting.source, posting.source),
    )

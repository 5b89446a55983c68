"""The entries as they stand: the chain to verify, one entry with its legs, and the fact that an entry belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sinergi.audit.chains import Link
from sinergi.audit.queries import register_chain
from sinergi.funds.models import Balance, Entry, Posting, Release, Seal, Spending, Transfer, Verification
from sinergi.funds.queries import plans
from sinergi.programmes.models import Undertaking

CHAIN = "ledger"
FACTS = (Release, Spending, Transfer, Verification)  # what posts
_CHUNK = 2000


@dataclass(frozen=True)
class EntryPage:
    """One entry with everything it can be followed to."""

    entry: Entry
    legs: Sequence[tuple[Posting, Any]]  # each with the title of its source
    fact: Any
    reversal: Entry | None


def entry_page(number: int) -> EntryPage | None:
    """The entry of this number; None when there is none."""
    entry = Entry.objects.select_related("undertaking__region", "person", "evidence", "reverses", "sealed").filter(pk=number).first()
    if entry is None:
        return None
    reversal = Entry.objects.filter(reverses=entry).first()
    titles = plans.titles_of(entry.undertaking_id)
    return EntryPage(entry, [(leg, titles.get(leg.source, leg.source)) for leg in entry.postings.all()], fact_of(entry.reverses or entry), reversal)


def fact_of(entry: Entry) -> Any:
    """The fact that was booked with this entry; None for a reversal."""
    for model in FACTS:
        found = model.objects.filter(entry=entry).select_related("undertaking").first()
        if found is not None:
            return found
    return None


def balances(undertaking: Undertaking) -> dict[tuple[str, str], int]:
    """The running balances by (source, account)."""
    rows = Balance.objects.filter(undertaking=undertaking).values_list("source", "account", "amount")
    return {(source, account): amount for source, account, amount in rows}


def sealed(entry: Entry, evidence_sha256: str | None, legs: Sequence[tuple[str, str, int, str]]) -> dict[str, Any]:
    """What the seal of an entry covers: all of it, its legs and the content of its evidence included."""
    return {
        "number": entry.number,
        "undertaking": entry.undertaking_id,
        "kind": str(entry.kind),
        "act": entry.act,
        "stage": entry.stage,
        "person": entry.person_id,
        "happened_on": entry.happened_on.isoformat(),
        "posted_on": entry.posted_on.isoformat(),
        "note": entry.note,
        "party": entry.party,
        "reason": entry.reason,
        "evidence": evidence_sha256,
        "reverses": entry.reverses_id,
        "postings": [list(leg) for leg in legs],
    }


def links() -> Iterator[Link]:
    """The chain of the ledger, for ``sinergi audit verify``: a seal without its entry counts as altered."""
    seals: list[Seal] = []
    for seal in Seal.objects.order_by("number").iterator(chunk_size=_CHUNK):
        seals.append(seal)
        if len(seals) == _CHUNK:
            yield from _linked(seals)
            seals = []
    yield from _linked(seals)


def _linked(seals: Sequence[Seal]) -> Iterator[Link]:
    numbers = [seal.number for seal in seals]
    entries = {entry.pk: entry for entry in Entry.objects.filter(pk__in=numbers).select_related("evidence")}
    legs: dict[int, list[tuple[str, str, int, str]]] = {}
    for number, *leg in Posting.objects.filter(entry__in=numbers).order_by("id").values_list("entry_id", "account", "source", "amount", "line"):
        legs.setdefault(number, []).append(tuple(leg))  # type: ignore[arg-type]  # -- the four columns in order
    for seal in seals:
        entry = entries.get(seal.number)
        content: Mapping[str, Any] = {}
        if entry is not None:
            content = sealed(entry, entry.evidence.sha256 if entry.evidence else None, legs.get(seal.number, []))
        yield Link(seal.number, seal.previous_seal, seal.seal, content)


register_chain(CHAIN, links, tables=("funds_entry", "funds_posting", "funds_seal"))

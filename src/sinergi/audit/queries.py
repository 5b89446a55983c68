"""Reading the trail, and proving that nothing in it was altered, deleted or inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.audit import actions, chains, guards
from sinergi.audit.chains import Chain, Link, register_chain
from sinergi.audit.models import Head, Row
from sinergi.kernel.chains import GENESIS, seal

__all__ = ["Break", "Line", "lines", "of", "register_chain", "verify"]


@dataclass(frozen=True)
class Break:
    """A row that is not as it was written, and why.

    * ``missing``: deleted (``last`` is the last number of a run of missing rows);
    * ``content``: altered;
    * ``resealed``: altered or replaced together with its seal, which the row after it (or the head) does not know;
    * ``inserted``: added past the end the head remembers, or carrying an impossible number;
    * ``head``: the head of the chain was altered or is gone;
    * ``guard``: the trigger that forbids changes is missing (``number`` 0).
    """

    number: int
    why: str
    chain: str = actions.CHAIN
    last: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the trail as a page shows it."""

    number: int
    person: Any
    act: str
    label: Any
    subject: str
    happened_on: date
    recorded_at: datetime
    changes: list[tuple[str, Any]]
    seal: str


def of(subject: str, since: date | None = None, *, below: bool = False) -> QuerySet[Row]:
    """What was done to this subject, newest first; ``below`` adds what carries its code and a dash ("KDL07-001" of "KDL07")."""
    about = Q(subject=subject) | Q(subject__startswith=f"{subject}-") if below else Q(subject=subject)
    found = Row.objects.filter(about).select_related("person").order_by("-number")
    return found if since is None else found.filter(happened_on__gte=since)


def lines(rows: Iterable[Row], words: dict[str, Any] | None = None, titles: dict[str, str] | None = None) -> list[Line]:
    """The rows for ``audit/rows.html``; ``words`` gives acts their sentences, ``titles`` tells what the codes in a row stand for."""
    return [
        Line(row.number, row.person, row.act, (words or {}).get(row.act, row.act), row.subject, row.happened_on, row.recorded_at,
             [(name, (titles or {}).get(value, value) if isinstance(value, str) else value) for name, value in sorted(row.changes.items())], row.seal)
        for row in rows
    ]


def verify() -> list[Break]:
    """Walk every registered chain, the trail first; an empty list means that nothing was touched."""
    return [found for chain in chains.registered() for found in _breaks_of(chain)]


def _breaks_of(chain: Chain) -> Iterator[Break]:
    head = Head.objects.filter(chain=chain.name).first()
    yield from breaks(chain.rows(), end=(head.number, head.seal) if head else None, name=chain.name)
    for trigger in guards.missing(*chain.tables):
        yield Break(0, "guard", chain.name, detail=trigger)


def breaks(links: Iterable[Link], *, end: tuple[int, str] | None, name: str = actions.CHAIN) -> Iterator[Break]:
    """Every break of one chain whose head says it ended with this number and seal; None when there is no head.

    A row stands when its content fits its own seal and the row after it (for the last one: the head) names that seal.
    """
    before = Link(0, "", GENESIS, {})
    for link in links:
        if link.number < 1 or (end is not None and link.number > end[0]):
            yield Break(link.number, "inserted", name)
            continue
        if link.number > before.number + 1:
            yield Break(before.number + 1, "missing", name, last=link.number - 1)
        elif link.previous_seal != before.seal:
            yield Break(before.number or link.number, "resealed", name)
        if seal(link.previous_seal, link.content) != link.seal:
            yield Break(link.number, "content", name)
        before = link
    yield from _breaks_at_the_end(before, end, name)


def _breaks_at_the_end(last: Link, end: tuple[int, str] | None, name: str) -> Iterator[Break]:
    if end is None:
        if last.number:
            yield Break(0, "head", name)
    elif last.number < end[0]:
        yield Break(last.number + 1, "missing", name, last=end[0])
    elif last.seal != end[1]:
        yield Break(last.number, "resealed" if last.number else "head", name)


def _trail() -> Iterator[Link]:
    columns = ("number", "previous_seal", "seal", "person_id", "act", "subject", "happened_on", "recorded_at", "changes")
    for number, previous, sealed, *rest in Row.objects.order_by("number").values_list(*columns).iterator(chunk_size=2000):
        yield Link(number, previous, sealed, actions.sealed(number, *rest))


register_chain(actions.CHAIN, _trail, tables=("audit_row",))

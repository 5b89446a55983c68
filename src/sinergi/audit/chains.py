"""Chains kept in the database: how a row takes the next number, and which chains there are to verify."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from sinergi.audit import marks
from sinergi.audit.models import Head, Mark
from sinergi.kernel import chains as kernel_chains


@dataclass(frozen=True)
class Link:
    """A sealed row as the database has it now: what ``verify`` recomputes."""

    number: int
    previous_seal: str
    seal: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Chain:
    """A chain of rows, and the table whose guard should stand."""

    name: str
    rows: Callable[[], Iterable[Link]]
    tables: tuple[str, ...] = ()


_registered: dict[str, Chain] = {}


def register_chain(name: str, rows: Callable[[], Iterable[Link]], *, tables: tuple[str, ...] = ()) -> None:
    """Let ``sinergi audit verify`` walk this chain too; ``rows`` gives its links in order of their number.

    ``tables`` are those guarded by ``guards.append_only``; a missing guard is reported.
    """
    _registered[name] = Chain(name, rows, tables)


def registered() -> list[Chain]:
    """Every chain, the trail first."""
    return list(_registered.values())


def extend(chain: str, content: Callable[[int], Mapping[str, Any]]) -> Link:
    """Take the next number of ``chain`` and seal ``content(number)`` to the row before it.

    Must run inside the transaction that writes the row, as late as possible: from here to the commit all other writers of
    the chain wait (PostgreSQL locks the head's row; SQLite has one writer anyway, since its transactions are IMMEDIATE).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A chain grows only inside a transaction.")
    head = _locked(chain)
    number, previous = head.number + 1, head.seal
    sealed = content(number)
    seal = kernel_chains.seal(previous, sealed)
    Head.objects.filter(pk=head.pk).update(number=number, seal=seal, mark=marks.next_mark(head, number, seal))
    # a mark that is there already shows that the row it belonged to is gone: it stays
    Mark.objects.bulk_create([Mark(chain=chain, number=number, mark=marks.of_row(chain, number, seal))], ignore_conflicts=True)
    return Link(number=number, previous_seal=previous, seal=seal, content=sealed)


def _locked(chain: str) -> Head:
    found = Head.objects.select_for_update().filter(chain=chain).first()
    if found is None:
        Head.objects.bulk_create([marks.marked(Head(chain=chain))], ignore_conflicts=True)  # the first row of the chain; two may begin at once
        found = Head.objects.select_for_update().get(chain=chain)
    return found

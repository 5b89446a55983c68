"""Reading the trail; ``verify`` proves that nothing in it was altered, deleted or inserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from sinergi.audit import actions
from sinergi.audit.chains import Link, register_chain
from sinergi.audit.models import Row
from sinergi.audit.verifying import Break, Known, ends, verify

__all__ = ["Break", "Known", "Line", "ends", "last_day", "lines", "of", "register_chain", "verify"]


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


def last_day(subjects: Iterable[str]) -> date | None:
    """The latest day on which something happened to these subjects or to what carries their codes."""
    days = [of(subject, below=True).order_by().aggregate(last=Max("happened_on"))["last"] for subject in subjects]
    return max((day for day in days if day), default=None)


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


def _trail() -> Iterator[Link]:
    columns = ("number", "previous_seal", "seal", "person_id", "act", "subject", "happened_on", "recorded_at", "changes")
    for number, previous, sealed, *rest in Row.objects.order_by("number").values_list(*columns).iterator(chunk_size=2000):
        yield Link(number, previous, sealed, actions.sealed(number, *rest))


register_chain(actions.CHAIN, _trail, tables=("audit_row", "audit_mark"))

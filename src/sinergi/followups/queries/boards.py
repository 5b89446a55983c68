"""The board: how many lines stand where, by person, organisation or place; and the matrix of months and weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.db.models.functions import Coalesce

from sinergi.followups.models import WAITING, Followup, FollowupQuerySet, Status
from sinergi.followups.rules import Month, Week, marked, weeks_of

COLUMNS = ("new", "running", "waiting", "late", "done", "cancelled")
KEYS = {
    "person": ("who_person_id", "who_person__name"),
    "organisation": ("who_organisation_id", "who_organisation__name"),
    "place": ("undertaking__region__code", "undertaking__region__name"),
}


@dataclass(frozen=True)
class Group:
    """One person, body or place with the count of its lines in each state; without a label, lines that name none."""

    key: str
    label: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def open(self) -> int:
        return self.total - self.counts["done"] - self.counts["cancelled"]

    @property
    def cells(self) -> list[tuple[str, int]]:
        return [(name, self.counts[name]) for name in COLUMNS]


@dataclass(frozen=True)
class Marked:
    """One line of the matrix: in which of the weeks it stands."""

    line: Followup
    weeks: list[bool]


def state_of(status: str, due_on: date, on: date) -> str:
    """Under which heading a line is counted."""
    if status in {"", "running"}:
        return "late" if due_on < on else status or "new"
    return "waiting" if status == WAITING else status


def grouped(rows: FollowupQuerySet, by: str, on: date) -> list[Group]:
    """One query: the groups, those with the most late lines first, lines that name nobody last."""
    key, label = KEYS[by]
    groups: dict[str, Group] = {}
    for found, name, status, late, many in counted(rows, on, key, label):
        at = "" if found is None else str(found)
        groups.setdefault(at, Group(at, name or "")).counts["late" if late else status or "new"] += many
    return sorted(groups.values(), key=lambda group: (not group.label, -group.counts["late"], -group.open, group.label, group.key))


def counted(rows: FollowupQuerySet, on: date, *keys: str) -> Iterator[tuple[Any, ...]]:
    """For each combination of these fields and each status: whether late, and how many."""
    over = ExpressionWrapper(Q(due_on__lt=on), BooleanField())
    groups = rows.order_by().annotate(is_over=over).values(*keys, "status", "is_over").annotate(many=Count("pk"))
    for *found, status, is_over, many in groups.values_list(*keys, "status", "is_over", "many"):
        yield (*found, status, bool(is_over) and status in {"", Status.RUNNING}, many)


def in_months(rows: FollowupQuerySet, first: Month, last: Month) -> FollowupQuerySet:
    """Lines that stand in any week of these months."""
    found: FollowupQuerySet = rows.annotate(since=Coalesce("starts_on", "happened_on")).filter(since__lte=last.last, due_on__gte=first.first)
    return found


def late_before(rows: FollowupQuerySet, first: Month, on: date) -> FollowupQuerySet:
    """Late lines whose day was before the first month shown: a matrix that begins later would hide them."""
    return rows.late(on).filter(due_on__lt=first.first)


def matrix(lines: list[Followup], months: tuple[Month, ...]) -> tuple[list[Week], list[Marked]]:
    """The weeks of these months, and each line with its marks."""
    weeks = [week for month in months for week in weeks_of(month)]
    return weeks, [Marked(line, marked(line.starts_on or line.happened_on, line.due_on, weeks)) for line in lines]

"""Lines and groups of what a search found, and how a search is put to a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

EACH = 12


@dataclass(frozen=True)
class Found:
    """One line of the results."""

    title: str
    url: str
    code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Results of one kind; ``more`` leads on when there are more than are shown."""

    code: str
    title: Any
    rows: Sequence[Found]
    has_more: bool = False
    more: str = ""


def every(words: Sequence[str], *fields: str) -> Q:
    """Each word in at least one of these columns; codes are written in capitals alone, so they are compared as they stand."""
    wanted = Q()
    for word in words:
        one = Q()
        for name in fields:
            one |= Q(**{name: word.upper() if name.endswith("code__contains") else word})
        wanted &= one
    return wanted


def cut(rows: QuerySet[Any]) -> tuple[list[Any], bool]:
    found = list(rows[: EACH + 1])
    return found[:EACH], len(found) > EACH

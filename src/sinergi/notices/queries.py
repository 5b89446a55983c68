"""Reading notices: a person's list, the count for the menu, and what has not left yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sinergi.notices import phrases, rules
from sinergi.notices.models import Notice


@dataclass(frozen=True)
class Told:
    """A notice as its page shows it."""

    id: int
    sentence: str
    url: str
    made_at: datetime
    told_on: date | None
    is_new: bool


def of(person: Any, *, unread: bool = False) -> QuerySet[Notice]:
    """One's own notices, the newest first."""
    mine = Notice.objects.filter(person=person)
    return mine.filter(read_at=None) if unread else mine


def told(notices: Iterable[Notice]) -> list[Told]:
    """These notices in the language of the page."""
    return [Told(row.pk, phrases.sentence(row.code, row.values), row.url, row.made_at, row.told_on, row.read_at is None) for row in notices]


def unread_count(person: Any) -> int:
    """How many of one's notices are new; 0 for whoever is not signed in."""
    return Notice.objects.filter(person=person, read_at=None).count() if person is not None and person.is_authenticated else 0


def unsent(now: datetime) -> QuerySet[Notice, int]:
    """Ids of messages that should have left a while ago; the worker had its chance."""
    return Notice.objects.filter(mailed_at=None, mail_due_at__lte=now - rules.FIRST_WAIT).order_by("mail_due_at").values_list("pk", flat=True)

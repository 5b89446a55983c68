"""Writing the trail: one function, called by every action inside its own transaction."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from sinergi.audit import chains
from sinergi.audit.models import Row

CHAIN = "audit"


def record(person: AbstractBaseUser | None, act: str, subject: str, *, happened_on: date, changes: Mapping[str, Any]) -> Row:
    """Append one row: who did which act on what, when it happened, and what changed. None is an anonymous citizen.

    What is sealed is exactly what the database gives back, on both databases: dates, decimals and fractions are kept as text.
    Call it last in the transaction (see ``chains.extend``).
    """
    recorded_at = timezone.now()
    kept = plain(changes)
    person_id = None if person is None else person.pk
    link = chains.extend(CHAIN, lambda number: sealed(number, person_id, act, subject, happened_on, recorded_at, kept))
    return Row.objects.create(
        number=link.number, person_id=person_id, act=act, subject=subject, happened_on=happened_on, recorded_at=recorded_at,
        changes=kept, previous_seal=link.previous_seal, seal=link.seal,
    )


def sealed(
    number: int, person_id: int | None, act: str, subject: str, happened_on: date, recorded_at: datetime, changes: Any,
) -> dict[str, Any]:
    """What the seal of a row covers."""
    return {
        "number": number,
        "person": person_id,
        "act": act,
        "subject": subject,
        "happened_on": happened_on.isoformat(),
        "recorded_at": recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "changes": changes,
    }


def plain(value: Any) -> Any:
    """The value as both databases will give it back: JSON without fractions, and text without what PostgreSQL refuses."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {_text(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(part) for part in value), key=json.dumps)
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value == int(value) else repr(value)
    return _text(value.isoformat() if isinstance(value, date | datetime) else value)


def _text(value: Any) -> str:
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()

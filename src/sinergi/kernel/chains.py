"""Hash chains: each row seals the one before it, so an altered, deleted or inserted row shows."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

GENESIS = "0" * 64


def canonical(content: Any) -> str:
    """The same content always gives the same text: sorted keys, no spaces, dates as ISO."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical text, 64 hex digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def seal(previous: str, content: Mapping[str, Any]) -> str:
    """The seal of a row: over the seal before it and its own content."""
    return hashlib.sha256(f"{previous}{canonical(content)}".encode()).hexdigest()


def keyed(key: str, *parts: str | int) -> str:
    """HMAC-SHA256 over the parts: only who has the key can make it."""
    return hmac.new(key.encode(), canonical(parts).encode(), hashlib.sha256).hexdigest()


def first_break(rows: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> tuple[int, str] | None:
    """Walk (number, previous seal, seal, content) in order; the first number that does not fit and why, or None.

    Why is "missing" (a number was left out), "link" (does not follow the row before it) or "content" (was altered).
    """
    expected, previous = 1, GENESIS
    for number, claimed_previous, claimed_seal, content in rows:
        if number != expected:
            return expected, "missing"
        if claimed_previous != previous:
            return number, "link"
        if seal(previous, content) != claimed_seal:
            return number, "content"
        expected, previous = number + 1, claimed_seal
    return None


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)

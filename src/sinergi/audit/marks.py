"""Keyed seals. A chain shows changes to whoever knows one of its seals; its marks show them to whoever holds the key.

The key lies with the data (``trail_key``), not in the database: somebody who can write to the database alone can work out every
seal of a chain anew, but no mark. ``verify`` asks for both.
"""

from __future__ import annotations

import hmac

from django.conf import settings

from sinergi.audit.models import Head
from sinergi.kernel.chains import keyed


def of_row(chain: str, number: int, seal: str) -> str:
    return keyed(settings.TRAIL_KEY, "row", chain, number, seal)


def of_head(head: Head, number: int, seal: str) -> str:
    return keyed(settings.TRAIL_KEY, "head", head.chain, head.marked_from, number, seal)


def marked(head: Head) -> Head:
    """The head with the mark of where it stands."""
    head.mark = of_head(head, head.number, head.seal)
    return head


def is_genuine(head: Head) -> bool:
    return hmac.compare_digest(head.mark, of_head(head, head.number, head.seal))


def next_mark(head: Head, number: int, seal: str) -> str:
    """The mark of the head one row later. A head that was set from outside keeps its wrong mark, so that no later act hides it."""
    return of_head(head, number, seal) if is_genuine(head) else head.mark

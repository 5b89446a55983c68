"""When an e-mail is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
FIRST_WAIT = timedelta(minutes=2)  # how long the worker has before the tick sees to a message itself


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after this many failed tries; None when it is given up."""
    return WAITS[tries - 1] if 1 <= tries <= len(WAITS) else None

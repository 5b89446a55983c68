"""Whole numbers out of addresses and cells."""

from __future__ import annotations


def whole(text: str, digits: int) -> int | None:
    """A number of at most so many plain digits; None for anything else. Python's own ``int`` fails on "²", and on thousands of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None

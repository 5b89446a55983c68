"""What differs between two versions of a list of lines."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

Pair = tuple[str | None, str | None]


def line_changes(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Lines that went, came or were rewritten, in reading order; none stands for no line."""
    found: list[Pair] = []
    matcher = SequenceMatcher(None, list(before), list(after), autojunk=False)
    for what, from_before, to_before, from_after, to_after in matcher.get_opcodes():
        if what != "equal":
            found += zip_longest(before[from_before:to_before], after[from_after:to_after])
    return found

"""Months, quarters and years in which meetings are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

STEPS = {"bulan": 1, "triwulan": 3, "tahun": 12}  # as the address says it, in months
MOST = 36  # columns that one picture can show


def begin(day: date, step: str) -> date:
    """The first day of the month, quarter or year a day lies in."""
    months = STEPS[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def fitting(days: Iterable[date], asked: str = "") -> str:
    """The step that was asked for; otherwise the finest that fits into one picture."""
    listed = list(days)
    if asked in STEPS or not listed:
        return asked if asked in STEPS else "bulan"
    return next((step for step in STEPS if len(spanned(listed, step)) <= MOST), "tahun")


def spanned(days: Iterable[date], step: str) -> list[date]:
    """Every period from the first day to the last, the empty ones too."""
    listed = sorted(days)
    found = [begin(listed[0], step)] if listed else []
    while found and found[-1] < begin(listed[-1], step):
        found.append(following(found[-1], step))
    return found


def following(first: date, step: str) -> date:
    """The first day of the next month, quarter or year."""
    months = first.month - 1 + STEPS[step]
    return date(first.year + months // 12, months % 12 + 1, 1)

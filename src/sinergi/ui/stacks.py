"""Columns over time, each stacked of a few parts: who came to the meetings of a month, and the like. Numbers in, places on the paper out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sinergi.ui import wording
from sinergi.ui.charts import Mark
from sinergi.ui.shapes import at

MOST_PARTS = 3
_TOP, _FOOT, _GAP = 26, 22, 0.28
_WIDEST = 56.0
_LETTER, _APART = 5.6, 6  # the width of a letter below a column, and the room between two names
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Block:
    """One part of a column."""

    css: str
    y: str
    height: str


@dataclass(frozen=True)
class Stack:
    """One column: its parts from the ground up, its name below, its figure above."""

    x: str
    width: str
    blocks: tuple[Block, ...]
    name: Mark | None
    figure: Mark | None
    told: str


@dataclass(frozen=True)
class Stacks:
    """One drawing, for one width of screen."""

    css: str
    width: int
    height: int
    left: int
    right: int
    grid: tuple[Mark, ...]
    stacks: tuple[Stack, ...]


def stacks(rows: Iterable[Any]) -> list[Stacks]:
    """Rows of ``label, parts, figure, told``; the same picture for wide and for narrow screens. Empty without anything to show."""
    listed = list(rows)
    if not any(sum(at(row, "parts", ())) for row in listed):
        return []
    return [_picture("wide-only", 612, 248, listed), _picture("phone-only", 296, 220, listed)]


def _picture(css: str, width: int, height: int, rows: Sequence[Any]) -> Stacks:
    left, right, ground = 40, width - 8, height - _FOOT
    step, top = _scale(max(sum(at(row, "parts", ())) for row in rows))
    unit = (ground - _TOP) / top
    pitch = (right - left) / len(rows)
    broad = min(pitch * (1 - _GAP), _WIDEST)
    every, every_figure = (_every(pitch, [str(at(row, key, "")) for row in rows]) for key in ("label", "figure"))
    made = []
    for place, row in enumerate(rows):
        middle, blocks, y = left + pitch * (place + 0.5), [], float(ground)
        for part, amount in enumerate(list(at(row, "parts", ()))[:MOST_PARTS]):
            y -= amount * unit
            if amount:
                blocks.append(Block(f"stk-{part}", f"{y:.1f}", f"{amount * unit:.1f}"))
        name = Mark(f"{middle:.1f}", str(height - 6), str(at(row, "label", "")), "middle") if place % every == 0 else None
        figure = Mark(f"{middle:.1f}", f"{y - 5:.1f}", str(at(row, "figure", "")), "middle") if place % every_figure == 0 and at(row, "figure", "") else None
        made.append(Stack(f"{middle - broad / 2:.1f}", f"{broad:.1f}", tuple(blocks), name, figure, str(at(row, "told", ""))))
    grid = tuple(Mark(str(left - 6), f"{ground - mark * unit:.1f}", wording.grouped(mark), "end") for mark in range(0, top + 1, step))
    return Stacks(css, width, height, left, right, grid, tuple(made))


def _every(pitch: float, texts: Sequence[str]) -> int:
    """Each text, or every second, third ..., so that none lies on its neighbour."""
    return max(1, math.ceil((max(len(text) for text in texts) * _LETTER + _APART) / pitch))


def _scale(most: int) -> tuple[int, int]:
    """A round step and a round top, with two to five lines between."""
    step = 1
    while True:
        for each in _STEPS:
            if most <= each * step * 4:
                return each * step, -(-most // (each * step)) * each * step
        step *= 10

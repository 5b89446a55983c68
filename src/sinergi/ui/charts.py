"""The S-curve and the bullet bars: points in, places on the paper out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sinergi.ui import wording
from sinergi.ui.shapes import at

_CLOSE = 13
_FEW_MONTHS = 13
Point = tuple[date, float]


@dataclass(frozen=True)
class Mark:
    """Text at a place."""

    x: str
    y: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Curve:
    """One drawing of the curve, for one width."""

    css: str
    width: int
    height: int
    left: int
    right: int
    bottom: int
    grid: tuple[Mark, ...]
    months: tuple[Mark, ...]
    plan: str
    actual: str
    today_x: str
    plan_label: Mark | None
    actual_label: Mark | None
    dot: Mark | None


@dataclass(frozen=True)
class Frame:
    """The paper: size, margins, first and last day."""

    css: str
    width: int
    height: int
    left: int
    first: date
    last: date

    @property
    def right(self) -> int:
        """Where the grid ends."""
        return self.width - 12

    @property
    def bottom(self) -> int:
        """Where nought is."""
        return self.height - 22

    def x(self, day: date) -> float:
        """A day across."""
        days = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * min(max((day - self.first).days / days, 0), 1)

    def y(self, percent: float) -> float:
        """A percent up."""
        return self.bottom - (self.bottom - 12) * min(max(percent, 0), 100) / 100


def curves(plan: Iterable[Any], actual: Iterable[Any], today: date) -> list[Curve]:
    """The same curve twice: for wide and for narrow screens. Empty when there is no plan and no reality."""
    planned, real = _points(plan), _points(actual)
    days = [day for day, _ in planned + real]
    if not days:
        return []
    first, last = min(days), max(*days, today) if today <= max(days) else max(days)
    wide = Frame("wide-only", 612, 248, 34, first, last)
    narrow = Frame("phone-only", 296, 210, 28, first, last)
    return [_curve(frame, planned, real, today) for frame in (wide, narrow)]


def at_day(points: list[Point], day: date) -> float | None:
    """The percent a line has reached on a day; None outside it."""
    for (left, low), (right, high) in pairwise(points):
        if left <= day <= right:
            return low + (high - low) * ((day - left).days / max((right - left).days, 1))
    return points[-1][1] if points and day >= points[-1][0] else None


def points(rows: Iterable[Any]) -> list[Point]:
    """Dated percents in order of time."""
    return _points(rows)


def _points(rows: Iterable[Any]) -> list[Point]:
    return sorted((day, float(percent)) for day, percent in rows or ())


def _curve(frame: Frame, plan: list[Point], actual: list[Point], today: date) -> Curve:
    planned, reached = at_day(plan, today), actual[-1][1] if actual else None
    dot = Mark(f"{frame.x(actual[-1][0]):.1f}", f"{frame.y(reached):.1f}", "") if actual and reached is not None else None
    plan_label, actual_label = _labels(frame, today, planned, dot, reached)
    return Curve(
        css=frame.css,
        width=frame.width,
        height=frame.height,
        left=frame.left,
        right=frame.right,
        bottom=frame.bottom,
        grid=tuple(Mark(str(frame.left - 6), f"{frame.y(step):.1f}", str(step)) for step in (0, 25, 50, 75, 100)),
        months=_months(frame),
        plan=_path(frame, plan),
        actual=_path(frame, actual),
        today_x=f"{frame.x(today):.1f}" if frame.first <= today <= frame.last else "",
        plan_label=plan_label,
        actual_label=actual_label,
        dot=dot,
    )


def _labels(frame: Frame, today: date, planned: float | None, dot: Mark | None, reached: float | None) -> tuple[Mark | None, Mark | None]:
    middle = (frame.left + frame.right) / 2
    x = frame.x(today)
    real_y = float(dot.y) if dot else 0.0
    plan_y = frame.y(planned) if planned is not None else 0.0
    if planned is not None and dot and abs(plan_y - real_y) < _CLOSE:
        real_y, plan_y = (real_y + _CLOSE, plan_y - _CLOSE / 2) if plan_y <= real_y else (real_y - _CLOSE, plan_y + _CLOSE)
    plan_label = _label(x, plan_y, planned, middle) if planned is not None else None
    actual_label = _label(float(dot.x), real_y, reached, middle) if dot and reached is not None else None
    return plan_label, actual_label


def _label(x: float, y: float, percent: float, middle: float) -> Mark:
    left = x > middle * 1.3
    return Mark(f"{x - 9 if left else x + 9:.1f}", f"{y + 4:.1f}", wording.percent(percent, 0), "end" if left else "start")


def _path(frame: Frame, line: list[Point]) -> str:
    return "".join(f"{'L' if index else 'M'}{frame.x(day):.1f} {frame.y(percent):.1f}" for index, (day, percent) in enumerate(line))


def _months(frame: Frame) -> tuple[Mark, ...]:
    day = frame.first.replace(day=1)
    starts = []
    while day <= frame.last:
        if day >= frame.first:
            starts.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    most = _FEW_MONTHS if frame.css == "wide-only" else 6
    every = -(-len(starts) // most) or 1
    return tuple(Mark(f"{frame.x(start):.1f}", str(frame.height - 6), wording.month(start), "middle") for start in starts[::every])


@dataclass(frozen=True)
class Bullet:
    """One bar with a target."""

    label: str
    url: str
    width: str
    target: str
    figure: str
    target_figure: str
    note: str
    quiet: bool


def bullets(rows: Iterable[Any]) -> list[Bullet]:
    """Rows of ``label, value, target, note, url``; percent, or rupiah when a row (or any) says ``unit="rupiah"``."""
    listed = list(rows or ())
    money = any(at(row, "unit", "") == "rupiah" for row in listed)
    top = max([_value(row, key) for row in listed for key in ("value", "target", "whole")] + [Decimal(1)]) if money else Decimal(100)
    return [_bullet(row, top, money=money) for row in listed]


def _bullet(row: Any, top: Decimal, *, money: bool) -> Bullet:
    value, target = _value(row, "value"), at(row, "target", None)
    show = wording.rupiah_short if money else lambda amount: wording.percent(amount, 1)
    return Bullet(
        label=wording.title_in(at(row, "label", "")),
        url=str(at(row, "url", "") or ""),
        width=f"{min(value * 100 / top, Decimal(100)):.2f}%",
        target="" if target is None else f"{min(Decimal(str(target)) * 100 / top, Decimal(100)):.2f}%",
        figure=show(value),
        target_figure="" if target is None else show(target),
        note=str(at(row, "note", "") or ""),
        quiet=bool(at(row, "quiet")),
    )


def _value(row: Any, key: str) -> Decimal:
    return max(Decimal(str(at(row, key, 0) or 0)), Decimal(0))

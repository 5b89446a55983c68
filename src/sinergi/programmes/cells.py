"""A cell of the engine as JSON in the snapshot, and back again, without loss."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sinergi.engine.survey.cells import Cell, Dues
from sinergi.kernel.timelines import Timeline

_LINES = tuple(field.name for field in fields(Cell) if field.name not in {"stage", "dues"})
_EMPTY: dict[str, Timeline] = {name: getattr(Cell(""), name) for name in _LINES}


def pack(cell: Cell) -> dict[str, Any]:
    """Only what differs from an empty cell, days as ISO text."""
    packed: dict[str, Any] = {name: [day.isoformat() for day in getattr(cell, name)] for name in _LINES if getattr(cell, name) != _EMPTY[name]}
    dues = _pack_dues(cell.dues)
    return {**packed, **({"dues": dues} if dues else {})}


def unpack(stage: str, packed: dict[str, Any]) -> Cell:
    lines = {name: line(packed[name]) if name in packed else _EMPTY[name] for name in _LINES}
    return Cell(stage, dues=_unpack_dues(packed.get("dues", {})), **lines)


def line(days: list[str]) -> Timeline:
    return tuple(date.fromisoformat(day) for day in days)


def _pack_dues(dues: Dues) -> dict[str, Any]:
    packed = {
        "days": dues.days,
        "fixed": _iso(dues.fixed),
        "set_on": [[_iso(start), _iso(day)] for start, day in dues.set_on],
        "default": _iso(dues.default),
        "base": [day.isoformat() for day in dues.base],
        "after_days": dues.after_days,
        "moved": [[_iso(start), _iso(end), _iso(day)] for start, end, day in dues.moved],
    }
    return {key: value for key, value in packed.items() if value not in (None, [], 0) or (key == "days" and value == 0)}


def _unpack_dues(packed: dict[str, Any]) -> Dues:
    return Dues(
        days=packed.get("days"),
        fixed=_day(packed.get("fixed")),
        set_on=tuple((_sure(start), _day(day)) for start, day in packed.get("set_on", ())),
        default=_day(packed.get("default")),
        base=line(packed.get("base", [])),
        after_days=packed.get("after_days", 0),
        moved=tuple((_sure(start), _day(end), _sure(day)) for start, end, day in packed.get("moved", ())),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _sure(text: str) -> date:
    return date.fromisoformat(text)

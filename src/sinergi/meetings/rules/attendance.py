"""Who came, read by group: counted and named people together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sinergi.meetings.rules.record import CountLine, NameLine, Sheet, as_count, known_sum, plain


@dataclass(frozen=True)
class GroupLine:
    """One group, from one place where that was written down: all its people, and how many of them are named."""

    count: CountLine
    named: int
    tables: tuple[int, ...]  # the discussion groups they sat in


def by_group(counts: Iterable[CountLine], names: Iterable[NameLine]) -> list[GroupLine]:
    """One line per group and place, in the order they were written; people without a group stand last."""
    found: dict[tuple[str, str], GroupLine] = {}
    for line, named in (*((line, 0) for line in counts), *((as_count(name), 1) for name in names)):
        key = (plain(line.group), line.region)
        known = found.get(key)
        sums = _added(known.count, line) if known else line
        tables = {*(known.tables if known else ()), *([line.table] if line.table is not None else [])}
        found[key] = GroupLine(sums, (known.named if known else 0) + named, tuple(sorted(tables)))
    return sorted((line for line in found.values() if line.count.total), key=lambda line: not line.count.group.strip())


def from_afar(sheet: Sheet) -> Sheet:
    """In a meeting held online everybody takes part online, whether or not somebody ticked it."""
    if sheet.mode != "online":
        return sheet
    return replace(sheet, counts=[replace(line, online=line.total) for line in sheet.counts], names=[replace(line, online=True) for line in sheet.names])


def all_asked(names: Iterable[NameLine], *, poor: bool = False, disability: bool = False) -> list[NameLine]:
    """Where it is said that everybody by name was asked, whoever is not marked said no; otherwise the answer of one says nothing about another."""
    asked = [part for part, is_asked in (("poor", poor), ("disability", disability)) if is_asked]
    kept: list[tuple[NameLine, dict[str, Any]]] = [(row, {part: bool(getattr(row, part)) for part in asked}) for row in names]
    return [replace(row, **said) for row, said in kept]


def _added(one: CountLine, other: CountLine) -> CountLine:
    same = ("women", "men", "unrecorded", "online")
    sums: dict[str, Any] = {name: getattr(one, name) + getattr(other, name) for name in same}
    sums |= {part: known_sum((getattr(one, part), getattr(other, part))) for part in ("poor", "disability")}
    sums |= {f"{part}_women": known_sum(getattr(each, f"{part}_women") for each in (one, other) if getattr(each, part)) for part in ("poor", "disability")}
    return replace(one, **sums)

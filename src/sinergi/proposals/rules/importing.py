"""Reads the lines of a RAB out of the rows of a sheet; every bad row is told with its number and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from sinergi.kernel import money
from sinergi.proposals.rules.sheet import Line, Purses, Split, sound_line

MOST_ROWS = 1000
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+(,\d+)?$", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column of the exchanged sheet: its key inside, its head as people read it."""

    key: str
    head: str


@dataclass(frozen=True)
class LineProblem:
    """Row number as the spreadsheet shows it, phrase code, values."""

    row: int
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedLine:
    row: int
    line: Line


class _BadCellError(ValueError):
    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def columns_of(purses: Purses, heads: Mapping[str, str]) -> list[Column]:
    """The columns of the sheet: the fields of a line, one per purse, and one per form of the community's purses."""
    columns = [Column(key, heads[key]) for key in ("group", "item", "volume", "unit", "unit_price", "price_source")]
    for source in purses.codes:
        forms = purses.community.get(source, ())
        columns += [Column(f"{source}/{form}", heads[f"{source}/{form}"]) for form in forms] or [Column(source, heads[source])]
    return columns


def read_rows(
    rows: Sequence[Sequence[Any]],
    columns: Sequence[Column],
    purses: Purses,
    groups: Mapping[str, str],
    price_sources: Mapping[str, str],
) -> tuple[list[ImportedLine], list[LineProblem]]:
    """Good lines and bad rows. The first row must be the heads; empty rows and rows of sums (without a group) are passed over."""
    if not rows:
        return [], [LineProblem(1, "proposals.import_empty")]
    places, missing = _places(rows[0], columns)
    if missing:
        return [], [LineProblem(1, "proposals.import_no_column", {"column": missing})]
    if len(rows) - 1 > MOST_ROWS:
        return [], [LineProblem(len(rows), "proposals.import_too_long", {"most": MOST_ROWS})]
    good: list[ImportedLine] = []
    bad: list[LineProblem] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {key: row[place] if place < len(row) else "" for key, place in places.items()}
        if not _text(cells["group"]) and not _text(cells["item"]):
            continue
        try:
            good.append(ImportedLine(number, _line(cells, purses, groups, price_sources)))
        except _BadCellError as problem:
            bad.append(LineProblem(number, problem.code, problem.values))
    if not good and not bad:
        bad.append(LineProblem(2, "proposals.import_empty"))
    return good, bad


def _places(head: Sequence[Any], columns: Sequence[Column]) -> tuple[dict[str, int], str]:
    titles = {_text(cell).lower(): place for place, cell in enumerate(head)}
    places, missing = {}, ""
    for column in columns:
        if column.head.lower() in titles:
            places[column.key] = titles[column.head.lower()]
        elif not missing:
            missing = column.head
    return places, missing


def _line(cells: Mapping[str, Any], purses: Purses, groups: Mapping[str, str], price_sources: Mapping[str, str]) -> Line:
    item = _text(cells["item"])
    if not item:
        raise _BadCellError("proposals.import_no_item")
    splits = tuple(Split(source, amount, form) for source, form, amount in _amounts(cells, purses) if amount)
    line = Line(
        group=_word(cells["group"], groups, "proposals.import_group"),
        item=item[:160],
        volume=_quantity(cells["volume"]),
        unit=_text(cells["unit"])[:30],
        unit_price=_money(cells["unit_price"], "unit_price"),
        price_source=_word(cells["price_source"], price_sources, "proposals.import_price_source") if _text(cells["price_source"]) else "",
        splits=splits,
    )
    decision = sound_line(line, purses, set(groups.values()))
    if not decision:
        raise _BadCellError(decision.code, **decision.values)
    if line.unsplit:
        raise _BadCellError("proposals.short" if line.unsplit > 0 else "proposals.over", amount_rp=abs(line.unsplit))
    return line


def _amounts(cells: Mapping[str, Any], purses: Purses) -> list[tuple[str, str, int]]:
    found = []
    for source in purses.codes:
        for form in purses.community.get(source) or ("",):
            key = f"{source}/{form}" if form else source
            found.append((source, form, _money(cells.get(key, ""), key)))
    return found


def _word(cell: Any, words: Mapping[str, str], code: str) -> str:
    text = _text(cell).lower()
    for word, value in words.items():
        if text in (word.lower(), value.lower()):
            return value
    raise _BadCellError(code, given=_text(cell)[:40])


def _quantity(cell: Any) -> Decimal:
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        text = str(cell)
    else:
        text = _text(cell)
        text = text.replace(".", "").replace(",", ".") if _GROUPED.match(text) else text.replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise _BadCellError("proposals.import_volume", given=text[:40]) from None
    if not value.is_finite() or value < 0 or value >= 10**9 or -int(value.normalize().as_tuple().exponent) > 3:  # noqa: PLR2004 -- three decimals, below a milliard
        raise _BadCellError("proposals.import_volume", given=text[:40])
    return value


def _money(cell: Any, key: str) -> int:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _text(cell)
    if text in ("", "-", "–"):
        return 0
    try:
        amount = money.read(text)
    except money.NotMoney:
        raise _BadCellError("proposals.import_money", given=text[:40], column=key) from None
    if amount < 0:
        raise _BadCellError("proposals.import_money", given=text[:40], column=key)
    return amount


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()

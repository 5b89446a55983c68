"""Reads activities out of cells, wherever they come from: the table on the page, a paste, a sheet. Every bad cell is told with its row and field."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sinergi.kernel import money, numbers
from sinergi.workplans.rules.sheet import MOST_ACTIVITIES, Activity, After, Problem, Sheet
from sinergi.workplans.rules.sound import activity_sound

PLAIN = ("number", "phase", "title", "volume", "unit", "days", "starts_on", "ends_on", "after", "responsible", "labour", "materials", "support", "output")
FUNDS = "funds/"
COMPUTED = ("reckoned_start", "reckoned_end", "key")  # written into sheets; only the key is read back
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+(,\d+)?$", re.ASCII)
_AFTER = re.compile(r"^(\d{1,5})(?:\s*\+\s*(\d{1,4}))?$", re.ASCII)
_TEXTS = ("title", "phase", "unit", "responsible", "materials", "support", "output")
_SHOWN = 40
ReadDay = Callable[[str], date | None]


@dataclass(frozen=True)
class Given:
    """One row as it was typed: its number, the key it is known by ("" for a new one), its cells."""

    number: int
    key: str
    cells: Mapping[str, Any]

    @property
    def is_empty(self) -> bool:
        return not any(_text(value) for name, value in self.cells.items() if name not in {"number", "line", *COMPUTED})


@dataclass(frozen=True)
class Read:
    """Good lines with the number they were given, and what is wrong."""

    activities: tuple[Activity, ...]
    problems: tuple[Problem, ...]
    bad_rows: frozenset[int]


class _BadCellError(ValueError):
    def __init__(self, code: str, field: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.values = code, field, values


def order_of(sources: Iterable[str]) -> list[str]:
    """The columns in the order in which people see and paste them."""
    found = list(PLAIN)
    found[found.index("labour"):found.index("labour")] = [f"{FUNDS}{source}" for source in sources]
    return found


def read(rows: Sequence[Given], numbers: Mapping[int, str], sources: Sequence[str], read_day: ReadDay, new_key: Callable[[], str]) -> Read:
    """Lines out of rows. ``numbers`` leads from a row number to the key of a line that is not among ``rows``; those among them add their own."""
    keyed = [replace(row, key=row.key or new_key()) for row in rows if not row.is_empty]
    known = {**numbers, **{row.number: row.key for row in keyed}}
    found: list[Activity] = []
    problems: list[Problem] = []
    for row in keyed:
        activity, bad = _line(row, known, sources, read_day)
        problems += bad
        if not bad:
            decision = activity_sound(activity, set(sources), row.number)
            if decision:
                found.append(activity)
            else:
                problems.append(Problem(row.number, str(decision.values.get("field", "")), decision.code, dict(decision.values)))
    return Read(tuple(found), tuple(problems), frozenset(each.row for each in problems))


def pasted(text: str) -> list[list[str]]:
    """The cells of a text out of a spreadsheet: tabs between cells, quotes around a cell with line breaks."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(cleaned), dialect="excel-tab"))
    except csv.Error:  # a cell beyond what the reader takes, such as a quote that is never closed
        rows = [line.split("\t") for line in cleaned.split("\n")]
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def table(rows: Sequence[Sequence[Any]], heads: Mapping[str, Sequence[str]], order: Sequence[str]) -> tuple[list[Given], list[Problem]]:
    """Rows of a sheet or a paste: by their heads when the first row has some, otherwise in the order of the page. Empty rows are passed over."""
    places, first = _places(rows, heads, order)
    if len(rows) - first > MOST_ACTIVITIES:
        return [], [Problem(0, "", "workplans.too_many", {"most": MOST_ACTIVITIES})]
    if "title" not in places:
        return [], [Problem(1, "", "workplans.read_no_column", {"column": heads["title"][0]})]
    found: list[Given] = []
    for line, row in enumerate(rows[first:], first + 1):
        cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        given = Given(_number(cells.get("number"), len(found) + 1), _text(cells.get("key")), {**cells, "line": line})
        if not given.is_empty:
            found.append(given)
    numbers = [each.number for each in found]
    if len(set(numbers)) != len(numbers):  # typed twice: then they count as they stand
        found = [replace(each, number=place) for place, each in enumerate(found, 1)]
    return found, [] if found else [Problem(first + 1, "", "workplans.read_empty")]


def known_keys(rows: Iterable[Given], sheet: Sheet) -> list[Given]:
    """A row keeps being the line it was: by its key, or, without one, by a title that stands only once."""
    rows = list(rows)
    taken = {row.key for row in rows if row.key in sheet.by_key}
    titles: dict[str, list[str]] = {}
    for each in sheet.activities:
        titles.setdefault(each.title.lower(), []).append(each.key)
    found, seen = [], set()
    for row in rows:
        key = row.key if row.key in sheet.by_key else ""
        alike = titles.get(_text(row.cells.get("title")).lower(), [])
        if not key and len(alike) == 1 and alike[0] not in taken:
            key = alike[0]
        if key in seen:
            key = ""
        seen.add(key)
        taken.add(key)
        found.append(replace(row, key=key))
    return found


def after_text(activity: Activity, sheet: Sheet) -> str:
    """What a line waits for, as it is typed: "3; 5+2"."""
    return "; ".join(f"{sheet.place[each.key]}+{each.lag}" if each.lag else str(sheet.place[each.key]) for each in activity.after if each.key in sheet.place)


def _places(rows: Sequence[Sequence[Any]], heads: Mapping[str, Sequence[str]], order: Sequence[str]) -> tuple[dict[str, int], int]:
    """Where each column stands, and which row is the first with an activity; a title may stand above the heads."""
    names = {said.lower(): name for name, listed in heads.items() for said in listed}
    for number, row in enumerate(rows[:8]):
        found = {names[_text(cell).lower()]: place for place, cell in reversed(list(enumerate(row))) if _text(cell).lower() in names}
        if "title" in found and len(found) > 1:
            return found, number + 1
    if rows and len(max(rows, key=len)) == 1:
        return {"title": 0}, 0
    return {name: place for place, name in enumerate(order)}, 0


def _number(cell: Any, otherwise: int) -> int:
    found = numbers.whole(_text(cell).rstrip("."), 5)
    return otherwise if found is None else found


def _line(row: Given, known: Mapping[int, str], sources: Sequence[str], read_day: ReadDay) -> tuple[Activity, list[Problem]]:
    problems: list[Problem] = []

    def cell(name: str, reading: Callable[[str, Any], Any], empty: Any = None) -> Any:
        value = row.cells.get(name)
        if not _text(value):
            return empty
        try:
            return reading(name, value)
        except _BadCellError as bad:
            problems.append(Problem(row.number, bad.field, bad.code, bad.values))
            return empty

    funds = [(source, cell(f"{FUNDS}{source}", _money, 0)) for source in sources]
    texts = {name: " ".join(_text(row.cells.get(name)).split()) for name in _TEXTS}
    activity = Activity(
        key=row.key, volume=cell("volume", _quantity), days=cell("days", _whole), starts_on=cell("starts_on", lambda name, value: _day(name, value, read_day)),
        ends_on=cell("ends_on", lambda name, value: _day(name, value, read_day)), after=cell("after", lambda name, value: _after(name, value, known), ()),
        labour=cell("labour", _whole, 0), funds=tuple((source, amount) for source, amount in funds if amount), **texts)
    return activity, problems


def _quantity(name: str, value: Any) -> Decimal:
    text = _text(value).replace(" ", "")
    if not isinstance(value, int | float | Decimal):  # a sheet gives numbers; people write them
        text = text.replace(".", "").replace(",", ".") if _GROUPED.match(text) else text.replace(",", ".")
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise _BadCellError("workplans.read_number", name, given=_text(value)[:_SHOWN]) from None
    if not exact.is_finite() or exact < 0 or -int(exact.normalize().as_tuple().exponent) > 3:  # noqa: PLR2004 -- three decimals
        raise _BadCellError("workplans.read_number", name, given=_text(value)[:_SHOWN])
    return exact


def _whole(name: str, value: Any) -> int:
    exact = _quantity(name, value)
    if exact != exact.to_integral_value() or exact >= 10**6:
        raise _BadCellError("workplans.read_whole", name, given=_text(value)[:_SHOWN])
    return int(exact)


def _money(name: str, value: Any) -> int:
    text = _text(value)
    if text in ("-", "–"):
        return 0
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    try:
        amount = money.read(text)
    except money.NotMoney:
        raise _BadCellError("workplans.read_money", name, given=text[:_SHOWN]) from None
    if amount < 0:
        raise _BadCellError("workplans.read_money", name, given=text[:_SHOWN])
    return amount


def _day(name: str, value: Any, read_day: ReadDay) -> date:
    if isinstance(value, datetime):
        return value.date()
    found = value if isinstance(value, date) else read_day(_text(value))
    if found is None:
        raise _BadCellError("workplans.read_day", name, given=_text(value)[:_SHOWN])
    return found


def _after(name: str, value: Any, known: Mapping[int, str]) -> tuple[After, ...]:
    """ "3; 5+2" or "3, 5": row numbers, with working days between."""
    found: dict[str, After] = {}
    for part in re.split(r"[;,]", _text(value)):
        if not part.strip():
            continue
        match = _AFTER.match(part.strip())
        if match is None:
            raise _BadCellError("workplans.read_after", name, given=part.strip()[:_SHOWN])
        key = known.get(int(match[1]))
        if key is None:
            raise _BadCellError("workplans.read_no_row", name, given=match[1])
        found[key] = After(key, int(match[2] or 0))
    return tuple(found.values())


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

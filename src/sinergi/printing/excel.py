"""Excel out by XlsxWriter, and in by calamine. Text never becomes a formula, in either direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from sinergi.kernel.decisions import Decision, NotSound

MOST_ROWS = 100_000
MOST_COLUMNS = 200
_NARROW, _WIDE = 6, 45
_TITLE_LINES = 3  # what stands above a column may take so many lines
_LINE_HEIGHT = 15
_LARGEST_EXACT = 10**15  # Excel keeps fifteen digits
_SHEET_NAME = 31
_LONGEST = 32_000
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " ") | dict.fromkeys(range(32)))
_CONTROL = {code: None for code in range(32) if code not in {9, 10}}


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title, the day and the source above, then a header row that stays in sight.

    Cells: text, whole numbers, Decimal, days, None. ``total`` is one more row, printed bold.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    title: str = ""
    as_of: str = ""
    source: str = ""
    total: Sequence[Any] | None = None


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one .xlsx file; the same sheets give the same cells, as values and never as formulas."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "default_date_format": "d mmm yyyy"}
    with xlsxwriter.Workbook(target, options) as book:
        taken: set[str] = set()
        for sheet in sheets:
            _write(book, sheet, _name(sheet.name, taken))
    return target.getvalue()


def read_rows(content: bytes, *, sheet: int = 0) -> list[list[Any]]:
    """The cells of one sheet of an .xlsx or .xls file: whole numbers as int, others as Decimal, text stripped, empty as None.

    NotSound when it is no workbook or beyond 100,000 rows or 200 columns (``printing.not_a_workbook``, ``printing.too_many_rows``).
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = book.get_sheet_by_index(sheet)
    except (CalamineError, IndexError, ValueError, OSError) as broken:
        raise NotSound(Decision.unsound("printing.not_a_workbook", field="file")) from broken
    if found.total_height > MOST_ROWS or found.total_width > MOST_COLUMNS:
        raise NotSound(Decision.unsound("printing.too_many_rows", rows=MOST_ROWS, columns=MOST_COLUMNS, field="file"))
    return [[_cell(value) for value in row] for row in found.to_python(skip_empty_area=False)]


def _write(book: Any, sheet: Sheet, name: str) -> None:
    styles = _styles(book)
    page = book.add_worksheet(name)
    line = 0
    for text, style in ((sheet.title, "title"), (sheet.as_of, "note"), (sheet.source, "note")):
        if text:
            page.write_string(line, 0, _text(text), styles[style])
            line += 1
    line += 1 if line else 0
    widths = _widths(sheet)
    for place, column in enumerate(sheet.columns):
        page.write_string(line, place, _text(column), styles["head"])
    page.set_row(line, _LINE_HEIGHT * max((_lines(column, width) for column, width in zip(sheet.columns, widths, strict=True)), default=1))
    page.freeze_panes(line + 1, 0)
    page.repeat_rows(line)
    for row in sheet.rows:
        line += 1
        _row(page, line, row, styles, bold=False)
    if sheet.total is not None:
        _row(page, line + 1, sheet.total, styles, bold=True)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    page.set_paper(9)
    page.set_landscape()
    page.set_footer("&L&A&R&P / &N")
    page.fit_to_pages(1, 0)


def _row(page: Any, line: int, row: Sequence[Any], styles: dict[str, Any], *, bold: bool) -> None:
    for place, value in enumerate(row):
        if value is None or value == "":
            if bold:
                page.write_blank(line, place, None, styles["total"])
        elif isinstance(value, bool) or not isinstance(value, int | float | Decimal | date):
            text = _text(value)
            page.write_string(line, place, text, styles["total" if bold else "long" if len(text) > _WIDE else "text"])
        elif isinstance(value, date):
            page.write_datetime(line, place, value.replace(tzinfo=None) if isinstance(value, datetime) else value, styles["day"])
        elif not _fits(value):
            page.write_string(line, place, str(value), styles["total" if bold else "text"])
        else:
            page.write_number(line, place, value, styles[("total_" if bold else "") + ("whole" if value == int(value) else "part")])


def _fits(value: Any) -> bool:
    """Whether Excel keeps this number as it is; the rest, and what is no number at all, stays readable as text."""
    return Decimal(value).is_finite() and abs(value) < _LARGEST_EXACT


def _styles(book: Any) -> dict[str, Any]:
    if not hasattr(book, "sinergi_styles"):
        whole, part = {"num_format": "#,##0", "valign": "top"}, {"num_format": "#,##0.##", "valign": "top"}
        total = {"bold": True, "top": 1}
        book.sinergi_styles = {
            "title": book.add_format({"bold": True, "font_size": 14}), "note": book.add_format({"font_color": "#555555"}),
            "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"}),
            "text": book.add_format({"valign": "top"}), "long": book.add_format({"valign": "top", "text_wrap": True}), "whole": book.add_format(whole), "part": book.add_format(part),
            "day": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}), "total": book.add_format(total),
            "total_whole": book.add_format(total | whole), "total_part": book.add_format(total | part),
        }
    styles: dict[str, Any] = book.sinergi_styles
    return styles


def _widths(sheet: Sheet) -> list[float]:
    """As wide as the longest of the first rows, within reason; a long title goes onto several lines instead."""
    seen = [*sheet.rows[:200], *([sheet.total] if sheet.total is not None else [])]
    longest = [max((len(word) for word in column.split()), default=0) for column in map(str, sheet.columns)]
    longest = [max(size, -(-len(str(column)) // _TITLE_LINES)) for size, column in zip(longest, sheet.columns, strict=True)]
    for row in seen:
        for place, value in enumerate(row[: len(longest)]):
            size = len(f"{value:,}") if isinstance(value, int) else len(str(value if value is not None else ""))
            longest[place] = max(longest[place], size)
    return [min(max(size + 2, _NARROW), _WIDE) for size in longest]


def _lines(title: Any, width: float) -> int:
    """How many lines a title takes in a column of this width, broken between words."""
    lines, room = 1, 0.0
    for word in str(title).split():
        if room and room + 1 + len(word) > width - 1:
            lines, room = lines + 1, 0.0
        room += len(word) + (1 if room else 0)
    return lines


def _name(given: str, taken: set[str]) -> str:
    """A name Excel takes: no forbidden signs, at most 31 long, not twice."""
    plain = " ".join(given.translate(_FORBIDDEN).split()).strip("'")[:_SHEET_NAME] or "Lembar"
    name, number = plain, 2
    while name.lower() in taken:
        name = f"{plain[: _SHEET_NAME - len(str(number)) - 1]} {number}"
        number += 1
    taken.add(name.lower())
    return name


def _text(value: Any) -> str:
    return str(value).translate(_CONTROL).encode("utf-8", "replace").decode()[:_LONGEST]


def _cell(value: Any) -> Any:
    """calamine gives every number as a float: 1250000.0 is 1250000, 12.5 is Decimal("12.5")."""
    if value is None or isinstance(value, bool | date | time):
        return value
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        return int(exact) if exact.is_finite() and exact == exact.to_integral_value() else exact
    return str(value).strip() or None

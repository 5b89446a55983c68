"""Tables of a Word paper: label and value, lists with totals, the attendance to sign, and who signs below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from sinergi.kernel import money

WIDTH = 170  # mm between the margins
_TEXT = 1.0
_LETTER, _MARGINS, _NARROWEST, _LEAST_TEXT = 1.9, 4.2, 11, 40  # mm: a bold letter of 9 points, both margins of a cell, a column, all texts together
CELL = "Sel tabel"  # the paragraph style of cells
_SIGN_LINE = "." * 18
_BLANK_NAME = "(" + "." * 32 + ")"
_MOST_ACROSS = 3
_KEPT_CELLS = 24
_SIDES = {"num": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER}
_PLAIN = "Normal Table"


def fact_table(paper: Paper, pairs: Sequence[Sequence[Any]], *, english: bool) -> None:
    """Label and value; no lines, as in a letter."""
    if not pairs:
        return
    rows = [[str(label), _shown(value, english=english)] for label, value in pairs]
    _fill(paper, rows, [45, WIDTH - 45], style=_PLAIN)
    _gap(paper)


def list_table(paper: Paper, data: Mapping[str, Any], *, english: bool) -> None:
    """A table with a header that repeats on each page, and perhaps a total and a note."""
    columns, total = data["columns"], data.get("total")
    if data.get("title"):
        paper.add_heading(data["title"], 3)
    rows = [[_shown(value, english=english) for value in row] for row in (*data.get("rows", ()), *([total] if total is not None else []))]
    sides = {place: _SIDES[column["kind"]] for place, column in enumerate(columns) if column.get("kind") in _SIDES}
    table = _fill(paper, [[column["title"] for column in columns], *rows], _widths(columns, rows), sides=sides, head=True)
    if total is not None:
        _bold(table, -1)
    _gap(paper)
    if data.get("note"):
        paper.add_paragraph(data["note"], CELL)


def attendance(paper: Paper, people: Mapping[str, Any], *, english: bool) -> None:
    """Names and room to sign in zigzag, empty lines below."""
    titles = ("No", "Name", "M/W", "Group or address", "Signature", "") if english else ("No", "Nama", "L/P", "Unsur atau alamat", "Tanda tangan", "")
    named = [[str(part or "") for part in (*row, "", "")[:3]] for row in people.get("rows", ())] + [["", "", ""]] * max(0, people.get("blank", 0))
    rows = []
    for number, row in enumerate(named, 1):
        spot = f"{number} {_SIGN_LINE}"
        rows.append([str(number), *row, spot if number % 2 else "", "" if number % 2 else spot])
    _fill(paper, [list(titles), *rows], [10, 46, 12, 40, 31, 31], head=True, height=8)
    _gap(paper)


def signature_table(paper: Paper, people: Sequence[Mapping[str, Any]], *, place_day: str = "") -> None:
    """Who signs: the role above, room for the hand, the name below; three across."""
    if place_day:
        day = paper.add_paragraph(place_day)
        day.alignment, day.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, True
    across = 2 if len(people) == 4 else min(_MOST_ACROSS, len(people))  # noqa: PLR2004 -- four stand two by two
    rows = [people[start : start + across] for start in range(0, len(people), across or 1)]
    if not rows:
        return
    table = paper.add_table(rows=len(rows), cols=across)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for place, (line, row) in enumerate(zip(table.rows, rows, strict=True), 1):
        for cell, person in zip(line.cells, row, strict=False):
            role, name = cell.paragraphs[0], cell.add_paragraph()
            role.add_run(str(person.get("role", "")))
            role.alignment = name.alignment = WD_ALIGN_PARAGRAPH.CENTER
            role.paragraph_format.keep_with_next = True
            role.paragraph_format.space_before = Pt(10)
            name.paragraph_format.keep_with_next = place < len(rows)
            name.paragraph_format.space_before = Pt(44)
            run = name.add_run(str(person.get("name") or _BLANK_NAME))
            run.bold = bool(person.get("name"))
    _together(table)


def held_together(paper: Paper) -> None:
    """Whoever signs does not sign an empty page: the heading and what is below it stay with the hands, of a long table its last rows."""
    kept = 0
    for part in reversed([each for each in paper.element.body if each.tag != qn("w:sectPr")]):
        for paragraph in list(part.iter(qn("w:p")))[-_KEPT_CELLS:]:
            paragraph.get_or_add_pPr().get_or_add_keepNext()
            kept += 1
        style = part.pPr.pStyle.val if part.tag == qn("w:p") and part.pPr is not None and part.pPr.pStyle is not None else ""
        if kept >= _KEPT_CELLS or style.startswith("Heading"):
            return


def _gap(paper: Paper) -> Any:
    """A little air below a table; Word wants a paragraph there anyway."""
    air = paper.add_paragraph()
    air.paragraph_format.space_after = Pt(0)
    air.paragraph_format.line_spacing = Pt(8)
    return air


def _fill(paper: Paper, rows: Sequence[Sequence[str]], widths: Sequence[float], *, style: str = "Table Grid", sides: Mapping[int, Any] | None = None, head: bool = False, height: int = 0) -> Any:
    """A table from text. Rows are copies of one empty row: asking python-docx for each cell of 500 rows takes seconds."""
    table = paper.add_table(rows=1, cols=len(widths), style=style)
    table.autofit = False
    _widen(table, widths, "Normal" if style == _PLAIN else CELL)
    body = table._tbl  # noqa: SLF001 -- see above
    model = deepcopy(body.tr_lst[0])
    if height:
        _tall(model, height)
    _write(body.tr_lst[0], rows[0], sides or {})
    if head:
        _bold(table, 0)
        _repeat(body.tr_lst[0])
    for row in rows[1:]:
        line = deepcopy(model)
        _write(line, row, sides or {})
        body.append(line)
    return table


def _write(line: Any, texts: Sequence[str], sides: Mapping[int, Any]) -> None:
    """Put text into the cells of one row; a line end in the text becomes a line end in the cell."""
    _uncut(line)
    for place, (cell, text) in enumerate(zip(line.tc_lst, texts, strict=False)):
        paragraph = cell.p_lst[0]
        if place in sides:
            paragraph.alignment = sides[place]
        if text:
            paragraph.add_r().text = text


def _widen(table: Any, widths: Sequence[float], style: str) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.paragraphs[0].style = style
            if style != CELL:
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _widths(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> list[float]:
    """Numbers, and what is centred, take what their longest word needs, so that none is broken; texts share the rest as their widths say."""
    fixed = {place: _needed(column, [row[place] for row in rows if place < len(row)]) for place, column in enumerate(columns) if column.get("kind", "text") != "text"}
    parts = sum(column.get("width") or _TEXT for place, column in enumerate(columns) if place not in fixed)
    room = max(WIDTH - sum(fixed.values()), _LEAST_TEXT)
    return [fixed[place] if place in fixed else room * (column.get("width") or _TEXT) / parts for place, column in enumerate(columns)]


def _needed(column: Mapping[str, Any], texts: Sequence[str]) -> float:
    whole = column.get("kind") == "day"  # a day is not broken either
    longest = max((len(word) for text in (str(column["title"]), *texts) for word in ([text] if whole else text.split())), default=0)
    return max(longest * _LETTER + _MARGINS, _NARROWEST)


def _bold(table: Any, place: int) -> None:
    for run in table._tbl.tr_lst[place].iter(qn("w:r")):  # noqa: SLF001 -- see _fill
        run.get_or_add_rPr().get_or_add_b().val = True


def _repeat(line: Any) -> None:
    line.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _uncut(line: Any) -> None:
    """A row is not torn apart by a page's end."""
    line.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _tall(line: Any, height: int) -> None:
    """At least so high, for a signature."""
    size = OxmlElement("w:trHeight")
    size.set(qn("w:val"), str(int(height * 56.7)))
    size.set(qn("w:hRule"), "atLeast")
    line.get_or_add_trPr().append(size)


def _together(table: Any) -> None:
    for line in table._tbl.tr_lst:  # noqa: SLF001 -- see _fill
        _uncut(line)


def _shown(value: Any, *, english: bool) -> str:
    """As on the PDF: nothing stays empty, nought is an en dash, whole numbers are grouped."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return "–" if value == 0 else (f"{value:,}" if english else money.grouped(value))
    return str(value)

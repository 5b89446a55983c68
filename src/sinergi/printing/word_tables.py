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
_NUMBER, _TEXT = 16, 1.0
_SIGN_LINE = "." * 18
_BLANK_NAME = "(" + "." * 32 + ")"
_MOST_ACROSS = 3


def fact_table(paper: Paper, pairs: Sequence[Sequence[Any]], *, english: bool) -> None:
    """Label and value; no lines, as in a letter."""
    if not pairs:
        return
    rows = [[str(label), _shown(value, english=english)] for label, value in pairs]
    _fill(paper, rows, [45, WIDTH - 45], style="Normal Table")
    paper.add_paragraph()


def list_table(paper: Paper, data: Mapping[str, Any], *, english: bool) -> None:
    """A table with a header that repeats on each page, and perhaps a total and a note."""
    columns, total = data["columns"], data.get("total")
    if data.get("title"):
        paper.add_heading(data["title"], 3)
    rows = [[_shown(value, english=english) for value in row] for row in (*data.get("rows", ()), *([total] if total is not None else []))]
    numeric = [place for place, column in enumerate(columns) if column.get("kind") == "num"]
    table = _fill(paper, [[column["title"] for column in columns], *rows], _widths(columns), right=numeric, head=True)
    if total is not None:
        _bold(table, -1)
    paper.add_paragraph(data["note"]) if data.get("note") else paper.add_paragraph()


def attendance(paper: Paper, people: Mapping[str, Any], *, english: bool) -> None:
    """Names and room to sign in zigzag, empty lines below."""
    titles = ("No", "Name", "M/W", "Group or address", "Signature", "") if english else ("No", "Nama", "L/P", "Unsur atau alamat", "Tanda tangan", "")
    named = [[str(part or "") for part in (*row, "", "")[:3]] for row in people.get("rows", ())] + [["", "", ""]] * max(0, people.get("blank", 0))
    rows = []
    for number, row in enumerate(named, 1):
        spot = f"{number} {_SIGN_LINE}"
        rows.append([str(number), *row, spot if number % 2 else "", "" if number % 2 else spot])
    _fill(paper, [list(titles), *rows], [10, 46, 12, 40, 31, 31], head=True, height=9)
    paper.add_paragraph()


def signature_table(paper: Paper, people: Sequence[Mapping[str, Any]], *, place_day: str = "") -> None:
    """Who signs: the role above, room for the hand, the name below; three across."""
    if place_day:
        paper.add_paragraph(place_day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    across = 2 if len(people) == 4 else min(_MOST_ACROSS, len(people))  # noqa: PLR2004 -- four stand two by two
    for start in range(0, len(people), across or 1):
        row = people[start : start + across]
        table = paper.add_table(rows=1, cols=len(row))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, person in zip(table.rows[0].cells, row, strict=True):
            role, name = cell.paragraphs[0], cell.add_paragraph()
            role.add_run(str(person.get("role", "")))
            role.alignment = name.alignment = WD_ALIGN_PARAGRAPH.CENTER
            role.paragraph_format.keep_with_next = True
            name.paragraph_format.space_before = Pt(48)
            run = name.add_run(str(person.get("name") or _BLANK_NAME))
            run.bold = bool(person.get("name"))
        _together(table)
        paper.add_paragraph()


def _fill(paper: Paper, rows: Sequence[Sequence[str]], widths: Sequence[float], *, style: str = "Table Grid", right: Sequence[int] = (), head: bool = False, height: int = 0) -> Any:
    """A table from text. Rows are copies of one empty row: asking python-docx for each cell of 500 rows takes seconds."""
    table = paper.add_table(rows=1, cols=len(widths), style=style)
    table.autofit = False
    _widen(table, widths)
    body = table._tbl  # noqa: SLF001 -- see above
    model = deepcopy(body.tr_lst[0])
    if height:
        _tall(model, height)
    _write(body.tr_lst[0], rows[0], right)
    if head:
        _bold(table, 0)
        _repeat(body.tr_lst[0])
    for row in rows[1:]:
        line = deepcopy(model)
        _write(line, row, right)
        body.append(line)
    return table


def _write(line: Any, texts: Sequence[str], right: Sequence[int]) -> None:
    """Put text into the cells of one row; a line end in the text becomes a line end in the cell."""
    _uncut(line)
    for place, (cell, text) in enumerate(zip(line.tc_lst, texts, strict=False)):
        paragraph = cell.p_lst[0]
        if place in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if text:
            paragraph.add_r().text = text


def _widen(table: Any, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _widths(columns: Sequence[Mapping[str, Any]]) -> list[float]:
    """Numbers take what they need; texts share the rest as their widths say."""
    fixed = sum(_NUMBER for column in columns if column.get("kind") == "num")
    parts = sum(column.get("width") or _TEXT for column in columns if column.get("kind") != "num")
    room = max(WIDTH - fixed, 40)
    return [_NUMBER if column.get("kind") == "num" else room * (column.get("width") or _TEXT) / parts for column in columns]


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

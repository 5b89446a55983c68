"""Word out by python-docx: the same facts as the PDF template "minutes", as a document with real styles that people edit on.

Everything comes in as text and stays text: nothing in the facts is markup, and no field, link or picture is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sinergi.printing.word_tables import CELL, attendance, fact_table, held_together, list_table, signature_table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"  # on every machine that opens the paper
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML cannot hold them
_HEADINGS = {1: 15, 2: 12, 3: 10}


def render(facts: Mapping[str, Any], *, language: str = "id", made_at: datetime | None = None) -> bytes:
    """The document as .docx. Keys as for the PDF: office, meta, place_day, kind, subject, origin, facts, sections, attendance, signatures."""
    clean = _clean(facts)
    english = language == "en"
    paper = Document()
    _styles(paper, "en-GB" if english else "id-ID")
    _page(paper, clean, english=english)
    _properties(paper, clean, made_at)
    _top(paper, clean)
    fact_table(paper, clean.get("facts", ()), english=english)
    for section in clean.get("sections", ()):
        _section(paper, section, english=english)
    if clean.get("attendance"):
        paper.add_heading("Attendance" if english else "Daftar hadir", 2)
        attendance(paper, clean["attendance"], english=english)
    for paragraph in _paragraphs(clean.get("closing", "")):
        paper.add_paragraph(paragraph)
    if clean.get("signatures"):
        held_together(paper)
    signature_table(paper, clean.get("signatures", ()), place_day=clean.get("signed_at", ""))
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def _top(paper: Paper, facts: Mapping[str, Any]) -> None:
    """Kop surat, number and version, title."""
    _letterhead(paper, facts.get("office") or {})
    for label, value in facts.get("meta", ()):
        paper.add_paragraph(f"{label}: {value}").paragraph_format.space_after = Pt(0)
    if facts.get("place_day"):
        paper.add_paragraph(facts["place_day"]).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if facts.get("kind"):
        title = paper.add_heading(facts["kind"].upper(), 1)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if facts.get("subject"):
        _centred(paper, facts["subject"], "Subtitle")
    if facts.get("origin"):
        _centred(paper, facts["origin"])
    for paragraph in _paragraphs(facts.get("opening", "")):
        paper.add_paragraph(paragraph)


def _letterhead(paper: Paper, office: Mapping[str, str]) -> None:
    lines = [(office.get("above", "").upper(), 11), (office.get("name", "").upper(), 14), (office.get("address", ""), 8)]
    for text, size in lines:
        if text:
            _centred(paper, text, "Kop", size=size)
    if any(text for text, _size in lines):
        _underlined(paper.paragraphs[-1])


def _section(paper: Paper, section: Mapping[str, Any], *, english: bool) -> None:
    if section.get("heading"):
        paper.add_heading(section["heading"], min(max(int(section.get("level", 2)), 2), 3))
    parts = [{"paragraph": section["text"]}] if section.get("text") else []
    for part in (*parts, *section.get("parts", ())):
        for paragraph in _paragraphs(part.get("paragraph", "")):
            paper.add_paragraph(paragraph)
        for point in part.get("points", ()):
            paper.add_paragraph(point, "List Bullet")
        _numbered(paper, part.get("steps", ()))
        fact_table(paper, part.get("facts", ()), english=english)
        if part.get("table"):
            list_table(paper, part["table"], english=english)
        if part.get("note"):
            paper.add_paragraph(part["note"], "Intense Quote")


def _numbered(paper: Paper, steps: Iterable[str]) -> None:
    """A numbered list that begins with 1, whatever list stood before it."""
    number = None
    for step in steps:
        line = paper.add_paragraph(step, "List Number")
        number = number or _new_numbering(paper)
        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number  # noqa: SLF001 -- python-docx has no door to numbering


def _new_numbering(paper: Paper) -> int:
    style = paper.styles["List Number"].element.pPr.numPr.numId.val
    numbering = paper.part.numbering_part.element
    kind = numbering.num_having_numId(style).abstractNumId.val
    fresh = numbering.add_num(kind)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _styles(paper: Paper, language: str) -> None:
    """Black and plain, as offices print; headings stay headings, so that Word can list them."""
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    normal.element.get_or_add_rPr().append(tongue)
    for level, size in _HEADINGS.items():
        _plainly(paper.styles[f"Heading {level}"], size)
        paper.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _plainly(paper.styles["Subtitle"], 12)
    _unspaced(paper.styles["Subtitle"])
    kop = paper.styles.add_style("Kop", 1)  # 1: a paragraph style
    kop.base_style, kop.font.bold = normal, True
    kop.paragraph_format.space_after = Pt(0)
    cell = paper.styles.add_style(CELL, 1)
    cell.base_style, cell.font.size = normal, Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1.5)
    note = paper.styles["Intense Quote"]
    _plainly(note, 9)
    note.font.bold = False


def _plainly(style: Any, size: int) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _unspaced(style: Any) -> None:
    """The letters of Word's own subtitle stand apart; ours do not."""
    for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)


def _page(paper: Paper, facts: Mapping[str, Any], *, english: bool) -> None:
    """A4 with page numbers; example data says so on every page."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if facts.get("landscape"):
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("page " if english else "halaman ")
    _field(foot, "PAGE")
    foot.add_run(" of " if english else " dari ")
    _field(foot, "NUMPAGES")
    if facts.get("example"):
        section.header.paragraphs[0].text = "EXAMPLE DATA" if english else "DATA CONTOH"
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif text:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001 -- python-docx has no door to fields
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 -- python-docx has no door to fields


def _properties(paper: Paper, facts: Mapping[str, Any], made_at: datetime | None) -> None:
    about = paper.core_properties
    about.title = " ".join(part for part in (facts.get("kind", ""), facts.get("subject", "")) if part)[:255]
    about.author = (facts.get("office") or {}).get("name", "")[:255] or "Sinergi"
    about.comments = ""
    if made_at is not None:
        about.created = about.modified = made_at.replace(tzinfo=None)


def _centred(paper: Paper, text: str, style: str = "Normal", *, size: int = 0) -> None:
    line = paper.add_paragraph("", style)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(text)
    if size:
        run.font.size = Pt(size)


def _underlined(paragraph: Any) -> None:
    """The double line below a kop surat."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph.paragraph_format.space_after = Pt(10)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 -- python-docx has no door to borders
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _clean(value: Any) -> Any:
    """Text without what XML cannot hold; numbers and emptiness as they are."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _clean(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_clean(part) for part in value]
    return _UNWRITABLE.sub("", str(value))

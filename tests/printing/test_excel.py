"""What goes out as text comes back as text, and no cell is ever a formula."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.kernel.decisions import NotSound
from sinergi.printing import excel
from sinergi.printing.excel import Sheet


def test_a_sheet_comes_back_as_it_went() -> None:
    sheet = Sheet("Buku Kas", ["Tanggal", "Uraian", "Masuk", "Keluar"], [[date(2007, 6, 1), "Semen", 1_250_000, None], [None, "Pasir", 0, Decimal("12.5")]],
                  title="Buku Kas KDL07-012", as_of="Keadaan per 2 Oktober 2007", source="Sumber: Sinergi", total=[None, "Jumlah", 1_250_000, Decimal("12.5")])
    rows = excel.read_rows(excel.workbook([sheet]))
    assert rows[0][0] == "Buku Kas KDL07-012"
    assert rows[4:] == [
        ["Tanggal", "Uraian", "Masuk", "Keluar"], [date(2007, 6, 1), "Semen", 1_250_000, None], [None, "Pasir", 0, Decimal("12.5")],
        [None, "Jumlah", 1_250_000, Decimal("12.5")]]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", '=HYPERLINK("http://a")', "{=1}", "https://elsewhere.example", "007", "1e5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    made = excel.workbook([Sheet("a", [text], [[text]], title=text, total=[text])])
    with zipfile.ZipFile(BytesIO(made)) as archive:
        inside = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in inside
    assert "<f " not in inside
    assert "hyperlink" not in inside
    assert [row[0] for row in excel.read_rows(made)] == [text.strip(), None, text.strip(), text.strip(), text.strip()]


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=40), st.integers(-10**14, 10**14)), min_size=2, max_size=2), max_size=5))
@settings(deadline=None, max_examples=25)
def test_any_cells_make_a_workbook(rows: list) -> None:
    found = excel.read_rows(excel.workbook([Sheet("a", ["A", "B"], rows)]))
    assert found[0] == ["A", "B"]


def test_large_rupiah_stay_exact() -> None:
    rows = excel.read_rows(excel.workbook([Sheet("a", ["Rp"], [[999_999_999_999], [999_999_999_999_999], [10**17]])]))
    assert rows[1:] == [[999_999_999_999], [999_999_999_999_999], ["100000000000000000"]]


def test_names_of_sheets_are_made_to_fit() -> None:
    names = ["Tahap II/2007: [swadaya]*?", "x" * 60, "X" * 60, "", "'"]
    book = excel.CalamineWorkbook.from_filelike(BytesIO(excel.workbook([Sheet(name, ["A"], []) for name in names])))
    assert book.sheet_names == ["Tahap II 2007 swadaya", "x" * 31, "X" * 29 + " 2", "Lembar", "Lembar 2"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(NotSound) as refused:
        excel.read_rows(content)
    assert refused.value.decision.code == "printing.not_a_workbook"


def test_a_sheet_too_wide_is_refused() -> None:
    with pytest.raises(NotSound) as refused:
        excel.read_rows(excel.workbook([Sheet("a", [str(number) for number in range(300)], [])]))
    assert refused.value.decision.code == "printing.too_many_rows"


def test_a_long_title_takes_lines_and_not_a_wide_column() -> None:
    title = "Dibawa ke bulan berikutnya"
    with zipfile.ZipFile(BytesIO(excel.workbook([Sheet("a", ["Apa", title], [["Rapat", 9], ["Kunjungan ke lokasi " * 9, 12]])]))) as archive:
        inside = archive.read("xl/worksheets/sheet1.xml").decode()
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', inside)]
    assert [round(width) for width in widths] == [46, 13]
    assert 'ht="45"' in inside  # three lines

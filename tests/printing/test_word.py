"""Papers that people edit on: no word broken by a narrow column, and no empty page to sign."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from sinergi.printing import word

PEOPLE = ("Perempuan", "Laki-laki", "Tidak dirinci", "Warga miskin", "Disabilitas", "Jumlah")
AGREED = {"columns": [{"title": "Nr.", "kind": "num"}, {"title": "Apa", "width": 4}, {"title": "Tenggat", "kind": "day"}], "rows": [[1, "Bertemu SKPD", "18 November 2009"]]}


def paper(**facts):
    return Document(BytesIO(word.render(facts)))


def test_a_column_of_numbers_is_as_wide_as_its_longest_word() -> None:
    table = {"columns": [{"title": "Kelompok", "width": 3}, *({"title": title, "kind": "num"} for title in PEOPLE)], "rows": [["SKPD", 6, 9, 0, 5, 0, 1_250_000_000]]}
    found = paper(sections=[{"heading": "Peserta", "parts": [{"table": table}]}]).tables[0]
    widths = dict(zip(PEOPLE, [round(column.width.mm) for column in found.columns][1:], strict=True))
    assert widths == {"Perempuan": 21, "Laki-laki": 21, "Tidak dirinci": 17, "Warga miskin": 16, "Disabilitas": 25, "Jumlah": 29}
    assert sum(column.width.mm for column in found.columns) <= 171


def test_a_day_is_not_broken_either() -> None:
    assert round(paper(sections=[{"parts": [{"table": AGREED}]}]).tables[0].columns[2].width.mm) == 35


def test_whoever_signs_finds_what_was_agreed_on_the_same_page() -> None:
    found = paper(sections=[{"heading": "RKTL", "parts": [{"table": AGREED}]}], closing="Demikian.", signed_at="Kendal, 1 Juni 2007",
                  signatures=[{"role": "Pemandu"}, {"role": "Notulis"}, {"role": "Wakil SKPD"}, {"role": "Wakil BKM"}, {"role": "Wakil KBP"}])
    kept = {paragraph.text for paragraph in found.paragraphs if paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next}
    assert {"RKTL", "Demikian.", "Kendal, 1 Juni 2007"} <= kept
    assert [len(table.rows) for table in found.tables] == [2, 2]  # all who sign in one table, which stays together


def test_the_letters_of_the_subject_stand_no_wider_than_others() -> None:
    assert "w:spacing w:val" not in paper(kind="Notulen", subject="Lokakarya").styles["Subtitle"].element.rPr.xml

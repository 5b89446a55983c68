"""After the meeting: berita acara and Word, what differs between versions, targets beside what was reached."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from sinergi.meetings import actions, documents, queries, rules
from sinergi.meetings.rules import AgendaLine, CountLine, Discussion, NameLine, Sheet
from sinergi.meetings.rules.differences import line_changes
from sinergi.project.demo.told import BEKASI
from tests import make
from tests.meetings.recording import DAY, SEMARANG, held, sheet, stage


@pytest.fixture
def bekasi(pokja):
    cycle = stage(scope="cycle")
    given = {name: getattr(BEKASI, name) for name in ("title", "starts_on", "place", "host", "opener", "minutes", "agenda", "counts", "actions", "discussion")}
    meeting = held(pokja, cycle, on=date(2009, 11, 20), names=[NameLine("Siti <b>Mulyani</b>", "woman", "BKM Perwira")], decisions=["Verifikasi dimulai 18 November"], **given)
    return queries.page(cycle, meeting.number, make.today)


def words(paper):
    return Document(BytesIO(paper))


# --- papers --------------------------------------------------------------------------------------------------------


def test_the_minutes_tell_the_discussion(bekasi):
    facts = documents.minutes(bekasi, names=True)
    headings = [section["heading"] for section in facts["sections"]]
    assert headings == ["Susunan acara", "Peserta", "Diskusi kelompok", f"1. {BEKASI.discussion.questions[0]}", f"2. {BEKASI.discussion.questions[1]}", "Notulen", "Keputusan",
                        "Rencana kerja tindak lanjut (RKTL)"]  # fmt: skip
    groups, _order, presented = facts["sections"][2]["parts"]
    assert groups["points"] == ["Kelompok 1: BKM/PAKEM dan kelompok peduli, 27 orang", "Kelompok 2: SKPD, 13 orang", "Kelompok 3: Aparat kelurahan (Kaur Ekbang) dan kecamatan (PJOK), 11 orang"]
    assert presented["steps"] == ["Kelompok 3: PJOK Kecamatan Bekasi Selatan", "Kelompok 1: Perwakilan BKM Perwira", "Kelompok 2: Dinas Penataan dan Pengawasan Bangunan"]
    hopes = facts["sections"][3]["parts"][0]["table"]
    assert ([column["title"] for column in hopes["columns"]], len(hopes["rows"])) == (["Ditujukan kepada", "Jawaban atau harapan"], 25)


def test_the_berita_acara_begins_and_ends_as_it_should(bekasi):
    facts = documents.deed(bekasi, names=True)
    assert facts["opening"] == (
        "Pada hari ini, Selasa, 17 November 2009, bertempat di Ruang rapat Dinas Tata Ruang Kota Bekasi, telah diselenggarakan Rembug warga "
        "“Lokakarya III: mekanisme pelaksanaan PAKET” yang dihadiri 58 orang. Di antaranya 1 perempuan dan 0 laki-laki; 57 orang tidak dirinci."
    )
    assert [section["heading"] for section in facts["sections"]] == ["Acara", "Yang hadir", "Yang disepakati", "Rencana kerja tindak lanjut (RKTL)"]
    assert [signer["role"] for signer in facts["signatures"]] == ["Pemandu", "Notulis", "Wakil peserta: SKPD", "Wakil peserta: Kelurahan", "Wakil peserta: PJOK kecamatan"]
    assert (facts["office"], facts["signed_at"]) == ({"above": "Pemerintah Kabupaten Kendal", "name": "Pemkot Bekasi"}, "Kendal, 17 November 2009")


@pytest.mark.parametrize("paper", list(documents.PAPERS))
def test_every_paper_comes_as_pdf_and_as_word(bekasi, paper):
    assert documents.pdf(paper, bekasi, names=True)[:5] == b"%PDF-"
    assert words(documents.word(paper, bekasi, names=True)).core_properties.title.startswith(str(documents.TITLES[paper]))


def test_word_has_real_styles_tables_and_page_numbers(bekasi):
    paper = words(documents.word("notulen", bekasi, names=True))
    assert [line.text for line in paper.paragraphs if line.style.name == "Heading 1"] == ["NOTULEN"]
    assert [line.text for line in paper.paragraphs if line.style.name == "Heading 2"] == ["Susunan acara", "Peserta", "Diskusi kelompok", "Notulen", "Keputusan", "Rencana kerja tindak lanjut (RKTL)"]
    assert [line.text for line in paper.paragraphs if line.style.name == "List Number"][-1] == "Verifikasi dimulai 18 November"
    people = next(table for table in paper.tables if table.rows[0].cells[0].text == "Kelompok")
    assert ([cell.text for cell in people.rows[1].cells], [cell.text for cell in people.rows[-1].cells]) == (["SKPD", "–", "–", "13", "13"], ["Jumlah", "1", "–", "57", "58"])
    assert ([cell.text.split("\n")[0] for cell in paper.tables[-1].rows[0].cells], round(paper.sections[0].page_width.mm)) == (["Pemandu", "Notulis"], 210)
    assert all(field in paper.sections[0].footer._element.xml for field in (">PAGE<", ">NUMPAGES<"))


def test_two_numbered_lists_of_one_paper_each_begin_with_one(bekasi):
    paper = words(documents.word("berita-acara", bekasi, names=True))
    numbers = [line._p.pPr.numPr.numId.val for line in paper.paragraphs if line.style.name == "List Number"]
    assert (len(numbers), len(set(numbers))) == (8, 2)  # seven items of the agenda, one decision


def test_text_from_people_stays_text(bekasi):
    people = next(table for table in words(documents.word("daftar-hadir", bekasi, names=True)).tables if table.rows[0].cells[0].text == "No")
    assert ([cell.text for cell in people.rows[1].cells[:4]], len(people.rows)) == (["1", "Siti <b>Mulyani</b>", "P", "BKM Perwira"], 1 + 1 + documents.EMPTY_LINES)


def test_a_list_of_counts_prints_the_counts_and_empty_lines(pokja):
    cycle = stage(scope="cycle")
    found = queries.page(cycle, held(pokja, cycle, counts=BEKASI.counts).number, make.today)
    facts = documents.attendance(found, names=True)
    assert (facts["attendance"], facts["sections"][0]["parts"][0]["table"]["total"][-1]) == ({"rows": [], "blank": 12}, 57)


def test_word_is_shortened_for_the_public_as_the_pdf_is(client, bekasi):
    meeting = bekasi.meeting
    response = client.get(reverse("meetings:written", args=[meeting.undertaking.code, meeting.number, "daftar-hadir"]))
    text = "".join(cell.text for table in words(response.content).tables for row in table.rows for cell in row.cells)
    assert (response.status_code, "Mulyani" in text, "BKM Perwira" in text) == (200, False, True)
    assert client.get(reverse("meetings:written", args=[meeting.undertaking.code, meeting.number, "surat-cinta"])).status_code == 404


# --- versions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after", "expected"), [
    ([], [], []),
    (["a", "b"], ["a", "b"], []),
    (["a", "b"], ["a", "c"], [("b", "c")]),
    (["a"], ["a", "b"], [(None, "b")]),
    (["a", "b", "c"], ["c"], [("a", None), ("b", None)]),
    (["a"], ["b", "c"], [("a", "b"), (None, "c")]),
])  # fmt: skip
def test_lines_that_went_came_or_were_rewritten(before, after, expected):
    assert line_changes(before, after) == expected


@pytest.fixture
def corrected(bkm):
    site = stage()
    held(bkm, site, names=[NameLine("Siti Mulyani", "woman", "BKM")], agenda=SEMARANG[:2], minutes="Pembukaan.\nPembahasan.")
    actions.correct(bkm, site.code, 1, on=make.today, reason="Salah hitung", sheet=sheet(
        title="Rembug warga RW 01", counts=[CountLine("Warga", women=16, men=14)], names=[NameLine("Siti Mulyati", "woman", "BKM")], agenda=[*SEMARANG[:1], AgendaLine("Doa")],
        minutes="Pembukaan.\nPembahasan talud.", decisions=["Talud dulu"]))  # fmt: skip
    return site


def test_what_a_version_changed_is_told_line_by_line(corrected):
    found = documents.changed(corrected, 1, 2, names=True)
    assert (found.reason, found.old.version, found.new.version) == ("Salah hitung", 1, 2)
    assert [(str(change.section), change.before, change.after) for change in found.changes] == [
        ("Judul", "Rembug warga", "Rembug warga RW 01"),
        ("Susunan acara", "Arahan · 10 menit", "Doa"),
        ("Peserta menurut kelompok", "Warga: 29 · perempuan 15 · laki-laki 14", "Warga: 30 · perempuan 16 · laki-laki 14"),
        ("Peserta menurut nama", "Siti Mulyani · P · BKM", "Siti Mulyati · P · BKM"),
        ("Notulen", "Pembahasan.", "Pembahasan talud."),
        ("Keputusan", None, "Talud dulu"),
    ]


def test_names_in_the_difference_are_shortened_for_the_public(client, bkm, corrected):
    address = reverse("meetings:changes", args=[corrected.code, 1, 2])
    assert "Mulyati" not in client.get(address).content.decode()
    client.force_login(bkm)
    assert "Mulyati" in client.get(address).content.decode()
    assert [client.get(reverse("meetings:changes", args=[corrected.code, 1, version])).status_code for version in (1, 3)] == [404, 404]


# --- targets -------------------------------------------------------------------------------------------------------

AIMS = {"participants": 30, "women_pct": 30, "poor_pct": 20, "disability": 1, "groups": ("Warga", "SKPD")}


@pytest.mark.parametrize(("counts", "expected"), [
    ([CountLine("Warga", women=15, men=14)], [("participants", 29, False), ("women_pct", 52, True), ("poor_pct", None, None), ("disability", None, None), ("groups", ["SKPD"], False)]),
    ([CountLine("Warga", women=9, men=20, poor=6, disability=1), CountLine("SKPD", men=1)],
     [("participants", 30, True), ("women_pct", 30, True), ("poor_pct", 21, True), ("disability", 1, True), ("groups", [], True)]),
    ([CountLine("Warga", unrecorded=30, poor=0, disability=0)],
     [("participants", 30, True), ("women_pct", None, None), ("poor_pct", 0, False), ("disability", 0, False), ("groups", ["SKPD"], False)]),
    ([CountLine("Warga", women=3, men=2, poor=1), CountLine("SKPD", women=20, men=5)],     # nobody counted the poor among 25 of 30
     [("participants", 30, True), ("women_pct", 77, True), ("poor_pct", 20, None), ("disability", None, None), ("groups", [], True)]),
    ([CountLine("Warga", women=3, men=2, unrecorded=25)], [("participants", 30, True), ("women_pct", 60, None), ("poor_pct", None, None), ("disability", None, None), ("groups", ["SKPD"], False)]),
])  # fmt: skip
def test_targets_stand_beside_what_was_reached(counts, expected):
    assert [(each.name, each.have, each.met) for each in rules.reached(AIMS, rules.figures(counts, []))] == expected


def test_a_target_on_the_kind_shows_and_does_not_block(client, bkm):
    site = stage()
    meeting = held(bkm, site, counts=[CountLine("Warga", women=1, men=9)])
    page = client.get(reverse("meetings:show", args=[site.code, meeting.number])).content.decode()
    assert ("Perempuan 10 %, patokannya 40 %" in page.replace("\xa0", " "), "patokan bawaan kami" in page) == (True, True)


def test_a_target_in_the_condition_is_said_to_be_asked(client, bkm):
    site = stage("women_pct = 30")
    meeting = held(bkm, site, counts=[CountLine("Warga", women=1, men=9)])
    assert "diminta langkah ini" in client.get(reverse("meetings:show", args=[site.code, meeting.number])).content.decode()


# --- what a discussion must hold ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("talk", "code"), [
    (Discussion(questions=("",)), "meetings.question_empty"),
    (Discussion(questions=("Apa?",), answers=(rules.Answer(1, None, " "),)), "meetings.answer_empty"),
    (Discussion(questions=("Apa?",), answers=(rules.Answer(2, None, "Itu"),)), "meetings.no_such_question"),
    (Discussion(answers=(rules.Answer(1, None, "Itu"),)), "meetings.no_such_question"),
    (Discussion(presentations=(rules.Presentation(0),)), "meetings.no_such_table"),
    (Discussion(tables=(rules.Table(1, "A"), rules.Table(1, "B"))), "meetings.table_twice"),
])  # fmt: skip
def test_a_discussion_that_does_not_hold_together_is_refused(talk, code):
    assert rules.sound(Sheet(title="Rapat", starts_on=DAY, place="Balai desa", counts=[CountLine("Warga", women=1)], discussion=talk), make.today).code == code

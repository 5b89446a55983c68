"""The pages of work plans: who reads what, the table posted back, paste and sheet, paper and calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from sinergi.printing import excel
from sinergi.workplans import actions, queries, tables
from sinergi.workplans.models import ActivityReport, PlanApproval, PlanSubmission, Revision, WorkPlan
from tests import make, papers
from tests.workplans import build
from tests.workplans.build import PLAN

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def client(person=None) -> Client:
    made = Client()
    if person is not None:
        made.force_login(person)
    return made


@pytest.fixture
def day(monkeypatch):
    """The office's day is the day of the tests."""
    from sinergi.project import clock

    monkeypatch.setattr(clock, "today", lambda: make.today)
    return make.today


def url(site, *more):
    return "/".join(["/rencana-kerja", site.code, PLAN, *more, ""])


def posted(workplan, **more):
    """The table as a browser sends it back unchanged; ``more`` sets cells by (row, column)."""
    sheet = queries.sheet_of(workplan)
    listed = tables.columns({"swadaya": _title("SWADAYA"), "apbd": _title("APBD"), "apbn": _title("APBN")})
    rows = tables.rows_of(sheet, sheet.activities, listed, {}, tables.SPARE)
    data = {"version": str(workplan.version), "shown": " ".join(each.key for each in sheet.activities), "key": [row.key for row in rows], "number": [str(row.number) for row in rows]}
    for place, column in enumerate(listed):
        data[column.name] = [row.cells[place].value for row in rows]
    return data


def _title(text):
    from sinergi.engine.definition import Title

    return Title(text, text)


def test_an_unwritten_plan_says_what_will_stand_there(bkm, day):
    site = build.site()
    assert "Rencana ini belum disusun" in client().get(url(site)).content.decode()
    assert "Mulai rencana kerja" in client(bkm).get(url(site)).content.decode()


def test_one_click_begins_with_the_template(bkm, day):
    site = build.site()
    answer = client(bkm).get(url(site, "tulis"))
    assert "Mulai dengan 3 kegiatan pedoman" in answer.content.decode()
    answer = client(bkm).post(url(site, "tulis"), {"starts_on": "4 Juni 2007", "do": "template"})
    assert (answer.status_code, WorkPlan.objects.get().activities.count()) == (302, 3)


def test_a_draft_is_read_by_those_involved_only(bkm, pokja, stranger, day):
    site = build.site()
    build.begun(bkm, site)
    said = {name: "Bagan balok" in client(person).get(url(site)).content.decode() for name, person in (("bkm", bkm), ("pokja", pokja), ("stranger", stranger), ("nobody", None))}
    assert said == {"bkm": True, "pokja": True, "stranger": False, "nobody": False}
    assert [client().get(url(site, part)).status_code for part in ("unduh", "pdf", "cetak", "versi")] == [404] * 4


def test_what_was_handed_in_is_public_without_names(bkm, pokja, day):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.changed(workplan, 0, responsible="Ibu Siti Rahayu"))
    actions.submit(bkm, site.code, on=day, plan=PLAN)
    inside, outside = client(bkm).get(url(site)).content.decode(), client().get(url(site)).content.decode()
    assert ("Siti Rahayu" in inside, "Siti Rahayu" in outside, "Bagan balok" in outside) == (True, False, True)
    sheet = excel.read_rows(client().get(url(site, "unduh")).content)
    assert "I•• S••• R•••••" in [cell for row in sheet for cell in row]


def test_the_page_answers_the_four_reasons_and_the_four_uses(bkm, pokja, day):
    site = build.site()
    build.approved(bkm, pokja, site)
    said = client().get(url(site)).content.decode()
    questions = ["Cukupkah waktu pemanfaatan dana?", "Kapan dan berapa sumber daya dipakai?", "Apakah kegiatan teratur menuju rencana makro dan mikro?", "Terpenuhikah syarat pengajuan?",
                 "Berapa lama seluruhnya?", "Kapan setiap kegiatan dimulai, dan berapa lama?", "Berapa volume setiap kegiatan?", "Sejauh mana pelaksanaannya?"]
    assert [question for question in questions if question not in said] == []
    assert "tersisa 23 hari kerja sampai batas 3 Agustus 2007" in said
    assert "30 hari kerja, dari 4 Juni 2007 sampai 7 Juli 2007" in said


def test_the_table_is_saved_as_it_was_posted(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    data["days"][0], data["after"][3], data["title"][3], data["funds/apbn"][1] = "5", "1+2; 3", "Lokakarya", "Rp 2.500.000"
    answer = client(bkm).post(url(site, "tulis"), data)
    assert answer.status_code == 302, answer.content.decode()
    sheet = queries.sheet_of(workplan)
    assert [(each.title, each.days, sheet.place) for each in sheet.activities][3][0] == "Lokakarya"
    assert (sheet.activities[0].days, sheet.activities[1].funds, [(sheet.place[wait.key], wait.lag) for wait in sheet.activities[3].after]) == (
        5, (("apbn", 2_500_000),), [(1, 2), (3, 0)])


def test_moved_and_dropped_rows_are_taken_as_they_stand(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    for values in data.values():
        if isinstance(values, list):
            values[0], values[1] = values[1], values[0]
    data["drop"] = ["3"]
    client(bkm).post(url(site, "tulis"), data)
    sheet = queries.sheet_of(workplan)
    assert [each.title for each in sheet.activities] == ["Pemetaan swadaya", "Persiapan"]
    assert [[sheet.place[wait.key] for wait in each.after] for each in sheet.activities] == [[2], []]


@pytest.mark.parametrize(("column", "value", "said"), [
    ("days", "lima", "“lima” bukan angka."), ("days", "1,5", "“1,5” bukan bilangan bulat."), ("starts_on", "30 Februari 2007", "bukan tanggal"), ("after", "tiga", "tidak terbaca"),
    ("after", "77", "Baris 77 tidak ada."), ("funds/apbn", "banyak", "bukan jumlah rupiah"), ("volume", "-3", "bukan angka"), ("days", "0", "Tulis angka dari 1"),
    ("title", "x" * 201, "Terlalu panjang"), ("labour", "99999", "Tulis angka dari 0"),
])
def test_a_bad_cell_is_said_at_its_row_and_nothing_typed_is_lost(bkm, day, column, value, said):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    data[column][1], data["output"][0] = value, "Notulen rapat awal"
    answer = client(bkm).post(url(site, "tulis"), data)
    text = answer.content.decode()
    assert (answer.status_code, said in text, "Baris 2" in text, "Notulen rapat awal" in text) == (422, True, True, True)
    assert (Revision.objects.count(), queries.sheet_of(workplan).activities[0].output) == (1, "Notulen")


def test_what_is_wrong_with_the_saved_table_is_not_said_of_the_one_on_the_screen(bkm, day):
    """Refused for one bad cell while what was missing is filled in: only the bad cell is told."""
    site = build.site()
    workplan = build.begun(bkm, site)
    assert "Tulis siapa penanggung jawabnya" in client(bkm).get(url(site, "tulis")).content.decode()
    data = posted(workplan)
    data["responsible"], data["after"][1] = ["TIPP"] * len(data["responsible"]), "99"
    text = client(bkm).post(url(site, "tulis"), data).content.decode()
    assert ("Baris 99 tidak ada." in text, "Tulis siapa penanggung jawabnya" in text) == (True, False)


def test_who_opened_the_table_earlier_is_told_and_may_save_again(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.changed(workplan, 2, days=9))
    data["days"][0] = "8"
    answer = client(bkm).post(url(site, "tulis"), data)
    assert (answer.status_code, "Orang lain menyimpan" in answer.content.decode(), 'name="version" value="2"' in answer.content.decode()) == (422, True, True)
    answer = client(bkm).post(url(site, "tulis"), {**data, "version": "2"})
    assert (answer.status_code, queries.sheet_of(workplan).activities[0].days) == (302, 8)


def test_circles_and_late_ends_are_said_at_their_lines(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    data["after"][0], data["ends_on"][1] = "3", "5/6/2007"
    client(bkm).post(url(site, "tulis"), data)
    text = client(bkm).get(url(site, "tulis")).content.decode()
    assert "Saling menunggu dalam lingkaran, baris 1, 3, 2, 1" in text
    page = client(bkm).get(url(site)).content.decode()
    assert ("Belum dapat dihitung: ada kegiatan yang saling menunggu" in page, "Ya: rencana selesai" in page) == (True, False)
    assert "Harus selesai 5 Juni 2007" in text


def test_one_activity_is_added_moved_and_taken_out_on_a_phone(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    page = client(bkm)
    assert page.get(url(site, "kegiatan", "baru")).status_code == 200
    page.post(url(site, "kegiatan", "baru"), {"version": "1", "shown": "", "key": "", "number": "4", "title": "FGD", "days": "2", "after": "1", "place": "1"})
    sheet = queries.sheet_of(workplan)
    assert [each.title for each in sheet.activities] == ["Persiapan", "FGD", "Pemetaan swadaya", "Penyusunan RPLP"]
    key = sheet.activities[1].key
    page.post(url(site, "kegiatan", key), {"version": "2", "shown": key, "key": key, "number": "2", "title": "FGD dua", "days": "2", "after": "1", "place": "4"})
    assert [each.title for each in queries.sheet_of(workplan).activities] == ["Persiapan", "Pemetaan swadaya", "Penyusunan RPLP", "FGD dua"]
    page.post(url(site, "kegiatan", key), {"version": "3", "shown": key, "key": key, "number": "4", "title": "FGD dua", "drop": "4"})
    assert [each.title for each in queries.sheet_of(workplan).activities] == ["Persiapan", "Pemetaan swadaya", "Penyusunan RPLP"]


def test_days_and_holidays_are_set(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    given = {"version": "1", "starts_on": "11/6/2007", "deadline_on": "30 September 2007", "weekdays": ["0", "1", "2", "3", "4"],
             "holidays": "17 Agustus 2007 Hari Kemerdekaan RI\n13/10/2007: Idulfitri\n"}
    assert client(bkm).post(url(site, "waktu"), given).status_code == 302
    workplan.refresh_from_db()
    sheet = queries.sheet_of(workplan)
    assert (sheet.starts_on, sheet.deadline_on, sheet.weekdays, [(each.day, each.title) for each in sheet.holidays]) == (
        date(2007, 6, 11), date(2007, 9, 30), "1111100", [(date(2007, 8, 17), "Hari Kemerdekaan RI"), (date(2007, 10, 13), "Idulfitri")])
    answer = client(bkm).post(url(site, "waktu"), {**given, "version": "2", "holidays": "libur kampung"})
    assert (answer.status_code, "tidak diawali tanggal" in answer.content.decode()) == (422, True)


PASTE = "Kegiatan\tVolume\tSatuan\tHari kerja\tMenunggu\tPenanggung jawab\nSurvei\t3\tRW\t5\t\tTIPP\nPemetaan swadaya\t12\tRT\t{days}\t1\tTIPP\n"


def test_a_paste_replaces_the_plan_and_keeps_the_lines_it_knows(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    key = queries.sheet_of(workplan).activities[1].key
    answer = client(bkm).post(url(site, "tempel"), {"version": "1", "text": PASTE.format(days=8), "mode": "replace"})
    assert answer.status_code == 302, answer.content.decode()
    sheet = queries.sheet_of(workplan)
    assert [(each.title, each.days, each.key == key) for each in sheet.activities] == [("Survei", 5, False), ("Pemetaan swadaya", 8, True)]


def test_a_paste_may_add_below(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    client(bkm).post(url(site, "tempel"), {"version": "1", "text": PASTE.format(days=8), "mode": "add"})
    sheet = queries.sheet_of(workplan)
    assert [each.title for each in sheet.activities][3:] == ["Survei", "Pemetaan swadaya"]
    assert [sheet.place[wait.key] for wait in sheet.activities[4].after] == [4]


def test_what_is_added_may_wait_for_what_stands_there(bkm, day):
    """By its number in the plan, unless one of the rows that are brought has that number."""
    site = build.site()
    workplan = build.begun(bkm, site)
    text = "No\tKegiatan\tHari kerja\tMenunggu\n4\tSurvei\t5\t3\n5\tUji publik\t1\t4; 2+1\n"
    assert client(bkm).post(url(site, "tempel"), {"version": "1", "text": text, "mode": "add"}).status_code == 302
    sheet = queries.sheet_of(workplan)
    assert [[(sheet.place[wait.key], wait.lag) for wait in each.after] for each in sheet.activities[3:]] == [[(3, 0)], [(4, 0), (2, 1)]]


def test_a_bad_row_stops_the_paste_unless_asked_and_can_be_taken_home(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    given = {"version": "1", "text": PASTE.format(days="delapan"), "mode": "replace"}
    answer = client(bkm).post(url(site, "tempel"), given)
    assert (answer.status_code, "Baris 3" in answer.content.decode(), workplan.activities.count()) == (422, True, 3)
    rows = excel.read_rows(client(bkm).post(url(site, "tempel"), {**given, "do": "bad"}).content)
    assert (rows[1][2], rows[1][-1]) == ("Pemetaan swadaya", "Hari kerja: “delapan” bukan angka.")
    assert client(bkm).post(url(site, "tempel"), {**given, "partly": "on"}).status_code == 302
    assert [each.title for each in queries.sheet_of(workplan).activities] == ["Survei"]


def test_the_sheet_goes_out_and_comes_back_the_same(bkm, day):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.changed(workplan, 1, funds=(("apbn", 7_500_000), ("swadaya", 250_000)), labour=4, volume=Decimal("12.5"), starts_on=date(2007, 6, 11)))
    before = queries.sheet_of(workplan)
    content = client(bkm).get(url(site, "unduh")).content
    answer = client(bkm).post(url(site, "unggah"), {"version": "3", "mode": "replace", "file": SimpleUploadedFile("rencana.xlsx", content, XLSX)})
    assert (answer.status_code, {each.key: each for each in queries.sheet_of(workplan).activities} == {each.key: each for each in before.activities}, Revision.objects.count()) == (302, True, 3)


def test_a_bad_amount_names_its_purse(bkm, day):
    site = build.site()
    build.begun(bkm, site)
    given = {"version": "1", "text": "Kegiatan\tAPBN (Rp)\tSWADAYA (Rp)\nSurvei\t1.000\t=1+1\n", "mode": "replace"}
    answer = client(bkm).post(url(site, "tempel"), given)
    assert "<b>Baris 2</b>, SWADAYA (Rp): “=1+1” bukan jumlah rupiah." in answer.content.decode()
    rows = excel.read_rows(client(bkm).post(url(site, "tempel"), {**given, "do": "bad"}).content)
    assert rows[1][-1] == "SWADAYA (Rp): “=1+1” bukan jumlah rupiah."


def test_tools_and_other_support_go_in_and_out_everywhere(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    data = posted(workplan)
    data["support"][1] = "Meteran 2 buah; Kamera"
    client(bkm).post(url(site, "tulis"), data)
    assert queries.sheet_of(workplan).activities[1].support == "Meteran 2 buah; Kamera"
    content = client(bkm).get(url(site, "unduh")).content
    assert "Meteran 2 buah; Kamera" in excel.read_rows(content)[2]
    assert ["Meteran 2 buah; Kamera" in row for row in excel.read_rows(content, sheet=1)[3:5]] == [True, False]
    client(bkm).post(url(site, "tempel"), {"version": "2", "text": "Kegiatan\tHari kerja\tAlat dan pendukung lain\nSurvei\t3\tPerahu 1 unit\n", "mode": "replace"})
    assert [each.support for each in queries.sheet_of(workplan).activities] == ["Perahu 1 unit"]
    client(bkm).post(url(site, "unggah"), {"version": "3", "mode": "replace", "file": SimpleUploadedFile("rencana.xlsx", content, XLSX)})
    assert [each.support for each in queries.sheet_of(workplan).activities] == ["", "Meteran 2 buah; Kamera", ""]
    text = client(bkm).get(url(site)).content.decode()
    assert ("Alat dan pendukung yang harus siap" in text, "2 macam alat dan pendukung lain" in text) == (True, True)


@pytest.mark.parametrize("content", [b"", b"bukan lembar", b"PK\x03\x04rusak"])
def test_a_file_that_is_no_sheet_is_refused_with_a_sentence(bkm, day, content):
    site = build.site()
    build.begun(bkm, site)
    answer = client(bkm).post(url(site, "unggah"), {"version": "1", "mode": "replace", "file": SimpleUploadedFile("x.xlsx", content, XLSX)})
    assert answer.status_code == 422


def test_whoever_approves_sees_what_the_plan_asks_of_each_source(bkm, pokja, day):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.changed(workplan, 1, funds=(("apbn", 60_000_000), ("swadaya", 2_000_000))))
    actions.submit(bkm, site.code, on=day, plan=PLAN)
    text = client(pokja).get(url(site, "setujui")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert [said in text for said in ("Dana yang diminta", "Rp 62.000.000", "APBN Rp 60.000.000", "Rp 2.000.000")] == [True] * 4


def test_handing_in_approving_and_giving_back_through_the_pages(bkm, pokja, day):
    site = build.site()
    build.begun(bkm, site)
    text = client(bkm).get(url(site, "ajukan")).content.decode()
    assert ("Rencana belum dapat diajukan: 3 hal" in text, "Baris 2</b>, Penanggung jawab" in text) == (True, True)
    workplan = WorkPlan.objects.get()
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.complete(queries.sheet_of(workplan)))
    assert client(bkm).post(url(site, "ajukan"), {"version": "2", "happened_on": "1/6/2007"}).status_code == 302
    page = client(pokja)
    assert "Setujui rencana ini?" in page.get(url(site, "setujui")).content.decode()
    assert page.post(url(site, "kembalikan"), {"reason": "lengkapi bahan"}).status_code == 302
    assert PlanSubmission.objects.get().end_reason == "lengkapi bahan"
    client(bkm).post(url(site, "ajukan"), {"version": "2", "happened_on": "1/6/2007"})
    waiting = PlanSubmission.objects.standing().get()
    assert page.post(url(site, "setujui"), {"happened_on": "1/6/2007", "fingerprint": waiting.fingerprint}).status_code == 302
    assert PlanApproval.objects.get().fingerprint == waiting.fingerprint


def test_progress_is_reported_from_a_list(bkm, pokja, faskel, day):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    key = queries.sheet_of(workplan).activities[0].key
    page = client(faskel)
    assert "Segera mulai" in page.get(url(site, "kemajuan")).content.decode()
    answer = page.post(url(site, "kemajuan", key), {"percent": "25", "started_on": "1/6/2007", "happened_on": "1/6/2007"})
    assert (answer.status_code, ActivityReport.objects.get().percent) == (302, Decimal(25))
    answer = page.post(url(site, "kemajuan", key), {"percent": "100", "started_on": "1/6/2007", "happened_on": "1/6/2007"})
    assert (answer.status_code, "Tanggal selesai diisi" in answer.content.decode()) == (422, True)
    assert "25" in client().get(url(site)).content.decode()


def test_the_calendar_has_every_activity_as_whole_days(bkm, pokja, day):
    site = build.site()
    build.approved(bkm, pokja, site)
    found = Calendar.from_ical(client().get(url(site, "kalender.ics").removesuffix("/")).content)
    events = [(str(each["summary"]), each["dtstart"].dt, each["dtend"].dt) for each in found.walk("VEVENT")]
    assert events == [("Persiapan", date(2007, 6, 4), date(2007, 6, 7)), ("Pemetaan swadaya", date(2007, 6, 7), date(2007, 6, 19)),
                      ("Penyusunan RPLP", date(2007, 6, 21), date(2007, 7, 8)), ("Batas waktu pemanfaatan dana", date(2007, 8, 3), date(2007, 8, 4))]


def test_the_paper_holds_the_gantt_the_table_and_the_weeks(bkm, pokja, day):
    site = build.site()
    build.approved(bkm, pokja, site)
    paper = client().get(url(site, "pdf")).content
    text = " ".join(papers.text(paper).split())
    assert (round(float(papers.opened(paper).pages[0].mediabox.width)) == 842, "Pemetaan swadaya" in text, "Kebutuhan per minggu" in text, "batas dana" in text) == (True, True, True, True)


def test_what_a_line_waits_for_is_said_in_words():
    first, second = build.line("a"), build.line("b")
    sheet = build.sheet(first, second, build.line("c", after=("a",)), build.line("d", after=("a", "b"), lag=2))
    assert [tables.waits(each, sheet) for each in sheet.activities] == ["", "", "baris 1", "baris 1, jeda 2 hari kerja; baris 2, jeda 2 hari kerja"]


def test_the_paper_leaves_out_columns_in_which_nobody_wrote(bkm, pokja, day):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)

    def heads():
        text = papers.text(client(bkm).get(url(site, "pdf")).content)
        return [head in text for head in ("Penanggung", "Dokumen hasil", "Semula", "%\n")]

    assert heads() == [True, True, False, False]
    sheet = queries.sheet_of(workplan)
    first = sheet.activities[0]
    later = replace(sheet, activities=(replace(first, days=first.days + 1), *sheet.activities[1:]))
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=later, reason="Hujan")
    actions.report(bkm, site.code, on=day, happened_on=day, plan=PLAN, activity=first.key, percent=Decimal(40), started_on=day, note="Hujan")
    assert heads()[2:] == [True, True]


def test_pages_read_by_nobody_in_particular_cost_the_same_however_long_the_plan(bkm, pokja, day, django_assert_max_num_queries):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    counts = []
    for many in (3, 30):
        if many == 30:
            sheet = queries.sheet_of(workplan)
            lines = tuple(build.line(f"k{number:02}", after=(sheet.activities[0].key,), funds=(("apbn", 1000),)) for number in range(27))
            actions.save(bkm, site.code, on=day, plan=PLAN, sheet=type(sheet)(sheet.starts_on, sheet.deadline_on, sheet.weekdays, sheet.holidays, (*sheet.activities, *lines)), reason="lebih rinci")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection, ) as seen:
            client().get(url(site))
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["tulis", "ajukan", "setujui", "kembalikan", "waktu", "tempel", "unggah", "kemajuan", "kegiatan/baru"])
def test_who_may_not_is_told_why(bkm, pokja, stranger, day, path):
    site = build.site()
    build.approved(bkm, pokja, site)
    answer = client(stranger).get(url(site, path))
    assert answer.status_code in {403, 409}
    assert client().get(url(site, path)).headers["Location"].startswith("/akun/login/")


def test_an_unknown_plan_is_missing(bkm, day):
    site = build.site()
    assert client(bkm).get(f"/rencana-kerja/{site.code}/tidak-ada/").status_code == 404


def test_the_village_page_shows_the_plan_without_names(bkm, pokja, day):
    site = build.site()
    before = client().get(f"/desa/{site.code}/").content.decode()
    build.approved(bkm, pokja, site)
    inside, outside = client(bkm).get(f"/desa/{site.code}/").content.decode(), client().get(f"/desa/{site.code}/").content.decode()
    assert ("Belum disusun" in before, "0 dari 3 selesai" in inside, "0 dari 3 selesai" in outside, "30 hari kerja" in outside) == (True, True, True, True)


def test_the_plans_of_a_village_are_listed(bkm, pokja, day):
    site = build.site()
    build.begun(bkm, site)
    page = f"/rencana-kerja/{site.code}/"
    assert ("Draf" in client(bkm).get(page).content.decode(), "Masih disusun" in client().get(page).content.decode()) == (True, True)
    assert "Tidak ada rencana kerja di sini" in client().get(f"/rencana-kerja/{site.cycle.code}/").content.decode()


def test_the_table_means_the_same_in_english(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=build.changed(workplan, 1, funds=(("apbn", 7_500_000),), volume=Decimal("1250.5"), starts_on=date(2007, 6, 11)))
    page = client(bkm)
    page.cookies["language"] = "en"
    text = page.get(url(site, "tulis")).content.decode()
    assert ("Table of activities" in text, 'value="7.500.000"' in text, 'value="1250,5"' in text, 'value="11/6/2007"' in text) == (True, True, True, True)
    content = page.get(url(site, "unduh")).content
    before = queries.sheet_of(workplan).activities
    answer = page.post(url(site, "unggah"), {"version": "2", "mode": "replace", "file": SimpleUploadedFile("plan.xlsx", content, XLSX)})
    assert (answer.status_code, queries.sheet_of(workplan).activities) == (302, before)


def test_a_plan_of_hundreds_of_lines_is_shown_and_edited(bkm, day):
    site = build.site()
    workplan = build.begun(bkm, site)
    sheet = queries.sheet_of(workplan)
    lines = tuple(build.line(f"k{number:04}", after=(f"k{number - 1:04}",) if number else ()) for number in range(250))
    actions.save(bkm, site.code, on=day, plan=PLAN, sheet=type(sheet)(sheet.starts_on, sheet.deadline_on, sheet.weekdays, sheet.holidays, lines))
    page = client(bkm)
    assert "Kegiatan k0249" in page.get(url(site)).content.decode()
    first, second = page.get(url(site, "tulis")).content.decode(), page.get(url(site, "tulis") + "?halaman=2").content.decode()
    assert ("Kegiatan k0199" in first, "Kegiatan k0200" in first, "Kegiatan k0200" in second) == (True, False, True)
    data = {"version": "2", "shown": " ".join(f"k{number:04}" for number in range(200, 250)), "key": ["k0200", "k0201"], "number": ["201", "202"], "title": ["A", "B"], "days": ["1", "1"],
            "after": ["200", "201"]}
    assert page.post(url(site, "tulis") + "?halaman=2", data).status_code == 302
    kept = queries.sheet_of(workplan)
    assert (len(kept.activities), kept.activities[200].title, [kept.place[wait.key] for wait in kept.activities[201].after]) == (202, "A", [201])


def test_my_work_leads_to_the_forms(bkm, pokja, day):
    from sinergi.programmes import snapshot

    site = build.site()

    def asked(person):
        snapshot.renew_cycle(site.root_id, on=day)
        text = client(person).get("/pekerjaan-saya/").content.decode()
        return [word for word in ("tulis", "ajukan", "setujui") if f"/rencana-kerja/{site.code}/{PLAN}/{word}/?stage=trial" in text]

    assert asked(bkm) == ["tulis"]
    build.ready(bkm, site)
    assert asked(bkm) == ["ajukan"]
    actions.submit(bkm, site.code, on=day, plan=PLAN)
    assert (asked(bkm), asked(pokja)) == ([], ["setujui"])
    assert client(pokja).get(f"/rencana-kerja/{site.code}/{PLAN}/setujui/?stage=trial").status_code == 200

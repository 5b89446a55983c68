"""What was approved stays what everything is held against: every later change is counted, shown as it was and as it is, and has its reason beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from sinergi.printing import excel
from sinergi.workplans import actions, answering, conditions, differing, queries, rules
from tests import make, papers
from tests.workplans import build
from tests.workplans.build import PLAN

TODAY = make.today
LATER = date(2008, 2, 3)


@pytest.fixture
def day(monkeypatch):
    """The office's day is the day of the tests."""
    from sinergi.project import clock

    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def plan(bkm, pokja):
    """Approved, with money on every line."""
    site = build.site()
    workplan = build.ready(bkm, site)
    sheet = queries.sheet_of(workplan)
    paid = tuple(replace(each, funds=(("apbn", 2_500_000),)) for each in sheet.activities)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=replace(sheet, activities=paid))
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    actions.approve(pokja, site.code, on=TODAY, plan=PLAN)
    return workplan


def saved(person, workplan, sheet, reason="dua RT lagi"):
    actions.save(person, workplan.undertaking.code, on=TODAY, plan=PLAN, sheet=sheet, reason=reason)
    workplan.refresh_from_db()
    return queries.overview(workplan, TODAY)


def head(workplan, **fields):
    return replace(queries.sheet_of(workplan), **fields)


def replaced(workplan, many=4):
    """Every line taken out and others written."""
    return head(workplan, activities=tuple(build.line(f"b{number}", starts_on=date(2007, 6, 4)) for number in range(many)))


def page(person, workplan, *more, language="id"):
    client = Client()
    client.cookies["language"] = language
    if person is not None:
        client.force_login(person)
    return client.get("/".join(["/rencana-kerja", workplan.undertaking.code, PLAN, *more, ""])).content


def printed(person, workplan):
    return " ".join(papers.text(page(person, workplan, "pdf")).split())


@pytest.mark.parametrize(("fields", "said"), [
    ({"deadline_on": LATER}, "Batas waktu pemanfaatan dana: 3 Agustus 2007 → 3 Februari 2008"),
    ({"starts_on": date(2007, 6, 11)}, "Mulai rencana: 4 Juni 2007 → 11 Juni 2007"),
    ({"weekdays": "1111100"}, "Hari kerja: Senin, Selasa, Rabu, Kamis, Jumat, Sabtu → Senin, Selasa, Rabu, Kamis, Jumat"),
    ({"holidays": (rules.Holiday(date(2007, 8, 17), "Hari Kemerdekaan RI"), rules.Holiday(date(2007, 10, 13), "Idulfitri"))},
     "Hari libur: 25 Desember 2007 Hari Raya Natal; 1 Januari 2008 Tahun Baru Masehi; 17 Agustus 2008 Hari Kemerdekaan RI; 25 Desember 2008 Hari Raya Natal → 13 Oktober 2007 Idulfitri"),
])
def test_a_change_of_the_plan_itself_is_a_change(bkm, plan, fields, said):
    seen = saved(bkm, plan, head(plan, **fields))
    assert (seen.is_changed, [each.text for each in differing.head(seen)]) == (True, [said])
    assert differing.counted(seen).endswith(said if "Hari" not in said else said.partition(":")[0])


def test_lines_put_elsewhere_are_a_change(bkm, plan):
    lines = queries.sheet_of(plan).activities
    seen = saved(bkm, plan, head(plan, activities=(lines[1], lines[0], lines[2])))
    assert ([each.text for each in differing.head(seen)], seen.differing) == (["Urutan kegiatan"], ())


def test_what_is_as_approved_has_no_change(plan):
    seen = queries.overview(plan, TODAY)
    assert (seen.is_changed, differing.counted(seen), differing.rows(seen, names=True)) == (False, "", [])


def test_time_is_measured_against_the_approved_last_day(bkm, plan):
    seen = saved(bkm, plan, head(plan, deadline_on=LATER))
    said = answering.answers(seen)[0].answer
    assert said == ("Ya: rencana selesai 7 Juli 2007, tersisa 23 hari kerja sampai batas 3 Agustus 2007. "
                    "Itu batas yang disetujui; sesudahnya diubah menjadi 3 Februari 2008, dan itu belum disetujui.")
    seen = saved(bkm, plan, build.changed(plan, 0, days=40))
    assert answering.answers(seen)[0].answer.startswith("Belum: rencana selesai 21 Agustus 2007, 14 hari kerja sesudah batas 3 Agustus 2007.")


def test_a_new_last_day_counts_once_it_is_approved(bkm, pokja, plan):
    saved(bkm, plan, head(plan, deadline_on=LATER))
    actions.submit(bkm, plan.undertaking.code, on=TODAY, plan=PLAN)
    actions.approve(pokja, plan.undertaking.code, on=TODAY, plan=PLAN)
    seen = queries.overview(plan, TODAY)
    assert (seen.deadline_on, seen.is_changed, "3 Februari 2008." in answering.answers(seen)[0].answer) == (LATER, False, True)


def test_every_field_is_shown_as_it_was_and_as_it_is_with_the_reason(bkm, plan, day):
    saved(bkm, plan, build.changed(plan, 1, funds=(("apbn", 99_000_000), ("swadaya", 5)), responsible="Ibu Siti Rahayu", volume=Decimal("12.5"), support="Molen 1 unit"), "harga naik")
    inside, outside = page(bkm, plan).decode(), page(None, plan).decode()
    for text in ("APBN (Rp): <del>2.500.000</del> → <ins>99.000.000</ins>", "Volume: <del>12</del> → <ins>12,5</ins>", "Alat dan pendukung lain: <del>–</del> → <ins>Molen 1 unit</ins>"):
        assert (text in inside, text in outside) == (True, True)
    assert ("<ins>Ibu Siti Rahayu</ins>" in inside, "harga naik" in inside) == (True, True)
    assert ("Siti Rahayu" in outside, "<ins>I•• S••• R•••••</ins>" in outside, "harga naik" in outside) == (False, True, False)


def test_the_reasons_of_every_save_since_stand_beside_the_line_they_touched(bkm, plan, pokja):
    first, second = (each.key for each in queries.sheet_of(plan).activities[:2])
    saved(bkm, plan, build.changed(plan, 0, days=4), "hujan")
    saved(bkm, plan, build.changed(plan, 0, days=5), "hujan lagi")
    saved(bkm, plan, head(plan, activities=(*queries.sheet_of(plan).activities, build.line("baru"))), "satu lagi")
    seen = saved(bkm, plan, head(plan, deadline_on=LATER), "surat Satker")
    assert (seen.reasons[first], seen.reasons.get(second), seen.reasons[""]) == (("hujan", "hujan lagi"), None, ("surat Satker",))
    actions.submit(bkm, plan.undertaking.code, on=TODAY, plan=PLAN)
    actions.approve(pokja, plan.undertaking.code, on=TODAY, plan=PLAN)
    assert queries.overview(plan, TODAY).reasons == {}


def test_every_save_says_what_it_wrote_over(bkm, plan, day):
    saved(bkm, plan, build.changed(plan, 1, funds=(("apbn", 99_000_000),)))
    saved(bkm, plan, head(plan, deadline_on=LATER))
    text = page(bkm, plan, "versi").decode()
    assert ("APBN (Rp): <del>2.500.000</del> → <ins>99.000.000</ins>" in text, "Batas waktu pemanfaatan dana: <del>3 Agustus 2007</del> → <ins>3 Februari 2008</ins>" in text) == (True, True)


def test_a_save_numbers_its_rows_as_they_were_numbered_that_day(bkm, plan, day):
    lines = queries.sheet_of(plan).activities
    kept = (lines[0], replace(lines[2], after=(rules.After(lines[0].key, 0),)))
    saved(bkm, plan, head(plan, activities=kept))
    assert "Menunggu: <del>2+2</del> → <ins>1</ins>" in page(bkm, plan, "versi").decode()


def test_a_plan_replaced_after_the_approval_says_so_everywhere(bkm, plan, day):
    seen = saved(bkm, plan, replaced(plan))
    counted = "7 kegiatan berubah sesudah disetujui (4 ditambahkan, 3 dikeluarkan)"
    assert answering.answers(seen)[3].answer.endswith(f"Belum untuk yang sekarang: {counted}.")
    assert ("7 kegiatan berubah sesudah disetujui" in page(None, plan).decode(), counted in page(None, plan).decode()) == (True, True)
    assert "7 kegiatan berubah sesudah disetujui" in Client().get(f"/desa/{plan.undertaking.code}/").content.decode()
    paper = printed(None, plan)
    assert [text for text in ("Berubah sesudah disetujui", counted, "Pemetaan swadaya", "dikeluarkan", "Kegiatan b3", "ditambahkan") if text not in paper] == []


def test_the_paper_says_old_and_new_and_why_to_those_involved(bkm, plan, day):
    saved(bkm, plan, build.changed(plan, 1, funds=(("apbn", 99_000_000),)), "harga naik")
    inside, outside = printed(bkm, plan), printed(None, plan)
    assert ["2.500.000 → 99.000.000" in text for text in (inside, outside)] == [True, True]
    assert ["harga naik" in text for text in (inside, outside)] == [True, False]


def test_nothing_written_after_the_approval_moves_either_curve(bkm, plan):
    middle = date(2007, 6, 20)
    key = queries.sheet_of(plan).activities[0].key
    actions.report(bkm, plan.undertaking.code, on=date(2007, 6, 6), plan=PLAN, activity=key, percent=Decimal(100), started_on=date(2007, 6, 4), finished_on=date(2007, 6, 6))
    before = queries.overview(plan, middle)
    saved(bkm, plan, build.changed(plan, 2, funds=(("apbn", 900_000_000),), days=30))
    saved(bkm, plan, head(plan, weekdays="1000000", activities=(*queries.sheet_of(plan).activities, build.line("baru", funds=(("apbn", 77_000_000),)))))
    after = queries.overview(plan, middle)
    assert (after.plan_curve, after.actual_curve, after.planned_now, after.weighed_by) == (before.plan_curve, before.actual_curve, before.planned_now, "money")
    assert before.actual_now == pytest.approx(100 / 3, abs=0.01)


def test_a_line_added_since_weighs_nothing_and_one_taken_out_still_counts(bkm, plan):
    key = queries.sheet_of(plan).activities[0].key
    actions.report(bkm, plan.undertaking.code, on=date(2007, 6, 6), plan=PLAN, activity=key, percent=Decimal(60), started_on=date(2007, 6, 4))
    saved(bkm, plan, replaced(plan))
    actions.report(bkm, plan.undertaking.code, on=date(2007, 6, 6), plan=PLAN, activity="b0", percent=Decimal(100), started_on=date(2007, 6, 4), finished_on=date(2007, 6, 5))
    assert queries.overview(plan, date(2007, 6, 7)).actual_now == 20.0


def test_a_line_taken_out_is_asked_for_no_longer(bkm, plan):
    on = date(2007, 6, 5)
    assert conditions.reportable(bkm.pk, {plan.undertaking_id}, plan=PLAN, on=on) == {plan.undertaking_id}
    saved(bkm, plan, head(plan, activities=queries.sheet_of(plan).activities[1:]))
    assert conditions.reportable(bkm.pk, {plan.undertaking_id}, plan=PLAN, on=on) == set()


def test_a_plan_frozen_before_there_was_a_column_for_support_is_still_the_same(plan):
    content = queries.baseline_of(plan).submission.content
    assert (any("support" in row for row in content["activities"]), rules.sheet_of(content) == queries.sheet_of(plan)) == (False, True)


def test_what_happened_leaves_with_the_sheet_and_the_paper(bkm, plan, day):
    key = queries.sheet_of(plan).activities[0].key
    actions.report(bkm, plan.undertaking.code, on=TODAY, happened_on=TODAY, plan=PLAN, activity=key, percent=Decimal(40), started_on=date(2007, 5, 30), note="Hujan sepekan")
    inside, outside = (excel.read_rows(page(person, plan, "unduh"), sheet=2) for person in (bkm, None))
    assert "kemajuan tidak ikut terbaca" in inside[1][0]     # it goes out only, and says so
    assert inside[3] == ["No.", "Kegiatan", "Rencana mulai", "Rencana selesai", "Mulai sebenarnya", "Selesai sebenarnya", "Kemajuan (%)", "Keadaan per tanggal", "Sebab penyimpangan, atau catatan"]
    assert inside[4] == [1, "Persiapan", date(2007, 6, 4), date(2007, 6, 6), date(2007, 5, 30), None, 40, TODAY, "Hujan sepekan"]
    assert [len(row) for row in outside[3:]] == [8] * 4
    printouts = [printed(person, plan) for person in (bkm, None)]
    assert [("30 Mei 2007" in text, "Hujan sepekan" in text) for text in printouts] == [(True, True), (True, False)]


def test_one_working_day_is_said_in_the_singular(bkm, day):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=1))
    text = page(bkm, workplan, language="en").decode()
    assert ("from 4 June 2007, 1 working day." in text, "1 working days" in text) == (True, False)

"""Figures of a round equal the sums of their rows; the founding figures are held as printed and recompute."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from sinergi.funds.models import Account, Kind, Posting
from sinergi.kernel.chains import fingerprint
from sinergi.meetings import actions as meetings
from sinergi.meetings.models import Meeting
from sinergi.meetings.rules import CountLine
from sinergi.programmes.models import Closing, Leaving, Undertaking
from sinergi.progress.models import Report
from sinergi.reports import queries
from sinergi.reports.documents import final
from sinergi.reports.queries import frozen, printed, reckoning, rounds
from tests import make
from tests.funds import money
from tests.meetings import recording

# --- the round ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def built(pakem, pengawas, satker):
    """Swadaya of 2,4 million brought and 1,5 accepted, APBD released and a million of it spent."""
    work = money.work(pakem)
    make.appoint(pengawas, "pengawas", work)
    row = money.given(pakem, work, form="material", line="A2", item="Pasir", unit="m3", quantity=Decimal("12.5"))
    money.given(pakem, work, form="labour", line="C1", item="Pekerja", unit="HOK", quantity=Decimal(30))
    money.accepted(pengawas, work, row)
    money.released(satker, work, "apbd", 3_000_000)
    money.spent(pakem, work, 1_000_000)
    return work


def _posted(cycle, kind, account, source):
    return Posting.objects.filter(undertaking__cycle=cycle, entry__kind=kind, account=account, source=source).aggregate(sum=Sum("amount"))["sum"] or 0


def test_money_of_a_round_equals_the_ledger(built):
    cycle = built.cycle
    found = queries.figures(cycle.pk, make.today)["sources"]
    assert found["swadaya"]["used"] == -_posted(cycle, Kind.CONTRIBUTION, Account.RECEIVED, "swadaya") == 1_500_000
    assert found["apbd"]["received"] == _posted(cycle, Kind.RELEASE, Account.BANK, "apbd") == 3_000_000
    assert found["apbd"]["used"] == -_posted(cycle, Kind.SPENDING, Account.BANK, "apbd") == 1_000_000
    assert found["apbd"]["at_hand"] == 2_000_000
    assert {code: sums["planned"] for code, sums in found.items()} == {"swadaya": 2_500_000, "apbd": 3_000_000, "apbn": 3_000_000}
    assert list(found) == ["swadaya", "apbd", "apbn"]


def test_promised_stands_beside_proven(built):
    found = queries.figures(built.root_id, make.today)["swadaya"]
    assert (found["planned"], found["delivered"]) == (2_500_000, 2_400_000)
    assert found["proven"] == 1_500_000
    assert found["rise"] == {"a": -1_000_000, "b": "-40.00", "c": "60.00", "d": "25.00"}


@pytest.mark.parametrize(("planned", "proven", "grant", "readings"), [
    (1_000_000, 4_000_000, 8_000_000, [3_000_000, Decimal("300.0"), Decimal("400.0"), Decimal("50.0")]),
    (1_000_000, 3_000_000, 0, [2_000_000, Decimal("200.0"), Decimal("300.0"), None]),
    (0, 0, 0, [0, None, None, None]),
    (2_000_000, 1_000_000, 4_000_000, [-1_000_000, Decimal("-50.0"), Decimal("50.0"), Decimal("25.0")]),
])
def test_the_rise_has_four_readings(planned, proven, grant, readings):
    """ "300 %" may be (b) or (c): the formulas stand beside the figures."""
    assert [each["amount"] if each["unit"] == "rupiah" else each["share"] for each in queries.rise(planned, proven, grant)] == readings


def test_physical_is_weighted_by_rupiah(pakem):
    work = money.work(pakem)
    small = make.child(work.parent, "33.24.12.2011")
    stamp = {"act": "progress.report", "person": pakem, "happened_on": make.today}
    Report.objects.create(undertaking=work, actual=Decimal(40), **stamp)
    Report.objects.create(undertaking=work, actual=Decimal(50), **stamp)
    Report.objects.create(undertaking=small, actual=Decimal(100), **stamp)
    assert reckoning.physical_of_round(work.cycle) == Decimal("50.0")
    assert queries.figures(work.root_id, make.today)["physical"] == "50.0"


def test_a_round_with_nothing_planned_has_no_percent(kendal):
    cycle = make.open_stage(acts=(), done_when=(money.DONE,), scope="cycle")
    found = queries.figures(cycle.pk, make.today)
    assert found["physical"] is None
    assert found["works"] == {"started": 1, "villages": 1, "left_villages": 0, "left": 0, "submitted": 0, "listed": {}, "finished": 0, "handed_over": 0}
    assert found["meetings"] == {"held": 0, "participants": 0, "women": 0, "men": 0, "poor": 0, "disability": 0}


@pytest.fixture
def thinned(work_and_villages):
    """Of two villages with three works one village left with its work, and a work of the other by itself."""
    work, other = work_and_villages
    for gone in (work, other):
        Leaving.objects.create(undertaking=gone, act="programmes.leave", reason="withdrew", happened_on=make.today)
    return work.cycle


@pytest.fixture
def work_and_villages(kendal):
    work = make.open_stage(acts=(), done_when=(money.DONE,))
    other = make.child(work.cycle, "33.24.16.2015")
    make.child(work.parent, "33.24.12.2011")
    make.child(other, "33.24.16.2015")
    return work, other


def test_who_left_is_counted_alike_on_the_page_in_the_report_and_in_the_figures(thinned):
    now, found = rounds.now(thinned, make.today), queries.figures(thinned.pk, make.today)["works"]
    assert (now.villages, now.left_villages, now.works, now.left_works) == (1, 1, 1, 2)
    assert (found["villages"], found["left_villages"], found["started"] - found["left"], found["left"]) == (1, 1, 1, 2)
    printed_facts = {str(label): value for label, value in final.report_facts(thinned, make.today)["facts"]}
    assert (printed_facts["Desa"], printed_facts["Usulan dimulai"], printed_facts["Keluar dari tahap"]) == (1, 3, "2 pekerjaan, 1 desa")


def test_who_returned_is_in_the_round_again(thinned):
    Leaving.objects.update(ended_on=make.today)
    found = queries.figures(thinned.pk, make.today)["works"]
    assert (found["villages"], found["left_villages"], found["started"], found["left"]) == (2, 0, 3, 0)


def test_figures_frozen_with_every_village_in_one_number_stay_as_they_are(client, thinned, pakem):
    """A closing of before villages that left were counted apart: nothing in it changes, and it is not called different for that."""
    figures = queries.figures(thinned.pk, make.today)
    figures["works"] = {name: count for name, count in figures["works"].items() if name != "left_villages"} | {"villages": 2, "left": 1}
    Closing.objects.create(undertaking=thinned, act="programmes.close", person=pakem, happened_on=make.today, figures=figures, fingerprint=fingerprint(figures))
    facts = final.report_facts(thinned, make.today)
    assert facts["facts"][0] == ["Desa, termasuk yang keluar", 2]
    assert facts["facts"][5] == ["Pekerjaan yang keluar sendiri", 1]
    assert frozen.frozen(thinned, queries.figures(thinned.pk, make.today)).same
    assert hashlib.sha256(client.get(f"/tahap/{thinned.code}/angka.json").content).hexdigest() == fingerprint(figures)


def test_people_at_meetings_are_counted_once(bkm):
    site = recording.stage()
    day = recording.DAY
    counts = [CountLine("Warga", women=15, men=14, poor=9, disability=1)]
    meetings.record(bkm, site.code, on=make.today, stage="trial", kind="rembug", sheet=recording.sheet(counts=counts, starts_on=day))
    meetings.record(bkm, site.code, on=make.today, stage="trial", kind="rembug", sheet=recording.sheet(title="Rembug kedua", counts=counts, starts_on=day))
    rows = Meeting.objects.aggregate(women=Sum("women"), men=Sum("men"))
    found = queries.figures(site.root_id, make.today)["meetings"]
    assert found == {"held": 2, "participants": 58, "women": 30, "men": 28, "poor": 18, "disability": 2}
    assert (found["women"], found["men"]) == (rows["women"], rows["men"])


def test_the_same_rows_give_the_same_fingerprint(built):
    first, second = (queries.figures(built.root_id, make.today) for _ in range(2))
    assert fingerprint(first) == fingerprint(second)
    assert Undertaking.objects.get(pk=built.root_id).code == first["round"]


# --- the founding papers -------------------------------------------------------------------------------------------------------


def _value(code):
    return next(figure for figure in queries.founding() if figure.code == code)


def test_all_twenty_two_facts_are_there():
    assert {figure.fact for figure in queries.founding()} == set(range(1, 23))


def test_the_printed_share_of_women_is_the_one_that_the_counts_give():
    women, men = _value("cinunuk_women").value, _value("cinunuk_men").value
    assert (women + men, round(100 * women / (women + men), 2), _value("cinunuk_women_share").value) == (_value("cinunuk_participants").value, 51.72, 52)


@pytest.mark.parametrize(("code", "value"), [
    ("kendal_per_village", 260_869_565), ("kendal_per_village_year", 86_956_522), ("kendal_per_year", 2_000_000_000),
    ("kendal_apbn", 6_000_000_000), ("kendal_villages", 23), ("kendal_one_proposals", 30), ("kendal_two_pakem", 41), ("bekasi_participants", 13 + 6 + 5 + 17 + 10 + 6),
])
def test_printed_values_stand_and_derived_ones_recompute(code, value):
    assert _value(code).value == value


def test_derived_values_are_never_typed():
    derived = [figure for figure in queries.founding() if figure.is_derived]
    values = {figure.code: figure.value for figure in queries.founding()}
    assert [printed.derive(figure.derived, values) for figure in derived] == [figure.value for figure in derived]
    assert {figure.code for figure in derived} == {"kendal_per_village", "kendal_per_village_year", "kendal_per_year"}


@pytest.mark.parametrize(("code", "comparator", "status"), [
    ("kendal_two_swadaya", ">", ""), ("kendal_one_swadaya", "%", ""), ("kendal_many_per_village", ">", ""), ("bekasi_apbd", "=", "hoped"), ("kendal_per_village", "about", ""),
])
def test_what_a_paper_says_is_not_sharpened(code, comparator, status):
    assert (_value(code).comparator, _value(code).status) == (comparator, status)


def test_every_figure_names_its_paper_and_both_languages():
    for figure in queries.founding():
        assert figure.comparator in printed.COMPARATORS
        assert figure.unit in printed.UNITS
        assert all([figure.source.title.id, figure.source.title.en, figure.label.id, figure.label.en, figure.as_of]), figure.code


def test_the_page_shows_them(client, kendal):
    page = client.get("/angka-sumber/").content.decode()
    assert "Rp\u00a0260.869.565" in page
    assert "lebih dari" in page


# --- frozen -------------------------------------------------------------------------------------------------------------------


def test_a_closed_round_shows_and_prints_the_figures_as_they_were_frozen(client, built, pakem):
    cycle = built.cycle
    figures = queries.figures(cycle.pk, make.today)
    money.spent(pakem, built, 500_000)          # as if it came after the closing
    closing = Closing.objects.create(undertaking=cycle, act="programmes.close", person=pakem, happened_on=make.today, figures=figures, fingerprint=fingerprint(figures))
    page = client.get(f"/tahap/{cycle.code}/").content.decode()
    assert "Buku hari ini berbeda" in page
    assert fingerprint(figures)[:8] in page
    frozen = page.split('id="beku"')[1].split("</section>")[0]
    assert "1.000.000" in frozen
    assert "1.500.000" in frozen        # swadaya; of APBD the books say so too by now, but not what is frozen
    facts = final.report_facts(cycle, make.today)
    assert (facts["fingerprint"], facts["address"].endswith(f"/tahap/{cycle.code}/#beku")) == (fingerprint(figures), True)
    apbd = next(row for section in facts["sections"] if "Dana menurut sumber" in section["heading"] for row in section["parts"][0]["table"]["rows"] if row[0] == "APBD")
    assert apbd[1:] == [3_000_000, 3_000_000, 1_000_000, 2_000_000]
    assert facts["office"] == {"name": cycle.title, "above": cycle.region.name}
    Closing.objects.filter(pk=closing.pk).update(figures=queries.figures(cycle.pk, make.today))
    assert "Buku hari ini masih berkata sama." in client.get(f"/tahap/{cycle.code}/").content.decode()


def _said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_closing_that_was_taken_back_says_so_and_names_what_stands_instead(client, built, pakem):
    """The paper with the old fingerprint and the page of the round: closed, opened again, and why; then what stands now."""
    cycle, later, reason = built.cycle, make.today + timedelta(2), "angka swadaya KDL-001 keliru"
    marks = []
    for day in (make.today, later):
        figures = queries.figures(cycle.pk, day)
        marks.append(fingerprint(figures))
        Closing.objects.create(undertaking=cycle, act="programmes.close", person=pakem, happened_on=day, figures=figures, fingerprint=marks[-1])
        if day == make.today:
            Closing.objects.update(ended_on=make.today, end_reason=reason)
            page, checked = (_said(client.get(address, {"kode": marks[0]})) for address in (f"/tahap/{cycle.code}/", "/pengumuman/periksa/"))
            assert "Pernah ditutup 1 Juni 2007 dan dibuka kembali 1 Juni 2007" in page
            assert f"Ditutup 1 Juni 2007, dibuka kembali 1 Juni 2007 dengan alasan: {reason}" in page
            assert f"dibekukan 1 Juni 2007 dengan sidik jari ini, dibuka kembali 1 Juni 2007 dengan alasan: {reason}" in checked
            assert "angka penggantinya belum dibekukan" in checked
    old, new = (_said(client.get("/pengumuman/periksa/", {"kode": mark})) for mark in marks)
    assert "Yang berlaku sekarang: angka yang dibekukan 3 Juni 2007" in old
    assert ("tidak berlaku lagi" in new, "angkanya dibekukan 3 Juni 2007 dengan sidik jari ini" in new, "angkanya dibekukan" in old) == (False, True, False)
    assert f"dengan alasan: {reason}" in _said(client.get(f"/tahap/{cycle.code}/"))


def test_the_frozen_figures_are_a_file_of_the_printed_fingerprint_that_the_check_page_knows(client, built, pakem):
    cycle, address = built.cycle, f"/tahap/{built.cycle.code}/angka.json"
    assert client.get(address).status_code == 404
    figures = queries.figures(cycle.pk, make.today)
    Closing.objects.create(undertaking=cycle, act="programmes.close", person=pakem, happened_on=make.today, figures=figures, fingerprint=fingerprint(figures))
    text = client.get(address).content
    assert hashlib.sha256(text).hexdigest() == fingerprint(figures)
    known = [client.get("/pengumuman/periksa/", {"kode": fingerprint(figures)}), client.post("/pengumuman/periksa/", {"file": SimpleUploadedFile("angka.json", text)})]
    assert [f'href="/tahap/{cycle.code}/#beku"' in page.content.decode() for page in known] == [True, True]
    assert "Kode ini tidak dikenal" in client.get("/pengumuman/periksa/", {"kode": "0" * 64}).content.decode()
    assert "Tulis kode dari lembarnya" in client.post("/pengumuman/periksa/", {}).content.decode()

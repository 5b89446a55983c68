"""The pages of follow-ups: who sees what, filters in the address, the report form."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.followups import actions, queries
from sinergi.followups.models import Report
from sinergi.followups.rules import Responsible
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _today(db, settings):
    """The office's day, set as the demo sets it."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return opening.stage()


def text(response):
    return response.content.decode()


def address(name, followup, **query):
    return reverse(f"followups:{name}", args=[followup.undertaking.code, followup.number], query=query or None)


def test_anybody_reads_the_list_but_names_are_masked(client, bkm, faskel, site):
    opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    page = text(client.get(reverse("followups:index", args=[site.code])))
    assert ("Perbaiki talud" in page, "Nur Aini" in page, "N•• A•••" in page) == (True, False, True)
    client.force_login(bkm)
    assert "Nur Aini" in text(client.get(reverse("followups:index", args=[site.code])))


def test_a_round_lists_what_lies_below_it(client, bkm, site):
    opening.opened(bkm, site)
    assert "Perbaiki talud" in text(client.get(reverse("followups:index", args=[site.cycle.code])))


@pytest.mark.parametrize(("query", "shown"), [
    ({}, {"Lambat", "Nanti", "Beres"}), ({"keadaan": "terbuka"}, {"Lambat", "Nanti"}), ({"keadaan": "terlambat"}, {"Lambat"}),
    ({"keadaan": "selesai"}, {"Beres"}), ({"milik": "saya"}, {"Nanti"}), ({"asal": "audit"}, {"Beres"}), ({"cari": "lamb"}, {"Lambat"}),
    ({"keadaan": "'; DROP", "asal": "x", "halaman": "-4"}, {"Lambat", "Nanti", "Beres"}), ({"cari": "tidak ada"}, set()),
])  # fmt: skip
def test_filters_stand_in_the_address(client, bkm, site, query, shown):
    opening.opened(bkm, site, what="Lambat", due_on=date(2007, 5, 12))
    opening.opened(bkm, site, what="Nanti", due_on=date(2007, 7, 1), responsible=Responsible(person_id=bkm.pk))
    done = opening.opened(bkm, site, what="Beres", origin="audit")
    actions.report(bkm, site.code, done.pk, on=make.today, happened_on=opening.DAY, status="done", note="Sudah")
    client.force_login(bkm)
    page = text(client.get(reverse("followups:index", args=[site.code]), query))
    assert {word for word in ("Lambat", "Nanti", "Beres") if f">{word}</a>" in page} == shown


def test_mine_needs_somebody_signed_in(client, bkm, site):
    opening.opened(bkm, site)
    assert client.get(reverse("followups:mine")).status_code == 302
    client.force_login(bkm)
    assert "Perbaiki talud" in text(client.get(reverse("followups:mine")))


def test_reporting_done_with_a_file(client, bkm, site):
    followup = opening.opened(bkm, site)
    client.force_login(bkm)
    given = {"status": "done", "happened_on": "2007-05-15", "note": "", "evidence": SimpleUploadedFile("bukti.pdf", PDF, "application/pdf")}
    response = client.post(address("report", followup), given)
    assert (response.status_code, Report.objects.get().evidence.name) == (302, "bukti.pdf")
    assert "bukti.pdf" in text(client.get(address("show", followup)))
    client.logout()
    assert "bukti.pdf" not in text(client.get(address("show", followup)))


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"note": ""}, "Tulis apa hasilnya atau unggah buktinya"),
    ({"happened_on": "2007-05-01"}, "sebelum tindak lanjut ini disepakati"),
    ({"happened_on": "2007-06-02"}, ""),
    ({"happened_on": "32 Mei 2007"}, ""),
    ({"happened_on": ""}, "Bagian ini perlu diisi."),
    ({"status": "hilang"}, "Pilihan ini tidak ada di daftar."),
    ({"status": "cancelled", "note": ""}, "Tulis alasan pembatalannya."),
])  # fmt: skip
def test_bad_reports_come_back_with_a_sentence_and_what_was_typed(client, bkm, site, changes, sentence):
    followup = opening.opened(bkm, site)
    client.force_login(bkm)
    response = client.post(address("report", followup), {"status": "done", "happened_on": "2007-05-15", "note": "Sudah 🌾", **changes})
    assert (response.status_code, Report.objects.count(), sentence in text(response)) == (200, 0, True)
    assert "note" in changes or "Sudah 🌾" in text(response)


def test_a_renamed_program_is_no_evidence(client, bkm, site):
    followup = opening.opened(bkm, site)
    client.force_login(bkm)
    given = {"status": "done", "happened_on": "2007-05-15", "note": "x", "evidence": SimpleUploadedFile("bukti.pdf", b"MZ\x90\x00" + b"\0" * 200)}
    assert (client.post(address("report", followup), given).status_code, Report.objects.count()) == (200, 0)


def test_who_may_not_report_is_told_why(client, bkm, stranger, site):
    followup = opening.opened(bkm, site)
    client.force_login(stranger)
    response = client.get(address("report", followup))
    assert (response.status_code, "Akun Anda tidak memegang peran itu" in text(response)) == (403, True)


def test_whoever_promised_finds_the_button_and_the_names_on_the_page(client, bkm, stranger, site):
    mine = opening.opened(bkm, site, responsible=Responsible(person_id=stranger.pk))
    client.force_login(stranger)
    page = text(client.get(address("show", mine)))
    assert (address("report", mine) in page, stranger.name in page) == (True, True)
    given = {"status": "done", "happened_on": "2007-05-15", "note": "", "evidence": SimpleUploadedFile("bukti.pdf", PDF, "application/pdf")}
    assert (client.get(address("report", mine)).status_code, client.post(address("report", mine), given).status_code) == (200, 302)
    assert b"".join(client.get(Report.objects.get().evidence.get_absolute_url()).streaming_content) == PDF


def test_whoever_reports_for_somebody_else_is_told_so_and_everybody_reads_it(client, bkm, faskel, site):
    laid, loose = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk)), opening.opened(bkm, site)
    client.force_login(bkm)
    assert [f"Penanggung jawabnya {faskel.name}, bukan Anda." in text(client.get(address("report", each))) for each in (laid, loose)] == [True, False]
    for each in (laid, loose):
        client.post(address("report", each), {"status": "running", "happened_on": "2007-05-15", "note": "x"})
    assert ["bukan oleh penanggung jawabnya" in text(client.get(address("show", each))) for each in (laid, loose)] == [True, False]


@pytest.mark.parametrize("path", ["/tindak-lanjut/TIDAK-ADA/", "/tindak-lanjut/TIDAK-ADA/1/", "/tindak-lanjut/{code}/99/", "/tindak-lanjut/{code}/99/lapor/"])
def test_what_is_not_there_is_not_found(client, bkm, site, path):
    client.force_login(bkm)
    assert client.get(path.format(code=site.code)).status_code == 404


def test_the_panel_counts_open_and_late_and_is_nothing_when_there_is_nothing(bkm, site):
    assert queries.panel(site, bkm, make.today) is None
    opening.opened(bkm, site, due_on=date(2007, 5, 12))
    opening.opened(bkm, site, due_on=date(2007, 7, 12))
    panel = queries.panel(site, bkm, make.today)
    assert (panel["total"], panel["open"], panel["late"], [row.shape for row in panel["rows"]]) == (2, 2, 1, ["late", "open"])


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_three(client, bkm, faskel, site):
    asked = []
    for more in (1, 2):
        for _ in range(more):
            opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("followups:index", args=[site.code]))
        asked.append(len(caught))
    assert asked[0] == asked[1]


def test_the_list_offers_reporting_only_where_it_is_let_in(client, bkm, korkot, stranger, site):
    """``korkot`` watches but reports nothing here; the one it was laid on needs no role."""
    laid, loose = opening.opened(bkm, site, responsible=Responsible(person_id=stranger.pk)), opening.opened(bkm, site)
    offered = {}
    for person in (bkm, korkot, stranger):
        client.force_login(person)
        page = text(client.get(reverse("followups:index", args=[site.code])))
        offered[person.name] = [address("report", each) in page for each in (laid, loose)]
    assert offered == {bkm.name: [True, True], korkot.name: [False, False], stranger.name: [True, False]}

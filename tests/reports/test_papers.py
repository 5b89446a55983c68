"""The LPJ and the final report out of the books, and filing them with one click through the gate."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from django.utils import translation

from sinergi.dossiers.models import Document
from sinergi.files import queries as files
from sinergi.printing import excel
from sinergi.reports import documents
from sinergi.reports.documents import final, lpj
from tests import make
from tests.funds import money

PAPERS = """
[[documents]]
code = "pertanggungjawaban"
title = { id = "LPJ", en = "Account" }
generated = "lpj"
[[documents]]
code = "surat"
title = { id = "Surat", en = "Letter" }
"""
FILING = ('{ act = "dossiers.file", document = "pertanggungjawaban", role = "pakem" }', '{ act = "dossiers.file", document = "surat", role = "pakem" }')


@pytest.fixture
def work(pakem, pengawas, satker):
    made = money.work(pakem, acts=money.ACTS + FILING, extra=PAPERS)
    make.appoint(pengawas, "pengawas", made)
    row = money.given(pakem, made, form="material", line="A2", item="Pasir", unit="m3", quantity=Decimal("12.5"))
    money.accepted(pengawas, made, row)
    money.released(satker, made, "apbd", 3_000_000)
    money.spent(pakem, made, 1_000_000)
    return made


def _table(facts, heading):
    section = next(each for each in facts["sections"] if each["heading"] == heading)
    return next(part["table"] for part in section["parts"] if "table" in part)


def test_plan_against_actual_by_line_and_source(work, pakem):
    facts = lpj.lpj_facts(lpj.Account(work, pakem, make.today, involved=True))
    table = _table(facts, "Rencana dan kenyataan per baris")
    assert ["A2", "Pasir", "SWADAYA", 1_500_000, 1_500_000, 0] in table["rows"]
    assert ["A1", "Semen", "APBD", 3_000_000, 1_000_000, -2_000_000] in table["rows"]
    assert table["total"] == [None, "Jumlah (Rp)", None, 8_500_000, 2_500_000, -6_000_000]


def test_sums_of_the_lpj_equal_the_purses(work, pakem):
    table = _table(lpj.lpj_facts(lpj.Account(work, pakem, make.today, involved=True)), "Menurut sumber")
    assert table["rows"] == [["SWADAYA", 2_500_000, 1_500_000, 1_500_000, 0, 1_000_000], ["APBD", 3_000_000, 3_000_000, 1_000_000, 2_000_000, 2_000_000],
                             ["APBN", 3_000_000, 0, 0, 0, 3_000_000]]


@pytest.mark.parametrize(("language", "said"), [("id", "dua juta lima ratus ribu rupiah"), ("en", "")])
def test_amounts_are_spelled_in_indonesian_papers_only(work, pakem, language, said):
    with translation.override(language):
        assert lpj.lpj_facts(lpj.Account(work, pakem, make.today, involved=True))["in_words"] == said
        assert final.report_facts(work.cycle, make.today)["in_words"] == said


def test_the_lpj_is_a_pdf_and_the_same_twice(work, client):
    answer = client.get(f"/usulan/{work.code}/lpj.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_workbook_holds_the_same_figures(work, client):
    rows = excel.read_rows(client.get(f"/usulan/{work.code}/lpj.xlsx").content, sheet=1)
    assert ["A2", "A. Bahan", "Pasir", Decimal("12.5"), "m3", "SWADAYA", 1_500_000, 1_500_000, 0] in rows
    assert rows[-1][-3:] == [8_500_000, 2_500_000, -6_000_000]


def test_the_final_report_carries_the_figures(work, client, pokja):
    facts = final.report_facts(work.cycle, make.today)
    assert _table(facts, "Dana menurut sumber")["total"] == ["Jumlah (Rp)", 8_500_000, 4_500_000, 2_500_000, 2_000_000]
    assert [row[0] for row in _table(facts, "Pekerjaan")["rows"]] == [work.code]
    assert client.get(f"/tahap/{work.cycle.code}/laporan.pdf").content.startswith(b"%PDF")


def test_filed_with_one_click_as_it_was_made(work, client, pakem):
    client.force_login(pakem)
    [filing] = documents.filings(pakem, work, make.today)
    assert filing.document == "pertanggungjawaban"
    assert client.post(filing.url).status_code == 302
    row = Document.objects.get()
    [kept] = row.files.all()
    assert row.is_generated
    assert row.fingerprint == hashlib.sha256(files.content(kept.file)).hexdigest()


@pytest.mark.parametrize(("who", "document", "status"), [
    ("pokja", "pertanggungjawaban", 403), ("stranger", "pertanggungjawaban", 403), ("pakem", "surat", 404), ("pakem", "", 404), ("pakem", "zzz", 404),
])
def test_the_gate_and_the_edition_decide_what_is_filed(client, request, work, who, document, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/usulan/{work.code}/lpj/serahkan/?dokumen={document}").status_code == status
    assert Document.objects.count() == 0


def test_filing_asks_for_a_login_and_never_happens_by_reading(client, work, pakem):
    assert client.post(f"/usulan/{work.code}/lpj/serahkan/?dokumen=pertanggungjawaban").status_code == 403
    client.force_login(pakem)
    assert client.get(f"/usulan/{work.code}/lpj/serahkan/?dokumen=pertanggungjawaban").status_code == 405
    assert Document.objects.count() == 0


def test_nothing_is_offered_to_who_may_not(work, pokja, stranger):
    assert [documents.filings(person, work, make.today) for person in (None, pokja, stranger)] == [[], [], []]

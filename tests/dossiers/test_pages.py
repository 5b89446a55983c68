"""The pages: the dossier, upload, check, signature, history, panel."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.dossiers import actions, definitions, permissions, queries
from sinergi.dossiers.models import Check, Document, Finding, Signature
from sinergi.project.models import DemoDay
from tests import make
from tests.dossiers import papers
from tests.files import samples


@pytest.fixture(autouse=True)
def _today(db, settings):
    """The office stands at the day of the tests."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


def _words(response) -> str:
    return " ".join(response.content.decode().split())


def _upload(**changes):
    return {"uploads": [samples.upload("lpj.pdf", samples.PDF)], "number": "12/LPJ", "dated_on": "30-05-2007", "happened_on": "2007-06-01"} | changes


def test_the_dossier_says_what_is_there_and_what_is_missing(client, bkm, pokja):
    work = papers.work()
    papers.file(bkm, work, number="12/LPJ")
    client.force_login(pokja)
    page = _words(client.get(f"/berkas/{work.code}/"))
    assert ("12/LPJ" in page, "Slamet Riyadi" in page, "Belum ada" in page, "giliran berikutnya" in page) == (True, True, True, True)
    assert "/periksa/?document=lpj" in page
    assert "/unggah/" not in page  # the working group files nothing here


def test_the_public_sees_states_but_neither_names_nor_files(client, bkm, pokja):
    work = papers.work()
    filing = papers.file(bkm, work)
    actions.check(pokja, work.code, on=make.today, document="lpj", filing=filing.pk, correct=False, note="nomor rekening Ibu Siti keliru")
    page = _words(client.get(f"/berkas/{work.code}/"))
    assert ("Perlu diperbaiki" in page, "Slamet" in page, "Ibu Siti" in page, "lpj.pdf" in page) == (True, False, False, False)


def test_a_document_is_uploaded(client, bkm):
    work = papers.work()
    client.force_login(bkm)
    url = f"/berkas/{work.code}/unggah/?document=lpj&stage=trial"
    assert "LPJ PAKEM" in _words(client.get(url))
    answer = client.post(url, _upload(uploads=[samples.upload("a.pdf", samples.PDF), samples.upload("b.jpg", samples.picture())]))
    assert (answer.status_code, answer["Location"]) == (302, f"/berkas/{work.code}/")
    row = Document.objects.get()
    assert (row.number, row.dated_on, row.files.count()) == ("12/LPJ", date(2007, 5, 30), 2)


@pytest.mark.parametrize(("changes", "said"), [
    ({"uploads": []}, "Pilih berkas dulu"),
    ({"uploads": [samples.upload("lpj.pdf", samples.EXE)]}, "bukan jenis yang bisa diterima"),
    ({"uploads": [samples.upload("lpj.pdf", b"")]}, "kosong"),
    ({"dated_on": "31 Februari 2007"}, "Februari"),
    ({"dated_on": "2012-01-01"}, "tidak mungkin"),
    ({"happened_on": ""}, "Bagian ini perlu diisi"),
    ({"number": "x" * 121}, "120"),
])
def test_a_bad_upload_is_answered_with_a_sentence_and_keeps_the_text(client, bkm, changes, said):
    work = papers.work()
    client.force_login(bkm)
    answer = client.post(f"/berkas/{work.code}/unggah/?document=lpj", _upload(note="jilid dua", **changes) | changes)
    assert (answer.status_code, Document.objects.count()) == (200, 0)
    assert said in _words(answer)
    assert "jilid dua" in _words(answer)


def test_an_opinion_takes_its_findings(client, auditor):
    work = papers.work()
    client.force_login(auditor)
    url = f"/berkas/{work.code}/unggah/?document=opini"
    assert "Temuan 5" in _words(client.get(url))
    given = _upload(opinion="wdp", what_1="Nota hilang", recommendation_1="Cari salinan", responsible_1="PAKEM", due_on_1="2007-07-01")
    assert client.post(url, given).status_code == 302
    assert (Document.objects.get().opinion, Finding.objects.get().what) == ("wdp", "Nota hilang")
    page = _words(client.get(f"/berkas/{work.code}/dokumen/opini/"))
    assert ("Wajar dengan pengecualian" in page, "Nota hilang" in page, "1 Juli 2007" in page) == (True, True, True)


@pytest.mark.parametrize(("changes", "said"), [
    ({"opinion": ""}, "Bagian ini perlu diisi"),
    ({"what_2": "Setengah temuan"}, "Tulis penanggung jawabnya"),
    ({"responsible_2": "PAKEM", "due_on_2": "2007-07-01"}, "Tulis temuannya"),
])
def test_a_finding_begun_is_finished(client, auditor, changes, said):
    work = papers.work()
    client.force_login(auditor)
    answer = client.post(f"/berkas/{work.code}/unggah/?document=opini", _upload(opinion="wdp") | changes)
    assert (answer.status_code, Document.objects.count(), said in _words(answer)) == (200, 0, True)


def test_a_document_is_checked(client, bkm, pokja):
    work = papers.work()
    filing = papers.file(bkm, work)
    client.force_login(pokja)
    url = f"/berkas/{work.code}/periksa/?document=lpj"
    assert "lpj.pdf" in _words(client.get(url))
    given = {"correct": "no", "note": "", "happened_on": "2007-06-01", "filing": filing.pk}
    assert "Tulis apa yang keliru" in _words(client.post(url, given))
    assert client.post(url, given | {"note": "jumlah salah"}).status_code == 302
    assert Check.objects.get().correct is False


def test_a_check_of_a_version_replaced_meanwhile_is_told_so(client, bkm, pokja):
    work = papers.work()
    first = papers.file(bkm, work)
    papers.file(bkm, work)
    client.force_login(pokja)
    answer = client.post(f"/berkas/{work.code}/periksa/?document=lpj", {"correct": "yes", "happened_on": "2007-06-01", "filing": first.pk})
    assert ("ada versi baru" in _words(answer), Check.objects.count()) == (True, 0)


def test_a_chain_is_signed_and_refused_in_the_browser(client, faskel, pjok):
    work = papers.work()
    url = f"/berkas/{work.code}/tanda-tangan/?chain=blm"
    client.force_login(faskel)
    assert client.post(url, {"signed": "yes", "happened_on": "2007-06-01"}).status_code == 302
    client.force_login(pjok)
    assert "Tulis alasan penolakan" in _words(client.post(url, {"signed": "no", "happened_on": "2007-06-01"}))
    assert client.post(url, {"signed": "no", "note": "RPD keliru", "happened_on": "2007-06-01"}).status_code == 302
    assert list(Signature.objects.values_list("role", "signed", "ended_on")) == [("faskel", True, make.today), ("pjok", False, None)]
    assert "RPD keliru" in _words(client.get(url))


@pytest.mark.parametrize(("path", "status"), [
    ("unggah/?document=asing", 422), ("unggah/?document=opini", 403), ("periksa/?document=asing", 422), ("periksa/?document=rpd", 409), ("unggah/", 422), ("tanda-tangan/", 422),
    ("tanda-tangan/?chain=asing", 422), ("tanda-tangan/?chain=blm", 403), ("dokumen/asing/", 422), ("dokumen/rpd/", 200), ("", 200),
])
def test_each_address_says_why_not(client, bkm, path, status):
    work = papers.work()
    client.force_login(bkm)
    answer = client.get(f"/berkas/{work.code}/{path}")
    assert answer.status_code == status
    assert "<main" in answer.content.decode()


def test_checking_without_naming_a_document_leads_to_the_dossier(client, pokja):
    work = papers.work()
    client.force_login(pokja)
    assert client.get(f"/berkas/{work.code}/periksa/")["Location"] == f"/berkas/{work.code}/"


@pytest.mark.parametrize("path", ["unggah/", "periksa/", "tanda-tangan/", "dokumen/lpj/"])
def test_pages_ask_to_sign_in(client, kendal, path):
    work = papers.work()
    answer = client.get(f"/berkas/{work.code}/{path}")
    assert (answer.status_code, "/akun/" in answer["Location"]) == (302, True)


def test_an_unknown_undertaking_is_not_found(client, pokja):
    client.force_login(pokja)
    assert client.get("/berkas/TIDAK-ADA/").status_code == 404


@pytest.mark.parametrize("versions", [1, 3])
def test_the_dossier_asks_the_same_number_of_questions(bkm, pokja, versions, django_assert_num_queries):
    work = papers.work()
    for _ in range(versions):
        filing = papers.file(bkm, work)
        actions.check(pokja, work.code, on=make.today, document="lpj", filing=filing.pk, correct=True)
    queries.dossier(work, make.today)
    with django_assert_num_queries(7):  # edition, versions, files, checks, findings, signatures, what there is to sign
        queries.dossier(work, make.today)


def test_the_panel_for_the_public_holds_no_files(bkm, pokja):
    work = papers.work()
    papers.file(bkm, work)
    shown = queries.panel(work, pokja, make.today)
    assert (shown["there"], shown["needed"], shown["inside"]) == (1, 3, False)
    assert queries.panel(work, pokja, make.today, public=False)["inside"] is True


def test_whose_role_ended_may_still_read_what_was_filed_in_his_time(bkm, pokja, stranger):
    work = papers.work()
    file = papers.file(bkm, work).files.get().file
    pokja.roles.update(held_to=date(2007, 12, 31))
    assert (permissions.reads_file(pokja, file), permissions.reads_file(stranger, file), permissions.reads_file(None, file)) == (True, False, False)


def test_a_paper_the_system_makes_itself_names_its_page():
    definitions.bind_maker("trial", lambda code: f"/dana/{code}/lpj/")
    paper = definitions.Paper("lpj", None, generated="trial")
    assert (paper.maker_url("KDL07-012"), definitions.Paper("x", None).maker_url("KDL07-012")) == ("/dana/KDL07-012/lpj/", "")


def test_nobodys_turn_comes_before_there_is_anything_to_sign_and_only_what_is_signed_lies_beside_it(client, bkm, faskel, kendal):
    acts = [act for act in papers.ACTS if "dossiers.sign" not in act] + ['{ act = "dossiers.sign", chain = "blm", role = ["faskel", "pjok", "satker"], needs = [{ is = "dossiers.filed", documents = ["rpd"] }] }']
    work = make.open_stage(acts=acts, done_when=papers.DONE, extra=papers.WORDS)
    client.force_login(faskel)
    assert "giliran berikutnya" not in _words(client.get(f"/berkas/{work.code}/"))
    papers.file(bkm, work, document="lpj")
    assert "giliran berikutnya" not in _words(client.get(f"/berkas/{work.code}/"))
    papers.file(bkm, work, document="rpd")
    assert "giliran berikutnya" in _words(client.get(f"/berkas/{work.code}/"))
    page = _words(client.get(f"/berkas/{work.code}/tanda-tangan/?chain=blm"))
    assert ("/dokumen/rpd/" in page, "/dokumen/lpj/" in page, "/dokumen/opini/" in page) == (True, False, False)

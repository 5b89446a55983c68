"""Pages of money: what they show to whom, what a form does, what it says when it cannot."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sinergi.funds import actions, queries
from sinergi.funds.models import Contribution, Entry, Price, Release, Spending
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.printing import excel
from sinergi.programmes.models import Cell
from sinergi.project.models import DemoDay
from tests import make
from tests.funds import money
from tests.funds.money import DAY

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _the_day(settings, db):
    """The office stands at the tests' day, the way the demo does."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=DAY)


@pytest.fixture
def work(pakem, satker, faskel):
    """A work with swadaya accepted, APBD released and partly spent."""
    made = money.work(pakem)
    money.accepted(faskel, made, money.given(pakem, made, 1_500_000))
    money.released(satker, made)
    money.spent(pakem, made, 1_000_000)
    return made


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def test_everybody_sees_the_purses_and_the_books_without_names(client, work):
    assert "Rp 1.500.000" in text(client.get(f"/dana/{work.code}/"))
    book = text(client.get(f"/dana/{work.code}/buku/bank/"))
    assert "3.000.000" in book
    assert "2.000.000" in book
    assert "Toko Jaya" not in book
    assert "T••• J•••" in book


def test_a_book_filtered_to_nothing_is_not_called_empty(client, work):
    book = text(client.get(f"/dana/{work.code}/buku/bank/?sumber=swadaya"))
    assert ("Tidak ada baris pada hari dan sumber itu" in book, "Buku ini masih kosong" in book) == (True, False)


def test_who_holds_a_role_sees_the_names(client, work, pakem):
    client.force_login(pakem)
    assert "Toko Jaya" in text(client.get(f"/dana/{work.code}/buku/bank/"))


def test_the_plan_of_a_purse_tells_the_volume_that_this_purse_pays(client, work):
    rows = re.findall(r'data-label="Volume">(.*?)</td>', text(client.get(f"/dana/{work.code}/rpd/")))
    assert [re.sub(r"<[^>]+>", " ", row).replace("  ", " ").strip() for row in rows] == [
        "12,5 m3", "33,33 HOK dari 100", "75 sak dari 100", "25 sak dari 100", "66,67 HOK dari 100"]


@pytest.mark.parametrize("path", ["", "buku/kas/", "buku/bank/", "buku/swadaya/", "buku/material/", "rpd/", "lpd/", "periksa/"])
def test_reading_pages_open_for_everybody(client, work, path):
    assert client.get(f"/dana/{work.code}/{path}").status_code == 200


@pytest.mark.parametrize("path", ["/dana/TIDAK/", "/dana/entri/999/", "/dana/{}/buku/hitam/", "/dana/{}/periksa/999/", "/dana/entri/999/balik/", "/dana/harga/99.99/"])
def test_what_is_not_there(client, work, pakem, path):
    client.force_login(pakem)
    assert client.get(path.format(work.code)).status_code == 404


@pytest.mark.parametrize("path", ["komitmen", "swadaya", "permohonan", "pencairan", "belanja", "kas-bank", "pertanggungjawaban"])
def test_forms_ask_to_sign_in_and_say_why_not(client, work, stranger, path):
    assert client.get(f"/dana/{work.code}/{path}/").status_code == 302
    client.force_login(stranger)
    response = client.get(f"/dana/{work.code}/{path}/?source=apbd")
    assert response.status_code in {403, 409}
    assert response.content


def test_an_entry_can_be_followed_to_its_rows(client, work):
    page = text(client.get("/dana/entri/2/"))
    assert "Pencairan APBD, SP2D SP2D-1" in page
    assert "3.000.000" in page
    assert "Balikkan" not in page


def test_swadaya_is_recorded_once_however_often_the_button_is_clicked(client, work, pakem):
    client.force_login(pakem)
    url = f"/dana/{work.code}/swadaya/?source=swadaya"
    assert client.get(url).status_code == 200
    sent = {"token": "abc", "happened_on": "1 Juni 2007", "step": "delivered", "form": "material", "line": "A2", "quantity": "2,5", "giver": "Warga RT 01",
            "people": "12", "evidence_kind": "delivery_note", "note": "surat jalan menyusul"}
    before = Contribution.objects.count()
    for _click in range(2):
        response = client.post(url, sent)
        assert (response.status_code, response.url) == (302, f"/dana/{work.code}/")
    assert Contribution.objects.count() == before + 1
    assert Contribution.objects.last().amount == 300_000


def test_evidence_is_checked_and_kept(client, work, pakem):
    client.force_login(pakem)
    url = f"/dana/{work.code}/swadaya/?source=swadaya"
    sent = {"happened_on": "2007-06-01", "step": "delivered", "form": "cash", "quantity": "5000", "giver": "Warga", "evidence_kind": "receipt"}
    wrong = client.post(url, sent | {"file": SimpleUploadedFile("nota.pdf", b"MZ\x90\x00 this is a program", "application/pdf")})
    assert wrong.status_code == 422
    assert Contribution.objects.count() == 1
    assert client.post(url, sent | {"file": SimpleUploadedFile("nota.pdf", PDF, "application/pdf")}).status_code == 302
    assert [proof.file.name for proof in Contribution.objects.last().evidence.all()] == ["nota.pdf"]


@pytest.mark.parametrize(("change", "said"), [
    ({"amount": "0"}, "di atas nol"),
    ({"amount": "-5"}, "tidak boleh kurang dari nol"),
    ({"amount": "9999999999999999999"}, "terlalu besar"),
    ({"amount": "lima juta"}, "Tulis jumlah rupiah dengan angka"),
    ({"amount": "3.000.000"}, "hanya Rp 2.000.000"),
    ({"happened_on": "2 Juni 2007"}, ""),
    ({"happened_on": "31 September 2007"}, "hanya sampai tanggal 30"),
    ({"line": "Z9"}, "tidak ada di daftar"),
    ({"paid_from": "laci"}, "tidak ada di daftar"),
    ({"payee": ""}, "perlu diisi"),
    ({"reason": ""}, "Lampirkan bukti"),
])
def test_spending_that_cannot_be_is_said_in_words_and_nothing_typed_is_lost(client, work, pakem, change, said):
    client.force_login(pakem)
    sent = {"happened_on": "1 Juni 2007", "line": "A1", "amount": "500.000", "paid_from": "bank", "payee": "CV Maju", "reason": "nota menyusul", "item": "Semen ❤"}
    response = client.post(f"/dana/{work.code}/belanja/?source=apbd", sent | change)
    assert response.status_code == 422
    assert said in text(response)
    assert "Semen ❤" in text(response)
    assert Spending.objects.count() == 1


def test_spending_through_the_page(client, work, pakem):
    client.force_login(pakem)
    assert "2.000.000" in text(client.get(f"/dana/{work.code}/belanja/?source=apbd"))
    sent = {"happened_on": "1 Juni 2007", "line": "A1", "amount": "500.000", "paid_from": "bank", "payee": "CV Maju", "reason": "nota menyusul"}
    assert client.post(f"/dana/{work.code}/belanja/?source=apbd", sent).status_code == 302
    assert Spending.objects.last().amount == 500_000


@pytest.mark.parametrize("source", ["world_bank", "swadaya", "'; DROP TABLE"])
def test_a_foreign_source_in_the_address_is_refused_in_words(client, work, satker, source):
    client.force_login(satker)
    sent = {"happened_on": "1 Juni 2007", "number": "SP2D-7"}
    for response in (client.get(f"/dana/{work.code}/pencairan/", {"source": source}), client.post(f"/dana/{work.code}/pencairan/?source={source}", sent)):
        assert response.status_code in {403, 409, 422}
    assert Release.objects.count() == 1


def test_a_release_through_the_page_proposes_what_is_left(client, work, satker):
    client.force_login(satker)
    url = f"/dana/{work.code}/pencairan/?source=apbn"
    assert 'value="3.000.000"' in client.get(url).content.decode()
    told = {"happened_on": "1 Juni 2007", "number": "SP2D-2", "amount": ""}
    bare = client.post(url, told)
    assert (bare.status_code, "Unggah pindaiannya, atau tulis mengapa belum ada." in text(bare), Release.objects.filter(source="apbn").exists()) == (422, True, False)
    told["reason"] = "pindaian menyusul dari kas negara"
    assert client.post(url, told).status_code == 302
    assert Release.objects.last().amount == 3_000_000
    again = client.post(url, told)
    assert again.status_code == 422
    assert "Satu pencairan dibayar sekali" in text(again)


def test_a_delivery_is_judged_on_its_page(client, work, pakem, faskel):
    row = money.given(pakem, work, 700)
    client.force_login(faskel)
    url = f"/dana/{work.code}/periksa/{row.pk}/"
    assert f"/dana/{work.code}/periksa/{row.pk}/" in text(client.get(f"/dana/{work.code}/periksa/"))
    assert client.get(url).status_code == 200
    refused = client.post(url, {"happened_on": "1 Juni 2007", "accepted": "no", "note": ""})
    assert "mengapa kiriman ini dikembalikan" in text(refused)
    assert client.post(url, {"happened_on": "1 Juni 2007", "accepted": "yes"}).status_code == 302
    assert queries.purses([work.pk])[work.pk]["swadaya"].used == 1_500_700


def test_the_other_forms_work(client, work, pakem, satker):
    client.force_login(pakem)
    day = {"happened_on": "1 Juni 2007"}
    for path, sent in (
        ("komitmen/", {"source": "apbd", "certainty": "hoped", "amount": "3 milyar", "giver": "Pemkab"}),
        ("permohonan/?source=apbn", {"amount": "900.000"}),
        ("kas-bank/?source=apbd", {"way": "bank-kas", "amount": "500.000", "reason": "belanja pasar"}),
    ):
        assert client.get(f"/dana/{work.code}/{path}").status_code == 200
        assert client.post(f"/dana/{work.code}/{path}", day | sent).status_code == 302
    client.force_login(satker)
    assert client.get(f"/dana/{work.code}/pertanggungjawaban/").status_code == 200
    assert client.post(f"/dana/{work.code}/pertanggungjawaban/", day | {"note": "LPJ lengkap"}).status_code == 302


def test_reversing_asks_first_and_says_what_reopens(client, pakem, satker):
    made = money.work(pakem, done_when=('{ is = "funds.released", source = "apbd" }',))
    row = money.released(satker, made)
    client.force_login(satker)
    url = f"/dana/entri/{row.entry_id}/balik/"
    page = text(client.get(url))
    assert "Langkah yang terbuka lagi" in page
    assert "1. Uji" in page
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "salah rekening"}).url == "/dana/entri/2/"
    assert "dibalik pada 1 Juni 2007 oleh entri no. 2" in text(client.get(f"/dana/entri/{row.entry_id}/"))
    assert client.get(url).status_code == 409
    assert client.get("/dana/entri/2/balik/").status_code == 409


LATER = """
[[stages]]
no = 2
code = "together"
title = { id = "Bersama" }
scope = "cycle"
after = ["trial"]
done_when = [{ is = "programmes.started", scope = "work" }]
"""


@pytest.mark.parametrize(("later", "opened"), [("", 1), (LATER, 2)])
def test_reversing_a_spending_names_every_step_that_the_act_then_opens_again(client, pakem, satker, later, opened):
    """What a purse has used counts as well, and so does a step of the round that waits for the work."""
    made = money.work(pakem, done_when=('{ is = "funds.used", source = "apbd" }',), extra=later)
    money.released(satker, made)
    row = money.spent(pakem, made, 3_000_000)
    done = set(Cell.objects.filter(cycle=made.root_id, state="done").values_list("undertaking__code", "stage"))
    client.force_login(pakem)
    asked = {(each["undertaking"].code, each["stage"].code) for each in client.get(f"/dana/entri/{row.entry_id}/balik/").context["reopens"]}
    assert set(Cell.objects.filter(cycle=made.root_id, state="done").values_list("undertaking__code", "stage")) == done     # asking changes nothing
    assert client.post(f"/dana/entri/{row.entry_id}/balik/", {"reason": "salah toko"}).status_code == 302
    left = set(Cell.objects.filter(cycle=made.root_id, state="done").values_list("undertaking__code", "stage"))
    assert asked == done - left
    assert len(asked) == opened


def test_only_who_may_is_asked(client, work, stranger):
    client.force_login(stranger)
    assert client.get("/dana/entri/2/balik/").status_code == 403
    assert Entry.objects.count() == 3


def test_a_book_narrows_by_day_and_source_and_keeps_its_balance(work, pakem, satker):
    later = date(2007, 6, 20)
    money.released(satker, work, "apbn", 500_000, on=later, number="SP2D-2")
    whole = queries.book(work.pk, "bank")
    assert [(line.incoming, line.outgoing, line.balance) for line in whole.lines] == [(3_000_000, 0, 3_000_000), (0, 1_000_000, 2_000_000),
                                                                                   (500_000, 0, 2_500_000)]
    assert (whole.opening, whole.incoming, whole.outgoing, whole.closing) == (0, 3_500_000, 1_000_000, 2_500_000)
    part = queries.book(work.pk, "bank", since=date(2007, 6, 2))
    assert (part.opening, len(part.lines), part.closing) == (2_000_000, 1, 2_500_000)
    assert queries.book(work.pk, "bank", until=DAY).closing == 2_000_000
    assert queries.book(work.pk, "bank", source="apbn").closing == 500_000
    assert queries.book(work.pk, "swadaya").closing == 1_500_000
    assert queries.book(work.pk, "kas").closing == 1_500_000


def test_material_bought_and_given_stands_in_the_material_book(work, pakem, faskel):
    money.accepted(faskel, work, money.given(pakem, work, form="material", quantity=Decimal(2), line="A2"))
    money.spent(pakem, work, 400_000, quantity=Decimal(10), unit="sak")
    found = queries.book(work.pk, "material")
    assert [(line.note, line.balance) for line in found.lines] == [("Swadaya: Pasir, 2 m3", 240_000), ("Belanja: Semen, 10 sak", 640_000)]


@pytest.mark.parametrize("query", ["?dari=bulan+lalu", "?dari=2007-06-01&sampai=2007-13-40", "?sumber=x", "?dari=2007-06-01&sumber=apbd"])
def test_odd_filters_do_no_harm(client, work, query):
    assert client.get(f"/dana/{work.code}/buku/bank/{query}").status_code == 200


def test_a_book_as_a_workbook(client, work):
    response = client.get(f"/dana/{work.code}/buku/bank/excel/")
    cells = excel.read_rows(response.content)
    assert cells[-1][6:] == [3_000_000, 1_000_000, 2_000_000]


def test_the_price_list(client, pokja, stranger):
    client.force_login(pokja)
    sent = {"item": "Pekerja", "unit": "HOK", "price": "30.000", "valid_from": "1 Mei 2007", "basis": "Survei tiga desa"}
    assert client.post("/dana/harga/33.24/", sent).status_code == 302
    assert "30.000/HOK" in text(client.get("/dana/harga/33.24/"))
    client.force_login(stranger)
    assert client.post("/dana/harga/33.24/", sent).status_code == 422
    assert Price.objects.count() == 1


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.parametrize(("path", "most"), [("", 17), ("buku/bank/", 11), ("lpd/", 13), ("periksa/", 8)])
def test_more_rows_cost_no_more_queries(client, pakem, satker, faskel, lines, path, most, django_assert_max_num_queries):
    made = money.work(pakem)
    money.released(satker, made)
    for _line in range(lines):
        money.accepted(faskel, made, money.given(pakem, made, 100))
        money.given(pakem, made, 100)
        money.spent(pakem, made, 100)
    client.get(f"/dana/{made.code}/{path}")
    with django_assert_max_num_queries(most):
        assert client.get(f"/dana/{made.code}/{path}").status_code == 200


def test_the_page_says_who_promised_and_what_was_asked_for(client, pakem, satker):
    made = money.work(pakem)
    hope = actions.commit(pakem, made.code, on=DAY, happened_on=DAY, source="apbd", certainty="hoped", amount=25_000_000, giver="PT Sejahtera", document_number="12/PT/2007")
    actions.request(pakem, made.code, on=DAY, happened_on=DAY, source="apbn", amount=600_000)
    page = client.get(f"/dana/{made.code}/").content.decode().replace("\xa0", " ")
    assert ["12/PT/2007" in page, "PT Sejahtera" in page, "Rp 600.000" in page, "belum cair" in page, f'href="/dana/{made.code}/#komitmen"' in page] == [True, False, True, True, True]
    client.force_login(pakem)
    firmer = f"?source=apbd&amp;ganti={hope.pk}"
    assert (firmer in (page := client.get(f"/dana/{made.code}/").content.decode()), "PT Sejahtera" in page) == (True, True)
    form = client.get(f"/dana/{made.code}/komitmen/?source=apbd&ganti={hope.pk}").context["form"]
    assert (form["giver"].value(), form["amount"].value(), form["replaces"].value()) == ("PT Sejahtera", 25_000_000, str(hope.pk))
    client.force_login(satker)
    page = client.get(f"/dana/{made.code}/pencairan/?source=apbn")
    assert (page.context["form"]["amount"].value(), "Yang diminta" in page.content.decode()) == (600_000, True)


def test_the_panel_is_ready_for_the_page_of_the_work(work):
    from django.template.loader import render_to_string

    shown = render_to_string("funds/panel.html", queries.panel(work, None, DAY))
    assert "Toko Jaya" not in shown
    assert f"/dana/{work.code}/" in shown


def test_purses_of_many_works_cost_one_query(pakem, satker, django_assert_num_queries):
    works = [money.work(pakem) for _ in range(3)]
    with django_assert_num_queries(1):
        found = queries.purses([each.pk for each in works])
    assert {purses["apbd"].planned for purses in found.values()} == {3_000_000}


def test_names_on_files_are_for_those_involved(pakem, stranger, satker):
    from sinergi.funds import permissions

    made, scan = money.work(pakem), money.scan()
    money.released(satker, made, evidence=scan)
    assert [permissions.reads_file(person, scan) for person in (pakem, satker, stranger, None)] == [True, True, False, False]




def test_a_proven_figure_leads_to_the_entries_behind_it(client, work):
    """The plan's line, the source, the sum: the entries listed add up to the figure that was followed."""
    (line,) = [each for each in queries.line_sums(work.pk, "apbd") if each.used]
    shown = text(client.get(f"/dana/{work.code}/"))
    assert f'href="?baris={line.line}&amp;sumber=apbd#entri">1.000.000</a>' in shown
    behind = text(client.get(f"/dana/{work.code}/?baris={line.line}&sumber=apbd"))
    (entry,) = Entry.objects.filter(kind="spending")
    assert f"/dana/entri/{entry.number}/" in behind.split('id="entri"')[1].split("Entri terakhir")[0]
    assert queries.entries_of(work.pk, line=line.line, source="apbd") == [(entry, 1_000_000)]
    assert "?baris=" in text(client.get(f"/dana/{work.code}/lpd/"))
    assert client.get(f"/dana/{work.code}/?baris=X&sumber=apa").status_code == 200


def test_the_pages_of_money_lead_back_to_the_work_and_say_that_the_example_is_one(client, work):
    page = text(client.get(f"/dana/{work.code}/"))
    assert f'href="/usulan/{work.code}/"' in page
    assert "Contoh: nama tempat sungguhan" in page
    assert "cair, belum dilaporkan" not in page.split("APBD")[0]


def test_lines_stand_in_the_order_in_which_purses_are_spent(work):
    order = [word.code for word in queries.sources_of(work)]
    for line in {each.line for each in queries.line_sums(work.pk)}:
        shown = [each.source for each in queries.line_sums(work.pk) if each.line == line]
        assert shown == sorted(shown, key=order.index)


def test_spending_is_proposed_from_where_the_money_lies(client, work, pakem):
    client.force_login(pakem)
    page = text(client.get(f"/dana/{work.code}/belanja/?source=apbd"))
    assert re.search(r'<input[^>]*value="bank"[^>]*checked', page)


def test_spending_offers_only_lines_that_the_source_pays_for_and_what_is_left_of_its_share(client, work, pakem):
    client.force_login(pakem)
    page = text(client.get(f"/dana/{work.code}/belanja/?source=apbd"))
    offered = page.split('name="line"')[1].split("</select>")[0]
    assert [f'value="{line}"' in offered for line in ("A1", "A2", "C1")] == [True, False, False]
    assert "A1 Semen (Rp 3.000.000 dari sumber ini, sisa Rp 2.000.000)" in offered


def test_a_release_is_offered_only_where_something_is_still_to_come(client, work, pakem, satker):
    def offered():
        return [source for source in ("apbd", "apbn") if f"/dana/{work.code}/pencairan/?source={source}" in text(client.get(f"/dana/{work.code}/"))]

    client.force_login(satker)
    assert offered() == ["apbn"]     # APBD came whole
    money.plan(pakem, work, lines=[line for line in money.LINES if "apbn" not in line.split])
    assert offered() == []           # and the plan that stands now asks nothing of APBN


def test_what_was_sent_back_is_told_to_those_who_bring_it_and_mended_from_its_row(client, pakem, faskel, bkm):
    work = money.work(pakem, done_when=('{ is = "funds.used", source = "swadaya", share = 100 }',))
    make.appoint(bkm, "bkm", work)
    row = money.given(pakem, work, form="material", quantity=Decimal(2), item="Paving", unit="truk", unit_price=900_000)
    actions.verify(faskel, work.code, row.pk, on=DAY, happened_on=DAY, accepted=False, note="Surat jalan belum ada")
    told = Notice.objects.filter(code="notice.funds_returned")
    assert ({each.person for each in told}, told[0].url) == ({pakem, bkm}, f"/dana/{work.code}/periksa/#dikembalikan")
    client.force_login(pakem)
    assert "Dikembalikan: Surat jalan belum ada" in text(client.get("/pekerjaan-saya/"))
    mend = f"/dana/{work.code}/swadaya/?source=swadaya&perbaiki={row.pk}"
    assert mend.replace("&", "&amp;") in text(client.get(f"/dana/{work.code}/periksa/"))
    form = text(client.get(mend))
    assert [part in form for part in ("Surat jalan belum ada", 'value="Paving"', 'value="2"', 'value="900.000"')] == [True] * 4
    sent = {"happened_on": "1 Juni 2007", "step": "delivered", "form": "material", "item": "Paving", "quantity": "2", "unit": "truk", "unit_price": "900.000", "giver": "Warga RT 02",
            "evidence_kind": "receipt", "note": "surat jalan menyusul"}
    assert client.post(mend, sent).status_code == 302
    assert [(each.state, each.row.amount) for each in queries.deliveries(work.pk)] == [("delivered", 1_800_000)]
    assert "Dikembalikan: Surat" not in text(client.get("/pekerjaan-saya/"))
    with pytest.raises(Refused):
        money.given(pakem, work, mends=row.pk)

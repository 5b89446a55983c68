"""What everybody sees: no login, no names of people, the same number of queries for one row and for three, and something to say when empty."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinergi.actors.models import Member
from sinergi.complaints.models import Question
from sinergi.files.models import File
from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.programmes.models import Closing, Engagement, Undertaking, Waiver
from sinergi.progress.models import Photo
from sinergi.project import clock
from sinergi.proposals import actions as submitting
from sinergi.proposals.queries import reading
from sinergi.proposals.rules import Split
from sinergi.reports.queries import rounds, works
from sinergi.ui.wording import long_date
from tests import make
from tests.funds import money
from tests.proposals import build as proposals

ASK = """
[[anytime]]
act = "complaints.ask"
scope = "work"
role = "public"
"""
BODIES = """
[[bodies]]
code = "pakem"
title = { id = "PAKEM", en = "Committee" }
role = "pakem"
"""


@pytest.fixture
def office(pakem):
    """A work with a plan and its committee; the chair is named Siti Nurhayati."""
    work = money.work(pakem, extra=BODIES + ASK)
    body = make.organisation(name="PAKEM Sambong Toyo", kind="pakem", region="33.24.12.2011")
    Member.objects.create(organisation=body, person=pakem, office="Ketua", pillar="community", held_from=make.today)
    Engagement.objects.create(undertaking=work, body="pakem", organisation=body, act="programmes.start", happened_on=make.today)
    return work


def test_the_account_of_a_work_is_offered_once_there_is_money_to_account_for(client, office, satker):
    offered = f'href="/usulan/{office.code}/lpj.pdf"'
    assert offered not in client.get(f"/usulan/{office.code}/").content.decode()
    money.released(satker, office, "apbd", 3_000_000)
    assert offered in client.get(f"/usulan/{office.code}/").content.decode()


def _pages(work):
    return [f"/usulan/{work.code}/", f"/desa/{work.parent.code}/", f"/tahap/{work.cycle.code}/"]


def _text(client, address):
    return client.get(address).content.decode()


# --- who may see it --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/cari/", "/cari/?q=weleri", "/bantuan/", "/bantuan/warga/", "/angka-sumber/"])
def test_open_to_everybody(client, office, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("who", ["", "pokja", "pakem", "satker", "stranger", "admin"])
def test_each_page_for_anybody_and_for_those_involved(client, request, office, who):
    if who:
        client.force_login(request.getfixturevalue(who))
    for address in ["/", *_pages(office)]:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("address", ["/usulan/TIDAK-ADA/", "/desa/{work}/", "/tahap/{work}/", "/usulan/{cycle}/", "/bantuan/resep/", "/usulan/{cycle}/lpj.pdf", "/tahap/{work}/laporan.pdf"])
def test_what_is_not_there_is_not_found(client, office, address):
    assert client.get(address.format(work=office.code, cycle=office.cycle.code)).status_code == 404


@pytest.mark.parametrize("address", ["/cari/?q=%00", "/cari/?q=" + "x" * 5000, "/cari/?q=%F0%9F%8C%BE", "/tahap/{cycle}/?urut=zzz&langkah=zzz&saring=zzz&halaman=-7&cari=%00%25_"])
def test_odd_addresses_give_a_page(client, office, address):
    assert client.get(address.format(cycle=office.cycle.code)).status_code == 200


# --- what the public does not see ------------------------------------------------------------------------------------------------


def test_names_of_people_are_covered_for_the_public(client, office, pakem):
    brought = money.given(pakem, office, form="labour", line="C1", item="Pekerja", unit="HOK", quantity=Decimal(10), giver="Sukarman bin Wiryo")
    for address in ["/", *_pages(office), f"/usulan/{office.code}/lpj.pdf"]:
        page = client.get(address).content
        assert pakem.name.encode() not in page, address
        assert brought.giver.encode() not in page, address
    assert "S••• N••••••••" in _text(client, f"/usulan/{office.code}/")
    assert "PAKEM Sambong Toyo" in _text(client, f"/usulan/{office.code}/")


def test_those_involved_read_the_names_and_find_the_books(client, office, pokja):
    client.force_login(pokja)
    page = _text(client, f"/usulan/{office.code}/")
    assert "Siti Nurhayati" in page
    assert f"/dana/{office.code}/buku/kas/" in page
    assert f"/riwayat/{office.code}/" in page


def test_a_private_photo_is_an_empty_frame_for_the_public(client, office, pakem):
    file = File.objects.create(sha256="a" * 64, name="nol.jpg", kind="image/jpeg", size=9, uploaded_by=pakem)
    Photo.objects.create(undertaking=office, act="progress.photograph", person=pakem, happened_on=make.today, at=0, file=file)
    assert file.thumb_url not in _text(client, f"/usulan/{office.code}/")
    client.force_login(pakem)
    assert file.thumb_url in _text(client, f"/usulan/{office.code}/")


def test_a_question_is_shown_without_who_asked(client, office):
    Question.objects.create(undertaking=office, act="complaints.ask", happened_on=make.today, kind="question", matter="Apakah swadaya itu ada?", text="Saya ragu.",
                            name="Wagiman", contact="0812", follow_code="ABC", dedupe_key="x")
    for address in ("/", f"/usulan/{office.code}/"):
        page = _text(client, address)
        assert "Apakah swadaya itu ada?" in page
        assert "Wagiman" not in page
        assert "0812" not in page


# --- what stands on the pages ------------------------------------------------------------------------------------------------------


def test_promised_stands_beside_proven(client, office, pakem, pengawas):
    make.appoint(pengawas, "pengawas", office)
    row = money.given(pakem, office, form="material", line="A2", item="Pasir", unit="m3", quantity=Decimal("12.5"))
    money.accepted(pengawas, office, row)
    page = _text(client, f"/usulan/{office.code}/").replace("\u00a0", " ")
    assert "Rp 2.500.000" in page
    assert "Rp 1.500.000" in page
    assert "sudah terbukti, 60 % dari janji" in page


def test_the_budget_stands_by_source(client, office):
    page = _text(client, f"/usulan/{office.code}/")
    for amount in ("2.500.000", "3.000.000", "8.500.000"):
        assert amount in page
    assert "Swadaya 29,41\u00a0% dari jumlah seluruhnya, atau 41,67\u00a0% dari bantuan." in page


def test_a_waiver_is_public_with_its_reason(client, office, pokja):
    Waiver.objects.create(undertaking=office, act="programmes.waive", stage="trial", person=pokja, happened_on=make.today, waived_stage="trial", what="stage",
                          reason="Jalan desa terputus banjir")
    for address in (f"/usulan/{office.code}/", f"/tahap/{office.cycle.code}/"):
        assert "Jalan desa terputus banjir" in _text(client, address)


def test_anybody_may_ask_about_a_work(client, office):
    assert f"/pengaduan/{office.code}/sampaikan/" in _text(client, f"/usulan/{office.code}/")


def test_my_tasks_stand_on_the_page(client, office, satker):
    assert "Pekerjaan Anda di sini" not in _text(client, f"/usulan/{office.code}/")
    client.force_login(satker)
    assert "Pekerjaan Anda di sini" in _text(client, f"/usulan/{office.code}/")


# --- empty -------------------------------------------------------------------------------------------------------------------------


def test_a_fresh_office_says_what_to_do(client, kendal):
    page = _text(client, "/")
    assert "Belum ada tahap yang dibuka" in page
    assert "/orang/mulai/" in page


def test_a_fresh_round_says_what_will_appear(client, kendal):
    cycle = make.cycle_of(make.edition_text(acts=(), done_when=(money.DONE,), scope="cycle"))
    snapshot.renew_cycle(cycle.pk, on=make.today)
    page = _text(client, f"/tahap/{cycle.code}/")
    for sentence in ("Belum ada pekerjaan", "Belum ada desa"):
        assert sentence in page
    assert client.get("/").status_code == 200


def test_a_work_without_a_plan_says_when_it_comes(client, kendal):
    work = money.work()
    assert "Angka tampil setelah proposal diserahkan." in _text(client, f"/usulan/{work.code}/")


# --- lists ---------------------------------------------------------------------------------------------------------------------------


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_one_row_or_three_cost_the_same(client, office, pakem):
    addresses = ["/", f"/tahap/{office.cycle.code}/", f"/desa/{office.parent.code}/", "/cari/?q=pekerjaan"]
    before = [_queries(client, address) for address in addresses]
    for number in range(2):
        more = make.child(office.parent, "33.24.12.2011", title=f"Pekerjaan tambahan {number}")
        make.appoint(pakem, "pakem", more)
        snapshot.renew_cycle(office.root_id, on=make.today)
        money.plan(pakem, more)
    assert [_queries(client, address) for address in addresses] == before


@pytest.mark.parametrize(("query", "shown"), [
    ("cari=kedua", ["Sumur kedua"]), ("cari=KEDUA+sumur", ["Sumur kedua"]), ("cari=weleri", ["Sumur kedua", "Talud ketiga"]), ("cari=zzz", []),
    ("urut=desa", ["Sumur kedua", "Talud ketiga"]), ("kecamatan=33.24.12", ["Sumur kedua", "Talud ketiga"]), ("kecamatan=33.24.16", []),
    ("langkah=trial", ["Sumur kedua", "Talud ketiga"]),
])
def test_the_table_is_narrowed_in_the_address(client, office, query, shown):
    for title in ("Sumur kedua", "Talud ketiga"):
        make.child(office.parent, "33.24.12.2007", title=title)
    snapshot.renew_cycle(office.root_id, on=make.today)
    page = _text(client, f"/tahap/{office.cycle.code}/?{query}")
    table = page[page.index('id="works"'):page.index('aria-labelledby="desa"')]
    assert [title for title in ("Sumur kedua", "Talud ketiga") if title in table] == shown


def test_htmx_gets_the_table_alone(client, office):
    page = client.get(f"/tahap/{office.cycle.code}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert office.code in page


def test_no_page_writes_style_or_script_into_itself(client, office):
    for address in ["/", *_pages(office), "/cari/?q=jalan", "/bantuan/pokja/", "/angka-sumber/"]:
        page = _text(client, address)
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", page), address




def test_a_village_that_left_says_since_when_and_why_and_the_note_only_to_those_involved(client, pokja):
    cycle = make.open_stage(acts=['{ act = "programmes.start", starts = "work", role = "bkm" }'], done_when=[], scope="site",
                            extra='[[anytime]]\nact = "programmes.leave"\nscope = "site"\nrole = "pokja_paket"\n').cycle
    site = make.child(cycle, "33.24.12.2007", on=make.today)
    programmes.leave(pokja, site.code, on=make.today, reason="postponed", note="Bu Karyo belum menutup buku kas.")
    page = _text(client, f"/desa/{site.code}/")
    assert "Tidak ikut tahap ini sejak 1 Juni 2007: Ditunda ke tahap berikut." in page
    assert "Bu Karyo" not in page
    client.force_login(pokja)
    assert "Bu Karyo" in _text(client, f"/desa/{site.code}/")


def test_the_figures_of_a_round_lead_to_what_they_are_made_of(client, office):
    page, code = _text(client, f"/tahap/{office.cycle.code}/"), office.cycle.code
    for address in (f"/usulan/tahap/{code}/", f"/dana/tahap/{code}/", f"/rapat/{code}/", "#pekerjaan"):
        assert f'href="{address}"' in page, address


def test_a_round_has_the_same_sums_on_its_page_and_on_the_page_of_its_money(client, office):
    bars = [re.findall(r'<div class="purse-part">(.*?)</div></div>|<div class="proof [^"]*">(.*?)</ul>', _text(client, address), re.DOTALL)
            for address in (f"/tahap/{office.cycle.code}/", f"/dana/tahap/{office.cycle.code}/")]
    figures = [[re.findall(r'<span class="rp">([^<]*)</span>', "".join(bar)) for bar in page] for page in bars]
    assert figures[0] == figures[1] != []


def test_a_closed_round_stands_apart_on_the_home_page(client, office):
    home = _text(client, "/")
    assert ("Sedang berjalan" in home, "Sudah selesai" in home) == (True, False)
    Closing.objects.create(undertaking=office.cycle, act="programmes.close", happened_on=make.today, figures={}, fingerprint="")
    home = _text(client, "/")
    assert ("Sedang berjalan" in home, "Sudah selesai" in home, f"ditutup {long_date(make.today)}" in home) == (False, True, True)


def test_what_each_form_was_promised_to_be_is_what_the_budget_handed_in_says(pakem):
    work = proposals.stage()
    make.appoint(pakem, "pakem", work)
    own = (Split("swadaya", 2_000_000, "labour"), Split("swadaya", 500_000, "material"), Split("apbn", 7_500_000))
    proposals.complete(pakem, work, lines=(proposals.line(10_000_000, splits=own),))
    assert reading.forms_of(work.pk, "swadaya") == {}          # a draft promises nothing yet
    submitting.submit(pakem, work.code, on=make.today)
    assert reading.forms_of(work.pk, "swadaya") == {"labour": 2_000_000, "material": 500_000}
    [own_purse] = works.community(work, rounds.purses_of_work(work))
    assert {str(form.label): (form.pledged, form.delivered) for form in own_purse.forms} == {"Material": (500_000, 0), "Tenaga kerja": (2_000_000, 0)}


def test_a_round_that_opens_later_than_the_day_that_is_shown_says_so(client, office):
    assert ["belum dibuka pada hari yang ditampilkan" in _text(client, address) for address in _pages(office)] == [False] * 3
    Undertaking.objects.filter(pk=office.cycle_id).update(started_on=clock.today() + timedelta(days=1))
    assert ["belum dibuka pada hari yang ditampilkan" in _text(client, address) for address in _pages(office)] == [True] * 3

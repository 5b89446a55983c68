"""Money of a village that plans before it builds: there is no budget of lines yet, and still every rupiah is booked and accounted for."""

import re

import pytest

from sinergi.funds import actions, queries
from sinergi.funds.models import Purse
from sinergi.kernel.decisions import Refused
from sinergi.reports.documents import lpj
from tests import make
from tests.funds import money

ACTS = ('{ act = "funds.commit", role = "satker" }', '{ act = "funds.release", source = "apbn", role = "satker" }', '{ act = "funds.spend", source = "apbn", role = "bkm" }', '{ act = "funds.account", role = "satker" }')
DAY = {"on": make.today, "happened_on": make.today}


@pytest.fixture
def village(kendal, satker):
    made = make.open_stage(acts=ACTS, done_when=(money.DONE,), scope="site", extra=money.SCHEME)
    actions.commit(satker, made.code, **DAY, source="apbn", certainty="budgeted", amount=10_000_000, giver="APBN", document=money.scan(satker), document_number="DIPA 1")
    actions.release(satker, made.code, **DAY, source="apbn", amount=10_000_000, number="SP2D-1", evidence=money.scan(satker))
    return made


def spent(bkm, village, **more):
    return actions.spend(bkm, village.code, **DAY, **{"source": "apbn", "amount": 4_000_000, "paid_from": "bank", "payee": "Toko Maju", "item": "Peta dan cetak", "evidence": money.scan(bkm)} | more)


def test_what_was_bought_is_said_where_no_line_can_be_named(village, bkm):
    with pytest.raises(Refused) as refused:
        spent(bkm, village, item=" ")
    assert (refused.value.decision.code, refused.value.decision.values["field"]) == ("funds.no_purpose", "item")
    row = spent(bkm, village)
    assert (row.plan_line, row.item, queries.purses([village.pk])[village.pk]["apbn"].used) == ("", "Peta dan cetak", 4_000_000)


def test_a_work_with_a_proposal_to_come_is_not_paid_for_before_its_budget(pakem):
    work = money.work(pakem, lines=None)
    with pytest.raises(Refused) as refused:
        spent(pakem, work)
    assert refused.value.decision.code == "funds.no_plan"


def test_what_is_left_is_accounted_for_in_words(client, village, bkm, satker):
    spent(bkm, village)
    client.force_login(satker)
    page = client.get(f"/dana/{village.code}/pertanggungjawaban/").content.decode().replace("\xa0", " ")
    assert [figure in page for figure in ("Rp 10.000.000", "Rp 4.000.000", "Rp 6.000.000")] == [True] * 3
    with pytest.raises(Refused) as refused:
        actions.account(satker, village.code, **DAY, document=money.scan(satker))
    assert refused.value.decision.code == "funds.left_unsaid"
    row = actions.account(satker, village.code, **DAY, document=money.scan(satker), note="sisa untuk pemasaran")
    assert (row.received, row.spent) == (10_000_000, 4_000_000)


def test_the_form_of_such_a_village_asks_for_no_line(client, village, bkm):
    client.force_login(bkm)
    page = client.get(f"/dana/{village.code}/belanja/?source=apbn").content.decode()
    assert ('name="line"' in page, 'name="item"' in page) == (False, True)


def test_spending_there_speaks_of_no_lines_and_is_measured_by_what_came(client, village, bkm):
    client.force_login(bkm)
    page = client.get(f"/dana/{village.code}/belanja/?source=apbn").content.decode().replace("\xa0", " ")
    purse = queries.purses([village.pk])[village.pk]["apbn"]
    assert (purse.planned, purse.released, purse.promised) == (0, 10_000_000, 10_000_000)
    assert [said in page for said in ("Setiap belanja disertai satu bukti.", "Rp 0 / Rp 10.000.000", "Seluruhnya dijanjikan", "baris RAB", "Terpakai dari rencana")] == [True] * 3 + [False] * 2


def _told(client, address):
    page = client.get(address).content.decode().replace("\xa0", " ")
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_what_was_spent_without_lines_is_no_line_exceeded(client, village, bkm):
    """It stands under a name of its own beside what came, on the public page and in the LPD; nobody is said to have gone beyond a plan of nothing."""
    row = spent(bkm, village)
    (line,) = queries.line_sums(village.pk)
    assert (line.name, line.used, line.over, line.difference) == ("Belanja tanpa baris RAB", 4_000_000, 0, None)
    shown = _told(client, f"/dana/{village.code}/")
    assert "Belanja tanpa baris RAB dari Rp 10.000.000 yang sudah cair atau diserahkan; dijanjikan atau dianggarkan Rp 10.000.000 APBN – 4.000.000" in shown
    assert "melebihi" not in shown
    assert "Belanja tanpa baris RAB – 4.000.000 –" in _told(client, f"/dana/{village.code}/lpd/")
    assert "Belanja tanpa baris RAB" not in _told(client, f"/dana/{village.code}/rpd/")      # nothing of it is still to be paid
    behind = client.get(f"/dana/{village.code}/?tanpa=1&sumber=apbn").context
    assert (behind["behind"], behind["behind_total"]) == ([(row.entry, 4_000_000)], 4_000_000)


def test_the_account_of_a_work_without_lines_compares_with_no_plan(village, bkm, satker):
    work = make.open_stage(acts=(*ACTS[:2], '{ act = "funds.spend", source = "apbn", role = "bkm" }'), done_when=(money.DONE,), extra=money.SCHEME)
    actions.commit(satker, work.code, **DAY, source="apbn", certainty="budgeted", amount=10_000_000, giver="APBN", document=money.scan(satker), document_number="DIPA 1")
    actions.release(satker, work.code, **DAY, source="apbn", amount=10_000_000, number="SP2D-1", evidence=money.scan(satker))
    spent(bkm, work)
    table = lpj.lpj_facts(lpj.Account(work, None, make.today, involved=False))["sections"][1]["parts"][0]["table"]
    assert table["rows"] == [["", "Belanja tanpa baris RAB", "APBN", None, 4_000_000, None]]
    assert table["total"][-3:] == [None, 4_000_000, None]
    assert lpj.lpj_pdf(work, None, make.today, involved=False).startswith(b"%PDF")


def test_a_line_that_is_in_the_plan_is_flagged_as_before(pakem, satker):
    """And what was spent before a line was taken out of the plan is not lost: it stands without one."""
    work = money.work(pakem)
    money.released(satker, work)
    money.spent(pakem, work, 1_000_000)
    money.plan(pakem, work, money.LINES[1:])
    lines = [(line.line, line.name, line.used, line.over) for line in queries.line_sums(work.pk, "apbd")]
    assert lines == [("A1", "Belanja tanpa baris RAB", 1_000_000, 0)]


def test_the_page_of_such_a_village_promises_no_budget_of_lines(client, village, pakem):
    pages = [client.get(f"/dana/{one.code}/").content.decode() for one in (village, money.work(pakem, lines=None))]
    assert ["RAB belum ada" in page for page in pages] == [False, True]


def test_a_hope_stands_apart_and_is_part_of_no_sum(client, village, satker):
    commit = {"on": money.DAY, "happened_on": money.DAY, "giver": "PT Sejahtera"}
    actions.commit(satker, village.code, source="apbn", certainty="hoped", amount=2_500_000, **commit)
    actions.commit(satker, village.code, source="apbd", certainty="pledged", amount=1_500_000, **commit)
    purse = queries.purses([village.pk])[village.pk]["apbn"]
    whole = queries.purses_of_cycle(village.cycle_id)
    assert (purse.headline, purse.hoped, whole["apbn"].headline, whole["apbn"].hoped) == (10_000_000, 2_500_000, 10_000_000, 2_500_000)
    pages = [client.get(url).content.decode().replace("\xa0", " ") for url in (f"/dana/{village.code}/", f"/dana/tahap/{village.cycle.code}/", f"/tahap/{village.cycle.code}/", "/")]
    assert [figure in page for page in pages for figure in ("12.500.000", "14.000.000")] == [False] * 8
    assert ["10.000.000" in page for page in pages] == [True] * 4
    assert [page.count("Rp 2.500.000</span> masih harapan") for page in pages[:3]] == [1] * 3
    assert [page.count("Rp 1.500.000</span> masih janji") for page in pages[:3]] == [1] * 3
    assert f"/dana/{village.code}/#komitmen" in pages[1]
    assert f"/dana/tahap/{village.cycle.code}/#komitmen" in pages[2]


@pytest.mark.parametrize(("promised", "whole"), [(1_000_000, 2_500_000), (2_500_000, 2_500_000), (3_000_000, 3_000_000)])
def test_what_is_promised_to_a_village_for_its_works_counts_once_beside_their_budgets(client, pakem, promised, whole):
    work = money.work(pakem)
    Purse.objects.create(undertaking=work.parent, cycle=work.cycle, source="swadaya", pledged=promised)
    assert queries.purses_of_cycle(work.cycle_id)["swadaya"].headline == whole
    page = client.get(f"/dana/tahap/{work.cycle.code}/").content.decode()
    assert "Dijanjikan kepada desa, sudah dihitung dalam RAB pekerjaannya" in page
    assert "−" + f"{min(promised, 2_500_000):,}".replace(",", ".") in page


def test_the_steps_of_a_round_are_those_of_its_village_and_works_added_up(client, pakem):
    work = money.work(pakem)
    Purse.objects.create(undertaking=work.parent, cycle=work.cycle, source="apbn", budgeted=150, released=60, used=60)
    Purse.objects.filter(undertaking=work, source="apbn").update(planned=24, released=14, used=10)
    whole = queries.purses_of_cycle(work.cycle_id)["apbn"]
    assert (whole.headline, whole.pledged_or_better, whole.budgeted_or_better, whole.delivered_or_released, whole.used) == (174, 164, 164, 74, 70)
    page = client.get(f"/dana/tahap/{work.cycle.code}/").content.decode().replace("\u00a0", " ")
    assert "Terbukti Rp 70, 40,23 % dari Rp 174." in page
    assert [f"Rp {amount}</span> {word}" in page for amount, word in ((70, "dipakai dan terbukti"), (4, "cair"), (90, "dianggarkan"), (10, "direncanakan"))] == [True] * 4


def test_money_a_village_plans_with_itself_is_added_to_the_budgets_of_its_works(pakem):
    work = money.work(pakem)
    Purse.objects.create(undertaking=work.parent, cycle=work.cycle, source="swadaya", planned=400_000, budgeted=1_000_000)
    assert queries.purses_of_cycle(work.cycle_id)["swadaya"].headline == 3_500_000


def test_plan_and_report_of_a_village_say_what_the_page_of_its_purses_says(client, village, bkm, satker):
    actions.commit(satker, village.code, **DAY, source="apbn", certainty="hoped", amount=2_500_000, giver="PT Sejahtera")
    spent(bkm, village)
    here = f"/dana/{village.code}/"
    for path in ("lpd/", "rpd/"):
        page = client.get(here + path).content.decode().replace("\xa0", " ")
        for link, figure in ((f"{here}#komitmen", "Rp 10.000.000"), (f"{here}#komitmen", "Rp 2.500.000"), (f"{here}?sumber=apbn&amp;masuk=1#entri", "Rp 10.000.000"),
                             (f"{here}?sumber=apbn#entri", "Rp 4.000.000"), (f"{here}buku/bank/?sumber=apbn", "Rp 6.000.000")):
            assert f'<a href="{link}">{figure}</a>' in page, (path, link)
        assert "Rp 0" not in page
    rows = client.get(f"{here}?sumber=apbn&masuk=1").content.decode()
    assert ("Entri masuk" in rows, "SP2D-1" in rows, "10.000.000" in rows) == (True, True, True)

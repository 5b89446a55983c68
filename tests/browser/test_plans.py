"""Work plans in a real Chromium: every page at 360 and 1280 px in light and dark, a paste out of Excel, the keyboard, and the same without a script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from sinergi.programmes import snapshot
from sinergi.workplans import actions, queries
from sinergi.workplans.models import WorkPlan
from tests import make
from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.serving import rolled_back, served
from tests.browser.test_browser import RULES
from tests.workplans import build
from tests.workplans.build import PLAN

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
VILLAGE, OTHER = "33.24.12.2011", "33.24.12.2007"
PAGES = {
    "plan": "/rencana-kerja/{site}/rencana/", "table": "/rencana-kerja/{draft}/rencana/tulis/", "activity": "/rencana-kerja/{site}/rencana/kegiatan/{key}/",
    "time": "/rencana-kerja/{site}/rencana/waktu/", "paste": "/rencana-kerja/{site}/rencana/tempel/", "progress": "/rencana-kerja/{site}/rencana/kemajuan/",
    "report": "/rencana-kerja/{site}/rencana/kemajuan/{key}/", "versions": "/rencana-kerja/{site}/rencana/versi/", "print": "/rencana-kerja/{site}/rencana/cetak/",
    "hand in": "/rencana-kerja/{draft}/rencana/ajukan/", "list": "/rencana-kerja/{site}/",
}


@pytest.fixture(autouse=True)
def _files_apart():
    """The files of the plans live as long as the plans."""


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """Two villages: one with an approved plan under way, one with a draft. As the round of the other stories, but small."""
    with rolled_back(django_db_blocker, tmp_path_factory.mktemp("plans")):
        people, codes = _world(timezone.localdate())
        with served() as url:
            yield Site(url, people, codes)


def _world(today: date):
    make.places()
    bkm, pokja = make.person(name="Slamet Riyadi", role="bkm", region=VILLAGE), make.person(name="Bambang Setiawan", role="pokja_paket")
    make.give(bkm, "bkm", OTHER)
    begun = today - timedelta(days=30)
    first = build.site(on=begun)
    second = make.child(first.parent, OTHER, on=begun)
    snapshot.renew_cycle(first.root_id, on=today)
    workplan = build.approved(bkm, pokja, first, on=begun)
    key = queries.sheet_of(workplan).activities[0].key
    actions.report(bkm, first.code, on=today, plan=PLAN, activity=key, percent=Decimal(40), started_on=begun, note="hujan sepekan")
    actions.save(bkm, first.code, on=today, plan=PLAN, sheet=build.changed(workplan, 1, days=14, funds=(("apbn", 4_500_000),), materials="Kertas plano 20 lembar"), reason="dua RT lagi")
    build.begun(bkm, second, on=today)
    return {"bkm": bkm, "pokja": pokja}, {"site": first.code, "draft": second.code, "key": key}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(window, site, name):
    for size in (PHONE, DESK):
        with window("bkm", size) as page:
            page.goto(PAGES[name].format(**site.codes))
            for theme in ("light", "dark"):
                page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
                found = Axe().run(page, options=RULES).response["violations"]
                assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == [], f"{name}, {size['width']} px, {theme}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways at {size['width']} px"


PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_rows_out_of_excel_are_pasted_into_the_table_and_moved_by_keyboard(window, site):
    with window("bkm", DESK) as page:
        page.goto(PAGES["table"].format(**site.codes))
        empty = page.locator("#c-4-title")
        empty.evaluate(PASTE, 'Lokakarya\t1\tkali\t2\nUji publik\t1\tkali\t1\n"Cetak\nbuku"\t50\tbuku\t3\nA\t1\tx\t1\nB\t1\tx\t1\nC\t1\tx\t1\n')
        assert [page.locator(f"#c-{row}-title").input_value() for row in (4, 5, 6, 9)] == ["Lokakarya", "Uji publik", "Cetak buku", "C"]
        assert page.locator("#c-6-days").input_value() == "3"
        page.locator("#c-5-title").press("Alt+ArrowUp")
        page.locator("#c-4-title").press("ArrowDown")
        for row in (7, 8, 9):
            page.locator(f"#b-{row} [name=drop]").check()
        page.get_by_role("button", name="Simpan").click()
        page.get_by_text("Tersimpan.").first.wait_for()
    workplan = WorkPlan.objects.get(undertaking__code=site.codes["draft"])
    assert [each.title for each in queries.sheet_of(workplan).activities] == ["Persiapan", "Pemetaan swadaya", "Penyusunan RPLP", "Uji publik", "Lokakarya", "Cetak buku"]


def test_the_table_is_filled_in_without_a_script(window, site):
    with window("bkm", PHONE, script=False) as page:
        page.goto(PAGES["table"].format(**site.codes))
        page.locator("#c-1-responsible").fill("Ketua TIPP")
        page.locator("#c-2-after").fill("9")
        page.get_by_role("button", name="Simpan").click()
        assert page.get_by_text("Baris 9 tidak ada.").count() == 2  # on top, and at the cell
        assert page.locator("#c-1-responsible").input_value() == "Ketua TIPP"
        page.complaints.clear()  # the browser complains of the 422 that said so
        page.locator("#c-2-after").fill("1+1")
        page.get_by_role("button", name="Simpan").click()
    sheet = queries.sheet_of(WorkPlan.objects.get(undertaking__code=site.codes["draft"]))
    assert (sheet.activities[0].responsible, [(sheet.place[wait.key], wait.lag) for wait in sheet.activities[1].after]) == ("Ketua TIPP", [(1, 1)])


def test_on_a_phone_the_table_stays_a_table_and_names_the_easier_way(window, site):
    with window("bkm", PHONE) as page:
        page.goto(PAGES["table"].format(**site.codes))
        tops = page.eval_on_selector_all("#b-1 td input.in", "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))")
        heads = page.eval_on_selector_all(".plan-table thead th", "heads => heads.filter(head => head.getBoundingClientRect().width > 20).length")
        assert (len(set(tops)), heads > 10, page.get_by_text("satu kegiatan satu layar").is_visible()) == (1, True, True)
    with window("bkm", DESK) as page:
        page.goto(PAGES["table"].format(**site.codes))
        assert not page.get_by_text("satu kegiatan satu layar").is_visible()

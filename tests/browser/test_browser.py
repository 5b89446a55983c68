"""The main pages and two stories in a real Chromium: on a phone and at a desk, light and dark, with and without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from sinergi.disclosure.models import Objection
from sinergi.meetings.models import Meeting
from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PAGES = {
    "home": ("", "/"),
    "shelf": ("", "/program/"),
    "edition": ("", "/program/paket-kendal-2007/"),
    "round": ("", "/tahap/{cycle}/"),
    "village": ("", "/desa/{village}/"),
    "work": ("", "/usulan/{work}/"),
    "board with an open why panel": ("pokja", "/tahap/{cycle}/papan/?sel={work}:appraisal"),
    "my work": ("pokja", "/pekerjaan-saya/"),
    "proposal": ("", "/usulan/{work}/proposal/"),
    "rab": ("pakem", "/usulan/{draft}/tulis/rab/?tambah=A"),
    "money": ("", "/dana/{work}/"),
    "announcement": ("", "/pengumuman/{cycle}/candidates/"),
    "objection": ("", "/pengumuman/{cycle}/candidates/keberatan/ajukan/"),
    "login": ("", "/akun/login/"),
    "search": ("", "/cari/?q=paving"),
    "guide": ("", "/bantuan/pemerintah/"),
    "meeting": ("pokja", "/rapat/{new}/catat/?kind=lokakarya_pokja"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(window, site, name):
    """axe finds nothing at 360 and 1280 px, light and dark; nothing scrolls sideways on a phone; the console stays silent."""
    who, address = PAGES[name]
    with window(who, PHONE) as page:
        answer = page.goto(address.format(**site.codes))
        assert answer.status == 200
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        found = {}
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found |= {f"{size['width']} {scheme} {rule}": where for rule, where in _violations(page)}
        assert found == {}
        assert wide <= 0


def _violations(page):
    for each in Axe().run(page, options=RULES).response["violations"]:
        yield each["id"], [(node["target"], node["failureSummary"][:300]) for node in each["nodes"][:4]]


def test_axe_sees_what_is_wrong(window):
    """Otherwise silence above would prove nothing."""
    with window() as page:
        page.goto("/program/")
        page.evaluate("() => { const image = document.createElement('img'); image.src = '/static/ui/favicon.svg'; document.querySelector('main').append(image); }")
        assert [rule for rule, _where in _violations(page)] == ["image-alt"]


def test_the_keyboard_skips_to_the_content_and_finds_the_search(window):
    with window() as page:
        page.goto("/tahap/KDL07/papan/")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "isi"
        page.keyboard.press("/")
        assert page.evaluate("() => document.activeElement.type") == "search"
        page.goto("/program/")
        page.keyboard.press("/")
        page.wait_for_url("**/cari/")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_citizen_objects_on_a_phone(window, site, script):
    with window(size=PHONE, script=script) as page:
        page.goto(f"/pengumuman/{site.codes['cycle']}/candidates/")
        page.locator("a[href$='/keberatan/ajukan/']").first.click()
        page.locator("input[name=ground]").first.check()
        page.locator("textarea[name=text]").fill("Swadaya dari RT 05 belum dicatat.")
        page.wait_for_timeout(3500)  # a form sent back at once is taken for a machine's
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/pengumuman/ikuti/**")
        row = Objection.objects.get()
        assert row.follow_code in page.locator("main").inner_text()
        assert row.text == "Swadaya dari RT 05 belum dicatat."


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_pokja_member_records_a_meeting(window, site, script):
    before = Meeting.objects.count()
    with window("pokja", script=script) as page:
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        page.locator("[name=rapat-title]").fill("Lokakarya pembentukan Pokja")
        page.locator("[name=rapat-place]").fill("Aula Bappeda")
        page.locator("[name$=-group]").first.fill("Warga")
        page.locator("[name$=-women]").first.fill("12")
        page.locator("[name$=-men]").first.fill("11")
        page.get_by_role("button", name="Simpan rapat").click()
        page.wait_for_url("**/rapat/KDL08/1/")
        assert "Lokakarya pembentukan Pokja" in page.locator("main").inner_text()
    assert Meeting.objects.count() == before + 1


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_theme_and_language_are_kept(window, script):
    with window(script=script) as page:
        page.goto("/program/")
        page.locator("details.settings summary").click()
        page.locator("details.settings [data-theme-choice=dark]").click()
        page.goto("/program/")
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.locator("details.settings summary").click()
        page.locator("details.settings a[hreflang=en]").click()
        page.wait_for_url("**/program/")
        assert page.locator("html").get_attribute("lang") == "en"
        page.goto("/")
        assert (page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("data-theme")) == ("en", "dark")


def test_a_budget_line_that_was_saved_as_a_draft_is_not_offered_again(window, site):
    """The page names what is still wrong with the line, and yet the server has it."""
    with window("pakem") as page:
        page.goto(f"/usulan/{site.codes['draft']}/tulis/rab/?tambah=A")
        for name, typed in (("item", "Pasir"), ("volume", "3"), ("unit", "m³"), ("unit_price", "200.000"), ("amount_swadaya_0", "100000")):
            page.locator(f"main [name={name}]").fill(typed)
        page.wait_for_timeout(600)
        page.get_by_role("button", name="Simpan baris").click()
        page.locator(".toast").first.wait_for()
        assert "pembagian kurang" in page.locator("main").inner_text()
        assert page.locator(".draft-notice").count() == 0
        page.get_by_role("button", name="Hapus baris").click()
        page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_the_cursor_stays_on_the_chosen_cell_of_the_board(window, site, script):
    with window("pokja", script=script) as page:
        for place in (".board td a", "#langkah-tahap + ol a"):
            page.goto(f"/tahap/{site.codes['cycle']}/papan/")
            cell = page.locator(place).nth(1)
            chosen = cell.get_attribute("href")
            cell.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/papan/{chosen}")
            page.locator("a:focus").wait_for()
            assert page.locator("a:focus").get_attribute("href") == chosen

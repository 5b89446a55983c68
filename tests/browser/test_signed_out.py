"""A session that ended while somebody wrote, in a real Chromium: nothing typed is lost, with and without scripts."""

from __future__ import annotations

import pytest
from django.conf import settings

from sinergi.meetings.models import Meeting
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOST = "Bappeda & Forum BKM <Kendal>"


@pytest.fixture(autouse=True)
def _known_as_stored(site):
    """Signing in with a password may write it anew, and with it what a session is checked against."""
    site.people["pokja"].refresh_from_db()


def write(page, site, title):
    page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
    page.locator("[name=rapat-title]").fill(title)
    page.locator("[name=rapat-place]").fill("Aula Bappeda")
    page.locator("[name=rapat-host]").fill(HOST)
    page.locator("[name$=-group]").first.fill("Warga")
    page.locator("[name$=-women]").first.fill("12")
    page.locator("[name$=-men]").first.fill("11")


def send_signed_out(page):
    """Twelve hours pass over tea."""
    page.wait_for_timeout(600)      # the copy of the browser is written a moment after the last key
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Simpan rapat").click()
    page.get_by_role("heading", name="Anda perlu masuk lagi").wait_for()
    page.complaints.clear()     # the browser complains of the 403 that said so


def sign_in(page, person):
    person.set_password("sawah hijau pagi")
    person.save()
    page.locator("main [name=login]").fill(person.email)
    page.locator("main [name=password]").fill("sawah hijau pagi")
    page.locator("main form").first.get_by_role("button", name="Masuk").click()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_typed_is_shown_and_sent_after_signing_in_again(window, site, script):
    title = f"Lokakarya {'dengan' if script else 'tanpa'} skrip"
    with window("pokja", PHONE, script=script) as page:
        write(page, site, title)
        send_signed_out(page)
        told = page.locator("main dl").inner_text()
        assert [typed for typed in (title, "Tempat", "Aula Bappeda", "Penyelenggara", HOST) if typed not in told] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("link", name="Masuk").last.click()
        sign_in(page, site.people["pokja"])
        page.wait_for_url("**/lanjutkan/")
        assert "atas nama Bambang Setiawan" in page.locator("main").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Kirim sekarang").click()
        page.wait_for_url("**/rapat/KDL08/*/")
        assert title in page.locator("main").inner_text()
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        assert page.locator(".draft-notice").count() == 0       # the server has it
    assert Meeting.objects.get(title=title).host == HOST


def test_who_signs_in_next_on_that_phone_reads_nothing_of_it_and_it_waits_for_its_writer(window, site):
    with window("pokja", PHONE) as page:
        write(page, site, "Lokakarya titipan")
        send_signed_out(page)
        page.get_by_role("link", name="Masuk").last.click()
        sign_in(page, site.people["pokja2"])
        page.wait_for_url("**/pekerjaan-saya/")
        page.goto("/lanjutkan/")
        page.wait_for_url("**/pekerjaan-saya/")
        assert "Lokakarya titipan" not in page.content()
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        assert page.locator(".draft-notice").count() == 0
        page.locator("[name=rapat-title]").fill("Tulisan orang kedua")
        page.wait_for_timeout(600)
        page.goto("/akun/logout/")
        page.locator("main form button[type=submit]").click()
        page.goto("/akun/login/?next=/lanjutkan/")
        assert "Ada tulisan yang belum terkirim" in page.locator("main").inner_text()
        sign_in(page, site.people["pokja"])
        page.wait_for_url("**/lanjutkan/")
        assert "Lokakarya titipan" in page.locator("main").inner_text()
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        page.get_by_role("button", name="Pulihkan").click()
        assert page.locator("[name=rapat-title]").input_value() == "Lokakarya titipan"
    assert not Meeting.objects.filter(title="Lokakarya titipan").exists()


def test_the_copy_in_the_browser_outlives_signing_in_and_other_pages(window, site):
    with window("pokja") as page:
        write(page, site, "Lokakarya yang belum terkirim")
        send_signed_out(page)
        page.goto(f"/akun/login/?next=/rapat/{site.codes['new']}/")
        sign_in(page, site.people["pokja"])
        page.wait_for_url("**/rapat/KDL08/")
        page.goto("/pekerjaan-saya/")
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        page.get_by_role("button", name="Pulihkan").click()
        assert (page.locator("[name=rapat-title]").input_value(), page.locator("[name=rapat-host]").input_value()) == ("Lokakarya yang belum terkirim", HOST)
        page.get_by_role("button", name="Simpan rapat").click()
        page.wait_for_url("**/rapat/KDL08/*/")
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        assert page.locator(".draft-notice").count() == 0


def test_who_signs_in_again_in_another_tab_just_presses_save(window, site):
    """Signing in changes the token of every form; the page that stood open takes the new one."""
    with window("pokja") as page:
        write(page, site, "Lokakarya dua tab")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        other = page.context.new_page()
        other.goto("/akun/login/")
        sign_in(other, site.people["pokja"])
        other.wait_for_url("**/pekerjaan-saya/")
        page.get_by_role("button", name="Simpan rapat").click()
        page.wait_for_url("**/rapat/KDL08/*/")
        assert "Lokakarya dua tab" in page.locator("main").inner_text()

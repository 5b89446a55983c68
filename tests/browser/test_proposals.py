"""Writing a proposal in a real Chromium: lines and rows keep themselves, and a phone fills in where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import timezone

from sinergi.programmes.models import Undertaking
from sinergi.proposals import actions, queries
from sinergi.proposals.models import RabLine, ScheduleLine, Typed
from tests import make
from tests.browser.conftest import PHONE, Site
from tests.browser.serving import rolled_back, served
from tests.proposals import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _files_apart():
    """No files here."""


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """One proposal with one line, open for writing."""
    with rolled_back(django_db_blocker, tmp_path_factory.mktemp("proposals")):
        make.places()
        work = build.stage()
        people = {"pakem": make.person(name="Siti Nurhayati")}
        make.appoint(people["pakem"], "pakem", work)
        actions.save_line(people["pakem"], work.code, on=timezone.localdate(), line=build.line(key="a"))
        with served() as url:
            yield Site(url, people, {"work": work.code})


def _at(site, name):
    return f"/usulan/{site.codes['work']}/tulis/{name}"


def _note(page, text):
    page.locator("[data-autosave-note]", has_text=text).wait_for()


def test_a_saved_line_keeps_itself_while_one_types(window, site):
    with window("pakem", PHONE) as page:
        page.goto(_at(site, "rab/?ubah=a"))
        for item in ("Semen 40 kg", "Semen 50 kg"):                    # twice: the page knows the mark of its own save
            page.locator("[name=item]").fill(item)
            _note(page, "Draf disimpan")
            page.locator("[data-autosave-note]").evaluate("note => { note.textContent = ''; }")
            assert RabLine.objects.get(key="a").item == item
        page.locator("[name=item]").fill("Semen")
        page.get_by_role("button", name="Simpan baris").click()        # at once after the last key
        page.locator(".toast", has_text="Baris tersimpan").wait_for()
        assert RabLine.objects.get(key="a").item == "Semen"


def test_a_new_line_left_at_once_is_found_again_and_finished(window, site):
    with window("pakem", PHONE) as page:
        page.goto(_at(site, "rab/?tambah=C"))
        page.locator("[name=item]").press_sequentially("Pekerja")
        page.locator(".crumbs a, .masthead a").first.click()
        page.wait_for_load_state()
        page.goto(_at(site, "rab/"))
        assert RabLine.objects.count() == 1
        page.get_by_role("link", name="C Pekerja: lanjutkan").click()
        for name, value in (("item", "Pekerja"), ("volume", "10"), ("unit", "HOK"), ("unit_price", "30000"), ("amount_apbn_0", "300000")):
            page.locator(f"[name={name}]").fill(value)
        page.locator("[name=price_source]").select_option("survey")
        page.get_by_role("button", name="Simpan baris").click()
        page.locator(".toast", has_text="Baris tersimpan").wait_for()
        assert (RabLine.objects.get(item="Pekerja").amount, Typed.objects.count()) == (300_000, 0)


def test_a_thrown_away_line_does_not_come_back(window, site):
    with window("pakem") as page:
        page.goto(_at(site, "rab/?tambah=D"))
        page.locator("[name=item]").press_sequentially("Honor")
        _note(page, "Draf disimpan")
        page.get_by_role("button", name="Buang").click()
        page.locator(".toast", has_text="dibuang").wait_for()
        page.wait_for_timeout(300)
        assert Typed.objects.count() == 0


def test_a_schedule_keeps_its_finished_rows_and_the_begun_one(window, site):
    with window("pakem", PHONE) as page:
        page.goto(_at(site, "jadwal/"))
        for name, value in (("0-activity", "Galian"), ("0-starts_on", "2007-07-01"), ("0-ends_on", "2007-07-10"), ("1-activity", "Pasang")):
            page.locator(f"[name=schedule-{name}]").fill(value)
        _note(page, "Draf disimpan")
        assert list(ScheduleLine.objects.values_list("activity", flat=True)) == ["Galian"]
        page.reload()
        assert page.locator("[name=schedule-1-activity]").input_value() == "Pasang"
        page.locator("[name=schedule-1-starts_on]").fill("2007-07-11")
        page.locator("[name=schedule-1-ends_on]").fill("2007-08-01")
        _note(page, "Draf disimpan")
        assert list(ScheduleLine.objects.values_list("activity", flat=True)) == ["Galian", "Pasang"]


def test_a_phone_fills_in_where_it_stands(window, site):
    with window("pakem", PHONE) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": -6.972, "longitude": 110.071, "accuracy": 8})
        page.goto(_at(site, ""))
        page.get_by_role("button", name="Pakai lokasi saya").click()
        page.get_by_text("ketelitian sekitar 8 m").wait_for()
        assert [page.locator(f"[name={name}]").input_value() for name in ("latitude", "longitude")] == ["-6,972000", "110,071000"]
        _note(page, "Draf disimpan")
        found = queries.proposal_of(Undertaking.objects.get(code=site.codes["work"]))
        assert (found.latitude, found.longitude) == (Decimal("-6.972"), Decimal("110.071"))


def test_without_a_script_the_button_for_the_place_is_not_there(window, site):
    with window("pakem", script=False) as page:
        page.goto(_at(site, ""))
        assert page.get_by_role("button", name="Pakai lokasi saya").count() == 0

"""An appraisal sheet in a real Chromium: what is typed is kept without a press, also when one goes away at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sinergi.assessments.models import Draft
from tests import make
from tests.assessments import sheets
from tests.browser.conftest import PHONE, Site
from tests.browser.serving import rolled_back, served

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _files_apart():
    """No files here."""


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """One work whose appraisal is open."""
    with rolled_back(django_db_blocker, tmp_path_factory.mktemp("sheets")):
        make.places()
        people = {"pokja": make.person(name="Bambang Setiawan", role="pokja_paket", pillar="government")}
        codes = {"work": sheets.work().code}
        with served() as url:
            yield Site(url, people, codes)


def _kept():
    return Draft.objects.get().content["score_pjm"]


def test_scores_are_kept_while_one_types(window, site):
    with window("pokja", PHONE) as page:
        page.goto(f"/penilaian/{site.codes['work']}/isi/?form=kelayakan&stage=trial")
        page.locator("[name=score_pjm]").press_sequentially("80")
        page.locator("#running", has_text="Draf tersimpan").wait_for()
        assert _kept() == "80"
        page.locator("[name=score_swadaya]").press_sequentially("70")
        page.locator("#running", has_text="2 dari 3").wait_for()


def test_who_goes_away_at_once_loses_nothing(window, site):
    Draft.objects.all().delete()
    with window("pokja", PHONE) as page:
        page.goto(f"/penilaian/{site.codes['work']}/isi/?form=kelayakan&stage=trial")
        page.locator("[name=score_pjm]").press_sequentially("65")
        page.locator(".crumbs a, .masthead a").first.click()
        page.wait_for_load_state()
        page.goto(f"/penilaian/{site.codes['work']}/isi/?form=kelayakan&stage=trial")
        assert page.locator("[name=score_pjm]").input_value() == "65"


def test_a_saved_sheet_is_not_sent_again_on_leaving(window, site):
    Draft.objects.all().delete()
    with window("pokja") as page:
        page.goto(f"/penilaian/{site.codes['work']}/isi/?form=kelayakan&stage=trial")
        page.locator("[name=score_pjm]").press_sequentially("65")
        page.locator("#running", has_text="Draf tersimpan").wait_for()
        page.goto("/pekerjaan-saya/")
        page.wait_for_timeout(300)
        assert Draft.objects.get().version == 1


def test_a_locked_sheet_is_not_followed_by_a_draft(window, site):
    Draft.objects.all().delete()
    with window("pokja") as page:
        page.goto(f"/penilaian/{site.codes['work']}/isi/?form=kelayakan&stage=trial")
        for name, score in (("pjm", "80"), ("swadaya", "70"), ("teknis", "55")):
            page.locator(f"[name=score_{name}]").fill(score)
        page.locator("[name=conflict][value=none]").check()
        page.get_by_role("button", name="Kunci lembar").click()
        page.wait_for_url("**/hasil/**")
        page.wait_for_timeout(500)
        assert Draft.objects.count() == 0

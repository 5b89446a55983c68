"""A small round up to the objection window, served to a real Chromium. Built once for the module, undone at its end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.programmes import actions as programmes
from sinergi.programmes.models import Undertaking
from tests import make
from tests.browser.serving import rolled_back, served
from tests.journeys.robot import Robot
from tests.proposals import build as proposals

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
VILLAGE = "33.24.12.2011"
WAIT = 41  # days until the robot's round has passed its closing date and announces the candidates


@dataclass
class Site:
    """Where it is served, who is there, and the codes in the addresses."""

    url: str
    people: dict[str, Person]
    codes: dict[str, str]


@pytest.fixture(autouse=True)
def _files_apart():
    """The files of the round live as long as the round."""


@pytest.fixture(scope="module")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """Requests are served on the connection that holds the round (SQLite in memory), so that everything is undone by rolling back.

    Chromium comes first: while Playwright's loop runs in this thread, Django keeps a connection of its own for it.
    """
    with rolled_back(django_db_blocker, tmp_path_factory.mktemp("browser")):
        people, codes = _world()
        with served() as url:
            yield Site(url, people, codes)


def _world() -> tuple[dict[str, Person], dict[str, str]]:
    make.places()
    today = timezone.localdate()
    people = {
        "pokja": make.person(name="Bambang Setiawan", role="pokja_paket", pillar="government"),
        "pokja2": make.person(name="Endang Purwanti", role="pokja_paket", pillar="community"),
        "pokja3": make.person(name="Agus Riyanto", role="pokja_paket", pillar="caring"),
        "kpkd": make.person(name="Hartono", role="kpkd"),
        "satker": make.person(name="Sri Wahyuni", role="satker"),
        "korkot": make.person(name="Dewi Lestari", role="korkot"),
        "faskel": make.person(name="Nur Aini", role="faskel", region=VILLAGE),
        "bkm": make.person(name="Slamet Riyadi", role="bkm", region=VILLAGE),
    }
    cycle = _round(people["pokja"], "KDL07", today - timedelta(days=WAIT))
    Robot(list(people.values()), cycle, today - timedelta(days=WAIT), [VILLAGE]).run(until=_announced)
    _round(people["pokja"], "KDL08", today)
    writing = proposals.stage()
    people["pakem"] = make.person(name="Siti Nurhayati")
    make.appoint(people["pakem"], "pakem", writing)
    proposals.complete(people["pakem"], writing, on=today)
    work = Undertaking.objects.get(cycle=cycle, scope="work")
    return people, {"cycle": cycle.code, "village": work.parent.code, "work": work.code, "new": "KDL08", "draft": writing.code}


def _round(person: Person, code: str, day: Any) -> Undertaking:
    text = (resources.files("sinergi.programmes") / "editions" / "paket-kendal-2007.toml").read_text(encoding="utf-8")
    return programmes.open_cycle(person, edition_text=text, code=code, title=f"PAKET {code}", region_code="33.24", year=day.year, on=day)


def _announced(robot: Robot) -> bool:
    return any(act == "disclosure.publish" for _day, act, _code in robot.log)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's own Chromium; nothing is downloaded."""
    path = os.environ.get("SINERGI_BROWSER") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop running in this thread; our queries do not use it
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def window(site: Site, chromium: Any) -> Callable[..., Any]:
    """Opens a window as somebody: ``with window("pokja", PHONE) as page``; whatever the browser complains about fails the test."""

    @contextmanager
    def opened(who: str = "", size: dict[str, int] = DESK, *, script: bool = True) -> Iterator[Any]:
        context = chromium.new_context(base_url=site.url, viewport=size, locale="id-ID", java_script_enabled=script, reduced_motion="reduce")
        context.set_default_timeout(20_000)
        if who:
            client = Client()
            client.force_login(site.people[who])
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": site.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        try:
            yield page
            assert page.complaints == []
        finally:
            context.close()

    return opened

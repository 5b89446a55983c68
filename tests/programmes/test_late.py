"""Late has one meaning: a step is late from the day it was due, or from the later one on which it was opened again; each page says the same."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from sinergi.programmes import queries, snapshot
from sinergi.programmes.models import IntakeClosed, Leaving
from sinergi.programmes.queries.boards import works_of
from sinergi.project.models import DemoDay
from sinergi.reports.queries import rounds
from tests import make

pytestmark = pytest.mark.django_db

DUE, REOPENED = date(2007, 5, 11), date(2007, 5, 25)


@pytest.fixture
def cycle(kendal, settings):
    """Two works whose step was due on 11 May: the first was through in time and was opened again on 25 May, the second never was."""
    settings.DEMO = True
    made = make.open_stage(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'],
                           done_when=['{ is = "programmes.intake_closed", intake = "work" }'], stage_extra="days = 10").cycle
    IntakeClosed.objects.create(undertaking=made.__class__.objects.get(code=f"{made.code}-001"), act="programmes.close_intake", stage="trial", intake="work",
                                happened_on=date(2007, 5, 4), ended_on=REOPENED)
    return made


def on(cycle, day):
    DemoDay.objects.update_or_create(pk=1, defaults={"day": day})
    snapshot.ensure(cycle.pk, day)


def told(client, cycle, day):
    """What each place says: works counted as late, and the days of each."""
    on(cycle, day)
    board = client.get(f"/tahap/{cycle.code}/papan/").content.decode()
    chip = re.sub(r"<[^>]+>", " ", re.search(r'href="\?saring=terlambat"[^>]*>.*?</a>', board, re.DOTALL)[0]).split()[-1]
    group = re.search(r"(\d+) pekerjaan, (\d+) terlambat", board)
    cells = re.findall(r'<td class="wk is-late[^"]*">.*?<b>(\d+)</b>', board)
    late = re.findall(r"Terlambat (\d+) hari", client.get(f"/tahap/{cycle.code}/terlambat/").content.decode())
    api = [cell["days_late"] for one in client.get(f"/api/v1/rounds/{cycle.code}/board").json()["undertakings"] if one["scope"] == "work" for cell in one["cells"]]
    out = StringIO()
    call_command("round", "show", cycle.code, "--on", day.isoformat(), "--json", stdout=out)
    cli = [cell["days_late"] for one in json.loads(out.getvalue())["undertakings"] if one["scope"] == "work" for cell in one["cells"]]
    return {"chip": int(chip), "group": int(group[2]), "home": rounds.now(cycle, day).late, "filter": works_of(cycle, on=day, late=True).count(),
            "step": queries.stage_counts(cycle.pk, day)["trial"]["late"], "village": sum(each.late for each in rounds.districts(cycle, day)),
            "cells": sorted(map(int, cells)), "list": sorted(map(int, late)), "api": sorted(filter(None, api)), "cli": sorted(filter(None, cli))}


@pytest.mark.parametrize(("day", "late"), [(DUE, []), (date(2007, 5, 12), [1]), (REOPENED, [14]), (date(2007, 5, 26), [1, 15])])
def test_every_page_counts_the_same(client, cycle, day, late):
    make.child(cycle.__class__.objects.get(code=f"{cycle.code}-D01"), "33.24.12.2011")
    snapshot.renew_cycle(cycle.pk, on=day)
    assert told(client, cycle, day) == {
        "chip": len(late), "group": len(late), "home": len(late), "filter": len(late), "step": len(late), "village": len(late),
        "cells": late, "list": late, "api": late, "cli": late}


def test_a_late_step_of_the_village_makes_no_work_late(client, kendal, settings):
    settings.DEMO = True
    site = make.open_stage(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'],
                           done_when=['{ is = "programmes.intake_closed", intake = "work" }'], scope="site", stage_extra="days = 10")
    on(site.cycle, make.today)
    page = client.get(f"/tahap/{site.cycle.code}/papan/").content.decode()
    assert "1 pekerjaan, 0 terlambat" in page
    assert "is-late" in page


def test_what_left_is_counted_apart(client, kendal, settings):
    settings.DEMO = True
    work = make.open_stage(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'], done_when=['{ is = "programmes.intake_closed", intake = "work" }'])
    other = make.child(work.cycle, "33.24.16.2015")
    make.child(work.parent, "33.24.12.2011")
    make.child(other, "33.24.16.2015")
    for gone in (work, other):
        Leaving.objects.create(undertaking=gone, act="programmes.leave", reason="withdrew", happened_on=make.today)
    on(work.cycle, make.today)
    now = rounds.now(work.cycle, make.today)
    assert (now.works, now.villages, now.left_works, now.left_villages, now.all_works) == (1, 1, 2, 1, 3)
    for page in ("/", f"/tahap/{work.cycle.code}/"):
        text = " ".join(re.sub(r"<[^>]+>", " ", client.get(page).content.decode()).split())
        assert "1 pekerjaan di 1 desa" in text
        assert "Keluar dari tahap: 2 pekerjaan , 1 desa" in text or "Keluar dari tahap: 2 pekerjaan, 1 desa" in text
    assert [(line.works, line.has_left) for each in rounds.districts(work.cycle, make.today) for line in each.villages] == [(1, False), (0, True)]


def test_all_is_never_fewer_than_a_part(client, kendal, pokja, settings):
    """A round with villages and no works: what waits for me there is among all."""
    settings.DEMO = True
    text = make.edition_text(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'],
                             done_when=['{ is = "programmes.intake_closed", intake = "work" }'], scope="site")
    made = make.cycle_of(text)
    make.child(made, "33.24.12.2011")
    on(made, make.today)
    client.force_login(pokja)
    chips = client.get(f"/tahap/{made.code}/papan/").context["chips"]
    assert [(chip["label"], chip["count"]) for chip in chips] == [("Semua desa dan pekerjaan", 1), ("Terlambat", 0), ("Perlu tindakan saya", 1)]

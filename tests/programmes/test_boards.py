"""*Perlu tindakan saya* counts and shows the villages that wait for me, with works or without."""

import re

import pytest

from sinergi.programmes import queries, snapshot
from sinergi.programmes.queries.boards import board_page
from sinergi.project.models import DemoDay
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(kendal, settings):
    """Two villages, one with a work; both wait for the working group, the work waits for nobody."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    text = make.edition_text(acts=['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }'],
                             done_when=['{ is = "programmes.intake_closed", intake = "work" }'], scope="site")
    made = make.cycle_of(text)
    busy = make.child(made, "33.24.12.2011")
    make.child(made, "33.24.16.2015")
    make.child(busy, "33.24.12.2011", title="Paving")
    snapshot.renew_cycle(made.pk, on=make.today)
    return made


def rows(client, cycle, **asked):
    page = client.get(f"/tahap/{cycle.code}/papan/", asked).content.decode()
    chip = re.search(r'href="\?saring=saya"[^>]*>.*?</a>', page, re.DOTALL)
    table = page[page.index('<table class="board"'):] if '<table class="board"' in page else ""
    return re.sub(r"<[^>]+>", " ", chip[0]).split()[-1] if chip else "", re.findall(r'<th scope="row"><a href="([^"]+)"', table)


def test_villages_that_wait_for_me_are_counted_and_shown(client, pokja, cycle):
    client.force_login(pokja)
    villages = [f"/desa/{cycle.code}-D01/", f"/desa/{cycle.code}-D02/"]
    assert rows(client, cycle, saring="saya") == ("2", villages)


def test_whoever_has_nothing_to_do_sees_nothing(client, korkot, cycle):
    client.force_login(korkot)
    assert rows(client, cycle, saring="saya") == ("0", [])


def test_a_village_beside_its_works_is_not_a_work(pokja, cycle):
    waiting = queries.places_waiting(pokja, make.today, cycle)
    villages = list(type(cycle).objects.filter(pk__in=waiting))
    board = board_page(cycle, [], make.today, empty_sites=False, also=villages)
    assert [(row["code"], row["vacant"]) for row in board.rows] == [(f"{cycle.code}-D01", True), (f"{cycle.code}-D02", True)]

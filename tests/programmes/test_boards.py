"""*Perlu tindakan saya* counts and shows the villages that wait for me, with works or without."""

import re

import pytest

from sinergi.programmes import queries, snapshot
from sinergi.programmes.editions import edition_of
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


def test_what_the_round_itself_wants_of_me_is_counted_and_shown(client, kendal, pokja, korkot, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    work = make.open_stage(acts=['{ act = "programmes.set_date", date = "closing", role = "pokja_paket" }'], done_when=['{ is = "programmes.day_reached", date = "closing" }'], scope="cycle",
                           extra='[[dates]]\ncode = "closing"\ntitle = "Batas"\n')
    seen = []
    for person in (pokja, korkot):
        client.force_login(person)
        seen.append((rows(client, work, saring="saya")[0], "Untuk tahap ini sendiri" in client.get(f"/tahap/{work.code}/papan/", {"saring": "saya"}).content.decode()))
    assert seen == [("0", True), ("0", False)]


def test_whoever_has_nothing_to_do_sees_nothing(client, korkot, cycle):
    client.force_login(korkot)
    assert rows(client, cycle, saring="saya") == ("0", [])


def test_a_village_beside_its_works_is_not_a_work(pokja, cycle):
    waiting = queries.places_waiting(pokja, make.today, cycle)
    villages = list(type(cycle).objects.filter(pk__in=waiting))
    board = board_page(cycle, [], make.today, empty_sites=False, also=villages)
    assert [(row["code"], row["vacant"]) for row in board.rows] == [(f"{cycle.code}-D01", True), (f"{cycle.code}-D02", True)]


def test_each_step_of_the_round_itself_opens_its_why_from_the_board(client, kendal, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    work = make.open_stage(acts=['{ act = "programmes.set_date", date = "closing", role = "pokja_paket" }'], done_when=['{ is = "programmes.day_reached", date = "closing" }'], scope="cycle",
                           extra='[[dates]]\ncode = "closing"\ntitle = "Batas"\n')
    round_ = work if work.scope == "cycle" else work.cycle
    [step] = edition_of(round_).of_scope("cycle")
    page = client.get(f"/tahap/{round_.code}/papan/").content.decode()
    strip = page.split('id="langkah-tahap"')[1].split("</section>")[0]
    assert re.findall(r'<a href="([^"]+)"', strip) == [f"?sel={round_.code}:{step.code}"]
    assert "is-open" in strip
    opened = client.get(f"/tahap/{round_.code}/papan/", {"sel": f"{round_.code}:{step.code}"})
    assert opened.context["why"].stage == step

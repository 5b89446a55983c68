"""The menu keeps to the round one is looking at; who has several can go to the same page of another."""

import re

import pytest

from sinergi.programmes import snapshot
from sinergi.project.models import DemoDay
from tests import make

pytestmark = pytest.mark.django_db
ACTS = ['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }']
DONE = ['{ is = "programmes.intake_closed", intake = "work" }']


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def rounds(kendal):
    """An older round with three villages to close, and a newer one with nothing to do."""
    text = make.edition_text(acts=ACTS, done_when=DONE, scope="site")
    older, newer = make.cycle_of(text, code="LAMA07"), make.cycle_of(text, code="BARU07")
    make.child(older, "33.24.12.2011")
    for cycle in (older, newer):
        snapshot.renew_cycle(cycle.pk, on=make.today)
    return older, newer


def led(client, address):
    """Where the board of the menu leads from this page, and what it offers beside."""
    page = client.get(address).content.decode()
    board = re.search(r'href="/tahap/([^/]+)/papan/"[^>]*>Papan tahap', page)
    beside = re.search(r'<nav class="other-rounds".*?</nav>', page, re.DOTALL)
    return board[1] if board else "", re.findall(r'href="([^"]+)"', beside[0]) if beside else []


def test_the_menu_begins_with_the_round_that_waits_most(client, pokja, rounds):
    client.force_login(pokja)
    assert led(client, "/pekerjaan-saya/") == ("LAMA07", [])


def test_the_menu_keeps_to_the_round_of_the_page_and_remembers_it(client, pokja, rounds):
    client.force_login(pokja)
    assert led(client, "/tahap/BARU07/papan/") == ("BARU07", ["/tahap/LAMA07/papan/"])
    assert led(client, "/pekerjaan-saya/") == ("BARU07", [])
    assert led(client, "/desa/LAMA07-D01/") == ("LAMA07", [])
    assert led(client, "/pekerjaan-saya/") == ("LAMA07", [])


def test_the_menu_says_which_round_it_leads_to(client, pokja, rounds):
    client.force_login(pokja)
    assert '<a href="/tahap/LAMA07/">LAMA07</a>' in client.get("/pekerjaan-saya/").content.decode()


@pytest.mark.parametrize("address", ["/tahap/LAMA07/", "/tahap/LAMA07/terlambat/", "/usulan/tahap/LAMA07/", "/dana/tahap/LAMA07/", "/rapat/LAMA07/"])
def test_each_page_of_a_round_leads_to_the_same_page_of_the_other(client, pokja, rounds, address):
    client.force_login(pokja)
    assert led(client, address) == ("LAMA07", [address.replace("LAMA07", "BARU07")])


def test_who_has_one_round_is_offered_no_choice(client, pokja, rounds):
    rounds[1].delete()
    client.force_login(pokja)
    assert led(client, "/tahap/LAMA07/papan/") == ("LAMA07", [])
    page = client.get("/pekerjaan-saya/")
    assert ">LAMA07</a>" not in page.content.decode().split("</header>")[0]
    assert "round" not in client.session


def test_a_round_out_of_reach_is_shown_but_not_remembered(client, pokja, rounds):
    elsewhere = make.cycle_of(make.edition_text(acts=ACTS, done_when=DONE, scope="site"), code="LUAR07")
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(region=make.region("32.75"))
    snapshot.renew_cycle(elsewhere.pk, on=make.today)
    client.force_login(pokja)
    client.get("/tahap/BARU07/papan/")
    assert led(client, "/tahap/LUAR07/papan/")[0] == "LUAR07"
    assert led(client, "/pekerjaan-saya/")[0] == "BARU07"


def test_a_round_that_is_gone_is_not_kept(client, pokja, rounds):
    client.force_login(pokja)
    client.get("/tahap/BARU07/papan/")
    type(rounds[1]).objects.filter(pk=rounds[1].pk).update(voided_on=make.today)
    assert led(client, "/pekerjaan-saya/") == ("LAMA07", [])

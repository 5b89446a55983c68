"""The history of an undertaking: what is offered to be taken back, and to whom."""

import pytest

from sinergi.project import clock
from tests import make
from tests.meetings import recording
from tests.proposals import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(kendal, pakem, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: make.today)
    work = build.stage()
    make.appoint(pakem, "pakem", work)
    build.complete(pakem, work)
    build.actions.submit(pakem, work.code, on=make.today)
    return work


@pytest.mark.parametrize(("who", "offered"), [("pakem", True), ("pokja", True), ("auditor", False), ("bkm", False)])
def test_taking_back_is_offered_to_those_who_may(client, handed_in, request, who, offered):
    client.force_login(request.getfixturevalue(who))
    html = client.get(f"/riwayat/{handed_in.code}/").content.decode()
    assert "Proposal diserahkan" in html
    assert ('href="/batalkan/proposals.Submission/' in html) is offered


@pytest.mark.parametrize("many", [1, 3])
def test_the_history_takes_the_same_queries_for_one_fact_and_for_three(client, kendal, bkm, pokja, monkeypatch, django_assert_num_queries, many):
    monkeypatch.setattr(clock, "today", lambda: make.today)
    site = recording.stage("times = 4")
    for number in range(many):
        recording.held(bkm, site, title=f"Rembug RW {number}")
    client.force_login(pokja)
    client.get(f"/riwayat/{site.code}/")                    # what is remembered of the round and its edition
    with django_assert_num_queries(90):
        html = client.get(f"/riwayat/{site.code}/").content.decode()
    assert html.count("Rembug RW") == many


def test_the_trail_of_a_round_calls_its_opening_by_a_name(client, kendal, pokja, monkeypatch):
    from sinergi.programmes import actions, editions

    monkeypatch.setattr(clock, "today", lambda: make.today)
    text = next(path for path in editions.shelf_files() if path.stem == "paket-kendal-2007").read_text(encoding="utf-8")
    actions.open_cycle(pokja, edition_text=text, code="KDL77", title="PAKET", region_code="33.24", year=2007, on=make.today)
    client.force_login(pokja)
    html = client.get("/riwayat/KDL77/").content.decode()
    assert ("Tahap dibuka" in html, "programmes.open" in html) == (True, False)


def test_the_drawn_steps_say_which_lanes_there_are(client, kendal):
    html = client.get("/program/paket-kendal-2007/").content.decode()
    assert "Lajur gambar ini dari kiri: Tahap, Desa, " in html

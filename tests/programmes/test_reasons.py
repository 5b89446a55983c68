"""Why not yet: the page, the API and the command line say the same, today and for every day before."""

import html
import json
import re
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinergi.engine.survey import survey, why
from sinergi.programmes import actions, editions, queries, snapshot, worlds
from sinergi.programmes.models import Cell, DateSet, Holding, IntakeClosed, Leaving, Undertaking, Waiver
from sinergi.programmes.office import BranchOffice
from sinergi.project.models import DemoDay
from tests import make
from tests.engine.world import EDITIONS

pytestmark = pytest.mark.django_db
OPENED, ON = date(2007, 5, 1), date(2007, 6, 1)
TEXT = (EDITIONS / "paket-kendal-2007.toml").read_text(encoding="utf-8").replace('code = "paket-kendal-2007"', 'code = "ringkas"', 1).replace(
    '  { is = "meetings.held", kind = "lokakarya_pokja" },\n', "", 1).replace('  { is = "actors.formed", body = "pokja" },\n', "", 1)
RATED = "Penilaian BKM Berdaya belum diputus."


@pytest.fixture
def cycle(kendal, pokja, settings):
    """Step 1 is done since May. The first village is through with its campaign but not rated; the second is held; a work waits in each, a third left."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=ON)
    made = actions.open_cycle(pokja, edition_text=TEXT, code="KDL08", title="PAKET Tahap III", region_code="33.24", year=2007, on=OPENED)
    stamp = {"person": pokja, "happened_on": OPENED}
    first, second = make.child(made, "33.24.12.2011"), make.child(made, "33.24.16.2015")
    for site, place in ((first, "33.24.12.2011"), (second, "33.24.16.2015"), (first, "33.24.12.2011")):
        make.child(site, place, on=OPENED + timedelta(days=10))
    IntakeClosed.objects.create(undertaking=made, act="programmes.close_intake", stage="pokja_formation", intake="site", **stamp)
    Waiver.objects.create(undertaking=first, act="programmes.waive", stage="campaign", waived_stage="campaign", what="stage", reason="Sudah tahun lalu",
                          **{**stamp, "happened_on": date(2007, 5, 20)})
    Waiver.objects.create(undertaking=second, act="programmes.waive", stage="pakem_formation", waived_stage="pakem_formation", what="opening", reason="Sudah ada",
                          until=date(2007, 5, 30), **stamp)
    Holding.objects.create(undertaking=second, act="programmes.hold", note="Sengketa", **{**stamp, "happened_on": date(2007, 5, 25)})
    Leaving.objects.create(undertaking=Undertaking.objects.get(code="KDL08-003"), act="programmes.leave", reason="withdrawn", note="Mundur",
                           **{**stamp, "happened_on": date(2007, 5, 28)})
    DateSet.objects.create(undertaking=made, act="programmes.set_date", date="pakem_close", day=date(2007, 7, 1), **stamp)
    snapshot.renew_cycle(made.pk, on=ON)
    return made


def told(cycle, on=ON, works=None):
    board = queries.board_json(cycle, on, works=works)
    return {(one["code"], cell["stage"]): cell["why"] for one in board["undertakings"] for cell in one["cells"]}


def test_the_reasons_of_the_board_are_those_of_its_pages(cycle):
    board = queries.board_json(cycle, ON)
    for one in board["undertakings"]:
        undertaking = Undertaking.objects.select_related("region", "parent__region", "cycle__region").get(code=one["code"])
        for cell in one["cells"]:
            seen = queries.why_page(undertaking, cell["stage"], ON, None)
            unmet = [each["text"] for each in seen.conditions if not each["met"] and (each["lock"] or cell["state"] == "open")]
            assert sorted(cell["why"]) == sorted([*(text for text, _url in seen.waits), *(unmet if cell["state"] in {"waiting", "open"} else [])]), (one["code"], cell["stage"])


def test_page_api_and_command_say_the_same(cycle, client, capsys):
    answer = client.get("/api/v1/rounds/KDL08/board").json()
    call_command("round", "show", "KDL08", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert {**printed, "page": 1, "pages": 1} == answer
    call_command("round", "show", "KDL08")
    shown = capsys.readouterr().out
    for one in answer["undertakings"]:
        for cell in one["cells"]:
            page = html.unescape(re.sub(r"<[^>]+>", " ", client.get(f"/mengapa/{one['code']}/{cell['stage']}/").content.decode()))
            for sentence in cell["why"]:
                assert sentence in page, (one["code"], cell["stage"])
                assert sentence in shown


def test_every_cell_that_is_not_done_says_why(cycle):
    for on in (OPENED, date(2007, 5, 21), date(2007, 5, 26), ON):
        board = queries.board_json(cycle, on)
        assert all(bool(cell["why"]) == (cell["state"] not in {"done", "waived"}) for one in board["undertakings"] for cell in one["cells"])


def test_a_step_that_only_waits_for_its_own_condition_says_that_one(cycle):
    """The campaign is over: nobody is told to wait for it."""
    assert told(cycle)["KDL08-D01", "pakem_formation"] == [RATED]


def test_a_past_day_has_the_reasons_of_that_day(cycle):
    before, after = told(cycle, date(2007, 5, 19))["KDL08-D01", "pakem_formation"], told(cycle, date(2007, 5, 20))["KDL08-D01", "pakem_formation"]
    assert (before, after) == (["Menunggu langkah “Kampanye tingkat desa/kelurahan”.", RATED], [RATED])
    assert told(cycle, date(2007, 5, 27))["KDL08-003", "proposal_writing"] == ["Menunggu langkah “Pelatihan penyusunan proposal PAKET”."]
    assert told(cycle, ON)["KDL08-003", "proposal_writing"] == ["Sudah tidak ikut."]


def test_a_locked_step_says_what_locks_it_and_a_held_one_that_it_is(cycle):
    comes = "Batas pembentukan PAKEM (1 Juli 2007) belum lewat."
    assert told(cycle, date(2007, 5, 24))["KDL08-D02", "pakem_formation"] == [comes]         # while the opening is waived
    assert told(cycle)["KDL08-D02", "pakem_formation"] == [RATED, comes, "Sedang ditangguhkan: KDL08-D02."]
    assert told(cycle)["KDL08-D02", "campaign"][-1] == "Sedang ditangguhkan: KDL08-D02."
    assert told(cycle, date(2007, 5, 24))["KDL08-D02", "campaign"][-1] != "Sedang ditangguhkan: KDL08-D02."


def test_a_step_that_waits_for_all_below_names_the_first_few_that_are_not_through(cycle):
    assert told(cycle)["KDL08", "concept_workshop"] == ["Menunggu 2 yang belum selesai pada “Pembentukan PAKEM, didampingi anggota Pokja”: KDL08-D01, KDL08-D02."]
    assert told(cycle)["KDL08", "candidates"][0].startswith("Menunggu 2 yang belum selesai pada “Penyerahan")
    assert told(cycle, OPENED)["KDL08", "candidates"][0] == "Belum ada yang dimulai untuk “Penyerahan, penilaian kelayakan dan verifikasi lapangan”."


def test_the_stored_cells_give_the_reasons_of_a_survey(cycle):
    """On every day: those of the engine over the whole round."""
    edition = editions.edition_of(cycle)
    board = survey(edition, worlds.world_of_cycle(cycle.pk, edition))
    for node in board.world.nodes:
        office = BranchOffice(Undertaking.objects.select_related("region").get(pk=node), edition)
        for on in (OPENED, date(2007, 5, 19), date(2007, 5, 26), ON):
            for stage in board.cells(node):
                assert why(office, node, stage, on) == why(board, node, stage, on), (node, stage, on)


def test_a_page_of_works_says_what_the_whole_board_says(cycle):
    works = list(Undertaking.objects.filter(cycle=cycle, scope="work"))
    whole = told(cycle)
    assert told(cycle, works=works[:1]) == {place: said for place, said in whole.items() if not place[0].startswith("KDL08-0") or place[0] == works[0].code}


@pytest.mark.parametrize("on", [ON, date(2007, 5, 29)])
def test_more_works_ask_no_more(cycle, settings, django_assert_num_queries, on):
    settings.TESTING = False                    # the text of the round is read once, as in an office
    site = Undertaking.objects.get(code="KDL08-D01")
    queries.board_json(cycle, on)
    with CaptureQueriesContext(connection) as few:
        queries.board_json(cycle, on)
    for _ in range(20):
        make.child(site, "33.24.12.2011", on=date(2007, 5, 20))
    snapshot.renew_cycle(cycle.pk, on=ON)
    with django_assert_num_queries(len(few)):
        queries.board_json(cycle, on)


@pytest.mark.parametrize("day", [ON + timedelta(days=1), date(2030, 1, 1)])
def test_a_day_that_has_not_come_is_refused_in_words(cycle, client, day):
    with pytest.raises(CommandError, match="belum tiba; hari ini 1 Juni 2007"):
        call_command("round", "show", "KDL08", "--on", day.isoformat())
    answer = client.get("/api/v1/rounds/KDL08/board", {"on": day.isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (422, "future_day")
    assert "belum tiba" in answer.json()["sentence"]


def test_the_terminal_explains_its_signs_and_cuts_no_title(cycle, capsys):
    call_command("round", "show", "KDL08")
    shown = capsys.readouterr().out
    assert "· Menunggu  ○ Terbuka  ▲ Terlambat  ✓ Selesai  ∕ Dikesampingkan  – Tidak ikut" in shown
    flat = re.sub(r"\s+", " ", re.sub(r"\d{4}-\d\d-\d\d|terkunci|\+\d+", " ", shown))
    for stage in editions.edition_of(cycle).stages:
        assert " ".join(stage.title.id.split()) in flat, stage.title.id
    call_command("round", "show", "KDL08", "--language", "en")
    assert "· Waiting" in capsys.readouterr().out


def test_the_marks_of_a_cell_stand_beside_its_days(cycle, capsys):
    assert Cell.objects.get(undertaking__code="KDL08-D02", stage="pakem_formation").locked
    call_command("round", "show", "KDL08")
    assert re.search(r"[○▲] +3 Pembentukan PAKEM.*2007-05-01.*terkunci", capsys.readouterr().out)

"""A running round is moved to another edition text by an act: seen beforehand, with a reason, and every fact keeps its place."""

import re
from datetime import date, timedelta

import pytest

from sinergi.audit.models import Row
from sinergi.engine import reading
from sinergi.engine.survey import survey
from sinergi.kernel.decisions import Refused
from sinergi.programmes import actions, cells, editions, queries, snapshot, worlds
from sinergi.programmes.models import Cell, Closing, EditionMove, EditionText, IntakeClosed, Undertaking
from tests import make
from tests.engine.world import EDITIONS

pytestmark = pytest.mark.django_db
OPENED, ON = date(2007, 5, 1), date(2007, 6, 1)
PAKET = (EDITIONS / "paket-kendal-2007.toml").read_text(encoding="utf-8")
HELD = '  { is = "meetings.held", kind = "lokakarya_pokja" },\n'
FORMED = '  { is = "actors.formed", body = "pokja" },\n'
SHORT = PAKET.replace('code = "paket-kendal-2007"', 'code = "ringkas"', 1).replace(HELD, "", 1).replace(FORMED, "", 1)
LONG = SHORT.replace('code = "ringkas"', 'code = "lengkap"', 1).replace("done_when = [\n", "done_when = [\n" + HELD, 1)
RENAMED = SHORT.replace('code = "ringkas"', 'code = "ganti"', 1).replace('"pokja_formation"', '"langkah_awal"')
WORDLESS = SHORT.replace('code = "ringkas"', 'code = "kata"', 1).replace('"pamflet"', '"selebaran"')
ALONE = re.sub(r"\ncarried_by = .*", "", SHORT.replace('code = "ringkas"', 'code = "sendiri"', 1))


@pytest.fixture
def cycle(kendal, pokja):
    """Step 1 is done and the campaign open in two villages, by a file that asks for neither workshop nor group."""
    made = actions.open_cycle(pokja, edition_text=SHORT, code="KDL08", title="PAKET Tahap III", region_code="33.24", year=2007, on=OPENED)
    make.child(made, "33.24.12.2011")
    make.child(made, "33.24.16.2015")
    IntakeClosed.objects.create(undertaking=made, act="programmes.close_intake", stage="pokja_formation", person=pokja, happened_on=OPENED, intake="site")
    snapshot.renew_cycle(made.pk, on=ON)
    return made


def states(cycle, stage):
    return sorted(Cell.objects.filter(cycle=cycle, stage=stage).values_list("undertaking__code", "state"))


def test_the_preview_tells_what_would_change_and_changes_nothing(cycle, pokja):
    seen = actions.preview_move(pokja, "KDL08", on=ON, text=LONG)
    assert [(shift.stage.code, shift.before, shift.after, shift.count, shift.codes) for shift in seen.shifts] == [
        ("pokja_formation", "done", "open", 1, ("KDL08",)), ("campaign", "open", "waiting", 2, ("KDL08-D01", "KDL08-D02"))]
    assert [(lack.stage.code, lack.count, lack.codes) for lack in seen.lacks] == [("pokja_formation", 1, ("KDL08",))]
    assert seen.lacks[0].text == "Lokakarya / FGD pembentukan Pokja PAKET belum dicatat."
    assert [(stage.code, keys) for stage, keys in seen.change] == [("pokja_formation", ("done_when",))]
    assert (seen.come, seen.go) == ((), ())
    cycle.refresh_from_db()
    assert (editions.edition_of(cycle).code, states(cycle, "pokja_formation")) == ("ringkas", [("KDL08", "done")])
    assert not EditionText.objects.filter(code="lengkap").exists()


def test_from_the_move_on_the_round_runs_by_the_other_text(cycle, pokja):
    made = actions.move_edition(pokja, "KDL08", on=ON, text=LONG, reason="Pedoman diperbaiki satker")
    cycle.refresh_from_db()
    assert {editions.edition_of(one).code for one in Undertaking.objects.of_cycle(cycle.pk)} == {"lengkap"}
    assert (states(cycle, "pokja_formation"), states(cycle, "campaign")) == ([("KDL08", "open")], [("KDL08-D01", "waiting"), ("KDL08-D02", "waiting")])
    board = survey(editions.edition_of(cycle), worlds.world_of_cycle(cycle.pk, editions.edition_of(cycle)))
    assert {(pk, stage): packed for pk, stage, packed in Cell.objects.filter(cycle=cycle).values_list("undertaking_id", "stage", "lines")} == {
        (node, stage): cells.pack(cell) for node in board.world.nodes for stage, cell in board.cells(node).items()}
    row = Row.objects.filter(act="programmes.move_edition").get()
    assert (row.changes["digest"], row.changes["before"], row.changes["reason"]) == (reading.digest_of(LONG), reading.digest_of(SHORT), "Pedoman diperbaiki satker")
    assert (made.before.text, made.after.text) == (SHORT, LONG)


def test_what_it_followed_before_is_kept_from_day_to_day(cycle, pokja):
    actions.move_edition(pokja, "KDL08", on=ON, text=LONG, reason="Pedoman diperbaiki")
    later = ON + timedelta(days=9)
    actions.move_edition(pokja, "KDL08", on=later, text=SHORT, reason="Ternyata keliru")
    cycle.refresh_from_db()
    assert [(one.edition.code, one.since, one.until) for one in queries.texts_followed(cycle)] == [("ringkas", OPENED, ON), ("lengkap", ON, later), ("ringkas", later, None)]
    assert states(cycle, "campaign") == [("KDL08-D01", "open"), ("KDL08-D02", "open")]


def test_stages_that_come_and_go_come_and_go_on_the_board(cycle, pokja):
    text = SHORT.replace('code = "ringkas"', 'code = "tanpa"', 1).replace('code = "campaign"', 'code = "penyuluhan"').replace('["campaign"]', '["penyuluhan"]')
    seen = actions.preview_move(pokja, "KDL08", on=ON, text=text)
    assert ([stage.code for stage in seen.come], [stage.code for stage in seen.go]) == (["penyuluhan"], ["campaign"])
    actions.move_edition(pokja, "KDL08", on=ON, text=text, reason="Nama langkah diganti")
    assert (states(cycle, "campaign"), [state for _code, state in states(cycle, "penyuluhan")]) == ([], ["open", "open"])


@pytest.mark.parametrize(("text", "code"), [
    (RENAMED, "facts_lose_stage"), (WORDLESS, "facts_lose_words"), (ALONE, "scopes_differ"), (SHORT, "same_edition"),
    (SHORT.replace("weight = 25", "weight = 24"), "edition_unsound"), (SHORT + "\n# lain\n", "edition_changed"),
])
def test_a_text_that_the_round_cannot_follow_is_refused_in_words(cycle, pokja, text, code):
    for act in (lambda: actions.preview_move(pokja, "KDL08", on=ON, text=text), lambda: actions.move_edition(pokja, "KDL08", on=ON, text=text, reason="Coba pindah")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.decision.code == code
    assert not EditionMove.objects.exists()


def test_whoever_may_open_rounds_there_may_move_one_until_it_is_closed(cycle, pokja, korkot, satker):
    for other in (korkot, satker):
        assert actions.may_move(other, cycle, ON).code == "role"
    stranger = make.person(role="pokja_paket", region="32.75")
    assert actions.may_move(stranger, cycle, ON).code == "role"
    assert actions.may_move(pokja, cycle, ON)
    Closing.objects.create(undertaking=cycle, act="programmes.close", person=pokja, happened_on=ON)
    assert actions.may_move(pokja, cycle, ON).code == "gate.closed"


def test_a_reason_is_needed_and_a_move_is_taken_back_by_moving_again(cycle, pokja):
    with pytest.raises(Refused) as refused:
        actions.move_edition(pokja, "KDL08", on=ON, text=LONG, reason=" ")
    assert refused.value.decision.code == "reason_needed"
    made = actions.move_edition(pokja, "KDL08", on=ON, text=LONG, reason="Pedoman diperbaiki")
    with pytest.raises(Refused) as refused:
        actions.undo(pokja, "programmes.EditionMove", made.pk, on=ON, reason="Keliru pindah")
    assert refused.value.decision.code == "move_again"
    assert [line.undoable for line in queries.facts_of(cycle) if line.act == "programmes.move_edition"] == [False]


def test_the_page_shows_first_and_moves_then(client, cycle, pokja, settings, tmp_path, monkeypatch):
    for name, text in (("lengkap", LONG), ("ganti", RENAMED)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(editions, "shelf_files", lambda: sorted(tmp_path.glob("*.toml")))
    client.force_login(pokja)
    page = f"/lakukan/{cycle.code}/pedoman/"
    assert f"?ke={reading.digest_of(LONG)}" in client.get(page).content.decode()
    seen = client.get(page, {"ke": reading.digest_of(LONG)}).content.decode()
    assert "KDL08-D01, KDL08-D02" in seen
    assert "syarat selesai" in seen
    assert "langkah yang tidak ada lagi" in client.get(page, {"ke": reading.digest_of(RENAMED)}).content.decode()
    assert client.get(page, {"ke": "0" * 64}).status_code == 409
    answer = client.post(f"{page}?ke={reading.digest_of(LONG)}", {"reason": "Pedoman diperbaiki satker"})
    assert (answer.status_code, answer["Location"]) == (302, f"/tahap/{cycle.code}/")
    assert "Pedoman diperbaiki satker" in client.get(page).content.decode()
    assert "Pedoman diganti" in client.get(f"/riwayat/{cycle.code}/").content.decode()
    assert client.get(f"/program/ringkas/naskah/{reading.digest_of(SHORT)}.toml").content.decode() == SHORT
    assert client.get(f"/program/ringkas/naskah/{'0' * 64}.toml").status_code == 404


def test_a_file_on_the_shelf_that_a_round_does_not_follow_offers_the_move(client, pokja, kendal):
    older = PAKET + "\n# rilis sebelumnya\n"
    kept = EditionText.objects.create(code="paket-kendal-2007", digest=reading.digest_of(older), text=older)
    Undertaking.objects.create(code="KDL07", scope="cycle", title="PAKET", year=2007, edition=kept, region=make.region("33.24"), started_on=OPENED)
    link = f"/lakukan/KDL07/pedoman/?ke={reading.digest_of(PAKET)}"
    assert link not in client.get("/program/paket-kendal-2007/").content.decode()
    client.force_login(pokja)
    assert link in client.get("/program/paket-kendal-2007/").content.decode()

"""Lines and rows that save themselves: what is finished goes into the draft, what is begun is kept beside it, nobody is written over."""

from __future__ import annotations

import pytest

from sinergi.audit.models import Row
from sinergi.kernel.decisions import Refused
from sinergi.project import clock
from sinergi.proposals import actions, queries
from sinergi.proposals.models import Typed
from tests import make
from tests.proposals import build
from tests.proposals.test_pages import hidden, sheet, url, words

pytestmark = pytest.mark.django_db
TODAY = make.today
TYPING = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def work(kendal, pakem, client):
    found = build.stage()
    make.appoint(pakem, "pakem", found)
    client.force_login(pakem)
    return found


def line(key, **fields):
    return {"key": key, "group": "A", "item": "Semen", "volume": "", "unit": "", "unit_price": "", "price_source": "", "amount_swadaya_0": "", "form_swadaya_0": "cash",
            "amount_apbd_0": "", "amount_apbn_0": "", **fields}


def rows(name, *given, saved=0, **fields):
    management = {f"{name}-TOTAL_FORMS": len(given), f"{name}-INITIAL_FORMS": saved}
    return {**management, **{f"{name}-{place}-{field}": value for place, row in enumerate(given) for field, value in row.items()}, **fields}


DIG = {"activity": "Galian", "starts_on": "2007-07-01", "ends_on": "2007-07-10"}
LAY = {"activity": "Pasang", "starts_on": "2007-07-11", "ends_on": "2007-08-01"}


# --- RAB lines -----------------------------------------------------------------------------------------------------------------


def test_a_saved_line_saves_itself_and_tells_its_new_mark(client, work, pakem):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a"))
    mark = hidden(client.get(url("rab", work) + "?ubah=a"), "version")
    first = client.post(url("rab", work), line("a", item="Semen 40 kg", version=mark), headers=TYPING)
    assert (first.status_code, sheet(work).lines[0].item, first["X-Saved"][:14]) == (200, "Semen 40 kg", "Draf disimpan ")
    second = client.post(url("rab", work), line("a", item="Semen 50 kg", version=first["X-Version"]), headers=TYPING)
    assert (second.status_code, sheet(work).lines[0].item) == (200, "Semen 50 kg")


def test_a_line_that_somebody_else_changed_does_not_save_itself_over_it(client, work, pakem):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a"))
    mark = hidden(client.get(url("rab", work) + "?ubah=a"), "version")
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a", item="Pasir"))
    refused = client.post(url("rab", work), line("a", item="Batu", version=mark), headers=TYPING)
    assert (refused.status_code, "orang lain" in refused["X-Saved"], sheet(work).lines[0].item) == (422, True, "Pasir")


@pytest.mark.parametrize("given", [{"volume": "banyak"}, {"item": "", "volume": "", "unit": ""}])
def test_a_saved_line_never_becomes_nonsense_or_nothing_by_itself(client, work, pakem, given):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a"))
    mark = hidden(client.get(url("rab", work) + "?ubah=a"), "version")
    refused = client.post(url("rab", work), line("a", **given, version=mark), headers=TYPING)
    assert (refused.status_code, "Belum disimpan" in refused["X-Saved"], sheet(work).lines[0].amount) == (422, True, 1_000_000)


def test_a_new_line_is_kept_as_typed_and_is_no_line_until_it_is_saved(client, work, pakem):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a"))
    acts, version = Row.objects.count(), queries.proposal_of(work).version
    assert client.post(url("rab", work), line("b", item="Pasir", volume="12,", amount_apbn_0="1 jut"), headers=TYPING).status_code == 200
    assert (len(sheet(work).lines), Row.objects.count(), queries.proposal_of(work).version) == (1, acts, version)
    page = client.get(url("rab", work))
    assert ("Baris yang belum selesai Anda tulis" in words(page), "?lanjut=b#baru" in page.content.decode()) == (True, True)
    opened = client.get(url("rab", work) + "?lanjut=b").content.decode()
    assert all(f'value="{typed}"' in opened for typed in ("b", "Pasir", "12,", "1 jut"))
    client.post(url("rab", work), line("b", item="Pasir", volume="12", unit="m3", unit_price="100000", price_source="survey", amount_apbn_0="1200000", do="save"))
    assert ([each.item for each in sheet(work).lines], Typed.objects.count()) == (["Semen", "Pasir"], 0)


def test_several_unfinished_lines_are_kept_until_each_is_thrown_away(client, work):
    for key, item in (("b", "Pasir"), ("c", "Batu"), ("b", "Pasir urug")):
        client.post(url("rab", work), line(key, item=item), headers=TYPING)
    assert [row["item"] for row in Typed.objects.get().rows] == ["Batu", "Pasir urug"]
    client.post(url("rab", work), {"do": "drop", "key": "c"})
    client.post(url("rab", work), line("b", item=" ", volume="0", unit_price="0"), headers=TYPING)         # emptied again
    assert Typed.objects.count() == 0


def test_what_one_person_types_is_offered_to_nobody_else(client, work):
    client.post(url("rab", work), line("b", item="Pasir"), headers=TYPING)
    other = make.person(name="Rini")
    make.appoint(other, "pakem", work)
    client.force_login(other)
    assert "belum selesai Anda tulis" not in words(client.get(url("rab", work)))
    client.post(url("rab", work), line("c", item="Batu"), headers=TYPING)
    assert Typed.objects.count() == 2


def test_who_may_not_write_keeps_nothing(client, work, bkm):
    client.force_login(bkm)
    assert client.post(url("rab", work), line("b"), headers=TYPING).status_code == 403
    with pytest.raises(Refused, match=r"gate\."):
        actions.keep_typed(bkm, work.code, on=TODAY, section="line", rows=[{"key": "b"}])
    assert Typed.objects.count() == 0


def test_nothing_is_kept_beside_a_proposal_that_is_handed_in(client, work, pakem):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    assert client.post(url("rab", work), line("b"), headers=TYPING).status_code == 409
    assert Typed.objects.count() == 0


# --- partners and schedule -----------------------------------------------------------------------------------------------------


def test_finished_rows_are_saved_while_one_types_and_a_begun_row_waits_beside_them(client, work):
    first = client.post(url("schedule", work), rows("schedule", DIG, {"activity": "Pasang"}), headers=TYPING)
    assert (first.status_code, [row.activity for row in sheet(work).schedule]) == (200, ["Galian"])
    assert Typed.objects.get().rows == [{"activity": "Pasang", "starts_on": "", "ends_on": ""}]
    assert 'value="Pasang"' in client.get(url("schedule", work)).content.decode()
    done = client.post(url("schedule", work), rows("schedule", DIG, LAY, version=first["X-Version"]), headers=TYPING)
    assert (done.status_code, [row.activity for row in sheet(work).schedule], Typed.objects.count()) == (200, ["Galian", "Pasang"], 0)


def test_a_row_that_was_there_is_not_lost_by_emptying_half_of_it(client, work):
    client.post(url("schedule", work), rows("schedule", DIG, LAY))
    mark = hidden(client.get(url("schedule", work)), "version")
    refused = client.post(url("schedule", work), rows("schedule", DIG, {**LAY, "ends_on": ""}, saved=2, version=mark), headers=TYPING)
    assert (refused.status_code, refused["X-Saved"]) == (422, "Belum disimpan: baris 2 belum benar.")
    assert [row.activity for row in sheet(work).schedule] == ["Galian", "Pasang"]


def test_partners_that_somebody_else_changed_are_not_written_over(client, work):
    mark = hidden(client.get(url("partners", work)), "version")
    client.post(url("partners", work), rows("partners", {"name": "Forum Peduli", "pillar": "caring"}))
    refused = client.post(url("partners", work), rows("partners", {"name": "Toko Maju", "pillar": "caring"}, version=mark), headers=TYPING)
    assert (refused.status_code, "orang lain" in refused["X-Saved"]) == (422, True)
    assert [row.name for row in sheet(work).partners] == ["Forum Peduli"]


def test_the_button_clears_what_waited_beside_the_rows(client, work):
    client.post(url("partners", work), rows("partners", {"name": "Toko Maju"}), headers=TYPING)
    assert (Typed.objects.count(), sheet(work).partners) == (1, ())
    client.post(url("partners", work), rows("partners", {"name": "Toko Maju", "pillar": "caring", "promise": "angkutan"}))
    assert (Typed.objects.count(), [row.name for row in sheet(work).partners]) == (0, ["Toko Maju"])


def test_a_broken_form_saves_nothing(client, work):
    assert client.post(url("partners", work), {"partners-0-name": "Toko"}, headers=TYPING).status_code == 422
    assert Typed.objects.count() == 0

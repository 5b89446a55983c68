"""Decided now, published later: who knows when that a work gets nothing, and what is said of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from sinergi.disclosure import actions
from sinergi.programmes import queries as programmes
from sinergi.programmes import snapshot
from sinergi.project import clock
from sinergi.proposals import actions as proposals
from sinergi.proposals import queries
from tests import make
from tests.disclosure import build
from tests.disclosure.build import later

pytestmark = pytest.mark.django_db
TODAY = make.today
RANK = '{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }'


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def cycle(kendal):
    return make.open_stage(acts=[*build.ACTS, RANK], done_when=[*build.DONE, '{ is = "proposals.ranked", list = "candidates" }'], scope="cycle", extra=build.LISTS)


@pytest.fixture
def works(cycle, pokja):
    """One inside, one put out by hand, one below the line that APBN draws."""
    one, two, three = build.works(cycle)
    proposals.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 100}, exclusions={two.code: "terlalu mahal"})
    return one, two, three


def pages(client, work):
    """What a reader sees of the work on its page and on that of its proposal, as words."""
    found = [client.get(address).content.decode() for address in (f"/usulan/{work.code}/", reverse("proposals:show", args=[work.code]))]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)) for page in found]


def test_before_the_list_is_out_nobody_outside_reads_who_was_left_out(client, works):
    for work in works[1:]:
        for page in pages(client, work):
            assert [said in page for said in ("Belum terdanai", "terlalu mahal", "Di bawah garis")] == [False] * 3


def test_before_the_list_is_out_those_involved_read_it_as_not_announced(client, works, pokja):
    client.force_login(pokja)
    _one, two, three = works
    for page in pages(client, two):
        assert "Dikeluarkan dari peringkat. terlalu mahal" in page
        assert "Belum diumumkan; hanya tampak bagi yang terlibat." in page
    assert all("Di bawah garis pagu APBN." in page for page in pages(client, three))


def test_once_the_list_is_out_everybody_reads_it_with_the_purse_that_drew_the_line(client, cycle, works, pokja):
    build.published(cycle, pokja)
    _one, two, three = works
    for page in pages(client, two):
        assert "Dikeluarkan dari peringkat. terlalu mahal" in page
        assert "Belum diumumkan" not in page
    assert all("Di bawah garis pagu APBN." in page for page in pages(client, three))
    listed = client.get(reverse("disclosure:show", args=[cycle.code, "candidates"])).content.decode()
    assert "di bawah garis pagu APBN" in listed
    assert "di bawah garis pagu <" not in listed


def test_a_new_order_is_not_told_before_its_list_is_out(client, cycle, works, pokja):
    one, *_ = works
    build.published(cycle, pokja)
    proposals.rank(pokja, cycle.code, on=TODAY, list="candidates", exclusions={one.code: "sengketa lahan"})
    assert all("sengketa lahan" not in page for page in pages(client, one))
    build.published(cycle, pokja, reason="Peringkat diperbaiki")
    assert all("sengketa lahan" in page for page in pages(client, one))


def test_whoever_a_new_version_takes_off_is_unfunded_with_its_reason_also_in_later_versions_and_lists(cycle, works, pokja):
    one, _two, three = works
    build.published(cycle, pokja)
    assert queries.unfunded(one, None, TODAY) is None
    build.published(cycle, pokja, reason="Keberatan 1 dikabulkan", removed={one.code: "sudah pernah dibantu"}, added={three.code: "penggantinya"})
    said = ("removed", "sudah pernah dibantu", 1)
    found = queries.unfunded(one, None, TODAY)
    assert (found.why, found.reason, found.place) == said
    assert queries.unfunded(three, None, TODAY) is None             # below the line, but on the list
    build.published(cycle, pokja, reason="Salah ketik diperbaiki")
    build.published(cycle, pokja, list="winners")
    found = queries.unfunded(one, None, TODAY)
    assert (found.why, found.reason, found.place) == said


def test_whoever_was_taken_off_the_list_is_carried_into_the_next_round(client, cycle, works, pokja):
    one, _two, three = works
    build.published(cycle, pokja)
    build.published(cycle, pokja, reason="Keberatan 1 dikabulkan", removed={one.code: "sudah pernah dibantu"}, added={three.code: "penggantinya"})
    site = make.open_stage(acts=['{ act = "programmes.start", starts = "work", role = ["bkm", "pokja_paket"] }'],
                           done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope="site")
    client.force_login(pokja)
    assert "Bawa ke tahap berikutnya" in pages(client, one)[1]
    assert client.post(reverse("proposals:carry", args=[one.code]), {"site": site.code}).status_code == 302
    assert client.get(reverse("proposals:carry", args=[three.code])).status_code == 409


# --- what an upheld objection asks for ----------------------------------------------------------------------------------------


def asked_of(person, cycle, on):
    """The acts about the list of candidates that *Pekerjaan saya* holds for a person."""
    snapshot.renew_cycle(cycle.pk, on=on)
    return {group.act for group in programmes.my_tasks(person, on, cycle=cycle.code) if group.params.get("list") == "candidates"} - {"proposals.rank"}


def answered(cycle, person, number, *, upheld, on: date):
    return actions.answer(person, cycle.code, on=on, list="candidates", number=number, text="Sudah diperiksa di tempat bersama warga.", upheld=upheld)


def test_an_upheld_objection_asks_for_a_new_version_and_for_no_further_answer(cycle, works, pokja, korkot):
    build.published(cycle, pokja)
    assert (asked_of(pokja, cycle, TODAY), asked_of(korkot, cycle, TODAY)) == (set(), set())
    build.objected(cycle)
    assert (asked_of(pokja, cycle, TODAY), asked_of(korkot, cycle, TODAY)) == ({"disclosure.answer"}, {"disclosure.answer"})
    answered(cycle, korkot, 1, upheld=True, on=later(1))
    assert (asked_of(pokja, cycle, later(1)), asked_of(korkot, cycle, later(1))) == ({"disclosure.publish"}, set())
    build.published(cycle, pokja, on=later(2), reason="Keberatan 1 dikabulkan")
    assert (asked_of(pokja, cycle, later(2)), asked_of(korkot, cycle, later(2))) == (set(), set())


def test_an_objection_that_was_not_upheld_asks_for_no_new_version(cycle, works, pokja, korkot):
    build.published(cycle, pokja)
    build.objected(cycle)
    answered(cycle, korkot, 1, upheld=False, on=later(1))
    assert (asked_of(pokja, cycle, later(1)), asked_of(korkot, cycle, later(1))) == (set(), set())


def test_the_page_of_a_work_says_whether_it_is_on_the_list_the_round_goes_on_with(client, cycle, works, pokja):
    one, two, _three = works
    build.published(cycle, pokja)
    assert all("terpilih" not in client.get(f"/usulan/{work.code}/").content.decode() for work in (one, two))
    build.published(cycle, pokja, list="winners")
    link = f'<a href="{reverse("disclosure:show", args=[cycle.code, "winners"])}">Daftar pemenang</a>'
    for work, said in ((one, "terpilih, tempat 1"), (two, "tidak terpilih")):
        assert f"{link}: {said}" in client.get(f"/usulan/{work.code}/").content.decode()

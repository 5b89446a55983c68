"""A work that did not pass the verification of its field is not ranked inside, whoever would put it there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from sinergi.assessments import definitions
from sinergi.assessments.models import Verdict
from sinergi.disclosure import queries as disclosure
from sinergi.disclosure.actions import publishing
from sinergi.kernel.decisions import Refused
from sinergi.programmes.editions import edition_of, shelf
from sinergi.project import clock
from sinergi.proposals import actions, queries, rules
from sinergi.proposals.models import Submission
from sinergi.proposals.rules import Entry
from tests import make
from tests.proposals.test_actions import LISTS, handed_in

pytestmark = pytest.mark.django_db
TODAY = make.today
FIELD = LISTS + """
[[forms]]
code = "verifikasi"
title = { id = "Verifikasi lapangan", en = "Field verification" }
verdicts = [{ code = "layak", title = { id = "Layak", en = "Eligible" }, passes = true },
            { code = "tidak_layak", title = { id = "Tidak layak", en = "Not eligible" }, passes = false }]
[[stages]]
no = 2
code = "appraisal"
title = { id = "Penilaian", en = "Appraisal" }
scope = "work"
acts = [{ act = "assessments.decide", form = "verifikasi", role = "pokja_paket" }]
done_when = [{ is = "assessments.decided", form = "verifikasi" }]
"""


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def cycle(kendal):
    return make.open_stage(acts=['{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }'],
                           done_when=['{ is = "proposals.ranked", list = "candidates" }'], scope="cycle", extra=FIELD)


def verified(work, verdict, *, on=TODAY, form="verifikasi"):
    return Verdict.objects.create(undertaking=work, act="assessments.decide", person=None, happened_on=on, form=form, verdict=verdict, passes=verdict == "layak", reasons="x")


def standings(ranking):
    return dict(ranking.lines.values_list("work__code", "standing"))


def test_a_work_that_failed_is_excluded_and_the_verdict_is_the_reason(cycle, pokja):
    one, two, three = handed_in(cycle)
    verified(one, "layak")
    verified(two, "tidak_layak")
    ranking = actions.rank(pokja, cycle.code, on=TODAY, list="candidates")
    assert standings(ranking) == {one.code: "inside", two.code: "excluded", three.code: "inside"}
    assert ranking.lines.get(work=two).reason == "Verifikasi lapangan: Tidak layak"


def test_the_newest_verdict_that_stands_counts(cycle):
    one, two, three = handed_in(cycle)
    verified(one, "tidak_layak", on=TODAY - timedelta(2))
    verified(one, "layak", on=TODAY - timedelta(1))
    verified(two, "layak", on=TODAY - timedelta(2))
    verified(two, "tidak_layak", on=TODAY - timedelta(1))
    Verdict.objects.filter(pk=verified(three, "tidak_layak").pk).update(ended_on=TODAY)
    assert [entry.code for entry in queries.rank_entries(cycle) if entry.failed] == [two.code]


def test_the_working_group_may_not_put_it_inside_by_hand(cycle, pokja):
    one, *_ = handed_in(cycle)
    verified(one, "tidak_layak")
    with pytest.raises(Refused) as caught:
        actions.rank(pokja, cycle.code, on=TODAY, list="candidates", moves={one.code: (1, "jalan ke sekolah")})
    assert caught.value.decision.code == "proposals.verdict_failed"


def test_a_failed_work_is_not_added_to_the_list_by_hand_either(cycle, pokja):
    one, two, _three = handed_in(cycle)
    verified(one, "tidak_layak")
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates", exclusions={two.code: "ditarik warga"})
    possible = disclosure.proposed(cycle, "candidates", day=TODAY).possible_codes
    assert (one.code in possible, two.code in possible) == (False, True)


@pytest.fixture
def published_by(kendal):
    """A round whose list is ranked, and may be announced."""
    return make.open_stage(acts=['{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }', '{ act = "disclosure.publish", list = "candidates", role = "pokja_paket" }'],
                           done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope="cycle", extra=FIELD)


def announced(person, cycle, **fields):
    return publishing.publish(person, cycle.code, on=TODAY, list="candidates", media=[publishing.Medium("radio", TODAY, "Swara Kendal")], **fields)


def test_whoever_fails_or_is_given_back_after_the_order_was_fixed_is_not_announced(client, published_by, pokja):
    cycle = published_by
    one, two, three = handed_in(cycle)
    verified(one, "layak", on=TODAY - timedelta(1))
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates")
    Verdict.objects.filter(undertaking=one).update(ended_on=TODAY)
    verified(one, "tidak_layak")
    Submission.objects.filter(undertaking=two).update(ended_on=TODAY)
    with pytest.raises(Refused) as caught:
        announced(pokja, cycle)
    assert (caught.value.decision.code, sorted(caught.value.decision.values["works"])) == ("disclosure.rank_again", sorted([one.code, two.code]))
    client.force_login(pokja)
    address = reverse("disclosure:publish", args=[cycle.code, "candidates"])
    page = client.get(address).content.decode()
    assert ("Peringkat perlu ditetapkan lagi: " in page, "Terbitkan daftar ini?" in page) == (True, False)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates")
    assert "Peringkat perlu ditetapkan lagi" not in client.get(address).content.decode()
    assert [entry["code"] for entry in announced(pokja, cycle).content["entries"]] == [three.code]


def test_a_work_that_failed_later_may_be_taken_off_by_hand_and_stays_on_a_list_that_is_out(published_by, pokja):
    cycle = published_by
    one, two, three = handed_in(cycle)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates")
    verified(one, "tidak_layak")
    announced(pokja, cycle, removed={one.code: "lahan sengketa"})
    verified(two, "tidak_layak")
    version = announced(pokja, cycle, reason="Salah ketik diperbaiki")
    assert sorted(entry["code"] for entry in version.content["entries"]) == sorted([two.code, three.code])


def test_a_work_given_back_is_not_added_to_the_list_by_hand(published_by, pokja):
    one, *_ = handed_in(published_by)
    actions.rank(pokja, published_by.code, on=TODAY, list="candidates", exclusions={one.code: "terlalu mahal"})
    assert one.code in disclosure.proposed(published_by, "candidates", day=TODAY).possible_codes
    Submission.objects.filter(undertaking=one).update(ended_on=TODAY)
    assert one.code not in disclosure.proposed(published_by, "candidates", day=TODAY).possible_codes


def test_what_was_said_by_hand_stands_beside_the_verdict():
    entry = Entry(1, "A", None, None, {}, "Verifikasi lapangan: Tidak layak")
    assert [(each.standing, each.reason) for each in rules.ranked([entry], {}, {}, {"A": "lahan sengketa"})] == [("excluded", "Verifikasi lapangan: Tidak layak. lahan sengketa")]


def test_the_ranking_page_shows_each_verdict_and_leads_to_it(client, cycle, pokja):
    one, two, _three = handed_in(cycle)
    verified(one, "layak")
    verified(two, "tidak_layak")
    client.force_login(pokja)
    page = client.get(reverse("proposals:rank", args=[cycle.code])).content.decode()
    found = {code: re.sub(r"<[^>]+>", "", said) for code, said in re.findall(r'href="/penilaian/([^/]+)/hasil/\?form=verifikasi">(.*?)</a>', page)}
    assert found == {one.code: "Verifikasi lapangan: Layak", two.code: "Verifikasi lapangan: Tidak layak"}
    assert page.count("Dikeluarkan") == 1


def test_only_the_verdict_that_failed_is_marked_and_what_was_said_by_hand_is_printed(client, kendal, pokja):
    second = FIELD.replace("[[stages]]", """[[forms]]
code = "administrasi"
title = { id = "Kelengkapan" }
verdicts = [{ code = "layak", title = { id = "Lengkap" }, passes = true }]
[[stages]]""").replace("acts = [{", 'acts = [{ act = "assessments.decide", form = "administrasi", role = "pokja_paket" }, {')
    cycle = make.open_stage(acts=['{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }'],
                            done_when=['{ is = "proposals.ranked", list = "candidates" }'], scope="cycle", extra=second)
    one, *_ = handed_in(cycle)
    verified(one, "layak", form="administrasi")
    verified(one, "tidak_layak")
    client.force_login(pokja)
    address = reverse("proposals:rank", args=[cycle.code])
    plain, by_hand = (client.get(address, asked).content.decode() for asked in ({}, {"ubah": f"{one.code}|keluar|lahan sengketa"}))
    assert (plain.count("<b>Tidak layak</b>"), plain.count("<b>Lengkap</b>"), "Kelengkapan: Lengkap" in plain) == (1, 0, True)
    shown = '<span class="sub">Verifikasi lapangan: Tidak layak. lahan sengketa</span>'
    assert (shown in plain, shown in by_hand) == (False, True)


def test_verdicts_cost_one_query_however_many_works(cycle, django_assert_num_queries):
    works = handed_in(cycle)
    for work in works:
        verified(work, "tidak_layak")
    with django_assert_num_queries(4):
        assert [bool(entry.failed) for entry in queries.rank_entries(cycle)] == [True] * 3


def test_only_verdicts_given_before_a_list_chooses_keep_a_work_out(cycle):
    assert definitions.selecting_forms(edition_of(cycle)) == ["verifikasi"]
    paket = next(edition for edition in shelf() if edition.code == "paket-kendal-2007")
    assert definitions.selecting_forms(paket) == ["verifikasi"]

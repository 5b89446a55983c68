"""Publishing, objecting, answering: through the real gate."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta

import pytest

from sinergi.audit.models import Row
from sinergi.disclosure import actions, conditions, queries
from sinergi.disclosure.models import Answer, ListVersion, Objection, Publicity
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions
from sinergi.programmes.models import Leaving
from sinergi.proposals.models import Ranking
from tests import make
from tests.disclosure import build
from tests.disclosure.build import later
from tests.proposals.build import file

pytestmark = pytest.mark.django_db
TODAY = make.today


@pytest.fixture
def cycle(kendal):
    return build.cycle()


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.decision


# --- lists -----------------------------------------------------------------------------------------------------------------


def test_a_published_list_is_frozen_with_its_fingerprint(cycle, pokja):
    one, two, three = build.works(cycle)
    version = build.published(cycle, pokja, media=[build.radio(), build.radio(shown_to=later(7), place="Radio warga")])
    assert [(entry["code"], entry["rank"], entry["score"], entry["total"]) for entry in version.content["entries"]] == [
        (one.code, 1, "89.00", 120), (two.code, 2, "88.00", 120)]
    assert [(entry["code"], entry["why"]) for entry in version.content["outside"]] == [(three.code, "below")]
    assert version.fingerprint == hashlib.sha256(version.canonical.encode()).hexdigest()
    assert json.loads(version.canonical) == version.content
    assert (version.number, version.short_code, version.closes_on) == (
        1, f"R1-{version.fingerprint[:4]}-{version.fingerprint[-4:]}".upper(), later(7))
    assert list(version.media.values_list("medium", "place", "shown_from", "shown_to")) == [
        ("radio", "Swara Kendal", TODAY, None), ("radio", "Radio warga", TODAY, later(7))]


def test_the_engine_reads_members_by_day(cycle, pokja):
    one, two, three = build.works(cycle)
    build.published(cycle, pokja, on=later(-3))
    build.published(cycle, pokja, on=TODAY, reason="Keberatan 1 dikabulkan", removed={two.code: "sudah pernah dibantu"}, added={three.code: "cadangan pertama"})
    assert queries.published_lists(cycle.pk) == {"candidates": [(later(-3), frozenset({one.pk, two.pk})), (TODAY, frozenset({one.pk, three.pk}))]}


def test_reading_the_lists_of_a_round_costs_two_queries(cycle, pokja, django_assert_num_queries):
    build.works(cycle)
    for number in range(3):
        build.published(cycle, pokja, reason=f"perbaikan {number}")
        with django_assert_num_queries(2):
            queries.published_lists(cycle.pk)


def test_winners_come_from_the_candidates_less_those_who_left(cycle, pokja):
    one, two, three = build.works(cycle)
    build.published(cycle, pokja)
    Leaving.objects.create(undertaking=two, act="programmes.leave", person=pokja, happened_on=TODAY, reason="disqualified", note="x")
    version = build.published(cycle, pokja, list="winners")
    assert [entry["code"] for entry in version.content["entries"]] == [one.code]
    assert (version.serial, version.number, version.closes_on) == (2, 1, None)
    assert refused(build.published, cycle, pokja, list="winners", reason="x", added={three.code: "y"}).code == "disclosure.cannot_be_added"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"removed": {"TIADA": "x"}}, "disclosure.not_on_list"),
        ({"removed": {"1": " "}}, "disclosure.change_needs_reason"),
        ({"added": {"1": "x"}}, "disclosure.cannot_be_added"),
        ({"seen": "lama"}, "disclosure.preview_changed"),
        ({"happened_on": later(1)}, "future_day"),
        ({"media": []}, "disclosure.media_needed"),
        ({"media": [actions.Medium("", TODAY)]}, "disclosure.medium_needed"),
        ({"media": [actions.Medium("xyz apa saja", TODAY)]}, "disclosure.unknown_medium"),
        ({"media": [build.radio(later(1))]}, "future_day"),
        ({"media": [build.radio(shown_to=later(-1))]}, "disclosure.ends_before_start"),
        ({"list": "cadangan"}, "gate.not_here"),
    ],
)
def test_bad_publications_are_refused_and_leave_no_trace(cycle, pokja, given, code):
    one, *_ = build.works(cycle)
    given = {key: {one.code if name == "1" else name: why for name, why in value.items()} if isinstance(value, dict) else value for key, value in given.items()}
    before = Row.objects.count()
    assert refused(build.published, cycle, pokja, **given).code == code
    assert (Row.objects.count(), ListVersion.objects.count()) == (before, 0)


def test_an_empty_list_is_not_published(cycle, pokja):
    assert refused(build.published, cycle, pokja).code == "disclosure.nobody_on_list"


def test_a_new_version_says_why_and_is_not_older(cycle, pokja):
    build.works(cycle)
    build.published(cycle, pokja)
    assert refused(build.published, cycle, pokja).code == "disclosure.version_needs_reason"
    assert refused(build.published, cycle, pokja, reason="x", happened_on=later(-1)).code == "disclosure.before_last_version"


def test_people_may_object_from_the_day_they_can_read_the_list_here(cycle, pokja):
    """Neither before the order it rests on, nor counted from a day that is past."""
    build.works(cycle, on=later(-5))
    assert refused(build.published, cycle, pokja, happened_on=later(-6)).code == "disclosure.before_ranking"
    assert refused(build.published, cycle, pokja, happened_on=later(-1)).code == "disclosure.window_from_today"
    assert build.published(cycle, pokja, happened_on=TODAY).closes_on == later(build.DAYS)


@pytest.mark.parametrize(("day", "code"), [(-1, "disclosure.before_source"), (3, "disclosure.before_window_over"), (build.DAYS, "disclosure.before_window_over")])
def test_winners_are_not_announced_before_the_candidates_had_their_days(cycle, pokja, day, code):
    build.works(cycle)
    build.published(cycle, pokja)
    assert refused(build.published, cycle, pokja, list="winners", on=later(20), happened_on=later(day)).code == code
    assert build.published(cycle, pokja, list="winners", on=later(20), happened_on=later(build.DAYS + 1)).happened_on == later(build.DAYS + 1)


def test_an_order_fixed_anew_waits_for_its_announcement(cycle, pokja):
    build.works(cycle)
    assert conditions._to_publish(pokja.pk, [cycle.pk], list="candidates") == {cycle.pk}
    build.published(cycle, pokja)
    assert conditions._to_publish(pokja.pk, [cycle.pk], list="candidates") == set()
    Ranking.objects.create(undertaking=cycle, act="proposals.rank", person=pokja, happened_on=TODAY, list="candidates", ceilings={})
    assert conditions._to_publish(pokja.pk, [cycle.pk], list="candidates") == {cycle.pk}


def test_a_mistake_found_before_the_winners_are_announced_can_still_be_put_right():
    paket = next(edition for edition in editions.shelf() if edition.code == "paket-kendal-2007")
    assert [entry.roles for entry in paket.by_code["winners"].acts if entry.param("list") == "candidates"] == [("pokja_paket",)]


@pytest.mark.parametrize("who", ["stranger", "bkm", "korkot"])
def test_only_the_working_group_publishes(cycle, request, who):
    build.works(cycle)
    assert refused(build.published, cycle, request.getfixturevalue(who)).code == "gate.role"


def test_what_was_published_is_not_taken_back(cycle, pokja):
    build.works(cycle)
    version = build.published(cycle, pokja)
    assert refused(programmes.undo, pokja, "disclosure.ListVersion", version.pk, on=TODAY, reason="salah").code == "disclosure.published_stays"


def test_taking_it_back_is_not_offered_and_a_new_version_is_named_instead(client, cycle, pokja):
    build.works(cycle)
    version = build.published(cycle, pokja)
    client.force_login(pokja)
    address = f"/batalkan/disclosure.ListVersion/{version.pk}/"
    assert address not in client.get(f"/riwayat/{cycle.code}/").content.decode()
    answer = client.get(address)
    assert (answer.status_code, "Terbitkan versi baru" in answer.content.decode(), "Alasan pembatalan" in answer.content.decode()) == (409, True, False)


def test_the_radio_of_the_next_day_is_added_to_the_version(cycle, pokja, stranger):
    build.works(cycle)
    build.published(cycle, pokja, on=later(-1))
    radio = build.radio()
    actions.tell_medium(pokja, cycle.code, on=TODAY, list="candidates", number=1, medium=radio)
    assert refused(actions.tell_medium, stranger, cycle.code, on=TODAY, list="candidates", number=1, medium=radio).code == "gate.role"
    assert refused(actions.tell_medium, pokja, cycle.code, on=TODAY, list="candidates", number=9, medium=radio).code == "disclosure.no_such_version"
    assert ListVersion.objects.get().media.count() == 2


# --- checking a paper --------------------------------------------------------------------------------------------------------


def test_a_paper_is_checked_by_code_fingerprint_and_file(cycle, pokja):
    build.works(cycle)
    version = build.published(cycle, pokja)
    spaced = " ".join(version.fingerprint[start:start + 8] for start in range(0, 64, 8))
    for typed in (version.short_code, version.short_code.lower(), spaced, version.fingerprint.upper(), f"https://contoh.id/p/{version.short_code}"):
        assert queries.check_code(typed) == [version]
    assert queries.check_code("R1-0000-0000") == queries.check_code("") == queries.check_code("x" * 500) == []
    assert queries.check_text(version.canonical.encode()).verdict == "same"
    assert queries.check_text(json.dumps(version.content, indent=2).encode()).verdict == "same"
    changed = {**version.content, "entries": version.content["entries"][:1]}
    assert (queries.check_text(json.dumps(changed).encode()).verdict, queries.check_text(json.dumps(changed).encode()).version) == ("other", version)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b"{}", b'{"round": 5}', b'{"round": "X", "list": "y", "version": 99999999999999999999}', b"[" * 5000])
def test_a_foreign_file_is_unknown_and_no_error(db, raw):
    assert queries.check_text(raw).verdict == "unknown"


# --- objections ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def announced(cycle, pokja):
    build.works(cycle)
    build.published(cycle, pokja)
    return cycle


def test_anybody_objects_without_a_name_and_gets_a_number_and_a_code(announced):
    one, two = build.objected(announced), build.objected(announced, key="b", text="Lahan itu milik keluarga kepala desa.")
    assert [(row.number, row.person, row.name) for row in (one, two)] == [(1, None, ""), (2, None, "")]
    assert queries.by_follow_code(one.follow_code.lower()) == one


def test_a_village_behind_one_address_objects_as_often_as_it_likes(announced):
    for number in range(30):
        build.objected(announced, key=f"{number:02}x")
    assert Objection.objects.count() == 30


def test_the_same_message_twice_is_one(announced):
    assert build.objected(announced) == build.objected(announced)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "ya"}, "disclosure.text_too_short"),
        ({"text": "x" * 5001}, "disclosure.text_too_long"),
        ({"ground": "tidak suka"}, "disclosure.ground_needed"),
        ({"target_code": "TIADA-001"}, "disclosure.unknown_entry"),
    ],
)
def test_bad_objections_are_told_what_to_do(announced, given, code):
    assert refused(build.objected, announced, **given).code == code
    assert not Objection.objects.exists()


def test_an_objection_may_come_to_the_end_of_the_last_day_and_not_after(announced):
    assert build.objected(announced, on=later(7)).number == 1
    assert refused(build.objected, announced, on=later(8), key="b").code == "gate.needs"


def test_nobody_objects_to_what_is_not_published(cycle):
    assert refused(build.objected, cycle).code == "gate.needs"


def test_an_answer_is_public_and_given_once(announced, pokja, korkot):
    build.objected(announced)
    actions.answer(korkot, announced.code, on=later(1), list="candidates", number=1, text="Swadaya sudah diperiksa di tempat.", upheld=False)
    again = {"on": later(1), "list": "candidates", "number": 1, "text": "Jawaban yang lain lagi.", "upheld": True}
    assert refused(actions.answer, korkot, announced.code, **again).code == "disclosure.answered_already"
    assert refused(actions.answer, korkot, announced.code, **{**again, "number": 5}).code == "disclosure.no_such_objection"
    (each,) = queries.shown(queries.objections_of(announced, "candidates"))
    assert (each.state, each.answer.office) == ("done", "korkot")


def test_an_answer_is_not_older_than_its_objection(announced, korkot):
    build.objected(announced, on=later(2))
    decision = refused(actions.answer, korkot, announced.code, on=later(3), happened_on=later(1), list="candidates", number=1, text="Sudah diperiksa semua.", upheld=False)
    assert decision.code == "disclosure.answer_before_objection"


def test_an_upheld_objection_waits_for_the_next_version(announced, pokja, korkot):
    build.objected(announced)
    actions.answer(korkot, announced.code, on=later(1), list="candidates", number=1, text="Benar, sudah pernah dibantu.", upheld=True)
    assert queries.open_objections(announced, "candidates") == (0, 1)
    build.published(announced, pokja, on=later(2), reason="Keberatan 1 dikabulkan")
    assert queries.open_objections(announced, "candidates") == (0, 0)
    assert conditions.objections_answered([announced.pk], list="candidates") == {announced.pk: (date.min, TODAY, later(2))}


def test_what_a_citizen_said_is_not_taken_back_by_anybody(announced, pokja):
    row = build.objected(announced)
    assert refused(programmes.undo, pokja, "disclosure.Objection", row.pk, on=TODAY, reason="tidak enak").code == "disclosure.objection_stays"


def test_an_answer_taken_back_opens_the_objection_again(announced, korkot):
    build.objected(announced)
    row = actions.answer(korkot, announced.code, on=TODAY, list="candidates", number=1, text="Jawaban yang salah alamat.", upheld=False)
    programmes.undo(korkot, "disclosure.Answer", row.pk, on=later(1), reason="salah alamat")
    assert conditions.objections_answered([announced.pk], list="candidates") == {announced.pk: (date.min, later(1))}
    assert conditions.objections_why([announced.pk], on=later(1), list="candidates")[announced.pk] == (
        "disclosure.not_answered", {"unanswered": 1, "waiting": 0})


def test_personal_data_is_covered_and_nothing_is_deleted(announced, korkot, bkm):
    build.objected(announced, text="Ketua panitia Pak Karyo, NIK 3324121509800001, menerima bantuan tahun lalu untuk rumahnya.")
    (each,) = queries.shown(queries.objections_of(announced, "candidates"))
    assert "3324" not in each.text
    cover = {"on": TODAY, "list": "candidates", "number": 1, "shown": "Ketua panitia •••, menerima bantuan tahun lalu untuk rumahnya.", "reason": "nama orang"}
    assert refused(actions.redact, bkm, announced.code, **cover).code == "disclosure.only_who_answers"
    assert refused(actions.redact, korkot, announced.code, **{**cover, "shown": "•••"}).code == "disclosure.covers_too_much"
    assert refused(actions.redact, korkot, announced.code, **{**cover, "reason": ""}).code == "disclosure.cover_needs_reason"
    actions.redact(korkot, announced.code, **cover)
    (each,) = queries.shown(queries.objections_of(announced, "candidates"))
    assert ("Karyo" in each.text, each.covered_because, "Karyo" in each.row.text) == (False, "nama orang", True)


# --- campaigns -------------------------------------------------------------------------------------------------------------------


def spot(**fields):
    return {"on": TODAY, "medium": "radio", "place": "Swara Kendal", "shown_from": later(-2), **fields}


def test_a_campaign_counts_once_every_medium_is_proven(cycle, pokja):
    actions.publicise(pokja, cycle.code, **spot(proof=file("siar.pdf")))
    actions.publicise(pokja, cycle.code, **spot(medium="spanduk", shown_from=later(-1)))
    media = ("spanduk", "radio")
    assert conditions.publicised([cycle.pk], media=media) == {cycle.pk: ()}
    why, values = conditions.publicised_why([cycle.pk], on=TODAY, media=media)[cycle.pk]
    assert (why, [title.id for title in values["media"]]) == ("disclosure.not_publicised", ["Spanduk"])
    actions.publicise(pokja, cycle.code, **spot(medium="spanduk", shown_from=later(-1), proof=file("spanduk.jpg")))
    assert conditions.publicised([cycle.pk], media=media) == {cycle.pk: (later(-1),)}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"medium": "koran"}, "disclosure.unknown_medium"),
        ({"place": " "}, "disclosure.place_needed"),
        ({"shown_from": later(1)}, "future_day"),
        ({"shown_to": later(-3)}, "disclosure.ends_before_start"),
        ({"times": 0}, "disclosure.at_least_once"),
    ],
)
def test_bad_campaigns_are_refused_and_leave_no_trace(cycle, pokja, given, code):
    before = Row.objects.count()
    assert refused(actions.publicise, pokja, cycle.code, **spot(**given)).code == code
    assert (Row.objects.count(), Publicity.objects.count()) == (before, 0)


def test_a_proof_taken_back_no_longer_counts(cycle, pokja):
    row = actions.publicise(pokja, cycle.code, **spot(proof=file("siar.pdf")))
    programmes.undo(pokja, "disclosure.Publicity", row.pk, on=TODAY, reason="siaran tahun lalu")
    assert conditions.publicised([cycle.pk], media=("radio",)) == {cycle.pk: (later(-2), TODAY)}


# --- conditions -----------------------------------------------------------------------------------------------------------------------


def test_the_window_conditions_of_a_round(announced):
    ids = [announced.pk]
    assert conditions.published(ids, list="candidates") == {announced.pk: (TODAY,)}
    assert conditions.window_open(ids, list="candidates", days=7) == {announced.pk: (TODAY, later(8))}
    assert conditions.window_closed(ids, list="candidates", days=7) == {announced.pk: (later(8),)}
    assert conditions.objections_answered(ids, list="candidates") == {announced.pk: (date.min,)}
    assert conditions.window_why(ids, on=later(7), list="candidates", days=7)[announced.pk][0] == "disclosure.window_open"
    assert conditions.window_why(ids, on=later(8), list="candidates", days=7)[announced.pk][0] == "disclosure.window_over"


def test_before_publication_nothing_holds_but_that_nobody_objected(cycle):
    ids = [cycle.pk]
    assert conditions.published(ids, list="candidates") == conditions.window_open(ids, list="candidates", days=7) == {}
    assert conditions.window_closed(ids, list="candidates", days=7) == {}
    assert conditions.objections_answered(ids, list="candidates") == {cycle.pk: (date.min,)}


def test_conditions_cost_the_same_for_one_round_and_three(announced, pokja, django_assert_num_queries):
    rounds = [announced.pk]
    for _ in range(2):
        other = build.cycle()
        build.works(other)
        build.published(other, pokja)
        build.objected(other, key=other.code)
        rounds.append(other.pk)
    for ids in (rounds[1:2], rounds):
        with django_assert_num_queries(1):
            conditions.window_closed(ids, list="candidates", days=7)
        with django_assert_num_queries(3):
            conditions.objections_answered(ids, list="candidates")


def test_here_counts_only_what_came_through_this_stage(announced):
    assert conditions.published([announced.pk], stage="trial", list="candidates") == {announced.pk: (TODAY,)}
    assert conditions.published([announced.pk], stage="lain", list="candidates") == {}


def test_objections_of_one_list_leave_the_other_alone(announced):
    build.objected(announced)
    assert conditions.objections_answered([announced.pk], list="winners") == {announced.pk: (date.min,)}
    assert Answer.objects.count() == 0
    assert later(0) - timedelta(0) == TODAY


def test_those_with_a_work_and_the_boards_read_that_the_list_is_out(pokja):
    round_ = build.cycle()
    works = build.works(round_)
    inside, outside, board, elsewhere = (make.person(role=role, region=region) for role, region in (
        ("", "33.24"), ("", "33.24"), ("bkm", works[0].parent.region.code), ("bkm", "33.24.12.2007")))
    make.appoint(inside, "pakem", works[0])
    make.appoint(outside, "pakem", works[-1])
    build.published(round_, pokja)
    told = Notice.objects.filter(code="notice.list_published").order_by("person")
    assert [row.person for row in told] == [inside, outside, board]
    assert {row.url for row in told} == {f"/pengumuman/{round_.code}/candidates/"}
    assert elsewhere not in [row.person for row in told]

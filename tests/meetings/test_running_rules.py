"""What notes add up to, in whatever order they arrive."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sinergi.meetings import rules
from sinergi.meetings.rules import Answer, CountLine, NameLine, Presentation, Said, Table

_numbers = itertools.count(1)
START = datetime(2009, 11, 17, 2, 0, tzinfo=UTC)


def said(kind, uuid="", replaces="", at=None, **payload):
    return Said(uuid or f"n{next(_numbers)}", kind, payload, at=at, replaces=replaces)


def names(picture):
    return [each.get("name") for each in picture.people]


def test_people_and_counts_stand_beside_each_other():
    found = rules.picture([
        said("checkin", name="Siti", sex="woman", group="BKM", poor=True),
        said("count", group="SKPD", women=3, men=4),
        said("count", group="SKPD", men=6, disability=1),
        said("checkin", name="Budi", sex="man"),
    ])  # fmt: skip
    assert (found.figures.participants, found.figures.women, found.figures.men, found.figures.poor, found.figures.disability) == (15, 4, 11, 1, 1)
    assert rules.count_lines(found.counts) == [CountLine("SKPD", 3, 4), CountLine("SKPD", 0, 6, disability=1)]    # what one phone counted says nothing of what another did not
    assert rules.name_line(found.people[0]) == NameLine("Siti", "woman", group="BKM", poor=True)


def test_a_correction_replaces_and_a_strike_takes_away_but_nothing_is_lost():
    found = rules.picture([
        said("checkin", "a", name="Sity"), said("checkin", "b", "a", name="Siti"), said("checkin", "c", "b", name="Siti M."), said("decision", "d", text="Talud"),
        said("strike", "e", "d"),
    ])  # fmt: skip
    assert (names(found), list(found.decisions), found.struck, found.total) == (["Siti M."], [], 1, 5)
    assert (found.people[0].root, found.people[0].is_corrected) == ("a", True)


def test_a_correction_may_arrive_before_what_it_corrects():
    found = rules.picture([said("checkin", "b", "a", name="Siti"), said("checkin", "a", name="Sity")])
    assert names(found) == ["Siti"]


def test_a_strike_of_a_corrected_note_takes_the_whole_chain():
    found = rules.picture([said("point", "a", text="x"), said("point", "b", "a", text="y"), said("strike", "c", "b")])
    assert list(found.points) == []


def test_a_circle_of_corrections_does_not_hang():
    assert len(rules.picture([said("point", "a", "b", text="x"), said("point", "b", "a", text="y")]).points) <= 2


def test_what_was_said_earlier_stands_first_however_late_it_arrives():
    found = rules.picture([said("point", at=START + timedelta(minutes=5), text="kedua"), said("point", at=START, text="pertama")])
    assert [each.get("text") for each in found.points] == ["pertama", "kedua"]


def test_the_step_that_was_taken_last_runs():
    found = rules.picture([said("step", item=2, at=START + timedelta(minutes=9)), said("step", item=1, at=START)])
    assert found.item == 2
    assert rules.picture([]).item == 0


def test_the_discussion_of_bekasi():
    """Two questions, three groups, three presentations in their order; answers are addressed."""
    found = rules.picture([
        said("table", number=2, title="SKPD"), said("table", number=1, title="BKM dan kelompok peduli"),
        said("question", "q1", text="Harapan untuk Tahap II?"), said("question", "q2", text="Harapan untuk Tahap III?"),
        said("answer", question="q1", table=1, to="SKPD", text="Mempercepat program kerja BKM"),
        said("answer", question="q2", table=2, to="Pemkot", text="Dana pendamping APBD"),
        said("presentation", table=3, presenter="PJOK"), said("presentation", table=1, presenter="BKM Perwira"), said("presentation", table=2),
    ])  # fmt: skip
    talk = rules.discussion(found)
    assert talk.questions == ("Harapan untuk Tahap II?", "Harapan untuk Tahap III?")
    assert talk.answers == (Answer(1, 1, "Mempercepat program kerja BKM", "SKPD"), Answer(2, 2, "Dana pendamping APBD", "Pemkot"))
    assert talk.presentations == (Presentation(3, "PJOK"), Presentation(1, "BKM Perwira"), Presentation(2, ""))
    assert talk.tables == (Table(1, "BKM dan kelompok peduli"), Table(2, "SKPD"))


def test_an_answer_to_a_corrected_question_still_answers_it_and_a_loose_one_is_kept():
    found = rules.picture([
        said("question", "q1", text="Harapan"), said("answer", question="q1", text="a"), said("question", "q9", "q1", text="Harapan Anda?"),
        said("answer", question="", text="lepas"),
    ])  # fmt: skip
    talk = rules.discussion(found, "Di luar pertanyaan")
    assert talk.questions == ("Harapan Anda?", "Di luar pertanyaan")
    assert [(each.question, each.text) for each in talk.answers] == [(1, "a"), (2, "lepas")]


def test_the_newest_answer_to_an_old_line_counts():
    found = rules.picture([said("followup", followup=7, status="running"), said("followup", followup=7, status="done", note="Foto")])
    assert {pk: each.get("status") for pk, each in (found.followups or {}).items()} == {7: "done"}


def test_the_same_name_from_the_same_body_is_pointed_at_not_refused():
    people = rules.picture([said("checkin", name="Siti ", organisation="BKM"), said("checkin", name="siti", organisation="bkm"), said("checkin", name="Siti")]).people
    assert [each.get("name") for each in rules.doubled(people)] == ["siti"]


@given(st.permutations(range(12)))
def test_notes_of_three_phones_add_up_the_same_in_any_order(order):
    """Nobody overwrites anybody: sums and sets do not depend on who was faster."""
    notes = [said("count", f"c{place}", group="Warga", women=place, at=START + timedelta(seconds=place)) for place in range(6)]
    notes += [said("action", f"a{place}", what=f"baris {place}", at=START + timedelta(seconds=place)) for place in range(6)]
    found = rules.picture([notes[place] for place in order])
    assert found.figures.women == 15
    assert [each.get("what") for each in found.actions] == [f"baris {place}" for place in range(6)]

"""When papers and signatures count, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.dossiers import rules
from sinergi.dossiers.definitions import Chain, Paper
from sinergi.dossiers.rules import Checked, FindingGiven, Signed, Version
from sinergi.engine.definition import Title
from sinergi.kernel.timelines import switches_until

DAY = date(2007, 6, 1)
LPJ = Paper("lpj", Title("LPJ"))
OPINION = Paper("opini", Title("Opini"), opinion=True)
CHAIN = Chain("blm", Title("BLM"), ("faskel", "pjok", "satker"))


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def test_one_version_that_stands_is_enough_when_nobody_has_to_check():
    assert rules.filed_line([Version(1, day(0), None)], checked=False) == (day(0),)


def test_a_version_taken_back_no_longer_counts():
    assert rules.filed_line([Version(1, day(0), day(3))], checked=False) == (day(0), day(3))


def test_unchecked_does_not_count_where_checking_is_asked():
    assert rules.filed_line([Version(1, day(0), None)], checked=True) == ()


def test_it_counts_from_the_day_it_was_found_correct():
    assert rules.filed_line([Version(1, day(0), None, (Checked(7, day(2), None, True),))], checked=True) == (day(2),)


def test_one_checker_who_says_wrong_is_enough_to_stop_it():
    checks = (Checked(7, day(2), None, True), Checked(8, day(4), None, False))
    assert rules.filed_line([Version(1, day(0), None, checks)], checked=True) == (day(2), day(4))


def test_a_checker_may_correct_himself():
    checks = (Checked(7, day(2), None, False), Checked(7, day(4), None, True))
    assert rules.filed_line([Version(1, day(0), None, checks)], checked=True) == (day(4),)


def test_a_new_version_has_to_be_checked_anew():
    versions = [Version(1, day(0), None, (Checked(7, day(1), None, True),)), Version(2, day(5), None, (Checked(7, day(6), None, True),))]
    assert rules.filed_line(versions, checked=True) == (day(1), day(5), day(6))


def test_taking_the_new_version_back_gives_the_old_one_its_standing():
    versions = [Version(1, day(0), None, (Checked(7, day(1), None, True),)), Version(2, day(5), day(8))]
    assert rules.filed_line(versions, checked=True) == (day(1), day(5), day(8))


def test_a_chain_counts_from_the_day_of_the_last_signature():
    assert rules.signed_line([Signed(0, 3, day(0), None), Signed(1, 3, day(1), None), Signed(2, 3, day(4), None)]) == (day(4),)


def test_a_chain_with_a_gap_does_not_count():
    assert rules.signed_line([Signed(0, 3, day(0), day(5)), Signed(1, 3, day(1), None), Signed(2, 3, day(4), None)]) == (day(4), day(5))


periods = st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 12)))


def _ended(start: int, length: int | None) -> date | None:
    return None if length is None else day(start + length)


@st.composite
def versions(draw):
    made = []
    for number, (start, length) in enumerate(draw(st.lists(periods, max_size=4))):
        checks = tuple(
            Checked(draw(st.integers(1, 2)), day(start + later), _ended(start + later, ended), draw(st.booleans()))
            for later, ended in draw(st.lists(periods, max_size=3))
        )
        made.append(Version(number, day(start), _ended(start, length), checks))
    return made


def _known(rows: list[Version], until: date) -> list[Version]:
    """What was on the table by the end of that day."""
    return [
        Version(each.number, each.start, _seen(each.end, until), tuple(
            Checked(check.checker, check.start, _seen(check.end, until), check.correct) for check in each.checks if check.start <= until))
        for each in rows if each.start <= until
    ]


def _seen(end: date | None, until: date) -> date | None:
    return end if end is not None and end <= until else None


@given(versions(), st.booleans(), st.integers(0, 25))
def test_what_a_day_says_of_papers_depends_only_on_facts_up_to_it(rows, checked, number):
    until = day(number)
    assert switches_until(rules.filed_line(rows, checked=checked), until) == switches_until(rules.filed_line(_known(rows, until), checked=checked), until)


@given(st.lists(st.tuples(st.integers(0, 2), periods), max_size=8), st.integers(0, 25))
def test_what_a_day_says_of_signatures_depends_only_on_facts_up_to_it(rows, number):
    until = day(number)
    signatures = [Signed(place, 3, day(start), _ended(start, length)) for place, (start, length) in rows]
    known = [Signed(each.place, 3, each.start, _seen(each.end, until)) for each in signatures if each.start <= until]
    assert switches_until(rules.signed_line(signatures), until) == switches_until(rules.signed_line(known), until)


@pytest.mark.parametrize(("paper", "changes", "code"), [
    (LPJ, {"files": 0}, "dossiers.no_file"),
    (LPJ, {"files": 21}, "dossiers.too_many_files"),
    (LPJ, {"dated_on": date(2007, 6, 2)}, "dossiers.paper_day"),
    (LPJ, {"dated_on": date(1200, 1, 1)}, "dossiers.paper_day"),
    (LPJ, {"note": "x" * 2001}, "dossiers.note_too_long"),
    (LPJ, {"opinion": "wtp"}, "dossiers.opinion_elsewhere"),
    (OPINION, {}, "dossiers.opinion_missing"),
    (OPINION, {"opinion": "bagus"}, "dossiers.opinion_missing"),
    (OPINION, {"opinion": "wdp", "findings": [FindingGiven("", "perbaiki", "PAKEM", DAY)]}, "dossiers.finding_missing"),
    (OPINION, {"opinion": "wdp", "findings": [FindingGiven("nota kurang", "", " ", DAY)]}, "dossiers.finding_without_owner"),
    (OPINION, {"opinion": "wtp"}, "yes"),
    (LPJ, {}, "yes"),
])
def test_what_may_be_filed(paper, changes, code):
    given_values = {"files": 1, "dated_on": None, "opinion": "", "findings": [], "on": DAY, "note": ""} | changes
    assert rules.filing_sound(paper, **given_values).code == code


@pytest.mark.parametrize(("standing", "held", "code"), [
    (set(), {"faskel"}, "yes"),
    (set(), {"pjok"}, "dossiers.not_your_turn"),
    ({0}, {"faskel"}, "dossiers.not_your_turn"),
    ({0}, {"pjok"}, "yes"),
    ({0, 2}, {"pjok"}, "yes"),  # a signature in the middle was taken back
    ({0, 1, 2}, {"satker"}, "dossiers.chain_complete"),
])
def test_only_the_next_role_of_the_chain_may_sign(standing, held, code):
    assert rules.turn(rules.next_place(standing, 3), CHAIN, held, {}).code == code

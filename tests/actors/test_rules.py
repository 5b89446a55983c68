from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.actors import rules

TODAY = date(2007, 6, 1)


def members(*pillars, people=()):
    return [SimpleNamespace(pillar=pillar, person_id=person) for pillar, person in zip(pillars, people or range(len(pillars)), strict=True)]


@pytest.mark.parametrize(("there", "missing"), [
    ((), ["government", "community", "caring"]),
    (("community", "community"), ["government", "caring"]),
    (("caring", "government", "community"), []),
    (("", "government"), ["community", "caring"]),
])
def test_a_partnership_needs_three_pillars(there, missing):
    assert rules.missing_pillars(members(*there)) == missing


def test_overlap_names_those_who_sit_in_both():
    assert rules.overlap(members("", "", people=(1, 2)), members("", "", people=(2, 3))) == {2}
    assert rules.overlap(members("", people=(1,)), []) == set()


@pytest.mark.parametrize(("name", "code"), [
    ("Siti Nurhayati, S.Sos., M.Si.", "yes"),
    ("I Gusti Ngurah Ra'i", "yes"),
    ("Andi Mappanyukki-La’bungko (Daeng)", "yes"),
    ("José 吉田", "yes"),
    ("", "actors.name_missing"),
    ("S" * 121, "actors.name_too_long"),
    ("Siti 🌸", "actors.name_odd_sign"),
    ("Siti👍🏽", "actors.name_odd_sign"),
    ("Siti\u202eitiS", "actors.name_odd_sign"),
    ("Siti\x00", "actors.name_odd_sign"),
    ("1234", "actors.name_without_letters"),
])
def test_a_name_can_be_read_aloud(name, code):
    assert rules.sound_name(name).code == code


def test_a_name_is_tidied_before_it_is_judged():
    assert rules.tidy("  Siti \t Nurhayati\n") == "Siti Nurhayati"


@given(st.text(max_size=200))
def test_no_text_breaks_the_name_rule(text):
    decision = rules.sound_name(rules.tidy(text))
    assert decision or decision.code.startswith("actors.name_")


@pytest.mark.parametrize(("held_from", "held_to", "code"), [
    (TODAY, None, "yes"),
    (date(1999, 1, 1), date(2000, 1, 1), "yes"),
    (TODAY + timedelta(days=366), None, "yes"),
    (TODAY + timedelta(days=367), None, "actors.too_far_ahead"),
    (date(1945, 8, 16), None, "actors.too_long_ago"),
    (TODAY, TODAY - timedelta(days=1), "actors.ends_before_it_begins"),
    (TODAY, TODAY, "yes"),
])
def test_a_term_is_one_an_office_could_mean(held_from, held_to, code):
    assert rules.sound_term(held_from, held_to, on=TODAY).code == code


@pytest.mark.parametrize(("held_to", "last_day", "code"), [
    (None, TODAY - timedelta(days=1), "yes"),
    (None, date(2006, 12, 31), "yes"),  # the day before it began: it never took effect
    (None, date(2006, 12, 30), "actors.ends_before_it_begins"),
    (None, TODAY + timedelta(days=400), "actors.too_far_ahead"),
    (TODAY - timedelta(days=1), TODAY - timedelta(days=9), "actors.already_over"),
    (TODAY + timedelta(days=9), TODAY + timedelta(days=10), "actors.end_would_be_later"),
    (TODAY + timedelta(days=9), TODAY, "yes"),
])
def test_an_end_is_never_later_than_what_was_said(held_to, last_day, code):
    assert rules.sound_end(date(2007, 1, 1), held_to, last_day, on=TODAY).code == code


@pytest.mark.parametrize(("used", "withdrawn", "expires_on", "code"), [
    (False, False, TODAY, "yes"),
    (True, False, TODAY, "actors.link_used"),
    (False, True, TODAY, "actors.link_withdrawn"),
    (True, True, TODAY, "actors.link_used"),
    (False, False, TODAY - timedelta(days=1), "actors.link_expired"),
])
def test_a_link_works_once_and_in_time(used, withdrawn, expires_on, code):
    assert rules.link_works(is_used=used, is_withdrawn=withdrawn, expires_on=expires_on, on=TODAY).code == code


@pytest.mark.parametrize(("number", "decree_on", "term", "code"), [
    ("", None, (None, None), "yes"),
    ("400/12/2006", date(2006, 5, 1), (date(2006, 5, 1), date(2009, 5, 1)), "yes"),
    ("400/12/2006", TODAY + timedelta(days=1), (None, None), "actors.decree_ahead"),
    ("", date(2006, 5, 1), (None, None), "actors.decree_without_number"),
    ("", None, (date(2009, 5, 1), date(2006, 5, 1)), "actors.ends_before_it_begins"),
])
def test_a_decree_is_sound(number, decree_on, term, code):
    assert rules.sound_decree(number, decree_on, *term, on=TODAY).code == code


days = st.dates(date(2000, 1, 1), date(2003, 1, 1))
terms = st.tuples(days, st.none() | days)


@given(terms, terms)
def test_terms_meet_exactly_when_they_share_a_day(one, other):
    every = [date(2000, 1, 1) + timedelta(days=day) for day in range(1462)]
    shared = any(one[0] <= day <= (one[1] or day) and other[0] <= day <= (other[1] or day) for day in every)
    sound = all(end is None or begin <= end for begin, end in (one, other))
    if sound:
        assert rules.terms_meet(*one, [other]) == shared

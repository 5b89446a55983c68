"""Windows through the end of the day, settled objections, codes, and covered personal data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.disclosure import citizens, rules
from sinergi.kernel.timelines import holds

D = date(2007, 9, 28)


def day(number):
    return D + timedelta(number)


def test_a_window_of_seven_days_ends_with_the_seventh_day_after_publication():
    assert rules.closing_day(D, 7) == date(2007, 10, 5)
    assert rules.closing_day(D, None) is None
    assert (rules.window_open([D], 7), rules.window_closed([D], 7)) == ((D, date(2007, 10, 6)), (date(2007, 10, 6),))


@pytest.mark.parametrize(
    ("versions", "opened", "closed"),
    [
        ([], (), ()),
        ([0, 3], (0, 11), (11,)),
        ([0, 10], (0, 8, 10, 18), (8, 10, 18)),
        ([0, 8], (0, 16), (16,)),
        ([0, 0], (0, 8), (8,)),
    ],
)
def test_every_version_starts_its_own_window(versions, opened, closed):
    days = [day(each) for each in versions]
    assert rules.window_open(days, 7) == tuple(day(each) for each in opened)
    assert rules.window_closed(days, 7) == tuple(day(each) for each in closed)


@given(st.lists(st.integers(0, 60), max_size=5), st.integers(1, 14), st.integers(0, 90))
def test_published_and_neither_open_nor_closed_does_not_exist(versions, days, on):
    line_open, line_closed = rules.window_open([day(v) for v in versions], days), rules.window_closed([day(v) for v in versions], days)
    known = [v for v in versions if v <= on]
    assert (holds(line_open, day(on)) + holds(line_closed, day(on))) == bool(known)


@given(st.lists(st.integers(0, 60), max_size=5), st.integers(1, 14), st.integers(0, 60))
def test_windows_of_a_day_do_not_depend_on_later_versions(versions, days, on):
    for rule in (rules.window_open, rules.window_closed):
        whole, known = rule([day(v) for v in versions], days), rule([day(v) for v in versions if v <= on], days)
        assert [holds(whole, day(each)) for each in range(on + 1)] == [holds(known, day(each)) for each in range(on + 1)]


def test_an_upheld_objection_is_settled_only_by_a_later_version():
    assert rules.settled([((day(2),), False, None)]) == (day(2),)
    assert rules.settled([((day(2),), True, None)]) == ()
    assert rules.settled([((day(2),), True, day(5))]) == (day(5),)
    assert rules.settled([((day(2), day(3)), False, None), ((day(6),), False, None)]) == (day(2), day(3), day(6))


def test_without_objections_everything_is_settled():
    assert rules.all_settled([]) == (date.min,)
    assert rules.all_settled([((day(1),), ())]) == (date.min, day(1))
    assert rules.all_settled([((day(1),), (day(4),)), ((day(2),), (day(3),))]) == (date.min, day(1), day(4))


def test_the_short_code_says_version_beginning_and_end():
    assert rules.short_code(2, "b2ed5a49" + "0" * 52 + "9b7b") == "R2-B2ED-9B7B"


def test_follow_codes_are_read_however_they_are_typed():
    code = rules.follow_code()
    assert (len(code), rules.read_code(f"  {code.lower().replace('-', ' – ')} ")) == (14, code)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NIK 3324121509800001 milik ketua", "NIK ••• milik ketua"),
        ("NIK 3324 1215 0980 0001", "NIK •••"),
        ("hubungi 0812-3456-7890 atau +62 813 1111 2222", "hubungi ••• atau •••"),
        ("surel siti@contoh.id", "surel •••"),
        ("Rp 104.118.000 untuk 640 m2 di RT 03/05", "Rp 104.118.000 untuk 640 m2 di RT 03/05"),
        ("versi b2ed5a490ddcf421", "versi b2ed5a490ddcf421"),
    ],
)
def test_numbers_of_people_are_covered_and_other_numbers_are_not(text, shown):
    assert rules.covered(text) == shown


def test_a_citizen_is_told_what_to_do_and_a_machine_is_kept_out(monkeypatch):
    stamp = citizens.stamp()
    assert citizens.check("", stamp, least=3).code == "disclosure.too_quick"
    assert citizens.check("isi", stamp).code == "disclosure.trap"
    assert citizens.check("", stamp + "x").code == "disclosure.form_not_ours"
    assert citizens.check("", "").code == "disclosure.form_not_ours"
    real = __import__("time").time
    monkeypatch.setattr("time.time", lambda: real() + 60)
    assert citizens.check("", stamp).ok
    monkeypatch.setattr("time.time", lambda: real() + 2 * 86_400)
    assert citizens.check("", stamp).code == "disclosure.form_too_old"


def test_the_same_words_from_one_browser_are_one_message():
    one = citizens.dedupe_key("a", "K/list", "Swadaya  tidak\nbenar")
    assert one == citizens.dedupe_key("a", "K/list", "swadaya tidak benar")
    assert len({one, citizens.dedupe_key("b", "K/list", "swadaya tidak benar"), citizens.dedupe_key("a", "K/lain", "swadaya tidak benar")}) == 3

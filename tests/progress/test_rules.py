"""Physical work without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.kernel import places
from sinergi.progress import rules

D = date(2007, 7, 16)


@pytest.mark.parametrize(("value", "code"), [
    (None, "yes"), ("0", "yes"), ("100", "yes"), ("62.5", "yes"), ("-1", "progress.percent"), ("100.01", "progress.percent"), ("NaN", "progress.percent"),
    ("50.125", "progress.percent_places"),
])
def test_percentages(value, code):
    assert rules.sound_percent(None if value is None else Decimal(value), name="actual").code == code


@pytest.mark.parametrize(("latitude", "longitude", "code"), [
    (None, None, "yes"), (-6.97, 110.07, "yes"), (-6.97, None, "progress.half_a_place"), (None, 110.0, "progress.half_a_place"),
    (52.37, 4.9, "progress.foreign_place"), (110.07, -6.97, "progress.foreign_place"),
])
def test_places(latitude, longitude, code):
    assert rules.sound_place(latitude, longitude).code == code


GOOD = {"first_day": D, "last_day": D + timedelta(days=5), "women": 4, "men": 8, "days": Decimal(63), "amount": 1_890_000}


@pytest.mark.parametrize(("change", "code"), [
    ({}, "yes"),
    ({"last_day": D - timedelta(days=1)}, "progress.period"),
    ({"last_day": D + timedelta(days=200)}, "progress.period"),
    ({"women": 0, "men": 0}, "progress.nobody_worked"),
    ({"women": -4}, "progress.nobody_worked"),
    ({"days": Decimal(0)}, "progress.no_days"),
    ({"days": Decimal(73)}, "progress.too_many_days"),
    ({"days": Decimal(72)}, "yes"),
    ({"amount": 0}, "progress.no_wages"),
    ({"amount": 10**15}, "progress.no_wages"),
])
def test_nobody_works_more_than_a_day_a_day(change, code):
    given_sheet = GOOD | change
    assert rules.sound_sheet(given_sheet.pop("first_day"), given_sheet.pop("last_day"), **given_sheet).code == code


def test_distance_in_metres():
    assert places.metres((-6.97, 110.07), (-6.97, 110.07)) == 0
    assert places.metres((-6.97, 110.07), (-6.98, 110.07)) == 1112


@given(st.floats(-11, 6), st.floats(95, 141), st.floats(-11, 6), st.floats(95, 141))
def test_distance_is_the_same_both_ways(a, b, c, d):
    assert places.metres((a, b), (c, d)) == places.metres((c, d), (a, b)) >= 0


def test_the_strip_leaves_a_frame_for_each_missing_photo_and_flags_another_place():
    here, there = (-6.97, 110.07), (-6.98, 110.07)
    frames = rules.strip([(0, "early", here), (0, "a", here), (100, "c", there)])
    assert [(frame.at, frame.photo, frame.apart, frame.moved) for frame in frames] == [(0, "a", 0, False), (50, None, None, False), (100, "c", 1112, True)]
    assert [frame.photo for frame in rules.strip([])] == [None, None, None]


def test_women_of_women_and_men():
    assert rules.women_share(15, 14) == Decimal("51.7")
    assert rules.women_share(0, 0) is None


def test_the_last_report_of_a_day_counts_in_the_curve():
    rows = [(D, Decimal(10), Decimal(5)), (D, None, Decimal(8)), (D + timedelta(days=7), Decimal(30), Decimal(20))]
    assert rules.curve(rows) == {"planned": [(D, 10), (D + timedelta(days=7), 30)], "actual": [(D, 8), (D + timedelta(days=7), 20)]}

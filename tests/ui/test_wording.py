"""What numbers, dates and names look like, to the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from sinergi.engine.definition import Title
from sinergi.ui import wording

DAY = date(2007, 10, 5)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(1250000, "Rp\u00a01.250.000"), (0, "Rp\u00a00"), (-500, "−Rp\u00a0500"), (None, "–"), ("", "–"), ("bukan", "–")],
)
def test_rupiah(amount, shown):
    assert wording.rupiah(amount) == shown


def test_short_rupiah_only_from_one_milliard():
    assert wording.rupiah_short(33_300_000_000) == "Rp\u00a033,30\u00a0miliar"
    assert wording.rupiah_short(999_999_999) == "Rp\u00a0999.999.999"


@pytest.mark.parametrize(("amount", "shown"), [(1250000, "1.250.000"), (-1250000, "−1.250.000"), (12, "12"), (None, "–")])
def test_grouped(amount, shown):
    assert wording.grouped(amount) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(74.5, "74,5\u00a0%"), (32, "32\u00a0%"), (Decimal("74.484"), "74,48\u00a0%"), (Decimal("0.005"), "0,01\u00a0%"), (100, "100\u00a0%"), (None, "–"), (float("nan"), "–")],
)
def test_percent(value, shown):
    assert wording.percent(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(Decimal("1.500"), "1,5"), (1500, "1.500"), (Decimal("-0.125"), "−0,125"), (Decimal("1234.5"), "1.234,5"), (None, "–")])
def test_number(value, shown):
    assert wording.number(value) == shown


def test_dates():
    assert wording.long_date(DAY) == "5 Oktober 2007"
    assert wording.full_date(DAY) == "Jumat, 5 Oktober 2007"
    assert wording.short_date(DAY) == "5 Okt"
    assert wording.week_date(DAY) == "Jumat, 5 Okt"
    assert wording.long_date(None) == ""


def test_a_moment_is_dated_where_the_office_is():
    assert wording.long_date(datetime(2007, 10, 4, 18, 0, tzinfo=UTC)) == "5 Oktober 2007"


@pytest.mark.parametrize(
    ("today", "shown"),
    [(date(2007, 10, 3), "2 hari lagi"), (DAY, "hari ini"), (date(2007, 10, 9), "4 hari terlambat"), (date(2004, 1, 1), "1.373 hari lagi"), (None, "")],
)
def test_days_left(today, shown):
    assert wording.days_left(DAY, today) == shown


@pytest.mark.parametrize(("name", "shown"), [("Siti Mulyani", "S••• M••••••"), ("Mulyono", "M••••••"), ("", ""), (None, ""), ("Å b", "Å b")])
def test_masked(name, shown):
    assert wording.masked(name) == shown


def test_groups_of_eight():
    assert wording.groups_of_eight("77ffc4cb69b6360f27e0") == "77ffc4cb 69b6360f 27e0"


def test_title_follows_the_language(english):
    assert wording.title_in(Title("Penyusunan proposal", "Writing the proposal")) == "Writing the proposal"
    assert wording.title_in(Title("Penyusunan proposal")) == "Penyusunan proposal"
    assert wording.title_in("Teks biasa") == "Teks biasa"


def test_english(english):
    assert wording.rupiah(1250000) == "Rp\u00a01,250,000"
    assert wording.rupiah_short(33_300_000_000) == "Rp\u00a033.30\u00a0billion"
    assert wording.percent(74.5) == "74.5%"
    assert wording.number(Decimal("1234.5")) == "1,234.5"
    assert wording.full_date(DAY) == "Friday, 5 October 2007"
    assert wording.short_date(DAY) == "5 Oct"
    assert wording.days_left(DAY, date(2007, 10, 4)) == "1 day left"
    assert wording.days_left(DAY, date(2007, 10, 9)) == "4 days late"

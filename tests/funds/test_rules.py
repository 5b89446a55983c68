"""Money without a database: amounts, splitting, legs, ceilings; and properties over any order of acts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.funds import rules
from sinergi.funds.rules import Leg, PlanLine, Step
from sinergi.kernel.timelines import holds, switches_until

D = date(2007, 6, 1)
SOURCES = ("swadaya", "apbd", "apbn")
ACCOUNTS = ("kas", "bank", "material", "pekerjaan")
amounts = st.integers(1, 10**12)


@given(st.integers(0, 10**13), st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_splitting_loses_nothing(amount, weights):
    parts = rules.split(amount, weights)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    assert all(abs(part - amount * weight / sum(weights)) <= 1 + amount / 10**12 for part, weight in zip(parts, weights, strict=True))


@pytest.mark.parametrize(("amount", "shares", "parts"), [
    (200_000_000, (30, 50, 20), [60_000_000, 100_000_000, 40_000_000]),  # domain 9, fact 24
    (3_000_000_000, (60, 40), [1_800_000_000, 1_200_000_000]),  # fact 25
    (100, (1, 1, 1), [33, 33, 34]),
    (0, (70, 30), [0, 0]),
])
def test_tranches_of_the_domain_page(amount, shares, parts):
    assert rules.split(amount, shares) == parts


def test_a_tranche_with_two_sources():
    shares = [(1, "apbn", 30), (2, "apbn", 30), (2, "apbd", 20), (3, "apbn", 20)]
    ask = [(1, "apbn"), (2, "apbn"), (2, "apbd"), (3, "apbn"), (4, "apbn")]
    assert [rules.tranche_amount(200_000_000, shares, *each) for each in ask] == [60_000_000, 60_000_000, 40_000_000, 40_000_000, 0]


@pytest.mark.parametrize(("quantity", "price", "value"), [
    ("63", 100_000, 6_300_000), ("56", 120_000, 6_720_000), ("12.5", 120_000, 1_500_000), ("0.333", 1000, 333), ("0.0005", 1000, 1), ("1", 0, 0),
])
def test_quantity_times_price(quantity, price, value):
    assert rules.value_of(Decimal(quantity), price) == value


@pytest.mark.parametrize(("quantity", "price", "code"), [
    ("0", 1000, "funds.no_quantity"), ("-2", 1000, "funds.no_quantity"), ("NaN", 1000, "funds.no_quantity"), ("Infinity", 1, "funds.no_quantity"),
    ("1.0001", 1000, "funds.odd_quantity"), ("1000000000", 1, "funds.odd_quantity"), ("2", 0, "funds.no_price"), ("2", -5, "funds.no_price"),
    ("999999999", 10**9, "funds.too_large"), ("2", 1000, "yes"),
])
def test_quantities_are_sound(quantity, price, code):
    assert rules.sound_quantity(Decimal(quantity), price).code == code


@pytest.mark.parametrize(("amount", "code"), [(0, "funds.not_positive"), (-1, "funds.not_positive"), (10**15, "funds.too_large"), (999_999_999_999_999, "yes")])
def test_amounts_are_sound(amount, code):
    assert rules.sound_amount(amount).code == code


legs_of = st.one_of(
    st.builds(rules.received_into, st.sampled_from(ACCOUNTS), st.sampled_from(SOURCES), amounts, st.sampled_from(["", "A1"])),
    st.builds(lambda pair, source, amount: rules.moved(*pair, source, amount), st.sampled_from([("kas", "bank"), ("bank", "kas"), ("kas", "pekerjaan"),
                                                                                              ("bank", "material")]), st.sampled_from(SOURCES), amounts),
)


@given(legs_of)
def test_whatever_is_posted_balances_and_so_does_its_mirror(legs):
    assert rules.balanced(legs)
    assert rules.balanced(rules.mirrored(legs))
    assert set(rules.after(rules.after({}, legs), rules.mirrored(legs)).values()) == {0}


@pytest.mark.parametrize("legs", [[], [Leg("kas", "apbd", 5)], [Leg("kas", "apbd", 5), Leg("bank", "apbn", -5)], [Leg("kas", "apbd", 0), Leg("bank", "apbd", 0)]])
def test_what_does_not_balance(legs):
    assert not rules.balanced(legs)


@given(st.lists(legs_of, max_size=40))
@settings(max_examples=60)
def test_no_order_of_acts_overdraws_a_purse(acts):
    balances: dict = {}
    for legs in acts:
        if rules.not_overdrawn(balances, legs):
            balances = rules.after(balances, legs)
        assert all(amount >= 0 for (_, account), amount in balances.items() if account in rules.PURSES)
        assert sum(balances.values()) == 0


@given(st.lists(st.tuples(st.sampled_from(["release", "spend"]), st.integers(1, 400)), max_size=40), st.integers(0, 1000))
@settings(max_examples=60)
def test_no_order_of_acts_releases_or_spends_beyond_the_plan(acts, planned):
    out = spent = 0
    for act, amount in acts:
        if act == "release" and rules.releasable(planned, out) and rules.within_release(amount, planned, out):
            out += amount
        if act == "spend" and spent + amount <= out and rules.within_spending(amount, planned=planned, cash_given=0, spent=spent):
            spent += amount
    assert 0 <= spent <= out <= planned


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 3000))
def test_used_never_counts_given_cash_twice(kind, cash, spent):
    contributed = kind + cash
    assert rules.used(contributed, cash, min(spent, cash)) == contributed
    assert rules.used(0, 0, spent) == spent
    assert rules.used(contributed, cash, spent) <= contributed + spent


def lines(*parts, **changes):
    return [PlanLine(f"L{place}", "", "x", Decimal(1), "unit", sum(split.values()), split) for place, split in enumerate(parts)]


@pytest.mark.parametrize(("given_lines", "code"), [
    (lines({"swadaya": 5, "apbd": 7}), "yes"),
    ([PlanLine("A", "", "x", Decimal(2), "u", 5, {"apbd": 9})], "funds.line_split"),
    ([PlanLine("A", "", "x", Decimal(2), "u", 5, {"apbd": 11, "apbn": -1})], "funds.line_amount"),
    ([PlanLine("A", "", "x", Decimal(-2), "u", 5, {"apbd": -10})], "funds.line_amount"),
    ([PlanLine("A", "", "x", Decimal(1), "u", 5, {"world_bank": 5})], "funds.foreign_source"),
    ([*lines({"apbd": 5}), *lines({"apbd": 5})], "funds.line_twice"),
    ([PlanLine("", "", "x", Decimal(1), "u", 5, {"apbd": 5})], "funds.line_twice"),
])
def test_plans_are_sound(given_lines, code):
    assert rules.sound_lines(given_lines, SOURCES).code == code


def test_the_sample_rab_of_the_domain_page_adds_up():
    rab = [PlanLine("I", "Bahan", "Bahan", Decimal(1), "ls", 90_298_000, {"apbn": 90_298_000}),
           PlanLine("III.1", "Upah", "Pekerja", Decimal(63), "HOK", 100_000, {"swadaya": 6_300_000}),
           PlanLine("III.2", "Upah", "Tukang", Decimal(56), "HOK", 120_000, {"apbn": 6_720_000}),
           PlanLine("IV", "Operasional", "Honor", Decimal(1), "ls", 800_000, {"apbd": 800_000})]
    assert rules.sound_lines(rab, SOURCES)
    assert sum(line.amount for line in rab) == 104_118_000
    assert rules.totals(rab, SOURCES) == {"swadaya": 6_300_000, "apbd": 800_000, "apbn": 97_018_000}


def test_used_reaches_its_share_ends_on_reversal_and_on_a_larger_plan():
    def day(number):
        return D + timedelta(days=number)

    plans = [(D, None, 100), (day(10), None, 200)]
    steps = [Step(day(2), contributed=60), Step(day(4), contributed=40), Step(day(6), contributed=-40), Step(day(8), contributed=40),
             Step(day(12), contributed=100)]
    assert rules.used_line(steps, plans) == (day(4), day(6), day(8), day(10), day(12))
    assert rules.used_line(steps, plans, 50) == (day(2),)
    assert rules.used_line([], [(D, None, 0)]) == (D,)
    assert rules.used_line(steps, []) == ()
    assert rules.used_line([], [(D, None, 0), (day(3), None, 5)]) == (D, day(3))
    assert rules.used_line([], [(D, None, 5), (day(1), day(3), 0)]) == (day(1), day(3))


steps_of = st.lists(st.builds(Step, st.integers(0, 20).map(lambda n: D + timedelta(days=n)), st.integers(-50, 50), st.just(0), st.integers(0, 50)), max_size=12)
plans_of = st.lists(st.tuples(st.integers(0, 20), st.one_of(st.none(), st.integers(0, 25)), st.integers(0, 120)), max_size=4)


@given(steps_of, plans_of, st.integers(0, 25), st.integers(0, 100))
def test_what_is_said_until_a_day_depends_only_on_what_happened_until_then(steps, plans, number, share):
    until = D + timedelta(days=number)
    dated = [(D + timedelta(days=start), None if end is None else D + timedelta(days=end), amount) for start, end, amount in plans]
    known = [(start, end if end and end <= until else None, amount) for start, end, amount in dated if start <= until]
    whole = rules.used_line(steps, dated, share)
    cut = rules.used_line([step for step in steps if step.day <= until], known, share)
    assert switches_until(whole, until) == cut
    assert holds(whole, until) == holds(cut, until)


days = st.integers(0, 9).map(lambda number: D + timedelta(days=number))
grown = st.lists(st.builds(Step, days, st.integers(-9, 9), st.integers(-5, 5), st.integers(-9, 9)), max_size=8)


@given(grown, days, st.integers(0, 20), st.sampled_from([0, 50, 100]))
def test_one_standing_plan_is_only_a_quicker_way_to_the_same_days(steps, since, amount, share):
    """A second plan that never stood changes nothing but the way it is worked out."""
    assert rules.used_line(steps, [(since, None, amount)], share) == rules.used_line(steps, [(since, None, amount), (since, since, 1)], share)

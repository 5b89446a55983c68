"""Amounts, both percentages, what is missing, the order and its cut-off line, and the rows of a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.proposals import rules
from sinergi.proposals.rules import Entry, Line, ScheduleRow, Sheet, Split
from tests.proposals import build

GROUPS = {"A": "A", "Bahan": "A", "B": "B", "C": "C", "D": "D"}
PRICES = {"Survei harga": "survey", "survey": "survey"}
HEADS = {"group": "Kelompok", "item": "Uraian", "volume": "Volume", "unit": "Satuan", "unit_price": "Harga satuan", "price_source": "Sumber harga",
         "swadaya/cash": "Swadaya uang", "swadaya/material": "Swadaya bahan", "swadaya/labour": "Swadaya tenaga", "swadaya/land": "Swadaya lahan",
         "swadaya/food": "Swadaya konsumsi", "apbd": "APBD", "apbn": "APBN"}
COLUMNS = rules.columns_of(build.PURSES, HEADS)


def test_the_sample_estimate_of_the_domain_page_comes_to_104_118_000():
    lines = [
        Line("A", "Bahan menurut rincian", Decimal(1), "ls", 90_298_000),
        Line("C", "Pekerja", Decimal(63), "HOK", 100_000),
        Line("C", "Tukang", Decimal(56), "HOK", 120_000),
        Line("D", "Honorarium dan operasional", Decimal(1), "ls", 800_000),
    ]
    sums = rules.totals(lines, build.PURSES)
    assert [line.amount for line in lines] == [90_298_000, 6_300_000, 6_720_000, 800_000]
    assert dict(sums.by_group) == {"A": 90_298_000, "C": 13_020_000, "D": 800_000}
    assert (sums.total, sums.unsplit) == (104_118_000, 104_118_000)


@pytest.mark.parametrize(
    ("community", "grant", "of_grant", "of_total"),
    [
        (1_926_000, 4_500_000, "42.80", "29.97"),
        (9_560_000, 29_850_000, "32.03", "24.26"),
        (4_875_000, 11_375_000, "42.86", "30.00"),
        (0, 5_000_000, "0.00", "0.00"),
    ],
)
def test_swadaya_is_a_share_of_the_grant_and_another_share_of_the_total(community, grant, of_grant, of_total):
    splits = (Split("swadaya", community, "labour"), Split("apbd", grant // 2), Split("apbn", grant - grant // 2))
    sums = rules.totals([build.line(community + grant, splits=splits)], build.PURSES)
    assert (str(sums.community_of_grant), str(sums.community_of_total)) == (of_grant, of_total)


def test_without_a_grant_there_is_no_share_of_it():
    sums = rules.totals([build.line(5, splits=(Split("swadaya", 5, "cash"),))], build.PURSES)
    assert (sums.community_of_grant, sums.community_of_total) == (None, Decimal("100.00"))


@pytest.mark.parametrize(("volume", "price", "amount"), [("0.5", 3, 2), ("0.125", 4, 1), ("1.5", 1, 2), ("2.499", 1, 2), ("58", 85_000, 4_930_000)])
def test_half_a_rupiah_is_rounded_up(volume, price, amount):
    assert rules.amount_of(Decimal(volume), price) == amount


def test_the_shortfall_of_a_line_is_exact_and_one_tap_fills_it():
    line = build.line(10_500_000, group="C", item="Pekerja", splits=(Split("swadaya", 6_000_000, "labour"), Split("apbn", 4_000_000)))
    filled = rules.with_rest(line, "swadaya", "labour")
    assert (rules.shortfall(line), rules.shortfall(filled), line.unsplit_units) == (500_000, 0, None)
    assert replace(line, unit_price=25_000, volume=Decimal(420)).unsplit_units == 20
    assert filled.paid_by("swadaya") == 6_500_000
    assert rules.with_rest(filled, "swadaya", "labour") == filled


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9)), max_size=8))
def test_splitting_loses_nothing(parts):
    lines = [build.line(sum(part), splits=(Split("swadaya", part[0], "cash"), Split("apbd", part[1]), Split("apbn", part[2]))) for part in parts]
    sums = rules.totals(lines, build.PURSES)
    assert sum(sums.by_source.values()) + sums.unsplit == sums.total == sums.community + sums.grant


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_after_the_one_tap_nothing_is_short(amount, paid):
    line = rules.with_rest(build.line(amount, splits=(Split("apbn", paid),)), "swadaya", "cash")
    assert rules.shortfall(line) == min(0, amount - paid)


def test_a_complete_sheet_lacks_nothing_and_an_empty_one_lacks_everything():
    assert rules.lacking(build.sheet()) == []
    assert rules.lacking(Sheet()) == [code for code in rules.REQUIRED if code not in {"rab_lines", "split"}]


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"need": "  "}, ["need"]),
        ({"volume": Decimal(0)}, ["volume"]),
        ({"households": 0}, ["beneficiaries"]),
        ({"disabled": None}, ["beneficiaries"]),
        ({"disabled": 0}, []),
        ({"lines": ()}, ["rab"]),
        ({"lines": (build.line(price_source=""),)}, ["rab_lines"]),
        ({"lines": (build.line(splits=()),)}, ["split"]),
        ({"lines": (build.line(10, splits=(Split("apbn", 11),)),)}, ["split"]),
        ({"schedule": ()}, ["schedule"]),
        ({"partners": ()}, []),
        ({"papers": (("survey", "s", "a"),)}, ["drawing", "photo_0"]),
    ],
)
def test_what_is_missing_is_named(change, lacks):
    assert rules.lacking(build.sheet(**change)) == lacks


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"households": 5, "poor_households": 6}, "proposals.more_poor_than_households"),
        ({"men": 1, "women": 1, "disabled": 3}, "proposals.more_disabled_than_people"),
        ({"latitude": Decimal(-7)}, "proposals.half_a_point"),
        ({"households": 5, "poor_households": 5}, "yes"),
        ({}, "yes"),
    ],
)
def test_people_and_points_that_contradict_themselves_are_refused(values, code):
    assert rules.sound_texts(values).code == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (build.line(group="X"), "proposals.unknown_group"),
        (build.line(volume=Decimal(-1)), "proposals.negative"),
        (build.line(unit_price=-1), "proposals.negative"),
        (build.line(volume=Decimal(999_999_999), unit_price=10**15), "proposals.too_large"),
        (build.line(splits=(Split("apbn", -1),)), "proposals.negative"),
        (build.line(splits=(Split("iuran", 1),)), "proposals.unknown_source"),
        (build.line(splits=(Split("swadaya", 1, "emas"),)), "proposals.unknown_form"),
        (build.line(splits=(Split("apbn", 1, "cash"),)), "proposals.unknown_form"),
        (build.line(), "yes"),
    ],
)
def test_lines_that_cannot_be_are_refused(line, code):
    assert rules.sound_line(line, build.PURSES, "ABCD").code == code


def test_a_schedule_does_not_end_before_it_starts():
    assert rules.sound_schedule([ScheduleRow("Gali", date(2007, 7, 2), date(2007, 7, 1))]).code == "proposals.ends_before_start"


def entry(code, score, poor="50", **amounts):
    return Entry(hash(code), code, None if score is None else Decimal(score), None if poor is None else Decimal(poor), amounts or {"apbn": 100})


def places(placed):
    return [(each.entry.code, each.standing) for each in placed]


def test_equal_means_are_decided_by_the_share_of_the_poor_and_then_by_code():
    entries = [entry("D", "80", "40"), entry("C", "80", "60"), entry("B", "80", "40"), entry("A", None), entry("E", "90", None)]
    assert [each.entry.code for each in rules.ranked(entries, {})] == ["E", "C", "B", "D", "A"]


def test_the_line_falls_where_a_purse_is_empty_and_nothing_below_slips_in():
    entries = [entry("A", "90", apbd=60, apbn=60), entry("B", "80", apbd=60, apbn=10), entry("C", "70", apbd=1, apbn=1)]
    placed = rules.ranked(entries, {"apbd": 100, "apbn": 100})
    assert places(placed) == [("A", "inside"), ("B", "below"), ("C", "below")]
    assert [each.stopped_by for each in placed] == ["", "apbd", ""]


def test_a_purse_that_is_exactly_used_up_still_pays():
    assert places(rules.ranked([entry("A", "90", apbn=100), entry("B", "80", apbn=1)], {"apbn": 100})) == [("A", "inside"), ("B", "below")]


def test_changes_by_hand_keep_their_reason_and_the_place_they_came_from():
    placed = rules.ranked([entry("A", "90"), entry("B", "80"), entry("C", "70")], {}, {"C": (1, "jalan ke sekolah")}, {"A": "lahan sengketa"})
    assert [(each.entry.code, each.place, each.natural_place, each.standing, each.reason) for each in placed] == [
        ("C", 1, 3, "inside", "jalan ke sekolah"), ("B", 2, 2, "inside", ""), ("A", 3, 1, "excluded", "lahan sengketa")]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 50)), max_size=12), st.integers(0, 200))
def test_nothing_inside_ever_costs_more_than_the_ceiling(rows, ceiling):
    entries = [entry(f"W{place:02}", str(score), str(poor), apbn=amount) for place, (score, poor, amount) in enumerate(rows)]
    placed = rules.ranked(entries, {"apbn": ceiling})
    assert sum(each.entry.amounts["apbn"] for each in placed if each.standing == "inside") <= ceiling
    assert sorted(each.place for each in placed) == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("ceilings", "moves", "exclusions", "code"),
    [
        ({"iuran": 1}, {}, {}, "proposals.unknown_source"),
        ({"apbn": -1}, {}, {}, "proposals.negative"),
        ({}, {"A": (1, " ")}, {}, "proposals.change_needs_reason"),
        ({}, {}, {"A": ""}, "proposals.change_needs_reason"),
        ({}, {"Z": (1, "x")}, {}, "proposals.not_in_round"),
        ({}, {"A": (1, "x")}, {"A": "y"}, "proposals.moved_and_excluded"),
        ({}, {"A": (1, "x")}, {}, "yes"),
    ],
)
def test_an_order_without_reasons_is_refused(ceilings, moves, exclusions, code):
    assert rules.sound_ranking([entry("A", "90")], ceilings, moves, exclusions, ["apbd", "apbn"]).code == code


def test_there_must_be_something_to_rank():
    assert rules.sound_ranking([], {}, {}, {}, ["apbn"]).code == "proposals.nothing_to_rank"


HEAD = [column.head for column in COLUMNS]


def row(**cells):
    given = {"group": "A", "item": "Semen", "volume": 72.0, "unit": "zak", "unit_price": 38_500.0, "price_source": "Survei harga",
             "apbn": 2_772_000.0, **cells}
    return [given.get(column.key, "") for column in COLUMNS]


def read(*rows):
    return rules.read_rows([HEAD, *rows], COLUMNS, build.PURSES, GROUPS, PRICES)


def test_a_sheet_reads_back_as_its_lines():
    good, bad = read(row(), row(group="Bahan", volume="0,5", unit_price="Rp 1.000", apbn="", **{"swadaya/labour": "500"}), ["", "", ""])
    assert bad == []
    assert [(each.row, each.line.group, each.line.amount, each.line.splits) for each in good] == [
        (2, "A", 2_772_000, (Split("apbn", 2_772_000),)), (3, "A", 500, (Split("swadaya", 500, "labour"),))]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"group": "Z"}, "proposals.import_group"),
        ({"item": ""}, "proposals.import_no_item"),
        ({"volume": "banyak"}, "proposals.import_volume"),
        ({"volume": -1}, "proposals.import_volume"),
        ({"volume": "1,2345"}, "proposals.import_volume"),
        ({"volume": "nan"}, "proposals.import_volume"),
        ({"volume": 1e300}, "proposals.import_volume"),
        ({"unit_price": "=1+1"}, "proposals.import_money"),
        ({"unit_price": "-5"}, "proposals.import_money"),
        ({"unit_price": 10.5}, "proposals.import_money"),
        ({"price_source": "katanya"}, "proposals.import_price_source"),
        ({"apbn": 2_000_000}, "proposals.short"),
        ({"apbn": 3_000_000}, "proposals.over"),
    ],
)
def test_every_bad_row_says_its_number_and_why(cells, code):
    good, bad = read(row(), row(**cells))
    assert [each.row for each in good] == [2]
    assert [(problem.row, problem.code) for problem in bad] == [(3, code)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [([], "proposals.import_empty"), ([HEAD], "proposals.import_empty"), ([HEAD[1:], row()[1:]], "proposals.import_no_column"),
     ([HEAD, *[row()] * 1001], "proposals.import_too_long")],
)
def test_a_sheet_of_another_shape_is_refused_as_a_whole(rows, code):
    good, bad = rules.read_rows(rows, COLUMNS, build.PURSES, GROUPS, PRICES)
    assert (good, [problem.code for problem in bad]) == ([], [code])


def test_what_changed_between_two_versions_is_told_line_by_line():
    old = build.sheet(lines=(build.line(10, key="a", number="A1"), build.line(20, key="b", number="A2", item="Pasir")))
    new = build.sheet(need="Lain", lines=(build.line(15, key="a", number="A1"), build.line(7, key="c", number="A2", item="Batu")))
    changes = rules.changes(rules.content_of(old, build.PURSES), rules.content_of(new, build.PURSES))
    assert [(each.section, each.name, each.before, each.after, each.about) for each in changes] == [
        ("texts", "need", build.TEXTS["need"], "Lain", ""),
        ("lines", "line", 20, None, "A2 Pasir"),
        ("lines", "unit_price", 10, 15, "A1 Semen"),
        ("lines", "amount", 10, 15, "A1 Semen"),
        ("lines", "splits", (("apbn", "", 10),), (("apbn", "", 15),), "A1 Semen"),
        ("lines", "line", None, 7, "A2 Batu"),
        ("totals", "total", 30, 22, ""),
        ("totals", "grant", 30, 22, ""),
        ("totals", "apbn", 30, 22, ""),
    ]


def test_equal_versions_have_no_difference():
    content = rules.content_of(build.sheet(), build.PURSES)
    assert rules.changes(content, content) == []

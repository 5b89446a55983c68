"""What makes a record sound, and the figures of the founding papers."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.followups.rules import Responsible
from sinergi.meetings import rules
from sinergi.meetings.rules import ActionLine, AgendaLine, CountLine, Figures, NameLine, Targets
from tests.meetings.recording import BEKASI, DAY, SEMARANG, sheet

TODAY = date(2007, 6, 1)


def test_bekasi_adds_up_to_57_in_six_categories():
    met = rules.figures(BEKASI.counts, BEKASI.names)
    assert met.participants == 57
    assert met.groups == (("SKPD", 13), ("Kelurahan", 6), ("PJOK", 5), ("BKM/PAKEM", 17), ("Kelompok peduli", 10), ("Konsultan", 6))


def test_bekasi_sat_in_three_groups_with_the_consultants_outside():
    assert rules.figures(BEKASI.counts, ()).tables == ((1, 27), (2, 13), (3, 11), (None, 6))


def test_bekasi_recorded_no_women_and_men_so_there_is_no_share():
    met = rules.figures(BEKASI.counts, ())
    assert (met.women_pct, met.women, met.men) == (None, 0, 0)


def test_cinunuk_was_52_percent_women():
    met = rules.figures([CountLine("Warga", women=15, men=14)], ())
    assert (met.participants, met.women_pct) == (29, 52)


def test_the_semarang_agenda_takes_135_minutes():
    assert rules.agenda_minutes(SEMARANG) == 135


def test_names_and_counts_stand_beside_each_other():
    names = [NameLine("Siti", "woman", group="BKM", disability=True), NameLine("Budi", "man", poor=True), NameLine("Made")]
    met = rules.figures([CountLine("Warga", women=1, men=2, unrecorded=3, poor=2)], names)
    assert (met.participants, met.women, met.men, met.poor, met.disability, met.women_pct) == (9, 2, 3, 3, 1, 40)


@pytest.mark.parametrize(("part", "whole", "percent"), [(15, 29, 52), (1, 8, 13), (1, 200, 1), (0, 5, 0), (5, 5, 100), (0, 0, None)])
def test_percent_is_half_up_without_decimals(part, whole, percent):
    assert rules.whole_percent(part, whole) == percent


@given(st.lists(st.tuples(*[st.integers(0, 500)] * 3), max_size=12))
def test_figures_are_the_sums_of_their_rows(rows):
    lines = [CountLine(f"Kelompok {number}", *row) for number, row in enumerate(rows)]
    met = rules.figures(lines, ())
    assert (met.participants, met.women, met.men) == (sum(map(sum, rows)), sum(row[0] for row in rows), sum(row[1] for row in rows))
    assert sum(count for _, count in met.groups) == sum(count for _, count in met.tables) == met.participants


REFUSED = [
    ({"title": "  "}, "meetings.title_missing"),
    ({"mode": "telepati"}, "meetings.unknown_mode"),
    ({"result": "bagus"}, "meetings.unknown_result"),
    ({"ends_on": date(2007, 5, 9)}, "meetings.ends_before"),
    ({"starts_time": time(9), "ends_time": time(8, 59)}, "meetings.ends_before"),
    ({"starts_time": time(9), "ends_time": time(9)}, "meetings.ends_before"),
    ({"starts_on": date(2007, 6, 2)}, "meetings.not_yet_held"),
    ({"ends_on": date(2007, 6, 2)}, "meetings.not_yet_held"),
    ({"starts_on": date(1907, 5, 10), "ends_on": date(1907, 5, 10)}, "meetings.too_old"),
    ({"starts_on": date(2007, 4, 1), "ends_on": date(2007, 5, 10)}, "meetings.too_long"),
    ({"agenda": [AgendaLine(" ", 5)]}, "meetings.agenda_untitled"),
    ({"agenda": [AgendaLine("Pembukaan", 0)]}, "meetings.agenda_minutes"),
    ({"agenda": [AgendaLine("Pembukaan", 1441)]}, "meetings.agenda_minutes"),
    ({"counts": [CountLine("Warga", women=-1, men=5)]}, "meetings.count_negative"),
    ({"counts": [CountLine("Warga", women=20_001)]}, "meetings.count_huge"),
    ({"counts": [CountLine("Warga", women=3, poor=4)]}, "meetings.part_above_whole"),
    ({"counts": [CountLine("Warga", women=3, disability=4)]}, "meetings.part_above_whole"),
    ({"counts": []}, "meetings.nobody"),
    ({"counts": [CountLine("Warga")]}, "meetings.nobody"),
    ({"names": [NameLine(" ")]}, "meetings.name_missing"),
    ({"actions": [ActionLine("Talud", Responsible(text="BKM"), date(2007, 5, 9))]}, "meetings.due_before_meeting"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_unsound_sheets_are_refused_with_their_reason(changes, code):
    assert rules.sound(sheet(**changes), TODAY).code == code


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"starts_on": TODAY},
        {"ends_on": date(2007, 5, 12), "starts_time": time(9), "ends_time": time(8)},
        {"counts": [], "names": [NameLine("Siti 🌾 Mulyani", "woman")]},
        {"actions": [ActionLine("Talud", Responsible(text="BKM"), DAY)]},
    ],
)
def test_sound_sheets_pass(changes):
    assert rules.sound(sheet(**changes), TODAY)


def test_the_same_name_from_the_same_body_is_pointed_out_once():
    names = [NameLine("Siti Mulyani", organisation="BKM"), NameLine("siti  mulyani ", organisation="bkm"), NameLine("Siti Mulyani", organisation="PKK")]
    assert rules.doubled_names(names) == ["Siti Mulyani"]


MET = Figures(participants=29, women=15, men=14, disability=1, groups=(("Warga", 20), ("BKM ", 9)))


@pytest.mark.parametrize(
    ("targets", "result", "codes"),
    [
        (Targets(), "", []),
        (Targets(participants=29, women_pct=52, disability=1, groups=("bkm", "WARGA"), result="accepted"), "accepted", []),
        (Targets(participants=30), "", ["meetings.few_participants"]),
        (Targets(women_pct=53), "", ["meetings.few_women"]),
        (Targets(disability=2), "", ["meetings.few_disability"]),
        (Targets(groups=("PKK", "bkm")), "", ["meetings.groups_missing"]),
        (Targets(result="accepted"), "", ["meetings.result_missing"]),
        (Targets(result="accepted"), "rejected", ["meetings.other_result"]),
        (Targets(participants=30, disability=3), "", ["meetings.few_participants", "meetings.few_disability"]),
    ],
)
def test_each_target_that_is_not_reached_is_named(targets, result, codes):
    assert [code for code, _ in rules.lacks(targets, MET, result)] == codes


def test_a_share_nobody_wrote_down_is_not_reached_but_zero_percent_always_is():
    unknown = Figures(participants=57)
    assert [code for code, _ in rules.lacks(Targets(women_pct=30), unknown, "")] == ["meetings.women_unknown"]
    assert rules.lacks(Targets(women_pct=0), unknown, "") == []


def test_leaving_people_unsplit_does_not_reach_a_share():
    mostly = Figures(participants=58, women=1)
    assert (mostly.women_pct, [code for code, _ in rules.lacks(Targets(women_pct=30), mostly, "")]) == (100, ["meetings.women_unsplit"])

"""What is sound on a sheet, and how scores add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.assessments import definitions, rules
from sinergi.assessments.definitions import Criterion
from sinergi.engine.definition import Title, Word

CRITERIA = (Criterion("a", Title("A"), 50), Criterion("b", Title("B"), 30), Criterion("c", Title("C"), 20))
FORM = definitions._read(Word("f", Title("F"), {
    "criteria": ({"code": "a", "weight": 50}, {"code": "b", "weight": 30}, {"code": "c", "weight": 20}),
    "items": ({"code": "spot", "title": "Lokasi"}, {"code": "land", "title": {"id": "Lahan", "en": "Land"}}),
}))
scores = st.fixed_dictionaries({"a": st.integers(0, 100), "b": st.integers(0, 100), "c": st.integers(0, 100)})


def test_the_total_is_weighted_exactly():
    assert rules.weighted({"a": 80, "b": 70, "c": 55}, CRITERIA) == 7200


def test_criteria_without_a_score_count_as_nothing_in_a_running_total():
    assert rules.weighted({"a": 80}, CRITERIA) == 4000


def test_weights_that_do_not_make_a_hundred_are_shares_and_half_is_rounded_up():
    third = (Criterion("a", Title("A"), 1), Criterion("b", Title("B"), 1), Criterion("c", Title("C"), 6))
    assert rules.weighted({"a": 1, "b": 0, "c": 0}, third) == 13  # 12.5 hundredths


@given(scores)
def test_a_total_stays_inside_the_scale(given_scores):
    assert 0 <= rules.weighted(given_scores, CRITERIA) <= 10_000


@given(scores, st.sampled_from("abc"))
def test_a_better_score_never_lowers_the_total(given_scores, criterion):
    better = given_scores | {criterion: min(100, given_scores[criterion] + 1)}
    assert rules.weighted(better, CRITERIA) >= rules.weighted(given_scores, CRITERIA)


def test_mean_and_spread_of_three_sheets():
    assert rules.summarised([7200, 8000, 6400]) == rules.Summary(3, Decimal("72.00"), Decimal("64.00"), Decimal("80.00"), Decimal("6.53"))


def test_half_a_hundredth_is_rounded_up():
    assert rules.summarised([7201, 7200]).mean == Decimal("72.01")


def test_without_sheets_there_is_no_mean():
    assert rules.summarised([]) is None


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9))
def test_the_summary_of_a_query_is_that_of_the_sheets(totals):
    squares = sum(each * each for each in totals)
    assert rules.summary(len(totals), sum(totals), squares, min(totals), max(totals)) == rules.summarised(totals)


@pytest.mark.parametrize(("given_scores", "code", "field"), [
    ({"a": 80, "b": 70}, "assessments.missing_score", "score_c"),
    ({"a": 80, "b": 70, "c": 101}, "assessments.score_outside", "score_c"),
    ({"a": -1, "b": 70, "c": 5}, "assessments.score_outside", "score_a"),
    ({"a": True, "b": 70, "c": 5}, "assessments.score_outside", "score_a"),
    ({"a": 80, "b": 70, "c": 5, "z": 1}, "assessments.unknown_criterion", None),
])
def test_unsound_scores_are_refused(given_scores, code, field):
    decision = rules.scores_sound(FORM, given_scores)
    assert (decision.ok, decision.code, decision.values.get("field")) == (False, code, field)


@pytest.mark.parametrize(("results", "notes", "code"), [
    ({"spot": "ok"}, {}, "assessments.missing_result"),
    ({"spot": "ok", "land": "perhaps"}, {}, "assessments.missing_result"),
    ({"spot": "ok", "land": "fail"}, {"land": "  "}, "assessments.result_needs_note"),
    ({"spot": "ok", "land": "correct"}, {}, "assessments.result_needs_note"),
    ({"spot": "ok", "land": "ok", "moon": "ok"}, {}, "assessments.unknown_item"),
])
def test_unsound_checklists_are_refused(results, notes, code):
    assert rules.items_sound(FORM.items, results, notes).code == code


@pytest.mark.parametrize(("verdict", "reasons", "correct_by", "code"), [
    ("perhaps", "baik", None, "assessments.unknown_verdict"),
    ("fit", "   ", None, "assessments.reasons_missing"),
    ("mend", "pagar", None, "assessments.deadline_missing"),
    ("mend", "pagar", date(2007, 5, 1), "assessments.deadline_past"),
    ("mend", "pagar", date(2007, 7, 1), "yes"),
])
def test_a_verdict_needs_reasons_and_where_asked_a_deadline(verdict, reasons, correct_by, code):
    assert rules.verdict_sound(FORM, verdict, reasons, correct_by=correct_by, happened_on=date(2007, 6, 1)).code == code


def test_nothing_passes_over_a_failed_line():
    decision = rules.verdict_fits_items(FORM.verdict("fit"), FORM, {"spot": "ok", "land": "fail"})
    assert (decision.code, decision.values["items"]) == ("assessments.passes_with_failed", [Title("Lahan", "Land")])


@pytest.mark.parametrize(("latitude", "longitude", "code"), [
    (None, None, "yes"), (-6.9, 110.2, "yes"), (-6.9, None, "assessments.half_a_place"), (None, 110.2, "assessments.half_a_place"),
    (-96.0, 110.2, "assessments.place_outside"), (-6.9, 190.0, "assessments.place_outside"),
])
def test_a_place_is_whole_and_on_earth(latitude, longitude, code):
    assert rules.place_sound(latitude, longitude).code == code


@pytest.mark.parametrize(("one", "other", "same"), [
    ("33.24.12.2011", "33.24.12.2011", True),
    ("33.24.12.2011.001", "33.24.12.2011", True),  # a hamlet of the village
    ("33.24.12.2011", "33.24.12.2007", False),
    ("33.24", "33.24.12.2011", False),  # living somewhere in the regency is no tie
    ("33.24", "33.24", False),
    ("", "33.24.12.2011", False),
])
def test_who_lives_in_the_village_lives_in_the_village(one, other, same):
    assert rules.same_village(one, other) is same


def test_a_form_without_words_of_its_own_gets_yes_and_no():
    plain = definitions._read(Word("p", Title("P"), {}))
    assert [(each.code, each.passes) for each in plain.verdicts] == [("yes", True), ("no", False)]


def test_a_form_with_a_checklist_also_gets_fit_after_correction():
    assert [(each.code, each.passes, each.deadline) for each in FORM.verdicts] == [("fit", True, False), ("mend", False, True), ("no", False, False)]

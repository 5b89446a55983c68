"""One locked sheet per assessor: who may fill one, what it holds, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sinergi.assessments import actions, conditions, permissions, queries
from sinergi.assessments.models import Draft, Score, Sheet
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, NotPossible, Refused
from sinergi.kernel.timelines import holds
from sinergi.programmes.actions import undo
from sinergi.programmes.models import Engagement
from tests import make
from tests.assessments import sheets


def test_a_sheet_is_locked_with_its_scores_weights_total_and_pillar(pokja):
    work = sheets.work()
    sheet = sheets.fill(pokja, work, notes={"pjm": "ada di PJM"}, note="baik")
    assert (sheet.total, sheet.pillar, sheet.declined, sheet.stage, sheet.person) == (Decimal("72.00"), "government", False, "trial", pokja)
    assert list(sheet.scores.values_list("criterion", "weight", "score", "note")) == [
        ("pjm", 50, 80, "ada di PJM"), ("swadaya", 30, 70, ""), ("teknis", 20, 55, "")]


def test_the_trail_says_who_gave_what(pokja):
    work = sheets.work()
    sheet = sheets.fill(pokja, work)
    row = Row.objects.order_by("number").last()
    assert (row.person, row.act, row.subject, row.changes) == (
        pokja, "assessments.fill", work.code, {"stage": "trial", "form": "kelayakan", "sheet": sheet.pk, "declined": False, "points": "72.00"})


def test_three_sheets_of_three_people_fill_the_condition_from_the_day_of_the_third(pokja, pokja2, pokja3):
    work = sheets.work()
    sheets.fill(pokja, work, happened_on=date(2007, 5, 20))
    sheets.fill(pokja2, work, happened_on=date(2007, 5, 22))
    assert conditions.filled([work.pk], form="kelayakan", sheets=3) == {work.pk: ()}
    sheets.fill(pokja3, work, happened_on=date(2007, 5, 25))
    assert conditions.filled([work.pk], form="kelayakan", sheets=3) == {work.pk: (date(2007, 5, 25),)}


def test_a_declared_conflict_of_interest_is_kept_but_does_not_count(pokja, pokja2):
    work = sheets.work()
    sheet = sheets.fill(pokja, work, scores={}, conflict=True, conflict_note="adik ketua panitia")
    sheets.fill(pokja2, work)
    assert (sheet.declined, sheet.points, Score.objects.filter(sheet=sheet).count()) == (True, None, 0)
    assert conditions.filled_why([work.pk], on=make.today, form="kelayakan", sheets=3)[work.pk][1]["done"] == 1


def test_who_declared_a_conflict_cannot_score_after_all(pokja):
    work = sheets.work()
    sheets.fill(pokja, work, scores={}, conflict=True, conflict_note="adik ketua panitia")
    with pytest.raises(NotPossible) as refused:
        sheets.fill(pokja, work)
    assert refused.value.decision.code == "assessments.already_locked"


def _lives_here(person, work):
    person.home = make.region("33.24.12.2011")
    person.save()


def _member_of_the_village_board(person, work):
    body = make.organisation(name="BKM Sambongsari", region="33.24.12.2011")
    body.members.create(person=person, held_from=date(2006, 1, 1))


def _member_of_an_engaged_body(person, work):
    body = make.organisation(name="PAKEM Sambong Toyo", kind="pakem", region="33.24")
    body.members.create(person=person, held_from=date(2006, 1, 1))
    Engagement.objects.create(undertaking=work, act="actors.form", happened_on=date(2007, 5, 2), body="pakem", organisation=body)


def _appointed_in_the_village(person, work):
    make.appoint(person, "pakem", work.parent)


@pytest.mark.parametrize(("tie", "code"), [
    (_lives_here, "assessments.own_village"),
    (_member_of_the_village_board, "assessments.own_organisation"),
    (_member_of_an_engaged_body, "assessments.own_organisation"),
    (_appointed_in_the_village, "assessments.own_organisation"),
])
def test_nobody_judges_the_own_village_or_a_body_of_ones_own(pokja, tie, code):
    work = sheets.work()
    tie(pokja, work)
    with pytest.raises(NotAllowed) as refused:
        sheets.fill(pokja, work)
    assert (refused.value.decision.code, Sheet.objects.count(), Row.objects.count()) == (code, 0, 0)


def test_the_working_group_of_the_round_is_no_tie(pokja):
    work = sheets.work()
    body = make.organisation(name="Pokja PAKET", kind="pokja")
    body.members.create(person=pokja, held_from=date(2006, 1, 1))
    Engagement.objects.create(undertaking=work.cycle, act="actors.form", happened_on=date(2007, 5, 2), body="pokja", organisation=body)
    assert permissions.may_judge(pokja, work, make.today).ok


def test_who_left_a_body_is_free_again(pokja):
    work = sheets.work()
    body = make.organisation(region="33.24.12.2011")
    body.members.create(person=pokja, held_from=date(2006, 1, 1), held_to=date(2007, 1, 1))
    assert permissions.may_judge(pokja, work, make.today).ok


@pytest.mark.parametrize(("change", "code"), [
    ({"scores": {}}, "assessments.missing_score"),
    ({"scores": {"pjm": 80, "swadaya": 70, "teknis": 101}}, "assessments.score_outside"),
    ({"scores": {"pjm": 80, "swadaya": -3, "teknis": 1}}, "assessments.score_outside"),
    ({"scores": sheets.FULL | {"lain": 5}}, "assessments.unknown_criterion"),
    ({"conflict": True, "conflict_note": "  "}, "assessments.conflict_needs_note"),
    ({"note": "x" * 4001}, "assessments.text_too_long"),
    ({"happened_on": make.today + timedelta(days=1)}, "future_day"),
    ({"version": 3}, "assessments.stale_draft"),
])
def test_an_unsound_sheet_is_refused_and_nothing_is_kept(pokja, change, code):
    work = sheets.work()
    with pytest.raises(Refused) as refused:
        sheets.fill(pokja, work, **change)
    assert (refused.value.decision.code, Sheet.objects.count(), Row.objects.count()) == (code, 0, 0)


@pytest.mark.parametrize("form", ["verifikasi", "bkm_berdaya", "tidak-ada", ""])
def test_a_form_that_this_stage_does_not_take_is_refused(pokja, form):
    work = sheets.work()
    with pytest.raises(Refused):
        actions.fill(pokja, work.code, on=make.today, form=form, scores=sheets.FULL)
    assert Sheet.objects.count() == 0


def test_sending_twice_keeps_one_sheet(pokja):
    work = sheets.work()
    sheets.fill(pokja, work)
    with pytest.raises(NotPossible) as refused:
        sheets.fill(pokja, work)
    assert (refused.value.decision.code, Sheet.objects.count()) == ("assessments.already_locked", 1)


def test_strangers_and_citizens_do_not_appraise(stranger, bkm, kendal):
    work = sheets.work()
    for person in (stranger, bkm, None):
        with pytest.raises(NotAllowed):
            sheets.fill(person, work)
    assert Sheet.objects.count() == 0


def test_a_draft_is_kept_as_typed_and_goes_when_the_sheet_is_locked(pokja):
    work = sheets.work()
    draft = actions.save_draft(pokja, work.code, on=make.today, form="kelayakan", content={"score_pjm": "delapan"}, version=0)
    assert (draft.content, draft.version, Row.objects.count()) == ({"score_pjm": "delapan"}, 1, 0)
    sheets.fill(pokja, work, version=1)
    assert Draft.objects.count() == 0


def test_two_tabs_do_not_overwrite_each_other(pokja):
    work = sheets.work()
    actions.save_draft(pokja, work.code, on=make.today, form="kelayakan", content={"note": "satu"}, version=0)
    with pytest.raises(NotPossible) as refused:
        actions.save_draft(pokja, work.code, on=make.today, form="kelayakan", content={"note": "dua"}, version=0)
    assert (refused.value.decision.code, Draft.objects.get().content) == ("assessments.stale_draft", {"note": "satu"})


def test_nobody_withdraws_the_sheet_of_somebody_else(pokja, pokja2):
    work = sheets.work()
    sheet = sheets.fill(pokja, work)
    with pytest.raises(NotAllowed) as refused:
        undo(pokja2, "assessments.Sheet", sheet.pk, on=make.today, reason="nilainya terlalu rendah")
    assert refused.value.decision.code == "assessments.not_your_sheet"


def test_a_withdrawn_sheet_no_longer_counts_and_may_be_filled_anew(pokja):
    work = sheets.work()
    sheet = sheets.fill(pokja, work, happened_on=date(2007, 5, 20))
    undo(pokja, "assessments.Sheet", sheet.pk, on=make.today, reason="salah usulan")
    assert not holds(conditions.filled([work.pk], form="kelayakan")[work.pk], make.today)
    assert sheets.fill(pokja, work, scores=sheets.FULL | {"pjm": 10}).total == Decimal("37.00")


def test_tasks_leave_out_what_i_filled_and_what_i_am_barred_from(pokja, pokja2):
    work = sheets.work(more=2)
    ids = [work.pk, work.pk + 1, work.pk + 2]
    sheets.fill(pokja, work)
    assert conditions.still_mine(pokja.pk, ids, form="kelayakan") == ids[1:]
    _lives_here(pokja2, work)
    assert conditions.still_mine(pokja2.pk, ids, form="kelayakan") == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_summary_for_a_ranking_is_one_query(pokja, pokja2, many, django_assert_num_queries):
    work = sheets.work(more=2)
    ids = [work.pk, work.pk + 1, work.pk + 2][:many]
    for pk in ids:
        each = type(work).objects.get(pk=pk)
        sheets.fill(pokja, each)
        sheets.fill(pokja2, each, scores={"pjm": 60, "swadaya": 60, "teknis": 60})
    with django_assert_num_queries(1):
        found = queries.summaries(ids, "kelayakan")
    assert {pk: (each.mean, each.deviation) for pk, each in found.items()} == dict.fromkeys(ids, (Decimal("66.00"), Decimal("6.00")))

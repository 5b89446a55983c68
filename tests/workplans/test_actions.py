"""Writing, handing in, approving, reporting: what is kept, what counts, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sinergi.audit.models import Row
from sinergi.kernel.chains import fingerprint
from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound, Refused
from sinergi.notices.models import Notice
from sinergi.programmes.actions import undo
from sinergi.programmes.registry import registry
from sinergi.workplans import actions, conditions, queries, rules
from sinergi.workplans.models import ActivityReport, PlanApproval, PlanSubmission, Revision, WorkPlan
from tests import make
from tests.workplans import build
from tests.workplans.build import PLAN

TODAY = make.today


def _code(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision.code


def test_a_plan_begins_with_the_activities_of_the_edition(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    sheet = queries.sheet_of(workplan)
    assert [(each.title, each.days, [sheet.place[wait.key] for wait in each.after], [wait.lag for wait in each.after]) for each in sheet.activities] == [
        ("Persiapan", 3, [], []), ("Pemetaan swadaya", 10, [1], [0]), ("Penyusunan RPLP", 15, [2], [2])]
    assert (sheet.deadline_on, sheet.weekdays, [each.day for each in sheet.holidays][:2]) == (date(2007, 8, 3), "1111110", [date(2007, 8, 17), date(2007, 12, 25)])
    assert (workplan.version, workplan.is_ready, Revision.objects.get().count) == (1, False, 3)


def test_a_plan_is_begun_once(bkm):
    site = build.site()
    build.begun(bkm, site)
    assert _code(lambda: build.begun(bkm, site)) == "workplans.begun_already"


def test_every_save_says_what_it_changed(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 1, days=12, funds=(("apbn", 5_000_000),)))
    row = Revision.objects.get(number=2)
    (before, after), = row.changes["rows"]
    assert ((before["days"], before["funds"]), (after["days"], after["funds"]), row.count, row.act, row.stage) == ((10, []), (12, [["apbn", 5_000_000]]), 1, "workplans.write", "trial")
    assert Row.objects.order_by("number").last().changes["lines"] == 1
    assert queries.sheet_of(workplan).activities[1].funds == (("apbn", 5_000_000),)


def test_saving_the_same_again_is_no_save(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    assert _code(lambda: actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=queries.sheet_of(workplan))) == "workplans.nothing_changed"


def test_two_people_do_not_write_over_each_other(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=5), seen=1)
    assert _code(lambda: actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=6), seen=1)) == "workplans.stale"


def test_lines_are_moved_taken_out_and_added(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    now = queries.sheet_of(workplan)
    first, _second, third = now.activities
    wanted = replace(now, activities=(third, build.line("baru", after=(first.key,), lag=4), first))
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=wanted)
    kept = queries.sheet_of(workplan)
    assert [each.key for each in kept.activities] == [third.key, "baru", first.key]
    assert [each.after for each in kept.activities] == [(), (rules.After(first.key, 4),), ()]
    undo(bkm, "workplans.Revision", Revision.objects.get(number=2).pk, on=TODAY, reason="keliru")
    assert queries.sheet_of(workplan) == now


def test_only_the_last_save_is_taken_back(bkm):
    site = build.site()
    workplan = build.begun(bkm, site)
    first = Revision.objects.get()
    assert _code(lambda: undo(bkm, "workplans.Revision", first.pk, on=TODAY, reason="salah tekan")) == "workplans.first_save"
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=5))
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=6))
    assert _code(lambda: undo(bkm, "workplans.Revision", Revision.objects.get(number=2).pk, on=TODAY, reason="salah tekan")) == "workplans.later_save"
    undo(bkm, "workplans.Revision", Revision.objects.get(number=3).pk, on=TODAY, reason="salah tekan")
    undo(bkm, "workplans.Revision", Revision.objects.get(number=2).pk, on=TODAY, reason="salah tekan")
    assert queries.sheet_of(workplan).activities[0].days == 3


def test_a_plan_with_gaps_is_refused_with_the_whole_list(bkm):
    site = build.site()
    build.begun(bkm, site)
    with pytest.raises(NotPossible) as refused:
        actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    assert refused.value.decision.code == "workplans.incomplete"
    assert [(each.row, each.field) for each in refused.value.decision.values["problems"]] == [(1, "responsible"), (2, "responsible"), (3, "responsible")]
    assert PlanSubmission.objects.count() == 0


def test_a_plan_without_its_last_day_is_not_handed_in_where_the_programme_says_until_when(bkm):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=replace(queries.sheet_of(workplan), deadline_on=None))
    with pytest.raises(NotPossible) as refused:
        actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    workplan.refresh_from_db()
    assert ([each.code for each in refused.value.decision.values["problems"]], workplan.is_ready) == (["workplans.no_deadline"], False)


def test_a_programme_that_names_no_last_day_asks_for_none(bkm):
    site = build.site(words=build.WORDS.replace("deadline_days = 60\n", ""))
    build.ready(bkm, site)
    assert actions.submit(bkm, site.code, on=TODAY, plan=PLAN).content["deadline_on"] is None


def test_handing_in_freezes_the_content_with_its_days(bkm):
    site = build.site()
    workplan = build.ready(bkm, site)
    row = actions.submit(bkm, site.code, on=TODAY, plan=PLAN, note=" mohon diperiksa ")
    assert (row.number, row.note, row.fingerprint) == (1, "mohon diperiksa", fingerprint(row.content))
    assert [(start, end) for _, start, end in row.content["computed"]] == [("2007-06-04", "2007-06-06"), ("2007-06-07", "2007-06-18"), ("2007-06-21", "2007-07-07")]
    assert rules.sheet_of(row.content) == queries.sheet_of(workplan)


def test_while_it_waits_nobody_writes_and_after_giving_back_one_may(bkm, pokja):
    site = build.site()
    workplan = build.ready(bkm, site)
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    change = build.changed(workplan, 0, days=5)
    assert _code(lambda: actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=change)) == "workplans.waits_for_approval"
    assert _code(lambda: actions.submit(bkm, site.code, on=TODAY, plan=PLAN)) == "workplans.submitted_already"
    actions.give_back(pokja, site.code, on=TODAY, plan=PLAN, reason="volume RT belum cocok")
    assert [(row.person, row.values["note"]) for row in Notice.objects.filter(code="notice.workplans_returned")] == [(bkm, "volume RT belum cocok")]
    assert [str(registry.acts[act].before(site.code, {"plan": PLAN})[0]) for act in ("workplans.write", "workplans.submit")] == ["Dikembalikan: volume RT belum cocok"] * 2
    assert (PlanSubmission.objects.get().end_reason, queries.waiting_submission(workplan)) == ("volume RT belum cocok", None)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=change)


def test_nobody_approves_what_they_handed_in(bkm):
    site = build.site()
    build.ready(bkm, site)
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    with pytest.raises(NotAllowed):
        actions.approve(bkm, site.code, on=TODAY, plan=PLAN)
    assert PlanApproval.objects.count() == 0


def test_approving_makes_the_baseline_and_meets_the_condition(bkm, pokja):
    site = build.site()
    workplan = build.ready(bkm, site)
    wanted = {"plan": PLAN}
    assert conditions.approved([site.pk], **wanted) == {}
    row = actions.submit(bkm, site.code, on=TODAY, plan=PLAN, happened_on=date(2007, 5, 20))
    approval = actions.approve(pokja, site.code, on=TODAY, plan=PLAN, happened_on=date(2007, 5, 25), fingerprint=row.fingerprint)
    assert conditions.approved([site.pk], **wanted) == {site.pk: (date(2007, 5, 25),)}
    assert (queries.baseline_of(workplan), approval.fingerprint) == (approval, row.fingerprint)
    undo(pokja, "workplans.PlanApproval", approval.pk, on=TODAY, reason="salah tekan")
    assert conditions.approved([site.pk], **wanted) == {site.pk: (date(2007, 5, 25), TODAY)}
    assert queries.waiting_submission(workplan) == row


@pytest.mark.parametrize(("given", "code"), [
    ({"fingerprint": "f" * 64}, "workplans.other_content"), ({"happened_on": date(2007, 5, 1)}, "workplans.approved_before"), ({"plan": "lain"}, "gate.not_here"),
])
def test_approving_other_content_or_before_it_was_handed_in_is_refused(bkm, pokja, given, code):
    site = build.site()
    build.ready(bkm, site)
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN, happened_on=date(2007, 5, 20))
    assert _code(lambda: actions.approve(pokja, site.code, on=TODAY, **{"plan": PLAN, **given})) == code


def test_what_is_approved_cannot_be_given_back(bkm, pokja):
    site = build.site()
    build.approved(bkm, pokja, site)
    assert _code(lambda: actions.give_back(pokja, site.code, on=TODAY, plan=PLAN, reason="salah tekan")) == "workplans.nothing_to_approve"
    assert _code(lambda: undo(bkm, "workplans.PlanSubmission", PlanSubmission.objects.get().pk, on=TODAY, reason="salah tekan")) == "workplans.approved_already"


def test_a_change_after_approval_says_why_and_stands_beside_the_baseline(bkm, pokja):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    later = build.changed(workplan, 1, days=14)
    assert _code(lambda: actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=later)) == "workplans.say_why_changed"
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=later, reason="tambahan dua RT")
    sheet = queries.sheet_of(workplan)
    now = {key: (each.starts_on, each.ends_on) for key, each in rules.schedule(sheet).placed.items()}
    found = rules.beside(queries.baseline_of(workplan).submission.content, sheet, now)
    assert [(each.state, each.moved, each.differs) for each in found] == [("same", 0, ()), ("changed", 4, (rules.Differs("days", 10, 14),)), ("changed", 5, ())]
    assert conditions.approved([site.pk], plan=PLAN) == {site.pk: (TODAY,)}


def test_a_second_baseline_takes_the_place_of_the_first(bkm, pokja):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    assert _code(lambda: actions.submit(bkm, site.code, on=TODAY, plan=PLAN)) == "workplans.same_as_baseline"
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 1, days=14), reason="tambahan dua RT")
    second = actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    assert queries.baseline_of(workplan).submission.number == 1
    approval = actions.approve(pokja, site.code, on=TODAY, plan=PLAN)
    assert (queries.baseline_of(workplan), second.number) == (approval, 2)
    undo(pokja, "workplans.PlanApproval", approval.pk, on=TODAY, reason="salah")
    assert queries.baseline_of(workplan).submission.number == 1


def test_reports_are_appended_and_the_newest_counts(bkm, pokja, faskel):
    site = build.site()
    later = date(2007, 6, 15)
    assert _code(lambda: actions.report(bkm, site.code, on=TODAY, plan=PLAN, activity="x", percent=Decimal(0))) == "gate.needs"
    workplan = build.approved(bkm, pokja, site)
    key = queries.sheet_of(workplan).activities[1].key
    actions.report(bkm, site.code, on=later, happened_on=date(2007, 6, 10), plan=PLAN, activity=key, percent=Decimal(40), started_on=date(2007, 6, 7))
    actions.report(faskel, site.code, on=later, happened_on=later, plan=PLAN, activity=key, percent=Decimal(30), started_on=date(2007, 6, 7))
    assert [each.percent for each in queries.actuals(workplan)[key]] == [Decimal(40), Decimal(30)]
    undo(faskel, "workplans.ActivityReport", ActivityReport.objects.latest("id").pk, on=later, reason="salah hitung")
    assert [each.percent for each in queries.actuals(workplan)[key]] == [Decimal(40)]


@pytest.mark.parametrize(("given", "field"), [
    ({"percent": Decimal(101)}, "percent"), ({"percent": Decimal(10), "started_on": None}, "started_on"), ({"percent": Decimal(100)}, "finished_on"),
    ({"finished_on": date(2007, 6, 8)}, "finished_on"), ({"percent": Decimal(100), "finished_on": date(2007, 6, 6)}, "finished_on"),
    ({"started_on": date(2007, 6, 30)}, "started_on"), ({"percent": Decimal(100), "finished_on": date(2007, 6, 30)}, "finished_on"),
    ({"happened_on": date(2007, 7, 2)}, "note"), ({"happened_on": date(2007, 12, 2)}, "happened_on"),
])
def test_a_report_that_does_not_fit_itself_is_refused_at_its_field(bkm, pokja, given, field):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    key = queries.sheet_of(workplan).activities[1].key
    usual = {"percent": Decimal(50), "started_on": date(2007, 6, 7), "happened_on": date(2007, 6, 15)}
    with pytest.raises(NotSound) as refused:
        actions.report(bkm, site.code, on=date(2007, 7, 2), plan=PLAN, activity=key, **{**usual, **given})
    assert (refused.value.decision.values["field"], ActivityReport.objects.count()) == (field, 0)


def test_the_reason_why_not_yet_follows_the_plan(bkm, pokja):
    site = build.site()

    def why():
        return conditions.approved_why([site.pk], on=TODAY, plan=PLAN)[site.pk][0]

    assert why() == "workplans.not_begun"
    build.begun(bkm, site)
    assert why() == "workplans.has_gaps"
    workplan = WorkPlan.objects.get()
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.complete(queries.sheet_of(workplan)))
    assert why() == "workplans.not_submitted"
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    assert why() == "workplans.not_approved"


def test_each_is_asked_only_for_what_can_be_done(bkm, pokja):
    site = build.site()
    asked = {"write": conditions.writable, "submit": conditions.submittable, "approve": conditions.approvable, "report": conditions.reportable}

    def now(person, on=TODAY):
        return {name for name, ask in asked.items() if site.pk in ask(person.pk, {site.pk}, plan=PLAN, on=on)}

    assert now(bkm) == {"write"}
    workplan = build.ready(bkm, site)
    assert now(bkm) == {"submit"}
    actions.submit(bkm, site.code, on=TODAY, plan=PLAN)
    assert (now(bkm), now(pokja)) == (set(), {"approve"})
    actions.approve(pokja, site.code, on=TODAY, plan=PLAN)
    assert (now(bkm), now(bkm, date(2007, 6, 5))) == (set(), {"report"})
    key = queries.sheet_of(workplan).activities[0].key
    actions.report(bkm, site.code, on=date(2007, 6, 5), plan=PLAN, activity=key, percent=Decimal(50), started_on=date(2007, 6, 4))
    assert (now(bkm, date(2007, 6, 6)), now(bkm, date(2007, 6, 7))) == (set(), {"report"})


@pytest.mark.parametrize("act", ["write", "submit", "approve", "report"])
def test_a_stranger_does_nothing(bkm, pokja, stranger, act):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    tries = {
        "write": lambda: actions.save(stranger, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 0, days=9), reason="salah tekan"),
        "submit": lambda: actions.submit(stranger, site.code, on=TODAY, plan=PLAN),
        "approve": lambda: actions.approve(stranger, site.code, on=TODAY, plan=PLAN),
        "report": lambda: actions.report(stranger, site.code, on=TODAY, plan=PLAN, activity="x", percent=Decimal(0)),
    }
    before = Row.objects.count()
    with pytest.raises(Refused):
        tries[act]()
    assert Row.objects.count() == before


def test_what_was_recorded_last_counts_whatever_day_it_names(bkm, pokja):
    site = build.site()
    workplan = build.approved(bkm, pokja, site)
    actions.save(bkm, site.code, on=TODAY, plan=PLAN, sheet=build.changed(workplan, 1, days=14), reason="tambahan dua RT")
    second = actions.submit(bkm, site.code, on=TODAY, plan=PLAN, happened_on=date(2007, 5, 20))
    assert queries.waiting_submission(workplan) == second
    approval = actions.approve(pokja, site.code, on=TODAY, plan=PLAN, happened_on=date(2007, 5, 21))
    assert queries.baseline_of(workplan) == approval


@pytest.mark.parametrize("given", ["²", "٣", "-1", "1" * 40, "x"])
def test_a_made_up_version_breaks_nothing(bkm, given, monkeypatch):
    from django.test import Client

    from sinergi.project import clock

    monkeypatch.setattr(clock, "today", lambda: TODAY)
    site = build.site()
    build.ready(bkm, site)
    page = Client()
    page.force_login(bkm)
    base = f"/rencana-kerja/{site.code}/{PLAN}"
    answers = [page.post(f"{base}/{word}/", {"version": given, "happened_on": "1/6/2007", "text": "A\t1", "mode": "add", "starts_on": "x"}).status_code
               for word in ("ajukan", "tulis", "tempel", "waktu", "kegiatan/baru")]
    assert all(status in {200, 302, 409, 422} for status in answers)

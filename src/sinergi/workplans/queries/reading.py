"""Everything read about work plans: the plan as values, its baseline, how far each activity is, what pages show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.workplans import definitions, rules
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.models import Activity, ActivityFunds, ActivityReport, Dependency, PlanApproval, PlanSubmission, Revision, WorkPlan
from sinergi.workplans.rules import After, Holiday, Sheet

REPORT_EVERY = 7  # days after which an activity that runs wants to be reported on again; our default
WHOLE = Decimal(100)


def plan_of(undertaking: Undertaking, plan: str) -> WorkPlan | None:
    return WorkPlan.objects.filter(undertaking=undertaking, plan=plan).select_related("undertaking__region", "saved_by").first()


def sheet_of(workplan: WorkPlan) -> Sheet:
    """The plan as values, with four queries however long it is."""
    waits: dict[int, list[After]] = defaultdict(list)
    for pk, key, lag in Dependency.objects.filter(activity__workplan=workplan).values_list("activity_id", "before__key", "lag"):
        waits[pk].append(After(key, lag))
    funds: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for pk, source, amount in ActivityFunds.objects.filter(activity__workplan=workplan).values_list("activity_id", "source", "amount"):
        funds[pk].append((source, amount))
    activities = tuple(
        rules.Activity(
            key=row.key, title=row.title, phase=row.phase, volume=row.volume, unit=row.unit, starts_on=row.starts_on, ends_on=row.ends_on, days=row.days,
            after=tuple(waits[row.pk]), responsible=row.responsible, funds=tuple(funds[row.pk]), labour=row.labour, materials=row.materials,
            support=row.support, output=row.output)
        for row in Activity.objects.filter(workplan=workplan).order_by("position", "id"))
    holidays = tuple(Holiday(day, title) for day, title in workplan.holidays.values_list("day", "title"))
    return Sheet(workplan.starts_on, workplan.deadline_on, workplan.weekdays, holidays, activities)


def submission_of(workplan: WorkPlan) -> PlanSubmission | None:
    """What was handed in last and not taken back."""
    return PlanSubmission.objects.standing().filter(workplan=workplan).select_related("person").order_by("-id").first()


def waiting_submission(workplan: WorkPlan) -> PlanSubmission | None:
    """What was handed in and nobody approved yet; while it waits the plan is locked."""
    last = submission_of(workplan)
    return None if last is None or PlanApproval.objects.standing().filter(submission=last).exists() else last


def baseline_of(workplan: WorkPlan, on: date | None = None) -> PlanApproval | None:
    """The newest standing approval."""
    return PlanApproval.objects.standing(on).filter(workplan=workplan).select_related("submission", "person").order_by("-id").first()


def approved_funds(undertaking: Undertaking, on: date) -> list[tuple[PlanWord, dict[str, int]]]:
    """What each approved plan of an undertaking says it will use of each source, in rupiah."""
    found: list[tuple[PlanWord, dict[str, int]]] = []
    for word in definitions.plans(edition_of(undertaking), undertaking.scope):
        row = plan_of(undertaking, word.code)
        if row is None or baseline_of(row, on) is None:
            continue
        sums: dict[str, int] = {}
        for activity in sheet_of(row).activities:
            for source, amount in activity.funds:
                sums[source] = sums.get(source, 0) + amount
        found.append((word, sums))
    return found


def actuals(workplan: WorkPlan, on: date | None = None) -> dict[str, list[ActivityReport]]:
    """The standing reports per activity, oldest first; the last one counts."""
    found: dict[str, list[ActivityReport]] = defaultdict(list)
    for row in ActivityReport.objects.standing(on).filter(workplan=workplan).select_related("person").order_by("happened_on", "id"):
        found[row.activity].append(row)
    return dict(found)


def due_reports(ids: Collection[int], plan: str, on: date | None) -> set[int]:
    """Those with an activity that should have begun by the baseline, is not finished, and had no report for a week; one taken out since is asked for no longer."""
    if on is None:
        return set(ids)
    rows = PlanApproval.objects.standing(on).filter(undertaking__in=ids, **({"plan": plan} if plan else {})).select_related("submission").order_by("id")
    newest = {row.workplan_id: row for row in rows}
    told: dict[tuple[int, str], tuple[date, Decimal]] = {}
    reports = ActivityReport.objects.standing(on).filter(workplan__in=list(newest)).order_by("happened_on", "id")
    for workplan, activity, day, percent in reports.values_list("workplan_id", "activity", "happened_on", "percent"):
        told[workplan, activity] = (day, percent)
    kept = set(Activity.objects.filter(workplan__in=list(newest)).values_list("workplan_id", "key"))
    return {row.undertaking_id for workplan, row in newest.items() if _wants_report(row.submission.content, workplan, kept, told, on)}


def _wants_report(content: dict[str, Any], workplan: int, kept: set[tuple[int, str]], told: dict[tuple[int, str], tuple[date, Decimal]], on: date) -> bool:
    for key, (start, _) in rules.days_of(content).items():
        if (workplan, key) not in kept:
            continue
        day, percent = told.get((workplan, key), (None, Decimal(0)))
        if start <= on and percent < WHOLE and (day is None or (on - day).days >= REPORT_EVERY):
            return True
    return False


def reasons_since(baseline: PlanApproval) -> dict[str, tuple[str, ...]]:
    """Why each line was changed by the saves that stand since the baseline was handed in, oldest first; under "" for days, calendar and order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    saves = Revision.objects.standing().filter(workplan=baseline.workplan_id, recorded_at__gt=baseline.submission.recorded_at).exclude(reason="").order_by("number")
    for changes, reason in saves.values_list("changes", "reason"):
        touched = [(new or old)["key"] for old, new in changes.get("rows", ())]
        for key in [*touched, *([""] if "head" in changes or rules.is_moved(changes) else [])]:
            found[key][reason] = None
    return {key: tuple(reasons) for key, reasons in found.items()}


def revisions_of(workplan: WorkPlan) -> QuerySet[Revision]:
    return Revision.objects.filter(workplan=workplan).select_related("person", "ended_by").order_by("-number")

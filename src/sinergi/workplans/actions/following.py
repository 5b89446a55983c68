"""Reporting how far an activity is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.programmes.performing import perform
from sinergi.workplans import queries, rules
from sinergi.workplans.actions.writing import existing, word_of
from sinergi.workplans.models import ActivityReport, WorkPlan


def report(person: Person, code: str, *, on: date, plan: str, activity: str, percent: Decimal, started_on: date | None = None, finished_on: date | None = None,
           note: str = "", happened_on: date | None = None, stage: str = "") -> ActivityReport:
    """How far an activity is on a day: appended, never changed; being later than the baseline says why."""
    with perform(person, "workplans.report", code, on=on, happened_on=happened_on, stage=stage, plan=plan) as doing:
        word_of(doing, plan)
        workplan = existing(doing, plan)
        sheet = queries.sheet_of(workplan)
        if activity not in sheet.by_key:
            Decision.no("workplans.no_such_activity").enforce()
        rules.report_sound(percent=percent, started_on=started_on, finished_on=finished_on, note=note, happened_on=doing.happened_on,
                           due_on=due_on(workplan, sheet, activity)).enforce()
        row = ActivityReport.objects.create(workplan=workplan, plan=plan, activity=activity, percent=percent, started_on=started_on, finished_on=finished_on,
                                            note=note.strip(), **doing.stamp)
        doing.changed(activity=activity, title=sheet.by_key[activity].title, percent=str(percent), started_on=started_on, finished_on=finished_on)
    return row


def due_on(workplan: WorkPlan, sheet: rules.Sheet, activity: str) -> date | None:
    """When an activity should be finished: by the baseline, for one added later by the plan as it is now."""
    baseline = queries.baseline_of(workplan)
    agreed = rules.days_of(baseline.submission.content) if baseline else {}
    if activity in agreed:
        return agreed[activity][1]
    placed = rules.schedule(sheet).placed.get(activity)
    return placed.ends_on if placed else None

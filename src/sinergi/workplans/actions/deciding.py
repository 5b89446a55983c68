"""Handing the plan in, approving it as the baseline, giving it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sinergi.actors.models import Person
from sinergi.kernel.chains import fingerprint
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes import actions as programmes
from sinergi.programmes import permissions
from sinergi.programmes.models import Fact
from sinergi.programmes.performing import Doing, perform
from sinergi.workplans import queries, rules
from sinergi.workplans.actions.writing import existing, word_of
from sinergi.workplans.models import PlanApproval, PlanSubmission, WorkPlan
from sinergi.workplans.rules import Schedule

RETURNED = "notice.workplans_returned"


def submit(person: Person, code: str, *, on: date, plan: str, happened_on: date | None = None, note: str = "", seen: int | None = None, stage: str = "") -> PlanSubmission:
    """Hand the plan in: complete, or refused with the list of what is missing; the content is frozen with its reckoned days and its fingerprint."""
    with perform(person, "workplans.submit", code, on=on, happened_on=happened_on, stage=stage, plan=plan) as doing:
        word = word_of(doing, plan)
        workplan = existing(doing, plan)
        waiting = queries.waiting_submission(workplan)
        if waiting is not None:
            Decision.no("workplans.submitted_already", day=waiting.happened_on).enforce()
        if seen is not None and seen != workplan.version:
            Decision.no("workplans.stale", version=workplan.version).enforce()
        found = rules.schedule(queries.sheet_of(workplan), needs_deadline=word.needs_deadline)
        if found.stopping:
            Decision.no("workplans.incomplete", problems=found.stopping, count=len(found.stopping)).enforce()
        content = frozen(plan, found)
        baseline = queries.baseline_of(workplan)
        if baseline is not None and baseline.fingerprint == fingerprint(content):
            Decision.no("workplans.same_as_baseline", day=baseline.happened_on).enforce()
        number = PlanSubmission.objects.filter(workplan=workplan).count() + 1
        row = PlanSubmission.objects.create(workplan=workplan, plan=plan, number=number, content=content, fingerprint=fingerprint(content), note=note.strip()[:1000], **doing.stamp)
        doing.changed(submission=number, fingerprint=row.fingerprint, activities=len(found.sheet.activities), ends_on=found.ends_on)
    return row


def frozen(plan: str, found: Schedule) -> dict[str, Any]:
    """What an approval holds: the plan as written, and the days as they were reckoned that day."""
    computed = [[key, placed.starts_on.isoformat(), placed.ends_on.isoformat()] for key, placed in found.placed.items()]
    return {"plan": plan, **rules.content_of(found.sheet), "computed": computed}


def approve(person: Person, code: str, *, on: date, plan: str, fingerprint: str = "", happened_on: date | None = None, note: str = "", stage: str = "") -> PlanApproval:
    """Approve what was handed in as the baseline. ``fingerprint`` is that of the content that was read."""
    with perform(person, "workplans.approve", code, on=on, happened_on=happened_on, stage=stage, plan=plan) as doing:
        word_of(doing, plan)
        workplan = existing(doing, plan)
        submission = queries.waiting_submission(workplan)
        if submission is None:
            Decision.no("workplans.nothing_to_approve").enforce()
            raise AssertionError
        if fingerprint and fingerprint != submission.fingerprint:
            Decision.no("workplans.other_content").enforce()
        if submission.person_id == person.pk:
            Decision.not_allowed("workplans.own_plan").enforce()
        if doing.happened_on < submission.happened_on:
            Decision.unsound("workplans.approved_before", field="happened_on", day=submission.happened_on).enforce()
        row = PlanApproval.objects.create(workplan=workplan, plan=plan, submission=submission, fingerprint=submission.fingerprint, note=note.strip()[:1000], **doing.stamp)
        doing.changed(submission=submission.number, fingerprint=row.fingerprint)
    return row


def give_back(person: Person, code: str, *, on: date, plan: str, reason: str) -> None:
    """Return what was handed in for correction, with a reason; writing opens again."""
    workplan = WorkPlan.objects.filter(undertaking__code=code, plan=plan).first()
    submission = queries.waiting_submission(workplan) if workplan else None
    if submission is None:
        Decision.no("workplans.nothing_to_approve").enforce()
        raise AssertionError
    programmes.undo(person, "workplans.PlanSubmission", submission.pk, on=on, reason=reason)


def take_back_submission(doing: Doing, fact: Fact, reason: str) -> None:
    """What was approved stays handed in; the approval has to be taken back first."""
    approval = PlanApproval.objects.standing().filter(submission=fact.pk).first()
    if approval is not None:
        Decision.no("workplans.approved_already", day=approval.happened_on).enforce()
    programmes.end(fact, doing.person, on=doing.on, reason=reason)
    if isinstance(fact, PlanSubmission) and isinstance(doing.person, Person) and doing.person.pk != fact.person_id:
        people = permissions.those_of(fact.undertaking, doing.on, besides=doing.person)
        notices.send([*filter(None, [fact.person]), *people], RETURNED, url=f"/rencana-kerja/{fact.undertaking.code}/{fact.plan}/", where=fact.undertaking.title, note=reason.strip()[:200].rstrip("."))


def take_back_approval(doing: Doing, fact: Fact, reason: str) -> None:
    """The baseline before it counts again, if there was one; what was handed in waits once more, unless something newer does."""
    programmes.end(fact, doing.person, on=doing.on, reason=reason)

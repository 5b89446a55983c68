"""Writing the plan: begun from the template, saved as a whole; every save leaves what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.programmes.actions import end
from sinergi.programmes.models import Fact
from sinergi.programmes.performing import Doing, perform
from sinergi.workplans import definitions, queries, rules
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.models import Activity, ActivityFunds, Dependency, Holiday, Revision, WorkPlan, new_key
from sinergi.workplans.rules import Sheet

LONGEST_REASON = 500


def start(person: Person, code: str, *, on: date, plan: str, starts_on: date | None = None, with_template: bool = True, language: str = "id", stage: str = "") -> WorkPlan:
    """Begin a plan: from the template of the edition, or empty with its calendar."""
    with perform(person, "workplans.write", code, on=on, stage=stage, plan=plan) as doing:
        word = word_of(doing, plan)
        if queries.plan_of(doing.undertaking, plan) is not None:
            Decision.no("workplans.begun_already").enforce()
        first = starts_on or on
        sheet = definitions.template(word, first, language) if with_template else definitions.blank(word, first)
        sheet = _own_keys(sheet)
        rules.sheet_sound(sheet, definitions.sources(doing.edition)).enforce()
        workplan = WorkPlan.objects.create(undertaking=doing.undertaking, plan=plan, starts_on=first, weekdays=sheet.weekdays)
        _write(doing, workplan, Sheet(first, weekdays=sheet.weekdays), sheet, "")
    return workplan


def save(person: Person, code: str, *, on: date, plan: str, sheet: Sheet, seen: int | None = None, reason: str = "", stage: str = "") -> WorkPlan:
    """Keep the plan as it is given. ``seen`` is the version the page was opened with; a changed baseline needs a reason."""
    with perform(person, "workplans.write", code, on=on, stage=stage, plan=plan) as doing:
        workplan = _locked(doing, plan)
        if seen is not None and seen != workplan.version:
            Decision.no("workplans.stale", version=workplan.version).enforce()
        sheet = rules.tidy(sheet, definitions.sources(doing.edition))
        rules.sheet_sound(sheet, definitions.sources(doing.edition)).enforce()
        if len(reason) > LONGEST_REASON:
            Decision.unsound("workplans.note_too_long", field="reason", most=LONGEST_REASON).enforce()
        if queries.baseline_of(workplan) is not None and not reason.strip():
            Decision.unsound("workplans.say_why_changed", field="reason").enforce()
        before = queries.sheet_of(workplan)
        if not rules.changes(before, sheet):
            Decision.no("workplans.nothing_changed").enforce()
        _write(doing, workplan, before, sheet, reason.strip())
    return workplan


def take_back_save(doing: Doing, fact: Fact, reason: str) -> None:
    """Only the last save can be taken back; the lines are then what they were before it."""
    workplan = _locked(doing, getattr(fact, "plan", ""))
    last = Revision.objects.standing().filter(workplan=workplan).order_by("-number").first()
    if last is None or last.pk != fact.pk:
        Decision.no("workplans.later_save").enforce()
        raise AssertionError
    if last.number == 1:
        Decision.no("workplans.first_save").enforce()
    before = queries.sheet_of(workplan)
    _store(workplan, before, rules.undone(before, last.changes))
    end(fact, doing.person, on=doing.on, reason=reason)
    _settle(doing, workplan)


def word_of(doing: Doing, plan: str) -> PlanWord:
    """What the edition says about this plan at this undertaking."""
    word = definitions.plan(doing.edition, doing.undertaking.scope, plan)
    if word is None:
        Decision.no("workplans.no_such_plan", plan=plan).enforce()
        raise AssertionError
    return word


def existing(doing: Doing, plan: str) -> WorkPlan:
    """The plan under lock; refused when nobody has begun it."""
    workplan = WorkPlan.objects.select_for_update().filter(undertaking=doing.undertaking, plan=plan).first()
    if workplan is None:
        Decision.no("workplans.not_begun_yet").enforce()
        raise AssertionError
    return workplan


def _locked(doing: Doing, plan: str) -> WorkPlan:
    workplan = existing(doing, plan)
    waiting = queries.waiting_submission(workplan)
    if waiting is not None:
        Decision.no("workplans.waits_for_approval", day=waiting.happened_on).enforce()
    return workplan


def _write(doing: Doing, workplan: WorkPlan, before: Sheet, after: Sheet, reason: str) -> None:
    changes = rules.changes(before, after)
    _store(workplan, before, after)
    _settle(doing, workplan)
    number = Revision.objects.filter(workplan=workplan).count() + 1
    Revision.objects.create(workplan=workplan, plan=workplan.plan, number=number, changes=changes, count=rules.touched(changes), reason=reason, **doing.stamp)
    doing.changed(revision=number, lines=rules.touched(changes), version=workplan.version, reason=reason)


def _settle(doing: Doing, workplan: WorkPlan) -> None:
    """Count the save, and say whether the plan could be handed in."""
    workplan.version += 1
    workplan.saved_by = doing.person
    workplan.is_ready = not rules.schedule(queries.sheet_of(workplan), needs_deadline=word_of(doing, workplan.plan).needs_deadline).stopping
    workplan.save()


def _store(workplan: WorkPlan, before: Sheet, after: Sheet) -> None:
    """Write only what differs: a plan of thousands of lines is saved in a few statements."""
    workplan.starts_on, workplan.deadline_on, workplan.weekdays = after.starts_on, after.deadline_on, after.weekdays
    if before.holidays != after.holidays:
        workplan.holidays.all().delete()
        Holiday.objects.bulk_create(Holiday(workplan=workplan, day=each.day, title=each.title) for each in after.holidays)
    rows = {row.key: row for row in workplan.activities.all()}
    workplan.activities.filter(key__in=set(rows) - set(after.by_key)).delete()
    differs = {each.key for each in after.activities if before.by_key.get(each.key) != each}
    kept, made = [], []
    for position, each in enumerate(after.activities, 1):
        row = rows.get(each.key)
        if row is None:
            made.append(Activity(workplan=workplan, key=each.key, position=position, **_fields(each)))
        elif each.key in differs or row.position != position:
            row.position = position
            for name, value in _fields(each).items():
                setattr(row, name, value)
            kept.append(row)
    Activity.objects.bulk_update(kept, ["position", *_FIELDS], batch_size=200)
    Activity.objects.bulk_create(made, batch_size=200)
    _link(workplan, after, differs)


def _link(workplan: WorkPlan, sheet: Sheet, differs: set[str]) -> None:
    """Money and dependencies of the lines that changed; a line that waited for one taken out waits for it no longer."""
    ids = dict(workplan.activities.values_list("key", "pk"))
    changed = [ids[key] for key in differs if key in ids]
    Dependency.objects.filter(activity__in=changed).delete()
    ActivityFunds.objects.filter(activity__in=changed).delete()
    lines = [each for each in sheet.activities if each.key in differs]
    ActivityFunds.objects.bulk_create(
        [ActivityFunds(activity_id=ids[each.key], source=source, amount=amount) for each in lines for source, amount in each.funds], batch_size=500)
    Dependency.objects.bulk_create(
        [Dependency(activity_id=ids[each.key], before_id=ids[wait.key], lag=wait.lag) for each in lines for wait in each.after if wait.key in ids and wait.key != each.key],
        batch_size=500)


_FIELDS = ("title", "phase", "volume", "unit", "starts_on", "ends_on", "days", "responsible", "labour", "materials", "support", "output")


def _fields(activity: rules.Activity) -> Mapping[str, Any]:
    return {name: getattr(activity, name) for name in _FIELDS}


def _own_keys(sheet: Sheet) -> Sheet:
    """The codes of a template are its own business; every plan gets keys of its own."""
    keys = {each.key: new_key() for each in sheet.activities}
    return replace(sheet, activities=tuple(
        replace(each, key=keys[each.key], after=tuple(rules.After(keys[wait.key], wait.lag) for wait in each.after if wait.key in keys)) for each in sheet.activities))

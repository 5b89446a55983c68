"""What work plans say to the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.kernel.timelines import Timeline, runs
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import FactQuerySet, Undertaking, among
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids
from sinergi.workplans import actions, queries
from sinergi.workplans.models import ActivityReport, PlanApproval, PlanSubmission, Revision, WorkPlan

Why = dict[int, tuple[str, dict[str, Any]]]


def approved(ids: Ids, *, stage: str = "", plan: str) -> dict[int, Timeline]:
    """While an approval of the plan stands."""
    rows: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    found = PlanApproval.objects.about(ids).filter(plan=plan)
    if stage:
        found = found.filter(stage=stage)
    for pk, start, end in found.values_list("undertaking_id", "happened_on", "ended_on"):
        rows[pk].append((start, end))
    return {pk: runs(periods) for pk, periods in rows.items()}


def approved_why(ids: Ids, *, on: date, stage: str = "", plan: str) -> Why:  # noqa: ARG001 -- where it was let in changes nothing in the reason
    """Nobody began; or it has gaps; or it was not handed in; or it waits for approval since a day."""
    plans = {row.undertaking_id: row for row in WorkPlan.objects.filter(undertaking__in=ids, plan=plan)}
    handed = dict(PlanSubmission.objects.standing(on).filter(undertaking__in=ids, plan=plan).order_by("happened_on", "id").values_list("undertaking_id", "happened_on"))
    why: Why = {}
    for undertaking in Undertaking.objects.filter(pk__in=ids):
        word = edition_of(undertaking).words("plans").get(plan)
        values: dict[str, Any] = {"plan": word.title if word else plan}
        row = plans.get(undertaking.pk)
        if undertaking.pk in handed:
            why[undertaking.pk] = ("workplans.not_approved", values | {"day": handed[undertaking.pk]})
        elif row is None:
            why[undertaking.pk] = ("workplans.not_begun", values)
        else:
            why[undertaking.pk] = ("workplans.not_submitted" if row.is_ready else "workplans.has_gaps", values)
    return why


def writable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those whose plan is not begun, or is a draft with gaps; after the approval changing it is nobody's duty."""
    return set(ids) - _ready(ids, params) - _waiting(ids, params) - _approved_now(ids, params)


def submittable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those whose plan is complete and not handed in."""
    return _ready(ids, params) - _waiting(ids, params) - _approved_now(ids, params)


def approvable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:
    """Those with something handed in by somebody else."""
    return set(_handed_in(ids, params).exclude(person=person_id).values_list("undertaking_id", flat=True))


def reportable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those with an activity that should have begun by now and is not finished, and nobody reported on it for a week."""
    return queries.due_reports(ids, str(params.get("plan") or ""), params.get("on"))


def _ready(ids: Ids, params: Mapping[str, Any]) -> set[int]:
    return set(WorkPlan.objects.filter(among(ids), is_ready=True, **_of(params)).values_list("undertaking_id", flat=True))


def _waiting(ids: Ids, params: Mapping[str, Any]) -> set[int]:
    return set(_handed_in(ids, params).values_list("undertaking_id", flat=True))


def _handed_in(ids: Ids, params: Mapping[str, Any]) -> FactQuerySet:
    """What was handed in and nobody approved yet."""
    approved_now = PlanApproval.objects.standing().filter(submission=OuterRef("pk"))
    return PlanSubmission.objects.standing().filter(among(ids), ~Exists(approved_now), **_of(params))


def _approved_now(ids: Ids, params: Mapping[str, Any]) -> set[int]:
    return set(PlanApproval.objects.standing().filter(among(ids), **_of(params)).values_list("undertaking_id", flat=True))


def _of(params: Mapping[str, Any]) -> dict[str, str]:
    return {"plan": params["plan"]} if params.get("plan") else {}


def _form_of(name: str) -> Callable[[str, Mapping[str, Any]], str]:
    def address(code: str, params: Mapping[str, Any]) -> str:
        query = urlencode({key: value for key, value in params.items() if key != "plan" and value not in {None, ""}})
        return f"{reverse(name, args=[code, params.get('plan') or '-'])}{'?' if query else ''}{query}"

    return address


def _returned(code: str, params: Mapping[str, Any]) -> tuple[Any, str] | None:
    """Why the plan came back, beside the tasks to mend it and to hand it in anew."""
    plan = str(params.get("plan") or "")
    newest = PlanSubmission.objects.filter(undertaking__code=code, plan=plan).order_by("-number").first()
    if newest is None or newest.ended_on is None:
        return None
    return format_lazy(_("Dikembalikan: {note}"), note=Truncator(newest.end_reason).chars(80)), reverse("workplans:show", args=[code, plan])


ACTS = [
    BoundAct("workplans.write", verb=_("Susun rencana kerja"), form=_form_of("workplans:write"), facts=(Revision,), undo=actions.take_back_save, open_for=writable, before=_returned,
             done=_("Rencana kerja disusun")),
    BoundAct("workplans.submit", verb=_("Ajukan rencana kerja"), form=_form_of("workplans:submit"), facts=(PlanSubmission,), undo=actions.take_back_submission,
             open_for=submittable, before=_returned, done=_("Rencana kerja diajukan")),
    BoundAct("workplans.approve", verb=_("Setujui rencana kerja"), form=_form_of("workplans:approve"), facts=(PlanApproval,), undo=actions.take_back_approval,
             open_for=approvable, done=_("Rencana kerja disetujui")),
    BoundAct("workplans.report", verb=_("Catat kemajuan kegiatan"), form=_form_of("workplans:reports"), facts=(ActivityReport,), open_for=reportable,
             done=_("Kemajuan kegiatan dicatat")),
]
CONDITIONS = [BoundCondition("workplans.approved", approved, approved_why)]

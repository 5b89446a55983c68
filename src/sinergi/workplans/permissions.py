"""Who reads a work plan: whoever holds a role for it from the first line on, everybody once it was handed in; names stay inside."""

from __future__ import annotations

from datetime import date

from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved
from sinergi.workplans.models import PlanSubmission, WorkPlan


def reads_names(person: Anybody, undertaking: Undertaking, on: date) -> bool:
    """Who is responsible, and what was noted on a delay, may name people."""
    return is_involved(person, undertaking, on)


def may_read(person: Anybody, workplan: WorkPlan, on: date) -> bool:
    """A plan that was never handed in is a draft."""
    return is_involved(person, workplan.undertaking, on) or was_handed_in(workplan)


def was_handed_in(workplan: WorkPlan) -> bool:
    return PlanSubmission.objects.filter(workplan=workplan).exists()

"""What the pages of a village or a work show of its plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved
from sinergi.workplans import definitions
from sinergi.workplans.models import PlanSubmission, WorkPlan
from sinergi.workplans.queries.overview import overview


def panel(undertaking: Undertaking, person: Anybody, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """Each plan the programme asks for: from when to when, how far, what it is held against. Without names; drafts only inside."""
    words = definitions.plans(edition_of(undertaking), undertaking.scope)
    if not words:
        return None
    inside = not public and is_involved(person, undertaking, on)
    rows = {row.plan: row for row in WorkPlan.objects.filter(undertaking=undertaking).select_related("undertaking__region")}
    handed_in = set(PlanSubmission.objects.filter(undertaking=undertaking).values_list("workplan_id", flat=True))
    shown = [{
        "word": word, "url": reverse("workplans:show", args=[undertaking.code, word.code]),
        "overview": overview(rows[word.code], on) if word.code in rows and (inside or rows[word.code].pk in handed_in) else None,
        "begun": word.code in rows,
    } for word in words]
    return {"plans": shown, "inside": inside, "public": public, "today": on}

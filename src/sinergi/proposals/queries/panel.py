"""What upper pages show about the proposal of a work, or about the proposals of a round."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Sum

from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody
from sinergi.proposals import permissions
from sinergi.proposals.models import ProposalFigures
from sinergi.proposals.queries.reading import purses_of, standing_submission
from sinergi.proposals.queries.unfunded import unfunded


def panel(undertaking: Undertaking, person: Anybody, on: date) -> dict[str, Any] | None:
    """Facts for ``proposals/panel.html``; None where proposals do not belong."""
    if undertaking.scope == "work":
        return _of_work(undertaking, person, on)
    if undertaking.scope == "cycle":
        sums = ProposalFigures.objects.filter(cycle=undertaking).aggregate(count=Count("pk"), total=Sum("total"))
        return {"undertaking": undertaking, "count": sums["count"], "total": sums["total"] or 0} if sums["count"] else None
    return None


def _of_work(work: Undertaking, person: Anybody, on: date) -> dict[str, Any] | None:
    figures = ProposalFigures.objects.filter(undertaking=work).first()
    involved = permissions.may_read_draft(person, work, on)
    if figures is None:
        return {"undertaking": work, "involved": True} if involved else None
    submission = standing_submission(work)
    if submission is None and not involved:
        return {"undertaking": work, "figures": None, "involved": False}
    return {"undertaking": work, "figures": figures, "submission": submission, "involved": involved,
            "segments": segments(work, figures.by_source), "unfunded": unfunded(work, person, on)}


def segments(work: Undertaking, by_source: dict[str, int]) -> list[dict[str, Any]]:
    """Purses in order, for the purse bar."""
    edition = edition_of(work)
    words = edition.words("sources")
    return [{"order": place, "label": words[code].title, "amount": int(by_source.get(code, 0))} for place, code in enumerate(purses_of(edition).codes, 1)]

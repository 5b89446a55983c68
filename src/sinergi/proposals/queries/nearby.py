"""Which other proposals of the round lie near a point."""

from __future__ import annotations

from typing import Any

from django.db.models import F, FloatField
from django.db.models.functions import Cast
from django.urls import reverse

from sinergi.kernel.places import Place
from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import Proposal, Submission

_MOST = 20  # more dots on a small map say less


def nearby(work: Undertaking, here: Place) -> list[dict[str, Any]]:
    """The nearest handed-in proposals of the same round that tell their point, for ``point_map``; drafts stay with those who write them."""
    handed_in = Submission.objects.standing().filter(undertaking__cycle=work.cycle_id).values("undertaking_id")
    rows = (
        Proposal.objects.filter(undertaking__in=handed_in, undertaking__voided_on=None, latitude__isnull=False, longitude__isnull=False)
        .exclude(undertaking=work)
        .annotate(north=Cast("latitude", FloatField()), east=Cast("longitude", FloatField()))
        .annotate(up=F("north") - here[0], right=F("east") - here[1])
        .order_by(F("up") * F("up") + F("right") * F("right"), "undertaking__code")
        .values_list("north", "east", "undertaking__code", "undertaking__title")[:_MOST]
    )
    return [{"place": (north, east), "title": f"{code} {title}", "url": reverse("proposals:show", args=[code])} for north, east, code, title in rows]

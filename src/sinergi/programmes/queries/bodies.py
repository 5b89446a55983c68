"""Bodies that were formed for an undertaking."""

from __future__ import annotations

from sinergi.programmes.models import Engagement, Undertaking


def standing_bodies(undertaking: Undertaking, body: str) -> list[Engagement]:
    """Those of one kind that stand here, in the order they were formed."""
    return list(Engagement.objects.standing().filter(undertaking=undertaking, body=body).select_related("organisation").order_by("id"))

"""Bodies that were formed for an undertaking."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Engagement, Undertaking


def standing_bodies(undertaking: Undertaking, body: str) -> list[Engagement]:
    """Those of one kind that stand here, in the order they were formed."""
    return list(Engagement.objects.standing().filter(undertaking=undertaking, body=body).select_related("organisation").order_by("id"))


def to_form(person_id: int, ids: Collection[int], *, body: str, on: date) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those of the undertakings where a body of this kind may still be formed: of some kinds one stands at a time."""
    standing = dict(Engagement.objects.standing().filter(undertaking__in=ids, body=body).values_list("undertaking_id", "undertaking__edition_id"))
    return [pk for pk in ids if pk not in standing or not edition_with(standing[pk]).word("bodies", body).get("one")]


def to_change(person_id: int, ids: Collection[int], *, body: str, on: date) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those where a body of this kind stands, whose members can change."""
    return set(Engagement.objects.standing().filter(undertaking__in=ids, body=body).values_list("undertaking_id", flat=True))

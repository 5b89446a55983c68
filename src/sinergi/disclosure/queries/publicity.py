"""Campaigns: what was told through which medium, with what proof."""

from __future__ import annotations

from django.db.models import QuerySet

from sinergi.disclosure.models import Publicity
from sinergi.programmes.models import Undertaking


def publicity_of(undertaking: Undertaking) -> QuerySet[Publicity]:
    """Everything standing, in the order of days."""
    return Publicity.objects.standing().filter(undertaking=undertaking).select_related("proof").order_by("shown_from", "id")

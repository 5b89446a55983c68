"""Campaigns: what was told through which medium, with what proof."""

from __future__ import annotations

from django.db.models import QuerySet

from sinergi.disclosure.models import Publicity
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking


def publicity_of(undertaking: Undertaking) -> QuerySet[Publicity]:
    """Everything standing, in the order of days."""
    return Publicity.objects.standing().filter(undertaking=undertaking).select_related("proof").order_by("shown_from", "id")


def media_wanted(undertaking: Undertaking) -> list[str]:
    """The media that a step here asks for and that have no proof yet, in the order of the file."""
    edition = edition_of(undertaking)
    asked = [medium for stage in edition.of_scope(undertaking.scope) for use in stage.done_when if use.name == "disclosure.publicised" for medium in dict(use.params)["media"]]
    proven = set(publicity_of(undertaking).exclude(proof=None).values_list("medium", flat=True))
    return [medium for medium in dict.fromkeys(asked) if medium not in proven]

"""Who may open the papers of an undertaking; that they exist, since when and how they were found is public."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils import timezone

from sinergi.actors.models import Person, RoleHeld
from sinergi.dossiers.models import DocumentFile
from sinergi.files.models import File
from sinergi.programmes import permissions as programmes
from sinergi.programmes.models import Appointment, Undertaking


def opens_papers(person: programmes.Anybody, undertaking: Undertaking, on: date) -> bool:
    """Everybody with a role for the undertaking; papers may hold names and account numbers."""
    return programmes.is_involved(person, undertaking, on)


def reads_file(person: Person | None, file: File) -> bool:
    """A file of a paper: whoever holds a role for its undertaking now, or held one on the day it was filed."""
    if person is None:
        return False
    rows = DocumentFile.objects.filter(file=file).select_related("document__undertaking__region")
    today = timezone.localdate()
    return any(
        opens_papers(person, row.document.undertaking, today) or opens_papers(person, row.document.undertaking, row.document.happened_on)
        for row in rows[:20]
    )


def holding(person: Person, undertakings: Collection[Undertaking], roles: Collection[str], on: date | None) -> dict[int, set[str]]:
    """Which of these roles a person holds for each undertaking, with two queries; without a day, what never ended counts."""
    day = Q(held_to=None) if on is None else (Q(held_to=None) | Q(held_to__gte=on)) & Q(held_from__lte=on)
    regional = list(RoleHeld.objects.filter(day, person=person, role__in=roles).values_list("role", "region__code"))
    appointed: dict[int, set[str]] = {}
    for pk, role in Appointment.objects.filter(day, person=person, role__in=roles).values_list("undertaking_id", "role"):
        appointed.setdefault(pk, set()).add(role)
    return {each.pk: _held(each, regional, appointed) for each in undertakings}


def _held(undertaking: Undertaking, regional: list[tuple[str, str]], appointed: dict[int, set[str]]) -> set[str]:
    above = set(undertaking.region.codes_above)
    held = {role for role, code in regional if code in above}
    for pk in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id):
        held |= appointed.get(pk or 0, set())
    return held

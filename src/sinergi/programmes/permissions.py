"""Who may see what: roles held in a region reach everything below it, roles held in an undertaking everything below that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from sinergi.actors.models import Person, RoleHeld
from sinergi.actors.requests import AnyRequest
from sinergi.actors.roles import OFFICE_ADMIN
from sinergi.engine.definition import Edition
from sinergi.programmes.models import Appointment, Undertaking

Anybody = Person | AnonymousUser | None


def roles_at(person: Anybody, undertaking: Undertaking, on: date) -> set[str]:
    """The codes of the roles this person holds for this undertaking on a day."""
    if not isinstance(person, Person) or not person.is_active:
        return set()
    return roles_held(person, undertaking, on)


def roles_held(person: Person, undertaking: Undertaking, on: date) -> set[str]:
    """The same without asking whether the person may still sign in: in which offices somebody stood here on a day."""
    return roles_at_place(person, undertaking.region.code, on) | _appointed(person, _with_above([undertaking]), on)


def roles_at_place(person: Person, region_code: str, on: date) -> set[str]:
    """Roles held in a region or anywhere above it."""
    parts = region_code.split(".") if region_code else []
    codes = ["", *(".".join(parts[: place + 1]) for place in range(len(parts)))]
    return set(RoleHeld.objects.on(on).filter(person=person, region__code__in=codes).values_list("role", flat=True))


def roles_among(person: Anybody, undertakings: Collection[Undertaking], on: date) -> dict[int, set[str]]:
    """The codes of the roles this person holds for each of these undertakings (with their places); two queries however many they are."""
    if not isinstance(person, Person) or not person.is_active:
        return {one.pk: set() for one in undertakings}
    places = list(RoleHeld.objects.on(on).filter(person=person).values_list("role", "region__code"))
    named = list(Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values_list("role", "undertaking"))
    return {
        one.pk: {role for role, place in places if place in one.region.codes_above} | {role for role, where in named if where in {one.pk, one.parent_id, one.cycle_id}}
        for one in undertakings
    }


def _appointed(person: Person, ids: Collection[int], on: date) -> set[str]:
    return set(
        Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, undertaking__in=ids, held_from__lte=on)
        .values_list("role", flat=True)
    )


def _with_above(undertakings: Collection[Undertaking]) -> set[int]:
    ids: set[int] = set()
    for undertaking in undertakings:
        ids |= {each for each in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id) if each}
    return ids


def is_involved(person: Anybody, undertaking: Undertaking, on: date) -> bool:
    """Holds a role in it: sees what is not yet public. Whoever only administers accounts of an office does not."""
    return bool(roles_at(person, undertaking, on) - {OFFICE_ADMIN})


def visible_to(person: Anybody, undertakings: QuerySet[Undertaking], on: date) -> QuerySet[Undertaking]:
    """Everything that moves through stages is public as such; what is inside each is decided by its own context."""
    del person, on  # public by default (design 2, point 6): the names of rounds, villages and works are not secret
    return undertakings.filter(voided_on=None)


def visible_or_404(request: AnyRequest, code: str) -> Undertaking:
    """The undertaking of this code, with its place, parent and cycle; 404 for hidden and missing alike."""
    undertaking = (
        visible_to(request.user, Undertaking.objects.select_related("region", "parent__region", "cycle__region"), request.today)
        .filter(code=code)
        .first()
    )
    if undertaking is None:
        raise Http404(code)
    cycle = undertaking.cycle or undertaking
    request.about_round = (cycle.code, cycle.title)     # the menu keeps to it
    return undertaking


def appointed_roles(person_id: int, on: date) -> set[str]:
    """Roles held in any undertaking, for the rule that some roles need a second factor."""
    return set(Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person_id, held_from__lte=on).values_list("role", flat=True))


def those_of(undertaking: Undertaking, on: date, *, besides: Person) -> list[Person]:
    """Whose undertaking it is, to be told what others decide about it: named for it or for what lies below it, or with a role in its very place; without who decides."""
    named = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), Q(undertaking=undertaking) | Q(undertaking__parent=undertaking), held_from__lte=on)
    village = undertaking.parent if undertaking.scope == "work" and undertaking.parent else undertaking      # a work may lie in a hamlet of it
    there = RoleHeld.objects.on(on).filter(region__in={undertaking.region_id, village.region_id}).exclude(role=OFFICE_ADMIN)
    return list(Person.objects.filter(Q(pk__in=named.values("person")) | Q(pk__in=there.values("person")), is_active=True).exclude(pk=besides.pk).order_by("id"))


def holders(undertaking: Undertaking, roles: Collection[str], on: date) -> list[Person]:
    """Whoever holds one of these roles here and can sign in: in its place or above, or named for it or for what it belongs to."""
    held = RoleHeld.objects.on(on).filter(role__in=roles, region__code__in=undertaking.region.codes_above)
    there = [undertaking.pk, undertaking.parent_id, undertaking.cycle_id]
    named = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), role__in=roles, undertaking__in=there, held_from__lte=on)
    found = Q(pk__in=held.values("person")) | Q(pk__in=named.values("person"))
    return list(Person.objects.filter(found, is_active=True).exclude(email=None).order_by("id"))


def share_a_place(person: Person, other_id: int, on: date) -> bool:
    """Whether two people have work in the same place: a region of one contains, or is, a place of the other."""
    mine, theirs = _places(person.pk, on, besides=OFFICE_ADMIN), _places(other_id, on)
    return any(one == other or other.startswith(f"{one}.") or one.startswith(f"{other}.") or "" in {one, other} for one in mine for other in theirs)


def _places(person_id: int, on: date, *, besides: str = "") -> set[str]:
    held = set(RoleHeld.objects.on(on).filter(person=person_id).exclude(role=besides).values_list("region__code", flat=True))
    return held | set(Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person_id, held_from__lte=on).values_list("undertaking__region__code", flat=True))


def where_anytime(person: Anybody, act: str, edition: Edition, undertakings: Collection[Undertaking], on: date) -> set[int]:
    """Which of these undertakings (with their places) this person's roles reach for an act that may be done at any time; for lists, the gate decides."""
    if not isinstance(person, Person) or not person.is_active:
        return set()
    roles = {scope: {role for entry in edition.anytime if entry.act == act and entry.scope == scope for role in entry.roles} for scope in edition.scopes}
    places = list(RoleHeld.objects.on(on).filter(person=person).values_list("role", "region__code"))
    appointed = set(Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values_list("role", "undertaking"))
    return {
        one.pk for one in undertakings
        if any(role in roles[one.scope] and place in one.region.codes_above for role, place in places)
        or any(role in roles[one.scope] and where in {one.pk, one.parent_id, one.cycle_id} for role, where in appointed)
    }

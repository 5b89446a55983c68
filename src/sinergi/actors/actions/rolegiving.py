"""Giving and ending roles in a region."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sinergi.actors import permissions, rules
from sinergi.actors.actions import checking
from sinergi.actors.models import Organisation, Person, RoleHeld
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision


@transaction.atomic
def give_role(
    person: Person,
    other: Person,
    role: str,
    region_code: str,
    *,
    on: date,
    held_from: date,
    held_to: date | None = None,
    organisation: Organisation | None = None,
) -> RoleHeld:
    """Let somebody hold a role in a place and everything below it."""
    other = Person.objects.select_for_update().get(pk=other.pk)
    region = checking.region_of(region_code)
    permissions.may_manage(person, region.code, on).enforce()
    checking.role_fits(role, region)
    return hold(person, other, role, region.code, on=on, held_from=held_from, held_to=held_to, organisation=organisation)


def hold(
    person: Person,
    other: Person,
    role: str,
    region_code: str,
    *,
    on: date,
    held_from: date,
    held_to: date | None = None,
    organisation: Organisation | None = None,
) -> RoleHeld:
    """Write the role once somebody may: a person gives it, or an invitation that was accepted."""
    region = checking.region_of(region_code)
    checking.known_role(role)
    rules.sound_term(held_from, held_to, on=on).enforce()
    if not other.is_active:
        Decision.no("actors.is_deactivated", name=other.name).enforce()
    before = RoleHeld.objects.filter(person=other, role=role, region=region).values_list("held_from", "held_to")
    if rules.terms_meet(held_from, held_to, list(before)):
        Decision.no("actors.role_already_held", name=other.name).enforce()
    held = RoleHeld.objects.create(
        person=other, role=role, region=region, organisation=organisation, held_from=held_from, held_to=held_to, given_by=person
    )
    changes = {"role": role, "region": region.code, "from": held_from, "to": held_to, "organisation": organisation.pk if organisation else None}
    audit.record(person, "actors.give_role", other.audit_code, happened_on=on, changes=changes)
    return held


@transaction.atomic
def end_role(person: Person, held_id: int, *, last_day: date, on: date) -> RoleHeld:
    """Say the last day of a role; yesterday ends it at once. The row stays as history."""
    held = RoleHeld.objects.select_for_update(of=("self",)).select_related("region", "person").get(pk=held_id)
    permissions.may_manage(person, held.region.code, on).enforce()
    rules.sound_end(held.held_from, held.held_to, last_day, on=on).enforce()
    held.held_to, held.ended_by = last_day, person
    held.save(update_fields=["held_to", "ended_by"])
    changes = {"role": held.role, "region": held.region.code, "to": last_day}
    audit.record(person, "actors.end_role", held.person.audit_code, happened_on=on, changes=changes)
    return held

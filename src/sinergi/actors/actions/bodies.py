"""Organisations and who sits in them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sinergi.actors import permissions, roles, rules
from sinergi.actors.actions import checking
from sinergi.actors.models import Member, Organisation, Person
from sinergi.audit import actions as audit
from sinergi.files import actions as files
from sinergi.kernel.decisions import Decision

OFFICE_LENGTH = 60
DECREE_LENGTH = 120


@dataclass(frozen=True)
class Sheet:
    """What is kept about an organisation besides its members."""

    name: str
    kind: str
    region_code: str
    pillar: str = ""
    decree_number: str = ""
    decree_on: date | None = None
    term_from: date | None = None
    term_to: date | None = None


@transaction.atomic
def create_organisation(person: Person, sheet: Sheet, *, decree: Any = None, on: date) -> Organisation:
    """Put a body on record, with its decree."""
    region = checking.region_of(sheet.region_code)
    permissions.may_manage(person, region.code, on).enforce()
    values = _sound(sheet, on)
    if Organisation.objects.filter(region=region, kind=values["kind"], name__iexact=values["name"]).exists():
        checking.raise_unsound("actors.body_exists", field="name", name=values["name"])
    organisation = Organisation.objects.create(region=region, decree_file=_stored(person, decree), **values)
    audit.record(person, "actors.create_organisation", organisation.audit_code, happened_on=on, changes=asdict(sheet))
    return organisation


@transaction.atomic
def change_organisation(person: Person, organisation_id: int, sheet: Sheet, *, decree: Any = None, on: date) -> Organisation:
    """Correct a body's particulars; the trail keeps what they were."""
    organisation = Organisation.objects.select_for_update(of=("self",)).select_related("region").get(pk=organisation_id)
    permissions.may_manage(person, organisation.region.code, on).enforce()
    region = checking.region_of(sheet.region_code)
    permissions.may_manage(person, region.code, on).enforce()
    values = {**_sound(sheet, on), "region": region}
    if decree:
        values["decree_file"] = _stored(person, decree)
    changes = {field: [_said(getattr(organisation, field)), _said(value)] for field, value in values.items() if getattr(organisation, field) != value}
    if {"kind", "decree_on"} & set(changes):
        rules.changes_here(organisation.formed_for).enforce()
    for field in changes:
        setattr(organisation, field, values[field])
    if changes:
        organisation.save(update_fields=list(changes))
        audit.record(person, "actors.change_organisation", organisation.audit_code, happened_on=on, changes=changes)
    return organisation


@transaction.atomic
def add_member(
    person: Person,
    organisation_id: int,
    *,
    member_id: int | None = None,
    name: str = "",
    office: str = "",
    pillar: str = "",
    held_from: date,
    held_to: date | None = None,
    on: date,
) -> Member:
    """Seat somebody known, or somebody named for the first time (who then has no login)."""
    organisation = Organisation.objects.select_for_update(of=("self",)).select_related("region").get(pk=organisation_id)
    permissions.may_manage(person, organisation.region.code, on).enforce()
    rules.changes_here(organisation.formed_for).enforce()
    rules.sound_term(held_from, held_to, on=on).enforce()
    office = rules.tidy(office)
    if len(office) > OFFICE_LENGTH:
        checking.raise_unsound("actors.office_too_long", field="office", longest=OFFICE_LENGTH)
    if pillar and pillar not in rules.PILLARS:
        checking.raise_unsound("actors.pillar_unknown", field="pillar")
    seated = _somebody(organisation, member_id, name)
    before = organisation.members.filter(person=seated).values_list("held_from", "held_to")
    if rules.terms_meet(held_from, held_to, list(before)):
        Decision.no("actors.already_member", name=seated.name).enforce()
    member = Member.objects.create(
        organisation=organisation, person=seated, office=office, pillar=pillar, held_from=held_from, held_to=held_to
    )
    changes = {"person": seated.pk, "office": office, "pillar": pillar, "from": held_from, "to": held_to}
    audit.record(person, "actors.add_member", organisation.audit_code, happened_on=on, changes=changes)
    return member


@transaction.atomic
def end_member(person: Person, member_id: int, *, last_day: date, on: date) -> Member:
    """Say somebody's last day in a body."""
    member = Member.objects.select_for_update(of=("self",)).select_related("organisation__region").get(pk=member_id)
    permissions.may_manage(person, member.organisation.region.code, on).enforce()
    rules.changes_here(member.organisation.formed_for).enforce()
    rules.sound_end(member.held_from, member.held_to, last_day, on=on).enforce()
    member.held_to = last_day
    member.save(update_fields=["held_to"])
    audit.record(person, "actors.end_member", member.organisation.audit_code, happened_on=on, changes={"person": member.person_id, "to": last_day})
    return member


def _somebody(organisation: Organisation, member_id: int | None, name: str) -> Person:
    if member_id is not None:
        known = Person.objects.filter(pk=member_id, is_system=False, is_active=True).first()
        if known is None:
            checking.raise_unsound("actors.person_unknown", field="member")
        return known
    name = rules.tidy(name)
    rules.sound_name(name).enforce()
    return Person.objects.create(name=name, home=organisation.region)


def _sound(sheet: Sheet, on: date) -> dict[str, Any]:
    name, number = rules.tidy(sheet.name), rules.tidy(sheet.decree_number)
    rules.sound_name(name, longest=rules.BODY_NAME_LENGTH).enforce()
    if sheet.kind not in roles.kind_titles:
        checking.raise_unsound("actors.kind_unknown", field="kind")
    if sheet.pillar and sheet.pillar not in rules.PILLARS:
        checking.raise_unsound("actors.pillar_unknown", field="pillar")
    if len(number) > DECREE_LENGTH:
        checking.raise_unsound("actors.decree_number_too_long", field="decree_number", longest=DECREE_LENGTH)
    rules.sound_decree(number, sheet.decree_on, sheet.term_from, sheet.term_to, on=on).enforce()
    return {
        "name": name, "kind": sheet.kind, "pillar": sheet.pillar, "decree_number": number,
        "decree_on": sheet.decree_on, "term_from": sheet.term_from, "term_to": sheet.term_to,
    }


def _stored(person: Person, decree: Any) -> Any:
    return files.store(person, decree, kinds={"document", "picture"}) if decree else None


def _said(value: Any) -> Any:
    return getattr(value, "code", None) or getattr(value, "sha256", None) or value

"""How an office begins, without a developer: the first admin, and offices for further regions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sinergi.actors import permissions, queries, roles, rules
from sinergi.actors.actions import checking, inviting, rolegiving
from sinergi.actors.models import Invitation, Office, Person, SetupKey
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision, NotPossible
from sinergi.regions.models import Region


@transaction.atomic
def make_setup_key() -> str:
    """A fresh key for the first-run page; empty once somebody runs the installation. Earlier keys stop working."""
    if queries.is_set_up():
        return ""
    token, digest = checking.new_token()
    SetupKey.objects.filter(used_at=None).update(used_at=timezone.now())
    SetupKey.objects.create(digest=digest)
    return token


def setup_key_works(token: str) -> Decision:
    """Whether the first-run page may be shown for this key."""
    if queries.is_set_up():
        return Decision.no("actors.already_set_up")
    if not SetupKey.objects.filter(digest=checking.digest(token), used_at=None).exists():
        return Decision.not_allowed("actors.setup_key_wrong")
    return Decision.yes()


@transaction.atomic
def set_up(token: str, *, email: str, name: str, password: str, office_name: str, region_code: str, on: date) -> Person:
    """Write the first admin and the first office. Works once, with the key that only whoever runs the server has read."""
    setup_key_works(token).enforce()
    key = SetupKey.objects.select_for_update().filter(digest=checking.digest(token), used_at=None).first()
    if key is None or queries.is_set_up():  # somebody was faster
        raise NotPossible(Decision.no("actors.already_set_up"))
    region = checking.region_of(region_code)
    address = checking.address(email)
    if Person.objects.filter(email=address).exists():
        checking.raise_unsound("actors.email_taken", field="email", email=address)
    admin = inviting.begin_account(address, name, password)
    admin.is_admin = True
    admin.save(update_fields=["is_admin"])
    office = _office(admin, region, office_name, "", on)
    rolegiving.hold(admin, admin, roles.OFFICE_ADMIN, region.code, on=on, held_from=on)
    key.used_at = timezone.now()
    key.save(update_fields=["used_at"])
    audit.record(admin, "actors.set_up", admin.audit_code, happened_on=on, changes={"office": office.name, "region": region.code})
    return admin


@transaction.atomic
def open_office(
    person: Person,
    region_code: str,
    admin_email: str,
    *,
    admin_name: str,
    office_name: str,
    address: str = "",
    on: date,
) -> tuple[Office, Invitation, str]:
    """Open an office for a region and invite its admin, who from then on needs nobody from outside."""
    permissions.may_run_installation(person).enforce()
    office = _office(person, checking.region_of(region_code), office_name, address, on)
    invitation, token = inviting.invite(person, email=admin_email, name=admin_name, role=roles.OFFICE_ADMIN, region_code=region_code, on=on)
    changes = {"office": office.name, "invitation": invitation.pk}
    audit.record(person, "actors.open_office", f"office:{region_code or 'nation'}", happened_on=on, changes=changes)
    return office, invitation, token


def _office(person: Person, region: Region, name: str, address: str, on: date) -> Office:
    name, address = rules.tidy(name), rules.tidy(address)
    rules.sound_name(name, longest=rules.BODY_NAME_LENGTH, field="office_name").enforce()
    if Office.objects.filter(region=region).exists():
        checking.raise_unsound("actors.office_exists", field="region", name=region.name)
    return Office.objects.create(region=region, name=name, address=address[:300], opened_on=on, opened_by=person)

"""The account of one person: profile, closing and opening it again, running the installation."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction

from sinergi.actors import permissions, rules
from sinergi.actors.actions import checking
from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision

_PHONE = re.compile(r"^\+?[0-9][0-9 ()\-.]{4,28}$", re.ASCII)
LANGUAGES = ("id", "en")


@transaction.atomic
def change_profile(person: Person, *, name: str, phone: str, language: str, home_code: str, on: date) -> Person:
    """What everybody keeps up to date about themselves."""
    me = Person.objects.select_for_update(of=("self",)).select_related("home").get(pk=person.pk)
    name, phone = rules.tidy(name), rules.tidy(phone)
    rules.sound_name(name).enforce()
    if phone and not _PHONE.match(phone):
        checking.raise_unsound("actors.phone_unsound", field="phone")
    if language not in LANGUAGES:
        checking.raise_unsound("actors.language_unknown", field="language")
    home = checking.region_of(home_code) if home_code else None
    given = {"name": name, "phone": phone, "language": language, "home": home}
    changed = [field for field, value in given.items() if getattr(me, field) != value]
    if not changed:
        return me
    for field in changed:
        setattr(me, field, given[field])
    me.save(update_fields=changed)
    # the trail says that a phone number changed, not which: personal data stays out of what is never deleted
    audit.record(person, "actors.change_profile", me.audit_code, happened_on=on, changes={"fields": changed})
    return me


@transaction.atomic
def deactivate(person: Person, other_id: int, *, reason: str, on: date) -> Person:
    """Close an account: no sign-in any more, every open session ends, roles and history stay readable."""
    other = Person.objects.select_for_update().get(pk=other_id)
    permissions.may_deactivate(person, other, on).enforce()
    reason = rules.tidy(reason)
    rules.sound_reason(reason).enforce()
    if not other.is_active:
        Decision.no("actors.is_deactivated", name=other.name).enforce()
    other.is_active, other.left_on, other.left_reason = False, on, reason
    other.save(update_fields=["is_active", "left_on", "left_reason"])
    audit.record(person, "actors.deactivate", other.audit_code, happened_on=on, changes={"reason": reason})
    return other


@transaction.atomic
def reactivate(person: Person, other_id: int, *, on: date) -> Person:
    """Open a closed account again; roles whose term still runs count again."""
    other = Person.objects.select_for_update().get(pk=other_id)
    permissions.may_deactivate(person, other, on).enforce()
    if other.is_active:
        Decision.no("actors.is_active", name=other.name).enforce()
    other.is_active, other.left_on, other.left_reason = True, None, ""
    other.save(update_fields=["is_active", "left_on", "left_reason"])
    audit.record(person, "actors.reactivate", other.audit_code, happened_on=on, changes={})
    return other


@transaction.atomic
def make_admin(person: Person, other_id: int, *, on: date) -> Person:
    """Let somebody run the installation too."""
    permissions.may_run_installation(person).enforce()
    other = Person.objects.select_for_update().get(pk=other_id)
    if not other.is_active or other.email is None:
        Decision.no("actors.cannot_sign_in", name=other.name).enforce()
    other.is_admin = True
    other.save(update_fields=["is_admin"])
    audit.record(person, "actors.make_admin", other.audit_code, happened_on=on, changes={"is_admin": True})
    return other


@transaction.atomic
def end_admin(person: Person, other_id: int, *, on: date) -> Person:
    """Somebody no longer runs the installation; the last one cannot leave."""
    permissions.may_run_installation(person).enforce()
    admins = {each.pk: each for each in Person.objects.select_for_update().filter(is_admin=True, is_active=True, is_system=False)}
    if set(admins) <= {other_id}:
        Decision.no("actors.last_admin").enforce()
    other = admins.get(other_id) or Person.objects.get(pk=other_id)
    if not other.is_admin:
        return other
    other.is_admin = False
    other.save(update_fields=["is_admin"])
    audit.record(person, "actors.end_admin", other.audit_code, happened_on=on, changes={"is_admin": False})
    return other

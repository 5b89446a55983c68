"""Who may see and manage whom: admins of the installation everybody, office admins what lies in their regions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from sinergi.actors import roles
from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.regions.models import Region

Anybody = Person | AnonymousUser | None
EVERYWHERE = ("",)  # the nation's code


def needs_second_factor(person: Anybody, on: date) -> bool:
    """Whether a role of this person asks for a second factor that is not set up yet."""
    asking = set(settings.SECOND_FACTOR_ROLES)
    if not asking or not isinstance(person, Person):
        return False
    held = set(RoleHeld.objects.on(on).filter(person=person, role__in=asking).values_list("role", flat=True))
    held |= {roles.ADMIN} if person.is_admin else set()
    if not asking & (held or roles.held_elsewhere(person.pk, on)):
        return False
    return not Authenticator.objects.filter(user=person, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]).exists()


def managed_codes(person: Anybody, on: date) -> tuple[str, ...]:
    """The regions whose people this person manages; the empty code stands for everywhere."""
    if not isinstance(person, Person) or not person.is_active:
        return ()
    if person.is_admin:
        return EVERYWHERE
    held = RoleHeld.objects.on(on).filter(person=person, role=roles.OFFICE_ADMIN)
    return tuple(sorted(set(held.values_list("region__code", flat=True))))


def may_manage(person: Anybody, region_code: str, on: date) -> Decision:
    """Give roles, invite people and keep bodies in a place."""
    if contains(managed_codes(person, on), region_code):
        return Decision.yes()
    return Decision.not_allowed("actors.not_your_region", region=_named([region_code]), field="region")


def may_manage_some(person: Anybody, on: date) -> Decision:
    """Manage people anywhere at all."""
    return Decision.yes() if managed_codes(person, on) else Decision.not_allowed("actors.only_admins")


def may_run_installation(person: Anybody) -> Decision:
    """Open offices and make admins."""
    if isinstance(person, Person) and person.is_active and person.is_admin:
        return Decision.yes()
    return Decision.not_allowed("actors.only_installation_admins")


def may_deactivate(person: Person, other: Person, on: date) -> Decision:
    """Close an account: only where every role the other still holds lies in regions this person manages, and never one's own."""
    if person.pk == other.pk:
        return Decision.not_allowed("actors.not_yourself")
    if person.is_admin:
        return Decision.yes()
    if other.is_admin:
        return Decision.not_allowed("actors.only_installation_admins")
    codes = managed_codes(person, on)
    held = RoleHeld.objects.not_over(on).filter(person=other).values_list("region__code", flat=True)
    outside = [code for code in held if not contains(codes, code)]
    if outside:
        return Decision.not_allowed("actors.roles_elsewhere", regions=_named(outside))
    return Decision.yes() if codes else Decision.not_allowed("actors.only_admins")


def may_let_in(person: Person, other: Person, on: date) -> Decision:
    """Hold the link to somebody's first password, which is that person's whole account: as with closing it, and no seat elsewhere either."""
    decision = may_deactivate(person, other, on)
    if not decision or person.is_admin:
        return decision
    codes = managed_codes(person, on)
    seats = Member.objects.filter(person=other).exclude(held_to__lt=on).values_list("organisation__region__code", flat=True)
    outside = [code for code in seats if not contains(codes, code)]
    return Decision.not_allowed("actors.roles_elsewhere", regions=_named(outside)) if outside else decision


def _named(codes: Collection[str]) -> str:
    """Places as people call them; a code that no place has stays as it was given."""
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return ", ".join(names.get(code) or code or "Indonesia" for code in sorted(set(codes)))


def visible_people(person: Anybody, on: date) -> QuerySet[Person]:
    """Oneself, and everybody with a role, a home or a seat in a body in the regions one manages."""
    if not isinstance(person, Person):
        return Person.objects.none()
    everybody = Person.objects.filter(is_system=False)
    codes = managed_codes(person, on)
    if "" in codes:
        return everybody
    if not codes:
        return everybody.filter(pk=person.pk)
    return everybody.filter(
        Q(pk=person.pk)
        | inside("home__code", codes)
        | Q(pk__in=RoleHeld.objects.filter(inside("region__code", codes)).values("person"))
        | Q(pk__in=Member.objects.filter(inside("organisation__region__code", codes)).values("person"))
    )


def sees_contact(person: Anybody, other: Person, on: date) -> bool:
    """E-mail and phone: one's own, and of the people of regions one manages."""
    if not isinstance(person, Person):
        return False
    return person.pk == other.pk or (bool(managed_codes(person, on)) and visible_people(person, on).filter(pk=other.pk).exists())


def visible_organisations(person: Anybody, on: date) -> QuerySet[Organisation]:
    """The bodies in all regions where one holds a role or manages, and those one sits in."""
    if not isinstance(person, Person) or not person.is_active:
        return Organisation.objects.none()
    if person.is_admin:
        return Organisation.objects.all()
    codes = tuple(RoleHeld.objects.on(on).filter(person=person).values_list("region__code", flat=True))
    return Organisation.objects.filter(
        inside("region__code", codes) | Q(pk__in=Member.objects.filter(person=person).values("organisation"))
    )


def reads_decree(person: Anybody, file: File) -> bool:
    """Decrees are for whoever sees the body; ``files`` asks this through ``project.wiring``."""
    return visible_organisations(person, timezone.localdate()).filter(decree_file=file).exists()


def contains(codes: tuple[str, ...], region_code: str) -> bool:
    """Whether one of the regions is this place or lies above it."""
    return any(not code or region_code == code or region_code.startswith(f"{code}.") for code in codes)


def inside(path: str, codes: tuple[str, ...]) -> Q:
    """A filter on a path to a region's code: in one of these regions or below; nothing when there are none."""
    if "" in codes:
        return Q(**{f"{path}__isnull": False})
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(**{path: code}) | Q(**{f"{path}__gte": f"{code}.", f"{path}__lt": f"{code}/"})
    return found

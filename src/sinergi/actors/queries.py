"""Everything read about people, roles and bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from sinergi.actors import permissions, roles
from sinergi.actors.models import Invitation, Member, Organisation, Person, RoleHeld
from sinergi.audit.models import Row
from sinergi.engine.definition import Title
from sinergi.regions.models import Region

role_titles = roles.role_titles
LONGEST_CHOICE = 300
HISTORY = 100


def roles_on(person_id: int, region_code: str, day: date) -> set[str]:
    """The codes of the roles held that day in a region or anywhere above it; none when deactivated."""
    held = RoleHeld.objects.on(day).filter(person=person_id, person__is_active=True, region__in=Region.objects.containing(region_code))
    return set(held.values_list("role", flat=True))


def people_with_role(role: str, region_code: str, day: date) -> QuerySet[Person]:
    """Who holds a role for a region that day, there or above; the deactivated left out."""
    held = RoleHeld.objects.on(day).filter(role=role, region__in=Region.objects.containing(region_code))
    return Person.objects.filter(is_active=True, pk__in=held.values("person"))


def regional_roles(person_id: int, day: date) -> list[tuple[str, str]]:
    """All roles of a person that day as (role, region code), in order; one query for permissions over many places."""
    held = RoleHeld.objects.on(day).filter(person=person_id, person__is_active=True)
    return sorted(set(held.values_list("role", "region__code")))


def people(person: Person, on: date, *, search: str = "", role: str = "", region_code: str = "", account: str = "") -> QuerySet[Person]:
    """The people one manages, as ``told_apart``. ``account``: "with", "without", "closed"; otherwise everybody who was not closed."""
    found = worded(permissions.visible_people(person, on).filter(is_active=account != "closed"), search)
    if account in ("with", "without"):
        found = found.filter(email__isnull=account == "without")
    if role:
        held = RoleHeld.objects.not_over(on).filter(role=role)
        held = held.filter(permissions.inside("region__code", (region_code,))) if region_code else held
        found = found.filter(pk__in=held.values("person"))
    elif region_code:
        found = found.filter(_of_place(region_code, on))
    return told_apart(found, on).order_by("name", "id")


def told_apart(found: QuerySet[Person], on: date) -> QuerySet[Person]:
    """With what tells people of one name apart: home, roles held or to be held, bodies they sit in; three queries however many there are."""
    current = RoleHeld.objects.not_over(on).select_related("region")
    seats = Member.objects.on(on).select_related("organisation__region")
    return found.select_related("home").prefetch_related(
        Prefetch("roles", queryset=current, to_attr="current_roles"), Prefetch("memberships", queryset=seats, to_attr="present_seats"))


def worded(found: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those whom every word means: by name, address, home, or by the body or place they act for."""
    for word in text.split():
        seated = Member.objects.filter(Q(organisation__name__icontains=word) | Q(organisation__formed_for__iexact=word) | Q(organisation__region__name__icontains=word))
        acting = RoleHeld.objects.filter(region__name__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(home__name__icontains=word)
                             | Q(pk__in=seated.values("person")) | Q(pk__in=acting.values("person")))
    return found


def roles_of(other: Person) -> QuerySet[RoleHeld]:
    """All roles ever held, newest first, with who gave and ended them."""
    return RoleHeld.objects.filter(person=other).select_related("region", "organisation", "given_by", "ended_by").order_by("-held_from", "-id")


def seats_of(other: Person) -> QuerySet[Member]:
    """The bodies this person sits or sat in."""
    return Member.objects.filter(person=other).select_related("organisation__region").order_by("-held_from", "-id")


def history(audit_code: str) -> list[Row]:
    """What the trail says about a person, body or invitation, newest first."""
    return list(Row.objects.filter(subject=audit_code).select_related("person").order_by("-number")[:HISTORY])


def by_email(email: str) -> Person | None:
    """The account of an address, however it is capitalised."""
    return Person.objects.filter(email=email.strip().lower()).first()


def open_invitations(person: Person, on: date) -> QuerySet[Invitation]:
    """Invitations to the regions one manages that were neither accepted nor withdrawn, expired ones included."""
    codes = permissions.managed_codes(person, on)
    waiting = Invitation.objects.filter(permissions.inside("region__code", codes), accepted_at=None, withdrawn_at=None)
    return waiting.select_related("region", "invited_by")


def organisations(person: Person, on: date, *, search: str = "", kind: str = "", region_code: str = "") -> QuerySet[Organisation]:
    """The bodies one may see, with their place and present members."""
    found = permissions.visible_organisations(person, on)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(decree_number__icontains=word) | Q(region__name__icontains=word))
    if kind:
        found = found.filter(kind=kind)
    if region_code:
        found = found.filter(permissions.inside("region__code", (region_code,)))
    present = Member.objects.on(on).select_related("person")
    return found.select_related("region").prefetch_related(Prefetch("members", queryset=present, to_attr="present"))


def members(organisation: Organisation) -> QuerySet[Member]:
    """Everybody who sits or sat in it, present ones first."""
    return organisation.members.select_related("person").order_by("held_to", "id")


def acquainted(region_code: str, on: date, text: str = "") -> QuerySet[Person]:
    """People of a place to choose members from, as ``told_apart``; ``text`` narrows them."""
    found = Person.objects.filter(_of_place(region_code, on), is_active=True, is_system=False)
    return told_apart(worded(found, text), on)


def spelled(name: str) -> str:
    """A name as it is compared: case and spaces aside."""
    return "".join(name.split()).casefold()


def namesakes(names: Iterable[str], region_code: str, on: date) -> dict[str, list[Person]]:
    """By ``spelled`` name: the people of a place, and those with a role for a place above it, who are called so; as ``told_apart``."""
    keys = {spelled(name) for name in names} - {""}
    if not keys:
        return {}
    above = RoleHeld.objects.not_over(on).filter(region__in=Region.objects.containing(region_code))
    known = Person.objects.filter(_of_place(region_code, on) | Q(pk__in=above.values("person")), is_active=True, is_system=False)
    found: dict[str, list[Person]] = defaultdict(list)
    for person in told_apart(known.annotate(spelt=Replace(Lower("name"), Value(" "), Value(""))).filter(spelt__in=keys), on).order_by("pk"):
        found[spelled(person.name)].append(person)
    return dict(found)


def _of_place(region_code: str, on: date) -> Q:
    codes = (region_code,)
    return (
        permissions.inside("home__code", codes)
        | Q(pk__in=RoleHeld.objects.not_over(on).filter(permissions.inside("region__code", codes)).values("person"))
        | Q(pk__in=Member.objects.filter(permissions.inside("organisation__region__code", codes)).values("person"))
    )


def choices(titles: dict[str, Title], language: str) -> list[tuple[str, str]]:
    """Codes with their titles for a form, in the order of the titles."""
    return sorted(((code, title.in_language(language)) for code, title in titles.items()), key=lambda pair: pair[1].lower())


def is_set_up() -> bool:
    """Whether somebody runs this installation already."""
    return Person.objects.filter(is_admin=True, is_active=True).exists()


def with_titles(held: Iterable[tuple[str, str]]) -> list[tuple[Title, str]]:
    """``regional_roles`` with titles instead of codes."""
    return [(roles.title(role), region_code) for role, region_code in held]

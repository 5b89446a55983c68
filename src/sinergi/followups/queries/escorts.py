"""Who escorts what a round agreed: the team it named, or whoever holds the role of its edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.engine.definition import Edition, Title
from sinergi.followups.models import Followup
from sinergi.followups.rules import places_above
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Appointment, Engagement, Undertaking

Held = dict[tuple[str, str], list[Person]]  # (role, code of the place or id of the undertaking) -> who holds it that day and can sign in


@dataclass(frozen=True)
class Escort:
    """The escort of one round. Without a team the role of the edition stands for it; without either, nobody escorts."""

    round: Undertaking
    body: str = ""              # the body that would be the team, where the edition knows one
    role: Title | None = None
    team: Engagement | None = None
    people: list[Member] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return bool(self.team or self.role)


def escorts(rounds: Collection[Undertaking]) -> list[Escort]:
    """One for each round, in the order given; two queries, whatever their number."""
    bodies = {each.pk: edition_of(each).followups.escort_body for each in rounds}
    teams: dict[int, Engagement] = {}
    rows = Engagement.objects.filter(ended_on=None, undertaking__in=rounds, body__in={body for body in bodies.values() if body}).select_related("organisation")
    for row in rows.order_by("id"):
        if row.body == bodies[row.undertaking_id]:
            teams[row.undertaking_id] = row
    seated: dict[int, list[Member]] = {}
    for member in Member.objects.filter(organisation__in=[team.organisation_id for team in teams.values()], held_to=None).select_related("person").order_by("id"):
        seated.setdefault(member.organisation_id, []).append(member)
    return [Escort(each, bodies[each.pk], _role(each), team := teams.get(each.pk), seated.get(team.organisation_id, []) if team else []) for each in rounds]


def escort_of(undertaking: Undertaking) -> Escort:
    """The escort of the round this belongs to."""
    return escorts([undertaking.cycle or undertaking])[0]


def _role(cycle: Undertaking) -> Title | None:
    edition = edition_of(cycle)
    known = edition.roles.get(edition.followups.escort)
    return known.title if known else None


def team_role(edition: Edition) -> str:
    """In which role the members of a named escort team act; empty where the edition knows no such team."""
    body = edition.followups.escort_body
    return str(edition.word("bodies", body).get("role", "")) if body else ""


@dataclass(frozen=True)
class Seats:
    """Who holds which role, in a place or in an undertaking."""

    held: Held
    appointed: Held

    def of(self, undertaking: Undertaking, roles: Collection[str]) -> list[Person]:
        """Who stands in one of these roles there; the same as ``programmes.permissions.roles_at``, asked the other way round."""
        there = [str(pk) for pk in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id) if pk]
        return _once([*holders(self.held, roles, places_of(undertaking.region.code)), *holders(self.appointed, roles, there)])


def seats(undertakings: Collection[Undertaking], on: date, roles: Collection[str] | None = None) -> Seats:
    """In all places, and in these undertakings and what they belong to; two queries."""
    held: Held = {}
    appointed: Held = {}
    by_place = RoleHeld.objects.on(on).filter(person__is_active=True).exclude(person__email=None).select_related("person", "region").order_by("person_id")
    there = {pk for each in undertakings for pk in (each.pk, each.parent_id, each.cycle_id) if pk}
    rows = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), undertaking__in=there, held_from__lte=on, person__is_active=True)
    by_round = rows.exclude(person__email=None).select_related("person")
    if roles is not None:
        places = {code for each in undertakings for code in places_of(each.region.code)}
        by_place, by_round = by_place.filter(role__in=roles, region__code__in=places), by_round.filter(role__in=roles)
    for seat in by_place:
        held.setdefault((seat.role, seat.region.code), []).append(seat.person)
    for row in by_round:
        appointed.setdefault((row.role, str(row.undertaking_id)), []).append(row.person)
    return Seats(held, appointed)


def escorting(line: Followup, edition: Edition, seated: Seats) -> list[Person]:
    """The team that the round named; where it named none that can be reached, whoever holds the role of the edition in its line of places or in the round."""
    role, team, root = edition.followups.escort, team_role(edition), str(line.undertaking.root_id)
    named = seated.appointed.get((team, root), []) if team else []
    return named or ([*holders(seated.held, {role}, places_of(line.undertaking.region.code)), *seated.appointed.get((role, root), [])] if role else [])


def holders(held: Held, roles: Collection[str], places: Collection[str]) -> list[Person]:
    return _once(person for place in places for role in sorted(roles) for person in held.get((role, place), []))


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def places_of(code: str) -> list[str]:
    """A place and those above it, the nearest first."""
    return [code, *places_above(code)]


def opening_roles(edition: Edition, scope: str) -> set[str]:
    """Roles that may open follow-ups there at any time."""
    return {role for entry in edition.anytime if entry.act == "followups.open" and entry.scope == scope for role in entry.roles}


def reporting_roles(edition: Edition, scope: str) -> set[str]:
    """Roles that may report there, at any time or through a step."""
    entries = [*(entry for entry in edition.anytime if entry.scope == scope), *(entry for stage in edition.of_scope(scope) for entry in stage.acts)]
    return {role for entry in entries if entry.act == "followups.report" for role in entry.roles}


def may_sign_in(person: Person) -> bool:
    return person.is_active and person.email is not None

"""Who says yes now to a line that was reported done without a file: the asker, or whoever has come into the asker's place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.actors.roles import OFFICE_ADMIN
from sinergi.engine.definition import Edition
from sinergi.followups.models import Followup, Report
from sinergi.followups.queries.escorts import Seats, escorting, holders, may_sign_in, opening_roles, places_of, seats, team_role
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Appointment, Undertaking


@dataclass(frozen=True)
class Agreers:
    """Who is told that a line waits for a yes, and can sign in to say it."""

    people: list[Person]
    by_asker: bool = False
    anybody: bool = False  # no asker who could: then whoever may open a line there, and ``people`` are those of them who are told

    def include(self, person: Person) -> bool:
        return any(each.pk == person.pk for each in self.people)


def agreers(lines: Collection[Followup], on: date) -> dict[int, Agreers]:
    """For each line, with a fixed number of queries.

    The asker, while he or she holds the office in which it was asked; otherwise whoever holds that office there. Neither who has to do it
    nor, in the asker's stead, who reported it. Where nobody is left, or nobody known asked, or the asker has to do it: the escort of the
    round, or without one whoever watches nearest.
    """
    if not lines:
        return {}
    doers, reporters, offices = _doers(lines, on), _reporters(lines), _offices(lines, on)
    found: dict[int, Agreers] = {}
    for line in lines:
        asker, (_office, present) = line.person, offices[line.pk]
        if asker is not None and present and asker.pk not in doers[line.pk]:
            found[line.pk] = Agreers([asker], by_asker=True)
    rest = [line for line in lines if line.pk not in found]
    if rest:
        editions = {pk: edition_with(pk) for pk in {line.undertaking.edition_id for line in rest}}
        roles = {role for line in rest for role in (*offices[line.pk][0], *_roles(editions[line.undertaking.edition_id], line.undertaking.scope))}
        seated = seats({line.undertaking for line in rest}, on, roles=roles)
        for line in rest:
            found[line.pk] = _instead(line, editions[line.undertaking.edition_id], offices[line.pk][0], seated, doers[line.pk], reporters.get(line.pk))
    return found


def _instead(line: Followup, edition: Edition, office: set[str], seated: Seats, doers: set[int], reporter: int | None) -> Agreers:
    barred = doers | ({reporter} if reporter else set())
    if line.person_id not in doers:
        heirs = _without(seated.of(line.undertaking, office), {*barred, line.person_id or 0})
        if heirs:
            return Agreers(heirs)
    told = _without(escorting(line, edition, seated), barred)
    nearest = (_without(holders(seated.held, opening_roles(edition, line.undertaking.scope), [code]), barred) for code in places_of(line.undertaking.region.code))
    return Agreers(told or next((people for people in nearest if people), []), anybody=True)


def _roles(edition: Edition, scope: str) -> set[str]:
    return {edition.followups.escort, team_role(edition), *opening_roles(edition, scope)} - {""}


def _without(people: Iterable[Person], barred: Collection[int]) -> list[Person]:
    return [person for person in people if person.pk not in barred]


def _doers(lines: Collection[Followup], on: date) -> dict[int, set[int]]:
    """On whom each line was laid; the same as ``permissions.is_responsible``."""
    bodies = {line.who_organisation_id for line in lines if line.who_person_id is None and line.who_organisation_id}
    members: dict[int, set[int]] = {}
    for body, person in Member.objects.on(on).filter(organisation__in=bodies).values_list("organisation_id", "person_id") if bodies else ():
        members.setdefault(body, set()).add(person)
    return {line.pk: {line.who_person_id} if line.who_person_id else members.get(line.who_organisation_id or 0, set()) for line in lines}


def _reporters(lines: Collection[Followup]) -> dict[int, int | None]:
    """Who said last that it is done."""
    rows = Report.objects.filter(followup__in=[line.pk for line in lines], waits=True, ended_on=None)
    return dict(rows.order_by("happened_on", "id").values_list("followup_id", "person_id"))  # the last overwrites the earlier ones


def _offices(lines: Collection[Followup], on: date) -> dict[int, tuple[set[str], bool]]:
    """In which roles each asker stood there on the day of asking (what was written down later: of the day of writing), and whether he or she still does."""
    askers = {line.person_id for line in lines if line.person_id}
    held = list(RoleHeld.objects.filter(person__in=askers).exclude(role=OFFICE_ADMIN).values_list("person_id", "role", "region__code", "held_from", "held_to"))
    appointed = list(Appointment.objects.filter(person__in=askers).values_list("person_id", "role", "undertaking_id", "held_from", "held_to"))
    found: dict[int, tuple[set[str], bool]] = {}
    for line in lines:
        here = line.undertaking
        rows = [row for row in held if row[2] in here.region.codes_above] + [row for row in appointed if row[2] in {here.pk, here.parent_id, here.cycle_id}]
        days = (line.happened_on, timezone.localdate(line.recorded_at))
        office = next((stood for day in days if (stood := _stood(rows, line.person_id, day))), set())
        present = line.person is not None and may_sign_in(line.person) and (not office or bool(office & _stood(rows, line.person_id, on)))
        found[line.pk] = (office, present)
    return found


def _stood(rows: Iterable[tuple[Any, ...]], person: int | None, day: date) -> set[str]:
    return {role for who, role, _place, since, until in rows if who == person and since <= day and (until is None or until >= day)}


def opens_lines(undertaking: Undertaking) -> bool:
    """Whether the edition lets anybody open a line at this scope at all; texts from before that act do not."""
    edition = edition_with(undertaking.edition_id)
    entries = [entry for entry in edition.anytime if entry.scope == undertaking.scope] + [entry for stage in edition.of_scope(undertaking.scope) for entry in stage.acts]
    return any(entry.act == "followups.open" for entry in entries)

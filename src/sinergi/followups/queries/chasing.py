"""Whom to remind of what today: the doers, the asker of what waits for a yes, the escort, and those who watch further up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from sinergi.actors.models import Person, RoleHeld
from sinergi.engine.definition import Chasing, Edition
from sinergi.followups.models import WAITING, Followup, Reminder
from sinergi.followups.queries.escorts import team_role
from sinergi.followups.queries.people import people_of
from sinergi.followups.rules import Call, calls, places_above, rung
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Appointment, Closing, Undertaking


@dataclass(frozen=True)
class Due:
    """One line, one reason, one person."""

    line: Followup
    call: Call
    person: Person
    watches: bool


Held = dict[tuple[str, str], list[Person]]  # (role, code of the place) -> who holds it today


def due(on: date) -> list[Due]:
    """Everything that has not been said yet. Settled lines, and lines of closed rounds, call nobody."""
    opened = _open_lines(on)
    editions = {pk: edition_with(pk) for pk in {line.undertaking.edition_id for line in opened}}
    called = [(line, its) for line in opened if (its := _calls(line, on, editions[line.undertaking.edition_id].followups))]
    lines = [line for line, _its in called]
    doers, held, appointed = people_of(lines, on), _held(on), _appointed(lines, on)
    said = _said([line.pk for line in lines])
    found: dict[tuple[int, int, Call], Due] = {}
    for line, its_calls in called:
        for call in its_calls:
            for person, watches in _told(line, call, editions[line.undertaking.edition_id], doers[line.pk], held, appointed):
                key = (line.pk, person.pk, call)
                if key not in said:
                    found.setdefault(key, Due(line, call, person, watches))
    return list(found.values())


def watching(edition: Edition, scope: str) -> set[str]:
    """Roles that watch over a scope: they may open follow-ups there at any time, or see everything there."""
    opening = {role for entry in edition.anytime if entry.act == "followups.open" and entry.scope == scope for role in entry.roles}
    return opening | {role.code for role in edition.roles.values() if role.observer and role.held == "region"}


def _open_lines(on: date) -> list[Followup]:
    closed = Closing.objects.standing().values("undertaking")
    last = on + timedelta(days=_furthest())
    rows = Followup.objects.with_status().unsettled().filter(ended_on=None, due_on__lte=last, undertaking__voided_on=None)
    rows = rows.exclude(undertaking__in=closed).exclude(undertaking__cycle__in=closed)
    return list(rows.select_related("person", "undertaking__region").order_by("due_on", "id"))


def _furthest() -> int:
    """How far ahead the earliest reminder of any round looks."""
    pinned = Undertaking.objects.filter(scope="cycle", voided_on=None).values_list("edition_id", flat=True).distinct()
    return max((days for edition in pinned for days in edition_with(edition).followups.remind_before), default=0)


def _calls(line: Followup, on: date, chase: Chasing) -> tuple[Call, ...]:
    found = calls(line.due_on, line.happened_on, on, before=chase.remind_before, after=chase.remind_after, escalate_after=chase.escalate_after)
    return tuple(call for call in found if call.kind != "up") if line.status == WAITING else found  # waiting for a yes is not the doer's delay


def _told(line: Followup, call: Call, edition: Edition, doers: list[Person], held: Held, appointed: Held) -> Iterator[tuple[Person, bool]]:
    place = line.undertaking.region.code
    if call.kind == "up":
        own = {person.pk for person in doers if line.who_person_id or line.who_organisation_id}     # whoever has to do it does not watch over himself
        watched = {above: [person for person in _holders(held, watching(edition, line.undertaking.scope), [above]) if person.pk not in own]
                   for above in (place, *places_above(place))}
        above = rung(call.days // edition.followups.escalate_after, [code for code, people in watched.items() if people])
        yield from ((person, True) for person in watched.get(above or "", []) if above is not None)
    else:
        asker = line.person if line.status == WAITING else None
        yield from ((person, False) for person in ([asker] if asker and asker.is_active and asker.email else doers))
    yield from ((person, True) for person in _escort(line, edition.followups.escort, team_role(edition), held, appointed))


def _escort(line: Followup, role: str, team: str, held: Held, appointed: Held) -> list[Person]:
    """The team that the round named; where it named none, whoever holds the role of the edition in its line of places or in the round."""
    root, place = str(line.undertaking.root_id), line.undertaking.region.code
    named = appointed.get((team, root), []) if team else []
    return named or ([*_holders(held, {role}, [place, *places_above(place)]), *appointed.get((role, root), [])] if role else [])


def _holders(held: Held, roles: Collection[str], places: Collection[str]) -> list[Person]:
    return list({person.pk: person for place in places for role in sorted(roles) for person in held.get((role, place), [])}.values())


def _held(on: date) -> Held:
    found: Held = {}
    for row in RoleHeld.objects.on(on).filter(person__is_active=True).exclude(person__email=None).select_related("person", "region").order_by("person_id"):
        found.setdefault((row.role, row.region.code), []).append(row.person)
    return found


def _appointed(lines: Collection[Followup], on: date) -> Held:
    """Roles held in a round itself, by (role, id of the round)."""
    found: Held = {}
    rows = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), undertaking__in={line.undertaking.root_id for line in lines}, held_from__lte=on)
    for row in rows.filter(person__is_active=True).exclude(person__email=None).select_related("person"):
        found.setdefault((row.role, str(row.undertaking_id)), []).append(row.person)
    return found


def _said(lines: Collection[int]) -> set[tuple[int, int, Call]]:
    rows = Reminder.objects.filter(followup__in=lines) if len(lines) < 500 else Reminder.objects.filter(followup__ended_on=None)  # noqa: PLR2004 -- SQLite takes so many numbers
    return {(line, person, Call(kind, days)) for line, person, kind, days in rows.values_list("followup_id", "person_id", "kind", "days")}

"""Whom to remind of what today: the doers, whoever says yes to what waits for one, the escort, and those who watch further up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sinergi.actors.models import Person
from sinergi.engine.definition import Chasing, Edition
from sinergi.followups.models import WAITING, Followup, Reminder
from sinergi.followups.queries.agreers import Agreers, agreers
from sinergi.followups.queries.escorts import Seats, escorting, holders, opening_roles, places_of, seats
from sinergi.followups.queries.people import people_of
from sinergi.followups.rules import Call, calls, rung
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Closing, Undertaking


@dataclass(frozen=True)
class Due:
    """One line, one reason, one person."""

    line: Followup
    call: Call
    person: Person
    watches: bool


def due(on: date) -> list[Due]:
    """Everything that has not been said yet. Settled lines, and lines of closed rounds, call nobody."""
    opened = _open_lines(on)
    editions = {pk: edition_with(pk) for pk in {line.undertaking.edition_id for line in opened}}
    waiting = agreers([line for line in opened if line.status == WAITING], on)
    called = [(line, its) for line in opened if (its := _calls(line, on, editions[line.undertaking.edition_id].followups, waiting.get(line.pk)))]
    lines = [line for line, _its in called]
    doers, seated = people_of(lines, on), seats({line.undertaking for line in lines}, on)
    said = _said([line.pk for line in lines])
    found: dict[tuple[int, int, Call], Due] = {}
    for line, its_calls in called:
        for call in its_calls:
            for person, watches in _told(line, call, editions[line.undertaking.edition_id], doers[line.pk], waiting.get(line.pk), seated):
                key = (line.pk, person.pk, call)
                if key not in said:
                    found.setdefault(key, Due(line, call, person, watches))
    return list(found.values())


def watching(edition: Edition, scope: str) -> set[str]:
    """Roles that watch over a scope: they may open follow-ups there at any time, or see everything there."""
    return opening_roles(edition, scope) | {role.code for role in edition.roles.values() if role.observer and role.held == "region"}


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


def _calls(line: Followup, on: date, chase: Chasing, waiting: Agreers | None) -> tuple[Call, ...]:
    found = calls(line.due_on, line.happened_on, on, before=chase.remind_before, after=chase.remind_after, escalate_after=chase.escalate_after)
    return tuple(call for call in found if call.kind != "up") if waiting and waiting.by_asker else found  # waiting for the asker's yes is not the doer's delay


def _told(line: Followup, call: Call, edition: Edition, doers: list[Person], waiting: Agreers | None, seated: Seats) -> Iterator[tuple[Person, bool]]:
    place = line.undertaking.region.code
    if call.kind == "up":
        own = {person.pk for person in doers if line.who_person_id or line.who_organisation_id}     # whoever has to do it does not watch over himself
        watched = {above: [person for person in holders(seated.held, watching(edition, line.undertaking.scope), [above]) if person.pk not in own]
                   for above in places_of(place)}
        above = rung(call.days // edition.followups.escalate_after, [code for code, people in watched.items() if people])
        yield from ((person, True) for person in watched.get(above or "", []) if above is not None)
    else:
        yield from ((person, False) for person in ((waiting.people if waiting else []) or doers))
    yield from ((person, True) for person in escorting(line, edition, seated))


def _said(lines: Collection[int]) -> set[tuple[int, int, Call]]:
    rows = Reminder.objects.filter(followup__in=lines) if len(lines) < 500 else Reminder.objects.filter(followup__ended_on=None)  # noqa: PLR2004 -- SQLite takes so many numbers
    return {(line, person, Call(kind, days)) for line, person, kind, days in rows.values_list("followup_id", "person_id", "kind", "days")}

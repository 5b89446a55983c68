"""What pages show about follow-ups: lists with filters, one with its history, the panel of an undertaking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.followups.models import Followup, FollowupQuerySet, Origin, Report, settles
from sinergi.followups.rules import Responsible
from sinergi.programmes.models import Appointment, Engagement, Undertaking

PANEL_ROWS = 5


@dataclass(frozen=True)
class Filters:
    """What the address asks for; odd values mean no filter."""

    state: str = ""  # open, late, done
    mine: bool = False
    origin: str = ""
    words: str = ""

    @classmethod
    def from_query(cls, query: Any) -> Filters:
        state = {"terbuka": "open", "terlambat": "late", "selesai": "done"}.get(query.get("keadaan", ""), "")
        origin = query.get("asal", "")
        return cls(state, query.get("milik") == "saya", origin if origin in Origin.values else "", query.get("cari", "").strip()[:80])


def below(undertaking: Undertaking) -> FollowupQuerySet:
    """Standing follow-ups of an undertaking and everything below it."""
    return _standing().filter(Q(undertaking=undertaking) | Q(undertaking__parent=undertaking) | Q(undertaking__cycle=undertaking))


def mine_anywhere(person: Person, on: date) -> FollowupQuerySet:
    """Standing follow-ups wherever this person holds a role, in a region or in an undertaking, and those laid on the person."""
    places = Q()
    for code in RoleHeld.objects.on(on).filter(person=person).values_list("region__code", flat=True).distinct():
        places |= Q(undertaking__region__code=code) | Q(undertaking__region__code__gte=f"{code}.", undertaking__region__code__lt=f"{code}/") if code else Q(pk__gt=0)
    appointed = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values("undertaking")
    own = Q(undertaking__in=appointed) | Q(undertaking__parent__in=appointed) | Q(undertaking__cycle__in=appointed)
    return _standing().filter(places | own | _laid_on(person, on) if places else own | _laid_on(person, on))


def filtered(rows: FollowupQuerySet, filters: Filters, person: Any, on: date) -> QuerySet[Followup]:
    """Narrowed by the filters; what is due first comes first, what is settled last seen first."""
    if filters.state == "open":
        rows = rows.unsettled()
    elif filters.state == "late":
        rows = rows.late(on)
    elif filters.state == "done":
        rows = rows.settled()
    if filters.mine:
        rows = rows.filter(_laid_on(person, on)) if isinstance(person, Person) else rows.none()
    if filters.origin:
        rows = rows.filter(origin=filters.origin)
    if filters.words:
        rows = rows.filter(Q(what__icontains=filters.words) | Q(who_text__icontains=filters.words) | Q(who_organisation__name__icontains=filters.words))
    return rows.order_by("-due_on" if filters.state == "done" else "due_on", "id")


def one(undertaking: Undertaking, number: int) -> Followup | None:
    found: Followup | None = (
        Followup.objects.with_status()
        .filter(undertaking=undertaking, number=number)
        .select_related("undertaking", "who_person", "who_organisation", "person")
        .first()
    )
    return found


def history(followup: Followup) -> QuerySet[Report]:
    """Every report about it, newest first, those taken back too."""
    return followup.reports.select_related("person", "evidence", "ended_by").order_by("-happened_on", "-id")


def state(followup: Any, on: date) -> tuple[str, int]:
    """The shape of our pages and the days late: done, open, late, or out where it was let go."""
    if followup.status == "cancelled":
        return "out", 0
    if settles(followup.status):
        return "done", 0
    late = (on - followup.due_on).days
    return ("late", late) if late > 0 else ("open", 0)


def panel(undertaking: Undertaking, person: Any, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """What the page of an undertaking shows: how many are open and late, and the next few."""
    del person  # the same for everybody; names are masked by ``public``
    rows = list(below(undertaking).order_by("due_on", "id"))
    if not rows:
        return None
    waiting = [row for row in rows if not settles(row.status)]
    return {
        "undertaking": undertaking,
        "total": len(rows),
        "open": len(waiting),
        "late": sum(row.due_on < on for row in waiting),
        "rows": with_states(waiting[:PANEL_ROWS] or rows[-PANEL_ROWS:], on),
        "public": public,
    }


def with_states(rows: Any, on: date) -> list[Any]:
    """Each with ``shape`` and ``days_late`` for the page."""
    for row in rows:
        row.shape, row.days_late = state(row, on)
    return list(rows)


def known_responsibles(undertaking: Undertaking) -> dict[str, Responsible]:
    """Bodies formed in this round and their members, by name: what may be written into "penanggung jawab" and is then linked."""
    bodies = Engagement.objects.filter(ended_on=None).filter(Q(undertaking=undertaking.root_id) | Q(undertaking__cycle=undertaking.root_id))
    found: dict[str, Responsible] = {}
    members = Member.objects.filter(organisation__in=bodies.values("organisation"), held_to=None).order_by("organisation__name", "person__name")
    for organisation, name, person, person_name in members.values_list("organisation_id", "organisation__name", "person_id", "person__name"):
        found.setdefault(name, Responsible(organisation_id=organisation))
        label = f"{person_name}, {name}"
        found.setdefault(label, Responsible(person_id=person, organisation_id=organisation))
    return found


def _standing() -> FollowupQuerySet:
    rows: FollowupQuerySet = Followup.objects.with_status()
    return rows.filter(ended_on=None).select_related("undertaking", "who_person", "who_organisation")


def _laid_on(person: Person, on: date) -> Q:
    bodies = Member.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values("organisation")
    return Q(who_person=person) | Q(who_organisation__in=bodies)

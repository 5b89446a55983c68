"""Lists of follow-ups with their filters, one with its history, the panel of an undertaking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.followups.models import WAITING, Agreement, Followup, FollowupQuerySet, Origin, Report, settles
from sinergi.followups.queries.boards import counted
from sinergi.followups.queries.escorts import escort_of
from sinergi.kernel import numbers
from sinergi.programmes.models import Appointment, Undertaking

PANEL_ROWS = 5
_PLACE = re.compile(r"(?:\d{2}(?:\.[\w-]{1,12}){0,6})?", re.ASCII)


STATES = {"terbuka": "open", "belum": "new", "berjalan": "running", "menunggu": "waiting", "terlambat": "late", "selesai": "done", "batal": "cancelled"}
GROUPS = {"orang": "person", "lembaga": "organisation", "tempat": "place"}
SORTS = {
    "tenggat": ("due_on", "id"),
    "tenggat-akhir": ("-due_on", "-id"),
    "baru": ("-happened_on", "-id"),
    "apa": ("what", "id"),
    "lembaga": ("who_organisation__name", "who_person__name", "who_text", "due_on", "id"),
    "tempat": ("undertaking__region__code", "due_on", "id"),
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; odd values mean no filter."""

    state: str = ""  # one of STATES
    mine: bool = False
    origin: str = ""
    words: str = ""
    person: int | None = None  # 0: nobody with an account
    organisation: int | None = None  # 0: no body of ours
    place: str | None = None  # the code of a place
    sort: str = ""
    by: str = ""  # one of GROUPS

    @classmethod
    def from_query(cls, query: Any, *, names: bool = True) -> Filters:
        """Whom a line was laid on is asked for only by those who see names."""
        origin, sort, place = query.get("asal", ""), query.get("urut", ""), query.get("tempat")
        by = GROUPS.get(query.get("menurut", ""), "")
        return cls(
            STATES.get(query.get("keadaan", ""), ""), query.get("milik") == "saya", origin if origin in Origin.values else "",
            query.get("cari", "").replace("\0", "").strip()[:80], _number(query.get("orang")) if names else None, _number(query.get("lembaga")),
            place if place is not None and _PLACE.fullmatch(place) else None, sort if sort in SORTS else "", "" if by == "person" and not names else by,
        )  # fmt: skip


def _number(text: str | None) -> int | None:
    return numbers.whole(text or "", 12)


def below(undertaking: Undertaking) -> FollowupQuerySet:
    """Standing follow-ups of an undertaking and everything below it."""
    return standing().filter(Q(undertaking=undertaking) | Q(undertaking__parent=undertaking) | Q(undertaking__cycle=undertaking))


def mine_anywhere(person: Person, on: date) -> FollowupQuerySet:
    """Standing follow-ups wherever this person holds a role, in a region or in an undertaking; those asked for, and those laid on the person or a body of his or hers."""
    places = Q()
    for code in RoleHeld.objects.on(on).filter(person=person).values_list("region__code", flat=True).distinct():
        places |= within(code) if code else Q(pk__gt=0)
    appointed = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values("undertaking")
    own = Q(undertaking__in=appointed) | Q(undertaking__parent__in=appointed) | Q(undertaking__cycle__in=appointed)
    own |= Q(who_person=person) | Q(who_organisation__in=bodies_of(person, on)) | Q(person=person)
    return standing().filter(places | own if places else own)


def filtered(rows: FollowupQuerySet, filters: Filters, person: Any, on: date) -> FollowupQuerySet:
    """Narrowed by the filters; what is due first comes first, what is settled last seen first."""
    rows = _in_state(rows, filters.state, on)
    if filters.mine:
        rows = rows.filter(laid_on(person, on)) if isinstance(person, Person) else rows.none()
    if filters.origin:
        rows = rows.filter(origin=filters.origin)
    if filters.words:
        rows = rows.filter(_said(filters.words))
    if filters.person is not None:
        rows = rows.filter(who_person=filters.person or None)
    if filters.organisation is not None:
        rows = rows.filter(who_organisation=filters.organisation or None)
    if filters.place is not None:
        rows = rows.filter(within(filters.place))
    settled = filters.state in {"done", "cancelled"}
    return rows.order_by(*SORTS[filters.sort or ("tenggat-akhir" if settled else "tenggat")])


def _in_state(rows: FollowupQuerySet, state: str, on: date) -> FollowupQuerySet:
    if state == "open":
        return rows.unsettled()
    if state == "late":
        return rows.late(on)
    if state in {"new", "running"}:
        return rows.filter(status="" if state == "new" else state, due_on__gte=on)
    return rows.filter(status=state) if state else rows


def _said(words: str) -> Q:
    fields = ("what", "output", "place", "who_text", "who_organisation__name")
    found = Q(undertaking__code__icontains=words)
    for field in fields:
        found |= Q(**{f"{field}__icontains": words})
    return found


def within(place: str) -> Q:
    """Lines whose undertaking lies in this place or below it."""
    if not place:
        return Q()
    return Q(undertaking__region__code=place) | Q(undertaking__region__code__gte=f"{place}.", undertaking__region__code__lt=f"{place}/")


def one(undertaking: Undertaking, number: int) -> Followup | None:
    found: Followup | None = (
        Followup.objects.with_status()
        .filter(undertaking=undertaking, number=number)
        .select_related("undertaking__region", "who_person", "who_organisation", "person")
        .first()
    )
    return found


def newest(followup: Followup) -> Report | None:
    """The report that says where it stands."""
    found: Report | None = followup.reports.filter(ended_on=None).select_related("person").order_by("-happened_on", "-id").first()
    return found


def history(followup: Followup) -> QuerySet[Report]:
    """Every report about it, newest first, those taken back too."""
    return followup.reports.select_related("person", "evidence", "ended_by").prefetch_related(models.Prefetch("agreements", Agreement.objects.select_related("person"))).order_by("-happened_on", "-id")


def state(followup: Any, on: date) -> tuple[str, int]:
    """The shape of our pages and the days late: done, open, late, waiting for a yes, or out where it was let go."""
    if followup.status == "cancelled":
        return "out", 0
    if settles(followup.status):
        return "done", 0
    if followup.status == WAITING:
        return "waiting", 0
    late = (on - followup.due_on).days
    return ("late", late) if late > 0 else ("open", 0)


def panel(undertaking: Undertaking, person: Any, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """What the page of an undertaking shows: how many are open and late, and the next few."""
    del person  # the same for everybody; names are masked by ``public``
    rows = below(undertaking)
    counts = list(counted(rows, on))
    total = sum(many for _status, _late, many in counts)
    escort = escort_of(undertaking) if undertaking.scope == "cycle" else None
    if not total and not (escort and escort.team):
        return None
    waiting = sum(many for status, _late, many in counts if not settles(status))
    shown = rows.unsettled().order_by("due_on", "id") if waiting else rows.order_by("-due_on", "-id")
    return {
        "undertaking": undertaking,
        "total": total,
        "open": waiting,
        "late": sum(many for _status, late, many in counts if late),
        "rows": with_states(shown[:PANEL_ROWS], on),
        "public": public,
        "escort": escort,
        "names": not public,
    }


def with_states(rows: Any, on: date) -> list[Any]:
    """Each with ``shape`` and ``days_late`` for the page."""
    for row in rows:
        row.shape, row.days_late = state(row, on)
    return list(rows)


def standing() -> FollowupQuerySet:
    rows: FollowupQuerySet = Followup.objects.with_status()
    return rows.filter(ended_on=None).select_related("undertaking__region", "who_person", "who_organisation")


def laid_on(person: Person, on: date) -> Q:
    """Named in it; or a member of a body that answers for it without naming anybody. The same as ``permissions.is_responsible``."""
    return Q(who_person=person) | Q(who_person=None, who_organisation__in=bodies_of(person, on))


def bodies_of(person: Person, on: date) -> QuerySet[Any]:
    return Member.objects.on(on).filter(person=person).values("organisation")

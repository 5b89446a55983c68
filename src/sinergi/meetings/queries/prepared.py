"""Meetings that are still to come: lists with filters, one with its invitation, whom one may invite, what stands in a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Count, F, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.engine.definition import Edition, Role, Title
from sinergi.followups import queries as followups
from sinergi.followups.queries import known_responsibles
from sinergi.meetings import rules
from sinergi.meetings.models import CalendarLink, Invitee, Outsider, Planned, PlannedItem, Told
from sinergi.programmes.editions import edition_of, edition_with
from sinergi.programmes.models import Appointment, Undertaking
from sinergi.programmes.sentences import shown

PERIODS = {"pekan": 7, "bulan": 31}
MOST_BODIES = 300
_REPLY = "meetings.reply"
KEPT_IN_CALENDAR = timedelta(days=180)  # how far back a calendar goes: our default


@dataclass(frozen=True)
class Coming:
    """What the address of "rapat mendatang" asks for; odd values mean no filter."""

    words: str = ""
    round: str = ""
    kind: str = ""
    period: str = ""
    mine: bool = False

    @classmethod
    def from_query(cls, query: Any) -> Coming:
        period = query.get("waktu", "")
        return cls(query.get("cari", "").strip()[:80], query.get("tahap", "")[:40], query.get("jenis", "")[:60], period if period in PERIODS else "", query.get("milik") == "saya")


@dataclass(frozen=True)
class Line:
    """One line of the invitation: what it says, of which sort, how many are expected. The address is for who may prepare the meeting."""

    who: Any
    sort: str  # role, person, organisation, category, outsider
    expected: int | None
    email: str

    @property
    def is_somebody(self) -> bool:
        """Whether it may be somebody's own name, which is not for the public."""
        return self.sort in {"person", "outsider"}


@dataclass(frozen=True)
class Letter:
    """One prepared meeting with all that hangs on it."""

    planned: Planned
    kind: Any
    aims: Sequence[Title]
    agenda: Sequence[rules.Timed]
    agenda_minutes: int
    over: int
    invited: Sequence[Line]
    expected: int
    told: int
    coming: int
    not_coming: int
    further: Sequence[Undertaking]

    @property
    def on_paper(self) -> list[str]:
        """The groups and names to which nothing is sent: no account, no address."""
        return [line.who for line in self.invited if line.sort == "category"]


def one_planned(undertaking: Undertaking, number: int) -> Planned | None:
    rows = Planned.objects.select_related("undertaking__region", "undertaking__cycle__region", "undertaking__parent__region", "region", "series", "meeting__undertaking", "prepared_by")
    return rows.filter(undertaking=undertaking, number=number).first()


def upcoming(person: Any, on: date) -> QuerySet[Planned]:
    """What is still to come: public meetings that were announced; for somebody signed in also those of the own rounds, drafts too."""
    rows = Planned.objects.filter(ends_on__gte=on, cancelled_at=None, meeting=None).select_related("undertaking__cycle", "undertaking__region", "region")
    public = Q(is_public=True, invited_at__isnull=False)
    if not isinstance(person, Person):
        return rows.filter(public)
    return rows.filter(public | Q(undertaking__in=_own(person, on)) | Q(pk__in=Told.objects.filter(person=person).values("planned")))


def narrowed(rows: QuerySet[Planned], asked: Coming, person: Any, on: date) -> QuerySet[Planned]:
    """The same, narrowed by the filters; what comes first stands first."""
    if asked.round:
        rows = rows.filter(Q(undertaking__code=asked.round) | Q(undertaking__cycle__code=asked.round))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.period:
        rows = rows.filter(starts_on__lte=on + timedelta(days=PERIODS[asked.period]))
    if asked.mine and isinstance(person, Person):
        rows = rows.filter(Q(pk__in=Told.objects.filter(person=person).values("planned")) | Q(prepared_by=person))
    if asked.words:
        rows = rows.filter(Q(title__icontains=asked.words) | Q(place__icontains=asked.words) | Q(undertaking__title__icontains=asked.words))
    return rows.order_by("starts_on", F("starts_time").asc(nulls_last=True), "pk")


def coming_to(undertaking: Undertaking, on: date, *, public: bool) -> QuerySet[Planned]:
    """The meetings to come of an undertaking and of what lies below it."""
    rows = Planned.objects.filter(ends_on__gte=on, cancelled_at=None, meeting=None).select_related("undertaking", "region")
    below = Q(undertaking=undertaking) | Q(further=undertaking) | Q(undertaking__parent=undertaking) | Q(undertaking__cycle=undertaking)
    rows = rows.filter(below).distinct()
    return rows.filter(is_public=True, invited_at__isnull=False) if public else rows


def with_kinds(rows: Iterable[Any]) -> list[Any]:
    """Each with ``kind_title``, what its edition calls the kind."""
    found = list(rows)
    words = {edition: edition_with(edition).words("meeting_kinds") for edition in {row.undertaking.edition_id for row in found}}
    for row in found:
        word = words[row.undertaking.edition_id].get(row.kind)
        row.kind_title = word.title if word else row.kind
    return found


def letter(planned: Planned) -> Letter:
    """The invitation as pages and papers show it."""
    plan = plan_of(planned)
    edition = edition_of(planned.undertaking)
    word = edition.words("meeting_kinds").get(planned.kind)
    sent = {"all": Count("pk"), "yes": Count("pk", filter=Q(coming=Told.Coming.YES)), "no": Count("pk", filter=Q(coming=Told.Coming.NO))}
    answers = Counter(planned.told.aggregate(**sent)) + Counter(planned.outsiders.filter(withdrawn_at=None).aggregate(**sent))
    return Letter(
        planned=planned,
        kind=word.title if word else planned.kind,
        aims=aims(edition, planned.kind),
        agenda=list(rules.on_the_clock(plan.agenda, plan.starts_time)),
        agenda_minutes=rules.agenda_minutes(plan.agenda),
        over=rules.over_time(plan),
        invited=invited_lines(planned),
        expected=sum(line.expected or 0 for line in plan.invited),
        told=answers["all"],
        coming=answers["yes"],
        not_coming=answers["no"],
        further=list(planned.further.order_by("code")),
    )


def aims(edition: Edition, kind: str) -> list[Title]:
    """What the programme wants of a kind of meeting, in its own words; to be read, never reckoned with."""
    word = edition.words("meeting_kinds").get(kind)
    return [Title.of(each) for each in word.get("aims", ())] if word else []


def plan_of(planned: Planned) -> rules.Plan:
    """What was prepared, to change it or to carry it into the next meeting."""
    same = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "level", "place", "link", "mode", "host", "opener", "moderator", "note_taker",
            "letter_number", "signer", "message", "is_public")  # fmt: skip
    return rules.Plan(
        **{name: getattr(planned, name) for name in same},
        agenda=[agenda_line(row) for row in planned.agenda.all()],
        invited=[rules.Invited(row.organisation_id, row.person_id, row.role, row.category, row.expected, row.email) for row in planned.invitees.all()],
    )


def agenda_line(row: PlannedItem) -> rules.AgendaLine:
    return rules.AgendaLine(row.title, row.minutes, row.speaker)


def invited_lines(planned: Planned) -> list[Line]:
    """What the invitation says, line by line."""
    roles = edition_of(planned.undertaking).roles
    return [_line(row, roles) for row in planned.invitees.select_related("organisation", "person")]


def labels(undertaking: Undertaking, on: date) -> dict[str, rules.Invited]:
    """What may be written into the invitation and is then linked: roles, bodies and people of this round. Anything else is a group of people."""
    found = {everybody(role): rules.Invited(role=role.code) for role in edition_of(undertaking).roles.values() if role.held != "anyone"}
    known = known_responsibles(undertaking, on)
    bodied = {who.person_id for who in known.values() if who.organisation_id}
    for name, who in sorted(known.items(), key=lambda one: not one[1].organisation_id and one[1].person_id in bodied):  # with a body before by a bare role
        found.setdefault(name, rules.Invited(person_id=who.person_id) if who.person_id else rules.Invited(organisation_id=who.organisation_id))
    for pk, name in Organisation.objects.filter(region__code__startswith=undertaking.region.code).values_list("pk", "name")[:MOST_BODIES]:
        found.setdefault(name, rules.Invited(organisation_id=pk))
    return found


def named_once(known: Mapping[str, rules.Invited]) -> list[str]:
    """The names a page lists: one for each role, body and person, whatever else is understood."""
    first: dict[rules.Invited, str] = {}
    for name, who in known.items():
        first.setdefault(who, name)
    return list(first.values())


def everybody(role: Role) -> str:
    """How all holders of a role are written, in the language of the reader."""
    return _("%(role)s (semua)") % {"role": shown("", role.title)}


def understood(undertaking: Undertaking, on: date) -> dict[str, rules.Invited]:
    """What is offered, and the same roles in the other languages: somebody may have changed the language meanwhile."""
    found: dict[str, rules.Invited] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.update((everybody(role), rules.Invited(role=role.code)) for role in edition_of(undertaking).roles.values() if role.held != "anyone")
    return {**found, **labels(undertaking, on)}


def label_of(line: rules.Invited, known: Mapping[str, rules.Invited]) -> str:
    """How a line of the invitation is written in the form."""
    if line.category:
        return line.category
    bare = rules.Invited(line.organisation_id, line.person_id, line.role)
    named = next((label for label, each in known.items() if each == bare), "")
    if named:
        return named
    if line.person_id:
        return Person.objects.values_list("name", flat=True).get(pk=line.person_id)
    return Organisation.objects.values_list("name", flat=True).get(pk=line.organisation_id) if line.organisation_id else line.role


def guests(planned: Planned, on: date) -> list[Person]:
    """Everybody whom the invitation reaches: named people, members of bodies, holders of roles. Groups of people get paper."""
    lines = list(planned.invitees.all())
    people = {row.person_id for row in lines if row.person_id}
    people |= set(Member.objects.on(on).filter(organisation__in=[row.organisation_id for row in lines if row.organisation_id]).values_list("person", flat=True))
    roles = {row.role for row in lines if row.role}
    if roles:
        people |= _holders(planned.undertaking, roles, on)
    return list(Person.objects.filter(pk__in=people, is_active=True).order_by("name", "pk"))


def addressed(planned: Planned, reached: Iterable[Person]) -> dict[str, str]:
    """The guests without an account, by address, each as its line names it; whoever is told over an account is not told twice."""
    over_account = {(each.email or "").lower() for each in reached}
    rows = planned.invitees.exclude(email="").select_related("organisation")
    return {row.email: (row.category or str(row.organisation))[:160] for row in rows if row.email not in over_account}


def waiting(planned: Planned, on: date) -> int:
    """How many of the guests have not got the invitation yet."""
    reached = guests(planned, on)
    known, written = set(planned.told.values_list("person", flat=True)), set(planned.outsiders.filter(withdrawn_at=None).values_list("email", flat=True))
    return sum(guest.pk not in known for guest in reached) + len(addressed(planned, reached).keys() - written)


def outsiders(planned: Planned) -> list[Outsider]:
    """Who was told without an account, with what became of the last letter."""
    return list(planned.outsiders.filter(withdrawn_at=None).select_related("letter").order_by("name", "pk"))


def outsider(token: str) -> Outsider | None:
    """Whose invitation a secret address is."""
    rows = Outsider.objects.select_related("planned__undertaking__region", "planned__undertaking__cycle", "planned__undertaking__edition", "planned__region")
    return rows.filter(token=token).first()


def guest_list(planned: Planned, on: date) -> list[dict[str, Any]]:
    """Whom one may tick at the door: people with an account with the body as the invitation puts it, and guests who were invited by name without one."""
    by_body = {row.organisation_id: row.organisation.name for row in planned.invitees.select_related("organisation") if row.organisation}
    bodies: dict[int, str] = {}
    for person, body, name in Member.objects.on(on).filter(person__in=[each.pk for each in guests(planned, on)]).values_list("person", "organisation", "organisation__name"):
        if person not in bodies or body in by_body:
            bodies[person] = name
    known = [{"key": f"guest|{each.pk}", "name": each.name, "person": each.pk, "sex": each.sex, "organisation": bodies.get(each.pk, "")} for each in guests(planned, on)]
    named = planned.invitees.exclude(email="").exclude(category="")  # a body with an address is nobody in particular
    return known + [{"key": f"named|{row.pk}", "name": row.category, "person": "", "sex": "", "organisation": ""} for row in named]


def groups_of(planned: Planned) -> list[str]:
    """The groups people say they belong to: those of the kind in the edition, and those of the invitation."""
    word = edition_of(planned.undertaking).words("meeting_kinds").get(planned.kind)
    named = [str(each) for each in (word.get("groups", ()) if word else ())]
    named += [row.category for row in planned.invitees.all() if row.category and not row.email]  # with an address it is one guest, and no group
    return list(dict.fromkeys(named))


def for_calendar(person: Person, on: date) -> tuple[list[Planned], list[Any]]:
    """What stands in somebody's calendar: meetings one was told of or prepares, and what one has promised to do."""
    told = Told.objects.filter(person=person).values("planned")
    rows = Planned.objects.filter(Q(pk__in=told) | Q(prepared_by=person, invited_at__isnull=False), ends_on__gte=on - KEPT_IN_CALENDAR)
    plans = list(rows.select_related("undertaking__region", "region").prefetch_related("agenda").order_by("starts_on", "pk"))
    return plans, list(followups.mine(person, on).unsettled().select_related("undertaking").order_by("due_on", "pk"))


def of_round(cycle: Undertaking, on: date) -> list[Planned]:
    """The public meetings of a round, for its calendar; the cancelled ones too, so that they vanish from phones."""
    rows = Planned.objects.filter(Q(undertaking=cycle) | Q(undertaking__cycle=cycle), is_public=True, invited_at__isnull=False, ends_on__gte=on - KEPT_IN_CALENDAR)
    return list(rows.select_related("undertaking__region", "region").prefetch_related("agenda").order_by("starts_on", "pk"))


def calendar_owner(token: str) -> Person | None:
    """Whose calendar a secret address opens."""
    link = CalendarLink.objects.filter(token=token, revoked_at=None, person__is_active=True).select_related("person").first()
    return link.person if link else None


def calendar_token(person: Person) -> str:
    return CalendarLink.objects.filter(person=person, revoked_at=None).values_list("token", flat=True).first() or ""


def prepared_already(undertaking: Undertaking, kind: str, on: date) -> list[Planned]:
    """Meetings of this kind that are prepared here and not yet held: before somebody prepares the same one twice."""
    return list(Planned.objects.filter(undertaking=undertaking, kind=kind, cancelled_at=None, meeting=None, ends_on__gte=on).select_related("undertaking").order_by("starts_on"))


def countable(undertaking: Undertaking) -> QuerySet[Undertaking]:
    """What a meeting here may count for as well: others of the same round and scope; for a round, others of the programme in the same province."""
    rows = Undertaking.objects.filter(cycle=undertaking.cycle_id, scope=undertaking.scope, voided_on=None).exclude(pk=undertaking.pk)
    if undertaking.cycle_id is None:
        rows = rows.filter(edition__code=undertaking.edition.code, year=undertaking.year, region__code__startswith=undertaking.region.code.partition(".")[0])
    return rows.order_by("code")


def kinds_of(rounds: Iterable[Undertaking]) -> dict[str, Any]:
    """The kinds of meeting of these rounds, by code, for a filter."""
    editions = [edition_with(edition) for edition in sorted({each.edition_id for each in rounds})]
    return {code: word.title for edition in editions for code, word in edition.words("meeting_kinds").items()}


def _line(row: Invitee, roles: Mapping[str, Any]) -> Line:
    if row.role:
        return Line(roles[row.role].title if row.role in roles else row.role, "role", row.expected, row.email)
    if row.person_id or row.organisation_id:
        return Line(row.person or row.organisation, "person" if row.person_id else "organisation", row.expected, row.email)
    return Line(row.category, "outsider" if row.email else "category", row.expected, row.email)


def _own(person: Person, on: date) -> QuerySet[Undertaking]:
    """Where this person has a role: in the place and what lies above and below it, or by appointment."""
    held = list(RoleHeld.objects.on(on).filter(person=person).values_list("region__code", flat=True).distinct())
    places = Q(pk__in=[])
    for code in held:
        places |= Q(region__code=code) | Q(region__code__startswith=f"{code}.") if code else Q(pk__gt=0)
    appointed = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values("undertaking")
    return Undertaking.objects.filter(places | Q(pk__in=appointed) | Q(parent__in=appointed) | Q(cycle__in=appointed))


def _holders(undertaking: Undertaking, roles: set[str], on: date) -> set[int]:
    """Who holds these roles: in the place or above it, in the places of what lies below it, or by appointment in any of them."""
    inside = Undertaking.objects.filter(Q(pk=undertaking.pk) | Q(parent=undertaking) | Q(cycle=undertaking), voided_on=None)
    places = Q(region__code__in=undertaking.region.codes_above) | Q(region__in=inside.values("region"))
    found = set(RoleHeld.objects.on(on).filter(places, role__in=roles).values_list("person", flat=True))
    line = [each for each in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id) if each]
    appointed = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), role__in=roles, held_from__lte=on)
    return found | set(appointed.filter(Q(undertaking__in=line) | Q(undertaking__in=inside)).values_list("person", flat=True))


def reply_key(planned_id: int, person_id: int) -> str:
    """What stands in the address of an invitation: whose it is and for which meeting, signed."""
    return signing.dumps([planned_id, person_id], salt=_REPLY, compress=False)


def read_reply(key: str) -> tuple[int, int] | None:
    """Whose invitation an address is; None when it was not made here."""
    try:
        planned_id, person_id = signing.loads(key, salt=_REPLY)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(planned_id), int(person_id)

"""Follow-ups seen from the people: what is laid on whom, and what the next meeting of a series opens with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.followups.models import WAITING, Agreement, Followup, FollowupQuerySet, Report, Status
from sinergi.followups.queries.agreers import agreers
from sinergi.followups.queries.escorts import reporting_roles, team_role
from sinergi.followups.queries.lists import bodies_of, laid_on, mine_anywhere, standing, with_states, within
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Appointment, Closing, Undertaking, among
from sinergi.programmes.registry import Waiting

MOST_SHOWN = 20  # in *Pekerjaan saya*; the rest is one link away

Offices = tuple[list[tuple[str, str]], list[tuple[str, int, int]]]  # (role, place) and (role, undertaking, its edition) of one person


def mine(person: Person, on: date) -> FollowupQuerySet:
    """Unsettled lines laid on this person, or on a body he or she sits in without naming anybody; what was due first comes first."""
    return standing().unsettled().filter(laid_on(person, on), undertaking__voided_on=None).order_by("due_on", "id")


def reportable(person: Person, ids: Collection[int], on: date) -> dict[int, date]:
    """Which of the undertakings have a line about which this person is to report, and when the first of them is due.

    A line is laid on this person, or on nobody we know: a finding that names its doer in words waits for whoever has the role there.
    What waits for a yes is reported already.
    """
    mine = laid_on(person, on) | Q(who_person=None, who_organisation=None)
    rows = Followup.objects.with_status().filter(mine, among(ids), ended_on=None, status__in=["", Status.RUNNING], happened_on__lte=on)
    return dict(rows.order_by("-due_on", "-id").values_list("undertaking_id", "due_on"))  # the first day overwrites the later ones


def to_agree(person: Person, on: date) -> FollowupQuerySet:
    """Lines that were reported done by a sentence alone and wait for this person's yes: as the asker, or in the asker's stead."""
    return standing().filter(_awaited(person, on, _offices(person, on)), status=WAITING, undertaking__voided_on=None).order_by("due_on", "id")


def my_work(person: Person, on: date) -> Waiting:
    """What *Pekerjaan saya* shows of follow-ups: those that wait for my yes, those laid on me, those that are late where I am the escort, the most overdue first."""
    asked, asked_many = _first(to_agree(person, on), on)
    rows, many = _first(to_do(person, on), on)
    guarded, guarded_many = _first(late_escorted(person, on), on)
    loose, loose_many = _first(unlinked(person, on), on)
    shown = {"asked": asked, "asked_many": asked_many, "asked_more": asked_many - len(asked), "rows": rows, "many": many, "more": many - len(rows),
             "guarded": guarded, "guarded_many": guarded_many, "guarded_more": guarded_many - len(guarded),
             "loose": loose, "loose_many": loose_many, "loose_more": loose_many - len(loose)}  # fmt: skip
    return Waiting("followups/mine.html", shown, many + asked_many + guarded_many + loose_many)


def to_do(person: Person, on: date) -> FollowupQuerySet:
    """Of what is laid on me, what I have not reported done."""
    return mine(person, on).exclude(status=WAITING)


def late_escorted(person: Person, on: date) -> FollowupQuerySet:
    """Late lines laid on others where this person is the escort: the notices tell of them, and whoever escorts asks after them."""
    return standing().late(on).filter(_escorted_late(person, on, escorted(on, _offices(person, on))), undertaking__voided_on=None).order_by("due_on", "id")


def unlinked(person: Person, on: date) -> FollowupQuerySet:
    """Open lines whose doer is named in words alone, so that nobody is reminded: they wait for whoever asked, the asker's body, and the escort."""
    return standing().unsettled().exclude(status=WAITING).filter(_loose(person, on, escorted(on, _offices(person, on))), undertaking__voided_on=None).order_by("due_on", "id")


def my_work_count(person: Person, on: date) -> int:
    """How many ``my_work`` speaks of, counted at once; narrowed to what concerns the person before it is asked where each stands."""
    offices = _offices(person, on)
    guarded, awaited = escorted(on, offices), _awaited(person, on, offices)
    laid = laid_on(person, on) | _loose(person, on, guarded) | Q(_escorted_late(person, on, guarded), due_on__lt=on)
    rows = Followup.objects.with_status().filter(laid | awaited, ended_on=None, undertaking__voided_on=None)
    return rows.filter(Q(laid, status__in=["", Status.RUNNING]) | Q(awaited, status=WAITING)).count()


def _escorted_late(person: Person, on: date, guarded: Q) -> Q:
    """Laid on somebody known, but not on this person, in a round that he or she escorts and that is not closed: nobody is reminded there."""
    closed = Closing.objects.standing().values("undertaking")
    known = Q(who_person__isnull=False) | Q(who_organisation__isnull=False)
    return Q(guarded, known) & ~laid_on(person, on) & ~Q(undertaking__in=closed) & ~Q(undertaking__cycle__in=closed)


def _loose(person: Person, on: date, guarded: Q) -> Q:
    """Laid on nobody we know, and this person asked for it, sits in a body with whoever did, or escorts the round."""
    together = Member.objects.on(on).filter(organisation__in=bodies_of(person, on)).values("person")
    return Q(who_person=None, who_organisation=None) & (Q(person=person) | Q(person__in=together) | guarded)


def _awaited(person: Person, on: date, offices: Offices) -> Q:
    """Those for which ``agreers`` names this person; one query while nothing waits within reach."""
    unanswered = Report.objects.filter(~Exists(Agreement.objects.filter(report=OuterRef("pk"), ended_on=None)), waits=True, ended_on=None)
    rows = Followup.objects.with_status().filter(pk__in=unanswered.values("followup"), ended_on=None, status=WAITING, undertaking__voided_on=None)
    rows = rows.filter(Q(person=person) | (_within_reach(offices) & _without_asker(on))).exclude(laid_on(person, on))
    found = agreers(list(rows.select_related("person", "undertaking__region")), on)
    return Q(pk__in=[pk for pk, now in found.items() if now.include(person)])


def _within_reach(offices: Offices) -> Q:
    """Lines where this person holds a role, in a place or in an undertaking."""
    roles, rounds = offices
    there = {pk for _role, pk, _edition in rounds}
    found = Q(undertaking__in=there) | Q(undertaking__parent__in=there) | Q(undertaking__cycle__in=there)
    for place in {place for _role, place in roles}:
        found |= within(place) if place else Q(pk__gt=0)
    return found


def _without_asker(on: date) -> Q:
    """Lines whose asker may not be the one who says yes: unknown, gone, or the doer. Narrows; ``agreers`` decides."""
    asker = OuterRef("person")
    left = Exists(RoleHeld.objects.filter(person=asker, held_to__lt=on)) | Exists(Appointment.objects.filter(person=asker, held_to__lt=on))
    does = Q(who_person=F("person")) | (Q(who_person=None) & Exists(Member.objects.on(on).filter(person=asker, organisation=OuterRef("who_organisation"))))
    return Q(person=None) | Q(person__is_active=False) | Q(person__email=None) | does | left


def _offices(person: Person, on: date) -> Offices:
    roles = list(RoleHeld.objects.on(on).filter(person=person).values_list("role", "region__code"))
    rows = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on)
    return roles, list(rows.values_list("role", "undertaking", "undertaking__edition"))


def escorted(on: date, offices: Offices) -> Q:
    """Lines of the rounds escorted by whoever holds these: as one of the team that a round named, or by the role where it named none that can be reached.

    The same as ``escorts.escorting``.
    """
    roles, rounds = offices
    found = Q(pk__in=[])
    if not roles and not rounds:
        return found
    for pk in Undertaking.objects.filter(scope="cycle", voided_on=None).order_by().values_list("edition", flat=True).distinct():
        edition = edition_with(pk)
        role, team = edition.followups.escort, team_role(edition)
        seated = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), role=team or "-", held_from__lte=on, undertaking__edition=pk, person__is_active=True)
        named = seated.exclude(person__email=None).values("undertaking")
        free = ~Q(undertaking__in=named) & ~Q(undertaking__cycle__in=named)
        for place in (place for held, place in roles if held == role):
            found |= Q(within(place), undertaking__edition=pk) & free
        for held, cycle, its in rounds:
            below = Q(undertaking=cycle) | Q(undertaking__cycle=cycle)
            if its == pk and held in {role, team}:
                found |= below if held == team else below & free
    return found


LISTS = {"persetujuan": to_agree, "kerjakan": to_do, "dikawal": late_escorted, "tanpa-akun": unlinked}  # the parts of *Pekerjaan saya*, each as a list of its own


def within_reach(person: Person, on: date, part: str = "") -> FollowupQuerySet:
    """What the list of one's own begins with: everything where one has a role, or one part of *Pekerjaan saya*, whole."""
    return LISTS.get(part, mine_anywhere)(person, on)


def _first(lines: FollowupQuerySet, on: date) -> tuple[list[Followup], int]:
    """What is shown of them, and how many there are."""
    rows = list(lines[: MOST_SHOWN + 1])
    many = len(rows) if len(rows) <= MOST_SHOWN else lines.count()
    return with_states(rows[:MOST_SHOWN], on), many


def unfinished(undertakings: Iterable[Undertaking], on: date) -> FollowupQuerySet:
    """What was agreed by ``on`` for these undertakings and is neither done nor let go; the most overdue first.

    What the next meeting of a series opens with; its answers go through ``actions.answer``.
    """
    return standing().unsettled().filter(undertaking__in=[each.pk for each in undertakings], happened_on__lte=on).order_by("due_on", "id")


def doers_of(followup: Followup) -> set[int]:
    """On whom it was laid, now or while it ran: the person, otherwise everybody who sits or sat in the body; empty where it names nobody we know."""
    if followup.who_person_id is not None:
        return {followup.who_person_id}
    if followup.who_organisation_id is None:
        return set()
    members = Member.objects.filter(organisation=followup.who_organisation_id).filter(Q(held_to=None) | Q(held_to__gte=followup.happened_on))
    return set(members.values_list("person", flat=True))


def with_button(lines: Iterable[Followup], person: Person, on: date) -> set[int]:
    """About which of these lines this person is to be offered reporting: it was laid on him or her, or the edition lets a role held there report. Asked once for a page."""
    rows = list(lines)
    roles, rounds = _offices(person, on)
    bodies = set(bodies_of(person, on).values_list("organisation", flat=True))
    scopes = {(row.undertaking.edition_id, row.undertaking.scope) for row in rows}
    editions = {pk: edition_with(pk) for pk in {edition for edition, _scope in scopes}}
    let_in = {(pk, scope): reporting_roles(editions[pk], scope) for pk, scope in scopes}
    found = set()
    for row in rows:
        here = row.undertaking
        held = {role for role, place in roles if place in here.region.codes_above} | {role for role, pk, _edition in rounds if pk in {here.pk, here.parent_id, here.cycle_id}}
        own = row.who_person_id == person.pk or (row.who_person_id is None and row.who_organisation_id in bodies)
        if own or held & let_in[here.edition_id, here.scope]:
            found.add(row.pk)
    return found


def people_of(lines: Collection[Followup], on: date) -> dict[int, list[Person]]:
    """Who is told about each line: the person it was laid on, otherwise the members of the body; where nobody can sign in, the asker."""
    bodies = {line.who_organisation_id for line in lines if line.who_person_id is None and line.who_organisation_id}
    members: dict[int, list[int]] = {}
    for body, person in Member.objects.on(on).filter(organisation__in=bodies).values_list("organisation_id", "person_id"):
        members.setdefault(body, []).append(person)
    wanted = {line.pk: [line.who_person_id] if line.who_person_id else members.get(line.who_organisation_id or 0, []) for line in lines}
    asked = {pk for pks in wanted.values() for pk in pks} | {line.person_id for line in lines if line.person_id}
    known = {person.pk: person for person in Person.objects.filter(pk__in=asked, is_active=True).exclude(email=None)}
    found: dict[int, list[Person]] = {}
    for line in lines:
        reached = [known[pk] for pk in dict.fromkeys(wanted[line.pk]) if pk in known]
        asker = known.get(line.person_id or 0)
        found[line.pk] = reached or ([asker] if asker else [])
    return found

"""Bodies formed for an undertaking (PAKEM, supervisors, core team ...): forming them, changing their members, dissolving them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from sinergi.actors.models import Member, Organisation, Person
from sinergi.engine.definition import Word
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.notices import phrases
from sinergi.programmes import rules
from sinergi.programmes.actions.undoing import end
from sinergi.programmes.models import Appointment, BodyChange, Engagement, Undertaking
from sinergi.programmes.performing import Doing, perform

SEATED, SEATED_FIRST = "notice.seated", "notice.seated_first"


@dataclass(frozen=True)
class NewMember:
    """A member of a body being formed: somebody known (by id), or a name."""

    name: str
    sex: str = ""
    office: str = ""
    pillar: str = ""
    email: str = ""
    person_id: int | None = None
    element: str = ""


@dataclass(frozen=True)
class NewBody:
    """A body being formed: name, members, decree, and who of the working group was there."""

    name: str
    members: tuple[NewMember, ...] = ()
    decree_number: str = ""
    decree_on: date | None = None
    decree_file: File | None = None
    minutes: File | None = None
    accompanied_by: Person | None = None


@dataclass(frozen=True)
class Change:
    """What changes in a body that stands: members (by number) who leave, people who join, why, and by which decree."""

    leaving: frozenset[int] = frozenset()
    joining: tuple[NewMember, ...] = ()
    reason: str = ""
    decree_number: str = ""
    decree_on: date | None = None
    decree_file: File | None = None


def form(person: Person, code: str, *, on: date, body: str, given: NewBody, happened_on: date | None = None, stage: str = "") -> Engagement:
    """Form a body for an undertaking (supervisors, core team ...), apart from the bodies the edition names."""
    with perform(person, "actors.form", code, on=on, happened_on=happened_on, stage=stage, body=body) as doing:
        return form_body(doing, body, given, about=doing.undertaking)


def form_body(doing: Doing, body: str, given: NewBody | None, *, about: Undertaking) -> Engagement:
    """The body's organisation, members, roles in the undertaking; missing pillars warn, an overlap is refused."""
    word = doing.edition.word("bodies", body)
    standing = Engagement.objects.standing().filter(undertaking=about, body=body).select_related("organisation").first() if word.get("one") else None
    if standing is not None:
        Decision.no("body_stands", body=word.title, name=standing.organisation.name).enforce()
    rules.body_is_sound(word, given).enforce()
    assert given is not None  # noqa: S101 -- a missing body was refused just above
    members = _recognised(given.members)
    rules.members_are_sound(members).enforce()
    rules.apart(members, _seated_apart(doing, body, about)).enforce()
    organisation = Organisation.objects.create(
        name=given.name.strip(), kind=body, region=about.region, decree_number=given.decree_number, decree_on=given.decree_on,
        decree_file=given.decree_file, term_from=doing.happened_on, formed_for=about.code)
    missing = rules.missing_pillars(word, members)
    engagement = Engagement.objects.create(**{**doing.stamp, "undertaking": about}, body=body, organisation=organisation,
                                           accompanied_by=given.accompanied_by, minutes=given.minutes, missing_pillars=missing)
    _tell(engagement, members, _seat(engagement, members, role=word.get("role", ""), since=doing.happened_on))
    doing.changed(body=given.name, members=len(members), missing=missing)
    return engagement


def change(person: Person, code: str, *, on: date, body: str, engagement_id: int, change: Change, happened_on: date | None = None, stage: str = "") -> BodyChange:
    """Seat and unseat members of a body that stands, from the day it happened; whoever leaves has no role here from that day on."""
    with perform(person, "actors.change", code, on=on, happened_on=happened_on, stage=stage, body=body) as doing:
        engagement = Engagement.objects.standing().filter(pk=engagement_id, undertaking=doing.undertaking, body=body).select_related("organisation").first()
        if engagement is None:
            Decision.no("no_such_body").enforce()
            raise AssertionError
        word, seated = doing.edition.word("bodies", body), list(sitting(engagement))
        change = replace(change, joining=_recognised(change.joining, [member for member in seated if member.pk in change.leaving]))
        rules.change_is_sound(word, seated, change, formed_on=engagement.happened_on, on=doing.happened_on).enforce()
        rules.apart(change.joining, _seated_apart(doing, body, doing.undertaking)).enforce()
        row = BodyChange.objects.create(**doing.stamp, body=body, engagement=engagement, reason=change.reason.strip(), decree_number=change.decree_number,
                                        decree_on=change.decree_on, decree_file=change.decree_file)
        leaving = [member for member in seated if member.pk in change.leaving]
        _unseat(engagement, leaving, until=doing.happened_on)
        row.left.set(leaving)
        joined = _seat(engagement, change.joining, role=word.get("role", ""), since=doing.happened_on)
        _tell(engagement, change.joining, joined)
        row.joined.set(joined)
        _count_pillars(engagement, word)
        doing.changed(joined=[member.person_id for member in row.joined.all()], left=[member.person_id for member in leaving], reason=row.reason)
    return row


def take_back_change(doing: Doing, fact: BodyChange, reason: str) -> None:
    """From today whoever joined by it sits there no longer, and whoever left by it sits there again, unless the body stands no longer."""
    end(fact, doing.person, on=doing.on, reason=reason)
    engagement = fact.engagement
    if engagement.ended_on is not None:         # dissolved since: every seat ended with it
        return
    word, sits = doing.edition.word("bodies", fact.body), {member.person_id for member in sitting(engagement)}
    again = tuple(NewMember(name=member.person.name, office=member.office, pillar=member.pillar, element=member.element, person_id=member.person_id)
                  for member in fact.left.select_related("person") if member.person_id not in sits)
    rules.apart(again, _seated_apart(doing, fact.body, doing.undertaking)).enforce()
    _unseat(engagement, [member for member in fact.joined.all() if member.held_to is None], until=doing.on)
    _seat(engagement, again, role=word.get("role", ""), since=doing.on)
    _count_pillars(engagement, word)


def dissolve(doing: Doing, fact: Engagement, reason: str) -> None:
    """Forming it is taken back: from today the body stands no longer, and its members hold no role here."""
    end(fact, doing.person, on=doing.on, reason=reason)
    _unseat(fact, list(sitting(fact)), until=doing.on)


def sitting(engagement: Engagement) -> QuerySet[Member]:
    """The members whose term has no end, in the order they came."""
    return Member.objects.filter(organisation=engagement.organisation_id, held_to=None).select_related("person").order_by("id")


def _seat(engagement: Engagement, people: Iterable[NewMember], *, role: str, since: date) -> list[Member]:
    seated = []
    for each in people:
        somebody = _person(each)
        seated.append(Member.objects.create(organisation=engagement.organisation, person=somebody, office=each.office, pillar=each.pillar, element=each.element,
                                            held_from=since))
        if role:
            Appointment.objects.create(person=somebody, role=role, undertaking=engagement.undertaking, engagement=engagement, office=each.office,
                                       pillar=each.pillar, held_from=since)
    return seated


def _tell(engagement: Engagement, given: Iterable[NewMember], seated: Iterable[Member]) -> None:
    """Whoever was written down with an address learns of it, and for the first time how to sign in."""
    told = [member.person for each, member in zip(given, seated, strict=True) if each.email]
    for code in (SEATED, SEATED_FIRST):
        notices.send([each for each in told if each.never_came is (code == SEATED_FIRST)], code, url="/pekerjaan-saya/",
                     body=engagement.organisation.name, title=engagement.undertaking.title)


def first_letter(values: Mapping[str, Any], person: Any) -> tuple[str, list[str]]:
    """What the e-mail to a newcomer says beside its link; ``project.wiring`` hands it to ``notices``."""
    del person
    return (gettext("Anda tercatat di %(body)s") % {"body": values.get("body", "…")},
            [phrases.sentence(SEATED_FIRST, values),
             gettext("Surel ini membawa tautan untuk membuat kata sandi; bila sudah lewat waktunya, pakai “Lupa kata sandi?” di halaman masuk.")])


def _unseat(engagement: Engagement, members: Collection[Member], *, until: date) -> None:
    """The day before is the last one they sit there; who came on that very day never did."""
    last = until - timedelta(days=1)
    Member.objects.filter(pk__in=[member.pk for member in members]).update(held_to=last)
    engagement.appointments.filter(person__in=[member.person_id for member in members], held_to=None).update(held_to=last)


def _count_pillars(engagement: Engagement, word: Word) -> None:
    engagement.missing_pillars = rules.missing_pillars(word, sitting(engagement))
    engagement.save(update_fields=["missing_pillars"])


def _seated_apart(doing: Doing, body: str, about: Undertaking) -> set[tuple[int, str]]:
    """Who sits in a body here whose members may not sit in this one: the file says it at one of the two."""
    words = doing.edition.words("bodies")
    apart = {code for code, word in words.items() if code in words[body].get("apart_from", ()) or body in word.get("apart_from", ())}
    bodies = Engagement.objects.standing().filter(undertaking=about, body__in=apart).values("organisation")
    return {(pk, name.casefold()) for pk, name in Member.objects.filter(organisation__in=bodies, held_to=None).values_list("person_id", "person__name")}


def _recognised(members: Sequence[NewMember], leaving: Collection[Member] = ()) -> tuple[NewMember, ...]:
    """Whoever has an address known here is that person; so is whoever leaves and joins by the same name, in another office."""
    names = {member.person.name.casefold(): member.person_id for member in leaving}
    addresses = dict(Person.objects.filter(email__in=[member.email.strip().lower() for member in members if member.email]).values_list("email", "pk"))
    return tuple(replace(each, person_id=each.person_id or addresses.get(each.email.strip().lower()) or names.get(each.name.strip().casefold())) for each in members)


def _person(member: NewMember) -> Person:
    """Somebody known by id or address, or a new person who is only a name."""
    if member.person_id:
        return Person.objects.get(pk=member.person_id)
    email = member.email.strip().lower()
    made = Person(name=" ".join(member.name.split()), sex=member.sex, email=email or None)
    made.set_unusable_password()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return Person.objects.get(email=email)
    return made



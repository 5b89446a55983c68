"""Telling the public: a campaign with its proof, and a list that is frozen when it is published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sinergi.actors.models import Person, RoleHeld
from sinergi.disclosure import rules
from sinergi.disclosure.models import ListMedium, ListMember, ListVersion, Publicity
from sinergi.disclosure.queries import proposed, version_of
from sinergi.files import actions as files
from sinergi.files.models import File
from sinergi.kernel import chains
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes.models import Appointment, Undertaking
from sinergi.programmes.performing import Doing, perform

MOST_MEDIA = 20
PUBLISHED = "notice.list_published"


@dataclass(frozen=True)
class Medium:
    """Where else a list is made known."""

    medium: str
    shown_from: date
    place: str = ""
    shown_to: date | None = None
    proof: File | None = None


def publicise(
    person: Person,
    code: str,
    *,
    on: date,
    medium: str,
    place: str,
    shown_from: date,
    shown_to: date | None = None,
    times: int = 1,
    note: str = "",
    proof: File | None = None,
    happened_on: date | None = None,
    stage: str = "",
) -> Publicity:
    """Record a banner, pamphlet or radio spot. It counts once there is proof; without, it is only announced.

    The day of the fact is the first day it was shown, at the latest today.
    """
    with perform(person, "disclosure.publicise", code, on=on, happened_on=happened_on or min(shown_from, on), stage=stage, media=medium) as doing:
        values = {"medium": medium, "place": place, "shown_from": shown_from, "shown_to": shown_to, "times": times, "note": note, "proof": proof}
        rules.sound_publicity(values, on=on, known=[*doing.edition.words("media")]).enforce()
        row = Publicity.objects.create(**values, **doing.stamp)
        doing.changed(medium=medium, place=place, times=times, proof=proof.sha256 if proof else "")
    return row


def prove(person: Person, code: str, publicity_id: int, *, on: date, proof: File) -> Publicity:
    """The photo that comes after the banner: from now on what was recorded without proof counts, from the day it was shown."""
    row: Publicity | None = Publicity.objects.standing().filter(pk=publicity_id, undertaking__code=code).first()
    if row is None:
        Decision.no("disclosure.no_such_campaign").enforce()
        raise AssertionError
    with perform(person, "disclosure.publicise", code, on=on, stage=row.stage, media=row.medium) as doing:
        row.refresh_from_db()       # again, now that nobody else can act in this round
        if row.ended_on is not None or row.proof_id is not None:
            Decision.no("disclosure.proof_there").enforce()
        row.proof = proof
        row.save(update_fields=["proof"])
        doing.changed(medium=row.medium, place=row.place, shown_from=row.shown_from, proof=proof.sha256)
    return row


def publish(
    person: Person,
    code: str,
    *,
    on: date,
    list: str,  # noqa: A002 -- the parameter's name in the programme files
    happened_on: date | None = None,
    reason: str = "",
    removed: Mapping[str, str] | None = None,
    added: Mapping[str, str] | None = None,
    media: Sequence[Medium] = (),
    seen: str = "",
) -> ListVersion:
    """Freeze the next version of a list with its fingerprint. Its objection window begins; nothing in it changes any more.

    ``seen`` is the mark of the preview (``Proposed.seen``): what was not seen is not published.
    """
    removed, added = dict(removed or {}), dict(added or {})
    with perform(person, "disclosure.publish", code, on=on, happened_on=happened_on, list=list) as doing:
        found = proposed(doing.undertaking, list, day=doing.happened_on, reason=reason, removed=removed, added=added)
        rules.sound_changes(removed, added, set(found.base_codes), set(found.possible_codes)).enforce()
        rules.ranking_holds(found.stale_codes).enforce()
        rules.sound_version(number=found.number, reason=reason, last_day=found.last_day, day=doing.happened_on, members=len(found.member_ids)).enforce()
        rules.sound_day(doing.happened_on, today=on, has_window=found.closes_on is not None, ranked_on=found.ranked_on, before=found.before).enforce()
        if seen and seen != found.seen:
            Decision.no("disclosure.preview_changed").enforce()
        _sound_media(media, on, [*doing.edition.words("media")]).enforce()
        canonical = chains.canonical(found.content)
        mark = chains.fingerprint(found.content)
        version = ListVersion.objects.create(
            list=list, number=found.number, serial=found.serial, content=found.content, canonical=canonical, fingerprint=mark,
            short_code=rules.short_code(found.number, mark), reason=reason.strip(), closes_on=found.closes_on, **doing.stamp,
        )
        ListMember.objects.bulk_create(
            [ListMember(version=version, work_id=work_id, place=place) for place, work_id in enumerate(found.member_ids, 1)], batch_size=500)
        for each in media:
            _keep_medium(version, each)
        doing.changed(version=version.number, fingerprint=mark, members=len(found.member_ids), reason=reason, removed=removed, added=added)
        _tell(doing, version, besides=person)
    return version


def _tell(doing: Doing, version: ListVersion, *, besides: Person) -> None:
    """Whoever has a work in the round, and the boards of its villages, read that the list is out; who is in it and who is not stands there."""
    word = doing.edition.words("lists")[version.list].title
    named = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=doing.on), undertaking__cycle=doing.undertaking, undertaking__scope="work", held_from__lte=doing.on)
    villages = Undertaking.objects.filter(cycle=doing.undertaking, scope="site", voided_on=None).values("region")
    there = RoleHeld.objects.on(doing.on).filter(region__in=villages)
    people = Person.objects.filter(Q(pk__in=named.values("person")) | Q(pk__in=there.values("person")), is_active=True).exclude(email=None).exclude(pk=besides.pk)
    notices.send(people.order_by("id"), PUBLISHED, url=f"/pengumuman/{doing.undertaking.code}/{version.list}/", list={"id": word.id, "en": word.en}, round=doing.undertaking.title)


def tell_medium(person: Person, code: str, *, on: date, list: str, number: int, medium: Medium) -> ListMedium:  # noqa: A002 -- as above
    """Add where a published version was also made known (radio the day after), by whoever may publish it."""
    with perform(person, "disclosure.publish", code, on=on, list=list) as doing:
        version = version_of(doing.undertaking, list, number)
        if version is None:
            Decision.no("disclosure.no_such_version").enforce()
            raise AssertionError
        _sound_media([medium], on, [*doing.edition.words("media")]).enforce()
        row = _keep_medium(version, medium)
        doing.changed(version=number, medium=medium.medium, place=medium.place)
    return row


def _sound_media(media: Sequence[Medium], on: date, known: Sequence[str]) -> Decision:
    """At least one medium, of those the edition names; one that names none takes any."""
    if not media:
        return Decision.unsound("disclosure.media_needed", field="")
    if len(media) > MOST_MEDIA:
        return Decision.unsound("disclosure.too_many_media", field="", most=MOST_MEDIA)
    for each in media:
        if not re.search(r"\w", each.medium):
            return Decision.unsound("disclosure.medium_needed", field="medium")
        if known and each.medium not in known:
            return Decision.unsound("disclosure.unknown_medium", field="medium", medium=each.medium)
        if each.shown_from > on:
            return Decision.unsound("future_day", field="shown_from", day=each.shown_from, today=on)
        if each.shown_to is not None and each.shown_to < each.shown_from:
            return Decision.unsound("disclosure.ends_before_start", field="shown_to")
    return Decision.yes()


def _keep_medium(version: ListVersion, medium: Medium) -> ListMedium:
    if medium.proof is not None:
        files.publish(medium.proof)  # a photo of the board is part of what was told
    return ListMedium.objects.create(version=version, medium=medium.medium.strip(), place=medium.place.strip(), shown_from=medium.shown_from,
                                     shown_to=medium.shown_to, proof=medium.proof)

"""Preparing a meeting: writing it down, inviting, changing, cancelling, the next of a series; and the small keys: writing links, calendars."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision
from sinergi.meetings import permissions, queries, rules
from sinergi.meetings.actions import telling
from sinergi.meetings.models import CalendarLink, Invitee, Mode, Outsider, Planned, PlannedItem, Series, Told, WritingLink
from sinergi.notices import actions as notices
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region

PREPARE, INVITE, CHANGE, CANCEL, HAND_OUT = "meetings.prepare", "meetings.invite", "meetings.change", "meetings.cancel", "meetings.hand_out"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be taken for another when it is read out in a hall
SHORT = 10
_SAME = ("starts_on", "ends_on", "starts_time", "ends_time", "level", "is_public")
_STRIPPED = ("title", "place", "link", "host", "opener", "moderator", "note_taker", "letter_number", "signer", "message")


@transaction.atomic
def prepare(
    person: Person, code: str, *, on: date, kind: str, plan: rules.Plan, stage: str = "", series: str = "", further: Iterable[str] = (), region: Region | None = None,
) -> Planned:  # fmt: skip
    """Write down a meeting that is to be held. Nobody is told before ``invite``. ``series`` names the series it belongs to."""
    undertaking = _locked(code)
    chain = Series.objects.get_or_create(undertaking=undertaking, kind=kind, title=series.strip(), defaults={"made_by": person})[0] if series.strip() else None
    return _kept(person, undertaking, on, kind=kind, plan=plan, stage=stage, chain=chain, further=further, region=region)


def _kept(
    person: Person, undertaking: Undertaking, on: date, *, kind: str, plan: rules.Plan, stage: str, chain: Series | None, further: Iterable[str], region: Region | None,
) -> Planned:  # fmt: skip
    permissions.may_prepare(person, undertaking, on, kind).enforce()
    rules.sound_plan(plan, on).enforce()
    planned = Planned.objects.create(
        undertaking=undertaking, number=_next_number(undertaking.pk), kind=kind, stage=stage, series=chain, token=_key(SHORT), prepared_by=person, region=region,
        **_columns(plan),
    )  # fmt: skip
    _hang(planned, plan, further)
    telling.nobody_twice(planned, on).enforce()
    audit.record(person, PREPARE, planned.audit_code, happened_on=on, changes={"kind": kind, "title": planned.title, "starts_on": planned.starts_on})
    return planned


@transaction.atomic
def change(
    person: Person, code: str, number: int, *, on: date, plan: rules.Plan, further: Iterable[str] = (), region: Region | None = None, version: int | None = None,
) -> Planned:  # fmt: skip
    """Put other words, days or guests in place. Whoever was invited is told when something changed that he or she must know."""
    planned = _prepared(person, code, number, on)
    rules.newest(version, planned.sequence).enforce()
    rules.sound_plan(plan, on).enforce()
    before = queries.plan_of(planned)
    Planned.objects.filter(pk=planned.pk).update(sequence=F("sequence") + 1, region=region, **_columns(plan))
    planned.agenda.all().delete()
    planned.invitees.all().delete()
    planned = Planned.objects.select_related("undertaking__region", "region").get(pk=planned.pk)
    _hang(planned, plan, further)
    telling.nobody_twice(planned, on).enforce()
    if not planned.is_draft:
        rules.ready_to_invite(plan).enforce()
        with notices.dated(on):
            telling.of_change(planned, before, queries.plan_of(planned), on)
    audit.record(person, CHANGE, planned.audit_code, happened_on=on, changes={"sequence": planned.sequence, "starts_on": planned.starts_on, "place": planned.place})
    return planned


@transaction.atomic
def invite(person: Person, code: str, number: int, *, on: date) -> int:
    """Send the invitation to everybody it reaches and who does not have it yet; returns how many that are."""
    planned = _prepared(person, code, number, on)
    rules.ready_to_invite(queries.plan_of(planned)).enforce()
    if planned.is_draft:
        planned.invited_at, planned.invited_on = timezone.now(), on
        planned.save(update_fields=["invited_at", "invited_on"])
    with notices.dated(on):
        people, outsiders = telling.invite(planned, on)
    audit.record(person, INVITE, planned.audit_code, happened_on=on, changes={"people": people, "outsiders": outsiders})
    return people + outsiders


@transaction.atomic
def cancel(person: Person, code: str, number: int, *, on: date, reason: str) -> Planned:
    """Call it off, with a reason; calendars take it out."""
    planned = _prepared(person, code, number, on)
    rules.reason_given(reason).enforce()
    planned.cancelled_at, planned.cancelled_by, planned.cancel_reason = timezone.now(), person, reason.strip()
    planned.sequence += 1
    planned.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason", "sequence"])
    with notices.dated(on):
        telling.of_cancelling(planned)
    audit.record(person, CANCEL, planned.audit_code, happened_on=on, changes={"reason": planned.cancel_reason})
    return planned


@transaction.atomic
def following(person: Person, code: str, number: int, *, on: date, agenda: str = "") -> Planned:
    """The next meeting of the series, carrying venue and guests; a meeting that stood alone begins one. A draft, until it is sent.

    Where the step of its kind is done, the series goes on under its own title, as a kind that may be held at any time.
    ``agenda``: how much is carried of it, one of ``rules.AGENDAS``.
    """
    before = _found(code, number)
    title = before.series.title if before.series else before.title
    permissions.may_follow(person, before, on).enforce()
    if before.series is None:
        before.series = Series.objects.get_or_create(undertaking=before.undertaking, kind=before.kind, title=title, defaults={"made_by": person})[0]
        before.save(update_fields=["series"])
    last = before.series.meetings.order_by("-starts_on", "-pk").first() or before
    kind = permissions.kind_after(person, last, on) or last.kind
    plan = rules.next_of(queries.plan_of(last), on, rules.agenda_of_next(agenda, same_kind=kind == last.kind))
    if kind != last.kind:
        plan = replace(plan, title=title)
    again = before.series.meetings.filter(starts_on=plan.starts_on, cancelled_at=None, meeting=None).first()
    if again is not None:
        return again
    further = [each.code for each in last.further.all()]
    return _kept(person, _locked(code), on, kind=kind, plan=plan, stage="", chain=before.series, further=further, region=last.region)


def answer(planned_id: int, person_id: int, *, on: date, coming: str, at: datetime) -> bool:
    """Hadir or tidak, through the signed link of an invitation; False when this person was not invited."""
    _may_answer(Planned.objects.get(pk=planned_id), on, coming).enforce()
    return bool(Told.objects.filter(planned=planned_id, person=person_id).update(coming=coming, answered_at=at))


def answer_outside(outsider: Outsider, *, on: date, coming: str, at: datetime) -> bool:
    """The same for a guest without an account; False when he or she was taken out of the invitation meanwhile."""
    _may_answer(Planned.objects.get(pk=outsider.planned_id), on, coming).enforce()
    return bool(Outsider.objects.filter(pk=outsider.pk, withdrawn_at=None).update(coming=coming, answered_at=at))


@transaction.atomic
def hand_out(person: Person, code: str, number: int, *, on: date, label: str = "", table: int | None = None) -> WritingLink:
    """A new address with which somebody without an account may write notes of this meeting."""
    planned = _prepared(person, code, number, on)
    link = WritingLink.objects.create(planned=planned, token=_key(SHORT), label=label.strip(), table=table, made_by=person)
    audit.record(person, HAND_OUT, planned.audit_code, happened_on=on, changes={"link": link.pk, "label": link.label})
    return link


@transaction.atomic
def take_in(person: Person, code: str, number: int, link_id: int, *, on: date) -> None:
    """The address opens nothing any more; what was written with it stays."""
    planned = _prepared(person, code, number, on)
    if planned.links.filter(pk=link_id, revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(person, HAND_OUT, planned.audit_code, happened_on=on, changes={"revoked": link_id})


@transaction.atomic
def new_calendar(person: Person) -> CalendarLink:
    """A secret address for one's calendar; the one before stops working."""
    drop_calendar(person)
    return CalendarLink.objects.create(person=person, token=secrets.token_urlsafe(24))


def drop_calendar(person: Person) -> None:
    CalendarLink.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())


def _may_answer(planned: Planned, on: date, coming: str) -> Decision:
    may = rules.may_answer(**queries.open_kind(planned), over=planned.ends_on < on)
    if not may:
        return may
    return Decision.yes() if coming in Told.Coming.values else Decision.unsound("meetings.answer_unknown", field="coming")


def _prepared(person: Person, code: str, number: int, on: date) -> Planned:
    """The prepared meeting under lock; refused when it is over or this person may not host it."""
    planned = _found(code, number)
    permissions.may_host(person, planned, on).enforce()
    rules.may_change(**queries.open_kind(planned)).enforce()
    return planned


def _found(code: str, number: int) -> Planned:
    rows = Planned.objects.select_for_update(of=("self",)).select_related("undertaking__region", "undertaking__cycle", "region", "series")
    planned = rows.filter(undertaking__code=code, number=number).first()
    if planned is None:
        Decision.no("meetings.not_here").enforce()
        raise AssertionError
    return planned


def _locked(code: str) -> Undertaking:
    undertaking = Undertaking.objects.select_for_update(of=("self",)).select_related("region", "parent__region", "cycle__region").filter(code=code, voided_on=None).first()
    if undertaking is None:
        Decision.no("no_such_undertaking", code=code).enforce()
        raise AssertionError
    return undertaking


def _columns(plan: rules.Plan) -> dict[str, Any]:
    same = {name: getattr(plan, name) for name in _SAME} | {name: getattr(plan, name).strip() for name in _STRIPPED}
    return {**same, "ends_on": plan.last_day, "mode": Mode(plan.mode)}


def _hang(planned: Planned, plan: rules.Plan, further: Iterable[str]) -> None:
    PlannedItem.objects.bulk_create(
        PlannedItem(planned=planned, number=number, title=line.title.strip(), minutes=line.minutes, speaker=line.speaker.strip()) for number, line in enumerate(plan.agenda, 1)
    )
    Invitee.objects.bulk_create(
        Invitee(planned=planned, organisation_id=line.organisation_id, person_id=line.person_id, role=line.role, category=line.category.strip(), expected=line.expected,
                email=rules.plain_address(line.email))
        for line in plan.invited
    )
    wanted = set(further)
    planned.further.set(queries.countable(planned.undertaking).filter(code__in=wanted) if wanted else [])


def _next_number(undertaking_id: int) -> int:
    highest = Planned.objects.filter(undertaking=undertaking_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _key(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(length))

"""While the meeting runs: notes are added, by many people at once; at the end it is closed into a record, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.followups import actions as followups
from sinergi.followups.models import Followup
from sinergi.kernel.decisions import Decision, Refused
from sinergi.meetings import permissions, queries, rules
from sinergi.meetings.actions.recording import Papers, record
from sinergi.meetings.models import Meeting, Note, Planned, WritingLink
from sinergi.programmes.performing import Doing

AHEAD, BEHIND = timedelta(minutes=2), timedelta(days=7)  # how far the clock of a phone is believed


@dataclass(frozen=True)
class Writer:
    """Who writes: somebody signed in, a helper with a writing link, or a participant at the door."""

    door: str
    person: Person | None = None
    link: WritingLink | None = None
    name: str = ""

    @property
    def author(self) -> str:
        return (self.person.name if self.person else self.name).strip()[:120]


@dataclass(frozen=True)
class Slip:
    """One note as a phone sends it. The same slip sent twice is one note."""

    uuid: UUID
    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    replaces: UUID | None = None


def write(planned: Planned, writer: Writer, slips: Sequence[Slip], *, on: date, now: datetime) -> list[str]:
    """Add notes; returns the uuids that are safely kept now, also those that were kept before.

    No gate, no trail and no lock on the round: 200 people sign in within a minute. The insert comes first and the look at the meeting second,
    so that a note either stands in the record or is refused, whoever closes the meeting meanwhile.
    """
    if writer.door == Note.Door.HOST:
        _may_write(writer, planned, on).enforce()
    for slip in slips:
        rules.known_kind(slip.kind).enforce()
    with transaction.atomic():
        _may_correct(planned, writer, slips).enforce()
        Note.objects.bulk_create([_note(planned, writer, slip, now) for slip in slips], ignore_conflicts=True)
        standing = Planned.objects.values_list("cancelled_at", "meeting_id").get(pk=planned.pk)
        rules.writable(cancelled=standing[0] is not None, held=standing[1] is not None).enforce()
        if writer.door == Note.Door.SELF and Note.objects.filter(planned=planned, door=writer.door).count() > rules.MOST_AT_DOOR:
            Decision.no("meetings.notes_full", most=rules.MOST_AT_DOOR).enforce()
    return [str(slip.uuid) for slip in slips]


def close(
    person: Person, code: str, number: int, *, on: date, sheet: rules.Sheet, papers: Papers | None = None, further: Sequence[str] = (), token: str = "", read: str | None = None,
) -> Meeting:  # fmt: skip
    """Turn the running meeting into its record: one act, with the answers to what was unfinished. A second closing is refused.

    ``read`` is the state of the notes that was looked at: when something was noted since, it is looked at again first.
    """
    with transaction.atomic():
        planned = Planned.objects.select_for_update(of=("self",)).select_related("undertaking__region").filter(undertaking__code=code, number=number).first()
        if planned is None:
            Decision.no("meetings.not_here").enforce()
            raise AssertionError
        permissions.may_host(person, planned, on).enforce()
        rules.writable(**queries.open_kind(planned)).enforce()
        if read is not None and read != queries.version(planned):
            Decision.no("meetings.notes_since").enforce()
        answers = rules.picture(queries.notes(planned)).followups or {}
        passed: list[tuple[Followup, Decision]] = []
        meeting = record(person, code, on=on, kind=planned.kind, sheet=sheet, stage=planned.stage, papers=papers or Papers(), further=further, token=token, again=True,
                         then=lambda doing: passed.extend(_answer(doing, answers)))  # fmt: skip
        Planned.objects.filter(pk=planned.pk).update(meeting=meeting)
    meeting.passed_over = passed
    return meeting


def _answer(doing: Doing, answers: Mapping[int, rules.Said]) -> Iterator[tuple[Followup, Decision]]:
    """What was said about lines that were open when the meeting began; gives those that could not take it, and why.

    A line that was settled or withdrawn on its own page meanwhile does not hold the meeting up; what was said stays in its minutes.
    """
    lines = Followup.objects.select_related("undertaking").in_bulk(list(answers))
    for pk, said in answers.items():
        if pk in lines:
            try:
                with transaction.atomic():
                    followups.answer(doing, lines[pk], status=str(said.get("status")), note=str(said.get("note")))
            except Refused as refused:
                yield lines[pk], refused.decision


def _may_write(writer: Writer, planned: Planned, on: date) -> Decision:
    involved = writer.person is not None and permissions.may_write(writer.person, planned, on)
    return Decision.yes() if involved else Decision.not_allowed("meetings.not_yours_to_write")


def _may_correct(planned: Planned, writer: Writer, slips: Sequence[Slip]) -> Decision:
    """A helper corrects what was written through the same link; a participant only signs in."""
    if writer.door == Note.Door.HOST:
        return Decision.yes()
    if writer.door == Note.Door.SELF:
        return Decision.yes() if all(slip.kind == rules.CHECKIN and slip.replaces is None for slip in slips) else Decision.not_allowed("meetings.door_only")
    meant = {slip.replaces for slip in slips if slip.replaces}
    others = Note.objects.filter(planned=planned, uuid__in=meant).exclude(link=writer.link) if meant else Note.objects.none()
    return Decision.not_allowed("meetings.not_yours_to_correct") if others.exists() else Decision.yes()


def _note(planned: Planned, writer: Writer, slip: Slip, now: datetime) -> Note:
    at = slip.at if slip.at and now - BEHIND <= slip.at <= now + AHEAD else now
    return Note(
        planned=planned, uuid=slip.uuid, kind=slip.kind, payload=dict(slip.payload), replaces=slip.replaces, door=Note.Door(writer.door), author=writer.person,
        author_name=writer.author, link=writer.link, said_at=at,
    )  # fmt: skip

"""The rows that hang on a meeting: agenda, attendance, what was talked about in groups, decisions, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.files.models import File
from sinergi.kernel import decisions
from sinergi.meetings import rules
from sinergi.meetings.models import (
    AgendaItem,
    Answer,
    AttendanceCount,
    Attendee,
    Decision,
    Evidence,
    Meeting,
    Presentation,
    Question,
    Table,
)
from sinergi.regions.models import Region


def hang(meeting: Meeting, sheet: rules.Sheet, evidence: Sequence[tuple[File, str]]) -> None:
    """Everything the sheet says, as rows of this version."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, title=line.title.strip(), minutes=line.minutes, speaker=line.speaker.strip())
        for number, line in enumerate(sheet.agenda, 1)
    )
    _attendance(meeting, sheet)
    _discussion(meeting, sheet.discussion)
    Decision.objects.bulk_create(Decision(meeting=meeting, number=number, text=text.strip()) for number, text in enumerate(sheet.decisions, 1))
    attach(meeting, evidence)


def attach(meeting: Meeting, evidence: Sequence[tuple[File, str]]) -> None:
    """Photos and scans, each with what it is."""
    Evidence.objects.bulk_create(Evidence(meeting=meeting, file=file, caption=caption.strip()) for file, caption in evidence)


def _attendance(meeting: Meeting, sheet: rules.Sheet) -> None:
    codes = {line.region for line in sheet.counts if line.region}
    places = dict(Region.objects.filter(code__in=codes).values_list("code", "pk"))
    if codes - places.keys():
        decisions.Decision.unsound("meetings.unknown_place", field="counts", code=min(codes - places.keys())).enforce()
    AttendanceCount.objects.bulk_create(
        AttendanceCount(
            meeting=meeting, group=line.group.strip(), women=line.women, men=line.men, unrecorded=line.unrecorded, poor=line.poor,
            disability=line.disability, poor_women=line.poor_women if line.poor else None, disability_women=line.disability_women if line.disability else None, online=line.online,
            table=line.table, region_id=places[line.region] if line.region else None,
        )
        for line in sheet.counts
        if line.total
    )  # fmt: skip
    Attendee.objects.bulk_create(
        Attendee(
            meeting=meeting, name=line.name.strip(), sex=line.sex, organisation=line.organisation.strip(), group=line.group.strip(), poor=line.poor,
            disability=line.disability, online=line.online, late=line.late, table=line.table, account_id=line.person_id,
        )
        for line in sheet.names
    )  # fmt: skip


def _discussion(meeting: Meeting, said: rules.Discussion) -> None:
    Table.objects.bulk_create(Table(meeting=meeting, number=table.number, title=table.title.strip()) for table in said.tables if table.title.strip())
    asked = Question.objects.bulk_create(Question(meeting=meeting, number=number, text=text.strip()) for number, text in enumerate(said.questions, 1))
    Answer.objects.bulk_create(
        Answer(meeting=meeting, question=asked[answer.question - 1], table=answer.table, to=answer.to.strip(), text=answer.text.strip(), by=answer.by.strip())
        for answer in said.answers
    )
    Presentation.objects.bulk_create(
        Presentation(meeting=meeting, number=number, table=each.table, presenter=each.presenter.strip()) for number, each in enumerate(said.presentations, 1)
    )

"""Tables of meetings: what was recorded, and what was prepared before and written down on the day."""

from sinergi.meetings.models.discussion import Answer, Presentation, Question, Table
from sinergi.meetings.models.prepared import CalendarLink, Invitee, Note, Outsider, Planned, PlannedItem, Series, Told, WritingLink
from sinergi.meetings.models.record import (
    AgendaItem,
    AgreedLine,
    AttendanceCount,
    Attendee,
    Decision,
    Evidence,
    Meeting,
    MeetingFor,
    Mode,
    Result,
    SignedMinutes,
)

__all__ = [
    "AgendaItem",
    "AgreedLine",
    "Answer",
    "AttendanceCount",
    "Attendee",
    "CalendarLink",
    "Decision",
    "Evidence",
    "Invitee",
    "Meeting",
    "MeetingFor",
    "Mode",
    "Note",
    "Outsider",
    "Planned",
    "PlannedItem",
    "Presentation",
    "Question",
    "Result",
    "Series",
    "SignedMinutes",
    "Table",
    "Told",
    "WritingLink",
]

"""Everything written about meetings: preparing, the notes of the day, recording, signing, correcting and taking back."""

from sinergi.meetings.actions.day import Slip, Writer, close, write
from sinergi.meetings.actions.prepared import (
    CANCELLED,
    CHANGED,
    INVITED,
    answer,
    cancel,
    change,
    drop_calendar,
    following,
    hand_out,
    invite,
    new_calendar,
    prepare,
    take_in,
)
from sinergi.meetings.actions.recording import ACT, Papers, correct, record, sign, standing, take_back

__all__ = [
    "ACT",
    "CANCELLED",
    "CHANGED",
    "INVITED",
    "Papers",
    "Slip",
    "Writer",
    "answer",
    "cancel",
    "change",
    "close",
    "correct",
    "drop_calendar",
    "following",
    "hand_out",
    "invite",
    "new_calendar",
    "prepare",
    "record",
    "sign",
    "standing",
    "take_back",
    "take_in",
    "write",
]

"""Everything written about meetings: preparing, the notes of the day, recording, signing, correcting and taking back."""

from sinergi.meetings.actions.day import Slip, Writer, close, write
from sinergi.meetings.actions.forgetting import forget_addresses
from sinergi.meetings.actions.prepared import (
    answer,
    answer_outside,
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
from sinergi.meetings.actions.telling import CANCELLED, CHANGED, INVITED, LEFT_OUT

__all__ = [
    "ACT",
    "CANCELLED",
    "CHANGED",
    "INVITED",
    "LEFT_OUT",
    "Papers",
    "Slip",
    "Writer",
    "answer",
    "answer_outside",
    "cancel",
    "change",
    "close",
    "correct",
    "drop_calendar",
    "following",
    "forget_addresses",
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

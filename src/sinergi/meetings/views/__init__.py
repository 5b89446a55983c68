"""Pages of meetings: preparing them, holding them, writing them down, reading them."""

from sinergi.meetings.views.answering import guest, guest_letter, reply
from sinergi.meetings.views.closing import close
from sinergi.meetings.views.counting import figures, figures_excel, listed
from sinergi.meetings.views.day import door, hand_out, helper, helper_send, screen, send, take_in, today, worker
from sinergi.meetings.views.preparing import (
    calendar,
    cancel,
    change,
    coming,
    event,
    feed,
    following,
    invite,
    letter,
    planned,
    prepare,
    round_feed,
)
from sinergi.meetings.views.reading import changes, index, printed, show, written
from sinergi.meetings.views.writing import correct, record, sign

__all__ = [
    "calendar",
    "cancel",
    "change",
    "changes",
    "close",
    "coming",
    "correct",
    "door",
    "event",
    "feed",
    "figures",
    "figures_excel",
    "following",
    "guest",
    "guest_letter",
    "hand_out",
    "helper",
    "helper_send",
    "index",
    "invite",
    "letter",
    "listed",
    "planned",
    "prepare",
    "printed",
    "record",
    "reply",
    "round_feed",
    "screen",
    "send",
    "show",
    "sign",
    "take_in",
    "today",
    "worker",
    "written",
]

"""Everything written about what moves through stages."""

from sinergi.programmes.actions.bodies import Change, NewBody, NewMember, form, form_body, sitting
from sinergi.programmes.actions.bodies import change as change_body
from sinergi.programmes.actions.deciding import consent, register, set_date, waive
from sinergi.programmes.actions.living import close, hold, leave, resume, return_
from sinergi.programmes.actions.moving import Preview, may_move, move_edition, preview_move
from sinergi.programmes.actions.opening import classify, close_intake, open_cycle, start
from sinergi.programmes.actions.reminding import remind
from sinergi.programmes.actions.several import start_sites
from sinergi.programmes.actions.undoing import end, undo, would_reopen
from sinergi.programmes.snapshot import tick

__all__ = [
    "Change",
    "NewBody",
    "NewMember",
    "Preview",
    "change_body",
    "classify",
    "close",
    "close_intake",
    "consent",
    "end",
    "form",
    "form_body",
    "hold",
    "leave",
    "may_move",
    "move_edition",
    "open_cycle",
    "preview_move",
    "register",
    "remind",
    "resume",
    "return_",
    "set_date",
    "sitting",
    "start",
    "start_sites",
    "tick",
    "undo",
    "waive",
    "would_reopen",
]

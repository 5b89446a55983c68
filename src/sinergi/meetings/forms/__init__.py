"""The forms of a meeting: its head, the rows below it, the signed minutes, the reason of a correction."""

from sinergi.meetings.forms.discussion import AnswerRow, PresentationRow, QuestionRow, TableRow
from sinergi.meetings.forms.head import HeadForm, SignForm
from sinergi.meetings.forms.preparing import CancelForm, LinkForm, PlanForm, Preparation, ReplyForm
from sinergi.meetings.forms.record import Record, Signing
from sinergi.meetings.forms.rows import ActionRow, AgendaRow, CountRow, DecisionRow, EvidenceRow, NameRow

__all__ = [
    "ActionRow", "AgendaRow", "AnswerRow", "CancelForm", "CountRow", "DecisionRow", "EvidenceRow", "HeadForm", "LinkForm", "NameRow", "PlanForm", "Preparation", "PresentationRow", "QuestionRow", "Record", "ReplyForm", "SignForm", "Signing",
    "TableRow",
]  # fmt: skip

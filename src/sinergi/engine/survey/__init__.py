"""Facts in, stages out: from answered conditions to when every stage of every undertaking opened, was done, settled."""

from __future__ import annotations

from sinergi.engine.plan import Question, needed
from sinergi.engine.survey.boards import Below, Board, Child, survey, survey_one, waits_above, waits_below
from sinergi.engine.survey.cells import Cell, State, days_late, due_on, is_late, is_locked, is_reopened, late_after, next_change, state
from sinergi.engine.survey.duties import Period, period_state, periods, span
from sinergi.engine.survey.reasons import Reason, decided, locking, next_change_of, unmet, waits_settled, why
from sinergi.engine.survey.roots import Root, roots
from sinergi.engine.survey.world import Id, Node, Waiver, World

__all__ = [
    "Below", "Board", "Cell", "Child", "Id", "Node", "Period", "Question", "Reason", "Root", "State", "Waiver", "World",
    "days_late", "decided", "due_on", "is_late", "is_locked", "is_reopened", "late_after", "locking", "needed", "next_change", "next_change_of",
    "period_state", "periods", "roots", "span", "state", "survey", "survey_one", "unmet", "waits_above", "waits_below",
    "waits_settled", "why",
]

"""Everything written about follow-ups: opening, reporting, answering in a meeting, agreeing, reminding."""

from __future__ import annotations

from sinergi.followups.actions.agreeing import agree
from sinergi.followups.actions.naming import name
from sinergi.followups.actions.opening import lay, open, take_back, tell  # noqa: A004 -- reads as followups.actions.open at the call
from sinergi.followups.actions.reminding import remind
from sinergi.followups.actions.reporting import answer, report

__all__ = ["agree", "answer", "lay", "name", "open", "remind", "report", "take_back", "tell"]

"""What is sound in a follow-up, when it is settled, when it is called to mind, and which week a day belongs to."""

from __future__ import annotations

from sinergi.followups.rules.chasing import Call, calls, places_above, rung
from sinergi.followups.rules.lines import (
    LONGEST_ADDRESS,
    Line,
    Responsible,
    Told,
    agreeable,
    done_line,
    nameable,
    own_page,
    reportable,
    settled_line,
    sound,
    waits_for_yes,
)
from sinergi.followups.rules.weeks import MOST_MONTHS, ROMAN, Month, Week, marked, months_from, week_of, weeks_of

__all__ = [
    "LONGEST_ADDRESS",
    "MOST_MONTHS",
    "ROMAN",
    "Call",
    "Line",
    "Month",
    "Responsible",
    "Told",
    "Week",
    "agreeable",
    "calls",
    "done_line",
    "marked",
    "months_from",
    "nameable",
    "own_page",
    "places_above",
    "reportable",
    "rung",
    "settled_line",
    "sound",
    "waits_for_yes",
    "week_of",
    "weeks_of",
]

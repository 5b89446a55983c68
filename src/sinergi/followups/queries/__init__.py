"""Everything read about follow-ups."""

from __future__ import annotations

from sinergi.followups.queries.boards import COLUMNS, Group, Marked, grouped, in_months, matrix
from sinergi.followups.queries.escorts import Escort, escort_of, escorts
from sinergi.followups.queries.lists import (
    GROUPS,
    STATES,
    Filters,
    below,
    filtered,
    history,
    mine_anywhere,
    newest,
    one,
    panel,
    state,
    with_states,
)
from sinergi.followups.queries.months import FIGURES, Report, Tally, escorts_in, lines_of, monthly, own_regency, regencies
from sinergi.followups.queries.people import (
    LISTS,
    doers_of,
    mine,
    my_work,
    my_work_count,
    people_of,
    reportable,
    to_agree,
    unfinished,
    within_reach,
)
from sinergi.followups.queries.responsibles import known_responsibles, meant, offered

__all__ = [
    "COLUMNS",
    "FIGURES",
    "GROUPS",
    "LISTS",
    "STATES",
    "Escort",
    "Filters",
    "Group",
    "Marked",
    "Report",
    "Tally",
    "below",
    "doers_of",
    "escort_of",
    "escorts",
    "escorts_in",
    "filtered",
    "grouped",
    "history",
    "in_months",
    "known_responsibles",
    "lines_of",
    "matrix",
    "meant",
    "mine",
    "mine_anywhere",
    "monthly",
    "my_work",
    "my_work_count",
    "newest",
    "offered",
    "one",
    "own_regency",
    "panel",
    "people_of",
    "regencies",
    "reportable",
    "state",
    "to_agree",
    "unfinished",
    "with_states",
    "within_reach",
]

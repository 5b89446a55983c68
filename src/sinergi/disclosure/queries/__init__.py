"""Everything read about announcements and objections."""

from sinergi.disclosure.queries.composing import Proposed, proposed
from sinergi.disclosure.queries.lists import (
    ClosedWith,
    announcements,
    check_code,
    check_text,
    closed_with,
    left_out,
    list_word,
    published_lists,
    standing_version,
    version_of,
    versions_of,
    window_days,
)
from sinergi.disclosure.queries.objections import (
    Shown,
    by_follow_code,
    objection_of,
    objections_of,
    open_objections,
    shown,
)
from sinergi.disclosure.queries.panel import Outcome, outcome, panel
from sinergi.disclosure.queries.publicity import media_wanted, publicity_of

__all__ = [
    "ClosedWith",
    "Outcome",
    "Proposed",
    "Shown",
    "announcements",
    "by_follow_code",
    "check_code",
    "check_text",
    "closed_with",
    "left_out",
    "list_word",
    "media_wanted",
    "objection_of",
    "objections_of",
    "open_objections",
    "outcome",
    "panel",
    "proposed",
    "publicity_of",
    "published_lists",
    "shown",
    "standing_version",
    "version_of",
    "versions_of",
    "window_days",
]

"""What the home page says: what runs, what may be objected to, what was asked, what was announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.complaints import queries as complaints
from sinergi.disclosure import queries as disclosure
from sinergi.disclosure.models import ListVersion
from sinergi.programmes.editions import edition_of

WINDOWS, LATEST, ASKED = 4, 4, 4


@dataclass(frozen=True)
class Window:
    """One published list: what it is, of which round, how many works stand on it, whether one may still object."""

    version: ListVersion
    title: Any
    count: int
    running: bool


def announcements(on: date) -> tuple[list[Window], list[Window]]:
    """Running windows, the one that closes soonest first; and the latest of the others."""
    rows = [Window(row, _title(row), row.count, row.running == 0) for row in disclosure.announcements(on)[: WINDOWS + LATEST]]
    return [row for row in rows if row.running][:WINDOWS], [row for row in rows if not row.running][:LATEST]


def questions() -> list[complaints.Shown]:
    """The newest questions of citizens with their answers, without who asked."""
    return [complaints.shown(row) for row in complaints.questions()[:ASKED]]


def _title(row: ListVersion) -> Any:
    word = edition_of(row.undertaking).words("lists").get(row.list)
    return word.title if word else row.list

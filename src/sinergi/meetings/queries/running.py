"""A meeting while it runs: its notes read into a picture, and what may be written where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from django.utils import timezone

from sinergi.followups import queries as followups
from sinergi.followups.models import Followup
from sinergi.kernel import numbers
from sinergi.meetings import rules
from sinergi.meetings.models import Note, Planned, WritingLink
from sinergi.meetings.queries.prepared import agenda_line

_PARTS = 3  # of a version
_COLUMNS = ("uuid", "kind", "payload", "author_name", "said_at", "replaces", "door", "link_id")


@dataclass(frozen=True)
class Now:
    """The meeting at this moment."""

    planned: Planned
    picture: rules.Picture
    agenda: Sequence[rules.Timed]
    version: str

    @cached_property
    def late(self) -> frozenset[str]:
        """The check-ins that came late by the clock of the place, unless the host says that they were only written down late."""
        zone, plan = ZoneInfo(self.planned.zone.name), self.planned
        clocked = (each for each in self.picture.people if each.at and not each.get("punctual", False))
        return frozenset(each.uuid for each in clocked if each.at and rules.is_late(timezone.localtime(each.at, zone), plan.starts_on, plan.starts_time))

    @property
    def figures(self) -> rules.Figures:
        return replace(self.picture.figures, late=len(self.late))

    @property
    def item(self) -> rules.Timed | None:
        return next((each for each in self.agenda if each.number == self.picture.item), None)

    @property
    def question(self) -> rules.Said | None:
        """The question that was put last."""
        return self.picture.questions[-1] if self.picture.questions else None


def now(planned: Planned) -> Now:
    """Read from the notes: two queries, however many there are."""
    said = notes(planned)
    agenda = list(rules.on_the_clock([agenda_line(row) for row in planned.agenda.all()], planned.starts_time))
    return Now(planned, rules.picture(said), agenda, version(planned))


def notes(planned: Planned, after: int = 0) -> list[rules.Said]:
    """Every note in the order of arrival, or those that arrived after one."""
    rows = Note.objects.filter(planned=planned, pk__gt=after).order_by("pk").values_list(*_COLUMNS)
    return [
        rules.Said(uuid=str(uuid), kind=kind, payload=payload, author=author, at=at, replaces=str(replaces or ""), door=door, link=link)
        for uuid, kind, payload, author, at, replaces, door, link in rows
    ]


def news(planned: Planned, read: str) -> list[rules.Said]:
    """What was noted since that ``version`` was read, as it was written; who signed in and how far the agenda is go along by themselves."""
    last = numbers.whole(read.split("-")[1], 18) if read.count("-") >= _PARTS - 1 else None
    return [] if last is None else [each for each in notes(planned, last) if each.kind not in {rules.CHECKIN, rules.STEP, rules.FOLLOWUP}]


def version(planned: Planned) -> str:
    """Changes with every note and when the meeting is closed: a screen asks for news with it. Counting catches notes that arrive out of order."""
    found = Note.objects.filter(planned=planned).aggregate(many=Count("pk"), last=Max("pk"))
    return f"{found['many']}-{found['last'] or 0}-{planned.sequence}{'' if planned.is_open else 'x'}"


def by_door(token: str) -> Planned | None:
    """The meeting whose door an address opens."""
    return Planned.objects.filter(token=token).select_related("undertaking__region", "undertaking__cycle", "region", "meeting__undertaking").first()


def by_link(token: str) -> WritingLink | None:
    rows = WritingLink.objects.select_related("planned__undertaking__region", "planned__undertaking__cycle", "planned__region", "planned__meeting__undertaking")
    return rows.filter(token=token, revoked_at=None).first()


def links(planned: Planned) -> list[WritingLink]:
    """The writing links that are handed out now."""
    return list(planned.links.filter(revoked_at=None).order_by("pk"))


def unfinished(planned: Planned, on: date) -> list[Followup]:
    """What is left to do from before: of the undertakings this meeting counts for."""
    about = [planned.undertaking, *planned.further.all()]
    return followups.with_states(followups.unfinished(about, on).order_by("due_on", "pk"), on)


def open_kind(planned: Planned) -> dict[str, Any]:
    """Whether notes are taken, as the rules want to know it."""
    return {"cancelled": planned.cancelled_at is not None, "held": planned.meeting_id is not None}

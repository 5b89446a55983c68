"""The tick's round of reminders: everything open whose day has come, each reason told once to each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.followups.actions.opening import page_of, spelled
from sinergi.followups.models import Reminder
from sinergi.followups.queries import chasing
from sinergi.notices import actions as notices
from sinergi.notices.models import Notice

OWN = "notice.followups_due"
WATCHED = "notice.followups_watch"
FIRST = 120


@dataclass
class _Post:
    """What one person is told: lines laid on him or her, and lines he or she watches over."""

    person: Person
    own: list[chasing.Due] = field(default_factory=list)
    watched: list[chasing.Due] = field(default_factory=list)


def remind(on: date, *, mail: bool = True) -> int:
    """Remind of every line whose day has come, by e-mail too unless ``mail`` says no; returns how many people were told. Twice a day says nothing twice."""
    posts: dict[int, _Post] = {}
    for due in chasing.due(on):
        post = posts.setdefault(due.person.pk, _Post(due.person))
        (post.watched if due.watches else post.own).append(due)
    for post in posts.values():
        with transaction.atomic(), notices.dated(on):
            _tell(post.person, post.own, OWN, "/tindak-lanjut/?milik=saya&keadaan=terbuka", on, mail=mail)
            _tell(post.person, post.watched, WATCHED, "/tindak-lanjut/?keadaan=terlambat", on, mail=mail)
    return len(posts)


def _tell(person: Person, dues: list[chasing.Due], code: str, url: str, on: date, *, mail: bool) -> None:
    """One notice for all of them, and a row for each line and reason, so that it is not said again."""
    lines = {due.line.pk: due.line for due in dues}
    if not lines:
        return
    first = min(lines.values(), key=lambda line: (line.due_on, line.pk))
    late = sum(line.due_on < on for line in lines.values())
    notice = notices.send([person], code, url=url if len(lines) > 1 else page_of(first.undertaking.code, first.number), mail=mail, late=late, soon=len(lines) - late,
                          first=first.what[:FIRST], day=spelled(first.due_on))[0]  # fmt: skip
    Reminder.objects.bulk_create(_rows(dues, notice, on))


def _rows(dues: Iterable[chasing.Due], notice: Notice, on: date) -> list[Reminder]:
    return [Reminder(followup=due.line, person=due.person, kind=due.call.kind, days=due.call.days, sent_on=on, notice=notice) for due in dues]


"""Telling of a meeting: people with an account by a notice, guests without one by a letter. Everybody once for each state of the meeting."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.kernel.words import full_date
from sinergi.meetings import queries, rules
from sinergi.meetings.models import Outsider, Planned, Told
from sinergi.notices import actions as notices

INVITED, CHANGED, LEFT_OUT, CANCELLED = "notice.meeting_invited", "notice.meeting_changed", "notice.meeting_left_out", "notice.meeting_cancelled"
CODES = (INVITED, CHANGED, LEFT_OUT, CANCELLED)
_TOLD_AGAIN = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "place", "link", "mode")


def invite(planned: Planned, on: date) -> tuple[int, int]:
    """Everybody whom the invitation reaches and who does not have it yet; how many with an account, and without."""
    reached = queries.guests(planned, on)
    known = set(planned.told.values_list("person", flat=True))
    new = [guest for guest in reached if guest.pk not in known]
    _tell(planned, new, INVITED)
    letters = _newcomers(planned, queries.addressed(planned, reached))
    _write(planned, letters, INVITED)
    return len(new), len(letters)


def of_change(planned: Planned, before: rules.Plan, after: rules.Plan, on: date) -> None:
    """New guests are invited, those no longer meant are told so, and the others hear of another day or place."""
    again = any(getattr(before, name) != getattr(after, name) for name in _TOLD_AGAIN)
    guests = {guest.pk: guest for guest in queries.guests(planned, on)}
    known = {row.person_id: row.person for row in planned.told.select_related("person")}
    _leave_out(planned, [person for pk, person in known.items() if pk not in guests])
    _tell(planned, [guest for pk, guest in guests.items() if pk not in known], INVITED)
    _tell(planned, [guest for pk, guest in guests.items() if pk in known and again], CHANGED)
    _letters_of_change(planned, queries.addressed(planned, guests.values()), again=again)


def of_cancelling(planned: Planned) -> None:
    """Everybody who was told hears why."""
    _tell(planned, [row.person for row in planned.told.select_related("person")], CANCELLED, reason=planned.cancel_reason)
    _write(planned, planned.outsiders.filter(withdrawn_at=None).exclude(email=""), CANCELLED, reason=planned.cancel_reason)


def nobody_twice(planned: Planned, on: date) -> Decision:
    """An address that belongs to somebody who is told over an account is not written beside it."""
    over_account = {(guest.email or "").lower(): guest for guest in queries.guests(planned, on)}
    twice = next((row.email for row in planned.invitees.exclude(email="") if row.email in over_account), "")
    return Decision.unsound("meetings.email_of_guest", field="invited", email=twice, name=str(over_account[twice])) if twice else Decision.yes()


def _letters_of_change(planned: Planned, wanted: Mapping[str, str], *, again: bool) -> None:
    known = list(planned.outsiders.filter(withdrawn_at=None))
    gone = [row for row in known if row.email not in wanted]
    _write(planned, gone, LEFT_OUT)
    planned.outsiders.filter(pk__in=[row.pk for row in gone]).update(withdrawn_at=timezone.now())
    stay = [row for row in known if row.email in wanted]
    for row in stay:
        row.name = wanted[row.email]
    Outsider.objects.bulk_update(stay, ["name"])
    _write(planned, _newcomers(planned, wanted), INVITED)
    _write(planned, stay if again else (), CHANGED)


def _newcomers(planned: Planned, wanted: Mapping[str, str]) -> list[Outsider]:
    """A row for each address that was not written to; whoever was taken out before and is meant again keeps the address of the page, and answers anew."""
    rows = {row.email: row for row in planned.outsiders.all()}
    new = []
    for email, name in wanted.items():
        row = rows.get(email)
        if row is None:
            row = Outsider.objects.create(planned=planned, email=email, name=name, token=secrets.token_urlsafe(24))
        elif row.withdrawn_at is None:
            continue
        else:
            row.name, row.withdrawn_at, row.coming, row.answered_at = name, None, "", None
            row.save(update_fields=["name", "withdrawn_at", "coming", "answered_at"])
        new.append(row)
    return new


def _leave_out(planned: Planned, people: Sequence[Person]) -> None:
    _tell(planned, people, LEFT_OUT)
    planned.told.filter(person__in=people).delete()


def _tell(planned: Planned, people: Sequence[Person], code: str, **more: Any) -> None:
    """A notice to each, with the page where one answers; the e-mail leaves after the commit."""
    if not people:
        return
    Told.objects.bulk_create([Told(planned=planned, person=person) for person in people], ignore_conflicts=True)
    Told.objects.filter(planned=planned, person__in=people).update(sequence=planned.sequence)
    for person in people:
        page = "" if code == LEFT_OUT else reverse("meetings:reply", args=[queries.reply_key(planned.pk, person.pk)])
        notices.send([person], code, url=page, **_said(planned), **more)


def _write(planned: Planned, rows: Iterable[Outsider], code: str, **more: Any) -> None:
    """The same as a letter to each, with a page of one's own."""
    for row in rows:
        page = reverse("meetings:guest", args=[row.token])
        letter = notices.write(row.name, row.email, code, url=page, page=page, **_said(planned), **more)
        Outsider.objects.filter(pk=row.pk).update(letter=letter, sequence=planned.sequence)


def _said(planned: Planned) -> dict[str, Any]:
    """What every message says: which meeting, when in the language of the reader, where."""
    when = {language: _when(planned, language) for language, _name in settings.LANGUAGES}
    return {"planned": planned.pk, "sequence": planned.sequence, "title": planned.title, "day": when, "place": planned.place or planned.link}


def _when(planned: Planned, language: str) -> str:
    """Selasa, 5 Juni 2007 – Rabu, 6 Juni 2007, 09.00–15.00 WIB."""
    days = " – ".join(full_date(day, language) for day in dict.fromkeys((planned.starts_on, planned.ends_on)))
    return ", ".join(each for each in (days, rules.clock(planned.starts_time, planned.ends_time, planned.zone)) if each)

"""Leaving and returning, holding and resuming, closing and reopening."""

from __future__ import annotations

from datetime import date

from sinergi.actors.models import Person
from sinergi.kernel.chains import fingerprint
from sinergi.notices import actions as notices
from sinergi.programmes import permissions, rules
from sinergi.programmes.models import Closing, Holding, Leaving
from sinergi.programmes.performing import perform
from sinergi.programmes.registry import registry

LEFT = "notice.left"


def leave(person: Person, code: str, *, on: date, reason: str, note: str, happened_on: date | None = None, stage: str = "") -> Leaving:
    """Out of the programme (withdrawn, disqualified, postponed, ended), with everything below it."""
    rules.leaving_is_sound(reason, note).enforce()
    with perform(person, "programmes.leave", code, on=on, happened_on=happened_on, stage=stage, reason=reason) as doing:
        doing.changed(note=note)
        deciding = {role for entry in doing.edition.anytime if entry.act == "programmes.leave" and entry.scope == doing.undertaking.scope for role in entry.roles}
        people = [each for each in permissions.holders(doing.undertaking, deciding, on) if each.pk != person.pk]
        people += permissions.those_of(doing.undertaking, on, besides=person)
        notices.send(people, LEFT, url=f"/riwayat/{code}/", where=doing.undertaking.title, note=note.strip()[:200])
        return Leaving.objects.create(**doing.stamp, reason=reason, note=note)


def return_(person: Person, code: str, *, on: date, note: str, stage: str = "") -> None:
    """Back into the programme, from today."""
    rules.reason_is_given(note, field="note").enforce()
    with perform(person, "programmes.return", code, on=on, stage=stage) as doing:
        Leaving.objects.filter(undertaking=doing.undertaking).standing().update(ended_on=on, ended_by=person, end_reason=note)
        doing.changed(note=note)


def hold(person: Person, code: str, *, on: date, note: str, stage: str = "") -> Holding:
    """Suspended: still waited for, but every act is refused until resumed."""
    rules.reason_is_given(note, field="note").enforce()
    with perform(person, "programmes.hold", code, on=on, stage=stage) as doing:
        doing.changed(note=note)
        return Holding.objects.create(**doing.stamp, note=note)


def resume(person: Person, code: str, *, on: date, note: str, stage: str = "") -> None:
    """Goes on, from today."""
    rules.reason_is_given(note, field="note").enforce()
    with perform(person, "programmes.resume", code, on=on, stage=stage) as doing:
        Holding.objects.filter(undertaking=doing.undertaking).standing().update(ended_on=on, ended_by=person, end_reason=note)
        doing.changed(note=note)


def close(person: Person, code: str, *, on: date, stage: str = "") -> Closing:
    """The round is over: its figures are frozen with a fingerprint; only what may follow a closing goes on."""
    with perform(person, "programmes.close", code, on=on, stage=stage) as doing:
        figures = registry.figures(doing.undertaking.pk, on) if registry.figures else {}
        sealed = fingerprint(figures)
        doing.changed(fingerprint=sealed)
        return Closing.objects.create(**doing.stamp, figures=figures, fingerprint=sealed)

"""The calendar of a round, and letting something pass."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate, rules, snapshot
from sinergi.programmes.models import Consent, DateSet, Register, Undertaking, Waiver
from sinergi.programmes.performing import perform


def set_date(person: Person, code: str, *, on: date, which: str, day: date, reason: str = "", stage: str = "") -> DateSet:
    """Set (or move) a day of the round's calendar; moving one that stood needs a reason."""
    with perform(person, "programmes.set_date", code, on=on, stage=stage, date=which) as doing:
        before = DateSet.objects.about([doing.undertaking.pk]).standing().filter(date=which).last()
        rules.date_is_sound(day, on=on, started_on=doing.undertaking.started_on, known=which in doing.edition.words("dates")).enforce()
        if before is not None:
            rules.reason_is_given(reason).enforce()
        doing.changed(day=day, before=before.day if before else None, reason=reason)
        return DateSet.objects.create(**doing.stamp, date=which, day=day, reason=reason)


def waive(person: Person, code: str, *, on: date, stage: str, what: str, reason: str, condition: str = "", due_on: date | None = None,
          document: File | None = None, until: date | None = None) -> Waiver:
    """Let a condition, an opening, a whole stage or a deadline pass; public, never by one who could meet it by an act."""
    with transaction.atomic():
        undertaking = Undertaking.objects.filter(code=code, voided_on=None).first()
        if undertaking is None:
            Decision.no("no_such_undertaking", code=code).enforce()
            raise AssertionError
        Undertaking.objects.select_for_update().get(pk=undertaking.root_id)
        gate.enforce(gate.may_waive(person, undertaking, stage, what, on=on, condition=condition))
        rules.waiver_is_sound(what=what, reason=reason, due_on=due_on, until=until, on=on).enforce()
        made = Waiver.objects.create(undertaking=undertaking, act="programmes.waive", stage=stage, person=person, happened_on=on, waived_stage=stage,
                                     what=what, condition=condition, due_on=due_on, reason=reason.strip(), document=document, until=until)
        audit.record(person, "programmes.waive", code, happened_on=on,
                     changes={"stage": stage, "what": what, "condition": condition, "due_on": due_on, "reason": reason})
        snapshot.renew([undertaking.pk], on=on)
    return made


def consent(person: Person, code: str, *, on: date, happened_on: date, given: bool, language: str, spoken_by: str, asked: str, stage: str = "") -> Consent:
    """The community agreed, or took it back; the latest counts."""
    with perform(person, "actors.consent", code, on=on, happened_on=happened_on, stage=stage) as doing:
        doing.changed(given=given)
        return Consent.objects.create(**doing.stamp, given=given, language=language, spoken_by=spoken_by, asked=asked)


def register(person: Person, code: str, *, on: date, happened_on: date, households: int, expected: int, stage: str = "") -> Register:
    """Declare the household register complete."""
    with perform(person, "actors.register", code, on=on, happened_on=happened_on, stage=stage) as doing:
        if households < expected:
            Decision.unsound("register_incomplete", field="households", households=households, expected=expected).enforce()
        return Register.objects.create(**doing.stamp, households=households, expected=expected)

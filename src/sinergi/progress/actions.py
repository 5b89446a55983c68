"""Everything written about physical work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.followups import actions as followups
from sinergi.followups import queries as responsibles
from sinergi.kernel.decisions import Decision
from sinergi.programmes.performing import perform
from sinergi.progress import rules
from sinergi.progress.models import Finding, FunctionCheck, HandOver, PaySheet, Photo, Report, Visit, VisitPhoto, shown

LEAST_REASON = 5


@dataclass(frozen=True)
class Found:
    """One finding of a visit: what, who puts it right, and by when."""

    what: str
    who: str
    due_on: date


def report(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", actual: Decimal, planned: Decimal | None = None, note: str = "",
    token: str = "",
) -> Report:
    """Say how far the work is on a day. A lower figure than before is a correction and says why."""
    rules.sound_percent(actual, name="actual").enforce()
    rules.sound_percent(planned, name="planned").enforce()
    with perform(person, "progress.report", code, on=on, happened_on=happened_on, stage=stage) as doing:
        fresh(token, Report)
        before = Report.objects.about([doing.undertaking.pk]).standing().filter(happened_on__lte=happened_on).order_by("-happened_on", "-id").first()
        if before is not None and actual < before.actual and len(note.strip()) < LEAST_REASON:
            Decision.unsound("progress.lower_needs_note", field="note", percent=shown(before.actual), day=before.happened_on).enforce()
        doing.changed(actual=str(actual), planned=str(planned) if planned is not None else "")
        return Report.objects.create(**doing.stamp, token=token or None, actual=actual, planned=planned, note=note.strip())


def visit(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", purpose: str, actual: Decimal | None = None, met: str = "",
    note: str = "", findings: Sequence[Found] = (), photos: Sequence[File] = (), token: str = "",
) -> Visit:
    """Record that somebody went and looked. What was found becomes follow-ups, with an owner and a day."""
    rules.sound_percent(actual, name="actual").enforce()
    if not note.strip() and not photos and not findings:
        Decision.unsound("progress.empty_visit", field="note").enforce()
    _pictures(photos, "photos")
    with perform(person, "progress.visit", code, on=on, happened_on=happened_on, stage=stage, purpose=purpose) as doing:
        fresh(token, Visit)
        row = Visit.objects.create(**doing.stamp, token=token or None, purpose=purpose, actual=actual, met=met.strip(), note=note.strip())
        VisitPhoto.objects.bulk_create([VisitPhoto(visit=row, file=file) for file in photos])
        laid = []
        for found in findings:
            opened = followups.open(doing, origin="visit", what=found.what, responsible=responsibles.meant(doing.undertaking, found.who, doing.on), due_on=found.due_on)
            laid.append(Finding.objects.create(visit=row, followup=opened).followup)
        followups.tell(doing, laid)
        doing.changed(purpose=purpose, findings=len(findings), photos=len(photos))
    return row


def photograph(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", at: int, file: File, caption: str = "",
    latitude: float | None = None, longitude: float | None = None, token: str = "",
) -> Photo:
    """Keep a photo of the work at a percentage. Its place comes with the picture, or is typed."""
    if at not in range(101):
        Decision.unsound("progress.percent", field="at").enforce()
    _pictures([file], "file")
    if latitude is None and longitude is None:
        latitude, longitude = file.latitude, file.longitude
    else:
        rules.sound_place(latitude, longitude).enforce()
    with perform(person, "progress.photograph", code, on=on, happened_on=happened_on, stage=stage) as doing:
        fresh(token, Photo)
        doing.changed(at=at, sha256=file.sha256)
        return Photo.objects.create(**doing.stamp, token=token or None, at=at, file=file, caption=caption.strip(), latitude=latitude, longitude=longitude)


def pay_wages(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", first_day: date, last_day: date, women: int, men: int, days: Decimal,
    amount: int, file: File | None = None, note: str = "", token: str = "",
) -> PaySheet:
    """Keep the pay sheet of a period; the money itself is booked as spending."""
    rules.sound_sheet(first_day, last_day, women=women, men=men, days=days, amount=amount).enforce()
    _proven(file, note)
    if happened_on < first_day:
        Decision.unsound("progress.paid_before_work", field="happened_on").enforce()
    with perform(person, "progress.pay_wages", code, on=on, happened_on=happened_on, stage=stage) as doing:
        fresh(token, PaySheet)
        doing.changed(first_day=first_day, last_day=last_day, women=women, men=men, days=str(days), amount=amount)
        return PaySheet.objects.create(**doing.stamp, token=token or None, first_day=first_day, last_day=last_day, women=women, men=men, days=days,
                                       amount=amount, file=file, note=note.strip())


def hand_over(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", number: str, giver: str = "", receiver: str = "", keeper: str,
    giver_office: str = "", receiver_office: str = "", file: File | None = None, note: str = "", token: str = "",
) -> HandOver:
    """Hand the finished work over (BAST): who gives, who receives (a name, an office or both), and which group keeps it working."""
    for name, value in (("number", number), ("giver", giver + giver_office), ("receiver", receiver + receiver_office), ("keeper", keeper)):
        if not value.strip():
            Decision.unsound("progress.bast_incomplete", field=name).enforce()
    _proven(file, note)
    with perform(person, "progress.hand_over", code, on=on, happened_on=happened_on, stage=stage) as doing:
        fresh(token, HandOver)
        doing.after_start()
        if HandOver.objects.about([doing.undertaking.pk]).standing().exists():
            Decision.no("progress.handed_over_already").enforce()
        doing.changed(number=number.strip(), keeper=keeper.strip())
        return HandOver.objects.create(**doing.stamp, token=token or None, number=number.strip(), giver=giver.strip(), receiver=receiver.strip(),
                                       giver_office=giver_office.strip(), receiver_office=receiver_office.strip(),
                                       keeper=keeper.strip(), file=file, note=note.strip())


def check_function(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", verdict: str, note: str = "", file: File | None = None, token: str = "",
) -> FunctionCheck:
    """Look later whether it still works. What does not work says what is wrong."""
    if verdict not in FunctionCheck.Verdict.values:
        Decision.unsound("progress.unknown_verdict", field="verdict").enforce()
    if verdict != FunctionCheck.Verdict.WORKS and len(note.strip()) < LEAST_REASON:
        Decision.unsound("progress.broken_needs_note", field="note").enforce()
    with perform(person, "progress.check_function", code, on=on, happened_on=happened_on, stage=stage) as doing:
        fresh(token, FunctionCheck)
        doing.changed(verdict=verdict)
        return FunctionCheck.objects.create(**doing.stamp, token=token or None, verdict=verdict, note=note.strip(), file=file)


def fresh(token: str, model: type[Any]) -> None:
    """Refuse a form that was sent twice at the same moment; pages look before they send (``recorded``)."""
    if recorded(token, model) is not None:
        Decision.no("progress.recorded_already").enforce()


def recorded(token: str, model: type[Any]) -> Any:
    """What a form with this token has already recorded."""
    return model.objects.filter(token=token).first() if token else None


def _pictures(files: Sequence[File], name: str) -> None:
    if any(not file.is_picture for file in files):
        Decision.unsound("progress.not_a_picture", field=name).enforce()


def _proven(file: File | None, note: str) -> None:
    if file is None and len(note.strip()) < LEAST_REASON:
        Decision.unsound("progress.no_paper", field="file").enforce()

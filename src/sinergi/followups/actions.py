"""Opening a follow-up inside the act that agreed or found it, and reporting about it."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.followups import rules
from sinergi.followups.models import Followup, Origin, Report, Status, settles
from sinergi.kernel.decisions import Decision
from sinergi.programmes.actions import end
from sinergi.programmes.performing import Doing, perform

FINDINGS = (Origin.AUDIT, Origin.VISIT, Origin.COMPLAINT)  # found by somebody else: not the finder's to lose


def open(  # noqa: A001 -- reads as followups.actions.open at the call; one line of an RKTL has this many columns
    doing: Doing, *, origin: str, what: str, responsible: rules.Responsible, due_on: date, place: str = "", needs: str = ""
) -> Followup:
    """Lay something on somebody, as part of the act that is being done; the undertaking is already locked by it."""
    rules.sound(what, responsible, due_on, doing.happened_on).enforce()
    return Followup.objects.create(
        number=_next_number(doing.undertaking.pk),
        origin=Origin(origin),
        what=what.strip(),
        who_person_id=responsible.person_id,
        who_organisation_id=responsible.organisation_id,
        who_text=responsible.text.strip(),
        place=place.strip(),
        needs=needs.strip(),
        due_on=due_on,
        **doing.stamp,
    )


def report(
    person: Person, code: str, followup_id: int, *, on: date, happened_on: date, stage: str = "", status: str, note: str = "", evidence: File | None = None
) -> Report:
    """Tell how far it is. Done is shown by a sentence or a file; letting go has its reason."""
    with perform(person, "followups.report", code, on=on, happened_on=happened_on, stage=stage) as doing:
        followup = _here(doing, followup_id)
        _may_tell(person, followup, status).enforce()
        rules.reportable(status, note, has_evidence=evidence is not None, happened_on=happened_on, opened_on=followup.happened_on).enforce()
        row = Report.objects.create(followup=followup, status=Status(status), note=note.strip(), evidence=evidence, **doing.stamp)
        doing.changed(followup=followup.number, status=status)
    return row


def take_back(doing: Doing, followup: Followup, reason: str) -> None:
    """The act that opened it is being undone, so it was never agreed; what was reported about it stays readable."""
    if followup.ended_on is None:
        end(followup, doing.person, on=doing.on, reason=reason)


def _here(doing: Doing, followup_id: int) -> Followup:
    followup: Followup | None = Followup.objects.with_status().filter(pk=followup_id, undertaking=doing.undertaking).first()
    if followup is None:
        Decision.no("followups.not_here").enforce()
        raise AssertionError
    return followup


def _next_number(undertaking_id: int) -> int:
    highest = Followup.objects.filter(undertaking=undertaking_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _may_tell(person: Person, followup: Followup, status: str) -> Decision:
    if status not in Status.values:
        return Decision.unsound("followups.unknown_status", field="status")
    if followup.ended_on is not None:
        return Decision.no("followups.withdrawn")
    if settles(followup.status):
        return Decision.no("followups.already_settled")
    if status == Status.CANCELLED and followup.origin in FINDINGS and followup.person_id != person.pk:
        return Decision.not_allowed("followups.not_yours_to_cancel")
    return Decision.yes()

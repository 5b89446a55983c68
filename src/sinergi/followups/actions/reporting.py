"""Telling how far a follow-up is: by a report of its own, or as the answer a meeting takes down."""

from __future__ import annotations

from datetime import date

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.followups import permissions, rules
from sinergi.followups.actions.opening import page_of
from sinergi.followups.models import Followup, Origin, Report, Status, settles
from sinergi.followups.queries.agreers import agreers
from sinergi.followups.queries.people import doers_of, people_of
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes.performing import Doing, perform

FINDINGS = (Origin.AUDIT, Origin.VISIT, Origin.COMPLAINT)  # found by somebody: only the finder lets them go
ACT = "followups.report"  # also where a meeting took it down: so it can be taken back like any other report
ASKED = "notice.followups_agree"
TOLD = "notice.followups_told"


def report(
    person: Person, code: str, followup_id: int, *, on: date, happened_on: date, stage: str = "", status: str, note: str = "", evidence: File | None = None
) -> Report:
    """Tell how far it is: whoever the edition lets report there, and on whom it was laid. Done is shown by a file, or waits for the asker's yes; letting go has its reason."""
    with perform(person, ACT, code, on=on, happened_on=happened_on, stage=stage, own=_is_own(person, code, followup_id, on)) as doing:
        followup = here(doing, followup_id)
        _may_tell(person, followup, status).enforce()
        waits = rules.waits_for_yes(status, has_evidence=evidence is not None, by_asker=followup.person_id == person.pk,
                                    by_responsible=permissions.is_responsible(person, followup, on), of_audit=followup.origin == Origin.AUDIT)  # fmt: skip
        row = _kept(doing, followup, status=status, note=note, evidence=evidence, waits=waits)
        doing.changed(followup=followup.number, status=status, waits=waits)
        doers = doers_of(followup)
        if doers and person.pk not in doers:
            others = [each for each in people_of([followup], on)[followup.pk] if each.pk in doers]
            notices.send(others, TOLD, url=page_of(code, followup.number), by=person.name, what=followup.what[:160])
    return row


def _is_own(person: Person, code: str, followup_id: int, on: date) -> bool:
    followup = Followup.objects.filter(pk=followup_id, undertaking__code=code).first()
    return followup is not None and permissions.is_responsible(person, followup, on)


def answer(doing: Doing, followup: Followup, *, status: str, note: str = "", evidence: File | None = None) -> Report:
    """What a meeting hears about a line that was open when it began, kept inside the meeting's own act.

    Lines of an undertaking for which the meeting counts take its stage and day; for any other (a work below the round), the person must be
    let in to ``followups.report`` there. What a meeting agreed, a meeting may call done by a sentence, unless the person who writes
    it down is the one who had to do it; what no meeting asked for (a finding, a delay) still waits for its asker.
    """
    person = doing.person
    if person is None:
        Decision.not_allowed("followups.not_signed_in").enforce()
        raise AssertionError
    followup = _again(followup)
    for each in (doing, *doing.others):
        if each.undertaking.pk == followup.undertaking_id:
            return _answered(each, person, followup, status=status, note=note, evidence=evidence)  # let in by the meeting's own act
    with perform(person, ACT, followup.undertaking.code, on=doing.on, happened_on=doing.happened_on) as apart:
        row = _answered(apart, person, followup, status=status, note=note, evidence=evidence)
        apart.changed(followup=followup.number, status=status, waits=row.waits, heard_at=doing.undertaking.code)
    return row


def _answered(doing: Doing, person: Person, followup: Followup, *, status: str, note: str, evidence: File | None) -> Report:
    _may_tell(person, followup, status).enforce()
    asked_here = followup.origin == Origin.MEETING or followup.person_id == person.pk
    waits = rules.waits_for_yes(status, has_evidence=evidence is not None, by_asker=asked_here,
                                by_responsible=permissions.is_responsible(person, followup, doing.on), of_audit=followup.origin == Origin.AUDIT)  # fmt: skip
    return _kept(doing, followup, status=status, note=note, evidence=evidence, waits=waits)


def _kept(doing: Doing, followup: Followup, *, status: str, note: str, evidence: File | None, waits: bool) -> Report:
    rules.reportable(status, note, has_evidence=evidence is not None, happened_on=doing.happened_on, opened_on=followup.happened_on).enforce()
    row = Report.objects.create(followup=followup, status=Status(status), note=note.strip(), evidence=evidence, waits=waits, **{**doing.stamp, "act": ACT})
    if waits:
        told = [each for each in agreers([followup], doing.on)[followup.pk].people if each.pk != row.person_id]
        notices.send(told, ASKED, url=page_of(doing.undertaking.code, followup.number), what=followup.what[:160])
    return row


def here(doing: Doing, followup_id: int) -> Followup:
    """The line as it stands now; refused when it is not of this undertaking."""
    followup: Followup | None = (
        Followup.objects.with_status().select_related("person").filter(pk=followup_id, undertaking=doing.undertaking).first()
    )
    if followup is None:
        Decision.no("followups.not_here").enforce()
        raise AssertionError
    return followup


def _again(followup: Followup) -> Followup:
    """Read again under the lock that the act holds."""
    found: Followup = Followup.objects.with_status().select_related("person", "undertaking").get(pk=followup.pk)
    return found


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

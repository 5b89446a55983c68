"""Everything written about judging: drafts, locked sheets, verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.assessments import definitions, permissions, rules
from sinergi.assessments.definitions import Choice, Instrument
from sinergi.assessments.models import Draft, Score, Sheet, SheetItem, Verdict, VerdictItem, VerdictPhoto
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes import gate
from sinergi.programmes import permissions as programmes
from sinergi.programmes.actions.undoing import end
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import Doing, perform

NOT_PASSED = "notice.assessments_not_passed"


@dataclass(frozen=True)
class Photo:
    """A kept photo, and the line of the checklist it shows (or none)."""

    file: File
    item: str = ""


def save_draft(person: Person, code: str, *, on: date, form: str, content: Mapping[str, str], version: int, stage: str = "") -> Draft:
    """Keep what was typed, as typed; refused when another tab saved meanwhile, so that nothing is overwritten."""
    with transaction.atomic():
        undertaking = Undertaking.objects.select_for_update().select_related("region").get(code=code)
        gate.enforce(gate.may(person, "assessments.fill", undertaking, on=on, stage=stage, form=form))
        instrument = _instrument(undertaking, form)
        permissions.may_judge_by_form(person, undertaking, on, independent=instrument.sheets_independent).enforce()
        _not_locked(person, undertaking, form).enforce()
        rules.texts_sound(content).enforce()
        draft = Draft.objects.filter(undertaking=undertaking, form=form, person=person).first()
        rules.draft_current(version, draft.version if draft else 0).enforce()
        draft = draft or Draft(undertaking=undertaking, form=form, person=person)
        draft.content, draft.version = dict(content), version + 1
        draft.save()
    return draft


def fill(
    person: Person | None,
    code: str,
    *,
    on: date,
    happened_on: date | None = None,
    stage: str = "",
    form: str,
    scores: Mapping[str, int] | None = None,
    notes: Mapping[str, str] | None = None,
    items: Mapping[str, str] | None = None,
    conflict: bool = False,
    conflict_note: str = "",
    note: str = "",
    version: int | None = None,
) -> Sheet:
    """Lock one sheet of one assessor. A declared conflict of interest makes it a declined sheet, which never counts.

    ``version`` is that of the draft the form was opened with; None when there was no draft (imports).
    ``notes`` belongs to criteria and checklist lines alike, by code.
    """
    with perform(person, "assessments.fill", code, on=on, happened_on=happened_on or on, stage=stage, form=form) as doing:
        instrument = _instrument(doing.undertaking, form)
        known = _somebody(person)
        permissions.may_judge_by_form(known, doing.undertaking, on, independent=instrument.sheets_independent).enforce()
        _not_locked(known, doing.undertaking, form).enforce()
        draft = Draft.objects.filter(undertaking=doing.undertaking, form=form, person=known)
        kept = draft.values_list("version", flat=True).first() or 0
        rules.draft_current(version, kept).enforce()
        sheet = (
            _declined(doing, known, form, conflict_note) if conflict
            else _scored(doing, known, instrument, scores or {}, items or {}, notes or {}, note)
        )
        draft.delete()
        doing.changed(sheet=sheet.pk, declined=sheet.declined, points=None if sheet.total is None else str(sheet.total))
    return sheet


def decide(
    person: Person | None,
    code: str,
    *,
    on: date,
    happened_on: date | None = None,
    stage: str = "",
    form: str,
    verdict: str,
    reasons: str,
    items: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    photos: Sequence[Photo] = (),
    latitude: float | None = None,
    longitude: float | None = None,
    correct_by: date | None = None,
    evidence: File | None = None,
    evidence_on: date | None = None,
) -> Verdict:
    """Give the verdict of a form, with reasons and, where the form has a checklist, a result per line."""
    day = happened_on or on
    with perform(person, "assessments.decide", code, on=on, happened_on=day, stage=stage, form=form) as doing:
        instrument = _instrument(doing.undertaking, form)
        known = _somebody(person)
        permissions.may_judge_by_form(known, doing.undertaking, on, independent=instrument.verdict_independent).enforce()
        results, said = items or {}, notes or {}
        choice = _choice(instrument, verdict, reasons, correct_by, day)
        rules.items_sound(instrument.items, results, said).enforce()
        rules.verdict_fits_items(choice, instrument, results).enforce()
        rules.evidence_sound(instrument, has_file=evidence is not None, evidence_on=evidence_on, on=on).enforce()
        rules.place_sound(latitude, longitude).enforce()
        rules.texts_sound({"reasons": reasons, **{f"item_note_{key}": text for key, text in said.items()}}).enforce()
        row = Verdict.objects.create(
            form=form, verdict=choice.code, passes=choice.passes, reasons=reasons.strip(), correct_by=correct_by if choice.deadline else None,
            latitude=latitude, longitude=longitude, evidence=evidence, evidence_on=evidence_on, **doing.stamp,
        )
        VerdictItem.objects.bulk_create(
            VerdictItem(verdict=row, item=item.code, result=results[item.code], note=said.get(item.code, "").strip()) for item in instrument.items
        )
        VerdictPhoto.objects.bulk_create(VerdictPhoto(verdict=row, file=photo.file, item=photo.item) for photo in photos)
        doing.changed(verdict=choice.code, passes=choice.passes, photos=len(photos))
        if not choice.passes:
            people = programmes.those_of(doing.undertaking, on, besides=known)
            notices.send(people, NOT_PASSED, url=f"/penilaian/{code}/hasil/?form={form}", where=doing.undertaking.title, reasons=reasons.strip()[:200],
                         form={"id": instrument.title.id, "en": instrument.title.en}, verdict={"id": choice.title.id, "en": choice.title.en})
    return row


def withdraw_sheet(doing: Doing, sheet: Sheet, reason: str) -> None:
    """Taking a sheet back is its assessor's own affair: nobody removes the score of somebody else."""
    if doing.person is None or sheet.person_id != doing.person.pk:
        Decision.not_allowed("assessments.not_your_sheet", assessor=str(sheet.person)).enforce()
    end(sheet, doing.person, on=doing.on, reason=reason)

def _instrument(undertaking: Undertaking, form: str) -> Instrument:
    found = definitions.instrument(edition_of(undertaking), form)
    rules.form_known(found, form).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found


def _somebody(person: Person | None) -> Person:
    """A sheet and a verdict bear a name, whatever an edition says about roles."""
    if person is None:
        Decision.not_allowed("assessments.needs_a_name").enforce()
    assert person is not None  # noqa: S101 -- enforced above
    return person


def _not_locked(person: Person, undertaking: Undertaking, form: str) -> Decision:
    locked = Sheet.objects.standing().filter(undertaking=undertaking, form=form, person=person).first()
    return Decision.no("assessments.already_locked", day=locked.happened_on) if locked else Decision.yes()


def _declined(doing: Doing, person: Person, form: str, conflict_note: str) -> Sheet:
    rules.conflict_sound(conflict_note).enforce()
    pillar, organisation = _stands_for(person, doing)
    return Sheet.objects.create(
        form=form, pillar=pillar, organisation=organisation, declined=True, conflict_note=conflict_note.strip()[:500], **doing.stamp
    )


def _scored(
    doing: Doing, person: Person, instrument: Instrument, scores: Mapping[str, int], items: Mapping[str, str], notes: Mapping[str, str], note: str
) -> Sheet:
    rules.scores_sound(instrument, scores).enforce()
    rules.items_sound(instrument.sheet_items, items, notes).enforce()
    rules.texts_sound({"note": note, **{f"note_{key}": text for key, text in notes.items()}}).enforce()
    pillar, organisation = _stands_for(person, doing)
    sheet = Sheet.objects.create(
        form=instrument.code, pillar=pillar, organisation=organisation, note=note.strip(),
        points=rules.weighted(scores, instrument.criteria) if instrument.criteria else None, **doing.stamp,
    )
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=each.code, weight=each.weight, score=scores[each.code], note=notes.get(each.code, "").strip())
        for each in instrument.criteria
    )
    SheetItem.objects.bulk_create(
        SheetItem(sheet=sheet, item=each.code, result=items[each.code], note=notes.get(each.code, "").strip()) for each in instrument.sheet_items
    )
    return sheet


def _stands_for(person: Person, doing: Doing) -> tuple[str, Organisation | None]:
    """The pillar an assessor stands for: of the body through which the role is held, else of the membership."""
    held: Any = (
        RoleHeld.objects.on(doing.on).filter(person=person, role=doing.role, organisation__isnull=False).exclude(organisation__pillar="")
        .select_related("organisation").first()
    )
    if held is not None:
        return held.organisation.pillar, held.organisation
    member = (
        Member.objects.filter(person=person, held_from__lte=doing.on).exclude(held_to__lt=doing.on).exclude(pillar="")
        .select_related("organisation").order_by("-held_from").first()
    )
    return (member.pillar, member.organisation) if member else ("", None)


def _choice(instrument: Instrument, verdict: str, reasons: str, correct_by: date | None, happened_on: date) -> Choice:
    rules.verdict_sound(instrument, verdict, reasons, correct_by=correct_by, happened_on=happened_on).enforce()
    choice = instrument.verdict(verdict)
    assert choice is not None  # noqa: S101 -- enforced above
    return choice

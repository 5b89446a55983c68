"""Who may cover personal data, and see what is not published: those whom the edition lets answer."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.disclosure.models import Objection, Publicity
from sinergi.engine.definition import Edition, Entry
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.permissions import Anybody, is_involved, roles_at


def answering_roles(edition: Edition, list_code: str) -> set[str]:
    """Roles that answer objections to this list."""
    return {role for entry in _answers(edition, list_code) for role in entry.roles}


def may_cover(person: Anybody, cycle: Undertaking, list_code: str, on: date) -> Decision:
    """Covering personal data is possible at any time, also after the round."""
    if roles_at(person, cycle, on) & answering_roles(edition_of(cycle), list_code):
        return Decision.yes()
    return Decision.not_allowed("disclosure.only_who_answers")


def sees_everything(person: Anybody, cycle: Undertaking, list_code: str, on: date) -> bool:
    """Sees who objected, how to reach them and their evidence: whoever may answer. Not one whose own appraisal they may be complaining of."""
    edition, held = edition_of(cycle), roles_at(person, cycle, on)
    answers = [entry for entry in _answers(edition, list_code) if held.intersection(entry.roles)]
    office = BranchOffice(cycle, edition)
    return any(not entry.not_by or not office.did(person, entry.not_by, cycle.pk) for entry in answers)


def _answers(edition: Edition, list_code: str) -> list[Entry]:
    return [entry for stage in edition.stages for entry in stage.acts if entry.act == "disclosure.answer" and entry.param("list") in {None, list_code}]


def reads_file(person: Person | None, file: File) -> bool:
    """Evidence of an objection is for those who answer it; proof of a campaign for those who hold a role there."""
    if person is None:
        return False
    today = timezone.localdate()
    objections = Objection.objects.filter(evidence=file).select_related("undertaking__region")[:20]
    campaigns = Publicity.objects.filter(proof=file).select_related("undertaking__region")[:20]
    return any(sees_everything(person, row.undertaking, row.list, today) for row in objections) or \
        any(is_involved(person, row.undertaking, today) for row in campaigns)

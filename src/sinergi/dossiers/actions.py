"""Everything written about papers: filing a version, checking it, signing a chain."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sinergi.actors.models import Person
from sinergi.dossiers import definitions, queries, rules
from sinergi.dossiers.definitions import Chain, Paper
from sinergi.dossiers.models import Check, Document, DocumentFile, Finding, Signature
from sinergi.dossiers.rules import FindingGiven
from sinergi.engine.definition import Edition
from sinergi.files.actions import store
from sinergi.files.models import File
from sinergi.followups import actions as followups
from sinergi.followups import queries as responsibles
from sinergi.followups.models import Followup
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes import permissions as programmes
from sinergi.programmes.actions.undoing import end
from sinergi.programmes.performing import Doing, perform

_FOLLOWUP_TEXT = 500
RETURNED = "notice.dossiers_returned"


def file(
    person: Person | None,
    code: str,
    *,
    on: date,
    happened_on: date | None = None,
    stage: str = "",
    document: str,
    files: Sequence[File] = (),
    number: str = "",
    dated_on: date | None = None,
    note: str = "",
    opinion: str = "",
    findings: Sequence[FindingGiven] = (),
    generated: bytes | None = None,
    name: str = "",
) -> Document:
    """File one version of a document; ``generated`` is a PDF that an upper context made from the books, frozen with its SHA-256."""
    with perform(person, "dossiers.file", code, on=on, happened_on=happened_on or on, stage=stage, document=document) as doing:
        paper = _paper(doing.edition, document)
        kept = list(files)
        if generated is not None:
            kept.append(store(person, SimpleUploadedFile(name or f"{document}.pdf", generated, "application/pdf"), kinds=("document",)))
        rules.filing_sound(paper, files=len(kept), dated_on=dated_on, opinion=opinion, findings=findings, on=on, note=note).enforce()
        row = Document.objects.create(
            document=document, number=number.strip()[:120], dated_on=dated_on, note=note.strip(), opinion=opinion,
            is_generated=generated is not None, fingerprint="" if generated is None else hashlib.sha256(generated).hexdigest(), **doing.stamp,
        )
        DocumentFile.objects.bulk_create(DocumentFile(document=row, file=each) for each in kept)
        for place, finding in enumerate(findings, start=1):
            _finding(doing, row, place, finding)
        lapsed = _lapse(doing, row)
        changes: dict[str, Any] = {"lapsed": lapsed, "filing": row.pk, "number": row.number, "files": [each.sha256 for each in kept], "opinion": opinion, "findings": len(findings)}
        doing.changed(**{key: value for key, value in changes.items() if value})
    return row


def check(
    person: Person | None,
    code: str,
    *,
    on: date,
    happened_on: date | None = None,
    stage: str = "",
    document: str,
    filing: int,
    correct: bool,
    note: str = "",
) -> Check:
    """Say whether the content of the newest version is right. Not by whoever filed it: four eyes, our default."""
    day = happened_on or on
    with perform(person, "dossiers.check", code, on=on, happened_on=day, stage=stage, document=document) as doing:
        paper = _paper(doing.edition, document)
        newest = queries.newest(doing.undertaking, document)
        if newest is None:
            Decision.no("dossiers.nothing_filed").enforce()
            raise AssertionError
        if newest.pk != filing:
            Decision.no("dossiers.newer_version", day=newest.happened_on).enforce()
        if person is None or newest.person_id == person.pk:
            Decision.not_allowed("dossiers.own_document").enforce()
        rules.check_sound(correct=correct, note=note, happened_on=day, filed_on=newest.happened_on).enforce()
        row = Check.objects.create(filing=newest, document=document, correct=correct, note=note.strip(), **doing.stamp)
        if not correct and newest.person is not None:
            notices.send([newest.person], RETURNED, url=f"/berkas/{code}/dokumen/{document}/", document={"id": paper.title.id, "en": paper.title.en},
                         where=doing.undertaking.title, note=note.strip()[:200].rstrip("."))
        doing.changed(filing=newest.pk, correct=correct)
    return row


def sign(
    person: Person | None, code: str, *, on: date, happened_on: date | None = None, stage: str = "", chain: str, signed: bool = True, note: str = ""
) -> Signature:
    """Sign the next place of a chain, or refuse with a reason; a refusal ends the signatures before it, from today on."""
    day = happened_on or on
    with perform(person, "dossiers.sign", code, on=on, happened_on=day, stage=stage, chain=chain) as doing:
        wanted = _chain(doing.edition, chain)
        standing = list(Signature.objects.standing().filter(undertaking=doing.undertaking, chain=chain, signed=True))
        place = rules.next_place({each.place for each in standing}, len(wanted.roles))
        titles = {role: known.title for role, known in doing.edition.roles.items()}
        rules.turn(place, wanted, programmes.roles_at(person, doing.undertaking, on), titles).enforce()
        assert place is not None  # noqa: S101 -- enforced by turn
        if signed:
            _nothing_wrong(doing, chain)
        rules.signature_sound(signed=signed, note=note, happened_on=day, after=max((each.happened_on for each in standing), default=None)).enforce()
        row = Signature.objects.create(
            chain=chain, role=wanted.roles[place], place=place, steps=len(wanted.roles), signed=signed, note=note.strip(), **doing.stamp
        )
        if not signed:
            for each in standing:
                end(each, person, on=on, reason=note)
        doing.changed(role=row.role, signed=signed, ended=0 if signed else len(standing))
    return row


def _nothing_wrong(doing: Doing, chain: str) -> None:
    """Nobody signs under a file that a checker found wrong; another version comes first. Our default."""
    wrong = queries.faults([doing.undertaking.pk], definitions.rests_on(doing.edition, doing.undertaking.scope, chain))
    for (_undertaking, document), row in wrong.items():
        Decision.no("dossiers.sign_wrong", document=doing.edition.word("documents", document).title, note=row.note).enforce()


def _lapse(doing: Doing, row: Document) -> int:
    """Who signed under the version before signs anew, as after a refusal; what all have signed is not replaced. How many lapse. Our default."""
    lapsed = 0
    for chain in doing.edition.words("chains"):
        if row.document not in definitions.rests_on(doing.edition, doing.undertaking.scope, chain):
            continue
        standing = list(Signature.objects.standing().filter(undertaking=doing.undertaking, chain=chain, signed=True))
        word = _chain(doing.edition, chain)
        if standing and rules.next_place({each.place for each in standing}, len(word.roles)) is None:
            Decision.no("dossiers.signed_by_all", chain=word.title, day=max(each.happened_on for each in standing)).enforce()
        for each in standing:
            end(each, doing.person, on=doing.on, reason=f"{doing.edition.word('documents', row.document).title.id}: berkasnya diganti atau ditarik")
        lapsed += len(standing)
    return lapsed


def withdraw_filing(doing: Doing, row: Document, reason: str) -> None:
    """Taking a version back takes its checks and the follow-ups of its findings with it; signatures under the newest as its replacement would."""
    if queries.newest(doing.undertaking, row.document) == row:
        _lapse(doing, row)
    end(row, doing.person, on=doing.on, reason=reason)
    for check_row in row.checks.filter(ended_on=None):
        end(check_row, doing.person, on=doing.on, reason=reason)
    for followup in Followup.objects.filter(pk__in=row.findings.values("followup"), ended_on=None):
        end(followup, doing.person, on=doing.on, reason=reason)


def _finding(doing: Doing, row: Document, number: int, given: FindingGiven) -> None:
    """A finding is followed to its end: somebody owes an answer by a day."""
    said = f"{given.what.strip()} {given.recommendation.strip()}".strip()
    what = said if len(said) <= _FOLLOWUP_TEXT else f"{said[: _FOLLOWUP_TEXT - 1]}…"
    followup = followups.open(
        doing, origin="audit", what=what, responsible=responsibles.meant(doing.undertaking, given.responsible, doing.on), due_on=given.due_on
    )
    Finding.objects.create(document=row, number=number, what=given.what.strip(), recommendation=given.recommendation.strip(), followup=followup)
    followups.tell(doing, [followup])


def _paper(edition: Edition, code: str) -> Paper:
    found = definitions.paper(edition, code)
    rules.paper_known(found, code).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found


def _chain(edition: Edition, code: str) -> Chain:
    found = definitions.chain(edition, code)
    rules.chain_known(found, code).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found

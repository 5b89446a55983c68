"""Filing, checking, signing: what is kept, what counts, what is refused."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from sinergi.audit.models import Row
from sinergi.dossiers import actions, conditions
from sinergi.dossiers.models import Check, Document, Signature
from sinergi.dossiers.rules import FindingGiven
from sinergi.files.queries import content
from sinergi.followups import actions as followups
from sinergi.followups import queries as followup_queries
from sinergi.followups.conditions import done
from sinergi.followups.models import Followup
from sinergi.kernel.decisions import NotAllowed, NotPossible, Refused
from sinergi.kernel.timelines import NEVER, holds
from sinergi.notices.models import Notice
from sinergi.programmes.actions import undo
from tests import make
from tests.dossiers import papers
from tests.files import samples

FINDING = FindingGiven("Nota pasir hilang", "Cari salinan di toko", "Bendahara PAKEM", date(2007, 7, 1))


def _check(person, work, filing, *, correct=True, note="", **rest):
    return actions.check(person, work.code, on=make.today, document="lpj", filing=filing.pk, correct=correct, note=note, **rest)


def _sign(person, work, **rest):
    return actions.sign(person, work.code, on=make.today, chain="blm", **rest)


def test_a_document_is_filed_with_its_files_number_and_date(bkm):
    work = papers.work()
    file = papers.pdf(bkm)
    row = papers.file(bkm, work, files=[file], number=" 12/LPJ/2007 ", dated_on=date(2007, 5, 30), note="dua jilid")
    assert (row.number, row.dated_on, row.note, row.stage, row.person, row.is_generated) == (
        "12/LPJ/2007", date(2007, 5, 30), "dua jilid", "trial", bkm, False)
    assert list(row.files.values_list("file", flat=True)) == [file.pk]
    changes = Row.objects.order_by("number").last().changes
    assert (changes["document"], changes["number"], changes["files"]) == ("lpj", "12/LPJ/2007", [file.sha256])


def test_a_paper_made_from_the_books_is_frozen_with_its_fingerprint(bkm):
    work = papers.work()
    row = actions.file(bkm, work.code, on=make.today, document="lpj", generated=samples.PDF, name="LPJ.pdf")
    kept = row.files.get().file
    assert (row.is_generated, row.fingerprint, kept.name, content(kept)) == (True, hashlib.sha256(samples.PDF).hexdigest(), "LPJ.pdf", samples.PDF)


def test_all_documents_are_needed_and_the_missing_ones_are_named(bkm, auditor):
    work = papers.work()
    wanted = {"documents": ("opini", "rpd")}
    assert conditions.filed_why([work.pk], on=make.today, **wanted)[work.pk][0] == "dossiers.missing"
    papers.file(bkm, work, document="rpd", happened_on=date(2007, 5, 20))
    assert (conditions.filed([work.pk], **wanted)[work.pk], [str(each.id) for each in conditions.filed_why([work.pk], on=make.today, **wanted)[work.pk][1]["documents"]]) == (
        NEVER, ["Opini akuntan"])
    papers.file(auditor, work, document="opini", opinion="wtp", happened_on=date(2007, 5, 25))
    assert conditions.filed([work.pk], **wanted) == {work.pk: (date(2007, 5, 25),)}


def test_checked_counts_from_the_check_and_wrong_ends_it(bkm, pokja, pokja2):
    work = papers.work()
    filing = papers.file(bkm, work, happened_on=date(2007, 5, 20))
    wanted = {"documents": ("lpj",), "checked": True}
    assert conditions.filed_why([work.pk], on=make.today, **wanted)[work.pk][0] == "dossiers.unchecked"
    _check(pokja, work, filing, happened_on=date(2007, 5, 22))
    assert conditions.filed([work.pk], **wanted) == {work.pk: (date(2007, 5, 22),)}
    _check(pokja2, work, filing, correct=False, note="jumlah tidak cocok", happened_on=date(2007, 5, 28))
    assert conditions.filed([work.pk], **wanted) == {work.pk: (date(2007, 5, 22), date(2007, 5, 28))}
    assert conditions.filed_why([work.pk], on=make.today, **wanted)[work.pk][0] == "dossiers.wrong"
    _check(pokja, work, papers.file(bkm, work))
    assert holds(conditions.filed([work.pk], **wanted)[work.pk], make.today)


def test_nobody_checks_a_document_of_ones_own(bkm):
    work = papers.work()
    filing = papers.file(bkm, work)
    with pytest.raises(NotAllowed) as refused:
        _check(bkm, work, filing)
    assert (refused.value.decision.code, Check.objects.count()) == ("dossiers.own_document", 0)


def test_a_check_of_an_older_version_is_refused(bkm, pokja):
    work = papers.work()
    first = papers.file(bkm, work)
    papers.file(bkm, work)
    with pytest.raises(NotPossible) as refused:
        _check(pokja, work, first)
    assert refused.value.decision.code == "dossiers.newer_version"


@pytest.mark.parametrize(("changes", "code"), [
    ({"correct": False}, "dossiers.wrong_needs_note"),
    ({"happened_on": date(2007, 5, 1)}, "dossiers.check_before_filing"),
    ({"happened_on": date(2007, 6, 2)}, "future_day"),
])
def test_an_unsound_check_is_refused(bkm, pokja, changes, code):
    work = papers.work()
    filing = papers.file(bkm, work)
    with pytest.raises(Refused) as refused:
        _check(pokja, work, filing, **changes)
    assert (refused.value.decision.code, Check.objects.count()) == (code, 0)


def test_findings_become_followups_and_are_followed_to_the_end(auditor):
    work = papers.work()
    row = papers.file(auditor, work, document="opini", opinion="wdp", findings=[FINDING])
    assert list(row.findings.values_list("number", "what", "recommendation")) == [(1, "Nota pasir hilang", "Cari salinan di toko")]
    owed = Followup.objects.get()
    assert (owed.origin, owed.what, owed.responsible, owed.due_on, owed.act) == (
        "audit", "Nota pasir hilang Cari salinan di toko", "Bendahara PAKEM", date(2007, 7, 1), "dossiers.file")
    assert not holds(done([work.pk], origin="audit")[work.pk], make.today)


def test_a_finding_is_told_and_settled_by_the_auditor_alone(auditor, bkm):
    """Whatever file the audited attach, it waits for the auditor's word; who owes it hears of it at once."""
    work = papers.work(more=('{ act = "followups.report", role = "bkm" }', '{ act = "followups.open", role = "auditor" }'))
    body = make.organisation(name="BKM Gunung Mas", region="33.24.12.2011")
    body.members.create(person=bkm, held_from=date(2006, 1, 1))
    papers.file(auditor, work, document="opini", opinion="wdp", findings=[FindingGiven("Nota pasir hilang", "", "BKM Gunung Mas", date(2007, 7, 1))])
    owed = Followup.objects.get()
    assert list(Notice.objects.values_list("person", "code")) == [(bkm.pk, "notice.followups_laid")]
    assert [row.pk for row in followup_queries.my_work(bkm, make.today).shown["rows"]] == [owed.pk]
    told = followups.report(bkm, work.code, owed.pk, on=make.today, happened_on=make.today, status="done", evidence=papers.pdf(bkm, "brosur.pdf"))
    assert (told.waits, holds(done([work.pk], origin="audit")[work.pk], make.today)) == (True, False)
    assert [row.pk for row in followup_queries.my_work(auditor, make.today).shown["asked"]] == [owed.pk]
    followups.agree(auditor, work.code, owed.pk, on=make.today, happened_on=make.today, agreed=True)
    assert holds(done([work.pk], origin="audit")[work.pk], make.today)


def test_taking_an_opinion_back_takes_its_findings_back(auditor):
    work = papers.work()
    row = papers.file(auditor, work, document="opini", opinion="wdp", findings=[FINDING])
    undo(auditor, "dossiers.Document", row.pk, on=make.today, reason="salah unggah")
    assert (Document.objects.standing().count(), Followup.objects.standing().count()) == (0, 0)
    assert holds(done([work.pk], origin="audit")[work.pk], make.today)


@pytest.mark.parametrize(("document", "changes", "code"), [
    ("opini", {}, "dossiers.opinion_missing"),
    ("opini", {"opinion": "wtp", "findings": [FindingGiven("", "", "PAKEM", date(2007, 7, 1))]}, "dossiers.finding_missing"),
    ("opini", {"opinion": "wtp", "findings": [FindingGiven("Nota", "", "PAKEM", date(2007, 1, 1))]}, "followups.due_before"),
    ("opini", {"opinion": "wtp", "dated_on": date(2008, 1, 1)}, "dossiers.paper_day"),
])
def test_an_unsound_opinion_is_refused_and_nothing_is_kept(auditor, document, changes, code):
    work = papers.work()
    with pytest.raises(Refused) as refused:
        papers.file(auditor, work, document=document, **changes)
    assert (refused.value.decision.code, Document.objects.count(), Followup.objects.count()) == (code, 0, 0)


def test_without_a_file_there_is_no_document(bkm):
    work = papers.work()
    with pytest.raises(Refused) as refused:
        actions.file(bkm, work.code, on=make.today, document="lpj")
    assert refused.value.decision.code == "dossiers.no_file"


@pytest.mark.parametrize("document", ["opini", "asing", ""])
def test_a_document_of_somebody_else_is_refused(bkm, document):
    work = papers.work()
    with pytest.raises(Refused):
        papers.file(bkm, work, document=document)
    assert Document.objects.count() == 0


def test_a_chain_is_signed_in_order(faskel, pjok, satker):
    work = papers.work()
    with pytest.raises(NotAllowed) as refused:
        _sign(pjok, work)
    assert (refused.value.decision.code, refused.value.decision.values["role"].id) == ("dossiers.not_your_turn", "faskel")
    _sign(faskel, work, happened_on=date(2007, 5, 20))
    assert conditions.signed_why([work.pk], on=make.today, chain="blm")[work.pk][1]["role"].id == "pjok"
    _sign(pjok, work, happened_on=date(2007, 5, 22), note="lengkap")
    assert conditions.signed([work.pk], chain="blm") == {work.pk: NEVER}
    _sign(satker, work, happened_on=date(2007, 5, 25))
    assert conditions.signed([work.pk], chain="blm") == {work.pk: (date(2007, 5, 25),)}
    with pytest.raises(Refused):
        _sign(satker, work)


def test_a_refusal_ends_the_signatures_before_it(faskel, pjok):
    work = papers.work()
    first = _sign(faskel, work, happened_on=date(2007, 5, 20))
    refusal = _sign(pjok, work, signed=False, note="RPD belum benar", happened_on=date(2007, 5, 25))
    first.refresh_from_db()
    assert (refusal.signed, first.ended_on, first.end_reason) == (False, make.today, "RPD belum benar")
    code, values = conditions.signed_why([work.pk], on=make.today, chain="blm")[work.pk]
    assert (code, values["by"].id, values["role"].id, values["reason"]) == ("dossiers.refused", "pjok", "faskel", "RPD belum benar")
    assert _sign(faskel, work).place == 0


def test_signing_again_after_a_refusal_moves_on_to_the_next(faskel, pjok):
    work = papers.work()
    _sign(faskel, work)
    _sign(pjok, work, signed=False, note="RPD belum benar")
    _sign(faskel, work)
    code, values = conditions.signed_why([work.pk], on=make.today, chain="blm")[work.pk]
    assert (code, values["role"].id) == ("dossiers.not_signed", "pjok")


@pytest.mark.parametrize(("changes", "code"), [
    ({"signed": False, "note": " "}, "dossiers.refusal_needs_reason"),
    ({"happened_on": date(2007, 5, 10)}, "dossiers.before_previous"),
    ({"happened_on": date(2007, 6, 2)}, "future_day"),
])
def test_an_unsound_signature_is_refused(faskel, pjok, changes, code):
    work = papers.work()
    _sign(faskel, work, happened_on=date(2007, 5, 20))
    with pytest.raises(Refused) as refused:
        _sign(pjok, work, **changes)
    assert (refused.value.decision.code, Signature.objects.count()) == (code, 1)


def test_nobody_signs_under_a_file_that_was_found_wrong_and_a_new_version_is_signed_anew(bkm, pokja, faskel, pjok):
    work = papers.work()
    first = papers.file(bkm, work)
    signature = _sign(faskel, work)
    actions.check(pokja, work.code, on=make.today, document="lpj", filing=first.pk, correct=False, note="rekening salah")
    with pytest.raises(Refused) as refused:
        _sign(pjok, work)
    assert (refused.value.decision.code, refused.value.decision.values["note"]) == ("dossiers.sign_wrong", "rekening salah")
    assert conditions.signable(pjok.pk, [work.pk], chain="blm", on=make.today) == set()
    papers.file(bkm, work)
    signature.refresh_from_db()
    assert (signature.ended_on, signature.end_reason) == (make.today, "LPJ PAKEM: berkasnya diganti atau ditarik")
    assert (_sign(faskel, work).place, _sign(pjok, work).place) == (0, 1)


def test_what_all_have_signed_is_not_replaced(bkm, faskel, pjok, satker):
    work = papers.work()
    papers.file(bkm, work)
    for somebody in (faskel, pjok, satker):
        _sign(somebody, work)
    def taken_back():
        undo(bkm, "dossiers.Document", Document.objects.get().pk, on=make.today, reason="berkas lain")

    for attempt in (lambda: papers.file(bkm, work), taken_back):
        with pytest.raises(Refused) as refused:
            attempt()
        assert (refused.value.decision.code, Signature.objects.standing().count(), Document.objects.standing().count()) == ("dossiers.signed_by_all", 3, 1)


def test_a_file_taken_back_takes_the_signatures_under_it(bkm, faskel):
    work = papers.work()
    filed = papers.file(bkm, work)
    _sign(faskel, work)
    undo(bkm, "dossiers.Document", filed.pk, on=make.today, reason="berkas lain")
    assert (Document.objects.standing().count(), Signature.objects.standing().count()) == (0, 0)


def test_a_signature_taken_back_opens_its_place_again(faskel, pjok, satker):
    work = papers.work()
    _sign(faskel, work, happened_on=date(2007, 5, 20))
    second = _sign(pjok, work, happened_on=date(2007, 5, 21))
    _sign(satker, work, happened_on=date(2007, 5, 22))
    undo(pjok, "dossiers.Signature", second.pk, on=make.today, reason="nama rekening salah")
    assert conditions.signed([work.pk], chain="blm") == {work.pk: (date(2007, 5, 22), make.today)}
    assert _sign(pjok, work).place == 1


def test_tasks_leave_out_what_is_not_mine(bkm, pokja, faskel, pjok):
    work = papers.work()
    assert conditions.checkable(pokja.pk, [work.pk]) == set()
    filing = papers.file(bkm, work)
    assert (conditions.checkable(pokja.pk, [work.pk], document="lpj"), conditions.checkable(bkm.pk, [work.pk])) == ({work.pk}, set())
    _check(pokja, work, filing)
    assert conditions.checkable(pokja.pk, [work.pk]) == set()
    assert (conditions.signable(faskel.pk, [work.pk]), conditions.signable(pjok.pk, [work.pk])) == ({work.pk}, set())


def test_strangers_neither_file_nor_sign(stranger, kendal):
    work = papers.work()
    for person in (stranger, None):
        with pytest.raises(NotAllowed):
            _sign(person, work)
        with pytest.raises(NotAllowed):
            actions.file(person, work.code, on=make.today, document="lpj", generated=samples.PDF)


def test_whoever_filed_is_told_why_it_came_back_and_the_task_says_it_too(bkm, pokja):
    work = papers.work()
    _check(pokja, work, papers.file(bkm, work), correct=False, note="jumlah tidak cocok")
    told = Notice.objects.get(code="notice.dossiers_returned")
    assert (told.person, told.values["note"], told.url) == (bkm, "jumlah tidak cocok", f"/berkas/{work.code}/dokumen/lpj/")
    before = conditions.ACTS[0].before(work.code, {"document": "lpj"})
    assert (str(before[0]), before[1]) == ("Dikembalikan: jumlah tidak cocok", f"/berkas/{work.code}/dokumen/lpj/")
    papers.file(bkm, work)
    assert conditions.ACTS[0].before(work.code, {"document": "lpj"}) is None

"""Verdicts: what they need, what counts, who may give them."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.assessments import actions, conditions
from sinergi.assessments.models import Verdict
from sinergi.engine.definition import Title
from sinergi.files.actions import store
from sinergi.kernel.decisions import NotAllowed, Refused
from sinergi.kernel.timelines import NEVER
from sinergi.notices.models import Notice
from sinergi.programmes.actions import undo
from sinergi.programmes.queries import tasks
from sinergi.project.models import DemoDay
from tests import make
from tests.assessments import sheets
from tests.files import samples

GOOD = {"items": {"lokasi": "ok", "lahan": "ok"}, "verdict": "fit", "reasons": "sesuai proposal"}


def _decide(person, work, **changes):
    given = GOOD | changes
    return actions.decide(person, work.code, on=given.pop("on", make.today), form="verifikasi", **given)


def test_a_verdict_keeps_items_photos_and_place(pokja):
    work = sheets.work()
    photo = store(pokja, samples.upload("lokasi.jpg", samples.photo()))
    row = _decide(pokja, work, items={"lokasi": "ok", "lahan": "correct"}, notes={"lahan": "surat belum ada"}, verdict="mend", reasons="lengkapi surat lahan",
                  correct_by=date(2007, 6, 20), photos=[actions.Photo(photo, "lokasi")], latitude=-6.921, longitude=110.203)
    assert (row.passes, row.correct_by, row.latitude, row.longitude) == (False, date(2007, 6, 20), -6.921, 110.203)
    assert list(row.items.values_list("item", "result", "note")) == [("lokasi", "ok", ""), ("lahan", "correct", "surat belum ada")]
    assert list(row.photos.values_list("file", "item")) == [(photo.pk, "lokasi")]


def test_the_latest_verdict_counts(pokja, pokja2):
    work = sheets.work()
    _decide(pokja, work, verdict="no", reasons="lahan sengketa", happened_on=date(2007, 5, 20))
    assert (conditions.decided([work.pk], form="verifikasi"), conditions.passed([work.pk], form="verifikasi")) == (
        {work.pk: (date(2007, 5, 20),)}, {work.pk: NEVER})
    _decide(pokja2, work, happened_on=date(2007, 5, 28))
    assert conditions.passed([work.pk], form="verifikasi") == {work.pk: (date(2007, 5, 28),)}


def test_undoing_the_latest_verdict_gives_back_the_one_before(pokja):
    work = sheets.work()
    _decide(pokja, work, happened_on=date(2007, 5, 20))
    second = _decide(pokja, work, verdict="no", reasons="lahan sengketa", happened_on=date(2007, 5, 28))
    undo(pokja, "assessments.Verdict", second.pk, on=make.today, reason="salah orang")
    assert conditions.passed([work.pk], form="verifikasi") == {work.pk: (date(2007, 5, 20), date(2007, 5, 28), make.today)}


def test_not_passed_says_which_verdict_of_which_day(pokja):
    work = sheets.work()
    assert conditions.passed_why([work.pk], on=make.today, form="verifikasi") == {
        work.pk: ("assessments.not_decided", {"form": Title("Verifikasi lapangan", "Field verification")})}
    _decide(pokja, work, verdict="no", reasons="lahan sengketa")
    code, values = conditions.passed_why([work.pk], on=make.today, form="verifikasi")[work.pk]
    assert (code, values["verdict"], values["day"]) == ("assessments.not_passed", Title("Belum memenuhi", "Does not qualify yet"), make.today)


@pytest.mark.parametrize(("changes", "code"), [
    ({"reasons": "  "}, "assessments.reasons_missing"),
    ({"verdict": "perhaps"}, "assessments.unknown_verdict"),
    ({"items": {"lokasi": "ok"}}, "assessments.missing_result"),
    ({"items": {"lokasi": "ok", "lahan": "fail"}}, "assessments.result_needs_note"),
    ({"items": {"lokasi": "ok", "lahan": "fail"}, "notes": {"lahan": "sengketa"}}, "assessments.passes_with_failed"),
    ({"verdict": "mend"}, "assessments.deadline_missing"),
    ({"latitude": -6.9}, "assessments.half_a_place"),
    ({"reasons": "x" * 4001}, "assessments.text_too_long"),
    ({"happened_on": date(2007, 6, 2)}, "future_day"),
])
def test_an_unsound_verdict_is_refused_and_nothing_is_kept(pokja, changes, code):
    work = sheets.work()
    with pytest.raises(Refused) as refused:
        _decide(pokja, work, **changes)
    assert (refused.value.decision.code, Verdict.objects.count()) == (code, 0)


def test_strangers_do_not_decide(stranger, bkm):
    work = sheets.work()
    for person in (stranger, bkm, None):
        with pytest.raises(NotAllowed):
            _decide(person, work)


@pytest.mark.parametrize(("changes", "code"), [
    ({}, "assessments.evidence_missing"),
    ({"evidence": True}, "assessments.evidence_day_missing"),
    ({"evidence": True, "evidence_on": date(2007, 6, 2)}, "assessments.evidence_ahead"),
])
def test_a_rating_that_opens_a_door_stands_on_a_dated_paper(korkot, changes, code):
    work = sheets.work()
    given = {key: store(korkot, samples.upload("sk.pdf", samples.PDF)) if key == "evidence" else value for key, value in changes.items()}
    with pytest.raises(Refused) as refused:
        actions.decide(korkot, work.code, on=make.today, form="bkm_berdaya", verdict="berdaya", reasons="23 aspek", **given)
    assert refused.value.decision.code == code


def test_the_words_of_a_verdict_come_from_the_edition_and_reach_whose_it_is(korkot):
    work = sheets.work()
    bkm = make.person(role="bkm", region=work.region.code)
    row = actions.decide(korkot, work.code, on=make.today, form="bkm_berdaya", verdict="menuju", reasons="pembukuan belum rapi",
                         evidence=store(korkot, samples.upload("sk.pdf", samples.PDF)), evidence_on=date(2007, 4, 1))
    assert (row.verdict, row.passes) == ("menuju", False)
    told = Notice.objects.get(person=bkm)
    assert (told.code, told.values["verdict"]["id"], told.values["reasons"]) == ("notice.assessments_not_passed", "Menuju berdaya", "pembukuan belum rapi")
    code, values = conditions.passed_why([work.pk], on=make.today, form="bkm_berdaya")[work.pk]
    assert (code, values["verdict"]) == ("assessments.not_passed", Title("Menuju berdaya"))


def test_the_task_that_stays_after_a_verdict_that_does_not_pass_says_which_was_given(client, pokja, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    work = sheets.work(more=1, done='{ is = "assessments.passed", form = "verifikasi" }')
    _decide(pokja, work, verdict="no", reasons="lahan sengketa", happened_on=date(2007, 5, 20))
    _decide(pokja, work, verdict="mend", reasons="lengkapi surat lahan", correct_by=date(2007, 6, 20))
    group = next(each for each in tasks.my_tasks(pokja, make.today) if each.act == "assessments.decide")
    assert {one.pk: said for one, _url, said in group.rows() if said} == {work.pk: "sudah diputus: Layak setelah perbaikan, 1 Jun"}
    client.force_login(pokja)
    for page in ("/pekerjaan-saya/", f"/usulan/{work.code}/"):
        assert "sudah diputus: Layak setelah perbaikan, 1 Jun" in client.get(page).content.decode()

"""Done by a sentence alone waits for the asker's yes; who did it, and who says it is done, cannot say that yes."""

import random
from datetime import date, timedelta

import pytest

from sinergi.followups import actions, conditions, permissions, queries
from sinergi.followups.models import Agreement, Followup, Report
from sinergi.followups.rules import Responsible, Told, settled_line
from sinergi.kernel.decisions import Refused
from sinergi.kernel.timelines import holds
from sinergi.notices.models import Notice
from sinergi.programmes.actions import undo
from sinergi.programmes.performing import perform
from tests import make
from tests.followups import opening
from tests.followups.test_actions import status_of, told

DAY = opening.DAY


def agreed(person, line, **more):
    return actions.agree(person, line.undertaking.code, line.pk, on=make.today, **more)


def file_of(person):
    from sinergi.files.models import File

    return File.objects.create(sha256=f"{person.pk:064}", name="bukti.pdf", kind="application/pdf", size=10, uploaded_by=person)


@pytest.fixture
def line(bkm, faskel):
    """The village board asked the facilitator."""
    return opening.opened(bkm, opening.stage(), responsible=Responsible(person_id=faskel.pk))


def test_a_file_settles_at_once(line, faskel):
    told(faskel, line, note="", evidence=file_of(faskel))
    assert status_of(line) == "done"


def test_a_sentence_waits_until_the_asker_agrees(line, bkm, faskel):
    told(faskel, line)
    assert status_of(line) == "waiting"
    agreed(bkm, line)
    assert status_of(line) == "done"


def test_nobody_but_the_asker_agrees_however_much_he_watches(line, faskel, pokja, korkot):
    told(faskel, line)
    for person in (korkot, pokja):
        with pytest.raises(Refused) as refused:
            agreed(person, line)
        assert (refused.value.decision.code, refused.value.decision.values["asker"]) == ("followups.asker_agrees", "Slamet Riyadi")
    assert status_of(line) == "waiting"


def test_whoever_holds_the_office_of_an_asker_who_left_it_agrees(line, bkm, faskel, korkot):
    told(faskel, line)
    successor = make.person(name="Penerus", role="bkm", region=bkm.roles.get().region.code)
    with pytest.raises(Refused) as refused:
        agreed(successor, line)
    assert refused.value.decision.code == "gate.role"       # while the asker is in office
    bkm.roles.update(held_to=date(2007, 5, 30))
    with pytest.raises(Refused):
        agreed(korkot, line)
    agreed(successor, line)
    assert (status_of(line), Agreement.objects.get().act) == ("done", "followups.report")


def test_an_asker_who_has_to_do_it_leaves_the_yes_to_whoever_watches(bkm, korkot):
    own = opening.opened(bkm, opening.stage(), responsible=Responsible(person_id=bkm.pk))
    told(bkm, own)
    agreed(korkot, own)
    assert (status_of(own), Agreement.objects.get().act) == ("done", "followups.open")


def test_an_asker_who_may_not_open_agrees_as_somebody_who_may_report(line, bkm, faskel):
    told(faskel, line)
    agreed(bkm, line)
    assert Agreement.objects.get().act == "followups.report"


def test_the_askers_own_sentence_is_enough_unless_he_did_it(bkm):
    site = opening.stage()
    for_another = opening.opened(bkm, site)
    own = opening.opened(bkm, site, responsible=Responsible(person_id=bkm.pk))
    told(bkm, for_another)
    told(bkm, own)
    assert (status_of(for_another), status_of(own)) == ("done", "waiting")


@pytest.mark.parametrize(("who", "code"), [("faskel", "followups.not_yours_to_agree"), ("stranger", "gate.role"), ("pjok", "gate.role")])
def test_neither_the_doer_nor_a_stranger_says_yes(line, faskel, request, who, code):
    told(faskel, line)
    with pytest.raises(Refused) as refused:
        agreed(request.getfixturevalue(who), line)
    assert (refused.value.decision.code, Agreement.objects.count()) == (code, 0)


def test_a_member_of_the_body_it_was_laid_on_cannot_say_yes(bkm, faskel, korkot):
    body = make.organisation(name="Tim faskel", region="33.24.12.2011")
    for person in (faskel, korkot):
        body.members.create(person=person, held_from=date(2006, 1, 1))
    line = opening.opened(bkm, opening.stage(), responsible=Responsible(organisation_id=body.pk))
    told(faskel, line)
    with pytest.raises(Refused) as refused:
        agreed(korkot, line)
    assert refused.value.decision.code == "followups.not_yours_to_agree"


def test_who_reports_it_done_leaves_the_yes_to_another(bkm, faskel, pokja):
    line = opening.opened(bkm, opening.stage())
    told(faskel, line)
    with pytest.raises(Refused) as refused:
        agreed(faskel, line)
    assert refused.value.decision.code == "followups.agreed_by_another"
    agreed(bkm, line)
    assert status_of(line) == "done"


def test_a_no_has_its_reason_and_puts_the_line_back_to_work(line, bkm, faskel):
    told(faskel, line)
    with pytest.raises(Refused) as refused:
        agreed(bkm, line, agreed=False, note=" ")
    assert refused.value.decision.code == "followups.no_needs_reason"
    agreed(bkm, line, agreed=False, note="Foto belum ada")
    assert status_of(line) == "running"
    told(faskel, line, evidence=file_of(faskel), happened_on=make.today)
    assert status_of(line) == "done"


def test_a_yes_is_not_asked_for_twice(line, bkm, faskel, korkot):
    told(faskel, line)
    agreed(bkm, line)
    with pytest.raises(Refused) as refused:
        agreed(korkot, line)
    assert refused.value.decision.code == "followups.nothing_to_agree"


def test_a_yes_is_not_older_than_the_report(line, bkm, faskel):
    told(faskel, line, happened_on=date(2007, 5, 20))
    with pytest.raises(Refused) as refused:
        agreed(bkm, line, happened_on=date(2007, 5, 19))
    assert refused.value.decision.code == "followups.agreed_before_report"


def test_taking_a_yes_back_lets_it_wait_again(line, faskel, bkm):
    told(faskel, line)
    row = agreed(bkm, line)
    undo(bkm, "followups.Agreement", row.pk, on=make.today, reason="Salah baris")
    assert status_of(line) == "waiting"
    agreed(bkm, line)
    assert status_of(line) == "done"


def test_asker_and_reporter_are_told(line, bkm, faskel):
    told(faskel, line)
    agreed(bkm, line, agreed=False, note="Foto belum ada")
    found = Notice.objects.filter(code__startswith="notice.followups_").order_by("pk").values_list("person__name", "code", "values__note")
    assert list(found) == [(bkm.name, "notice.followups_agree", None), (faskel.name, "notice.followups_refused", "Foto belum ada")]


def test_what_was_settled_before_this_rule_stays_settled(line):
    Report.objects.create(undertaking=line.undertaking, act="followups.report", happened_on=DAY, followup=line, status="done", note="Sudah")
    assert status_of(line) == "done"


def test_the_condition_counts_from_the_day_of_the_yes(line, bkm, faskel):
    told(faskel, line, happened_on=date(2007, 5, 12))
    assert conditions.done([line.undertaking_id])[line.undertaking_id] == (date.min, DAY)
    agreed(bkm, line, happened_on=date(2007, 5, 25))
    assert conditions.done([line.undertaking_id])[line.undertaking_id] == (date.min, DAY, date(2007, 5, 25))


# --- the pure rule ----------------------------------------------------------------------------------------------------


def on(number):
    return date(2007, 5, 1) + timedelta(days=number)


@pytest.mark.parametrize(("reports", "expected"), [
    ([(1, None, True, None)], (1,)),
    ([(1, None, True, ())], ()),
    ([(1, None, True, (4,))], (4,)),
    ([(1, None, True, (4, 6))], (4, 6)),
    ([(1, None, True, (4,)), (8, None, False, None)], (4, 8)),          # "still running" after all
    ([(1, 5, True, (3,))], (3, 5)),                                     # the report itself is taken back
    ([(1, None, True, ()), (3, None, True, None)], (3,)),               # a file came later
])  # fmt: skip
def test_a_line_is_settled_while_its_newest_report_settles_it(reports, expected):
    given = [Told(on(start), None if end is None else on(end), settles, None if yes is None else tuple(on(day) for day in yes)) for start, end, settles, yes in reports]
    assert settled_line(given) == tuple(on(day) for day in expected)


@pytest.mark.parametrize("seed", range(30))
def test_the_pure_rule_never_looks_ahead(seed):
    dice = random.Random(seed)
    rows = []
    for _ in range(dice.randrange(1, 5)):
        start = dice.randrange(20)
        end = dice.choice([None, start + dice.randrange(1, 10)])
        yes = dice.choice([None, (), (start + dice.randrange(8),), (start + 1, start + 1 + dice.randrange(1, 6))])
        rows.append((start, end, dice.random() < 0.7, yes))
    whole = settled_line([_told(row, 99) for row in rows])
    for until in range(0, 30, 3):
        known = settled_line([_told(row, until) for row in rows if row[0] <= until])
        assert [holds(whole, on(each)) for each in range(until + 1)] == [holds(known, on(each)) for each in range(until + 1)]


def _told(row, until):
    start, end, settles, yes = row
    return Told(on(start), on(end) if end is not None and end <= until else None, settles, None if yes is None else tuple(on(day) for day in yes if day <= until))


# --- answers taken down in a meeting ----------------------------------------------------------------------------------


def heard(person, undertaking, line, **more):
    with perform(person, "meetings.record", undertaking.code, on=make.today, happened_on=make.today, kind="rembug") as doing:
        return actions.answer(doing, line, **more)


def test_the_next_meeting_opens_with_what_is_unfinished(bkm, korkot):
    site = opening.stage()
    late = opening.opened(bkm, site, what="Lambat", due_on=date(2007, 5, 12))
    later = opening.opened(bkm, site, what="Nanti", due_on=date(2007, 7, 1))
    done = opening.opened(bkm, site, what="Beres")
    told(bkm, done)
    opening.opened(bkm, site, what="Sesudah rapat", on=make.today, due_on=date(2007, 7, 1))
    assert list(queries.unfinished([site], date(2007, 5, 30))) == [late, later]


def test_a_meeting_takes_the_answer_down(bkm):
    site = opening.stage()
    line = opening.opened(bkm, site)
    row = heard(bkm, site, line, status="done", note="Sudah dipasang")
    assert (row.happened_on, row.act, row.waits, status_of(line)) == (make.today, "followups.report", False, "done")


def test_an_answer_can_be_taken_back_like_any_report(bkm):
    site = opening.stage()
    line = opening.opened(bkm, site)
    row = heard(bkm, site, line, status="done", note="Sudah dipasang")
    undo(bkm, "followups.Report", row.pk, on=make.today, reason="Salah dengar")
    assert status_of(line) == ""


def test_in_a_meeting_a_finding_still_waits_for_its_finder(bkm, pokja):
    site = opening.stage()
    with perform(pokja, "followups.open", site.code, on=make.today, happened_on=DAY) as doing:
        line = actions.open(doing, origin="visit", what="Retak", responsible=Responsible(text="PAKEM"), due_on=date(2007, 6, 20))
    assert heard(bkm, site, line, status="done", note="Sudah ditambal").waits


@pytest.mark.parametrize("origin", ["delay", "other"])
def test_in_a_meeting_what_no_meeting_asked_for_waits_for_its_asker(bkm, pokja, origin):
    site = opening.stage()
    line = laid(pokja, site, origin=origin)
    assert heard(bkm, site, line, status="done", note="Sudah dikerjakan").waits
    agreed(pokja, line)
    assert status_of(line) == "done"


def test_in_a_meeting_the_doer_does_not_call_it_done_alone(bkm):
    site = opening.stage()
    line = opening.opened(bkm, site, responsible=Responsible(person_id=bkm.pk))
    assert heard(bkm, site, line, status="done", note="Sudah").waits


def test_a_line_of_another_undertaking_is_let_in_as_a_report_there(bkm, korkot):
    site = opening.stage()
    other = opening.stage()
    line = opening.opened(bkm, other)
    row = heard(bkm, site, line, status="running", note="Separuh")
    assert (row.undertaking, status_of(line)) == (other, "running")
    with pytest.raises(Refused) as refused:
        heard(bkm, site, line, status="selesai")
    assert refused.value.decision.code == "followups.unknown_status"


# --- opening from any page --------------------------------------------------------------------------------------------


def laid(person, undertaking, **more):
    given = {"origin": "delay", "what": "Selesaikan langkah 3", "responsible": Responsible(text="Ketua BKM"), "due_on": date(2007, 6, 20)} | more
    return actions.lay(person, undertaking.code, on=make.today, **given)


def test_a_line_is_opened_from_any_page_and_the_doer_is_told(faskel, bkm):
    site = opening.stage()
    row = laid(faskel, site, responsible=Responsible(person_id=bkm.pk), output="Foto 100 %", fund_source="Swadaya", starts_on=date(2007, 6, 4), about="/mengapa/X/trial/")
    assert (row.act, row.origin, row.output, row.fund_source, row.about) == ("followups.open", "delay", "Foto 100 %", "Swadaya", "/mengapa/X/trial/")
    notice = Notice.objects.get()
    assert (notice.person, notice.code, notice.url, notice.values["due_on"]) == (bkm, "notice.followups_laid", f"/tindak-lanjut/{site.code}/1/", {"id": "20 Juni 2007", "en": "20 June 2007"})


@pytest.mark.parametrize(("changes", "code"), [
    ({"origin": "audit"}, "followups.unknown_origin"), ({"origin": "meeting"}, "followups.unknown_origin"), ({"what": " "}, "followups.what_missing"),
    ({"starts_on": date(2007, 6, 21)}, "followups.starts_after_due"), ({"due_on": date(2007, 5, 31)}, "followups.due_before"),
])  # fmt: skip
def test_an_unsound_line_is_refused_and_leaves_nothing(faskel, changes, code):
    site = opening.stage()
    with pytest.raises(Refused) as refused:
        laid(faskel, site, **changes)
    assert (refused.value.decision.code, Followup.objects.count(), Notice.objects.count()) == (code, 0, 0)


@pytest.mark.parametrize("about", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)", "/" + "a" * 300])
def test_only_a_page_of_ours_is_linked(faskel, about):
    assert laid(faskel, opening.stage(), about=about).about == ""


def test_who_does_not_watch_opens_nothing(bkm):
    with pytest.raises(Refused) as refused:
        laid(bkm, opening.stage())
    assert refused.value.decision.code == "gate.role"


def test_my_work_shows_what_waits_for_my_yes_and_what_is_laid_on_me(line, bkm, faskel):
    assert queries.my_work(faskel, make.today).count == 1
    told(faskel, line)
    assert queries.my_work(faskel, make.today).count == 0
    waiting = queries.my_work(bkm, make.today)
    assert (waiting.count, waiting.shown["asked"], waiting.shown["rows"]) == (1, [line], [])


def test_the_page_asks_the_same_as_the_action(line, bkm, faskel, korkot, stranger):
    told(faskel, line)
    found, newest = queries.one(line.undertaking, line.number), queries.newest(line)
    answers = {person.name: bool(permissions.may_agree(person, found, newest, make.today)) for person in (bkm, faskel, korkot, stranger)}
    assert answers == {bkm.name: True, faskel.name: False, korkot.name: False, stranger.name: False}

"""Opening and reporting follow-ups, and every refusal."""

from datetime import date

import pytest

from sinergi.audit.models import Row
from sinergi.followups import actions, queries
from sinergi.followups.models import Followup, Report
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.programmes.actions import undo
from tests import make
from tests.followups import opening

DAY = opening.DAY


def told(person, followup, status="done", happened_on=DAY, note="Sudah dipasang", on=make.today, **more):
    return actions.report(person, followup.undertaking.code, followup.pk, on=on, happened_on=happened_on, status=status, note=note, **more)


def status_of(followup):
    return Followup.objects.with_status().get(pk=followup.pk).status


def test_a_followup_carries_the_stamp_of_the_act_that_agreed_it(bkm):
    site = opening.stage()
    row = opening.opened(bkm, site, what="  Perbaiki talud ")
    assert (row.act, row.stage, row.person, row.happened_on, row.what, row.number) == ("meetings.record", "trial", bkm, DAY, "Perbaiki talud", 1)


def test_numbers_run_within_an_undertaking(bkm):
    site = opening.stage()
    assert [opening.opened(bkm, site).number for _ in range(3)] == [1, 2, 3]


def test_status_is_the_newest_standing_report(bkm):
    followup = opening.opened(bkm, opening.stage())
    assert status_of(followup) == ""
    told(bkm, followup, "running")
    assert status_of(followup) == "running"
    done = told(bkm, followup, happened_on=date(2007, 5, 15))
    assert status_of(followup) == "done"
    undo(bkm, "followups.Report", done.pk, on=make.today, reason="Ternyata belum kering")
    assert status_of(followup) == "running"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"what": "   "}, "followups.what_missing"),
        ({"responsible": Responsible()}, "followups.who_missing"),
        ({"responsible": Responsible(text="  ")}, "followups.who_missing"),
        ({"due_on": date(2007, 5, 9)}, "followups.due_before"),
        ({"due_on": date(2027, 5, 9)}, "followups.due_too_far"),
    ],
)
def test_a_line_says_what_who_and_when(bkm, changes, code):
    site = opening.stage()
    with pytest.raises(Refused) as refused:
        opening.opened(bkm, site, **changes)
    assert refused.value.decision.code == code
    assert (Followup.objects.count(), Row.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "selesai"}, "followups.unknown_status"),
        ({"note": " "}, "followups.done_unshown"),
        ({"status": "cancelled", "note": ""}, "followups.reason_missing"),
        ({"happened_on": date(2007, 5, 9)}, "followups.before_opened"),
        ({"happened_on": date(2007, 6, 2)}, "future_day"),
    ],
)
def test_unsound_reports_are_refused_and_leave_nothing(bkm, changes, code):
    followup = opening.opened(bkm, opening.stage())
    trail = Row.objects.count()
    with pytest.raises(Refused) as refused:
        told(bkm, followup, **changes)
    assert refused.value.decision.code == code
    assert (Report.objects.count(), Row.objects.count()) == (0, trail)


def test_a_stranger_may_not_report(bkm, stranger):
    followup = opening.opened(bkm, opening.stage())
    with pytest.raises(Refused) as refused:
        told(stranger, followup)
    assert refused.value.decision.code == "gate.role"


@pytest.mark.parametrize("through", ["person", "body"])
def test_whoever_promised_reports_without_any_role_there(bkm, stranger, through):
    body = make.organisation(name="BKM Perwira")
    body.members.create(person=stranger, held_from=date(2006, 1, 1))
    responsible = Responsible(person_id=stranger.pk) if through == "person" else Responsible(organisation_id=body.pk)
    mine, of_others = [opening.opened(bkm, opening.stage(), responsible=who) for who in (responsible, Responsible(text="Ketua BKM"))]
    told(stranger, mine)
    assert (status_of(mine), Report.objects.get().person) == ("waiting", stranger)
    with pytest.raises(Refused) as refused:
        told(stranger, of_others)
    assert refused.value.decision.code == "gate.role"


def test_who_promised_hears_when_somebody_else_reports_it(bkm, faskel):
    mine, of_others = [opening.opened(bkm, opening.stage(), responsible=who) for who in (Responsible(person_id=faskel.pk), Responsible(text="Ketua BKM"))]
    told(faskel, mine, "running")
    told(bkm, mine, "running")
    told(bkm, of_others, "running")
    assert [(row.person, row.code) for row in Notice.objects.all()] == [(faskel, "notice.followups_told")]


def test_what_is_settled_stays_settled_until_taken_back(bkm):
    followup = opening.opened(bkm, opening.stage())
    told(bkm, followup)
    with pytest.raises(Refused) as refused:
        told(bkm, followup, "running")
    assert refused.value.decision.code == "followups.already_settled"


def test_a_followup_of_another_undertaking_is_not_here(bkm):
    followup = opening.opened(bkm, opening.stage())
    other = opening.stage()
    opening.opened(bkm, other)
    with pytest.raises(Refused) as refused:
        actions.report(bkm, other.code, followup.pk, on=make.today, happened_on=DAY, status="running")
    assert refused.value.decision.code == "followups.not_here"


def test_a_finding_is_let_go_only_by_its_finder(bkm, faskel):
    finding = opening.opened(bkm, opening.stage(), origin="audit")
    with pytest.raises(Refused) as refused:
        told(faskel, finding, "cancelled", note="Tidak penting")
    assert refused.value.decision.code == "followups.not_yours_to_cancel"
    told(bkm, finding, "cancelled", note="Salah catat")
    assert status_of(finding) == "cancelled"


def test_an_agreed_line_may_be_let_go_by_whoever_reports(bkm, faskel):
    followup = opening.opened(bkm, opening.stage())
    told(faskel, followup, "cancelled", note="Diganti rencana lain")
    assert status_of(followup) == "cancelled"


def test_mine_are_those_laid_on_me_or_on_my_body(bkm, faskel, korkot):
    site = opening.stage()
    body = make.organisation(name="BKM Sambongsari", region="33.24.12.2011")
    body.members.create(person=faskel, held_from=date(2006, 1, 1))
    direct = opening.opened(bkm, site, responsible=Responsible(person_id=korkot.pk))
    through = opening.opened(bkm, site, responsible=Responsible(organisation_id=body.pk))
    rows = queries.below(site)
    mine = queries.Filters(mine=True)
    assert list(queries.filtered(rows, mine, korkot, make.today)) == [direct]
    assert list(queries.filtered(rows, mine, faskel, make.today)) == [through]
    assert list(queries.filtered(rows, mine, bkm, make.today)) == []


def test_lists_tell_open_late_and_done_apart(bkm):
    site = opening.stage()
    late = opening.opened(bkm, site, due_on=date(2007, 5, 31))
    today = opening.opened(bkm, site, due_on=make.today)
    done = opening.opened(bkm, site, due_on=date(2007, 5, 12))
    told(bkm, done)
    rows = queries.below(site)
    listed = {state: list(queries.filtered(rows, queries.Filters(state=state), bkm, make.today)) for state in ("open", "late", "done")}
    assert listed == {"open": [late, today], "late": [late], "done": [done]}


def test_across_my_undertakings_reaches_as_far_as_my_roles(bkm, korkot, stranger):
    followup = opening.opened(bkm, opening.stage())
    assert [list(queries.mine_anywhere(person, make.today)) for person in (bkm, korkot, stranger)] == [[followup], [followup], []]

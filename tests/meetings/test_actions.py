"""Recording, signing, correcting and taking back."""

from datetime import date, time

import pytest

from sinergi.audit.models import Row
from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Refused
from sinergi.meetings import actions
from sinergi.meetings.models import AttendanceCount, Meeting, MeetingFor, SignedMinutes
from sinergi.meetings.rules import ActionLine, CountLine, NameLine
from sinergi.programmes import snapshot
from sinergi.programmes.actions import undo
from sinergi.programmes.models import Cell
from tests import make
from tests.meetings import recording
from tests.meetings.recording import BEKASI, DAY, SEMARANG, held, scan, sheet, stage


def state(undertaking):
    return Cell.objects.get(undertaking=undertaking, stage="trial").state


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.decision.code


def test_bekasi_is_kept_as_it_was_written(pokja):
    cycle = stage(scope="cycle")
    meeting = actions.record(pokja, cycle.code, on=date(2009, 11, 20), kind="rembug", sheet=BEKASI, papers=actions.Papers(signed=scan(pokja)))
    assert (meeting.participants, meeting.women_pct, meeting.unrecorded) == (57, None, 57)
    assert [row.total for row in meeting.attendance.all()] == [13, 6, 5, 17, 10, 6]
    agreed = Followup.objects.order_by("number").values_list("what", "who_text", "due_on", "origin", "undertaking", "happened_on")
    assert list(agreed) == [(line.what, line.responsible.text, line.due_on, "meeting", cycle.pk, date(2009, 11, 17)) for line in BEKASI.actions]
    assert state(cycle) == "done"


def test_cinunuk_is_52_percent_women_and_semarang_takes_135_minutes(bkm):
    meeting = held(bkm, stage(), agenda=SEMARANG)
    assert (meeting.participants, meeting.women_pct, sum(item.minutes for item in meeting.agenda.all())) == (29, 52, 135)


def test_the_figures_on_the_row_equal_its_rows(bkm):
    meeting = held(bkm, stage(), counts=[CountLine("Warga", 2, 3, 1, 1, 1), CountLine("Kosong")], names=[NameLine("Siti 🌾", "woman", group="BKM")])
    assert (meeting.participants, meeting.women, meeting.men, meeting.poor, meeting.disability) == (7, 3, 3, 1, 1)
    assert meeting.groups == [["Warga", 6], ["BKM", 1]]
    assert list(AttendanceCount.objects.values_list("group", flat=True)) == ["Warga"]


def test_without_signed_minutes_the_step_stays_open_until_they_are_added(bkm):
    site = stage()
    meeting = held(bkm, site, signed=False)
    assert state(site) == "open"
    made = actions.sign(bkm, site.code, meeting.number, on=make.today, signed_on=date(2007, 5, 14), scan=scan(bkm))
    cell = Cell.objects.get(undertaking=site, stage="trial")
    assert (len(made), cell.state, cell.done_on) == (1, "done", date(2007, 5, 14))


def test_one_training_counts_for_many_works(pokja):
    first = stage(scope="work")
    others = [make.child(first.parent, "33.24.12.2011") for _ in range(3)]
    snapshot.renew_cycle(first.cycle_id, on=make.today)
    meeting = held(pokja, first, further=[others[0].code, others[1].code, first.code])
    assert [link.undertaking for link in MeetingFor.objects.order_by("id")] == [first, others[0], others[1]]
    assert [state(each) for each in (first, *others)] == ["done", "done", "done", "open"]
    assert sorted(Row.objects.filter(act="meetings.record").values_list("subject", flat=True)) == sorted([first.code, others[0].code, others[1].code])
    assert meeting.undertaking == first


def test_a_foreign_work_is_refused_by_name_and_nothing_is_kept(pokja):
    first, foreign = stage(scope="work"), stage(scope="work")
    assert refused(lambda: held(pokja, first, further=[foreign.code])) == "meetings.other_round"
    assert refused(lambda: held(pokja, first, further=["TIDAK-ADA"])) == "meetings.not_for"
    assert refused(lambda: held(pokja, first, further=[first.parent.code])) == "meetings.not_for"
    assert (Meeting.objects.count(), MeetingFor.objects.count(), Row.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(("changes", "code"), [
    ({"title": " "}, "meetings.title_missing"),
    ({"starts_on": date(2007, 6, 2)}, "meetings.not_yet_held"),
    ({"counts": [CountLine("Warga", women=-1)]}, "meetings.count_negative"),
    ({"actions": [ActionLine("Talud", Responsible(text="BKM"), date(2007, 5, 1))]}, "meetings.due_before_meeting"),
    ({"actions": [ActionLine("Talud", Responsible(), date(2007, 5, 20))]}, "followups.who_missing"),
    ({"kind": "lokakarya"}, "gate.not_here"),
    ({"signed_on": date(2007, 5, 9)}, "meetings.signed_before"),
    ({"signed_on": date(2007, 6, 2)}, "meetings.signed_ahead"),
])  # fmt: skip
def test_refusals_leave_nothing(bkm, changes, code):
    site = stage()
    assert refused(lambda: held(bkm, site, **changes)) == code
    assert (Meeting.objects.count(), MeetingFor.objects.count(), Followup.objects.count(), Row.objects.count()) == (0, 0, 0, 0)


def test_only_the_roles_of_the_step_record(faskel, stranger):
    site = stage()
    assert [refused(lambda person=person: held(person, site)) for person in (faskel, stranger)] == ["gate.role", "gate.role"]


def test_the_same_form_sent_twice_is_one_meeting(bkm):
    site = stage("times = 2")
    held(bkm, site, token="satu")
    assert refused(lambda: held(bkm, site, token="satu", title="Lain")) == "meetings.already_saved"
    assert Meeting.objects.count() == 1


def test_the_same_form_sent_twice_is_told_so_even_when_the_step_is_done(bkm):
    site = stage()
    held(bkm, site, token="satu")
    assert refused(lambda: held(bkm, site, token="satu")) == "meetings.already_saved"


def test_the_same_meeting_written_by_two_people_is_refused(bkm, pokja):
    site = stage("times = 3")
    held(bkm, site, starts_time=time(9), token="satu")
    assert refused(lambda: held(pokja, site, starts_time=time(9), title="REMBUG WARGA", token="dua")) == "meetings.same_meeting"
    held(pokja, site, starts_time=time(13), token="tiga")
    assert Meeting.objects.count() == 2


def test_signing_twice_is_refused(bkm):
    site = stage("times = 2")
    meeting = held(bkm, site)
    assert refused(lambda: actions.sign(bkm, site.code, meeting.number, on=make.today, signed_on=DAY, scan=scan(bkm))) == "meetings.already_signed"


@pytest.mark.parametrize(("signed_on", "code"), [(date(2007, 5, 9), "meetings.signed_before"), (date(2007, 6, 2), "future_day")])
def test_minutes_are_signed_between_the_meeting_and_today(bkm, signed_on, code):
    site = stage()
    meeting = held(bkm, site, signed=False)
    assert refused(lambda: actions.sign(bkm, site.code, meeting.number, on=make.today, signed_on=signed_on, scan=scan(bkm))) == code


def test_an_unknown_meeting_is_not_here(bkm):
    site = stage()
    assert refused(lambda: actions.sign(bkm, site.code, 7, on=make.today, signed_on=DAY, scan=scan(bkm))) == "meetings.not_here"


def test_a_correction_is_a_new_version_that_keeps_what_was_agreed(bkm):
    site = stage()
    line = ActionLine("Talud", Responsible(text="BKM"), date(2007, 5, 20))
    old = held(bkm, site, actions=[line])
    new = actions.correct(bkm, site.code, old.number, on=make.today, reason="Salah hitung", sheet=sheet(counts=[CountLine("Warga", 16, 14)]))
    assert ((new.number, new.version, new.first), new.participants, state(site)) == ((old.number, 2, old), 30, "done")
    assert [(link.meeting.version, link.ended_on, link.end_reason) for link in MeetingFor.objects.order_by("id")] == [(1, make.today, "Salah hitung"), (2, None, "")]
    assert list(new.agreed.values_list("followup__what", "followup__ended_on")) == [("Talud", None)]
    assert SignedMinutes.objects.filter(link__meeting=new).get().happened_on == DAY


def test_a_correction_says_why_and_only_the_standing_version_is_corrected(bkm):
    site = stage()
    old = held(bkm, site)
    assert refused(lambda: actions.correct(bkm, site.code, old.number, on=make.today, reason=" ", sheet=sheet())) == "meetings.reason_missing"
    undo(bkm, "meetings.MeetingFor", old.counts_for.get().pk, on=make.today, reason="Salah desa")
    assert refused(lambda: actions.correct(bkm, site.code, old.number, on=make.today, reason="Salah", sheet=sheet())) == "meetings.withdrawn"


def test_a_correction_of_a_version_that_no_longer_stands_is_refused(bkm):
    site = stage()
    held(bkm, site)
    actions.correct(bkm, site.code, 1, on=make.today, reason="Judul", sheet=sheet(title="Rembug kedua"), version=1)
    assert refused(lambda: actions.correct(bkm, site.code, 1, on=make.today, reason="Judul", sheet=sheet(), version=1)) == "meetings.newer_version"


def test_a_correction_counts_for_the_same_works(pokja):
    first = stage(scope="work")
    other = make.child(first.parent, "33.24.12.2011")
    snapshot.renew_cycle(first.cycle_id, on=make.today)
    held(pokja, first, further=[other.code])
    new = actions.correct(pokja, first.code, 1, on=make.today, reason="Judul", sheet=sheet(title="Pelatihan pengawas"))
    assert sorted(link.undertaking.code for link in new.counts_for.all()) == sorted([first.code, other.code])
    assert (state(first), state(other)) == ("done", "done")


def test_a_meeting_more_than_the_step_asked_for_is_corrected_and_signed_when_the_step_is_done(bkm, stranger):
    site = stage()
    first, surplus = held(bkm, site, signed=False), held(bkm, site, signed=False, title="Rembug kedua", starts_on=date(2007, 5, 12))
    actions.sign(bkm, site.code, first.number, on=make.today, signed_on=DAY, scan=scan(bkm))
    assert state(site) == "done"
    new = actions.correct(bkm, site.code, surplus.number, on=make.today, reason="Salah hari", sheet=sheet(title="Rembug kedua", starts_on=date(2007, 5, 13)))
    signed = actions.sign(bkm, site.code, new.number, on=make.today, signed_on=date(2007, 5, 14), scan=scan(bkm))
    assert (new.version, len(signed), state(site)) == (2, 1, "done")
    assert refused(lambda: actions.correct(stranger, site.code, 1, on=make.today, reason="Judul", sheet=sheet(title="Lain"))) == "gate.role"
    assert refused(lambda: held(bkm, site, title="Rembug ketiga", starts_on=date(2007, 5, 20))) == "gate.done"


def test_taking_a_meeting_back_reopens_the_step_and_takes_its_agreed_lines_along(bkm):
    site = stage()
    meeting = held(bkm, site, actions=[ActionLine("Talud", Responsible(text="BKM"), date(2007, 5, 20))])
    assert state(site) == "done"
    undo(bkm, "meetings.MeetingFor", meeting.counts_for.get().pk, on=make.today, reason="Salah desa")
    assert (state(site), Followup.objects.get().ended_on) == ("open", make.today)


def test_taking_the_signed_minutes_back_reopens_the_step_and_leaves_the_meeting(bkm):
    site = stage()
    meeting = held(bkm, site)
    undo(bkm, "meetings.SignedMinutes", SignedMinutes.objects.get().pk, on=make.today, reason="Pindaian buram")
    assert (state(site), meeting.counts_for.get().ended_on) == ("open", None)
    actions.sign(bkm, site.code, meeting.number, on=make.today, signed_on=date(2007, 5, 11), scan=scan(bkm, "baru.pdf"))
    assert state(site) == "done"


def test_a_meeting_of_several_days_counts_from_its_last(bkm):
    site = stage()
    meeting = held(bkm, site, ends_on=date(2007, 5, 12))
    assert (meeting.counts_for.get().happened_on, Cell.objects.get(undertaking=site, stage="trial").done_on) == (date(2007, 5, 12), date(2007, 5, 12))


def test_numbers_run_within_an_undertaking(bkm):
    site = stage("times = 3")
    assert [held(bkm, site, title=f"Rembug {number}").number for number in (1, 2)] == [1, 2]


def test_advice_of_a_kind_does_not_block(bkm):
    site = stage()
    held(bkm, site, counts=[CountLine("Warga", men=20)])
    assert (recording.KINDS.count("women_pct"), state(site)) == (1, "done")

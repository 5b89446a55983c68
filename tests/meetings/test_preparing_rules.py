"""What makes a prepared meeting sound, and the clock of its agenda."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.meetings import rules
from sinergi.meetings.rules import AgendaLine, Invited, Plan
from tests.meetings.preparing import DAY, plan
from tests.meetings.recording import SEMARANG

TODAY = date(2007, 6, 1)


def test_the_agenda_of_semarang_runs_135_minutes_on_the_clock():
    timed = list(rules.on_the_clock(SEMARANG, time(19, 30)))
    assert rules.agenda_minutes(SEMARANG) == 135
    assert [(each.starts, each.ends) for each in timed][:3] == [(time(19, 30), time(19, 35)), (time(19, 35), time(19, 45)), (time(19, 45), time(20, 15))]
    assert timed[-1].ends == time(21, 45)


def test_the_clock_stops_where_nobody_said_how_long():
    timed = list(rules.on_the_clock([AgendaLine("Pembukaan", 5), AgendaLine("Doa"), AgendaLine("Diskusi", 30)], time(9)))
    assert [(each.starts, each.ends) for each in timed] == [(time(9), time(9, 5)), (time(9, 5), None), (None, None)]


@pytest.mark.parametrize(("change", "code", "field"), [
    ({"title": " "}, "meetings.title_missing", "title"),
    ({"mode": "telepati"}, "meetings.unknown_mode", "mode"),
    ({"link": "meet.example"}, "meetings.link_odd", "link"),
    ({"ends_on": date(2007, 6, 4)}, "meetings.ends_before", "ends_on"),
    ({"ends_time": time(8)}, "meetings.ends_before", "ends_time"),
    ({"ends_on": date(2007, 9, 4)}, "meetings.too_long", "ends_on"),
    ({"starts_on": date(2007, 5, 31)}, "meetings.day_over", "starts_on"),
    ({"agenda": [AgendaLine(" ", 5)]}, "meetings.agenda_untitled", "agenda"),
    ({"agenda": [AgendaLine("Doa", 0)]}, "meetings.agenda_minutes", "agenda"),
    ({"invited": [Invited()]}, "meetings.invited_whom", "invited"),
    ({"invited": [Invited(role="bkm", category="Warga")]}, "meetings.invited_whom", "invited"),
    ({"invited": [Invited(category="Warga", expected=0)]}, "meetings.expected_odd", "invited"),
    ({"invited": [Invited(email="dinas@contoh.go.id")]}, "meetings.invited_whom", "invited"),
    ({"invited": [Invited(role="bkm", email="dinas@contoh.go.id")]}, "meetings.email_beside_account", "invited"),
    ({"invited": [Invited(person_id=1, email="dinas@contoh.go.id")]}, "meetings.email_beside_account", "invited"),
    ({"invited": [Invited(category="Dinas PU", email="Dinas@contoh.go.id"), Invited(category="Camat", email=" dinas@CONTOH.go.id ")]}, "meetings.email_twice", "invited"),
])  # fmt: skip
def test_what_is_not_sound_is_said_at_its_field(change, code, field):
    decision = rules.sound_plan(plan(**change), TODAY)
    assert (decision.ok, decision.code, decision.values["field"]) == (False, code, field)


@pytest.mark.parametrize("email", ["dinas", "dinas@", "@contoh.go.id", "dinas@contoh", "di nas@contoh.go.id", "a@b@contoh.go.id", "dinas@contoh..id", "dinas@.id", "dinas@contoh.go.id\nBcc: semua@contoh.id",
                                   "<dinas@contoh.go.id>", "a@contoh.go.id, b@contoh.go.id", "x" * 250 + "@b.id"])  # fmt: skip
def test_a_bad_address_is_told_apart(email):
    assert rules.sound_plan(plan(invited=[Invited(category="Dinas PU", email=email)]), TODAY).code == "meetings.email_unsound"


@pytest.mark.parametrize("email", ["dinas@contoh.go.id", " Dinas.PU+rapat@contoh.go.id ", "d'arc_1@sub.contoh.id", ""])
def test_a_good_address_or_none_is_sound(email):
    assert rules.sound_plan(plan(invited=[Invited(organisation_id=1, email=email)]), TODAY)


@pytest.mark.parametrize(("cancelled", "held", "over", "code"), [
    (False, False, False, "yes"), (True, False, True, "meetings.cancelled"), (False, True, False, "meetings.answer_late"), (False, False, True, "meetings.answer_late"),
])  # fmt: skip
def test_guests_answer_until_the_day_is_over(cancelled, held, over, code):
    assert rules.may_answer(cancelled=cancelled, held=held, over=over).code == code


@pytest.mark.parametrize(("starts", "ends", "said"), [(time(9), time(15), "09.00–15.00 WIB"), (time(9), None, "09.00 WIB"), (None, None, "")])
def test_the_clock_is_said_as_far_as_it_is_known(starts, ends, said):
    assert rules.clock(starts, ends, rules.WIB) == said


def test_a_meeting_of_today_and_of_three_days_is_sound():
    assert rules.sound_plan(plan(starts_on=TODAY), TODAY)
    assert rules.sound_plan(plan(starts_on=date(2007, 5, 31), ends_on=date(2007, 6, 2)), TODAY)


@pytest.mark.parametrize(("change", "code"), [
    ({}, "yes"), ({"place": ""}, "meetings.place_missing"), ({"mode": "online", "place": ""}, "meetings.link_missing"),
    ({"mode": "hybrid"}, "meetings.link_missing"), ({"mode": "hybrid", "link": "https://meet.example/a"}, "yes"), ({"invited": []}, "meetings.nobody_invited"),
])  # fmt: skip
def test_an_invitation_says_where_and_whom(change, code):
    assert rules.ready_to_invite(plan(**change)).code == code


def test_an_agenda_longer_than_the_meeting_is_seen():
    assert rules.over_time(plan(agenda=[AgendaLine("Diskusi", 150)])) == 15
    assert rules.over_time(plan(agenda=[AgendaLine("Diskusi", 150)], ends_on=date(2007, 6, 6))) == 0
    assert rules.over_time(plan(ends_time=None)) == 0


@pytest.mark.parametrize(("day", "later"), [
    (date(2007, 6, 5), date(2007, 7, 3)),    # first Tuesday
    (date(2007, 6, 29), date(2007, 7, 27)),  # fifth Friday: the last one of July
    (date(2007, 12, 10), date(2008, 1, 14)),
])  # fmt: skip
def test_the_next_month_has_the_same_weekday(day, later):
    assert rules.month_later(day) == later


@given(st.dates(date(1999, 1, 1), date(2090, 1, 1)))
def test_the_next_meeting_is_always_in_the_next_month_on_the_same_weekday(day):
    later = rules.month_later(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 1
    assert later.weekday() == day.weekday()


def test_the_next_of_a_series_carries_everything_but_the_letter():
    before = plan(letter_number="005/12", message="Bawa laptop", ends_on=date(2007, 6, 6))
    after = rules.next_of(before, TODAY)
    assert (after.starts_on, after.ends_on, after.letter_number, after.message) == (date(2007, 7, 3), date(2007, 7, 4), "", "")
    assert (after.agenda, after.invited, after.place) == (before.agenda, before.invited, before.place)
    assert rules.next_of(before, date(2008, 1, 1)).starts_on >= date(2008, 1, 1)


@pytest.mark.parametrize(("chosen", "same_kind", "carried"), [
    ("", True, [AgendaLine("Bahan", 30, "Ketua")]), ("", False, [AgendaLine("Bahan")]), ("none", True, []), ("all", False, [AgendaLine("Bahan", 30, "Ketua")]), ("x", False, [AgendaLine("Bahan")]),
])  # fmt: skip
def test_an_agenda_is_carried_to_another_kind_by_its_titles_alone_unless_chosen(chosen, same_kind, carried):
    before = plan(agenda=[AgendaLine("Bahan", 30, "Ketua")])
    assert rules.next_of(before, TODAY, rules.agenda_of_next(chosen, same_kind=same_kind)).agenda == carried


@pytest.mark.parametrize(("code", "label"), [("33.24", "WIB"), ("61.71", "WIB"), ("73.71", "WITA"), ("51", "WITA"), ("91.02", "WIT"), ("", "WIB")])
def test_the_clock_is_that_of_the_province(code, label):
    assert rules.zone_of(code).label == label


def test_late_is_after_the_first_quarter_of_an_hour():
    assert not rules.is_late(datetime(2007, 6, 5, 9, 15, tzinfo=UTC), DAY, time(9))
    assert rules.is_late(datetime(2007, 6, 5, 9, 16, tzinfo=UTC), DAY, time(9))
    assert not rules.is_late(datetime(2007, 6, 5, 12, 0, tzinfo=UTC), DAY, None)


def test_a_plan_knows_its_last_day():
    assert Plan("Rapat", DAY).last_day == DAY

"""Reminders and escalation: which day calls whom, each reason once, and never for what is settled."""

from datetime import date, timedelta

import pytest

from sinergi.followups import actions
from sinergi.followups.models import Reminder
from sinergi.followups.rules import Call, Responsible, calls, places_above, rung
from sinergi.notices.models import Notice
from sinergi.programmes.models import Closing
from tests import make
from tests.followups import opening

DUE = date(2007, 5, 20)
OPENED = date(2007, 5, 1)
PLAN = {"before": (7, 2), "after": (1, 7), "escalate_after": 7}


def on(days):
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(("days", "expected"), [
    (-8, []), (-7, ["before 7"]), (-3, ["before 7"]), (-2, ["before 2"]), (0, ["before 2"]), (1, ["after 1"]), (6, ["after 1"]),
    (7, ["after 7", "up 7"]), (14, ["after 7", "up 7", "up 14"]), (400, ["after 7", "up 7", "up 14", "up 21", "up 28", "up 35"]),
])  # fmt: skip
def test_each_day_calls_for_its_newest_reminder_and_every_level_so_far(days, expected):
    assert [f"{call.kind} {call.days}" for call in calls(DUE, OPENED, on(days), **PLAN)] == expected


def test_a_line_opened_late_is_not_reminded_of_days_before_it():
    assert calls(DUE, on(-5), on(-4), **PLAN) == ()
    assert calls(DUE, on(-2), on(-1), **PLAN) == ()
    assert calls(DUE, on(-5), on(-2), **PLAN) == (Call("before", 2),)


def test_no_reminders_where_the_file_says_none():
    assert calls(DUE, OPENED, on(-1), before=(), after=(), escalate_after=30) == ()
    assert calls(DUE, OPENED, on(29), before=(), after=(), escalate_after=30) == ()


def test_upwards_goes_place_by_place_and_passes_over_levels_where_nobody_watches():
    assert places_above("33.24.12.2011") == ["33.24.12", "33.24", "33", ""]
    assert places_above("") == []
    assert [rung(step, ["33.24", "33"]) for step in (0, 1, 2, 3)] == [None, "33.24", "33", None]


ANYTIME = """
[[anytime]]
act = "followups.open"
scope = "site"
role = ["faskel", "pokja_paket", "korkot"]
"""


@pytest.fixture
def site(kendal):
    chased = '[followups]\nescort = "korkot"\n'
    return make.open_stage(acts=opening.ACTS, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="site",
                           extra=opening.KINDS + ANYTIME + chased)


def told(code="", after=0):
    rows = Notice.objects.filter(code=code) if code else Notice.objects.filter(code__startswith="notice.followups_")
    return [(row.person.name, row.code.removeprefix("notice.followups_")) for row in rows.filter(pk__gt=after).order_by("person__name", "code")]


def test_the_doer_and_the_escort_are_reminded_once(bkm, faskel, korkot, site):
    opening.opened(bkm, site, due_on=DUE, responsible=Responsible(person_id=faskel.pk), on=OPENED)
    assert actions.remind(on(-8)) == 0
    assert actions.remind(on(-7)) == 2
    assert told() == [("Dewi Lestari", "watch"), ("Nur Aini", "due")]
    assert (actions.remind(on(-7)), actions.remind(on(-6))) == (0, 0)
    assert actions.remind(on(-2)) == 2


def test_many_lines_of_one_person_are_one_notice_and_a_row_each(bkm, faskel, site):
    for number in range(3):
        opening.opened(bkm, site, what=f"Baris {number}", due_on=DUE + timedelta(days=number), responsible=Responsible(person_id=faskel.pk), on=OPENED)
    actions.remind(on(1))
    row = Notice.objects.get(person=faskel)
    assert (row.values["late"], row.values["soon"], row.values["first"], row.values["day"]) == (1, 2, "Baris 0", {"id": "20 Mei 2007", "en": "20 May 2007"})
    assert Reminder.objects.filter(person=faskel, notice=row).count() == 3


def test_members_of_a_body_who_can_sign_in_are_reminded(bkm, pakem, site):
    body = make.organisation(name="PAKEM", region="33.24.12.2011")
    silent = make.person(name="Tanpa surel", email=None)
    for person in (pakem, silent):
        body.members.create(person=person, held_from=date(2006, 1, 1))
    opening.opened(bkm, site, due_on=DUE, responsible=Responsible(organisation_id=body.pk), on=OPENED)
    actions.remind(on(1))
    assert told("notice.followups_due") == [(pakem.name, "due")]


def test_where_nobody_can_be_reached_the_asker_is_told(bkm, site):
    opening.opened(bkm, site, due_on=DUE, on=OPENED)
    actions.remind(on(1))
    assert told() == [(bkm.name, "due")]


def test_late_lines_go_to_their_own_level_first_and_climb_one_each_week(bkm, faskel, pokja, korkot, site):
    district = make.person(name="Pengawas kecamatan", role="faskel", region="33.24.12")
    province = make.person(name="Pengawas provinsi", role="korkot", region="33")
    opening.opened(bkm, site, due_on=DUE, responsible=Responsible(person_id=bkm.pk), on=OPENED)
    ladder = []
    for days in (6, 7, 14, 21, 28):
        last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        actions.remind(on(days))
        ladder.append([name for name, code in told("notice.followups_watch", after=last)])
    escort = [korkot.name, province.name]
    assert ladder == [sorted([*escort, *more]) for more in ([], [faskel.name], [district.name], [pokja.name], [])]


def test_a_line_of_the_round_reaches_the_province_and_the_nation_by_their_observers(bkm, pokja):
    observers = "".join(f'[[roles]]\ncode = "{code}"\ntitle = {{ id = "{code}" }}\nlevel = "{level}"\nobserver = true\n' for code, level in (("amat_prov", "province"), ("amat_pusat", "nation")))
    acts = '{ act = "meetings.record", kind = "rembug", role = "pokja_paket" }', '{ act = "followups.report", role = "pokja_paket" }'
    extra = opening.KINDS + ANYTIME.replace('"site"', '"cycle"').replace('"faskel", ', "") + observers
    cycle = make.open_stage(acts=acts, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="cycle", extra=extra)
    for name, role, place in (("Provinsi", "amat_prov", "33"), ("Pusat", "amat_pusat", "")):
        make.person(name=name, role=role, region=place)
    opening.opened(pokja, cycle, due_on=DUE, responsible=Responsible(text="SKPD"), on=OPENED)
    ladder = []
    for days in (7, 14, 21):
        last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        actions.remind(on(days))
        ladder.append([name for name, code in told("notice.followups_watch", after=last)])
    assert ladder == [[pokja.name], ["Provinsi"], ["Pusat"]]


def test_who_has_to_do_it_does_not_watch_over_it(bkm, faskel, pokja, site):
    opening.opened(bkm, site, due_on=DUE, responsible=Responsible(person_id=faskel.pk), on=OPENED)
    actions.remind(on(7))
    assert set(told("notice.followups_watch")) == {(pokja.name, "watch")}      # her own level watches through nobody else


def test_reminders_without_mail_are_notices_alone(bkm, faskel, site, django_capture_on_commit_callbacks, mailoutbox):
    opening.opened(bkm, site, due_on=DUE, responsible=Responsible(person_id=faskel.pk), on=OPENED)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remind(on(1), mail=False) == 1
    assert (told(), mailoutbox, Notice.objects.get().mail_due_at) == ([(faskel.name, "due")], [], None)


def test_what_is_settled_or_of_a_closed_round_calls_nobody(bkm, faskel, site):
    done = opening.opened(bkm, site, due_on=DUE, on=OPENED, responsible=Responsible(person_id=faskel.pk))
    actions.report(bkm, site.code, done.pk, on=make.today, happened_on=DUE, status="done", note="Sudah")
    opening.opened(bkm, site, due_on=DUE, on=OPENED, responsible=Responsible(person_id=faskel.pk))
    assert actions.remind(on(1)) == 1
    Closing.objects.create(undertaking=site.cycle, act="programmes.close", happened_on=on(2))
    assert actions.remind(on(8)) == 0


def test_what_waits_for_a_yes_calls_the_asker_and_climbs_nowhere(bkm, faskel, pokja, site):
    line = opening.opened(bkm, site, due_on=DUE, on=OPENED, responsible=Responsible(person_id=faskel.pk))
    actions.report(faskel, site.code, line.pk, on=on(-1), happened_on=on(-1), status="done", note="Sudah")
    Notice.objects.all().delete()
    actions.remind(on(14))
    assert told() == [(bkm.name, "due")]


def test_the_tick_asks_a_fixed_number_of_questions(bkm, faskel, korkot, site, django_assert_num_queries):
    for more in (1, 2):
        for number in range(more):
            opening.opened(bkm, site, what=f"{more}-{number}", due_on=DUE, on=OPENED, responsible=Responsible(person_id=faskel.pk))
        actions.remind(on(20))
        with django_assert_num_queries(8):
            assert actions.remind(on(20)) == 0

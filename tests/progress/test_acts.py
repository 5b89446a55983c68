"""Each act of physical work through the real gate, and what the engine hears of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.followups.models import Followup
from sinergi.kernel.decisions import Refused
from sinergi.kernel.timelines import latest, switches_until
from sinergi.programmes import actions as programmes
from sinergi.programmes.sentences import sentence
from sinergi.progress import actions, conditions, queries
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, Report, Visit
from tests.progress import works
from tests.progress.works import DAY, day

pytestmark = pytest.mark.django_db
FACTS = (FunctionCheck, HandOver, PaySheet, Photo, Report, Visit, Followup)


def refusal(action):
    before = [model.objects.count() for model in FACTS]
    with pytest.raises(Refused) as refused:
        action()
    assert [model.objects.count() for model in FACTS] == before
    return refused.value.decision.code


def said(condition, work, on, **params):
    return sentence(*condition([work.pk], on=on, **params)[work.pk])


def sheet(pakem, work, **change):
    fields = {"on": DAY, "happened_on": DAY, "first_day": date(2007, 5, 21), "last_day": date(2007, 5, 26), "women": 4, "men": 8, "days": Decimal(60),
              "amount": 1_800_000, "note": "lembar bertanda tangan", **change}
    return actions.pay_wages(pakem, work.code, **fields)


def bast(pakem, work, **change):
    fields = {"on": DAY, "happened_on": DAY, "number": "BAST/01/2007", "giver": "PAKEM Sambong Toyo", "receiver": "Kepala Desa", "keeper": "KPP Toyo",
              "note": "pindaian menyusul", **change}
    return actions.hand_over(pakem, work.code, **fields)


def test_nothing_is_handed_over_before_the_work_began(pakem):
    work = works.work(pakem)
    type(work).objects.filter(pk=work.pk).update(started_on=DAY - timedelta(days=3))
    assert refusal(lambda: bast(pakem, work, happened_on=DAY - timedelta(days=4))) == "before_start"
    assert bast(pakem, work, happened_on=DAY - timedelta(days=3))


def test_the_newest_report_counts_and_a_lower_one_says_why(pakem):
    work = works.work(pakem)
    works.reported(pakem, work, "62.5", on=day(2))
    assert conditions.reached([work.pk], percent=60) == {work.pk: (day(2),)}
    assert said(conditions.reached_why, work, day(2), percent=100) == "Fisik 62,5 %, perlu 100 %."
    assert refusal(lambda: works.reported(pakem, work, "55", on=day(4))) == "progress.lower_needs_note"
    with pytest.raises(Refused) as lower:
        works.reported(pakem, work, "55", on=day(4))
    assert lower.value.decision.values["percent"] == "62,5"
    works.reported(pakem, work, "55", on=day(4), note="dibongkar karena retak")
    assert conditions.reached([work.pk], percent=60) == {work.pk: (day(2), day(4))}
    works.reported(pakem, work, "100", on=day(6))
    assert conditions.reached([work.pk], percent=60) == {work.pk: (day(2), day(4), day(6))}
    assert queries.physical([work.pk]) == {work.pk: 100}
    assert queries.physical([work.pk], day(5)) == {work.pk: 55}


def test_taking_a_report_back_brings_the_one_before_it_back(pakem):
    work = works.work(pakem)
    works.reported(pakem, work, "50", on=day(2))
    wrong = works.reported(pakem, work, "100", on=day(3))
    programmes.undo(pakem, "progress.Report", wrong.pk, on=day(5), reason="salah ketik angka")
    assert conditions.reached([work.pk], percent=100) == {work.pk: (day(3), day(5))}
    assert queries.physical([work.pk]) == {work.pk: 50}


@pytest.mark.parametrize(("actual", "change", "code"), [
    ("-1", {}, "progress.percent"), ("101", {}, "progress.percent"), ("12.345", {}, "progress.percent_places"),
    ("5", {"planned": Decimal(120)}, "progress.percent"), ("5", {"happened_on": day(2)}, "future_day"),
])
def test_reports_that_are_refused(pakem, actual, change, code):
    work = works.work(pakem)
    assert refusal(lambda: works.reported(pakem, work, actual, **change)) == code


def test_findings_of_a_visit_become_follow_ups(pokja, pakem):
    work = works.work(pakem)
    found = actions.Found("Saluran belum diplester", "PAKEM", day(20))
    row = works.visited(pokja, work, findings=[found], photos=[works.picture(pokja)], actual=Decimal(40))
    assert [(each.followup.what, each.followup.who_text, each.followup.due_on, each.followup.origin) for each in row.findings.all()] == [
        ("Saluran belum diplester", "PAKEM", day(20), "visit")]
    assert conditions.visited([work.pk], purpose="pemantauan") == {work.pk: (DAY,)}
    assert conditions.visited([work.pk], purpose="proposal") == {}
    assert conditions.visited([work.pk], purpose="pemantauan", stage="trial") == {work.pk: (DAY,)}
    assert conditions.visited([work.pk], purpose="pemantauan", stage="other") == {}
    assert said(conditions.visited_why, work, DAY, purpose="pemantauan", times=3) == "Kunjungan pemantauan baru 1 dari 3."


@pytest.mark.parametrize(("change", "code"), [
    ({"note": " "}, "progress.empty_visit"), ({"actual": Decimal(101)}, "progress.percent"), ({"purpose": "wisata"}, "gate.not_here"),
    ({"findings": [actions.Found("", "PAKEM", day(20))]}, "followups.what_missing"),
    ({"findings": [actions.Found("Retak", "PAKEM", date(2007, 5, 1))]}, "followups.due_before"),
])
def test_visits_that_are_refused(pokja, pakem, change, code):
    work = works.work(pakem)
    fields = {"on": DAY, "happened_on": DAY, "purpose": "pemantauan", "note": "rapi", **change}
    assert refusal(lambda: actions.visit(pokja, work.code, **fields)) == code


def test_photos_carry_their_place_and_a_paper_is_no_photo(pakem, pokja):
    work = works.work(pakem)
    works.photographed(pakem, work, 0, file=works.picture(pakem, latitude=-6.97, longitude=110.07))
    works.photographed(pakem, work, 100, latitude=-6.98, longitude=110.07)
    assert [(frame.at, frame.photo is not None, frame.apart, frame.moved) for frame in queries.strip(work.pk)] == [
        (0, True, 0, False), (50, False, None, False), (100, True, 1112, True)]
    assert conditions.photographed([work.pk], at=(0, 100)) == {work.pk: (DAY,)}
    assert conditions.photographed([work.pk], at=(0, 50)) == {work.pk: ()}
    assert said(conditions.photographed_why, work, DAY, at=(0, 50, 100)) == "Foto belum ada: 50 %."
    scan = works.picture(pakem, kind="application/pdf")
    assert refusal(lambda: works.photographed(pakem, work, 50, file=scan)) == "progress.not_a_picture"
    assert refusal(lambda: works.photographed(pakem, work, 101)) == "progress.percent"
    assert refusal(lambda: works.photographed(pakem, work, 50, latitude=1.0)) == "progress.half_a_place"
    assert refusal(lambda: works.photographed(pokja, work, 50)) == "gate.role"


def test_wages_are_paid_for_the_week_that_was_worked(pakem):
    work = works.work(pakem)
    sheet(pakem, work)
    assert conditions.wages_paid_in([work.pk], start=date(2007, 5, 21), end=date(2007, 5, 27)) == {work.pk: DAY}
    assert conditions.wages_paid_in([work.pk], start=date(2007, 5, 28), end=date(2007, 6, 3)) == {}
    assert conditions.wages_paid([work.pk]) == {work.pk: (DAY,)}
    assert queries.wages(work.pk)["women_share"] == Decimal("33.3")
    assert refusal(lambda: sheet(pakem, work, days=Decimal(73))) == "progress.too_many_days"
    assert refusal(lambda: sheet(pakem, work, note="")) == "progress.no_paper"
    assert refusal(lambda: sheet(pakem, work, happened_on=date(2007, 5, 20))) == "progress.paid_before_work"


def test_a_work_is_handed_over_once_to_a_group_that_keeps_it(pakem):
    work = works.work(pakem)
    assert said(conditions.handed_over_why, work, DAY) == "Serah terima (BAST) belum ada."
    assert refusal(lambda: bast(pakem, work, keeper=" ")) == "progress.bast_incomplete"
    row = bast(pakem, work)
    assert refusal(lambda: bast(pakem, work)) == "progress.handed_over_already"
    assert conditions.handed_over([work.pk]) == {work.pk: (DAY,)}
    programmes.undo(pakem, "progress.HandOver", row.pk, on=day(9), reason="nomor keliru tercatat")
    assert conditions.handed_over([work.pk]) == {work.pk: (DAY, day(9))}
    assert bast(pakem, work, on=day(10), happened_on=day(10)).number == "BAST/01/2007"


def test_later_somebody_looks_whether_it_still_works(pakem, faskel):
    work = works.work(pakem)
    look = {"on": DAY, "happened_on": DAY}
    assert refusal(lambda: actions.check_function(faskel, work.code, verdict="perhaps", **look)) == "progress.unknown_verdict"
    assert refusal(lambda: actions.check_function(faskel, work.code, verdict="broken", **look)) == "progress.broken_needs_note"
    actions.check_function(faskel, work.code, verdict="partly", note="satu keran bocor", **look)
    assert conditions.functioning_in([work.pk], start=date(2007, 1, 1), end=date(2007, 12, 31)) == {work.pk: DAY}
    assert conditions.functioning_in([work.pk], start=date(2008, 1, 1), end=date(2008, 12, 31)) == {}


def test_reports_of_a_period(pakem):
    work = works.work(pakem)
    works.reported(pakem, work, "10", on=day(12))
    works.reported(pakem, work, "12", on=day(13))
    assert conditions.reported_in([work.pk], start=day(11), end=day(17)) == {work.pk: day(12)}
    assert conditions.reported_in([work.pk], start=day(4), end=day(10)) == {}


def test_a_form_sent_twice_is_recorded_once(pakem, pokja):
    work = works.work(pakem)
    works.reported(pakem, work, "10", token="t")
    assert refusal(lambda: works.reported(pakem, work, "10", token="t")) == "progress.recorded_already"


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("condition", "params"), [
    (conditions.reached, {"percent": 50}), (conditions.reported, {}), (conditions.visited, {"purpose": "pemantauan"}),
    (conditions.photographed, {"at": (0, 50)}), (conditions.wages_paid, {}), (conditions.handed_over, {}), (conditions.functioning, {}),
])
def test_one_question_for_any_number_of_works(pakem, many, condition, params, django_assert_num_queries):
    ids = []
    for _number in range(many):
        work = works.work(pakem)
        works.reported(pakem, work, "60")
        works.photographed(pakem, work, 0)
        ids.append(work.pk)
    with django_assert_num_queries(1):
        condition(ids, **params)


ACTS = st.lists(st.tuples(st.sampled_from(["report", "photo", "visit", "undo"]), st.integers(0, 2), st.integers(0, 100)), max_size=10)


@given(ACTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_said_until_a_day_never_changes_later(pakem, pokja, acts):
    work, on, boards = works.work(pakem), date(2007, 6, 1), []
    for act, later, amount in acts:
        on += timedelta(days=later)
        try:
            _do(act, amount, work, pakem, pokja, on)
        except Refused:
            continue
        boards.append((on, _asked(work)))
    for then, _lines in boards:
        last = next(known for when, known in reversed(boards) if when == then)
        assert [switches_until(line, then) for line in _asked(work)] == [switches_until(line, then) for line in last]
    reports = [(*report.period, report.actual >= 50) for report in Report.objects.filter(undertaking=work).order_by("id")]
    assert _asked(work)[0] == latest(reports)


def _asked(work):
    return [found.get(work.pk, ()) for found in (
        conditions.reached([work.pk], percent=50), conditions.reported([work.pk]), conditions.photographed([work.pk], at=(0, 50)),
        conditions.visited([work.pk], purpose="pemantauan", times=2))]


def _do(act, amount, work, pakem, pokja, on):
    match act:
        case "report":
            works.reported(pakem, work, amount, on=on, note="angka sesuai lapangan")
        case "photo":
            works.photographed(pakem, work, (0, 50, 100)[amount % 3], on=on)
        case "visit":
            works.visited(pokja, work, on=on)
        case "undo":
            label, model, person = (("progress.Report", Report, pakem), ("progress.Photo", Photo, pakem), ("progress.Visit", Visit, pokja))[amount % 3]
            row = model.objects.filter(undertaking=work, ended_on=None).last()
            if row is not None:
                programmes.undo(person, label, row.pk, on=on, reason="salah catat tadi")

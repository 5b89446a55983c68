"""Periods of duties, the work list, the picture, and days without a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from sinergi.engine.calendar import ahead, day_of, is_spec, reached, value_on
from sinergi.engine.drawing import draw
from sinergi.engine.survey import days_late, needed, next_change_of, period_state, periods, roots, span
from sinergi.engine.tasks import duty_tasks, for_person, tasks
from sinergi.kernel.timelines import holds
from tests.engine.scenes import CYCLE, FIRST, SECOND, Scene, line, on
from tests.engine.world import SHELF, shipped


def test_weeks_count_from_the_start_months_by_the_calendar() -> None:
    weekly = Scene().edition.duties[0]
    assert [(one.first, one.last, one.due_on) for one in periods(weekly, on(14), None, on(22))] == [
        (on(14), on(20), on(22)), (on(21), on(27), on(29))]
    monthly = replace(weekly, every="month", grace=0)
    assert [(one.first, one.last) for one in periods(monthly, date(2020, 1, 14), None, date(2020, 3, 1))] == [
        (date(2020, 1, 14), date(2020, 1, 31)), (date(2020, 2, 1), date(2020, 2, 29)), (date(2020, 3, 1), date(2020, 3, 31))]
    assert periods(replace(weekly, every="quarter"), date(2020, 12, 14), None, date(2020, 12, 31))[0].last == date(2020, 12, 31)
    assert periods(replace(weekly, every="year"), date(2020, 12, 14), None, date(2021, 1, 1))[-1].last == date(2021, 12, 31)
    assert periods(weekly, None, None, on(9)) == ()


def test_a_period_is_open_met_late_or_lapsed() -> None:
    week = periods(Scene().edition.duties[0], on(14), None, on(22))[0]
    assert period_state(week, met=False, end=None, day=on(22)) == "open"
    assert period_state(week, met=False, end=None, day=on(23)) == "late"
    assert period_state(week, met=True, end=None, day=on(23)) == "met"
    assert period_state(week, met=False, end=on(16), day=on(23)) == "lapsed"


def test_a_duty_runs_from_the_opening_to_the_finish() -> None:
    scene = Scene().until_works().finish("W1", 20)
    duty = scene.edition.duties[0]
    assert [span(scene.board(), FIRST, duty, on(day)) for day in (13, 14, 20)] == [(None, None), (on(14), None), (on(14), on(20))]
    assert len(periods(duty, on(14), on(20), on(90))) == 1


def test_tasks_of_a_stage_and_the_needs_of_its_acts() -> None:
    scene = Scene().until_proposals()
    found = {(task.act, task.roles, task.due_on) for task in tasks(scene.office(), FIRST, on(4))}
    assert found == {("proposals.write", ("group",), date(2020, 6, 30)), ("assessments.fill", ("office",), date(2020, 6, 30))}
    scene.says("proposals.complete()", W1=line(4))
    assert {task.act for task in tasks(scene.office(), FIRST, on(4))} == {"proposals.submit", "assessments.fill"}


def test_asked_acts_are_work_though_nothing_waits_for_them() -> None:
    assert {(task.act, task.starts) for task in tasks(Scene().says("programmes.started(scope=site)", C=line(1)).office(), CYCLE, on(1))} == {
        ("meetings.record", ""), ("programmes.start", "site"), ("programmes.close_intake", "")}


def test_each_person_sees_what_the_gate_lets_through() -> None:
    office = Scene().until_proposals().office()
    work = [task for node in (FIRST, SECOND) for task in tasks(office, node, on(4))]
    assert [(task.act, task.node) for task in for_person(office, "group at 4", work, on(4))] == [("proposals.write", SECOND)]
    assert [(task.act, task.node) for task in for_person(office, "office", work, on(4))] == [("assessments.fill", FIRST), ("assessments.fill", SECOND)]
    assert for_person(office, None, work, on(4)) == []


def test_duties_make_tasks_while_they_run() -> None:
    office = Scene().until_works().office()
    assert [(task.act, task.due_on, task.duty) for task in duty_tasks(office, FIRST, on(14), {"weekly": on(22)})] == [("progress.report", on(22), "weekly")]
    assert duty_tasks(office, FIRST, on(13), {"weekly": on(22)}) == []


def test_lateness_counts_from_the_due_day_or_the_reopening() -> None:
    scene = Scene().until_works().finish("W1", 80)
    cell = scene.board().cell(FIRST, "works")
    assert [days_late(cell, on(day)) for day in (74, 75, 79, 80, 200)] == [0, 1, 5, 6, 6]
    scene.says("dossiers.filed(documents=report)", W1=line(80, 100))
    assert days_late(scene.board().cell(FIRST, "works"), on(103)) == 3


def test_the_roots_are_what_people_can_act_on() -> None:
    found = roots(Scene().until_proposals().board(), CYCLE, "closing", on(9))
    assert [(root.stage, root.use.key if root.use else root.code, root.count, root.codes) for root in found if root.stage == "proposal"] == [
        ("proposal", "proposals.submitted()", 2, ("W1", "W2")), ("proposal", "assessments.filled(form=sheet, sheets=2)", 2, ("W1", "W2"))]


def test_the_next_change_may_lie_ahead_of_every_act() -> None:
    assert next_change_of(Scene().until_works().board(), CYCLE, "choice", on(9)) == on(14)


def test_every_question_is_asked_once() -> None:
    for code in SHELF:
        questions = needed(shipped(code))
        assert len({(question.key, question.scope) for question in questions}) == len(questions)
    assert len([one for one in needed(shipped("paket-kendal-2007")) if one.survey]) < 50


def test_a_date_set_later_makes_it_false_again() -> None:
    rows = ((on(3), on(10)), (on(15), on(20)))
    assert reached(rows, None) == (on(11), on(15), on(21))
    assert holds(ahead(rows, None), on(10))
    assert [value_on(rows, on(5), on(day)) for day in (1, 3, 15)] == [on(5), on(10), on(20)]
    assert reached((), on(4)) == (on(5),)
    assert reached((), None) == ()


@pytest.mark.parametrize(("spec", "year", "day"), [("12-31", 2007, date(2007, 12, 31)), ("+1 12-31", 2007, date(2008, 12, 31)),
                                                   ("02-29", 2007, date(2007, 2, 28)), ("13-01", 2007, None), ("12-31", 0, None)])
def test_days_without_a_year(spec: str, year: int, day: date | None) -> None:
    assert day_of(spec, year) == day
    assert is_spec(spec) == (spec != "13-01")


@pytest.mark.parametrize("code", SHELF)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_picture_shows_every_stage(code: str, language: str) -> None:
    edition = shipped(code)
    picture = draw(edition, language, {stage.code: "done" for stage in edition.stages[:3]})
    root = ET.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    assert {group.get("data-stage") for group in root.iter(f"{space}g")} == set(edition.by_code)
    assert len(list(root.iter(f"{space}circle"))) == len(edition.stages)
    assert sum("dr-done" in (group.get("class") or "") for group in root.iter(f"{space}g")) == 3
    assert (root.get("role"), root.find(f"{space}title") is not None) == ("img", True)
    assert "style" not in {key for element in root.iter() for key in element.keys()}  # noqa: SIM118 -- an element is no mapping
    assert not {"script", "style"} & {element.tag.removeprefix(space) for element in root.iter()}


def test_boxes_never_lie_on_each_other() -> None:
    for code in SHELF:
        root = ET.fromstring(draw(shipped(code)))
        boxes = [(rect.get("x"), rect.get("y")) for rect in root.iter("{http://www.w3.org/2000/svg}rect") if rect.get("class") == "dr-box"]
        assert len(set(boxes)) == len(boxes)

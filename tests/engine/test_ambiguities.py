"""What engine.md section 11 found and settled, one story each."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.engine.gate import may, may_waive
from sinergi.engine.reading import read
from sinergi.engine.survey import Node, Waiver, due_on, is_locked, is_reopened, state, why
from sinergi.engine.tasks import tasks
from sinergi.kernel.timelines import holds
from tests.engine.scenes import CYCLE, FIRST, SECOND, SITE, Scene, line, on
from tests.engine.tiny import broken, without


def test_a_reversible_truth_keeps_its_first_day_and_its_present_run() -> None:
    scene = Scene().until_proposals()
    scene.says("proposals.submitted()", W1=line(5, 8, 10)).says("assessments.filled(form=sheet, sheets=2)", W1=line(5))
    cell = scene.board().cell(FIRST, "proposal")
    assert (cell.first_done_on, cell.done_on(on(20)), cell.reopened_on(on(9))) == (on(5), on(10), on(8))
    assert is_reopened(cell, on(9))


def test_a_correction_reopens_its_own_stage_and_nothing_else() -> None:
    scene = Scene().until_works()
    before = {(node, stage): state(cell, on(40)) for node in scene.nodes for stage, cell in scene.board().cells(node).items()}
    scene.says("meetings.held(kind=start)", C=line(2, 40))
    after = {(node, stage): state(cell, on(40)) for node in scene.nodes for stage, cell in scene.board().cells(node).items()}
    assert {place for place in before if before[place] != after[place]} == {(CYCLE, "opening")}


def test_what_must_not_run_on_is_a_lock() -> None:
    scene = Scene().until_works().says("proposals.submitted()", W1=line(5, 20), W2=line(5))
    cell = scene.board().cell(FIRST, "works")
    assert (state(cell, on(19)), is_locked(cell, on(19))) == ("open", False)
    assert (state(cell, on(20)), is_locked(cell, on(20))) == ("open", True)
    assert may(scene.office(), "group", "dossiers.file", FIRST, on(20), document="report").code == "locked"
    assert scene.board().state(SECOND, "works", on(20)) == "open"


def test_a_done_stage_can_be_corrected_until_the_round_closes() -> None:
    scene = Scene().until_works()
    assert may(scene.office(), "office", "meetings.record", CYCLE, on(20), kind="start").code == "done"
    assert may(scene.office(), "office", "undo:meetings.record", CYCLE, on(20), kind="start").ok
    assert may(scene.office(), "village", "undo:meetings.record", CYCLE, on(20), kind="start").code == "role"
    scene.change(CYCLE, closed=line(30))
    assert may(scene.office(), "office", "undo:meetings.record", CYCLE, on(30), kind="start").code == "closed"


def test_nothing_can_be_undone_in_a_stage_that_never_opened() -> None:
    assert may(Scene().until_proposals().office(), "office", "undo:programmes.close", CYCLE, on(9)).code == "waiting"


def test_one_quick_work_does_not_open_the_next_step_of_the_cycle() -> None:
    scene = Scene().until_proposals()
    for condition in ("proposals.submitted()", "assessments.filled(form=sheet, sheets=2)"):
        scene.says(condition, W1=line(5))
    assert scene.board().state(CYCLE, "choice", on(90)) == "waiting"
    assert [(reason.code, reason.codes) for reason in why(scene.board(), CYCLE, "choice", on(90))] == [("children", ("W2",))]


def test_the_step_for_candidates_cannot_publish_winners() -> None:
    scene = Scene().until_works()
    assert may(scene.office(), "office", "disclosure.publish", CYCLE, on(7), list="winners").ok
    assert may(scene.office(), "office", "disclosure.publish", CYCLE, on(7), list="losers").code == "not_here"
    assert may(scene.office(), "office", "disclosure.publish", CYCLE, on(7)).code == "not_here"


def test_only_facts_of_this_stage_count_with_here() -> None:
    scene = Scene().until_works().finish("W1", 20)
    scene.answers[("progress.visited(purpose=look)", "works")] = {}
    scene.says("progress.visited(purpose=look)", W1=line(4))
    assert scene.board().state(FIRST, "works", on(30)) == "open"


def test_no_way_round_a_lock() -> None:
    text = broken(("[[duties]]", '[[anytime]]\nact = "dossiers.file"\ndocument = "report"\nscope = "work"\nrole = "office"\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_works().says("proposals.submitted()", W1=line(5, 20))
    assert may(scene.office(), "office", "dossiers.file", FIRST, on(19), document="report").ok
    assert may(scene.office(), "office", "dossiers.file", FIRST, on(21), document="report").code != "yes"
    assert may(scene.office(), "group", "dossiers.file", FIRST, on(21), document="report").code == "locked"
    assert not may(scene.office(), "group", "progress.report", FIRST, on(21)).ok


def test_who_waits_is_let_go_by_leaving() -> None:
    scene = Scene().until_proposals()
    for condition in ("proposals.submitted()", "assessments.filled(form=sheet, sheets=2)"):
        scene.says(condition, W1=line(5))
    scene.change(SECOND, live=line(1, 9))
    assert scene.board().cell(CYCLE, "choice").opened_on == on(9)
    assert [reason.code for reason in why(scene.board(), SECOND, "proposal", on(9))] == ["left"]


def test_if_nobody_is_left_the_stage_never_opens_by_itself() -> None:
    scene = Scene().until_proposals().change(FIRST, live=line(1, 9)).change(SECOND, live=line(1, 9))
    assert [reason.code for reason in why(scene.board(), CYCLE, "choice", on(50))] == ["no_children"]
    scene.waivers[CYCLE, "choice"] = (Waiver("opening", on(60)),)
    assert scene.board().cell(CYCLE, "choice").opened_on == on(60)


def test_the_fourth_assessor_is_not_shut_out_when_the_third_sheet_closes_the_stage() -> None:
    scene = Scene().until_proposals()
    for condition in ("proposals.submitted()", "assessments.filled(form=sheet, sheets=2)"):
        scene.says(condition, W1=line(5))
    assert scene.board().state(FIRST, "proposal", on(6)) == "done"
    assert may(scene.office(), "office", "assessments.fill", FIRST, on(6), form="sheet").ok
    assert may(scene.office(), "group", "proposals.write", FIRST, on(6)).code == "done"
    scene.until_works()
    assert may(scene.office(), "office", "assessments.fill", FIRST, on(6), form="sheet").code == "done"


def test_off_the_list_is_out_and_undecided_is_waiting() -> None:
    scene = Scene().until_works()
    scene.members = {FIRST: line(6)}
    board = scene.board()
    assert [board.state(FIRST, "works", on(day)) for day in (5, 13, 14)] == ["waiting", "waiting", "open"]
    assert [board.state(SECOND, "works", on(day)) for day in (5, 6, 14)] == ["waiting", "out", "out"]
    assert "list_not_published" in {reason.code for reason in why(board, SECOND, "works", on(5))}
    assert [reason.code for reason in why(board, SECOND, "works", on(14))] == ["not_on_list"]


def test_a_relisted_work_continues_where_it_stood() -> None:
    scene = Scene().until_works()
    scene.members = {FIRST: line(6), SECOND: line(6, 20, 30)}
    board = scene.board()
    assert [board.state(SECOND, "works", on(day)) for day in (15, 20, 29, 30)] == ["open", "out", "out", "open"]
    assert due_on(board.cell(SECOND, "works"), on(30)) == due_on(board.cell(SECOND, "works"), on(15))


def test_a_stage_finished_before_leaving_stays_done() -> None:
    scene = Scene().until_works().change(FIRST, live=line(1, 10))
    assert scene.board().state(FIRST, "proposal", on(50)) == "done"
    assert scene.board().state(FIRST, "works", on(50)) == "out"


def test_a_stage_for_another_kind_is_passed_over() -> None:
    text = broken(('list = "winners"\nafter', 'list = "winners"\nkinds = ["small"]\nafter'))
    scene = Scene(edition=read(text)).until_works().change(FIRST, kinds=((on(2), "small"),)).change(SECOND, kinds=((on(2), "large"),))
    scene.finish("W1", 20)
    board = scene.board()
    assert (board.state(FIRST, "works", on(30)), board.state(SECOND, "works", on(30))) == ("done", "out")
    assert board.cell(CYCLE, "closing").opened_on == on(20)
    scene.change(SECOND, kinds=())
    assert [reason.code for reason in why(scene.board(), SECOND, "works", on(30))] == ["kind_undecided"]


def test_objecting_needs_the_window_answering_does_not() -> None:
    scene = Scene().until_works().says("disclosure.objections_answered(list=winners)", C=line(1, 8))
    office = scene.office()
    assert may(office, None, "disclosure.object", CYCLE, on(9), list="winners").ok
    assert may(office, None, "disclosure.object", CYCLE, on(14), list="winners").code == "needs"
    assert may(office, "office", "disclosure.answer", CYCLE, on(14), list="winners").ok


def test_a_deadline_of_the_year_after() -> None:
    scene = Scene(edition=read(broken(('due_by = "12-31"', 'due_by = "+1 02-29"'))))
    assert due_on(scene.board().cell(CYCLE, "closing"), on(1)) == date(2021, 2, 28)


def test_a_starting_act_is_checked_where_the_child_will_lie() -> None:
    office = Scene().office()
    assert may(office, "office at 33.24", "programmes.start", CYCLE, on(1), starts="site", place="33.24").ok
    assert may(office, "office at 33.24", "programmes.start", CYCLE, on(1), starts="site", place="33.25").code == "role"
    assert may(office, "office at 33.24", "programmes.start", CYCLE, on(1), starts="site").ok


def test_nobody_waives_what_he_or_she_could_have_met() -> None:
    text = broken(('[waivers]\nrole = "village"', '[waivers]\nrole = ["village", "office"]'))
    office = Scene(edition=read(text)).until_proposals().office()
    sheets = "assessments.filled(form=sheet, sheets=2)"
    assert may_waive(office, "village", FIRST, "proposal", "condition", on(9), condition=sheets).ok
    assert may_waive(office, "office", FIRST, "proposal", "condition", on(9), condition=sheets).code == "own_step"
    assert may_waive(office, "group", FIRST, "proposal", "condition", on(9), condition=sheets).code == "role"


@pytest.mark.parametrize(("what", "condition"), [("condition", "funds.released(scheme=grant, tranche=1)"), ("stage", "")])
def test_what_is_firm_is_never_waived(what: str, condition: str) -> None:
    office = Scene().until_works().office()
    assert may_waive(office, "village", FIRST, "works", what, on(20), condition=condition).code == "firm"


def test_a_firm_condition_is_not_waived_even_if_a_waiver_was_recorded() -> None:
    scene = Scene().until_works().finish("W1", 20)
    scene.says("funds.released(scheme=grant, tranche=1)", W1=())
    scene.waivers[FIRST, "works"] = (Waiver("condition", on(15), condition="funds.released(scheme=grant, tranche=1)"),)
    assert scene.board().state(FIRST, "works", on(30)) == "open"


def test_what_comes_with_time_makes_no_tasks() -> None:
    scene = Scene().until_works().says("disclosure.objections_answered(list=winners)", C=line(1, 8))
    assert {task.act for task in tasks(scene.office(), CYCLE, on(9))} == {"disclosure.publish", "disclosure.answer"}
    scene.says("disclosure.objections_answered(list=winners)", C=line(1))
    assert tasks(scene.office(), CYCLE, on(9)) == []


def test_what_a_step_needs_of_an_act_listed_elsewhere_is_a_task_beside_its_own() -> None:
    """An upheld objection is answered in the step and settled by a new list, which another line of the file lets publish."""
    text = broken(without('  { act = "disclosure.publish", list = "winners", role = "office", until = "closing" },\n'),
                  ("[[duties]]", '[[anytime]]\nact = "disclosure.publish"\nlist = "winners"\nscope = "cycle"\nrole = "office"\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_works().says("disclosure.objections_answered(list=winners)", C=line(1, 8))
    assert {(task.act, task.stage) for task in tasks(scene.office(), CYCLE, on(9))} == {("disclosure.answer", "choice"), ("disclosure.publish", "")}


def test_an_act_possible_only_anytime_is_a_task_when_it_unlocks() -> None:
    text = broken(('opens_when = [{ is = "proposals.submitted" }]', 'opens_when = [{ is = "funds.accounted", tranche = 1 }]'),
                  ("[[duties]]", '[[anytime]]\nact = "funds.account"\ntranche = 1\nscope = "work"\nrole = "group"\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_works()
    assert [(task.act, task.stage, task.wanted_by) for task in tasks(scene.office(), FIRST, on(20))] == [("funds.account", "", (FIRST, "works"))]


def test_a_late_child_runs_its_own_path() -> None:
    scene = Scene().until_works()
    scene.nodes[5] = Node(5, "work", SITE, "W3", line(20))
    board = scene.board()
    assert board.state(CYCLE, "choice", on(25)) == "done"
    assert board.state(5, "proposal", on(25)) == "open"
    scene.finish("W1", 30).finish("W2", 30).members[5] = line(40)
    scene.published = line(6)
    assert scene.board().cell(CYCLE, "closing").opened_on == on(30)       # not on the list yet: out, so nobody waits for it


def test_waiving_a_deadline_moves_the_due_day() -> None:
    scene = Scene().until_works()
    scene.waivers[FIRST, "works"] = (Waiver("deadline", on(20), on(50), due_on=on(200)),)
    cell = scene.board().cell(FIRST, "works")
    assert [due_on(cell, on(day)) for day in (19, 20, 49, 50)] == [on(74), on(200), on(200), on(74)]


def test_what_lies_below_leaves_and_returns_with_it() -> None:
    board = Scene().until_works().change(SITE, live=line(1, 20, 30)).board()
    assert [board.state(FIRST, "works", on(day)) for day in (15, 20, 29, 30)] == ["open", "out", "out", "open"]
    assert [holds(board.live(FIRST), on(day)) for day in (19, 20, 30)] == [True, False, True]


def test_waiving_the_opening_lifts_the_lock_while_it_stands() -> None:
    scene = Scene().until_works().says("proposals.submitted()", W1=(), W2=line(5))
    scene.waivers[FIRST, "works"] = (Waiver("opening", on(20), on(30)),)
    cell = scene.board().cell(FIRST, "works")
    assert cell.opened_on == on(20)
    assert [is_locked(cell, on(day)) for day in (20, 29, 30)] == [False, False, True]

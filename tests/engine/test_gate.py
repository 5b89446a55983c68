"""Who may do what: the nearest refusal is told, and the decision names stage and role."""

from __future__ import annotations

import pytest

from sinergi.engine.gate import GateDecision, may, may_waive
from sinergi.engine.reading import read
from sinergi.kernel.decisions import NotAllowed, NotPossible
from tests.engine.scenes import CYCLE, FIRST, SECOND, SITE, Scene, line, on
from tests.engine.tiny import broken


def test_a_yes_names_the_stage_and_the_role() -> None:
    decision = may(Scene().until_proposals().office(), "group", "proposals.write", FIRST, on(4))
    assert (decision.ok, decision.stage, decision.role) == (True, "proposal", "group")


@pytest.mark.parametrize(("person", "act", "node", "day", "params", "code"), [
    ("group", "proposals.write", FIRST, 2, {}, "waiting"),
    ("group", "proposals.write", FIRST, 4, {}, "yes"),
    ("village", "proposals.write", FIRST, 4, {}, "role"),
    (None, "proposals.write", FIRST, 4, {}, "role"),
    ("group", "proposals.submit", FIRST, 4, {}, "needs"),
    ("group", "proposals.submit", FIRST, 5, {}, "done"),
    ("group", "proposals.write", SITE, 4, {}, "not_here"),
    ("office", "assessments.fill", FIRST, 4, {"form": "other"}, "not_here"),
    ("office", "disclosure.answer", CYCLE, 7, {"list": "winners"}, "yes"),
    ("group at 3", "proposals.write", FIRST, 4, {}, "yes"),
    ("group at 4", "proposals.write", FIRST, 4, {}, "role"),
    ("office at 2", "assessments.fill", FIRST, 4, {"form": "sheet"}, "yes"),
    ("group", "programmes.leave", FIRST, 1, {}, "yes"),
    ("village", "programmes.leave", FIRST, 1, {}, "role"),
    ("group", "progress.report", FIRST, 13, {}, "waiting"),
    ("group", "progress.report", FIRST, 14, {}, "yes"),
])
def test_decisions(person: str | None, act: str, node: int, day: int, params: dict[str, str], code: str) -> None:
    assert may(Scene().until_works().office(), person, act, node, on(day), **params).code == code


def test_refusals_of_a_person_are_not_allowed_the_others_not_possible() -> None:
    office = Scene().until_proposals().office()
    assert may(office, "village", "proposals.write", FIRST, on(4)).kind is NotAllowed
    with pytest.raises(NotPossible):
        may(office, "group", "proposals.submit", FIRST, on(4)).enforce()


def test_four_eyes_look_here_above_and_below() -> None:
    scene = Scene().until_works().says("disclosure.objections_answered(list=winners)", C=line(1, 8))
    scene.deeds.add(("office", "assessments.fill", SECOND))
    assert may(scene.office(), "office", "disclosure.answer", CYCLE, on(9), list="winners").code == "four_eyes"
    assert may(scene.office(), "office at 1", "disclosure.answer", CYCLE, on(9), list="winners").ok


def test_holding_refuses_everything_but_resuming() -> None:
    text = broken(("[[duties]]", '[[anytime]]\nact = "programmes.hold"\nscope = "site"\nrole = "office"\n[[anytime]]\nact = "programmes.resume"\nscope = "site"\nrole = "office"\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_proposals().change(SITE, held=line(4))
    office = scene.office()
    assert may(office, "group", "proposals.write", FIRST, on(4)).code == "held"
    assert may(office, "office", "programmes.resume", SITE, on(4)).ok
    assert may(office, "office", "undo:programmes.hold", SITE, on(4)).ok
    assert may(office, "office", "programmes.resume", SITE, on(3)).code == "done"


def test_leaving_and_returning() -> None:
    text = broken(("[[duties]]", '[[anytime]]\nact = "programmes.return"\nscope = "work"\nrole = "office"\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_proposals().change(FIRST, live=line(1, 6))
    office = scene.office()
    assert may(office, "group", "proposals.write", FIRST, on(6)).code == "out"
    assert may(office, "office", "programmes.return", FIRST, on(6)).ok
    assert may(office, "office", "programmes.return", FIRST, on(5)).code == "done"
    assert may(office, "office", "undo:programmes.leave", FIRST, on(6)).ok
    scene.change(SITE, live=line(1, 6))
    assert may(scene.office(), "office", "programmes.return", FIRST, on(6)).code == "out"


def test_closing_needs_everything_else_of_its_stage() -> None:
    text = broken(('acts = [{ act = "programmes.close", role = "office" }]\ndone_when = [',
                   'acts = [{ act = "programmes.close", role = "office" }, { act = "dossiers.file", document = "report", role = "office" }]\ndone_when = [{ is = "dossiers.filed", documents = ["report"] }, '))
    scene = Scene(edition=read(text)).until_works().finish("W1", 20).finish("W2", 20)
    decision = may(scene.office(), "office", "programmes.close", CYCLE, on(21))
    assert (decision.code, [use.key for use in decision.values["uses"]]) == ("needs", ["dossiers.filed(documents=report)"])
    scene.says("dossiers.filed(documents=report)", C=line(22))
    assert may(scene.office(), "office", "programmes.close", CYCLE, on(22)).ok


def test_after_closing_only_what_is_meant_for_it() -> None:
    text = broken(("[[duties]]", '[[anytime]]\nact = "complaints.ask"\nscope = "work"\nrole = "public"\nafter_close = true\n\n[[duties]]'))
    scene = Scene(edition=read(text)).until_works().change(CYCLE, closed=line(30))
    assert may(scene.office(), None, "complaints.ask", FIRST, on(40)).ok
    assert may(scene.office(), "group", "progress.report", FIRST, on(29)).ok
    assert may(scene.office(), "group", "progress.report", FIRST, on(30)).code == "closed"
    assert may(scene.office(), "group", "programmes.leave", FIRST, on(30)).code == "closed"


def test_only_the_named_stage_is_tried() -> None:
    office = Scene().until_works().office()
    assert may(office, "group", "progress.report", FIRST, on(20)).stage == "works"
    assert may(office, "group", "progress.report", FIRST, on(20), stage="proposal").code == "not_here"


def test_a_duty_lets_its_acts_in_while_it_runs() -> None:
    text = broken(('  { act = "progress.report", role = "group" },\n', ""), ('{ is = "progress.reached", percent = 100 },\n', ""))
    scene = Scene(edition=read(text)).until_works().finish("W1", 20)
    assert [may(scene.office(), "group", "progress.report", FIRST, on(day)).code for day in (13, 14, 19, 20)] == ["waiting", "yes", "yes", "done"]
    scene.members = {SECOND: line(6)}
    assert may(scene.office(), "group", "progress.report", FIRST, on(15)).code in {"out", "waiting"}


def test_bound_lists_permit_what_lies_within_them() -> None:
    text = broken(("[[duties]]", '[[media]]\ncode = "radio"\ntitle = "Radio"\n[[media]]\ncode = "board"\ntitle = "Papan"\n[[anytime]]\nact = "disclosure.publicise"\nmedia = ["radio", "board"]\nscope = "site"\nrole = "office"\n\n[[duties]]'))
    office = Scene(edition=read(text)).office()
    assert may(office, "office", "disclosure.publicise", SITE, on(1), media=("radio",)).ok
    assert may(office, "office", "disclosure.publicise", SITE, on(1), media="board").ok
    assert may(office, "office", "disclosure.publicise", SITE, on(1), media=("radio", "tv")).code == "not_here"


@pytest.mark.parametrize(("person", "what", "day", "code"), [
    ("village", "opening", 4, "yes"), ("village", "stage", 4, "yes"), ("village", "deadline", 4, "role"), ("office", "deadline", 4, "yes"),
    ("office", "opening", 4, "role"), ("village", "opening", 30, "closed"),
])
def test_waiving(person: str, what: str, day: int, code: str) -> None:
    scene = Scene().until_proposals().change(CYCLE, closed=line(30))
    assert may_waive(scene.office(), person, FIRST, "proposal", what, on(day)).code == code


def test_a_stage_may_be_beyond_waiving() -> None:
    scene = Scene(edition=read(broken(('due_date = "closing"', 'due_date = "closing"\nwaived_by = []'))))
    assert may_waive(scene.office(), "village", FIRST, "proposal", "stage", on(4)).code == "never_waived"
    assert may_waive(scene.office(), "village", FIRST, "works", "condition", on(4), condition="nothing()").code == "not_here"
    assert may_waive(scene.change(FIRST, live=line(1, 3)).office(), "village", FIRST, "works", "opening", on(4)).code == "out"


def test_a_decision_is_a_decision() -> None:
    assert not GateDecision(ok=False, code="role")
    assert GateDecision(ok=True).enforce() is None

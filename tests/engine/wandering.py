"""Random offices: a prefix of what the robots did, then mischief of every kind that the gate lets through."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

from sinergi.engine.catalogue import undoing
from sinergi.engine.gate import may, may_waive
from sinergi.engine.survey import Waiver
from tests.engine import robot
from tests.engine.world import Fact, Toy

STEPS = 8
SETBACKS: dict[str, dict[str, object]] = {
    "actors.consent": {"given": False}, "assessments.decide": {"verdict": False}, "progress.report": {"percent": 10}}


@cache
def finished(code: str) -> Toy:
    """A cycle that the robots carried to its end; never to be changed, only copied."""
    return robot.run(code)


def wander(code: str, chance: Random) -> tuple[Toy, date]:
    """A world cut off at some point of a good story and then led astray; and the last day of it."""
    whole = finished(code)
    published = [place for place, fact in enumerate(whole.facts, 1) if fact.act == "disclosure.publish"]
    cut = chance.choice(published) if published and chance.random() < 0.3 else chance.randrange(2, len(whole.facts))
    toy = whole.copy(whole.facts[:cut])
    toy.ids = max(fact.get("child", 0) for fact in toy.facts)
    day = toy.facts[-1].day
    if toy.facts[-1].act == "disclosure.publish":
        _object(toy, chance, day)
    for _ in range(chance.randrange(STEPS)):
        day += timedelta(days=chance.choice((0, 0, 1, 3, 12)))
        chance.choice((_undo, _undo, _leave_or_return, _waive, _work, _work, _relist, _late_entry, _hold, _object, _setback, _setback))(toy, chance, day)
    return toy, day


def _undo(toy: Toy, chance: Random, day: date) -> None:
    standing = [fact for fact in toy.facts if fact.end is None and fact.act != "open"]
    if not standing:
        return
    fact = chance.choice(standing)
    params = {name: value for name, value in fact.details.items() if name not in {"child", "members", "percent"}}
    if any(may(toy.office, person, undoing(fact.act), fact.node, day, **params).ok for person in robot.people(toy)):
        toy.end(fact, day)


def _leave_or_return(toy: Toy, chance: Random, day: date) -> None:
    node = chance.choice(list(toy.board.world.nodes))
    _try(toy, chance.choice(("programmes.leave", "programmes.return")), node, day)


def _hold(toy: Toy, chance: Random, day: date) -> None:
    node = chance.choice(list(toy.board.world.nodes))
    _try(toy, chance.choice(("programmes.hold", "programmes.resume")), node, day)


def _object(toy: Toy, chance: Random, day: date) -> None:
    for code in toy.edition.words("lists"):
        _try(toy, "disclosure.object", 1, day, list=code)


def _setback(toy: Toy, chance: Random, day: date) -> None:
    """Consent withdrawn, a verdict turned round, less built than was said: nothing is undone, the newest row says no."""
    done = [fact for fact in toy.facts if fact.act in SETBACKS and fact.end is None]
    if done:
        fact = chance.choice(done)
        params = {name: value for name, value in fact.details.items() if name == "form"}
        _try(toy, fact.act, fact.node, day, extra=SETBACKS[fact.act], **params)


def _waive(toy: Toy, chance: Random, day: date) -> None:
    node = chance.choice(list(toy.board.world.nodes.values()))
    stage = chance.choice(toy.edition.of_scope(node.scope))
    what = chance.choice(("condition", "opening", "stage", "deadline"))
    condition = chance.choice((*stage.done_when, *stage.opens_when)).key if what == "condition" else ""
    if any(may_waive(toy.office, person, node.id, stage.code, what, day, condition=condition).ok for person in robot.people(toy)):
        end = chance.choice((None, day + timedelta(days=9)))
        moved = day + timedelta(days=30) if what == "deadline" else None
        toy.waive(node.id, stage.code, Waiver(what, day, end, condition, moved))


def _work(toy: Toy, chance: Random, day: date) -> None:
    robot.work_a_day(toy, day)


def _relist(toy: Toy, chance: Random, day: date) -> None:
    for code, word in toy.edition.words("lists").items():
        members = [node.id for node in toy.board.world.nodes.values() if node.scope == word.get("of") and chance.random() < 0.7]
        _try(toy, "disclosure.publish", 1, day, list=code, extra={"members": tuple(members)})


def _late_entry(toy: Toy, chance: Random, day: date) -> None:
    """Done some days ago, recorded today: the same as some fact of today, moved into the past."""
    for task in robot.all_tasks(toy, day)[:3]:
        if task.act in {"meetings.record", "dossiers.file", "progress.visit", "assessments.decide"}:
            happened = max(day - timedelta(days=chance.randrange(1, 6)), toy.facts[0].day)
            toy.write(task.act, task.node, happened, person="late/1", stage=task.stage, **task.arguments())


def _try(toy: Toy, act: str, node: int, day: date, *, extra: dict[str, object] | None = None, **params: object) -> Fact | None:
    for person in (*robot.people(toy), "somebody"):
        decision = may(toy.office, person, act, node, day, **params)
        if decision.ok:
            return toy.write(act, node, day, person=person, role=decision.role, stage=decision.stage, **params, **(extra or {}))
    return None

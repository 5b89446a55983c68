"""An office of robots: people who do nothing but what their tasks say. If they come to the end, the file says enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sinergi.engine.gate import may
from sinergi.engine.survey import next_change_of
from sinergi.engine.tasks import Task, for_person, tasks
from sinergi.kernel.timelines import holds
from tests.engine.world import Toy, children_live, sound

ROOM = 3                                    # children started at a time


def people(toy: Toy) -> list[str]:
    return [f"{role.code}/{number}" for role in toy.edition.roles.values() if role.held != "anyone" for number in (1, 2, 3)]


def all_tasks(toy: Toy, day: date) -> list[Task]:
    found: dict[Any, Task] = {}
    for node in toy.board.world.nodes:
        for task in tasks(toy.office, node, day):
            found.setdefault(task.identity, task)
    return list(found.values())


def run(code: str, rounds: int = 600) -> Toy:
    """Carry a cycle from its opening to its close; stops when it is closed, or when nothing is left to happen."""
    edition = sound(code)
    day = date(int(code[-4:]) if code[-4:].isdigit() else 2026, 1, 2)
    toy = Toy(edition, day)
    for _ in range(rounds):
        busy = work_a_day(toy, day)
        if holds(toy.board.world.nodes[1].closed, day):
            return toy
        following = day + timedelta(days=1) if busy else _next_change(toy, day)
        if following is None:
            return toy
        day = following
    return toy


def work_a_day(toy: Toy, day: date) -> bool:
    """Everybody does what the list says this morning, as long as it is still possible when they come to it."""
    busy = False
    for task in all_tasks(toy, day):
        for person in people(toy):
            if person.partition("/")[0] in task.roles and _worth_doing(toy, task, person, day) and for_person(toy.office, person, [task], day):
                busy = do(toy, task, person, day) or busy
    return busy


def do(toy: Toy, task: Task, person: str, day: date) -> bool:
    """Do the act of a task; the gate is asked again and must agree."""
    decision = may(toy.office, person, task.act, task.node, day, stage=task.stage, **task.arguments())
    assert decision.ok, decision
    wrote = False
    for details in _details(toy, task, day):
        toy.write(task.act, task.node, day, person=person, role=decision.role, stage=decision.stage, **{**task.arguments(), **details})
        wrote = True
    return wrote


def _worth_doing(toy: Toy, task: Task, person: str, day: date) -> bool:
    """What a form would narrow: nobody signs twice, nobody does today what a colleague did this morning."""
    same = [fact for fact in toy.facts if fact.act == task.act and fact.node == task.node and fact.stage == task.stage and fact.end is None
            and all(fact.get(name) == value for name, value in task.arguments().items())]
    if task.act == "assessments.fill":
        return not any(fact.person == person for fact in same)
    if task.act == "dossiers.sign":
        return not any(fact.role == person.partition("/")[0] for fact in same)
    if task.act == "programmes.start":
        return not same                           # each stage that starts children starts its own, once
    if task.act == "programmes.set_date":
        return not same
    return not any(fact.day == day for fact in same)


def _details(toy: Toy, task: Task, day: date) -> Iterator[dict[str, Any]]:
    """What the person would type into the form of the act."""
    if task.act == "programmes.set_date":
        for place, code in enumerate(toy.edition.words("dates")):
            yield {"date": code, "set_to": day + timedelta(days=40 + 200 * place)}
    elif task.act == "programmes.start":
        for number in range(ROOM):
            yield {"kind": _kind(toy, task.starts, number) if not _classified_later(toy, task.starts) else ""}
    elif task.act == "programmes.classify":
        yield {"kind": _kind(toy, toy.board.world.nodes[task.node].scope, task.node)}
    elif task.act == "disclosure.publish":
        scope = toy.edition.word("lists", task.arguments()["list"]).get("of")
        yield {"members": tuple(children_live(toy, task.node, scope, day))}
    elif task.act == "progress.report":
        reports = [fact.get("percent") for fact in toy.facts if fact.act == task.act and fact.node == task.node]
        yield {"percent": min(100, max(reports, default=0) + 50)}
    elif task.act == "slums.survey":
        before = any(fact.act == task.act and fact.node == task.node and fact.stage != task.stage for fact in toy.facts)
        yield {"moment": "after" if before else "baseline"}
    else:
        yield {}


def _classified_later(toy: Toy, scope: str) -> bool:
    return any(use.name == "programmes.classified" for stage in toy.edition.of_scope(scope) for use in stage.done_when)


def _kind(toy: Toy, scope: str, number: int) -> str:
    kinds = [code for code, word in toy.edition.words("kinds").items() if word.get("scope", "work") == scope]
    return kinds[number % len(kinds)] if kinds else ""


def _next_change(toy: Toy, day: date) -> date | None:
    board = toy.board
    changes = (next_change_of(board, node.id, stage.code, day) for node in board.world.nodes.values() for stage in toy.edition.of_scope(node.scope))
    return min((change for change in changes if change is not None), default=None)

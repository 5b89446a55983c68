"""Each person's work: what the unmet conditions ask for, turned into acts that are possible now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sinergi.engine.catalogue import CATALOGUE
from sinergi.engine.definition import Entry, Params, Stage, Use
from sinergi.engine.gate import Office, may, standing
from sinergi.engine.plan import Listed
from sinergi.engine.serving import servers
from sinergi.engine.survey.cells import due_on, state
from sinergi.engine.survey.world import Id
from sinergi.kernel.timelines import holds


@dataclass(frozen=True)
class Task:
    """An act that somebody in one of ``roles`` should do at ``node``; no person in it, so it can stand in a table."""

    node: Id
    stage: str                              # through which it will be let in; "" for a duty or an [[anytime]] act
    act: str
    roles: tuple[str, ...]
    params: Params = ()
    due_on: date | None = None
    starts: str = ""
    duty: str = ""
    wanted_by: tuple[Id, str] = (0, "")     # the undertaking and the stage that wait for it

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes two tasks the same piece of work, whoever wants it."""
        return (self.node, self.stage, self.duty, self.act, self.params, self.starts)

    def arguments(self) -> dict[str, Any]:
        """The parameters for the gate."""
        return {**dict(self.params), **({"starts": self.starts} if self.starts else {})}


def tasks(office: Office, node: Id, day: date) -> list[Task]:
    """All that the stages of one undertaking want done on a day; some of it may lie on an undertaking above."""
    scope = next(iter(office.line(node))).scope
    found: dict[tuple[Any, ...], Task] = {}
    for stage in office.edition.of_scope(scope):
        if stage.optional:
            continue
        for task in _of_stage(_Seeker(office, node, stage, day, set())):
            known = found.get(task.identity)
            if known is None or (task.due_on or date.max) < (known.due_on or date.max):
                found[task.identity] = task
    return list(found.values())


def duty_tasks(office: Office, node: Id, day: date, due: Mapping[str, date]) -> list[Task]:
    """The acts of duties whose present period is not met: ``due`` gives duty code -> the day it is due."""
    found = []
    for code, due_day in due.items():
        duty = office.edition.duty_by_code[code]
        for entry in duty.acts:
            roles = _named(office, entry)
            if roles and standing(office, Listed(entry, duty.scope, "", code), node, day).ok:
                found.append(Task(node, "", entry.act, roles, entry.params, due_day, entry.starts, code, (node, "")))
    return found


def for_person(office: Office, person: Any, work: Iterable[Task], on: date) -> list[Task]:
    """The tasks that this person may do that day, most urgent first."""
    mine = [task for task in work if may(office, person, task.act, task.node, on, stage=task.stage, **task.arguments()).ok]
    return sorted(mine, key=lambda task: (task.due_on or date.max, task.stage, task.act, task.node))


@dataclass(frozen=True)
class _Seeker:
    """Looks for the acts that a stage (or the need of an act) asks for, at one undertaking."""

    office: Office
    node: Id
    stage: Stage
    day: date
    seen: set[tuple[Id, str, str]]          # (subject, stage, condition) already looked for: needs may need each other

    def unmet(self, uses: Iterable[Use]) -> list[Use]:
        return [use for use in uses if not self.office.holds(self.node, use, self.stage.code, self.day)]


def _of_stage(seeker: _Seeker) -> Iterator[Task]:
    cell = seeker.office.cell(seeker.node, seeker.stage.code)
    now, due = state(cell, seeker.day), due_on(cell, seeker.day)
    if now == "open" and holds(cell.free, seeker.day):
        work = [*_asked(seeker), *_for_uses(seeker, seeker.unmet(seeker.stage.done_when), own=True)]
    elif now == "open" or (now == "waiting" and holds(cell.ripe, seeker.day)):
        work = list(_for_uses(seeker, seeker.unmet(seeker.stage.opens_when), own=False))
    else:
        return
    for task in work:
        yield replace(task, due_on=due, wanted_by=(seeker.node, seeker.stage.code))


def _asked(seeker: _Seeker) -> Iterator[Task]:
    """Acts that are work although no condition waits for them."""
    for entry in seeker.stage.acts:
        listed = Listed(entry, seeker.stage.scope, seeker.stage.code)
        if entry.asked and standing(seeker.office, listed, seeker.node, seeker.day).ok:
            yield from _task(seeker.office, listed, seeker.node)


def _for_uses(seeker: _Seeker, uses: Iterable[Use], *, own: bool) -> Iterator[Task]:
    for use in uses:
        yield from _for_use(seeker, use, own=own)


def _for_use(seeker: _Seeker, use: Use, *, own: bool) -> Iterator[Task]:
    """The acts that serve a condition: each through this stage where it is listed there (``own``), else wherever it stands."""
    subject = next((one.id for one in seeker.office.line(seeker.node) if one.scope == (use.of or seeker.stage.scope)), None)
    place = (seeker.node, seeker.stage.code, use.key)
    if subject is None or place in seeker.seen or _comes_by_itself(seeker, use):
        return
    seeker.seen.add(place)
    for listed in _candidates(seeker, use, own=own):
        verdict = standing(seeker.office, listed, subject, seeker.day)
        if verdict.ok:
            yield from _task(seeker.office, listed, subject)
        elif verdict.code == "needs" and listed.stage:
            further = replace(seeker, node=subject, stage=seeker.office.edition.by_code[listed.stage])
            yield from _for_uses(further, verdict.values["uses"], own=True)


def _comes_by_itself(seeker: _Seeker, use: Use) -> bool:
    """Only time brings it, and its days are known. While no day is set, somebody has to set one."""
    return CATALOGUE.conditions[use.name].by_time and bool(seeker.office.answer(seeker.node, use, seeker.stage.code))


def _candidates(seeker: _Seeker, use: Use, *, own: bool) -> list[Listed]:
    scope = use.of or seeker.stage.scope
    everywhere = [listed for listed in servers(seeker.office.edition, use, seeker.stage.scope) if listed.scope == scope and not listed.duty]
    here = [listed for listed in everywhere if listed.stage == seeker.stage.code]
    if use.here or not (own and here):
        return here if use.here else everywhere
    acts = {listed.entry.act for listed in here}
    # an upheld objection is answered in this step and settled by a list that only an earlier step may let publish
    return [*here, *(listed for listed in everywhere if listed.entry.act not in acts)]


def _task(office: Office, listed: Listed, node: Id) -> Iterator[Task]:
    roles = _named(office, listed.entry)
    if roles:
        yield Task(node, listed.stage, listed.entry.act, roles, listed.entry.params, None, listed.entry.starts)


def _named(office: Office, entry: Entry) -> tuple[str, ...]:
    """The roles of an entry that somebody must hold: what anyone may do is nobody's work."""
    return tuple(role for role in entry.roles if office.edition.roles[role].held != "anyone")

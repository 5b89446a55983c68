"""The snapshot is renewed inside each act's own transaction for what the act touches, and by a tick when days pass.

A work is surveyed alone; its village and round only when something they wait for changed; everything below a round or
a village only when that one itself changed. A test proves that this equals a full survey after random acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from sinergi.engine import tasks as engine_tasks
from sinergi.engine.definition import Edition, Use
from sinergi.engine.gate import BoardOffice, Office
from sinergi.engine.survey import Board, Child, World, period_state, periods, span, survey, survey_one
from sinergi.engine.survey.boards import waits_above, waits_below
from sinergi.engine.survey.cells import Cell, due_on, is_locked, is_reopened, next_change, state
from sinergi.kernel.timelines import all_of, holds, next_switch
from sinergi.programmes import cells, editions, worlds
from sinergi.programmes.models import Cell as Row
from sinergi.programmes.models import CycleTick, Task, Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.registry import registry

_FIELDS = ("state", "locked", "reopened", "opened_on", "done_on", "due_on", "next_change", "lines", "unmet")
BATCH = 2000


_waiting: ContextVar[set[int] | None] = ContextVar("snapshot_waiting", default=None)


@contextmanager
def deferred(on: date) -> Iterator[None]:
    """Many acts of one day whose gates do not wait for each other (imports, the demo): renew once, at the end, in their transaction."""
    ids: set[int] = set()
    with transaction.atomic():
        token = _waiting.set(ids)
        try:
            yield
        finally:
            _waiting.reset(token)
        renew(ids, on=on)


def renew(ids: Collection[int], *, on: date, counted: bool = True) -> None:
    """Renew what these undertakings' facts may have changed. ``counted``: whether there may be more or fewer of them for those above."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(ids)
        return
    touched = list(Undertaking.objects.select_related("region").filter(pk__in=ids))
    for cycle_id in {one.root_id for one in touched}:
        mine = [one for one in touched if one.root_id == cycle_id]
        tick = CycleTick.objects.filter(cycle_id=cycle_id).first()
        if tick is None or tick.as_of != on or any(one.scope == "cycle" for one in mine):
            renew_cycle(cycle_id, on=on)
        else:
            _renew_some(mine, on, counted=counted)


def renew_cycle(cycle_id: int, *, on: date) -> None:
    """Survey the whole round afresh and write what differs."""
    cycle = Undertaking.objects.get(pk=cycle_id)
    edition = editions.edition_of(cycle)
    world = worlds.world_of_cycle(cycle_id, edition)
    board = survey(edition, world)
    office = BoardOffice(board, _Nobody())
    rows = [_row(cycle_id, node, cell, edition, on, office) for node in world.nodes for cell in board.cells(node).values()]
    _write_all(cycle_id, rows)
    duties = _due_duties(board, on)
    _write_tasks(cycle_id, None, [task for node in world.nodes for task in _tasks(office, node, on, duties.get(node, {}))])
    CycleTick.objects.update_or_create(cycle_id=cycle_id, defaults={"as_of": on, "next_change": _earliest(cycle_id, on)})


def tick(on: date) -> int:
    """Renew every round whose snapshot days have passed by; returns how many."""
    due = list(CycleTick.objects.exclude(as_of=on).values_list("cycle_id", flat=True))
    for cycle_id in due:
        ensure(cycle_id, on)
    return len(due)


def ensure(cycle_id: int, on: date) -> None:
    """A page about a round shows the state of ``on``: renew it first when the snapshot is of another day."""
    if CycleTick.objects.filter(cycle_id=cycle_id, as_of=on).exists():
        return
    with transaction.atomic():
        Undertaking.objects.select_for_update().get(pk=cycle_id)
        if not CycleTick.objects.filter(cycle_id=cycle_id, as_of=on).exists():
            renew_cycle(cycle_id, on=on)


class _Nobody:
    """Tasks are made without a person, so nobody's roles are asked."""

    def roles(self, person: Any, node: int, day: date, place: Any = None) -> Collection[str]:  # noqa: ARG002 -- the engine\'s protocol
        raise LookupError(person)

    def roles_within(self, person: Any, node: int, day: date) -> Collection[str]:  # noqa: ARG002 -- the engine\'s protocol
        raise LookupError(person)

    def did(self, person: Any, acts: Collection[str], node: int) -> bool:  # noqa: ARG002 -- the engine\'s protocol
        raise LookupError(person)


def _renew_some(touched: list[Undertaking], on: date, *, counted: bool) -> None:
    cycle_id = touched[0].root_id
    edition = editions.edition_of(touched[0])
    sites = {one for one in touched if one.scope == "site"}
    todo = list(touched) + list(Undertaking.objects.select_related("region").filter(parent__in=[one.pk for one in sites]).exclude(
        pk__in=[one.pk for one in touched]))
    for one in sorted(todo, key=lambda each: each.scope != "site"):     # a village before its works
        changed = _renew_one(one, edition, on)
        if one.scope == "site" and changed:
            for child in Undertaking.objects.select_related("region").filter(parent=one).exclude(pk__in=[each.pk for each in todo]):
                _renew_one(child, edition, on)
        if _reaches_above(one, edition, changed, on, counted=counted):
            renew_cycle(cycle_id, on=on)
            return
    CycleTick.objects.filter(cycle_id=cycle_id).update(next_change=_earliest(cycle_id, on))


def _renew_one(one: Undertaking, edition: Edition, on: date) -> set[str]:
    """Survey one undertaking alone; returns the stages whose lines changed."""
    world = worlds.world_of_branch(one, edition, worlds.questions_of(edition, one.scope))
    above_ids = [node.id for node in world.line(one.pk)][1:]
    stored = {(pk, stage): cells.unpack(stage, lines) for pk, stage, lines in
              Row.objects.filter(undertaking__in=[one.pk, *above_ids]).values_list("undertaking_id", "stage", "lines")}
    above = {(pk, stage): cell.settled for (pk, stage), cell in stored.items() if pk in above_ids and stage in waits_above(edition, one.scope)}
    fresh = survey_one(edition, world, one.pk, above, _children(one, edition, world))
    office = BranchOffice(one, edition, world, {**stored, **{(one.pk, stage): cell for stage, cell in fresh.items()}})
    changed = {stage for stage, cell in fresh.items() if stored.get((one.pk, stage)) != cell}
    _write_some(one.pk, [_row(one.root_id, one.pk, cell, edition, on, office) for cell in fresh.values()])
    _write_tasks(one.root_id, one.pk, _tasks(office, one.pk, on, _branch_duties(one, edition, office, on)))
    return changed


def _children(one: Undertaking, edition: Edition, world: World) -> Mapping[str, Iterable[Child]]:
    """What an undertaking waits for below it, from the stored cells of its children."""
    wanted = waits_below(edition, one.scope)
    if not wanted:
        return {}
    below = Q(undertaking__parent=one.pk) if one.scope == "site" else Q(cycle=one.root_id) & ~Q(undertaking=one.pk)
    live = all_of(node.live for node in world.line(one.pk))
    rows = list(Row.objects.filter(below, stage__in=wanted).values_list("undertaking_id", "stage", "lines"))
    own = worlds.live_lines(list(Undertaking.objects.filter(pk__in={row[0] for row in rows}).values_list(*worlds.FIELDS)), {row[0] for row in rows})
    found: dict[str, list[Child]] = defaultdict(list)
    for pk, stage, packed in rows:
        cell = cells.unpack(stage, packed)
        found[stage].append(Child(all_of([live, own[pk]]), cell.settled, cell.done))
    return found


def _reaches_above(one: Undertaking, edition: Edition, changed: set[str], on: date, *, counted: bool) -> bool:
    """Whether a parent must be looked at again: it waits for a changed stage, or counts children, and its own cells then change."""
    if one.scope == "cycle":
        return True
    parents = [Undertaking.objects.select_related("region").get(pk=pk) for pk in {one.parent_id, one.cycle_id} if pk]
    for parent in sorted(parents, key=lambda each: each.scope != "site"):
        if not changed & waits_below(edition, parent.scope) and not (counted and _counts_children(edition, parent.scope)):
            continue
        if _renew_one(parent, edition, on):
            return True
    return False


def _counts_children(edition: Edition, scope: str) -> bool:
    """Conditions asked of this scope may look at facts below it (``programmes.started``): nothing else does."""
    return any(use.name == "programmes.started" for stage in edition.of_scope(scope) for use in (*stage.opens_when, *stage.done_when))


def _row(cycle_id: int, node: int, cell: Cell, edition: Edition, on: date, office: Office) -> Row:
    stage, now = edition.by_code[cell.stage], state(cell, on)
    uses = (*stage.opens_when, *stage.done_when)
    changes = [next_change(cell, on)]
    if now in {"open", "waiting"}:
        changes += [next_switch(_answer(office, node, use, cell.stage), on) for use in uses]
    return Row(
        undertaking_id=node, cycle_id=cycle_id, stage=cell.stage, state=now, locked=is_locked(cell, on), reopened=is_reopened(cell, on),
        opened_on=_shown(cell.opened_on, on), done_on=_shown(cell.done_on(on), on), due_on=due_on(cell, on),
        next_change=min((day for day in changes if day), default=None), lines=cells.pack(cell),
        unmet=[use.key for use in stage.done_when if not holds(_answer(office, node, use, cell.stage), on)] if now == "open" else [])


def _answer(office: Office, node: int, use: Use, stage: str) -> Any:
    return office.board.answer(node, use, stage) if isinstance(office, BoardOffice) else office.answer(node, use, stage)  # type: ignore[attr-defined]  # -- the two offices there are


def _shown(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _tasks(office: Office, node: int, on: date, due: Mapping[str, date]) -> list[tuple[int, engine_tasks.Task]]:
    found = engine_tasks.tasks(office, node, on) + engine_tasks.duty_tasks(office, node, on, due)
    return [(node, task) for task in found]


def _due_duties(board: Board, on: date) -> dict[int, dict[str, date]]:
    """For each undertaking the duties whose present period is not met, with the day it is due."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for duty in board.edition.duties:
        spans: dict[tuple[date, date], list[tuple[int, Any]]] = defaultdict(list)
        for node in board.world.nodes.values():
            if node.scope != duty.scope or not holds(board.live(node.id), on):
                continue
            start, end = span(board, node.id, duty, on)
            running = periods(duty, start, end, on)
            if running and (end is None or end > on):
                spans[(running[-1].first, running[-1].last)].append((node.id, running[-1]))
        for (first, last), members in spans.items():
            met = duty_met(duty.met_when, [pk for pk, _ in members], first, last)
            for pk, period in members:
                if pk not in met and period_state(period, met=False, end=None, day=on) in {"open", "late"}:
                    found[pk][duty.code] = period.due_on
    return found


def duty_met(uses: tuple[Use, ...], ids: list[int], first: date, last: date) -> set[int]:
    """Which of these undertakings met all conditions of a duty within one period."""
    met = set(ids)
    for use in uses:
        bound = registry.conditions.get(use.name)
        if bound is None or bound.periods is None:
            return set()
        met &= set(bound.periods(ids, start=first, end=last, **dict(use.params)))
    return met


def _branch_duties(one: Undertaking, edition: Edition, office: BranchOffice, on: date) -> dict[str, date]:
    """The same for one undertaking, from its own branch."""
    found: dict[str, date] = {}
    for duty in edition.duties:
        if duty.scope != one.scope or not holds(office.live(one.pk), on):
            continue
        start, end = _branch_span(one, edition, office, duty, on)
        running = periods(duty, start, end, on)
        if running and (end is None or end > on) and not duty_met(duty.met_when, [one.pk], running[-1].first, running[-1].last):
            found[duty.code] = running[-1].due_on
    return found


def _branch_span(one: Undertaking, edition: Edition, office: BranchOffice, duty: Any, on: date) -> tuple[date | None, date | None]:
    listed = office.world.listed.get((duty.list, one.pk), ()) if duty.list else None
    if listed is not None and not holds(listed, on):
        return None, None
    if duty.kinds and not any(kind in duty.kinds for _day, kind in office.world.nodes[one.pk].kinds[-1:]):
        return None, None

    def day_of(stage: str, *, finished: bool) -> date | None:
        subject = office.world.above(one.pk, edition.by_code[stage].scope)
        if subject is None:
            return None
        cell = office.cell(subject.id, stage)
        return _shown(cell.first_done_on if finished else cell.opened_on, on)

    start = day_of(duty.from_stage, finished=False) if duty.from_stage else one.started_on
    end = day_of(duty.to_stage, finished=True) if duty.to_stage else None
    return start, end if start is not None else None


def _write_all(cycle_id: int, rows: list[Row]) -> None:
    known = {(row.undertaking_id, row.stage): row for row in Row.objects.filter(cycle_id=cycle_id)}
    _write(known, rows)


def _write_some(node: int, rows: list[Row]) -> None:
    known = {(row.undertaking_id, row.stage): row for row in Row.objects.filter(undertaking_id=node)}
    _write(known, rows)


def _write(known: dict[tuple[int, str], Row], rows: list[Row]) -> None:
    """New rows are added, differing ones updated, equal ones left alone."""
    fresh, changed = [], []
    for row in rows:
        old = known.get((row.undertaking_id, row.stage))
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in _FIELDS):
            row.pk = old.pk
            changed.append(row)
    Row.objects.bulk_create(fresh, batch_size=BATCH)
    Row.objects.bulk_update(changed, _FIELDS, batch_size=200)


def _write_tasks(cycle_id: int, wanted: int | None, tasks: list[tuple[int, engine_tasks.Task]]) -> None:
    """Replace the tasks of one undertaking (or of the whole round) where they differ."""
    known = Task.objects.filter(cycle_id=cycle_id) if wanted is None else Task.objects.filter(wanted_id=wanted)
    rows = [Task(undertaking_id=task.node, cycle_id=cycle_id, wanted_id=node, stage=task.stage, duty=task.duty, act=task.act, role=role,
                 params=_plain(task.params), starts=task.starts, due_on=task.due_on) for node, task in tasks for role in task.roles]
    there: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for old in known:
        there[_identity(old)].append(old.pk)
    fresh = []
    for row in rows:
        if there.get(_identity(row)):
            there[_identity(row)].pop()
        else:
            fresh.append(row)
    gone = [pk for pks in there.values() for pk in pks]
    for start in range(0, len(gone), BATCH):
        Task.objects.filter(pk__in=gone[start:start + BATCH]).delete()
    Task.objects.bulk_create(fresh, batch_size=BATCH)


def _identity(task: Task) -> tuple[Any, ...]:
    return (task.undertaking_id, task.wanted_id, task.stage, task.duty, task.act, task.role, repr(sorted(task.params.items())), task.starts, task.due_on)


def _plain(params: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in params}


def _earliest(cycle_id: int, on: date) -> date | None:
    found: date | None = Row.objects.filter(cycle_id=cycle_id, next_change__gt=on).order_by("next_change").values_list("next_change", flat=True).first()
    return found

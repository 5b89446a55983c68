"""What differs from the tables is written, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from sinergi.engine import tasks as engine_tasks
from sinergi.programmes.models import Cell, Task, Wake
from sinergi.programmes.snapshot.looking import Kept, Look

BATCH = 2000


def write(cycle_id: int, looks: Mapping[int, Look], *, whole: bool) -> set[tuple[int, str]]:
    """Keep what was found at these undertakings (``whole``: they are all of the round); gives the cells whose lines changed."""
    among = None if whole else list(looks)
    changed = _write_cells(cycle_id, looks, _of(Cell.objects, "undertaking", cycle_id, among))
    _write_tasks(cycle_id, looks, _of(Task.objects, "wanted", cycle_id, among))
    _write_wakes(cycle_id, looks, _of(Wake.objects, "undertaking", cycle_id, among))
    return changed


def _of(rows: Any, name: str, cycle_id: int, among: list[int] | None) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.filter(cycle_id=cycle_id) if among is None else rows.filter(**{f"{name}__in": among})
    return found


def _write_cells(cycle_id: int, looks: Mapping[int, Look], known: QuerySet[Cell]) -> set[tuple[int, str]]:
    there = {(row[0], row[1]): Kept(*row[2:]) for row in known.values_list("undertaking_id", "stage", *Kept._fields)}
    differing, changed = [], set()
    for node, found in looks.items():
        for stage, kept in found.kept.items():
            old = there.get((node, stage))
            if old != kept:
                differing.append(Cell(undertaking_id=node, cycle_id=cycle_id, stage=stage, **kept._asdict()))
                if old is None or old.lines != kept.lines:
                    changed.add((node, stage))
    _forget(key for key in there if key[0] in looks and key[1] not in looks[key[0]].kept)
    Cell.objects.bulk_create(differing, batch_size=BATCH, update_conflicts=True, unique_fields=["undertaking", "stage"], update_fields=list(Kept._fields))
    return changed


def _forget(gone: Iterable[tuple[int, str]]) -> None:
    """Cells of stages that the round's text no longer has, since it was moved to another."""
    by_stage: dict[str, list[int]] = defaultdict(list)
    for node, stage in gone:
        by_stage[stage].append(node)
    for stage, nodes in by_stage.items():
        for start in range(0, len(nodes), BATCH):
            Cell.objects.filter(stage=stage, undertaking__in=nodes[start:start + BATCH]).delete()


def _write_tasks(cycle_id: int, looks: Mapping[int, Look], known: QuerySet[Task]) -> None:
    """Every task of every role that may do it; equal ones stay as they are."""
    there: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for pk, params, *rest in known.values_list("pk", "params", "undertaking_id", "wanted_id", "stage", "duty", "act", "role", "starts", "due_on"):
        there[(*rest, _plain(params))].append(pk)
    fresh = []
    for node, found in looks.items():
        for task in found.tasks:
            for role in task.roles:
                values = (task.node, node, task.stage, task.duty, task.act, role, task.starts, task.due_on, _plain(_params(task)))
                if there.get(values):
                    there[values].pop()
                else:
                    fresh.append(_row(cycle_id, node, role, task))
    _delete([pk for pks in there.values() for pk in pks])
    Task.objects.bulk_create(fresh, batch_size=BATCH)


def _write_wakes(cycle_id: int, looks: Mapping[int, Look], known: QuerySet[Wake]) -> None:
    there = dict(known.values_list("undertaking_id", "on_day"))
    differing = [Wake(undertaking_id=node, cycle_id=cycle_id, on_day=found.again_on) for node, found in looks.items()
                 if found.again_on is not None and there.get(node) != found.again_on]
    Wake.objects.bulk_create(differing, batch_size=BATCH, update_conflicts=True, unique_fields=["undertaking"], update_fields=["on_day"])
    gone = [node for node in there if node in looks and looks[node].again_on is None]
    for start in range(0, len(gone), BATCH):
        Wake.objects.filter(undertaking__in=gone[start:start + BATCH]).delete()


def _row(cycle_id: int, wanted: int, role: str, task: engine_tasks.Task) -> Task:
    return Task(undertaking_id=task.node, cycle_id=cycle_id, wanted_id=wanted, stage=task.stage, duty=task.duty, act=task.act, role=role,
                params=_params(task), starts=task.starts, due_on=task.due_on)


def _params(task: engine_tasks.Task) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in task.params}


def _plain(params: Mapping[str, Any]) -> str:
    return repr(sorted(params.items()))


def _delete(pks: Collection[int]) -> None:
    listed = list(pks)
    for start in range(0, len(listed), BATCH):
        Task.objects.filter(pk__in=listed[start:start + BATCH]).delete()

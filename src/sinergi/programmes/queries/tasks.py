"""*Pekerjaan saya*: the tasks of the snapshot that fall to one person, grouped as people think of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import translation

from sinergi.actors.models import Person, RoleHeld
from sinergi.engine.definition import Entry, Title
from sinergi.engine.gate.deciding import agrees
from sinergi.engine.plan import plan_of
from sinergi.programmes import editions
from sinergi.programmes.models import Appointment, Task, Undertaking
from sinergi.programmes.registry import registry

MOST_LISTED = 60        # places of one kind of work on a page
MOST_LOOKED_AT = 30     # of one kind of work, for the number in the menu


@dataclass(frozen=True)
class TaskGroup:
    """One act at one stage, for one or many undertakings."""

    cycle: Undertaking
    stage: str
    stage_no: int | None
    stage_title: Title
    act: str
    verb: Any
    params: Mapping[str, Any]
    subjects: tuple[Undertaking, ...]       # all of them, most urgent first
    due_on: date | None
    url: str                                # the form when there is one subject, else empty: each subject has its own

    @property
    def count(self) -> int:
        return len(self.subjects)

    @property
    def key(self) -> str:
        return f"{self.cycle.code}-{self.stage}-{self.act}-{'-'.join(map(str, self.params.values()))}".replace(".", "-")

    @property
    def object_title(self) -> Title | None:
        """The word of the vocabulary the act is bound to: which meeting, which document."""
        edition = editions.edition_with(self.cycle.edition_id)
        for vocabulary, name in (("meeting_kinds", "kind"), ("documents", "document"), ("forms", "form"), ("bodies", "body"), ("lists", "list"),
                                 ("sources", "source"), ("plans", "plan"), ("chains", "chain"), ("dates", "date")):
            value = self.params.get(name)
            if isinstance(value, str) and value in edition.words(vocabulary):
                return edition.word(vocabulary, value).title
        return None

    def forms(self) -> list[tuple[Undertaking, str]]:
        """The most urgent subjects, each with the address of its form; the others follow as these are done."""
        return [(one, form_url(self.act, one.code, self.stage, self.params)) for one in self.subjects[:MOST_LISTED]]

    @property
    def before(self) -> tuple[Any, str] | None:
        """What may be done beforehand for the most urgent subject: label and address."""
        bound = registry.acts.get(self.act)
        return bound.before(self.subjects[0].code, {**({"stage": self.stage} if self.stage else {}), **self.params}) if bound and bound.before else None

    @property
    def more(self) -> int:
        """How many are not listed."""
        return max(0, len(self.subjects) - MOST_LISTED)


def my_tasks(person: Person, on: date, *, cycle: str = "") -> list[TaskGroup]:
    """What this person should do now: late first, then by due day. A fixed number of queries per round."""
    rows = _mine(person, on)
    rows = rows.filter(cycle__code=cycle) if cycle else rows
    return _grouped(person, rows.select_related("undertaking", "cycle"), on)


def tasks_at(person: Person, undertaking: Undertaking, on: date) -> list[TaskGroup]:
    """The same for one undertaking."""
    return _grouped(person, _mine(person, on).filter(undertaking=undertaking).select_related("undertaking", "cycle"), on)


def task_count(person: Person, on: date) -> int:
    """How many kinds of work there are, for the menu: two queries, and a few for those that not everybody may do."""
    mine = _mine(person, on)
    kinds = mine.order_by().values_list("cycle", "stage", "act", "duty", "starts", Cast("params", TextField())).annotate(Min("pk"))
    samples = Task.objects.select_related("undertaking", "cycle").in_bulk([pk for *_kind, pk in kinds])
    groups: dict[tuple[int, str, str, str], list[Task]] = defaultdict(list)
    for task in samples.values():
        groups[task.cycle_id, task.stage, task.act, task.duty].append(task)
    return sum(any(_any_left(person, on, task, mine) for task in tasks) for tasks in groups.values())


def _any_left(person: Person, on: date, task: Task, mine: QuerySet[Task]) -> bool:
    """Whether this person may still do one like this; others are looked at only where the act asks who did what before."""
    bound = registry.acts.get(task.act)
    if bound is None:
        return False
    entry = _entry(task)
    if bound.open_for is None and not (entry and entry.not_by):
        return True
    alike = mine.filter(cycle=task.cycle_id, stage=task.stage, act=task.act, duty=task.duty, starts=task.starts).order_by("pk")
    ids = {pk for pk, params in alike.values_list("undertaking_id", "params")[:MOST_LOOKED_AT] if params == task.params}
    return bool(_still_open(person, task, ids, bound, on))


def works_waiting(person: Person, on: date, cycle: Undertaking) -> set[int]:
    """The works of a round that want something of this person; as ``my_tasks``, without making ten thousand of anything."""
    rows = _mine(person, on).filter(cycle=cycle, undertaking__scope="work").order_by()
    groups: dict[tuple[Any, ...], set[int]] = defaultdict(set)
    samples: dict[tuple[Any, ...], int] = {}
    for pk, undertaking, stage, duty, act, starts, params in rows.values_list("pk", "undertaking_id", "stage", "duty", "act", "starts", Cast("params", TextField())):
        key = (stage, duty, act, starts, params)
        groups[key].add(undertaking)
        samples[key] = pk
    tasks = Task.objects.select_related("undertaking", "cycle").in_bulk(samples.values())
    found: set[int] = set()
    for key, ids in groups.items():
        bound = registry.acts.get(key[2])
        if bound is not None:
            found |= _still_open(person, tasks[samples[key]], ids, bound, on)
    return found


def current_cycle(person: Person, on: date) -> str:
    """The round this person most likely means: the newest one within reach of the roles held."""
    roles = _roles(person, on)
    appointed = _appointments(person, on)
    if not roles and not appointed:
        return ""
    regions = Q()
    for _role, code in roles:
        regions |= _touching(code)
    cycles = Undertaking.objects.filter(scope="cycle", voided_on=None).filter(
        (regions if roles else Q(pk__in=[])) | Q(pk__in=[root for _r, _pk, root in appointed]))
    return cycles.order_by("-year", "-pk").values_list("code", flat=True).first() or ""


def main_role(person: Person, on: date) -> str:
    """The title of the first role held, for the corner of the page."""
    roles = [role for role, _code in _roles(person, on)] + [role for role, _pk, _root in _appointments(person, on)]
    if not roles:
        return ""
    from sinergi.actors import roles as titles

    return titles.title(roles[0]).in_language(translation.get_language() or "id")


def form_url(act: str, code: str, stage: str, params: Mapping[str, Any]) -> str:
    """The address of the form that does an act."""
    bound = registry.acts.get(act)
    if bound is None:
        return ""
    plain = {name: ",".join(value) if isinstance(value, (list, tuple)) else value for name, value in params.items()}
    return bound.form(code, {**({"stage": stage} if stage else {}), **plain})


def _mine(person: Person, on: date) -> QuerySet[Task]:
    roles, appointed = _roles(person, on), _appointments(person, on)
    wanted = Q(pk__in=[])
    for role, code in roles:
        if not code:                            # the whole nation; an empty Q would vanish beside another
            wanted |= Q(role=role)
            continue
        inside = Q(undertaking__region__code=code) | Q(undertaking__region__code__startswith=f"{code}.")
        above = Q(undertaking__region__code__in=_above(code)) & ~Q(starts="")
        wanted |= Q(role=role) & (inside | above)
    for role, pk, _root in appointed:
        wanted |= Q(role=role) & (Q(undertaking=pk) | Q(undertaking__parent=pk) | Q(undertaking__cycle=pk))
    return Task.objects.filter(wanted, undertaking__voided_on=None)


def _grouped(person: Person, rows: Iterable[Task], on: date) -> list[TaskGroup]:
    groups: dict[tuple[Any, ...], dict[int, Task]] = defaultdict(dict)
    for row in rows:
        key = (row.cycle_id, row.stage or row.duty, row.act, repr(sorted(row.params.items())), row.starts)
        known = groups[key].get(row.undertaking_id)
        if known is None or (row.due_on or date.max) < (known.due_on or date.max):
            groups[key][row.undertaking_id] = row
    made = [group for tasks in groups.values() if (group := _group(person, list(tasks.values()), on))]
    return sorted(made, key=lambda group: (group.due_on or date.max, group.stage_no or 0, group.act))


def _group(person: Person, tasks: list[Task], on: date) -> TaskGroup | None:
    first = tasks[0]
    edition = editions.edition_with(first.cycle.edition_id)
    bound = registry.acts.get(first.act)
    if bound is None:
        return None
    open_ids = _still_open(person, first, {task.undertaking_id for task in tasks}, bound, on)
    left = sorted((task for task in tasks if task.undertaking_id in open_ids), key=lambda task: (task.due_on or date.max, task.undertaking.code))
    if not left:
        return None
    stage, duty = edition.by_code.get(first.stage), edition.duty_by_code.get(first.duty)
    params = {**first.params, **({"starts": first.starts} if first.starts else {})}
    subjects = tuple(task.undertaking for task in left)
    return TaskGroup(
        cycle=first.cycle, stage=first.stage, stage_no=stage.no if stage else None,
        stage_title=stage.title if stage else duty.title if duty else edition.title, act=first.act, verb=bound.verb, params=params,
        subjects=subjects, due_on=min((task.due_on for task in left if task.due_on), default=None),
        url=form_url(first.act, subjects[0].code, first.stage, params) if len(subjects) == 1 else "")


def _still_open(person: Person, task: Task, ids: set[int], bound: Any, on: date) -> set[int]:
    """Without those this person already did, or may not do because of an earlier act of his or her own."""
    if bound.open_for is not None:
        ids = set(bound.open_for(person.pk, ids, **task.params, on=on))
    entry = _entry(task)
    if not entry or not entry.not_by or not ids:
        return ids
    done: set[int] = set()
    for act in entry.not_by:
        for model in registry.acts[act].facts if act in registry.acts else ():
            standing = {"ended_on": None} if hasattr(model, "ended_on") else {}
            for pk, parent, cycle in model.objects.filter(person=person, act=act, **standing).filter(
                    Q(undertaking__cycle=task.cycle_id) | Q(undertaking=task.cycle_id)).values_list(
                    "undertaking_id", "undertaking__parent_id", "undertaking__cycle_id"):
                done |= {pk, parent, cycle}
    return ids - done


def _entry(task: Task) -> Entry | None:
    plan = plan_of(editions.edition_with(task.cycle.edition_id))
    given = {**task.params, **({"starts": task.starts} if task.starts else {})}
    return next((listed.entry for listed in plan.by_act.get((task.undertaking.scope, task.act), ())
                 if listed.stage == task.stage and agrees(listed.entry, given)), None)


def _roles(person: Person, on: date) -> list[tuple[str, str]]:
    return list(RoleHeld.objects.on(on).filter(person=person).values_list("role", "region__code"))


def _appointments(person: Person, on: date) -> list[tuple[str, int, int]]:
    rows = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values_list(
        "role", "undertaking_id", "undertaking__cycle_id")
    return [(role, pk, root or pk) for role, pk, root in rows]


def _above(code: str) -> list[str]:
    parts = code.split(".") if code else []
    return ["", *(".".join(parts[: place + 1]) for place in range(len(parts) - 1))]


def _touching(code: str) -> Q:
    """Rounds that lie in the region, or that the region lies in."""
    if not code:
        return Q(pk__isnull=False)              # all of them; an empty Q would vanish beside another
    return Q(region__code=code) | Q(region__code__startswith=f"{code}.") | Q(region__code__in=_above(code))

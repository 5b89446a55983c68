"""*Pekerjaan saya*: the tasks of the snapshot that fall to one person, grouped as people think of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

from django.db.models import Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import translation

from sinergi.actors.models import Person, RoleHeld
from sinergi.audit.remembering import remembered
from sinergi.engine.definition import Edition, Entry, Title
from sinergi.engine.gate.deciding import agrees
from sinergi.engine.plan import plan_of
from sinergi.programmes import editions
from sinergi.programmes.models import Appointment, CycleTick, Subjects, Task, Undertaking
from sinergi.programmes.registry import registry

MOST_LISTED = 60        # places of one kind of work on a page
MANY = 200              # from here on rows are asked for by their round and not by numbers
MOST_LOOKED_AT = 30     # of one kind of work, for the number in the menu

_Place = tuple[date, str, int]      # due day, code and number of an undertaking: they sort by urgency
_Places = dict[int, _Place]


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
    subjects: tuple[Undertaking, ...]       # the most urgent of them
    count: int                              # all of them
    due_on: date | None
    url: str                                # the form when there is one subject, else empty: each subject has its own

    @property
    def key(self) -> str:
        return f"{self.cycle.code}-{self.stage}-{self.act}-{'-'.join(map(str, self.params.values()))}".replace(".", "-")

    @property
    def object_title(self) -> Title | None:
        """The word of the vocabulary the act is bound to: which meeting, which document."""
        return object_title(editions.edition_with(self.cycle.edition_id), self.params)

    @property
    def place(self) -> int:
        """Where the act stands among those of its step: written down in the order in which people do them."""
        stage = editions.edition_with(self.cycle.edition_id).by_code.get(self.stage)
        return next((place for place, entry in enumerate(stage.acts) if entry.act == self.act), 0) if stage else 0

    def forms(self) -> list[tuple[Undertaking, str]]:
        """The most urgent subjects, each with the address of its form; the others follow as these are done."""
        return [(one, form_url(self.act, one.code, self.stage, self.params)) for one in self.subjects]

    def rows(self) -> list[tuple[Undertaking, str, str]]:
        """The same, each with what was already done of it."""
        said = self.so_far()
        return [(one, url, said.get(one.pk, "")) for one, url in self.forms()]

    def so_far(self) -> Mapping[int, str]:
        """By undertaking, what was already done though the task stays; one query, and none where the act says nothing of it."""
        bound = registry.acts.get(self.act)
        return bound.so_far({one.pk for one in self.subjects}, **self.params) if bound and bound.so_far else {}

    @property
    def before(self) -> tuple[Any, str] | None:
        """What may be done beforehand for the most urgent subject: label and address."""
        bound = registry.acts.get(self.act)
        return bound.before(self.subjects[0].code, {**({"stage": self.stage} if self.stage else {}), **self.params}) if bound and bound.before else None

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.subjects)


def object_title(edition: Edition, params: Mapping[str, Any]) -> Title | None:
    """What an act with these parameters is about, in the words of its edition; None where it is bound to nothing."""
    for vocabulary, name in (("meeting_kinds", "kind"), ("documents", "document"), ("forms", "form"), ("bodies", "body"), ("lists", "list"),
                             ("sources", "source"), ("plans", "plan"), ("chains", "chain"), ("dates", "date")):
        value = params.get(name)
        if isinstance(value, str) and value in edition.words(vocabulary):
            return edition.word(vocabulary, value).title
    scope = edition.scopes.get(str(params.get("starts") or params.get("intake") or ""))
    return scope.title if scope else None


def my_tasks(person: Person, on: date, *, cycle: str = "") -> list[TaskGroup]:
    """What this person should do now: late first, then by due day. A fixed number of queries per round."""
    rows = _mine(person, on)
    rows = rows.filter(cycle__code=cycle) if cycle else rows
    return _grouped(person, rows, on)


def tasks_at(person: Person, undertaking: Undertaking, on: date) -> list[TaskGroup]:
    """The same for one undertaking."""
    return _grouped(person, _mine(person, on).filter(undertaking=undertaking), on)


def task_count(person: Person, on: date) -> int:
    """How many things wait, for the menu: as many as *Pekerjaan saya* says. Counted anew after each act, and when a round came to another day."""
    roles, appointed = roles_of(person, on), appointments_of(person, on)
    days = tuple(CycleTick.objects.order_by("pk").values_list("cycle_id", "as_of"))
    return remembered(("task_count", person.pk, on, tuple(roles), tuple(appointed), days), lambda: _task_count(person, on, wanted(roles, appointed)))


def _task_count(person: Person, on: date, mine: QuerySet[Task]) -> int:
    """Two queries, a few for those that not everybody may do, and one for each context that adds something of its own."""
    kinds = mine.order_by().values_list("cycle", "stage", "act", "duty", "starts", Cast("params", TextField())).annotate(Min("pk"))
    samples = Task.objects.select_related("undertaking", "cycle").in_bulk([pk for *_kind, pk in kinds])
    groups: dict[tuple[int, str, str, str], list[Task]] = defaultdict(list)
    for task in samples.values():
        groups[task.cycle_id, task.stage, task.act, task.duty].append(task)
    steps = sum(any(_any_left(person, on, task, mine) for task in tasks) for tasks in groups.values())
    return steps + sum(beside.count(person, on) for beside in registry.my_work)


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


def places_waiting(person: Person, on: date, cycle: Undertaking) -> set[int]:
    """What of a round wants something of this person: works, villages, the round itself; as ``my_tasks``, without making ten thousand of anything."""
    rows = _mine(person, on).filter(cycle=cycle).order_by()
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


def main_role(person: Person, on: date) -> str:
    """The title of the first role held, for the corner of the page."""
    roles = [role for role, _code in roles_of(person, on)] + [role for role, _pk, _root in appointments_of(person, on)]
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
    return wanted(roles_of(person, on), appointments_of(person, on))


def wanted(roles: list[tuple[str, str]], appointed: list[tuple[str, int, int]]) -> QuerySet[Task]:
    """The tasks that fall to these roles."""
    mine = Q(pk__in=[])
    for role, code in _widest(roles):
        if not code:                            # the whole nation; an empty Q would vanish beside another
            mine |= Q(role=role)
            continue
        inside = Q(undertaking__region__code=code) | Q(undertaking__region__code__startswith=f"{code}.")
        above = Q(undertaking__region__code__in=_above(code)) & ~Q(starts="")
        mine |= Q(role=role) & (inside | above)
    for role, pk, _root in appointed:
        mine |= Q(role=role) & (Q(undertaking=pk) | Q(undertaking__parent=pk) | Q(undertaking__cycle=pk))
    return Task.objects.filter(mine, undertaking__voided_on=None)


def _widest(roles: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without roles held in a place inside another one where the same role is held: they add nothing, and each is asked of every task."""
    held = set(roles)
    return sorted((role, code) for role, code in held if not code or not any((role, above) in held for above in _above(code)))


def _grouped(person: Person, rows: QuerySet[Task], on: date) -> list[TaskGroup]:
    """Ten thousand tasks may be mine: only what is listed is made an object of."""
    groups: dict[tuple[Any, ...], _Places] = defaultdict(dict)
    one_of: dict[tuple[Any, ...], int] = {}
    for pk, cycle, stage, duty, act, starts, params, undertaking, code, due_on in rows.order_by().values_list(
            "pk", "cycle_id", "stage", "duty", "act", "starts", Cast("params", TextField()), "undertaking_id", "undertaking__code", "due_on"):
        key = (cycle, stage or duty, act, params, starts)
        place, before = (due_on or date.max, code, undertaking), groups[key].get(undertaking)
        groups[key][undertaking] = min(before, place) if before else place
        one_of[key] = min(pk, one_of.get(key, pk))
    samples = Task.objects.select_related("undertaking", "cycle").in_bulk(one_of.values())
    left = [(samples[one_of[key]], *_left(person, samples[one_of[key]], places, on)) for key, places in groups.items()]
    listed = Undertaking.objects.in_bulk({undertaking for _task, first, _count in left for _due_on, _code, undertaking in first})
    made = [_group(task, first[0][0], count, tuple(listed[undertaking] for _due_on, _code, undertaking in first)) for task, first, count in left if first]
    return sorted(made, key=lambda group: (group.due_on or date.max, group.stage_no or 0, group.place, group.act))


def _left(person: Person, task: Task, places: _Places, on: date) -> tuple[list[_Place], int]:
    """Where this person can still do it: the most urgent of them, and how many they are."""
    bound = registry.acts.get(task.act)
    if bound is None:
        return [], 0
    still = _still_open(person, task, set(places), bound, on)
    days = bound.due_for(person.pk, _few_or_round(task, still), **task.params, on=on) if bound.due_for and still else {}
    here = [places[one] if one not in days else (days[one], *places[one][1:]) for one in still]
    return nsmallest(MOST_LISTED, here), len(here)


def _group(task: Task, due_on: date, count: int, subjects: tuple[Undertaking, ...]) -> TaskGroup:
    edition = editions.edition_with(task.cycle.edition_id)
    stage, duty = edition.by_code.get(task.stage), edition.duty_by_code.get(task.duty)
    params = {**task.params, **({"starts": task.starts} if task.starts else {})}
    return TaskGroup(
        cycle=task.cycle, stage=task.stage, stage_no=stage.no if stage else None,
        stage_title=stage.title if stage else duty.title if duty else edition.title, act=task.act, verb=registry.acts[task.act].verb, params=params,
        subjects=subjects, count=count, due_on=None if due_on == date.max else due_on,
        url=form_url(task.act, subjects[0].code, task.stage, params) if count == 1 else "")


def _still_open(person: Person, task: Task, ids: set[int], bound: Any, on: date) -> set[int]:
    """Without those this person already did, or may not do because of an earlier act of his or her own."""
    if bound.open_for is not None:
        ids = ids & set(bound.open_for(person.pk, _few_or_round(task, ids), **task.params, on=on))
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


def _few_or_round(task: Task, ids: set[int]) -> Collection[int]:
    return Subjects.of_cycle(ids, task.cycle_id) if len(ids) > MANY else ids


def _entry(task: Task) -> Entry | None:
    plan = plan_of(editions.edition_with(task.cycle.edition_id))
    given = {**task.params, **({"starts": task.starts} if task.starts else {})}
    return next((listed.entry for listed in plan.by_act.get((task.undertaking.scope, task.act), ())
                 if listed.stage == task.stage and agrees(listed.entry, given)), None)


def roles_of(person: Person, on: date) -> list[tuple[str, str]]:
    """Role and place of what this person holds in a region."""
    return list(RoleHeld.objects.on(on).filter(person=person).values_list("role", "region__code"))


def appointments_of(person: Person, on: date) -> list[tuple[str, int, int]]:
    """Role, undertaking and round of what this person was appointed to."""
    rows = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values_list(
        "role", "undertaking_id", "undertaking__cycle_id")
    return [(role, pk, root or pk) for role, pk, root in rows]


def _above(code: str) -> list[str]:
    parts = code.split(".") if code else []
    return ["", *(".".join(parts[: place + 1]) for place in range(len(parts) - 1))]


def touching(code: str) -> Q:
    """Rounds that lie in the region, or that the region lies in."""
    if not code:
        return Q(pk__isnull=False)              # all of them; an empty Q would vanish beside another
    return Q(region__code=code) | Q(region__code__startswith=f"{code}.") | Q(region__code__in=_above(code))

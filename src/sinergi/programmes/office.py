"""The engine's view of an office: cells from the snapshot (or freshly worked out), roles and deeds from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.actors.models import Person, RoleHeld
from sinergi.engine.definition import Edition, Use
from sinergi.engine.plan import question_of
from sinergi.engine.survey import Below
from sinergi.engine.survey.boards import FEW
from sinergi.engine.survey.cells import Cell
from sinergi.engine.survey.world import Node, World, with_waiver
from sinergi.kernel.timelines import Timeline, all_of, holds
from sinergi.programmes import cells, permissions, worlds
from sinergi.programmes.models import Appointment, CycleTick, Undertaking
from sinergi.programmes.models import Cell as CellRow
from sinergi.programmes.registry import registry
from sinergi.regions.models import Region


class BranchOffice:
    """One undertaking with what lies above it. ``fresh`` replaces stored cells while a snapshot is being renewed."""

    def __init__(self, undertaking: Undertaking, edition: Edition, world: World | None = None, fresh: Mapping[tuple[int, str], Cell] | None = None) -> None:
        self.undertaking, self.edition = undertaking, edition
        self.world = world or worlds.world_of_branch(undertaking, edition)
        self.fresh = dict(fresh or {})
        self._asked: dict[tuple[str, str, int], Timeline] = {}
        self._below: dict[tuple[str, str, date], dict[int, Below]] = {}

    def line(self, node: int) -> Iterable[Node]:
        return self.world.line(node)

    def live(self, node: int) -> Timeline:
        return all_of(one.live for one in self.world.line(node))

    def cell(self, node: int, stage: str) -> Cell:
        found = self.fresh.get((node, stage))
        return found if found is not None else self._stored.get((node, stage)) or Cell(stage)

    def holds(self, node: int, use: Use, stage: str, day: date) -> bool:
        return holds(self.answer(node, use, stage), day)

    def answer(self, node: int, use: Use, stage: str) -> Timeline:
        """When a condition holds (or is waived) for an undertaking of this branch; asked at most once."""
        one = self.world.nodes[node]
        subject = self.world.above(node, use.of) if use.of else one
        if subject is None:
            return ()
        question = question_of(use, one.scope, stage)
        known = self.world.answers.get(question.key, {})
        if subject.id in known:
            line = known[subject.id]
        else:
            place = (*question.key, subject.id)
            if place not in self._asked:
                self._asked[place] = worlds.ask(question, [subject.id]).get(subject.id, ())
            line = self._asked[place]
        return with_waiver(line, use, self.world.waivers.get((node, stage), ()))

    def below(self, node: int, stage: str, day: date) -> Below:
        """The children waited for at a stage, from the stored cells; read once for all of this scope."""
        key = (self.world.nodes[node].scope, stage, day)
        if key not in self._below:
            self._below[key] = self._children(*key)
        return self._below[key].get(node, Below(0, [], settled=False, some=False))

    def roles(self, person: Any, node: int, day: date, place: Any = None) -> Collection[str]:
        """Roles in the region of the undertaking (or of the child's ``place``) and above, and appointments from here upwards."""
        if not isinstance(person, Person) or not person.is_active:
            return ()
        region = place.code if isinstance(place, Region) else self._region_code(node)
        return permissions.roles_at_place(person, region, day) | self._appointed(person, node, day)

    def roles_within(self, person: Any, node: int, day: date) -> Collection[str]:
        """The same, and roles held anywhere inside the region: a BKM may start a work in its own village."""
        if not isinstance(person, Person) or not person.is_active:
            return ()
        code = self._region_code(node)
        inside = Q(region__code__startswith=f"{code}.") if code else Q()
        below = set(RoleHeld.objects.on(day).filter(inside, person=person).values_list("role", flat=True))
        return below | set(self.roles(person, node, day))

    def did(self, person: Any, acts: Collection[str], node: int) -> bool:
        """Whether this person did one of these acts here, above or below, and it still stands."""
        if not isinstance(person, Person):
            return False
        above = [one.id for one in self.world.line(node)]
        about = Q(undertaking__in=above) | Q(undertaking__parent=node) | Q(undertaking__cycle=node)
        return any(
            model.objects.filter(about, person=person, act=act, **({"ended_on": None} if hasattr(model, "ended_on") else {})).exists()
            for act in acts
            for model in _facts_of(act)
        )

    def _children(self, scope: str, stage: str, day: date) -> dict[int, Below]:
        parents = [one.id for one in self.world.nodes.values() if one.scope == scope]
        parent = "cycle" if scope == "cycle" else "undertaking__parent"
        rows = CellRow.objects.filter(Q(undertaking__voided_on=None) | Q(undertaking__voided_on__gt=day), stage=stage, undertaking__started_on__lte=day,
                                      **{f"{parent}__in": parents}).exclude(undertaking__in=parents).order_by("undertaking__code")
        undone = self._undone(rows, parent, stage, day)
        rest = set(parents) - set(undone)
        finished = self._finished(rows, parent, stage, day, rest) if rest else set()
        some = set(undone) | finished | (set(rows.order_by().values_list(parent, flat=True).distinct()) if rest - finished else set())
        return {pk: Below(*undone.get(pk, (0, [])), settled=pk in finished, some=pk in some) for pk in parents}

    def _undone(self, rows: QuerySet[CellRow], parent: str, stage: str, day: date) -> dict[int, tuple[int, list[tuple[int, str]]]]:
        """Parent -> how many below it are not settled, and the first few."""
        if self._as_of == day:                  # the rows say how things stand; the timelines of ten thousand need not be read
            pending = rows.filter(state__in=["waiting"] if self.edition.by_code[stage].optional else ["waiting", "open"])
            if parent == "cycle":
                count = pending.count()
                return {self.undertaking.root_id: (count, list(pending.values_list("undertaking", "undertaking__code")[:FEW]))} if count else {}
            found = list(pending.values_list(parent, "undertaking", "undertaking__code"))
        else:
            found = [(above, pk, code) for above, pk, code, packed in rows.values_list(parent, "undertaking", "undertaking__code", "lines")
                     if not holds(cells.unpack(stage, packed).settled, day)]
        undone: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for above, pk, code in found:
            undone[above].append((pk, code))
        return {above: (len(each), each[:FEW]) for above, each in undone.items()}

    def _finished(self, rows: QuerySet[CellRow], parent: str, stage: str, day: date, parents: set[int]) -> set[int]:
        """Which of these parents have one below that is done, and has not left since."""
        over = rows.filter(state__in=["done", "waived"]) if self._as_of == day else rows
        found: set[int] = set()
        for above, packed in over.order_by().values_list(parent, "lines").iterator():
            if above in parents - found:
                cell = cells.unpack(stage, packed)
                if holds(cell.done, day) and not holds(cell.out, day):
                    found.add(above)
            if found == parents:
                break
        return found

    @cached_property
    def _as_of(self) -> date | None:
        """The day of which the stored states tell."""
        return CycleTick.objects.filter(cycle=self.undertaking.root_id).values_list("as_of", flat=True).first()

    def _region_code(self, node: int) -> str:
        if node == self.undertaking.pk:
            return self.undertaking.region.code
        return Undertaking.objects.values_list("region__code", flat=True).get(pk=node)

    def _appointed(self, person: Person, node: int, day: date) -> set[str]:
        above = [one.id for one in self.world.line(node)]
        return set(
            Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=day), person=person, undertaking__in=above, held_from__lte=day)
            .values_list("role", flat=True)
        )

    @cached_property
    def _stored(self) -> dict[tuple[int, str], Cell]:
        rows = CellRow.objects.filter(undertaking__in=list(self.world.nodes)).values_list("undertaking_id", "stage", "lines")
        return {(pk, stage): cells.unpack(stage, packed) for pk, stage, packed in rows}


def _facts_of(act: str) -> tuple[type[Any], ...]:
    bound = registry.acts.get(act)
    return bound.facts if bound else ()

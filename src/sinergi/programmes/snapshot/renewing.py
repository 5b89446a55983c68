"""What must be looked at again: after an act what it touches and what waits for that, after a day what changes by itself.

A work is surveyed alone; its village and round only when something they wait for changed; everything below a round or
a village only when that one itself changed. When a day has passed no fact is new, so no survey is needed: those whose day
to look again has come are read anew from the timelines kept for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction
from django.db.models import Q

from sinergi.engine.catalogue import CATALOGUE, UNDO
from sinergi.engine.definition import Edition
from sinergi.engine.plan import plan_of
from sinergi.engine.survey import Child, World, survey, survey_one
from sinergi.engine.survey.boards import waits_above, waits_below
from sinergi.engine.survey.cells import Cell
from sinergi.kernel.timelines import all_of
from sinergi.programmes import cells, editions, worlds
from sinergi.programmes.models import Cell as Row
from sinergi.programmes.models import CycleTick, Undertaking, Wake
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.snapshot.duties import running
from sinergi.programmes.snapshot.looking import Looking, Nobody, Source, Whole, look
from sinergi.programmes.snapshot.writing import write

LIVING = {"programmes.start", "programmes.leave", "programmes.return"}     # after these there are more or fewer of something
SPREADING = ("programmes.", "disclosure.")                                  # closing, dates, waivers, lists: seen by everything below

ALONE = 12      # looking at one undertaking alone takes as long as at about so many in a survey of all

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


def renew(ids: Collection[int], *, on: date, act: str = "") -> None:
    """Renew what these undertakings' facts may have changed; ``act`` says what was done there, if only one thing was."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(ids)
        return
    touched = list(Undertaking.objects.select_related("region").filter(pk__in=ids))
    for cycle_id in {one.root_id for one in touched}:
        mine = [one for one in touched if one.root_id == cycle_id]
        tick = CycleTick.objects.filter(cycle_id=cycle_id).first()
        if tick is None or tick.as_of > on or any(one.scope == "cycle" and _spreads(one, act) for one in mine):
            renew_cycle(cycle_id, on=on)
            continue
        if tick.as_of < on:
            _pass_days(cycle_id, on)
        _renew_some(mine, on, counted=not act or act.removeprefix(UNDO) in LIVING)


def renew_cycle(cycle_id: int, *, on: date) -> None:
    """Survey the whole round afresh and write what differs."""
    edition = editions.edition_of(Undertaking.objects.get(pk=cycle_id))
    world = worlds.world_of_cycle(cycle_id, edition)
    _keep(cycle_id, Whole(survey(edition, world), Nobody()), list(world.nodes), on, whole=True)
    CycleTick.objects.update_or_create(cycle_id=cycle_id, defaults={"as_of": on, "next_change": _earliest(cycle_id)})


def tick(on: date) -> int:
    """Bring every round to this day; returns how many were of another."""
    due = list(CycleTick.objects.exclude(as_of=on).values_list("cycle_id", flat=True))
    for cycle_id in due:
        ensure(cycle_id, on)
    return len(due)


def ensure(cycle_id: int, on: date) -> None:
    """A page about a round shows the state of ``on``: bring the snapshot there first when it is of another day."""
    if CycleTick.objects.filter(cycle_id=cycle_id, as_of=on).exists():
        return
    with transaction.atomic():
        Undertaking.objects.select_for_update().get(pk=cycle_id)
        kept = CycleTick.objects.filter(cycle_id=cycle_id).first()
        if kept is None or kept.as_of > on:
            renew_cycle(cycle_id, on=on)
        elif kept.as_of < on:
            _pass_days(cycle_id, on)


def _pass_days(cycle_id: int, on: date) -> None:
    """Only days have passed: read again what said that it would change by now."""
    due = list(Wake.objects.filter(cycle_id=cycle_id, on_day__lte=on).values_list("undertaking_id", flat=True))
    if 2 * len(due) > Undertaking.objects.of_cycle(cycle_id).count():       # then surveying the whole round is as fast
        renew_cycle(cycle_id, on=on)
        return
    if due:
        cycle = Undertaking.objects.select_related("region").get(pk=cycle_id)
        edition = editions.edition_of(cycle)
        world = worlds.world_of_some(cycle_id, edition, due)
        _keep(cycle_id, BranchOffice(cycle, edition, world), due, on)
    CycleTick.objects.filter(cycle_id=cycle_id).update(as_of=on, next_change=_earliest(cycle_id))


def _keep(cycle_id: int, source: Source, nodes: Collection[int], on: date, *, whole: bool = False) -> set[tuple[int, str]]:
    """Look at these undertakings and write what differs; gives the cells whose lines changed."""
    office, duties = Looking(source, on), running(source, nodes, on)
    return write(cycle_id, {node: look(office, node, duties.get(node, {})) for node in nodes}, whole=whole)


def _spreads(cycle: Undertaking, act: str) -> bool:
    """Whether what was done at a round may be seen from below other than through its cells: unknown acts are taken to be."""
    name = act.removeprefix(UNDO)
    if not name or name.startswith(SPREADING):
        return True
    edition = editions.edition_of(cycle)
    asked = [use for stage in edition.stages if stage.scope != "cycle" for use in (*stage.opens_when, *stage.done_when)]
    asked += [use for listed in plan_of(edition).listed if listed.scope != "cycle" for use in listed.entry.needs]
    uses = {use.name for use in asked if use.of == "cycle"}
    return any(server == name for use in uses for server, _names in CATALOGUE.conditions[use].served_by)


def _renew_some(touched: list[Undertaking], on: date, *, counted: bool) -> None:
    cycle_id = touched[0].root_id
    edition = editions.edition_of(touched[0])
    sites = {one for one in touched if one.scope == "site"}
    todo = list(touched) + list(Undertaking.objects.select_related("region").filter(parent__in=[one.pk for one in sites]).exclude(
        pk__in=[one.pk for one in touched]))
    if len(todo) * ALONE > Undertaking.objects.of_cycle(cycle_id).count():
        renew_cycle(cycle_id, on=on)
        return
    for one in sorted(todo, key=lambda each: ("cycle", "site", "work").index(each.scope)):     # what lies above before what lies below
        changed = _renew_one(one, edition, on)
        if one.scope == "site" and changed:
            for child in Undertaking.objects.select_related("region").filter(parent=one).exclude(pk__in=[each.pk for each in todo]):
                _renew_one(child, edition, on)
        if _reaches_further(one, edition, changed, on, counted=counted):
            renew_cycle(cycle_id, on=on)
            return
    CycleTick.objects.filter(cycle_id=cycle_id).update(next_change=_earliest(cycle_id))


def _renew_one(one: Undertaking, edition: Edition, on: date) -> set[str]:
    """Survey one undertaking alone; returns the stages whose lines changed."""
    world = worlds.world_of_branch(one, edition, worlds.questions_of(edition, one.scope))
    above_ids = [node.id for node in world.line(one.pk)][1:]
    stored = {(pk, stage): cells.unpack(stage, lines) for pk, stage, lines in
              Row.objects.filter(undertaking__in=[one.pk, *above_ids]).values_list("undertaking_id", "stage", "lines")}
    above = {(pk, stage): cell.settled for (pk, stage), cell in stored.items() if pk in above_ids and stage in waits_above(edition, one.scope)}
    fresh = survey_one(edition, world, one.pk, above, _children(one, edition, world))
    known: dict[tuple[int, str], Cell] = {**stored, **{(one.pk, stage): cell for stage, cell in fresh.items()}}
    changed = _keep(one.root_id, BranchOffice(one, edition, world, known), [one.pk], on)
    return {stage for _node, stage in changed}


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


def _reaches_further(one: Undertaking, edition: Edition, changed: set[str], on: date, *, counted: bool) -> bool:
    """Whether more must be looked at: what is below a changed round, or a parent that waits for this, or counts it, and then changes."""
    if one.scope == "cycle":
        return bool(changed & _seen_from_below(edition))
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


def _seen_from_below(edition: Edition) -> set[str]:
    """The steps that villages and works look at: they wait for them, or an act or a duty of theirs begins or ends with them."""
    below = {code for listed in plan_of(edition).listed if listed.scope != "cycle" for code in (listed.entry.until, listed.entry.from_stage) if code}
    duties = {code for duty in edition.duties if duty.scope != "cycle" for code in (duty.from_stage, duty.to_stage) if code}
    return below | duties | waits_above(edition, "site") | waits_above(edition, "work")


def _earliest(cycle_id: int) -> date | None:
    """The next day on which something changes by itself."""
    found: date | None = Wake.objects.filter(cycle_id=cycle_id).order_by("on_day").values_list("on_day", flat=True).first()
    return found

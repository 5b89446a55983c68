"""The board of a round: every stage of every village and work, on any day, from the snapshot's timelines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat

from sinergi.audit.remembering import remembered
from sinergi.engine.definition import Edition, Stage
from sinergi.engine.survey.cells import Cell as EngineCell
from sinergi.engine.survey.cells import days_late, due_on, is_locked, is_reopened, state
from sinergi.programmes import cells, editions, sentences
from sinergi.programmes.models import Cell, Undertaking
from sinergi.programmes.queries.reasons import Told, office_over, told_of

SHOWN = ("waiting", "open", "done", "waived", "out")


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell as of one day."""

    node: int
    stage: str
    state: str
    late: int
    locked: bool
    reopened: bool
    opened_on: date | None
    done_on: date | None
    due_on: date | None

    @property
    def look(self) -> str:
        """The state as a shape: late is open plus a due day gone by."""
        return "late" if self.state == "open" and self.late else self.state


@dataclass(frozen=True)
class BoardPage:
    cycle: Undertaking
    edition: Edition
    on: date
    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    counts: Mapping[str, Mapping[str, int]]
    seen: Mapping[tuple[int, str], Seen] = field(repr=False)


def by_place() -> Any:
    """What to order works by, so that they stand by their places.

    Not the bare column on PostgreSQL: for the first fifty rows of its order it would walk through the places of the whole country instead of
    sorting the works of one round. SQLite does well with the column.
    """
    return Concat("region__code", Value("")) if connection.vendor == "postgresql" else "region__code"


def works_of(cycle: Undertaking, *, on: date, late: bool = False, stage: str = "", text: str = "", district: str = "", mine: Iterable[int] | None = None) -> QuerySet[Undertaking]:
    """The works of a round in the order of their places, narrowed as the address says."""
    works = Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).select_related("region", "region__parent")
    works = works.order_by(by_place(), "code")
    if late:
        works = works.filter(pk__in=Cell.objects.filter(cycle=cycle).late(on).values("undertaking"))
    if stage:
        works = works.filter(pk__in=Cell.objects.filter(cycle=cycle, stage=stage, state="open").values("undertaking"))
    if text:
        works = works.filter(Q(title__icontains=text) | Q(code__contains=text.upper()) | Q(region__words__contains=text.lower()))
    if district:
        works = works.filter(region__parent__code=district)
    return works if mine is None else works.filter(pk__in=list(mine))


def board_page(cycle: Undertaking, works: Sequence[Undertaking], on: date, *, selected: tuple[str, str] | None = None, empty_sites: bool = True,
               also: Sequence[Undertaking] = ()) -> BoardPage:
    """The heat map for these works: columns for the works' and villages' own steps, thin bands for the round's.

    Villages without a work have a row of their own, and so have those of ``also``.
    """
    edition = editions.edition_of(cycle)
    sites = {work.parent_id for work in works}
    shown_sites = list(Undertaking.objects.filter(cycle=cycle, scope="site", voided_on=None).select_related("region", "region__parent")
                       .exclude(pk__in=Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).values("parent"))) if empty_sites else list(also)
    ids = [cycle.pk, *sites, *(work.pk for work in works), *(site.pk for site in shown_sites)]
    seen = seen_cells(Cell.objects.filter(undertaking__in=[pk for pk in ids if pk]), edition, on)
    lines = sorted([*works, *shown_sites], key=lambda one: (one.region.code, one.scope != "site", one.code))
    rows = [_row(one, edition, seen, cycle, selected) for one in lines]
    counts = remembered(("counts", cycle.pk, on), lambda: stage_counts(cycle.pk, on))
    return BoardPage(cycle, edition, on, _columns(edition), rows, counts, seen)


def stage_counts(cycle_id: int, on: date) -> dict[str, dict[str, int]]:
    """Stage -> how many cells are in each state, and how many are late; one query over an index."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((*SHOWN, "late"), 0))
    rows = Cell.objects.filter(cycle_id=cycle_id).order_by().values_list("stage", "state")
    for stage, now, count, late in rows.annotate(Count("pk"), late=Count("pk", filter=Q(state="open", late_after__lt=on))):
        found[stage][now] = count
        found[stage]["late"] += late
    return dict(found)


def seen_cells(rows: QuerySet[Cell], edition: Edition, on: date) -> dict[tuple[int, str], Seen]:
    """Cells as they were on a day; from their timelines, so that any past day is a look-up."""
    return {place: _seen(place, cell, on) for place, cell in stored_cells(rows, edition).items()}


def stored_cells(rows: QuerySet[Cell], edition: Edition) -> dict[tuple[int, str], EngineCell]:
    """Undertaking and stage -> the cell over all time."""
    return {(pk, stage): cells.unpack(stage, packed) for pk, stage, packed in rows.values_list("undertaking_id", "stage", "lines") if stage in edition.by_code}


def _seen(place: tuple[int, str], cell: EngineCell, on: date) -> Seen:
    opened = cell.opened_on
    return Seen(*place, state(cell, on), days_late(cell, on), is_locked(cell, on), is_reopened(cell, on),
                opened if opened and opened <= on else None, cell.done_on(on), due_on(cell, on))


def late_cells(cycle: Undertaking, on: date) -> QuerySet[Cell]:
    """Everything open past its day, the most overdue first."""
    return Cell.objects.filter(cycle=cycle).late(on).select_related("undertaking__region").order_by("late_after", "undertaking__code")


def late_works(cycle: Undertaking, on: date) -> int:
    """How many works have a step open past its day."""
    steps = [stage.code for stage in editions.edition_of(cycle).of_scope("work")]
    rows = Cell.objects.filter(cycle=cycle, stage__in=steps).late(on)
    return remembered(("late_works", cycle.pk, on), lambda: int(rows.aggregate(works=Count("undertaking", distinct=True))["works"]))


def path_of(cycle: Undertaking, on: date) -> list[dict[str, Any]]:
    """The steps of a round as a path: for steps of villages and works, how many are through."""
    edition = editions.edition_of(cycle)
    counts = stage_counts(cycle.pk, on)
    own = seen_cells(Cell.objects.filter(undertaking=cycle), edition, on)
    return [_stop(stage, counts.get(stage.code, {}), own.get((cycle.pk, stage.code)), edition, cycle) for stage in edition.stages]


def board_json(cycle: Undertaking, on: date, *, works: Sequence[Undertaking] | None = None) -> dict[str, Any]:
    """The same board as plain data, for the API and the command line; every cell that is not done says why not, as its page does."""
    edition = editions.edition_of(cycle)
    chosen = Undertaking.objects.of_cycle(cycle.pk).filter(voided_on=None, started_on__lte=on).select_related("region").order_by("scope", "code")
    nodes = sorted([*(chosen if works is None else [*chosen.exclude(scope="work"), *works])], key=lambda one: (("cycle", "site", "work").index(one.scope), one.code))
    ids = {one.pk for one in nodes}
    stored = stored_cells(Cell.objects.filter(cycle=cycle) if works is None else Cell.objects.filter(undertaking__in=ids), edition)
    shown = {place: cell for place, cell in stored.items() if place[0] in ids}
    why = told_of(office_over(cycle, edition, stored, on, some=None if works is None else ids), shown, on)
    return {
        "round": cycle.code, "title": cycle.title, "edition": edition.code, "region": cycle.region.code, "on": on.isoformat(),
        "stages": [{"no": stage.no, "code": stage.code, "title": {"id": stage.title.id, "en": stage.title.en}, "scope": stage.scope} for stage in edition.stages],
        "undertakings": [
            {"code": one.code, "scope": one.scope, "title": one.title, "region": one.region.code,
             "cells": [_cell_json(_seen((one.pk, stage.code), shown[(one.pk, stage.code)], on), why, edition) for stage in edition.of_scope(one.scope)
                       if (one.pk, stage.code) in shown]}
            for one in nodes],
    }


def _cell_json(cell: Seen, why: Mapping[tuple[int, str], list[Told]], edition: Edition) -> dict[str, Any]:
    days = {name: getattr(cell, name).isoformat() if getattr(cell, name) else None for name in ("opened_on", "done_on", "due_on")}
    return {"stage": cell.stage, "no": edition.by_code[cell.stage].no, "state": cell.state, "days_late": cell.late, "locked": cell.locked,
            "reopened": cell.reopened, **days, "why": [told.text for told in why[(cell.node, cell.stage)]]}


def _columns(edition: Edition) -> list[dict[str, Any]]:
    return [{"no": stage.no, "title": stage.title, "purse": purse_of(stage, edition), "band": stage.scope == "cycle"} for stage in edition.stages]


def purse_of(stage: Stage, edition: Edition) -> int:
    """The thread mark of a stage that spends one purse: the source it waits for, else the one its own acts spend, contribute or release."""
    waited = {use.param("source") for use in stage.done_when if use.name == "funds.used"}
    sources = waited or {entry.param("source") for entry in stage.acts if entry.act in {"funds.contribute", "funds.spend"}} - {None}
    words = edition.words("sources")
    return int(words[sources.pop()].get("order", 0)) if len(sources) == 1 else 0


def _row(one: Undertaking, edition: Edition, seen: Mapping[tuple[int, str], Seen], cycle: Undertaking, selected: tuple[str, str] | None) -> dict[str, Any]:
    subjects = {"cycle": cycle.pk, "site": one.pk if one.scope == "site" else one.parent_id, "work": one.pk}
    row_cells = []
    own = [seen[one.pk, stage.code] for stage in edition.of_scope(one.scope) if (one.pk, stage.code) in seen]
    late_days = max((cell.late for cell in own if cell.look == "late"), default=0)
    for stage in edition.stages:
        cell = None if one.scope == "site" and stage.scope == "work" else seen.get((subjects[stage.scope] or 0, stage.code))
        is_selected = selected == (one.code, stage.code)
        row_cells.append({"state": cell.look if cell else "out" if one.scope == "site" else "waiting", "days": cell.late if cell and cell.state == "open" else 0,
                          "label": "", "url": f"?sel={one.code}:{stage.code}" if cell else "", "selected": is_selected})
    return {"district": f"{one.region.parent.name}" if one.region.parent else "", "village": one.region.name,
            "title": one.title if one.scope == "work" else "—", "late_days": late_days, "vacant": one.scope == "site", "url": f"/usulan/{one.code}/" if one.scope == "work" else f"/desa/{one.code}/", "code": one.code, "cells": row_cells}


def _stop(stage: Stage, counts: Mapping[str, int], cell: Seen | None, edition: Edition, cycle: Undertaking) -> dict[str, Any]:
    purse = purse_of(stage, edition)
    url = f"/tahap/{cycle.code}/langkah/{stage.code}/"
    if stage.scope == "cycle":
        look = cell.look if cell else "waiting"
        return {"no": stage.no, "title": stage.title, "state": look, "dates": _dates(cell), "counts": "", "late": 0, "purse": purse, "url": url, "group": stage.group}
    total = sum(counts.get(name, 0) for name in ("waiting", "open", "done", "waived"))
    through = counts.get("done", 0) + counts.get("waived", 0)
    look = "waiting" if not total or (not through and not counts.get("open")) else "done" if through == total else "open"
    return {"no": stage.no, "title": stage.title, "state": look, "dates": "", "counts": f"{through}/{total}" if total else "", "late": counts.get("late", 0),
            "purse": purse, "url": url, "group": stage.group}


def _dates(cell: Seen | None) -> str:
    if cell is None or cell.opened_on is None:
        return ""
    ends = cell.done_on or cell.due_on
    return f"{sentences.short(cell.opened_on)} – {sentences.short(ends)}" if ends else sentences.short(cell.opened_on)

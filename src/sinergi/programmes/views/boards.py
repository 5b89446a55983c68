"""The board of a round, one cell explained, one step over all, and everything late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.actors.models import Person
from sinergi.actors.requests import AnyRequest
from sinergi.audit.remembering import remembered
from sinergi.engine.definition import Edition
from sinergi.programmes import editions, pages, permissions, queries, snapshot
from sinergi.programmes.models import Cell, Undertaking
from sinergi.programmes.queries.boards import purse_of, seen_cells, works_of
from sinergi.ui.pages import page, paged
from sinergi.ui.wording import title_in

ALL_AT_ONCE = 120
PER_PAGE = 50


@require_GET
def board(request: AnyRequest, code: str) -> HttpResponse:
    """Villages and works by steps; small rounds whole, large ones in pages with counts per step."""
    cycle = _cycle(request, code)
    edition = editions.edition_of(cycle)
    late, stage, text = request.GET.get("saring") == "terlambat", request.GET.get("langkah", ""), request.GET.get("cari", "").strip()[:80]
    stage = stage if stage in edition.by_code else ""
    counted = remembered(("scopes", cycle.pk), lambda: dict(Undertaking.objects.filter(cycle=cycle, voided_on=None).order_by().values_list("scope").annotate(Count("pk"))))
    total = counted.get("work", 0)
    mine = _mine(request, cycle) if request.GET.get("saring") == "saya" or total <= ALL_AT_ONCE else None    # among thousands counted only when asked for
    works = works_of(cycle, on=request.today, late=late, stage=stage, text=text, mine=mine if request.GET.get("saring") == "saya" else None)
    narrowed = bool(late or stage or text or request.GET.get("saring"))
    shown = paged(request, works, ALL_AT_ONCE if total <= ALL_AT_ONCE else PER_PAGE, count=None if narrowed else total)
    villages = _villages(cycle, mine) if request.GET.get("saring") == "saya" and mine and shown.number == 1 else []
    selected = _selected(request, cycle)
    view = queries.board_page(cycle, list(shown.object_list), request.today, selected=(request.GET["sel"].partition(":")[0], selected[1]) if selected else None,
                              empty_sites=not narrowed and shown.paginator.num_pages == 1, also=villages)
    person = request.user if isinstance(request.user, Person) else None
    return page(request, "programmes/board.html", {
        "cycle": cycle, "edition": edition, "steps": _steps_of_round(cycle, edition, request.today, selected[1] if selected else ""), "board": view, "page": shown, "chips": _chips(request, cycle, view.counts, sum(counted.values()), mine), "text": text,
        "own": queries.tasks_at(person, cycle, request.today) if person and request.GET.get("saring") == "saya" and mine and cycle.pk in mine else [],
        "why": queries.why_page(selected[0], selected[1], request.today, person) if selected else None, "crumbs": pages.crumbs(cycle, _("Papan tahap"))},
        fragment="board")


def _steps_of_round(cycle: Undertaking, edition: Edition, on: date, chosen: str) -> list[dict[str, Any]]:
    """The steps that the round itself takes: on the board they are only bands beside the works. One query."""
    seen = seen_cells(Cell.objects.filter(undertaking=cycle), edition, on)
    return [{"no": stage.no, "title": stage.title, "state": seen[cycle.pk, stage.code].look, "url": f"?sel={cycle.code}:{stage.code}", "chosen": stage.code == chosen}
            for stage in edition.of_scope("cycle") if (cycle.pk, stage.code) in seen]


@require_GET
def why(request: AnyRequest, code: str, stage: str) -> HttpResponse:
    """*Mengapa belum?* as a page of its own."""
    undertaking = permissions.visible_or_404(request, code)
    edition = editions.edition_of(undertaking)
    if stage not in edition.by_code:
        raise Http404(stage)
    subject = _of_scope(undertaking, edition.by_code[stage].scope)
    snapshot.ensure(subject.root_id, request.today)
    person = request.user if isinstance(request.user, Person) else None
    return page(request, "programmes/why.html", {
        "why": queries.why_page(subject, stage, request.today, person), "crumbs": pages.crumbs(subject, title_in(edition.by_code[stage].title))})


@require_GET
def stage(request: AnyRequest, code: str, stage: str) -> HttpResponse:
    """One step over all its villages or works: who is through, who is late."""
    cycle = _cycle(request, code)
    edition = editions.edition_of(cycle)
    if stage not in edition.by_code:
        raise Http404(stage)
    if edition.by_code[stage].scope == "cycle":
        return why(request, code, stage)
    rows = paged(request, Cell.objects.filter(cycle=cycle, stage=stage, undertaking__voided_on=None).select_related("undertaking__region__parent")
                 .order_by("state", "due_on", "undertaking__code"), 100)
    seen = seen_cells(Cell.objects.filter(pk__in=[row.pk for row in rows.object_list]), edition, request.today)
    return page(request, "programmes/stage.html", {
        "cycle": cycle, "stage": edition.by_code[stage], "page": rows, "rows": [(row.undertaking, seen[(row.undertaking_id, stage)]) for row in rows.object_list],
        "counts": queries.stage_counts(cycle.pk, request.today).get(stage, {}), "purse": purse_of(edition.by_code[stage], edition),
        "crumbs": pages.crumbs(cycle, title_in(edition.by_code[stage].title))})


@require_GET
def late(request: AnyRequest, code: str) -> HttpResponse:
    """Everything past its day, the most overdue first."""
    cycle = _cycle(request, code)
    edition = editions.edition_of(cycle)
    rows = paged(request, queries.late_cells(cycle, request.today), 50)
    listed = [(cell.undertaking, edition.by_code[cell.stage], cell, (request.today - cell.late_after).days) for cell in rows.object_list if cell.late_after]
    chased = permissions.where_anytime(request.user, "followups.open", edition, [one for one, *_rest in listed], request.today)
    return page(request, "programmes/late.html", {"cycle": cycle, "rows": listed, "chased": chased, "page": rows, "crumbs": pages.crumbs(cycle, _("Terlambat"))})


def _cycle(request: AnyRequest, code: str) -> Undertaking:
    cycle = permissions.visible_or_404(request, code)
    if cycle.scope != "cycle":
        raise Http404(code)
    snapshot.ensure(cycle.pk, request.today)
    return cycle


def _selected(request: AnyRequest, cycle: Undertaking) -> tuple[Undertaking, str] | None:
    """``?sel=KDL07-031:swadaya_works``; anything else selects nothing. Steps of a village or the round are found from the work."""
    code, _colon, stage = request.GET.get("sel", "").partition(":")
    edition = editions.edition_of(cycle)
    if stage not in edition.by_code:
        return None
    found = Undertaking.objects.select_related("region", "parent__region", "cycle__region").filter(code=code, voided_on=None).first()
    if found is None or found.root_id != cycle.pk:
        return None
    subject = _of_scope(found, edition.by_code[stage].scope)
    return (subject, stage) if subject.scope == edition.by_code[stage].scope else None


def _of_scope(undertaking: Undertaking, scope: str) -> Undertaking:
    """It, or what lies above it, at that scope."""
    if scope == "cycle" and undertaking.cycle is not None:
        return undertaking.cycle
    if scope == "site" and undertaking.scope == "work" and undertaking.parent is not None:
        return undertaking.parent
    return undertaking


def _mine(request: AnyRequest, cycle: Undertaking) -> set[int]:
    """The villages and works of the round, and the round itself, that want something of me."""
    if not isinstance(request.user, Person):
        return set()
    return queries.places_waiting(request.user, request.today, cycle)


def _villages(cycle: Undertaking, mine: set[int]) -> list[Undertaking]:
    """Those of mine that are villages; each gets a row, whether it has works or not."""
    return list(Undertaking.objects.filter(pk__in=mine, cycle=cycle, scope="site", voided_on=None).select_related("region", "region__parent"))


def _chips(request: AnyRequest, cycle: Undertaking, counts: Mapping[str, Mapping[str, int]], total: int, mine: set[int] | None) -> list[dict[str, object]]:
    """Filters as links: all villages and works, late works, those of mine, and each step of works that is open somewhere."""
    now, step = request.GET.get("saring", ""), request.GET.get("langkah", "")
    late_works = queries.late_works(cycle, request.today)
    chips: list[dict[str, object]] = [
        {"label": _("Semua desa dan pekerjaan"), "url": "?", "count": total, "current": not now and not step},
        {"label": _("Terlambat"), "url": "?saring=terlambat", "count": late_works, "current": now == "terlambat", "state": "late"}]
    if isinstance(request.user, Person):
        chips.append({"label": _("Perlu tindakan saya"), "url": "?saring=saya", "count": None if mine is None else len(mine - {cycle.pk}), "current": now == "saya", "state": "open"})
        if mine and cycle.pk in mine:
            chips.append({"label": _("Untuk tahap ini sendiri"), "url": "?saring=saya#untuk-tahap", "count": 1, "current": False, "state": "open"})
    edition = editions.edition_of(cycle)
    chips += [{"label": _("Langkah %(no)s") % {"no": one.no}, "url": f"?langkah={one.code}", "count": counts[one.code]["open"], "current": step == one.code,
               "purse": purse_of(one, edition)} for one in edition.of_scope("work") if counts.get(one.code, {}).get("open")]
    return chips

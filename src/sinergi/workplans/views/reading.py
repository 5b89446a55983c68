"""Reading: the plans of an undertaking, one plan with everything in it, its saves."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.actors.requests import AnyRequest
from sinergi.kernel import numbers
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import crumbs
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.pages import page, paged
from sinergi.ui.wording import title_in
from sinergi.workplans import answering, definitions, differing, documents, permissions, queries, tables
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.models import PlanSubmission, Revision, WorkPlan
from sinergi.workplans.queries import Overview

ACTS = ("write", "submit", "approve", "report")
MOST_WEEKS = 120
MOST_DRAWN = 500  # rows of one picture; a longer plan is drawn page by page, as its table is read
PER_PAGE = 200
MOST_TOLD = 100  # problems listed on top; every line says its own


def index(request: AnyRequest, code: str) -> HttpResponse:
    """Every plan the programme asks for here."""
    undertaking = visible_or_404(request, code)
    context = about(undertaking) | {
        "heading": pgettext("several", "Rencana kerja"), "workplans": queries.panel(undertaking, request.user, request.today, public=not _inside(request, undertaking)),
        "crumbs": crumbs(undertaking, pgettext("several", "Rencana kerja"))}
    return page(request, "workplans/index.html", context)


def show(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """One plan: what it answers, the Gantt, the table, the curve, the weeks, what differs from the baseline."""
    undertaking, word = named(request, code, plan)
    workplan = queries.plan_of(undertaking, plan)
    may = possible(request, undertaking, plan)
    context = about(undertaking, word) | {"may": may, "heading": title_in(word.title), "crumbs": [*crumbs(undertaking), (title_in(word.title), "")]}
    if workplan is None or not permissions.may_read(request.user, workplan, request.today):
        return page(request, "workplans/empty.html", context | {"begun": workplan is not None, "inside": _inside(request, undertaking)})
    seen = queries.overview(workplan, request.today)
    return page(request, "workplans/show.html", context | shown(request, seen, paged(request, seen.lines, PER_PAGE)))


def versions(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """Everything handed in and approved, and every save with what it changed; reasons and lines only inside."""
    undertaking, word, workplan = readable(request, code, plan)
    inside = _inside(request, undertaking)
    places = queries.sheet_of(workplan).place
    reader = differing.Reader(definitions.sources(edition_of(undertaking)), places, places, names=inside)
    found = paged(request, queries.revisions_of(workplan), 20)
    context = about(undertaking, word) | {
        "heading": pgettext("several", "Versi"), "inside": inside, "page_of": found, "revisions": [_save_told(each, reader) for each in found] if inside else [],
        "submissions": PlanSubmission.objects.filter(workplan=workplan).select_related("person").prefetch_related("approvals__person").order_by("-number"),
        "crumbs": trail(undertaking, word, pgettext("several", "Versi"))}
    return page(request, "workplans/versions.html", context)


def printed(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """The plan as pages to print from the browser: the Gantt in portions, the table, the weeks."""
    undertaking, word, workplan = readable(request, code, plan)
    seen = queries.overview(workplan, request.today)
    context = about(undertaking, word) | shown(request, seen) | {
        "heading": title_in(word.title), "pictures": documents.portions(seen, names=_inside(request, undertaking)), "crumbs": trail(undertaking, word, _("Cetak"))}
    return page(request, "workplans/printed.html", context)


def shown(request: AnyRequest, seen: Overview, part: Any = None) -> dict[str, Any]:
    """What the page of a plan shows; ``part`` of its lines where they are read page by page."""
    rows = list(part) if part is not None else seen.lines
    inside = _inside(request, seen.workplan.undertaking)
    found = answering.answers(seen)
    orders = {source: place for place, source in enumerate(seen.sources, 1)}
    return {
        "seen": seen, "inside": inside, "today": request.today, "page_of": part,
        "gantt": documents.picture(seen, seen.lines if len(seen.lines) <= MOST_DRAWN else rows, names=inside),
        "reasons": [each for each in found if each.kind == answering.REASON], "uses": [each for each in found if each.kind == answering.USE],
        "problems": tables.told(seen.found.problems[:MOST_TOLD], seen.sources) if inside else [], "more_problems": max(len(seen.found.problems) - MOST_TOLD, 0), "stopping": len(seen.found.stopping),
        "lines": [(each, each.late_days(request.today), [(orders[source], title_in(seen.sources[source]), amount) for source, amount in each.activity.funds],
                   tables.said(each.problems) if inside else (), tables.waits(each.activity, seen.sheet)) for each in rows],
        "purses": purses_of(seen),
        "weeks": week_rows(seen, orders), "materials": documents.needs_said(seen.materials), "support": documents.needs_said(seen.support),
        "changed": differing.counted(seen), "changed_head": differing.head(seen), "changed_head_why": differing.head_reasons(seen) if inside else (),
        "changed_lines": differing.lines(seen, names=inside), "has_curve": bool(seen.plan_curve)}


def purses_of(seen: Overview) -> list[dict[str, Any]]:
    """What the plan asks of each source."""
    orders = {source: place for place, source in enumerate(seen.sources, 1)}
    return [{"order": orders[source], "label": seen.sources[source], "amount": amount} for source, amount in seen.funds.items()]


def week_rows(seen: Overview, orders: dict[str, int]) -> list[dict[str, Any]]:
    """Every week with bars as long as its people and its money."""
    most_money, most_labour = max((week.money for week in seen.weeks), default=0) or 1, max((week.labour for week in seen.weeks), default=0) or 1
    return [{
        "week": week, "rows": ", ".join(map(str, week.active)) if len(week.active) <= 8 else _("%(count)s kegiatan") % {"count": len(week.active)},  # noqa: PLR2004 -- more would fill the cell
        "labour": f"{week.labour * 100 / most_labour:.1f}%", "money": f"{week.money * 100 / most_money:.1f}%",
        "funds": [(orders[source], title_in(seen.sources[source]), week.funds.get(source, 0)) for source in seen.funds], "needs": documents.needs_said(week.materials),
        "support": documents.needs_said(week.support), "now": week.starts_on <= seen.today <= week.ends_on,
    } for week in seen.weeks[:MOST_WEEKS]]


def named(request: AnyRequest, code: str, plan: str) -> tuple[Undertaking, PlanWord]:
    """The undertaking, and the plan its edition asks for under this word; 404 for anything else."""
    undertaking = visible_or_404(request, code)
    word = definitions.plan(edition_of(undertaking), undertaking.scope, plan)
    if word is None:
        raise Http404(plan)
    return undertaking, word


def readable(request: AnyRequest, code: str, plan: str) -> tuple[Undertaking, PlanWord, WorkPlan]:
    """The same with the plan itself; 404 when there is none, or it is a draft of others."""
    undertaking, word = named(request, code, plan)
    workplan = queries.plan_of(undertaking, plan)
    if workplan is None or not permissions.may_read(request.user, workplan, request.today):
        raise Http404(plan)
    return undertaking, word, workplan


def possible(request: AnyRequest, undertaking: Undertaking, plan: str) -> dict[str, bool]:
    """Which buttons lead somewhere today."""
    if not request.user.is_authenticated:
        return dict.fromkeys(ACTS, False)
    return {name: bool(gate.may(request.user, f"workplans.{name}", undertaking, on=request.today, plan=plan)) for name in ACTS}


def seen_version(request: AnyRequest) -> int | None:
    """The version of the plan that a form was opened with."""
    return numbers.whole(request.POST.get("version", ""), 9)


def about(undertaking: Undertaking, word: PlanWord | None = None) -> dict[str, Any]:
    """What every page of a plan shows around its content."""
    marked = {"demo_notice": True} if undertaking.is_example else {}
    back = reverse("workplans:show", args=[undertaking.code, word.code]) if word else ""
    return marked | {"undertaking": undertaking, "word": word, "cancel_url": back, "back_url": back}


def trail(undertaking: Undertaking, word: PlanWord, here: str = "") -> list[tuple[str, str]]:
    return [*crumbs(undertaking), (title_in(word.title), reverse("workplans:show", args=[undertaking.code, word.code])), *([(here, "")] if here else [("", "")])]


def _inside(request: AnyRequest, undertaking: Undertaking) -> bool:
    return is_involved(request.user, undertaking, request.today)


def _save_told(row: Revision, reader: differing.Reader) -> dict[str, Any]:
    """What one save did, line by line and field by field."""
    around, lines = differing.changes_of(row.changes, reader)
    return {"row": row, "head": around, "lines": lines[:MOST_TOLD], "more": max(len(lines) - MOST_TOLD, 0)}

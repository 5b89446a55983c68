"""Home, round, village and work: one page for everybody, with more on it for those involved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from sinergi.actors.requests import AnyRequest
from sinergi.assessments import queries as assessments
from sinergi.audit.remembering import remembered
from sinergi.complaints import queries as complaints
from sinergi.disclosure import queries as disclosure
from sinergi.dossiers import queries as dossiers
from sinergi.followups import queries as followups
from sinergi.funds import queries as funds
from sinergi.kernel import money
from sinergi.meetings import queries as meetings
from sinergi.programmes import pages, snapshot
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import CycleTick, Undertaking
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.progress import queries as progress
from sinergi.proposals import queries as proposals
from sinergi.proposals.queries.panel import segments
from sinergi.reports import documents
from sinergi.reports.queries import about, figures, rise, rounds, works
from sinergi.reports.queries import home as front
from sinergi.reports.queries.frozen import frozen, reopened
from sinergi.ui.pages import asks_for_fragment, page, paged
from sinergi.workplans import queries as workplans


@require_safe
def home(request: AnyRequest) -> HttpResponse:
    """What runs now, what may still be objected to, what was asked: without login."""
    cycles = rounds.begun(request.today)
    for cycle_id in CycleTick.objects.exclude(as_of=request.today).filter(cycle__in=cycles).values_list("cycle_id", flat=True):
        snapshot.ensure(cycle_id, request.today)
    first = cycles[0] if cycles else None
    told = [rounds.now(cycle, request.today) for cycle in cycles]
    districts = rounds.districts(first, request.today) if first else []
    windows, latest = remembered(("windows", request.today), lambda: front.announcements(request.today))
    context = {
        "rounds": told, "running": [each for each in told if each.closed_on is None], "closed": [each for each in told if each.closed_on is not None], "first": first, "windows": windows, "latest": latest,
        "cloth": rounds.loom(first) if first else [], "purses": rounds.purses_of(first) if first else [],
        "districts": districts, "places": _places(first, districts, request.today) if first else "", "questions": remembered(("questions",), front.questions),
    }
    return page(request, "reports/home.html", context)


@require_safe
def round_page(request: AnyRequest, code: str) -> HttpResponse:
    """One round: its steps, purses, villages and works."""
    cycle = _of_scope(request, code, "cycle")
    edition = edition_of(cycle)
    filters = rounds.Filters.read(request.GET, edition)
    shown = paged(request, rounds.works(cycle, filters, request.today))
    involved = is_involved(request.user, cycle, request.today)
    context = {
        "cycle": cycle, "edition": edition, "now": rounds.now(cycle, request.today), "filters": filters, "page": shown,
        "table": _table(cycle, list(shown.object_list), request), "chips": _chips(request, cycle, filters), "sorts": _sorts(request, filters),
        "crumbs": [(_("Beranda"), "/"), (cycle.title, "")], "involved": involved,
    }
    if not asks_for_fragment(request):
        context |= {"tasks": works.tasks(request.user, cycle, request.today), "filings": documents.filings(request.user, cycle, request.today),
                    **_kept(request, ("round", cycle.pk), lambda: _around_round(request, cycle, involved=involved))}
    return page(request, "reports/round.html", context, fragment="works")


def _kept(request: AnyRequest, key: tuple[Any, ...], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What nobody in particular sees is the same for all until the next act; whoever is signed in gets it fresh."""
    return make() if request.user.is_authenticated else remembered((*key, request.today), make)


def _table(cycle: Undertaking, found: list[Undertaking], request: AnyRequest) -> SafeString:
    """The rows of works, drawn once for everybody until the next act."""
    key = ("table", cycle.pk, request.today, *(work.pk for work in found))
    return remembered(key, lambda: SafeString(render_to_string("reports/works_table.html", {"lines": rounds.lines(cycle, found, request.today)}))) if found else SafeString("")


def _places(cycle: Undertaking, districts: list[rounds.District], on: date) -> SafeString:
    """The villages by district, drawn once for everybody until the next act."""
    given = {"districts": districts, "folded": rounds.is_folded(districts), "cycle_code": cycle.code, "late_word": _("terlambat")}
    return remembered(("places", cycle.pk, on), lambda: SafeString(render_to_string("reports/places.html", given)))


def _around_round(request: AnyRequest, cycle: Undertaking, *, involved: bool) -> dict[str, Any]:
    """Everything beside the table of works."""
    on = request.today
    districts, live = rounds.districts(cycle, on), remembered(("figures", cycle.pk, on), lambda: figures(cycle.pk, on))
    return {
        "path": rounds.path(cycle, on), "districts": districts, "places": _places(cycle, districts, on), "calendar": rounds.calendar(cycle), "waivers": rounds.waivers(cycle, below=True),
        "disclosure": disclosure.panel(cycle, request.user, on), "meetings": meetings.panel(cycle, request.user, on, public=not involved),
        "workplans": workplans.panel(cycle, request.user, on, public=not involved),
        "followups": followups.panel(cycle, request.user, on, public=not involved), "dossiers": dossiers.panel(cycle, request.user, on, public=not involved),
        "figures": live, "frozen": frozen(cycle, live), "reopened": reopened(cycle, on), "founding": about(edition_of(cycle).code), "rises": _rises(cycle),
    }


def _rises(cycle: Undertaking) -> list[dict[str, Any]]:
    """The four readings of "swadaya rose", with what they are reckoned from."""
    lines = rounds.purses_of(cycle)
    own = [line.purse for line in lines if line.is_community]
    grant = [line.purse for line in lines if not line.is_community and line.word.get("grant", True)]
    labels = {"a": _("(a) terbukti − rencana"), "b": _("(b) (terbukti − rencana) ÷ rencana"), "c": _("(c) terbukti ÷ rencana"), "d": _("(d) terbukti ÷ bantuan")}
    found = rise(sum(purse.planned for purse in own), sum(purse.used for purse in own), sum(purse.planned for purse in grant))
    return [{**reading, "label": labels[reading["code"]]} for reading in found]


@require_safe
def village(request: AnyRequest, code: str) -> HttpResponse:
    """One village: its steps, its campaign, how its board was rated, its works."""
    site = _of_scope(request, code, "site")
    involved = is_involved(request.user, site, request.today)
    found = list(Undertaking.objects.filter(parent=site, voided_on=None).select_related("region__parent").order_by("code"))
    context = {
        "site": site, "cycle": site.cycle, "involved": involved, "works": len(found), "table": _table(site.cycle or site, found, request), "crumbs": pages.crumbs(site),
        "tasks": works.tasks(request.user, site, request.today), **_kept(request, ("village", site.pk), lambda: _around_village(request, site, involved=involved)),
    }
    return page(request, "reports/village.html", context)


def _around_village(request: AnyRequest, site: Undertaking, *, involved: bool) -> dict[str, Any]:
    on, public = request.today, not involved
    return {
        "strip": works.strip(site, on), "left": works.left(site, involved=involved), "disclosure": disclosure.panel(site, request.user, on), "assessments": assessments.panel(site, request.user, on, public=public),
        "meetings": meetings.panel(site, request.user, on, public=public), "dossiers": dossiers.panel(site, request.user, on, public=public),
        "workplans": workplans.panel(site, request.user, on, public=public), "followups": followups.panel(site, request.user, on, public=public), "bodies": works.bodies(site, on, involved=involved), "waivers": rounds.waivers(site),
        "timeline": works.timeline(site, involved=involved), "funds": funds.panel(site, request.user, on, public=public, used_only=True),
    }


@require_safe
def work(request: AnyRequest, code: str) -> HttpResponse:
    """One work: promised beside proven, who pays, what stands there, what to do when something does not fit."""
    found = _of_scope(request, code, "work")
    involved = is_involved(request.user, found, request.today)
    context = {
        "work": found, "cycle": found.cycle, "involved": involved, "crumbs": pages.crumbs(found), "books": funds.BOOKS if involved else {},
        "tasks": works.tasks(request.user, found, request.today), "filings": documents.filings(request.user, found, request.today),
        **_kept(request, ("work", found.pk), lambda: _about_work(request, found, involved=involved) | _panels(request, found, involved=involved)),
    }
    return page(request, "reports/work.html", context)


def _about_work(request: AnyRequest, found: Undertaking, *, involved: bool) -> dict[str, Any]:
    """Where it stands, its money, its people."""
    on = request.today
    purses = rounds.purses_of_work(found)
    return {
        "strip": works.strip(found, on), "left": works.left(found, involved=involved), "purses": purses, "grants": [line for line in purses if not line.is_community and line.purse.promised],
        "budget": works.budget(found), "community": works.community(found, purses), "proposal": works.proposal_shown(found, involved=involved),
        "photos": works.photos(found, request.user), "segments": segments(found, {line.word.code: line.purse.planned for line in purses}),
        "planned": sum(line.purse.planned for line in purses), "accounts": any(line.purse.delivered_or_released for line in purses), "own_of_total": _share(purses, of_grant=False), "own_of_grant": _share(purses, of_grant=True),
        "bodies": works.bodies(found, on, involved=involved), "timeline": works.timeline(found, involved=involved), "open_lists": works.open_lists(found, on),
        "ask_url": works.ask_url(found), "waivers": rounds.waivers(found), "unfunded": proposals.unfunded(found, request.user, on), "outcome": disclosure.outcome(found),
    }


def _panels(request: AnyRequest, found: Undertaking, *, involved: bool) -> dict[str, Any]:
    """What the other contexts say about a work."""
    on, public = request.today, not involved
    return {
        "disclosure": disclosure.panel(found, request.user, on), "assessments": assessments.panel(found, request.user, on, public=public),
        "meetings": meetings.panel(found, request.user, on, public=public), "dossiers": dossiers.panel(found, request.user, on, public=public),
        "workplans": workplans.panel(found, request.user, on, public=public), "followups": followups.panel(found, request.user, on, public=public), "progress": progress.panel(found, request.user, on, public=public),
        "wages": progress.wages(found.pk), "questions": complaints.panel(found, request.user, on),
    }


def _share(purses: list[rounds.PurseLine], *, of_grant: bool) -> Any:
    own = sum(line.purse.planned for line in purses if line.is_community)
    whole = sum(line.purse.planned for line in purses if not of_grant or (not line.is_community and line.word.get("grant", True)))
    return money.share(own, whole)


def _of_scope(request: AnyRequest, code: str, scope: str) -> Undertaking:
    """The undertaking of this code as it stands today; 404 for one of another scope."""
    found = visible_or_404(request, code)
    if found.scope != scope:
        raise Http404(code)
    snapshot.ensure(found.root_id, request.today)
    return found


def _chips(request: AnyRequest, cycle: Undertaking, filters: rounds.Filters) -> list[dict[str, Any]]:
    counts = rounds.path_counts(cycle, request.today)
    whole = rounds.now(cycle, request.today)
    chips = [{"label": _("Semua"), "url": _with(request, saring="", langkah=""), "count": whole.all_works, "current": not filters.late and not filters.stage},
             {"label": _("Terlambat"), "url": _with(request, saring="terlambat", langkah=""), "count": whole.late, "current": filters.late, "state": "late"}]
    for stage, order in rounds.purse_stages(edition_of(cycle)):
        chips.append({"label": _("Langkah %(no)s") % {"no": stage.no}, "url": _with(request, langkah=stage.code, saring=""), "count": counts.get(stage.code, {}).get("open", 0),
                      "current": filters.stage == stage.code, "purse": order})
    return chips


def _sorts(request: AnyRequest, filters: rounds.Filters) -> list[dict[str, Any]]:
    labels = {"kode": _("Kode"), "desa": _("Desa"), "jumlah": pgettext("money", "Nilai"), "swadaya": _("Sudah terbukti")}
    return [{"label": label, "url": _with(request, urut=word), "current": filters.sort == word} for word, label in labels.items()]


def _with(request: AnyRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("halaman", None)
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}#pekerjaan"

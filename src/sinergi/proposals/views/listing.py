"""The proposals of a round, and one proposal as everybody may read it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.actors.requests import AnyRequest
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.permissions import visible_or_404
from sinergi.proposals import documents, permissions, queries
from sinergi.proposals.models import AttachmentKind, Group
from sinergi.proposals.queries.listing import STATES
from sinergi.proposals.rules import lacking, totals
from sinergi.ui.pages import page, paged


def listing(request: AnyRequest, code: str) -> HttpResponse:
    """Search, sort and filters stand in the address; fifty on a page."""
    cycle = visible_or_404(request, code)
    if cycle.scope != "cycle":
        raise Http404(code)
    filters = queries.Filters.read(request.GET)
    involved = permissions.may_read_draft(request.user, cycle, request.today)
    found = queries.listing(cycle, filters, drafts=involved)
    cut = paged(request, found.rows, count=found.found)
    words = edition_of(cycle).words("sources")
    rows = [{"row": row, "purses": [(place, row.by_source.get(source, 0)) for place, source in enumerate(words, 1)]} for row in cut.object_list]
    context = {"cycle": cycle, "found": found, "page": cut, "rows": rows, "filters": filters, "chips": _chips(request, found), "sorts": _sorts(request, filters),
               "sources": [(place, word.title) for place, word in enumerate(words.values(), 1)], "involved": involved,
               "has_ranking": involved and bool(edition_of(cycle).words("lists")), "crumbs": [(cycle.region.name, ""), (cycle.title, f"/tahap/{cycle.code}/"), (pgettext("several", "Usulan"), None)]}
    return page(request, "proposals/list.html", context, fragment="rows")


def _chips(request: AnyRequest, found: queries.Listing) -> list[dict[str, Any]]:
    labels = {"": _("Semua"), "draf": _("Draf"), "lengkap": _("Lengkap"), "diserahkan": pgettext("proposal", "Diserahkan"), "dikembalikan": _("Dikembalikan")}
    counts = {word: found.counts.get(state, 0) for word, state in STATES.items()} | {"": sum(found.counts.values())}
    return [{"label": label, "url": _with(request, keadaan=word), "count": counts[word],
             "current": STATES.get(word, "") == STATES.get(found.filters.state, "")} for word, label in labels.items()]


def _sorts(request: AnyRequest, filters: queries.Filters) -> list[dict[str, Any]]:
    labels = {"kode": _("Kode"), "desa": _("Desa"), "jumlah": _("Jumlah"), "swadaya": _("Bagian swadaya"), "miskin": _("Bagian miskin")}
    return [{"label": label, "url": _with(request, urut=word), "current": word == filters.sort} for word, label in labels.items()]


def _with(request: AnyRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("halaman", None)
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def show(request: AnyRequest, code: str) -> HttpResponse:
    """The proposal: what is asked for, by whom it is paid, and where it stands."""
    work = visible_or_404(request, code)
    if work.scope != "work":
        raise Http404(code)
    submission = queries.standing_submission(work)
    involved = permissions.may_read_draft(request.user, work, request.today)
    crumbs = [(work.region.name, ""), (work.code, None)]
    if not involved and submission is None and queries.latest_version(work) is None:
        return page(request, "proposals/show.html", {"work": work, "hidden": True, "crumbs": crumbs})
    sheet = documents.readable_sheet(work, request.user, request.today)
    purses = documents.purses(work)
    sums = totals(sheet.lines, purses)
    groups = [{"code": group, "label": label, "amount": sums.by_group.get(group, 0),
               "rows": [{"line": line, "paid": [(place, line.paid_by(source), documents.form_words(line.paid_in(source))) for place, source in enumerate(purses.codes, 1)]}
                        for line in sheet.lines if line.group == group]} for group, label in Group.choices]
    may = {act: bool(gate.may(request.user, f"proposals.{act}", work, on=request.today)) for act in ("write", "submit")} if involved else {}
    kinds = dict(AttachmentKind.choices)
    means, proposal = documents.means_of(sheet, purses), queries.proposal_of(work)
    point = (float(sheet.latitude), float(sheet.longitude)) if sheet.latitude is not None and sheet.longitude is not None else None
    unfunded = queries.unfunded(work, request.user, request.today)
    context = {
        "work": work, "sheet": sheet, "sums": sums, "groups": groups, "submission": submission, "proposal": proposal, "involved": involved,
        "attachments": queries.attachments_of(proposal) if involved else [], "point": point, "nearby": queries.nearby(work, point) if point else [],
        "facts": [(label, value) for label, value in documents.text_rows(work, sheet) if value], "may": may, "crumbs": crumbs,
        "segments": queries.segments(work, dict(sums.by_source)), "flags": queries.flags(work, sheet) if involved else [],
        "paid": [(place, edition_of(work).word("sources", source).title, sums.by_source[source], documents.form_words(means.get(source, {})))
                 for place, source in enumerate(purses.codes, 1)],
        "papers": [kinds.get(kind, kind) for kind in dict.fromkeys(kind for kind, _name, _sha in sheet.papers)],
        "lacks": queries.lack_labels(edition_of(work), lacking(sheet)) if involved and submission is None else [],
        "sources": [(place, edition_of(work).word("sources", source).title) for place, source in enumerate(purses.codes, 1)],
        "unfunded": unfunded, "may_be_carried": bool(unfunded and involved and queries.targets_for(work)), "may_return": involved and submission is not None and _may_return(request, work),
        "own": submission is not None and permissions.takes_back(request.user, work, submission, request.today),
        "versions_url": reverse("proposals:versions", args=[work.code]),
    }
    return page(request, "proposals/show.html", context)


def _may_return(request: AnyRequest, work: Any) -> bool:
    return bool(gate.may(request.user, "undo:proposals.submit", work, on=request.today))

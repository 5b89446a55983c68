"""Search, the figures of the founding papers, and help."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinergi.actors.requests import AnyRequest
from sinergi.reports import guides, queries
from sinergi.ui.pages import page


@require_safe
def search(request: AnyRequest) -> HttpResponse:
    """Everything that may be seen, grouped, with what was looked for marked."""
    results = queries.search(request.GET.get("q", ""), request.user, request.today, books=request.GET.get("di") == "buku")
    groups = [{"group": group, "rows": [{"row": row, "title": queries.highlighted(row.title, results.words), "code": queries.highlighted(row.code, results.words),
                                         "note": queries.highlighted(row.note, results.words)} for row in group.rows]} for group in results.groups]
    return page(request, "reports/search.html", {"results": results, "groups": groups, "crumbs": [(_("Beranda"), "/"), (_("Cari"), "")]}, fragment="results")


@require_safe
def founding(request: AnyRequest) -> HttpResponse:
    """The printed figures with their comparators and papers."""
    context = {"papers": queries.by_source(queries.founding()), "crumbs": [(_("Beranda"), "/"), (_("Angka sumber"), "")]}
    return page(request, "reports/founding.html", context)


@require_safe
def help_index(request: AnyRequest) -> HttpResponse:
    """The guides, one for each kind of reader."""
    return page(request, "reports/help.html", {"guides": _guides(), "crumbs": [(_("Beranda"), "/"), (_("Bantuan"), "")]})


@require_safe
def help_page(request: AnyRequest, guide: str) -> HttpResponse:
    """One guide in the reader's language."""
    every = _guides()
    found = next((each for each in every if each.code == guide), None)
    if found is None:
        raise Http404(guide)
    context = {"guide": found, "guides": every, "crumbs": [(_("Beranda"), "/"), (_("Bantuan"), "/bantuan/"), (found.title, "")]}
    return page(request, "reports/guide.html", context)


def _guides() -> list[guides.Text]:
    return [each.text(get_language() or "id") for each in guides.GUIDES]

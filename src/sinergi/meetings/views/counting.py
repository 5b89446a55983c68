"""Figures across meetings, as a page with its picture and as a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest
from sinergi.meetings import queries
from sinergi.meetings.documents import figures as documents
from sinergi.meetings.rules import periods
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.ui.pages import page, paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = ("bulan", "triwulan", "tahun")


def figures(request: HttpRequest) -> HttpResponse:
    """Who takes part: over time, by kind, by place, by group; the filters stand in the address."""
    asked = cast("AnyRequest", request)
    filters = queries.FigureFilters.from_query(request.GET)
    found = queries.figures_across(request.user, filters, asked.today)
    context = {
        "found": found,
        "filters": filters,
        "columns": documents.columns(found),
        "legend": [_("Perempuan"), _("Laki-laki"), _("Tidak dirinci")],
        "rows": [(documents.period(begin, found.step), *_span(begin, found, filters), tally) for begin, tally in reversed(found.over_time)],
        "steps": [("bulan", _("Bulan")), ("triwulan", _("Triwulan")), ("tahun", _("Tahun"))],
        "rest": _without(request, "wilayah"), "all": _without(request, "per"),
        "excel": f"{reverse('meetings:figures_excel')}?{request.GET.urlencode()}",
        "heading": _("Angka peserta rapat"),
        "crumbs": [(_("Angka peserta rapat"), "")],
    }
    return page(request, "meetings/figures.html", context, fragment="figures")


def listed(request: HttpRequest) -> HttpResponse:
    """The meetings that a figure is made of: the same filters, newest first."""
    asked = cast("AnyRequest", request)
    filters = queries.FigureFilters.from_query(request.GET)
    cut = paged(request, queries.meetings_across(request.user, filters, asked.today))
    rows = [(each, sentences.named(edition_of(each.undertaking), "meeting_kinds", each.kind)) for each in cut.object_list]
    back = f"{reverse('meetings:figures')}?{_without(request, 'halaman')}"
    return page(request, "meetings/listed.html", {"rows": rows, "page": cut, "filters": filters, "heading": _("Rapat yang dihitung"),
                                                  "crumbs": [(_("Angka peserta rapat"), back), (_("Rapat yang dihitung"), "")]})


def figures_excel(request: HttpRequest) -> HttpResponse:
    """The same figures as a workbook."""
    asked = cast("AnyRequest", request)
    found = queries.figures_across(request.user, queries.FigureFilters.from_query(request.GET), asked.today)
    response = HttpResponse(documents.excel(found, asked.today), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="angka-peserta-rapat.xlsx"'
    return response


def _span(begin: date, found: queries.Figured, filters: queries.FigureFilters) -> tuple[date, date]:
    """First and last day of a period, no further than was asked for."""
    last = periods.following(begin, found.step) - timedelta(days=1)
    return max(begin, filters.start or begin), min(last, filters.end or last)


def _without(request: HttpRequest, name: str) -> str:
    """The address's other filters, to go on from."""
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()

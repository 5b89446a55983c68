"""The board, the matrix of months and weeks, the monthly report of a regency, and all of them as files."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinergi.actors.models import Person
from sinergi.actors.requests import AnyRequest
from sinergi.followups import documents, queries
from sinergi.followups.models import Followup
from sinergi.followups.rules import Month, months_from
from sinergi.followups.views.desk import Desk, address, crumbs
from sinergi.programmes.permissions import roles_at_place
from sinergi.regions.models import Region
from sinergi.ui.pages import page, paged
from sinergi.ui.wording import grouped

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = (1, 2, 3, 6)
MOST_LINES = 20_000


@require_safe
def table_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The list, as the filters show it, for a spreadsheet."""
    desk = Desk.of(request, code)
    lines, on = desk.found[:MOST_LINES], desk.request.today
    if form == "csv":
        return _file(documents.list_csv(lines, on, names=desk.names), "text/csv; charset=utf-8", f"RKTL-{desk.file}.csv")
    return _file(documents.list_workbook(desk.title, lines, on, names=desk.names), EXCEL, f"RKTL-{desk.file}.xlsx")


@require_safe
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Months and weeks, as they are printed in the field."""
    desk = Desk.of(request, code)
    months = _months(desk.request)
    cut = paged(request, queries.in_months(desk.found, months[0], months[-1]), 60)
    weeks, marks = queries.matrix(queries.with_states(cut.object_list, desk.request.today), months)
    context = {
        "desk": desk, "rows": cut, "marks": marks, "weeks": weeks,
        "by_month": [(documents.month_name(month), [week for week in weeks if week.month == month]) for month in months], "first": months[0], "many": len(months), "choices": MONTHS,
        "earlier": address(desk.request, dari=str(months[0].later(-len(months)))), "later": address(desk.request, dari=str(months[0].later(len(months)))),
        "late_before": queries.late_before(desk.found, months[0], desk.request.today).count(), "since": documents.month_name(months[0]), "late_url": desk.url("index", keadaan="terlambat", dari="", lama=""),
        "pdf": desk.url("matrix_pdf"), "excel": desk.url("matrix_excel"), "list_url": desk.url("index"), "heading": _("Matriks RKTL"), "lede": desk.title,
        "crumbs": crumbs(desk.undertaking, _("Matriks")) if desk.undertaking else [(_("Tindak lanjut"), reverse("followups:mine")), (_("Matriks"), "")],
        "chips": desk.chips(), "kept": [(name, value) for name, value in request.GET.items() if name not in {"dari", "lama", "halaman"} and value],
    }  # fmt: skip
    return page(request, "followups/matrix.html", context)


@require_safe
def matrix_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The matrix as PDF or Excel."""
    desk = Desk.of(request, code)
    months, on = _months(desk.request), desk.request.today
    lines = list(queries.in_months(desk.found, months[0], months[-1])[:MOST_LINES])
    before = list(queries.late_before(desk.found, months[0], on)[:MOST_LINES])
    if form == "pdf":
        about: dict[str, Any] = {"place": desk.undertaking.region.name, "example": desk.undertaking.is_example} if desk.undertaking else {}
        content = documents.matrix_pdf(_("Matriks RKTL"), desk.title, lines, months, on, names=desk.names, before=before, **about)
        return _file(content, "application/pdf", f"Matriks-RKTL-{desk.file}.pdf")
    return _file(documents.matrix_workbook(desk.title, lines, months, on, names=desk.names, before=before), EXCEL, f"Matriks-RKTL-{desk.file}.xlsx")


@require_safe
def monthly(request: HttpRequest) -> HttpResponse:
    """What was opened, settled, late and carried on in one month of one regency."""
    asked = cast("AnyRequest", request)
    places = queries.regencies()
    region = _regency(asked, places)
    month = Month.read(request.GET.get("bulan", ""), asked.today)
    context: dict[str, Any] = {"places": places, "region": region, "month": month, "heading": _("Laporan bulanan tindak lanjut"), "figures": documents.figure_words(), "month_name": documents.month_name(month)}
    if region is not None:
        report = queries.monthly(region, month, asked.today)
        cut = paged(request, queries.lines_of(region, month, asked.today), 30)
        queries.with_states(cut.object_list, report.as_of)
        words = documents.figure_words()
        query = f"wilayah={region.code}&bulan={month}"
        context |= {
            "totals": [(grouped(figure), word) for word, figure in zip(words.values(), report.total.cells, strict=True)], "parts": [
                ((_("Menurut lembaga"), _("Lembaga")), _cells(report.by_organisation, words)), ((_("Menurut tempat"), _("Tempat")), _cells(report.by_place, words))],
            "report": report, "escorts": queries.escorts_in(region, month, asked.today), "rows": cut, "names": _sees_names(asked, region), "heading": _("Laporan bulanan tindak lanjut, %(place)s") % {"place": region.name},
            "earlier": f"?wilayah={region.code}&bulan={month.later(-1)}", "later": f"?wilayah={region.code}&bulan={month.later(1)}",
            "pdf": f"{reverse('followups:monthly_pdf')}?{query}", "excel": f"{reverse('followups:monthly_excel')}?{query}",
        }  # fmt: skip
    return page(request, "followups/monthly.html", context)


@require_safe
def monthly_file(request: HttpRequest, form: str) -> HttpResponse:
    """The monthly report as PDF or Excel."""
    asked = cast("AnyRequest", request)
    region = _regency(asked, queries.regencies())
    if region is None:
        raise Http404
    month = Month.read(request.GET.get("bulan", ""), asked.today)
    report, names = queries.monthly(region, month, asked.today), _sees_names(asked, region)
    lines: list[Followup] = list(queries.lines_of(region, month, asked.today)[:MOST_LINES])
    name, escorts = f"RKTL-{region.code}-{month}", queries.escorts_in(region, month, asked.today)
    if form == "pdf":
        example = bool(lines) and all(line.undertaking.is_example for line in lines)
        return _file(documents.monthly_pdf(report, lines, escorts, names=names, example=example), "application/pdf", f"{name}.pdf")
    return _file(documents.monthly_workbook(report, lines, escorts, names=names), EXCEL, f"{name}.xlsx")


my_table_file, my_matrix, my_matrix_file = login_required(table_file), login_required(matrix), login_required(matrix_file)


def _regency(request: AnyRequest, places: list[Region]) -> Region | None:
    """The one asked for; otherwise one's own, or the only one there is."""
    wanted = request.GET.get("wilayah", "") or queries.own_regency(request.user, request.today)
    known = {place.code: place for place in places}
    return known.get(wanted) or (places[0] if len(places) == 1 else None)


def _cells(tallies: list[queries.Tally], words: dict[str, str]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each row with its column heads beside the figures, for the cards of a phone."""
    return [(tally.label or _("Tanpa lembaga terdaftar"), list(zip(words.values(), tally.cells, strict=True))) for tally in tallies]


def _sees_names(request: AnyRequest, region: Region) -> bool:
    """Whoever holds a role in the regency itself, or above it."""
    return isinstance(request.user, Person) and bool(roles_at_place(request.user, region.code, request.today))


def _months(request: AnyRequest) -> tuple[Month, ...]:
    many = request.GET.get("lama", "")
    return months_from(Month.read(request.GET.get("dari", ""), request.today), int(many) if many.isascii() and many.isdigit() and len(many) <= len("12") else 3)


def _file(content: bytes | str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

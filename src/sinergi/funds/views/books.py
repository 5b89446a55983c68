"""The books of a work on screen, on paper and in Excel; the plan and the report of what funds were used for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest
from sinergi.funds import documents, forms, queries
from sinergi.funds.views.about import about, sees_names
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page
from sinergi.ui.wording import title_in
from sinergi.workplans import queries as workplans

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(request: AnyRequest, code: str, book: str) -> HttpResponse:
    """Lines with a running balance; day and source stand in the address."""
    undertaking, form, found = _book(request, code, book)
    tabs = [{"label": label, "url": f"../{name}/", "current": name == book} for name, label in queries.BOOKS.items()]
    context = about(undertaking) | {
        "heading": found.title, "lede": undertaking.title, "book": found, "form": form, "names": sees_names(request, undertaking), "tabs": tabs,
        "waiting": [each for each in queries.deliveries(undertaking.pk) if each.state in {"delivered", "rejected"}] if book in {"swadaya", "material"} else [],
        "query": request.GET.urlencode(),
    }
    return page(request, "funds/book.html", context)


def book_excel(request: AnyRequest, code: str, book: str) -> HttpResponse:
    """The same lines as a workbook."""
    undertaking, _form, found = _book(request, code, book)
    content = documents.book_workbook(undertaking, found, names=sees_names(request, undertaking))
    response = HttpResponse(content, content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="{undertaking.code}-buku-{book}.xlsx"'
    return response


def rpd(request: AnyRequest, code: str) -> HttpResponse:
    """Rencana penggunaan dana: what each source is still to pay for."""
    return _report(request, code, _("Rencana penggunaan dana (RPD)"), "funds/rpd.html")


def lpd(request: AnyRequest, code: str) -> HttpResponse:
    """Laporan penggunaan dana: plan against actual, received against spent."""
    return _report(request, code, _("Laporan penggunaan dana (LPD)"), "funds/lpd.html")


def _report(request: AnyRequest, code: str, heading: str, template: str) -> HttpResponse:
    undertaking = visible_or_404(request, code)
    purses = queries.purses([undertaking.pk])[undertaking.pk]
    lines = queries.line_sums(undertaking.pk)
    approved = workplans.approved_funds(undertaking, request.today)
    sources = [
        (word, purses.get(word.code) or queries.PurseSum(word.code), [line for line in lines if line.source == word.code], [(plan, sums[word.code]) for plan, sums in approved if sums.get(word.code)])
        for word in queries.sources_of(undertaking) if word.code in purses or any(word.code in sums for _plan, sums in approved)
    ]
    return page(request, template, about(undertaking) | {"heading": heading, "lede": undertaking.title, "sources": sources, "today": request.today,
                                                         "written": queries.is_written(edition_of(undertaking), undertaking.scope)})


def _book(request: AnyRequest, code: str, book: str) -> tuple[Undertaking, Any, queries.Book]:
    undertaking = visible_or_404(request, code)
    if book not in queries.BOOKS:
        raise Http404(book)
    sources = [(word.code, title_in(word.title)) for word in queries.sources_of(undertaking)]
    form = forms.BookFilter(request.GET or None, sources=sources)
    return undertaking, form, queries.book(undertaking.pk, book, **form.given())

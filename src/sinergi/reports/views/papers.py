"""The LPJ and the final report as files, and filing them with one click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.dossiers import actions as dossiers
from sinergi.kernel import chains
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import address
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.reports import documents
from sinergi.reports.queries.frozen import closing_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def lpj_pdf(request: AnyRequest, code: str) -> HttpResponse:
    """The account of a work, as the books stand today."""
    work = _of_scope(request, code, "work")
    content = documents.lpj_pdf(work, request.user, request.today, involved=is_involved(request.user, work, request.today))
    return _file(content, "application/pdf", f"LPJ-{work.code}.pdf")


@require_safe
def lpj_xlsx(request: AnyRequest, code: str) -> HttpResponse:
    """The same figures as a workbook."""
    work = _of_scope(request, code, "work")
    content = documents.lpj_workbook(work, request.user, request.today, involved=is_involved(request.user, work, request.today))
    return _file(content, EXCEL, f"LPJ-{work.code}.xlsx")


@require_safe
def final_report(request: AnyRequest, code: str) -> HttpResponse:
    """The report of a round, as the data stands today."""
    cycle = _of_scope(request, code, "cycle")
    return _file(documents.final_report(cycle, request.today), "application/pdf", f"Laporan-{cycle.code}.pdf")


@require_safe
def frozen_figures(request: AnyRequest, code: str) -> HttpResponse:
    """The figures with which a round closed: the very text of which the fingerprint is the SHA-256."""
    closing = closing_of(_of_scope(request, code, "cycle"))
    if closing is None:
        raise Http404(code)
    return _file(chains.canonical(closing.figures).encode(), "application/json; charset=utf-8", f"Angka-{code}.json")


@login_required
@require_POST
def file_lpj(request: SignedInRequest, code: str) -> HttpResponse:
    """File the LPJ as it stands now; the paper is in the language of the office."""
    work = _of_scope(request, code, "work")
    document = _document(request, work, "lpj")
    with override("id"):
        content = documents.lpj_pdf(work, request.user, request.today, involved=True)
    return _filed(request, work, document, content, f"LPJ-{work.code}.pdf")


@login_required
@require_POST
def file_final_report(request: SignedInRequest, code: str) -> HttpResponse:
    """File the final report as it stands now."""
    cycle = _of_scope(request, code, "cycle")
    document = _document(request, cycle, "final_report")
    with override("id"):
        content = documents.final_report(cycle, request.today)
    return _filed(request, cycle, document, content, f"Laporan-{cycle.code}.pdf")


def _filed(request: SignedInRequest, undertaking: Undertaking, document: str, content: bytes, name: str) -> HttpResponse:
    """Through the same gate as an uploaded paper; a refusal is shown by the middleware."""
    dossiers.file(request.user, undertaking.code, on=request.today, stage=request.GET.get("stage", "")[:60], document=document, generated=content, name=name)
    messages.success(request, _("Diserahkan seperti isi buku hari ini, dengan sidik jarinya."))
    return redirect(address(undertaking))


def _document(request: SignedInRequest, undertaking: Undertaking, kind: str) -> str:
    """The document that the link names; 404 unless the edition says that it is made in this way."""
    asked = request.GET.get("dokumen", "")
    if asked not in {word.code for word in documents.generated_for(undertaking, kind)}:
        raise Http404(asked)
    return asked


def _of_scope(request: AnyRequest, code: str, scope: str) -> Undertaking:
    found = visible_or_404(request, code)
    if found.scope != scope:
        raise Http404(code)
    return found


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response

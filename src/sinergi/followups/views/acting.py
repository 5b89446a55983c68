"""Opening a follow-up, reporting about it, and saying yes or no to a report."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.files import actions as files
from sinergi.followups import actions, permissions, queries
from sinergi.followups.forms import AgreeForm, LineForm, NameForm, ReportForm
from sinergi.followups.models import Followup, Origin
from sinergi.followups.views.desk import crumbs
from sinergi.followups.views.listing import found
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, attempted, refusal
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.pages import page
from sinergi.ui.wording import title_in

# what a page may write into the form beforehand: word of the address -> field
PREFILLED = {"apa": "what", "asal": "origin", "keluaran": "output", "siapa": "who", "tempat": "place", "tenggat": "due_on", "hal": "about", "stage": "stage"}


@login_required
def open_line(request: HttpRequest, code: str) -> HttpResponse:
    """Lay something on somebody; pages hand over what it is about in the address."""
    asked = cast("SignedInRequest", request)
    undertaking = visible_or_404(asked, code)
    may = permissions.may_open(asked.user, undertaking, asked.today, request.GET.get("stage", ""))
    if not may:
        return refusal(request, may, status=403, next_url=reverse("followups:index", args=[code]))
    known = queries.known_responsibles(undertaking, asked.today)
    initial = {field: request.GET[word] for word, field in PREFILLED.items() if request.GET.get(word)}
    form = LineForm(request.POST or None, known=known, initial=initial)
    if request.method == "POST" and form.is_valid() and (row := attempt(form, lambda: _open(asked, undertaking, form))):
        messages.success(request, _("Tindak lanjut tersimpan dan penanggung jawabnya diberi tahu."))
        return redirect("followups:show", code, row.number)
    context = {
        "form": form, "known": queries.offered(known), "code": code, "purses": [title_in(word.title) for word in edition_of(undertaking).words("sources").values()],
        "heading": _("Buat tindak lanjut (RKTL)"), "lede": f"{undertaking.code} · {undertaking.title}", "submit": _("Simpan tindak lanjut"),
        "cancel_url": reverse("followups:index", args=[code]), "crumbs": crumbs(undertaking, _("Buat")),
    }  # fmt: skip
    return page(request, "followups/open.html", context)


@require_safe
def names(request: HttpRequest, code: str) -> HttpResponse:
    """Names that fit what was typed, for the list of a form; only for those who work there; anybody else gets none."""
    today = cast("AnyRequest", request).today
    undertaking = visible_or_404(cast("AnyRequest", request), code)
    if not is_involved(request.user, undertaking, today):
        return HttpResponse(headers={"HX-Reswap": "none"})     # what the page lists already stays
    typed = str(next((value for value in request.GET.values() if value), ""))[:160]
    return render(request, "followups/names.html", {"names": queries.offered(queries.known_responsibles(undertaking, today), typed)})


@login_required
def report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Tell how far it is."""
    asked = cast("SignedInRequest", request)
    undertaking, followup = found(asked, code, number)
    may = permissions.may_report(asked.user, undertaking, asked.today, followup=followup)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("followups:show", args=[code, number]))
    form = ReportForm(request.POST or None, request.FILES or None, today=asked.today, initial={"stage": request.GET.get("stage", "")},
                      of_audit=followup.origin == Origin.AUDIT)
    if request.method == "POST" and form.is_valid() and (row := attempt(form, lambda: _report(asked, followup, form.cleaned_data))):
        messages.success(request, _("Laporan tersimpan. Tindak lanjut ini selesai setelah yang memintanya setuju.") if row.waits else _("Laporan tersimpan."))
        return redirect("followups:show", code, number)
    context = _form(undertaking, followup, form, heading=_("Laporkan tindak lanjut"), submit=_("Simpan laporan"), last=_("Lapor"))
    doers = queries.doers_of(followup)
    return page(request, "followups/report.html", context | {"for_others": asked.user.pk not in doers if doers else False})


@login_required
def assign(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say whom a line means that was laid on a name in words."""
    asked = cast("SignedInRequest", request)
    undertaking, followup = found(asked, code, number)
    may = permissions.may_name(asked.user, followup, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("followups:show", args=[code, number]))
    known = queries.known_responsibles(undertaking, asked.today)
    form = NameForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid() and attempted(form, lambda: actions.name(asked.user, code, followup.pk, on=asked.today, responsible=form.responsible())):
        messages.success(request, _("Penanggung jawab ditunjuk dan diberi tahu."))
        return redirect("followups:show", code, number)
    context = _form(undertaking, followup, form, heading=_("Tunjuk penanggung jawab"), submit=_("Simpan"), last=_("Penanggung jawab"))
    return page(request, "followups/assign.html", context | {"known": queries.offered(known), "code": code})


@login_required
def agree(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say yes, or not yet and why, to a line that was reported done without a file."""
    asked = cast("SignedInRequest", request)
    undertaking, followup = found(asked, code, number)
    told = queries.newest(followup)
    may = permissions.may_agree(asked.user, followup, told, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("followups:show", args=[code, number]))
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (row := attempt(form, lambda: _agree(asked, followup, form.cleaned_data))):
        messages.success(request, _("Tindak lanjut ini selesai.") if row.agreed else _("Jawaban tersimpan; tindak lanjut ini berjalan lagi."))
        return redirect("followups:show", code, number)
    context = _form(undertaking, followup, form, heading=_("Sudah selesai?"), submit=_("Simpan jawaban"), last=_("Persetujuan"))
    return page(request, "followups/agree.html", context | {"told": told, "followup": followup})


def _form(undertaking: Undertaking, followup: Followup, form: Any, *, heading: str, submit: str, last: str) -> dict[str, Any]:
    back = reverse("followups:show", args=[undertaking.code, followup.number])
    return {"form": form, "followup": followup, "heading": heading, "lede": followup.what, "submit": submit, "cancel_url": back, "crumbs": crumbs(undertaking, last)}


def _open(request: SignedInRequest, undertaking: Undertaking, form: LineForm) -> Followup:
    return actions.lay(request.user, undertaking.code, on=request.today, **form.line())


def _report(request: SignedInRequest, followup: Followup, given: dict[str, Any]) -> Any:
    evidence = files.store(request.user, given["evidence"]) if given["evidence"] else None
    return actions.report(
        request.user, followup.undertaking.code, followup.pk, on=request.today, happened_on=given["happened_on"], stage=given["stage"],
        status=given["status"], note=given["note"], evidence=evidence,
    )  # fmt: skip


def _agree(request: SignedInRequest, followup: Followup, given: dict[str, Any]) -> Any:
    return actions.agree(
        request.user, followup.undertaking.code, followup.pk, on=request.today, agreed=given["agreed"] == "ya", note=given["note"]
    )

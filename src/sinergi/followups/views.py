"""Pages of follow-ups: lists, one with its history, the report form."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.files import actions as files
from sinergi.followups import actions, permissions, queries
from sinergi.followups.forms import ReportForm
from sinergi.followups.models import Followup, Origin
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.pages import page, paged


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Every follow-up where I have a role, or that was laid on me."""
    asked = cast("SignedInRequest", request)
    rows = queries.mine_anywhere(asked.user, asked.today)
    context = _listed(asked, rows, heading=_("Tindak lanjut"), lede=_("Di semua pekerjaan tempat Anda berperan."))
    return page(request, "followups/index.html", context | {"across": True, "names": True})


def index(request: HttpRequest, code: str) -> HttpResponse:
    """The follow-ups of an undertaking and of everything below it; public, without names."""
    asked = cast("AnyRequest", request)
    undertaking = visible_or_404(asked, code)
    names = is_involved(request.user, undertaking, asked.today)
    context = _listed(asked, queries.below(undertaking), heading=_("Tindak lanjut"), lede=undertaking.title)
    return page(request, "followups/index.html", context | {"undertaking": undertaking, "names": names, "may_report": names})


def show(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One follow-up with every report about it."""
    asked = cast("AnyRequest", request)
    undertaking, followup = _found(asked, code, number)
    names = permissions.sees_names(request.user, followup, asked.today)
    context = {
        "undertaking": undertaking,
        "followup": queries.with_states([followup], asked.today)[0],
        "history": queries.history(followup),
        "names": names,
        "may_report": followup.ended_on is None and bool(permissions.may_report(request.user, undertaking, asked.today)),
        "heading": followup.what,
        "crumbs": _crumbs(undertaking, f"{followup.number}"),
    }
    return page(request, "followups/show.html", context)


@login_required
def report(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Tell how far it is."""
    asked = cast("SignedInRequest", request)
    undertaking, followup = _found(asked, code, number)
    may = permissions.may_report(asked.user, undertaking, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("followups:show", args=[code, number]))
    form = ReportForm(request.POST or None, request.FILES or None, today=asked.today, initial={"stage": request.GET.get("stage", "")})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _report(asked, followup, form.cleaned_data)):
        messages.success(request, _("Laporan tersimpan."))
        return redirect("followups:show", code, number)
    context = {
        "form": form,
        "followup": followup,
        "heading": _("Laporkan tindak lanjut"),
        "lede": followup.what,
        "submit": _("Simpan laporan"),
        "cancel_url": reverse("followups:show", args=[code, number]),
        "crumbs": _crumbs(undertaking, _("Lapor")),
    }
    return page(request, "ui/form.html", context)


def _report(request: SignedInRequest, followup: Followup, given: dict[str, Any]) -> Any:
    evidence = files.store(request.user, given["evidence"]) if given["evidence"] else None
    return actions.report(
        request.user, followup.undertaking.code, followup.pk, on=request.today, happened_on=given["happened_on"], stage=given["stage"],
        status=given["status"], note=given["note"], evidence=evidence,
    )  # fmt: skip


def _listed(request: AnyRequest, rows: Any, *, heading: str, lede: str) -> dict[str, Any]:
    filters = queries.Filters.from_query(request.GET)
    cut = paged(request, queries.filtered(rows, filters, request.user, request.today), 50)
    queries.with_states(cut.object_list, request.today)
    return {"rows": cut, "filters": filters, "chips": _chips(request, filters), "origins": Origin.choices, "heading": heading, "lede": lede}


def _chips(request: AnyRequest, filters: queries.Filters) -> list[dict[str, Any]]:
    """Filters that are links; each keeps the others."""
    states = (("", "", _("Semua"), ""), ("open", "terbuka", _("Terbuka"), "open"), ("late", "terlambat", _("Terlambat"), "late"), ("done", "selesai", _("Selesai"), "done"))
    chips = [
        {"label": label, "url": _address(request, keadaan=word), "current": filters.state == code, "state": shape} for code, word, label, shape in states
    ]
    if request.user.is_authenticated:
        chips.append({"label": _("Milik saya"), "url": _address(request, milik="" if filters.mine else "saya"), "current": filters.mine})
    return chips


def _address(request: AnyRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("halaman", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def _found(request: AnyRequest, code: str, number: int) -> tuple[Undertaking, Followup]:
    undertaking = visible_or_404(request, code)
    followup = queries.one(undertaking, number)
    if followup is None:
        raise Http404(number)
    return undertaking, followup


def _crumbs(undertaking: Undertaking, last: str) -> list[tuple[str, str]]:
    return [(undertaking.title, ""), (_("Tindak lanjut"), reverse("followups:index", args=[undertaking.code])), (last, "")]

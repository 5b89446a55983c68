"""Pages of physical work: how far it is, and the forms that say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.files import actions as files
from sinergi.files.models import File
from sinergi.followups import permissions as followups
from sinergi.followups.queries import known_responsibles, offered
from sinergi.programmes import gate, sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, crumbs
from sinergi.programmes.permissions import visible_or_404
from sinergi.progress import actions, forms, permissions, queries
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, Report, Visit
from sinergi.ui.pages import page


@dataclass(frozen=True)
class ActPage:
    """One act as a page."""

    act: str
    form: type[forms.WorkForm]
    model: type[Any]
    heading: str
    lede: str
    submit: str
    done: str
    params: dict[str, Any] = field(default_factory=dict)


def show(request: AnyRequest, code: str) -> HttpResponse:
    """Where the work stands: photos, curve, reports, visits, wages, handover, later checks."""
    undertaking = visible_or_404(request, code)
    inside = permissions.sees_notes(request.user, undertaking, request.today)
    context = about(undertaking) | queries.panel(undertaking, request.user, request.today, public=not inside) | {
        "heading": _("Kemajuan"), "lede": undertaking.title, "photos": photos(queries.strip(undertaking.pk)), "reports": queries.reports(undertaking.pk),
        "all_visits": queries.visits(undertaking.pk), "wages": queries.wages(undertaking.pk), "checks": queries.checks(undertaking.pk),
        "today": request.today, "inside": inside, "may_chase": inside and bool(followups.may_open(request.user, undertaking, request.today)),
    }
    if inside and context["handover"]:
        context["may_check"] = bool(gate.may(request.user, "progress.check_function", undertaking, on=request.today))
    return page(request, "progress/show.html", context)


@login_required
def report(request: SignedInRequest, code: str) -> HttpResponse:
    """Physical percentage of a day; above the works, how much of what is planned is done."""
    is_work = visible_or_404(request, code).scope == "work"
    lede = _("Berapa persen pekerjaan yang sudah jadi.") if is_work else _("Berapa persen kegiatan yang sudah selesai.")
    shown = ActPage("progress.report", forms.ReportForm, Report, _("Laporkan kemajuan"), lede,
                    _("Kirim laporan"), _("Laporan tersimpan."))
    return _run(request, code, shown, lambda given: actions.report(request.user, code, **given))


@login_required
def visit(request: SignedInRequest, code: str) -> HttpResponse:
    """Somebody went and looked."""
    purpose = request.GET.get("purpose", "")[:60] or "pemantauan"
    named = sentences.named(edition_of(visible_or_404(request, code)), "purposes", purpose)
    shown = ActPage("progress.visit", forms.VisitForm, Visit, _("Catat kunjungan: %(purpose)s") % {"purpose": named},
                    _("Temuan menjadi tindak lanjut dengan penanggung jawab dan tenggat."), _("Simpan kunjungan"), _("Kunjungan tersimpan."),
                    {"purpose": purpose})

    def action(given: dict[str, Any]) -> Visit:
        pictures = [kept for name in ("photo_1", "photo_2") if (kept := _kept(request, name, ("picture",)))]
        return actions.visit(request.user, code, purpose=purpose, photos=pictures, **given)

    return _run(request, code, shown, action)


@login_required
def photograph(request: SignedInRequest, code: str) -> HttpResponse:
    """A photo at 0, 50 or 100 %."""
    shown = ActPage("progress.photograph", forms.PhotoForm, Photo, _("Unggah foto 0, 50, 100 %"),
                    _("Foto tampil untuk umum. Ambil dari titik yang sama agar mudah dibandingkan."), _("Unggah foto"), _("Foto tersimpan."))

    def action(given: dict[str, Any]) -> Photo:
        upload: Any = request.FILES["file"]
        row = actions.photograph(request.user, code, file=files.store(request.user, upload, kinds=("picture",), public=True), **given)
        if row.latitude is None:
            messages.info(request, _("Foto ini tidak membawa titik lokasi, jadi tidak bisa dibandingkan letaknya. Lain kali nyalakan lokasi pada kamera, atau isi lintang dan bujurnya."))
        return row

    return _run(request, code, shown, action)


@login_required
def pay_wages(request: SignedInRequest, code: str) -> HttpResponse:
    """A pay sheet."""
    shown = ActPage("progress.pay_wages", forms.WagesForm, PaySheet, _("Catat pembayaran upah"), _("Satu orang paling banyak satu HOK sehari."),
                    _("Simpan upah"), _("Upah tersimpan."))
    return _run(request, code, shown, lambda given: actions.pay_wages(request.user, code, file=_kept(request), **given))


@login_required
def hand_over(request: SignedInRequest, code: str) -> HttpResponse:
    """The BAST."""
    shown = ActPage("progress.hand_over", forms.HandOverForm, HandOver, _("Catat serah terima (BAST)"), "", _("Simpan BAST"), _("BAST tersimpan."))
    return _run(request, code, shown, lambda given: actions.hand_over(request.user, code, file=_kept(request), **given))


@login_required
def check_function(request: SignedInRequest, code: str) -> HttpResponse:
    """Does it still work."""
    shown = ActPage("progress.check_function", forms.FunctionForm, FunctionCheck, _("Periksa apakah masih berfungsi"), "", _("Simpan pemeriksaan"),
                    _("Pemeriksaan tersimpan."))
    return _run(request, code, shown, lambda given: actions.check_function(request.user, code, file=_kept(request, "file", ("picture",)), **given))


def photos(frames: list[Any]) -> list[dict[str, Any]]:
    """The frames as the photo strip draws them; without a photo a dashed one."""
    return [_frame(frame) for frame in frames]


def about(undertaking: Undertaking) -> dict[str, Any]:
    """Where we are."""
    url = reverse("progress:show", args=[undertaking.code])
    return {
        "undertaking": undertaking, "cancel_url": url, "crumbs": [*crumbs(undertaking), (_("Kemajuan"), url)],
        **({"demo_notice": True} if undertaking.is_example else {}),
    }


def _frame(frame: Any) -> dict[str, Any]:
    photo = frame.photo
    if photo is None:
        return {"percent": frame.at, "due": _("belum ada")}
    url = reverse("files:thumb", args=[photo.file_id, photo.file.name])
    note = _("%(metres)s m dari foto pertama") % {"metres": frame.apart} if frame.moved else ""
    return {"percent": frame.at, "url": url, "link": reverse("files:show", args=[photo.file_id, photo.file.name]), "day": photo.happened_on, "by": note}


def _run(request: SignedInRequest, code: str, shown: ActPage, action: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    """Show the form when the gate lets this person through (otherwise its sentence); on sending, do it once and go back."""
    undertaking = visible_or_404(request, code)
    stage = request.GET.get("stage", "")[:60]
    if request.method == "POST":
        form = shown.form(request.POST, request.FILES, on=request.today, is_work=undertaking.scope == "work")
        if actions.recorded(form.token_sent, shown.model) is not None:
            messages.info(request, _("Isian ini sudah tercatat."))
            return redirect("progress:show", code=code)
        if form.is_valid() and attempt(form, lambda: action({**form.given(), "on": request.today, "stage": stage})) is not None:
            messages.success(request, shown.done)
            return redirect("progress:show", code=code)
    else:
        gate.enforce(gate.may(request.user, shown.act, undertaking, on=request.today, stage=stage, **shown.params))
        form = shown.form(on=request.today, is_work=undertaking.scope == "work")
    context = about(undertaking) | {"form": form, "heading": shown.heading, "lede": shown.lede, "submit": shown.submit}
    planned = shown.form is forms.ReportForm and undertaking.scope != "work" and edition_of(undertaking).words("plans")
    context["plan_url"] = reverse("workplans:index", args=[code]) if planned else ""
    context["known"] = offered(known_responsibles(undertaking, request.today)) if shown.form is forms.VisitForm else []
    return page(request, "progress/form.html", context, status=422 if request.method == "POST" else 200)


def _kept(request: HttpRequest, name: str = "file", kinds: tuple[str, ...] = files.EVERYTHING) -> File | None:
    upload = request.FILES.get(name)
    return files.store(request.user, upload, kinds=kinds) if upload else None

"""Pages for what went wrong before a view was reached, and for what a view could not take because nobody was signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from sinergi.project import unsent
from sinergi.project.unsent import Unsent


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form that stood open too long, or from before signing in again: what was typed is shown, so that nothing is lost.

    It may be sent on only when the browser says that it came from a page of ours; then only its token was old.
    """
    said = _("Halaman ini sudah terlalu lama terbuka. Tulisan Anda tetap di sini: tekan tombol Simpan, atau muat ulang halaman ini.")
    if _by_script(request):
        return _in_one_line(request, "old_page", said, status=403)
    typed = unsent.of(request)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return _unsent(request, typed, heading=_("Formulir ini terlalu lama terbuka"), send=ours and not typed.files, url=typed.to, action=_("Buka formulirnya lagi"),
                   lede=_("Belum ada yang tersimpan, tetapi tulisan Anda tidak hilang: kirim dari sini, atau salin dan buka lagi formulirnya.") if ours and not typed.files
                   else _("Belum ada yang tersimpan, tetapi tulisan Anda tidak hilang: salin dari bawah ini, atau buka lagi formulirnya lalu kirim."))


def asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a view turned somebody away to the sign-in page, to come back afterwards."""
    where = urlsplit(response.get("Location", ""))
    return isinstance(response, HttpResponseRedirect) and where.path == resolve_url(settings.LOGIN_URL) and "next=" in where.query and not request.path.startswith("/akun/")


def signed_out(request: HttpRequest) -> HttpResponse:
    """What was typed by somebody whose session had ended: it waits on this device for its writer, to be sent on after signing in.

    Where nobody knows whose session it was, it is shown this once, to be copied, and not kept.
    """
    if _by_script(request):
        return _in_one_line(request, "signed_out", _("Anda sudah keluar. Tulisan Anda tetap di halaman ini: masuk lagi di tab lain, lalu tekan Simpan."), status=401)
    typed = unsent.of(request)
    device = unsent.keep(request, typed)
    back = reverse("resume") if device else typed.to if typed.shown else _came_from(request)
    response = _unsent(
        request, typed, heading=_("Anda perlu masuk lagi"), url=f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}", action=_("Masuk"),
        lede=_("Belum ada yang tersimpan, karena Anda sudah keluar. Tulisan Anda menunggu %(days)s hari di perangkat ini, juga bila orang lain masuk di antaranya: sesudah masuk dengan akun yang sama, kirim dengan satu tekan.")
        % {"days": unsent.WAITS} if device
        else _("Belum ada yang tersimpan, karena Anda sudah keluar. Tulisan Anda hanya ada di halaman ini: salin dulu dari bawah ini, lalu masuk.") if typed.shown
        else _("Belum ada yang berubah, karena Anda sudah keluar. Sesudah masuk Anda kembali ke halaman tadi."))
    if device:
        unsent.remember_device(response, device)
    return response


def _unsent(request: HttpRequest, typed: Unsent, **context: Any) -> HttpResponse:
    response = render(request, "project/unsent.html", {"unsent": typed, **context}, status=403)
    add_never_cache_headers(response)
    return response


def _by_script(request: HttpRequest) -> bool:
    """Sent by a script of a page that stays open, or by a machine."""
    return any((request.headers.get("HX-Request") == "true", request.headers.get("X-Autosave"), request.content_type == "application/json",
                not request.accepts("text/html")))


def _in_one_line(request: HttpRequest, code: str, sentence: str, *, status: int) -> HttpResponse:
    """A refusal in the form of the API; the pages' scripts read the header. 403 to JSON, which the desk of a meeting day takes for signed out."""
    status = 403 if request.content_type == "application/json" else status
    return JsonResponse({"code": code, "sentence": sentence, "values": {}}, status=status, headers={"X-Saved": sentence, "HX-Reswap": "none"})


def _came_from(request: HttpRequest) -> str:
    """The page whose button was pressed; a button's own address often has no page."""
    referrer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return request.get_full_path()
    parts = urlsplit(referrer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    if asked_of_api(request):
        return _to_machine("bad_request", _("Permintaan ini tidak dapat dibaca. Periksa alamat dan isiannya, lalu coba lagi."), 400)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    if asked_of_api(request):
        return _to_machine("not_allowed", _("Anda belum punya wewenang untuk ini."), 403)
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    if asked_of_api(request):
        return nothing_there()
    return render(request, "404.html", status=404)


def nothing_there() -> JsonResponse:
    """What the API says about an address or a code that does not exist."""
    return _to_machine("not_found", _("Tidak ada di sini. Periksa kode atau alamatnya."), 404)


def wrong_method(request: HttpRequest, allowed: str) -> JsonResponse:
    """What the API says to a method that an address does not take."""
    values = {"method": str(request.method), "allowed": allowed}
    response = _to_machine("wrong_method", _("Alamat ini hanya menerima %(allowed)s, bukan %(method)s.") % values, 405, values)
    response["Allow"] = allowed
    return response


def asked_of_api(request: HttpRequest) -> bool:
    """Machines are answered in JSON, whatever went wrong."""
    return request.path.startswith("/api/")


def _to_machine(code: str, sentence: str, status: int, values: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"code": code, "sentence": sentence, "values": values or {}}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    if asked_of_api(request):
        return _to_machine("server_error", _("Ada yang rusak di pihak kami. Bukan salah Anda, dan kejadian ini sudah tercatat. Coba lagi nanti."), 500)
    return render(request, "500.html", status=500)

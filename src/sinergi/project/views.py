"""Language, theme, health, and what only the demo has: one-click sign-in and letting days pass."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sinergi.actors.models import Person
from sinergi.audit.models import Row
from sinergi.followups import actions as followups
from sinergi.kernel import numbers
from sinergi.programmes import actions as programmes
from sinergi.programmes import sentences
from sinergi.project import clock, unsent
from sinergi.project.demo.cast import added, cast
from sinergi.project.demo.scenes import SCENES, scene_of, scene_on
from sinergi.ui.pages import page

YEAR = 365 * 24 * 60 * 60
FURTHEST = 60


@require_GET
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and with the person when somebody is signed in. A link, so that it works everywhere."""
    language = request.GET.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if check_for_language(language):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, secure=settings.LANGUAGE_COOKIE_SECURE, samesite="Lax")
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=language)
    return response


@require_GET
def switch_theme(request: HttpRequest) -> HttpResponse:
    """light, dark, or anything else for what the machine prefers."""
    theme = request.GET.get("theme", "")
    response = HttpResponseRedirect(_back(request))
    if theme in {"light", "dark"}:
        response.set_cookie("theme", theme, max_age=YEAR, secure=settings.LANGUAGE_COOKIE_SECURE, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response


@require_GET
def healthy(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view takes its request
    """For load balancers: the process answers and the database does too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@login_required
def resume(request: HttpRequest) -> HttpResponse:
    """What somebody typed before having to sign in again: one press sends it on."""
    kept = unsent.kept(request)
    if kept is None or request.method == "POST":
        if kept:
            unsent.forget(request, kept.to)
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    lede = _("Belum dikirim. Periksa, lalu kirim dengan satu tekan.") if not kept.files else _("Belum dikirim. Buka lagi formulirnya: salin dari sini bila isiannya kosong.")
    return page(request, "project/unsent.html", {"unsent": kept, "heading": _("Tulisan Anda masih ada"), "lede": lede, "send": not kept.files, "discard": True,
                                                 "url": kept.to, "action": _("Buka formulirnya lagi")})


def demo_login(request: HttpRequest) -> HttpResponse:
    """The cast of the demo, one click each; this page does not exist outside demo mode."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        person = get_object_or_404(Person, email=request.POST.get("email", ""), is_active=True, is_system=False)
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        scene = scene_of(person.email or "")
        if scene is not None and clock.today() < scene.day:     # their round is not opened yet; later they find it late, as it would be
            _go_to(request, scene.day)
        return HttpResponseRedirect(_ours(request, request.POST.get("next", "")) or settings.LOGIN_REDIRECT_URL)
    scenes = [(scene, cast(scene.domain) if scene.domain else []) for scene in SCENES]
    return page(request, "project/demo_login.html", {"scenes": scenes, "added": added(scene.domain for scene in SCENES if scene.domain), "steps": (1, 3, 7, 30), "next": _ours(request, request.GET.get("next", ""))})


@require_POST
def demo_day(request: HttpRequest) -> HttpResponse:
    """Let days pass in the demo, so that windows close and deadlines come; or go to the day of one of its scenes."""
    if not settings.DEMO:
        raise Http404
    scene, day = scene_on(request.POST.get("to", "")), _recorded(request.POST.get("to", ""))
    if scene is not None or day is not None:
        _go_to(request, scene.day if scene else day or clock.today())
        return HttpResponseRedirect(_back(request))
    days = numbers.whole(request.POST.get("days", "1"), 2) or 0
    if 0 < days <= FURTHEST:
        today = clock.move_demo_day(days)
        _day_came(today)
        messages.success(request, _("Sekarang %(day)s di contoh ini.") % {"day": sentences.day(today)})
    return HttpResponseRedirect(_back(request))


def _recorded(text: str) -> date | None:
    """A day on which something happened in the example."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if Row.objects.filter(happened_on=day).exists() else None


def _go_to(request: HttpRequest, day: date) -> None:
    ahead = day > clock.today()
    clock.set_demo_day(day)
    _day_came(day, chase=ahead)
    messages.success(request, _("Sekarang %(day)s di contoh ini.") % {"day": sentences.day(day)})


def _day_came(day: date, *, chase: bool = True) -> None:
    """What a new day brings in the demo: boards, and the reminders of what was agreed, without e-mail: nobody of the cast has a real address."""
    programmes.tick(day)
    if chase:
        followups.remind(day, mail=False)


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that is here."""
    target = request.POST.get("next") or request.GET.get("next") or request.META.get("HTTP_REFERER", "")
    return _ours(request, target) or "/"


def _ours(request: HttpRequest, target: str) -> str:
    """This address if it is one of ours."""
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()) else ""

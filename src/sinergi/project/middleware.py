"""What every request passes: the policy that forbids foreign scripts, today's date, the second factor, and refusals said in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from sinergi.actors import permissions as actors_permissions
from sinergi.actors.models import Person
from sinergi.kernel.decisions import NotAllowed, NotSound, Refused
from sinergi.programmes import pages
from sinergi.project import clock

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATUS = {NotAllowed: 403, NotSound: 422}


def content_security(get_response: Handler) -> Handler:
    """No script and no style but our own files, on every answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response

    return middleware


def language(get_response: Handler) -> Handler:
    """Indonesian first: only the person's own choice (a cookie) changes it, not what the phone was sold with."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if translation.check_for_language(chosen) and chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    return middleware


def today(get_response: Handler) -> Handler:
    """Puts the office's day on the request as ``request.today``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]  # -- typed as AnyRequest where it is read
        return get_response(request)

    return middleware


def second_factor(get_response: Handler) -> Handler:
    """Sends people whose role asks for a second factor to the page where they set one up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if settings.SECOND_FACTOR_ROLES and isinstance(person, Person) and not request.path.startswith(("/akun/", "/static/")) \
                and actors_permissions.needs_second_factor(person, on=request.today):  # type: ignore[attr-defined]  # -- set above
            return HttpResponseRedirect(reverse("mfa_index"))
        return get_response(request)

    return middleware


class RefusalMiddleware:
    """Turns a refusal that no page caught into 403, 409 or 422 with its sentence, for pages and API alike."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return pages.refusal(request, exception.decision, status=STATUS.get(type(exception), 409))


refusals = RefusalMiddleware

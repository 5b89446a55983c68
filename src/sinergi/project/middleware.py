"""What every request passes: the policy that forbids foreign scripts, today's date, the second factor, and refusals said in words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from sinergi.actors import permissions as actors_permissions
from sinergi.actors.models import Person
from sinergi.kernel.decisions import NotAllowed, NotSound, Refused
from sinergi.programmes import pages
from sinergi.project import clock, errors, unsent

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TAKEN = "taken"     # read by ui/scripts/sinergi.js
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
    """Indonesian first: only the person's own choice (a cookie) changes it, not what the phone was sold with.

    Machines say what they read in ``Accept-Language``.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = translation.check_for_language(chosen) and chosen in dict(settings.LANGUAGES)
        asked = translation.get_language_from_request(request) if request.path.startswith("/api/") else settings.LANGUAGE_CODE
        with translation.override(chosen if known else asked):
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


def returning(get_response: Handler) -> Handler:
    """Whose session it is stays known in this browser when it ends by itself, so that what they typed waits for them alone; not after signing out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and request.path == reverse("account_logout") and not request.user.is_authenticated:
            response.delete_cookie(unsent.KNOWN, samesite="Lax")
        elif request.session.accessed and request.user.is_authenticated:    # asking a session nobody read would bar the answer from shared caches
            unsent.recognise(request, response)
        return response

    return middleware


def taking(get_response: Handler) -> Handler:
    """What becomes of a form: kept and shown to whoever has to sign in again; or marked as taken, so that the browser lets go of its draft."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sent, by_htmx = request.method == "POST", request.headers.get("HX-Request") == "true"
        if (sent or by_htmx) and not request.user.is_authenticated and errors.asks_to_sign_in(request, response):
            return errors.signed_out(request)
        if sent and response.status_code in {302, 303}:     # a form that was not taken is shown again instead
            unsent.forget(request, request.get_full_path())
            response.set_cookie(TAKEN, quote(request.path, safe=""), max_age=60, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
        return response

    return middleware


class RefusalMiddleware:
    """Turns a refusal that no page caught into 403, 409 or 422 with its sentence, for pages and API alike; the API's 405 is put into words too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wrong_method = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and errors.asked_of_api(request)
        return errors.wrong_method(request, response["Allow"]) if wrong_method else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return pages.refusal(request, exception.decision, status=STATUS.get(type(exception), 409))


refusals = RefusalMiddleware

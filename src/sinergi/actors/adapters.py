"""How sign-in behaves here: accounts begin with an invitation, the person's language is applied, mail comes from the office."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Person

YEAR = 365 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # -- allauth has no types
    """Django-allauth's door for our people."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Alamat surel atau kata sandi belum cocok. Periksa lagi keduanya."),
        "too_many_login_attempts": _("Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit, lalu coba lagi."),
        "rate_limited": _("Terlalu banyak permintaan dari sini. Tunggu sebentar, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Never: an account begins with an invitation."""
        return False

    def get_from_email(self) -> str:
        """The office's own address."""
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        """Say who writes."""
        return f"[Sinergi] {subject}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        """Back to one's own page."""
        return reverse("actors:me")

    def post_login(self, request: HttpRequest, user: Person, **given: Any) -> HttpResponse:
        """Go on where the person wanted to go, in the person's language."""
        with translation.override(user.language):
            response: HttpResponse = super().post_login(request, user, **given)
        return speak(response, user.language)


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Keep the language of the pages that follow."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, secure=settings.LANGUAGE_COOKIE_SECURE, samesite="Lax")
    return response

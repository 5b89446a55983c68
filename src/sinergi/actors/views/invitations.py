"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sinergi.actors import actions, adapters, forms, permissions, queries
from sinergi.actors.models import Invitation, Organisation, Person
from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.kernel.decisions import Refused
from sinergi.ui.pages import page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STATUS = {"actors.link_unknown": 404}
LINK = "invitation_link"


@login_required
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite somebody; an address that has an account already gets the role at once."""
    permissions.may_manage_some(request.user, request.today).enforce()
    bodies = forms.body_choices(permissions.visible_organisations(request.user, request.today))
    managed = permissions.managed_codes(request.user, request.today)
    place = forms.place_named(request.GET.get("wilayah", "")[:120])
    form = forms.InviteForm(request.POST or None, bodies=bodies, managed=managed, initial={"region": place})
    if form.is_valid():
        known = queries.by_email(form.cleaned_data["email"])
        done = forms.attempt(form, lambda: _give(request, form, known) if known and known.is_active else _invite(request, form))
        if done:
            return redirect("actors:invite")
    context = {"form": form, "invitations": queries.open_invitations(request.user, request.today), "sent": request.session.pop(LINK, None)}
    return page(request, "actors/invite.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def resend(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """A new link; the old one stops working."""
    get_object_or_404(queries.open_invitations(request.user, request.today), pk=invitation_id)
    try:
        _send(request, *actions.resend(request.user, invitation_id, on=request.today))
    except Refused as refused:
        messages.error(request, forms.sentence(refused.decision))
    return redirect("actors:invite")


@require_POST
@login_required
def withdraw(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    get_object_or_404(queries.open_invitations(request.user, request.today), pk=invitation_id)
    actions.withdraw(request.user, invitation_id, on=request.today)
    messages.success(request, _("Undangan ditarik; tautannya tidak berlaku lagi."))
    return redirect("actors:invite")


@never_cache
def accept(request: AnyRequest, token: str) -> HttpResponse:
    """Where the link leads: name and password, then straight in; or the sentence why the link no longer works."""
    try:
        invitation = actions.find_invitation(token, on=request.today)
    except Refused as refused:
        said = {"sentence": forms.sentence(refused.decision)}
        return page(request, "actors/link_refused.html", said, status=STATUS.get(refused.decision.code, 410))
    known = queries.by_email(invitation.email)
    if known:
        return _accept_as(request, invitation, token, known)
    form = forms.AcceptForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        given = form.cleaned_data
        person = forms.attempt(form, lambda: actions.accept(None, token, name=given["name"], password=given["password"], on=request.today))
        if person:
            return welcome(request, person, settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "invitation": invitation, "signed_in": request.user.is_authenticated}
    return page(request, "actors/accept.html", context, status=422 if form.errors else 200)


def welcome(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    """Sign a newcomer in and lead on: to what waits, or to the person's own page."""
    login(request, person, backend=BACKEND)
    messages.success(request, _("Selamat datang, %(name)s. Akun Anda sudah jadi.") % {"name": person.name})
    return adapters.speak(redirect(onward), person.language)


def _accept_as(request: AnyRequest, invitation: Invitation, token: str, known: Person) -> HttpResponse:
    is_me = request.user == known
    if is_me and request.method == "POST":
        actions.accept(known, token, on=request.today)
        messages.success(request, _("Peran baru sudah berlaku."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return page(request, "actors/accept_role.html", {"invitation": invitation, "is_me": is_me, "here": request.path})


def _invite(request: SignedInRequest, form: forms.InviteForm) -> bool:
    given = form.cleaned_data
    invitation, token = actions.invite(
        request.user, email=given["email"], name=given["name"], role=given["role"], region_code=given["region"].code,
        organisation=_body(given), on=request.today,
    )
    _send(request, invitation, token)
    return True


def _give(request: SignedInRequest, form: forms.InviteForm, known: Person) -> bool:
    given = form.cleaned_data
    today: date = request.today
    actions.give_role(request.user, known, given["role"], given["region"].code, on=today, held_from=today, organisation=_body(given))
    messages.success(request, _("%(email)s sudah punya akun; perannya langsung berlaku.") % {"email": known.email})
    return True


def _body(given: dict[str, Any]) -> Organisation | None:
    return Organisation.objects.get(pk=given["organisation"]) if given["organisation"] else None


def _send(request: SignedInRequest, invitation: Invitation, token: str) -> None:
    link = request.build_absolute_uri(reverse("actors:accept", args=[token]))
    actions.send_link(invitation, link)
    # shown once on the next page: where mail does not arrive, the link travels by other means
    request.session[LINK] = {"email": invitation.email, "link": link}

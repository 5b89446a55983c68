"""The first-run page, and offices for further regions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sinergi.actors import actions, forms, permissions, queries
from sinergi.actors.models import Office
from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.actors.views.invitations import LINK, welcome
from sinergi.kernel.decisions import Decision, NotAllowed
from sinergi.ui.pages import page


def set_up_help(request: AnyRequest) -> HttpResponse:
    """Where the key of the first-run page is found; nothing more once somebody runs the installation."""
    if queries.is_set_up():
        return _refused(request, Decision.no("actors.already_set_up"))
    return page(request, "actors/set_up_help.html", {})


@never_cache
def set_up(request: AnyRequest, token: str) -> HttpResponse:
    """The first page of a new office: the first admin and the region, behind the key that the server printed."""
    works = actions.setup_key_works(token)
    if not works:
        return _refused(request, works)
    form = forms.SetUpForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        admin = forms.attempt(form, lambda: actions.set_up(
            token, email=given["email"], name=given["name"], password=given["password"],
            office_name=given["office_name"], region_code=given["region"].code, on=request.today,
        ))
        if admin:
            return welcome(request, admin, "actors:me")
    return page(request, "actors/set_up.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def offices(request: SignedInRequest) -> HttpResponse:
    """The offices of this installation."""
    permissions.may_run_installation(request.user).enforce()
    return page(request, "actors/offices.html", {"offices": Office.objects.select_related("region", "opened_by")})


@login_required
def open_office(request: SignedInRequest) -> HttpResponse:
    """Open an office and invite its admin."""
    permissions.may_run_installation(request.user).enforce()
    form = forms.OfficeForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        opened = forms.attempt(form, lambda: actions.open_office(
            request.user, given["region"].code, given["admin_email"], admin_name=given["admin_name"],
            office_name=given["office_name"], address=given["address"], on=request.today,
        ))
        if opened:
            _office, invitation, token = opened
            link = request.build_absolute_uri(reverse("actors:accept", args=[token]))
            actions.send_link(invitation, link)
            request.session[LINK] = {"email": invitation.email, "link": link}
            return redirect("actors:invite")
    context = {"form": form, "heading": _("Buka kantor"), "submit": _("Buka kantor dan undang adminnya"), "cancel_url": reverse("actors:offices"),
               "crumbs": [(_("Kantor"), reverse("actors:offices")), (_("Buka kantor"), "")]}
    return page(request, "ui/form.html", context, status=422 if form.errors else 200)


def _refused(request: AnyRequest, decision: Decision) -> HttpResponse:
    status = 403 if decision.kind is NotAllowed else 409
    return page(request, "actors/link_refused.html", {"sentence": forms.sentence(decision)}, status=status)

"""People and their roles, and one's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinergi.actors import actions, adapters, forms, permissions, queries, roles
from sinergi.actors.models import Person, RoleHeld
from sinergi.actors.requests import SignedInRequest
from sinergi.ui.forms import Form
from sinergi.ui.pages import page, paged

FIRST_LINK = "first_link"
ACCOUNTS = {"ada": "with", "tanpa": "without", "nonaktif": "closed"}


@login_required
def index(request: SignedInRequest) -> HttpResponse:
    """The people and roles of the regions one manages; search and filters live in the address."""
    permissions.may_manage_some(request.user, request.today).enforce()
    asked = {"search": request.GET.get("cari", "").strip()[:100], "role": request.GET.get("peran", "")[:40]}
    place = request.GET.get("wilayah", "").strip()[:120]
    region = forms.place_named(place)
    is_unknown = bool(place) and region is None
    account = ACCOUNTS.get(request.GET.get("akun", ""), "")
    found = queries.people(request.user, request.today, **asked, region_code=region.code if region else "", account=account)
    context: dict[str, Any] = {
        **asked, "place": place, "unknown_place": is_unknown, "account": account,
        "waiting": queries.open_invitations(request.user, request.today).count(),
        "people": paged(request, found.none() if is_unknown else found, 50),
        "roles": queries.choices(roles.role_titles, get_language() or "id"),
    }
    return page(request, "actors/index.html", context, fragment="people")


@login_required
def show(request: SignedInRequest, person_id: int) -> HttpResponse:
    """One person: roles now and before, bodies, what was done; contact only for those it concerns."""
    person = _visible(request, person_id)
    manages = permissions.managed_codes(request.user, request.today)
    held = [{"held": each, "may_end": permissions.contains(manages, each.region.code) and _runs(each, request)} for each in queries.roles_of(person)]
    context = {
        "person": person, "held": held, "seats": queries.seats_of(person), "manages": bool(manages),
        "contact": permissions.sees_contact(request.user, person, request.today),
        "history": queries.history(person.audit_code) if manages else [],
        "may_deactivate": permissions.may_deactivate(request.user, person, request.today),
        "may_make_admin": bool(permissions.may_run_installation(request.user)), "sent": _sent(request, person),
        "may_let_in": person.never_came and permissions.may_let_in(request.user, person, request.today),
    }
    return page(request, "actors/show.html", context)


@login_required
def give_role(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Give a role in a region one manages."""
    permissions.may_manage_some(request.user, request.today).enforce()
    person = _visible(request, person_id)
    form = forms.GiveRoleForm(request.POST or None, managed=permissions.managed_codes(request.user, request.today), initial={"held_from": request.today})
    if form.is_valid():
        given = form.cleaned_data
        held = forms.attempt(form, lambda: actions.give_role(
            request.user, person, given["role"], given["region"].code, on=request.today, held_from=given["held_from"], held_to=given["held_to"]
        ))
        if held:
            messages.success(request, _("Peran tersimpan."))
            return redirect("actors:show", person.pk)
    return _form(request, form, _("Beri peran"), person, submit=_("Beri peran"))


@login_required
def end_role(request: SignedInRequest, held_id: int) -> HttpResponse:
    """Say the last day of a role."""
    held = get_object_or_404(RoleHeld.objects.select_related("person", "region"), pk=held_id)
    permissions.may_manage(request.user, held.region.code, request.today).enforce()
    form = forms.EndForm(request.POST or None, initial={"last_day": request.today - timedelta(days=1)})
    if form.is_valid():
        ended = forms.attempt(form, lambda: actions.end_role(request.user, held_id, last_day=form.cleaned_data["last_day"], on=request.today))
        if ended:
            messages.success(request, _("Akhir peran tersimpan."))
            return redirect("actors:show", held.person_id)
    lede = _("%(role)s, %(region)s") % {"role": held.title.in_language(get_language() or "id"), "region": held.region.name}
    return _form(request, form, _("Akhiri peran"), held.person, submit=_("Akhiri peran"), lede=lede)


@login_required
def deactivate(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Close an account, with the reason."""
    person = _visible(request, person_id)
    permissions.may_deactivate(request.user, person, request.today).enforce()
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        closed = forms.attempt(form, lambda: actions.deactivate(request.user, person_id, reason=form.cleaned_data["reason"], on=request.today))
        if closed:
            messages.success(request, _("Akun dinonaktifkan. Riwayatnya tetap ada."))
            return redirect("actors:show", person_id)
    lede = _("Orang ini tidak bisa masuk lagi, dan perannya tidak berlaku selama akunnya nonaktif. Riwayat tetap tersimpan.")
    return _form(request, form, _("Nonaktifkan akun"), person, submit=_("Nonaktifkan akun"), lede=lede)


@require_POST
@login_required
def reactivate(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Open a closed account again."""
    actions.reactivate(request.user, _visible(request, person_id).pk, on=request.today)
    messages.success(request, _("Akun aktif kembali."))
    return redirect("actors:show", person_id)


@require_POST
@login_required
def let_in(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Send the link to a first password to somebody who was written down with an address and never came."""
    person = _visible(request, person_id)
    link = request.build_absolute_uri(actions.let_in(request.user, person.pk, on=request.today))
    actions.send_first_link(request.user, person, link)
    request.session[FIRST_LINK] = {"person": person.pk, "link": link}   # shown once on the next page, as with invitations
    return redirect("actors:show", person_id)


@require_POST
@login_required
def make_admin(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Let somebody run the installation too."""
    actions.make_admin(request.user, _visible(request, person_id).pk, on=request.today)
    messages.success(request, _("Sekarang ikut mengurus pemasangan Sinergi."))
    return redirect("actors:show", person_id)


@require_POST
@login_required
def end_admin(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Somebody no longer runs the installation."""
    actions.end_admin(request.user, _visible(request, person_id).pk, on=request.today)
    messages.success(request, _("Tidak lagi mengurus pemasangan Sinergi."))
    return redirect("actors:show", person_id)


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """One's own page: particulars, roles, and how one signs in."""
    me = request.user
    home = me.home
    initial = {"name": me.name, "phone": me.phone, "language": me.language, "home": home}
    form = forms.ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        saved = forms.attempt(form, lambda: actions.change_profile(
            me, name=given["name"], phone=given["phone"], language=given["language"], home_code=given["home"].code if given["home"] else "", on=request.today
        ))
        if saved:
            messages.success(request, _("Tersimpan."))
            return adapters.speak(redirect("actors:me"), saved.language)
    kinds = set(Authenticator.objects.filter(user=me).values_list("type", flat=True))
    context = {
        "form": form, "me_roles": queries.roles_of(me), "has_app": Authenticator.Type.TOTP in kinds, "has_key": Authenticator.Type.WEBAUTHN in kinds,
        "home_region": home, "needs_second_factor": permissions.needs_second_factor(me, request.today),
    }
    return page(request, "actors/profile.html", context)


def _visible(request: SignedInRequest, person_id: int) -> Person:
    people = permissions.visible_people(request.user, request.today).select_related("home")
    return get_object_or_404(people, pk=person_id)


def _sent(request: SignedInRequest, person: Person) -> str:
    kept = request.session.get(FIRST_LINK)
    return str(request.session.pop(FIRST_LINK)["link"]) if kept and kept["person"] == person.pk else ""


def _runs(held: RoleHeld, request: SignedInRequest) -> bool:
    return held.held_to is None or held.held_to >= request.today


def _form(request: SignedInRequest, form: Form, heading: str, person: Person, *, submit: str, lede: str = "") -> HttpResponse:
    back = reverse("actors:show", args=[person.pk])
    crumbs = [(_("Orang dan peran"), reverse("actors:index")), (person.name, back), (heading, "")]
    context = {"form": form, "heading": heading, "lede": lede, "submit": submit, "cancel_url": back, "crumbs": crumbs}
    return page(request, "ui/form.html", context, status=422 if form.errors else 200)

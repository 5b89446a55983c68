"""Organisations and their members."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.actors import actions, forms, permissions, queries, roles, rules
from sinergi.actors.models import Member, Organisation, Pillar
from sinergi.actors.requests import SignedInRequest
from sinergi.ui.forms import Form
from sinergi.ui.pages import page, paged

SUGGESTED = 20


@login_required
def organisations(request: SignedInRequest) -> HttpResponse:
    """The bodies of the regions one works in, with search in the address."""
    asked = {"search": request.GET.get("cari", "").strip()[:100], "kind": request.GET.get("jenis", "")[:40]}
    found = queries.organisations(request.user, request.today, **asked)
    context = {
        **asked, "organisations": paged(request, found, 50), "kinds": queries.choices(roles.kind_titles, get_language() or "id"),
        "manages": bool(permissions.managed_codes(request.user, request.today)),
    }
    return page(request, "actors/organisations.html", context, fragment="organisations")


@login_required
def organisation(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """One body: decree, term, members with the pillar each stands for, and a warning when a pillar is missing."""
    body = _visible(request, organisation_id)
    members = list(queries.members(body))
    present = [member for member in members if member.held_from <= request.today and (member.held_to is None or member.held_to >= request.today)]
    manages = bool(permissions.may_manage(request.user, body.region.code, request.today))
    context = {
        "organisation": body, "members": members, "present": present, "manages": manages,
        # only a body whose members say whom they stand for is a partnership
        "missing": [Pillar(code).label for code in rules.missing_pillars(present)] if any(member.pillar for member in present) else [],
        "history": queries.history(body.audit_code) if manages else [],
    }
    return page(request, "actors/organisation.html", context)


@login_required
def new_organisation(request: SignedInRequest) -> HttpResponse:
    """Put a body on record."""
    permissions.may_manage_some(request.user, request.today).enforce()
    form = _sheet_form(request)
    if form.is_valid():
        made = forms.attempt(form, lambda: actions.create_organisation(
            request.user, _sheet(form), decree=form.cleaned_data["file"], on=request.today
        ))
        if made:
            messages.success(request, _("Organisasi tercatat."))
            return redirect("actors:organisation", made.pk)
    return _form(request, form, _("Catat organisasi"), reverse("actors:organisations"))


@login_required
def edit_organisation(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Correct a body's particulars."""
    body = _visible(request, organisation_id)
    permissions.may_manage(request.user, body.region.code, request.today).enforce()
    form = _sheet_form(request, body)
    if form.is_valid():
        changed = forms.attempt(form, lambda: actions.change_organisation(
            request.user, body.pk, _sheet(form), decree=form.cleaned_data["file"], on=request.today
        ))
        if changed:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("actors:organisation", body.pk)
    return _form(request, form, _("Ubah organisasi"), reverse("actors:organisation", args=[body.pk]), body)


@login_required
def add_member(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Seat somebody."""
    body = _visible(request, organisation_id)
    permissions.may_manage(request.user, body.region.code, request.today).enforce()
    initial = {"held_from": body.term_from or request.today, "held_to": body.term_to}
    form = forms.MemberForm(request.POST or None, organisation=body, on=request.today, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        member_id = given["member"].pk if given["member"] else given.get("same")
        added = forms.attempt(form, lambda: actions.add_member(
            request.user, body.pk, member_id=member_id, name=given["name"], office=given["office"], pillar=given["pillar"],
            held_from=given["held_from"], held_to=given["held_to"], on=request.today,
        ))
        if added:
            messages.success(request, _("Anggota tercatat."))
            return redirect("actors:organisation", body.pk)
    return _form(request, form, _("Catat anggota"), reverse("actors:organisation", args=[body.pk]), body)


@login_required
def acquainted(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Suggestions of people to seat, as one types."""
    body = _visible(request, organisation_id)
    permissions.may_manage(request.user, body.region.code, request.today).enforce()
    text = request.GET.get(request.GET.get("field", "")[:60], "")[: queries.LONGEST_CHOICE]
    found = queries.acquainted(body.region.code, request.today, text)[:SUGGESTED]
    return render(request, "actors/widgets/suggested.html", {"found": [forms.suggestion(person) for person in found]})


@login_required
def end_member(request: SignedInRequest, member_id: int) -> HttpResponse:
    """Say somebody's last day in a body."""
    member = get_object_or_404(Member.objects.select_related("organisation__region", "person"), pk=member_id)
    permissions.may_manage(request.user, member.organisation.region.code, request.today).enforce()
    form = forms.EndForm(request.POST or None, initial={"last_day": request.today - timedelta(days=1)})
    if form.is_valid():
        ended = forms.attempt(form, lambda: actions.end_member(request.user, member_id, last_day=form.cleaned_data["last_day"], on=request.today))
        if ended:
            messages.success(request, _("Akhir keanggotaan tersimpan."))
            return redirect("actors:organisation", member.organisation_id)
    heading = _("Akhiri keanggotaan %(name)s") % {"name": member.person.name}
    return _form(request, form, heading, reverse("actors:organisation", args=[member.organisation_id]), member.organisation)


def _visible(request: SignedInRequest, organisation_id: int) -> Organisation:
    found = permissions.visible_organisations(request.user, request.today).select_related("region", "decree_file")
    return get_object_or_404(found, pk=organisation_id)


def _sheet_form(request: SignedInRequest, body: Organisation | None = None) -> forms.OrganisationForm:
    fields = ("name", "kind", "pillar", "decree_number", "decree_on", "term_from", "term_to")
    initial = {**{field: getattr(body, field) for field in fields}, "region": body.region} if body else {}
    return forms.OrganisationForm(request.POST or None, request.FILES or None, initial=initial)


def _sheet(form: forms.OrganisationForm) -> actions.Sheet:
    given = {key: value for key, value in form.cleaned_data.items() if key not in {"file", "region"}}
    return actions.Sheet(region_code=form.cleaned_data["region"].code, **given)


def _form(request: SignedInRequest, form: Form, heading: str, back: str, body: Organisation | None = None) -> HttpResponse:
    crumbs = [(_("Organisasi"), reverse("actors:organisations")), *([(body.name, reverse("actors:organisation", args=[body.pk]))] if body else []), (heading, "")]
    context = {"form": form, "heading": heading, "submit": _("Simpan"), "cancel_url": back, "crumbs": crumbs}
    return page(request, "ui/form.html", context, status=422 if form.errors else 200)

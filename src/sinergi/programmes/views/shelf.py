"""The programmes: which editions there are, how their stages hang together, and opening a round of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.actors.models import Person, RoleHeld
from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.engine import drawing
from sinergi.engine.definition import LEVELS, Edition
from sinergi.kernel.decisions import Decision
from sinergi.programmes import actions, editions, forms, pages, sentences
from sinergi.programmes.models import EditionText, Undertaking
from sinergi.programmes.pages import attempt
from sinergi.regions.models import Level
from sinergi.ui.pages import page
from sinergi.ui.wording import title_in


@require_GET
def shelf(request: AnyRequest) -> HttpResponse:
    """Every edition on the shelf, and the rounds running under each."""
    cycles = list(Undertaking.objects.cycles().filter(voided_on=None).select_related("region", "edition").order_by("-year", "code"))
    return page(request, "programmes/shelf.html", {
        "editions": [(one, [cycle for cycle in cycles if cycle.edition.code == one.code]) for one in editions.shelf()]})


@require_GET
def edition(request: AnyRequest, code: str) -> HttpResponse:
    """One edition: the drawn stages, roles, purses, and every line of its steps."""
    one, text = _found(code)
    # the drawing is made by our own engine from a checked file, every title escaped
    picture = mark_safe(drawing.draw(one, get_language() or "id"))  # noqa: S308 -- see above
    cycles = list(Undertaking.objects.cycles().filter(voided_on=None, edition__code=code).select_related("region", "edition").order_by("-year"))
    person = request.user if isinstance(request.user, Person) else None
    movable = {cycle.pk for cycle in cycles if cycle.edition.digest != one.digest and person and actions.may_move(person, cycle, request.today)}
    return page(request, "programmes/edition.html", {"edition": one, "picture": picture, "lanes": [title_in(scope.title) for scope in one.scopes.values()], "cycles": cycles, "movable": movable, "size": len(text), "roles": _by_level(one),
        "openers": sentences.of(_openers(one)), "may_open": bool(person and _held(one, person, request.today).exists())})


@require_GET
def edition_file(request: AnyRequest, code: str) -> HttpResponse:  # noqa: ARG001 -- a view takes its request
    """The file itself, to copy and adapt."""
    _one, text = _found(code)
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{code}.toml"'})


@require_GET
def edition_text(request: AnyRequest, code: str, digest: str) -> HttpResponse:  # noqa: ARG001 -- a view takes its request
    """A text that some round follows or followed, as it was pinned."""
    kept = get_object_or_404(EditionText, code=code, digest=digest)
    return HttpResponse(kept.text, content_type="application/toml; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{code}-{digest[:12]}.toml"'})


@login_required
def open_cycle(request: SignedInRequest, code: str) -> HttpResponse:
    """A new round; the edition's text is pinned to it."""
    one, text = _found(code)
    held = list(_held(one, request.user, request.today).select_related("region"))
    if not held:
        return pages.refusal(request, _openers(one), status=403)
    own = {role.region for role in held if role.region.level == one.scopes["cycle"].level}
    form = forms.OpenCycle(request.POST or None, edition=one, initial={"year": request.today.year, "region": own.pop() if len(own) == 1 else None})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.open_cycle(
            request.user, edition_text=text, code=given["code"], title=given["title"], region_code=given["region"].code, year=given["year"], on=request.today))
        if made:
            messages.success(request, _("Tahap %(code)s dibuka.") % {"code": made.code})
            return redirect("programmes:my_work")
    return page(request, "ui/form.html", {
        "form": form, "heading": _("Buka tahap baru"), "lede": one.title.in_language(get_language() or "id"), "submit": _("Buka tahap"),
        "cancel_url": f"/program/{code}/", "crumbs": [(_("Program"), "/program/"), (one.title.in_language(get_language() or "id"), f"/program/{code}/"), (_("Buka tahap"), "")]})


def _held(one: Edition, person: Person, on: date) -> QuerySet[RoleHeld]:
    """The roles of somebody that open rounds of this edition, wherever they are held."""
    return RoleHeld.objects.on(on).filter(person=person, role__in=one.scopes["cycle"].opened_by)


def _openers(one: Edition) -> Decision:
    return Decision.not_allowed("opened_by", roles=[one.roles[role].title for role in one.scopes["cycle"].opened_by])


def _by_level(one: Edition) -> list[dict[str, Any]]:
    """The roles under the level of government they belong to, from the nation down; what is held otherwise comes last."""
    labels = dict(Level.choices)
    by_level = {level: [role for role in one.roles.values() if role.held == "region" and role.level == level] for level in LEVELS}
    found = [{"level": labels[level], "roles": roles} for level, roles in by_level.items() if roles]
    return [*found, {"level": _("Dalam kegiatan"), "roles": [role for role in one.roles.values() if role.held == "undertaking"]},
            {"level": "", "roles": [role for role in one.roles.values() if role.held == "anyone"]}]


def _found(code: str) -> tuple[Edition, str]:
    """From the shelf, or from a running round whose file has left the shelf."""
    for one, text in editions.shelved():
        if one.code == code:
            return one, text
    kept = EditionText.objects.filter(code=code).order_by("-kept_at", "-pk").first()
    if kept is None:
        raise Http404(code)
    return editions.edition_with(kept.pk), kept.text

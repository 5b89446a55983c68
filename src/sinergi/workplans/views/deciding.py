"""Deciding: hand in, approve, give back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sinergi.actors.requests import SignedInRequest
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.pages import attempt, attempted
from sinergi.ui.pages import page
from sinergi.ui.wording import long_date, rupiah, title_in
from sinergi.workplans import actions, definitions, documents, queries, rules, tables
from sinergi.workplans.forms import ApproveForm, ReturnForm, SubmitForm
from sinergi.workplans.views.reading import MOST_DRAWN, about, named, purses_of, seen_version, trail


@login_required
def submit(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """What will be frozen, what is still missing, and the button."""
    undertaking, word = named(request, code, plan)
    workplan = queries.plan_of(undertaking, plan)
    if request.method != "POST" or workplan is None:
        gate.enforce(gate.may(request.user, "workplans.submit", undertaking, on=request.today, stage=_stage(request), plan=plan))
    if workplan is None:
        Decision.no("workplans.not_begun_yet").enforce()
        raise AssertionError
    form = SubmitForm(request.POST or None, initial={"happened_on": request.today}, version=workplan.version)
    if request.method == "POST" and form.is_valid():
        seen = seen_version(request)
        if attempt(form, lambda: actions.submit(request.user, code, on=request.today, plan=plan, happened_on=form.cleaned_data["happened_on"], note=form.cleaned_data["note"],
                                                seen=seen, stage=_stage(request))) is not None:
            messages.success(request, _("Rencana diajukan. Isinya dibekukan sampai ada keputusan."))
            return redirect("workplans:show", code, plan)
    found = rules.schedule(queries.sheet_of(workplan), needs_deadline=word.needs_deadline)
    context = about(undertaking, word) | {
        "form": form, "found": found, "problems": tables.told(found.stopping, definitions.sources(edition_of(undertaking))), "waiting": queries.waiting_submission(workplan), "heading": _("Ajukan rencana kerja"),
        "crumbs": trail(undertaking, word, _("Ajukan"))}
    return page(request, "workplans/submit.html", context, status=422 if form.errors else 200)


@login_required
def approve(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """The plan as it was handed in, and the button that makes it the baseline."""
    undertaking, word = named(request, code, plan)
    if request.method != "POST":
        gate.enforce(gate.may(request.user, "workplans.approve", undertaking, on=request.today, stage=_stage(request), plan=plan))
    workplan = queries.plan_of(undertaking, plan)
    waiting = queries.waiting_submission(workplan) if workplan else None
    if workplan is None or waiting is None:
        Decision.no("workplans.nothing_to_approve").enforce()
        raise AssertionError
    form = ApproveForm(request.POST or None, initial={"happened_on": request.today, "fingerprint": waiting.fingerprint})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.approve(request.user, code, on=request.today, plan=plan, fingerprint=given["fingerprint"], happened_on=given["happened_on"],
                                                 note=given["note"], stage=_stage(request))) is not None:
            messages.success(request, _("Rencana disetujui. Perubahan sesudah ini tampil di samping rencana semula."))
            return redirect("workplans:show", code, plan)
    seen = queries.overview(workplan, request.today)
    context = about(undertaking, word) | {
        "form": form, "waiting": waiting, "seen": seen, "gantt": documents.picture(seen, seen.lines[:MOST_DRAWN], names=True), "heading": _("Setujui rencana kerja"),
        "facts": [(_("Diajukan"), f"{waiting.person}, {long_date(waiting.happened_on)}"), (pgettext("several", "Kegiatan"), len(seen.sheet.activities)),
                  (_("Waktu"), ngettext("%(days)s hari kerja, sampai %(end)s", "%(days)s hari kerja, sampai %(end)s", seen.found.working_days) % {"days": seen.found.working_days, "end": long_date(seen.found.ends_on)}),
                  (_("Dana yang diminta"), rupiah(seen.sheet.money) if seen.sheet.money else _("Tidak ada.")), *([(_("Catatan"), waiting.note)] if waiting.note else [])],
        "purses": purses_of(seen),
        "own": waiting.person_id == request.user.pk, "crumbs": trail(undertaking, word, _("Setujui"))}
    return page(request, "workplans/approve.html", context, status=422 if form.errors else 200)


@login_required
def give_back(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """Return what was handed in, with the reason that everybody involved reads."""
    undertaking, word = named(request, code, plan)
    if request.method != "POST":
        gate.enforce(gate.may(request.user, "undo:workplans.submit", undertaking, on=request.today, plan=plan))
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempted(
            form, lambda: actions.give_back(request.user, code, on=request.today, plan=plan, reason=form.cleaned_data["reason"])):
        messages.success(request, _("Rencana dikembalikan untuk diperbaiki."))
        return redirect("workplans:show", code, plan)
    context = about(undertaking, word) | {"form": form, "heading": _("Kembalikan untuk diperbaiki"), "lede": title_in(word.title), "submit": _("Kembalikan"),
                                          "crumbs": trail(undertaking, word, _("Kembalikan"))}
    return page(request, "ui/form.html", context, status=422 if form.errors else 200)


def _stage(request: SignedInRequest) -> str:
    return request.GET.get("stage", "")[:60]

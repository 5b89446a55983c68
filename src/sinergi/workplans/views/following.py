"""Following: which activities run now, and how far one is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.programmes import gate
from sinergi.programmes.pages import attempt
from sinergi.ui.pages import page
from sinergi.workplans import actions, queries
from sinergi.workplans.forms import ReportForm
from sinergi.workplans.queries import LineShown
from sinergi.workplans.views.reading import about, named, readable, trail

SOON = 14  # days; what begins within them stands among what comes next


@login_required
def reports(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """What runs now and what comes next, each with one button."""
    undertaking, word = named(request, code, plan)
    decision = gate.may(request.user, "workplans.report", undertaking, on=request.today, stage=_stage(request), plan=plan)
    gate.enforce(decision)
    workplan = queries.plan_of(undertaking, plan)
    if workplan is None:
        raise Http404(plan)
    seen = queries.overview(workplan, request.today)
    running, coming, later, done = _sorted(seen.lines, request)
    context = about(undertaking, word) | {
        "seen": seen, "heading": _("Kemajuan kegiatan"), "crumbs": trail(undertaking, word, _("Kemajuan")), "today": request.today,
        "groups": [(_("Berjalan atau seharusnya sudah mulai"), running), (_("Segera mulai"), coming), (_("Kemudian"), later), (_("Selesai"), done)]}
    return page(request, "workplans/reports.html", context)


def _sorted(lines: tuple[LineShown, ...], request: SignedInRequest) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """Late ones first; then by the day they are due."""
    running, coming, later, done = [], [], [], []
    for line in lines:
        begins = line.beside.was[0] if line.beside and line.beside.was else line.placed.starts_on
        entry = (line, line.late_days(request.today), begins)
        if line.is_done:
            done.append(entry)
        elif line.report is not None or begins <= request.today:
            running.append(entry)
        elif (begins - request.today).days <= SOON:
            coming.append(entry)
        else:
            later.append(entry)
    running.sort(key=lambda each: (-each[1], each[0].due_on))
    return running, coming, later, done


@login_required
def report(request: SignedInRequest, code: str, plan: str, key: str) -> HttpResponse:
    """How far one activity is."""
    undertaking, word, workplan = readable(request, code, plan)
    if request.method != "POST":
        gate.enforce(gate.may(request.user, "workplans.report", undertaking, on=request.today, stage=_stage(request), plan=plan))
    seen = queries.overview(workplan, request.today)
    line = next((each for each in seen.lines if each.activity.key == key), None)
    if line is None:
        raise Http404(key)
    form = ReportForm(request.POST or None, initial=_initial(line, request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.report(
                request.user, code, on=request.today, plan=plan, activity=key, percent=given["percent"], started_on=given["started_on"], finished_on=given["finished_on"],
                note=given["note"], happened_on=given["happened_on"], stage=_stage(request))) is not None:
            messages.success(request, _("Kemajuan tersimpan."))
            return redirect("workplans:reports", code, plan)
    context = about(undertaking, word) | {
        "form": form, "line": line, "late": line.late_days(request.today), "history": list(reversed(seen.reports.get(key, ()))), "heading": line.activity.title, "today": request.today,
        "crumbs": trail(undertaking, word, _("Kemajuan"))}
    return page(request, "workplans/report.html", context, status=422 if form.errors else 200)


def _initial(line: LineShown, request: SignedInRequest) -> dict[str, Any]:
    """What was said last; a first report proposes the day it should have begun."""
    last = line.report
    if last is None:
        return {"happened_on": request.today, "started_on": min(line.placed.starts_on, request.today)}
    return {"happened_on": request.today, "percent": last.percent, "started_on": last.started_on, "finished_on": last.finished_on}


def _stage(request: SignedInRequest) -> str:
    return request.GET.get("stage", "")[:60]

"""In and out: paste, sheet, calendar, paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.kernel.decisions import Decision, NotSound
from sinergi.printing import excel
from sinergi.programmes import gate, sentences
from sinergi.programmes.pages import attempt
from sinergi.programmes.permissions import is_involved
from sinergi.ui.pages import page
from sinergi.workplans import actions, documents, queries, rules, tables
from sinergi.workplans.forms import ADD, ImportForm, PasteForm
from sinergi.workplans.queries import Overview
from sinergi.workplans.views.reading import about, named, readable, seen_version, trail

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """The plan as a sheet that can be filled in and brought back; names only inside."""
    undertaking, _word, workplan = readable(request, code, plan)
    content = documents.sheet_file(queries.overview(workplan, request.today), names=is_involved(request.user, undertaking, request.today))
    return _file(content, EXCEL, f"rencana-kerja-{undertaking.code}.xlsx", inline=False)


def calendar(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """Every activity as an event, for a telephone or an office calendar."""
    undertaking, _word, workplan = readable(request, code, plan)
    return _file(documents.calendar(queries.overview(workplan, request.today)), "text/calendar; charset=utf-8", f"rencana-kerja-{undertaking.code}.ics", inline=False)


def paper(request: AnyRequest, code: str, plan: str) -> HttpResponse:
    """The plan as PDF, Gantt in landscape."""
    undertaking, _word, workplan = readable(request, code, plan)
    content = documents.printed(queries.overview(workplan, request.today), names=is_involved(request.user, undertaking, request.today), made_at=timezone.now().replace(microsecond=0))
    return _file(content, "application/pdf", f"rencana-kerja-{undertaking.code}.pdf", inline=True)


@login_required
def paste(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """Rows copied out of a spreadsheet."""
    return _bring(request, code, plan, PasteForm, lambda form: rules.pasted(form.cleaned_data["text"]), _("Tempel dari Excel"))


@login_required
def upload(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """A sheet filled in at the office."""
    return _bring(request, code, plan, ImportForm, lambda form: excel.read_rows(form.cleaned_data["file"].read()), _("Unggah lembar Excel"))


def _bring(request: SignedInRequest, code: str, plan: str, form_class: Any, rows_of: Any, heading: str) -> HttpResponse:
    """Every bad row with its reason; nothing is written unless all is well, or asked for; the bad rows can be taken home as a file."""
    undertaking, word = named(request, code, plan)
    gate.enforce(gate.may(request.user, "workplans.write", undertaking, on=request.today, plan=plan))
    workplan = queries.plan_of(undertaking, plan)
    if workplan is None:
        Decision.no("workplans.not_begun_yet").enforce()
        raise AssertionError
    seen = queries.overview(workplan, request.today)
    form = form_class(request.POST or None, request.FILES or None, version=workplan.version, has_baseline=seen.baseline is not None)
    problems: Sequence[rules.Problem] = ()
    again = ""
    if request.method == "POST" and form.is_valid():
        rows = _rows(form, rows_of)
        if rows is not None:
            sheet, problems, bad = documents.read_sheet(rows, seen, add=form.cleaned_data["mode"] == ADD)
            if request.POST.get("do") == "bad" and bad:
                return _file(documents.bad_rows_file(bad, problems, seen), EXCEL, f"perlu-diperbaiki-{undertaking.code}.xlsx", inline=False)
            if not problems or (form.cleaned_data["partly"] and sheet.activities != seen.sheet.activities and bad):
                done = _written(request, form, seen, sheet, bad)
                if done is not None:
                    return done
            again = _as_text(rows)
    context = about(undertaking, word) | {"form": form, "problems": tables.told(problems, seen.sources), "heading": heading, "crumbs": trail(undertaking, word, heading), "again": again,
                                          "multipart": True, "paste": form_class is PasteForm}
    return page(request, "workplans/bring.html", context, status=422 if problems or form.errors else 200)


def _rows(form: Any, rows_of: Any) -> Any:
    try:
        return rows_of(form)
    except NotSound as refused:
        field = refused.decision.values.get("field")
        form.add_error(field if field in form.fields else None, sentences.of(refused.decision))
        return None


def _written(request: SignedInRequest, form: Any, seen: Overview, sheet: rules.Sheet, bad: Sequence[Any]) -> HttpResponse | None:
    workplan = seen.workplan
    if not rules.changes(seen.sheet, sheet):
        messages.info(request, _("Tidak ada yang berubah."))
        return redirect("workplans:show", workplan.undertaking.code, workplan.plan)
    version = seen_version(request)
    done = attempt(form, lambda: actions.save(request.user, workplan.undertaking.code, on=request.today, plan=workplan.plan, sheet=sheet, seen=version, reason=form.given_reason()))
    if done is None:
        return None
    many = len(sheet.activities)
    said = ngettext("Rencana sekarang berisi %(count)s kegiatan.", "Rencana sekarang berisi %(count)s kegiatan.", many) % {"count": many}
    messages.success(request, f"{said} {_('%(bad)s baris dilewati.') % {'bad': len(bad)}}" if bad else said)
    return redirect("workplans:show", workplan.undertaking.code, workplan.plan)


def _as_text(rows: Sequence[Sequence[Any]]) -> str:
    """The same rows as a paste, so that a form that was refused still has them."""
    return "\n".join("\t".join(" ".join(str(cell).split()) if cell is not None else "" for cell in row) for row in rows[:6000])


def _file(content: bytes, kind: str, name: str, *, inline: bool) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"'})

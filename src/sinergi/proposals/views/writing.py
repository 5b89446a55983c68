"""Writing the draft: texts, partners, schedule and papers. Works by buttons; where scripts run, it saves itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.files import actions as files
from sinergi.kernel import numbers
from sinergi.kernel.decisions import Decision, NotAllowed
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import visible_or_404
from sinergi.proposals import actions, forms, queries
from sinergi.proposals.actions.writing import rows_seen, texts_of, texts_seen
from sinergi.proposals.models import Proposal
from sinergi.proposals.rules import Sheet, lacking, totals
from sinergi.ui import wording
from sinergi.ui.forms import Form
from sinergi.ui.pages import page


@login_required
def write(request: SignedInRequest, code: str) -> HttpResponse:
    """Need, place, volume and beneficiaries."""
    work = visible_or_404(request, code)
    proposal = queries.proposal_of(work) or Proposal(undertaking=work)
    saved = texts_of(proposal)
    mark = queries.section_seen(texts_seen(saved))
    form = forms.TextsForm(request.POST or None, initial=saved, version=mark, reference=queries.reference_label(edition_of(work)))
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version", "")
        done = attempt(form, lambda: actions.write_texts(request.user, code, on=request.today, values=form.cleaned_data, seen=seen))
        if done is not None:
            return saved_answer(request, work, queries.section_seen(texts_seen(texts_of(done))), "proposals:write")
    if saves_itself(request):
        return unsaved_answer(form)
    others = differing(form, saved) if form.is_bound and form.non_field_errors() else []
    return section(request, work, "proposals/texts.html", "texts", form, {"others": others}, fresh=mark)


@login_required
def partners(request: SignedInRequest, code: str) -> HttpResponse:
    return _rows(request, code, "partners", forms.PartnerFormSet, forms.partner_rows, actions.write_partners)


@login_required
def schedule(request: SignedInRequest, code: str) -> HttpResponse:
    return _rows(request, code, "schedule", forms.ScheduleFormSet, forms.schedule_rows, actions.write_schedule)


def _rows(request: SignedInRequest, code: str, name: str, factory: Any, read: Callable[[Any], Any], act: Callable[..., Any]) -> HttpResponse:
    work = visible_or_404(request, code)
    rows = getattr(queries.sheet_of(queries.proposal_of(work)), name)
    # what was sent is whole by itself: beside the saved rows Django would take a row that is saved meanwhile for an untouched one
    formset = factory(request.POST, prefix=name) if request.POST else factory(initial=[vars(row) for row in rows], prefix=name)
    if saves_itself(request):
        return _rows_kept(request, work, name, formset, lambda: act(request.user, code, on=request.today, rows=read(formset), seen=request.POST.get("version", "")))
    if not formset.is_bound:
        formset.offer(queries.typed_rows(request.user, code, name))
    stamp = SeenForm(request.POST or None, version=queries.section_seen(rows_seen(rows)))
    if request.method == "POST" and formset.is_valid() and stamp.is_valid():
        seen = request.POST.get("version", "")
        if attempt(stamp, lambda: act(request.user, code, on=request.today, rows=read(formset), seen=seen)) is not None:
            messages.success(request, _("Tersimpan."))
            return redirect(f"proposals:{name}", code=code)
    others = [" · ".join(_as_read(value) for value in vars(row).values() if value) for row in rows] if stamp.is_bound and stamp.errors else []
    return section(request, work, "proposals/rows.html", name, stamp, {"formset": formset, "others": others},
                   fresh=queries.section_seen(rows_seen(rows)))


def _rows_kept(request: SignedInRequest, work: Undertaking, name: str, formset: Any, act: Callable[[], Any]) -> HttpResponse:
    """Rows that save themselves: the finished ones into the draft, those begun and not finished beside it, as typed."""
    stamp = SeenForm(request.POST)
    if not (formset.management_form.is_valid() and stamp.is_valid()):
        return unsaved_answer(stamp)
    unfinished = formset.unfinished()
    gap = next((number for number in unfinished if formset.saved_before(number)), 0)
    if gap:
        return unsaved_answer(stamp, _("Belum disimpan: baris %(number)s belum benar.") % {"number": gap})
    if attempt(stamp, act) is None:
        return unsaved_answer(stamp)
    actions.keep_typed(request.user, work.code, on=request.today, section=name, rows=[forms.typed(form) for form in unfinished.values()])
    rows = getattr(queries.sheet_of(queries.proposal_of(work)), name)
    return saved_answer(request, work, queries.section_seen(rows_seen(rows)), f"proposals:{name}")


class SeenForm(Form):
    """Nothing but the mark of what was seen."""


@login_required
def papers(request: SignedInRequest, code: str) -> HttpResponse:
    """Price survey, drawing, permission, photos."""
    work = visible_or_404(request, code)
    removing = numbers.whole(request.POST.get("remove", ""), 12)
    form = forms.PaperForm(None if removing is not None else request.POST or None, request.FILES or None)
    if removing is not None:
        actions.detach(request.user, code, on=request.today, attachment_id=removing)
        messages.success(request, _("Lampiran dikeluarkan dari draf."))
        return redirect("proposals:papers", code=code)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _attach(request, code, form.cleaned_data)) is not None:
        messages.success(request, _("Lampiran tersimpan."))
        return redirect("proposals:papers", code=code)
    return section(request, work, "proposals/papers.html", "papers", form, {"kept": queries.attachments_of(queries.proposal_of(work))})


def _attach(request: SignedInRequest, code: str, given: Mapping[str, Any]) -> Any:
    file = files.store(request.user, given["file"])
    return actions.attach(request.user, code, on=request.today, kind=given["kind"], file=file, note=given["note"])


def may_write(request: SignedInRequest, work: Undertaking) -> Decision:
    """Whether this person writes there now, said before anything is typed for nothing."""
    decision, submission = gate.may(request.user, "proposals.write", work, on=request.today), queries.standing_submission(work)
    return Decision.no("proposals.locked", day=submission.happened_on) if decision and submission is not None else decision


def section(request: SignedInRequest, work: Undertaking, template: str, name: str, form: Any, extra: Mapping[str, Any], *, fresh: str = "") -> HttpResponse:
    """A section of the draft with its tabs, what is missing, and the bar with the total; or why writing is not possible."""
    decision, submission = may_write(request, work), queries.standing_submission(work)
    if not decision and request.method != "POST":
        shown = reverse("proposals:show", args=[work.code]) + ("#lampiran" if name == "papers" else "")
        return refusal(request, decision, status=403 if decision.kind is NotAllowed else 409, next_url=shown)
    if fresh and form is not None and form.is_bound and "version" in form.fields:
        form.data = form.data.copy()
        form.data["version"] = fresh
    proposal = queries.proposal_of(work)
    context = {"work": work, "form": form, "proposal": proposal, "submission": submission, **frame(work, queries.sheet_of(proposal), name), **extra}
    return page(request, template, context, status=422 if request.method == "POST" else 200)


def frame(work: Undertaking, sheet: Sheet, name: str) -> dict[str, Any]:
    """What every section shows around its form."""
    edition = edition_of(work)
    sums = totals(sheet.lines, queries.purses_of(edition))
    lacks = lacking(sheet)
    return {
        "sums": sums, "sheet": sheet, "lacks": queries.lack_labels(edition, lacks), "segments": queries.segments(work, dict(sums.by_source)),
        "tabs": [{"label": label, "url": reverse(f"proposals:{route}", args=[work.code]), "current": route == _ROUTES[name]}
                 for route, label in (("write", _("Kebutuhan")), ("rab", _("RAB")), ("partners", _("Mitra")), ("schedule", _("Jadwal")),
                                      ("papers", _("Lampiran")))],
        "crumbs": [(work.region.name, ""), (work.code, reverse("proposals:show", args=[work.code])), (_("Tulis"), None)],
        "flags": queries.flags(work, sheet),
    }


_ROUTES = {"texts": "write", "rab": "rab", "partners": "partners", "schedule": "schedule", "papers": "papers"}


def saved_answer(request: SignedInRequest, work: Undertaking, seen: str, route: str) -> HttpResponse:
    """After a save: headers for the form that saved itself, the page again for a button."""
    if saves_itself(request):
        note = _("Draf disimpan %(time)s") % {"time": time_format(timezone.localtime(), "H.i")}
        return HttpResponse(status=200, headers={"X-Version": seen, "X-Saved": note}, content_type="text/plain")
    messages.success(request, _("Draf tersimpan."))
    return redirect(route, code=work.code)


def saves_itself(request: SignedInRequest) -> bool:
    """Whether a script sent the form while somebody types, rather than a button."""
    return request.method == "POST" and bool(request.headers.get("X-Autosave"))


def unsaved_answer(form: Any, said: str = "") -> HttpResponse:
    """To a form that could not save itself: why, in one line beside the button; nothing was written over."""
    told = [] if said else [*form.non_field_errors()]
    note = said or (_("Belum disimpan: orang lain mengubah bagian ini. Tekan Simpan untuk melihatnya.") if told
                    else _("Belum disimpan: ada isian yang belum benar. Tekan Simpan untuk melihatnya."))
    return HttpResponse(status=422, headers={"X-Saved": note}, content_type="text/plain")


def differing(form: Any, saved: Mapping[str, Any]) -> list[str]:
    """What is saved now where it differs from what was typed, so that neither is lost."""
    typed = getattr(form, "cleaned_data", {})
    return [f"{form.fields[name].label}: {_as_read(value, form.fields[name])}" for name, value in saved.items() if typed.get(name) != value and value not in {None, ""}]


def _as_read(value: Any, field: Any = None) -> str:
    """A kept value the way people write it: 127.000 would be a hundred and twenty-seven thousand to them."""
    if isinstance(value, Decimal):
        return wording.number(value)
    if isinstance(value, date):
        return wording.long_date(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))

"""Writing: begin the plan, its table of activities, one activity on a phone, its days and calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt
from sinergi.ui.pages import page
from sinergi.workplans import actions, definitions, queries, rules, tables
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.forms import SaveForm, SettingsForm, StartForm
from sinergi.workplans.models import WorkPlan
from sinergi.workplans.rules import Sheet
from sinergi.workplans.views.reading import about, named, seen_version, trail


@login_required
def write(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """The table of activities; before there is a plan, the way to begin one."""
    undertaking, word = named(request, code, plan)
    workplan = queries.plan_of(undertaking, plan)
    if request.method != "POST" or workplan is None:
        gate.enforce(gate.may(request.user, "workplans.write", undertaking, on=request.today, stage=_stage(request), plan=plan))
    if workplan is None:
        return _begin(request, undertaking, word)
    _not_waiting(request, workplan)
    sheet = queries.sheet_of(workplan)
    form = SaveForm(request.POST or None, version=workplan.version, has_baseline=queries.baseline_of(workplan) is not None)
    if request.method != "POST":
        return _table(request, undertaking, word, workplan, sheet, form, None)
    posted = tables.posted(request.POST, sheet, definitions.sources(edition_of(undertaking)))
    if form.is_valid() and not posted.errors:
        if not rules.changes(sheet, posted.sheet):
            messages.info(request, _("Tidak ada yang berubah."))
            return redirect(request.get_full_path())
        done = attempt(form, lambda: actions.save(request.user, code, on=request.today, plan=plan, sheet=posted.sheet, seen=seen_version(request), reason=form.given_reason(), stage=_stage(request)))
        if done is not None:
            messages.success(request, _("Tersimpan."))
            return redirect(request.get_full_path())
    return _table(request, undertaking, word, workplan, sheet, form, posted)


def _begin(request: SignedInRequest, undertaking: Undertaking, word: PlanWord) -> HttpResponse:
    """One click from the template of the edition, or an empty table."""
    form = StartForm(request.POST or None, on=request.today)
    if request.method == "POST" and form.is_valid():
        with_template = word.has_template and request.POST.get("do") != "empty"
        done = attempt(form, lambda: actions.start(request.user, undertaking.code, on=request.today, plan=word.code, starts_on=form.cleaned_data["starts_on"],
                                                   with_template=with_template, language=get_language() or "id", stage=_stage(request)))
        if done is not None:
            messages.success(request, _("Rencana dimulai. Sesuaikan kegiatannya, lalu ajukan."))
            return redirect("workplans:write", undertaking.code, word.code)
    context = about(undertaking, word) | {"form": form, "lines": definitions.template(word, request.today, get_language() or "id").activities, "heading": _("Mulai rencana kerja"),
                                          "crumbs": trail(undertaking, word, _("Mulai"))}
    return page(request, "workplans/begin.html", context, status=422 if form.errors else 200)


def _table(request: SignedInRequest, undertaking: Undertaking, word: PlanWord, workplan: WorkPlan, sheet: Sheet, form: SaveForm, posted: tables.Posted | None) -> HttpResponse:
    sources = definitions.sources(edition_of(undertaking))
    listed = tables.columns(sources)
    found = rules.schedule(sheet, needs_deadline=word.needs_deadline)
    number, pages = _page_number(request, len(sheet.activities))
    start = (number - 1) * tables.PER_PAGE
    shown = sheet.activities[start:start + tables.PER_PAGE]
    spare = tables.SPARE if number == pages else 0
    rows = tables.rows_of(sheet, shown, listed, found.by_row, spare) if posted is None else tables.rows_again(posted, listed)
    if posted is not None:
        _renew(form, workplan)
    context = about(undertaking, word) | {
        "form": form, "columns": listed, "rows": rows, "shown": " ".join(each.key for each in shown), "workplan": workplan, "found": found, "number": number,
        "pages": [{"label": f"{(each - 1) * tables.PER_PAGE + 1}–{min(each * tables.PER_PAGE, len(sheet.activities))}", "url": f"?halaman={each}", "current": each == number}
                  for each in range(1, pages + 1)] if pages > 1 else [],
        "wrong": _mistakes(posted, listed), "problems": tables.told(found.problems, sources) if posted is None else (),  # what is kept is not what stands in the boxes now
        "heading": _("Tabel kegiatan"), "crumbs": trail(undertaking, word, _("Tabel kegiatan")),
        "numbers": {each.key: place for place, each in enumerate(sheet.activities, 1)}}
    return page(request, "workplans/table.html", context, status=422 if posted is not None else 200)


@login_required
def activity(request: SignedInRequest, code: str, plan: str, key: str) -> HttpResponse:
    """One activity with room for its fields, for a phone; ``baru`` adds one. It can be put elsewhere, or taken out."""
    undertaking, word = named(request, code, plan)
    workplan = _begun(undertaking, plan)
    sheet = queries.sheet_of(workplan)
    if request.method != "POST":
        gate.enforce(gate.may(request.user, "workplans.write", undertaking, on=request.today, plan=plan))
    _not_waiting(request, workplan)
    now = sheet.by_key.get(key)
    if now is None and key != "baru":
        return redirect("workplans:write", code, plan)
    sources = definitions.sources(edition_of(undertaking))
    form = SaveForm(request.POST or None, version=workplan.version, has_baseline=queries.baseline_of(workplan) is not None)
    posted = None
    if request.method == "POST":
        posted = tables.posted(request.POST, sheet, sources)
        if form.is_valid() and not posted.errors:
            wanted = _placed(posted.sheet, sheet, key, request.POST.get("place", ""))
            if not rules.changes(sheet, wanted):
                return redirect("workplans:show", code, plan)
            if attempt(form, lambda: actions.save(request.user, code, on=request.today, plan=plan, sheet=wanted, seen=seen_version(request), reason=form.given_reason())) is not None:
                messages.success(request, _("Tersimpan."))
                return redirect(reverse("workplans:show", args=[code, plan]) + (f"#k-{key}" if now is not None and key in wanted.by_key else "#tabel"))
    listed = tables.columns(sources)
    rows = tables.rows_again(posted, listed) if posted is not None and posted.rows else tables.rows_of(sheet, [now] if now else [], listed, rules.schedule(sheet, needs_deadline=word.needs_deadline).by_row, 0 if now else 1)
    if posted is not None:
        _renew(form, workplan)
    context = about(undertaking, word) | {
        "form": form, "row": rows[0], "is_new": now is None, "others": [each for each in sheet.activities if each.key != key], "sheet": sheet, "wrong": _mistakes(posted, listed),
        "heading": now.title if now else _("Tambah kegiatan"), "crumbs": trail(undertaking, word, _("Kegiatan")), "place": _before(sheet, key),
        "numbered": [(place, each.title) for place, each in enumerate(sheet.activities, 1) if each.key != key]}
    return page(request, "workplans/activity.html", context, status=422 if posted is not None else 200)


@login_required
def settings(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """Start, deadline, working days, holidays."""
    undertaking, word = named(request, code, plan)
    workplan = _begun(undertaking, plan)
    sheet = queries.sheet_of(workplan)
    if request.method != "POST":
        gate.enforce(gate.may(request.user, "workplans.write", undertaking, on=request.today, plan=plan))
    _not_waiting(request, workplan)
    form = SettingsForm(request.POST or None, initial=SettingsForm.of(sheet), version=workplan.version, has_baseline=queries.baseline_of(workplan) is not None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = Sheet(given["starts_on"], given["deadline_on"], given["weekdays"], given["holidays"], sheet.activities)
        if not rules.changes(sheet, wanted) or attempt(form, lambda: actions.save(
                request.user, code, on=request.today, plan=plan, sheet=wanted, seen=seen_version(request), reason=form.given_reason())) is not None:
            messages.success(request, _("Tersimpan."))
            return redirect("workplans:show", code, plan)
        _renew(form, workplan)
    context = about(undertaking, word) | {"form": form, "heading": _("Waktu dan hari kerja"), "crumbs": trail(undertaking, word, _("Waktu dan hari kerja"))}
    return page(request, "ui/form.html", context, status=422 if form.errors else 200)


def _begun(undertaking: Undertaking, plan: str) -> WorkPlan:
    workplan = queries.plan_of(undertaking, plan)
    if workplan is None:
        Decision.no("workplans.not_begun_yet").enforce()
        raise AssertionError
    return workplan


def _not_waiting(request: SignedInRequest, workplan: WorkPlan) -> None:
    """Nobody fills in a table that cannot be saved."""
    waiting = queries.waiting_submission(workplan) if request.method != "POST" else None
    if waiting is not None:
        Decision.no("workplans.waits_for_approval", day=waiting.happened_on).enforce()


def _placed(wanted: Sheet, before: Sheet, key: str, place: str) -> Sheet:
    """The one line that was sent, below the row that was chosen; where it was when that is the row above it."""
    moved = next((each for each in wanted.activities if each.key == key or each.key not in before.by_key), None)
    if moved is None or not (place.isascii() and place.isdigit()) or len(place) > 5:  # noqa: PLR2004 -- five digits of rows
        return wanted
    number = int(place)
    ahead = before.activities[number - 1].key if 0 < number <= len(before.activities) else ""
    lines = [each for each in wanted.activities if each.key != moved.key]
    at = next((order for order, each in enumerate(lines, 1) if each.key == ahead), 0 if number == 0 else len(lines))
    return Sheet(wanted.starts_on, wanted.deadline_on, wanted.weekdays, wanted.holidays, (*lines[:at], moved, *lines[at:]))


def _before(sheet: Sheet, key: str) -> int:
    """The number of the row above a line; a new line stands last."""
    return sheet.place[key] - 1 if key in sheet.place else len(sheet.activities)


def _mistakes(posted: tables.Posted | None, listed: list[tables.Column]) -> list[dict[str, Any]]:
    names = {column.name: column.label for column in listed}
    return [{"row": row, "field": names.get(name, ""), "name": name, "sentence": said} for (row, name), said in posted.errors.items()] if posted else []


def _renew(form: SaveForm, workplan: WorkPlan) -> None:
    """A form that was refused because others saved may be sent again, knowingly."""
    workplan.refresh_from_db(fields=["version"])
    data: Any = form.data
    form.data = data.copy()
    form.data["version"] = str(workplan.version)  # type: ignore[index]  # -- a copy of what was posted may be changed


def _page_number(request: SignedInRequest, count: int) -> tuple[int, int]:
    pages = max(1, -(-count // tables.PER_PAGE))
    text = request.GET.get("halaman", "")
    return min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 5 else 1, pages  # noqa: PLR2004 -- four digits of pages


def _stage(request: SignedInRequest) -> str:
    return request.GET.get("stage", "")[:60]

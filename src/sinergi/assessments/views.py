"""Pages of judging: the sheet, the verdict, the result, the list to appraise and its recap."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.assessments import actions, definitions, documents, permissions, queries, rules
from sinergi.assessments.definitions import Instrument
from sinergi.assessments.forms import SheetForm, VerdictForm, running
from sinergi.files import actions as files
from sinergi.kernel import numbers
from sinergi.kernel.decisions import Refused
from sinergi.programmes import gate, sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, crumbs
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.pages import asks_for_fragment, page, paged
from sinergi.ui.wording import title_in

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def fill(request: SignedInRequest, code: str) -> HttpResponse:
    """The appraisal form: criteria as rows, autosaved, locked on sending."""
    undertaking = visible_or_404(request, code)
    instrument, stage = _asked(request, undertaking)
    if request.method == "POST":
        return _drafted(request, undertaking, instrument, stage) if request.POST.get("do") == "draft" else _locked(request, undertaking, instrument, stage)
    if queries.own_sheet(request.user, undertaking, instrument.code):
        messages.info(request, _("Lembar Anda sudah dikunci."))
        return redirect(_result_url(undertaking, instrument))
    gate.enforce(gate.may(request.user, "assessments.fill", undertaking, on=request.today, stage=stage, form=instrument.code))
    permissions.may_judge_by_form(request.user, undertaking, request.today, independent=instrument.sheets_independent).enforce()
    draft = queries.draft_of(request.user, undertaking, instrument.code)
    form = SheetForm(initial=draft.content if draft else {}, instrument=instrument, on=request.today)
    return _sheet_page(request, undertaking, form, stage, version=draft.version if draft else 0, typed=draft.content if draft else {})


def _drafted(request: SignedInRequest, undertaking: Undertaking, instrument: Instrument, stage: str) -> HttpResponse:
    typed = SheetForm(request.POST, instrument=instrument, on=request.today).typed()
    try:
        draft = actions.save_draft(request.user, undertaking.code, on=request.today, stage=stage, form=instrument.code, content=typed, version=_version(request))
    except Refused as refused:
        form = SheetForm(initial=typed, instrument=instrument, on=request.today)
        kept = queries.draft_of(request.user, undertaking, instrument.code)
        # the autosave keeps its old number, so that it never overwrites; the button takes the new one, knowingly
        version = _version(request) if asks_for_fragment(request) else kept.version if kept else 0
        return _sheet_page(request, undertaking, form, stage, version=version, typed=typed, trouble=sentences.of(refused.decision))
    if asks_for_fragment(request):
        form = SheetForm(initial=typed, instrument=instrument, on=request.today)
        return _sheet_page(request, undertaking, form, stage, version=draft.version, typed=typed, saved=True)
    messages.success(request, _("Draf tersimpan."))
    return redirect(request.get_full_path() if request.GET else f"{request.path}?form={instrument.code}&stage={stage}")


def _locked(request: SignedInRequest, undertaking: Undertaking, instrument: Instrument, stage: str) -> HttpResponse:
    form = SheetForm(request.POST, instrument=instrument, on=request.today)
    version = _version(request)
    if form.is_valid():
        sheet = attempt(form, lambda: actions.fill(
            request.user, undertaking.code, on=request.today, stage=stage, form=instrument.code, version=version, **form.given()))
        if sheet is not None:
            messages.success(request, _("Terima kasih, hubungan kepentingan Anda tercatat dan lembar ini tidak dihitung.") if sheet.declined
                             else _("Lembar Anda dikunci."))
            return redirect(_result_url(undertaking, instrument))
        kept = queries.draft_of(request.user, undertaking, instrument.code)
        version = kept.version if kept else 0
    return _sheet_page(request, undertaking, form, stage, version=version, typed=form.typed())


def _sheet_page(
    request: SignedInRequest, undertaking: Undertaking, form: SheetForm, stage: str, *, version: int, typed: Any, trouble: str = "", saved: bool = False
) -> HttpResponse:
    instrument = form.instrument
    total, done = running(instrument, typed)
    weights = instrument.total_weight or 1
    context = _marked(undertaking) | {
        "form": form, "instrument": instrument, "undertaking": undertaking, "stage": stage, "version": version, "trouble": trouble, "saved": saved,
        "running": rules.points(total), "done": done, "all": len(instrument.criteria), "title": title_in(instrument.title),
        "rows": [(each, form[f"score_{each.code}"], form[f"note_{each.code}"], each.weight * 100 / weights) for each in instrument.criteria],
        "items": [(each, form[f"item_{each.code}"], form[f"item_note_{each.code}"]) for each in instrument.sheet_items],
        "crumbs": crumbs(undertaking, title_in(instrument.title)), "lowest": rules.LOWEST, "highest": rules.HIGHEST,
    }
    return page(request, "assessments/sheet.html", context, fragment="running")


@login_required
def decide(request: SignedInRequest, code: str) -> HttpResponse:
    """The verdict of a form; with a checklist it is used on the spot, from a phone."""
    undertaking = visible_or_404(request, code)
    instrument, stage = _asked(request, undertaking)
    if request.method == "POST":
        form = VerdictForm(request.POST, request.FILES, instrument=instrument, on=request.today)
        if form.is_valid() and attempt(form, lambda: _decided(request, undertaking, form, stage)) is not None:
            messages.success(request, _("Putusan tersimpan."))
            return redirect(_result_url(undertaking, instrument))
    else:
        gate.enforce(gate.may(request.user, "assessments.decide", undertaking, on=request.today, stage=stage, form=instrument.code))
        permissions.may_judge_by_form(request.user, undertaking, request.today, independent=instrument.verdict_independent).enforce()
        form = VerdictForm(instrument=instrument, on=request.today)
    context = _marked(undertaking) | {
        "form": form, "instrument": instrument, "undertaking": undertaking, "stage": stage, "title": title_in(instrument.title),
        "items": [(each, form[f"item_{each.code}"], form[f"item_note_{each.code}"]) for each in instrument.items],
        "rest": [form[name] for name in form.fields if not name.startswith("item_")], "crumbs": crumbs(undertaking, title_in(instrument.title)),
        "cancel_url": _result_url(undertaking, instrument),
        "mean": queries.result(undertaking, instrument.code, request.user, request.today),
    }
    return page(request, "assessments/verdict.html", context)


def _decided(request: SignedInRequest, undertaking: Undertaking, form: VerdictForm, stage: str) -> Any:
    """Uploads are checked and kept first; the same bytes are kept once, so a second try costs nothing."""
    photos = [actions.Photo(files.store(request.user, upload, kinds=("picture",))) for upload in form.cleaned_data.get("photos") or ()]
    paper = form.cleaned_data.get("evidence")
    evidence = files.store(request.user, paper, kinds=("document", "picture")) if paper else None
    return actions.decide(
        request.user, undertaking.code, on=request.today, stage=stage, form=form.instrument.code, photos=photos, evidence=evidence, **form.given())


def result(request: AnyRequest, code: str) -> HttpResponse:
    """Every sheet, mean, spread and flags for the working group; once a list is published the scores without names for everybody."""
    undertaking = visible_or_404(request, code)
    forms = queries.forms_about(undertaking)
    form = request.GET.get("form") or (forms[0] if forms else "")
    shown = queries.result(undertaking, form, request.user, request.today)
    rules.form_known(shown.instrument if shown else None, form).enforce()
    edition = edition_of(undertaking)
    context = _marked(undertaking) | {
        "result": shown, "undertaking": undertaking, "edition": edition, "crumbs": crumbs(undertaking, _("Penilaian")),
        "needed": definitions.sheets_needed(edition, form), "involved": is_involved(request.user, undertaking, request.today),
        "tabs": [{"label": title_in(edition.words("forms")[each].title), "url": f"?form={each}", "current": each == form} for each in forms],
        "may_fill": bool(gate.may(request.user, "assessments.fill", undertaking, on=request.today, form=form)) and not (shown and shown.mine),
        "may_decide": bool(gate.may(request.user, "assessments.decide", undertaking, on=request.today, form=form)),
    }
    return page(request, "assessments/result.html", context)


@login_required
def listing(request: SignedInRequest, code: str) -> HttpResponse:
    """What there is to appraise in a round, searched, filtered, ordered."""
    asked = visible_or_404(request, code)
    cycle = asked.cycle or asked
    instrument, _stage = _asked(request, cycle)
    chosen = queries.Chosen(request.GET.get("cari", "").strip()[:80], request.GET.get("tampil", ""), request.GET.get("urut", ""))
    found = paged(request, queries.to_judge(cycle, instrument.code, request.user, chosen, request.today))
    context = _marked(cycle) | {
        "cycle": cycle, "instrument": instrument, "page": found, "chosen": chosen, "chips": _chips(request, chosen),
        "lines": queries.lines(list(found.object_list), cycle, instrument.code, request.user, request.today), "title": title_in(instrument.title),
        "crumbs": crumbs(cycle, title_in(instrument.title)), "sorts": _sorts(request, chosen),
        "recap_url": f"{reverse('assessments:recap', args=[cycle.code])}?form={instrument.code}",
    }
    return page(request, "assessments/list.html", context, fragment="rows")


@login_required
def recap(request: SignedInRequest, code: str) -> HttpResponse:
    """The same list as a workbook."""
    asked = visible_or_404(request, code)
    cycle = asked.cycle or asked
    instrument, _stage = _asked(request, cycle)
    content = documents.recap(cycle, instrument.code, request.user, request.today)
    name = f"rekap-{instrument.code}-{cycle.code}.xlsx"
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asked(request: HttpRequest, undertaking: Undertaking) -> tuple[Instrument, str]:
    """The instrument and the stage the address names; an unknown form is refused with a sentence."""
    given = request.POST if request.method == "POST" else request.GET
    form = given.get("form") or request.GET.get("form", "")
    found = definitions.instrument(edition_of(undertaking), form)
    rules.form_known(found, form[:60]).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found, (given.get("stage") or request.GET.get("stage", ""))[:60]


def _version(request: HttpRequest) -> int:
    return numbers.whole(request.POST.get("version", ""), 8) or 0


def _result_url(undertaking: Undertaking, instrument: Instrument) -> str:
    return f"{reverse('assessments:result', args=[undertaking.code])}?form={instrument.code}"


def _chips(request: HttpRequest, chosen: queries.Chosen) -> list[dict[str, Any]]:
    shown = [("", _("Semua")), ("saya", _("Belum saya nilai")), ("sudah", _("Sudah saya nilai")), ("kurang", _("Lembar kurang")), ("cukup", _("Lembar cukup"))]
    return [{"label": label, "url": _with(request, tampil=value), "current": chosen.show == value} for value, label in shown]


def _sorts(request: HttpRequest, chosen: queries.Chosen) -> list[dict[str, Any]]:
    orders = [("", _("Kode")), ("-mean", _("Rata-rata tertinggi")), ("mean", _("Rata-rata terendah"))]
    return [{"label": label, "url": _with(request, urut=value), "current": chosen.order == value} for value, label in orders]


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("halaman", None)
    for key, value in changes.items():
        query[key] = value
        if not value:
            del query[key]
    return f"?{query.urlencode()}"


def _marked(undertaking: Undertaking) -> dict[str, Any]:
    """Invented people and figures are said to be so on every page."""
    return {"demo_notice": True} if undertaking.is_example else {}

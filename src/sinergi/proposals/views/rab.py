"""The RAB: a closed line is a row, the open one shows its fields; out to Excel and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import visible_or_404
from sinergi.proposals import actions, documents, forms, queries
from sinergi.proposals.actions.writing import line_seen
from sinergi.proposals.models import Group
from sinergi.proposals.models.draft import new_key
from sinergi.proposals.rules import Line, Sheet
from sinergi.proposals.views.writing import may_write, saved_answer, saves_itself, section, unsaved_answer
from sinergi.ui.pages import page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def rab(request: SignedInRequest, code: str) -> HttpResponse:
    """The lines; ``?ubah=`` opens one, ``?tambah=`` opens a new one in a group."""
    work = visible_or_404(request, code)
    sheet = queries.sheet_of(queries.proposal_of(work))
    if request.method == "POST" and request.POST.get("do") in {"remove", "rest", "drop"}:
        return _one_tap(request, work)
    form = _form(request, work, sheet)
    if form is not None and saves_itself(request):
        return _kept(request, work, sheet, form)
    if request.method == "POST" and form is not None and form.is_valid() and form.line().blank:
        if all(line.key != form.line().key for line in sheet.lines):
            messages.info(request, _("Baris kosong tidak disimpan."))
            return redirect(reverse("proposals:rab", args=[code]) + "#rab")
        form.add_error("item", _("Baris ini kosong. Isi lagi, atau hapus barisnya."))
    if request.method == "POST" and form is not None and form.is_valid():
        seen = request.POST.get("version", "")
        if attempt(form, lambda: actions.save_line(request.user, code, on=request.today, line=form.line(), seen=seen)) is not None:
            return _after(request, work, form)
    return _page(request, work, sheet, form)


def _one_tap(request: SignedInRequest, work: Undertaking) -> HttpResponse:
    key = request.POST.get("key", "")[:12]
    if request.POST["do"] == "remove":
        actions.remove_line(request.user, work.code, on=request.today, key=key)
        messages.success(request, _("Baris dihapus."))
    elif request.POST["do"] == "drop":
        actions.drop_typed_line(request.user, work.code, on=request.today, key=key)
        messages.success(request, _("Isian baris baru dibuang."))
    else:
        actions.add_rest(request.user, work.code, on=request.today, key=key)
        messages.success(request, _("Sisanya ditambahkan ke swadaya."))
    return redirect(reverse("proposals:rab", args=[work.code]) + "#rab")


def _kept(request: SignedInRequest, work: Undertaking, sheet: Sheet, form: forms.LineForm) -> HttpResponse:
    """A line that saves itself: into the draft when it is there already, else beside it, as typed, until somebody presses Save."""
    key, seen = request.POST.get("key", "")[:12], request.POST.get("version", "")
    if not seen and all(line.key != key for line in sheet.lines):
        row = forms.typed(form)
        blank = not any(value.strip() not in {"", "0"} for name, value in row.items() if name not in {"key", "group"} and not name.startswith("form_"))
        if blank:
            actions.drop_typed_line(request.user, work.code, on=request.today, key=key)
        else:
            actions.typed_line(request.user, work.code, on=request.today, row=row)
        return saved_answer(request, work, "", "proposals:rab")
    if not form.is_valid() or form.line().blank:
        return unsaved_answer(form, _("Belum disimpan: ada isian yang belum benar. Tekan Simpan untuk melihatnya."))
    done = attempt(form, lambda: actions.save_line(request.user, work.code, on=request.today, line=form.line(), seen=seen))
    if done is None:
        return unsaved_answer(form)
    now = next(line for line in queries.sheet_of(done).lines if line.key == key)
    return saved_answer(request, work, queries.section_seen(line_seen(now)), "proposals:rab")


def _form(request: SignedInRequest, work: Undertaking, sheet: Sheet) -> forms.LineForm | None:
    edition = edition_of(work)
    posted = request.method == "POST"
    key = (request.POST.get("key", "") if posted else request.GET.get("ubah", ""))[:12]
    adding = request.GET.get("tambah", "")
    line = next((each for each in sheet.lines if each.key == key), None)
    titles = {code: word.title for code, word in edition.words("sources").items()}
    if not posted and line is None:
        begun = next((row for row in queries.typed_rows(request.user, work.code, "line") if row.get("key") == request.GET.get("lanjut")), None)
        if begun:
            return forms.LineForm(None, purses=queries.purses_of(edition), titles=titles, initial=begun, version="")
        if adding not in Group.values:
            return None
        line = Line(group=adding, item="", volume=0, unit="", unit_price=0, key=new_key())  # type: ignore[arg-type]  # -- an empty form
    known = next((each for each in sheet.lines if each.key == key), None)
    mark = queries.section_seen(line_seen(known)) if known else ""
    return forms.LineForm(request.POST if posted else None, purses=queries.purses_of(edition), titles=titles, line=line, version=mark)


def _after(request: SignedInRequest, work: Undertaking, form: forms.LineForm) -> HttpResponse:
    """Save and fill the rest in one press, or save and see the row closed; a line that is short stays open."""
    line = form.line()
    back = reverse("proposals:rab", args=[work.code])
    if request.POST.get("do") == "save_rest":
        actions.add_rest(request.user, work.code, on=request.today, key=line.key)
        messages.success(request, _("Baris tersimpan, sisanya ditambahkan ke swadaya."))
    elif line.unsplit or line.missing:
        messages.success(request, _("Baris tersimpan sebagai draf."))
        return redirect(f"{back}?ubah={line.key}#baris-{line.key}")
    else:
        messages.success(request, _("Baris tersimpan."))
    return redirect(f"{back}#baris-{line.key}")


def _page(request: SignedInRequest, work: Undertaking, sheet: Sheet, form: forms.LineForm | None) -> HttpResponse:
    purses = queries.purses_of(edition_of(work))
    open_key = form["key"].value() if form else ""
    saved = next((each for each in sheet.lines if each.key == open_key), None)
    groups = [
        {"code": code, "label": label, "adding": bool(form and saved is None and form["group"].value() == code),
         "rows": [_row(line, purses.codes, open_key) for line in sheet.lines if line.group == code],
         "amount": sum(line.amount for line in sheet.lines if line.group == code)}
        for code, label in Group.choices
    ]
    wrong = [line for line in sheet.lines if line.unsplit or line.missing]
    extra = {"groups": groups, "wrong": [{"line": line, "missing": _missing(line)} for line in wrong], "saved": saved, "missing": _missing(saved) if saved else "", "stale": bool(form and form.is_bound and form.non_field_errors() and saved),
             "columns": len(purses.codes) + 5, "begun": [row for row in queries.typed_rows(request.user, work.code, "line") if row.get("key") != open_key]}
    fresh = queries.section_seen(line_seen(saved)) if saved else ""
    return section(request, work, "proposals/rab.html", "rab", form, extra, fresh=fresh)


def _row(line: Line, sources: tuple[str, ...], open_key: Any) -> dict[str, Any]:
    return {"line": line, "paid": [(place, line.paid_by(source)) for place, source in enumerate(sources, 1)], "open": line.key == open_key,
            "short": max(0, line.unsplit), "over": max(0, -line.unsplit), "missing": _missing(line)}


def _missing(line: Line) -> str:
    """What a begun line still needs, in the words of its fields."""
    labels = forms.LineForm.base_fields
    return ", ".join(str(labels[name].label).lower() for name in line.missing)


def download(request: AnyRequest, code: str) -> HttpResponse:
    """The RAB as a sheet: of the draft for those who may read it, of the version handed in for everybody."""
    work = visible_or_404(request, code)
    content = documents.rab_sheet(work, documents.readable_sheet(work, request.user, request.today))
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="rab-{work.code}.xlsx"'})


@login_required
def upload(request: SignedInRequest, code: str) -> HttpResponse:
    """Read a sheet back: every bad row with its reason; nothing is written unless all is well, or asked for."""
    work = visible_or_404(request, code)
    decision = may_write(request, work)
    if not decision:
        return refusal(request, decision, status=403, next_url=reverse("proposals:show", args=[code]))
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        good, bad = documents.read_rab(work, form.cleaned_data["file"])
        problems = [{"row": each.row, "sentence": sentences.sentence(each.code, each.values)} for each in bad]
        if good and (not bad or form.cleaned_data["partly"]):
            lines = [each.line for each in good]
            if attempt(form, lambda: actions.import_lines(request.user, code, on=request.today, lines=lines)) is not None:
                messages.success(request, _("%(count)s baris ditulis, %(bad)s dilewati.") % {"count": len(good), "bad": len(bad)})
                return redirect("proposals:rab", code=code)
    crumbs = [(work.code, reverse("proposals:show", args=[code])), (_("RAB"), reverse("proposals:rab", args=[code])), (_("Unggah Excel"), None)]
    return page(request, "proposals/import.html", {"work": work, "form": form, "problems": problems, "crumbs": crumbs,
                                                    "cancel_url": reverse("proposals:rab", args=[code]), "submit": _("Periksa dan tulis")},
                status=422 if problems or form.errors else 200)

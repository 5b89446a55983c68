"""The pages of announcements: the index, the list, objecting, answering, publishing, campaigns, checking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.disclosure import actions, citizens, documents, forms, permissions, queries, rules
from sinergi.disclosure.models import ListVersion, Objection
from sinergi.files import actions as files
from sinergi.programmes import gate, sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, crumbs, refusal
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.pages import Paged, page, paged
from sinergi.ui.wording import title_in

JSON = "application/json; charset=utf-8"
LEFT_OUT_PER_PAGE = 50


@require_safe
def index(request: AnyRequest) -> HttpResponse:
    """Every announcement, running windows first."""
    search = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:80]
    cut = paged(request, queries.announcements(request.today, search=search))
    found = list(cut.object_list)
    titles = documents.list_titles(found)
    rows = [{"version": row, "title": titles[row.undertaking.edition_id, row.list], "running": row.running == 0} for row in found]
    return page(request, "disclosure/index.html", {"page": cut, "rows": rows, "search": search, "check": forms.CheckForm()})


@require_safe
def show(request: AnyRequest, code: str, list_code: str, number: int | None = None) -> HttpResponse:
    """One list: the time left to object, the entries, the fingerprint, the versions, the objections."""
    cycle = _cycle(request, code, list_code)
    version = queries.version_of(cycle, list_code, number) if number else queries.standing_version(cycle, list_code)
    if version is None:
        raise Http404(list_code)
    versions = queries.versions_of(cycle, list_code)
    cut, left_out = paged(request, version.content["entries"]), _left_out(request, version.content)
    objections = queries.shown(queries.objections_of(cycle, list_code)[:5])
    context = {
        "cycle": cycle, "version": version, "versions": versions, "newest": version.pk == versions[0].pk, "title": documents.list_title(version), "page": cut,
        "number_before": version.number - 1,
        "entries": documents.entry_rows(version.content, cut.object_list, _codes_before(cycle, version)), "content": version.content,
        "sources": list(enumerate(version.content["sources"].values(), 1)), "totals": documents.purse_amounts(version.content, version.content["totals"]["amounts"]),
        "window": _window(version, request.today) if version.pk == versions[0].pk else None,
        "media": documents.media_rows(version), "outside": documents.outside_rows(left_out.object_list, cycle), "left_out": left_out,
        "objections": objections, "url": request.build_absolute_uri(reverse("disclosure:version", args=[code, list_code, version.number])),
        "may_publish": bool(request.user.is_authenticated and gate.may(request.user, "disclosure.publish", cycle, on=request.today, list=list_code)),
        "crumbs": [(cycle.region.name, ""), (cycle.title, f"/tahap/{cycle.code}/"), (_("Pengumuman"), reverse("disclosure:index")), (version.short_code, None)],
    }
    return page(request, "disclosure/show.html", context)


def _cycle(request: AnyRequest, code: str, list_code: str) -> Undertaking:
    cycle = visible_or_404(request, code)
    if queries.list_word(cycle, list_code) is None:
        raise Http404(list_code)
    return cycle


def _left_out(request: AnyRequest, content: Mapping[str, Any]) -> Paged:
    """A page of those who are not on the list; the list itself turns its own pages."""
    return paged(request, content["outside"], LEFT_OUT_PER_PAGE, name="luar")


def _codes_before(cycle: Undertaking, version: ListVersion) -> set[str] | None:
    """The entries of the version before this one, to mark the new ones; None for the first."""
    before = queries.version_of(cycle, version.list, version.number - 1) if version.number > 1 else None
    return {entry["code"] for entry in before.content["entries"]} if before else None


def _window(version: ListVersion, today: date) -> dict[str, Any] | None:
    """The days of the window for the countdown, with today's place among them."""
    if version.closes_on is None:
        return None
    span = (version.closes_on - version.happened_on).days
    days = [version.happened_on + timedelta(days=step) for step in range(1, span + 1)] if span <= 14 else []  # noqa: PLR2004 -- more marks are no longer read
    return {"open": version.happened_on <= today <= version.closes_on, "closes_on": version.closes_on, "over": today > version.closes_on,
            "days": [{"day": day, "state": "gone" if day < today else "now" if day == today else ""} for day in days]}


@require_safe
def content(request: AnyRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """The very text that was hashed: its SHA-256 is the fingerprint."""
    version = queries.version_of(_cycle(request, code, list_code), list_code, number)
    if version is None:
        raise Http404(list_code)
    name = f"{code}-{list_code}-v{number}.json"
    return HttpResponse(version.canonical.encode(), content_type=JSON, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
def table(request: AnyRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """The entries as CSV."""
    version = queries.version_of(_cycle(request, code, list_code), list_code, number)
    if version is None:
        raise Http404(list_code)
    name = f"{code}-{list_code}-v{number}.csv"
    return HttpResponse(documents.csv_text(version.content), content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
def printed(request: AnyRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """The notice for the board, with the closing day large and a QR code to this page."""
    version = queries.version_of(_cycle(request, code, list_code), list_code, number)
    if version is None:
        raise Http404(list_code)
    url = request.build_absolute_uri(reverse("disclosure:version", args=[code, list_code, number]))
    return HttpResponse(documents.notice_pdf(version, url), content_type="application/pdf",
                        headers={"Content-Disposition": f'inline; filename="pengumuman-{version.short_code}.pdf"'})


def check(request: AnyRequest) -> HttpResponse:
    """Does this paper say what was published? By code, by fingerprint, or by the file itself."""
    typed = request.GET.get("kode", "") if request.method != "POST" else request.POST.get("kode", "")
    given = {"kode": typed} if typed or request.method == "POST" else None
    form = forms.CheckForm(given, request.FILES or None)
    found: Any = None
    versions: list[ListVersion] = []
    closed: list[queries.ClosedWith] = []
    if form.is_bound and form.is_valid():
        if form.cleaned_data["file"]:
            found = queries.check_text(form.cleaned_data["file"].read())
            closed = queries.closed_with(found.fingerprint)
        elif form.cleaned_data["kode"]:
            versions, closed = queries.check_code(form.cleaned_data["kode"]), queries.closed_with(form.cleaned_data["kode"])
    rows = [{"version": each, "title": documents.list_title(each)} for each in versions]
    return page(request, "disclosure/check.html", {"form": form, "found": found, "rows": rows, "closed": closed, "asked": bool(typed), "crumbs": [
        (_("Pengumuman"), reverse("disclosure:index")), (_("Periksa sidik jari"), None)]})


def object_(request: AnyRequest, code: str, list_code: str) -> HttpResponse:
    """Anybody objects, without an account; the code to follow it is shown once sent."""
    cycle = _cycle(request, code, list_code)
    version = queries.standing_version(cycle, list_code)
    if version is None:
        raise Http404(list_code)
    mark = citizens.browser(request.COOKIES.get(citizens.COOKIE))
    entries = [*version.content["entries"], *version.content["outside"]]
    form = forms.ObjectionForm(request.POST or None, request.FILES or None, entries=entries, initial={"target_code": request.GET.get("usulan", "")})
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: _objected(request, cycle, list_code, form.cleaned_data, mark))
        if row is not None:
            return redirect("disclosure:follow", follow_code=row.follow_code)
    if form.is_bound:
        form.fresh()
    decision = gate.may(None, "disclosure.object", cycle, on=request.today, list=list_code)
    response = page(request, "disclosure/object.html", {
        "cycle": cycle, "version": version, "form": form, "title": documents.list_title(version), "why_not": "" if decision else sentences.of(decision),
        "submit": _("Kirim keberatan"), "cancel_url": reverse("disclosure:show", args=[code, list_code]),
        "crumbs": [(title_in(documents.list_title(version)), reverse("disclosure:show", args=[code, list_code])), (_("Ajukan keberatan"), None)],
    }, status=422 if form.errors else 200)
    response.set_cookie(citizens.COOKIE, mark, max_age=citizens.COOKIE_DAYS * 86_400, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def _objected(request: AnyRequest, cycle: Undertaking, list_code: str, given: dict[str, Any], mark: str) -> Objection:
    key = citizens.dedupe_key(mark, f"{cycle.code}/{list_code}/{given['target_code']}", given["text"])
    if not Objection.objects.filter(dedupe_key=key).exists():
        citizens.check(given["laman"], given["stamp"]).enforce()
        gate.may(None, "disclosure.object", cycle, on=request.today, list=list_code).enforce()
    evidence = files.store(None, given["evidence"]) if given["evidence"] else None
    return actions.raise_objection(None, cycle.code, on=request.today, list=list_code, ground=given["ground"], text=given["text"], dedupe_key=key,
                                   target_code=given["target_code"], evidence=evidence, name=given["name"], contact=given["contact"])


@require_safe
def find(request: AnyRequest) -> HttpResponse:
    """Where a code is typed to follow an objection."""
    if code := request.GET.get("kode", ""):
        row = queries.by_follow_code(code)
        if row is not None:
            return redirect("disclosure:follow", follow_code=row.follow_code)
    return page(request, "disclosure/follow.html", {"asked": bool(request.GET.get("kode")), "each": None})


@require_safe
def follow(request: AnyRequest, follow_code: str) -> HttpResponse:
    """What became of an objection, for whoever has its code."""
    row = queries.by_follow_code(follow_code)
    if row is None:
        raise Http404(follow_code)
    each = queries.shown([row])[0]
    return page(request, "disclosure/follow.html", {"each": each, "title": documents.list_title(row.version), "asked": True})


@require_safe
def objections(request: AnyRequest, code: str, list_code: str) -> HttpResponse:
    """All objections to a list with their answers; open ones can be answered by those whom the edition lets."""
    cycle = _cycle(request, code, list_code)
    cut = paged(request, queries.objections_of(cycle, list_code))
    free = permissions.sees_everything(request.user, cycle, list_code, request.today)
    context = {"cycle": cycle, "list_code": list_code, "title": documents.title_of(cycle, list_code), "page": cut, "free": free,
               "rows": queries.shown(cut.object_list),
               "crumbs": [(cycle.title, f"/tahap/{cycle.code}/"), (_("Pengumuman"), reverse("disclosure:index")), (_("Keberatan"), None)]}
    return page(request, "disclosure/objections.html", context)


@login_required
def answer(request: SignedInRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """The answer to one objection, read by everybody."""
    cycle = _cycle(request, code, list_code)
    each = _shown(cycle, list_code, number)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.answer(request.user, code, on=request.today, list=list_code, number=number, text=given["text"],
                                                upheld=given["upheld"] == "yes")) is not None:
            messages.success(request, _("Jawaban diumumkan."))
            return redirect("disclosure:objections", code=code, list_code=list_code)
    decision = gate.may(request.user, "disclosure.answer", cycle, on=request.today, list=list_code)
    return page(request, "disclosure/answer.html", _about(cycle, list_code, each, request, form) | {
        "heading": _("Jawab keberatan %(number)s") % {"number": number}, "submit": _("Umumkan jawaban"), "why_not": "" if decision else sentences.of(decision)},
        status=422 if form.errors else 200)


@login_required
def redact(request: SignedInRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """Cover personal data in an objection; nothing is deleted."""
    cycle = _cycle(request, code, list_code)
    permissions.may_cover(request.user, cycle, list_code, request.today).enforce()
    each = _shown(cycle, list_code, number)
    form = forms.RedactForm(request.POST or None, initial={"shown": each.text})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.redact(request.user, code, on=request.today, list=list_code, number=number, shown=given["shown"],
                                                reason=given["reason"])) is not None:
            messages.success(request, _("Data pribadi ditutup. Tulisan aslinya tetap tersimpan."))
            return redirect("disclosure:objections", code=code, list_code=list_code)
    return page(request, "disclosure/answer.html", _about(cycle, list_code, each, request, form) | {
        "heading": _("Tutup data pribadi, keberatan %(number)s") % {"number": number}, "submit": _("Tutup bagian ini")}, status=422 if form.errors else 200)


def _shown(cycle: Undertaking, list_code: str, number: int) -> queries.Shown:
    row = queries.objection_of(cycle, list_code, number)
    if row is None:
        raise Http404(number)
    return queries.shown([row])[0]


def _about(cycle: Undertaking, list_code: str, each: queries.Shown, request: AnyRequest, form: Any) -> dict[str, Any]:
    back = reverse("disclosure:objections", args=[cycle.code, list_code])
    free = permissions.sees_everything(request.user, cycle, list_code, request.today)
    return {"cycle": cycle, "each": each, "form": form, "free": free, "cancel_url": back, "crumbs": [(_("Keberatan"), back), (str(each.row.number), None)]}


@login_required
def publish(request: SignedInRequest, code: str, list_code: str) -> HttpResponse:
    """What would be frozen today, changes by hand with their reasons, and the confirmation."""
    cycle = _cycle(request, code, list_code)
    decision = gate.may(request.user, "disclosure.publish", cycle, on=request.today, list=list_code)
    if not decision and not is_involved(request.user, cycle, request.today):  # what would be announced is not public before it is
        return refusal(request, decision, status=403)
    asked = request.POST if request.method == "POST" else request.GET
    change = forms.ListChangeForm(request.GET if "way" in request.GET else None)
    if request.method == "GET" and change.is_bound and change.is_valid():
        return HttpResponseRedirect(f"?{_changed(request.GET, change.as_text())}")
    removed, added = forms.changes_of(asked.getlist("ubah"))
    standing = queries.standing_version(cycle, list_code)
    form = forms.PublishForm(request.POST or None, request.FILES or None, first=standing is None, has_window=queries.window_days(edition_of(cycle), list_code) is not None,
                             media=edition_of(cycle).words("media"),
                             initial={"happened_on": request.today, "from_0": request.today})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _published(request, code, list_code, form, removed, added))
        if done is not None:
            messages.success(request, _("Daftar diumumkan sebagai versi %(number)s, %(code)s.") % {"number": done.number, "code": done.short_code})
            return redirect("disclosure:show", code=code, list_code=list_code)
    return _publish_page(request, cycle, list_code, form, change, asked)


@login_required
def tell_medium(request: SignedInRequest, code: str, list_code: str, number: int) -> HttpResponse:
    """The radio of the day after: where else a version that is out was made known."""
    cycle = _cycle(request, code, list_code)
    version = queries.version_of(cycle, list_code, number)
    if version is None:
        raise Http404(number)
    decision = gate.may(request.user, "disclosure.publish", cycle, on=request.today, list=list_code)
    if not decision:
        return refusal(request, decision, status=403)
    form = forms.MediumForm(request.POST or None, request.FILES or None, media=edition_of(cycle).words("media"), initial={"shown_from": request.today})
    back = reverse("disclosure:version", args=[code, list_code, number])
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _told(request, version, form.cleaned_data)) is not None:
        messages.success(request, _("Media ditambahkan."))
        return redirect(back)
    title = documents.list_title(version)
    return page(request, "ui/form.html", {
        "form": form, "heading": _("Tambah media"), "lede": _("Di mana lagi %(list)s versi %(number)s diumumkan, dan sampai kapan.") % {"list": title_in(title), "number": number},
        "submit": _("Tambahkan"), "cancel_url": back, "crumbs": [(title_in(title), back), (_("Tambah media"), None)]}, status=422 if form.errors else 200)


def _told(request: SignedInRequest, version: ListVersion, given: dict[str, Any]) -> Any:
    proof = files.store(request.user, given["file"]) if given["file"] else None
    medium = actions.Medium(given["medium"], given["shown_from"], given["place"], given["shown_to"], proof)
    return actions.tell_medium(request.user, version.undertaking.code, on=request.today, list=version.list, number=version.number, medium=medium)


def _published(request: SignedInRequest, code: str, list_code: str, form: forms.PublishForm, removed: dict[str, str], added: dict[str, str]) -> ListVersion:
    given = form.cleaned_data
    media = [actions.Medium(row["medium"], row["from"] or request.today, row["place"] or "", row["to"],
                            proof=files.store(request.user, row["proof"]) if row["proof"] else None) for row in form.media_given()]
    return actions.publish(request.user, code, on=request.today, list=list_code, happened_on=given.get("happened_on"), reason=given.get("reason", ""),
                           removed=removed, added=added, media=media, seen=request.POST.get("seen", ""))


def _publish_page(request: SignedInRequest, cycle: Undertaking, list_code: str, form: Any, change: Any, asked: QueryDict) -> HttpResponse:
    removed, added = forms.changes_of(asked.getlist("ubah"))
    found = queries.proposed(cycle, list_code, day=request.today, removed=removed, added=added)
    cut, left_out = paged(request, found.content["entries"]), _left_out(request, found.content)
    decision = gate.may(request.user, "disclosure.publish", cycle, on=request.today, list=list_code)
    stands = rules.ranking_holds(found.stale_codes)
    context = {
        "cycle": cycle, "list_code": list_code, "title": documents.title_of(cycle, list_code), "found": found, "form": form, "change": change, "page": cut,
        "entries": documents.entry_rows(found.content, cut.object_list, None), "sources": list(enumerate(found.content["sources"].values(), 1)),
        "totals": documents.purse_amounts(found.content, found.content["totals"]["amounts"]), "content": found.content,
        "outside": documents.outside_rows(left_out.object_list, cycle), "left_out": left_out,
        "changes": [{"text": text, "parts": text.split("|", 2), "url": f"?{_unchanged(asked, text)}"} for text in asked.getlist("ubah")],
        "why_not": "" if decision else sentences.of(decision), "stale": "" if stands else sentences.of(stands), "days": queries.window_days(edition_of(cycle), list_code), "closes_on": found.closes_on,
        "crumbs": [(cycle.title, f"/tahap/{cycle.code}/"), (_("Pengumuman"), reverse("disclosure:index")), (_("Umumkan"), None)],
    }
    return page(request, "disclosure/publish.html", context, status=422 if form.errors else 200)


def _changed(given: QueryDict, text: str) -> str:
    query = given.copy()
    for name in ("code", "way", "why", "halaman", "luar"):
        query.pop(name, None)
    kept = [each for each in query.getlist("ubah") if each.partition("|")[0] != text.partition("|")[0]]
    query.setlist("ubah", [*kept, text])
    return query.urlencode()


def _unchanged(given: QueryDict, text: str) -> str:
    query = QueryDict(mutable=True)
    query.setlist("ubah", [each for each in given.getlist("ubah") if each != text])
    return query.urlencode()


@login_required
def publicise(request: SignedInRequest, code: str) -> HttpResponse:
    """A banner, a pamphlet or a radio spot with its proof."""
    undertaking = visible_or_404(request, code)
    words = edition_of(undertaking).words("media")
    bound = [medium for medium in request.GET.getlist("media") if medium in words]
    media = {medium: words[medium] for medium in bound or words}
    wanted = [medium for medium in queries.media_wanted(undertaking) if medium in media]
    form = forms.PublicityForm(request.POST or None, request.FILES or None, media=media, initial={"shown_from": request.today, "medium": next(iter(wanted), None)})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _publicised(request, code, form.cleaned_data)) is not None:
        messages.success(request, _("Kampanye tercatat."))
        return redirect(request.get_full_path())
    rows = [{"row": row, "title": words[row.medium].title if row.medium in words else row.medium,
             "may_prove": row.proof is None and bool(gate.may(request.user, "disclosure.publicise", undertaking, on=request.today, media=row.medium))}
            for row in queries.publicity_of(undertaking)]
    decision = gate.may(request.user, "disclosure.publicise", undertaking, on=request.today, media=next(iter(media), ""))
    return page(request, "disclosure/publicise.html", {
        "undertaking": undertaking, "form": form, "rows": rows, "heading": _("Kampanye"), "submit": _("Catat kampanye"),
        "why_not": "" if decision else sentences.of(decision), "wanted": [title_in(media[medium].title) for medium in wanted],
        "crumbs": crumbs(undertaking, _("Kampanye")),
    }, status=422 if form.errors else 200)


@login_required
def prove(request: SignedInRequest, code: str, publicity_id: int) -> HttpResponse:
    """The proof of a campaign that was recorded without one."""
    undertaking = visible_or_404(request, code)
    row = get_object_or_404(queries.publicity_of(undertaking), pk=publicity_id)
    decision = gate.may(request.user, "disclosure.publicise", undertaking, on=request.today, media=row.medium)
    if not decision:
        return refusal(request, decision, status=403)
    form = forms.ProofForm(request.POST, request.FILES) if request.method == "POST" else forms.ProofForm()
    back = reverse("disclosure:publicise", args=[code])
    if request.method == "POST" and form.is_valid() and attempt(
            form, lambda: actions.prove(request.user, code, row.pk, on=request.today, proof=files.store(request.user, form.cleaned_data["file"]))) is not None:
        messages.success(request, _("Bukti tersimpan; media ini dihitung."))
        return redirect(back)
    return page(request, "ui/form.html", {
        "form": form, "multipart": True, "heading": _("Lampirkan bukti kampanye"), "lede": row.said(edition_of(undertaking)), "submit": _("Simpan bukti"), "cancel_url": back,
        "crumbs": crumbs(undertaking, _("Kampanye"))}, status=422 if form.errors else 200)


def _publicised(request: SignedInRequest, code: str, given: dict[str, Any]) -> Any:
    proof = files.store(request.user, given["file"]) if given["file"] else None
    values = {key: given[key] for key in ("medium", "place", "shown_from", "shown_to", "times", "note")}
    return actions.publicise(request.user, code, on=request.today, stage=request.GET.get("stage", ""), proof=proof, **values)

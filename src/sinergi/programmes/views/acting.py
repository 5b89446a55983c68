"""The forms of the programmes' own acts. Each shows why not, before anything is filled in for nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sinergi.actors import queries as people
from sinergi.actors.models import Member, Person, Pillar
from sinergi.actors.requests import SignedInRequest
from sinergi.engine.catalogue import CONDITIONS
from sinergi.engine.definition import Stage, Word
from sinergi.engine.gate import GateDecision
from sinergi.files import actions as files
from sinergi.programmes import actions, editions, forms, gate, pages, permissions, queries, snapshot
from sinergi.programmes.models import Engagement, Undertaking
from sinergi.programmes.pages import attempt, attempted
from sinergi.programmes.queries.why import met_sentence
from sinergi.programmes.registry import registry
from sinergi.ui.forms import Form
from sinergi.ui.pages import page
from sinergi.ui.wording import long_date, rupiah, town

Action = Callable[[dict[str, Any]], Any]


@login_required
def possible(request: SignedInRequest, code: str) -> HttpResponse:
    """All acts that this person's roles are named for here, with their forms, or with what they wait for."""
    undertaking = permissions.visible_or_404(request, code)
    snapshot.ensure(undertaking.root_id, request.today)
    found = queries.acts_here(request.user, undertaking, request.today)
    return page(request, "programmes/acts.html", {
        "undertaking": undertaking, "now": [one for one in found if one.ok], "later": [one for one in found if not one.ok],
        "crumbs": pages.crumbs(undertaking, _("Yang bisa Anda lakukan di sini"))})


@login_required
def start(request: SignedInRequest, code: str) -> HttpResponse:
    """A village of the round, or a work with the body that carries it."""
    parent = permissions.visible_or_404(request, code)
    edition = editions.edition_of(parent)
    scope = request.GET.get("starts") or ("site" if parent.scope == "cycle" else "work")
    if scope not in edition.scopes:
        scope = "work"
    decision = gate.may(request.user, "programmes.start", parent, on=request.today, stage=_stage(request), starts=scope, kind=request.GET.get("kind", ""))
    if not decision:
        return pages.refusal(request, decision)
    body = edition.scopes[scope].carried_by
    several = scope == "site" and not body
    form = forms.Start(request.POST or None, request.FILES or None, edition=edition, scope=scope, within=parent.region.code, several=several,
                       initial={"happened_on": request.today})
    body_form, members = _body_forms(request, parent, edition.word("bodies", body)) if body else (None, None)
    if request.method == "POST" and _all_valid(form, body_form, members):
        new_body = attempt(body_form, lambda: _new_body(request, body_form, members, edition.word("bodies", body))) if body_form is not None else None
        made = attempt(form, lambda: _start_sites(request, parent, form) if several else [_start_one(request, parent, scope, form, new_body)]) if new_body or not body else None
        if made:
            _warn_of_lacks(request, made[0])
            messages.success(request, _started(made))
            _say_who_is_told(request, members)
            return redirect(pages.address(made[0] if len(made) == 1 else parent))
    called = queries.called("programmes.start", edition, {"starts": scope})
    return page(request, "programmes/body.html", {
        "form": form, "multipart": body_form is not None, "body": body_form, "members": members, "heading": called,
        "lede": parent.title, "submit": called, "cancel_url": pages.address(parent), "crumbs": pages.crumbs(parent, called),
        "body_word": edition.word("bodies", body) if body else None})


def _start_one(request: SignedInRequest, parent: Undertaking, scope: str, form: forms.Start, body: actions.NewBody | None) -> Undertaking:
    region = next(iter(form.regions()), None)
    return actions.start(request.user, parent.code, on=request.today, scope=scope, title=form.cleaned_data.get("title") or (region.name if region else ""),
                         region_code=region.code if region else "", happened_on=form.cleaned_data["happened_on"], stage=_stage(request),
                         kind=request.GET.get("kind", ""), body=body)


def _start_sites(request: SignedInRequest, parent: Undertaking, form: forms.Start) -> list[Undertaking]:
    return actions.start_sites(request.user, parent.code, on=request.today, regions=form.regions(), happened_on=form.cleaned_data["happened_on"],
                               stage=_stage(request), kind=request.GET.get("kind", ""))


def _started(made: list[Undertaking]) -> str:
    if len(made) == 1:
        return _("%(code)s dimulai.") % {"code": made[0].code}
    return _("%(count)s dimulai: %(codes)s.") % {"count": len(made), "codes": ", ".join(f"{one.region.name} ({one.code})" for one in made)}


@login_required
def form_body(request: SignedInRequest, code: str) -> HttpResponse:
    """Form a body the edition names (supervisors, working group ...)."""
    undertaking = permissions.visible_or_404(request, code)
    edition = editions.edition_of(undertaking)
    body = request.GET.get("body", "")
    decision = gate.may(request.user, "actors.form", undertaking, on=request.today, stage=_stage(request), body=body)
    if not decision or body not in edition.words("bodies"):
        return pages.refusal(request, decision)
    form = forms.Happened(request.POST or None, request.FILES or None, initial={"happened_on": request.today})
    word, standing = edition.word("bodies", body), _standing(request, undertaking, body)
    if word.get("one") and standing and request.method == "GET":    # nothing to form any more: whoever may changes its members
        return redirect(standing[0][1] or pages.address(undertaking))
    body_form, members = _body_forms(request, undertaking, word)
    if request.method == "POST" and _all_valid(form, body_form, members) and attempted(body_form, lambda: actions.form(
            request.user, code, on=request.today, body=body, given=_new_body(request, body_form, members, word), happened_on=form.cleaned_data["happened_on"], stage=_stage(request))):
        messages.success(request, _("%(body)s dibentuk.") % {"body": _title(edition.word("bodies", body).title)})
        _say_who_is_told(request, members)
        return redirect(pages.address(undertaking))
    return page(request, "programmes/body.html", {
        "form": form, "multipart": True, "body": body_form, "members": members, "heading": _("Bentuk %(body)s") % {"body": _title(edition.word("bodies", body).title)},
        "lede": undertaking.title, "submit": _("Bentuk"), "cancel_url": pages.address(undertaking), "crumbs": pages.crumbs(undertaking, _("Bentuk lembaga")),
        "body_word": word, "standing": standing})


@login_required
def change_body(request: SignedInRequest, code: str) -> HttpResponse:
    """Who leaves and who joins a body that stands; where several of one kind stand, first which."""
    undertaking = permissions.visible_or_404(request, code)
    edition = editions.edition_of(undertaking)
    body = request.GET.get("body", "")
    decision = gate.may(request.user, "actors.change", undertaking, on=request.today, stage=_stage(request), body=body)
    if not decision or body not in edition.words("bodies"):
        return pages.refusal(request, decision)
    word, standing = edition.word("bodies", body), queries.standing_bodies(undertaking, body)
    chosen = next((one for one in standing if str(one.pk) == request.GET.get("which", "")), standing[0] if len(standing) == 1 else None)
    heading = _("Ubah anggota %(body)s") % {"body": chosen.organisation.name if chosen else _title(word.title)}
    shown = {"heading": heading, "lede": undertaking.title, "cancel_url": pages.address(undertaking), "crumbs": pages.crumbs(undertaking, _("Ubah anggota"))}
    if chosen is None:
        return page(request, "programmes/which_body.html", {**shown, "standing": standing, "body": body, "undertaking": undertaking, "word": word})
    seated = list(actions.sitting(chosen))
    form = forms.ChangeBody(request.POST or None, request.FILES or None, seated=[(one.pk, _seat_line(one)) for one in seated], initial={"happened_on": request.today})
    members = forms.Joining(request.POST or None, prefix="members", place=undertaking.region.code, on=request.today, seated=[one.person.name for one in seated],
                            form_kwargs={"elements": forms.elements_to_choose(word)})
    if request.method == "POST" and _all_valid(form, members) and attempted(form, lambda: actions.change_body(
            request.user, code, on=request.today, body=body, engagement_id=chosen.pk, change=_change(request, form, members, word),
            happened_on=form.cleaned_data["happened_on"], stage=_stage(request))):
        messages.success(request, _("Anggota %(body)s diubah.") % {"body": chosen.organisation.name})
        _say_who_is_told(request, members)
        return redirect(pages.address(undertaking))
    return page(request, "programmes/body.html", {**shown, "form": form, "multipart": True, "members": members, "joining": True, "submit": _("Simpan perubahan"), "body_word": word})


@login_required
def close_intake(request: SignedInRequest, code: str) -> HttpResponse:
    undertaking = permissions.visible_or_404(request, code)
    intake = request.GET.get("intake", "")
    heading = queries.called("programmes.close_intake", editions.edition_of(undertaking), {"intake": intake})
    return _act(request, undertaking, "programmes.close_intake", forms.Happened, {"intake": intake}, heading,
                lambda given: actions.close_intake(request.user, code, on=request.today, intake=intake, happened_on=given["happened_on"], stage=_stage(request)),
                lede=_("Sesudah ini tidak ada lagi yang bisa didaftarkan, kecuali penutupan ini dibatalkan."))


@login_required
def classify(request: SignedInRequest, code: str) -> HttpResponse:
    undertaking = permissions.visible_or_404(request, code)
    kinds = [(word.code, _title(word.title)) for word in editions.edition_of(undertaking).words("kinds").values()]
    return _act(request, undertaking, "programmes.classify", forms.Kind, {"kind": request.GET.get("kind", "")}, _("Tetapkan kategori"),
                lambda given: actions.classify(request.user, code, on=request.today, kind=given["kind"], happened_on=given["happened_on"], stage=_stage(request)), kinds=kinds)


@login_required
def leave(request: SignedInRequest, code: str) -> HttpResponse:
    undertaking = permissions.visible_or_404(request, code)
    return _act(request, undertaking, "programmes.leave", forms.Leave, {"reason": request.POST.get("reason", "withdrawn")}, _("Keluarkan dari tahap"),
                lambda given: actions.leave(request.user, code, on=request.today, reason=given["reason"], note=given["note"], happened_on=given["happened_on"], stage=_stage(request)),
                lede=_("Berlaku juga untuk semua di bawahnya. Bisa diikutkan kembali, dengan alasan.") + _left_open(undertaking))


def _left_open(undertaking: Undertaking) -> str:
    """What nobody asks for any more once it has left, although money came."""
    came = registry.came_in(undertaking) if registry.came_in else 0
    return " " + _("%(amount)s sudah dicairkan di sini: pertanggungjawaban, pemeriksaan dan serah terimanya tidak ditagih lagi sesudah keluar.") % {
        "amount": rupiah(came)} if came else ""


@login_required
def return_(request: SignedInRequest, code: str) -> HttpResponse:
    return _act(request, permissions.visible_or_404(request, code), "programmes.return", forms.Note, {}, _("Ikutkan kembali"),
                lambda given: actions.return_(request.user, code, on=request.today, note=given["note"]))


@login_required
def hold(request: SignedInRequest, code: str) -> HttpResponse:
    return _act(request, permissions.visible_or_404(request, code), "programmes.hold", forms.Note, {}, _("Tangguhkan"),
                lambda given: actions.hold(request.user, code, on=request.today, note=given["note"]))


@login_required
def resume(request: SignedInRequest, code: str) -> HttpResponse:
    return _act(request, permissions.visible_or_404(request, code), "programmes.resume", forms.Note, {}, _("Lanjutkan"),
                lambda given: actions.resume(request.user, code, on=request.today, note=given["note"]))


@login_required
def set_date(request: SignedInRequest, code: str) -> HttpResponse:
    undertaking = permissions.visible_or_404(request, code)
    days = queries.calendar(undertaking, request.today)
    dates = [(word, _("%(title)s (sekarang %(day)s)") % {"title": _title(title), "day": long_date(day)} if day else _title(title)) for word, title, day in days]
    missing = [(word, title) for word, title, day in days if day is None]
    which = request.POST.get("which") or request.GET.get("date") or next((word for word, *_rest in missing or days), "")
    return _act(request, undertaking, "programmes.set_date", forms.SetDate, {"date": which}, _("Tetapkan tanggal"),
                lambda given: actions.set_date(request.user, code, on=request.today, which=given["which"], day=given["day"], reason=given["reason"], stage=_stage(request)),
                dates=dates, initial={"which": which},
                lede=_("Belum ditetapkan: %(dates)s.") % {"dates": ", ".join(_title(title) for _word, title in missing)} if missing
                else _("Semua tanggal sudah ditetapkan; yang sudah ada diubah dengan alasan."))


@login_required
def close(request: SignedInRequest, code: str) -> HttpResponse:
    undertaking = permissions.visible_or_404(request, code)
    many = registry.unsettled(undertaking) if registry.unsettled else 0
    return _act(request, undertaking, "programmes.close", Form, {}, _("Tutup tahap"),
                lambda _given: actions.close(request.user, code, on=request.today, stage=_stage(request)),
                lede=_("Semua angka dibekukan dengan sidik jari. Sesudah ini hanya pengaduan, temuan, dan pemeriksaan tahunan yang berjalan.")
                + (" " + ngettext("Masih ada %(many)s tindak lanjut yang belum selesai.", "Masih ada %(many)s tindak lanjut yang belum selesai.", many) % {"many": many} if many else ""))


@login_required
def consent(request: SignedInRequest, code: str) -> HttpResponse:
    return _act(request, permissions.visible_or_404(request, code), "actors.consent", forms.Consent, {}, _("Catat persetujuan warga"),
                lambda given: actions.consent(request.user, code, on=request.today, happened_on=given["happened_on"], given=given["given"] == "yes",
                                              language=given["language"], spoken_by=given["spoken_by"], asked=given["asked"], stage=_stage(request)))


@login_required
def register(request: SignedInRequest, code: str) -> HttpResponse:
    return _act(request, permissions.visible_or_404(request, code), "actors.register", forms.Register, {}, _("Nyatakan data KK lengkap"),
                lambda given: actions.register(request.user, code, on=request.today, happened_on=given["happened_on"], households=given["households"],
                                               expected=given["expected"], stage=_stage(request)))


@login_required
def waive(request: SignedInRequest, code: str) -> HttpResponse:
    """Let something pass: public, with reason and document."""
    undertaking = permissions.visible_or_404(request, code)
    edition = editions.edition_of(undertaking)
    stage = edition.by_code.get(_stage(request) or request.POST.get("stage", ""))
    if stage is None:
        return redirect(pages.address(undertaking))
    refused = _no_waiver(request, undertaking, stage)
    if refused is not None:
        return pages.refusal(request, refused)
    uses = [use for use in (*stage.opens_when, *stage.done_when) if not use.firm and not CONDITIONS[use.name].firm]
    form = forms.Waive(request.POST or None, request.FILES or None, conditions=[(use.key, met_sentence(use, edition)) for use in uses],
                       initial={"condition": request.GET.get("condition", ""), "what": request.GET.get("what", "condition")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        upload = given.get("document")
        if attempt(form, lambda: actions.waive(
                request.user, code, on=request.today, stage=stage.code, what=given["what"], reason=given["reason"], condition=given["condition"], due_on=given["due_on"],
                document=files.store(request.user, upload, kinds={"document", "picture"}, public=True) if upload else None, until=given["until"])):
            messages.success(request, _("Dikesampingkan. Alasannya terbaca umum."))
            return redirect("programmes:why", code, stage.code)
    return page(request, "ui/form.html", {
        "form": form, "heading": _("Kesampingkan"), "lede": _title(stage.title), "submit": _("Kesampingkan"), "cancel_url": f"/mengapa/{code}/{stage.code}/",
        "crumbs": pages.crumbs(undertaking, _("Kesampingkan"))})


def _no_waiver(request: SignedInRequest, undertaking: Undertaking, stage: Stage) -> GateDecision | None:
    """Why this person can let nothing of this step pass; None where at least something can be."""
    asked = [("condition", use.key) for use in (*stage.opens_when, *stage.done_when)] + [("opening", ""), ("stage", ""), ("deadline", "")]
    decisions = [gate.may_waive(request.user, undertaking, stage.code, what, on=request.today, condition=condition) for what, condition in asked]
    return None if any(decisions) else decisions[-1]


def _act(request: SignedInRequest, undertaking: Undertaking, act: str, form_class: type[Form], params: dict[str, Any], heading: str, action: Action, *,
         lede: str = "", **extra: Any) -> HttpResponse:
    """A plain form for a plain act: gate first, then form, then the action, then back to the undertaking."""
    decision = gate.may(request.user, act, undertaking, on=request.today, stage=_stage(request), **params)
    if not decision:
        return pages.refusal(request, decision)
    extra.setdefault("initial", {})
    form = form_class(request.POST if request.method == "POST" else None, **{**extra, "initial": {"happened_on": request.today, **extra["initial"]}})
    if request.method == "POST" and form.is_valid() and attempted(form, lambda: action(form.cleaned_data)):
        messages.success(request, _("%(what)s: tersimpan.") % {"what": heading})
        return redirect(pages.address(undertaking))
    return page(request, "ui/form.html", {"form": form, "heading": heading, "lede": lede or undertaking.title, "submit": heading, "cancel_url": pages.address(undertaking),
                                          "crumbs": pages.crumbs(undertaking, heading)})


def _stage(request: SignedInRequest) -> str:
    return request.GET.get("stage", "")[:60]


def _title(title: Any) -> str:
    return str(title.in_language(get_language() or "id"))


def _body_forms(request: SignedInRequest, undertaking: Undertaking, word: Word) -> tuple[forms.Body, Any]:
    opened_by = editions.edition_of(undertaking).scopes["cycle"].opened_by
    companions = [(one.pk, one.name) for role in opened_by for one in people.people_with_role(role, undertaking.region.code, request.today)[:100]]
    return (forms.Body(request.POST or None, request.FILES or None, companions=companions, prefix="body",
                       example=f"{_title(word.title)} {town(undertaking.region.name)}"),
            forms.Members(request.POST or None, prefix="members", place=undertaking.region.code, on=request.today, form_kwargs={"elements": forms.elements_to_choose(word)}))


def _all_valid(*given: Any) -> bool:
    return all([form.is_valid() for form in given if form is not None])  # noqa: C419 -- every form says what is wrong with it


def _new_body(request: SignedInRequest, form: forms.Body, members: Any, word: Word) -> actions.NewBody:
    upload, companion = form.cleaned_data.get("decree_file"), form.cleaned_data.get("accompanied_by")
    return forms.body_of(form, members, word, accompanied_by=Person.objects.filter(pk=companion).first() if companion else None,
                         decree_file=files.store(request.user, upload, kinds={"document", "picture"}) if upload else None)


def _standing(request: SignedInRequest, undertaking: Undertaking, body: str) -> list[tuple[Engagement, str]]:
    """What was formed before, with the address at which this person may change its members."""
    may = gate.may(request.user, "actors.change", undertaking, on=request.today, body=body)
    form = reverse("programmes:change_body", args=[undertaking.code])
    return [(one, f"{form}?{urlencode({'body': body, 'which': str(one.pk)})}" if may else "") for one in queries.standing_bodies(undertaking, body)]


def _seat_line(member: Member) -> str:
    return f"{member.person.name} ({member.office})" if member.office else member.person.name


def _change(request: SignedInRequest, form: forms.ChangeBody, members: Any, word: Word) -> actions.Change:
    given, upload = form.cleaned_data, form.cleaned_data.get("decree_file")
    return actions.Change(leaving=frozenset(int(pk) for pk in given["leaving"]), joining=forms.members_of(members, word), reason=given["reason"],
                          decree_number=given["decree_number"], decree_on=given["decree_on"],
                          decree_file=files.store(request.user, upload, kinds={"document", "picture"}) if upload else None)


def _say_who_is_told(request: SignedInRequest, members: Any) -> None:
    """To which addresses a letter goes, so that whoever wrote them down can say it on."""
    addresses = [row.cleaned_data["email"].lower() for row in members or () if row.cleaned_data.get("name", "").strip() and row.cleaned_data.get("email")]
    if addresses:
        messages.info(request, _("Surat dikirim ke %(addresses)s. Yang belum pernah masuk menerima tautan untuk membuat kata sandi.") % {"addresses": ", ".join(addresses)})


def _warn_of_lacks(request: SignedInRequest, made: Undertaking) -> None:
    pillars, formed = dict(Pillar.choices), list(Engagement.objects.filter(undertaking=made))
    missing = [str(pillars.get(pillar, pillar)) for fact in formed for pillar in fact.missing_pillars]
    if any(fact.accompanied_by_id is None for fact in formed):
        messages.warning(request, _("Belum tercatat siapa yang mendampingi pembentukannya."))
    if missing:
        said = _("Belum ada wakil unsur %(pillars)s. Kemitraan mengandalkan ketiga unsur.") % {"pillars": ", ".join(missing)}
        may = gate.may(request.user, "actors.change", made, on=request.today, body=formed[0].body)
        where = f"{reverse('programmes:change_body', args=[made.code])}?{urlencode({'body': formed[0].body})}"
        messages.warning(request, format_html('{} <a href="{}">{}</a>', said, where, _("Tambahkan anggota")) if may else said)

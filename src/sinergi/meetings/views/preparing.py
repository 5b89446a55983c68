"""Before a meeting: what is to come, preparing, inviting, cancelling, the next of a series, answers, calendars."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.meetings import actions, calendars, invitations, permissions, queries, rules
from sinergi.meetings.forms import CancelForm, Preparation
from sinergi.meetings.forms.preparing import HEAD, SETS
from sinergi.meetings.models import Planned
from sinergi.meetings.views.reading import crumbs
from sinergi.notices.actions import site
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, attempted, refusal
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.ui.forms import check_version
from sinergi.ui.pages import page, paged

PER_PAGE = 30
AGENDA_WORDS = {"titles": gettext_lazy("judul acaranya saja"), "all": gettext_lazy("lengkap, dengan menit dan pembicara"), "none": gettext_lazy("tanpa acara")}


def coming(request: HttpRequest) -> HttpResponse:
    """Meetings that are still to come: public ones for everybody, and for whoever is signed in those of the own rounds."""
    asked = cast("AnyRequest", request)
    filters = queries.Coming.from_query(request.GET)
    all_of_them = queries.upcoming(request.user, asked.today)
    rounds = sorted({row.undertaking.cycle or row.undertaking for row in all_of_them[:500]}, key=lambda one: one.code)
    rows = paged(request, queries.narrowed(all_of_them, filters, request.user, asked.today), PER_PAGE)
    rows.object_list = queries.with_kinds(rows.object_list)
    context = {"rows": rows, "filters": filters, "rounds": rounds, "kinds": queries.kinds_of(rounds), "heading": _("Rapat mendatang"), "crumbs": [(_("Rapat mendatang"), "")]}
    return page(request, "meetings/coming.html", context, fragment="list")


@login_required
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a meeting that is to be held."""
    desk = PlanDesk(cast("SignedInRequest", request), visible_or_404(cast("SignedInRequest", request), code))
    if not desk.kind:
        kinds = queries.with_words(desk.undertaking, permissions.kinds_here(request.user, desk.undertaking, desk.request.today, preparing=True))
        context = {"undertaking": desk.undertaking, "kinds": kinds, "preparing": True, "heading": _("Siapkan rapat"), "crumbs": crumbs(desk.undertaking, _("Siapkan rapat"))}
        return page(request, "meetings/kinds.html", context)
    may = permissions.may_prepare(request.user, desk.undertaking, desk.request.today, desk.kind)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("meetings:index", args=[code]))
    if request.method == "GET":
        return desk.drawn(desk.empty())
    given = desk.sent()
    if desk.adding or not given.is_valid():
        return desk.drawn(given)
    planned = attempt(given.form, lambda: desk.keep(given))
    return desk.drawn(given) if planned is None else _shown(planned, request, _("Rapat disiapkan. Periksa, lalu kirim undangannya."))


@login_required
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Other words, days or guests for a prepared meeting."""
    asked = cast("SignedInRequest", request)
    planned = hosted(asked, code, number)
    if isinstance(planned, HttpResponse):
        return planned
    desk = PlanDesk(asked, planned.undertaking, planned)
    if request.method == "GET":
        return desk.drawn(desk.again())
    given = desk.sent()
    if desk.adding or not given.is_valid() or not check_version(given.form, planned.sequence):
        return desk.drawn(given)
    changed = attempt(given.form, lambda: desk.keep(given))
    return desk.drawn(given) if changed is None else _shown(changed, request, _("Perubahan tersimpan."))


def planned(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One prepared meeting: for everybody when it is public, with its buttons for whoever hosts it."""
    asked = cast("AnyRequest", request)
    one = seen(asked, code, number)
    involved = is_involved(request.user, one.undertaking, asked.today)
    after = permissions.kind_after(request.user, one, asked.today) if involved else ""
    is_host = after == one.kind or (involved and bool(permissions.may_host(request.user, one, asked.today)))
    ready = rules.ready_to_invite(queries.plan_of(one))
    context = {
        "planned": one, "undertaking": one.undertaking, "found": queries.letter(one), "names": involved, "days": invitations.days(one), "clock": invitations.clock(one),
        "may_host": one.is_open and is_host, "may_write": one.is_open and involved, "is_host": is_host,
        "may_follow": one.cancelled_at is None and bool(after), "agendas": AGENDA_WORDS, "agenda_first": rules.agenda_of_next("", same_kind=after == one.kind), "not_ready": "" if ready else sentences.of(ready),
        "told": one.told.select_related("person").order_by("person__name") if involved else (), "outsiders": queries.outsiders(one) if involved else (),
        "waiting": queries.waiting(one, asked.today) if involved and one.is_open else 0,
        "unfinished": queries.unfinished(one, asked.today) if involved and one.is_open else (), "heading": one.title, "crumbs": crumbs(one.undertaking, _("Rencana")),
    }  # fmt: skip
    return page(request, "meetings/planned.html", context)


@login_required
@require_POST
def invite(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Send the invitation to whoever does not have it yet."""
    asked = cast("SignedInRequest", request)
    one = hosted(asked, code, number)
    if isinstance(one, HttpResponse):
        return one
    many = actions.invite(asked.user, code, number, on=asked.today)
    messages.success(request, _("%(many)s undangan dikirim.") % {"many": many} if many else _("Rapat diumumkan. Cetak undangannya dan sampaikan sendiri."))
    return redirect("meetings:planned", code, number)


@login_required
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Call the meeting off, with a reason."""
    asked = cast("SignedInRequest", request)
    one = hosted(asked, code, number)
    if isinstance(one, HttpResponse):
        return one
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempted(form, lambda: actions.cancel(asked.user, code, number, on=asked.today, reason=form.cleaned_data["reason"])):
        messages.success(request, _("Rapat dibatalkan; yang diundang diberi tahu."))
        return redirect("meetings:planned", code, number)
    told = queries.letter(one).told
    known = _("%(many)s penerima undangan diberi tahu, dan rapat ini hilang dari kalender mereka.") % {"many": told}
    context = {"question": _("Batalkan rapat ini?"), "consequence": known if told else _("Belum ada yang menerima undangan, jadi tidak ada yang diberi tahu."),
               "rows": [(_("Rapat"), one.title), (_("Hari"), invitations.days(one))], "form": form, "verb": _("Batalkan rapat"), "cancel_url": reverse("meetings:planned", args=[code, number])}  # fmt: skip
    return page(request, "ui/confirm.html", context)


@login_required
@require_POST
def following(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The next meeting of the series, ready to be looked over."""
    asked = cast("SignedInRequest", request)
    one = seen(asked, code, number)
    may = permissions.may_follow(asked.user, one, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("meetings:planned", args=[code, number]))
    made = actions.following(asked.user, code, number, on=asked.today, agenda=request.POST.get("acara", ""))
    messages.success(request, _("Rapat berikutnya disiapkan dengan tempat dan undangan yang sama. Periksa hari dan acaranya."))
    if made.kind != one.kind:
        kind = sentences.shown("", queries.kind_title(one.undertaking, made.kind))
        messages.info(request, _("Langkah rapat ini sudah selesai, jadi rapat berikutnya disiapkan sebagai: %(kind)s.") % {"kind": kind})
    return redirect("meetings:change", code, made.number)


def letter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The invitation as a PDF."""
    asked = cast("AnyRequest", request)
    one = seen(asked, code, number)
    names = is_involved(request.user, one.undertaking, asked.today)
    response = HttpResponse(invitations.pdf(queries.letter(one), names=names, today=asked.today), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="undangan-{one.undertaking.code}-{number}.pdf"'
    return response


def event(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """This one meeting for a calendar."""
    one = seen(cast("AnyRequest", request), code, number)
    return _calendar(calendars.feed(one.title, [one]), f"rapat-{one.undertaking.code}-{number}")


@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """The secret address of one's own calendar: make one, replace it, stop it."""
    asked = cast("SignedInRequest", request)
    if request.method == "POST":
        if request.POST.get("apa") == "hentikan":
            actions.drop_calendar(asked.user)
        else:
            actions.new_calendar(asked.user)
        return redirect("meetings:calendar")
    token = queries.calendar_token(asked.user)
    address = f"{site()}{reverse('meetings:feed', args=[token])}" if token else ""
    plans, promises = queries.for_calendar(asked.user, asked.today)
    context = {"address": address, "plans": len(plans), "promises": len(promises), "heading": _("Kalender saya"), "crumbs": [(_("Rapat mendatang"), reverse("meetings:coming")), (_("Kalender"), "")]}
    return page(request, "meetings/calendar.html", context)


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's meetings and promises; the secret address is the key."""
    owner = queries.calendar_owner(token)
    if owner is None:
        raise Http404
    return _calendar(calendars.feed(_("Rapat dan RKTL saya"), *queries.for_calendar(owner, cast("AnyRequest", request).today)), "sinergi")


def round_feed(request: HttpRequest, code: str) -> HttpResponse:
    """The public meetings of a round."""
    asked = cast("AnyRequest", request)
    undertaking = visible_or_404(asked, code)
    return _calendar(calendars.feed(_("Rapat %(round)s") % {"round": undertaking.title}, queries.of_round(undertaking, asked.today)), f"rapat-{code}")


def seen(request: AnyRequest, code: str, number: int) -> Planned:
    """The prepared meeting; 404 for hidden and missing alike."""
    one = queries.one_planned(visible_or_404(request, code), number)
    if one is None or not permissions.may_see(request.user, one, request.today):
        raise Http404(number)
    return one


def hosted(request: SignedInRequest, code: str, number: int) -> Planned | HttpResponse:
    """The prepared meeting for whoever hosts it and while it can still be changed; otherwise the page that says why not."""
    one = seen(request, code, number)
    for may in (permissions.may_host(request.user, one, request.today), rules.may_change(**queries.open_kind(one))):
        if not may:
            return refusal(request, may, status=403 if may.kind.__name__ == "NotAllowed" else 409, next_url=reverse("meetings:planned", args=[code, number]))
    return one


@dataclass
class PlanDesk:
    """Where a meeting is prepared: what was sent, what may be chosen, and what happens with it."""

    request: SignedInRequest
    undertaking: Undertaking
    old: Planned | None = None

    @cached_property
    def kind(self) -> str:
        asked = self.request.POST.get(f"{HEAD}-kind") or self.request.GET.get("kind", "")
        kind = self.old.kind if self.old else asked
        return kind if kind in {word.code for word in queries.kinds(self.undertaking)} else ""

    @cached_property
    def stage(self) -> str:
        return self.old.stage if self.old else (self.request.POST.get(f"{HEAD}-stage") or self.request.GET.get("stage", ""))[:60]

    @property
    def adding(self) -> str:
        given = self.request.POST.get("tambah", "")
        return given if given in SETS else ""

    @cached_property
    def known(self) -> dict[str, rules.Invited]:
        return queries.labels(self.undertaking, self.request.today)

    @cached_property
    def more(self) -> dict[str, Any]:
        version = self.old.sequence if self.old else None
        return {"places": queries.places(self.undertaking), "others": queries.countable(self.undertaking)[:200], "version": version}

    def empty(self) -> Preparation:
        edition = edition_of(self.undertaking)
        groups = edition.word("meeting_kinds", self.kind).get("groups", ())
        head = {"kind": self.kind, "stage": self.stage, "title": sentences.shown("", queries.kind_title(self.undertaking, self.kind)), "is_public": True,
                "region": self.undertaking.region.code, "level": edition.scopes[self.undertaking.scope].level}  # fmt: skip
        return Preparation.filled(head, {"invited": [{"who": str(group)} for group in groups]}, self.known, **self.more)

    def again(self) -> Preparation:
        if self.old is None:
            raise AssertionError
        plan = queries.plan_of(self.old)
        rows = {"agenda": [asdict(line) for line in plan.agenda],
                "invited": [{"who": queries.label_of(line, self.known), "email": line.email, "expected": line.expected} for line in plan.invited]}
        head = {name: value for name, value in asdict(plan).items() if not isinstance(value, list)}
        head |= {"kind": self.kind, "stage": self.stage, "region": self.old.region.code if self.old.region else "", "series": self.old.series.title if self.old.series else "",
                 "further": [each.code for each in self.old.further.all()]}  # fmt: skip
        if plan.ends_on == plan.starts_on:
            head["ends_on"] = None
        return Preparation.filled(head, rows, self.known, **self.more)

    def sent(self) -> Preparation:
        if self.adding:
            return Preparation.with_more(self.request.POST, self.adding, self.known, **self.more)
        return Preparation.typed(self.request.POST, queries.understood(self.undertaking, self.request.today), **self.more)

    def keep(self, given: Preparation) -> Planned:
        head = given.form.cleaned_data
        same = {"on": self.request.today, "plan": given.plan(), "further": given.form.counted_for(), "region": head["region"]}
        if self.old is None:
            return actions.prepare(self.request.user, self.undertaking.code, kind=self.kind, stage=self.stage, series=head["series"], **same)
        return actions.change(self.request.user, self.undertaking.code, self.old.number, version=self.old.sequence, **same)

    def drawn(self, given: Preparation) -> HttpResponse:
        edition = edition_of(self.undertaking)
        context = {
            "given": given, "form": given.form, "undertaking": self.undertaking, "planned": self.old, "known": queries.named_once(self.known),
            "asked": [dict(use.params) for use in queries.asked_of(edition, self.stage, self.kind)], "recommended": queries.recommended(edition, self.kind),
            "aims": queries.aims(edition, self.kind),
            "already": [] if self.old else queries.prepared_already(self.undertaking, self.kind, self.request.today),
            "heading": _("Ubah rencana rapat") if self.old else _("Siapkan rapat"), "lede": queries.kind_title(self.undertaking, self.kind),
            "cancel_url": reverse("meetings:planned", args=[self.undertaking.code, self.old.number]) if self.old else reverse("meetings:index", args=[self.undertaking.code]),
            "crumbs": crumbs(self.undertaking, _("Ubah") if self.old else _("Siapkan rapat")),
        }  # fmt: skip
        return page(self.request, "meetings/prepare.html", context)


def _shown(one: Planned, request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("meetings:planned", one.undertaking.code, one.number)


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["Cache-Control"] = "private, max-age=300"
    return response

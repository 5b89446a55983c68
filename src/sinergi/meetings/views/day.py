"""The day of a meeting: the screen people write on, the door, the projector. Every page works without scripts; with them, also without a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.followups.models import Followup
from sinergi.followups.queries import known_responsibles, offered
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Decision, Refused
from sinergi.meetings import actions, invitations, permissions, queries, rules
from sinergi.meetings.forms import LinkForm
from sinergi.meetings.forms.day import NOTES, DoorForm, NoteForm, OldLineForm
from sinergi.meetings.models import Note, Planned
from sinergi.meetings.views.preparing import hosted, seen
from sinergi.programmes import sentences
from sinergi.programmes.pages import attempt, attempted, refusal
from sinergi.ui.pages import asks_for_fragment, page

WORKER = Path(__file__).resolve().parents[1] / "scripts" / "pekerja.js"
NAME, DEVICE = "penulis", "perangkat"  # cookies: who writes with a link; which phone signed in at the door
YEAR = 365 * 24 * 3600
NEWEST, OLDEST = 15, 25  # so many people and lines from before are shown at first


@dataclass(frozen=True)
class Seat:
    """Where somebody sits who writes: which meeting, as whom, with which addresses."""

    request: AnyRequest
    planned: Planned
    writer: actions.Writer
    here: str
    send: str

    @cached_property
    def may_host(self) -> bool:
        """Asked only where the whole screen is drawn: a screen that asks for news every few seconds does without the gate."""
        return self.writer.person is not None and bool(permissions.may_host(self.writer.person, self.planned, self.request.today))

    @property
    def now(self) -> queries.Now:
        return queries.now(self.planned)


@login_required
def today(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The screen for people with a role there."""
    seat = _seat(cast("SignedInRequest", request), code, number)
    if not permissions.may_write(request.user, seat.planned, seat.request.today):
        return refusal(request, Decision.not_allowed("meetings.not_yours_to_write"), status=403, next_url=reverse("meetings:planned", args=[code, number]))
    return _drawn(seat)


@login_required
@require_POST
def send(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take notes from that screen: one from a form, or what a phone has kept."""
    return _taken(_seat(cast("SignedInRequest", request), code, number))


def helper(request: HttpRequest, token: str) -> HttpResponse:
    """The same screen for whoever was handed a writing link; no account."""
    seat = _helper(cast("AnyRequest", request), token)
    return _drawn(seat)


@csrf_exempt  # the secret address itself lets one write; no cookie speaks for anybody here, and a page kept on a phone must still be able to send
@require_POST
def helper_send(request: HttpRequest, token: str) -> HttpResponse:
    """Take notes written with a link."""
    seat = _helper(cast("AnyRequest", request), token)
    response = redirect(seat.here) if "penulis" in request.POST and "kind" not in request.POST else _taken(seat)
    if seat.writer.name:
        response.set_cookie(NAME, seat.writer.name, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@csrf_exempt  # the same: anybody in the hall may sign in, and nothing else can be done here
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Signing in on one's own phone."""
    asked = cast("AnyRequest", request)
    planned = queries.by_door(token)
    if planned is None:
        raise Http404
    if request.method == "POST":
        return _signed_in(asked, planned)
    return _door(asked, planned, _door_form(asked, planned), there=request.GET.get("hadir", ""))


def screen(request: HttpRequest, token: str) -> HttpResponse:
    """For the wall: large, without names of participants; asks for news by itself."""
    planned = queries.by_door(token)
    if planned is None:
        raise Http404
    if asks_for_fragment(request) and request.GET.get("v") == queries.version(planned):
        return HttpResponse(status=204)
    now = queries.now(planned)
    context = {"planned": planned, "now": now, "door": _address(request, planned), "short": _address(request, planned).partition("://")[2], "days": invitations.days(planned),
               "clock": invitations.clock(planned), "lines": now.picture.actions[-6:], "more": max(0, len(now.picture.actions) - 6), "state": _state(planned)}  # fmt: skip
    with timezone.override(_zone(planned.zone.name)):
        return page(request, "meetings/screen.html", context, fragment="screen")


@login_required
@require_POST
def hand_out(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A writing link for somebody at the tables."""
    asked = cast("SignedInRequest", request)
    one = hosted(asked, code, number)
    if isinstance(one, HttpResponse):
        return one
    form = LinkForm(request.POST)
    if form.is_valid() and attempted(form, lambda: actions.hand_out(asked.user, code, number, on=asked.today, **form.cleaned_data)):
        messages.success(request, _("Tautan pencatat dibuat. Tunjukkan kodenya, atau kirim alamatnya."))
    return redirect(f"{reverse('meetings:today', args=[code, number])}#pencatat")


@login_required
@require_POST
def take_in(request: HttpRequest, code: str, number: int, link: int) -> HttpResponse:
    """Take a writing link back."""
    asked = cast("SignedInRequest", request)
    one = hosted(asked, code, number)
    if isinstance(one, HttpResponse):
        return one
    actions.take_in(asked.user, code, number, link, on=asked.today)
    messages.success(request, _("Tautan ditarik; catatannya tetap ada."))
    return redirect(f"{reverse('meetings:today', args=[code, number])}#pencatat")


def worker(request: HttpRequest) -> HttpResponse:
    """The small worker that keeps these pages on the phone. It lies here because a worker reaches only what lies beside or below it."""
    del request
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response




def _state(planned: Planned) -> str:
    return "cancelled" if planned.cancelled_at else "held" if planned.meeting_id else "open"


@cache
def _worker() -> str:
    return WORKER.read_text(encoding="utf-8")


def _seat(request: SignedInRequest, code: str, number: int) -> Seat:
    planned = seen(request, code, number)
    writer = actions.Writer(Note.Door.HOST, person=request.user)
    return Seat(request, planned, writer, reverse("meetings:today", args=[code, number]), reverse("meetings:send", args=[code, number]))


def _helper(request: AnyRequest, token: str) -> Seat:
    link = queries.by_link(token)
    if link is None:
        raise Http404
    name = request.POST.get("penulis") or request.COOKIES.get(NAME, "")
    writer = actions.Writer(Note.Door.HELPER, link=link, name=name.strip()[:120])
    return Seat(request, link.planned, writer, reverse("meetings:helper", args=[token]), reverse("meetings:helper_send", args=[token]))


def _drawn(seat: Seat, wrong: NoteForm | None = None) -> HttpResponse:
    """The whole screen, or only its live parts when something has changed since."""
    request, planned = seat.request, seat.planned
    if asks_for_fragment(request) and request.GET.get("v") == queries.version(planned):
        return HttpResponse(status=204)
    now = seat.now
    context: dict[str, Any] = {
        "seat": seat, "planned": planned, "undertaking": planned.undertaking, "now": now, "doubled": {each.uuid for each in rules.doubled(now.picture.people)},
        "late": now.late, "state": _state(planned), "oob": asks_for_fragment(request),
        "days": invitations.days(planned), "clock": invitations.clock(planned), "talk": _talk(now.picture), **_people(seat, now), **_old(now),
    }  # fmt: skip
    with timezone.override(_zone(planned.zone.name)):  # the clock of the hall
        if asks_for_fragment(request):
            return page(request, "meetings/live.html", context)
        return page(request, "meetings/day.html", context | _desk(seat, now, wrong))


def _people(seat: Seat, now: queries.Now) -> dict[str, Any]:
    """The newest first, and all of them when they are asked for."""
    newest = list(reversed(now.picture.people))
    shown = newest if seat.request.GET.get("hadir") == "semua" else newest[:NEWEST]
    return {"people": shown, "more_people": len(newest) - len(shown)}


def _talk(picture: rules.Picture) -> list[tuple[rules.Said | None, list[rules.Said]]]:
    """Each question with its answers, and what answers none of them."""
    known = {each.root for each in picture.questions}
    asked: list[tuple[rules.Said | None, list[rules.Said]]] = [(each, [one for one in picture.answers if one.get("question") == each.root]) for each in picture.questions]
    loose = [one for one in picture.answers if one.get("question") not in known]
    return [*asked, (None, loose)] if loose else asked


def _old(now: queries.Now) -> dict[str, Any]:
    """What was said about lines from before; empty without a question to the database where nothing was."""
    said = now.picture.followups or {}
    lines = Followup.objects.in_bulk(list(said)) if said else {}
    return {"answered": [(lines[pk], each) for pk, each in said.items() if pk in lines], "has_old": bool(lines)}


def _desk(seat: Seat, now: queries.Now, wrong: NoteForm | None) -> dict[str, Any]:
    """What stands beside the live parts: the forms, the lists to choose from, the links that were handed out."""
    planned, picture = seat.planned, now.picture
    table = seat.writer.link.table if seat.writer.link else None
    questions = [(each.root, f"{number}. {each.get('text')}") for number, each in enumerate(picture.questions, 1)]
    forms = {kind: form(initial={"table": table, "item": picture.item or None}, **({"questions": questions} if kind == rules.ANSWER else {})) for kind, form in NOTES.items() if kind not in {rules.FOLLOWUP, rules.STRIKE}}
    if wrong is not None:
        forms[wrong.code] = wrong
    groups = [*queries.groups_of(planned), *(group for group, _many in now.figures.groups if group)]
    ticked = {each.get("person", None) for each in picture.people} - {None}
    by_name = {each.get("name") for each in picture.people if not each.get("person", None)}  # whoever signed in or was written down by that very name
    guests = queries.guest_list(planned, seat.request.today) if seat.writer.person else []
    for guest in guests:  # two who tick the same guest tick once; after a strike it is another tick
        guest["uuid"] = uuid5(NAMESPACE_URL, f"{planned.uid}|{guest['key']}|{picture.struck}")
    return {
        "forms": forms, "correcting": _correcting(seat, now, questions), "groups": list(dict.fromkeys(groups)), "responsibles": offered(_may_name(seat, known_responsibles(planned.undertaking, seat.request.today))),
        **_unfinished(seat, picture.followups or {}),
        "guests": [guest for guest in guests if guest["person"] not in ticked and guest["name"] not in by_name], "links": _links(seat), "link_form": LinkForm() if seat.may_host else None,
        "door": _address(seat.request, planned), "heading": planned.title,
    }  # fmt: skip


def _unfinished(seat: Seat, said: Mapping[int, rules.Said]) -> dict[str, Any]:
    """The lines from before, with a form each; first those that were not asked for yet, and all of them when they are asked for."""
    lines = sorted(queries.unfinished(seat.planned, seat.request.today), key=lambda row: row.pk in said)
    shown = lines if seat.request.GET.get("lama") == "semua" else lines[:OLDEST]
    forms = [OldLineForm(auto_id=f"lama{row.pk}-%s", initial={"followup": row.pk, "status": said[row.pk].get("status") if row.pk in said else "running"}) for row in shown]
    return {"old": list(zip(shown, forms, strict=True)), "old_many": len(lines), "more_old": len(lines) - len(shown)}


def _address(request: HttpRequest, planned: Planned) -> str:
    """Where people in the hall sign in: under the name by which this screen itself was reached."""
    return request.build_absolute_uri(reverse("meetings:door", args=[planned.token]))


def _links(seat: Seat) -> list[dict[str, Any]]:
    if not seat.may_host:
        return []
    return [{"link": link, "address": seat.request.build_absolute_uri(reverse("meetings:helper", args=[link.token]))} for link in queries.links(seat.planned)]


def _correcting(seat: Seat, now: queries.Now, questions: Iterable[tuple[str, str]]) -> NoteForm | None:
    """The form of one note, filled with its newest wording."""
    wanted = seat.request.GET.get("perbaiki", "")
    pictured = now.picture
    lists = (pictured.people, pictured.counts, pictured.points, pictured.tables, pictured.questions, pictured.answers, pictured.presentations, pictured.decisions, pictured.actions)
    found = next((each for rows in lists for each in rows if each.uuid == wanted), None)
    if found is None:
        return None
    more = {"questions": questions} if found.kind == rules.ANSWER else {}
    return NOTES[found.kind](initial={**found.payload, "replaces": found.uuid}, auto_id="perbaiki-%s", **more)


@cache
def _zone(name: str) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _taken(seat: Seat) -> HttpResponse:
    """Notes out of a form, or out of what a phone kept; each is answered for by itself, so that a bad one does not hold up the others."""
    request = seat.request
    if request.content_type == "application/json":
        return JsonResponse(_sent(seat, _parsed(request.body)))
    form = NOTES.get(request.POST.get("kind", ""), NoteForm)(request.POST)
    if not form.is_valid() or form.code not in NOTES:
        return _drawn(seat, wrong=form)
    if not seat.writer.author:
        form.add_error(None, _("Tulis dulu nama Anda di atas layar ini."))
        return _drawn(seat, wrong=form)
    if attempt(form, lambda: _write(seat, form, None)) is None:
        return _drawn(seat, wrong=form)
    messages.success(request, _("Catatan tersimpan."))
    return redirect(f"{seat.here}#{form.code}")


def _sent(seat: Seat, given: list[Mapping[str, Any]]) -> dict[str, Any]:
    kept: list[str] = []
    refused: list[dict[str, str]] = []
    for one in given[: rules.MOST_AT_ONCE]:
        uuid, fields = str(one.get("uuid", ""))[:36], one.get("fields")
        data = {**(fields if isinstance(fields, dict) else {}), "uuid": uuid, "kind": one.get("kind"), "replaces": one.get("replaces") or ""}
        form = NOTES.get(str(one.get("kind")), NoteForm)(data)
        try:
            if not form.is_valid() or form.code not in NOTES or not form.cleaned_data["uuid"]:
                refused.append({"uuid": uuid, "why": "; ".join(str(error) for errors in form.errors.values() for error in errors) or _("Catatan ini belum lengkap.")})
                continue
            by = str(one.get("by") or seat.writer.name)[:120]  # several people may share a phone at a table
            _write(replace(seat, writer=replace(seat.writer, name=by)), form, _moment(one.get("at")))
            kept.append(uuid)
        except Refused as no:
            refused.append({"uuid": uuid, "why": sentences.of(no.decision)})
    return {"kept": kept, "refused": refused}


def _write(seat: Seat, form: NoteForm, at: datetime | None) -> list[str]:
    given = form.cleaned_data
    slip = actions.Slip(given["uuid"] or uuid4(), form.code, form.payload(), at=at, replaces=given.get("replaces"))
    return actions.write(seat.planned, seat.writer, [slip], on=seat.request.today, now=timezone.now())


def _parsed(body: bytes) -> list[Mapping[str, Any]]:
    """The notes of a phone; anything that is no such list is none."""
    try:
        given = json.loads(body)
    except ValueError:
        return []
    rows = given.get("notes") if isinstance(given, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _moment(given: Any) -> datetime | None:
    try:
        at = parse_datetime(str(given or ""))
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


def _door_form(request: AnyRequest, planned: Planned, data: Any = None) -> DoorForm:
    return DoorForm(data, groups=queries.groups_of(planned), device=request.COOKIES.get(DEVICE, ""), online=planned.mode != "offline")


def _signed_in(request: AnyRequest, planned: Planned) -> HttpResponse:
    """Keep a sign-in. The same name from the same phone is the same person, however often the button is pressed."""
    as_json = request.content_type == "application/json"
    sent = _parsed(request.body) if as_json else []
    if as_json:
        return JsonResponse({"kept": [done for one in sent[: rules.MOST_AT_ONCE] if (done := _kept_at_door(request, planned, one))], "refused": []})
    form = _door_form(request, planned, request.POST)
    if not form.is_valid() or not attempt(form, lambda: _keep_at_door(request, planned, form, None)):
        return _door(request, planned, form)
    response = redirect(f"{reverse('meetings:door', args=[planned.token])}?hadir=1")
    response.set_cookie(DEVICE, form.cleaned_data["device"] or request.COOKIES.get(DEVICE, ""), max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _kept_at_door(request: AnyRequest, planned: Planned, one: Mapping[str, Any]) -> str:
    fields = one.get("fields")
    form = _door_form(request, planned, {**(fields if isinstance(fields, dict) else {}), "kind": rules.CHECKIN})
    try:
        return str(one.get("uuid", "")) if form.is_valid() and _keep_at_door(request, planned, form, _moment(one.get("at"))) else ""
    except Refused:
        return ""


def _keep_at_door(request: AnyRequest, planned: Planned, form: DoorForm, at: datetime | None) -> list[str]:
    given = form.payload()
    device = given.pop("device", "")
    if planned.starts_on > request.today:
        Decision.no("meetings.door_shut", day=planned.starts_on).enforce()
    slip = actions.Slip(_same(planned, device, given), rules.CHECKIN, given, at=at)
    return actions.write(planned, actions.Writer(Note.Door.SELF, name=given["name"]), [slip], on=request.today, now=timezone.now())


def _same(planned: Planned, device: str, given: Mapping[str, Any]) -> UUID:
    return uuid5(NAMESPACE_URL, f"{planned.uid}|{device}|{rules.plain(given['name'])}") if device else uuid4()


def _door(request: AnyRequest, planned: Planned, form: DoorForm, *, there: str = "") -> HttpResponse:
    early = planned.starts_on > request.today
    context = {"planned": planned, "form": form, "there": there, "early": early, "over": planned.ends_on < request.today, "state": _state(planned),
               "days": invitations.days(planned), "clock": invitations.clock(planned), "heading": planned.title}  # fmt: skip
    return page(request, "meetings/door.html", context)


def _may_name(seat: Seat, known: Mapping[str, Responsible]) -> dict[str, Responsible]:
    """Whoever writes by a link has no account here: bodies may be named from the list, people not."""
    return {name: each for name, each in known.items() if seat.writer.person or each.person_id is None}

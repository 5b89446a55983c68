"""Recording, signing and correcting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.files import actions as files
from sinergi.followups.queries import known_responsibles, offered
from sinergi.kernel.decisions import Refused
from sinergi.meetings import actions, conditions, permissions, queries, rules
from sinergi.meetings.forms import Record, Signing
from sinergi.meetings.models import Meeting
from sinergi.meetings.views.reading import crumbs, loaded
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.forms import check_version
from sinergi.ui.pages import page

HEAD = "rapat"


@login_required
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Write a meeting down."""
    desk = Desk(cast("SignedInRequest", request), visible_or_404(cast("SignedInRequest", request), code))
    if not desk.kind:
        return page(request, "meetings/kinds.html", {"undertaking": desk.undertaking, "kinds": desk.open_kinds(), "heading": _("Catat rapat"), "crumbs": crumbs(desk.undertaking)})
    may = permissions.may_record(request.user, desk.undertaking, desk.request.today, desk.kind, desk.stage)
    if not may and not (request.method == "POST" and desk.involved):  # somebody with a role gets the words back, whatever the gate says by now
        return refusal(request, may, status=403, next_url=reverse("meetings:index", args=[code]))
    if request.method == "GET":
        return desk.drawn(desk.empty())
    given = desk.sent()
    if desk.adding or not given.is_valid():
        return desk.drawn(given)
    meeting = attempt(given.form, lambda: keeping(desk, given))
    return desk.drawn(given) if meeting is None else desk.kept(given, meeting)


@login_required
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put a new version in the place of a recorded meeting."""
    asked = cast("SignedInRequest", request)
    undertaking, found = loaded(asked, code, number)
    may = permissions.may_correct(asked.user, found.meeting, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("meetings:show", args=[code, number]))
    desk = Desk(asked, undertaking, found.meeting)
    if request.method == "GET":
        return desk.drawn(desk.again())
    given = desk.sent()
    if desk.adding or not given.is_valid() or not check_version(given.form, found.meeting.version):
        return desk.drawn(given)
    meeting = attempt(given.form, lambda: desk.replace(given))
    return desk.drawn(given) if meeting is None else desk.kept(given, meeting)


@login_required
def sign(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Add the minutes with signatures to a meeting recorded before."""
    asked = cast("SignedInRequest", request)
    undertaking, found = loaded(asked, code, number)
    may = permissions.may_sign(asked.user, found.meeting, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("meetings:show", args=[code, number]))
    given = _signing(asked)
    if given.is_bound and given.is_valid() and attempt(given.form, lambda: _sign(asked, found.meeting, given)):
        messages.success(request, _("Notulen bertanda tangan tersimpan."))
        return redirect("meetings:show", code, number)
    context = {"given": given, "form": given.form, "undertaking": undertaking, "heading": _("Tambah notulen bertanda tangan"), "lede": found.meeting.title,
               "cancel_url": reverse("meetings:show", args=[code, number]), "crumbs": crumbs(undertaking, str(number))}  # fmt: skip
    return page(request, "meetings/sign.html", context)


def _signing(request: SignedInRequest) -> Signing:
    if request.method != "POST":
        return Signing.empty(request.today, request.GET.get("stage", ""))
    if request.POST.get("tambah"):
        return Signing.with_more(request.POST, request.today)
    return Signing.typed(request.POST, request.FILES, request.today)


def _sign(request: SignedInRequest, meeting: Meeting, given: Signing) -> Any:
    head = given.form.cleaned_data
    scan = files.store(request.user, head["scan"])
    further = [(files.store(request.user, row.cleaned_data["file"]), row.cleaned_data["caption"]) for row in given.said()]
    return actions.sign(request.user, meeting.undertaking.code, meeting.number, on=request.today, signed_on=head["signed_on"], scan=scan, stage=head["stage"], further=further)


class Keeps(Protocol):
    """A page from which a meeting is recorded. ``there``: the address of the one that is recorded already."""

    there: str

    def keep(self, given: Record) -> Meeting: ...


def keeping(desk: Keeps, given: Record) -> Meeting:
    """Record it; when it was recorded before, remember where, so that the refusal can lead there."""
    try:
        return desk.keep(given)
    except Refused as refused:
        if refused.decision.code in {"meetings.already_saved", "meetings.same_meeting"}:
            desk.there = reverse("meetings:show", args=[refused.decision.values["code"], refused.decision.values["number"]])
        raise


def still_lacking(meeting: Meeting, on: date) -> str:
    """For which steps a meeting that was kept does not count, and why not; empty when it counts."""
    return " ".join(["", *(_lacking(each) for each in conditions.not_counted(meeting, on))])


def too_early(meeting: Meeting) -> list[str]:
    """A sentence for each step that was not open yet on the day that was given."""
    return [sentences.sentence("meetings.before_its_step", {"day": meeting.ends_on, "step": stage.no, "opened": opened}) for stage, opened in queries.opened_after(meeting)]


def _lacking(each: conditions.NotCounted) -> str:
    lacks = "; ".join(each.lacks)
    if each.duty is not None:
        return sentences.sentence("meetings.not_counted_duty", {"duty": each.duty.title, "lacks": lacks})
    return sentences.sentence("meetings.counted_partly" if each.partly else "meetings.not_counted", {"step": each.stage.no if each.stage else "", "lacks": lacks})


@dataclass
class Desk:
    """Where a meeting is written down: what was sent, what may be chosen, and what happens with it."""

    request: SignedInRequest
    undertaking: Undertaking
    old: Meeting | None = None
    there: str = ""

    @cached_property
    def kind(self) -> str:
        asked = self.request.POST.get(f"{HEAD}-kind") or self.request.GET.get("kind", "")
        kind = self.old.kind if self.old else asked
        return kind if kind in {word.code for word in queries.kinds(self.undertaking)} else ""

    @cached_property
    def stage(self) -> str:
        return "" if self.old else (self.request.POST.get(f"{HEAD}-stage") or self.request.GET.get("stage", ""))[:60]

    @cached_property
    def steps(self) -> list[str]:
        """Through which steps it is recorded; a correction stays where the meeting counts."""
        return queries.steps_of(self.old) if self.old else [self.stage]

    @cached_property
    def involved(self) -> bool:
        return permissions.sees_names(self.request.user, self.undertaking, self.request.today)

    @property
    def adding(self) -> str:
        """Which rows more are asked for; empty when the form was sent to be kept."""
        return self.request.POST.get("tambah", "")

    @cached_property
    def known(self) -> dict[str, Any]:
        return known_responsibles(self.undertaking, self.request.today)

    @cached_property
    def more(self) -> dict[str, Any]:
        others = () if self.old else queries.further(self.undertaking, self.stage)
        version = self.old.version if self.old else None
        return {"places": queries.places(self.undertaking), "others": others, "correcting": self.old is not None, "version": version}

    def empty(self) -> Record:
        edition = edition_of(self.undertaking)
        head = {"kind": self.kind, "stage": self.stage, "title": sentences.shown("", queries.kind_title(self.undertaking, self.kind)),
                "starts_on": self.request.today, "region": self.undertaking.region.code, "level": edition.scopes[self.undertaking.scope].level}  # fmt: skip
        groups = edition.word("meeting_kinds", self.kind).get("groups", ())
        return Record.empty(self.known, groups, head, **self.more)

    def again(self) -> Record:
        if self.old is None:
            raise AssertionError
        head = {"kind": self.kind, "region": self.old.region.code if self.old.region else ""}
        return Record.correcting(self.known, queries.sheet_of(self.old), head, named=queries.named_places(self.old), places=self.more["places"], version=self.old.version)

    def sent(self) -> Record:
        if self.adding:
            return Record.with_more(self.request.POST, self.adding, self.known, **self.more)
        return Record.typed(self.request.POST, self.request.FILES, self.known, **self.more)

    def keep(self, given: Record) -> Meeting:
        head = given.form.cleaned_data
        return actions.record(
            self.request.user, self.undertaking.code, on=self.request.today, kind=self.kind, sheet=given.sheet(), stage=self.stage,
            papers=self._papers(given), further=given.form.counted_for(), token=head["token"],
        )  # fmt: skip

    def replace(self, given: Record) -> Meeting:
        if self.old is None:
            raise AssertionError
        head = given.form.cleaned_data
        return actions.correct(self.request.user, self.undertaking.code, self.old.number, on=self.request.today, reason=head["reason"],
                               sheet=given.sheet(), papers=self._papers(given), token=head["token"], version=self.old.version)  # fmt: skip

    def kept(self, given: Record, meeting: Meeting) -> HttpResponse:
        """Say what was kept, what is still missing, and what looks odd."""
        messages.success(self.request, _("Rapat tersimpan: %(people)s peserta.") % {"people": meeting.participants} + still_lacking(meeting, self.request.today))
        doubled = rules.doubled_names(given.sheet().names)
        if doubled:
            messages.warning(self.request, _("Tertulis lebih dari sekali di daftar hadir: %(names)s. Periksa apakah orangnya sama.") % {"names": ", ".join(doubled)})
        for sentence in too_early(meeting):
            messages.warning(self.request, sentence)
        return redirect("meetings:show", self.undertaking.code, meeting.number)

    def open_kinds(self) -> list[Any]:
        """The kinds this person may record here today."""
        return queries.with_words(self.undertaking, permissions.kinds_here(self.request.user, self.undertaking, self.request.today, preparing=False))

    def drawn(self, given: Record) -> HttpResponse:
        edition = edition_of(self.undertaking)
        context = {
            "record": given,
            "form": given.form,
            "there": self.there,
            "unsigned": [] if self.old else queries.unsigned(self.undertaking.code, self.kind, self.stage),
            "undertaking": self.undertaking,
            "responsibles": offered(self.known),
            "asked": [dict(use.params) for step in self.steps for use in queries.asked_of(edition, step, self.kind)],
            "recommended": queries.recommended(edition, self.kind),
            "aims": queries.aims(edition, self.kind),
            "heading": _("Perbaiki catatan rapat") if self.old else _("Catat rapat"),
            "lede": queries.kind_title(self.undertaking, self.kind),
            "cancel_url": reverse("meetings:index", args=[self.undertaking.code]),
            "crumbs": crumbs(self.undertaking, _("Perbaiki") if self.old else _("Catat")),
        }
        return page(self.request, "meetings/record.html", context)

    def _papers(self, given: Record) -> actions.Papers:
        """Uploads, checked and kept."""
        head, person = given.form.cleaned_data, self.request.user
        signed = files.store(person, head["signed"]) if head["signed"] else None
        evidence = [(files.store(person, row.cleaned_data["file"]), row.cleaned_data["caption"]) for row in given.said("evidence")]
        return actions.Papers(signed=signed, signed_on=head["signed_on"], evidence=evidence, region=head["region"])

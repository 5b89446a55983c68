"""Closing a running meeting: one page to look over, then it is a record like any other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sinergi.actors.requests import SignedInRequest
from sinergi.files import actions as files
from sinergi.followups.models import Followup
from sinergi.followups.queries import known_responsibles, offered
from sinergi.meetings import actions, permissions, queries, rules
from sinergi.meetings.forms.closing import Closing, minutes_of
from sinergi.meetings.forms.record import Record
from sinergi.meetings.models import Meeting, Planned
from sinergi.meetings.views.preparing import hosted
from sinergi.meetings.views.reading import crumbs
from sinergi.meetings.views.writing import keeping, still_lacking, too_early
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.pages import attempt, refusal
from sinergi.ui.pages import page

READ, SINCE, NEWS = "dibaca", "sejak", "catatan"
NEWS_WORDS = {
    rules.COUNT: gettext_lazy("Jumlah yang hadir"), rules.POINT: gettext_lazy("Notulen"), rules.TABLE: gettext_lazy("Nama kelompok"), rules.QUESTION: gettext_lazy("Pertanyaan diskusi"),
    rules.ANSWER: gettext_lazy("Jawaban atau harapan"), rules.PRESENTATION: gettext_lazy("Penyajian"), rules.DECISION: pgettext_lazy("one", "Keputusan"),
    rules.ACTION: gettext_lazy("RKTL"), rules.STRIKE: gettext_lazy("Satu catatan dicoret"),
}  # fmt: skip


@login_required
def close(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Look over what was gathered, and record it."""
    asked = cast("SignedInRequest", request)
    planned = hosted(asked, code, number)
    if isinstance(planned, HttpResponse):
        return planned
    may = permissions.may_close(asked.user, planned, asked.today)
    if not may:
        return refusal(request, may, status=403, next_url=reverse("meetings:today", args=[code, number]))
    desk = CloseDesk(asked, planned)
    if request.method == "GET":
        return desk.drawn(desk.gathered())
    given = desk.sent()
    if desk.adding or not given.is_valid():
        return desk.drawn(given)
    meeting = attempt(given.form, lambda: keeping(desk, given))
    if meeting is None:
        return desk.drawn(given)
    messages.success(request, _("Rapat ditutup dan tercatat: %(people)s peserta. Cetak notulennya untuk ditandatangani.") % {"people": meeting.participants} + still_lacking(meeting, asked.today))
    for sentence in too_early(meeting):
        messages.warning(request, sentence)
    for line, why in meeting.passed_over:
        about = {"code": line.undertaking.code, "number": line.number, "what": line.what[:80], "why": sentences.of(why)}
        messages.warning(request, _("Jawaban tentang %(code)s nomor %(number)s (%(what)s) tidak dicatat di barisnya: %(why)s Yang tertulis di notulen tetap di sana.") % about)
    return redirect("meetings:show", code, meeting.number)


@dataclass
class CloseDesk:
    """The page, what was typed on it, and what happens with it."""

    request: SignedInRequest
    planned: Planned
    there: str = ""

    @cached_property
    def now(self) -> queries.Now:
        return queries.now(self.planned)

    @cached_property
    def known(self) -> dict[str, Any]:
        return known_responsibles(self.planned.undertaking, self.request.today)

    @property
    def adding(self) -> str:
        return self.request.POST.get("tambah", "")

    @cached_property
    def more(self) -> dict[str, Any]:
        also = list(self.planned.further.order_by("code"))
        others = {each.code: each for each in [*also, *queries.further(self.planned.undertaking, self.planned.stage)]}
        return {"places": queries.places(self.planned.undertaking), "others": list(others.values())}

    @property
    def answered(self) -> dict[int, str]:
        """The old lines of which something was said, by their number."""
        return dict(Followup.objects.filter(pk__in=list(self.now.picture.followups or {})).values_list("pk", "what"))

    def gathered(self) -> Record:
        plan = self.planned
        same = ("title", "kind", "stage", "starts_on", "starts_time", "ends_time", "mode", "level", "host", "opener", "moderator", "note_taker")
        head = {name: getattr(plan, name) for name in same} | {
            "ends_on": plan.ends_on if plan.ends_on != plan.starts_on else None, "place": plan.place or _("Ruang daring"), "region": plan.region.code if plan.region else "",
            "minutes": minutes_of(self.now.picture, self.now.agenda, self.answered), "further": [each.code for each in plan.further.all()],
        }  # fmt: skip
        return Closing.gathered(self.known, self.now.picture, self.now.agenda, head, _("Di luar pertanyaan"), **self.more)

    @cached_property
    def since(self) -> str:
        """The state of the notes with which the page was opened; empty before it was sent."""
        return self.request.POST.get(SINCE) or self.request.POST.get(READ, "")

    @cached_property
    def news(self) -> list[rules.Said]:
        return queries.news(self.planned, self.since)

    def sent(self) -> Record:
        if self.adding == NEWS:
            fresh = {each.uuid for each in self.news}
            return Closing.with_news(self.request.POST, self.known, self.now.picture, fresh, _("Di luar pertanyaan"), **self.more)
        if self.adding:
            return Closing.with_more(self.request.POST, self.adding, self.known, **self.more)
        given = Closing.typed(self.request.POST, self.request.FILES, self.known, **self.more)
        if isinstance(given, Closing):
            given.people, given.late = tuple(self.now.picture.people), self.now.late
        return given

    def keep(self, given: Record) -> Meeting:
        head, person = given.form.cleaned_data, self.request.user
        signed = files.store(person, head["signed"]) if head["signed"] else None
        evidence = [(files.store(person, row.cleaned_data["file"]), row.cleaned_data["caption"]) for row in given.said("evidence")]
        papers = actions.Papers(signed=signed, signed_on=head["signed_on"] if signed else None, evidence=evidence, region=head["region"])
        return actions.close(person, self.planned.undertaking.code, self.planned.number, on=self.request.today, sheet=given.sheet(), papers=papers,
                             further=given.form.counted_for(), token=head["token"], read=self.request.POST.get(READ) or None)  # fmt: skip

    def drawn(self, given: Record) -> HttpResponse:
        planned, picture, edition = self.planned, self.now.picture, edition_of(self.planned.undertaking)
        lines = Followup.objects.select_related("undertaking").in_bulk(list(picture.followups or {}))
        news = [] if self.adding == NEWS else self.news
        context = {
            "news": [(NEWS_WORDS[each.kind], each) for each in news], "since": self.since if news else "",
            "record": given, "form": given.form, "planned": planned, "undertaking": planned.undertaking, "now": self.now, "people": picture.people, "figures": self.now.figures, "there": self.there,
            "answers": [(lines[pk], said) for pk, said in (picture.followups or {}).items() if pk in lines], "responsibles": offered(self.known), "read": self.now.version,
            "asked": [dict(use.params) for use in queries.asked_of(edition, planned.stage, planned.kind)],
            "recommended": queries.recommended(edition, planned.kind), "aims": queries.aims(edition, planned.kind), "heading": _("Tutup rapat"), "lede": planned.title,
            "cancel_url": reverse("meetings:today", args=[planned.undertaking.code, planned.number]), "crumbs": crumbs(planned.undertaking, _("Tutup")),
        }  # fmt: skip
        return page(self.request, "meetings/close.html", context)

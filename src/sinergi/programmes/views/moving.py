"""Moving a running round to another edition text: choose, see what it would change, say why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinergi.actors.requests import SignedInRequest
from sinergi.kernel.decisions import Decision, Refused
from sinergi.programmes import actions, editions, forms, pages, permissions, queries, sentences
from sinergi.programmes.models import Undertaking
from sinergi.ui.pages import page
from sinergi.ui.shapes import WORDS

KEYS = {"no": gettext_lazy("nomor"), "title": gettext_lazy("nama"), "done_when": gettext_lazy("syarat selesai"), "opens_when": gettext_lazy("syarat buka"),
        "after": gettext_lazy("urutan"), "acts": gettext_lazy("tindakan"), "due": gettext_lazy("tenggat"), "optional": gettext_lazy("wajib atau tidak"),
        "list": gettext_lazy("daftar"), "kinds": gettext_lazy("kategori"), "waived_by": gettext_lazy("siapa mengesampingkan"), "scope": gettext_lazy("tingkat")}


@login_required
def move_edition(request: SignedInRequest, code: str) -> HttpResponse:
    """Without ``?ke=`` the texts to choose from; with it what would change, and the form."""
    cycle = permissions.visible_or_404(request, code)
    if cycle.scope != "cycle":
        raise Http404(code)
    decision = actions.may_move(request.user, cycle, request.today)
    if not decision:
        return pages.refusal(request, decision, status=403)
    choices = queries.texts_to_follow(cycle)
    wanted = request.GET.get("ke", "")
    context: dict[str, Any] = {
        "cycle": cycle, "now": editions.edition_of(cycle), "choices": [edition for edition, _text in choices.values()],
        "followed": queries.texts_followed(cycle), "crumbs": pages.crumbs(cycle, _("Pindah naskah pedoman"))}
    if not wanted:
        return page(request, "programmes/move.html", context)
    if wanted not in choices:
        return pages.refusal(request, Decision.no("edition_gone"), next_url=request.path)
    return _chosen(request, cycle, choices[wanted][1], {**context, "chosen": choices[wanted][0]})


def _chosen(request: SignedInRequest, cycle: Undertaking, text: str, context: dict[str, Any]) -> HttpResponse:
    form = forms.MoveEdition(request.POST or None)
    if request.method == "POST" and form.is_valid() and pages.attempted(
            form, lambda: actions.move_edition(request.user, cycle.code, on=request.today, text=text, reason=form.cleaned_data["reason"])):
        messages.success(request, _("Tahap %(code)s kini mengikuti naskah itu.") % {"code": cycle.code})
        return redirect(pages.address(cycle))
    try:
        preview = actions.preview_move(request.user, cycle.code, on=request.today, text=text)
    except Refused as refused:
        return page(request, "programmes/move.html", {**context, "refused": sentences.of(refused.decision)})
    return page(request, "programmes/move.html", {
        **context, "form": form, "preview": preview, "change": [(stage, [KEYS[key] for key in keys if key in KEYS]) for stage, keys in preview.change],
        "shifts": [(shift, WORDS.get(shift.before, "–"), WORDS.get(shift.after, "–")) for shift in preview.shifts]})

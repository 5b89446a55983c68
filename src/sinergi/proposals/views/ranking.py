"""The ranking page: the order as it would be, changes by hand with their reasons in the address, and fixing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.audit.remembering import remembered
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate, sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import is_involved, visible_or_404
from sinergi.proposals import actions, forms, queries, rules
from sinergi.proposals.actions.ranking import order_seen
from sinergi.proposals.models import Ranking
from sinergi.ui.pages import page, paged


@login_required
def rank(request: SignedInRequest, code: str) -> HttpResponse:
    """GET reckons and shows; POST reckons anew with what stands in the fields, or fixes exactly what was shown."""
    cycle = visible_or_404(request, code)
    asked = request.POST if request.method == "POST" else request.GET
    list_code = asked.get("list", "") or next(iter(edition_of(cycle).words("lists")), "")
    word = edition_of(cycle).words("lists").get(list_code)
    if cycle.scope != "cycle" or word is None:
        raise Http404(code)
    decision = gate.may(request.user, "proposals.rank", cycle, on=request.today, list=list_code)
    if not decision and not is_involved(request.user, cycle, request.today):  # the order is not public before the announcement
        return refusal(request, decision, status=403)
    sources = {source: each.title for source, each in edition_of(cycle).words("sources").items()}
    standing = queries.standing_ranking(cycle, list_code)
    form = forms.RankForm(_typed(asked, standing, request.today), sources=sources)
    ceilings = form.ceilings() if form.is_valid() else {}
    change = forms.ChangeForm(request.POST if _any_typed(request.POST) else None)
    if request.method == "POST" and request.POST.get("do") == "reckon":
        if form.is_valid() and (not change.is_bound or change.is_valid()):
            return HttpResponseRedirect(f"?{_reckoning(request.POST, change)}")
    elif request.method == "POST" and form.is_valid() and change.is_bound:
        form.add_error(None, _("Perubahan urutan yang Anda tulis belum dihitung. Tekan “Hitung ulang”, periksa urutannya, lalu tetapkan; atau kosongkan isiannya."))
    elif request.method == "POST" and form.is_valid():
        moves, exclusions = forms.changes_of(asked.getlist("ubah"))
        done = attempt(form, lambda: actions.rank(
            request.user, code, on=request.today, list=list_code, happened_on=form.cleaned_data["happened_on"] or request.today, ceilings=ceilings,
            moves=moves, exclusions=exclusions, note=form.cleaned_data["note"], seen=request.POST.get("seen", "")))
        if done is not None:
            messages.success(request, _("Peringkat ditetapkan. Belum diumumkan."))
            return redirect(reverse("proposals:rank", args=[code]) + f"?list={list_code}")
    return _page(request, cycle, list_code, word, form, ceilings, standing, asked, change)


@dataclass(frozen=True)
class _Reckoned:
    """An order over the whole round with what the page says of all of it."""

    placed: list[rules.Placed]
    inside: int
    seen: str
    sound: Decision


def _reckoned(cycle: Undertaking, ceilings: dict[str, int], asked: QueryDict, standing: Ranking | None, sources: list[str]) -> _Reckoned:
    """The order as the ceilings cut it and hands changed it; what most look at, plain or as it was last fixed, is kept until the next act."""
    moves, exclusions = forms.changes_of(asked.getlist("ubah"))

    def reckon() -> _Reckoned:
        entries = remembered(("rank_entries", cycle.pk, *ceilings), lambda: queries.rank_entries(cycle, list(ceilings)))
        placed = rules.ranked(entries, ceilings, moves, exclusions)
        sound = rules.sound_ranking([each.entry for each in placed], ceilings, moves, exclusions, sources)
        return _Reckoned(placed, sum(each.standing == "inside" for each in placed), order_seen(placed), sound)

    if moves or exclusions or (any(ceilings.values()) and (standing is None or ceilings != standing.ceilings)):
        return reckon()
    return remembered(("ranked", cycle.pk, *sorted(ceilings.items())), reckon)


def _typed(asked: QueryDict, standing: Ranking | None, today: date) -> Any:
    """What was typed; on the first look today, and the ceilings of the standing ranking."""
    if "seen" in asked:
        return asked
    given = asked.copy()
    given.setdefault("happened_on", today.isoformat())
    if standing is None or any(name.startswith("ceiling_") for name in asked):
        return given
    for source, amount in standing.ceilings.items():
        given[f"ceiling_{source}"] = str(amount)
    return given


def _page(request: SignedInRequest, cycle: Undertaking, list_code: str, word: Any, form: forms.RankForm, ceilings: dict[str, int],
          standing: Ranking | None, asked: QueryDict, change: forms.ChangeForm) -> HttpResponse:
    sources = list(form.sources)
    order = _reckoned(cycle, ceilings, asked, standing, sources)
    cut = paged(request, order.placed)
    shown = list(cut.object_list)
    figures = queries.figures_of([each.entry.work_id for each in shown])
    verdicts = queries.verdicts_shown(edition_of(cycle), [each.entry.work_id for each in shown])
    decision = gate.may(request.user, "proposals.rank", cycle, on=request.today, list=list_code)
    context = {
        "cycle": cycle, "list_code": list_code, "title": word.title, "form": form, "change": change, "standing": standing, "page": cut,
        "rows": [{"placed": each, "figures": figures.get(each.entry.work_id), "stopped_by": form.sources.get(each.stopped_by, ""), "verdicts": verdicts.get(each.entry.work_id, ()),
                  "purses": [(place, figures[each.entry.work_id].by_source.get(source, 0)) for place, source in enumerate(sources, 1)]} for each in shown],
        "changes": [{"text": text, "parts": text.split("|", 2), "url": f"?{_without(asked, text)}"} for text in asked.getlist("ubah")],
        "inside": order.inside, "count": len(order.placed), "seen": order.seen, "decision": decision,
        "sources": [(place, title) for place, title in enumerate(form.sources.values(), 1)], "why_not": "" if decision else sentences.of(decision),
        "problem": "" if order.sound else sentences.of(order.sound),
        "crumbs": [(cycle.region.name, ""), (cycle.title, reverse("proposals:index", args=[cycle.code])), (_("Peringkat"), None)],
    }
    return page(request, "proposals/rank.html", context, status=422 if request.method == "POST" else 200)


def _any_typed(given: QueryDict) -> bool:
    return any(given.get(name, "").strip() for name in forms.ChangeForm.base_fields)


def _reckoning(given: QueryDict, change: forms.ChangeForm) -> str:
    """The address that shows what was typed, with the change by hand among the earlier ones; a later one of the same work stands for it."""
    query = given.copy()
    for name in ("csrfmiddlewaretoken", "seen", "do", "halaman", *forms.ChangeForm.base_fields):
        query.pop(name, None)
    if change.is_bound:
        text = change.as_text()
        kept = [each for each in query.getlist("ubah") if each.partition("|")[0] != text.partition("|")[0]]
        query.setlist("ubah", [*kept, text])
    return query.urlencode()


def _without(given: QueryDict, text: str) -> str:
    query = given.copy()
    for name in ("csrfmiddlewaretoken", "seen", "do", "halaman", *forms.ChangeForm.base_fields):
        query.pop(name, None)
    query.setlist("ubah", [each for each in query.getlist("ubah") if each != text])
    return query.urlencode()


@login_required
def carry(request: SignedInRequest, code: str) -> HttpResponse:
    """Carry an unfunded proposal into another round of the same village."""
    work = visible_or_404(request, code)
    sites = queries.targets_for(work)
    decision = actions.may_carry(request.user, work, sites, on=request.today)
    if not decision:
        return refusal(request, decision, status=403 if decision.code.endswith("role") else 409)
    form = forms.CarryForm(request.POST or None, sites=sites)
    if request.method == "POST" and form.is_valid():
        new = attempt(form, lambda: actions.carry(request.user, code, form.cleaned_data["site"], on=request.today))
        if new is not None:
            messages.success(request, _("Usulan dibawa ke tahap berikutnya sebagai %(code)s.") % {"code": new.code})
            return redirect("proposals:show", code=new.code)
    back = reverse("proposals:show", args=[code])
    return page(request, "ui/form.html", {"form": form, "heading": _("Bawa ke tahap berikutnya"), "submit": _("Bawa usulan ini"), "cancel_url": back,
                                           "lede": _("Seluruh isinya disalin menjadi draf baru. Nilai dan alasan di tahap ini tetap tersimpan."),
                                           "crumbs": [(work.code, back), (_("Bawa ke tahap berikutnya"), None)]},
                status=422 if form.errors else 200)

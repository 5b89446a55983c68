"""*Pekerjaan saya*, the history of an undertaking, and taking an act back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.audit import queries as audit
from sinergi.kernel.decisions import Refused
from sinergi.programmes import actions, editions, forms, gate, pages, permissions, queries, snapshot
from sinergi.programmes.actions.undoing import bound_params, standing_fact
from sinergi.programmes.models import CycleTick, Fact, Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.registry import registry
from sinergi.ui.pages import page

WEEK = timedelta(days=7)


@login_required
def my_work(request: SignedInRequest) -> HttpResponse:
    """What to do now, grouped: late, this week, and what has time: it can be done today, but need not be."""
    for cycle_id in CycleTick.objects.exclude(as_of=request.today).values_list("cycle_id", flat=True):
        snapshot.ensure(cycle_id, request.today)
    groups = queries.my_tasks(request.user, request.today, cycle=request.GET.get("tahap", ""))
    today = request.today
    parts = [
        (_("Terlambat"), "late", [group for group in groups if group.due_on and group.due_on < today]),
        (_("Minggu ini"), "open", [group for group in groups if group.due_on and today <= group.due_on <= today + WEEK]),
        (_("Tidak mendesak"), "waiting", [group for group in groups if not group.due_on or group.due_on > today + WEEK]),
    ]
    others = [beside.waiting(request.user, today) for beside in registry.my_work]
    return page(request, "programmes/my_work.html", {
        "parts": [part for part in parts if part[2]], "later": bool(parts[-1][2]), "others": others, "count": len(groups) + sum(waiting.count for waiting in others)})


def history(request: AnyRequest, code: str) -> HttpResponse:
    """Every fact about an undertaking, and for those involved the trail with it."""
    undertaking = permissions.visible_or_404(request, code)
    involved = permissions.is_involved(request.user, undertaking, request.today)
    edition = editions.edition_of(undertaking)
    verbs = {**queries.OUTSIDE_STEPS, **{act: bound.done for act, bound in registry.acts.items()}}
    return page(request, "programmes/history.html", {
        "undertaking": undertaking, "edition": edition, "lines": queries.facts_of(undertaking, may_undo=_may_undo(request, undertaking)) if involved else [], "involved": involved,
        "trail": audit.lines(audit.of(code)[:200], verbs, queries.codes_of(edition)) if involved else [], "crumbs": pages.crumbs(undertaking, _("Riwayat"))})


def _may_undo(request: AnyRequest, undertaking: Undertaking) -> Callable[[Fact], bool]:
    """Whether this reader may take such a fact back today; acts let in alike are asked about once, all of them of one reading."""
    office = BranchOffice(undertaking, editions.edition_of(undertaking))
    asked: dict[tuple[object, ...], bool] = {}

    def may(fact: Fact) -> bool:
        params = bound_params(fact)
        key = (fact.act, *sorted(params.items()))
        if key not in asked:
            asked[key] = bool(gate.may(request.user, f"undo:{fact.act}", undertaking, on=request.today, office=office, **params))
        return asked[key]

    return may


@login_required
def undo(request: SignedInRequest, label: str, fact: int) -> HttpResponse:
    """Ask once, saying which steps will reopen; then end the fact with the reason."""
    row = standing_fact(label, fact)
    decision = gate.may(request.user, f"undo:{row.act}", row.undertaking, on=request.today, **bound_params(row))
    if not decision:
        return pages.refusal(request, decision, status=403)
    form = forms.Undo(request.POST or None)
    if request.method == "POST" and form.is_valid() and pages.attempted(form, lambda: actions.undo(
            request.user, label, fact, on=request.today, reason=form.cleaned_data["reason"])):
        messages.success(request, _("Dibatalkan mulai hari ini; catatan lamanya tetap tersimpan."))
        return redirect("programmes:history", row.undertaking.code)
    return page(request, "programmes/undo.html", {"form": form, "fact": row, "reopening": _reopening(label, fact, request), "cancel_url": f"/riwayat/{row.undertaking.code}/"})


def _reopening(label: str, fact: int, request: SignedInRequest) -> list[tuple[str, object]]:
    """Code and stage of every step that would be open again."""
    try:
        cells = actions.would_reopen(label, fact, on=request.today)
    except Refused:
        return []
    nodes = Undertaking.objects.in_bulk([pk for pk, _stage in cells])
    return [(nodes[pk].code, editions.edition_of(nodes[pk]).by_code[stage].title) for pk, stage in cells]

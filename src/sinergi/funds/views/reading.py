"""Reading money: the purses of a work, its deliveries, one entry with its rows, prices; and taking an entry back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.engine.catalogue import undoing
from sinergi.funds import actions, forms, permissions, queries
from sinergi.funds.models import Certainty
from sinergi.funds.views.about import about, sees_names
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.actions.undoing import bound_params
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt
from sinergi.programmes.permissions import visible_or_404
from sinergi.programmes.registry import registry
from sinergi.regions.models import Region
from sinergi.ui.pages import page


def show(request: AnyRequest, code: str) -> HttpResponse:
    """The purses of a work, from hoped to proven, and the way into every book."""
    undertaking = visible_or_404(request, code)
    lines = queries.line_sums(undertaking.pk)
    purses = queries.purses([undertaking.pk])[undertaking.pk] if any(not line.in_plan for line in lines) else {}
    context = about(undertaking) | queries.panel(undertaking, request.user, request.today, public=not sees_names(request, undertaking))
    context |= {"heading": _("Dana"), "lede": undertaking.title, "acts": _possible(request, undertaking), "books": queries.BOOKS.items(),
                "lines": [(line, None if line.in_plan else purses.get(line.source)) for line in lines], "budgeted": not lines and queries.is_written(edition_of(undertaking), undertaking.scope), "names": sees_names(request, undertaking), **_before(request, undertaking), **_narrowed(request, undertaking)}
    return page(request, "funds/show.html", context)


def _before(request: AnyRequest, undertaking: Undertaking) -> dict[str, Any]:
    """Who hopes, promises or has budgeted, each to be made surer by whoever may; and the tranches that were asked for."""
    words = edition_of(undertaking).words("sources")
    may: dict[str, bool] = {}
    rows = queries.commitments_of(undertaking)
    for row in rows:
        if request.user.is_authenticated and row.source not in may:
            may[row.source] = bool(gate.may(request.user, "funds.commit", undertaking, on=request.today, source=row.source))
    title = {code: word.title for code, word in words.items()}
    return {"commitments": [{"row": row, "title": title.get(row.source, row.source), "may_firm": may.get(row.source, False) and row.certainty != Certainty.BUDGETED} for row in rows],
            "asked": [{"row": each.row, "paid": each.paid, "title": title.get(each.row.source, each.row.source)} for each in queries.requests_of(undertaking)]}


def _narrowed(request: AnyRequest, undertaking: Undertaking) -> dict[str, Any]:
    """The entries behind one figure, when the address names its source and line."""
    bare = request.GET.get("tanpa") == "1"      # what was spent without a line of the plan
    line, word = request.GET.get("baris", "")[:40], edition_of(undertaking).words("sources").get(request.GET.get("sumber", ""))
    if word is None:
        return {"behind": None}
    came = request.GET.get("masuk") == "1" and not line
    found = queries.came_of(undertaking.pk, word.code) if came else queries.entries_of(undertaking.pk, line="" if bare else line or None, source=word.code)
    return {"behind": found, "behind_came": came, "behind_line": line, "behind_bare": bare and not came, "behind_source": word.title, "behind_total": sum(amount for _entry, amount in found)}


def deliveries(request: AnyRequest, code: str) -> HttpResponse:
    """Swadaya as it came in, what waits to be looked at first."""
    undertaking = visible_or_404(request, code)
    rows = queries.deliveries(undertaking.pk, request.GET.get("source", "")[:40])
    waiting = [each for each in rows if each.state == "delivered"]
    context = about(undertaking) | {
        "heading": _("Periksa swadaya"), "waiting": waiting, "back": [each for each in rows if each.state == "rejected"],
        "rest": [each for each in rows if each.state in {"verified", "pledged"}][::-1], "may_mend": _may_mend(request, undertaking, rows),
        "names": sees_names(request, undertaking), "own_id": request.user.pk,
    }
    return page(request, "funds/deliveries.html", context)


def _may_mend(request: AnyRequest, undertaking: Undertaking, rows: list[queries.Delivery]) -> bool:
    source = next((each.row.source for each in rows if each.state == "rejected"), "")
    return bool(source and request.user.is_authenticated and gate.may(request.user, "funds.contribute", undertaking, on=request.today, source=source))


def entry(request: AnyRequest, number: int) -> HttpResponse:
    """One entry of the ledger with its legs, its proof and its seal."""
    found = _entry(number)
    undertaking = found.entry.undertaking
    context = about(undertaking) | {
        "found": found, "entry": found.entry, "heading": _("Entri no. %(number)s") % {"number": number}, "names": sees_names(request, undertaking),
        "may_reverse": found.entry.reverses_id is None and found.reversal is None and bool(_may_reverse(request, found)),
    }
    return page(request, "funds/entry.html", context)


@login_required
def reverse_entry(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask before taking an entry back: which finished steps would be open again."""
    found = _entry(number)
    row = found.entry
    form = forms.ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mirror = attempt(form, lambda: actions.reverse(request.user, row.undertaking.code, number, on=request.today, reason=form.cleaned_data["reason"]))
        if mirror is not None:
            messages.success(request, _("Entri no. %(number)s dibalik.") % {"number": number})
            return redirect("funds:entry", number=mirror.pk)
    if request.method != "POST":
        _reversible(request, found)
    context = about(row.undertaking) | {
        "form": form, "question": _("Balikkan entri no. %(number)s?") % {"number": number}, "verb": _("Balikkan entri"),
        "consequence": _("Entri asli tetap ada; lawannya ditulis hari ini dengan alasan Anda."), "entry": row,
        "cancel_url": reverse("funds:entry", args=[number]), "reopens": _reopens(request, row),
    }
    return page(request, "funds/reverse.html", context, status=422 if form.errors else 200)


@login_required
def prices(request: SignedInRequest, region: str) -> HttpResponse:
    """The price list of a place."""
    place = get_object_or_404(Region, code=region)
    form = forms.PriceForm(request.POST or None, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid() and attempt(
            form, lambda: actions.set_price(request.user, region, on=request.today, **form.cleaned_data)) is not None:
        messages.success(request, _("Harga tersimpan."))
        return redirect("funds:prices", region=region)
    context = {
        "form": form, "heading": _("Daftar harga"), "lede": place.name, "rows": queries.price_list(place), "submit": _("Simpan harga"),
        "may_set": bool(permissions.may_set_price(request.user, place, request.today)), "crumbs": [(place.name, ""), (_("Daftar harga"), "")],
    }
    return page(request, "funds/prices.html", context, status=422 if form.errors else 200)


def _entry(number: int) -> Any:
    found = queries.entry_page(number)
    if found is None or found.entry.undertaking.voided_on is not None:
        raise Http404(number)
    return found


def _may_reverse(request: AnyRequest, found: Any) -> Any:
    fact = found.fact
    return gate.may(request.user, undoing(fact.act), found.entry.undertaking, on=request.today, **bound_params(fact))


def _reversible(request: AnyRequest, found: Any) -> None:
    if found.entry.reverses_id is not None:
        Decision.no("funds.is_reversal", number=found.entry.number).enforce()
    if found.reversal is not None:
        Decision.no("funds.reversed_already", number=found.reversal.number, day=found.reversal.posted_on).enforce()
    gate.enforce(_may_reverse(request, found))


def _reopens(request: SignedInRequest, row: Any) -> list[dict[str, Any]]:
    if row.reverses_id is not None:
        return []
    edition = edition_of(row.undertaking)
    cells = actions.would_reopen(row, request.user, on=request.today)
    return [{"undertaking": undertaking, "stage": edition.by_code[stage]} for undertaking, stage in cells if stage in edition.by_code]


def _is_left(request: AnyRequest, bound: Any, undertaking: Undertaking, params: dict[str, Any]) -> bool:
    """Whether anything is left to do with it: nobody is offered to book what cannot come."""
    return not bound.nothing or undertaking.pk in bound.open_for(request.user.pk, [undertaking.pk], **params, on=request.today)


def _possible(request: AnyRequest, undertaking: Undertaking) -> list[tuple[Any, Any, str]]:
    """The money acts this person may do here today, each with the address of its form."""
    if not request.user.is_authenticated:
        return []
    edition = edition_of(undertaking)
    entries = [entry for stage in edition.of_scope(undertaking.scope) for entry in stage.acts if entry.act.startswith("funds.")]
    entries += [entry for entry in edition.anytime if entry.scope == undertaking.scope and entry.act.startswith("funds.")]
    found: dict[str, Any] = {}
    for each in entries:
        params = dict(each.params)
        bound = registry.acts[each.act]
        url = bound.form(undertaking.code, params)
        if url not in found and gate.may(request.user, each.act, undertaking, on=request.today, **params) and _is_left(request, bound, undertaking, params):
            source = edition.words("sources").get(str(params.get("source", "")))
            found[url] = (bound.verb, source.title if source else None)
    return [(label, title, url) for url, (label, title) in found.items()]

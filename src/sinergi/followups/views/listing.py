"""Reading follow-ups: the board with its groups, and one line with its history."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.models import Person
from sinergi.actors.requests import AnyRequest
from sinergi.followups import documents, permissions, queries
from sinergi.followups.models import Followup, Origin
from sinergi.followups.views.desk import Desk, address, crumbs
from sinergi.programmes import gate
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page, paged
from sinergi.ui.wording import masked

MOST_GROUPS = 100
KEPT = ("keadaan", "milik", "menurut", "orang", "lembaga", "tempat")  # what the search form sends along


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Every follow-up where I have a role, or that was laid on me."""
    desk = Desk.of(request, "")
    ledes = {"persetujuan": _("Menunggu persetujuan Anda"), "kerjakan": _("Tindak lanjut (RKTL) Anda"), "tanpa-akun": _("Belum tertaut ke akun siapa pun")}
    return page(request, "followups/index.html", _listed(desk) | {"lede": ledes.get(desk.part, _("Di semua pekerjaan tempat Anda berperan."))})


def index(request: HttpRequest, code: str) -> HttpResponse:
    """The follow-ups of an undertaking and of everything below it; public, without names."""
    desk = Desk.of(request, code)
    assert desk.undertaking is not None  # noqa: S101 -- the address has a code
    may_open = bool(permissions.may_open(request.user, desk.undertaking, desk.request.today))
    return page(request, "followups/index.html", _listed(desk) | {"lede": desk.undertaking.title, "may_open": may_open, **_escort(desk, desk.undertaking)})


def show(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One follow-up with every report about it."""
    asked = cast("AnyRequest", request)
    undertaking, followup = found(asked, code, number)
    told = queries.newest(followup)
    standing = followup.ended_on is None
    context = {
        "undertaking": undertaking,
        "followup": queries.with_states([followup], asked.today)[0],
        "history": queries.history(followup),
        "doers": queries.doers_of(followup),
        "names": permissions.sees_names(request.user, followup, asked.today),
        "may_report": standing and followup.shape not in {"done", "out"} and bool(permissions.may_report(request.user, undertaking, asked.today, followup=followup)),
        "may_agree": standing and bool(permissions.may_agree(request.user, followup, told, asked.today)),
        "may_name": standing and bool(permissions.may_name(request.user, followup, asked.today)),
        "may_undo": standing and bool(gate.may(request.user, "undo:followups.report", undertaking, on=asked.today)),
        "may_withdraw": standing and followup.act == "followups.open" and bool(gate.may(request.user, "undo:followups.open", undertaking, on=asked.today)),
        "heading": followup.what,
        "crumbs": crumbs(undertaking, f"{followup.number}"),
    }
    return page(request, "followups/show.html", context)


def _escort(desk: Desk, undertaking: Undertaking) -> dict[str, Any]:
    """Who escorts the round, and where whoever may names or changes the team."""
    found, cycle = queries.escort_of(undertaking), undertaking.cycle or undertaking
    act, name = ("actors.change", "change_body") if found.team else ("actors.form", "form_body")
    may = found.body and desk.names and gate.may(desk.request.user, act, cycle, on=desk.request.today, body=found.body)
    return {"escort": found, "name_escort": f"{reverse(f'programmes:{name}', args=[cycle.code])}?body={found.body}" if may else ""}


def _listed(desk: Desk) -> dict[str, Any]:
    cut = paged(desk.request, desk.found, 50)
    queries.with_states(cut.object_list, desk.request.today)
    return {
        "desk": desk, "undertaking": desk.undertaking, "names": desk.names, "across": desk.undertaking is None, "may_report": queries.with_button(cut.object_list, desk.request.user, desk.request.today) if isinstance(desk.request.user, Person) else set(),
        "rows": cut, "filters": desk.filters, "chips": desk.chips(), "origins": Origin.choices, "sorts": _sorts(desk), "groupings": _groupings(desk), "groups": _groups(desk),
        "heading": _("Tindak lanjut"), "narrowed": _narrowed(desk), "files": [("Excel", desk.url("excel")), ("CSV", desk.url("csv"))], "matrix_url": desk.url("matrix"),
        "kept": [(name, value) for name, value in desk.request.GET.items() if name in KEPT and value],
    }  # fmt: skip


def _sorts(desk: Desk) -> list[tuple[str, str, bool]]:
    """Word of the address, what it is called, whether it is the one now."""
    words = (("", _("Tenggat terdekat")), ("tenggat-akhir", _("Tenggat terjauh")), ("baru", _("Terbaru disepakati")), ("apa", _("Apa, menurut abjad")),
             ("lembaga", _("Penanggung jawab")), ("tempat", _("Wilayah")))  # fmt: skip
    return [(word, label, desk.filters.sort == word) for word, label in words]


def _groupings(desk: Desk) -> list[dict[str, Any]]:
    """The switch: no groups, or by body, place, and person where names are shown."""
    words = [("", _("Baris saja")), ("lembaga", _("Menurut lembaga")), ("tempat", _("Menurut tempat")), *([("orang", _("Menurut orang"))] if desk.names else [])]
    return [{"label": label, "url": address(desk.request, menurut=word), "current": desk.filters.by == queries.GROUPS.get(word, "")} for word, label in words]


def _groups(desk: Desk) -> dict[str, Any] | None:
    """The counts of each group, each leading to its lines."""
    by = desk.filters.by
    if not by:
        return None
    found = queries.grouped(desk.found, by, desk.request.today)
    word = next(word for word, group in queries.GROUPS.items() if group == by)
    nobody = {"person": _("Tanpa nama orang"), "organisation": _("Tanpa lembaga terdaftar"), "place": _("Wilayah")}[by]
    label = masked if by == "person" and not desk.names else str
    rows = [{"label": label(group.label) or nobody, "url": address(desk.request, **{word: group.key or ("" if by == "place" else "0")}), "group": group} for group in found]
    heads = {"person": _("Orang"), "organisation": _("Lembaga"), "place": _("Wilayah")}
    return {"head": heads[by], "columns": documents.state_words(), "rows": rows[:MOST_GROUPS], "more": max(len(rows) - MOST_GROUPS, 0)}


def _narrowed(desk: Desk) -> str:
    """The address without the group or the part of one's own that was chosen; empty when none is."""
    filters = desk.filters
    chosen = desk.part or filters.person is not None or filters.organisation is not None or filters.place is not None
    return address(desk.request, orang="", lembaga="", tempat="", **({"milik": ""} if desk.part else {})) if chosen else ""


def found(request: AnyRequest, code: str, number: int) -> tuple[Undertaking, Followup]:
    undertaking = visible_or_404(request, code)
    followup = queries.one(undertaking, number)
    if followup is None:
        raise Http404(number)
    return undertaking, followup

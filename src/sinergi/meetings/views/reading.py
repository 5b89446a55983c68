"""The list of a round, one meeting with its versions, and its papers to print or to edit on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest
from sinergi.meetings import conditions, documents, permissions, queries
from sinergi.printing.word import CONTENT_TYPE
from sinergi.programmes import pages
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page, paged


def index(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings that count for an undertaking and for what lies below it."""
    asked = cast("AnyRequest", request)
    undertaking = visible_or_404(asked, code)
    filters = queries.Filters.from_query(request.GET)
    rows = paged(request, queries.listed(undertaking, filters), 50)
    rows.object_list = queries.titled(undertaking, rows.object_list)
    context = {
        "undertaking": undertaking,
        "rows": rows,
        "filters": filters,
        "kinds": queries.kinds(undertaking),
        "sorts": _sorts(),
        "heading": _("Rapat"),
        "lede": undertaking.title,
        "crumbs": [*pages.crumbs(undertaking), (_("Rapat"), "")],
    }
    return page(request, "meetings/index.html", context, fragment="list")


def show(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One meeting: counts, minutes, decisions and what was agreed for everybody; names and scans for who has a role there."""
    asked = cast("AnyRequest", request)
    undertaking, found = loaded(asked, code, number)
    meeting, known = found.meeting, request.user.is_authenticated and not found.withdrawn
    context = {
        "undertaking": undertaking,
        "found": found,
        "meeting": meeting,
        "not_counted": [] if found.withdrawn else conditions.not_counted(meeting, asked.today),
        "home": pages.address(undertaking),
        "names": permissions.sees_names(request.user, undertaking, asked.today),
        "may_sign": known and not found.is_signed and bool(permissions.may_sign(request.user, meeting, asked.today)),
        "may_correct": known and bool(permissions.may_correct(request.user, meeting, asked.today)),
        "papers": list(documents.TITLES.items()),
        "heading": meeting.title,
        "crumbs": crumbs(undertaking, str(number)),
    }
    return page(request, "meetings/show.html", context)


def printed(request: HttpRequest, code: str, number: int, paper: str) -> HttpResponse:
    """The minutes or the attendance list as a PDF to sign."""
    return _paper(cast("AnyRequest", request), code, number, paper, documents.pdf, "application/pdf", "inline", "pdf")


def written(request: HttpRequest, code: str, number: int, paper: str) -> HttpResponse:
    """The same papers as Word, for people who edit on."""
    return _paper(cast("AnyRequest", request), code, number, paper, documents.word, CONTENT_TYPE, "attachment", "docx")


def _paper(request: AnyRequest, code: str, number: int, paper: str, render: Callable[..., bytes], media_type: str, shown: str, ending: str) -> HttpResponse:
    """One paper of a meeting, with names for those who may see them."""
    undertaking, found = loaded(request, code, number)
    if paper not in documents.PAPERS:
        raise Http404(paper)
    names = permissions.sees_names(request.user, undertaking, request.today)
    response = HttpResponse(render(paper, found, names=names), content_type=media_type)
    response["Content-Disposition"] = f'{shown}; filename="{paper}-{undertaking.code}-{number}.{ending}"'
    return response


def changes(request: HttpRequest, code: str, number: int, version: int) -> HttpResponse:
    """What one version changed in the one before, and why."""
    asked = cast("AnyRequest", request)
    undertaking = visible_or_404(asked, code)
    names = permissions.sees_names(request.user, undertaking, asked.today)
    found = documents.changed(undertaking, number, version, names=names)
    if found is None:
        raise Http404(version)
    heading = _("Perubahan dari versi %(before)s ke %(after)s") % {"before": version - 1, "after": version}
    trail = [*crumbs(undertaking), (str(number), reverse("meetings:show", args=[code, number])), (_("Versi %(number)s") % {"number": version}, "")]
    return page(request, "meetings/changes.html", {"undertaking": undertaking, "versions": found, "names": names, "heading": heading, "crumbs": trail})


def loaded(request: AnyRequest, code: str, number: int) -> tuple[Undertaking, queries.Page]:
    """The undertaking and its meeting; 404 for hidden and missing alike."""
    undertaking = visible_or_404(request, code)
    found = queries.page(undertaking, number, request.today)
    if found is None:
        raise Http404(number)
    return undertaking, found


def crumbs(undertaking: Undertaking, *last: str) -> list[tuple[Any, str]]:
    """From the undertaking through its meetings to here."""
    return [*pages.crumbs(undertaking), (_("Rapat"), reverse("meetings:index", args=[undertaking.code])), *((each, "") for each in last)]


def _sorts() -> list[tuple[str, str]]:
    return [("-tanggal", _("Terbaru")), ("tanggal", _("Terlama")), ("-peserta", _("Peserta terbanyak")), ("peserta", _("Peserta tersedikit")), ("judul", _("Judul"))]

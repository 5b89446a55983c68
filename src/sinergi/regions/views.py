"""Finding a place on a page of its own or as one types, and where the names come from."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sinergi.regions import queries
from sinergi.regions.models import Level
from sinergi.ui import pages


@require_safe
@cache_control(max_age=300)
def find(request: HttpRequest) -> HttpResponse:
    """Places by name or code: suggestions for a field when htmx asks, otherwise a page to choose from.

    ``?field=`` names the field that asks (its text comes under that name); ``?kembali=`` is the form to go back to.
    """
    field = request.GET.get("field", "")[:60]
    text = request.GET.get("q") or (request.GET.get(field, "") if field else "")
    level = request.GET.get("level", "")
    found = queries.with_paths(queries.find(text, level if level in Level.values else None, request.GET.get("within", "")[:32]))
    back = _back(request)
    context = {"found": found, "q": text[: queries.LONGEST], "level": level, "within": request.GET.get("within", ""), "field": field or "wilayah",
               "back": back, "kept": [(name, value) for name, value in parse_qsl(urlsplit(back).query) if name != field], "levels": Level.choices}
    return pages.page(request, "regions/find.html", context, fragment="options")


@require_safe
@cache_control(public=True, max_age=3600)
def sources(request: HttpRequest) -> HttpResponse:
    """Whose data the names and codes are, and under which licence."""
    return render(request, "regions/sources.html")


def _back(request: HttpRequest) -> str:
    """The form's own address, only ever on this site."""
    given = request.GET.get("kembali", "")
    return given if given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None) else ""

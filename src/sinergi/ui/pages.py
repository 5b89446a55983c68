"""Rendering a page, or the one fragment of it that htmx asked for; and cutting long lists into pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

PER_PAGE = 50


@dataclass(frozen=True)
class PageLink:
    """One step of the pagination: a number with its address, or the gap between numbers."""

    label: str
    url: str
    current: bool = False
    gap: bool = False


class Paged(Page[Any]):
    """A page of a list that knows the addresses of its neighbours, query string kept."""

    page_links: list[PageLink]
    previous_url: str
    next_url: str
    first_index: int
    last_index: int
    total: int


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page; or, when htmx asks and a fragment is named, only ``template#fragment``.

    Messages that were waiting travel with the fragment, so a saved line shows its toast too.
    """
    wanted = bool(fragment) and asks_for_fragment(request)
    name = f"{template}#{fragment}" if wanted else template
    text: str = render_to_string(name, dict(context or {}), request=request)
    if wanted:
        text += _toasts(request)
    response = HttpResponse(text, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def asks_for_fragment(request: HttpRequest) -> bool:
    """Whether htmx wants a part of the page; a boosted link or a restored history entry wants all of it."""
    asked = request.headers.get("HX-Request") == "true"
    return asked and "HX-Boosted" not in request.headers and "HX-History-Restore-Request" not in request.headers


def paged(request: HttpRequest, queryset: Any, per_page: int = PER_PAGE, *, count: int | None = None, name: str = "halaman") -> Paged:
    """The page of the list that ``?halaman=`` names; anything odd in there gives the nearest page that exists.

    ``count``: how many there are, where that is known already. ``name``: the word in the address, where one page shows two lists.
    """
    paginator = Paginator(queryset, per_page)
    if count is not None:
        paginator.count = count
    found = paginator.get_page(request.GET.get(name))
    cut = Paged(found.object_list, found.number, paginator)
    cut.page_links = [_link(request, name, cut.number, step) for step in paginator.get_elided_page_range(cut.number, on_each_side=1, on_ends=1)]
    cut.previous_url = _address(request, name, cut.number - 1) if cut.has_previous() else ""
    cut.next_url = _address(request, name, cut.number + 1) if cut.has_next() else ""
    cut.first_index, cut.last_index, cut.total = cut.start_index(), cut.end_index(), paginator.count
    return cut


def _link(request: HttpRequest, name: str, current: int, step: Any) -> PageLink:
    if not isinstance(step, int):   # Django's sign of a gap, which is translated late and no string before
        return PageLink(label="…", url="", gap=True)
    return PageLink(label=str(step), url=_address(request, name, step), current=step == current)


def _address(request: HttpRequest, name: str, number: int) -> str:
    query = request.GET.copy()
    if number == 1:
        query.pop(name, None)
    else:
        query[name] = str(number)
    return f"?{query.urlencode()}"


def _toasts(request: HttpRequest) -> str:
    waiting = list(get_messages(request))
    return render_to_string("ui/tags/toasts.html", {"messages": waiting, "out_of_band": True}) if waiting else ""

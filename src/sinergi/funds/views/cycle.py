"""The purses of a whole round, and of each work in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sinergi.actors.requests import AnyRequest
from sinergi.funds import queries
from sinergi.funds.queries import PurseSum
from sinergi.programmes import queries as programmes
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import crumbs
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page, paged


@require_GET
def cycle(request: AnyRequest, code: str) -> HttpResponse:
    """Everything the round has received and proven, and a line per work; searched by ``cari``."""
    undertaking = visible_or_404(request, code)
    if undertaking.scope != "cycle":
        raise Http404(code)
    text, chosen = request.GET.get("cari", "").strip()[:80], programmes.chosen(undertaking)
    sites = queries.sites_with_purses(undertaking.pk)
    works = Undertaking.objects.filter(Q(scope="work") | Q(pk__in=sites), cycle=undertaking, voided_on=None).select_related("region").order_by("code")
    if chosen is not None:
        works = works.filter(Q(pk__in=chosen) | Q(pk__in=sites))
    if text:
        works = works.filter(Q(title__icontains=text) | Q(code__contains=text.upper()) | Q(region__words__contains=text.lower()))
    shown = paged(request, works)
    sources, sums = queries.sources_of(undertaking), queries.purses_of_cycle(undertaking.pk, chosen)
    each = queries.purses([work.pk for work in shown.object_list])
    lines: list[dict[str, Any]] = [
        {"work": work, "purses": [(place, source, each[work.pk].get(source.code, PurseSum(source.code))) for place, source in enumerate(sources, 1)]}
        for work in shown.object_list
    ]
    titles = {source.code: source.title for source in sources}
    return page(request, "funds/cycle.html", {
        "commitments": [(row, titles.get(row.source, row.source)) for row in queries.commitments_in(undertaking)], "has_sites": bool(sites), "has_twice": any(purse.twice for purse in sums.values()),
        "cycle": undertaking, "rows": [queries.purse_row(source, sums.get(source.code)) for source in sources], "lines": lines, "sources": sources,
        "page": shown, "text": text, "crumbs": crumbs(undertaking, _("Dana"))})

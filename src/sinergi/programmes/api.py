"""Rounds and their boards for machines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from sinergi.actors.requests import AnyRequest
from sinergi.programmes import editions, queries, rules, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.programmes.queries.boards import works_of
from sinergi.ui.pages import paged

router = Router(tags=["rounds"])
PER_PAGE = 500


@router.get("/rounds", summary="All rounds")
def rounds(request: AnyRequest) -> list[dict[str, Any]]:  # noqa: ARG001 -- ninja passes it
    cycles = Undertaking.objects.cycles().filter(voided_on=None).select_related("region", "edition").order_by("-year", "code")
    return [{"code": one.code, "title": one.title, "year": one.year, "region": one.region.code, "edition": one.edition.code, "digest": one.edition.digest} for one in cycles]


@router.get("/rounds/{code}/board", summary="The board of a round on a day")
def board(request: AnyRequest, code: str, on: date | None = None) -> dict[str, Any]:
    """Every stage of every undertaking with state, dates, days late, and why not yet, as the pages tell it. Large rounds come in pages of works (``?halaman=2``)."""
    cycle = get_object_or_404(Undertaking.objects.select_related("region"), code=code, scope="cycle", voided_on=None)
    day = on or request.today
    rules.day_has_come(day, today=request.today).enforce()
    snapshot.ensure(cycle.pk, request.today)
    works = paged(request, works_of(cycle, on=day).order_by("code"), PER_PAGE)
    whole = works.paginator.num_pages == 1
    data = queries.board_json(cycle, day, works=None if whole else list(works.object_list))
    return {**data, "page": works.number, "pages": works.paginator.num_pages}


@router.get("/editions", summary="Programme editions on the shelf")
def shelf(request: AnyRequest) -> list[dict[str, Any]]:  # noqa: ARG001 -- ninja passes it
    return [{"code": one.code, "title": {"id": one.title.id, "en": one.title.en}, "digest": one.digest, "stages": len(one.stages)} for one in editions.shelf()]

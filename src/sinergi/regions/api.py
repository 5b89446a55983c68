"""GET /regions: places for machines, the same finding as on the page."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from sinergi.regions import queries
from sinergi.regions.models import Level

router = Router(tags=["regions"])


class RegionOut(Schema):
    """A place: its official code, name, level, and where it lies."""

    code: str
    name: str
    level: str
    path: str


@router.get("/regions", response=list[RegionOut], auth=None, summary="Find places by name or code")
def find(request: HttpRequest, q: str = "", level: Level | None = None, within: str = "") -> list[RegionOut]:  # noqa: ARG001 -- ninja's signature
    """Up to twenty places whose words begin with what is asked, best first; ``within`` is the code to stay in."""
    found = queries.with_paths(queries.find(q, level, within[:32]))
    return [RegionOut(code=placed.region.code, name=placed.region.name, level=placed.region.level, path=placed.path) for placed in found]

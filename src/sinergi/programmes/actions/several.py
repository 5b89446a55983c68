"""Starting many villages at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.programmes.actions.opening import start
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region


def start_sites(person: Person, parent_code: str, *, on: date, regions: Iterable[Region], happened_on: date | None = None, stage: str = "", kind: str = "") -> list[Undertaking]:
    """One act for each village, in the order of their codes; all of them or, when one is refused, none."""
    places = sorted({region.code: region for region in regions}.values(), key=lambda region: region.code)
    with transaction.atomic():
        return [start(person, parent_code, on=on, scope="site", title=region.name, region_code=region.code, happened_on=happened_on, stage=stage, kind=kind)
                for region in places]

"""Dated price lists."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.funds import permissions, rules
from sinergi.funds.models import Price
from sinergi.kernel.decisions import Decision
from sinergi.regions.models import Region


def set_price(person: Person, region_code: str, *, on: date, item: str, unit: str, price: int, valid_from: date, basis: str) -> Price:
    """A price from a day on; earlier prices stay as they were, so past valuations can be followed."""
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        Decision.unsound("funds.unknown_region", field="region", region=region_code).enforce()
        raise AssertionError
    permissions.may_set_price(person, region, on).enforce()
    rules.sound_amount(price, name="price").enforce()
    if not item.strip() or not unit.strip():
        Decision.unsound("funds.no_item", field="item").enforce()
    if not basis.strip():
        Decision.unsound("funds.no_basis", field="basis").enforce()
    with transaction.atomic():
        row = Price.objects.create(region=region, item=item.strip(), words=item.strip().lower(), unit=unit.strip(), price=price, valid_from=valid_from,
                                   basis=basis.strip(), set_by=person)
        audit.record(person, "funds.set_price", region_code or "ID", happened_on=min(valid_from, on),
                     changes={"item": item, "unit": unit, "price": price, "valid_from": valid_from, "basis": basis})
    return row

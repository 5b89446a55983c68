"""Everything read about physical work: where it stands, its photos, its curve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from sinergi.programmes.models import Undertaking
from sinergi.progress import rules
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, Report, Visit


def physical(undertaking_ids: Collection[int], on: date | None = None) -> dict[int, Decimal]:
    """The newest reported percentage of many undertakings: one query; missing means never reported."""
    rows = Report.objects.filter(undertaking__in=undertaking_ids).standing(on).order_by("happened_on", "id")
    return {pk: actual for pk, actual in rows.values_list("undertaking_id", "actual")}  # noqa: C416 -- later rows win


def reports(undertaking_id: int) -> list[Report]:
    """Newest first."""
    return list(Report.objects.filter(undertaking=undertaking_id).standing().select_related("person").order_by("-happened_on", "-id"))


def curve(undertaking_id: int) -> Mapping[str, list[tuple[date, Decimal]]]:
    """Planned and actual percent by day."""
    rows = Report.objects.filter(undertaking=undertaking_id).standing().order_by("happened_on", "id")
    return rules.curve(rows.values_list("happened_on", "planned", "actual"))


def strip(undertaking_id: int) -> list[rules.Frame]:
    """The photo strip: 0, 50 and 100 %, missing ones as empty frames, and how far apart the photos were taken."""
    photos = Photo.objects.filter(undertaking=undertaking_id).standing().select_related("file", "person").order_by("happened_on", "id")
    return rules.strip([(photo.at, photo, place_of(photo)) for photo in photos])


def place_of(photo: Photo) -> tuple[float, float] | None:
    """Where a photo was taken, if known."""
    return None if photo.latitude is None or photo.longitude is None else (photo.latitude, photo.longitude)


def visits(undertaking_id: int) -> list[Visit]:
    """Newest first, with photos and findings."""
    rows = Visit.objects.filter(undertaking=undertaking_id).standing().select_related("person", "undertaking").order_by("-happened_on", "-id")
    return list(rows.prefetch_related("photos__file", "findings__followup"))


def wages(undertaking_id: int) -> dict[str, Any]:
    """Pay sheets and their sums; the share of women is of the people on the sheets."""
    rows = PaySheet.objects.filter(undertaking=undertaking_id).standing().order_by("first_day", "id")
    sums = rows.order_by().aggregate(women=Sum("women"), men=Sum("men"), amount=Sum("amount"))
    sheets = list(rows)
    women, men = sums["women"] or 0, sums["men"] or 0
    return {"sheets": sheets, "amount": sums["amount"] or 0, "days": sum((sheet.days for sheet in sheets), Decimal(0)),
            "women_share": rules.women_share(women, men)}


def handover(undertaking_id: int) -> HandOver | None:
    """The standing BAST."""
    found: HandOver | None = HandOver.objects.filter(undertaking=undertaking_id).standing().select_related("file").first()
    return found


def checks(undertaking_id: int) -> list[FunctionCheck]:
    """Newest first."""
    return list(FunctionCheck.objects.filter(undertaking=undertaking_id).standing().select_related("file").order_by("-happened_on", "-id"))


def panel(undertaking: Undertaking, person: object, on: date, *, public: bool = True) -> dict[str, Any]:
    """Where the work stands, for the page of the work."""
    del person, on
    told = reports(undertaking.pk)
    newest = told[0] if told else None
    return {"undertaking": undertaking, "frames": strip(undertaking.pk), "newest": newest, "curve": curve(undertaking.pk),
            "gap": rules.gap(newest.planned, newest.actual) if newest else None, "visits": visits(undertaking.pk)[:5],
            "handover": handover(undertaking.pk), "public": public}

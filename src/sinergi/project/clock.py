"""Today, in the office's time zone. In demo mode the day can be moved forward, so that waiting can be tried."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from sinergi.project.models import DemoDay


def today() -> date:
    """The day acts are recorded on; never asked for by rules or actions, which take it as ``on``."""
    if settings.DEMO:
        moved = DemoDay.objects.filter(pk=1).values_list("day", flat=True).first()
        if moved is not None:
            return moved
    return timezone.localdate()


def set_demo_day(day: date) -> None:
    """Go to another moment of the demo, back too; refused outside demo mode by the views that call it."""
    DemoDay.objects.update_or_create(pk=1, defaults={"day": day})


def move_demo_day(days: int) -> date:
    """Let days pass in the demo; refused outside demo mode by the view that calls it."""
    row, _ = DemoDay.objects.get_or_create(pk=1, defaults={"day": timezone.localdate()})
    row.day += timedelta(days=days)
    row.save(update_fields=["day"])
    return row.day

"""The only table of the project itself: the day the demo stands at."""

from __future__ import annotations

from django.db import models


class DemoDay(models.Model):
    """One row in demo mode; no row otherwise."""

    day = models.DateField()

    def __str__(self) -> str:
        return self.day.isoformat()

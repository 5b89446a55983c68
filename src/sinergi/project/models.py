"""The tables of the project itself: the day the demo stands at, and what waits to be sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class DemoDay(models.Model):
    """One row in demo mode; no row otherwise."""

    day = models.DateField()

    def __str__(self) -> str:
        return self.day.isoformat()


class UnsentText(models.Model):
    """What somebody typed after their session had ended: it waits for its writer, on the device where it was typed."""

    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    device = models.CharField(max_length=32)
    to = models.TextField()
    fields = models.JSONField()
    files = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["device", "writer"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return self.to

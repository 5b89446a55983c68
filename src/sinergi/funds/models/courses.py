"""How the used part of a plan grew, day by day: renewed with the purses, so that a question about ten thousand works reads one table."""

from __future__ import annotations

from django.db import models

from sinergi.programmes.models import Undertaking


class Course(models.Model):
    """Of one source in one undertaking. Never written by hand: equal to what plans and facts say (tested)."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    plans = models.JSONField(default=list)  # [from, until or None, amount], as they were made
    steps = models.JSONField(default=list)  # [day, stage, contributed, cash among it, spent], in the order of days; what was reversed again with a minus

    class Meta:
        constraints = [models.UniqueConstraint(fields=["undertaking", "source"], name="funds_one_course")]
        indexes = [models.Index(fields=["cycle", "source"])]

    def __str__(self) -> str:
        return f"{self.source}: {len(self.steps)}"

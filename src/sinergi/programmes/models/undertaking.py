"""What moves through stages: a tree of cycle, site and work."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.programmes.models.edition import EditionText
from sinergi.regions.models import Region


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    def cycles(self) -> Self:
        return self.filter(scope="cycle")

    def of_cycle(self, cycle_id: int) -> Self:
        """The cycle itself and everything in it."""
        return self.filter(models.Q(pk=cycle_id) | models.Q(cycle_id=cycle_id))


class Undertaking(models.Model):
    """A round (cycle), a village in it (site), or one piece of work. ``code`` is what people say and URLs show."""

    class Scope(models.TextChoices):
        CYCLE = "cycle", _("Tahap")
        SITE = "site", _("Desa")
        WORK = "work", _("Pekerjaan")

    code = models.CharField(max_length=40, unique=True)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=400, default="", blank=True)  # stemmed, for search
    year = models.PositiveSmallIntegerField(default=0)  # of the cycle: deadlines like "MM-DD" are read in it
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    cycle = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")  # null on the cycle itself
    edition = models.ForeignKey(EditionText, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_stage = models.CharField(max_length=60, default="", blank=True)
    voided_on = models.DateField(null=True, blank=True)  # undoing a start: it never counted from this day on
    is_example = models.BooleanField(default=False)  # people and amounts are invented, and every page says so
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")  # an unfunded work of an earlier round

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["cycle", "scope", "code"]), models.Index(fields=["parent", "scope"])]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def root_id(self) -> int:
        """The id of the cycle, also on the cycle itself."""
        return self.cycle_id or self.pk

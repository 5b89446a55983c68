"""Dated price lists: what a day of work or a load of stone was worth in a place at a time."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sinergi.regions.models import Region


class Price(models.Model):
    """One price, from a day on, in a region and everywhere below it that has no price of its own."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    item = models.CharField(max_length=200)
    words = models.CharField(max_length=200)  # lower case, for finding
    unit = models.CharField(max_length=30)
    price = models.BigIntegerField()
    valid_from = models.DateField()
    basis = models.CharField(max_length=300)  # the survey or decree it comes from
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["item", "-valid_from", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(price__gt=0), name="funds_price_positive")]
        indexes = [models.Index(fields=["words", "unit", "region", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.price}/{self.unit}"

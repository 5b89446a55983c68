"""The plan (RAB) that money is measured against: lines, each split by source as rows. Written by the contexts above."""

from __future__ import annotations

from django.db import models

from sinergi.programmes.models import Fact


class Plan(Fact):
    """One version of the budget of an undertaking; the latest standing one counts."""

    total = models.BigIntegerField()


class PlanLine(models.Model):
    """One line; ``line`` is its code, stable over versions."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    line = models.CharField(max_length=40)
    group = models.CharField(max_length=80, default="", blank=True)
    item = models.CharField(max_length=200)
    volume = models.DecimalField(max_digits=15, decimal_places=3)
    unit = models.CharField(max_length=30)
    unit_price = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "line"], name="funds_line_once")]

    def __str__(self) -> str:
        return f"{self.line} {self.item}"


class PlanSplit(models.Model):
    """How much of a line one source pays."""

    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="splits")
    source = models.CharField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "source"], name="funds_split_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="funds_split_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount}"


class PlanTotal(models.Model):
    """The sum of a plan per source, zero included: what the purse is measured against, without adding lines up each time."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="totals")
    source = models.CharField(max_length=40)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "source"], name="funds_total_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount}"

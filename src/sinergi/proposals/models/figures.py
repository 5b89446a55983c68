"""The totals of each proposal, worked out again at every save: lists of ten thousand works read only this table."""

from __future__ import annotations

from django.db import models

from sinergi.programmes.models import Undertaking


class ProposalFigures(models.Model):
    """Derived, never typed: everything here can be recomputed from the draft."""

    class State(models.TextChoices):
        DRAFT = "draft"
        COMPLETE = "complete"
        SUBMITTED = "submitted"
        RETURNED = "returned"

    undertaking = models.OneToOneField(Undertaking, models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    village = models.CharField(max_length=120)
    proposer = models.CharField(max_length=160, default="", blank=True)
    words = models.CharField(max_length=700, default="", blank=True)  # lower case, for search
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    field = models.CharField(max_length=12, default="", blank=True)
    lacking = models.PositiveSmallIntegerField(default=0)
    submitted_on = models.DateField(null=True, blank=True)
    total = models.BigIntegerField(default=0)
    community = models.BigIntegerField(default=0)
    grant = models.BigIntegerField(default=0)
    unsplit = models.BigIntegerField(default=0)
    by_source = models.JSONField(default=dict)
    community_of_total = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    community_of_grant = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    poor_share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    people = models.CharField(max_length=60, default="", blank=True)  # "households/poor/men/women/disabled", to find equal ones

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["cycle", "code"]),
            models.Index(fields=["cycle", "total"]),
            models.Index(fields=["cycle", "state"]),
            models.Index(fields=["cycle", "community_of_total"]),
            models.Index(fields=["cycle", "people"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.total}"

"""What one source means for one undertaking, summed up: renewed in the transaction of every money act, so that lists are quick."""

from __future__ import annotations

from django.db import models

from sinergi.programmes.models import Undertaking


class Purse(models.Model):
    """The ladder of proof in rupiah. Never written by hand: equal to the sum of facts and postings (tested)."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    planned = models.BigIntegerField(default=0)
    hoped = models.BigIntegerField(default=0)
    pledged = models.BigIntegerField(default=0)
    budgeted = models.BigIntegerField(default=0)
    delivered = models.BigIntegerField(default=0)  # swadaya brought, sent-back deliveries left out
    released = models.BigIntegerField(default=0)
    used = models.BigIntegerField(default=0)  # verified or spent
    balance = models.BigIntegerField(default=0)  # kas and bank

    class Meta:
        constraints = [models.UniqueConstraint(fields=["undertaking", "source"], name="funds_one_purse")]
        # holds every figure, so that the sums of a round are read from the index alone, in its order
        indexes = [models.Index(fields=["cycle", "source", "planned", "hoped", "pledged", "budgeted", "delivered", "released", "used", "balance"],
                                name="funds_purse_of_cycle")]

    def __str__(self) -> str:
        return f"{self.source}: {self.used} / {self.planned}"

"""The trail and where it stands; database triggers forbid changing or deleting the trail's rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sinergi.kernel.chains import GENESIS


class Row(models.Model):
    """One act, sealed to the row before it. ``subject`` is the readable code of what it was done to."""

    number = models.BigIntegerField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # null: an anonymous citizen
    act = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=80, db_index=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    changes = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"


class Head(models.Model):
    """Where a chain stands. Writers queue for its row, and a chain cut off at the end no longer agrees with it."""

    chain = models.CharField(max_length=40, unique=True)
    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default=GENESIS)
    marked_from = models.BigIntegerField(default=1)  # rows before it were written before rows had marks
    mark = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Mark(models.Model):
    """The keyed seal of one row, kept apart from it: whoever has the database but not the key cannot make one."""

    chain = models.CharField(max_length=40)
    number = models.BigIntegerField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_one_mark_a_row")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"

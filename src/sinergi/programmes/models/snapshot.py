"""The snapshot: what the survey worked out, kept per cell, renewed inside each act's own transaction."""

from __future__ import annotations

from datetime import date

from django.db import models

from sinergi.programmes.models.undertaking import Undertaking


class CellQuerySet(models.QuerySet["Cell"]):
    def late(self, on: date) -> CellQuerySet:
        """Open past its day: the one meaning of late for every list and count, the same that a cell alone is shown with."""
        return self.filter(state="open", late_after__lt=on)


class Cell(models.Model):
    """One undertaking in one stage, as of ``as_of``; timelines are lists of ISO days (see ``kernel.timelines``)."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=60)
    state = models.CharField(max_length=7)  # waiting, open, done, waived, out
    locked = models.BooleanField(default=False)
    reopened = models.BooleanField(default=False)
    opened_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    late_after = models.DateField(null=True)  # while open: the day it is due, or the later one on which it was opened again
    lines = models.JSONField(default=dict)  # done, settled, lock, opens ... everything needed to look up any day
    unmet = models.JSONField(default=list)  # keys of the conditions that do not hold, while open

    objects = CellQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["undertaking", "stage"], name="programmes_one_cell")]
        indexes = [models.Index(fields=["cycle", "stage", "state", "late_after"])]

    def __str__(self) -> str:
        return f"{self.undertaking_id} {self.stage}: {self.state}"


class Task(models.Model):
    """An act that somebody should do now: made by the same pass as the cell, shown in *Pekerjaan saya*."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    wanted = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")  # which undertaking waits for it; often the same
    stage = models.CharField(max_length=60, blank=True)  # through which it will be let in; empty for a duty
    duty = models.CharField(max_length=60, default="", blank=True)
    act = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    starts = models.CharField(max_length=5, default="", blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["role", "cycle"]), models.Index(fields=["wanted"]), models.Index(fields=["undertaking"])]

    def __str__(self) -> str:
        return f"{self.role}: {self.act} @ {self.undertaking_id}"


class Wake(models.Model):
    """The next day on which something at an undertaking changes by itself: a window, a duty's period, a waiver's end."""

    undertaking = models.OneToOneField(Undertaking, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    on_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["cycle", "on_day"])]

    def __str__(self) -> str:
        return f"{self.undertaking_id} on {self.on_day}"


class CycleTick(models.Model):
    """Until when the snapshot of a cycle is good: the day it was made for, and the earliest next change."""

    cycle = models.OneToOneField(Undertaking, models.CASCADE, related_name="+")
    as_of = models.DateField()
    next_change = models.DateField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.cycle_id} as of {self.as_of}"

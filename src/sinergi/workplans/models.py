"""The plan as it is being worked on, and its facts: saves, handing in, approval with the frozen baseline, reports on activities."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sinergi.programmes.models import Fact, Undertaking


def new_key() -> str:
    """What identifies an activity however often rows are moved: twelve hex digits."""
    return secrets.token_hex(6)


class WorkPlan(models.Model):
    """One plan of one undertaking. ``version`` counts saves; ``is_ready`` was settled at the last one."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    plan = models.CharField(max_length=60)
    starts_on = models.DateField()
    deadline_on = models.DateField(null=True, blank=True)
    weekdays = models.CharField(max_length=7)  # from Monday on, 1 is worked
    version = models.PositiveIntegerField(default=0)
    is_ready = models.BooleanField(default=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["undertaking", "plan"], name="workplans_one_per_kind")]

    def __str__(self) -> str:
        return f"{self.plan} @ {self.undertaking_id}"


class Holiday(models.Model):
    """A day on which this plan does not work."""

    workplan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="holidays")
    day = models.DateField()
    title = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["workplan", "day"], name="workplans_holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"


class Activity(models.Model):
    """One line of the plan as it was written; what follows from it is computed."""

    workplan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="activities")
    key = models.CharField(max_length=12, default=new_key)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True, default="")
    phase = models.CharField(max_length=120, blank=True, default="")
    volume = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    responsible = models.CharField(max_length=160, blank=True, default="")
    labour = models.PositiveIntegerField(default=0)  # people per working day
    materials = models.CharField(max_length=1000, blank=True, default="")
    support = models.CharField(max_length=1000, blank=True, default="")  # tools and whatever else it takes
    output = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workplan", "key"], name="workplans_key_once"),
            models.CheckConstraint(condition=Q(days=None) | Q(days__gt=0), name="workplans_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityFunds(models.Model):
    """Money of one purse for one activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="funds")
    source = models.CharField(max_length=60)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "source"], name="workplans_purse_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="workplans_funds_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Dependency(models.Model):
    """An activity that begins only when another has finished, ``lag`` working days later."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="waits")
    before = models.ForeignKey(Activity, models.CASCADE, related_name="awaited_by")
    lag = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "before"], name="workplans_waits_once"),
            models.CheckConstraint(condition=~Q(activity=F("before")), name="workplans_never_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} > {self.before_id}"


class PlanFact(Fact):
    """What every fact about a plan carries: which plan, as the programme names it, and its row."""

    plan = models.CharField(max_length=60)
    workplan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        abstract = True


class Revision(PlanFact):
    """One save: which lines were added, changed, moved or taken out, as they were before and after."""

    number = models.PositiveIntegerField()
    changes = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=0)  # how many lines it touched
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta(PlanFact.Meta):
        constraints = [models.UniqueConstraint(fields=["workplan", "number"], name="workplans_revision_once")]

    def __str__(self) -> str:
        return self.reason


class PlanSubmission(PlanFact):
    """The plan as it was handed in: content with the days that were reckoned, and its fingerprint."""

    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=1000, blank=True, default="")

    class Meta(PlanFact.Meta):
        constraints = [models.UniqueConstraint(fields=["workplan", "number"], name="workplans_submission_once")]


class PlanApproval(PlanFact):
    """The baseline: the content of a submission approved; the newest standing one is what everything is held against."""

    submission = models.ForeignKey(PlanSubmission, models.PROTECT, related_name="approvals")
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=1000, blank=True, default="")

    class Meta(PlanFact.Meta):
        constraints = [models.UniqueConstraint(fields=["submission"], condition=Q(ended_on=None), name="workplans_approved_once")]


class ActivityReport(PlanFact):
    """How far one activity is on a day; never changed, the newest counts."""

    activity = models.CharField(max_length=12)  # the key: it stays when the line leaves the plan
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    started_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta(PlanFact.Meta):
        indexes = [*Fact.Meta.indexes, models.Index(fields=["workplan", "activity"])]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=0) & Q(percent__lte=100), name="workplans_percent"),
            models.CheckConstraint(condition=Q(finished_on=None) | Q(percent=100), name="workplans_finished_is_whole"),
            models.CheckConstraint(condition=Q(finished_on=None) | Q(started_on=None) | Q(finished_on__gte=F("started_on")), name="workplans_begins_before_it_ends"),
        ]

"""Sheets with their scores, verdicts with their checklist, and drafts that are not facts."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Organisation, Pillar
from sinergi.assessments import definitions, rules
from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.programmes import sentences
from sinergi.programmes.models import Fact, Undertaking


class Result(models.TextChoices):
    """What was found for one line of a checklist."""

    OK = "ok", _("Sesuai")
    CORRECT = "correct", _("Perlu diperbaiki")
    FAIL = "fail", _("Tidak memenuhi")


class Sheet(Fact):
    """One locked sheet of one assessor. Declined: a conflict of interest was declared, and the sheet does not count."""

    form = models.CharField(max_length=60)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True, default="")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    declined = models.BooleanField(default=False)
    conflict_note = models.CharField(max_length=500, blank=True, default="")
    note = models.TextField(blank=True, default="")
    points = models.PositiveIntegerField(null=True, blank=True)  # weighted total in hundredths; null: declined, or nothing to score

    shown_as: str   # where ``queries.result`` put it: the name, or for the public only that somebody appraised

    class Meta(Fact.Meta):
        indexes = [*Fact.Meta.indexes, models.Index(fields=["form", "undertaking"])]
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "form", "person"], condition=Q(ended_on=None), name="assessments_one_sheet_each"),
            models.CheckConstraint(condition=Q(points=None) | Q(points__lte=rules.HIGHEST * rules.SCALE), name="assessments_points_in_scale"),
            models.CheckConstraint(condition=Q(declined=False) | Q(points=None), name="assessments_declined_scores_nothing"),
        ]

    def said(self, edition: Edition) -> str:
        return sentences.named(edition, "forms", self.form)

    @property
    def total(self) -> Decimal | None:
        """The weighted total, two decimals."""
        return None if self.points is None else rules.points(self.points)


class Score(models.Model):
    """The points of one criterion; its weight is kept as it was on that day."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scores")
    criterion = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="assessments_one_score_per_criterion"),
            models.CheckConstraint(condition=Q(score__lte=rules.HIGHEST), name="assessments_score_in_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"


class SheetItem(models.Model):
    """One line of a checklist on a sheet (forms without criteria)."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="items")
    item = models.CharField(max_length=60)
    result = models.CharField(max_length=7, choices=Result.choices)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="assessments_one_result_per_sheet_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.result}"


class Verdict(Fact):
    """Yes or no with reasons; the latest counts. ``verdict`` is a code of the form, ``passes`` what it means."""

    form = models.CharField(max_length=60)
    verdict = models.CharField(max_length=40)
    passes = models.BooleanField()
    reasons = models.TextField()
    correct_by = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_on = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        indexes = [*Fact.Meta.indexes, models.Index(fields=["form", "undertaking"])]

    def said(self, edition: Edition) -> str:
        form = definitions.instrument(edition, self.form)
        choice = form.verdict(self.verdict) if form else None
        return f"{sentences.named(edition, 'forms', self.form)}: {sentences.shown('', choice.title) if choice else self.verdict}"


class VerdictItem(models.Model):
    """What was found on the spot for one line of the checklist."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="items")
    item = models.CharField(max_length=60)
    result = models.CharField(max_length=7, choices=Result.choices)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["verdict", "item"], name="assessments_one_result_per_verdict_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.result}"


class VerdictPhoto(models.Model):
    """A photo of the visit, perhaps of one line of the checklist; place and time lie with the file."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    item = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict_id}: {self.file_id}"


class Draft(models.Model):
    """A sheet being written: what was typed, as typed. Gone once the sheet is locked."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["undertaking", "form", "person"], name="assessments_one_draft_each")]

    def __str__(self) -> str:
        return f"{self.form} {self.undertaking_id} {self.person_id} v{self.version}"

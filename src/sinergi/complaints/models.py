"""What citizens ask and complain about, and what they were answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.programmes.models import Fact


class Kind(models.TextChoices):
    QUESTION = "question", _("Pertanyaan")
    COMPLAINT = "complaint", _("Pengaduan")


class Question(Fact):
    """One question or complaint about an undertaking. When misuse of money is alleged, an amount stands with it."""

    kind = models.CharField(max_length=9, choices=Kind.choices)
    matter = models.CharField(max_length=120)
    text = models.TextField()
    misuse = models.BooleanField(default=False)
    amount = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120, default="", blank=True)  # never published
    contact = models.CharField(max_length=120, default="", blank=True)  # never published
    follow_code = models.CharField(max_length=16, unique=True)
    dedupe_key = models.CharField(max_length=64, unique=True)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(misuse=False) | models.Q(amount__gt=0), name="complaints_misuse_has_amount"),
        ]

    def __str__(self) -> str:
        return self.matter


class Reply(Fact):
    """The public answer."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    text = models.TextField()

    class Meta(Fact.Meta):
        constraints = [models.UniqueConstraint(fields=["question"], condition=models.Q(ended_on=None), name="complaints_one_answer")]

    told_with = ("question",)

    def __str__(self) -> str:
        return str(self.question)

"""Objections of anybody, and their answers. Nothing here is deleted; only personal data is covered, with a reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.disclosure.models.lists import ListVersion
from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.programmes import sentences
from sinergi.programmes.models import Fact, Undertaking


class Ground(models.TextChoices):
    """What an objection is about."""

    ELIGIBILITY = "eligibility", _("Penerima atau lokasi tidak memenuhi syarat")
    AMOUNT = "amount", _("Jumlah dana atau swadaya tidak benar")
    CONFLICT = "conflict", _("Benturan kepentingan")
    PROCEDURE = "procedure", _("Tata cara tidak diikuti")
    OMITTED = "omitted", _("Ada usulan yang seharusnya masuk")
    OTHER = "other", _("Lainnya")


class Objection(Fact):
    """Numbered within its list; the objector need not say who he or she is."""

    list = models.CharField(max_length=40)
    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="objections")
    number = models.PositiveIntegerField()
    target = models.ForeignKey(Undertaking, models.PROTECT, null=True, blank=True, related_name="+")  # null: the list as a whole
    ground = models.CharField(max_length=12, choices=Ground.choices)
    text = models.TextField()
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")  # seen by those who answer, not published
    name = models.CharField(max_length=120, default="", blank=True)  # never published
    contact = models.CharField(max_length=120, default="", blank=True)  # never published
    follow_code = models.CharField(max_length=16, unique=True)
    dedupe_key = models.CharField(max_length=64, unique=True)

    class Meta(Fact.Meta):
        constraints = [models.UniqueConstraint(fields=["undertaking", "list", "number"], name="disclosure_objection_once")]

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'lists', self.list)}, {gettext('no. %(number)s') % {'number': self.number}}"


class Answer(Fact):
    """The public answer to one objection; upheld means that the list will change."""

    list = models.CharField(max_length=40)
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="answers")
    text = models.TextField()
    upheld = models.BooleanField()
    office = models.CharField(max_length=160, default="", blank=True)  # the body in whose name it was answered

    class Meta(Fact.Meta):
        constraints = [models.UniqueConstraint(fields=["objection"], condition=models.Q(ended_on=None), name="disclosure_one_answer")]


class Redaction(models.Model):
    """What is shown of an objection instead of its text, because it named a person; the text itself is kept."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="redactions")
    shown = models.TextField()
    reason = models.CharField(max_length=300)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.reason}"

"""Filed versions of documents with their files and findings, checks of their content, signatures of a chain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.followups.models import Followup
from sinergi.programmes import sentences
from sinergi.programmes.models import Fact


class Opinion(models.TextChoices):
    """What a public accountant may say."""

    WTP = "wtp", _("Wajar tanpa pengecualian (WTP)")
    WDP = "wdp", _("Wajar dengan pengecualian (WDP)")
    TW = "tw", _("Tidak wajar (TW)")
    TMP = "tmp", _("Tidak menyatakan pendapat (TMP)")


class Document(Fact):
    """One version of one paper; the newest standing one is the valid one."""

    document = models.CharField(max_length=60)
    number = models.CharField(max_length=120, blank=True, default="")
    dated_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    opinion = models.CharField(max_length=3, choices=Opinion.choices, blank=True, default="")
    is_generated = models.BooleanField(default=False)  # made by the system from its own books
    fingerprint = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of what was made, frozen that day

    class Meta(Fact.Meta):
        indexes = [*Fact.Meta.indexes, models.Index(fields=["document", "undertaking"])]
        constraints = [models.CheckConstraint(condition=Q(is_generated=False) | ~Q(fingerprint=""), name="dossiers_generated_is_frozen")]

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'documents', self.document)} {self.number}".strip()


class DocumentFile(models.Model):
    """One file of a version."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.file_id}"


class Finding(models.Model):
    """One finding of an opinion, and the follow-up it laid on somebody."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    recommendation = models.TextField(blank=True, default="")
    followup = models.OneToOneField(Followup, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="dossiers_finding_once")]

    def __str__(self) -> str:
        return self.what


class Check(Fact):
    """One checker's word on the content of one version; per checker the latest counts."""

    filing = models.ForeignKey(Document, models.PROTECT, related_name="checks")
    document = models.CharField(max_length=60)
    correct = models.BooleanField()
    note = models.TextField(blank=True, default="")

    class Meta(Fact.Meta):
        constraints = [models.CheckConstraint(condition=Q(correct=True) | ~Q(note=""), name="dossiers_wrong_says_what")]

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'documents', self.document)}: {gettext('benar') if self.correct else self.note}"


class Signature(Fact):
    """One place of a chain signed, or refused; a refusal ended the signatures before it."""

    chain = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    steps = models.PositiveSmallIntegerField()  # how many places the chain had that day
    signed = models.BooleanField()
    note = models.TextField(blank=True, default="")

    class Meta(Fact.Meta):
        indexes = [*Fact.Meta.indexes, models.Index(fields=["chain", "undertaking"])]
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "chain", "place"], condition=Q(ended_on=None, signed=True), name="dossiers_one_signature_per_place"
            ),
            models.CheckConstraint(condition=Q(signed=True) | ~Q(note=""), name="dossiers_refusal_says_why"),
            models.CheckConstraint(condition=Q(place__lt=models.F("steps")), name="dossiers_place_in_chain"),
        ]

    def said(self, edition: Edition) -> str:
        role = edition.roles.get(self.role)
        who = sentences.shown("", role.title) if role else self.role
        return f"{sentences.named(edition, 'chains', self.chain)}, {who}: {gettext('ditandatangani') if self.signed else self.note}"

"""Campaigns and published lists. What is published is frozen: a change is a new version with its reason."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext

from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.programmes import sentences
from sinergi.programmes.models import Fact, Undertaking


class Publicity(Fact):
    """Something was told through a medium of the edition, at a place, from–to. It counts once there is proof."""

    medium = models.CharField(max_length=40)
    place = models.CharField(max_length=160)
    shown_from = models.DateField()
    shown_to = models.DateField(null=True, blank=True)
    times = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=300, default="", blank=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    def said(self, edition: Edition) -> str:
        times = f", {self.times} ×" if self.times > 1 else ""
        return f"{sentences.named(edition, 'media', self.medium)}, {self.place}{times}, {gettext('ada bukti') if self.proof_id else gettext('belum ada bukti')}"

    @property
    def media(self) -> str:
        """The parameter of the act, as the programme files name it."""
        return self.medium


class ListVersion(Fact):
    """One version of a published list of a round: its content as it was, and the SHA-256 of the canonical text."""

    list = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()  # of all announcements of the round
    content = models.JSONField()
    canonical = models.TextField()  # the very text that was hashed: a database may give numbers back in another form
    fingerprint = models.CharField(max_length=64, db_index=True)
    short_code = models.CharField(max_length=20, db_index=True)
    reason = models.CharField(max_length=1000, default="", blank=True)
    closes_on = models.DateField(null=True, blank=True)  # the last day on which anybody may object

    class Meta(Fact.Meta):
        constraints = [models.UniqueConstraint(fields=["undertaking", "list", "number"], name="disclosure_version_once")]

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'lists', self.list)}, {gettext('versi %(number)s') % {'number': self.number}}, {self.short_code}"


class ListMember(models.Model):
    """A work on a version."""

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="members")
    work = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["version", "work"], name="disclosure_member_once")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.work_id}"


class ListMedium(models.Model):
    """Where else a version was made known: board, radio, website; with the day and perhaps a photo."""

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="media")
    medium = models.CharField(max_length=80)
    place = models.CharField(max_length=160, default="", blank=True)
    shown_from = models.DateField()
    shown_to = models.DateField(null=True, blank=True)
    proof = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["shown_from", "id"]

    def __str__(self) -> str:
        return f"{self.medium} {self.place}"

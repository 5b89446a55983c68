"""The facts about physical work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.files.models import File
from sinergi.followups.models import Followup
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Fact


class Once(Fact):
    """A fact written by a form: sent twice it is recorded once."""

    token = models.CharField(max_length=40, unique=True, null=True, blank=True)

    class Meta(Fact.Meta):
        abstract = True


class Report(Once):
    """How far the work is on a day, beside how far it was to be."""

    actual = models.DecimalField(max_digits=5, decimal_places=2)
    planned = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=1000, default="", blank=True)

    class Meta(Once.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(actual__gte=0, actual__lte=100), name="progress_report_percent")]

    def __str__(self) -> str:
        return gettext("Fisik %(percent)s %%") % {"percent": shown(self.actual)}


class Visit(Once):
    """Somebody went and looked, with a purpose."""

    purpose = models.CharField(max_length=60)
    actual = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    met = models.CharField(max_length=300, default="", blank=True)  # who was met: shown to those involved only
    note = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return gettext("Kunjungan %(purpose)s") % {"purpose": self.purpose_title}

    @property
    def purpose_title(self) -> str:
        """As the programme calls it, in the reader's language."""
        return sentences.named(edition_of(self.undertaking), "purposes", self.purpose)


class Finding(models.Model):
    """What a visit found, and the follow-up that came of it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    followup = models.OneToOneField(Followup, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.followup_id}"


class VisitPhoto(models.Model):
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.file_id}"


class Photo(Once):
    """The work at a percentage, always from the same place if it can be; the place comes with the picture or is typed."""

    at = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, default="", blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta(Once.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(at__lte=100), name="progress_photo_percent")]

    def __str__(self) -> str:
        return gettext("Foto %(percent)s %%") % {"percent": self.at}


class PaySheet(Once):
    """Wages of a period: who worked is counted, women apart, and the sheet with the signatures is kept."""

    first_day = models.DateField()
    last_day = models.DateField()
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    days = models.DecimalField(max_digits=9, decimal_places=2)  # HOK
    amount = models.BigIntegerField()
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, default="", blank=True)

    def __str__(self) -> str:
        return gettext("Upah %(days)s HOK") % {"days": shown(self.days)}


class HandOver(Once):
    """The BAST: given by those who built, received by the group that keeps it working."""

    number = models.CharField(max_length=120)
    giver = models.CharField(max_length=160, blank=True)  # a person's name: masked in public; so is the receiver
    receiver = models.CharField(max_length=160, blank=True)
    giver_office = models.CharField(max_length=160, default="", blank=True)  # office or body: everybody reads who gave and who received
    receiver_office = models.CharField(max_length=160, default="", blank=True)
    keeper = models.CharField(max_length=160)  # the group that maintains
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, default="", blank=True)

    def __str__(self) -> str:
        return self.number if "BAST" in self.number.upper() else gettext("BAST %(number)s") % {"number": self.number}


class FunctionCheck(Once):
    """Looked at later: does it still work, and who keeps it."""

    class Verdict(models.TextChoices):
        WORKS = "works", _("Berfungsi")
        PARTLY = "partly", _("Sebagian berfungsi")
        BROKEN = "broken", _("Tidak berfungsi")

    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    note = models.CharField(max_length=1000, default="", blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.get_verdict_display())


def shown(value: object) -> str:
    """62.50 -> "62,5"."""
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")

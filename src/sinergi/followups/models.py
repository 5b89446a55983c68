"""A follow-up and the reports about it; where it stands is read from the reports, never stored."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Organisation
from sinergi.files.models import File
from sinergi.programmes.models import Fact, FactQuerySet


class Origin(models.TextChoices):
    """Where it came from; conditions may ask about one origin alone."""

    MEETING = "meeting", _("Rapat (RKTL)")
    AUDIT = "audit", _("Temuan audit")
    VISIT = "visit", _("Temuan kunjungan")
    COMPLAINT = "complaint", _("Pengaduan")
    DELAY = "delay", _("Keterlambatan")


class Status(models.TextChoices):
    """What a report says; a follow-up without a report has not been begun."""

    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


SETTLED = (Status.DONE, Status.CANCELLED)


class FollowupQuerySet(FactQuerySet):
    def with_status(self) -> Self:
        """Adds ``status`` (of the newest standing report, or empty) in the same query."""
        newest = Report.objects.filter(followup=models.OuterRef("pk"), ended_on=None).order_by("-happened_on", "-id")
        return self.annotate(status=models.functions.Coalesce(models.Subquery(newest.values("status")[:1]), models.Value("")))

    def unsettled(self) -> Self:
        """Neither done nor cancelled; after ``with_status``."""
        return self.exclude(status__in=SETTLED)

    def settled(self) -> Self:
        return self.filter(status__in=SETTLED)

    def late(self, on: date) -> Self:
        """Unsettled although the day is over; after ``with_status``."""
        return self.unsettled().filter(due_on__lt=on)


class Followup(Fact):
    """One thing somebody is to do. Opened inside the act that found or agreed it, and stamped with that act."""

    number = models.PositiveIntegerField()  # within the undertaking: what people say and addresses show
    origin = models.CharField(max_length=10, choices=Origin.choices)
    what = models.CharField(max_length=500)
    who_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    who_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    who_text = models.CharField(max_length=160, default="", blank=True)  # as it was said, where no account matches
    place = models.CharField(max_length=200, default="", blank=True)
    needs = models.CharField(max_length=300, default="", blank=True)
    due_on = models.DateField(db_index=True)

    status: str  # of the newest standing report, where ``with_status`` asked for it

    objects = FollowupQuerySet.as_manager()  # type: ignore[misc]  # -- narrower than the manager of every fact

    class Meta(Fact.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "number"], name="followups_number_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="followups_says_what"),
        ]
        indexes = [models.Index(fields=["undertaking", "origin"], name="followups_by_origin")]

    def __str__(self) -> str:
        return self.what

    @property
    def responsible(self) -> str:
        """Who it was laid on, in words: person and body, or what was said."""
        names = [str(who) for who in (self.who_person, self.who_organisation) if who]
        return ", ".join(names) or self.who_text


class Report(Fact):
    """How far it is, with evidence; the newest standing one counts."""

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10, choices=Status.choices)
    note = models.CharField(max_length=1000, default="", blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Fact.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="done") | ~models.Q(note="") | models.Q(evidence__isnull=False), name="followups_done_is_shown"
            ),
            models.CheckConstraint(condition=~models.Q(status="cancelled") | ~models.Q(note=""), name="followups_cancelled_has_reason"),
        ]
        indexes = [models.Index(fields=["followup", "happened_on"], name="followups_newest_report")]

    def __str__(self) -> str:
        return self.note or self.get_status_display()


def settles(status: Any) -> bool:
    """Whether a report with this status ends the matter."""
    return status in SETTLED

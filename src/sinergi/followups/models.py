"""A follow-up, the reports about it and the asker's answers; where it stands is read from them, never stored."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.actors.models import Organisation
from sinergi.files.models import File
from sinergi.notices.models import Notice
from sinergi.programmes.models import Fact, FactQuerySet


class Origin(models.TextChoices):
    """Where it came from; conditions may ask about one origin alone."""

    MEETING = "meeting", _("Rapat (RKTL)")
    AUDIT = "audit", _("Temuan audit")
    VISIT = "visit", _("Temuan kunjungan")
    COMPLAINT = "complaint", _("Pengaduan")
    DELAY = "delay", _("Keterlambatan")
    OTHER = "other", pgettext_lazy("origin", "Lainnya")


class Status(models.TextChoices):
    """What a report says; a follow-up without a report has not been begun."""

    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


SETTLED = (Status.DONE, Status.CANCELLED)
WAITING = "waiting"  # where a line stands, never what a report says: done by a sentence alone, and the asker has not said yes yet


class FollowupQuerySet(FactQuerySet):
    def with_status(self) -> Self:
        """Adds ``status`` (where the newest standing report puts it, or empty) in the same query."""
        return self.annotate(status=models.functions.Coalesce(models.Subquery(_newest().annotate(counted=_counted()).values("counted")[:1]), models.Value("")))

    def with_settled_on(self) -> Self:
        """Adds ``settled_on``: the day since which it is done or let go, by what is known now; empty while it is open."""
        return self.annotate(settled_on=models.Subquery(_newest().annotate(since=_since()).values("since")[:1]))

    def unsettled(self) -> Self:
        """Neither done nor cancelled; after ``with_status``."""
        return self.exclude(status__in=SETTLED)

    def settled(self) -> Self:
        return self.filter(status__in=SETTLED)

    def late(self, on: date) -> Self:
        """Not reported done although the day is over; after ``with_status``. What waits for a yes is not the doer's delay."""
        return self.filter(status__in=["", Status.RUNNING], due_on__lt=on)


def _newest() -> models.QuerySet[Report]:
    return Report.objects.filter(followup=models.OuterRef("pk"), ended_on=None).order_by("-happened_on", "-id")


def _answer(*, agreed: bool) -> models.QuerySet[Agreement]:
    return Agreement.objects.filter(report=models.OuterRef("pk"), ended_on=None, agreed=agreed)


def _counted() -> models.Case:
    """What a report counts for: its own word, unless it waits for a yes; a no puts the line back to work."""
    return models.Case(
        models.When(waits=False, then=models.F("status")),
        models.When(models.Exists(_answer(agreed=True)), then=models.Value(Status.DONE.value)),
        models.When(models.Exists(_answer(agreed=False)), then=models.Value(Status.RUNNING.value)),
        default=models.Value(WAITING),
        output_field=models.CharField(),
    )


def _since() -> models.Case:
    return models.Case(
        models.When(waits=True, then=models.Subquery(_answer(agreed=True).values("happened_on")[:1])),
        models.When(status__in=SETTLED, then=models.F("happened_on")),
        default=None,
        output_field=models.DateField(),
    )


class Followup(Fact):
    """One thing somebody is to do. Opened inside the act that found or agreed it, and stamped with that act."""

    number = models.PositiveIntegerField()  # within the undertaking: what people say and addresses show
    origin = models.CharField(max_length=10, choices=Origin.choices)
    what = models.CharField(max_length=500)
    output = models.CharField(max_length=300, default="", blank=True)  # what can be seen when it is done
    who_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    who_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    who_text = models.CharField(max_length=160, default="", blank=True)  # as it was said, where no account matches
    place = models.CharField(max_length=200, default="", blank=True)
    needs = models.CharField(max_length=300, default="", blank=True)
    fund_source = models.CharField(max_length=120, default="", blank=True)  # as people say it: a purse of the edition, or whoever else pays
    starts_on = models.DateField(null=True, blank=True)  # in the matrix; without it a line stands there from the day it was agreed
    due_on = models.DateField(db_index=True)
    about = models.CharField(max_length=300, default="", blank=True)  # the page it was opened from, from the root

    status: str  # of the newest standing report, where ``with_status`` asked for it
    settled_on: date | None  # where ``with_settled_on`` asked for it
    shape: str  # for pages: where ``queries.with_states`` put it
    days_late: int

    objects = FollowupQuerySet.as_manager()  # type: ignore[misc]  # -- narrower than the manager of every fact

    class Meta(Fact.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "number"], name="followups_number_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="followups_says_what"),
            models.CheckConstraint(condition=models.Q(starts_on=None) | models.Q(due_on__gte=models.F("starts_on")), name="followups_starts_before_due"),
        ]
        indexes = [
            models.Index(fields=["undertaking", "origin"], name="followups_by_origin"),
            models.Index(fields=["undertaking", "due_on"], name="followups_by_due"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def responsible(self) -> str:
        """Who it was laid on, in words: person and body, or what was said."""
        names = [str(who) for who in (self.who_person, self.who_organisation) if who]
        return ", ".join(names) or self.who_text


class Report(Fact):
    """How far it is, with evidence; the newest standing one counts. Done by a sentence alone counts once the asker agrees."""

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="reports")
    status = models.CharField(max_length=10, choices=Status.choices)
    note = models.CharField(max_length=1000, default="", blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    waits = models.BooleanField(default=False)  # for the asker's yes; what was reported before this was asked stays settled

    class Meta(Fact.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=models.Q(waits=False) | models.Q(status="done"), name="followups_waits_when_done"),   # with a file: what an audit found
            models.CheckConstraint(
                condition=~models.Q(status="done") | ~models.Q(note="") | models.Q(evidence__isnull=False), name="followups_done_is_shown"
            ),
            models.CheckConstraint(condition=~models.Q(status="cancelled") | ~models.Q(note=""), name="followups_cancelled_has_reason"),
        ]
        indexes = [models.Index(fields=["followup", "happened_on"], name="followups_newest_report")]

    def __str__(self) -> str:
        return self.note or self.get_status_display()


class Agreement(Fact):
    """The asker's yes to a report that shows no file, or a no with its reason; one stands at a time."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="agreements")
    agreed = models.BooleanField()
    note = models.CharField(max_length=1000, default="", blank=True)

    class Meta(Fact.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=models.Q(ended_on=None), name="followups_one_answer"),
            models.CheckConstraint(condition=models.Q(agreed=True) | ~models.Q(note=""), name="followups_no_has_reason"),
        ]

    told_with = ("report",)

    def __str__(self) -> str:
        return self.note or str(self.report)


class Reminder(models.Model):
    """One line reminded of to one person, once for each reason; the tick writes it with the notice that told of it."""

    class Kind(models.TextChoices):
        BEFORE = "before", _("Sebelum tenggat")
        AFTER = "after", _("Sesudah tenggat")
        UP = "up", _("Diteruskan ke atas")

    followup = models.ForeignKey(Followup, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    days = models.PositiveSmallIntegerField()  # before or after the due day, as the edition says it
    sent_on = models.DateField()
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["followup", "person", "kind", "days"], name="followups_reminded_once")]

    def __str__(self) -> str:
        return f"{self.followup_id}: {self.kind} {self.days}"


def settles(status: Any) -> bool:
    """Whether a report with this status ends the matter."""
    return status in SETTLED

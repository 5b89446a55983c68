"""A meeting as it was recorded, what hangs on it, and the facts: for whom it counts, and who signed.

A recorded meeting is never changed: a correction is a new version whose rows replace those of the old one,
so the figures kept on it stay equal to its rows.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Sex
from sinergi.files.models import File
from sinergi.followups.models import Followup
from sinergi.meetings import rules
from sinergi.programmes.models import Fact, Undertaking
from sinergi.regions.models import Region


class Mode(models.TextChoices):
    OFFLINE = "offline", _("Tatap muka")
    ONLINE = "online", _("Daring")
    HYBRID = "hybrid", _("Gabungan")


class Result(models.TextChoices):
    """How a meeting that judges something ended; most meetings have none."""

    ACCEPTED = "accepted", pgettext_lazy("result", "Diterima")
    REJECTED = "rejected", _("Belum diterima")


class Meeting(models.Model):
    """One meeting in one version. ``number`` is what people say; versions of one meeting share it."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")  # where it was recorded; it may count for more
    number = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="versions")  # null on the first version itself
    kind = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=60, default="", blank=True)
    place = models.CharField(max_length=200, default="", blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=7, choices=Mode.choices, default=Mode.OFFLINE)
    starts_on = models.DateField()
    ends_on = models.DateField()
    starts_time = models.TimeField(null=True, blank=True)  # clock time at the place: the country has three zones, and paper often says none
    ends_time = models.TimeField(null=True, blank=True)
    host = models.CharField(max_length=160, default="", blank=True)
    opener = models.CharField(max_length=160, default="", blank=True)
    moderator = models.CharField(max_length=160, default="", blank=True)
    note_taker = models.CharField(max_length=160, default="", blank=True)
    media_used = models.CharField(max_length=300, default="", blank=True)
    minutes = models.TextField(default="", blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, default="", blank=True)
    # computed from the attendance when the version was recorded
    participants = models.PositiveIntegerField()
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    poor = models.PositiveIntegerField(null=True, blank=True)  # null: nobody counted them; what was kept as 0 before that could be said stays 0
    disability = models.PositiveIntegerField(null=True, blank=True)
    poor_of = models.PositiveIntegerField(null=True, blank=True)  # among how many they were counted; null: among all who came
    disability_of = models.PositiveIntegerField(null=True, blank=True)
    poor_women = models.PositiveIntegerField(null=True, blank=True)  # of the poor, as far as it was written down; null: nowhere
    disability_women = models.PositiveIntegerField(null=True, blank=True)
    online = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    groups = models.JSONField(default=list)  # [[group, people], ...] in the order they were written
    token = models.CharField(max_length=40, default="", blank=True)  # of the form: the same form sent twice is one meeting
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    passed_over: list[tuple[Followup, Any]]  # where a closing put it: old lines that could not take their answer, and why

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "number", "version"], name="meetings_number_once"),
            models.UniqueConstraint(fields=["recorded_by", "token"], condition=~models.Q(token=""), name="meetings_form_once"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="meetings_ends_after_start"),
            models.CheckConstraint(condition=models.Q(participants__gte=models.F("women") + models.F("men")), name="meetings_sexes_within"),
            models.CheckConstraint(
                condition=models.Q(participants__gte=models.F("poor"), participants__gt=0) & models.Q(participants__gte=models.F("disability")),
                name="meetings_parts_within",
            ),
        ]
        indexes = [models.Index(fields=["undertaking", "starts_on"], name="meetings_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def root_id(self) -> int:
        """The id of its first version."""
        return self.first_id or self.pk

    @property
    def women_pct(self) -> int | None:
        return rules.whole_percent(self.women, self.women + self.men)

    @property
    def unrecorded(self) -> int:
        """How many are counted without saying whether they are women or men."""
        return self.participants - self.women - self.men


class MeetingFor(Fact):
    """This meeting counts for this undertaking, from its last day."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="counts_for")
    kind = models.CharField(max_length=60)  # the bound parameter of the act: asked for when it is taken back

    class Meta(Fact.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["meeting", "undertaking"], name="meetings_counts_once")]
        indexes = [models.Index(fields=["undertaking", "kind"], name="meetings_by_kind")]

    told_with = ("meeting",)

    def __str__(self) -> str:
        return self.meeting.title


class SignedMinutes(Fact):
    """The minutes with signatures are there, since the day they were signed; one row per undertaking they count for."""

    link = models.ForeignKey(MeetingFor, models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=60)
    scan = models.ForeignKey(File, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return gettext("Notulen bertanda tangan")


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    speaker = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        ordering = ["meeting", "number"]

    def __str__(self) -> str:
        return self.title


class AttendanceCount(models.Model):
    """How many came from one group; ``unrecorded`` where the paper does not say who is a woman."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    group = models.CharField(max_length=120)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    unrecorded = models.PositiveIntegerField(default=0)
    poor = models.PositiveIntegerField(null=True, blank=True)  # null: not counted
    disability = models.PositiveIntegerField(null=True, blank=True)
    poor_women = models.PositiveIntegerField(null=True, blank=True)  # how many of the poor are women; null: not written down
    disability_women = models.PositiveIntegerField(null=True, blank=True)
    online = models.PositiveIntegerField(default=0)  # how many of them took part from afar
    table = models.PositiveSmallIntegerField(null=True, blank=True)  # the discussion group; null: outside the groups
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")  # where they came from; the group then says as what

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.group}: {self.total}"

    @property
    def total(self) -> int:
        return self.women + self.men + self.unrecorded


class Attendee(models.Model):
    """One name on the attendance list; the account is linked only where there is one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=5, choices=Sex.choices, default="", blank=True)
    organisation = models.CharField(max_length=160, default="", blank=True)
    group = models.CharField(max_length=120, default="", blank=True)
    poor = models.BooleanField(null=True, blank=True)  # null: nobody was asked
    disability = models.BooleanField(null=True, blank=True)  # as the person said
    online = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    table = models.PositiveSmallIntegerField(null=True, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What was decided, in the words of the berita acara."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ["meeting", "number"]

    def __str__(self) -> str:
        return self.text


class AgreedLine(models.Model):
    """A line of this meeting's RKTL. A correction takes the lines of the version before it along."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agreed")
    followup = models.ForeignKey(Followup, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "followup"], name="meetings_line_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.followup_id}"


class Evidence(models.Model):
    """A photo, an attendance list as it was signed, an invitation."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or str(self.file)

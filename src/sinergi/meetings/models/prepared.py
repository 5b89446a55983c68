"""A meeting before it is recorded: how it was prepared, who is invited, and the notes taken while it runs.

Notes are only ever added (``rules.running`` reads them); when the meeting is closed, the prepared one points to the recorded one.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Organisation
from sinergi.meetings import rules
from sinergi.meetings.models.record import Meeting, Mode
from sinergi.notices.models import Notice
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region


class Series(models.Model):
    """Meetings of one kind that come back: the monthly coordination. Each opens with what the one before left unfinished."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["undertaking", "kind", "title"], name="meetings_series_once")]

    def __str__(self) -> str:
        return self.title


class Planned(models.Model):
    """One meeting that is going to be held. ``number`` is within the undertaking, apart from the numbers of recorded meetings."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    further = models.ManyToManyField(Undertaking, related_name="+", blank=True)  # it will count for these as well
    kind = models.CharField(max_length=60)
    stage = models.CharField(max_length=60, default="", blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="meetings")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=60, default="", blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, default="", blank=True)
    link = models.CharField(max_length=300, default="", blank=True)  # of the video room: for those who are invited
    mode = models.CharField(max_length=7, choices=Mode.choices, default=Mode.OFFLINE)
    starts_on = models.DateField(db_index=True)
    ends_on = models.DateField()
    starts_time = models.TimeField(null=True, blank=True)  # the clock of the place, on every day of the meeting
    ends_time = models.TimeField(null=True, blank=True)
    host = models.CharField(max_length=160, default="", blank=True)
    opener = models.CharField(max_length=160, default="", blank=True)
    moderator = models.CharField(max_length=160, default="", blank=True)
    note_taker = models.CharField(max_length=160, default="", blank=True)
    letter_number = models.CharField(max_length=120, default="", blank=True)
    signer = models.CharField(max_length=160, default="", blank=True)  # of the letter; empty: signed by hand
    message = models.TextField(default="", blank=True)  # a few words in the invitation
    is_public = models.BooleanField(default=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in calendars: it never changes
    sequence = models.PositiveIntegerField(default=0)  # in calendars: each change counts
    token = models.CharField(max_length=20, unique=True)  # in the address where people sign in at the door
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True, blank=True)  # the first time invitations were sent; before it, a draft
    invited_on = models.DateField(null=True, blank=True)  # the office's day of it: the letter bears it
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=500, default="", blank=True)
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="prepared")  # as it was recorded, first version

    class Meta:
        ordering = ["starts_on", "starts_time", "id"]
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "number"], name="meetings_planned_number"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="meetings_planned_days"),
            models.CheckConstraint(condition=models.Q(cancelled_at=None) | models.Q(meeting=None), name="meetings_cancelled_unheld"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Nobody was told yet."""
        return self.invited_at is None

    @property
    def is_open(self) -> bool:
        """Neither cancelled nor closed."""
        return self.cancelled_at is None and self.meeting_id is None

    @property
    def zone(self) -> rules.Zone:
        return rules.zone_of(self.region.code if self.region else self.undertaking.region.code)

    @property
    def audit_code(self) -> str:
        """What the trail calls this prepared meeting."""
        return f"{self.undertaking.code}/P{self.number}"


class PlannedItem(models.Model):
    """One item of the agenda as it is planned."""

    planned = models.ForeignKey(Planned, models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    speaker = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        ordering = ["planned", "number"]

    def __str__(self) -> str:
        return self.title


class Invitee(models.Model):
    """One line of the invitation: a body, a person, whoever holds a role there, a group of people, or a guest with an e-mail address."""

    planned = models.ForeignKey(Planned, models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=60, default="", blank=True)
    category = models.CharField(max_length=120, default="", blank=True)
    expected = models.PositiveIntegerField(null=True, blank=True)
    email = models.EmailField(default="", blank=True)  # where a body or a guest without an account gets the letter; seen by who may prepare the meeting alone

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.category or self.role or str(self.person or self.organisation)


class Told(models.Model):
    """Who was told of the meeting, in which state of it, and what was answered."""

    class Coming(models.TextChoices):
        YES = "yes", _("Hadir")
        NO = "no", _("Tidak hadir")

    planned = models.ForeignKey(Planned, models.CASCADE, related_name="told")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField(default=0)  # the state of the meeting that was sent last
    coming = models.CharField(max_length=3, choices=Coming.choices, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["planned", "person"], name="meetings_told_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_coming_display()}"


class Outsider(models.Model):
    """Somebody without an account who was told by e-mail, in which state of the meeting, and what was answered over the secret address in the letter."""

    planned = models.ForeignKey(Planned, models.CASCADE, related_name="outsiders")
    email = models.EmailField(blank=True)  # removed some time after the meeting
    name = models.CharField(max_length=160)  # as the line of the invitation puts it
    token = models.CharField(max_length=43, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    coming = models.CharField(max_length=3, choices=Told.Coming.choices, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # taken out of the invitation; the address in the letter then says so
    letter = models.ForeignKey(Notice, models.SET_NULL, null=True, blank=True, related_name="+")  # the last one

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["planned", "email"], condition=~models.Q(email=""), name="meetings_outsider_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_coming_display()}"


class WritingLink(models.Model):
    """An address the host hands out at the tables: whoever has it may write notes, without an account, until it is taken back."""

    planned = models.ForeignKey(Planned, models.CASCADE, related_name="links")
    token = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=80, default="", blank=True)
    table = models.PositiveSmallIntegerField(null=True, blank=True)  # what is written there belongs to this discussion group
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label or self.token


class Note(models.Model):
    """One thing that was written down while the meeting ran. Never changed, never deleted; made on a phone, so the phone gave it its ``uuid``."""

    class Door(models.TextChoices):
        HOST = "host", _("Panitia")
        HELPER = "helper", _("Pencatat")
        SELF = "self", _("Peserta sendiri")

    planned = models.ForeignKey(Planned, models.PROTECT, related_name="notes")
    uuid = models.UUIDField()
    kind = models.CharField(max_length=12)
    payload = models.JSONField(default=dict)
    replaces = models.UUIDField(null=True, blank=True)  # the note it corrects or strikes; that one may still be on its way
    door = models.CharField(max_length=6, choices=Door.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=120, default="", blank=True)
    link = models.ForeignKey(WritingLink, models.PROTECT, null=True, blank=True, related_name="notes")
    said_at = models.DateTimeField()  # the clock of the phone, as far as it can be believed
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["planned", "uuid"], name="meetings_note_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class CalendarLink(models.Model):
    """The secret address of somebody's calendar; a new one makes the old one useless."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person"], condition=models.Q(revoked_at=None), name="meetings_one_calendar")]

    def __str__(self) -> str:
        return f"{self.person_id}"

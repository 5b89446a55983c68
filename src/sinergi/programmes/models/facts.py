"""Facts: rows with a from-day and perhaps an end-day, never changed, never deleted, stamped with act, person and stage."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from sinergi.actors.models import Member, Organisation, Person, Pillar
from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.kernel.timelines import Timeline
from sinergi.programmes import sentences
from sinergi.programmes.models.edition import EditionText
from sinergi.programmes.models.undertaking import Undertaking


class Subjects(tuple[int, ...]):  # noqa: SLOT001 -- a tuple of variable length takes none
    """The ids of a scope of one whole cycle: asked for by a join instead of by ten thousand numbers."""

    cycle_id: int       # a tuple subclass of variable length takes no __slots__

    @classmethod
    def of_cycle(cls, ids: Any, cycle_id: int) -> Subjects:
        made = cls(ids)
        made.cycle_id = cycle_id
        return made


def among(ids: Any) -> models.Q:
    """Rows about these undertakings; of a whole cycle by a join, which may bring rows of its other undertakings too."""
    if isinstance(ids, Subjects) and len(ids) > 1:
        return models.Q(undertaking__cycle_id=ids.cycle_id)
    return models.Q(undertaking__in=ids)


class FactQuerySet(models.QuerySet[Any]):
    def standing(self, on: date | None = None) -> Self:
        """Not undone, now or on a day."""
        if on is None:
            return self.filter(ended_on=None)
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gt=on), happened_on__lte=on)

    def about(self, ids: Any) -> Self:
        """Facts about these undertakings, in the order they were recorded."""
        return self.filter(among(ids)).order_by("id")


class Fact(models.Model):
    """The base of every fact. ``perform`` fills the stamp; undoing sets the end, always today, never in the past."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)
    stage = models.CharField(max_length=60, default="", blank=True)  # through which stage the gate let it in
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=500, default="", blank=True)

    objects = FactQuerySet.as_manager()
    told_with: ClassVar[tuple[str, ...]] = ()       # the rows beside it that its words need: read together with it

    class Meta:
        abstract = True
        ordering = ["id"]
        indexes = [models.Index(fields=["undertaking", "act"])]

    def __str__(self) -> str:
        """The fact in its own few words; empty where the act's name says it all."""
        return ""

    def said(self, edition: Edition) -> str:  # noqa: ARG002 -- facts that keep a code of the edition answer with its title
        """The same for people to read: titles of the edition where the row keeps codes."""
        return str(self)

    @property
    def period(self) -> tuple[date, date | None]:
        """From-day and end-day, as ``kernel.timelines`` takes them."""
        return self.happened_on, self.ended_on

    @property
    def line(self) -> Timeline:
        """When this fact stands."""
        if self.ended_on is None:
            return (self.happened_on,)
        return (self.happened_on, self.ended_on) if self.ended_on > self.happened_on else ()


class Leaving(Fact):
    """Out of the programme with a reason; ended by returning."""

    reason = models.CharField(max_length=12)
    note = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.note


class Holding(Fact):
    """Suspended: everything is refused until resumed."""

    note = models.CharField(max_length=500)


class Classified(Fact):
    kind = models.CharField(max_length=60)

    def said(self, edition: Edition) -> str:
        return sentences.named(edition, "kinds", self.kind)


class IntakeClosed(Fact):
    """That was all: no more children of this scope."""

    intake = models.CharField(max_length=5)


class DateSet(Fact):
    """A day of the round's calendar; the latest counts."""

    date = models.CharField(max_length=60)
    day = models.DateField()
    reason = models.CharField(max_length=500, default="", blank=True)

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'dates', self.date)}: {sentences.shown('', self.day)}"


class Closing(Fact):
    """The round is closed with its figures frozen; ended by reopening with a reason."""

    figures = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, default="")


class Consent(Fact):
    """The community's consent, given or withdrawn."""

    given = models.BooleanField()
    language = models.CharField(max_length=60)
    spoken_by = models.CharField(max_length=160)
    asked = models.TextField()


class Register(Fact):
    """The household register was declared complete."""

    households = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()


class Engagement(Fact):
    """A body formed for an undertaking (PAKEM, badan pengawas, TIPP ...): organisation, decree, who accompanied."""

    body = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    accompanied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    missing_pillars = models.JSONField(default=list)  # a warning, not a refusal

    told_with = ("organisation",)

    def __str__(self) -> str:
        return self.organisation.name


class BodyChange(Fact):
    """Who joined and who left a body that stands: a new treasurer, a technician appointed later."""

    body = models.CharField(max_length=60)
    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="changes")
    joined = models.ManyToManyField(Member, related_name="+", blank=True)
    left = models.ManyToManyField(Member, related_name="+", blank=True)
    reason = models.CharField(max_length=500)
    decree_number = models.CharField(max_length=120, blank=True, default="")
    decree_on = models.DateField(null=True, blank=True)
    decree_file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    told_with = ("engagement__organisation",)

    def __str__(self) -> str:
        return f"{self.engagement.organisation.name}: {self.reason}"


class Appointment(models.Model):
    """A role held in one undertaking and what lies below it, from–to, through a body or given directly."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=40)
    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    engagement = models.ForeignKey(Engagement, models.CASCADE, null=True, blank=True, related_name="appointments")
    office = models.CharField(max_length=60, default="", blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True, default="")
    held_from = models.DateField()
    held_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["person", "role"]), models.Index(fields=["undertaking", "role"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} @ {self.undertaking_id}"


class Waiver(Fact):
    """A condition, an opening, a stage or a deadline let pass: public, with reason and document."""

    class What(models.TextChoices):
        CONDITION = "condition"
        OPENING = "opening"
        STAGE = "stage"
        DEADLINE = "deadline"

    waived_stage = models.CharField(max_length=60)
    what = models.CharField(max_length=10, choices=What.choices)
    condition = models.CharField(max_length=300, default="", blank=True)  # the key of the use
    due_on = models.DateField(null=True, blank=True)  # the new deadline
    reason = models.CharField(max_length=1000)
    document = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.reason


class EditionMove(Fact):
    """A running round was moved to another edition text; taken back by moving it again. What it followed before is kept, from–to."""

    before = models.ForeignKey(EditionText, models.PROTECT, related_name="+")
    after = models.ForeignKey(EditionText, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    told_with = ("before", "after")

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.reason}"

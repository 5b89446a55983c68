"""Facts about proposals: who wrote and when it was complete, what was handed in, in which order the works stand."""

from __future__ import annotations

from django.db import models

from sinergi.programmes.models import Fact, Undertaking
from sinergi.proposals.models.draft import Proposal


class WriteFact(Fact):
    """Somebody wrote; with ``complete`` it also says that nothing was missing from this day on, until its end."""

    complete = models.BooleanField(default=False)


class Version(models.Model):
    """The content as it was handed in: frozen, numbered, with the SHA-256 of its canonical text."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="proposals_version_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id} v{self.number}"


class Submission(Fact):
    """Handed in; ended when it is returned for correction."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="+")


class Ranking(Fact):
    """The order of the works of a round for one list: decided now, published later; the latest standing one counts."""

    list = models.CharField(max_length=40, db_index=True)
    form = models.CharField(max_length=40, default="", blank=True)  # whose mean scores it was ordered by
    ceilings = models.JSONField(default=dict)  # purse -> rupiah; a purse that is not named has no ceiling
    note = models.CharField(max_length=500, default="", blank=True)


class RankLine(models.Model):
    """One work in a ranking: its score, its place, and why it stands where it stands."""

    class Standing(models.TextChoices):
        INSIDE = "inside"
        BELOW = "below"
        EXCLUDED = "excluded"

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="lines")
    work = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    natural_place = models.PositiveIntegerField()
    standing = models.CharField(max_length=8, choices=Standing.choices)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    poor_share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    amounts = models.JSONField(default=dict)
    stopped_by = models.CharField(max_length=40, default="", blank=True)  # the purse that was empty
    reason = models.CharField(max_length=500, default="", blank=True)  # of a change by hand

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "work"], name="proposals_ranked_once"),
            models.UniqueConstraint(fields=["ranking", "place"], name="proposals_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.work_id}"

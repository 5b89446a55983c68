"""The ledger itself. Triggers forbid changing or deleting entries, postings and seals; only a balanced entry can be sealed.

An entry points at its seal by a foreign key that is checked at commit, and a trigger lets a seal in only when the postings
of its entry sum to zero per source. So no transaction can leave an unbalanced or unsealed entry behind, on either database.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.files.models import File
from sinergi.programmes.models import Undertaking


class Account(models.TextChoices):
    """The small chart, as village treasurers call it. Money in hand, what it became, and where it came from."""

    CASH = "kas", _("Kas")
    BANK = "bank", _("Bank")
    MATERIAL = "material", _("Material di lokasi")
    WORKS = "pekerjaan", pgettext_lazy("several", "Pekerjaan")
    RECEIVED = "diterima", _("Dana dan swadaya diterima")


class Kind(models.TextChoices):
    """What an entry books; a reversal keeps the kind of what it reverses."""

    CONTRIBUTION = "contribution", _("Swadaya diterima")
    RELEASE = "release", _("Pencairan")
    SPENDING = "spending", _("Belanja")
    TRANSFER = "transfer", _("Pindah kas dan bank")


class Seal(models.Model):
    """The closing line of an entry, linked to the seal before it: inserted last, and only when the postings balance."""

    number = models.BigIntegerField(primary_key=True)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.seal[:12]}"


class Entry(models.Model):
    """One thing that happened to money. Numbered over the whole ledger; ``happened_on`` is the day on the receipt,
    ``posted_on`` the day it was booked, and money counts from there."""

    number = models.BigIntegerField(primary_key=True)
    sealed = models.OneToOneField(Seal, models.PROTECT, related_name="+")  # same number; exists by the end of the transaction
    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    act = models.CharField(max_length=60)
    stage = models.CharField(max_length=60, default="", blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    posted_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300)
    party = models.CharField(max_length=160, default="", blank=True)  # who paid or was paid: masked in public
    reason = models.CharField(max_length=500, default="", blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversal")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number=models.F("sealed")), name="funds_entry_own_seal"),
            models.CheckConstraint(condition=models.Q(evidence__isnull=False) | ~models.Q(reason=""), name="funds_entry_evidence_or_reason"),
            models.CheckConstraint(condition=models.Q(happened_on__lte=models.F("posted_on")), name="funds_entry_not_ahead"),
        ]
        indexes = [
            models.Index(fields=["undertaking", "kind", "posted_on"]),
            # nearly all are null: without this, SQLite's statistics talk it into reading the whole table
            models.Index(fields=["reverses"], condition=models.Q(reverses__isnull=False), name="funds_entry_reversals"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.note}"

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversal")


class Posting(models.Model):
    """One leg of an entry: plus into the account, minus out of it. The legs of an entry sum to zero per source."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="+")
    account = models.CharField(max_length=10, choices=Account.choices)
    source = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    line = models.CharField(max_length=40, default="", blank=True)  # the line of the plan, by its code

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(amount=0), name="funds_posting_not_zero")]
        indexes = [models.Index(fields=["undertaking", "source", "account"])]

    def __str__(self) -> str:
        return f"{self.account} {self.source} {self.amount}"

    @property
    def outgoing(self) -> int:
        """What left the account, without the minus."""
        return max(-self.amount, 0)


class Balance(models.Model):
    """The running sum of the postings of one account, renewed in the transaction that posts. Purses are never overdrawn."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    account = models.CharField(max_length=10, choices=Account.choices)
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "source", "account"], name="funds_one_balance"),
            models.CheckConstraint(condition=~models.Q(account__in=["kas", "bank"]) | models.Q(amount__gte=0), name="funds_never_overdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.account}: {self.amount}"


class Claim(models.Model):
    """What may happen once at a time: a tranche is paid, a delivery accepted. Taken with the entry, given back when it is reversed."""

    key = models.CharField(max_length=200, unique=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key

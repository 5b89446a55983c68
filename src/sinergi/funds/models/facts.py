"""The facts around the ledger. What posts money names its entry and is never ended: it is reversed. The rest can be taken back."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.engine.definition import Edition
from sinergi.files.models import File
from sinergi.funds.models.ledger import Account, Entry
from sinergi.kernel.money import rupiah
from sinergi.programmes import sentences
from sinergi.programmes.models import Fact


class Certainty(models.TextChoices):
    """How sure money is before it comes."""

    HOPED = "hoped", _("Harapan")
    PLEDGED = "pledged", _("Janji")
    BUDGETED = "budgeted", _("Dianggarkan")


class Form(models.TextChoices):
    """What people give."""

    CASH = "cash", _("Uang tunai")
    MATERIAL = "material", _("Material")
    LABOUR = "labour", _("Tenaga kerja")
    LAND = "land", _("Lahan")
    FOOD = "food", _("Makan dan minum")


class Step(models.TextChoices):
    PLEDGED = "pledged", _("Janji")
    DELIVERED = "delivered", _("Diserahkan")


class EvidenceKind(models.TextChoices):
    DAY_LIST = "day_list", _("Daftar hadir kerja")
    DELIVERY_NOTE = "delivery_note", _("Surat jalan")
    RECEIPT = "receipt", _("Kuitansi")
    STATEMENT = "statement", _("Surat pernyataan")
    PHOTO = "photo", _("Foto")


class Dated(Fact):
    """A fact about money: it counts from the day it was booked."""

    posted_on = models.DateField()
    token = models.CharField(max_length=40, unique=True, null=True, blank=True)  # of the form: sent twice is recorded once

    class Meta(Fact.Meta):
        abstract = True

    @property
    def period(self) -> tuple[date, date | None]:
        return self.posted_on, self.ended_on


class Commitment(Dated):
    """Money that somebody hopes for, promises or has budgeted."""

    source = models.CharField(max_length=40)
    certainty = models.CharField(max_length=8, choices=Certainty.choices)
    amount = models.BigIntegerField()
    giver = models.CharField(max_length=160)
    document = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    document_number = models.CharField(max_length=120, default="", blank=True)
    note = models.CharField(max_length=500, default="", blank=True)

    def said(self, edition: Edition) -> str:
        return f"{self.get_certainty_display()}, {sentences.named(edition, 'sources', self.source)}: {rupiah(self.amount)}"


class Contribution(Dated):
    """Swadaya promised or delivered, valued at quantity times unit price; it becomes money only when somebody else accepts it."""

    source = models.CharField(max_length=40)
    step = models.CharField(max_length=9, choices=Step.choices)
    form = models.CharField(max_length=8, choices=Form.choices)
    plan_line = models.CharField(max_length=40, default="", blank=True)
    item = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=15, decimal_places=3)
    unit = models.CharField(max_length=30)
    unit_price = models.BigIntegerField()
    price_from = models.CharField(max_length=6)  # list, plan, agreed, cash
    amount = models.BigIntegerField()
    giver = models.CharField(max_length=160)  # kept private; the public sees initials
    people = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.get_form_display()}: {self.item}, {rupiah(self.amount)}"


class Evidence(models.Model):
    """A paper or picture that proves a contribution."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=13, choices=EvidenceKind.choices)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_id}"


class Verification(Dated):
    """Somebody else's judgement of a delivery: accepted and booked, or sent back with the reason."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="verifications")
    accepted = models.BooleanField()
    note = models.CharField(max_length=500, default="", blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="+")

    @property
    def source(self) -> str:
        return self.contribution.source

    def __str__(self) -> str:
        return gettext("Kiriman no. %(number)s diterima") % {"number": self.contribution_id} if self.accepted else \
            gettext("Kiriman no. %(number)s dikembalikan: %(note)s") % {"number": self.contribution_id, "note": self.note}


class Request(Dated):
    """A tranche asked for."""

    source = models.CharField(max_length=40)
    scheme = models.CharField(max_length=40, default="", blank=True)
    tranche = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = models.BigIntegerField()
    document = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, default="", blank=True)

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'sources', self.source)}: {rupiah(self.amount)}"


class Release(Dated):
    """Money of a source arrived in the bank account of the work."""

    source = models.CharField(max_length=40)
    scheme = models.CharField(max_length=40, default="", blank=True)
    tranche = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = models.BigIntegerField()
    number = models.CharField(max_length=80)  # of the SP2D
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'sources', self.source)}: {rupiah(self.amount)}, SP2D {self.number}"


class Spending(Dated):
    """Money paid out against a line of the plan."""

    source = models.CharField(max_length=40)
    plan_line = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    paid_from = models.CharField(max_length=10, choices=Account.choices)
    payee = models.CharField(max_length=160)
    number = models.CharField(max_length=80, default="", blank=True)  # of the receipt
    item = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=15, decimal_places=3, null=True, blank=True)  # given for material: goes to the material book
    unit = models.CharField(max_length=30, default="", blank=True)
    over_line = models.BigIntegerField(default=0)  # by how much the line is exceeded since: a flag, not a refusal
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'sources', self.source)}, {self.item}: {rupiah(self.amount)}"


class Transfer(Dated):
    """Cash drawn from the bank, or paid into it."""

    source = models.CharField(max_length=40)
    paid_from = models.CharField(max_length=10, choices=Account.choices)
    paid_into = models.CharField(max_length=10, choices=Account.choices)
    amount = models.BigIntegerField()
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    def said(self, edition: Edition) -> str:
        return f"{sentences.named(edition, 'sources', self.source)}, {self.get_paid_from_display()} → {self.get_paid_into_display()}: {rupiah(self.amount)}"


class Accounting(Dated):
    """The account given for a tranche, accepted."""

    scheme = models.CharField(max_length=40, default="", blank=True)
    tranche = models.PositiveSmallIntegerField(null=True, blank=True)
    received = models.BigIntegerField()
    spent = models.BigIntegerField()
    document = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, default="", blank=True)

    def __str__(self) -> str:
        return f"{rupiah(self.spent)} / {rupiah(self.received)}"

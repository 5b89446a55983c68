"""The draft as people type it: kept even when half filled in, so that nothing written is ever lost."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Organisation, Pillar
from sinergi.files.models import File
from sinergi.programmes.models import Undertaking


class Field(models.TextChoices):
    """The three fields of Tridaya."""

    ENVIRONMENT = "environment", _("Lingkungan")
    SOCIAL = "social", _("Sosial")
    ECONOMY = "economy", _("Ekonomi")


class Group(models.TextChoices):
    """The four groups of a RAB."""

    MATERIAL = "A", _("Bahan")
    TOOL = "B", _("Alat")
    LABOUR = "C", _("Upah kerja")
    OPERATION = "D", _("Operasional")


class PriceSource(models.TextChoices):
    SURVEY = "survey", _("Survei harga")
    SHOP = "shop", _("Harga toko")
    LIST = "list", _("Daftar harga resmi")
    AGREED = "agreed", _("Kesepakatan warga")


class SwadayaForm(models.TextChoices):
    """In what the community pays; the edition says which of these it knows."""

    CASH = "cash", _("uang")
    MATERIAL = "material", _("bahan")
    LABOUR = "labour", _("tenaga")
    LAND = "land", _("lahan")
    FOOD = "food", _("konsumsi")


class AttachmentKind(models.TextChoices):
    SURVEY = "survey", _("Survei harga")
    DRAWING = "drawing", _("Gambar rencana")
    PERMISSION = "permission", _("Izin pemilik lahan")
    PLEDGE = "pledge", _("Pernyataan swadaya warga")
    COMMITMENT = "commitment", _("Surat dukungan mitra")
    PHOTO_0 = "photo_0", _("Foto 0 %")
    OTHER = "other", _("Lampiran lain")


class Lack(models.TextChoices):
    """What may be missing from a proposal; the words follow "belum ada: ..."."""

    NEED = "need", _("uraian kebutuhan")
    PJM = "pjm", _("rujukan PJM Pronangkis")
    FIELD = "field", _("bidang Tridaya")
    ACTIVITY = "activity", _("jenis kegiatan")
    LOCATION = "location", _("lokasi")
    VOLUME = "volume", _("volume dan satuan pekerjaan")
    BENEFICIARIES = "beneficiaries", _("penerima manfaat")
    RAB = "rab", _("baris RAB")
    RAB_LINES = "rab_lines", _("isian baris RAB")
    SPLIT = "split", _("pembagian sumber dana")
    PARTNERS = "partners", _("mitra")
    SCHEDULE = "schedule", _("jadwal")
    SURVEY = "survey", _("survei harga")
    DRAWING = "drawing", _("gambar rencana")
    PHOTO_0 = "photo_0", _("foto 0 %")


def new_key() -> str:
    """A key for a row in a form: made before the row is, so that a double click makes one row."""
    return secrets.token_hex(6)


class Proposal(models.Model):
    """One per work. ``version`` counts saves; ``returned_on`` is set while the Pokja waits for a correction."""

    undertaking = models.OneToOneField(Undertaking, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=500, default="", blank=True)
    need = models.TextField(default="", blank=True)
    pjm_reference = models.CharField(max_length=200, default="", blank=True)
    field = models.CharField(max_length=12, choices=Field.choices, default="", blank=True)
    activity = models.CharField(max_length=120, default="", blank=True)
    location = models.CharField(max_length=200, default="", blank=True)
    rt = models.CharField(max_length=40, default="", blank=True)
    rw = models.CharField(max_length=40, default="", blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    volume = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=30, default="", blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    poor_households = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    disabled = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(poor_households=None) | models.Q(households=None) | models.Q(poor_households__lte=models.F("households")),
                name="proposals_poor_within_households",
            )
        ]

    def __str__(self) -> str:
        return f"{self.undertaking_id} v{self.version}"


class RabLine(models.Model):
    """One line of the cost estimate. ``amount`` is always volume times price, rounded half up; never typed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    key = models.CharField(max_length=12, default=new_key)
    group = models.CharField(max_length=1, choices=Group.choices)
    position = models.PositiveIntegerField()
    item = models.CharField(max_length=160, default="", blank=True)
    volume = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    unit = models.CharField(max_length=30, default="", blank=True)
    unit_price = models.BigIntegerField(default=0)
    price_source = models.CharField(max_length=8, choices=PriceSource.choices, default="", blank=True)
    amount = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["group", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="proposals_line_once"),
            models.CheckConstraint(condition=models.Q(volume__gte=0, unit_price__gte=0, amount__gte=0), name="proposals_line_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.group}{self.position} {self.item}"


class RabSplit(models.Model):
    """Who pays how much of a line: a row per purse, and for the community's own purse per form."""

    line = models.ForeignKey(RabLine, models.CASCADE, related_name="splits")
    source = models.CharField(max_length=40)
    form = models.CharField(max_length=10, default="", blank=True)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "source", "form"], name="proposals_split_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="proposals_split_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Partner(models.Model):
    """An organisation that joins in, and what it promises; a body already known, or only its name."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=160)
    pillar = models.CharField(max_length=12, choices=Pillar.choices)
    promise = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ScheduleLine(models.Model):
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="schedule")
    activity = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="proposals_ends_after_start")]

    def __str__(self) -> str:
        return self.activity


class Attachment(models.Model):
    """A paper or photo of the draft; taken off the draft by ``removed_at``, since versions may still name it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=AttachmentKind.choices)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, default="", blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id}"


class Typed(models.Model):
    """Rows that one person has begun and not finished, as typed; gone once they are rows of the draft or thrown away."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section = models.CharField(max_length=10)  # line, partners or schedule
    rows = models.JSONField(default=list)  # of each row: field -> text
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["undertaking", "person", "section"], name="proposals_typed_once_each")]

    def __str__(self) -> str:
        return f"{self.section} {self.undertaking_id} {self.person_id}"

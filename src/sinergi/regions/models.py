"""Places of Indonesia; the official code is the path from the province down."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    NATION = "nation", _("Nasional")
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/Kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Desa/Kelurahan")
    HAMLET = "hamlet", _("Dusun")
    RW = "rw", _("RW")
    RT = "rt", _("RT")


class RegionQuerySet(models.QuerySet["Region"]):
    def below(self, code: str) -> Self:
        """The region of this code and everything inside it; the nation's code is the empty string."""
        if not code:
            return self
        # "33.2" must not catch "33.24": what is inside begins with the code and a dot ("/" is the next sign after ".")
        return self.filter(models.Q(code=code) | models.Q(code__gte=f"{code}.", code__lt=f"{code}/"))

    def containing(self, code: str) -> Self:
        """The region of this code and everything above it."""
        parts = code.split(".")
        return self.filter(code__in=["", *(".".join(parts[: place + 1]) for place in range(len(parts)))])


class Region(models.Model):
    """One place. The nation is the row with the empty code."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    words = models.CharField(max_length=160, default="", db_index=True)  # lower case, for finding as you type
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "words"])]

    def __str__(self) -> str:
        return self.name

    @property
    def codes_above(self) -> list[str]:
        """The codes of this place and all above it, the nation's empty code included."""
        parts = self.code.split(".") if self.code else []
        return ["", *(".".join(parts[: place + 1]) for place in range(len(parts)))]

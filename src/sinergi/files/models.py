"""What was uploaded, once per content."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse


class File(models.Model):
    """A checked upload. The bytes lie in the default storage under their SHA-256."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)  # media type, sniffed and not believed
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    is_public = models.BooleanField(default=False)
    taken_at = models.DateTimeField(null=True, blank=True)  # from the EXIF that was stripped
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "name", "uploaded_by"], name="files_once_per_person")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is served, to whom may read it."""
        return reverse("files:show", args=[self.pk, self.name])

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage."""
        return f"{self.sha256[:2]}/{self.sha256}"

    @property
    def thumb_path(self) -> str:
        """Where the small copy of a picture lies."""
        return f"{self.path}-480"

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")

    @property
    def thumb_url(self) -> str:
        """The small copy of a picture."""
        return reverse("files:thumb", args=[self.pk, self.name])

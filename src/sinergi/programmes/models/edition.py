"""The text of a programme file as a running cycle pins it."""

from __future__ import annotations

from django.db import models


class EditionText(models.Model):
    """One version of one file. A used file never changes under its code: the digest says which text was meant."""

    code = models.CharField(max_length=60, db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "digest"], name="programmes_edition_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"

"""The text of a programme file as a running cycle pins it."""

from __future__ import annotations

from django.db import models


class EditionText(models.Model):
    """One version of one file, kept when a round is opened with it or moved to it; the digest says which text was meant.

    An office that changes a used file must give it a new code. Only a file that comes with Sinergi may have several texts
    under one code: one for each release that changed it (docs/decisions/0024).
    """

    code = models.CharField(max_length=60, db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "digest"], name="programmes_edition_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"

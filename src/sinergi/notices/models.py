"""What people were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One message to one person: a phrase code with values, so that it can be read in either language."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_due_at = models.DateTimeField(null=True, blank=True)  # when the next try is due; empty once mailed, given up, or without an address

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "read_at"]), models.Index(fields=["mail_due_at"])]

    def __str__(self) -> str:
        return f"{self.code} -> {self.person_id}"

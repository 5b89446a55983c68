"""What people were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models


@dataclass(frozen=True)
class Addressee:
    """Somebody without an account, known by name and address alone; written to in the language of the house."""

    name: str
    email: str
    language: str = ""
    is_active: bool = True

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One message to one person, or a letter to somebody without an account: a phrase code with values, so that it can be read in either language."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=160, default="", blank=True)  # with the address: of somebody without an account
    email = models.EmailField(default="", blank=True)  # removed when ``actions.forget`` is asked to; the name stays
    code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(null=True, blank=True)  # the office's day, where that is another than the machine's: in the example alone
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_due_at = models.DateTimeField(null=True, blank=True)  # when the next try is due; empty once mailed, given up, or without an address

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "read_at"]), models.Index(fields=["mail_due_at"])]
        constraints = [models.CheckConstraint(condition=models.Q(person__isnull=False, email="") | models.Q(person__isnull=True) & ~models.Q(name="", email=""), name="notices_one_reader")]

    def __str__(self) -> str:
        return f"{self.code} -> {self.person_id or self.name}"

    @property
    def reader(self) -> Any:
        """To whom it is said: has a name, an address, a language."""
        return self.person or Addressee(self.name, self.email)

    @property
    def is_lost(self) -> bool:
        """Its e-mail was tried as often as we try, and did not leave."""
        return self.mailed_at is None and self.mail_due_at is None and self.mail_tries > 0

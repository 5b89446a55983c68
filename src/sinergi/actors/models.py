"""Who there is: people (login optional), organisations, members, roles in a region, invitations."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.actors import roles
from sinergi.engine.definition import Title
from sinergi.files.models import File
from sinergi.regions.models import Region


class Sex(models.TextChoices):
    WOMAN = "woman", pgettext_lazy("one person", "Perempuan")
    MAN = "man", pgettext_lazy("one person", "Laki-laki")


class Pillar(models.TextChoices):
    """The three elements of partnership (seed 001)."""

    GOVERNMENT = "government", _("Pemerintah")
    COMMUNITY = "community", _("Masyarakat")
    CARING = "caring", _("Kelompok peduli")


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_admin=True, **fields)


class Person(AbstractBaseUser):
    """Somebody. Without an e-mail address there is no login: a village member who is only named on a list."""

    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=5, choices=Sex.choices, blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    home = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")  # where the person lives: own village may not be judged
    language = models.CharField(max_length=2, choices=[("id", "Indonesia"), ("en", "English")], default="id")
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)  # runs the installation: opens offices, gives the first roles; holds no programme role by that
    is_system = models.BooleanField(default=False)  # the explicit actor of commands and the clock
    made_at = models.DateTimeField(auto_now_add=True)
    left_on = models.DateField(null=True, blank=True)  # deactivated: no login any more, history stays
    left_reason = models.CharField(max_length=300, blank=True, default="")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(email=None) | models.Q(email=Lower("email")), name="actors_email_in_lower_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_code(self) -> str:
        """What the trail calls this person."""
        return f"person:{self.pk}"

    @property
    def never_came(self) -> bool:
        """Known by an address, free to sign in, and never did: there is no password yet either."""
        return bool(self.email) and self.is_active and self.last_login is None and not self.has_usable_password()

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split()[:2]).upper()


class Organisation(models.Model):
    """A body: BKM, PAKEM, Pokja, SKPD, Satker, kelompok peduli, badan pengawas ... ``kind`` is the body's code in the edition, or free."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40, db_index=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True, default="")
    decree_number = models.CharField(max_length=120, blank=True, default="")
    decree_on = models.DateField(null=True, blank=True)
    decree_file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    term_from = models.DateField(null=True, blank=True)
    term_to = models.DateField(null=True, blank=True)
    formed_for = models.CharField(max_length=40, blank=True, default="")  # code of what it was formed for; its members change there, by an act
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["region", "kind"])]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_code(self) -> str:
        """What the trail calls this organisation."""
        return f"organisation:{self.pk}"

    @property
    def kind_title(self) -> Title:
        return roles.kind_title(self.kind)


class MemberQuerySet(models.QuerySet["Member"]):
    def on(self, day: date) -> Self:
        """Member on this day."""
        return self.filter(models.Q(held_to=None) | models.Q(held_to__gte=day), held_from__lte=day)


class Member(models.Model):
    """A person in an organisation, with office and the pillar he or she stands for, from–to."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=60, blank=True, default="")
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True, default="")
    element = models.CharField(max_length=40, blank=True, default="")  # what the edition counts the member as, where that says more than the pillar
    held_from = models.DateField()
    held_to = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})"

    @property
    def says(self) -> str:
        """Office, body, what it was formed for and where, each once: "sekretaris, PAKEM Talud KDL07-001, Sambongsari"."""
        body = self.organisation
        name = body.name if not body.formed_for or body.formed_for in body.name else f"{body.name} {body.formed_for}"
        return ", ".join([*([self.office] if self.office else []), name, *([body.region.name] if body.region.name not in name else [])])


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    def on(self, day: date) -> Self:
        """Held on this day."""
        return self.filter(models.Q(held_to=None) | models.Q(held_to__gte=day), held_from__lte=day)

    def not_over(self, day: date) -> Self:
        """Held on this day, or to be held later."""
        return self.filter(models.Q(held_to=None) | models.Q(held_to__gte=day))


class RoleHeld(models.Model):
    """A role of the programme files (pokja_paket, faskel, bkm ...) held in a region and all below it, from–to."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40, db_index=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    held_from = models.DateField()
    held_to = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["role", "region"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} @ {self.region}"

    @property
    def title(self) -> Title:
        return roles.title(self.role)


class Invitation(models.Model):
    """A link by e-mail: whoever opens it within its days gets an account and the role named here."""

    token_digest = models.CharField(max_length=64, unique=True)  # only the digest is kept
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True, default="")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"

    @property
    def audit_code(self) -> str:
        """What the trail calls this invitation."""
        return f"invitation:{self.pk}"

    @property
    def title(self) -> Title:
        return roles.title(self.role)


class Office(models.Model):
    """A place that runs Sinergi for itself and everything below it: its admins give roles there without asking anybody."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True, default="")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["region__code"]

    def __str__(self) -> str:
        return self.name


class SetupKey(models.Model):
    """The one-time key of the first-run page, printed where only whoever runs the server can read it."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}"

"""Who may add places below a village. Who holds which role is known further up, so rules are handed down at the start."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser

from sinergi.kernel.decisions import Decision
from sinergi.regions.models import Region

Rule = Callable[[AbstractBaseUser, Region], bool]
adders: list[Rule] = []  # filled by project.wiring


def may_add_below(person: AbstractBaseUser, region: Region) -> Decision:
    """Whoever runs the installation, and whoever an upper context says (a person with a role in that village)."""
    if getattr(person, "is_admin", False) or any(rule(person, region) for rule in adders):
        return Decision.yes()
    return Decision.not_allowed("regions.may_not_add", parent=region.name)

"""What several actions ask before they write: the place, the role, the address, the password."""

from __future__ import annotations

import hashlib
import secrets
from typing import NoReturn

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sinergi.actors import roles
from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision, NotSound
from sinergi.regions.models import Level, Region

EMAIL_LENGTH = 254


def region_of(code: str) -> Region:
    """The place of this code, or a refusal that names it."""
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise_unsound("actors.region_unknown", field="region", given=code[:40])
    return region


def known_role(role: str) -> None:
    """Refuse a code that no programme brought."""
    if role not in roles.role_titles:
        raise_unsound("actors.role_unknown", field="role", role=role[:40])


def role_fits(role: str, region: Region) -> None:
    """Refuse a role at a level of region that is not its own: whoever holds it acts for everything below."""
    fitting = roles.levels(role)
    if fitting and region.level not in fitting:
        raise_unsound("actors.role_of_another_level", field="region", role=roles.title(role), levels=tuple(Level(level) for level in fitting),
                      region=region.name, given=Level(region.level))


def address(email: str) -> str:
    """The address in lower case, or a refusal."""
    given = email.strip().lower()
    if len(given) > EMAIL_LENGTH:
        raise_unsound("actors.email_too_long", field="email", longest=EMAIL_LENGTH)
    try:
        validate_email(given)
    except ValidationError:
        raise_unsound("actors.email_unsound", field="email", email=given[:80])
    return given


def strong_password(password: str, person: Person) -> None:
    """Refuse a password that is short, common or the person's own name, with every reason."""
    try:
        validate_password(password, person)
    except ValidationError as refused:
        raise_unsound("actors.password_weak", field="password", why=" ".join(refused.messages))


def new_token() -> tuple[str, str]:
    """A secret for a link, and the digest that is all we keep of it."""
    token = secrets.token_urlsafe(32)
    return token, digest(token)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def raise_unsound(code: str, **values: object) -> NoReturn:
    """Refuse what was given."""
    raise NotSound(Decision.unsound(code, **values))

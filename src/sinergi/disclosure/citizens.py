"""The guards of forms that need no account: an empty trap, a signed time, and the same text from one browser counts once.

No address is ever counted or kept: a whole village may sit behind one. Used by objections here and by complaints above.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing

from sinergi.kernel.decisions import Decision

COOKIE = "peramban"
COOKIE_DAYS = 30
LEAST_SECONDS = 3
MOST_SECONDS = 24 * 60 * 60
_SALT = "sinergi.disclosure.citizens"


def stamp() -> str:
    """What a form carries since it was opened: a signed moment, and a number used once."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(9))


def check(trap: str, stamped: str, *, least: int = LEAST_SECONDS) -> Decision:
    """Whether a person may have filled this in. What was typed stays in the form, so sending again is enough."""
    if trap:
        return Decision.unsound("disclosure.trap", field="")
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signer.unsign(stamped, max_age=MOST_SECONDS)
    except signing.SignatureExpired:
        return Decision.unsound("disclosure.form_too_old", field="")
    except signing.BadSignature:
        return Decision.unsound("disclosure.form_not_ours", field="")
    try:
        signer.unsign(stamped, max_age=least)
    except signing.SignatureExpired:
        return Decision.yes()
    return Decision.unsound("disclosure.too_quick", field="")


def browser(cookie: str | None) -> str:
    """The mark of this browser out of its cookie, or a new one; it says nothing about who sits before it."""
    return cookie if cookie and cookie.isalnum() and len(cookie) == 32 else secrets.token_hex(16)  # noqa: PLR2004 -- sixteen bytes


def dedupe_key(browser_mark: str, about: str, text: str) -> str:
    """The same words about the same thing from the same browser are the same message."""
    words = " ".join(text.lower().split())
    return hashlib.sha256(f"{browser_mark}|{about}|{words}".encode()).hexdigest()

"""What the environment may say, typed and checked in one place. Every name is in docs/operators.md."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

Mode = Literal["office", "demo", "test"]
CHECKOUT = Path(__file__).resolve().parents[3]
LAST_PORT = 65_535
MOST_WORKERS = 256


@dataclass(frozen=True)
class Environment:
    """The whole of what may be set from outside."""

    mode: Mode
    data: Path
    database_url: str
    hosts: tuple[str, ...]
    site: str
    https: bool
    email_url: str
    email_from: str
    time_zone: str
    upload_limit_mb: int
    second_factor_roles: tuple[str, ...]
    port: int
    bind: str
    workers: int

    @property
    def secret_key(self) -> str:
        """Signs sessions and links."""
        return self._kept("secret_key")

    @property
    def trail_key(self) -> str:
        """Marks the rows of trail and ledger; apart from the secret key, which an office may change at any time."""
        return self._kept("trail_key")

    def _kept(self, name: str) -> str:
        """A key made on the first run and kept with the data, readable by its owner only."""
        path = self.data / name
        try:
            return path.read_text(encoding="ascii")
        except FileNotFoundError:
            self.data.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            key = secrets.token_urlsafe(64)
            file.write(key)
        return key

    def database(self) -> dict[str, Any]:
        """Django's settings of the one database."""
        if not self.database_url:
            return _sqlite(self.data / "sinergi.sqlite3")
        parts = _address("DATABASE_URL", self.database_url)
        if parts.scheme == "sqlite":
            return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
        if parts.scheme not in {"postgres", "postgresql"}:
            raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}; sqlite:// and postgresql:// are known.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }

    def email(self) -> dict[str, Any]:
        """EMAIL_* settings out of smtp://user:password@host:port?tls=1; nothing set prints to the console."""
        parts = _address("EMAIL_URL", self.email_url)
        if not parts.scheme:
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        if parts.scheme != "smtp":
            raise ImproperlyConfigured("EMAIL_URL must look like smtp://user:password@host:587?tls=1.")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or 25,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
            "EMAIL_TIMEOUT": 10,
        }


def read(given: Mapping[str, str] = os.environ) -> Environment:
    """Read SINERGI_* and DATABASE_URL; a wrong value is one clear sentence."""
    mode = given.get("SINERGI_MODE", "office")
    if mode not in {"office", "demo", "test"}:
        raise ImproperlyConfigured(f"SINERGI_MODE is {mode!r}; it may be office, demo or test.")
    data = Path(given.get("SINERGI_DATA") or CHECKOUT / "var" / ("demo" if mode == "demo" else "office"))
    return Environment(
        mode=mode,  # type: ignore[arg-type]  # -- checked just above
        data=data.expanduser().resolve(),
        database_url=given.get("DATABASE_URL", ""),
        hosts=_listed(given, "SINERGI_HOSTS") or ("127.0.0.1", "localhost", "[::1]"),
        site=_site(given),
        https=_flag(given, "SINERGI_HTTPS"),
        email_url=given.get("EMAIL_URL", ""),
        email_from=given.get("SINERGI_EMAIL_FROM", "Sinergi <sinergi@localhost>"),
        time_zone=_zone(given),
        upload_limit_mb=_number(given, "SINERGI_UPLOAD_LIMIT_MB", 10),
        second_factor_roles=_listed(given, "SINERGI_SECOND_FACTOR_ROLES"),
        port=_number(given, "SINERGI_PORT", 8000, most=LAST_PORT),
        bind=given.get("SINERGI_BIND", "127.0.0.1"),
        workers=_number(given, "SINERGI_WORKERS", 1, most=MOST_WORKERS),
    )


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a transaction that will write waits its turn at once, instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;",
        },
    }


def _listed(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.get(name, "").split(",") if part.strip())


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no", ""}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it may be 1 or 0.")
    return value in {"1", "true", "yes"}


def _number(given: Mapping[str, str], name: str, default: int, *, most: int = 1_000_000) -> int:
    value = given.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most)) and 1 <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number from 1 to {most}.")
    return int(value)


def _zone(given: Mapping[str, str]) -> str:
    value = given.get("SINERGI_TIME_ZONE") or "Asia/Jakarta"
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of names ("Asia")
        raise ImproperlyConfigured(f"SINERGI_TIME_ZONE is {value!r}; it must be a zone like Asia/Jakarta, Asia/Makassar or Asia/Jayapura.") from None
    return value


def _site(given: Mapping[str, str]) -> str:
    value = given.get("SINERGI_SITE", "").rstrip("/")
    if value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"SINERGI_SITE is {value!r}; it must be the whole address, like https://sinergi.example.go.id.")
    return value


def _address(name: str, value: str) -> SplitResult:
    """The parts of an address with user, host and port. The sentence does not repeat it: it may hold a password."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 -- asked so that a wrong one shows here
    except ValueError:
        raise ImproperlyConfigured(f"{name} cannot be read: the port must be a number up to {LAST_PORT}, and signs like @ : / [ in a password written percent-encoded.") from None
    return parts

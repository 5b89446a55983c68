"""Editions on the shelf (files shipped or added by the office) and editions in use (texts pinned by a cycle)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path

from django.conf import settings

from sinergi.engine import checking, reading
from sinergi.engine.definition import Edition
from sinergi.engine.problems import Report
from sinergi.programmes.models import EditionText, Undertaking

FEW = 3                 # so many problems of an unsound file are told in the log and on the page
KEY_DIGITS = 15         # of the digest: 60 bits, which any database takes as a key


def edition_of(undertaking: Undertaking) -> Edition:
    """The edition this undertaking's cycle pinned; read once per process, since a pinned text never changes."""
    return edition_with(undertaking.edition_id)


@lru_cache(maxsize=64)
def _read(digest: str, text: str) -> Edition:  # noqa: ARG001 -- the digest is the cheap part of the key
    return reading.read(text)


@lru_cache(maxsize=64)
def report_on(text: str) -> Report:
    """What the checker says of a text; asked by the shelf for every page about it, so it is kept."""
    return checking.check(text)


log = logging.getLogger(__name__)
_by_id: dict[int, tuple[str, Edition]] = {}


def edition_with(edition_id: int) -> Edition:
    """By primary key of its text; the cache asks nothing, because a key is made of the text (``key_of``) and a kept text never changes."""
    known = _by_id.get(edition_id)
    if known is not None and not settings.TESTING:
        return known[1]
    kept = EditionText.objects.get(pk=edition_id)
    if known is None or known[0] != kept.digest:
        _by_id[edition_id] = (kept.digest, _read(kept.digest, kept.text))
    return _by_id[edition_id][1]


def shelf() -> list[Edition]:
    """Every edition that a new cycle may take: those shipped, and the office's own in <data>/editions/.

    A file of the office that is not sound, or that takes the code of another, is left out and said so in the log;
    ``sinergi programme check`` tells why.
    """
    return [edition for edition, _text in shelved()]


def shelved() -> Iterator[tuple[Edition, str]]:
    """The same, each with its text."""
    taken: dict[str, str] = {}
    for path in shelf_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as wrong:
            log.warning("%s is left off the shelf: %s", path.name, wrong)
            continue
        report = report_on(text)
        if report.edition is None or not report.sound:
            log.warning("%s is left off the shelf: %s", path.name, "; ".join(str(problem) for problem in report.problems[:FEW]))
        elif report.edition.code in taken:
            log.warning("%s is left off the shelf: its code %s is that of %s; give it a code of its own", path.name, report.edition.code, taken[report.edition.code])
        else:
            taken[report.edition.code] = path.name
            yield report.edition, text


def shelf_files() -> Iterable[Path]:
    own = settings.ENVIRONMENT.data / "editions"
    return [*_shipped_files(), *sorted(own.glob("*.toml"))]


def _shipped_files() -> list[Path]:
    return sorted(Path(str(resources.files("sinergi.programmes") / "editions")).glob("*.toml"))


def is_shipped(digest: str) -> bool:
    """Whether this very text comes with Sinergi: it changes with a release, and only then."""
    return any(reading.digest_of(path.read_text(encoding="utf-8")) == digest for path in _shipped_files())


def used_otherwise(edition: Edition) -> EditionText | None:
    """Another text under the same code that some round follows, or followed; None for a text that comes with Sinergi, or was used itself.

    Whoever changes a used file gives it a new code; the shipped files change with a release, which is a version of its own.
    """
    if is_shipped(edition.digest) or EditionText.objects.filter(digest=edition.digest).exists():
        return None
    return EditionText.objects.filter(code=edition.code).order_by("-kept_at").first()


def key_of(digest: str) -> int:
    """The primary key of a text, made of its digest: a counter would hand the key of a refused opening to the next text (SQLite does)."""
    return int(digest[:KEY_DIGITS], 16)


def keep(text: str) -> EditionText:
    """Pin a text: the same text is kept once. Raises ``reading.Unsound`` for a file that does not read."""
    edition = reading.read(text)
    kept, _ = EditionText.objects.get_or_create(digest=edition.digest, defaults={"pk": key_of(edition.digest), "code": edition.code, "text": text})
    return kept

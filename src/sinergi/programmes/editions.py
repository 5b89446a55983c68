"""Editions on the shelf (files shipped or added by the office) and editions in use (texts pinned by a cycle)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path

from django.conf import settings

from sinergi.engine import reading
from sinergi.engine.definition import Edition
from sinergi.programmes.models import EditionText, Undertaking


def edition_of(undertaking: Undertaking) -> Edition:
    """The edition this undertaking's cycle pinned; read once per process, since a pinned text never changes."""
    return edition_with(undertaking.edition_id)


@lru_cache(maxsize=64)
def _read(digest: str, text: str) -> Edition:  # noqa: ARG001 -- the digest is the cheap part of the key
    return reading.read(text)


log = logging.getLogger(__name__)
_by_id: dict[int, tuple[str, Edition]] = {}


def edition_with(edition_id: int) -> Edition:
    """By primary key of its text; the cache asks nothing, because a kept text never changes."""
    known = _by_id.get(edition_id)
    if known is not None and not settings.TESTING:
        return known[1]
    kept = EditionText.objects.get(pk=edition_id)
    if known is None or known[0] != kept.digest:
        _by_id[edition_id] = (kept.digest, _read(kept.digest, kept.text))
    return _by_id[edition_id][1]


def shelf() -> list[Edition]:
    """Every edition that a new cycle may take: those shipped, and the office's own in <data>/editions/.

    A file of the office that cannot be read is left out and said so in the log; ``sinergi programme check`` tells why.
    """
    return [edition for edition, _text in shelved()]


def shelved() -> Iterator[tuple[Edition, str]]:
    """The same, each with its text."""
    for path in shelf_files():
        try:
            text = path.read_text(encoding="utf-8")
            yield reading.read(text, file=path.name), text
        except (reading.Unsound, UnicodeDecodeError) as wrong:
            log.warning("%s is left off the shelf: %s", path.name, wrong)


def shelf_files() -> Iterable[Path]:
    shipped = Path(str(resources.files("sinergi.programmes") / "editions"))
    own = settings.ENVIRONMENT.data / "editions"
    return [*sorted(shipped.glob("*.toml")), *sorted(own.glob("*.toml"))]


def keep(text: str) -> EditionText:
    """Pin a text: the same text is kept once. Raises ``reading.Unsound`` for a file that does not read."""
    edition = reading.read(text)
    kept, _ = EditionText.objects.get_or_create(digest=edition.digest, defaults={"code": edition.code, "text": text})
    return kept

"""Who may see a file. Most files belong to something further up, so rules are handed down at the start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sinergi.files.models import File

Reader = Callable[[Any, File], bool]
readers: list[Reader] = []  # filled by project.wiring: each says yes for the files of its context that this person (or None) may read


def may_read(person: Any, file: File) -> bool:
    """Anybody reads public files; the others are for who uploaded them, and for whom an upper context lets in."""
    if file.is_public:
        return True
    somebody = person if person is not None and person.is_authenticated else None
    if somebody is not None and file.uploaded_by_id == somebody.pk:
        return True
    return any(reader(somebody, file) for reader in readers)

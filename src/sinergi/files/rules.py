"""What may be kept, and under which name: values in, a decision or a clean value out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from sinergi.kernel.decisions import Decision

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
MOST_PIXELS = 60_000_000  # a photo of sixty megapixels; beyond it lies a bomb
SIDE, THUMB = 2560, 480

PICTURE = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
DOCUMENT = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "text/plain": ".txt",
}
SHEET = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "text/csv": ".csv",
}
KINDS = {"picture": PICTURE, "document": DOCUMENT, "sheet": SHEET}
_SPACES = re.compile(r"\s+")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def may_be_kept(media_type: str, wanted: frozenset[str]) -> Decision:
    """Whether a file of this sniffed type is one of the wanted kinds (picture, document, sheet)."""
    if any(media_type in KINDS[kind] for kind in wanted):
        return Decision.yes()
    return Decision.unsound("files.wrong_kind", kinds=", ".join(endings(wanted)), field="file")


def endings(wanted: frozenset[str]) -> list[str]:
    """The usual endings of the wanted kinds, for the sentence that refuses: PDF, DOCX ..."""
    return [ending[1:].upper() for kind in KINDS if kind in wanted for ending in KINDS[kind].values()]


def ending(media_type: str) -> str:
    """The ending a file of this type gets, whatever it was called."""
    return next(known[media_type] for known in KINDS.values() if media_type in known)


def small_enough(size: int, limit: int) -> Decision:
    """Whether it fits the limit of the installation; an empty file is none."""
    if size == 0:
        return Decision.unsound("files.empty", field="file")
    if size > limit:
        return Decision.unsound("files.too_big", size=_megabytes(size), limit=_megabytes(limit), field="file")
    return Decision.yes()


def few_pixels(width: int, height: int) -> Decision:
    """Whether the picture can be opened without filling the memory."""
    if width * height > MOST_PIXELS:
        return Decision.unsound("files.too_many_pixels", megapixels=round(width * height / 1_000_000), limit=MOST_PIXELS // 1_000_000, field="file")
    return Decision.yes()


def clean_name(given: str, media_type: str) -> str:
    """A name that is safe in any folder and header: no path, no control or direction signs, not long, the true ending."""
    name = PurePosixPath(str(given).replace("\\", "/")).name
    kept = "".join(letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter)[0] != "C")
    kept = _SPACES.sub(" ", _FORBIDDEN.sub("-", kept))
    true_ending = ending(media_type)
    stem = kept.rpartition(".")[0] if "." in kept else kept
    return f"{(stem.strip(' .') or 'berkas')[: LONGEST_NAME - len(true_ending)].strip()}{true_ending}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")

"""What an upload really is: its bytes are looked at, its name and what the browser says are not believed."""

from __future__ import annotations

import zipfile
from io import BytesIO

import puremagic

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE_PARTS = {"word/document.xml": _WORD, "xl/workbook.xml": _SHEET}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD, _OLD_SHEET = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_MOST_UNPACKED = 200 * 1024 * 1024
_HEAD = 1024
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<body", b"<iframe")

UNKNOWN, MACROS, BOMB = "", "macros", "bomb"


def media_type(content: bytes, name: str) -> str:
    """The media type of these bytes; "" when it is nothing we keep, "macros" or "bomb" when it must not be opened.

    The name only decides between plain text and CSV, which look the same.
    """
    for start, picture in _PICTURES.items():
        if content.startswith(start):
            return picture
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK"):
        return _packed(content)
    if content.startswith(_OLD_OFFICE):
        return _old_office(content)
    return _text(content, name)


def _packed(content: bytes) -> str:
    """Word and Excel are zip archives with a known part inside; macros have a part of their own."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):       # the last: packed in a way that Python's zipfile cannot read
        return UNKNOWN
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        return BOMB
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "macrosheets/" in name.lower() for name in names):
        return MACROS
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), UNKNOWN)


def _old_office(content: bytes) -> str:
    if _MACROS in content:
        return MACROS
    if _OLD_WORD in content:
        return "application/msword"
    return "application/vnd.ms-excel" if _OLD_SHEET in content else UNKNOWN


def _text(content: bytes, name: str) -> str:
    """Text is what has no binary signs, is no markup, and nothing else claims."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\x00" in content or any(sign in head for sign in _MARKUP) or head.startswith(b"#!") or _claimed(content):
        return UNKNOWN
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if any(byte < 32 and byte not in {9, 10, 13} for byte in content):  # noqa: PLR2004 -- below the space are control signs
            return UNKNOWN
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"


def _claimed(content: bytes) -> bool:
    """Whether the table of magic numbers knows these bytes as something that is not text."""
    try:
        found = puremagic.magic_string(content[: 64 * _HEAD])
    except puremagic.PureError:
        return False
    return any(match.confidence >= 0.5 and len(match.byte_match) >= 4 and not match.mime_type.startswith("text/") for match in found)  # noqa: PLR2004 -- short matches are chance

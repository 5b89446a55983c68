"""Keeping uploads: checked, cleaned, stored once per content."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.files import pictures, rules, sniffing
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision, NotSound

Upload: TypeAlias = "UploadedFile[Any]"
EVERYTHING = ("picture", "document", "sheet")


@dataclass(frozen=True)
class _Kept:
    content: bytes
    media_type: str
    picture: pictures.Picture | None = None


def store(person: Any, upload: Upload, *, kinds: Collection[str] = EVERYTHING, public: bool = False) -> File:
    """Check an upload, clean it, keep its bytes under their SHA-256 and give its row; the same upload again gives the same row.

    ``person`` is None for an anonymous citizen. Refusals: files.empty, too_big, wrong_kind, macros, bomb, broken_picture,
    too_many_pixels; each names the field "file".

    The bytes are written before the row: if the transaction fails, bytes nobody points to stay behind, which harms nobody;
    the other way round a row could point to nothing.
    """
    kept = _checked(upload, frozenset(kinds))
    digest = hashlib.sha256(kept.content).hexdigest()
    name = rules.clean_name(upload.name or "", kept.media_type)
    found = _same(digest, name, person)
    if found is None:
        file = _row(person, kept, digest, name, public=public)
        _write(file.path, kept.content)
        if kept.picture:
            _write(file.thumb_path, kept.picture.thumb)
        found = _saved(file)
    if public and not found.is_public:
        publish(found)
    return found


def publish(file: File) -> None:
    """Let anybody read this file from now on; called by the context that made it part of something public."""
    File.objects.filter(pk=file.pk).update(is_public=True)
    file.is_public = True


def _checked(upload: Upload, kinds: frozenset[str]) -> _Kept:
    rules.small_enough(upload.size or 0, settings.UPLOAD_LIMIT).enforce()
    upload.seek(0)
    content = upload.read(settings.UPLOAD_LIMIT + 1)
    rules.small_enough(len(content), settings.UPLOAD_LIMIT).enforce()
    media_type = sniffing.media_type(content, upload.name or "")
    if media_type in {sniffing.MACROS, sniffing.BOMB}:
        raise NotSound(Decision.unsound(f"files.{media_type}", field="file"))
    rules.may_be_kept(media_type, kinds).enforce()
    if media_type not in rules.PICTURE:
        return _Kept(content, media_type)
    picture = pictures.read(content, media_type, zone=timezone.get_default_timezone())
    return _Kept(picture.content, picture.media_type, picture)


def _row(person: Any, kept: _Kept, digest: str, name: str, *, public: bool) -> File:
    file = File(sha256=digest, name=name, kind=kept.media_type, size=len(kept.content), uploaded_by=person, is_public=public)
    if kept.picture is not None:
        picture = kept.picture
        file.taken_at, file.latitude, file.longitude = picture.taken_at, picture.latitude, picture.longitude
        file.width, file.height = picture.width, picture.height
    return file


def _same(digest: str, name: str, person: Any) -> File | None:
    return File.objects.filter(sha256=digest, name=name, uploaded_by=person).first() if person is not None else None


def _saved(file: File) -> File:
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:  # the same person sent the same file twice at once
        return File.objects.get(sha256=file.sha256, name=file.name, uploaded_by=file.uploaded_by)
    return file


def _write(path: str, content: bytes) -> None:
    """Once per content; the store may answer with another name when two wrote at once, and both hold the same."""
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))

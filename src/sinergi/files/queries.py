"""Reading files: the row, and its bytes."""

from __future__ import annotations

from typing import IO, cast

from django.core.files.storage import default_storage
from django.db.models import Sum

from sinergi.files.models import File


def opened(file: File, *, thumb: bool = False) -> IO[bytes]:
    """The bytes, to be closed by the caller; FileNotFoundError when the store lost them."""
    return cast("IO[bytes]", default_storage.open(file.thumb_path if thumb else file.path, "rb"))


def content(file: File) -> bytes:
    """All bytes of a file, for documents that hold pictures and for reading sheets."""
    with opened(file) as source:
        return source.read()


def total_size() -> int:
    """What all uploads take, for the page of the operator."""
    return File.objects.aggregate(total=Sum("size"))["total"] or 0

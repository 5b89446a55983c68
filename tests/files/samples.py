"""Uploads made on the spot, good and bad."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 512
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def upload(name: str, content: bytes, said: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=said)


def picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), *, noise: bool = False, **options) -> bytes:
    image = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, (40, 90, 160))
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def photo(*, latitude=(6.0, 58.0, 30.0), south="S", longitude=(110.0, 3.0, 36.0), taken="2007:05:17 08:30:00", turned: int = 1) -> bytes:
    """A photo from Weleri, with everything a camera writes."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamera Rahasia"
    exif[ExifTags.Base.Orientation] = turned
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({
        ExifTags.GPS.GPSLatitudeRef: south, ExifTags.GPS.GPSLatitude: latitude, ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: longitude})
    return picture(exif=exif, size=(800, 600))


def office(*parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return target.getvalue()


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (210 * 1024 * 1024))
    return target.getvalue()


def wide_png() -> bytes:
    """A small file that says it is 30,000 by 30,000."""
    content = bytearray(picture("PNG", (8, 8)))
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    import zlib

    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)

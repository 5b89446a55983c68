"""Pictures: decoded for real, their place and time read, then written anew without anything else inside."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageOps

from sinergi.files import rules
from sinergi.kernel.decisions import Decision, NotSound

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_QUALITY, _THUMB_QUALITY = 82, 72
_WORLD = (90.0, 180.0)
_PALETTES = {"P", "1", "L", "LA", "PA"}


@dataclass(frozen=True)
class Picture:
    """A clean picture: bytes, a small copy, and what the camera knew."""

    content: bytes
    thumb: bytes
    media_type: str
    width: int
    height: int
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def read(content: bytes, media_type: str, *, zone: Any) -> Picture:
    """Open, check, turn upright, shrink and write anew; NotSound when it is no picture or far too large.

    ``zone`` is the office's time zone: cameras write local time, mostly without saying which.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as opened:
                rules.few_pixels(*opened.size).enforce()
                exif = opened.getexif()
                if opened.format == "JPEG" and opened.mode == "RGB":
                    opened.draft("RGB", (rules.SIDE, rules.SIDE))  # lets the decoder skip what would be shrunk away
                upright = ImageOps.exif_transpose(opened)
                upright.load()
    except NotSound:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise NotSound(rules.few_pixels(rules.MOST_PIXELS, 2)) from bomb
    except Exception as broken:  # Pillow's decoders raise many kinds for broken bytes
        raise NotSound(Decision.unsound("files.broken_picture", field="file")) from broken
    return _with_camera(_written(upright, media_type), exif, zone)


def _written(picture: Image.Image, media_type: str) -> Picture:
    """JPEG stays JPEG, WebP stays WebP, drawings in few colours stay PNG; a photo kept as PNG becomes WebP."""
    kept = _shrunk(picture, rules.SIDE)
    if media_type == "image/png" and kept.mode not in _PALETTES:
        media_type = "image/webp" if _is_photo(kept) else media_type
    if media_type == "image/jpeg":
        kept = kept.convert("RGB")
    elif kept.mode not in {"RGB", "RGBA", "L", "LA", "P", "1"} or (media_type == "image/webp" and kept.mode not in {"RGB", "RGBA"}):
        kept = kept.convert("RGBA" if "A" in kept.mode else "RGB")
    thumb = _shrunk(kept.convert("RGBA" if "A" in kept.mode or "transparency" in kept.info else "RGB"), rules.THUMB)
    return Picture(
        content=_bytes(kept, _FORMATS[media_type], _QUALITY), thumb=_bytes(thumb, "WEBP", _THUMB_QUALITY), media_type=media_type,
        width=kept.width, height=kept.height,
    )


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture.copy()
    if picture.mode in {"P", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    smaller = picture.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return smaller


def _bytes(picture: Image.Image, form: str, quality: int) -> bytes:
    """Only the pixels: no EXIF, no comments, no colour profile with a name in it."""
    target = BytesIO()
    bare = picture.copy()
    bare.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    options: dict[str, Any] = {"optimize": True} if form == "PNG" else {"quality": quality, "method": 4} if form == "WEBP" else {
        "quality": quality, "optimize": True, "progressive": True}
    bare.save(target, form, **options)
    return target.getvalue()


def _is_photo(picture: Image.Image) -> bool:
    """A drawing or a scan in few colours is smaller and sharper as PNG."""
    small = picture.convert("RGB")
    small.thumbnail((256, 256), Image.Resampling.NEAREST)
    return small.getcolors(maxcolors=2048) is None


def _with_camera(picture: Picture, exif: Image.Exif, zone: Any) -> Picture:
    """What the camera knew, as data. Whatever it wrote wrongly is left out, never a reason to refuse the photo."""
    try:
        place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:  # noqa: BLE001 -- anything may stand in a broken EXIF block; whoever uploads it is told that it carries no place
        place = None
    try:
        taken_at = _taken_at(exif, zone)
    except Exception:  # noqa: BLE001 -- as above; the day a photo belongs to is given in its form
        taken_at = None
    latitude, longitude = place or (None, None)
    return replace(picture, taken_at=taken_at, latitude=latitude, longitude=longitude)


def _place(gps: dict[int, Any]) -> tuple[float, float] | None:
    latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef, "N"))
    longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef, "E"))
    sound = abs(latitude) <= _WORLD[0] and abs(longitude) <= _WORLD[1] and (latitude, longitude) != (0.0, 0.0)
    return (round(latitude, 6), round(longitude, 6)) if sound else None


def _degrees(parts: Any, side: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(side).strip("\x00 ").upper() in {"S", "W"} else value


def _taken_at(exif: Image.Exif, zone: Any) -> datetime | None:
    details = exif.get_ifd(ExifTags.IFD.Exif)
    text = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    if not text:
        return None
    local = datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 -- the zone comes next
    offset = str(details.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\x00 ")
    return local.replace(tzinfo=_offset(offset) or zone).astimezone(UTC)


def _offset(text: str) -> timezone | None:
    if len(text) != len("+07:00"):
        return None
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))

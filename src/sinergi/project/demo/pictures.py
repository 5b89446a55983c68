"""Drawn stand-ins for photos and papers: nobody's village is shown as it is not."""

from __future__ import annotations

import io
from functools import lru_cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from sinergi.actors.models import Person
from sinergi.files import actions as files
from sinergi.files.models import File
from sinergi.printing import pdf

SIZE = (800, 600)
SOIL, PAVED, SKY, GRASS, JOINT = (150, 112, 78), (176, 172, 164), (206, 222, 232), (118, 142, 92), (140, 136, 128)


@lru_cache(maxsize=64)
def _drawn(percent: int, variant: int) -> bytes:
    """A village path in perspective, paved up to ``percent``."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    width, height = SIZE
    horizon = 220 + variant % 5 * 12
    draw.rectangle((0, horizon, width, height), fill=tuple(min(255, part + variant * 3 % 24) for part in GRASS))
    for number in range(6):
        left = (variant * 97 + number * 163) % width
        draw.polygon([(left - 60, horizon), (left, horizon - 60 - number * 7), (left + 60, horizon)], fill=(160, 84 + number * 6, 60))
        draw.rectangle((left - 46, horizon, left + 46, horizon + 34), fill=(232, 226, 210))
    near, far = (width * 0.14, width * 0.86), (width * 0.47, width * 0.53)
    draw.polygon([(near[0], height), (near[1], height), (far[1], horizon), (far[0], horizon)], fill=SOIL)
    if percent:
        share = percent / 100
        top = height - (height - horizon) * share
        edges = [near[side] + (far[side] - near[side]) * share for side in (1, 0)]
        draw.polygon([(near[0], height), (near[1], height), (edges[0], top), (edges[1], top)], fill=PAVED)
        rows = 26
        for row in range(int(rows * share)):
            part = (row / rows) ** 0.8
            y = height - (height - horizon) * part
            draw.line((near[0] + (far[0] - near[0]) * part, y, near[1] + (far[1] - near[1]) * part, y), fill=JOINT, width=2)
    draw.rectangle((0, height - 44, width, height), fill=(23, 36, 74))
    draw.text((16, height - 34), f"GAMBAR CONTOH  {percent} %", fill=(255, 255, 255), font_size=22)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=82)
    return buffer.getvalue()


def photo(person: Person, percent: int, variant: int, *, public: bool = True) -> File:
    """A drawn photo, checked and kept like any upload."""
    name = f"foto-{percent}-{variant}.jpg"
    return files.store(person, SimpleUploadedFile(name, _drawn(percent, variant % 12), "image/jpeg"), kinds={"picture"}, public=public)


@lru_cache(maxsize=32)
def _paper(title: str) -> bytes:
    """One page that says what it stands for."""
    return pdf.render("report", {"title": title, "sections": [{"kind": "text", "text": "Dokumen contoh. Isi, nama, dan angka rekaan."}], "example": True}, language="id")


def paper(person: Person, title: str) -> File:
    """A stand-in for a scan."""
    name = f"{title.lower().replace(' ', '-')}.pdf"
    return files.store(person, SimpleUploadedFile(name, _paper(title), "application/pdf"), kinds={"document"})



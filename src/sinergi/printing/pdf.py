"""PDF out of a template and facts, by typst: tagged, in Inter only, never a font of the machine.

Templates lie in ``printing/typst`` (called by their bare name: "announcement", "report", "minutes") or in the ``typst``
folder of a context ("funds/cashbook"); all of them ``#import "/printing/typst/letter.typ": *``.
Facts are plain: text, whole numbers, lists, tables; a day is written as people write it. Two things are drawn here for the
templates: ``facts["box"]["qr"]`` (an address) becomes a QR code, so does ``facts["url"]`` as ``facts["qr"]``; and ``picture(...)`` makes a fact of a photo.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from PIL import Image

from sinergi.kernel import words

ROOT = Path(__file__).resolve().parents[1]
FONTS = Path(str(files("fontpkg_inter"))) / "files"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufe00-\ufe0f\U0001f000-\U0010ffff\ud800-\udfff]")  # emoji too: no letter of ours
_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_warm = threading.local()


def render(template: str, facts: Mapping[str, Any], *, language: str = "id", made_at: datetime | None = None) -> bytes:
    """The document as PDF. The same facts, language and ``made_at`` give the same bytes."""
    inputs = {"facts": json.dumps(_drawn(facts, language), ensure_ascii=False), "language": language}
    made = _compiler().compile(input=str(path_of(template)), format="pdf", sys_inputs=inputs, timestamp=made_at, pdf_tags=True)
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made)} for {template}")
    return made


def path_of(template: str) -> Path:
    """Where a template lies; LookupError when there is none."""
    context, _, name = template.removesuffix(".typ").rpartition("/")
    path = ROOT / (context or "printing") / "typst" / f"{name}.typ"
    if not path.resolve().is_relative_to(ROOT) or not path.is_file():
        raise LookupError(f"there is no template {template}")
    return path


def picture(content: bytes, *, caption: str = "") -> dict[str, Any]:
    """A photo as a fact, with its caption. Give the small copy where many are shown; JPEG goes in as it is, the rest as JPEG."""
    with Image.open(BytesIO(content)) as opened:
        width, height = opened.size
        if opened.format != "JPEG":
            content = _as_jpeg(opened)
    data = base64.b64encode(content).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
    return {"svg": svg, "caption": caption}


def _as_jpeg(opened: Image.Image) -> bytes:
    """A JPEG a quarter the size typst would make of it; what is see-through becomes white."""
    target, seen = BytesIO(), opened.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    Image.alpha_composite(paper, seen).convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()


def qr(address: str) -> dict[str, Any]:
    """A QR code as a fact: error level M, with its quiet zone."""
    code = segno.make(address, error="m", micro=False)
    return {"svg": code.svg_inline(scale=1, border=4, dark="#000", light="#fff", omitsize=True), "alt": address}


def _compiler() -> typst.Compiler:
    """One per thread, kept warm: fonts are read once, and templates are remembered."""
    if not hasattr(_warm, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _warm.compiler = typst.Compiler(root=str(ROOT), font_paths=fonts, ignore_system_fonts=True)
    compiler: typst.Compiler = _warm.compiler
    return compiler


def _drawn(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    ready: dict[str, Any] = {key: _plain(value, language) for key, value in facts.items()}
    box = ready.get("box")
    if box and isinstance(box.get("qr"), str) and box["qr"]:
        box["qr"] = qr(box["qr"])
    if ready.get("url") and "qr" not in ready:
        ready["qr"] = qr(ready["url"])
    return ready


def _plain(value: Any, language: str) -> Any:
    """JSON without surprises: days as people write them, lazy sentences as text, nothing typst would stumble over."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(part, language) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part, language) for part in value]
    if isinstance(value, date):
        return words.long_date(value) if language == "id" else f"{value.day} {_ENGLISH[value.month - 1]} {value.year}"
    return _UNPRINTABLE.sub("", str(value))

"""How names are compared, how codes are read, and how a place is written with its places above."""

from __future__ import annotations

import re
import unicodedata

from sinergi.kernel.decisions import Decision

CODE = re.compile(r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4}(\.[a-z]{2}\d{2,3}){0,3})?)?)?$", re.ASCII)
_DIGITS = re.compile(r"^\d[\d.]*$", re.ASCII)
_MARKS = re.compile(r"['\"’‘`ʼ]")
_BETWEEN = re.compile(r"[^\w]+")
_WIDTHS = (2, 2, 2, 4)  # of the parts of a code, from province to village
_BELOW = {"hamlet": "ds", "rw": "rw", "rt": "rt"}
KINDS = ("kabupaten", "kota", "kabupaten administrasi", "kota administrasi")
_KIND = re.compile(r"^((?:kabupaten|kota)(?: administrasi)?) (.+)$")
MOST = 999


def words(name: str) -> str:
    """The name as it is looked for: lower case, without accents and signs. "Soka'an" -> "sokaan"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", _MARKS.sub("", name)) if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", plain.lower()).strip()


def sought(name: str, level: str) -> str:
    """What is kept for finding a place; of a regency or city its kind comes last: "Kabupaten Kendal" -> "kendal kabupaten"."""
    plain = words(name)
    split = _KIND.match(plain) if level == "regency" else None
    return f"{split[2]} {split[1]}" if split else plain


def named(text: str) -> list[str]:
    """Every kept form that this whole name may have: "kendal" is also "kendal kabupaten", and so is "kabupaten kendal"."""
    plain = words(text)
    return [plain, *(f"{plain} {kind}" for kind in KINDS), sought(text, "regency")]


def code_begun(text: str) -> str | None:
    """The beginning of a code in what was typed, dots left out or not, or None: "332" -> "33.2", "33.24122011" -> "33.24.12.2011"."""
    text = text.strip()
    if not _DIGITS.match(text):
        return None
    parts: list[str] = []
    for run in text.split("."):
        rest = run
        while len(parts) < len(_WIDTHS) and len(rest) > _WIDTHS[len(parts)]:
            width = _WIDTHS[len(parts)]
            parts.append(rest[:width])
            rest = rest[width:]
        parts.append(rest)
    return ".".join(parts)


def code_chosen(text: str) -> str | None:
    """The code in what a form sends: a code alone, or a suggestion that ends with one ("Sambongsari, ... — 33.24.12.2011")."""
    alone = text.rpartition("—")[2].strip().lower()
    begun = code_begun(alone) or alone
    return begun if CODE.match(begun) else None


def code_below(parent: str, level: str, number: int) -> str:
    """The code of a unit below a village: village code, then rw01, rt03, ds02."""
    return f"{parent}.{_BELOW[level]}{number:02}"


def may_lie_in(level: str, parent_level: str, number: int) -> Decision:
    """A hamlet lies in a village, an RW in a village or hamlet, an RT in any of them."""
    allowed = {"hamlet": {"village"}, "rw": {"village", "hamlet"}, "rt": {"village", "hamlet", "rw"}}.get(level, set())
    if parent_level not in allowed:
        return Decision.unsound("regions.not_there", level=level, parent_level=parent_level, field="level")
    if not 1 <= number <= MOST:
        return Decision.unsound("regions.number", number=number, most=MOST, field="number")
    return Decision.yes()


def short(name: str, level: str) -> str:
    """Kec. Weleri, Kab. Kendal; as addresses write them."""
    if level == "district":
        return f"Kec. {name}"
    return f"Kab. {name.removeprefix('Kabupaten ')}" if name.startswith("Kabupaten ") else name

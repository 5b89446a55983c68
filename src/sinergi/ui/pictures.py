"""Geometry of the pictures: purse bars, proof bars, the loom, lurik, QR. Numbers only; templates draw."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import segno
from django.utils.translation import gettext

from sinergi.ui import wording
from sinergi.ui.shapes import MOST_THREADS, at, order_class

_LURIK = ("n", "k", "t", "s")
_LURIK_HEIGHT = 40
_LOOM = (1200.0, 150)
_LOOM_GAP = 3.2
_WEFT = 5
_LIST_LIMIT = 80


@dataclass(frozen=True)
class Segment:
    """One purse in a bar, in percent of the bar."""

    order: int
    css: str
    label: str
    amount: int
    start: str
    width: str
    marks: tuple[str, ...]


def purse_segments(segments: Iterable[Any]) -> list[Segment]:
    """Purses in the order of spending; empty ones are kept for the figures below but take no room."""
    rows = sorted(segments, key=lambda row: int(at(row, "order", 0) or 0))
    total = sum(max(int(at(row, "amount", 0) or 0), 0) for row in rows)
    drawn, start = [], Decimal(0)
    for row in rows:
        amount = int(at(row, "amount", 0) or 0)
        width = Decimal(max(amount, 0)) * 100 / total if total else Decimal(0)
        order = int(at(row, "order", 0) or 0)
        marks = tuple(str(5 + 4 * thread) for thread in range(order)) if order <= MOST_THREADS else ()
        label = wording.title_in(at(row, "label", ""))
        drawn.append(Segment(order, order_class(order), label, amount, _percent(start), _percent(width), marks))
        start += width
    return drawn


@dataclass(frozen=True)
class Step:
    """One step of the ladder of proof."""

    kind: str
    width: str
    amount: int
    word: str


@dataclass(frozen=True)
class Proof:
    """The ladder of proof of one purse, most certain first."""

    order: int
    css: str
    steps: tuple[Step, ...]
    target: str
    target_amount: int | None
    whole: int
    sentence: str

    @property
    def drawn(self) -> tuple[Step, ...]:
        """Longest first, so that the certain lies on top."""
        return tuple(reversed(self.steps))


def proof(order: Any, amounts: Sequence[Any], target: Any = None, planned: Any = 0) -> Proof:
    """``amounts`` are totals for hoped, pledged, budgeted, delivered, verified; each holds the ones after it. ``planned`` lies between
    hoped and pledged: asked for, promised by nobody yet. What is only hoped is drawn and said apart, and never part of the whole.

    A word stands beside the part that has got exactly so far: pledged 17 and verified 12 say 12 verified, 5 pledged.
    """
    hoped, planned, pledged, budgeted, delivered, verified = (max(int(amount or 0), 0) for amount in (amounts[0], planned, *amounts[1:]))
    limit = int(target) if target not in (None, "") else None
    whole = max(planned, pledged, budgeted, delivered, verified)
    scale = max(whole, hoped, limit or 0, 1)
    ladder = (("verified", verified), ("delivered", delivered), ("budgeted", budgeted), ("pledged", pledged), ("planned", planned), ("hoped", hoped))
    steps, reached = [], 0
    for kind, amount in ladder:
        if amount > reached:
            steps.append(Step(kind, _percent(Decimal(amount) * 100 / scale), amount - reached, _proof_word(kind, public=bool(budgeted or planned))))
            reached = amount
    sentence = ", ".join(f"{wording.rupiah(step.amount)} {step.word}" for step in steps) or gettext("belum ada")
    mark = _percent(Decimal(limit) * 100 / scale) if limit else ""
    return Proof(int(order or 1), order_class(order), tuple(steps), mark, limit, whole, sentence)


def _proof_word(kind: str, *, public: bool) -> str:
    if public:
        words = {"verified": gettext("dipakai dan terbukti"), "delivered": gettext("cair, belum dilaporkan")}
    else:
        words = {"verified": gettext("terverifikasi"), "delivered": gettext("diserahkan, belum diperiksa")}
    words |= {"planned": gettext("direncanakan"), "budgeted": gettext("dianggarkan"), "pledged": gettext("masih janji"), "hoped": gettext("masih harapan")}
    return words[kind]


@dataclass
class Loom:
    """A round as cloth: paths per purse, and the same works as a list."""

    width: str = ""
    height: int = _LOOM[1]
    warps: dict[str, str] = field(default_factory=dict)
    cloths: dict[str, str] = field(default_factory=dict)
    fell: str = ""
    weft: str = ""
    count: int = 0
    average: str = ""
    links: list[dict[str, str]] = field(default_factory=list)


def loom(works: Iterable[Any]) -> Loom:
    """A work is as wide as its rupiah, striped by purse, woven up to its physical percent."""
    items = [(work, [(int(order), int(amount)) for order, amount in at(work, "purses", ()) or () if amount]) for work in works]
    items = [(work, purses) for work, purses in items if purses]
    total = sum(amount for _, purses in items for _, amount in purses)
    cloth = Loom(width=f"{_LOOM[0]:.0f}", count=len(items))
    if not total:
        return cloth
    gap = min(_LOOM_GAP, _LOOM[0] / len(items) / 4)
    room = _LOOM[0] - gap * len(items)
    x, woven = gap / 2, Decimal(0)
    for work, purses in items:
        share = _bounded(at(work, "percent", 0))
        woven += share * sum(amount for _, amount in purses)
        x = _strand(cloth, work, purses, x, room / total) + gap
    cloth.average = wording.percent(woven / total, 0)
    cloth.weft = "".join(f"M0 {height}H{_LOOM[0]:.0f}" for height in range(_WEFT, _LOOM[1], _WEFT))
    if len(items) > _LIST_LIMIT:
        cloth.links = []
    return cloth


def _strand(cloth: Loom, work: Any, purses: list[tuple[int, int]], x: float, scale: float) -> float:
    share = _bounded(at(work, "percent", 0))
    top = _LOOM[1] - float(share) * (_LOOM[1] - 10) / 100
    begin = x
    for order, amount in sorted(purses):
        css, width = order_class(order), amount * scale
        cloth.warps[css] = cloth.warps.get(css, "") + f"M{x + width / 2:.1f} 0V{top:.0f}"
        if share:
            cloth.cloths[css] = cloth.cloths.get(css, "") + f"M{x:.1f} {top:.0f}h{width:.1f}V{_LOOM[1]}H{x:.1f}z"
        x += width
    if share:
        cloth.fell += f"M{begin:.1f} {top:.0f}H{x:.1f}"
    name = wording.title_in(at(work, "title", ""))
    cloth.links.append(
        {"x": f"{begin:.1f}", "width": f"{x - begin:.1f}", "url": str(at(work, "url", "") or ""), "title": name, "percent": wording.percent(share, 0)}
    )
    return x


def lurik(hash_text: str) -> tuple[str, dict[str, str]]:
    """Width of the cloth, and one path per colour, from the 64 digits of a SHA-256."""
    paths = dict.fromkeys(_LURIK, "")
    x = 0.0
    for digit in _hex(hash_text):
        thread = int(digit, 16)
        width = 2 + 2.2 * (thread % 4)
        paths[_LURIK[thread // 4]] += f"M{x:.1f} 0h{width:.1f}v{_LURIK_HEIGHT}h-{width:.1f}z"
        x += width + 1.3
    return f"{max(x - 1.3, 1):.1f}", {colour: path for colour, path in paths.items() if path}


def _hex(text: str) -> str:
    digits = "".join(letter for letter in text.lower() if letter in "0123456789abcdef")
    return digits or hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=256)
def qr(text: str) -> tuple[int, str]:
    """Side in modules with the quiet zone, and the path of the dark ones; error level M."""
    code = segno.make(text, error="m", micro=False)
    path = []
    for y, row in enumerate(code.matrix_iter(border=4)):
        cells, x = list(row), 0
        while x < len(cells):
            run = x
            while run < len(cells) and cells[run]:
                run += 1
            if run > x:
                path.append(f"M{x} {y}h{run - x}v1h-{run - x}z")
            x = max(run, x + 1)
    return int(code.symbol_size(border=4)[0]), "".join(path)


def _bounded(value: Any) -> Decimal:
    return min(max(Decimal(str(value or 0)), Decimal(0)), Decimal(100))


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"

"""The places that come with the package, read from their packed file.

One line per place, in the order of the codes: its depth, the step from its elder sibling's number (nothing when it is one),
and its name: ``3:Sambongsari`` is a village one number after the last. It packs to a quarter of the plain list.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKED = Path(__file__).parent / "data" / "regions.txt.xz"
WIDTHS = (2, 2, 2, 4)  # digits of a number per depth: province, regency, district, village

Place = tuple[str, str]  # code, name


def places(path: Path = PACKED) -> Iterator[Place]:
    """(code, name) of every province, regency, district and village, parents before children."""
    return unpacked(lzma.decompress(path.read_bytes()).decode().splitlines())


def unpacked(lines: Iterable[str]) -> Iterator[Place]:
    """The places of these lines."""
    last = [0] * len(WIDTHS)
    parts = [""] * len(WIDTHS)
    for line in lines:
        head, _, name = line.partition(":")
        depth = int(head[0])
        number = last[depth] + int(head[1:] or 1)
        last[depth] = number
        last[depth + 1 :] = [0] * (len(WIDTHS) - depth - 1)
        parts[depth] = f"{number:0{WIDTHS[depth]}}"
        yield ".".join(parts[: depth + 1]), name


def packed(places: Iterable[Place]) -> Iterator[str]:
    """The lines of these places, which must come sorted by code."""
    last = [0] * len(WIDTHS)
    for code, name in places:
        depth = code.count(".")
        number = int(code.rpartition(".")[2])
        step = number - last[depth]
        last[depth] = number
        last[depth + 1 :] = [0] * (len(WIDTHS) - depth - 1)
        yield f"{depth}{'' if step == 1 else step}:{name}"

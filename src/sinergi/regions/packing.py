"""Packs the lists of places into the one small file that ships: ``python -m sinergi.regions.packing SRC DEST``.

SRC holds provinces.csv, regencies.csv, districts.csv and villages.csv of idn-area-data (columns code, ..., name);
DEST is normally ``src/sinergi/regions/data/regions.txt.xz``. Names in capitals are written the usual way.
"""

from __future__ import annotations

import csv
import lzma
import sys
from pathlib import Path

from sinergi.regions import definitions

LISTS = ("provinces", "regencies", "districts", "villages")
_ABBREVIATIONS = {"DKI"}
_PRESET = 9 | lzma.PRESET_EXTREME


def pack(source: Path, target: Path) -> int:
    """Write the packed file and return how many places it holds; an unsound list stops with what is wrong."""
    found: dict[str, str] = {}
    for name in LISTS:
        with (source / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                _check(row["code"], found)
                found[row["code"]] = as_written(row["name"], shout=name in {"provinces", "regencies"})
    text = "\n".join(definitions.packed(sorted(found.items())))
    target.write_bytes(lzma.compress(text.encode(), preset=_PRESET))
    if dict(definitions.places(target)) != found:
        raise ValueError("What was packed does not read back the same.")
    return len(found)


def as_written(name: str, *, shout: bool) -> str:
    """KABUPATEN KENDAL -> Kabupaten Kendal, where the whole list shouts."""
    clean = " ".join(name.split())
    return " ".join(_word(word) for word in clean.split()) if shout else clean


def _word(word: str) -> str:
    return word if word in _ABBREVIATIONS else "-".join(part.capitalize() for part in word.split("-"))


def _check(code: str, found: dict[str, str]) -> None:
    above = code.rpartition(".")[0]
    if code in found:
        raise ValueError(f"{code} is there twice.")
    if above and above not in found:
        raise ValueError(f"{code} lies in {above}, which is not there.")


if __name__ == "__main__":
    print(f"{pack(Path(sys.argv[1]), Path(sys.argv[2]))} places")

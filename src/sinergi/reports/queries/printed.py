"""Figures of the founding papers, as they were printed: with their comparator and where they stand. Frozen values out of a data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from sinergi.engine.definition import Title

COMPARATORS = ("=", ">", "about", "%")
UNITS = ("rupiah", "percent", "desa", "tahun", "usulan", "pakem", "langkah", "orang", "kelompok", "butir", "hal", "unsur", "tujuan", "media")


FIRST_YEAR = 1900


@dataclass(frozen=True)
class Source:
    """A founding paper, named in our words."""

    code: str
    title: Title
    dated: date
    headline: str       # as it was published: what to look for
    blog: str = ""


@dataclass(frozen=True)
class FoundingFigure:
    """One printed figure; ``value`` is None where the paper says something that is no number."""

    code: str
    fact: int
    source: Source
    label: Title
    comparator: str
    value: int | None
    unit: str
    as_of: date | str  # a day, or only the year where the paper says no more
    status: str = ""
    note: Title | None = None
    derived: str = ""
    parts: tuple[int, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        return bool(self.derived)

    @property
    def is_dated(self) -> bool:
        """Whether the paper says which day it is about."""
        return isinstance(self.as_of, date)

    @property
    def is_year(self) -> bool:
        return self.unit == "tahun" and (self.value or 0) > FIRST_YEAR


@lru_cache(maxsize=1)
def founding() -> tuple[FoundingFigure, ...]:
    """Every figure in the order of the file; what is derived is worked out here and not typed."""
    text = (resources.files("sinergi.reports") / "data" / "founding_figures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    sources = {row["code"]: Source(row["code"], Title.of(row["title"]), row["dated"], row["headline"], row.get("blog", "")) for row in data["sources"]}
    figures: dict[str, FoundingFigure] = {}
    for row in data["figures"]:
        figures[row["code"]] = _figure(row, sources, {code: figure.value for code, figure in figures.items()})
    return tuple(figures.values())


def about(edition_code: str) -> list[FoundingFigure]:
    """The figures that concern a programme."""
    return [figure for figure in founding() if edition_code in figure.editions]


def derive(expression: str, values: Mapping[str, int | None]) -> int:
    """``a / b / c``: divided one after the other, rounded half up at the very end."""
    first, *rest = (part.strip() for part in expression.split("/"))
    result = Decimal(_value(first, values))
    for part in rest:
        result /= Decimal(_value(part, values))
    return int(result.to_integral_value(ROUND_HALF_UP))


def by_source(figures: Sequence[FoundingFigure]) -> list[tuple[Source, list[FoundingFigure]]]:
    """Figures under their papers."""
    found: dict[str, tuple[Source, list[FoundingFigure]]] = {}
    for figure in figures:
        found.setdefault(figure.source.code, (figure.source, []))[1].append(figure)
    return list(found.values())


def _value(code: str, values: Mapping[str, int | None]) -> int:
    value = values[code]
    if value is None:
        raise ValueError(code)
    return value


def _figure(row: Mapping[str, Any], sources: Mapping[str, Source], values: Mapping[str, int | None]) -> FoundingFigure:
    derived = str(row.get("derived", ""))
    return FoundingFigure(
        code=row["code"], fact=int(row["fact"]), source=sources[row["source"]], label=Title.of(row["label"]), comparator=row["comparator"],
        value=derive(derived, values) if derived else row.get("value"), unit=row["unit"], as_of=row["as_of"], status=str(row.get("status", "")),
        note=Title.of(row["note"]) if "note" in row else None, derived=derived, parts=tuple(_value(part.strip(), values) for part in derived.split("/")) if derived else (), editions=tuple(row.get("editions", ())))

"""Weights and shares that sum to 100, purses that exist, tranches that somebody releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sinergi.engine.checking.case import Case
from sinergi.engine.definition import Word
from sinergi.engine.problems import Problem

WHOLE = 100


def problems(case: Case) -> Iterator[Problem]:
    for where, word in case.words("forms"):
        yield from _tables(f"{where}.criteria", word, "criteria")
        weights = {place: row["weight"] for place, row in enumerate(case.rows(word, "criteria")) if "weight" in row}
        yield from _shares(f"{where}.criteria", "weight", weights, word, least=0)
    for where, word in case.words("schemes"):
        yield from _tables(f"{where}.tranches", word, "tranches")
        rows = case.rows(word, "tranches")
        if not rows:
            yield Problem("missing", f"{where}.tranches", {"key": "tranches"})
        yield from _shares(f"{where}.tranches", "share", {place: row.get("share") for place, row in enumerate(rows)}, word, least=1)
        for place, row in enumerate(rows):
            yield from _tranche(case, f"{where}.tranches[{place}]", word, row)


def _tables(where: str, word: Word, key: str) -> Iterator[Problem]:
    value = word.get(key, ())
    if not isinstance(value, tuple) or not all(isinstance(row, Mapping) for row in value):
        yield Problem("wrong_type", where, {"key": key, "wanted": "tables"})


def _shares(where: str, key: str, shares: Mapping[int, Any], word: Word, least: int) -> Iterator[Problem]:
    numbers = {place: share for place, share in shares.items() if isinstance(share, int) and not isinstance(share, bool)}
    for place in shares.keys() - numbers.keys():
        yield Problem("wrong_type", f"{where}[{place}].{key}", {"key": key, "wanted": "int"})
    for place, share in numbers.items():
        if not least <= share <= WHOLE:
            yield Problem("out_of_range", f"{where}[{place}].{key}", {"key": key, "value": share, "least": least, "most": WHOLE})
    if shares and len(numbers) == len(shares) and sum(numbers.values()) != WHOLE:
        yield Problem("not_hundred", where, {"what": f"{word.code}.{key}", "total": sum(numbers.values())})


def _tranche(case: Case, where: str, word: Word, row: Mapping[str, Any]) -> Iterator[Problem]:
    source = row.get("source")
    if source is not None and source not in case.edition.words("sources"):
        yield Problem("not_in_vocabulary", f"{where}.source",
                      {"value": source, "vocabulary": "sources", "known": tuple(case.edition.words("sources"))})
    wanted = {"scheme": word.code, "tranche": row.get("no"), "source": source}
    releases = (dict(placed.entry.params) for placed in case.entries if placed.entry.act == "funds.release")
    if not any(all(release.get(key, value) == value for key, value in wanted.items() if value is not None) for release in releases):
        yield Problem("tranche_unreleased", where, {"no": row.get("no"), "scheme": word.code})

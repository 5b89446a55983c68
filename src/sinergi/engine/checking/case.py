"""The edition under the checker's eye: every act and every condition with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from sinergi.engine.catalogue import Catalogue
from sinergi.engine.definition import Edition, Entry, Stage, Use, Word
from sinergi.engine.plan import Plan, plan_of


class PlacedEntry(NamedTuple):
    where: str
    scope: str
    entry: Entry
    stage: Stage | None = None


class PlacedUse(NamedTuple):
    where: str
    scope: str
    kind: str                               # opens_when, done_when, needs, met_when
    use: Use
    stage: Stage | None = None


@dataclass(frozen=True)
class Case:
    edition: Edition
    catalogue: Catalogue

    @property
    def plan(self) -> Plan:
        return plan_of(self.edition)

    @cached_property
    def entries(self) -> tuple[PlacedEntry, ...]:
        return tuple(self._entries())

    @cached_property
    def uses(self) -> tuple[PlacedUse, ...]:
        return tuple(self._uses())

    def stages(self) -> Iterator[tuple[str, Stage]]:
        for place, stage in enumerate(self.edition.stages):
            yield f"stages[{place}]", stage

    def words(self, vocabulary: str) -> Iterator[tuple[str, Word]]:
        for place, word in enumerate(self.edition.words(vocabulary).values()):
            yield f"{vocabulary}[{place}]", word

    def rows(self, word: Word, key: str) -> tuple[Mapping[str, Any], ...]:
        """The tables inside a vocabulary entry; what is no table is left out (and noted elsewhere)."""
        found = word.get(key, ())
        return tuple(row for row in found if isinstance(row, Mapping)) if isinstance(found, tuple) else ()

    def _entries(self) -> Iterator[PlacedEntry]:
        for where, stage in self.stages():
            for place, entry in enumerate(stage.acts):
                yield PlacedEntry(f"{where}.acts[{place}]", stage.scope, entry, stage)
        for number, duty in enumerate(self.edition.duties):
            for place, entry in enumerate(duty.acts):
                yield PlacedEntry(f"duties[{number}].acts[{place}]", duty.scope, entry)
        for place, entry in enumerate(self.edition.anytime):
            yield PlacedEntry(f"anytime[{place}]", entry.scope, entry)

    def _uses(self) -> Iterator[PlacedUse]:
        for where, stage in self.stages():
            for kind, uses in (("opens_when", stage.opens_when), ("done_when", stage.done_when)):
                yield from (PlacedUse(f"{where}.{kind}[{place}]", stage.scope, kind, use, stage) for place, use in enumerate(uses))
        for number, duty in enumerate(self.edition.duties):
            yield from (PlacedUse(f"duties[{number}].met_when[{place}]", duty.scope, "met_when", use) for place, use in enumerate(duty.met_when))
        for placed in self.entries:
            yield from (PlacedUse(f"{placed.where}.needs[{place}]", placed.scope, "needs", use, placed.stage)
                        for place, use in enumerate(placed.entry.needs))


def near(value: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """The known word that was perhaps meant."""
    return next(iter(get_close_matches(value, list(known), 1)), "")

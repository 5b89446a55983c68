"""The instruments of an edition: what [[forms]] says about criteria, checklist and verdicts, read into frozen values.

Keys of a form, all optional: ``criteria = [{code, weight, title, help}]``, ``items = [{code, title, help}]``,
``verdicts = [{code, title, passes, deadline}]``, ``independent`` (false: people of the village may judge too),
``evidence`` (true: a verdict needs a paper and its date).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sinergi.engine.definition import Edition, Title, Word

_NOTHING = Title("")
RESULTS = ("ok", "correct", "fail")

_YES = Title("Ya, memenuhi", "Yes, it qualifies")
_FIT = Title("Layak", "Fit")
_MEND = Title("Layak setelah perbaikan", "Fit after correction")
_NO = Title("Belum memenuhi", "Does not qualify yet")


@dataclass(frozen=True)
class Criterion:
    """One row of a scored sheet; the weight is a share of the sum of all weights."""

    code: str
    title: Title
    weight: int
    help: Title = _NOTHING


@dataclass(frozen=True)
class Item:
    """One line of a checklist: ok, to be corrected, or failed."""

    code: str
    title: Title
    help: Title = _NOTHING


@dataclass(frozen=True)
class Choice:
    """One verdict that can be given; ``deadline``: it asks until when the correction must be there."""

    code: str
    title: Title
    passes: bool
    deadline: bool = False


@dataclass(frozen=True)
class Instrument:
    """One form of the edition."""

    code: str
    title: Title
    criteria: tuple[Criterion, ...]
    items: tuple[Item, ...]
    verdicts: tuple[Choice, ...]
    sheets_independent: bool
    verdict_independent: bool
    needs_evidence: bool

    @property
    def sheet_items(self) -> tuple[Item, ...]:
        """The checklist belongs to the verdict; only a form without criteria has it on the sheet too."""
        return () if self.criteria else self.items

    @property
    def total_weight(self) -> int:
        return sum(criterion.weight for criterion in self.criteria)

    def verdict(self, code: str) -> Choice | None:
        return next((choice for choice in self.verdicts if choice.code == code), None)


def instrument(edition: Edition, form: str) -> Instrument | None:
    """The form of this code, or None when the edition has none."""
    word = edition.words("forms").get(form)
    return None if word is None else _read(word)


def instruments(edition: Edition) -> tuple[Instrument, ...]:
    """All forms of an edition, in file order."""
    return tuple(_read(word) for word in edition.words("forms").values())


def scope_of_form(edition: Edition, form: str) -> str:
    """Where sheets of this form are filled: the scope of the stage that names it."""
    for stage in edition.stages:
        if any(entry.act.startswith("assessments.") and entry.param("form") == form for entry in stage.acts):
            return stage.scope
    return next((entry.scope for entry in edition.anytime if entry.act.startswith("assessments.") and entry.param("form") == form), "work")


def selecting_forms(edition: Edition) -> list[str]:
    """The forms on which a verdict is given before a list chooses among the works: their steps are for all works, not for those on a list."""
    entries = (entry for stage in edition.of_scope("work") if not stage.list for entry in stage.acts)
    return [*dict.fromkeys(str(entry.param("form")) for entry in entries if entry.act == "assessments.decide" and entry.param("form"))]


def sheets_needed(edition: Edition, form: str) -> int:
    """How many sheets the edition asks for."""
    return max((int(use.param("sheets", 1)) for _stage, use in edition.uses() if use.name == "assessments.filled" and use.param("form") == form), default=1)


def _read(word: Word) -> Instrument:
    items = tuple(Item(row["code"], _title(row), _title(row, "help")) for row in word.get("items", ()))
    independent = word.get("independent")
    return Instrument(
        code=word.code,
        title=word.title,
        criteria=tuple(
            Criterion(row["code"], _title(row), int(row.get("weight", 1)), _title(row, "help")) for row in word.get("criteria", ())
        ),
        items=items,
        verdicts=_verdicts(word, with_items=bool(items)),
        sheets_independent=independent is not False,
        verdict_independent=independent is True,
        needs_evidence=bool(word.get("evidence", False)),
    )


def _verdicts(word: Word, *, with_items: bool) -> tuple[Choice, ...]:
    given = word.get("verdicts", ())
    if given:
        return tuple(Choice(row["code"], _title(row), bool(row.get("passes", False)), bool(row.get("deadline", False))) for row in given)
    if with_items:
        return (Choice("fit", _FIT, passes=True), Choice("mend", _MEND, passes=False, deadline=True), Choice("no", _NO, passes=False))
    return (Choice("yes", _YES, passes=True), Choice("no", _NO, passes=False))


def _title(row: Mapping[str, Any], key: str = "title") -> Title:
    """``{id, en}`` or plain text; a criterion without a title shows its code."""
    value = row.get(key, "")
    if not value and key == "title":
        return Title(str(row["code"]).replace("_", " ").capitalize())
    return Title.of(value)

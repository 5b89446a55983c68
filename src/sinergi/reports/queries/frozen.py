"""The figures of a round as they were frozen when it closed, beside what the books say today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sinergi.funds import queries as funds
from sinergi.programmes.models import Closing, Undertaking
from sinergi.ui import wording

MONEY = ("planned", "received", "used", "at_hand")


@dataclass(frozen=True)
class Frozen:
    """When, sealed how, what, and whether the books of today still say the same."""

    on: date
    fingerprint: str
    figures: Mapping[str, Any]
    lines: list[tuple[Any, list[tuple[str, int]]]]      # title of a source that held money, and what each of MONEY is called and comes to
    facts: list[list[Any]]
    same: bool

    @property
    def labels(self) -> list[str]:
        return labels()

    @property
    def total(self) -> list[tuple[str, int]]:
        return [(label, sum(amounts[place][1] for _title, amounts in self.lines)) for place, label in enumerate(self.labels)]


def labels() -> list[str]:
    """What the amounts of MONEY are called."""
    return [_("Rencana"), _("Diterima"), _("Terbukti"), _("Kas dan bank")]


def closing_of(cycle: Undertaking) -> Closing | None:
    """With which figures it closed, unless it runs (again)."""
    closing: Closing | None = Closing.objects.standing().filter(undertaking=cycle).exclude(figures={}).order_by("id").last()
    return closing


def reopened(cycle: Undertaking, on: date) -> list[Closing]:
    """Each time the round had been closed and was opened again by that day, the first one first: one query."""
    return list(Closing.objects.filter(undertaking=cycle, ended_on__lte=on).order_by("id"))


def frozen(cycle: Undertaking, live: Mapping[str, Any]) -> Frozen | None:
    """What stands since the round closed; ``live`` are its figures as they would be reckoned today. One query."""
    closing = closing_of(cycle)
    if closing is None:
        return None
    found = closing.figures
    sums = [(word.title, [found["sources"][word.code][key] for key in MONEY]) for word in funds.sources_of(cycle) if word.code in found["sources"]]
    lines = [(title, list(zip(labels(), amounts, strict=True))) for title, amounts in sums if any(amounts)]
    return Frozen(closing.happened_on, closing.fingerprint, found, lines, heads(found), _same(found, live))


def _same(found: Mapping[str, Any], live: Mapping[str, Any]) -> bool:
    """Whether the books still say what was frozen; older figures are compared in the way they were counted."""
    counts = live["works"]
    if not _counts_apart(found):
        counts = {name: count for name, count in counts.items() if name != "left_villages"}
        counts |= {"villages": counts["villages"] + live["works"]["left_villages"], "left": found["works"]["left"]}
    return {**found, "as_of": ""} == {**live, "as_of": "", "works": counts}


def _counts_apart(found: Mapping[str, Any]) -> bool:
    """Whether villages that left are counted by themselves; figures frozen before that have every village in one number and stay as they are."""
    return "left_villages" in found["works"]


def heads(found: Mapping[str, Any]) -> list[list[Any]]:
    """The first figures of a report: how many villages and works came how far."""
    counts = found["works"]
    if _counts_apart(found):
        villages = [_("Desa"), counts["villages"]]
        left = [_("Keluar dari tahap"), left_words(counts["left"], counts["left_villages"]) or 0]
    else:
        villages, left = [_("Desa, termasuk yang keluar"), counts["villages"]], [_("Pekerjaan yang keluar sendiri"), counts["left"]]
    return [villages, [_("Usulan dimulai"), counts["started"]], [_("Usulan diserahkan"), counts["submitted"]],
            [_("Pekerjaan selesai fisik"), counts["finished"]], [_("Diserahterimakan"), counts["handed_over"]], left,
            [_("Kemajuan fisik, tertimbang nilai"), wording.percent(found["physical"])]]


def left_words(works: int, villages: int) -> str:
    """Who left, as the round page says it: "2 pekerjaan, 1 desa"; empty when nobody did."""
    return ", ".join([*([wording.works(works)] if works else []), *([wording.villages(villages)] if villages else [])])

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


def frozen(cycle: Undertaking, live: Mapping[str, Any]) -> Frozen | None:
    """What stands since the round closed; ``live`` are its figures as they would be reckoned today. One query."""
    closing = closing_of(cycle)
    if closing is None:
        return None
    found = closing.figures
    sums = [(word.title, [found["sources"][word.code][key] for key in MONEY]) for word in funds.sources_of(cycle) if word.code in found["sources"]]
    lines = [(title, list(zip(labels(), amounts, strict=True))) for title, amounts in sums if any(amounts)]
    same = {**found, "as_of": ""} == {**live, "as_of": ""}
    return Frozen(closing.happened_on, closing.fingerprint, found, lines, heads(found), same)


def heads(found: Mapping[str, Any]) -> list[list[Any]]:
    """The first figures of a report: how many villages and works came how far."""
    counts = found["works"]
    return [[_("Desa"), counts["villages"]], [_("Usulan dimulai"), counts["started"]], [_("Usulan diserahkan"), counts["submitted"]],
            [_("Pekerjaan selesai fisik"), counts["finished"]], [_("Diserahterimakan"), counts["handed_over"]], [_("Keluar dari tahap"), counts["left"]],
            [_("Kemajuan fisik, tertimbang nilai"), wording.percent(found["physical"])]]

"""The standing plan, what was used of each of its lines, and what things cost in a place on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext

from sinergi.engine.definition import Edition, Word
from sinergi.funds.models import Account, Entry, Plan, PlanLine, PlanTotal, Posting, Price
from sinergi.kernel import money
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region


@dataclass
class LineSum:
    """One line of the plan and one source: planned beside used."""

    line: str
    group: str
    item: str
    volume: Decimal
    unit: str
    unit_price: int
    source: str
    planned: int
    used: int = 0
    source_title: Any = ""
    in_plan: bool = True        # else spent without a line of the standing plan: measured by what came, not by a plan of nothing
    from_people: bool = False

    @property
    def name(self) -> str:
        """What the line is for; of what has none, that it has none."""
        if self.in_plan or self.item:
            return self.item
        return gettext("Swadaya tanpa baris RAB") if self.from_people else gettext("Belanja tanpa baris RAB")

    @property
    def part(self) -> Decimal:
        """How much of the line's volume this source pays: volume times price is the amount of this line in this purse."""
        return (Decimal(self.planned) / self.unit_price).quantize(Decimal("0.01")) if self.unit_price else self.volume

    @property
    def over(self) -> int:
        """Used beyond the plan of this line: a flag."""
        return max(self.used - self.planned, 0) if self.in_plan else 0

    @property
    def left(self) -> int:
        return max(self.planned - self.used, 0)

    @property
    def to_come(self) -> int:
        """Planned less used; below zero where the line took more than its plan, so that the lines add up to what the purse still holds."""
        return self.planned - self.used

    @property
    def difference(self) -> int | None:
        """Used less planned; None where nothing was planned by lines."""
        return self.used - self.planned if self.in_plan else None

    @property
    def share(self) -> Any:
        return money.share(self.used, self.planned)


def standing_plan(undertaking_id: int) -> Plan | None:
    """The newest plan that was not taken back."""
    found: Plan | None = Plan.objects.filter(undertaking=undertaking_id, ended_on=None).order_by("-happened_on", "-id").first()
    return found


def is_written(edition: Edition, scope: str) -> bool:
    """Whether the programme has a budget of lines at this scope: there somebody writes a proposal."""
    return any(entry.act == "proposals.write" for stage in edition.stages if stage.scope == scope for entry in stage.acts)


def planned_of(undertaking_id: int, source: str) -> int | None:
    """What the standing plan asks of a source; None without a plan."""
    plan = standing_plan(undertaking_id)
    if plan is None:
        return None
    return PlanTotal.objects.filter(plan=plan, source=source).values_list("amount", flat=True).first() or 0


def plan_lines(undertaking_id: int) -> list[PlanLine]:
    """The lines of the standing plan with their splits."""
    plan = standing_plan(undertaking_id)
    return list(plan.lines.prefetch_related("splits")) if plan else []


def plan_line(undertaking_id: int, code: str) -> PlanLine | None:
    """One line of the standing plan, by its code."""
    plan = standing_plan(undertaking_id)
    return plan.lines.filter(line=code).first() if plan and code else None


def line_sums(undertaking_id: int, source: str = "") -> list[LineSum]:
    """Plan against what the ledger shows, per line and source; what has no line in the plan comes last, never lost."""
    sums: dict[tuple[str, str], LineSum] = {}
    words = _words_of(undertaking_id)
    titles = {code: word.title for code, word in words.items()}
    spent_in_order = {code: place for place, code in enumerate(titles)}
    for line in plan_lines(undertaking_id):
        for part in sorted(line.splits.all(), key=lambda part: spent_in_order.get(part.source, len(titles))):
            sums[line.line, part.source] = LineSum(line.line, line.group, line.item, line.volume, line.unit, line.unit_price, part.source, part.amount)
    for code, of, used in _used_by_line(undertaking_id):
        if (code, of) not in sums:
            known = next((each for each in sums.values() if each.line == code), None)
            sums[code, of] = LineSum(code, known.group if known else "", known.item if known else "", Decimal(0), "", 0, of, 0, in_plan=known is not None,
                                     from_people=of in words and bool(words[of].get("forms")))
        sums[code, of].used = used
    for each in sums.values():
        each.source_title = titles.get(each.source, each.source)
    return [each for each in sums.values() if not source or each.source == source]


def entries_of(undertaking_id: int, *, line: str | None, source: str) -> list[tuple[Entry, int]]:
    """The entries behind what was used of a source, or of one line of the plan out of it (or of none: ""), with what each adds; the oldest first."""
    rows = _using(undertaking_id).filter(source=source, **({"line": line} if line is not None else {}))
    added = dict(rows.order_by().values_list("entry_id").annotate(total=Sum("amount")))
    return [(entry, added[entry.pk]) for entry in Entry.objects.filter(pk__in=added).order_by("number")]


def came_of(undertaking_id: int, source: str) -> list[tuple[Entry, int]]:
    """The entries by which a source came in, with what each brought; the oldest first."""
    rows = Posting.objects.filter(undertaking=undertaking_id, source=source, account=Account.RECEIVED)
    brought = dict(rows.order_by().values_list("entry_id").annotate(total=Sum("amount")))
    return [(entry, -brought[entry.pk]) for entry in Entry.objects.filter(pk__in=brought).order_by("number")]


def titles_of(undertaking_id: int) -> dict[str, Any]:
    """The titles of the sources, by code."""
    return {code: word.title for code, word in _words_of(undertaking_id).items()}


def _words_of(undertaking_id: int) -> Mapping[str, Word]:
    return edition_with(Undertaking.objects.values_list("edition_id", flat=True).get(pk=undertaking_id)).words("sources")


def used_of_line(undertaking_id: int, line: str, source: str) -> int:
    """What was spent or given against one line out of one source."""
    return next((used for code, of, used in _used_by_line(undertaking_id) if code == line and of == source), 0)


def _used_by_line(undertaking_id: int) -> list[tuple[str, str, int]]:
    return list(_using(undertaking_id).order_by("line", "source").values_list("line", "source").annotate(total=Sum("amount")))


def _using(undertaking_id: int) -> QuerySet[Posting]:
    return Posting.objects.filter(undertaking=undertaking_id, account__in=[Account.MATERIAL, Account.WORKS])


# --- prices ----------------------------------------------------------------------------------------------------------


def price_on(region: Region, item: str, unit: str, day: date) -> Price | None:
    """The newest price valid on a day, from the nearest place that has one."""
    found = list(Price.objects.filter(
        words=item.strip().lower(), unit__iexact=unit.strip(), region__code__in=region.codes_above, valid_from__lte=day,
    ).select_related("region"))
    return max(found, key=lambda price: (len(price.region.code), price.valid_from, price.pk), default=None)


def price_list(region: Region) -> list[Price]:
    """Every price that holds in a place, the newest of each thing first; those of places above included."""
    return list(Price.objects.filter(region__code__in=region.codes_above).select_related("region", "set_by").order_by("words", "-valid_from", "-id"))


def price_for(undertaking: Undertaking, line: PlanLine | None, item: str, unit: str, day: date) -> tuple[int, str] | None:
    """Unit price and where it comes from: the dated list of the place first, then the line of the plan."""
    listed = price_on(undertaking.region, line.item if line else item, line.unit if line else unit, day)
    if listed is not None:
        return listed.price, "list"
    return (line.unit_price, "plan") if line else None

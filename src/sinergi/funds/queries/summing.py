"""What each source means for many undertakings at once: the ladder from hoped to used, in rupiah."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least

from sinergi.engine.definition import Word
from sinergi.funds import rules
from sinergi.funds.models import Account, Certainty, Commitment, Contribution, Entry, Kind, PlanTotal, Posting, Purse, Step, Verification
from sinergi.funds.queries import plans
from sinergi.kernel import money
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking

FIGURES = ("planned", "hoped", "pledged", "budgeted", "delivered", "released", "used", "balance")
PROMISED = ExpressionWrapper(F("pledged") + F("budgeted"), BigIntegerField())
PROMISED_AT_ALL = Q(pledged__gt=0) | Q(budgeted__gt=0)
CAME = Greatest("delivered", "released", "used")
SECURED = Greatest("budgeted", CAME)        # budgeted, or here already
COUNTED = Greatest("planned", PROMISED)     # as PurseSum.promised: the plan, or what was promised beyond it


@dataclass
class PurseSum:
    """One source. ``used`` is what is proven: accepted swadaya, spent money."""

    source: str
    planned: int = 0
    hoped: int = 0
    pledged: int = 0
    budgeted: int = 0
    delivered: int = 0
    released: int = 0
    used: int = 0
    balance: int = 0
    to_come: int | None = field(default=None, compare=False)  # over many undertakings: what each has been promised, added up
    ladder: tuple[int, int, int] | None = field(default=None, compare=False)    # over many undertakings: came, budgeted or better, pledged or better of each, added up
    twice: int = field(default=0, compare=False)    # of it: promised to villages for works whose budgets name it too, so left out once

    @property
    def share(self) -> Any:
        """Used of planned, in percent."""
        return money.share(self.used, self.planned)

    @property
    def left(self) -> int:
        """Of the plan, not used yet."""
        return max(self.planned - self.used, 0)

    @property
    def delivered_or_released(self) -> int:
        """Brought by people or arrived from outside."""
        return max(self.delivered, self.released, self.used) if self.ladder is None else self.ladder[0]

    @property
    def budgeted_or_better(self) -> int:
        return max(self.budgeted, self.delivered_or_released) if self.ladder is None else self._within(self.ladder[1])

    @property
    def pledged_or_better(self) -> int:
        return max(self.pledged + self.budgeted, self.budgeted_or_better) if self.ladder is None else self._within(self.ladder[2])

    @property
    def hoped_or_better(self) -> int:
        """The whole ladder: each step of the proof bar holds the ones after it. What is hoped lies beyond all that counts."""
        return max(self.promised, self.delivered_or_released) + self.hoped

    @property
    def promised(self) -> int:
        """What is to come: the plan, or what was pledged or budgeted beyond it; what came beyond both was never promised."""
        return max(self.planned, self.pledged + self.budgeted) if self.to_come is None else self.to_come

    def _within(self, added_up: int) -> int:
        """What is left out once of the whole is left out of its steps, too."""
        return min(added_up, max(self.promised, self.delivered_or_released))

    @property
    def share_of_promised(self) -> Any:
        """Used of what is to come, in percent."""
        return money.share(self.used, self.promised)

    @property
    def headline(self) -> int:
        """The one figure a purse is known by, on every page: what is to come; where nothing was promised, what came. Never a hope."""
        return self.promised or self.delivered_or_released


def sources_of(undertaking: Undertaking) -> list[Word]:
    """The purses of the edition, in the order in which they are spent."""
    words = list(edition_of(undertaking).words("sources").values())
    return sorted(words, key=lambda word: (int(word.get("order", 99)), words.index(word)))


def purses(undertaking_ids: Collection[int]) -> dict[int, dict[str, PurseSum]]:
    """Per undertaking and source, from the running totals: one query, however many."""
    result: dict[int, dict[str, PurseSum]] = {pk: {} for pk in undertaking_ids}
    for pk, source, *figures in Purse.objects.filter(undertaking__in=undertaking_ids).order_by("id").values_list("undertaking_id", "source", *FIGURES):
        result[pk][source] = PurseSum(source, *figures)
    return result


def purses_of_cycle(cycle_id: int, chosen: Collection[int] | None = None) -> dict[str, PurseSum]:
    """Per source over everything in the round: two queries. ``chosen``: once the last list is out, only these works are still planned for."""
    goes_on = None if chosen is None else ~Q(undertaking__scope="work") | Q(undertaking__in=chosen)
    sums = {f"{figure}_sum": Sum(figure, filter=goes_on, default=0) if figure == "planned" else Sum(figure) for figure in FIGURES}
    counted = COUNTED if goes_on is None else Case(When(goes_on, then=COUNTED), default=PROMISED)
    rows = Purse.objects.filter(cycle=cycle_id).order_by("source").values_list("source").annotate(
        **sums, to_come=Sum(counted), came=Sum(CAME), secured=Sum(SECURED), spoken_for=Sum(Greatest(PROMISED, SECURED)))
    found = {row[0]: replace(PurseSum(*row[:-3]), ladder=row[-3:]) for row in rows}
    for source, twice in _meant_for_works(cycle_id, counted).items():
        found[source] = replace(found[source], to_come=found[source].promised - twice, twice=twice)
    return found


def _meant_for_works(cycle_id: int, counted: Combinable) -> dict[str, int]:
    """Per source what stands twice: promised to a village that plans, receives and spends none of it itself, and counted again in the budgets of its works."""
    below = Purse.objects.filter(undertaking__parent=OuterRef("undertaking"), source=OuterRef("source")).order_by().values("source").annotate(sum=Sum(counted)).values("sum")
    passed_on = Purse.objects.filter(PROMISED_AT_ALL, cycle=cycle_id, undertaking__scope="site", planned=0, delivered=0, released=0, used=0)
    return dict(passed_on.order_by().values_list("source").annotate(twice=Sum(Least(PROMISED, Coalesce(Subquery(below), Value(0, BigIntegerField()))))))


def sites_with_purses(cycle_id: int) -> list[int]:
    """The villages of a round that have money of their own, beside that of their works."""
    return list(Purse.objects.filter(cycle=cycle_id, undertaking__scope="site").values_list("undertaking_id", flat=True).distinct())


def came_in(undertaking: Undertaking) -> int:
    """Money from outside that was released here and below."""
    below = Purse.objects.filter(Q(undertaking=undertaking) | Q(undertaking__parent=undertaking))
    total: int = below.aggregate(total=Sum("released"))["total"] or 0
    return total


def purse_row(word: Word, purse: PurseSum | None) -> dict[str, Any]:
    """One source as ``funds/purses.html`` shows it; what people give is checked, money from outside is reported."""
    return {"word": word, "purse": purse or PurseSum(word.code), "is_community": bool(word.get("forms"))}


def panel(undertaking: Undertaking, person: object, on: date, *, public: bool = True, used_only: bool = False) -> dict[str, Any]:
    """The purses of one undertaking in the order of the edition, and its latest entries. ``used_only``: without those that hold nothing."""
    del person, on
    found = purses([undertaking.pk])[undertaking.pk]
    rows = [purse_row(word, found.get(word.code)) for word in sources_of(undertaking) if not used_only or word.code in found]
    entries = Entry.objects.filter(undertaking=undertaking).select_related("reversal").prefetch_related("postings").order_by("-number")[:5]
    return {"undertaking": undertaking, "rows": rows, "entries": list(entries), "public": public, "any": bool(found)}


def ceiling_of(undertaking: Undertaking, source: str) -> int | None:
    """What a source may bring: the plan; where no plan stands, what was budgeted; None when neither is there."""
    planned = plans.planned_of(undertaking.pk, source)
    if planned is not None:
        return planned
    budgeted = Commitment.objects.filter(undertaking=undertaking, source=source, certainty=Certainty.BUDGETED).standing()
    total: int | None = budgeted.aggregate(total=Sum("amount"))["total"]
    return total


def proposed_release(undertaking: Undertaking, source: str, *, scheme: str = "", tranche: int | None = None) -> int:
    """What the next release brings: the tranche's share, or what is left of the plan; 0 when nothing is left."""
    ceiling = ceiling_of(undertaking, source)
    if ceiling is None:
        return 0
    left = max(ceiling - _released(undertaking, source), 0)
    most = tranche_most(undertaking, source, scheme=scheme, tranche=tranche)
    return left if most is None else min(most, left)


def tranche_most(undertaking: Undertaking, source: str, *, scheme: str = "", tranche: int | None = None) -> int | None:
    """What may have come with this tranche and those before it, less what came: one that brought less than its share is made up later. None without tranches."""
    word = edition_of(undertaking).words("schemes").get(scheme)
    if not tranche or word is None:
        return None
    shares = [(int(each["no"]), str(each["source"]), Decimal(str(each["share"]))) for each in word.get("tranches", ())]
    total = sum(ceiling_of(undertaking, each) or 0 for each in {of for _, of, _ in shares})
    due = sum(rules.tranche_amount(total, shares, number, source) for number in {number for number, _, _ in shares} if number <= tranche)
    return max(due - _released(undertaking, source), 0)


def _released(undertaking: Undertaking, source: str) -> int:
    found = purses([undertaking.pk])[undertaking.pk].get(source)
    return found.released if found else 0


# --- worked out from the facts -------------------------------------------------------------------------------------


def work_out(undertaking_ids: Collection[int]) -> dict[int, dict[str, PurseSum]]:
    """The same figures from facts and postings themselves, in four queries: what the running totals must equal."""
    found: dict[int, dict[str, PurseSum]] = {pk: {} for pk in undertaking_ids}

    def purse(pk: int, source: str) -> PurseSum:
        return found[pk].setdefault(source, PurseSum(source))

    for pk, totals in _planned(undertaking_ids).items():
        for source, amount in totals.items():
            purse(pk, source).planned = amount
    for pk, source, certainty, amount in _sums(Commitment.objects.filter(undertaking__in=undertaking_ids).standing(), "source", "certainty"):
        setattr(purse(pk, source), certainty, amount)
    sent_back = Verification.objects.filter(contribution=OuterRef("pk"), accepted=False, ended_on=None)
    standing = Contribution.objects.filter(~Exists(sent_back), undertaking__in=undertaking_ids).standing()
    for pk, source, step, amount in _sums(standing, "source", "step"):
        if step == Step.PLEDGED:
            purse(pk, source).pledged += amount
        else:
            purse(pk, source).delivered += amount
    for (pk, source), sums in _posted(undertaking_ids).items():
        _fill(purse(pk, source), sums)
    return found


def _planned(ids: Collection[int]) -> dict[int, dict[str, int]]:
    newest: dict[int, tuple[tuple[date, int], dict[str, int]]] = {}
    rows = PlanTotal.objects.filter(plan__undertaking__in=ids, plan__ended_on=None).order_by("plan_id", "id")
    for pk, plan, day, source, amount in rows.values_list("plan__undertaking_id", "plan_id", "plan__happened_on", "source", "amount"):
        known = newest.get(pk)
        if known is None or (day, plan) > known[0]:
            known = newest[pk] = ((day, plan), {})
        if known[0] == (day, plan):
            known[1][source] = amount
    return {pk: totals for pk, (_, totals) in newest.items()}


def _sums(rows: Any, *by: str) -> Iterable[tuple[Any, ...]]:
    grouped: Iterable[tuple[Any, ...]] = rows.order_by().values_list("undertaking_id", *by).annotate(total=Sum("amount"))
    return grouped


def _posted(ids: Collection[int]) -> dict[tuple[int, str], dict[tuple[str, str], int]]:
    sums: dict[tuple[int, str], dict[tuple[str, str], int]] = {}
    for pk, source, kind, account, amount in _sums(Posting.objects.filter(undertaking__in=ids), "source", "entry__kind", "account"):
        sums.setdefault((pk, source), {})[kind, account] = amount
    return sums


def _fill(purse: PurseSum, sums: Mapping[tuple[str, str], int]) -> None:
    purse.released = sums.get((Kind.RELEASE, Account.BANK), 0)
    spent = -sum(sums.get((Kind.SPENDING, account), 0) for account in rules.PURSES)
    contributed = -sums.get((Kind.CONTRIBUTION, Account.RECEIVED), 0)
    purse.used = rules.used(contributed, sums.get((Kind.CONTRIBUTION, Account.CASH), 0), spent)
    purse.balance = sum(amount for (_, account), amount in sums.items() if account in rules.PURSES)


def given_and_spent(undertaking_id: int, source: str) -> tuple[int, int]:
    """Cash that people gave, and everything spent, of one source."""
    sums = _posted([undertaking_id]).get((undertaking_id, source), {})
    return sums.get((Kind.CONTRIBUTION, Account.CASH), 0), -sum(sums.get((Kind.SPENDING, account), 0) for account in rules.PURSES)


def as_row(purse: PurseSum) -> dict[str, Any]:
    """The columns of the running total."""
    return {"source": purse.source} | {figure: getattr(purse, figure) for figure in FIGURES}

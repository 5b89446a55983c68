"""What is sound about money, without a database: legs that balance, amounts, splitting, ceilings, what counts as used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sinergi.kernel.decisions import Decision
from sinergi.kernel.money import LARGEST
from sinergi.kernel.timelines import Timeline

CASH, BANK, MATERIAL, WORKS, RECEIVED = "kas", "bank", "material", "pekerjaan", "diterima"
PURSES = (CASH, BANK)  # never below zero
LEAST_REASON = 5  # letters: a dash is no reason
FORM_ACCOUNTS = {"cash": CASH, "material": MATERIAL, "labour": WORKS, "land": WORKS, "food": WORKS}


@dataclass(frozen=True)
class Leg:
    """One posting to be: plus into the account, minus out of it."""

    account: str
    source: str
    amount: int
    line: str = ""


@dataclass(frozen=True)
class PlanLine:
    """One line of a budget as the contexts above hand it in; ``split`` gives each source its part of the amount."""

    line: str
    group: str
    item: str
    volume: Decimal
    unit: str
    unit_price: int
    split: Mapping[str, int] = field(hash=False)

    @property
    def amount(self) -> int:
        return value_of(self.volume, self.unit_price)


# --- amounts -----------------------------------------------------------------------------------------------------


def value_of(quantity: Decimal, unit_price: int) -> int:
    """Quantity times unit price in whole rupiah, half a rupiah upwards."""
    return int((quantity * unit_price).quantize(Decimal(1), ROUND_HALF_UP))


def sound_amount(amount: int, *, name: str = "amount") -> Decision:
    """Above zero and not absurd."""
    if amount <= 0:
        return Decision.unsound("funds.not_positive", field=name, amount_rp=amount)
    if amount > LARGEST:
        return Decision.unsound("funds.too_large", field=name, limit_rp=LARGEST)
    return Decision.yes()


def sound_quantity(quantity: Decimal, unit_price: int, *, price_field: str = "unit_price") -> Decision:
    """Something was brought, and it is worth something."""
    if not quantity.is_finite() or quantity <= 0:
        return Decision.unsound("funds.no_quantity", field="quantity")
    if quantity != quantity.quantize(Decimal("0.001")) or quantity > Decimal(999_999_999):
        return Decision.unsound("funds.odd_quantity", field="quantity")
    if unit_price <= 0:
        return Decision.unsound("funds.no_price", field=price_field)
    return sound_amount(value_of(quantity, unit_price), name="quantity")


def proven(*, has_file: bool, reason: str, name: str = "evidence") -> Decision:
    """Every movement of money stands on a paper, or on words why there is none yet."""
    return Decision.yes() if has_file or len(reason.strip()) >= LEAST_REASON else Decision.unsound("funds.no_proof", field=name)


def split(amount: int, weights: Sequence[Decimal | int]) -> list[int]:
    """Divide an amount by weights; every part is whole and together they are the amount again, to the rupiah."""
    total = sum(Decimal(weight) for weight in weights)
    parts: list[int] = []
    given, weighed = 0, Decimal(0)
    for weight in weights:
        weighed += Decimal(weight)
        upto = amount if weighed == total else int(amount * weighed / total)
        parts.append(upto - given)
        given = upto
    return parts


# --- legs -----------------------------------------------------------------------------------------------------------


def balanced(legs: Iterable[Leg]) -> bool:
    """At least two legs, none of them empty, and every source sums to zero."""
    sums: dict[str, int] = {}
    count = 0
    for leg in legs:
        if leg.amount == 0:
            return False
        count += 1
        sums[leg.source] = sums.get(leg.source, 0) + leg.amount
    return count > 1 and not any(sums.values())


def received_into(account: str, source: str, amount: int, line: str = "") -> list[Leg]:
    """Money or goods of a source come in."""
    return [Leg(account, source, amount, line), Leg(RECEIVED, source, -amount, line)]


def moved(from_account: str, into_account: str, source: str, amount: int, line: str = "") -> list[Leg]:
    """From one account into another; the line belongs to where it goes."""
    return [Leg(into_account, source, amount, line), Leg(from_account, source, -amount)]


def mirrored(legs: Iterable[Leg]) -> list[Leg]:
    """What takes an entry back."""
    return [Leg(leg.account, leg.source, -leg.amount, leg.line) for leg in legs]


def after(balances: Mapping[tuple[str, str], int], legs: Iterable[Leg]) -> dict[tuple[str, str], int]:
    """The balances by (source, account) once these legs are posted."""
    result = dict(balances)
    for leg in legs:
        key = (leg.source, leg.account)
        result[key] = result.get(key, 0) + leg.amount
    return result


def not_overdrawn(balances: Mapping[tuple[str, str], int], legs: Sequence[Leg]) -> Decision:
    """No purse falls below zero; the refusal names what is there."""
    for (source, account), amount in after(balances, legs).items():
        if account in PURSES and amount < 0:
            there = balances.get((source, account), 0)
            return Decision.unsound("funds.overdrawn", field="amount", account=account, source=source, there_rp=there, short_rp=-amount)
    return Decision.yes()


# --- against the plan -----------------------------------------------------------------------------------------------


def sound_lines(lines: Sequence[PlanLine], sources: Collection[str]) -> Decision:
    """Line codes are single, every source is known, no part is negative and the parts are the amount."""
    seen: set[str] = set()
    for line in lines:
        if line.line in seen or not line.line:
            return Decision.unsound("funds.line_twice", field="lines", line=line.line)
        seen.add(line.line)
        if foreign := sorted(set(line.split) - set(sources)):
            return Decision.unsound("funds.foreign_source", field="lines", source=foreign)
        if line.volume < 0 or line.unit_price < 0 or line.amount > LARGEST or any(part < 0 for part in line.split.values()):
            return Decision.unsound("funds.line_amount", field="lines", line=line.line)
        if sum(line.split.values()) != line.amount:
            short = line.amount - sum(line.split.values())
            return Decision.unsound("funds.line_split", field="lines", line=line.line, short_rp=short)
    return Decision.yes()


def totals(lines: Iterable[PlanLine], sources: Iterable[str]) -> dict[str, int]:
    """What the plan asks of each source, zero included."""
    sums = dict.fromkeys(sources, 0)
    for line in lines:
        for source, part in line.split.items():
            sums[source] += part
    return sums


def releasable(planned: int | None, released: int) -> Decision:
    """Something of the plan is still to be released; ``left`` says how much."""
    if planned is None:
        return Decision.no("funds.no_plan")
    if released >= planned:
        return Decision.no("funds.all_released", planned_rp=planned, released_rp=released)
    return Decision.yes(left=planned - released)


def within_release(amount: int, planned: int, released: int) -> Decision:
    """Never more than planned."""
    if released + amount > planned:
        return Decision.unsound("funds.above_plan", field="amount", planned_rp=planned, done_rp=released, left_rp=max(planned - released, 0))
    return Decision.yes()


def within_tranche(amount: int, most: int | None, tranche: int | None) -> Decision:
    """Never more than the share of a tranche: what is paid too early leaves nothing for the tranche that a later step waits for. Our default."""
    if most is not None and amount > most:
        return Decision.unsound("funds.above_tranche", field="amount", tranche=tranche, most_rp=most)
    return Decision.yes()


def within_request(amount: int, asked: int, paid: int) -> Decision:
    """Never more than was asked for, where somebody asked."""
    if paid + amount > asked:
        return Decision.unsound("funds.above_request", field="amount", asked_rp=asked, done_rp=paid, left_rp=max(asked - paid, 0))
    return Decision.yes()


def within_spending(amount: int, *, planned: int | None, cash_given: int, spent: int) -> Decision:
    """All spending of a source stays within its plan; cash that people gave beyond their promise may be spent too."""
    if planned is None:
        return Decision.no("funds.no_plan")
    ceiling = max(planned, cash_given)
    if spent + amount > ceiling:
        return Decision.unsound("funds.spent_above_plan", field="amount", planned_rp=ceiling, done_rp=spent, left_rp=max(ceiling - spent, 0))
    return Decision.yes()


def tranche_amount(total: int, shares: Sequence[tuple[int, str, Decimal | int]], tranche: int, source: str) -> int:
    """What a tranche of a scheme brings from a source; the tranches together are the total. Shares are (no, source, percent)."""
    parts = split(total, [share for _, _, share in shares]) if shares else []
    return sum(part for (number, of, _), part in zip(shares, parts, strict=True) if number == tranche and of == source)


# --- used ------------------------------------------------------------------------------------------------------------


def used(contributed: int, cash_given: int, spent: int) -> int:
    """What people gave counts when it is accepted, money from outside when it is spent.

    Spending cash that people gave is not counted again; only what was spent beyond it came from a release.
    """
    return contributed + max(0, spent - cash_given)


class Step(NamedTuple):
    """What one day of postings changed for one source: contributions accepted, cash among them, money spent."""

    day: date
    contributed: int = 0
    cash_given: int = 0
    spent: int = 0


def used_line(steps: Iterable[Step], plans: Sequence[tuple[date, date | None, int]], share: int = 100) -> Timeline:
    """When the used part of the standing plan had reached ``share`` percent. Plans are (from, until, amount), as they were made.

    A plan of nothing holds from its day; with no plan it never holds; a larger plan or a reversal ends it.
    """
    if len(plans) == 1 and plans[0][1] is None:     # nearly always: one plan that stands; then the uses alone are added up
        return _used_of_one(steps, plans[0][0], plans[0][2] * share)
    by_day: dict[date, list[Step]] = {day: [] for start, end, _ in plans for day in (start, end) if day is not None}
    for step in steps:
        by_day.setdefault(step.day, []).append(step)
    line: list[date] = []
    contributed = cash_given = spent = 0
    held = False
    for day in sorted(by_day):
        for step in by_day[day]:
            contributed += step.contributed
            cash_given += step.cash_given
            spent += step.spent
        planned = standing_plan(plans, day)
        if (planned is not None and used(contributed, cash_given, spent) * 100 >= planned * share) != held:
            held = not held
            line.append(day)
    return tuple(line)


def _used_of_one(steps: Iterable[Step], since: date, wanted: int) -> Timeline:
    """The same for a plan that stands from a day on; ``wanted`` is a hundred times what must be used."""
    ordered, day, place = sorted(steps), since, 0
    line: list[date] = []
    contributed = cash_given = spent = 0
    while True:
        while place < len(ordered) and ordered[place].day <= day:
            step = ordered[place]
            contributed, cash_given, spent, place = contributed + step.contributed, cash_given + step.cash_given, spent + step.spent, place + 1
        if (used(contributed, cash_given, spent) * 100 >= wanted) != bool(len(line) % 2):
            line.append(day)
        if place == len(ordered):
            return tuple(line)
        day = ordered[place].day


def standing_plan(plans: Sequence[tuple[date, date | None, int]], day: date) -> int | None:
    """The amount of the newest plan that stands on a day."""
    if len(plans) == 1:  # nearly always
        start, end, amount = plans[0]
        return amount if start <= day and (end is None or end > day) else None
    standing = [(start, place, amount) for place, (start, end, amount) in enumerate(plans) if start <= day and (end is None or end > day)]
    return max(standing)[2] if standing else None

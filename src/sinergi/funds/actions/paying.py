"""Money going out: spending with proof against a line of the plan, and cash drawn from or paid into the bank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.funds import rules
from sinergi.funds.actions import posting
from sinergi.funds.actions.posting import Paper
from sinergi.funds.models import Kind, PlanLine, Release, Spending, Transfer
from sinergi.funds.queries import ledger, plans, summing
from sinergi.kernel.decisions import Decision
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import Doing, perform


def spend(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str, line: str = "", amount: int, paid_from: str = rules.CASH,
    payee: str, number: str = "", item: str = "", quantity: Decimal | None = None, unit: str = "", evidence: File | None = None, reason: str = "",
    token: str = "",
) -> Spending:
    """Pay somebody for a line of the plan. Beyond the line is flagged, beyond the plan of the source or the purse is refused.

    With a quantity it is material, and stands in the material book. Where the programme writes no budget of lines (a village that
    plans before it builds), what was bought is said in words instead of by its line.
    """
    _sound(amount, paid_from, payee, quantity, unit).enforce()
    rules.proven(has_file=evidence is not None, reason=reason).enforce()
    with perform(person, "funds.spend", code, on=on, happened_on=happened_on, stage=stage, source=source) as doing:
        posting.fresh(token, Spending)
        posting.known_source(doing, source)
        of = _line(doing, line)
        if of is None and not item.strip():
            Decision.unsound("funds.no_purpose", field="item").enforce()
        _within(doing, source, amount, paid_from)
        _not_before_release(doing, source, reason)
        named = item.strip() or (of.item if of else "")
        legs = rules.moved(paid_from, rules.WORKS if quantity is None else rules.MATERIAL, source, amount, of.line if of else "")
        entry = posting.post(doing, Kind.SPENDING, legs, Paper(evidence, reason, _described(named, quantity, unit), payee))
        row = Spending.objects.create(
            **doing.stamp, posted_on=on, token=token or None, source=source, plan_line=of.line if of else "", amount=amount, paid_from=paid_from, payee=payee.strip(),
            number=number.strip(), item=named[:200], quantity=quantity, unit=unit.strip(), over_line=_over(doing, of, source) if of else 0, entry=entry,
        )
        posting.renew_purses(doing.undertaking)
        doing.changed(line=line, amount=amount, entry=entry.number, over_line=row.over_line)
    return row


def transfer(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str, amount: int, paid_from: str, paid_into: str,
    evidence: File | None = None, reason: str = "", token: str = "",
) -> Transfer:
    """Draw cash from the bank or pay it in; open to whoever may spend this source (or, where nobody spends it, bring it in)."""
    rules.sound_amount(amount).enforce()
    if {paid_from, paid_into} != set(rules.PURSES):
        Decision.unsound("funds.same_purse", field="paid_into").enforce()
    rules.proven(has_file=evidence is not None, reason=reason).enforce()
    with perform(person, transfer_act(code, source), code, on=on, happened_on=happened_on, stage=stage, source=source) as doing:
        posting.fresh(token, Transfer)
        posting.known_source(doing, source)
        note = "Penarikan tunai dari bank" if paid_from == rules.BANK else "Setoran kas ke bank"
        entry = posting.post(doing, Kind.TRANSFER, rules.moved(paid_from, paid_into, source, amount), Paper(evidence, reason, note))
        row = Transfer.objects.create(**doing.stamp, posted_on=on, token=token or None, source=source, paid_from=paid_from, paid_into=paid_into,
                                      amount=amount, entry=entry)
        posting.renew_purses(doing.undertaking)
        doing.changed(amount=amount, paid_from=paid_from, paid_into=paid_into, entry=entry.number)
    return row


def transfer_act(code: str, source: str) -> str:
    """Which act lets cash be moved: spending where the programme has it for this source, bringing in otherwise."""
    undertaking = Undertaking.objects.filter(code=code).first()
    if undertaking is None:
        return "funds.spend"
    edition = edition_of(undertaking)
    entries = [*(entry for stage in edition.stages for entry in stage.acts), *edition.anytime]
    acts = {entry.act for entry in entries if entry.param("source") in {source, None}}
    return "funds.contribute" if "funds.contribute" in acts and "funds.spend" not in acts else "funds.spend"


def _sound(amount: int, paid_from: str, payee: str, quantity: Decimal | None, unit: str) -> Decision:
    if paid_from not in rules.PURSES:
        return Decision.unsound("funds.unknown_purse", field="paid_from")
    if not payee.strip():
        return Decision.unsound("funds.no_payee", field="payee")
    if quantity is not None and (quantity <= 0 or not unit.strip()):
        return Decision.unsound("funds.no_quantity", field="quantity")
    return rules.sound_amount(amount)


def _line(doing: Doing, line: str) -> PlanLine | None:
    """The line of the budget; None where the programme writes no budget at this scope."""
    if plans.standing_plan(doing.undertaking.pk) is None:
        if not plans.is_written(doing.edition, doing.undertaking.scope):
            return None
        Decision.no("funds.no_plan").enforce()
    found = plans.plan_line(doing.undertaking.pk, line)
    if found is None:
        Decision.unsound("funds.no_such_line", field="line", line=line or "–").enforce()
        raise AssertionError
    return found


def _within(doing: Doing, source: str, amount: int, paid_from: str) -> None:
    """The purse first, because that is what people look at; then the plan of the source."""
    balances = ledger.balances(doing.undertaking)
    if not any(balances.get((source, account), 0) for account in rules.PURSES):
        Decision.no("funds.nothing_there", source=doing.edition.word("sources", source).title).enforce()
    posting.purse_holds(doing, balances, rules.moved(paid_from, rules.WORKS, source, amount))
    cash_given, spent = summing.given_and_spent(doing.undertaking.pk, source)
    rules.within_spending(amount, planned=summing.ceiling_of(doing.undertaking, source), cash_given=cash_given, spent=spent).enforce()


def _not_before_release(doing: Doing, source: str, reason: str) -> None:
    """Somebody may have advanced the money; a receipt older than the first release says so. Our default."""
    first = Release.objects.filter(undertaking=doing.undertaking, source=source).order_by("happened_on").values_list("happened_on", flat=True).first()
    if first is not None and doing.happened_on < first and not reason.strip():
        Decision.unsound("funds.before_release", field="reason", day=first).enforce()


def _over(doing: Doing, line: PlanLine, source: str) -> int:
    part = line.splits.filter(source=source).values_list("amount", flat=True).first() or 0
    return max(plans.used_of_line(doing.undertaking.pk, line.line, source) - part, 0)


def _described(item: str, quantity: Decimal | None, unit: str) -> str:
    if quantity is None:
        return f"Belanja: {item}"
    shown = f"{quantity:f}".rstrip("0").rstrip(".") if "." in f"{quantity:f}" else f"{quantity:f}"
    return f"Belanja: {item}, {shown.replace('.', ',')} {unit.strip()}"

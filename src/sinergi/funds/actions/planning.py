"""Before money moves: the plan, who promised what, tranches asked for, and the account given afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.funds import rules
from sinergi.funds.actions import posting
from sinergi.funds.models import Accounting, Certainty, Commitment, Plan, PlanLine, PlanSplit, PlanTotal, Request
from sinergi.funds.queries import promises, summing
from sinergi.kernel.decisions import Decision
from sinergi.programmes import actions as programmes
from sinergi.programmes.performing import Doing, perform


def set_plan(doing: Doing, lines: Sequence[rules.PlanLine]) -> Plan:
    """The budget that money is measured against from now on; called inside the act of a context above."""
    sources = list(doing.edition.words("sources"))
    rules.sound_lines(lines, sources).enforce()
    plan = Plan.objects.create(**doing.stamp, total=sum(line.amount for line in lines))
    rows = PlanLine.objects.bulk_create([
        PlanLine(plan=plan, line=line.line, group=line.group, item=line.item, volume=line.volume, unit=line.unit, unit_price=line.unit_price,
                 amount=line.amount)
        for line in lines
    ])
    PlanSplit.objects.bulk_create([
        PlanSplit(line=row, source=source, amount=amount) for row, line in zip(rows, lines, strict=True) for source, amount in line.split.items() if amount
    ])
    PlanTotal.objects.bulk_create([PlanTotal(plan=plan, source=source, amount=amount) for source, amount in rules.totals(lines, sources).items()])
    posting.renew_purses(doing.undertaking)
    return plan


def end_plan(doing: Doing, plan: Plan, *, reason: str) -> None:
    """Take a plan back inside the undoing of the act that set it; the one before it stands again."""
    programmes.end(plan, doing.person, on=doing.on, reason=reason)
    posting.renew_purses(doing.undertaking)


def commit(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str, certainty: str, amount: int, giver: str,
    document: File | None = None, document_number: str = "", note: str = "", token: str = "", replaces: int | None = None, besides: bool = False,
) -> Commitment:
    """Say that somebody hopes for, promises, or has budgeted money of a source. Budgeted money names its document.

    ``replaces``: the earlier commitment that has become this one, so that the same money is not counted twice. Where the same giver
    stands there less sure, it must be said whether this is that money or other money ``besides``.
    """
    rules.sound_amount(amount).enforce()
    if certainty not in Certainty.values:
        Decision.unsound("funds.unknown_certainty", field="certainty").enforce()
    if not giver.strip():
        Decision.unsound("funds.no_giver", field="giver").enforce()
    if certainty == Certainty.BUDGETED and document is None and not document_number.strip():
        Decision.unsound("funds.budget_without_document", field="document_number").enforce()
    with perform(person, "funds.commit", code, on=on, happened_on=happened_on, stage=stage, source=source) as doing:
        posting.fresh(token, Commitment)
        posting.known_source(doing, source)
        before = _replaced(doing, source, replaces)
        if before is None and not besides:
            _not_twice(doing, source, giver, certainty)
        row = Commitment.objects.create(
            **doing.stamp, posted_on=on, token=token or None, source=source, certainty=certainty, amount=amount, giver=giver.strip(),
            document=document, document_number=document_number.strip(), note=note.strip(),
        )
        if before is not None:
            programmes.end(before, person, on=on, reason=f"Menjadi {row.get_certainty_display().lower()}")
        posting.renew_purses(doing.undertaking)
        doing.changed(certainty=certainty, amount=amount, **({"replaces": before.pk} if before is not None else {}))
    return row


def request(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str = "", scheme: str = "", tranche: int | None = None,
    amount: int, document: File | None = None, note: str = "", token: str = "",
) -> Request:
    """Ask for a tranche."""
    rules.sound_amount(amount).enforce()
    with perform(person, "funds.request", code, on=on, happened_on=happened_on, stage=stage, **given(scheme, tranche, source)) as doing:
        posting.fresh(token, Request)
        posting.known_source(doing, source)
        _not_above_plan(doing, source, amount)
        row = Request.objects.create(**doing.stamp, posted_on=on, token=token or None, source=source, scheme=scheme, tranche=tranche, amount=amount,
                                     document=document, note=note.strip())
        doing.changed(amount=amount)
    return row


def account(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", scheme: str = "", tranche: int | None = None,
    document: File | None = None, note: str = "", token: str = "",
) -> Accounting:
    """Accept the account of what was received, with the figures the ledger shows that day."""
    if document is None and not note.strip():
        Decision.unsound("funds.no_proof", field="document").enforce()
    with perform(person, "funds.account", code, on=on, happened_on=happened_on, stage=stage, **given(scheme, tranche)) as doing:
        posting.fresh(token, Accounting)
        told = promises.received_and_spent(doing.undertaking, scheme=scheme, tranche=tranche)
        if not told.received:
            Decision.no("funds.nothing_received", tranche=tranche or "–").enforce()
        if told.left > 0 and not note.strip():
            Decision.unsound("funds.left_unsaid", field="note", received_rp=told.received, left_rp=told.left).enforce()
        row = Accounting.objects.create(**doing.stamp, posted_on=on, token=token or None, scheme=scheme, tranche=tranche, received=told.received,
                                        spent=told.spent, document=document, note=note.strip())
        doing.changed(received=told.received, spent=told.spent)
    return row


def given(scheme: str = "", tranche: int | None = None, source: str = "") -> dict[str, Any]:
    """The parameters the gate is asked with: only those that were given."""
    values = {"scheme": scheme, "tranche": tranche, "source": source}
    return {key: value for key, value in values.items() if value}


def _replaced(doing: Doing, source: str, replaces: int | None) -> Commitment | None:
    if replaces is None:
        return None
    found: Commitment | None = Commitment.objects.filter(pk=replaces, undertaking=doing.undertaking, source=source).standing().first()
    if found is None:
        Decision.unsound("funds.not_replaceable", field="replaces").enforce()
    return found


def _not_twice(doing: Doing, source: str, giver: str, certainty: str) -> None:
    """Something less sure of the same giver stands there: mostly it is the same money."""
    lesser = Certainty.values[: Certainty.values.index(certainty)]
    rows = Commitment.objects.filter(undertaking=doing.undertaking, source=source, giver__iexact=giver.strip(), certainty__in=lesser)
    same = rows.standing().order_by("-id").first()
    if same is not None:
        Decision.unsound("funds.promised_before", field="replaces", giver=same.giver, certainty=same.get_certainty_display(), amount_rp=same.amount).enforce()


def _not_above_plan(doing: Doing, source: str, amount: int) -> None:
    ceiling = summing.ceiling_of(doing.undertaking, source)
    if ceiling is not None:
        rules.within_release(amount, ceiling, 0).enforce()

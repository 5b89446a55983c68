"""Before money moves: the plan, who promised what, tranches asked for, and the account given afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Sum

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.funds import rules
from sinergi.funds.actions import posting
from sinergi.funds.models import Accounting, Certainty, Commitment, Entry, Plan, PlanLine, PlanSplit, PlanTotal, Release, Request, Spending
from sinergi.funds.queries import summing
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
    document: File | None = None, document_number: str = "", note: str = "", token: str = "",
) -> Commitment:
    """Say that somebody hopes for, promises, or has budgeted money of a source. Budgeted money names its document."""
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
        row = Commitment.objects.create(
            **doing.stamp, posted_on=on, token=token or None, source=source, certainty=certainty, amount=amount, giver=giver.strip(),
            document=document, document_number=document_number.strip(), note=note.strip(),
        )
        posting.renew_purses(doing.undertaking)
        doing.changed(certainty=certainty, amount=amount)
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
        releases = _standing(Release, doing).filter(**given(scheme, tranche))
        received = releases.aggregate(total=Sum("amount"))["total"] or 0
        if not received:
            Decision.no("funds.nothing_received", tranche=tranche or "–").enforce()
        spent = _standing(Spending, doing).aggregate(total=Sum("amount"))["total"] or 0
        row = Accounting.objects.create(**doing.stamp, posted_on=on, token=token or None, scheme=scheme, tranche=tranche, received=received,
                                        spent=spent, document=document, note=note.strip())
        doing.changed(received=received, spent=spent)
    return row


def given(scheme: str = "", tranche: int | None = None, source: str = "") -> dict[str, Any]:
    """The parameters the gate is asked with: only those that were given."""
    values = {"scheme": scheme, "tranche": tranche, "source": source}
    return {key: value for key, value in values.items() if value}


def _standing(model: type[Release | Spending], doing: Doing) -> Any:
    reversed_numbers = Entry.objects.filter(undertaking=doing.undertaking).exclude(reverses=None).values("reverses_id")
    return model.objects.filter(undertaking=doing.undertaking).exclude(entry__in=reversed_numbers)


def _not_above_plan(doing: Doing, source: str, amount: int) -> None:
    ceiling = summing.ceiling_of(doing.undertaking, source)
    if ceiling is not None:
        rules.within_release(amount, ceiling, 0).enforce()

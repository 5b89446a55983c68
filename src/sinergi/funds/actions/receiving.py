"""Money and goods coming in: swadaya promised and brought, judged by somebody else, and tranches released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.funds import rules
from sinergi.funds.actions import posting
from sinergi.funds.actions.planning import given
from sinergi.funds.actions.posting import Paper
from sinergi.funds.models import Contribution, Entry, Evidence, EvidenceKind, Form, Kind, PlanLine, Release, Step, Verification
from sinergi.funds.queries import plans, promises, summing, swadaya
from sinergi.kernel import money
from sinergi.kernel.decisions import Decision
from sinergi.kernel.words import long_date
from sinergi.notices import actions as notices
from sinergi.programmes import permissions
from sinergi.programmes.actions import end
from sinergi.programmes.performing import Doing, perform

RELEASED, RETURNED = "notice.funds_released", "notice.funds_returned"


def contribute(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str, form: str, step: str = Step.DELIVERED, line: str = "",
    item: str = "", quantity: Decimal, unit: str = "", unit_price: int | None = None, giver: str, people: int = 0, note: str = "",
    evidence: Sequence[tuple[str, File]] = (), token: str = "", mends: int | None = None,
) -> Contribution:
    """Record swadaya that was promised or brought. It proves nothing yet: somebody else looks at it (``verify``).

    ``mends``: the delivery that was sent back and comes again, put right; it ends, so that nobody is asked to mend it twice.
    """
    _sound_delivery(form, step, giver, people, note, evidence).enforce()
    with perform(person, "funds.contribute", code, on=on, happened_on=happened_on, stage=stage, source=source) as doing:
        posting.fresh(token, Contribution)
        posting.within_round(doing)
        posting.known_source(doing, source)
        _takes(doing, source, form)
        before = _sent_back(doing, source, mends)
        of = _line(doing, line)
        if form == Form.CASH and unit_price not in {None, 0, 1}:
            Decision.unsound("funds.cash_has_no_price", field="unit_price").enforce()
        price, price_from = _priced(doing, of, form, item, unit, unit_price, note)
        rules.sound_quantity(quantity, price, price_field="quantity" if form == Form.CASH else "unit_price").enforce()
        row = Contribution.objects.create(
            **doing.stamp, posted_on=on, token=token or None, source=source, step=step, form=form, plan_line=line, item=_item(form, of, item),
            quantity=quantity, unit="Rp" if form == Form.CASH else (of.unit if of else unit.strip()), unit_price=price, price_from=price_from,
            amount=rules.value_of(quantity, price), giver=giver.strip(), people=people, note=note.strip(),
        )
        Evidence.objects.bulk_create([Evidence(contribution=row, kind=kind, file=file) for kind, file in evidence])
        if before is not None:
            end(before, person, on=on, reason=f"Diperbaiki: {row.item}")
        posting.renew_purses(doing.undertaking)
        doing.changed(form=form, step=step, amount=row.amount, contribution=row.pk, **({"mends": before.pk} if before is not None else {}))
    return row


def verify(
    person: Person, code: str, contribution_id: int, *, on: date, happened_on: date, stage: str = "", accepted: bool, note: str = "",
    evidence: File | None = None, token: str = "",
) -> Verification:
    """Accept a delivery, which books it, or send it back with the reason. Never by the one who recorded it."""
    source = Contribution.objects.filter(pk=contribution_id).values_list("source", flat=True).first() or ""
    if not accepted and len(note.strip()) < rules.LEAST_REASON:
        Decision.unsound("funds.reject_needs_reason", field="note").enforce()
    with perform(person, "funds.verify", code, on=on, happened_on=happened_on, stage=stage, source=source) as doing:
        posting.fresh(token, Verification)
        row = _waiting(doing, contribution_id)
        posting.not_before(happened_on, row.happened_on, long_date(row.happened_on))
        proof = evidence or _first_file(row)
        entry = _accepted(doing, row, Paper(proof, note, _described(row), row.giver)) if accepted else None
        verdict = Verification.objects.create(**doing.stamp, posted_on=on, token=token or None, contribution=row, accepted=accepted, note=note.strip(),
                                              entry=entry)
        if not accepted:
            _tell(doing, row, note)
        posting.renew_purses(doing.undertaking)
        doing.changed(contribution=row.pk, accepted=accepted, amount=row.amount if accepted else 0)
    return verdict


def release(
    person: Person, code: str, *, on: date, happened_on: date, stage: str = "", source: str, scheme: str = "", tranche: int | None = None,
    amount: int | None = None, number: str, evidence: File | None = None, reason: str = "", token: str = "",
) -> Release:
    """Money of a source arrived in the bank account of the work. Without an amount: what is left of the plan, or the tranche's share.

    Once per tranche (or per SP2D number), never more than planned, and where somebody asked for it, never more than was asked for.
    With the scan of the SP2D, or the reason why there is none yet.
    """
    if amount is not None:
        rules.sound_amount(amount).enforce()
    if not number.strip():
        Decision.unsound("funds.no_number", field="number").enforce()
    rules.proven(has_file=evidence is not None, reason=reason, name="reason").enforce()
    with perform(person, "funds.release", code, on=on, happened_on=happened_on, stage=stage, **given(scheme, tranche, source)) as doing:
        posting.fresh(token, Release)
        posting.known_source(doing, source)
        keys = _once(doing, source, scheme, tranche, number)
        posting.unclaimed("funds.released_already", *keys)
        due = _due(doing, source, scheme, tranche, amount)
        word = doing.edition.word("sources", source)
        note = f"Pencairan {word.title.id}, {'SP2D' if word.get('grant', True) else 'bukti terima'} {number.strip()}"
        legs = rules.received_into(rules.BANK, source, due)
        entry = posting.post(doing, Kind.RELEASE, legs, Paper(evidence, reason, note), claims=keys)
        row = Release.objects.create(**doing.stamp, posted_on=on, token=token or None, source=source, scheme=scheme, tranche=tranche, amount=due,
                                     number=number.strip(), entry=entry)
        posting.renew_purses(doing.undertaking)
        doing.changed(amount=due, number=number.strip(), entry=entry.number)
        notices.send(permissions.those_of(doing.undertaking, on, besides=person), RELEASED, url=f"/dana/{code}/", where=doing.undertaking.title,
                     source={"id": word.title.id, "en": word.title.en}, amount=money.rupiah(due))
    return row


def _tell(doing: Doing, row: Contribution, note: str) -> None:
    """Whoever brought it, and those who may bring it here: it waits for them."""
    entries = [entry for stage in doing.edition.stages for entry in stage.acts if entry.act == "funds.contribute" and entry.param("source") in {row.source, None}]
    people = permissions.holders(doing.undertaking, {role for entry in entries for role in entry.roles}, doing.on)
    notices.send([*filter(None, [row.person]), *people], RETURNED, url=f"/dana/{doing.undertaking.code}/periksa/#dikembalikan", item=row.item, where=doing.undertaking.title, note=note.strip()[:200].rstrip("."))


# --- deliveries -----------------------------------------------------------------------------------------------------


def _sound_delivery(form: str, step: str, giver: str, people: int, note: str, evidence: Sequence[tuple[str, File]]) -> Decision:
    if form not in Form.values or step not in Step.values:
        return Decision.unsound("funds.unknown_form", field="form")
    if not giver.strip():
        return Decision.unsound("funds.no_giver", field="giver")
    if not 0 <= people <= 100_000:  # noqa: PLR2004 -- more than any village has
        return Decision.unsound("funds.too_many_people", field="people")
    if any(kind not in EvidenceKind.values for kind, _ in evidence):
        return Decision.unsound("funds.unknown_evidence", field="evidence")
    return rules.proven(has_file=bool(evidence), reason=note) if step == Step.DELIVERED else Decision.yes()


def _sent_back(doing: Doing, source: str, mends: int | None) -> Contribution | None:
    if mends is None:
        return None
    found: Contribution | None = Contribution.objects.filter(pk=mends, undertaking=doing.undertaking, source=source).standing().first()
    verdict = swadaya.verdict_of(found) if found is not None else None
    if verdict is None or verdict.accepted:
        Decision.unsound("funds.not_sent_back", field="happened_on").enforce()
    return found


def _takes(doing: Doing, source: str, form: str) -> None:
    forms = doing.edition.word("sources", source).get("forms", tuple(Form.values))
    if form not in forms:
        Decision.unsound("funds.form_not_taken", field="form", forms=[str(Form(each).label) for each in forms]).enforce()


def _line(doing: Doing, line: str) -> PlanLine | None:
    found = plans.plan_line(doing.undertaking.pk, line)
    if line and found is None:
        Decision.unsound("funds.no_such_line", field="line", line=line).enforce()
    return found


def _item(form: str, line: PlanLine | None, item: str) -> str:
    named = item.strip() or (line.item if line else "") or (str(Form.CASH.label) if form == Form.CASH else "")
    if not named:
        Decision.unsound("funds.no_item", field="item").enforce()
    return named[:200]


def _priced(doing: Doing, line: PlanLine | None, form: str, item: str, unit: str, typed: int | None, note: str) -> tuple[int, str]:
    if form == Form.CASH:
        return 1, "cash"
    known = plans.price_for(doing.undertaking, line, item, unit, doing.happened_on)
    if known is not None and typed in {None, known[0]}:
        return known
    if typed is None:
        Decision.unsound("funds.no_price", field="unit_price").enforce()
        raise AssertionError
    if len(note.strip()) < rules.LEAST_REASON:
        Decision.unsound("funds.agreed_price_needs_note", field="note", known_rp=known[0] if known else 0).enforce()
    return typed, "agreed"


def _waiting(doing: Doing, contribution_id: int) -> Contribution:
    row: Contribution | None = Contribution.objects.filter(pk=contribution_id, undertaking=doing.undertaking, step=Step.DELIVERED).standing().first()
    if row is None:
        Decision.no("funds.no_delivery").enforce()
        raise AssertionError
    if doing.person is not None and row.person_id == doing.person.pk:
        Decision.not_allowed("funds.own_delivery").enforce()
    if swadaya.verdict_of(row) is not None:
        Decision.no("funds.judged_already").enforce()
    return row


def _accepted(doing: Doing, row: Contribution, paper: Paper) -> Entry:
    legs = rules.received_into(rules.FORM_ACCOUNTS[row.form], row.source, row.amount, row.plan_line)
    if paper.evidence is None and not paper.reason.strip():
        paper = Paper(None, row.note, paper.note, paper.party)
    return posting.post(doing, Kind.CONTRIBUTION, legs, paper, claims=[f"verify:{row.pk}"])


def _first_file(row: Contribution) -> File | None:
    first = row.evidence.select_related("file").first()
    return first.file if first else None


def _described(row: Contribution) -> str:
    if row.form == Form.CASH:
        return f"Swadaya tunai: {row.item}"
    quantity = f"{row.quantity:f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"Swadaya: {row.item}, {quantity} {row.unit}"


# --- releases -------------------------------------------------------------------------------------------------------------


def _once(doing: Doing, source: str, scheme: str, tranche: int | None, number: str) -> list[str]:
    work = doing.undertaking.pk
    keys = [f"release:{work}:{source}:number:{number.strip().casefold()}"]
    return [*keys, f"release:{work}:{source}:{scheme}:{tranche}"] if tranche else keys


def _due(doing: Doing, source: str, scheme: str, tranche: int | None, amount: int | None) -> int:
    ceiling = summing.ceiling_of(doing.undertaking, source)
    found = summing.work_out([doing.undertaking.pk])[doing.undertaking.pk].get(source)
    released = found.released if found else 0
    rules.releasable(ceiling, released).enforce()
    wanted = promises.asked_and_paid(doing.undertaking, source, scheme, tranche)
    due = summing.proposed_release(doing.undertaking, source, scheme=scheme, tranche=tranche) if amount is None else amount
    if wanted is not None:
        asked, paid = wanted
        due = min(due, asked - paid) if amount is None and asked > paid else due
        rules.within_request(due, asked, paid).enforce()
    rules.sound_amount(due).enforce()
    rules.within_release(due, ceiling or 0, released).enforce()
    rules.within_tranche(due, summing.tranche_most(doing.undertaking, source, scheme=scheme, tranche=tranche), tranche).enforce()
    return due

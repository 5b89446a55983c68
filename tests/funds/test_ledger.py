"""The ledger: entries balance, stay as they are, are sealed in a chain, and are taken back only by their mirror."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from sinergi.audit import queries as audit
from sinergi.funds import actions, queries
from sinergi.funds.models import Balance, Entry, Posting, Purse, Seal
from sinergi.kernel.decisions import Refused
from tests.funds import money

pytestmark = pytest.mark.django_db


def balances(work):
    return {(row.source, row.account): row.amount for row in Balance.objects.filter(undertaking=work)}


def test_a_release_goes_into_the_bank_and_comes_from_its_source(pakem, satker):
    work = money.work(pakem)
    row = money.released(satker, work)
    assert row.amount == 3_000_000
    legs = [(leg.account, leg.source, leg.amount) for leg in row.entry.postings.all()]
    assert legs == [("bank", "apbd", 3_000_000), ("diterima", "apbd", -3_000_000)]
    assert balances(work) == {("apbd", "bank"): 3_000_000, ("apbd", "diterima"): -3_000_000}


def test_numbers_run_over_the_whole_ledger_and_the_chain_verifies(pakem, satker):
    first, second = money.work(pakem), money.work(pakem)
    money.released(satker, first, evidence=money.scan(satker))
    money.released(satker, second)
    money.spent(pakem, first)
    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert audit.verify() == []


@pytest.mark.parametrize("table", ["funds_entry", "funds_posting", "funds_seal"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_the_database_forbids_changing_and_deleting(pakem, satker, table, verb):
    money.released(satker, money.work(pakem))
    column = {"funds_entry": "note = 'x'", "funds_posting": "amount = 1", "funds_seal": "seal = 'x'"}[table]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table, column))


def test_a_sealed_entry_takes_no_more_postings(pakem, satker):
    row = money.released(satker, money.work(pakem))
    with pytest.raises(DatabaseError), transaction.atomic():
        Posting.objects.create(entry=row.entry, undertaking=row.undertaking, account="kas", source="apbd", amount=5)


@pytest.mark.parametrize("amounts", [[("bank", "apbd", 5), ("diterima", "apbd", -4)], [("bank", "apbd", 5), ("diterima", "apbn", -5)], [("bank", "apbd", 5)]])
def test_an_entry_that_does_not_balance_cannot_be_sealed(pakem, satker, amounts):
    work = money.work(pakem)
    with pytest.raises(DatabaseError), transaction.atomic():
        _sealed(work, satker, amounts)


def test_an_entry_without_a_seal_cannot_be_committed(pakem, satker):
    work = money.work(pakem)
    with pytest.raises(DatabaseError), transaction.atomic():
        _committed(work, satker)


def _sealed(work, person, amounts):
    entry = _bare(work, person)
    for account, source, amount in amounts:
        Posting.objects.create(entry=entry, undertaking=work, account=account, source=source, amount=amount)
    Seal.objects.create(number=entry.number, previous_seal="", seal="x")


def _committed(work, person):
    _bare(work, person)
    connection.check_constraints()  # what the commit does


def _bare(work, person):
    return Entry.objects.create(number=99, sealed_id=99, undertaking=work, kind="release", act="funds.release", person=person, happened_on=money.DAY,
                                posted_on=money.DAY, note="palsu", reason="palsu")


def test_an_altered_row_shows(pakem, satker):
    money.released(satker, money.work(pakem))
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER funds_posting_no_update"
        cursor.execute(drop if connection.vendor == "sqlite" else f"{drop} ON funds_posting")
        cursor.execute("UPDATE funds_posting SET amount = amount * 2")
    assert {(found.chain, found.number, found.why) for found in audit.verify()} == {("ledger", 1, "content"), ("ledger", 0, "guard")}


def test_reversal_mirrors_the_entry_and_restores_the_balances(pakem, satker):
    work = money.work(pakem)
    money.released(satker, work)
    before = balances(work)
    paid = money.spent(pakem, work, 400_000)
    mirror = actions.reverse(pakem, work.code, paid.entry_id, on=money.DAY, reason="nota salah pekerjaan")
    assert mirror.reverses_id == paid.entry_id
    assert [(leg.account, leg.amount, leg.line) for leg in mirror.postings.all()] == [("pekerjaan", -400_000, "A1"), ("bank", 400_000, "")]
    assert balances(work) == before | {("apbd", "pekerjaan"): 0}
    assert audit.verify() == []


def test_reversing_is_done_exactly_once_and_a_reversal_stands(pakem, satker):
    work = money.work(pakem)
    row = money.released(satker, work)
    mirror = actions.reverse(satker, work.code, row.entry_id, on=money.DAY, reason="salah rekening")
    for number, code in ((row.entry_id, "funds.reversed_already"), (mirror.number, "funds.is_reversal"), (777, "funds.no_such_entry")):
        with pytest.raises(Refused) as refused:
            actions.reverse(satker, work.code, number, on=money.DAY, reason="sekali lagi")
        assert refused.value.decision.code == code
    assert Entry.objects.count() == 2


def test_only_who_may_do_it_may_take_it_back_and_with_a_reason(pakem, satker, stranger):
    work = money.work(pakem)
    row = money.released(satker, work)
    for person, reason, code in ((pakem, "salah rekening", "gate.role"), (stranger, "salah rekening", "gate.role"), (satker, " ", "reason_needed")):
        with pytest.raises(Refused) as refused:
            actions.reverse(person, work.code, row.entry_id, on=money.DAY, reason=reason)
        assert refused.value.decision.code == code


def test_a_release_whose_money_is_spent_cannot_be_reversed(pakem, satker):
    work = money.work(pakem)
    row = money.released(satker, work)
    money.spent(pakem, work, 400_000)
    with pytest.raises(Refused) as refused:
        actions.reverse(satker, work.code, row.entry_id, on=money.DAY, reason="salah rekening")
    assert refused.value.decision.code == "funds.overdrawn"
    assert refused.value.decision.values["there_rp"] == 2_600_000
    assert refused.value.decision.values["short_rp"] == 400_000


def test_after_reversal_the_tranche_may_be_paid_again(pakem, satker):
    work = money.work(pakem)
    row = money.released(satker, work)
    actions.reverse(satker, work.code, row.entry_id, on=money.DAY, reason="salah rekening")
    assert money.released(satker, work).amount == 3_000_000


def test_the_page_knows_which_steps_a_reversal_reopens_and_leaves_no_trace(pakem, satker, faskel):
    work = money.work(pakem, done_when=('{ is = "funds.released", source = "apbd" }',))
    row = money.released(satker, work)
    assert [(found.code, stage) for found, stage in actions.would_reopen(row.entry, satker, on=money.DAY)] == [(work.code, "trial")]
    assert Entry.objects.count() == 1
    assert audit.verify() == []


def test_twelve_digits_stay_whole(pakem, satker):
    from decimal import Decimal

    from sinergi.funds.rules import PlanLine
    from sinergi.kernel.money import rupiah

    work = money.work(pakem, lines=[PlanLine("X", "", "Jalan", Decimal(1), "paket", 999_999_999_999, {"apbn": 999_999_999_999})])
    row = money.released(satker, work, "apbn")
    assert rupiah(row.amount) == "Rp\u00a0999.999.999.999"
    assert Purse.objects.get(undertaking=work, source="apbn").balance == 999_999_999_999
    assert queries.book(work.pk, "bank").closing == 999_999_999_999

"""What the engine hears about money: when each condition came true, when it ended, why it does not hold yet."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.funds import actions, conditions, queries
from sinergi.funds.models import Course
from sinergi.funds.queries import courses
from sinergi.kernel.decisions import Refused
from sinergi.kernel.timelines import switches_until
from sinergi.programmes import actions as programmes
from sinergi.programmes.sentences import sentence
from tests.funds import money
from tests.funds.money import day

pytestmark = pytest.mark.django_db


def said(condition, work, on, **params):
    return sentence(*condition([work.pk], on=on, **params)[work.pk]).replace("\u00a0", " ")


def test_released_counts_from_the_posting_day_and_ends_on_reversal(pakem, satker):
    work = money.work(pakem, on=day(1))
    assert conditions.released([work.pk], source="apbd") == {}
    row = actions.release(satker, work.code, on=day(5), happened_on=day(2), source="apbd", number="SP2D-1", reason="pindaian menyusul")
    assert conditions.released([work.pk], source="apbd") == {work.pk: (day(5),)}
    actions.reverse(satker, work.code, row.entry_id, on=day(7), reason="salah rekening")
    assert conditions.released([work.pk], source="apbd") == {work.pk: (day(5), day(7))}
    actions.release(satker, work.code, on=day(9), happened_on=day(9), source="apbd", number="SP2D-1", reason="pindaian menyusul")
    assert conditions.released([work.pk]) == {work.pk: (day(5), day(7), day(9))}
    assert conditions.released([work.pk], tranche=1) == conditions.released([work.pk], source="apbn") == {}


def test_used_is_accepted_swadaya_against_the_standing_plan(pakem, faskel):
    work = money.work(pakem, on=day(1))
    first = money.accepted(faskel, work, money.given(pakem, work, 1_250_000, on=day(2)), on=day(3))
    assert conditions.used([work.pk], source="swadaya", share=50) == {work.pk: (day(3),)}
    assert conditions.used([work.pk], source="swadaya") == {work.pk: ()}
    money.accepted(faskel, work, money.given(pakem, work, 1_250_000, on=day(4)), on=day(5))
    assert conditions.used([work.pk], source="swadaya") == {work.pk: (day(5),)}
    actions.reverse(faskel, work.code, first.entry_id, on=day(8), reason="salah hitung uang")
    assert conditions.used([work.pk], source="swadaya") == {work.pk: (day(5), day(8))}


def test_used_ends_on_a_larger_plan_and_a_plan_of_nothing_holds_at_once(pakem, satker):
    work = money.work(pakem, lines=None)
    assert conditions.used([work.pk], source="apbd") == {}
    assert said(conditions.used_why, work, day(1), source="apbd") == "RAB belum ada, jadi pemakaian APBD belum bisa dihitung."
    money.plan(pakem, work, [money.PlanLine("A1", "", "Semen", Decimal(1), "ls", 100, {"apbn": 100})], on=day(2))
    assert conditions.used([work.pk], source="apbd") == {work.pk: (day(2),)}
    money.plan(pakem, work, [money.PlanLine("A1", "", "Semen", Decimal(1), "ls", 100, {"apbd": 100})], on=day(4))
    assert conditions.used([work.pk], source="apbd") == {work.pk: (day(2), day(4))}
    money.released(satker, work, on=day(5))
    money.spent(pakem, work, 100, on=day(6))
    assert conditions.used([work.pk], source="apbd") == {work.pk: (day(2), day(4), day(6))}


def test_the_reason_names_rupiah_and_percent(pakem, satker):
    work = money.work(pakem)
    money.released(satker, work)
    money.spent(pakem, work, 2_670_000)
    assert said(conditions.used_why, work, money.DAY, source="apbd", share=100) == (
        "APBD terpakai Rp 2.670.000 dari Rp 3.000.000 (89 %), perlu 100 %: kurang Rp 330.000.")


def test_committed_needs_more_than_hope(pakem):
    work = money.work(pakem)
    fields = {"source": "apbd", "giver": "Pemkab", "amount": 3_000_000_000}
    actions.commit(pakem, work.code, on=day(2), happened_on=day(1), certainty="hoped", **fields)
    assert conditions.committed([work.pk], source="apbd") == {}
    assert said(conditions.committed_why, work, day(2), source="apbd") == "APBD baru harapan (Rp 3.000.000.000), belum janji atau anggaran."
    row = actions.commit(pakem, work.code, on=day(3), happened_on=day(1), certainty="pledged", besides=True, **fields)
    assert conditions.committed([work.pk], source="apbd") == {work.pk: (day(3),)}
    programmes.undo(pakem, "funds.Commitment", row.pk, on=day(6), reason="janji ditarik")
    assert conditions.committed([work.pk], source="apbd") == {work.pk: (day(3), day(6))}


def test_accounted(pakem, satker):
    work = money.work(pakem)
    assert said(conditions.accounted_why, work, day(1), tranche=1) == "Pertanggungjawaban tahap 1 belum diterima."
    money.released(satker, work, on=day(2))
    actions.account(satker, work.code, on=day(4), happened_on=day(3), note="LPJ lengkap")
    assert conditions.accounted([work.pk]) == {work.pk: (day(4),)}
    assert conditions.accounted([work.pk], tranche=1) == {}


def test_sentences_of_a_release_that_is_asked_for(pakem):
    work = money.work(pakem)
    assert said(conditions.released_why, work, day(3), tranche=1) == "Tahap 1 belum cair."
    assert said(conditions.released_why, work, day(3), source="apbn") == "APBN belum cair."
    actions.request(pakem, work.code, on=day(2), happened_on=day(2), source="apbn", amount=5)
    assert said(conditions.released_why, work, day(3), source="apbn") == "Pencairan sudah diajukan 2 Juni 2007, tetapi belum cair."


@pytest.mark.parametrize("works", [1, 3])
@pytest.mark.parametrize(("condition", "params", "queries"), [
    (conditions.used, {"source": "apbd"}, 1), (conditions.released, {"source": "apbd"}, 2), (conditions.committed, {"source": "apbd"}, 1),
    (conditions.accounted, {}, 1),
])
def test_one_question_for_any_number_of_works(pakem, satker, works, condition, params, queries, django_assert_num_queries):
    ids = []
    for number in range(works):
        work = money.work(pakem)
        money.released(satker, work, number=f"SP2D-{number}")
        money.spent(pakem, work)
        ids.append(work.pk)
    with django_assert_num_queries(queries):
        condition(ids, **params)


steps = st.lists(st.tuples(st.sampled_from(["give", "accept", "release", "spend", "reverse", "plan"]), st.integers(0, 2), st.integers(1, 30)), max_size=10)


@given(steps)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_said_until_a_day_never_changes_later(pakem, satker, faskel, acts):
    """Random acts on running days: the board of each past day stays what it was on that day, and totals equal the postings."""
    work = money.work(pakem, on=date(2007, 6, 1))
    on, boards = date(2007, 6, 1), []
    for act, later, amount in acts:
        on += timedelta(days=later)
        try:
            _do(act, amount * 100_000, work, pakem, satker, faskel, on)
        except Refused:
            continue
        boards.append((on, _asked(work)))
    for then, lines in boards:
        last = next(known for when, known in reversed(boards) if when == then)
        assert [switches_until(line, then) for line in _asked(work)] == [switches_until(line, then) for line in last]
        assert lines is not None
    assert queries.purses([work.pk]) == queries.work_out([work.pk])
    kept = {row.source: {"plans": row.plans, "steps": row.steps} for row in Course.objects.filter(undertaking=work)}
    assert kept == json.loads(json.dumps({source: courses.as_row(*each) for source, each in courses.work_out(work.pk).items()}))


def _asked(work):
    return [found.get(work.pk, ()) for found in (
        conditions.used([work.pk], source="swadaya", share=60), conditions.used([work.pk], source="apbd", share=50),
        conditions.released([work.pk], source="apbd"))]


def _do(act, amount, work, pakem, satker, faskel, on):
    from sinergi.funds.models import Entry

    match act:
        case "give":
            money.given(pakem, work, amount, on=on)
        case "accept":
            waiting = queries.waiting_for(work.pk, faskel.pk)
            if waiting:
                money.accepted(faskel, work, waiting[0].row, on=on)
        case "release":
            money.released(satker, work, amount=amount, number=f"SP2D-{Entry.objects.count()}", on=on)
        case "spend":
            money.spent(pakem, work, amount, on=on)
        case "reverse":
            entry = Entry.objects.filter(undertaking=work, reverses=None, reversal=None).last()
            if entry is not None:
                by = {"funds.release": satker, "funds.verify": faskel}.get(entry.act, pakem)
                actions.reverse(by, work.code, entry.number, on=on, reason="salah catat tadi")
        case "plan":
            money.plan(pakem, work, [money.PlanLine("A1", "", "Semen", Decimal(1), "ls", amount * 2, {"apbd": amount, "swadaya": amount})], on=on)


def test_the_task_of_checking_falls_to_those_who_did_not_bring_it(pakem, faskel):
    work = money.work(pakem)

    def asked():
        return [sorted(conditions._not_own(person.pk, [work.pk])) for person in (pakem, faskel)]

    assert asked() == [[], []]
    row = money.given(pakem, work)
    assert asked() == [[], [work.pk]]
    verdict = money.accepted(faskel, work, row)
    assert asked() == [[], []]
    actions.reverse(faskel, work.code, verdict.entry_id, on=money.DAY, reason="salah hitung uang")
    assert asked() == [[], [work.pk]]

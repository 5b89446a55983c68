"""What a condition says about days up to d depends only on facts of days up to d; and what it says reaches the board."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from sinergi.actors.models import Pillar
from sinergi.assessments import conditions
from sinergi.assessments.models import Sheet, Verdict
from sinergi.kernel.timelines import switches_until
from sinergi.programmes.models import Cell
from tests import make
from tests.assessments import sheets

START = date(2007, 5, 1)
ASKED = (
    (conditions.filled, {"form": "kelayakan", "sheets": 2}),
    (conditions.filled, {"form": "kelayakan", "stage": "trial"}),
    (conditions.filled, {"form": "kelayakan", "sheets": 3, "pillars": 2}),
    (conditions.decided, {"form": "verifikasi"}),
    (conditions.passed, {"form": "verifikasi"}),
)


def _random_facts(work, people, seed):
    dice = random.Random(seed)
    for person in people:
        for _ in range(2):
            start = START + timedelta(days=dice.randrange(10))
            end = start + timedelta(days=dice.randrange(8)) if _ == 0 or dice.random() < 0.4 else None
            stamp = {"undertaking": work, "stage": dice.choice(["trial", ""]), "person": person, "happened_on": start, "ended_on": end}
            Sheet.objects.create(form="kelayakan", act="assessments.fill", declined=dice.random() < 0.2, pillar=dice.choice(["", *Pillar.values]), **stamp)
            Verdict.objects.create(form="verifikasi", act="assessments.decide", verdict="x", passes=dice.random() < 0.5, reasons="x", **stamp)


@pytest.mark.parametrize("seed", range(6))
def test_the_past_does_not_depend_on_what_came_after(pokja, pokja2, pokja3, seed):
    work = sheets.work()
    _random_facts(work, [pokja, pokja2, pokja3], seed)
    full = [answer([work.pk], **params).get(work.pk, ()) for answer, params in ASKED]
    for number in range(20, -1, -1):
        day = START + timedelta(days=number)
        for model in (Sheet, Verdict):
            model.objects.filter(happened_on__gt=day).delete()
            for row in model.objects.filter(ended_on__gt=day).order_by("-id"):
                if model is Verdict or not model.objects.filter(person=row.person, ended_on=None).exists():
                    model.objects.filter(pk=row.pk).update(ended_on=None)
                else:
                    model.objects.filter(pk=row.pk).update(ended_on=day + timedelta(days=1))
        known = [answer([work.pk], **params).get(work.pk, ()) for answer, params in ASKED]
        assert [switches_until(line, day) for line in known] == [switches_until(line, day) for line in full]


@pytest.mark.parametrize(("answer", "params"), ASKED)
def test_each_condition_is_one_query_for_any_number(pokja, answer, params, django_assert_num_queries):
    work = sheets.work(more=2)
    sheets.fill(pokja, work)
    with django_assert_num_queries(1):
        answer([work.pk, work.pk + 1, work.pk + 2], **params)


def test_three_sheets_finish_the_stage_on_the_board_and_withdrawing_one_reopens_it(pokja, pokja2, pokja3):
    from sinergi.programmes.actions import undo

    work = sheets.work()
    rows = [sheets.fill(person, work) for person in (pokja, pokja2, pokja3)]
    assert Cell.objects.get(undertaking=work, stage="trial").state == "done"
    undo(pokja3, "assessments.Sheet", rows[2].pk, on=make.today, reason="salah usulan")
    cell = Cell.objects.get(undertaking=work, stage="trial")
    assert (cell.state, list(cell.unmet)) == ("open", ["assessments.filled(form=kelayakan, sheets=3)"])


def test_why_not_yet_counts_the_sheets(pokja):
    work = sheets.work()
    sheets.fill(pokja, work)
    code, values = conditions.filled_why([work.pk], on=make.today, form="kelayakan", sheets=3)[work.pk]
    assert (code, values["form"].id, values["done"], values["sheets"]) == ("assessments.too_few_sheets", "Penilaian kelayakan", 1, 3)


def test_three_sheets_of_one_pillar_are_not_yet_sheets_of_three(pokja):
    work = sheets.work(done='{ is = "assessments.filled", form = "kelayakan", sheets = 3, pillars = 3 }')
    for person in (pokja, make.person(role="pokja_paket", pillar="government"), make.person(role="pokja_paket", pillar="government")):
        sheets.fill(person, work)
    asked = {"form": "kelayakan", "sheets": 3, "pillars": 3}
    assert conditions.filled([work.pk], **asked) == {work.pk: ()}
    code, values = conditions.filled_why([work.pk], on=make.today, **asked)[work.pk]
    assert (code, values["done"], values["pillars"], values["missing"]) == ("assessments.too_few_pillars", 1, 3, ["Masyarakat", "Kelompok peduli"])
    for pillar in ("community", "caring"):
        sheets.fill(make.person(role="pokja_paket", pillar=pillar), work)
    assert conditions.filled([work.pk], **asked) == {work.pk: (make.today,)}
    assert Cell.objects.get(undertaking=work, stage="trial").state == "done"

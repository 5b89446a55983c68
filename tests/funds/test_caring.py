"""A purse that no treasury pays out: a caring group pays in, the committee books and spends it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sinergi.funds import queries
from sinergi.funds.models import Entry
from sinergi.funds.rules import PlanLine
from sinergi.project import clock
from tests import make
from tests.funds import money

pytestmark = pytest.mark.django_db
CARING = """
[[sources]]
code = "peduli"
title = { id = "Kelompok peduli", en = "Caring groups" }
order = 4
grant = false
"""
ACTS = (
    *money.ACTS,
    '{ act = "funds.release", source = "peduli", role = "pakem" }',
    '{ act = "funds.spend", source = "peduli", role = "pakem", needs = [{ is = "funds.released", source = "peduli" }] }',
)
LINES = (PlanLine("A1", "A. Bahan", "Semen", Decimal(100), "sak", 40_000, {"apbn": 3_000_000, "peduli": 1_000_000}),)


@pytest.fixture
def work(kendal, pakem, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: make.today)
    return money.work(pakem, acts=ACTS, lines=LINES, extra=CARING)


def test_what_a_caring_group_pays_in_is_booked_by_its_receipt_and_spent(work, pakem):
    money.released(pakem, work, "peduli", number="KW-07")
    money.spent(pakem, work, 1_000_000, source="peduli")
    purse = queries.purses([work.pk])[work.pk]["peduli"]
    assert (purse.planned, purse.released, purse.used, purse.balance) == (1_000_000, 1_000_000, 1_000_000, 0)
    assert Entry.objects.order_by("number").first().note == "Pencairan Kelompok peduli, bukti terima KW-07"


@pytest.mark.parametrize(("source", "who", "label"), [("peduli", "pakem", "Nomor bukti terima"), ("apbn", "satker", "Nomor SP2D")])
def test_the_form_asks_for_the_paper_that_such_money_comes_with(client, work, pakem, satker, source, who, label):
    client.force_login({"pakem": pakem, "satker": satker}[who])
    page = client.get(f"/dana/{work.code}/pencairan/?source={source}&stage=trial").content.decode()
    assert label in page

"""Leaving a round after money came: who may, and what they read first."""

from decimal import Decimal

import pytest

from sinergi.funds import conditions, queries
from sinergi.funds.rules import PlanLine
from sinergi.programmes import editions
from tests import make
from tests.funds import money

LEAVING = '[[anytime]]\nact = "programmes.leave"\nscope = "work"\nrole = "pokja_paket"\n[[anytime]]\nact = "programmes.leave"\nscope = "site"\nrole = "pokja_paket"\n'


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    from sinergi.project import clock

    monkeypatch.setattr(clock, "today", lambda: make.today)


def test_the_page_says_how_much_nobody_will_ask_about_any_more(client, pokja, pakem, satker):
    work = money.work(pakem, extra=LEAVING)
    client.force_login(pokja)
    assert "sudah dicairkan di sini" not in client.get(f"/lakukan/{work.code}/keluar/").content.decode()
    money.released(satker, work, amount=3_000_000)
    for code in (work.code, work.parent.code):      # also where everything below goes along
        assert "Rp 3.000.000 sudah dicairkan di sini" in client.get(f"/lakukan/{code}/keluar/").content.decode().replace("\xa0", " ")


def test_a_committee_leaves_by_itself_only_until_its_works_begin():
    paket = next(edition for edition in editions.shelf() if edition.code == "paket-kendal-2007")
    leaving = {role: entry.until for entry in paket.anytime if (entry.act, entry.scope) == ("programmes.leave", "work") for role in entry.roles}
    assert leaving == {"pokja_paket": "", "pakem": "swadaya_works"}


def test_what_came_beyond_the_plan_was_never_promised(pakem):
    work = money.work(pakem)            # its plan asks 2.500.000 of the people
    money.given(pakem, work, 2_500_200)
    purse = queries.purses([work.pk])[work.pk]["swadaya"]
    assert (purse.promised, purse.delivered) == (2_500_000, 2_500_200)


def test_a_share_that_is_not_whole_is_not_called_whole(pakem, satker):
    """27.990.000 of 28.000.000 is no hundred percent while ten thousand are missing."""
    work = money.work(pakem, lines=(PlanLine("A1", "A", "Semen", Decimal(1), "ls", 28_000_000, {"apbd": 28_000_000}),))
    money.released(satker, work, amount=28_000_000)
    money.spent(pakem, work, 27_990_000)
    code, said = conditions.used_why([work.pk], on=make.today, source="apbd")[work.pk]
    assert (code, said["percent"], said["missing_rp"]) == ("funds.not_used", "99,96", 10_000)

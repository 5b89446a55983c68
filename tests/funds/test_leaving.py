"""Leaving a round after money came: who may, and what they read first."""

import pytest

from sinergi.funds import queries
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

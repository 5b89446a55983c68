"""A hope, a promise, a budget: what counts where the programme asks; and a tranche asked for is not asked for again."""

from datetime import date

import pytest

from sinergi.funds import actions
from sinergi.funds.conditions import committed, committed_why
from sinergi.kernel.timelines import holds
from sinergi.programmes import queries
from tests import make

WORDS = """
[[schemes]]
code = "plan"
title = { id = "Perencanaan", en = "Planning" }
tranches = [{ no = 1, share = 100, source = "apbn" }]
"""
ON = date(2007, 6, 1)


@pytest.fixture
def site(kendal):
    return make.open_stage(acts=['{ act = "funds.commit", source = "apbn", role = "bkm" }',
                                 '{ act = "funds.request", scheme = "plan", tranche = 1, source = "apbn", role = "bkm", asked = true }',
                                 '{ act = "funds.release", scheme = "plan", tranche = 1, source = "apbn", role = "bkm" }'],
                           done_when=['{ is = "funds.committed", source = "apbn", certainty = "budgeted" }', '{ is = "funds.released", tranche = 1 }'], scope="site", extra=WORDS)


@pytest.mark.parametrize(("certainty", "counts"), [("hoped", (False, False)), ("pledged", (True, False)), ("budgeted", (True, True))])
def test_what_counts(bkm, site, certainty, counts):
    actions.commit(bkm, site.code, on=ON, happened_on=ON, source="apbn", certainty=certainty, amount=5_000_000, giver="Satker", document_number="DPA 1")
    found = [committed([site.pk], source="apbn"), committed([site.pk], source="apbn", certainty="budgeted")]
    assert tuple(holds(each.get(site.pk, ()), ON) for each in found) == counts
    if not counts[1]:
        assert committed_why([site.pk], on=ON, source="apbn", certainty="budgeted")[site.pk][0] == "funds.not_budgeted"


def test_nobody_is_sent_to_ask_twice(bkm, site):
    def asked():
        return [group.act for group in queries.my_tasks(bkm, ON) if group.act == "funds.request"]

    actions.commit(bkm, site.code, on=ON, happened_on=ON, source="apbn", certainty="budgeted", amount=5_000_000, giver="Satker", document_number="DPA 1")
    assert asked() == ["funds.request"]
    actions.request(bkm, site.code, on=ON, happened_on=ON, source="apbn", scheme="plan", tranche=1, amount=5_000_000)
    assert asked() == []

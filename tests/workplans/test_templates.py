"""The templates of the shipped programmes: each can be begun, is whole but for who does it, and leaves room before its last day."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.programmes import editions
from sinergi.workplans import definitions, rules
from tests.workplans.build import complete

START = date(2012, 6, 4)
SHELF = {edition.code: edition for edition in editions.shelf()}
PLANS = [("paket-kendal-2007", "work", "rencana_pakem"), ("kotaku-2021", "work", "rencana_ksm"), ("kat-2018", "work", "rencana_paket"), ("plpbk-2012", "site", "rencana_tipp")]


@pytest.mark.parametrize(("code", "scope", "plan"), PLANS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_template_lacks_only_who_does_it(code, scope, plan, language):
    word = definitions.plan(SHELF[code], scope, plan)
    found = rules.schedule(complete(definitions.template(word, START, language)), needs_deadline=word.needs_deadline)
    assert (found.problems, found.spare_days > 0, word.needs_deadline) == ((), True, True)


@pytest.mark.parametrize(("code", "scope", "plan"), PLANS[:3])
def test_a_plan_may_be_made_and_no_step_waits_for_it(code, scope, plan):
    edition = SHELF[code]
    offered = {entry.act for stage in edition.of_scope(scope) for entry in stage.acts if entry.param("plan") == plan}
    waited_for = [condition for stage in edition.stages for condition in (*stage.done_when, *stage.opens_when) if condition.name == "workplans.approved"]
    assert (offered, waited_for) == (definitions.ACTS, [])


def test_tools_stand_in_a_template():
    word = definitions.plan(SHELF["paket-kendal-2007"], "work", "rencana_pakem")
    assert next(each.support for each in definitions.template(word, START, "en").activities if each.support) == "Measuring tape 2 pcs; Wooden peg 20 pcs; String"

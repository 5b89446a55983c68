"""What a body is made of: the three pillars, or kinds of members that the edition names; and national roles find their work."""

from datetime import date

import pytest

from sinergi.actors.models import Member
from sinergi.engine.definition import Title
from sinergi.kernel.timelines import holds
from sinergi.programmes import actions, forms, gate, queries, rules
from sinergi.programmes.conditions import formed, formed_why
from sinergi.programmes.editions import edition_of
from tests import make

BODY = """
[[bodies]]
code = "team"
title = { id = "Tim inti", en = "Core team" }
elements = ["community", { code = "local_technician", title = { id = "Staf teknis", en = "Technician" }, pillar = "government" }]
"""
ASKED = {"body": "team", "includes": ("local_technician",)}


@pytest.fixture
def site(kendal):
    return make.open_stage(acts=['{ act = "actors.form", body = "team", role = "bkm" }'], done_when=['{ is = "actors.formed", body = "team", includes = "local_technician" }'],
                           scope="site", extra=BODY)


def form(bkm, site, *elements):
    members = tuple(actions.NewMember(name=f"Orang {place}", element=element) for place, element in enumerate(elements))
    return actions.form(bkm, site.code, on=make.today, body="team", given=actions.NewBody(name="Tim", members=members))


def test_the_form_offers_what_the_edition_names(site):
    word = edition_of(site).word("bodies", "team")
    assert forms.elements_to_choose(word) == [("community", "Masyarakat"), ("local_technician", "Staf teknis")]
    assert [each.pillar for each in rules.elements_of(word)] == ["community", "government"]


def test_a_body_of_pillars_alone_offers_the_pillars_as_always(site):
    assert forms.elements_to_choose(type(edition_of(site).word("bodies", "team"))("b", Title("B"), {"elements": ("government", "community")})) == []


def test_the_team_counts_only_with_the_member_asked_for(bkm, site):
    first = form(bkm, site, "community", "community")
    assert first.missing_pillars == ["local_technician"]
    assert formed([site.pk], **ASKED) == {}
    code, values = formed_why([site.pk], on=make.today, **ASKED)[site.pk]
    assert (code, [each.id for each in values["includes"]]) == ("actors.lacks_elements", ["Staf teknis"])
    form(bkm, site, "community", "local_technician")
    assert holds(formed([site.pk], **ASKED)[site.pk], make.today)
    assert sorted(Member.objects.exclude(element="").values_list("element", flat=True)) == ["community", "community", "community", "local_technician"]


def test_a_national_role_finds_its_tasks(bkm, site):
    minister = make.person(name="Orang pusat", role="bkm", region="")
    assert gate.may(minister, "actors.form", site, on=make.today, body="team")
    assert [(group.act, [one.code for one in group.subjects]) for group in queries.my_tasks(minister, make.today)] == [("actors.form", [site.code])]
    assert [code for code, _title in queries.rounds_of(minister, date(2007, 6, 1))] == [queries.busiest_round(minister, date(2007, 6, 1))] == [site.cycle.code]

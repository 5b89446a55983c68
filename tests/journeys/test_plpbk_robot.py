"""An office whose people do only their tasks carries a city programme from the decree on the location to its last account."""

import pytest

from sinergi.funds.models import Release
from sinergi.programmes.models import Cell, Engagement, Task
from sinergi.proposals.rules import Split
from tests import make
from tests.journeys import cinunuk
from tests.journeys.robot import Robot
from tests.journeys.test_robot import stored, surveyed

pytestmark = pytest.mark.journey
SPLITS = (Split("swadaya", 3_000_000, "labour"), Split("apbn", 7_000_000))


@pytest.fixture
def office(kendal):
    cinunuk.places()
    people = cinunuk.people()
    others = [make.person(name=f"{role} Cileunyi Kulon", role=role, region=cinunuk.NEIGHBOUR) for role in ("bkm", "lurah")]
    return Robot([*people.values(), *others], cinunuk.open_cycle(people["tkpp_kota"]), cinunuk.OPENED, [cinunuk.VILLAGE, cinunuk.NEIGHBOUR], SPLITS)


def test_two_villages_run_from_the_decree_to_the_last_account(office):
    office.run(days=900)
    states = dict(Cell.objects.filter(cycle=office.cycle).exclude(state="done").values_list("stage", "state"))
    assert states == {"orientation_province": "open"}      # optional: the province came together with the nation
    assert list(Task.objects.filter(cycle=office.cycle)) == []
    money_came_after_the_plan(office)
    the_team_has_its_technician()


def money_came_after_the_plan(office):
    acts = [act for _day, act, code in office.log if code == "BDG12-D01"]
    assert acts.index("workplans.approve") < acts.index("funds.request") < acts.index("funds.release")
    assert releases("BDG12-D01") == [("blm_rencana", 1, 200_000_000)]
    assert releases("BDG12-001") == [("blm_bangun", 2, 4_200_000), ("blm_bangun", 3, 2_800_000)]


def releases(code):
    return list(Release.objects.filter(undertaking__code=code).order_by("tranche").values_list("scheme", "tranche", "amount"))


def the_team_has_its_technician():
    team = Engagement.objects.get(undertaking__code="BDG12-D01", body="tipp")
    assert set(team.organisation.members.values_list("element", flat=True)) == {"community", "local_government_technician"}


def test_the_stored_cells_equal_a_full_survey_at_every_tenth_act(office):
    compared = []

    def check(robot):
        if len(robot.log) % 10 == 0:
            compared.append(len(robot.log))
            assert stored(robot.cycle.pk) == surveyed(robot.cycle, robot.today)

    office.watch = check
    office.run(days=900)
    assert compared == list(range(10, len(office.log) + 1, 10))

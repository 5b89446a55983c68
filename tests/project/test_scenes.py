"""The days of the example: Cinunuk stands where it says, and signing in or a button goes to the day of a scene, back too."""

from datetime import date

import pytest

from sinergi.followups.models import Followup
from sinergi.meetings.models import Meeting
from sinergi.programmes import queries
from sinergi.programmes.models import Cell, Undertaking
from sinergi.project import clock
from sinergi.project.demo import cinunuk, scenes
from sinergi.project.models import DemoDay
from tests.journeys import cinunuk as places

KENDAL = date(2007, 10, 2)


@pytest.fixture
def people(kendal, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=KENDAL)
    places.places()
    return cinunuk.hire()


@pytest.fixture
def loaded(people):
    cinunuk.load(people, lambda _said: None)
    return people


def test_cinunuk_stands_with_its_plan_approved_and_its_first_tranche_asked_for(loaded):
    states = dict(Cell.objects.filter(undertaking__code=cinunuk.SITE).values_list("stage", "state"))
    assert {stage for stage, state in states.items() if state == "open"} == {"blm_1"}
    assert states["work_plan"] == "done"
    assert [group.act for group in queries.my_tasks(loaded["pjok"], cinunuk.TODAY)] == ["dossiers.sign"]
    assert queries.my_tasks(loaded["bkm"], cinunuk.TODAY) == []            # it has asked, and does not ask twice
    assert Undertaking.objects.filter(is_example=False).count() == 0


def test_what_the_paper_tells_is_told(loaded):
    first = Meeting.objects.get(title=cinunuk.CINUNUK.title)
    assert (first.men, first.women, first.participants) == (14, 15, 29)
    assert "rekaan" in first.minutes                                       # the day the paper leaves out
    assert Meeting.objects.get(kind="orientasi_kelurahan").starts_on == date(2012, 5, 16)


def test_one_thing_agreed_is_late_and_one_is_done(loaded):
    lines = Followup.objects.filter(undertaking__code=cinunuk.SITE).order_by("due_on")
    assert [(line.due_on, line.due_on < cinunuk.TODAY) for line in lines] == [(date(2012, 5, 16), True), (date(2012, 8, 20), True)]
    assert [line.reports.filter(status="done").count() for line in lines] == [1, 0]


def test_signing_in_goes_to_the_day_of_the_scene(people, client):
    client.post("/contoh/masuk/", {"email": f"pjok{cinunuk.DOMAIN}"})
    assert clock.today() == cinunuk.TODAY


def test_signing_in_later_leaves_the_day_alone(people, client):
    clock.set_demo_day(date(2013, 1, 2))
    client.post("/contoh/masuk/", {"email": f"pjok{cinunuk.DOMAIN}"})
    assert clock.today() == date(2013, 1, 2)


@pytest.mark.parametrize("scene", scenes.SCENES, ids=lambda scene: scene.day.isoformat())
def test_a_button_goes_to_each_scene(people, client, scene):
    clock.set_demo_day(date(2010, 1, 1))
    client.post("/contoh/hari/", {"to": scene.day.isoformat()})
    assert clock.today() == scene.day


@pytest.mark.parametrize("given", ["2012-09-02", "kemarin", ""])
def test_no_other_day_can_be_chosen(people, client, given):
    client.post("/contoh/hari/", {"to": given, "days": "x"})
    assert clock.today() == KENDAL


def test_outside_the_demo_there_is_no_such_page(people, client, settings):
    settings.DEMO = False
    assert client.post("/contoh/hari/", {"to": "2012-09-01"}).status_code == 404

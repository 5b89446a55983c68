"""After random acts of a careless office the snapshot is what a full survey would give: cells, tasks and days to look again."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction

from sinergi.kernel.decisions import Refused
from sinergi.programmes import actions, editions, queries, snapshot
from sinergi.programmes.actions.undoing import fact_models
from sinergi.programmes.models import Cell, CycleTick, Leaving, Task, Undertaking, Wake
from sinergi.programmes.snapshot import renewing
from tests import make
from tests.journeys.robot import Robot
from tests.journeys.test_robot import paket

pytestmark = pytest.mark.journey
STEPS = 140


class Wild:
    """Mostly people do their tasks; now and then somebody takes something back, lets something pass, leaves, or days go by."""

    def __init__(self, robot, seed):
        self.robot, self.dice = robot, Random(seed)
        self.done = Counter()

    def step(self):
        act = self.dice.choices([self.work, self.undo, self.waive, self.live, self.pass_days], weights=[70, 5, 3, 2, 8])[0]
        try:
            with transaction.atomic():
                act()
            self.done[act.__name__] += 1
        except Refused as refused:
            self.done[f"{act.__name__}: {refused.decision.code}"] += 1

    def work(self):
        people = self.robot._everybody()
        self.dice.shuffle(people)
        for person in people:
            groups = queries.my_tasks(person, self.robot.today, cycle=self.robot.cycle.code)
            self.dice.shuffle(groups)
            for group in groups:
                if self.robot.do(person, group, self.dice.choice(group.subjects)):
                    return

    def undo(self):
        standing = [(model, pk) for model in fact_models().values() for pk in model.objects.filter(ended_on=None).values_list("pk", flat=True)]
        model, pk = self.dice.choice(standing) if standing else (Leaving, 0)
        self.somebody(lambda person: actions.undo(person, f"{model._meta.app_label}.{model.__name__}", pk, on=self.robot.today, reason="Ternyata keliru dicatat"))

    def waive(self):
        edition, on = editions.edition_of(self.robot.cycle), self.robot.today
        stage = self.dice.choice(edition.stages)
        subject = self.dice.choice(list(Undertaking.objects.filter(scope=stage.scope)) or [self.robot.cycle])
        what = self.dice.choice(["condition", "opening", "stage", "deadline"])
        uses = [use.key for use in stage.done_when]
        actions.waive(self.robot.people[3], subject.code, on=on, stage=stage.code, what=what, reason="Keputusan rapat Pokja, banjir",
                      condition=self.dice.choice(uses) if what == "condition" and uses else "", due_on=on + timedelta(days=20) if what == "deadline" else None,
                      until=on + timedelta(days=self.dice.randint(2, 30)) if self.dice.random() < 0.5 else None)

    def live(self):
        subject = self.dice.choice(list(Undertaking.objects.exclude(scope="cycle")) or [self.robot.cycle])
        on, note = self.robot.today, "Keputusan rapat Pokja"
        if Leaving.objects.filter(undertaking=subject, ended_on=None).exists():
            self.somebody(lambda person: actions.return_(person, subject.code, on=on, note=note))
        else:
            self.somebody(lambda person: actions.leave(person, subject.code, on=on, reason="withdrawn", note=note))

    def somebody(self, act):
        """The first who may; what is said to the last when nobody may."""
        *others, last = self.robot._everybody()
        for person in others:
            with suppress(Refused), transaction.atomic():
                act(person)
                return
        act(last)

    def pass_days(self):
        self.robot.today += timedelta(days=self.dice.randint(1, 12))
        actions.tick(self.robot.today)


@pytest.fixture(autouse=True)
def _one_by_one(monkeypatch):
    """As in a large round: what an act touched is looked at alone, however small this one is."""
    monkeypatch.setattr(renewing, "ALONE", 0)


@pytest.fixture
def robot(kendal, pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, bkm):
    cycle = actions.open_cycle(pokja, edition_text=paket(), code="KDL08", title="PAKET Tahap III", region_code="33.24", year=2007, on=date(2007, 3, 1))
    other = make.person(name="BKM Gempolsewu", role="bkm", region="33.24.16.2015")
    return Robot([pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, bkm, other], cycle, date(2007, 3, 1), ["33.24.12.2011", "33.24.16.2015"])


@pytest.mark.parametrize("seed", [0, 3])
def test_the_snapshot_equals_a_full_survey_after_random_acts(robot, seed):
    wild = Wild(robot, seed)
    for _ in range(STEPS):
        wild.step()
        assert kept(robot) == afresh(robot)
    assert {"work", "undo", "waive", "live", "pass_days"} <= set(wild.done), wild.done       # each of them happened, not only refusals
    assert Undertaking.objects.filter(scope="work").exists()


def kept(robot):
    snapshot.ensure(robot.cycle.pk, robot.today)
    rows = Cell.objects.values_list("undertaking", "stage", "state", "locked", "reopened", "opened_on", "done_on", "due_on", "lines", "unmet")
    tasks = Task.objects.values_list("undertaking", "wanted", "stage", "duty", "act", "role", "params", "starts", "due_on")
    return {row[:2]: row[2:] for row in rows}, Counter(map(repr, tasks)), dict(Wake.objects.values_list("undertaking", "on_day")), CycleTick.objects.get().next_change


def afresh(robot):
    with transaction.atomic():
        for model in (Cell, Task, Wake, CycleTick):
            model.objects.all().delete()
        snapshot.renew_cycle(robot.cycle.pk, on=robot.today)
        found = kept(robot)
        transaction.set_rollback(True)
    return found

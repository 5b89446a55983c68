"""What a condition says about days up to d depends only on facts of days up to d: random facts, cut off at every day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from sinergi.disclosure import conditions as disclosure
from sinergi.disclosure.models import Answer, ListVersion, Objection, Publicity
from sinergi.kernel.timelines import holds
from sinergi.proposals import conditions as proposals
from sinergi.proposals.models import Proposal, Ranking, Submission, Version, WriteFact
from tests import make
from tests.disclosure import build
from tests.proposals.build import file

pytestmark = pytest.mark.django_db
START = date(2007, 5, 1)
SPAN = 24


def day(number):
    return START + timedelta(number)


def period(chance):
    start = chance.randrange(SPAN)
    end = chance.choice([None, None, start + chance.randrange(SPAN - start)])
    return {"happened_on": day(start), "ended_on": None if end is None else day(end), "person": None, "stage": ""}


def some(chance, most=4):
    return range(chance.randrange(most + 1))


def writing(chance, work):
    for _ in some(chance):
        WriteFact.objects.create(undertaking=work, act="proposals.write", complete=chance.random() < 0.7, **period(chance))


def submissions(chance, work):
    version = Version.objects.create(proposal=Proposal.objects.get_or_create(undertaking=work)[0], number=chance.randrange(10**6), content={}, fingerprint="")
    for _ in some(chance):
        Submission.objects.create(undertaking=work, act="proposals.submit", version=version, **period(chance))


def rankings(chance, cycle):
    for _ in some(chance):
        Ranking.objects.create(undertaking=cycle, act="proposals.rank", list=chance.choice(["candidates", "winners"]), **period(chance))


def campaigns(chance, cycle):
    for _ in some(chance, 6):
        proof = file("bukti.pdf") if chance.random() < 0.8 else None
        Publicity.objects.create(undertaking=cycle, act="disclosure.publicise", medium=chance.choice(["spanduk", "radio"]), place="x", shown_from=START,
                                 proof=proof, **period(chance))


def version(chance, cycle, start):
    number = ListVersion.objects.filter(undertaking=cycle).count() + 1
    return ListVersion.objects.create(undertaking=cycle, act="disclosure.publish", list="candidates", number=number, serial=number, content={}, canonical="",
                                      fingerprint=str(number), short_code=str(number), happened_on=day(start))


def objections(chance, cycle):
    """In the order of recording: versions, objections, answers, later versions."""
    last = version(chance, cycle, chance.randrange(6))
    for number in some(chance, 3):
        start = chance.randrange(12)
        row = Objection.objects.create(undertaking=cycle, act="disclosure.object", list="candidates", version=last, number=number, ground="other", text="x",
                                       follow_code=f"{cycle.pk}-{number}", dedupe_key=f"{cycle.pk}-{number}", happened_on=day(start))
        begun = start
        for _ in some(chance, 2):
            begun += chance.randrange(4)
            Answer.objects.filter(objection=row, ended_on=None).update(ended_on=day(begun))
            Answer.objects.create(undertaking=cycle, act="disclosure.answer", list="candidates", objection=row, text="x", upheld=chance.random() < 0.5,
                                  happened_on=day(begun))
    for _ in some(chance, 2):
        version(chance, cycle, 6 + chance.randrange(14))


CASES = {
    "proposals.complete": (writing, "work", proposals.complete),
    "proposals.submitted": (submissions, "work", proposals.submitted),
    "proposals.ranked": (rankings, "cycle", lambda ids: proposals.ranked(ids, list="candidates")),
    "disclosure.publicised": (campaigns, "cycle", lambda ids: disclosure.publicised(ids, media=("spanduk", "radio"))),
    "disclosure.published": (objections, "cycle", lambda ids: disclosure.published(ids, list="candidates")),
    "disclosure.window_open": (objections, "cycle", lambda ids: disclosure.window_open(ids, list="candidates", days=7)),
    "disclosure.window_closed": (objections, "cycle", lambda ids: disclosure.window_closed(ids, list="candidates", days=7)),
    "disclosure.objections_answered": (objections, "cycle", lambda ids: disclosure.objections_answered(ids, list="candidates")),
}
MODELS = (Answer, Objection, ListVersion, Publicity, Ranking, Submission, WriteFact)


def forget_after(last):
    for model in MODELS:
        later = model.objects.filter(happened_on__gt=last)
        if model is Objection:
            Answer.objects.filter(objection__in=later).delete()
        if model is ListVersion:  # an objection cannot be older than its list: only what stands on nothing goes
            later = later.exclude(pk__in=Objection.objects.values("version"))
        later.delete()
        model.objects.filter(ended_on__gt=last).update(ended_on=None)


@pytest.mark.parametrize("name", CASES)
def test_the_past_does_not_know_the_future(kendal, name):
    make_facts, scope, ask = CASES[name]
    for seed in range(12):
        chance = random.Random(f"{name}{seed}")
        cycle = build.cycle()
        subject = cycle if scope == "cycle" else make.child(make.child(cycle, "33.24.12.2007"), "33.24.12.2007")
        make_facts(chance, subject)
        whole = ask([subject.pk]).get(subject.pk, ())
        for last in sorted((chance.randrange(SPAN) for _ in range(3)), reverse=True):
            if name.startswith("disclosure.") and ListVersion.objects.filter(undertaking=subject, happened_on__gt=day(last), objections__happened_on__lte=day(last)).exists():
                continue  # an objection before its own list: not a world that the acts can make
            forget_after(day(last))
            known = ask([subject.pk]).get(subject.pk, ())
            assert [holds(known, day(each)) for each in range(last + 1)] == [holds(whole, day(each)) for each in range(last + 1)], (seed, last)

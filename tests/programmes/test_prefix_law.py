"""What a condition says about days up to d depends only on facts of days up to d: random facts, cut off at every day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from sinergi.actors.models import Member
from sinergi.kernel.timelines import holds
from sinergi.programmes import conditions
from sinergi.programmes.models import (
    BodyChange,
    Classified,
    Closing,
    Consent,
    DateSet,
    Engagement,
    IntakeClosed,
    Leaving,
    Register,
    Undertaking,
)
from tests import make

pytestmark = pytest.mark.django_db
START = date(2007, 5, 1)
SPAN = 24
EXTRA = """
[[dates]]
code = "batas"
title = { id = "Batas", en = "Limit" }
default = "05-12"
[[dates]]
code = "tutup"
title = { id = "Penutupan", en = "Closing" }
[[bodies]]
code = "pakem"
title = { id = "PAKEM", en = "PAKEM" }
[[kinds]]
code = "kecil"
title = { id = "Kecil", en = "Small" }
"""


def day(number):
    return START + timedelta(number)


def stamp(chance, about, act):
    """A fact of some day that may have been taken back on a later one."""
    start = chance.randrange(SPAN)
    end = chance.choice([None, None, start + chance.randrange(SPAN - start)])
    return {"undertaking": about, "act": act, "happened_on": day(start), "ended_on": None if end is None else day(end)}


def some(chance, most=4):
    return range(chance.randrange(most + 1))


def works(chance, cycle):
    site = make.child(cycle, "33.24.12.2011", on=START)
    for _ in some(chance, 5):
        start = chance.randrange(SPAN)
        work = make.child(site, "33.24.12.2011", on=day(start))
        if chance.random() < 0.3:
            Undertaking.objects.filter(pk=work.pk).update(voided_on=day(start + chance.randrange(6)))
        for _ in some(chance, 2):
            Leaving.objects.create(reason="withdrawn", note="x", **stamp(chance, work, "programmes.leave"))


def intakes(chance, cycle):
    for _ in some(chance):
        IntakeClosed.objects.create(intake=chance.choice(["site", "work"]), **stamp(chance, cycle, "programmes.close_intake"))


def kinds(chance, cycle):
    for _ in some(chance):
        Classified.objects.create(kind="kecil", **stamp(chance, cycle, "programmes.classify"))


def closings(chance, cycle):
    for _ in some(chance, 2):
        Closing.objects.create(**stamp(chance, cycle, "programmes.close"))


def settings_of_days(chance, cycle):
    """In the order of recording, as one sets a day: today or never, for any day."""
    for number in sorted(chance.randrange(SPAN) for _ in some(chance)):
        end = chance.choice([None, None, number + chance.randrange(SPAN - number)])
        DateSet.objects.create(undertaking=cycle, act="programmes.set_date", date=chance.choice(["batas", "tutup"]), day=day(number + chance.randrange(-3, 15)),
                               happened_on=day(number), ended_on=None if end is None else day(end))


def registers(chance, cycle):
    for _ in some(chance):
        Register.objects.create(households=9, expected=9, **stamp(chance, cycle, "actors.register"))


def consents(chance, cycle):
    for _ in some(chance):
        Consent.objects.create(given=chance.random() < 0.6, language="x", spoken_by="x", asked="x", **stamp(chance, cycle, "actors.consent"))


def formed(chance, cycle):
    """Bodies with people who come, go, and come by a change with a decree."""
    for _ in some(chance, 2):
        body = make.organisation()
        if chance.random() < 0.4:
            body.decree_on = day(chance.randrange(SPAN))
            body.save()
        made = Engagement.objects.create(body="pakem", organisation=body, **stamp(chance, cycle, "actors.form"))
        for _ in some(chance, 5):
            since = chance.randrange(SPAN)
            until = chance.choice([None, since + chance.randrange(SPAN - since)])
            Member.objects.create(organisation=body, person=make.person(), pillar=chance.choice(["government", "community", "caring"]), held_from=day(since),
                                  held_to=None if until is None else day(until))
        for _ in some(chance, 2):
            change = stamp(chance, cycle, "actors.change")
            BodyChange.objects.create(body="pakem", engagement=made, reason="x", decree_on=chance.choice([None, change["happened_on"]]), **change)


CASES = {
    "programmes.started": (works, lambda ids: conditions.started(ids, scope="work", min=2)),
    "programmes.intake_closed": (intakes, lambda ids: conditions.intake_closed(ids, intake="work")),
    "programmes.closed": (closings, conditions.closed),
    "programmes.classified": (kinds, conditions.classified),
    "programmes.day_reached": (settings_of_days, lambda ids: conditions.day_reached(ids, date="batas")),
    "programmes.day_reached without default": (settings_of_days, lambda ids: conditions.day_reached(ids, date="tutup")),
    "programmes.day_ahead": (settings_of_days, lambda ids: conditions.day_ahead(ids, date="batas")),
    "programmes.day_ahead without default": (settings_of_days, lambda ids: conditions.day_ahead(ids, date="tutup")),
    "actors.registered": (registers, conditions.registered),
    "actors.consented": (consents, conditions.consented),
    "actors.formed": (formed, lambda ids: conditions.formed(ids, body="pakem", members=2)),
    "actors.formed with all": (formed, lambda ids: conditions.formed(ids, body="pakem", members=2, decree=True, includes=("community",))),
}
FACTS = (BodyChange, Engagement, IntakeClosed, Classified, Closing, DateSet, Register, Consent, Leaving)


def forget_after(last):
    """Everything that was not yet known on that day, and every end that had not come."""
    for model in FACTS:
        model.objects.filter(happened_on__gt=last).delete()
        model.objects.filter(ended_on__gt=last).update(ended_on=None)
    Member.objects.filter(held_from__gt=last).delete()
    Member.objects.filter(held_to__gt=last).update(held_to=None)
    Leaving.objects.filter(undertaking__started_on__gt=last).delete()
    Undertaking.objects.filter(started_on__gt=last).delete()
    Undertaking.objects.filter(voided_on__gt=last).update(voided_on=None)


def test_every_condition_of_this_context_is_put_to_the_test():
    assert {name.partition(" ")[0] for name in CASES} == {bound.name for bound in conditions.CONDITIONS}


@pytest.mark.parametrize("name", CASES)
def test_the_past_does_not_know_the_future(kendal, name):
    make_facts, ask = CASES[name]
    held = 0
    for seed in range(16):
        chance = random.Random(f"{name}{seed}")
        cycle = make.cycle_of(make.edition_text(scope="cycle", extra=EXTRA), on=START)
        make_facts(chance, cycle)
        whole = ask([cycle.pk]).get(cycle.pk, ())
        held += any(holds(whole, day(each)) for each in range(SPAN))
        for last in sorted((chance.randrange(SPAN) for _ in range(3)), reverse=True):
            forget_after(day(last))
            known = ask([cycle.pk]).get(cycle.pk, ())
            assert [holds(known, day(each)) for each in range(last + 1)] == [holds(whole, day(each)) for each in range(last + 1)], (seed, last)
    assert held > 2         # the facts make something true now and then

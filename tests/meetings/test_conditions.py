"""``meetings.held``: since when enough meetings reach every target, and never wiser than the facts of its day."""

import itertools
import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from sinergi.kernel.timelines import holds
from sinergi.meetings import conditions
from sinergi.meetings.models import Meeting, MeetingFor, SignedMinutes
from sinergi.programmes import sentences
from tests import make
from tests.meetings.recording import scan, stage

START = date(2007, 5, 1)
numbers = itertools.count(1)


def day(number):
    return START + timedelta(days=number)


def meeting(undertaking, person, start, *, end=None, signed=None, unsigned=None, kind="rembug", first=None, through="trial", **figures):
    """A meeting with its facts, written without asking the gate; days as numbers."""
    given = {"participants": 29, "women": 15, "men": 14, "poor": 0, "disability": 0, "groups": [["Warga", 29]], "result": "", **figures}
    row = Meeting.objects.create(undertaking=undertaking, number=next(numbers), kind=kind, title="Rapat", starts_on=day(start), ends_on=day(start),
                                 recorded_by=person, first=first, **given)  # fmt: skip
    stamp = {"undertaking": undertaking, "act": "meetings.record", "stage": through, "person": person, "kind": kind}
    link = MeetingFor.objects.create(meeting=row, happened_on=day(start), ended_on=None if end is None else day(end), **stamp)
    if signed is not None:
        SignedMinutes.objects.create(link=link, scan=scan(person), happened_on=day(signed), ended_on=None if unsigned is None else day(unsigned), **stamp)
    return row


def answer(undertaking, **params):
    return conditions.held([undertaking.pk], kind="rembug", **params).get(undertaking.pk, ())


def test_never_before_one_was_held(bkm):
    assert answer(stage()) == ()


def test_counts_from_the_day_it_was_held_or_signed_whichever_is_later(bkm):
    site = stage()
    meeting(site, bkm, 3, signed=3)
    meeting(site, bkm, 5, signed=9)
    assert (answer(site), answer(site, times=2), answer(site, times=2, signed=False)) == ((day(3),), (day(9),), (day(5),))


def test_unsigned_minutes_do_not_count(bkm):
    site = stage()
    meeting(site, bkm, 3)
    assert (answer(site), answer(site, signed=False)) == ((), (day(3),))


def test_taken_back_it_ends_and_so_does_a_scan_taken_back(bkm):
    site = stage()
    meeting(site, bkm, 3, signed=3, end=8)
    meeting(site, bkm, 10, signed=10, unsigned=12)
    assert answer(site) == (day(3), day(8), day(10), day(12))


def test_a_corrected_meeting_is_still_one_meeting(bkm):
    site = stage()
    old = meeting(site, bkm, 3, signed=3, end=20)
    meeting(site, bkm, 3, signed=3, first=old)
    assert (answer(site), answer(site, times=2)) == ((day(3),), ())


@pytest.mark.parametrize(
    ("params", "figures", "counts"),
    [
        ({"participants": 29}, {}, True),
        ({"participants": 30}, {}, False),
        ({"women_pct": 52}, {}, True),
        ({"women_pct": 53}, {}, False),
        ({"women_pct": 1}, {"women": 0, "men": 0}, False),
        ({"disability": 1}, {}, False),
        ({"disability": 1}, {"disability": 1}, True),
        ({"groups": ("warga",)}, {}, True),
        ({"groups": ("warga", "pkk")}, {}, False),
        ({"result": "accepted"}, {}, False),
        ({"result": "accepted"}, {"result": "rejected"}, False),
        ({"result": "accepted"}, {"result": "accepted"}, True),
    ],
)
def test_only_meetings_that_reach_every_target_count(bkm, params, figures, counts):
    site = stage()
    meeting(site, bkm, 3, signed=3, **figures)
    assert answer(site, **params) == ((day(3),) if counts else ())


def test_targets_are_reached_in_one_meeting_not_across_them(bkm):
    site = stage()
    meeting(site, bkm, 3, signed=3, disability=1, women=0, men=29)
    meeting(site, bkm, 4, signed=4, disability=0)
    assert answer(site, disability=1, women_pct=30) == ()


def test_other_kinds_other_stages_and_other_undertakings_do_not_count(bkm):
    site, other = stage(), stage()
    meeting(site, bkm, 3, signed=3, kind="lokakarya")
    meeting(site, bkm, 4, signed=4, through="elsewhere")
    meeting(other, bkm, 5, signed=5)
    assert conditions.held([site.pk, other.pk], stage="trial", kind="rembug") == {other.pk: (day(5),)}


def test_one_query_for_many(bkm, django_assert_num_queries):
    sites = [stage() for _ in range(3)]
    for site in sites:
        meeting(site, bkm, 3, signed=3)
    with django_assert_num_queries(1):
        assert len(conditions.held([site.pk for site in sites], kind="rembug")) == 3


@pytest.mark.parametrize("seed", range(12))
def test_what_it_says_of_a_day_depends_only_on_facts_until_then(bkm, seed):
    """Prefix law, over meetings recorded, signed, taken back and corrected at random."""
    dice = random.Random(seed)
    site = stage()
    made = []
    for _ in range(5):
        start = dice.randrange(20)
        signed = dice.choice([None, start + dice.randrange(6)])
        unsigned = dice.choice([None, signed + dice.randrange(6)]) if signed is not None else None
        made.append(meeting(site, bkm, start, end=dice.choice([None, start + dice.randrange(9)]), signed=signed, unsigned=unsigned,
                            first=dice.choice([None, *made[:1]]), disability=dice.randrange(2)))  # fmt: skip
    params = {"times": dice.choice([1, 2]), "signed": dice.choice([True, False]), "disability": dice.randrange(2)}
    whole = answer(site, **params)
    for until in (3, 8, 13, 18):
        partly = _known_by(site, day(until), params)
        assert [holds(whole, day(each)) for each in range(until + 1)] == [holds(partly, day(each)) for each in range(until + 1)]


def _known_by(site, sure, params):
    """The answer with only what was known by that day; the rows are put back afterwards."""
    before = transaction.savepoint()
    SignedMinutes.objects.filter(link__happened_on__gt=sure).delete()
    for model in (SignedMinutes, MeetingFor):
        model.objects.filter(happened_on__gt=sure).delete()
        model.objects.filter(ended_on__gt=sure).update(ended_on=None)
    found = answer(site, **params)
    transaction.savepoint_rollback(before)
    return found


def test_a_duty_asks_for_the_meetings_of_its_period(bkm):
    site = stage()
    meeting(site, bkm, 3, signed=35)  # held in May, signed in June
    meeting(site, bkm, 33, signed=33)
    may, june = (date(2007, 5, 1), date(2007, 5, 31)), (date(2007, 6, 1), date(2007, 6, 30))
    asked = [conditions.held_in([site.pk], start=start, end=end, kind="rembug", **more) for start, end in (may, june) for more in ({}, {"times": 2})]
    assert asked == [{site.pk: day(35)}, {}, {site.pk: day(33)}, {}]


def why(site, **params):
    code, values = conditions.held_why([site.pk], on=make.today, kind="rembug", **params)[site.pk]
    return code, values.get("lacking"), sentences.sentence(code, values)


def test_why_not_when_none_was_held(kendal):
    assert why(stage()) == ("meetings.none_yet", None, "Rembug warga belum dicatat.")
    assert why(stage(), times=2) == ("meetings.too_few", None, "Rembug warga baru 0 dari 2 kali.")


def test_why_not_names_every_target_the_nearest_meeting_lacks(bkm):
    site = stage()
    meeting(site, bkm, 3, signed=3, disability=1)
    meeting(site, bkm, 4, signed=4)
    assert why(site, times=2, disability=1) == (
        "meetings.lacking", ["meetings.few_disability"], "Rembug warga baru 1 dari 2 kali; penyandang disabilitas 0 dari 1.",
    )  # fmt: skip
    assert why(site, times=2, women_pct=60, disability=2)[1] == ["meetings.few_women", "meetings.few_disability"]


@pytest.mark.parametrize(("figures", "said"), [
    ({"disability": None}, "penyandang disabilitas belum dihitung, perlu 1"),
    ({"disability": 0, "disability_of": 20}, "penyandang disabilitas 0 dari 1; 9 orang belum dihitung"),
    ({"disability": 0}, "penyandang disabilitas 0 dari 1"),
])  # fmt: skip
def test_not_counted_is_not_none(bkm, figures, said):
    site = stage()
    meeting(site, bkm, 3, signed=3, **figures)
    assert (answer(site, disability=1), why(site, disability=1)[2]) == ((), f"Rembug warga baru 0 dari 1 kali; {said}.")


def test_why_not_says_the_minutes_are_not_signed(bkm):
    site = stage()
    meeting(site, bkm, 3)
    assert why(site) == ("meetings.lacking", ["meetings.unsigned"], "Rembug warga baru 0 dari 1 kali; notulen bertanda tangan belum diunggah.")


def test_why_not_is_told_in_english_too(bkm, settings):
    from django.utils import translation

    site = stage()
    with translation.override("en"):
        assert why(site)[0] == "meetings.none_yet"

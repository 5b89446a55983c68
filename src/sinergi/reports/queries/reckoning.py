"""The figures of a round, straight from ledger and facts: frozen at closing, shown on pages, tested against the rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from sinergi.audit.remembering import remembered
from sinergi.disclosure import queries as disclosure
from sinergi.funds import queries as funds
from sinergi.funds.models import Purse
from sinergi.funds.queries import PurseSum
from sinergi.kernel import money
from sinergi.meetings.models import Meeting, MeetingFor
from sinergi.programmes import queries as programmes
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Leaving, Undertaking
from sinergi.progress.models import HandOver, Report
from sinergi.proposals.models import Proposal, Submission

_PEOPLE = ("households", "poor_households", "men", "women", "disabled")
_SITTING = ("participants", "women", "men", "poor", "disability")


def figures(cycle_id: int, on: date) -> dict[str, Any]:
    """Plain numbers and words only, so that the same figures always have the same fingerprint."""
    cycle = Undertaking.objects.select_related("region").get(pk=cycle_id)
    chosen = chosen_works(cycle)
    return {
        "round": cycle.code,
        "as_of": on.isoformat(),
        "sources": sources(cycle),
        "swadaya": swadaya(cycle),
        "works": works(cycle, on),
        "physical": plain(physical_of_round(cycle)),
        "beneficiaries": beneficiaries(cycle, chosen),
        "meetings": meetings(cycle),
    }


def sources(cycle: Undertaking) -> dict[str, dict[str, int]]:
    """Per purse, in the order of spending: planned, budgeted, received, used, at hand."""
    sums = purses(cycle)
    found = {}
    for word in funds.sources_of(cycle):
        purse = sums.get(word.code, PurseSum(word.code))
        community = bool(word.get("forms"))
        found[word.code] = {
            "planned": purse.promised, "budgeted": purse.budgeted, "received": purse.used if community else purse.released, "used": purse.used,
            "at_hand": purse.balance,
        }
    return found


def purses(cycle: Undertaking) -> dict[str, PurseSum]:
    """The sums per purse; kept until the next act."""
    return remembered(("purses", cycle.pk), lambda: funds.purses_of_cycle(cycle.pk, programmes.chosen(cycle)))


def swadaya(cycle: Undertaking) -> dict[str, Any]:
    """The community's own means of the whole round: promised beside proven, with the rise in four readings."""
    sums = purses(cycle)
    own = [sums[word.code] for word in funds.sources_of(cycle) if word.get("forms") and word.code in sums]
    grant = [sums[word.code] for word in funds.sources_of(cycle) if not word.get("forms") and word.get("grant", True) and word.code in sums]
    planned, proven = sum(purse.planned for purse in own), sum(purse.used for purse in own)
    granted = sum(purse.planned for purse in grant)
    return {
        "planned": planned, "pledged": sum(purse.pledged for purse in own), "delivered": sum(purse.delivered for purse in own), "proven": proven,
        "rise": {reading["code"]: reading["amount"] if reading["unit"] == "rupiah" else plain(reading["share"]) for reading in rise(planned, proven, granted)},
    }


def rise(planned: int, proven: int, grant: int) -> list[dict[str, Any]]:
    """Four readings of "swadaya rose": papers rarely say which one they mean, so the formula stands beside each."""
    return [
        {"code": "a", "unit": "rupiah", "amount": proven - planned, "share": None},
        {"code": "b", "unit": "percent", "amount": None, "share": money.share(proven - planned, planned)},
        {"code": "c", "unit": "percent", "amount": None, "share": money.share(proven, planned)},
        {"code": "d", "unit": "percent", "amount": None, "share": money.share(proven, grant)},
    ]


def gone(cycle: Undertaking, on: date | None = None) -> Q:
    """What left the round, now or by a day, or lies in a village that did."""
    left = Leaving.objects.standing(on).filter(undertaking__cycle=cycle).values("undertaking")
    return Q(pk__in=left) | Q(parent__in=left)


def numbers(cycle: Undertaking, on: date) -> dict[str, tuple[int, int]]:
    """By scope how many are in the round on a day, and how many left it: the one count of every page and paper. One query."""
    rows = Undertaking.objects.filter(cycle=cycle, voided_on=None).order_by().values_list("scope")
    counts = {scope: (count - left, left) for scope, count, left in rows.annotate(Count("pk"), left=Count("pk", filter=gone(cycle, on)))}
    return {scope: counts.get(scope, (0, 0)) for scope in ("site", "work")}


def works(cycle: Undertaking, on: date) -> dict[str, Any]:
    """How many works began, left, were handed in, stand on each published list, were finished and handed over; villages in the round and those that left."""
    live = Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None)
    published = disclosure.published_lists(cycle.pk)
    (villages, left_villages), (going, left) = numbers(cycle, on).values()
    return {
        "started": going + left,
        "villages": villages,
        "left_villages": left_villages,
        "left": left,
        "submitted": Submission.objects.standing().filter(undertaking__in=live).values("undertaking").distinct().count(),
        "listed": {code: len(versions[-1][1]) for code, versions in sorted(published.items()) if versions},
        "finished": Report.objects.standing().filter(undertaking__in=live, actual__gte=100).values("undertaking").distinct().count(),
        "handed_over": HandOver.objects.standing().filter(undertaking__in=live).values("undertaking").distinct().count(),
    }


def chosen_works(cycle: Undertaking) -> frozenset[int]:
    """The works on the last list of the edition that was published; without lists every work that was handed in."""
    published = disclosure.published_lists(cycle.pk)
    for code in reversed(list(edition_of(cycle).words("lists"))):
        if published.get(code):
            return published[code][-1][1]
    return frozenset(Submission.objects.standing().filter(undertaking__cycle=cycle).values_list("undertaking_id", flat=True))


def beneficiaries(cycle: Undertaking, chosen: frozenset[int]) -> dict[str, int]:
    """Whom the chosen works serve, as their proposals say."""
    rows = Proposal.objects.filter(undertaking__cycle=cycle, undertaking__voided_on=None)
    totals = dict.fromkeys(_PEOPLE, 0)
    counted = 0
    for pk, *people in rows.values_list("undertaking_id", *_PEOPLE):
        if pk not in chosen:
            continue
        counted += 1
        for name, number in zip(_PEOPLE, people, strict=True):
            totals[name] += number or 0
    return {"works": counted, **totals}


def meetings(cycle: Undertaking) -> dict[str, int | None]:
    """Meetings that stand for the round or anything in it, each counted once, with who came; none where no meeting counted the poor or disability."""
    counts_here = MeetingFor.objects.filter(Q(undertaking=cycle) | Q(undertaking__cycle=cycle), meeting=OuterRef("pk"), ended_on=None)
    sums = Meeting.objects.filter(Exists(counts_here)).aggregate(held=Count("pk"), **{name: Sum(name) for name in _SITTING})
    return {name: None if sums["held"] and sums[name] is None else sums[name] or 0 for name in ("held", *_SITTING)}


def physical_of_round(cycle: Undertaking) -> Decimal | None:
    """Newest reported percent of each work, weighted by its planned rupiah; None while nothing is planned."""
    return remembered(("built", cycle.pk), lambda: _physical_of_round(cycle))


def _physical_of_round(cycle: Undertaking) -> Decimal | None:
    planned, built = 0, Decimal(0)
    reached = physical_by_work(cycle)
    for pk, amount in planned_by_work(cycle).items():
        planned += amount
        built += amount * reached.get(pk, Decimal(0))
    return (built / planned).quantize(Decimal("0.1")) if planned else None


def planned_by_work(cycle: Undertaking) -> dict[int, int]:
    """The planned rupiah of every work with which the round goes on: kept until the next act."""
    rows = Purse.objects.filter(cycle=cycle, undertaking__scope="work").order_by().values_list("undertaking_id").annotate(Sum("planned"))

    def reckon() -> dict[int, int]:
        chosen = programmes.chosen(cycle)
        return {pk: amount for pk, amount in rows if chosen is None or pk in chosen}

    return remembered(("planned", cycle.pk), reckon)


def physical_by_work(cycle: Undertaking) -> dict[int, Decimal]:
    """The newest reported percent of every work: one query, kept until the next act."""
    rows = Report.objects.standing().filter(undertaking__cycle=cycle).order_by("happened_on", "id").values_list("undertaking_id", "actual")
    return remembered(("physical", cycle.pk), lambda: dict(rows))  # later rows win


def plain(value: Decimal | None) -> str | None:
    """A share as text: what is frozen reads the same in every database and language."""
    return None if value is None else f"{value:f}"

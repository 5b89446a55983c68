"""The monthly report of a regency: what was opened, what was settled, what is late, what is carried on; by body and by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Value
from django.db.models.functions import Coalesce

from sinergi.actors.models import Person, RoleHeld
from sinergi.followups.models import WAITING, Followup, FollowupQuerySet, Status
from sinergi.followups.queries.escorts import Escort, escorts
from sinergi.followups.queries.lists import within
from sinergi.followups.rules import Month
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region

FIGURES = ("carried_in", "opened", "settled", "cancelled", "late", "carried")


@dataclass(frozen=True)
class Tally:
    """The figures of the whole regency, of one body or of one place. Carried on = carried in + opened - settled - cancelled."""

    label: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[int]:
        return [self.counts[name] for name in FIGURES]


@dataclass(frozen=True)
class Report:
    """One month of one regency, by what is known today."""

    region: Region
    month: Month
    as_of: date
    total: Tally
    by_organisation: list[Tally]
    by_place: list[Tally]

    @property
    def is_running(self) -> bool:
        return self.as_of < self.month.last


def monthly(region: Region, month: Month, on: date) -> Report:
    """One query. The running month is reported as of today, a past one as of its last day, a coming one holds nothing yet."""
    as_of = min(month.last, on)
    bodies: dict[str, Tally] = {}
    places: dict[str, Tally] = {}
    total = Tally("")
    said = {"is_new": Q(happened_on__gte=month.first), "is_over": Q(settled_on__lte=as_of), "is_due": Q(due_on__lt=as_of)}
    keys = ("is_new", "is_over", "is_due", "status", "who_organisation__name", "undertaking__region__name")
    rows = lines_of(region, month, on).order_by().annotate(**{name: ExpressionWrapper(one, BooleanField()) for name, one in said.items()})
    for is_new, is_over, is_due, status, body, place, many in rows.values(*keys).annotate(many=Count("pk")).values_list(*keys, "many"):
        for name in figures(status, is_new=bool(is_new), is_over=bool(is_over), is_due=bool(is_due)):
            for tally in (total, bodies.setdefault(body or "", Tally(body or "")), places.setdefault(place, Tally(place))):
                tally.counts[name] += many
    return Report(region, month, as_of, total, _sorted(bodies.values()), _sorted(places.values()))


def figures(status: str, *, is_new: bool, is_over: bool, is_due: bool) -> Iterator[str]:
    """Under which figures a line counts in a month. Open lines at its end are carried, and late when their day is over and nobody reported them done."""
    yield "opened" if is_new else "carried_in"
    if is_over:
        yield "cancelled" if status == Status.CANCELLED else "settled"
        return
    yield "carried"
    if is_due and status != WAITING:
        yield "late"


def lines_of(region: Region, month: Month, on: date) -> FollowupQuerySet:
    """Every line that stood in the month: opened by its end, and not settled before it began."""
    rows: FollowupQuerySet = Followup.objects.with_status().with_settled_on()
    rows = rows.filter(within(region.code), ended_on=None, undertaking__voided_on=None, happened_on__lte=min(month.last, on))
    rows = rows.annotate(until=Coalesce("settled_on", Value(date.max))).filter(until__gte=month.first)  # asked once: the day is looked up for each line
    return rows.select_related("undertaking__region", "who_person", "who_organisation").order_by("due_on", "id")


def escorts_in(region: Region, month: Month, on: date) -> list[Escort]:
    """The escort of each round that has a line in the month, in the order of the rounds."""
    roots = lines_of(region, month, on).order_by().annotate(root=Coalesce("undertaking__cycle", "undertaking")).values("root")
    return escorts(list(Undertaking.objects.filter(pk__in=roots).order_by("code")))


def regencies() -> list[Region]:
    """Every regency with a follow-up, by name."""
    codes = Followup.objects.filter(ended_on=None, undertaking__voided_on=None).values_list("undertaking__region__code", flat=True).distinct()
    return list(Region.objects.filter(code__in={".".join(code.split(".")[:2]) for code in codes if "." in code}).order_by("name"))


def own_regency(person: object, on: date) -> str:
    """The regency of the person's first role, for whoever opens the page without naming one."""
    if not isinstance(person, Person):
        return ""
    codes = RoleHeld.objects.on(on).filter(person=person, region__code__contains=".").values_list("region__code", flat=True)
    return next((".".join(code.split(".")[:2]) for code in codes), "")


def _sorted(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: (not tally.label, -tally.counts["late"], -tally.counts["carried"], tally.label))

"""A round as everybody sees it: where it is, its purses, its villages and works, its cloth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, Count, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.urls import reverse

from sinergi.audit.remembering import remembered
from sinergi.engine.definition import Edition, Stage, Word
from sinergi.funds import queries as funds
from sinergi.funds.models import Purse
from sinergi.funds.queries import PurseSum
from sinergi.kernel import money
from sinergi.programmes import queries as programmes
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Cell, Closing, DateSet, Undertaking, Waiver
from sinergi.programmes.pages import address
from sinergi.programmes.queries.boards import Seen, by_place, purse_of, seen_cells
from sinergi.progress import queries as progress
from sinergi.proposals.models import ProposalFigures
from sinergi.reports.queries import reckoning as sums

LOOM_MOST = 120
VILLAGES_SHOWN = 2000
FOLDED_FROM = 100       # so many villages are shown as districts with counts
SORTS = ("kode", "desa", "jumlah", "swadaya")


@dataclass(frozen=True)
class PurseLine:
    """One purse of a round or work with its thread, ready for the bars."""

    order: int
    word: Word
    purse: PurseSum

    @property
    def is_community(self) -> bool:
        return bool(self.word.get("forms"))


@dataclass(frozen=True)
class RoundNow:
    """What is happening in one round today; what left it is counted apart."""

    cycle: Undertaking
    villages: int
    works: int
    left_villages: int
    left_works: int
    late: int
    physical: Decimal | None
    purses: Sequence[PurseLine]
    current: Sequence[Stage] = ()
    stages: int = 0
    closed_on: date | None = None

    @property
    def url(self) -> str:
        return address(self.cycle)

    @property
    def all_works(self) -> int:
        return self.works + self.left_works

    @property
    def planned(self) -> int:
        """What is to come, by the one figure of each purse."""
        return sum(line.purse.headline for line in self.purses)

    @property
    def segments(self) -> list[dict[str, Any]]:
        return [{"order": line.order, "label": line.word.title, "amount": line.purse.headline} for line in self.purses if line.purse.headline]

    @property
    def pledged(self) -> int:
        """What the community is to bring."""
        return sum(line.purse.promised for line in self.purses if line.is_community)

    @property
    def proven(self) -> int:
        return sum(line.purse.used for line in self.purses if line.is_community)

    @property
    def proven_share(self) -> Decimal | None:
        return money.share(self.proven, self.pledged)

    @property
    def first_no(self) -> int | None:
        return min((stage.no for stage in self.current if stage.no), default=None)

    @property
    def last_no(self) -> int | None:
        return max((stage.no for stage in self.current if stage.no), default=None)


@dataclass(frozen=True)
class WorkLine:
    """One work in the table: which step it is at, its purses, how much of the community's part is proven, how far it is built."""

    work: Undertaking
    proposer: str
    stage: Stage | None
    look: str
    late: int
    total: int
    purses: Sequence[tuple[int, int]]
    segments: Sequence[dict[str, Any]]
    proven: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True)
class Filters:
    """What the address asks for; odd values mean everything in the order of codes."""

    text: str = ""
    sort: str = "kode"
    late: bool = False
    stage: str = ""
    district: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], edition: Edition) -> Filters:
        sort, stage = given.get("urut", ""), given.get("langkah", "")
        return cls(" ".join(given.get("cari", "").replace("\x00", "").split())[:80].lower(), sort if sort in SORTS else "kode",
                   given.get("saring") == "terlambat", stage if stage in edition.by_code else "", given.get("kecamatan", "")[:20])

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.late or self.stage or self.district)


@dataclass(frozen=True)
class VillageLine:
    site: Undertaking
    works: int
    late: int
    has_left: bool = False

    @property
    def url(self) -> str:
        return address(self.site)


@dataclass
class District:
    """The villages of a round in one district."""

    name: str
    code: str
    villages: list[VillageLine] = field(default_factory=list)

    @property
    def running(self) -> int:
        return sum(not line.has_left for line in self.villages)

    @property
    def works(self) -> int:
        return sum(line.works for line in self.villages)

    @property
    def late(self) -> int:
        return sum(line.late for line in self.villages)


def begun(on: date, most: int = 3) -> list[Undertaking]:
    """Rounds for the home page that have begun by that day, the newest first; the day of an example may lie before some of its rounds."""
    return list(Undertaking.objects.filter(scope="cycle", voided_on=None, started_on__lte=on).select_related("region", "edition").order_by("-year", "-started_on", "-pk")[:most])


def now(cycle: Undertaking, on: date) -> RoundNow:
    """The round in figures; kept until the next act."""
    return remembered(("now", cycle.pk, on), lambda: _now(cycle, on))


def _now(cycle: Undertaking, on: date) -> RoundNow:
    edition = edition_of(cycle)
    (villages, left_villages), (works_there, left_works) = sums.numbers(cycle, on).values()
    return RoundNow(cycle, villages, works_there, left_villages, left_works, programmes.late_works(cycle, on), sums.physical_of_round(cycle), purses_of(cycle),
                    _current(cycle, edition), len(edition.stages), _closed_on(cycle, on))


def _closed_on(cycle: Undertaking, on: date) -> date | None:
    day: date | None = Closing.objects.standing(on).filter(undertaking=cycle).order_by("-id").values_list("happened_on", flat=True).first()
    return day


def _current(cycle: Undertaking, edition: Edition) -> list[Stage]:
    """The steps that are open anywhere in the round, in order."""
    there = set(Cell.objects.filter(cycle=cycle, state="open").order_by().values_list("stage", flat=True).distinct())
    return [stage for stage in edition.stages if stage.code in there]


def purses_of(cycle: Undertaking) -> list[PurseLine]:
    """The purses of a round in the order of spending."""
    found = sums.purses(cycle)
    return [PurseLine(order, word, found.get(word.code, PurseSum(word.code))) for order, word in enumerate(funds.sources_of(cycle), 1)]


def purses_of_work(work: Undertaking) -> list[PurseLine]:
    """The same for one undertaking."""
    found = funds.purses([work.pk])[work.pk]
    return [PurseLine(order, word, found.get(word.code, PurseSum(word.code))) for order, word in enumerate(funds.sources_of(work), 1)]


def path(cycle: Undertaking, on: date) -> list[dict[str, Any]]:
    """The steps with dates and counts; kept until the next act."""
    return remembered(("path", cycle.pk, on), lambda: programmes.path_of(cycle, on))


def path_counts(cycle: Undertaking, on: date) -> dict[str, dict[str, int]]:
    """How many are in each state per step; kept until the next act."""
    return remembered(("counts", cycle.pk, on), lambda: programmes.stage_counts(cycle.pk, on))


def loom(cycle: Undertaking) -> list[dict[str, Any]]:
    """The strands of the cloth: works; in a large round villages, each woven as far as its works are on average."""
    return remembered(("loom", cycle.pk), lambda: _loom(cycle))


def _loom(cycle: Undertaking) -> list[dict[str, Any]]:
    orders = {word.code: place for place, word in enumerate(funds.sources_of(cycle), 1)}
    works = Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).exclude(sums.gone(cycle))
    if works.count() > LOOM_MOST:
        return _loom_of_villages(cycle, orders)
    rows = Purse.objects.filter(cycle=cycle, undertaking__in=works).order_by("undertaking__code").values_list(
        "undertaking_id", "undertaking__code", "undertaking__title", "source", "planned")
    built = sums.physical_by_work(cycle)
    strands: dict[int, dict[str, Any]] = {}
    for pk, code, title, source, planned in rows:
        strand = strands.setdefault(pk, {"title": f"{code} {title}", "url": f"/usulan/{code}/", "percent": built.get(pk, 0), "purses": []})
        if source in orders and planned:
            strand["purses"].append((orders[source], planned))
    return list(strands.values())


def _loom_of_villages(cycle: Undertaking, orders: Mapping[str, int]) -> list[dict[str, Any]]:
    built = sums.physical_by_work(cycle)
    parents = dict(Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).values_list("pk", "parent_id"))
    woven: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    for pk, planned in sums.planned_by_work(cycle).items():
        parent = parents.get(pk)
        if parent:
            whole[parent] += planned
            woven[parent] += int(planned * built.get(pk, Decimal(0)) / 100)
    rows = Purse.objects.filter(cycle=cycle, undertaking__scope="work", undertaking__voided_on=None).order_by().values_list(
        "undertaking__parent_id", "source").annotate(Sum("planned"))
    amounts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for parent, source, planned in rows:
        if source in orders and planned:
            amounts[parent].append((orders[source], planned))
    sites = Undertaking.objects.filter(cycle=cycle, scope="site").select_related("region").order_by("region__code")[:LOOM_MOST]
    return [{"title": site.region.name, "url": address(site), "percent": woven[site.pk] * 100 // whole[site.pk] if whole[site.pk] else 0, "purses": amounts[site.pk]}
            for site in sites if amounts[site.pk]]


def districts(cycle: Undertaking, on: date) -> list[District]:
    """Villages by district with how many works and how many late ones; kept until the next act."""
    return remembered(("districts", cycle.pk, on), lambda: _districts(cycle, on))


def is_folded(found: Sequence[District]) -> bool:
    """Whether there are too many villages to name each."""
    return sum(len(district.villages) for district in found) >= FOLDED_FROM


def _districts(cycle: Undertaking, on: date) -> list[District]:
    gone = sums.gone(cycle, on)
    works = dict(Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).exclude(gone).order_by().values_list("parent_id").annotate(Count("pk")))
    late = dict(Cell.objects.filter(cycle=cycle, undertaking__scope="work").late(on).order_by()
                .values_list("undertaking__parent_id").annotate(Count("undertaking", distinct=True)))
    found: dict[str, District] = {}
    there = Undertaking.objects.filter(cycle=cycle, scope="site", voided_on=None).annotate(has_left=Case(When(gone, then=True), default=False, output_field=BooleanField()))
    for site in there.select_related("region__parent").order_by("region__code")[:VILLAGES_SHOWN]:
        above = site.region.parent
        code = above.code if above else ""
        found.setdefault(code, District(above.name if above else "", code)).villages.append(VillageLine(site, works.get(site.pk, 0), late.get(site.pk, 0), site.has_left))  # type: ignore[attr-defined]  # -- annotated above
    return list(found.values())


def works(cycle: Undertaking, filters: Filters, on: date) -> QuerySet[Undertaking]:
    """The works as the address asks for them."""
    rows = Undertaking.objects.filter(cycle=cycle, scope="work", voided_on=None).select_related("region__parent")
    if filters.late:
        rows = rows.filter(pk__in=Cell.objects.filter(cycle=cycle).late(on).values("undertaking"))
    if filters.stage:
        rows = rows.filter(pk__in=Cell.objects.filter(cycle=cycle, stage=filters.stage, state="open").values("undertaking"))
    if filters.district:
        rows = rows.filter(region__parent__code=filters.district)
    for word in filters.text.split()[:6]:
        written = ProposalFigures.objects.filter(cycle=cycle, words__contains=word).values("undertaking")
        rows = rows.filter(Q(code__contains=word.upper()) | Q(title__icontains=word) | Q(region__words__contains=word) | Q(pk__in=written))
    return _sorted(rows, filters.sort)


def _sorted(rows: QuerySet[Undertaking], sort: str) -> QuerySet[Undertaking]:
    if sort == "desa":
        return rows.order_by(by_place(), "code")
    if sort in {"jumlah", "swadaya"}:
        purses = Purse.objects.filter(undertaking=OuterRef("pk")).order_by().values("undertaking")
        wanted = Subquery(purses.annotate(sum=Sum("planned" if sort == "jumlah" else "used")).values("sum"))
        return rows.annotate(wanted=wanted).order_by("-wanted", "code")
    return rows.order_by("code")


def lines(cycle: Undertaking, found: Sequence[Undertaking], on: date) -> list[WorkLine]:
    """One page of works with everything beside them: four queries, however many."""
    edition = edition_of(cycle)
    ids = [work.pk for work in found]
    sources = funds.sources_of(cycle)
    purses, built = funds.purses(ids), progress.physical(ids, on)
    proposers = dict(ProposalFigures.objects.filter(undertaking__in=ids).values_list("undertaking_id", "proposer"))
    seen = seen_cells(Cell.objects.filter(undertaking__in=ids), edition, on)
    steps = edition.of_scope("work")
    made = []
    for work in found:
        cell = standing_at([seen[(work.pk, stage.code)] for stage in steps if (work.pk, stage.code) in seen])
        amounts = [(place, purses[work.pk].get(word.code, PurseSum(word.code)).planned) for place, word in enumerate(sources, 1)]
        own = [purses[work.pk][word.code] for word in sources if word.get("forms") and word.code in purses[work.pk]]
        made.append(WorkLine(
            work, proposers.get(work.pk, ""), edition.by_code[cell.stage] if cell else None, cell.look if cell else "waiting", cell.late if cell else 0,
            sum(amount for _place, amount in amounts), amounts,
            [{"order": place, "label": sources[place - 1].title, "amount": amount} for place, amount in amounts],
            money.share(sum(purse.used for purse in own), sum(purse.planned for purse in own)), built.get(work.pk)))
    return made


def standing_at(cells: Sequence[Seen]) -> Seen | None:
    """The step an undertaking is at: the most overdue, else the last that is open, else the last one done, else the first."""
    late = [cell for cell in cells if cell.look == "late"]
    if late:
        return max(late, key=lambda cell: cell.late)
    open_now = [cell for cell in cells if cell.state == "open"]
    if open_now:
        return open_now[-1]
    through = [cell for cell in cells if cell.state in {"done", "waived"}]
    return through[-1] if through else next(iter(cells), None)


def purse_stages(edition: Edition) -> list[tuple[Stage, int]]:
    """The steps in which works spend one purse, with its thread: filters of the table."""
    return [(stage, order) for stage in edition.of_scope("work") if (order := purse_of(stage, edition))]


def calendar(cycle: Undertaking) -> list[tuple[Any, date]]:
    """The days of the round that were set, each as it stands."""
    words = edition_of(cycle).words("dates")
    latest = dict(DateSet.objects.filter(undertaking=cycle).standing().order_by("id").values_list("date", "day"))  # later rows win
    return [(words[code].title if code in words else code, day) for code, day in sorted(latest.items(), key=lambda pair: pair[1])]


def waivers(undertaking: Undertaking, *, below: bool = False) -> list[dict[str, Any]]:
    """What was let pass, with the reason: public."""
    about = Q(undertaking=undertaking) | Q(undertaking__cycle=undertaking) if below else Q(undertaking=undertaking)
    rows: Any = Waiver.objects.standing().filter(about, undertaking__voided_on=None).select_related("undertaking").order_by("-happened_on", "-id")[:50]
    stages = edition_of(undertaking).by_code
    return [{"row": row, "title": stages[row.waived_stage].title if row.waived_stage in stages else row.waived_stage,
             "url": reverse("programmes:why", args=[row.undertaking.code, row.waived_stage])} for row in rows]

"""Figures across meetings: who took part, over time, by kind, by place and by group. The number of queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Lower, Substr, Trim

from sinergi.meetings import rules
from sinergi.meetings.models import AttendanceCount, Attendee, Meeting, MeetingFor
from sinergi.meetings.rules import periods
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import visible_to
from sinergi.regions.models import Region

MOST_ROUNDS = 300
MOST_GROUPS = 60
_KEYS = ("month", "kind", "edition", "place_code")
_PARTS = ("women", "men", "poor", "disability", "poor_of", "disability_of", "poor_women", "disability_women", "online", "late")
_COUNTED_PARTS = ("poor", "disability")  # not at every meeting
_BELOW = {0: 2, 2: 5, 5: 8, 8: 13}  # length of a code: how long are those one level below


@dataclass(frozen=True)
class FigureFilters:
    """What the address asks for; odd values mean no filter."""

    program: str = ""
    place: str = ""
    kind: str = ""
    group: str = ""
    start: date | None = None
    end: date | None = None
    step: str = ""
    exact: bool = False     # held at the place itself, not below it
    also: str = ""          # and this group came too

    @classmethod
    def from_query(cls, query: Any) -> FigureFilters:
        def word(name: str, most: int) -> str:
            return str(query.get(name, "")).strip().replace("\x00", "")[:most]

        return cls(word("program", 60), word("wilayah", 32), word("jenis", 60), word("kelompok", 120), _day(word("dari", 10)), _day(word("sampai", 10)), word("per", 10), query.get("tepat") == "1", word("bersama", 120))


@dataclass
class Tally:
    """Sums; a meeting that counts for many undertakings is counted once."""

    meetings: int = 0
    people: int = 0
    women: int = 0
    men: int = 0
    poor: int = 0  # among the ``poor_of`` people where they were counted; 0 of them: nowhere
    disability: int = 0
    poor_of: int = 0
    disability_of: int = 0
    poor_women: int = 0  # as far as it was written down
    disability_women: int = 0
    online: int = 0
    late: int = 0

    def add(self, **more: int | None) -> None:
        for name, value in more.items():
            setattr(self, name, getattr(self, name) + (value or 0))

    @property
    def poor_counted(self) -> int:
        return self.poor_of

    @property
    def disability_counted(self) -> int:
        return self.disability_of

    @property
    def unsplit(self) -> int:
        return self.people - self.women - self.men

    @property
    def women_pct(self) -> int | None:
        return rules.whole_percent(self.women, self.women + self.men)

    @property
    def poor_pct(self) -> int | None:
        return rules.whole_percent(self.poor, self.poor_of)


@dataclass(frozen=True)
class Figured:
    """All that the page and the workbook show."""

    filters: FigureFilters
    total: Tally
    step: str
    over_time: Sequence[tuple[date, Tally]]
    kinds: Sequence[tuple[str, Any, Tally]]  # code, title
    places: Sequence[tuple[str, str, Tally]]  # code, name
    groups: Sequence[tuple[str, Tally]]
    rounds: Sequence[Undertaking]
    path: Sequence[Region]  # from the nation down to the place asked for


def figures_across(person: Any, filters: FigureFilters, on: date) -> Figured:
    """Standing meetings that the reader may see, added up."""
    seen = visible_to(person, Undertaking.objects.all(), on)
    everybody = _meetings(seen, filters)
    rows = _where_group_came(everybody, filters.group) if filters.group else everybody
    cells = _cells(rows, filters) + (_of_group(everybody, filters) if filters.group else [])
    total, over_time, kinds, places = Tally(), _Sums(), _Sums(), _Sums()
    step = periods.fitting((cell["month"] for cell in cells), filters.step)
    for cell in cells:
        sums = {field.name: cell[field.name] for field in fields(Tally)}
        total.add(**sums)
        for table, key in ((over_time, periods.begin(cell["month"], step)), (kinds, cell["kind"]), (places, cell["place_code"])):
            table.at(key).add(**sums)
    return Figured(
        filters=filters,
        total=total,
        step=step,
        over_time=[(begin, over_time.at(begin)) for begin in periods.spanned(over_time, step)],
        kinds=_kinds(cells, kinds),
        places=_named(places),
        groups=_groups(rows),
        rounds=list(_rounds(seen)),
        path=list(Region.objects.containing(filters.place).order_by("code")) if filters.place else [],
    )


def meetings_across(person: Any, filters: FigureFilters, on: date) -> QuerySet[Meeting]:
    """The meetings behind those figures, newest first."""
    rows = _meetings(visible_to(person, Undertaking.objects.all(), on), filters)
    for group in filter(None, (filters.group, filters.also)):
        rows = _where_group_came(rows, group)
    return rows.select_related("undertaking__region", "region").order_by("-starts_on", "-pk")


class _Sums(dict[Any, Tally]):
    def at(self, key: Any) -> Tally:
        return self.setdefault(key, Tally())


def _meetings(seen: QuerySet[Undertaking], filters: FigureFilters) -> QuerySet[Meeting]:
    links = MeetingFor.objects.filter(ended_on=None, undertaking__in=seen)
    if filters.program:
        links = links.filter(Q(undertaking__code=filters.program) | Q(undertaking__cycle__code=filters.program))
    rows = Meeting.objects.filter(pk__in=links.values("meeting")).order_by()  # worked out once, and not for each of thousands of meetings
    if filters.place and filters.exact:
        rows = rows.alias(at=_at()).filter(at=filters.place)
    elif filters.place:
        rows = rows.alias(at=_at()).filter(Q(at=filters.place) | Q(at__gte=f"{filters.place}.", at__lt=f"{filters.place}/"))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.start:
        rows = rows.filter(starts_on__gte=filters.start)
    if filters.end:
        rows = rows.filter(starts_on__lte=filters.end)
    return rows


def _where_group_came(rows: QuerySet[Meeting], group: str) -> QuerySet[Meeting]:
    return rows.filter(Q(pk__in=AttendanceCount.objects.filter(group__iexact=group).values("meeting")) | Q(pk__in=Attendee.objects.filter(group__iexact=group).values("meeting")))


def _cells(rows: QuerySet[Meeting], filters: FigureFilters) -> list[dict[str, Any]]:
    """Sums per month, kind and place one level below the one asked for. For one group only the meetings: its own people are counted by ``_of_group``."""
    among = {f"{part}_of": _among(part, Coalesce(f"{part}_of", "participants")) for part in _COUNTED_PARTS}
    sums: dict[str, Any] = {"meetings": Count("pk"), "people": Sum("participants"), **{name: Sum(name) for name in _PARTS}, **among}
    if filters.group:
        sums = {"meetings": Count("pk"), **dict.fromkeys(("people", *_PARTS), Value(0, IntegerField()))}
    keyed = rows.alias(at=_at()).annotate(month=_month("starts_on"), edition=F("undertaking__edition"), place_code=_place(filters))
    return _by_month(_summed(keyed.values(*_KEYS), sums, _KEYS))


def _of_group(rows: QuerySet[Meeting], filters: FigureFilters) -> list[dict[str, Any]]:
    """The people of one group, counted and named."""
    cells = []
    tables: Sequence[tuple[Any, dict[str, Any]]] = ((AttendanceCount, _COUNTED), (Attendee, _NAMED))
    for model, sums in tables:
        found = model.objects.filter(group__iexact=filters.group, meeting__in=rows.values("pk")).order_by()
        placed = found.alias(at=_at("meeting__")).annotate(
            month=_month("meeting__starts_on"), kind=F("meeting__kind"), edition=F("meeting__undertaking__edition"), place_code=_place(filters),
        )  # fmt: skip
        cells += _summed(placed.values(*_KEYS), {"meetings": Value(0, IntegerField()), **sums}, _KEYS)
    return _by_month(cells)


def _at(path: str = "") -> Coalesce:
    """The code of the place of a meeting, or else of what it was recorded for."""
    return Coalesce(f"{path}region__code", f"{path}undertaking__region__code", output_field=CharField())


def _month(name: str) -> Substr:
    """2007-06. As text: SQLite would call back into Python to cut each day."""
    return Substr(Cast(name, CharField()), 1, 7)


def _by_month(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**cell, "month": date.fromisoformat(f"{cell['month']}-01")} for cell in cells]


def _place(filters: FigureFilters) -> Substr:
    return Substr("at", 1, _BELOW.get(len(filters.place), 32))


def _summed(keyed: Any, sums: dict[str, Any], keys: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of keys and sums; inside the query the sums go by other names, or they would hide the columns they are made of."""
    found = keyed.annotate(**{f"s_{name}": each for name, each in sums.items()})
    return [{**{key: row[key] for key in keys}, **{name: row[f"s_{name}"] for name in sums}} for row in found]


def _among(part: str, people: Any) -> Sum:
    """How many people there were where somebody counted this part."""
    return Sum(Case(When(**{f"{part}__isnull": False}, then=people), default=0, output_field=IntegerField()))


_PRESENT = F("women") + F("men") + F("unrecorded")
# who was late is known of named people alone
_COUNTED = {"people": Sum(_PRESENT), "late": Value(0, IntegerField()), **{name: Sum(name) for name in _PARTS if name != "late" and not name.endswith("_of")},
            **{f"{part}_of": _among(part, _PRESENT) for part in _COUNTED_PARTS}}


def _many(**such: Any) -> Sum:
    return Sum(Case(When(**such, then=1), default=0, output_field=IntegerField()))


_NAMED = {"people": Count("pk"), "women": _many(sex="woman"), "men": _many(sex="man"), "poor": _many(poor=True), "disability": _many(disability=True),
          "poor_women": _many(poor=True, sex="woman"), "disability_women": _many(disability=True, sex="woman"), "online": _many(online=True), "late": _many(late=True),
          **{f"{part}_of": _among(part, Value(1)) for part in _COUNTED_PARTS}}


def _groups(rows: QuerySet[Meeting]) -> list[tuple[str, Tally]]:
    """Who came as what, the largest first; the same group written with other capitals is one."""
    found: dict[str, tuple[str, Tally]] = {}
    counted = AttendanceCount.objects.filter(meeting=OuterRef("meeting"), group__iexact=OuterRef("group"))
    tables: Sequence[tuple[Any, dict[str, Any], Any]] = (
        (AttendanceCount, _COUNTED, Count("meeting", distinct=True)),
        (Attendee, _NAMED, Count("meeting", distinct=True, filter=~Exists(counted))))    # a group both counted and named came to one meeting
    for model, sums, meetings in tables:
        named = model.objects.filter(meeting__in=rows.values("pk")).exclude(group="").order_by().annotate(alike=Lower(Trim("group"))).values("alike")
        for row in _summed(named, {**sums, "meetings": meetings, "title": Min("group")}, ("alike",)):
            _title, tally = found.setdefault(row["alike"].casefold(), (row["title"].strip(), Tally()))
            tally.add(**{name: each for name, each in row.items() if name not in {"alike", "title"}})
    return sorted(found.values(), key=lambda pair: -pair[1].people)[:MOST_GROUPS]


def _kinds(cells: Iterable[Mapping[str, Any]], sums: _Sums) -> list[tuple[str, Any, Tally]]:
    """With what the editions call them; the first edition that knows a code names it."""
    titles: dict[str, Any] = {}
    for code, edition in sorted({(cell["kind"], cell["edition"]) for cell in cells}):
        word = edition_with(edition).words("meeting_kinds").get(code)
        titles.setdefault(code, word.title if word else code)
    return _largest(((code, titles.get(code, code), tally) for code, tally in sums.items()), lambda row: row[2])


def _named(sums: _Sums) -> list[tuple[str, str, Tally]]:
    names = dict(Region.objects.filter(code__in=list(sums)).values_list("code", "name"))
    return _largest(((code, names.get(code, code), tally) for code, tally in sums.items()), lambda row: row[2])


def _largest(rows: Iterable[tuple[str, Any, Tally]], tally: Callable[[Any], Tally]) -> list[tuple[str, Any, Tally]]:
    return sorted(rows, key=lambda row: (-tally(row).people, row[0]))


def _rounds(seen: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    """Rounds that have meetings, to choose from."""
    counted = MeetingFor.objects.filter(ended_on=None)
    there = Exists(counted.filter(undertaking=OuterRef("pk"))) | Exists(counted.filter(undertaking__cycle=OuterRef("pk")))
    return seen.filter(there, scope="cycle").order_by("-pk")[:MOST_ROUNDS]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

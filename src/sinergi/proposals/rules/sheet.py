"""The proposal as values: amounts, totals, both swadaya percentages, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sinergi.kernel import money, places
from sinergi.kernel.decisions import Decision

# What a proposal needs before it counts as complete. The guideline's own list could not be found: this is our default.
# Codes of ``models.Lack``, in the order in which people are told.
REQUIRED: tuple[str, ...] = (
    "need",
    "pjm",
    "field",
    "activity",
    "location",
    "volume",
    "beneficiaries",
    "rab",
    "rab_lines",
    "split",
    "schedule",
    "survey",
    "drawing",
    "photo_0",
)
# The fields of the form that each of them is written in; the forms say so beside the field.
NEEDED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "need": ("need",),
    "pjm": ("pjm_reference",),
    "field": ("field",),
    "activity": ("activity",),
    "location": ("location",),
    "volume": ("volume", "unit"),
    "beneficiaries": ("households", "poor_households", "men", "women", "disabled"),
}
NEEDED_OF_A_LINE = ("item", "volume", "unit", "unit_price", "price_source")
ABOVE_ZERO = frozenset({"volume", "households"})    # of the fields above; the other numbers may be none
PRICE_SOURCES = ("", "survey", "shop", "list", "agreed")     # codes of ``models.PriceSource``, or not said yet
PAPERS: tuple[str, ...] = ("survey", "drawing", "photo_0")  # kinds of attachment that REQUIRED names


@dataclass(frozen=True)
class Purses:
    """The sources of the edition in order of spending; ``community`` are those paid in the community's own forms."""

    codes: tuple[str, ...]
    community: Mapping[str, tuple[str, ...]]
    not_grant: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: Iterable[Any]) -> Purses:
        """Out of the edition's vocabulary: ``order`` sorts, ``forms`` marks swadaya, ``grant = false`` keeps a purse out of the grant."""
        ordered = sorted(enumerate(words), key=lambda pair: (pair[1].get("order", pair[0] + 1), pair[0]))
        found = [word for _, word in ordered]
        community = {word.code: tuple(word.get("forms", ())) for word in found if word.get("forms")}
        return cls(tuple(word.code for word in found), community, frozenset(word.code for word in found if word.get("grant", True) is False))

    def is_grant(self, source: str) -> bool:
        return source not in self.community and source not in self.not_grant

    @property
    def first_community(self) -> str:
        """The purse that takes what is left of a line."""
        return next(iter(self.community), self.codes[0] if self.codes else "")


@dataclass(frozen=True)
class Split:
    source: str
    amount: int
    form: str = ""


@dataclass(frozen=True)
class Line:
    group: str
    item: str
    volume: Decimal
    unit: str
    unit_price: int
    splits: tuple[Split, ...] = ()
    price_source: str = ""
    key: str = ""
    number: str = ""  # "C1", as people say it

    @property
    def amount(self) -> int:
        return amount_of(self.volume, self.unit_price)

    @property
    def unsplit(self) -> int:
        return shortfall(self)

    @property
    def unsplit_units(self) -> Decimal | None:
        """The shortfall in units of the line (20 HOK), where it comes out even."""
        if not self.unit_price or self.unsplit % self.unit_price:
            return None
        return Decimal(abs(self.unsplit) // self.unit_price)

    @property
    def filled(self) -> bool:
        return bool(not self.missing and self.amount)

    @property
    def blank(self) -> bool:
        """Nothing was written: no name, no amount, no purse."""
        return not (self.item.strip() or self.unit.strip() or self.volume or self.unit_price or self.splits)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields of a begun line that it still needs; ``filled`` when there are none."""
        given = {name: getattr(self, name) for name in NEEDED_OF_A_LINE}
        return tuple(name for name, value in given.items() if not (value.strip() if isinstance(value, str) else value))

    def paid_by(self, source: str) -> int:
        return sum(split.amount for split in self.splits if split.source == source)

    def paid_in(self, source: str) -> dict[str, int]:
        """In which forms (cash, material, labour, land) a purse pays; empty for a purse without forms."""
        return by_form(self.splits, source)


@dataclass(frozen=True)
class PartnerRow:
    name: str
    pillar: str
    promise: str = ""


@dataclass(frozen=True)
class ScheduleRow:
    activity: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Sheet:
    """Everything a proposal says."""

    need: str = ""
    pjm_reference: str = ""
    field: str = ""
    activity: str = ""
    location: str = ""
    rt: str = ""
    rw: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    volume: Decimal | None = None
    unit: str = ""
    households: int | None = None
    poor_households: int | None = None
    men: int | None = None
    women: int | None = None
    disabled: int | None = None
    lines: tuple[Line, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    papers: tuple[tuple[str, str, str], ...] = ()  # (kind, name, sha256)

    @property
    def kinds_attached(self) -> frozenset[str]:
        return frozenset(kind for kind, _, _ in self.papers)


@dataclass(frozen=True)
class Totals:
    """Recomputed, never trusted. Both percentages, since the sources of the programme use the first and readers expect the second."""

    total: int
    by_source: Mapping[str, int]
    by_group: Mapping[str, int]
    community: int
    grant: int
    unsplit: int

    @property
    def community_of_grant(self) -> Decimal | None:
        return money.share(self.community, self.grant)

    @property
    def community_of_total(self) -> Decimal | None:
        return money.share(self.community, self.total)

    def share_of(self, source: str) -> Decimal | None:
        return money.share(self.by_source.get(source, 0), self.total)


def amount_of(volume: Decimal, unit_price: int) -> int:
    """Volume times price, half a rupiah rounded up."""
    return int((volume * unit_price).quantize(Decimal(1), ROUND_HALF_UP))


def shortfall(line: Line) -> int:
    """What no purse pays yet; negative when the purses pay too much."""
    return line.amount - sum(split.amount for split in line.splits)


def by_form(splits: Iterable[Split], source: str) -> dict[str, int]:
    """Amounts of one purse by form, in the order in which the forms first come."""
    found: dict[str, int] = {}
    for split in splits:
        if split.source == source and split.form:
            found[split.form] = found.get(split.form, 0) + split.amount
    return found


def with_rest(line: Line, source: str, form: str) -> Line:
    """The line with what is left of it put on this purse; unchanged when nothing is left."""
    left = shortfall(line)
    if left <= 0:
        return line
    same = [split for split in line.splits if (split.source, split.form) == (source, form)]
    others = tuple(split for split in line.splits if split not in same)
    return replace(line, splits=(*others, Split(source, left + sum(split.amount for split in same), form)))


def totals(lines: Iterable[Line], purses: Purses) -> Totals:
    """Sums over the lines, by purse and by group."""
    by_source = dict.fromkeys(purses.codes, 0)
    by_group: dict[str, int] = {}
    total = unsplit = 0
    for line in lines:
        total += line.amount
        unsplit += shortfall(line)
        by_group[line.group] = by_group.get(line.group, 0) + line.amount
        for split in line.splits:
            by_source[split.source] = by_source.get(split.source, 0) + split.amount
    community = sum(amount for source, amount in by_source.items() if source in purses.community)
    grant = sum(amount for source, amount in by_source.items() if purses.is_grant(source))
    return Totals(total, by_source, by_group, community, grant, unsplit)


def lacking(sheet: Sheet, required: Iterable[str] = REQUIRED) -> list[str]:
    """Codes of what is missing, in the order of the list; empty means complete."""
    present = {
        **{code: all(_given(sheet, name) for name in names) for code, names in NEEDED_FIELDS.items()},
        "rab": bool(sheet.lines),
        "rab_lines": all(line.filled for line in sheet.lines),
        "split": all(shortfall(line) == 0 for line in sheet.lines),
        "partners": bool(sheet.partners),
        "schedule": bool(sheet.schedule),
        **{paper: paper in sheet.kinds_attached for paper in PAPERS},
    }
    return [code for code in required if not present[code]]


def _given(sheet: Sheet, name: str) -> bool:
    value = getattr(sheet, name)
    return bool(value) if name in ABOVE_ZERO else value is not None and bool(str(value).strip())


def sound_texts(values: Mapping[str, Any]) -> Decision:
    """Numbers of people that contradict each other are told at once; what is merely missing may stay missing in a draft."""
    households, poor = values.get("households"), values.get("poor_households")
    if households is not None and poor is not None and poor > households:
        return Decision.unsound("proposals.more_poor_than_households", field="poor_households", poor=poor, households=households)
    people = [values.get("men"), values.get("women")]
    disabled = values.get("disabled")
    if disabled is not None and None not in people and disabled > sum(filter(None, people)):
        return Decision.unsound("proposals.more_disabled_than_people", field="disabled", disabled=disabled)
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        missing = "latitude" if values.get("latitude") is None else "longitude"
        return Decision.unsound("proposals.half_a_point", field=missing)
    if values.get("latitude") is not None and not places.in_indonesia((float(values["latitude"]), float(values["longitude"]))):
        return Decision.unsound("proposals.foreign_point", field="latitude")
    return Decision.yes()


def sound_line(line: Line, purses: Purses, groups: Iterable[str]) -> Decision:
    """A line may be half filled in; what cannot be is refused."""
    checks = (
        (line.group in set(groups), "proposals.unknown_group", {"field": "group"}),
        (line.volume >= 0, "proposals.negative", {"field": "volume"}),
        (line.unit_price >= 0, "proposals.negative", {"field": "unit_price"}),
        (line.volume < 0 or line.unit_price < 0 or line.amount <= money.LARGEST, "proposals.too_large", {"field": "unit_price"}),
        (all(split.amount >= 0 for split in line.splits), "proposals.negative", {"field": ""}),
        (line.price_source in PRICE_SOURCES, "proposals.unknown_price_source", {"field": "price_source"}),
    )
    for holds, code, values in checks:
        if not holds:
            return Decision.unsound(code, **values)
    for split in line.splits:
        if split.source not in purses.codes:
            return Decision.unsound("proposals.unknown_source", source=split.source, field="")
        if split.form not in (purses.community.get(split.source) or ("",)):
            return Decision.unsound("proposals.unknown_form", form=split.form, source=split.source, field="")
    return Decision.yes()


def sound_schedule(rows: Iterable[ScheduleRow]) -> Decision:
    for number, row in enumerate(rows, 1):
        if row.ends_on < row.starts_on:
            return Decision.unsound("proposals.ends_before_start", activity=row.activity, row=number)
    return Decision.yes()

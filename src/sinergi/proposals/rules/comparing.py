"""What differs between two versions of a proposal, in the order in which people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sinergi.proposals.rules.sheet import Line, PartnerRow, Purses, ScheduleRow, Sheet, Split, totals

TEXTS = ("need", "pjm_reference", "field", "activity", "location", "rt", "rw", "latitude", "longitude", "volume", "unit",
         "households", "poor_households", "men", "women", "disabled")
LINE_PARTS = ("group", "item", "volume", "unit", "unit_price", "price_source", "amount", "splits")


@dataclass(frozen=True)
class Change:
    """``section`` texts, lines, partners, schedule, papers or totals; ``before`` or ``after`` is None for what was added or removed.

    Values are codes and numbers as they were frozen (a split as (source, form, amount), a row as a mapping): the page says them in words.
    """

    section: str
    name: str
    before: Any
    after: Any
    about: str = ""  # the line it belongs to

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def content_of(sheet: Sheet, purses: Purses) -> dict[str, Any]:
    """The sheet as plain values for freezing: numbers with decimals as text, dates as ISO."""
    sums = totals(sheet.lines, purses)
    return {
        "texts": {name: _plain(getattr(sheet, name)) for name in TEXTS},
        "lines": [
            {"key": line.key, "number": line.number, "group": line.group, "item": line.item, "volume": _plain(line.volume), "unit": line.unit,
             "unit_price": line.unit_price, "price_source": line.price_source, "amount": line.amount,
             "splits": [{"source": split.source, "form": split.form, "amount": split.amount} for split in line.splits]}
            for line in sheet.lines
        ],
        "partners": [{"name": row.name, "pillar": row.pillar, "promise": row.promise} for row in sheet.partners],
        "schedule": [{"activity": row.activity, "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat()}
                     for row in sheet.schedule],
        "papers": [{"kind": kind, "name": name, "sha256": sha256} for kind, name, sha256 in sheet.papers],
        "totals": {"total": sums.total, "community": sums.community, "grant": sums.grant, "by_source": dict(sums.by_source)},
    }


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every difference between two frozen contents."""
    return [
        *_of_mapping("texts", before["texts"], after["texts"]),
        *_of_lines(before["lines"], after["lines"]),
        *_of_rows("partners", before["partners"], after["partners"], "name"),
        *_of_rows("schedule", before["schedule"], after["schedule"], "activity"),
        *_of_rows("papers", before["papers"], after["papers"], "kind"),
        *_of_mapping("totals", _flat(before["totals"]), _flat(after["totals"])),
    ]


def _of_mapping(section: str, before: Mapping[str, Any], after: Mapping[str, Any], about: str = "") -> Iterator[Change]:
    for name in after:
        old, new = before.get(name), after[name]
        if old != new:
            yield Change(section, name, _shown(old), _shown(new), about)


def _of_lines(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    old, new = {line["key"]: line for line in before}, {line["key"]: line for line in after}
    for key, line in old.items():
        if key not in new:
            yield Change("lines", "line", line["amount"], None, f"{line['number']} {line['item']}")
    for key, line in new.items():
        about = f"{line['number']} {line['item']}"
        if key not in old:
            yield Change("lines", "line", None, line["amount"], about)
        else:
            parts = [{name: _paid(each[name]) if name == "splits" else each[name] for name in LINE_PARTS} for each in (old[key], line)]
            yield from _of_mapping("lines", parts[0], parts[1], about)


def _of_rows(section: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], name: str) -> Iterator[Change]:
    for row in before:
        if row not in after:
            yield Change(section, str(row[name]), row, None)
    for row in after:
        if row not in before:
            yield Change(section, str(row[name]), None, row)


def _paid(splits: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, int], ...]:
    return tuple(sorted((split["source"], split["form"], split["amount"]) for split in splits))


def _flat(sums: Mapping[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in sums.items() if key != "by_source"}, **sums["by_source"]}


def _shown(value: Any) -> Any:
    return "" if value is None else value


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def sheet_of_content(content: Mapping[str, Any]) -> Sheet:
    """A frozen content as values again."""
    texts = {name: _number(name, value) for name, value in content["texts"].items() if name in TEXTS}
    lines = tuple(
        Line(group=row["group"], item=row["item"], volume=Decimal(row["volume"]), unit=row["unit"], unit_price=row["unit_price"],
             price_source=row["price_source"], key=row["key"], number=row["number"],
             splits=tuple(Split(split["source"], split["amount"], split["form"]) for split in row["splits"]))
        for row in content["lines"]
    )
    schedule = tuple(ScheduleRow(row["activity"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])) for row in content["schedule"])
    return Sheet(**texts, lines=lines, partners=tuple(PartnerRow(**row) for row in content["partners"]), schedule=schedule,
                 papers=tuple((row["kind"], row["name"], row["sha256"]) for row in content["papers"]))


def _number(name: str, value: Any) -> Any:
    return Decimal(value) if name in {"latitude", "longitude", "volume"} and value is not None else value

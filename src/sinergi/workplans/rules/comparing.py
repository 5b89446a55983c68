"""What differs between two states of a plan: for the trail of saves, for taking one back, and beside the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.workplans.rules.reading import FUNDS
from sinergi.workplans.rules.sheet import Sheet, head_of, row_of, sheet_of

_FIELDS = ("title", "phase", "volume", "unit", "starts_on", "ends_on", "days", "after", "responsible", "funds", "labour", "materials", "support", "output")
ORDER = "order"  # the name under which lines that were put elsewhere differ


def changes(before: Sheet, after: Sheet) -> dict[str, Any]:
    """Everything that has to be known to go from one to the other and back; empty when nothing changed."""
    told: dict[str, Any] = {}
    old_head, new_head = head_of(before), head_of(after)
    head = {name: [old_head[name], new_head[name]] for name in new_head if old_head[name] != new_head[name]}
    if head:
        told["head"] = head
    old, new = {each.key: row_of(each) for each in before.activities}, {each.key: row_of(each) for each in after.activities}
    rows = [[old.get(key), new.get(key)] for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    if rows:
        told["rows"] = rows
    if [key for key in old if key in new] != [key for key in new if key in old] or set(old) != set(new):
        told["order"] = [list(old), list(new)]
    return told


def touched(told: Mapping[str, Any]) -> int:
    """How many lines a save touched; a change of the calendar or of the order alone is one."""
    return max(len(told.get("rows", ())), 1) if told else 0


def is_moved(told: Mapping[str, Any]) -> bool:
    """Whether a save put lines elsewhere; those it added or took out moved nobody."""
    before, after = told.get("order", ((), ()))
    both = set(before) & set(after)
    return [key for key in before if key in both] != [key for key in after if key in both]


def undone(sheet: Sheet, told: Mapping[str, Any]) -> Sheet:
    """The sheet before a save, out of the sheet after it."""
    content: dict[str, Any] = {**head_of(sheet), **{name: pair[0] for name, pair in told.get("head", {}).items()}}
    rows = {each.key: row_of(each) for each in sheet.activities}
    for old, new in told.get("rows", ()):
        rows.pop((new or old)["key"], None)
        if old is not None:
            rows[old["key"]] = old
    keys: Sequence[str] = told["order"][0] if "order" in told else [each.key for each in sheet.activities]
    return sheet_of({**content, "activities": [rows[key] for key in keys if key in rows]})


@dataclass(frozen=True)
class Differs:
    """One field as it was and as it is, as plain values; each purse is a field of its own."""

    field: str
    was: Any = None
    now: Any = None


@dataclass(frozen=True)
class Beside:
    """One line beside the baseline. ``moved`` is how many days later it now ends; ``differs`` what is written differently."""

    key: str
    title: str
    state: str  # same, changed, added, removed
    row: int = 0
    was: tuple[date, date] | None = None
    now: tuple[date, date] | None = None
    differs: tuple[Differs, ...] = ()

    @property
    def moved(self) -> int:
        return (self.now[1] - self.was[1]).days if self.was and self.now else 0


def beside(baseline: Mapping[str, Any], sheet: Sheet, now: Mapping[str, tuple[date, date]]) -> tuple[Beside, ...]:
    """Every line of the plan and of the baseline, in the order of the plan, those taken out last."""
    was = days_of(baseline)
    old = {row["key"]: row for row in baseline["activities"]}
    found = []
    for number, each in enumerate(sheet.activities, 1):
        before = old.get(each.key)
        differs = fields_of(before, row_of(each)) if before is not None else ()
        state = "added" if before is None else "changed" if differs or was.get(each.key) != now.get(each.key) else "same"
        found.append(Beside(each.key, each.title, state, number, was.get(each.key), now.get(each.key), differs))
    found += [Beside(key, row["title"], "removed", 0, was.get(key)) for key, row in old.items() if key not in sheet.by_key]
    return tuple(found)


def fields_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Differs, ...]:
    """What two rows of one line say differently, in the order of the columns."""
    found: list[Differs] = []
    for name in _FIELDS:
        if name == "funds":
            old, new = dict(before[name]), dict(after[name])
            found += [Differs(f"{FUNDS}{source}", old.get(source), new.get(source)) for source in dict.fromkeys([*old, *new]) if old.get(source) != new.get(source)]
        elif before.get(name, "") != after.get(name, ""):
            found.append(Differs(name, before.get(name, ""), after.get(name, "")))
    return tuple(found)


def head_beside(baseline: Mapping[str, Any], sheet: Sheet) -> tuple[Differs, ...]:
    """What of the plan itself is no longer as approved: start, deadline, working days, days off, the order of the lines."""
    now = head_of(sheet)
    found = [Differs(name, baseline[name], now[name]) for name in now if baseline[name] != now[name]]
    old = [row["key"] for row in baseline["activities"] if row["key"] in sheet.by_key]
    known = set(old)
    return tuple(found) if old == [each.key for each in sheet.activities if each.key in known] else (*found, Differs(ORDER))


def days_of(content: Mapping[str, Any]) -> dict[str, tuple[date, date]]:
    """The days that were reckoned when a content was frozen."""
    return {key: (date.fromisoformat(start), date.fromisoformat(end)) for key, start, end in content["computed"]}

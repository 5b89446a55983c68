"""What differs between two states of a plan: for the trail of saves, for taking one back, and beside the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.workplans.rules.sheet import Sheet, head_of, row_of, sheet_of

FIELDS = ("title", "phase", "volume", "unit", "starts_on", "ends_on", "days", "after", "responsible", "funds", "labour", "materials", "output")


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
class Beside:
    """One line beside the baseline. ``moved`` is how many days later it now ends; ``fields`` what else is written differently."""

    key: str
    title: str
    state: str  # same, changed, added, removed
    row: int = 0
    was: tuple[date, date] | None = None
    now: tuple[date, date] | None = None
    fields: tuple[str, ...] = ()

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
        fields = tuple(name for name in FIELDS if before is not None and row_of(each)[name] != before[name])
        state = "added" if before is None else "changed" if fields or was.get(each.key) != now.get(each.key) else "same"
        found.append(Beside(each.key, each.title, state, number, was.get(each.key), now.get(each.key), fields))
    found += [Beside(key, row["title"], "removed", 0, was.get(key)) for key, row in old.items() if key not in sheet.by_key]
    return tuple(found)


def days_of(content: Mapping[str, Any]) -> dict[str, tuple[date, date]]:
    """The days that were reckoned when a content was frozen."""
    return {key: (date.fromisoformat(start), date.fromisoformat(end)) for key, start, end in content["computed"]}

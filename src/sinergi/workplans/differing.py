"""What is no longer as it was approved, in words: how much of it, line by line, each field as it was and as it is, with the reasons given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext

from sinergi.engine.definition import Title
from sinergi.ui import wording
from sinergi.workplans import rules, tables
from sinergi.workplans.queries import Overview
from sinergi.workplans.rules import FUNDS, ORDER, Beside, Differs

_DAYS = {"starts_on", "ends_on", "deadline_on"}
_NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One field, as people write it. Without both values only that it changed."""

    label: str
    was: str = ""
    now: str = ""

    @property
    def text(self) -> str:
        return f"{self.label}: {self.was} → {self.now}" if self.was or self.now else self.label


@dataclass(frozen=True)
class LineTold:
    """One line beside the baseline with what is different and why."""

    beside: Beside
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """What is needed to write values out: the purses, the row number of each key before and after, whether names may be read."""

    sources: Mapping[str, Title]
    before: Mapping[str, int]
    after: Mapping[str, int]
    names: bool


def counted(seen: Overview) -> str:
    """ "18 kegiatan berubah sesudah disetujui (2 ditambahkan)", and what of the plan itself; "" when nothing changed."""
    parts = []
    many = len(seen.differing)
    if many:
        said = ngettext("%(count)s kegiatan berubah sesudah disetujui", "%(count)s kegiatan berubah sesudah disetujui", many) % {"count": many}
        detail = [gettext("%(count)s ditambahkan") % {"count": seen.added}] if seen.added else []
        detail += [gettext("%(count)s dikeluarkan") % {"count": seen.removed}] if seen.removed else []
        parts.append(f"{said} ({', '.join(detail)})" if detail else said)
    around = ", ".join(each.text if field in _DAYS else each.label for field, each in zip((each.field for each in seen.head_differing), head(seen), strict=True))
    return "; ".join([*parts, *([gettext("berubah sesudah disetujui: %(what)s") % {"what": around}] if around else [])])


def head(seen: Overview) -> list[Change]:
    """Start, deadline, calendar and order where they differ."""
    return heads(seen.head_differing)


def heads(differing: Iterable[Differs]) -> list[Change]:
    found = []
    for each in differing:
        if each.field == ORDER:
            found.append(Change(gettext("Urutan kegiatan")))
        elif each.field == "holidays":
            found.append(Change(gettext("Hari libur"), _holidays(each.was, each.now), _holidays(each.now, each.was)))
        elif each.field == "weekdays":
            found.append(Change(tables.label("weekdays", {}), _week(each.was), _week(each.now)))
        else:
            label = gettext("Batas waktu pemanfaatan dana") if each.field == "deadline_on" else gettext("Mulai rencana")
            found.append(Change(label, _day(each.was), _day(each.now)))
    return found


def lines(seen: Overview, *, names: bool) -> list[LineTold]:
    """Every line that differs. Reasons and who is responsible may name people: only where ``names`` may be read."""
    if seen.baseline is None:
        return []
    before = {row["key"]: number for number, row in enumerate(seen.baseline.submission.content["activities"], 1)}
    reader = Reader(seen.sources, before, seen.sheet.place, names)
    reasons = seen.reasons if names and seen.differing else {}
    return [LineTold(each, told(each.differs, reader), reasons.get(each.key, ())) for each in seen.differing]


def head_reasons(seen: Overview) -> tuple[str, ...]:
    return seen.reasons.get("", ()) if seen.head_differing else ()


def told(differing: Iterable[Differs], reader: Reader) -> tuple[Change, ...]:
    """Fields with their names, as they were and as they are."""
    return tuple(Change(tables.label(each.field, reader.sources), _value(each.field, each.was, reader.before, names=reader.names),
                        _value(each.field, each.now, reader.after, names=reader.names)) for each in differing)


def dates(span: tuple[date, date] | None) -> str:
    return f"{wording.short_date(span[0])} – {wording.short_date(span[1])} {span[1].year}" if span else ""


def rows(seen: Overview, *, names: bool) -> list[list[str]]:
    """The same as rows for paper: number, activity, as approved, as it is now, what differs, why."""
    found = [["", each.label, each.was or _NOTHING, each.now or _NOTHING, "", ""] for each in head(seen)]
    if found and names:
        found[0][5] = "; ".join(head_reasons(seen))
    for line in lines(seen, names=names):
        each = line.beside
        found.append([str(each.row or ""), each.title, dates(each.was) or gettext("tidak ada"), dates(each.now) or gettext("dikeluarkan"),
                      "\n".join(([gettext("ditambahkan")] if each.state == "added" else []) + [change.text for change in line.changes]), "; ".join(line.reasons)])
    return found


def _value(field: str, value: Any, places: Mapping[str, int], *, names: bool) -> str:
    if value in (None, "", 0) or value == []:
        return _NOTHING
    if field == "after":
        gone = gettext("baris yang sudah tidak ada")
        return "; ".join(f"{places.get(key, gone)}+{lag}" if lag else str(places.get(key, gone)) for key, lag in value)
    if field in _DAYS:
        return _day(value)
    if field == "volume":
        return wording.number(Decimal(value))
    if field == "responsible" and not names:
        return wording.masked(value)
    return wording.grouped(value) if field.startswith(FUNDS) else str(value)


def _day(value: str | None) -> str:
    return wording.long_date(date.fromisoformat(value)) if value else _NOTHING


def _week(digits: str) -> str:
    return ", ".join(str(name) for digit, name in zip(digits, tables.WEEK, strict=True) if digit == "1")


def _holidays(listed: list[list[str]], others: list[list[str]]) -> str:
    """Those that stand only in the one of the two."""
    return "; ".join(f"{_day(day)} {title}".strip() for day, title in listed if [day, title] not in others) or _NOTHING


def changes_of(changes: Mapping[str, Any], reader: Reader) -> tuple[list[Change], list[tuple[str, str, int, tuple[Change, ...]]]]:
    """What one save did: to the plan itself; and line by line its kind, title, row number (nought when it is gone), fields."""
    around = [Differs(name, was, now) for name, (was, now) in changes.get("head", {}).items()]
    if "order" in changes:  # then the rows are known as they were numbered that day
        before_it, after_it = ({key: number for number, key in enumerate(keys, 1)} for keys in changes["order"])
        reader = replace(reader, before=before_it, after=after_it)
    found = []
    for before, after in changes.get("rows", ()):
        row = after or before
        kind = "added" if before is None else "removed" if after is None else "changed"
        found.append((kind, row["title"], reader.after.get(row["key"], 0), told(rules.fields_of(before, after), reader) if before and after else ()))
    return heads([*around, *([Differs(ORDER)] if rules.is_moved(changes) else [])]), found

"""The table of activities on the page: columns, rows as text, and what was posted back. One reader serves table, paste and sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext, override, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.engine.definition import Title
from sinergi.kernel import money, numbers
from sinergi.programmes import sentences
from sinergi.ui import days
from sinergi.ui.wording import title_in
from sinergi.workplans import rules
from sinergi.workplans.models import new_key
from sinergi.workplans.rules import FUNDS, Activity, Given, Problem, Read, Sheet

PER_PAGE = 200
SPARE = 5  # empty rows below the last
HEADS: Mapping[str, Any] = {
    "number": _("No."), "phase": _("Tahapan"), "title": _("Kegiatan"), "volume": _("Volume"), "unit": _("Satuan"), "days": pgettext_lazy("plan", "Hari kerja"), "starts_on": _("Mulai"),
    "ends_on": pgettext_lazy("plan", "Selesai"), "after": pgettext_lazy("plan", "Menunggu"), "responsible": _("Penanggung jawab"), "labour": _("Tenaga per hari"), "materials": _("Bahan"), "support": _("Alat dan pendukung lain"), "output": _("Dokumen hasil"),
    "reckoned_start": _("Mulai (hitungan)"), "reckoned_end": _("Selesai (hitungan)"), "key": _("Kode"),
}
WIDTHS = {"number": "s", "title": "l", "phase": "m", "responsible": "m", "materials": "m", "support": "m", "output": "m", "unit": "s", "volume": "s", "days": "s", "labour": "s", "after": "s"}
WEEK = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))
NUMERIC = {"volume", "days", "labour"}


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    width: str
    numeric: bool


@dataclass(frozen=True)
class CellShown:
    column: Column
    value: str
    error: str = ""


@dataclass(frozen=True)
class RowShown:
    number: int
    key: str
    cells: tuple[CellShown, ...]
    problems: tuple[str, ...] = ()
    is_new: bool = False


@dataclass(frozen=True)
class Posted:
    """What came back: the rows in their order, and the plan they make together with the rows of other pages."""

    rows: tuple[Given, ...]
    read: Read
    sheet: Sheet
    errors: Mapping[tuple[int, str], str] = field(default_factory=dict)


def columns(sources: Mapping[str, Title]) -> list[Column]:
    """What the table shows, in order; a purse has its own column."""
    found = []
    for name in rules.order_of(sources)[1:]:
        if name.startswith(FUNDS):
            found.append(Column(name, f"{title_in(sources[name.removeprefix(FUNDS)])} (Rp)", "m", numeric=True))
        else:
            found.append(Column(name, str(HEADS[name]), WIDTHS.get(name, "d"), name in NUMERIC))
    return found


def heads(sources: Mapping[str, Title]) -> dict[str, list[str]]:
    """How each column may be called in a sheet, in both languages."""
    found: dict[str, list[str]] = {}
    for name, head in HEADS.items():
        with override("en"):
            english = str(head)
        with override("id"):
            found[name] = [str(head), english]
    found["number"] += ["No", "Nomor"]  # as people head it themselves
    for code, title in sources.items():
        found[f"{FUNDS}{code}"] = [f"{title.id} (Rp)", f"{title.en or title.id} (Rp)", title.id, title.en or title.id]
    return found


def cells_of(activity: Activity, sheet: Sheet) -> dict[str, str]:
    """A line as people type it."""
    found = {
        "phase": activity.phase, "title": activity.title, "volume": _plain(activity.volume), "unit": activity.unit, "days": _plain(activity.days), "starts_on": _day(activity.starts_on),
        "ends_on": _day(activity.ends_on), "after": rules.after_text(activity, sheet), "responsible": activity.responsible, "labour": _plain(activity.labour or None),
        "materials": activity.materials, "support": activity.support, "output": activity.output}
    return found | {f"{FUNDS}{source}": money.grouped(amount) for source, amount in activity.funds}


def rows_of(sheet: Sheet, shown: Iterable[Activity], listed: Sequence[Column], problems: Mapping[int, Sequence[Problem]], spare: int) -> list[RowShown]:
    """The lines of one page with what is wrong at each, and empty rows below."""
    found = []
    for activity in shown:
        number, cells = sheet.place[activity.key], cells_of(activity, sheet)
        found.append(RowShown(number, activity.key, tuple(CellShown(column, cells.get(column.name, "")) for column in listed), said(problems.get(number, ()))))
    last = len(sheet.activities)
    return found + [RowShown(last + 1 + place, "", tuple(CellShown(column, "") for column in listed), is_new=True) for place in range(spare)]


def rows_again(posted: Posted, listed: Sequence[Column]) -> list[RowShown]:
    """What was typed, with each mistake at its cell: nothing is lost."""
    return [RowShown(row.number, row.key, tuple(CellShown(column, str(row.cells.get(column.name, "")), posted.errors.get((row.number, column.name), "")) for column in listed),
                     (posted.errors[row.number, ""],) if (row.number, "") in posted.errors else ()) for row in posted.rows]


def posted(data: MultiValueDict[str, str], sheet: Sheet, sources: Mapping[str, Title]) -> Posted:
    """The rows of one page, as lists of equal length; rows of other pages stay as they are."""
    names = [column.name for column in columns(sources)]
    keys, numbers = data.getlist("key"), data.getlist("number")
    lists = {name: data.getlist(name) for name in names}
    dropped = set(data.getlist("drop"))
    shown = set(" ".join(data.getlist("shown")).split()) & set(sheet.by_key)
    rows = []
    for place, number in enumerate(numbers[: rules.MOST_ACTIVITIES]):
        cells = {name: values[place] if place < len(values) else "" for name, values in lists.items()}
        key = keys[place] if place < len(keys) and keys[place] in sheet.by_key else ""
        if number not in dropped:
            rows.append(Given(_number(number, len(sheet.activities) + place + 1), key, cells))
    elsewhere = {place: key for key, place in sheet.place.items() if key not in shown}
    read = rules.read(rows, elsewhere, list(sources), read_day, new_key)
    errors = {(problem.row, problem.field): sentences.sentence(problem.code, problem.values) for problem in read.problems}
    return Posted(tuple(rows), read, _put(sheet, shown, read.activities), errors)


def _put(sheet: Sheet, shown: set[str], lines: tuple[Activity, ...]) -> Sheet:
    """The lines of a page back in their place among the others."""
    first = next((place for place, each in enumerate(sheet.activities) if each.key in shown), len(sheet.activities))
    others = [each for each in sheet.activities if each.key not in shown]
    before = sum(each.key not in shown for each in sheet.activities[:first])
    return Sheet(sheet.starts_on, sheet.deadline_on, sheet.weekdays, sheet.holidays, (*others[:before], *lines, *others[before:]))


def waits(activity: Activity, sheet: Sheet) -> str:
    """What a line waits for, for people to read: "baris 1; baris 3, jeda 2 hari kerja"."""
    parts = []
    for each in activity.after:
        if each.key in sheet.place:
            values = {"row": sheet.place[each.key], "days": each.lag}
            parts.append(ngettext("baris %(row)s, jeda %(days)s hari kerja", "baris %(row)s, jeda %(days)s hari kerja", each.lag) % values if each.lag else gettext("baris %(row)s") % values)
    return "; ".join(parts)


def said(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Problems as sentences."""
    return tuple(sentences.sentence(each.code, each.values) for each in problems)


def told(problems: Iterable[Problem], sources: Mapping[str, Title]) -> list[dict[str, Any]]:
    """Problems for a list: row, the name of the field (a purse by its own), the sentence, whether it stops."""
    return [{"row": each.row, "field": label(each.field, sources), "sentence": sentences.sentence(each.code, each.values), "stops": each.stops}
            for each in problems]


def label(field: str, sources: Mapping[str, Title]) -> str:
    """The name of a field, as its column is headed; "" for one that has none."""
    if field.startswith(FUNDS):
        title = sources.get(field.removeprefix(FUNDS))
        return f"{title_in(title)} (Rp)" if title else gettext("Dana")
    names = {"funds": gettext("Dana"), "deadline_on": gettext("Batas waktu"), "weekdays": pgettext("plan", "Hari kerja")}
    return names.get(field) or str(HEADS.get(field, ""))


def read_day(text: str) -> date | None:
    """A day however it is written; None when it cannot be read."""
    try:
        return days.read(text)
    except days.NotADay:
        return None


def _number(text: str, otherwise: int) -> int:
    found = numbers.whole(text, 5)
    return otherwise if found is None else found


def _plain(value: int | Decimal | None) -> str:
    """As the reader of rows takes it in any language: a comma for parts, no dots for thousands."""
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day}/{day.month}/{day.year}"

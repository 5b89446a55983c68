"""What leaves a plan on paper and in files: the Gantt picture, the sheet for Excel, the calendar, the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, pgettext
from icalendar import Calendar, Event

from sinergi.kernel import words as spelled
from sinergi.printing import excel, pdf
from sinergi.ui import wording
from sinergi.ui.wording import title_in
from sinergi.workplans import answering, differing, drawing, rules, tables
from sinergi.workplans.drawing import Bar, Words
from sinergi.workplans.models import new_key
from sinergi.workplans.queries import LineShown, Overview
from sinergi.workplans.rules import FUNDS, Given, Problem, Sheet

_ONE = timedelta(days=1)
PER_SHEET = 30  # rows of the picture on one page of paper
SHORT_MONTHS = 6


def picture(seen: Overview, lines: Sequence[LineShown], *, names: bool) -> SafeString:
    """The Gantt of these lines for a page; ``names`` where the reader may know who is responsible."""
    drawn = drawing.gantt(bars(lines, names=names), _words(seen), today=seen.today, deadline=seen.deadline_on, is_worked=seen.found.days.is_worked)
    return mark_safe(drawn)  # noqa: S308 -- drawn by our own code, every text escaped


def portions(seen: Overview, *, names: bool) -> list[SafeString]:
    """The picture in portions for printing from the browser."""
    return [mark_safe(svg) for svg in pages_of(seen, names=names)]  # noqa: S308 -- drawn by our own code, every text escaped


def pages_of(seen: Overview, *, names: bool, for_paper: bool = False) -> list[str]:
    """The same in portions for paper, edge to edge in time."""
    every = bars(seen.lines, names=names, for_paper=for_paper)
    if not every:
        return []
    span = drawing.span_of(every, seen.deadline_on)
    return [drawing.gantt(part, _words(seen), today=seen.today, deadline=seen.deadline_on, is_worked=seen.found.days.is_worked, for_paper=for_paper, span=span)
            for part in drawing.sheets(every, PER_SHEET)]


def bars(lines: Sequence[LineShown], *, names: bool, for_paper: bool = False) -> list[Bar]:
    """Every line as a bar with what it says when pointed at; paper cannot be pointed at."""
    return [
        Bar(key=each.activity.key, number=each.row, title=each.activity.title or gettext("(tanpa nama)"), phase=each.activity.phase, start=each.placed.starts_on,
            end=each.placed.ends_on, said="" if for_paper else _said(each, names=names), critical=each.placed.is_critical, percent=each.percent,
            was=each.beside.was if each.beside else None, after=tuple(wait.key for wait in each.activity.after), warns=each.stops)
        for each in lines]


def _said(line: LineShown, *, names: bool) -> str:
    placed = line.placed
    parts = [f"{line.row}. {line.activity.title}", f"{wording.long_date(placed.starts_on)} – {wording.long_date(placed.ends_on)}",
             ngettext("%(days)s hari kerja", "%(days)s hari kerja", placed.days) % {"days": placed.days}]
    if placed.is_critical:
        parts.append(gettext("menentukan akhir rencana"))
    elif placed.slack > 0:
        parts.append(ngettext("longgar %(days)s hari kerja", "longgar %(days)s hari kerja", placed.slack) % {"days": placed.slack})
    if names and line.activity.responsible:
        parts.append(line.activity.responsible)
    if line.report:
        parts.append(gettext("sudah %(percent)s") % {"percent": wording.percent(line.report.percent, 0)})
    return ", ".join(parts)


def _words(seen: Overview) -> Words:
    values = {"plan": title_in(seen.word.title), "count": len(seen.sheet.activities), "end": wording.long_date(seen.found.ends_on)}
    return Words(label=gettext("Bagan balok %(plan)s: %(count)s kegiatan, selesai %(end)s. Isinya ada juga di tabel di bawahnya.") % values,
                 today=gettext("hari ini"), deadline=gettext("batas dana"), month=wording.month)


def sheet_file(seen: Overview, *, names: bool) -> bytes:
    """The plan as a workbook that can be filled in and read back; further sheets have the weeks, and how far each activity is."""
    order = rules.order_of(seen.sources)
    titles = [str(tables.HEADS.get(name, "")) or f"{title_in(seen.sources[name.removeprefix(FUNDS)])} (Rp)" for name in order]
    rows = [_excel_row(each, order, names=names) for each in seen.lines]
    plan = excel.Sheet(name=pgettext("several", "Kegiatan"), columns=[*titles, *(str(tables.HEADS[name]) for name in ("reckoned_start", "reckoned_end", "key"))], rows=rows)
    heads = [gettext("Minggu mulai"), gettext("Kegiatan berjalan"), gettext("Hari orang kerja"), gettext("Tenaga terbanyak sehari"),
             *(f"{title_in(seen.sources[source])} (Rp)" for source in seen.funds), gettext("Bahan yang harus siap"), gettext("Alat dan pendukung yang harus siap")]
    weeks = [[week.starts_on, ", ".join(map(str, week.active)), week.labour, week.peak, *(week.funds.get(source, 0) for source in seen.funds), needs_said(week.materials),
              needs_said(week.support)] for week in seen.weeks]
    total = [gettext("Jumlah"), "", seen.labour, "", *seen.funds.values(), "", ""]
    by_week = excel.Sheet(name=gettext("Per minggu"), columns=heads, rows=weeks, total=total, title=title_in(seen.word.title))
    return excel.workbook([plan, by_week, _progress_sheet(seen, names=names)])


def _progress_sheet(seen: Overview, *, names: bool) -> excel.Sheet:
    """Every line as planned and as it went, by its newest report; a note may name people."""
    heads = [str(tables.HEADS["number"]), str(tables.HEADS["title"]), gettext("Rencana mulai"), gettext("Rencana selesai"), gettext("Mulai sebenarnya"), gettext("Selesai sebenarnya"),
             gettext("Kemajuan (%)"), gettext("Keadaan per tanggal"), *([gettext("Sebab penyimpangan, atau catatan")] if names else [])]
    rows: list[list[Any]] = []
    for each in seen.lines:
        told = each.report
        actual = [told.started_on, told.finished_on, told.percent, told.happened_on, told.note] if told else [None] * 5
        rows.append([each.row, each.activity.title, *each.agreed, *(actual if names else actual[:-1])])
    return excel.Sheet(name=gettext("Kemajuan"), columns=heads, rows=rows, title=title_in(seen.word.title),
                       source=gettext("Lembar ini hanya untuk dibaca: bila berkas ini diunggah lagi, kemajuan tidak ikut terbaca. Catat kemajuan di halaman Kemajuan kegiatan."))


def _excel_row(line: LineShown, order: Sequence[str], *, names: bool) -> list[Any]:
    activity, funds = line.activity, dict(line.activity.funds)
    given: dict[str, Any] = {
        "number": line.row, "phase": activity.phase, "title": activity.title, "volume": activity.volume, "unit": activity.unit, "days": activity.days,
        "starts_on": activity.starts_on, "ends_on": activity.ends_on, "after": line.after, "responsible": activity.responsible if names else wording.masked(activity.responsible),
        "labour": activity.labour or None, "materials": activity.materials, "support": activity.support, "output": activity.output}
    cells = [funds.get(name.removeprefix(FUNDS)) if name.startswith(FUNDS) else given[name] for name in order]
    return [*cells, line.placed.starts_on, line.placed.ends_on, activity.key]


def needs_said(needs: Iterable[rules.Need]) -> str:
    """Materials as they are written: "Semen 10 sak; Spanduk"."""
    return "; ".join(f"{each.name} {wording.number(each.quantity)} {each.unit}".strip() if each.quantity is not None else each.name for each in needs)


def read_sheet(rows: Sequence[Sequence[Any]], seen: Overview, *, add: bool) -> tuple[Sheet, tuple[Problem, ...], list[Given]]:
    """The plan that a sheet or a paste would make, what is wrong with its rows (numbered as in the sheet), and the bad rows themselves."""
    order = rules.order_of(seen.sources)
    given, wrong = rules.table(rows, tables.heads(seen.sources), order)
    if wrong:
        return seen.sheet, tuple(wrong), []
    base = len(seen.sheet.activities) if add else 0
    given = [Given(each.number, "", each.cells) for each in given] if add else rules.known_keys(given, seen.sheet)
    standing = {place: key for key, place in seen.sheet.place.items()} if add else {}  # what is added may wait for what stands there
    read = rules.read(given, standing, list(seen.sources), tables.read_day, new_key)
    lines = {each.number: int(each.cells.get("line", each.number)) for each in given}
    problems = tuple(Problem(lines.get(each.row, each.row), each.field, each.code, each.values) for each in read.problems)
    kept = (*seen.sheet.activities[:base], *read.activities)
    made = rules.tidy(Sheet(seen.sheet.starts_on, seen.sheet.deadline_on, seen.sheet.weekdays, seen.sheet.holidays, kept), seen.sources)
    return made, problems, [each for each in given if each.number in read.bad_rows]


def bad_rows_file(bad: Sequence[Given], problems: Sequence[Problem], seen: Overview) -> bytes:
    """The rows that could not be read, each with why, to be mended and brought again."""
    order = rules.order_of(seen.sources)
    titles = [str(tables.HEADS.get(name, "")) or f"{title_in(seen.sources[name.removeprefix(FUNDS)])} (Rp)" for name in order]
    why: dict[int, list[str]] = {}
    for each in tables.told(problems, seen.sources):
        why.setdefault(each["row"], []).append(f"{each['field']}: {each['sentence']}" if each["field"] else each["sentence"])
    rows = [[*(given.cells.get(name) for name in order), str(given.cells.get("key") or ""), " ".join(why.get(int(given.cells.get("line", given.number)), ()))] for given in bad]
    return excel.workbook([excel.Sheet(name=gettext("Perlu diperbaiki"), columns=[*titles, str(tables.HEADS["key"]), gettext("Yang perlu diperbaiki")], rows=rows)])


def calendar(seen: Overview) -> bytes:
    """Every activity as a whole-day event, the deadline as one more; the same event keeps its name, so a subscribed calendar follows the plan."""
    made = Calendar()
    made.add("prodid", "-//Sinergi//rencana kerja//ID")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{title_in(seen.word.title)}, {seen.workplan.undertaking.region.name}")
    host = settings.SITE_ADDRESS.partition("://")[2] or "sinergi"
    shared = _shared(seen)
    for each in seen.lines:
        made.add_component(_event(shared, f"{each.activity.key}@{host}", each.activity.title, each.placed.starts_on, each.placed.ends_on, _described(each)))
    if seen.deadline_on is not None:
        made.add_component(_event(shared, f"batas-{seen.workplan.pk}@{host}", gettext("Batas waktu pemanfaatan dana"), seen.deadline_on, seen.deadline_on, ""))
    return bytes(made.to_ical())


def _page_of(seen: Overview) -> str:
    return reverse("workplans:show", args=[seen.workplan.undertaking.code, seen.workplan.plan])


def _shared(seen: Overview) -> Event:
    """What every event of a plan says alike, spelled once."""
    event = Event()
    event.add("dtstamp", seen.workplan.saved_at.astimezone(UTC))
    event.add("sequence", seen.workplan.version)
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_ADDRESS + _page_of(seen))
    return event


def _event(shared: Event, uid: str, title: str, start: date, end: date, said: str) -> Event:
    event = Event(shared)
    event.add("uid", uid)
    event.add("summary", title)
    event.add("dtstart", start)
    event.add("dtend", end + _ONE)  # a whole-day event ends on the day after
    if said:
        event.add("description", said)
    return event


def _described(line: LineShown) -> str:
    """Public, so without names."""
    activity = line.activity
    parts = [gettext("Tahapan: %(phase)s") % {"phase": activity.phase} if activity.phase else "",
             f"{wording.number(activity.volume)} {activity.unit}" if activity.volume is not None else "",
             gettext("Dokumen hasil: %(output)s") % {"output": activity.output} if activity.output else ""]
    return "\n".join(part for part in parts if part)


def printed(seen: Overview, *, names: bool, made_at: datetime) -> bytes:
    """The plan on paper: what it answers, the Gantt in landscape, the table of activities, the weeks, places to sign."""
    return pdf.render("workplans/plan", facts(seen, names=names), language=get_language() or "id", made_at=made_at)


def facts(seen: Overview, *, names: bool) -> dict[str, Any]:
    """Everything on the paper, as plain values."""
    undertaking = seen.workplan.undertaking
    return {
        "title": title_in(seen.word.title), "place": undertaking.region.name, "code": undertaking.code, "landscape": True, "example": undertaking.is_example,
        "as_of": seen.today, "address": settings.SITE_ADDRESS + _page_of(seen), "answers": [[label, text] for label, text in answers_said(seen)],
        "gantt": [{"svg": svg} for svg in pages_of(seen, names=names, for_paper=True)],
        "purses": [title_in(seen.sources[source]) for source in seen.funds], "lines": [_line_printed(each, seen, names=names) for each in seen.lines],
        "funds": list(seen.funds.values()), "total": seen.sheet.money, "labour": seen.labour,
        "weeks": [[_week_said(week), ", ".join(map(str, week.active)), week.labour, week.peak, *(week.funds.get(source, 0) for source in seen.funds), needs_said(week.materials),
                   needs_said(week.support)] for week in seen.weeks[:120]],
        "progress": [_progress_printed(each, names=names) for each in seen.lines if each.report],
        "changes": differing.rows(seen, names=names), "changed": capfirst(differing.counted(seen)),
        "baseline": {"day": seen.baseline.happened_on, "fingerprint": seen.baseline.fingerprint} if seen.baseline else None,
    }


def _line_printed(line: LineShown, seen: Overview, *, names: bool) -> list[Any]:
    activity, placed, funds = line.activity, line.placed, dict(line.activity.funds)
    volume = f"{wording.number(activity.volume)} {activity.unit}".strip() if activity.volume is not None else ""
    responsible = activity.responsible if names else wording.masked(activity.responsible)
    agreed = line.beside.was if line.beside else None
    was = f"{_short(agreed[0])} – {_short(agreed[1])}" if agreed and agreed != (placed.starts_on, placed.ends_on) else ""  # only where it differs
    needed = "\n".join(each for each in (activity.materials, activity.support) if each)
    return [line.row, activity.phase, activity.title, volume, _short(placed.starts_on), _short(placed.ends_on), placed.days, line.after, responsible,
            [funds.get(source, 0) for source in seen.funds], activity.labour, needed, activity.output, was, f"{line.percent:.0f} %" if line.report else "", placed.is_critical]


def _progress_printed(line: LineShown, *, names: bool) -> list[str]:
    told = line.report
    if told is None:
        return []
    actual = [_short(told.started_on) if told.started_on else "", _short(told.finished_on) if told.finished_on else ""]
    return [str(line.row), line.activity.title, _short(line.agreed[0]), _short(line.agreed[1]), *actual, f"{told.percent:.0f} %", _short(told.happened_on), told.note if names else ""]


def answers_said(seen: Overview) -> list[tuple[str, str]]:
    """The questions a schedule is made for, each with its answer as one line of text."""
    return [(each.question, each.answer) for each in answering.answers(seen)]


def _week_said(week: rules.Week) -> str:
    return f"{_short(week.starts_on)} – {_short(week.ends_on)}"


def _short(day: date) -> str:
    return f"{wording.short_date(day)} {day.year}" if wording.is_english() else f"{spelled.short_date(day)} {day.year}"

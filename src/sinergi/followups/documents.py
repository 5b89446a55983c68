"""Lists, the matrix and the monthly report as files: Excel, CSV, and PDF for the notice board."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sinergi.followups import queries
from sinergi.followups.models import Followup
from sinergi.followups.queries.boards import state_of
from sinergi.followups.rules import Month, weeks_of
from sinergi.printing import pdf
from sinergi.printing.excel import Sheet, workbook
from sinergi.ui.wording import long_date, masked, title_in

MOST_PRINTED = 400  # lines on paper; Excel takes all
MOST_LATE = 30  # of those from before the matrix
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Who = Callable[[Followup], str]


def state_words() -> dict[str, str]:
    """What each state is called on the board and in files."""
    return {
        "new": _("Belum mulai"), "running": _("Berjalan"), "waiting": _("Menunggu persetujuan"), "late": _("Terlambat"), "done": _("Selesai"),
        "cancelled": _("Dibatalkan"),
    }  # fmt: skip


def figure_words() -> dict[str, str]:
    """What each figure of the monthly report is called."""
    return {
        "carried_in": _("Sisa bulan lalu"), "opened": _("Dibuka"), "settled": _("Diselesaikan"), "cancelled": _("Dibatalkan"), "late": _("Terlambat"),
        "carried": _("Dibawa ke bulan berikutnya"),
    }  # fmt: skip


def who_of(*, names: bool) -> Who:
    """Who a line was laid on, in words; without ``names`` a person is known by initials."""

    def who(line: Followup) -> str:
        person = (line.who_person.name if names else masked(line.who_person.name)) if line.who_person else ""
        return ", ".join(part for part in (person, str(line.who_organisation or "")) if part) or line.who_text

    return who


def table(lines: Iterable[Followup], on: date, *, names: bool) -> tuple[list[str], list[list[Any]]]:
    """The columns and rows that every file of a list shares."""
    states, who = state_words(), who_of(names=names)
    columns = [_("Pekerjaan"), _("Nomor"), _("Apa"), _("Keluaran"), _("Penanggung jawab"), _("Tempat"), _("Wilayah"), _("Tenggat"), _("Keadaan"),
               _("Kebutuhan"), _("Sumber dana"), _("Asal"), _("Disepakati")]  # fmt: skip
    rows = [
        [line.undertaking.code, line.number, line.what, line.output, who(line), line.place, line.undertaking.region.name, line.due_on,
         states[state_of(line.status, line.due_on, on)], line.needs, line.fund_source, line.get_origin_display(), line.happened_on]
        for line in lines
    ]  # fmt: skip
    return columns, rows


def list_workbook(title: str, lines: Iterable[Followup], on: date, *, names: bool) -> bytes:
    """A list as .xlsx."""
    columns, rows = table(lines, on, names=names)
    return workbook([Sheet(_("Tindak lanjut"), columns, rows, title=title, as_of=_as_of(on))])


def list_csv(lines: Iterable[Followup], on: date, *, names: bool) -> str:
    """The same for anything that reads commas; text that a spreadsheet would reckon with is made plain text."""
    columns, rows = table(lines, on, names=names)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row])
    return "\ufeff" + target.getvalue()


def matrix_workbook(title: str, lines: Sequence[Followup], months: tuple[Month, ...], on: date, *, names: bool, before: Sequence[Followup] = ()) -> bytes:
    """Months and weeks as .xlsx: a cross in each week a line stands in; what is late from ``before`` them on a sheet of its own."""
    weeks, marks = queries.matrix(list(lines), months)
    who, states = who_of(names=names), state_words()
    columns = [_("Nr."), _("Apa"), _("Keluaran"), _("Penanggung jawab"), _("Tempat"), _("Keadaan"), *(f"{month_name(week.month)} {week.roman}" for week in weeks)]
    rows = [
        [place, line.what, line.output, who(line), line.place, states[state_of(line.status, line.due_on, on)], *("x" if here else "" for here in found)]
        for place, (line, found) in enumerate(((each.line, each.weeks) for each in marks), 1)
    ]
    late_columns, late = table(before, on, names=names)
    sheets = [Sheet(_("Matriks"), columns, rows, title=title, as_of=_as_of(on), source=_late_before(before, months))]
    return workbook([*sheets, *([Sheet(_("Terlambat sebelumnya"), late_columns, late, title=_late_before(before, months), as_of=_as_of(on))] if late else [])])


def matrix_pdf(title: str, subtitle: str, lines: Sequence[Followup], months: tuple[Month, ...], on: date, *, names: bool, before: Sequence[Followup] = (),
               place: str = "", example: bool = False) -> bytes:  # fmt: skip
    """The matrix as it is printed in the field: months with weeks I to IV, landscape; ``place`` heads the sheet. Late lines from ``before`` stand below it."""
    _weeks, marks = queries.matrix(list(lines)[:MOST_PRINTED], months)
    who, states = who_of(names=names), state_words()
    facts = {
        "landscape": True, **({"office": {"name": place}} if place else {}), "kind": title, "subject": subtitle, "meta": [[_("Keadaan per"), on]], "example": example,
        "months": [{"title": month_name(month), "weeks": [week.roman for week in weeks_of(month)]} for month in months],
        "columns": [_("Nr."), _("Apa"), _("Keluaran"), _("Penanggung jawab"), _("Tempat"), _("Keadaan")],
        "rows": [
            {"cells": [str(row), each.line.what, each.line.output, who(each.line), each.line.place or each.line.undertaking.region.name,
                       states[state_of(each.line.status, each.line.due_on, on)]], "marks": each.weeks}
            for row, each in enumerate(marks, 1)
        ],
        "note": _("Minggu I: tanggal 1–7, II: 8–14, III: 15–21, IV: 22 sampai akhir bulan."),
        "more": _left_out(len(lines)),
        "late": {"title": _late_before(before, months), "more": _more(len(before) - MOST_LATE),
                 "rows": [" · ".join([each.what, who(each), _("tenggat %(day)s") % {"day": long_date(each.due_on)}]) for each in before[:MOST_LATE]]} if before else None,
    }  # fmt: skip
    return pdf.render("followups/matrix", facts, language=get_language() or "id", made_at=_midnight(on))


def _late_before(lines: Sequence[Followup], months: tuple[Month, ...]) -> str:
    """That the matrix is not all: what is late from before its first month."""
    values = {"many": len(lines), "since": month_name(months[0])}
    return ngettext("%(many)s baris terlambat dari sebelum %(since)s tidak tampak di matriks ini.", "%(many)s baris terlambat dari sebelum %(since)s tidak tampak di matriks ini.", len(lines)) % values if lines else ""


def _more(left: int) -> str:
    return _("dan %(more)s lagi") % {"more": left} if left > 0 else ""


def escort_words(escort: queries.Escort, *, names: bool) -> str:
    """Who escorts a round, in one line for paper."""
    if escort.team is None:
        role = title_in(escort.role) if escort.role else "–"
        return _("%(role)s; belum ada tim yang ditunjuk") % {"role": role}
    people = ", ".join(member.person.name if names else masked(member.person.name) for member in escort.people)
    return _("%(team)s sejak %(day)s: %(people)s") % {"team": escort.team.organisation.name, "day": long_date(escort.team.happened_on), "people": people}


def monthly_workbook(report: queries.Report, lines: Iterable[Followup], escorts: Iterable[queries.Escort] = (), *, names: bool) -> bytes:
    """Four sheets: by body, by place, every line, and who escorts which round."""
    words = figure_words()
    title = monthly_title(report)

    def sheet(name: str, first: str, tallies: Sequence[queries.Tally]) -> Sheet:
        rows = [[tally.label or _("Tanpa lembaga terdaftar"), *tally.cells] for tally in tallies]
        return Sheet(name, [first, *words.values()], rows, title=title, as_of=_as_of(report.as_of), total=[_("Jumlah"), *report.total.cells])

    columns, rows = table(lines, report.as_of, names=names)
    return workbook([
        sheet(_("Menurut lembaga"), _("Lembaga"), report.by_organisation), sheet(_("Menurut tempat"), _("Tempat"), report.by_place),
        Sheet(_("Semua baris"), columns, rows, title=title, as_of=_as_of(report.as_of)),
        Sheet(_("Pengawal"), [_("Tahap"), _("Pengawal")], [[each.round.code, escort_words(each, names=names)] for each in escorts], title=title, as_of=_as_of(report.as_of)),
    ])  # fmt: skip


def monthly_pdf(report: queries.Report, lines: Sequence[Followup], escorts: Iterable[queries.Escort] = (), *, names: bool, example: bool = False) -> bytes:
    """The monthly report of a regency on paper."""
    words, states, who = figure_words(), state_words(), who_of(names=names)

    def part(first: str, tallies: Sequence[queries.Tally]) -> dict[str, Any]:
        columns = [{"title": first, "kind": "text", "width": 3}, *({"title": word, "kind": "num"} for word in words.values())]
        rows = [[tally.label or _("Tanpa lembaga terdaftar"), *tally.cells] for tally in tallies]
        return {"table": {"columns": columns, "rows": rows, "total": [_("Jumlah"), *report.total.cells]}}

    columns = [{"title": _("Pekerjaan"), "code": True, "width": "auto"}, *({"title": title, "width": width} for title, width in ((_("Apa"), 5), (_("Penanggung jawab"), 3), (_("Wilayah"), 2))),
               {"title": _("Tenggat"), "kind": "day"}, {"title": _("Keadaan"), "width": 2}]  # fmt: skip
    rows = [[line.undertaking.code, line.what, who(line), line.undertaking.region.name, long_date(line.due_on), states[state_of(line.status, line.due_on, report.as_of)]]
            for line in lines[:MOST_PRINTED]]  # fmt: skip
    facts = {
        "office": {"above": "", "name": report.region.name}, "landscape": True, "title": _("Laporan bulanan tindak lanjut (RKTL)"), "example": example,
        "subtitle": month_name(report.month),
        "meta": [[_("Keadaan per"), report.as_of], *([_("Pengawal %(round)s") % {"round": each.round.code}, escort_words(each, names=names)] for each in escorts)],
        "sections": [
            {"heading": _("Menurut lembaga"), "parts": [part(_("Lembaga"), report.by_organisation)]},
            {"heading": _("Menurut tempat"), "parts": [part(_("Tempat"), report.by_place)]},
            {"heading": _("Semua baris"), "parts": [{"table": {"columns": columns, "rows": rows, "note": _left_out(len(lines))}}]},
        ],
    }  # fmt: skip
    return pdf.render("report", facts, language=get_language() or "id", made_at=_midnight(report.as_of))


def monthly_title(report: queries.Report) -> str:
    return _("Laporan bulanan tindak lanjut, %(place)s, %(month)s") % {"place": report.region.name, "month": month_name(report.month)}


def month_name(month: Month) -> str:
    """Juni 2007."""
    return long_date(month.first).partition(" ")[2]


def _left_out(many: int) -> str:
    left = many - MOST_PRINTED
    return _("%(left)s baris lagi ada di berkas Excel.") % {"left": left} if left > 0 else ""


def _as_of(on: date) -> str:
    return _("Keadaan per %(day)s") % {"day": long_date(on)}


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=UTC)

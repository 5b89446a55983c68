"""The parts that papers of a meeting are put together of: facts about it, and tables of agenda, people, answers and agreed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sinergi.meetings import rules
from sinergi.meetings.models import Meeting
from sinergi.meetings.queries import Page
from sinergi.ui.wording import full_date, grouped, long_date, masked, percent


def clock(meeting: Meeting) -> str:
    """09.00–12.00, as far as it is known."""
    return "–".join(each.strftime("%H.%M") for each in (meeting.starts_time, meeting.ends_time) if each)


def days(meeting: Meeting) -> str:
    """Selasa, 17 November 2009; with the last day where there were several."""
    if meeting.starts_on == meeting.ends_on:
        return full_date(meeting.starts_on)
    return f"{full_date(meeting.starts_on)} – {full_date(meeting.ends_on)}"


def place(meeting: Meeting) -> str:
    return ", ".join(each for each in (meeting.place, meeting.region.name if meeting.region else "") if each)


def section(heading: str, *parts: dict[str, Any] | None) -> dict[str, Any] | None:
    """A chapter; none when there is nothing in it."""
    there = [part for part in parts if part]
    return {"heading": heading, "parts": there} if there else None


def talk(found: Page) -> list[dict[str, Any]]:
    """The group discussion: who sat where, who presented in which order, and each question with its answers by addressee."""
    said = found.talk
    if not said:
        return []
    parts: list[dict[str, Any] | None] = [{"points": [_group(group) for group in said.groups]} if said.groups else None]
    if said.presentations:
        order = [_joined(_("Kelompok %(number)s") % {"number": each.group.number}, each.presenter) for each in said.presentations]
        parts += [{"paragraph": _("Urutan penyajian:")}, {"steps": order}]
    chapters = [section(_("Diskusi kelompok"), *parts)]
    for asked in said.questions:
        rows = [[to, each.text, str(each.group.number) if each.group else "", each.by] for to, answers in asked.answers for each in answers]
        titles = [_column(_("Ditujukan kepada"), width=2), _column(_("Jawaban atau harapan"), width=5), _column(_("Kelompok"), "centre"), _column(_("Disampaikan oleh"), width=2)]
        table = _spare(titles, rows)
        chapters.append({"heading": f"{asked.number}. {asked.text}", "level": 3, "parts": [{"table": table}] if rows else [{"paragraph": _("Belum ada jawaban yang dicatat.")}]})
    return [chapter for chapter in chapters if chapter]


def _group(group: Any) -> str:
    people = _("%(count)s orang") % {"count": group.people} if group.people else ""
    return _joined(_("Kelompok %(number)s") % {"number": group.number}, group.name, people)


def _joined(first: str, *more: str) -> str:
    rest = ", ".join(part for part in more if part)
    return f"{first}: {rest}" if rest else first


def agenda(found: Page) -> dict[str, Any] | None:
    if not found.agenda:
        return None
    columns = [_column(_("Nr."), "num"), _column(_("Acara"), width=3), _column(_("Pembicara"), width=2), _column(_("Menit"), "num")]
    rows = [[row.number, row.title, row.speaker, row.minutes] for row in found.agenda]
    return {"table": _spare(columns, rows, [None, _("Jumlah"), "", found.agenda_minutes] if found.agenda_minutes else None)}


def people(found: Page) -> dict[str, Any]:
    met = found.figures
    titles = (_("Perempuan"), _("Laki-laki"), _("Tidak dirinci"), _("Warga miskin"), _("Disabilitas"), _("Daring"), _("Jumlah"))
    columns = [_column(_("Kelompok"), width=3), *(_column(title, "num") for title in titles)]
    rows = [[_whence(row), *_counted(row.count), row.count.online, row.count.total] for row in found.groups]
    total = [_("Jumlah"), *_counted(rules.CountLine("", met.women, met.men, met.participants - met.women - met.men, met.poor, met.disability)), met.online, met.participants]
    left_out = {place for place, is_there in ((4, met.poor is not None), (5, met.disability is not None), (6, met.online)) if not is_there}
    kept = [place for place in range(len(columns)) if place not in left_out]
    table = {"columns": [columns[place] for place in kept], "rows": [[row[place] for place in kept] for row in rows], "total": [total[place] for place in kept]}
    return {"table": {**table, "note": " ".join(_notes(met))}}


def _counted(line: rules.CountLine) -> list[Any]:
    """None stays an empty cell; a part that was counted says 0, which a paper otherwise prints as a dash."""
    return [line.women, line.men, line.unrecorded, *("0" if part == 0 else part for part in (line.poor, line.disability))]


def _notes(met: rules.Figures) -> Iterator[str]:
    if met.poor is None and met.disability is None:
        yield _("Warga miskin dan penyandang disabilitas tidak dihitung.")
    elif met.poor is None:
        yield _("Warga miskin tidak dihitung.")
    elif met.disability is None:
        yield _("Penyandang disabilitas tidak dihitung.")
    if met.poor_of is not None or met.disability_of is not None:
        yield _("Kolom kosong: tidak dihitung di kelompok itu.")
    if met.women_pct is not None:
        yield _("Perempuan %(share)s dari %(known)s orang yang dirinci.") % {"share": percent(met.women_pct), "known": grouped(met.women + met.men)}
    if met.poor_women is not None:
        yield _("Warga miskin %(many)s, di antaranya tercatat %(women)s perempuan.") % {"many": grouped(met.poor), "women": grouped(met.poor_women)}
    if met.disability_women is not None:
        yield _("Penyandang disabilitas %(many)s, di antaranya tercatat %(women)s perempuan.") % {"many": grouped(met.disability), "women": grouped(met.disability_women)}
    if met.late:
        yield _("%(many)s orang tercatat datang terlambat.") % {"many": grouped(met.late)}


def _whence(row: Any) -> str:
    """As what and from where people came."""
    group = row.count.group.strip() or _("Tanpa kelompok")
    return f"{group}, {row.place}" if row.place else group


def agreed(found: Page, *, names: bool) -> dict[str, Any] | None:
    if not found.agreed:
        return None
    columns = [
        _column(_("Nr."), "num"), _column(_("Apa"), width=4), _column(_("Penanggung jawab"), width=3), _column(_("Hasil"), width=3), _column(_("Kebutuhan"), width=2),
        _column(_("Sumber dana"), width=2), _column(_("Tempat"), width=2), _column(_("Mulai"), "day"), _column(_("Tenggat"), "day"),
    ]  # fmt: skip
    rows = [[number, row.what, _who(row, names=names), row.output, row.needs, row.fund_source, row.place, long_date(row.starts_on) if row.starts_on else "", long_date(row.due_on)]
            for number, row in enumerate(found.agreed, 1)]  # fmt: skip
    return {"table": _spare(columns, rows)}


def _who(row: Any, *, names: bool) -> str:
    person = (row.who_person.name if names else masked(row.who_person.name)) if row.who_person else ""
    return ", ".join(str(each) for each in (person, row.who_organisation) if each) or row.who_text


def _spare(columns: Sequence[dict[str, Any]], rows: Sequence[Sequence[Any]], total: Sequence[Any] | None = None) -> dict[str, Any]:
    """A table without the columns nobody wrote anything in."""
    kept = [place for place, _title in enumerate(columns) if any(row[place] for row in rows)]
    table: dict[str, Any] = {"columns": [columns[place] for place in kept], "rows": [[row[place] for place in kept] for row in rows]}
    return table if total is None else {**table, "total": [total[place] for place in kept]}


def _column(title: str, kind: str = "text", width: int | None = None) -> dict[str, Any]:
    return {"title": title, "kind": kind, **({"width": width} if width else {})}

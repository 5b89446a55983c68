"""The papers of a meeting: minutes with what was agreed, and the attendance list, as facts for the template ``minutes``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.meetings.models import Meeting
from sinergi.meetings.queries import Page
from sinergi.printing import pdf as printing
from sinergi.programmes.sentences import shown
from sinergi.ui.wording import full_date, grouped, long_date, masked, percent

EMPTY_LINES = 12  # room for people who come after the list was printed


def minutes(found: Page, *, names: bool) -> dict[str, Any]:
    """Notulen: when and where, agenda, how many came, what was said, decided and agreed, and who signs."""
    meeting = found.meeting
    sections = [
        _section(_("Susunan acara"), _agenda(found)),
        _section(_("Peserta"), _people(found)),
        _section(_("Notulen"), {"paragraph": meeting.minutes} if meeting.minutes else None),
        _section(_("Keputusan"), {"steps": [row.text for row in found.decisions]} if found.decisions else None),
        _section(_("Rencana kerja tindak lanjut (RKTL)"), _agreed(found, names=names)),
    ]
    signers = [{"role": _("Pemandu"), "name": meeting.moderator}, {"role": _("Notulis"), "name": meeting.note_taker}]
    return {**_head(found, _("Notulen")), "sections": [section for section in sections if section], "signatures": signers}


def attendance(found: Page, *, names: bool) -> dict[str, Any]:
    """Daftar hadir: the names with room to sign and empty lines below; for a meeting of counts only, the counts and empty lines."""
    sexes = {"woman": _("P"), "man": _("L")}
    rows = [[row.name if names else masked(row.name), sexes.get(row.sex, ""), row.organisation or row.group] for row in found.attendees]
    counted = _section(_("Jumlah menurut kelompok"), _people(found)) if found.counts else None
    return {**_head(found, _("Daftar hadir")), "sections": [counted] if counted else [], "attendance": {"rows": rows, "blank": EMPTY_LINES}}


PAPERS: Mapping[str, Callable[..., dict[str, Any]]] = {"notulen": minutes, "daftar-hadir": attendance}


def pdf(paper: str, found: Page, *, names: bool) -> bytes:
    """The finished paper, in the language of the reader; the same record gives the same bytes."""
    facts = PAPERS[paper](found, names=names)
    return printing.render("minutes", facts, language=get_language() or "id", made_at=found.meeting.recorded_at.replace(microsecond=0))


def _head(found: Page, paper: str) -> dict[str, Any]:
    meeting = found.meeting
    place = ", ".join(each for each in (meeting.place, meeting.region.name if meeting.region else "") if each)
    said = [
        (_("Hari"), _days(meeting)),
        (_("Waktu"), clock(meeting)),
        (_("Tempat"), place),
        (_("Cara"), meeting.get_mode_display()),
        (_("Penyelenggara"), meeting.host),
        (_("Dibuka oleh"), meeting.opener),
        (_("Pemandu"), meeting.moderator),
        (_("Notulis"), meeting.note_taker),
        (_("Media dan alat"), meeting.media_used),
        (_("Hasil"), meeting.get_result_display() if meeting.result else ""),
        (_("Dihitung untuk"), ", ".join(link.undertaking.code for link in found.links)),
    ]
    return {
        "kind": paper,
        "subject": meeting.title,
        "origin": f"{shown('', found.kind)}\n{meeting.undertaking.title}",
        "meta": [[_("Nomor"), f"{meeting.undertaking.code}/R{meeting.number}"], [_("Versi"), str(meeting.version)]],
        "facts": [[label, value] for label, value in said if value],
        "example": meeting.undertaking.is_example,
    }


def clock(meeting: Meeting) -> str:
    """09.00–12.00, as far as it is known."""
    return "–".join(each.strftime("%H.%M") for each in (meeting.starts_time, meeting.ends_time) if each)


def _days(meeting: Meeting) -> str:
    if meeting.starts_on == meeting.ends_on:
        return full_date(meeting.starts_on)
    return f"{full_date(meeting.starts_on)} – {full_date(meeting.ends_on)}"


def _section(heading: str, part: dict[str, Any] | None) -> dict[str, Any] | None:
    return {"heading": heading, "parts": [part]} if part else None


def _agenda(found: Page) -> dict[str, Any] | None:
    if not found.agenda:
        return None
    columns = [_column(_("Nr."), "num"), _column(_("Acara"), width=3), _column(_("Pembicara"), width=2), _column(_("Menit"), "num")]
    rows = [[row.number, row.title, row.speaker, row.minutes] for row in found.agenda]
    return {"table": {"columns": columns, "rows": rows, "total": [None, _("Jumlah"), "", found.agenda_minutes]}}


def _people(found: Page) -> dict[str, Any]:
    met = found.figures
    titles = (_("Perempuan"), _("Laki-laki"), _("Tidak dirinci"), _("Warga miskin"), _("Disabilitas"), _("Jumlah"))
    columns = [_column(_("Kelompok"), width=3), *(_column(title, "num") for title in titles)]
    rows = [[row.group, row.women, row.men, row.unrecorded, row.poor, row.disability, row.total] for row in found.counts]
    if found.attendees:
        rows.append([_("Menurut nama"), *_named(found)])
    total = [_("Jumlah"), met.women, met.men, met.participants - met.women - met.men, met.poor, met.disability, met.participants]
    share = _("Perempuan %(share)s dari %(known)s orang yang dirinci.") % {"share": percent(met.women_pct), "known": grouped(met.women + met.men)}
    return {"table": {"columns": columns, "rows": rows, "total": total, "note": share if met.women_pct is not None else ""}}


def _named(found: Page) -> list[int]:
    people = found.attendees
    women, men = sum(row.sex == "woman" for row in people), sum(row.sex == "man" for row in people)
    return [women, men, len(people) - women - men, sum(row.poor for row in people), sum(row.disability for row in people), len(people)]


def _agreed(found: Page, *, names: bool) -> dict[str, Any] | None:
    if not found.agreed:
        return None
    columns = [_column(_("Nr."), "num"), _column(_("Apa"), width=4), _column(_("Penanggung jawab"), width=3), _column(_("Tempat"), width=2), _column(_("Tenggat"), width=2)]
    rows = [[number, row.what, _who(row, names=names), row.place, long_date(row.due_on)] for number, row in enumerate(found.agreed, 1)]
    return {"table": {"columns": columns, "rows": rows}}


def _who(row: Any, *, names: bool) -> str:
    person = (row.who_person.name if names else masked(row.who_person.name)) if row.who_person else ""
    return ", ".join(str(each) for each in (person, row.who_organisation) if each) or row.who_text


def _column(title: str, kind: str = "text", width: int | None = None) -> dict[str, Any]:
    return {"title": title, "kind": kind, **({"width": width} if width else {})}

"""The papers people sign after a meeting: notulen, daftar hadir, berita acara, as facts for one template, printed as PDF or written as Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sinergi.meetings.documents import tables
from sinergi.meetings.models import Attendee, Meeting
from sinergi.meetings.queries import Page
from sinergi.printing import pdf as printing
from sinergi.printing import word as writing
from sinergi.programmes.sentences import shown
from sinergi.ui.wording import grouped, long_date, masked, percent, town

EMPTY_LINES = 12  # room for people who come after the list was printed
WITNESSES = 3  # who signs for those who took part


def minutes(found: Page, *, names: bool) -> dict[str, Any]:
    """Notulen: when and where, agenda, how many came, what was said in groups, decided and agreed, and who signs."""
    meeting = found.meeting
    sections = [
        tables.section(_("Susunan acara"), tables.agenda(found)),
        tables.section(_("Peserta"), tables.people(found)),
        *tables.talk(found),
        tables.section(_("Notulen"), {"paragraph": meeting.minutes} if meeting.minutes else None),
        tables.section(_("Keputusan"), _decided(found)),
        tables.section(_("Rencana kerja tindak lanjut (RKTL)"), tables.agreed(found, names=names)),
    ]
    return {**_head(found, _("Notulen")), "facts": _said(found), "sections": [each for each in sections if each], "signatures": _chair_and_notes(meeting)}


def attendance(found: Page, *, names: bool) -> dict[str, Any]:
    """Daftar hadir: the names with room to sign and empty lines below; for a meeting of counts only, the counts and empty lines."""
    sexes = {"woman": _("P"), "man": _("L")}
    rows = [[row.name if names else masked(row.name), sexes.get(row.sex, ""), _from_where(row, names=names)] for row in found.attendees]
    counted = tables.section(_("Jumlah menurut kelompok"), tables.people(found)) if found.counts else None
    return {
        **_head(found, _("Daftar hadir")),
        "facts": _said(found, short=True),
        "sections": [counted] if counted else [],
        "attendance": {"rows": rows, "blank": EMPTY_LINES},
        "signatures": [{"role": _("Mengetahui, pemandu"), "name": found.meeting.moderator}],
    }


def _from_where(row: Attendee, *, names: bool) -> str:
    """Body or group; for those who see names also who was there from afar, and who came late."""
    how = (_("daring") if row.online else "", _("terlambat") if row.late else "") if names else ()
    return " · ".join(each for each in (row.organisation or row.group, *how) if each)


def deed(found: Page, *, names: bool) -> dict[str, Any]:
    """Berita acara: on which day who met where, what they agreed, and the hands of those who answer for it."""
    meeting = found.meeting
    result = _("Hasil rapat: %(result)s.") % {"result": meeting.get_result_display()} if meeting.result else ""
    sections = [
        tables.section(_("Acara"), {"steps": [row.title for row in found.agenda]} if found.agenda else None),
        tables.section(_("Yang hadir"), tables.people(found)),
        tables.section(_("Yang disepakati"), {"paragraph": result} if result else None, _decided(found)),
        tables.section(_("Rencana kerja tindak lanjut (RKTL)"), tables.agreed(found, names=names)),
    ]
    witnesses = [{"role": _("Wakil peserta: %(group)s") % {"group": group}, "name": ""} for group, _people in found.figures.groups if group][:WITNESSES]
    return {
        **_head(found, _("Berita acara")),
        "opening": _opening(found),
        "sections": [each for each in sections if each],
        "closing": _("Demikian berita acara ini dibuat dengan sebenarnya, untuk dipakai sebagaimana mestinya."),
        "signatures": [*_chair_and_notes(meeting), *witnesses],
    }


PAPERS: Mapping[str, Callable[..., dict[str, Any]]] = {"notulen": minutes, "daftar-hadir": attendance, "berita-acara": deed}
TITLES: Mapping[str, Any] = {"notulen": gettext_lazy("Notulen"), "daftar-hadir": gettext_lazy("Daftar hadir"), "berita-acara": gettext_lazy("Berita acara")}


def pdf(paper: str, found: Page, *, names: bool) -> bytes:
    """The finished paper, in the language of the reader; the same record gives the same bytes."""
    return printing.render("minutes", PAPERS[paper](found, names=names), language=get_language() or "id", made_at=found.meeting.recorded_at.replace(microsecond=0))


def word(paper: str, found: Page, *, names: bool) -> bytes:
    """The same paper for people who edit on."""
    return writing.render(PAPERS[paper](found, names=names), language=get_language() or "id", made_at=found.meeting.recorded_at.replace(microsecond=0))


def _head(found: Page, paper: str) -> dict[str, Any]:
    meeting = found.meeting
    return {
        "kind": paper,
        "subject": meeting.title,
        "origin": f"{shown('', found.kind)}\n{meeting.undertaking.title}",
        "office": {"above": _government(meeting), "name": meeting.host or meeting.undertaking.title},
        "meta": [[_("Nomor"), f"{meeting.undertaking.code}/R{meeting.number}"], [_("Versi"), str(meeting.version)]],
        "facts": [],
        "signed_at": f"{town((meeting.region or meeting.undertaking.region).name)}, {long_date(meeting.ends_on)}",
        "example": meeting.undertaking.is_example,
    }


def _government(meeting: Meeting) -> str:
    """Whose letterhead: of the regency or city the round belongs to, otherwise the place's own name."""
    name: str = meeting.undertaking.region.name
    return _("Pemerintah %(region)s") % {"region": name} if name.startswith(("Kabupaten ", "Kota ")) else name


def _said(found: Page, *, short: bool = False) -> list[list[str]]:
    meeting = found.meeting
    said = [(_("Hari"), tables.days(meeting)), (_("Waktu"), tables.clock(meeting)), (_("Tempat"), tables.place(meeting))]
    if not short:
        said += [
            (_("Cara"), str(meeting.get_mode_display())),
            (_("Penyelenggara"), meeting.host),
            (_("Dibuka oleh"), meeting.opener),
            (_("Pemandu"), meeting.moderator),
            (_("Notulis"), meeting.note_taker),
            (_("Media dan alat"), meeting.media_used),
            (_("Hasil"), str(meeting.get_result_display()) if meeting.result else ""),
            (_("Dihitung untuk"), ", ".join(link.undertaking.code for link in found.links)),
        ]
    return [[label, value] for label, value in said if value]


def _opening(found: Page) -> str:
    """The sentence every berita acara begins with."""
    meeting, met = found.meeting, found.figures
    values = {"days": tables.days(meeting), "place": tables.place(meeting) or "…", "kind": shown("", found.kind), "title": meeting.title, "people": grouped(met.participants)}
    if meeting.starts_on == meeting.ends_on:
        said = _("Pada hari ini, %(days)s, bertempat di %(place)s, telah diselenggarakan %(kind)s “%(title)s” yang dihadiri %(people)s orang.") % values
    else:
        said = _("Pada %(days)s, bertempat di %(place)s, telah diselenggarakan %(kind)s “%(title)s” yang dihadiri %(people)s orang.") % values
    if met.women_pct is None:
        return said
    unsplit = met.participants - met.women - met.men
    split = {"women": grouped(met.women), "men": grouped(met.men), "share": percent(met.women_pct), "unsplit": grouped(unsplit)}
    if unsplit:
        return f"{said} " + _("Di antaranya %(women)s perempuan dan %(men)s laki-laki; %(unsplit)s orang tidak dirinci.") % split
    return f"{said} " + _("Di antaranya %(women)s perempuan dan %(men)s laki-laki (%(share)s perempuan).") % split


def _decided(found: Page) -> dict[str, Any] | None:
    return {"steps": [row.text for row in found.decisions]} if found.decisions else None


def _chair_and_notes(meeting: Meeting) -> list[dict[str, Any]]:
    return [{"role": _("Pemandu"), "name": meeting.moderator}, {"role": _("Notulis"), "name": meeting.note_taker}]

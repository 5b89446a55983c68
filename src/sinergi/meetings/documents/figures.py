"""The figures across meetings as a workbook, and as the rows of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sinergi.meetings.queries.figures import Figured, Tally
from sinergi.printing.excel import Sheet, workbook
from sinergi.programmes.sentences import shown
from sinergi.ui.wording import long_date, month, percent, title_in


def columns(found: Figured) -> list[dict[str, Any]]:
    """One column per period for the picture: women, men, not split; the share of women above, where most people were split."""
    return [{"label": period(begin, found.step), "parts": (tally.women, tally.men, tally.unsplit), "figure": percent(tally.women_pct) if tally.people > 2 * tally.unsplit else "",
             "told": told(begin, found.step, tally)} for begin, tally in found.over_time]  # fmt: skip


def told(begin: date, step: str, tally: Tally) -> str:
    """What a column says to somebody who does not see it."""
    values = {"when": period(begin, step), "meetings": tally.meetings, "people": tally.people, "women": tally.women, "men": tally.men}
    return _("%(when)s: %(meetings)s rapat, %(people)s peserta, %(women)s perempuan, %(men)s laki-laki") % values


def period(begin: date, step: str) -> str:
    """Mei 2007; Triwulan II 2007; 2007."""
    if step == "tahun":
        return str(begin.year)
    if step == "triwulan":
        return _("Tw %(quarter)s %(year)s") % {"quarter": ("I", "II", "III", "IV")[begin.month // 3], "year": begin.year}
    return f"{month(begin)} {begin.year}"


def excel(found: Figured, on: date) -> bytes:
    """Four sheets: over time, by kind, by place, by group."""
    several = _("Menurut unsur")  # a meeting has several groups, so their sum is no number of meetings
    parts: Sequence[tuple[str, str, Iterable[tuple[str, Tally]]]] = (
        (_("Menurut waktu"), _("Periode"), ((period(begin, found.step), tally) for begin, tally in found.over_time)),
        (_("Menurut jenis"), _("Jenis"), ((shown("", title), tally) for _code, title, tally in found.kinds)),
        (_("Menurut tempat"), _("Wilayah"), ((f"{name} ({code})" if code else name, tally) for code, name, tally in found.places)),
        (several, _("Kelompok"), found.groups),
    )
    total = _cells(_("Jumlah"), found.total)
    return workbook([
        Sheet(name=name, columns=[first, *_titles()], rows=[_cells(label, tally) for label, tally in rows], title=_("Angka peserta rapat"),
              as_of=_("Keadaan per %(day)s") % {"day": long_date(on)}, source=asked(found), total=None if name == several else total)
        for name, first, rows in parts
    ])  # fmt: skip


def asked(found: Figured) -> str:
    """The filters in words; empty when there are none."""
    filters = found.filters
    kind = next((title_in(title) for code, title, _tally in found.kinds if code == filters.kind), filters.kind)
    said = [(_("Tahap"), filters.program), (_("Wilayah"), found.path[-1].name if found.path else filters.place), (_("Jenis"), kind), (_("Kelompok"), filters.group),
            (_("Dari"), long_date(filters.start) if filters.start else ""), (_("Sampai"), long_date(filters.end) if filters.end else "")]  # fmt: skip
    return "; ".join(f"{label}: {value}" for label, value in said if value)


def _titles() -> list[str]:
    return [_("Rapat"), _("Peserta"), _("Perempuan"), _("Laki-laki"), _("Tidak dirinci"), _("Perempuan (%)"), _("Warga miskin"), _("Disabilitas"),
            _("Warga miskin: perempuan yang tercatat"), _("Disabilitas: perempuan yang tercatat"), _("Daring"), _("Terlambat")]  # fmt: skip


def _cells(label: str, tally: Tally) -> list[Any]:
    uncounted = _("tidak dihitung")
    return [label, tally.meetings, tally.people, tally.women, tally.men, tally.unsplit, tally.women_pct, tally.poor if tally.poor_counted else uncounted, tally.disability if tally.disability_counted else uncounted, tally.poor_women, tally.disability_women, tally.online, tally.late]

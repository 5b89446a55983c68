"""Reads dates the way people write them, and says what is wrong with those that cannot be."""

from __future__ import annotations

import calendar
import re
from datetime import date

from django.utils.translation import gettext

from sinergi.kernel import words

_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTHS = {name.lower(): index for names in (words.MONTHS, words.MONTHS_SHORT, _ENGLISH) for index, name in enumerate(names, 1)}
_MONTHS |= {name[:3]: index for index, name in enumerate(_ENGLISH, 1)} | {"agt": 8, "ags": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2}
_ISO = re.compile(r"^(\d{4,6})-(\d{1,2})-(\d{1,2})$", re.ASCII)
_FIGURES = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,6})$", re.ASCII)
_WRITTEN = re.compile(r"^(?:[a-z]+'?[a-z]*\s*,\s*)?(\d{1,2})[\s.\-]+([a-z]+)\.?[\s,\-]+(\d{1,6})$", re.ASCII)
_DECEMBER = 12
_FEBRUARY = 2
_YEAR_DIGITS = 1000


class NotADay(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """The text is not a date; the message is a sentence for the person who typed it."""


def read(text: str, earliest: int = 1945, latest: int = 2100) -> date:
    """A date out of "2007-10-05", "05/10/2007", "5 Oktober 2007" or "Jumat, 5 Okt 2007"; NotADay otherwise."""
    day, month, year = _parts(" ".join(text.split()).lower())
    _check_year(year, earliest, latest)
    if not 1 <= month <= _DECEMBER:
        raise NotADay(gettext("Bulan %(month)s tidak ada; bulan dari 1 sampai 12.") % {"month": month})
    last = calendar.monthrange(year, month)[1]
    if day < 1:
        raise NotADay(gettext("Tanggal dimulai dari 1."))
    if day > last:
        raise NotADay(_too_far(month, year, last))
    return date(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    if match := _ISO.match(text):
        year, month, day = map(int, match.groups())
        return day, month, year
    if match := _FIGURES.match(text):
        day, month, year = map(int, match.groups())
        return day, month, year
    match = _WRITTEN.match(text)
    if not match:
        raise NotADay(gettext("Tulis tanggal seperti 5 Oktober 2007 atau 05/10/2007."))
    name = match.group(2)
    if name not in _MONTHS:
        raise NotADay(gettext("Nama bulan “%(name)s” tidak dikenal.") % {"name": name[:20]})
    return int(match.group(1)), _MONTHS[name], int(match.group(3))


def _check_year(year: int, earliest: int, latest: int) -> None:
    if year < _YEAR_DIGITS:
        raise NotADay(gettext("Tulis tahun dengan empat angka, misalnya 2007."))
    if not earliest <= year <= latest:
        values = {"year": year, "earliest": earliest, "latest": latest}
        raise NotADay(gettext("Tahun %(year)s tidak masuk akal di sini; pilih antara %(earliest)s dan %(latest)s.") % values)


def _too_far(month: int, year: int, last: int) -> str:
    values = {"month": _name(month), "year": year, "last": last}
    if month == _FEBRUARY:
        return gettext("%(month)s %(year)s hanya sampai tanggal %(last)s.") % values
    return gettext("%(month)s hanya sampai tanggal %(last)s.") % values


def _name(month: int) -> str:
    return {
        1: gettext("Januari"),
        2: gettext("Februari"),
        3: gettext("Maret"),
        4: gettext("April"),
        5: gettext("Mei"),
        6: gettext("Juni"),
        7: gettext("Juli"),
        8: gettext("Agustus"),
        9: gettext("September"),
        10: gettext("Oktober"),
        11: gettext("November"),
        12: gettext("Desember"),
    }[month]

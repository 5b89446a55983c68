"""Numbers, rupiah, dates and day counts in the language of the reader."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from sinergi.kernel import money, words

NBSP = "\u00a0"
DASH = "–"
BULLET = "•"
_SWAP = str.maketrans(".,", ",.")


def is_english() -> bool:
    """Whether the reader chose English; Indonesian is the language of everything else."""
    return (get_language() or "id").startswith("en")


def rupiah(amount: Any) -> str:
    """Every rupiah: "Rp 1.250.000"; an en dash when there is no amount."""
    whole = _whole(amount)
    return DASH if whole is None else _separated(money.rupiah(whole))


def rupiah_short(amount: Any) -> str:
    """For prose and charts: "Rp 33,30 miliar" from one milliard on."""
    whole = _whole(amount)
    return DASH if whole is None else _separated(money.rupiah_short(whole)).replace("miliar", gettext("miliar"))


def grouped(amount: Any) -> str:
    """Bare figures for table columns: "1.250.000"."""
    whole = _whole(amount)
    return DASH if whole is None else _separated(money.grouped(whole)).replace("-", "−")


def number(value: Any, places: int = 3) -> str:
    """A quantity with at most three decimals and no trailing zeros: "1,5"; whole numbers are grouped."""
    exact = _decimal(value)
    if exact is None:
        return DASH
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    text = money.grouped(int(whole)) + (f",{part.rstrip('0')}" if part.rstrip("0") else "")
    return _separated(f"−{text}" if rounded < 0 else text)


def works(count: Any) -> str:
    """46 pekerjaan."""
    many = _whole(count) or 0
    return ngettext("%(count)s pekerjaan", "%(count)s pekerjaan", many) % {"count": grouped(many)}


def villages(count: Any) -> str:
    """23 desa."""
    many = _whole(count) or 0
    return ngettext("%(count)s desa", "%(count)s desa", many) % {"count": grouped(many)}


def percent(value: Any, places: int = 2) -> str:
    """A share out of a hundred, two places at most: "74,5 %" with a no-break space, "74.5%" in English."""
    if _decimal(value) is None:
        return DASH
    return number(value, places) + ("%" if is_english() else f"{NBSP}%")


def long_date(day: Any) -> str:
    """17 November 2009."""
    date = _date(day)
    if date is None:
        return ""
    return words.long_date(date, _language())


def full_date(day: Any) -> str:
    """Selasa, 17 November 2009."""
    date = _date(day)
    if date is None:
        return ""
    return words.full_date(date, _language())


def town(region: str) -> str:
    """Where a letter is dated: Kabupaten Kendal is "Kendal" there."""
    return region.removeprefix("Kabupaten ").removeprefix("Kota ")


def short_date(day: Any) -> str:
    """17 Nov, for tables."""
    date = _date(day)
    if date is None:
        return ""
    return f"{date.day} {month(date)}"


def dated(day: Any) -> str:
    """17 Nov 2009, for lists in which years stand side by side."""
    date = _date(day)
    return f"{short_date(date)} {date.year}" if date else ""


def week_date(day: Any) -> str:
    """Jumat, 28 Sep: for cards, where the day of the week matters more than the year."""
    date = _date(day)
    if date is None:
        return ""
    return f"{(words.ENGLISH_DAYS if is_english() else words.DAYS)[date.weekday()]}, {short_date(date)}"


def month(day: date) -> str:
    """Nov, for axes."""
    return words.ENGLISH_MONTHS[day.month - 1][:3] if is_english() else words.MONTHS_SHORT[day.month - 1]


def days_left(day: Any, today: Any) -> str:
    """How far off a date is: "2 hari lagi", "hari ini", "4 hari terlambat"."""
    date, now = _date(day), _date(today)
    if date is None or now is None:
        return ""
    distance = (date - now).days
    if distance == 0:
        return gettext("hari ini")
    if distance > 0:
        return ngettext("%(days)s hari lagi", "%(days)s hari lagi", distance) % {"days": grouped(distance)}
    return ngettext("%(days)s hari terlambat", "%(days)s hari terlambat", -distance) % {"days": grouped(-distance)}


def title_in(title: Any) -> str:
    """The title of the engine in the reader's language; text stays as it is."""
    in_language = getattr(title, "in_language", None)
    return str(in_language(get_language() or "id")) if callable(in_language) else str(title or "")


def masked(name: Any) -> str:
    """Initials only: "Siti Mulyani" is shown to the public as "S••• M••••••"."""
    return " ".join(word[0] + BULLET * (len(word) - 1) for word in str(name or "").split())


def groups_of_eight(code: Any) -> str:
    """A hash as people compare it: groups of eight digits."""
    return " ".join(eights(str(code or "")))


def eights(code: str) -> list[str]:
    """The groups of eight themselves."""
    return [code[start : start + 8] for start in range(0, len(code), 8)]


def _language() -> str:
    return "en" if is_english() else "id"


def _separated(text: str) -> str:
    return text.translate(_SWAP) if is_english() else text


def _whole(value: Any) -> int | None:
    exact = _decimal(value)
    return None if exact is None else int(exact.to_integral_value(ROUND_HALF_UP))


def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None

"""Words for numbers, days and months, the way letters and receipts spell them: Indonesian, and days in English for who asked for it."""

from __future__ import annotations

from datetime import date

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spelled(number: int) -> str:
    """104118000 -> "seratus empat juta seratus delapan belas ribu"."""
    if number < 0:
        return f"minus {spelled(-number)}"
    for scale, word in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            start = "seribu" if scale == 1000 and head == 1 else f"{spelled(head)} {word}"  # noqa: PLR2004 -- the one contracted thousand
            return start if not rest else f"{start} {spelled(rest)}"
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number < 12:  # noqa: PLR2004 -- has a word of its own
        return _ONES[number]
    if number < 20:  # noqa: PLR2004 -- the teens
        return f"{_ONES[number - 10]} belas"
    if number < 100:  # noqa: PLR2004 -- the tens
        return _joined(f"{_ONES[number // 10]} puluh", number % 10)
    head = "seratus" if number < 200 else f"{_ONES[number // 100]} ratus"  # noqa: PLR2004 -- one hundred contracts
    return _joined(head, number % 100)


def _joined(head: str, rest: int) -> str:
    return f"{head} {_below_thousand(rest)}" if rest else head


def rupiah_spelled(amount: int, language: str = "id") -> str:
    """The "terbilang" line of receipts: "seratus ribu rupiah"; nothing in a paper of another language, which has no such line."""
    return f"{spelled(amount)} rupiah" if language.startswith("id") else ""


def long_date(day: date, language: str = "id") -> str:
    """17 November 2009."""
    months = ENGLISH_MONTHS if language == "en" else MONTHS
    return f"{day.day} {months[day.month - 1]} {day.year}"


def full_date(day: date, language: str = "id") -> str:
    """Selasa, 17 November 2009; Tuesday, 17 November 2009."""
    days = ENGLISH_DAYS if language == "en" else DAYS
    return f"{days[day.weekday()]}, {long_date(day, language)}"


def short_date(day: date) -> str:
    """17 Nov."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"

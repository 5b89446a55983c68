"""Whole rupiah, and how Indonesians write and read them: "Rp 1.250.000", "Rp 33,30 miliar", "Rp. 6 milyar"."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

NBSP = "\u00a0"
LARGEST = 999_999_999_999_999
_WORDS = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}
_SHAPE = re.compile(r"^(?:rp\.?)?\s*(-?[\d.,]+?)(?:,-)?\s*(ribu|rb|juta|jt|miliar|milyar|triliun|trilyun)?$", re.IGNORECASE)


class NotMoney(ValueError):  # noqa: N818 -- reads as what it says
    """The text is not an amount of rupiah."""


def grouped(amount: int) -> str:
    """1250000 -> "1.250.000"."""
    return f"{amount:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """1250000 -> "Rp 1.250.000" with a no-break space; every rupiah, no rounding."""
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp{NBSP}{grouped(abs(amount))}"


def rupiah_short(amount: int) -> str:
    """For prose and charts: from one milliard on "Rp 33,30 miliar"; below that every rupiah."""
    if abs(amount) < 10**9:
        return rupiah(amount)
    sign = "−" if amount < 0 else ""
    scaled = (Decimal(abs(amount)) / Decimal(10**9)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, _, part = f"{scaled}".partition(".")
    return f"{sign}Rp{NBSP}{grouped(int(whole))},{part}{NBSP}miliar"


def read(text: str) -> int:
    """Whole rupiah out of what people type: "Rp. 6 milyar", "29.850.000,-", "1,5 juta", "1250000".

    Raises NotMoney for anything else, for parts of a rupiah, and beyond fifteen digits.
    """
    match = _SHAPE.match(text.strip().replace(NBSP, " "))
    if not match:
        raise NotMoney(text)
    digits, word = match.groups()
    scale = _WORDS[word.lower()] if word else 1
    amount = _number(digits) * scale
    if amount != amount.to_integral_value() or abs(amount) > LARGEST:
        raise NotMoney(text)
    return int(amount)


def _number(digits: str) -> Decimal:
    """Dots group thousands and a comma begins decimals; a lone dot with three digits behind it groups too."""
    whole, comma, part = digits.partition(",")
    groups = whole.lstrip("-").split(".")
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):  # noqa: PLR2004 -- thousands come in threes
        raise NotMoney(digits)
    try:
        return Decimal(whole.replace(".", "") + (f".{part}" if comma else ""))
    except InvalidOperation:
        raise NotMoney(digits) from None


def share(part: int, whole: int, places: int = 2) -> Decimal | None:
    """part of whole in percent, half rounded up: the same two places on every page; None when there is no whole."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

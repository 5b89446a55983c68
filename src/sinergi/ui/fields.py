"""Form fields that read what Indonesians type and answer a mistake with a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.kernel import money
from sinergi.ui import days, widgets, wording

MEGABYTE = 1024 * 1024
_REQUIRED = _("Bagian ini perlu diisi.")
_FRACTION = re.compile(r"[,.]\d{1,2}$", re.ASCII)
_QUANTITY = re.compile(r"^[+-]?\d[\d.,]*$", re.ASCII)
_DEGREES = re.compile(r"^[+-]?\d{1,3}(\.\d{0,20})?$", re.ASCII)
_MONEY_DIGITS = len(str(money.LARGEST))


class RupiahField(forms.Field):
    """Whole rupiah as ``int``, from "1.250.000", "Rp 6 juta" or "29.850.000,-"."""

    widget = widgets.MoneyInput
    default_error_messages = {"required": _REQUIRED}

    def __init__(self, *, min_value: int | None = 0, max_value: int | None = None, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """The amount, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return money.read(str(value))
        except money.NotMoney:
            raise ValidationError(_why_not_money(str(value)), code="invalid") from None

    def validate(self, value: Any) -> None:
        """Refuse what lies outside the limits, and say the limit."""
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(_too_small(self.min_value), code="min_value")
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(gettext("Paling banyak %(limit)s.") % {"limit": wording.rupiah(self.max_value)}, code="max_value")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the amount differs, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class DayField(forms.Field):
    """A date, however it is written; impossible days and absurd years are refused with a sentence."""

    widget = widgets.DayInput
    default_error_messages = {"required": _REQUIRED}

    def __init__(self, *, earliest: int = 1945, latest: int = 2100, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The date, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return days.read(str(value), self.earliest, self.latest)
        except days.NotADay as refusal:
            raise ValidationError(str(refusal), code="invalid") from None


class QuantityField(forms.Field):
    """A ``Decimal`` with at most three decimals, from "1,5" or "1.5".

    A dot with exactly three digits behind it groups thousands, as everywhere in Indonesian: "1.500" is 1500,
    while "0.125" can only be a fraction.
    """

    widget = widgets.DecimalInput
    default_error_messages = {"required": _REQUIRED}
    places = 3
    unit = ""

    def __init__(self, *, min_value: Decimal | int | None = 0, max_value: Decimal | int | None = Decimal(999999999), **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """The number, None when empty."""
        if value in self.empty_values:
            return None
        exact = value if isinstance(value, Decimal) else _read_decimal(str(value).strip().removesuffix(self.unit).strip())
        if -int(exact.as_tuple().exponent) > self.places:
            raise ValidationError(gettext("Paling banyak %(places)s angka di belakang koma.") % {"places": self.places}, code="places")
        return exact

    def validate(self, value: Any) -> None:
        """Refuse what lies outside the limits, and say the limit."""
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(gettext("Paling sedikit %(limit)s.") % {"limit": wording.number(self.min_value)}, code="min_value")
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(gettext("Paling banyak %(limit)s.") % {"limit": wording.number(self.max_value)}, code="max_value")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the number differs, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class PercentField(QuantityField):
    """A share out of a hundred as ``Decimal``, at most two decimals; "74,5 %" is understood."""

    places = 2
    unit = "%"

    def __init__(self, *, max_value: Decimal | int | None = 100, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, **kwargs)


class DegreesField(forms.Field):
    """A latitude or longitude in decimal degrees, with a decimal comma or point; ``exact`` gives a ``Decimal`` of six places.

    A point with three digits behind it is no thousand here: there are no thousands of degrees.
    """

    widget = widgets.DecimalInput
    default_error_messages = {"required": _REQUIRED}
    places = 6  # some ten centimetres

    def __init__(self, *, exact: bool = False, example: str = "", **kwargs: Any) -> None:
        self.exact = exact
        if example:
            kwargs.setdefault("widget", widgets.DecimalInput({"placeholder": example}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> float | Decimal | None:
        """The degrees, None when empty; a sentence when they are no number."""
        if value in self.empty_values:
            return None
        text = str(value).strip().replace(wording.NBSP, "").replace("−", "-").replace(",", ".")
        if not _DEGREES.match(text) or abs(Decimal(text)) > 180:  # noqa: PLR2004 -- degrees
            raise ValidationError(gettext("Tulis derajat desimal, misalnya −6,921."), code="invalid")
        return round(Decimal(text), self.places) if self.exact else float(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the place differs, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class UploadField(forms.FileField):
    """A file, with its kinds and limit said beforehand. What is inside is checked by ``files``, not here."""

    default_error_messages = {"required": _("Pilih berkas dulu."), "empty": _("Berkas ini kosong.")}
    accept = ".pdf,.doc,.docx,.xls,.xlsx,.jpg,.jpeg,.png"
    kinds: Any = _("PDF, Word, Excel atau foto")

    def __init__(self, *, max_bytes: int = 10 * MEGABYTE, accept: str = "", kinds: str = "", **kwargs: Any) -> None:
        self.max_bytes = max_bytes
        kwargs.setdefault("widget", widgets.FileInput({"accept": accept or self.accept}, max_bytes=max_bytes, kinds=kinds or self.kinds))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large, and say by how much."""
        kept = super().clean(data, initial)
        if data and getattr(data, "size", 0) > self.max_bytes:
            values = {"size": wording.number(Decimal(data.size) / MEGABYTE, 1), "limit": self.max_bytes // MEGABYTE}
            raise ValidationError(gettext("Berkas ini %(size)s MB; paling besar %(limit)s MB. Kecilkan, lalu unggah lagi.") % values, code="size")
        return kept


class PaperField(UploadField):
    """A letter or decree: as it was written, scanned or photographed; no sheet of figures."""

    accept = ".pdf,.doc,.docx,.jpg,.jpeg,.png"
    kinds = _("PDF, Word atau foto")


class PhotoField(UploadField):
    """A photo from camera or gallery."""

    default_error_messages = {"required": _("Pilih foto dulu.")}
    accept = "image/jpeg,image/png,image/webp"
    kinds = _("Foto JPG, PNG atau WebP")


def _why_not_money(text: str) -> str:
    if sum(letter.isdigit() for letter in text) > _MONEY_DIGITS:
        return gettext("Jumlah ini terlalu besar; periksa angka nolnya.")
    if _FRACTION.search(text.strip()) and text.strip()[:-3].strip("Rp. ").replace(".", "").isdigit():
        return gettext("Rupiah ditulis bulat, tanpa sen: misalnya 1.250.000.")
    return gettext("Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 1,25 juta.")


def _too_small(limit: int) -> str:
    if limit == 0:
        return gettext("Jumlah rupiah tidak boleh kurang dari nol.")
    return gettext("Paling sedikit %(limit)s.") % {"limit": wording.rupiah(limit)}


def _read_decimal(text: str) -> Decimal:
    text = text.replace(wording.NBSP, "").replace(" ", "").replace("−", "-")
    if not _QUANTITY.match(text) or text.count(",") > 1:
        raise _not_a_number()
    whole, comma, part = text.partition(",")
    if comma and "." in part:
        raise _not_a_number()
    groups = whole.split(".")
    if len(groups) == 2 and not comma and (len(groups[1]) != 3 or groups[0].lstrip("+-") == "0"):  # noqa: PLR2004 -- "1.5" and "0.125" are fractions
        whole, part = groups
    elif all(len(group) == 3 for group in groups[1:]):  # noqa: PLR2004 -- thousands come in threes
        whole = "".join(groups)
    else:
        raise _not_a_number()
    try:
        return Decimal(f"{whole}.{part}" if part else whole)
    except InvalidOperation:
        raise _not_a_number() from None


def _not_a_number() -> ValidationError:
    return ValidationError(gettext("Tulis angka saja, misalnya 1,5."), code="invalid")

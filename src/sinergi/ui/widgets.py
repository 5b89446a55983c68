"""Controls that keep what people typed, even when it could not be understood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from sinergi.kernel import money

_MEGABYTE = 1024 * 1024


class MoneyInput(forms.TextInput):
    """A field that carries "Rp", groups thousands, and calls the number keys on phones."""

    template_name = "ui/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """1250000 becomes 1.250.000; typed text stays as typed."""
        if isinstance(value, int):
            return money.grouped(value)
        typed: str | None = super().format_value(value)
        return typed


class DayInput(forms.DateInput):
    """The calendar of the browser; a text field when what came back was no date, so that nothing typed is lost."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Fall back to text for values a date control would silently drop."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _is_iso(str(shown)):
            context["widget"]["type"] = "text"
        return context


class DecimalInput(forms.TextInput):
    """A number with a decimal comma; "decimal" keys on phones."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Decimal("1.500") becomes 1,5; typed text stays as typed."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            text = f"{value:f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
        typed: str | None = super().format_value(value)
        return typed


class FileInput(forms.FileInput):
    """A file chooser that says beforehand what it takes and how large."""

    template_name = "ui/widgets/file.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, max_bytes: int = 10 * _MEGABYTE, kinds: str = "") -> None:
        super().__init__(attrs)
        self.max_bytes = max_bytes
        self.kinds = kinds

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the size limit, for the hint and for the script that warns early."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-max-bytes"] = str(self.max_bytes)
        context["widget"] |= {"megabytes": str(max(1, self.max_bytes // _MEGABYTE)), "kinds": self.kinds}
        return context


class FilesInput(FileInput):
    """The same for several files at once; gives a list, perhaps empty."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None, **limits: Any) -> None:
        super().__init__({"multiple": True, **(attrs or {})}, **limits)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:  # noqa: ARG002 -- Django's signature
        """Every file that was chosen."""
        return list(files.getlist(name)) if isinstance(files, MultiValueDict) else []


def _is_iso(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

"""What the contexts build their forms of: one base class, our fields, and the guard against overwriting each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.ui.fields import DayField, DegreesField, PaperField, PercentField, PhotoField, QuantityField, RupiahField, UploadField
from sinergi.ui.widgets import DayInput, DecimalInput, FileInput, FilesInput, MoneyInput

__all__ = [
    "DayField",
    "DayInput",
    "DecimalInput",
    "DegreesField",
    "FileInput",
    "FilesInput",
    "Form",
    "MoneyInput",
    "PaperField",
    "PercentField",
    "PhotoField",
    "QuantityField",
    "Rows",
    "RupiahField",
    "UploadField",
    "check_version",
    "needed_later",
]

_SENTENCES = {
    "required": _("Bagian ini perlu diisi."),
    "invalid_choice": _("Pilihan ini tidak ada di daftar."),
}


class Form(forms.Form):
    """Our fields drawn our way; ids carry the form's name, so that two forms can share a page.

    Pass ``version`` (a counter or a time of change) to notice that somebody else saved meanwhile; see ``check_version``.
    ``made_later``: what fields that a form adds as it is made are called, by how their names begin (``what`` for ``what_1``);
    read where what was typed has to be told without its form.
    """

    template_name = "ui/form_fields.html"
    use_required_attribute = False
    error_css_class = "bad"
    made_later: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, *args: Any, version: object = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if version is not None:
            self.fields["version"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=str(version))

    def full_clean(self) -> None:
        """With our sentences also for fields that a form adds after it was made."""
        for field in self.fields.values():
            _speak_plainly(field)
        super().full_clean()

    def multipart(self) -> bool:
        """Whether the form sends files."""
        return self.is_multipart()


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # -- of any row form
    """Many rows of one form; a page that arrives without its row counter is told so in our words."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": _("Sebagian isian tidak ikut terkirim. Buka lagi formulir ini, lalu kirim sekali lagi."),
    }


def needed_later(fields: Iterable[forms.Field], sentence: Any) -> None:
    """Say beside these fields, which may wait in a draft, when they may no longer be empty."""
    for field in fields:
        field.when_empty = sentence  # type: ignore[attr-defined]  # -- read by ``ui.controls``


def check_version(form: forms.Form, current: object) -> bool:
    """Whether nobody saved since this form was opened; otherwise the form says so and can be sent again knowingly."""
    key = form.add_prefix("version")
    if str(form.data.get(key, "")) == str(current):
        return True
    form.data = MultiValueDict({**_lists(form.data), key: [str(current)]})
    form.add_error(None, gettext("Orang lain sudah mengubah isian ini. Periksa lagi, lalu kirim sekali lagi bila tetap benar."))
    return False


def _lists(data: Any) -> dict[str, list[Any]]:
    return dict(data.lists()) if isinstance(data, MultiValueDict) else {name: [value] for name, value in data.items()}


def _speak_plainly(field: forms.Field) -> None:
    """Our sentence wherever a field still has Django's."""
    for code, sentence in _SENTENCES.items():
        plain = forms.Field.default_error_messages.get(code) if code == "required" else forms.ChoiceField.default_error_messages.get(code)
        if field.error_messages.get(code) is plain:  # comparing would translate both, for every field of every row
            field.error_messages[code] = sentence

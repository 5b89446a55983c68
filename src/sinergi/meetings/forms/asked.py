"""What somebody was asked about himself or herself: yes, no, or not asked; only an answer is counted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO = "ya", "tidak"
_SPELLED = {True: YES, False: NO, None: "", "on": YES}  # "on": a tick, as pages that were opened earlier send it


class AskedField(forms.TypedChoiceField):
    """Left empty: not asked, or not answered."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(label=label, help_text=help_text, required=False, choices=[("", "–"), (YES, _("Ya")), (NO, _("Tidak"))], coerce=lambda said: said == YES, empty_value=None)

    def to_python(self, value: Any) -> Any:
        return super().to_python(self.prepare_value(value))

    def prepare_value(self, value: Any) -> Any:
        return _SPELLED.get(value, value) if isinstance(value, (bool, str)) or value is None else value

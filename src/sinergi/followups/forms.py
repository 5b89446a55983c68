"""The form that tells how far a follow-up is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.followups.models import Status
from sinergi.ui.forms import DayField, Form, UploadField


class ReportForm(Form):
    """Where it stands, since when, and how that can be seen."""

    stage = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    status = forms.ChoiceField(label=_("Keadaan"), choices=Status.choices, widget=forms.RadioSelect)
    happened_on = DayField(label=_("Tanggal"), help_text=_("Hari keadaan ini terjadi, bukan hari Anda mengisinya."))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang sudah dikerjakan. Bila dibatalkan, tulis alasannya."),
    )  # fmt: skip
    evidence = UploadField(label=_("Bukti"), required=False, help_text=_("Foto, berita acara, kuitansi: apa saja yang dapat dilihat orang lain."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = today

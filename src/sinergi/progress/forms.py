"""Physical work as HTML forms."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.progress.actions import Found
from sinergi.progress.models import FunctionCheck
from sinergi.progress.rules import MOMENTS
from sinergi.ui.forms import DayField, DegreesField, Form, PercentField, PhotoField, QuantityField, RupiahField, UploadField

FINDINGS = 3  # lines offered at a time; another visit record takes more


class WorkForm(Form):
    """``token`` is made when the form is shown, so that a second click finds what the first one recorded."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    happened_on = DayField(label=_("Tanggal"))

    def __init__(self, *args: Any, on: date, is_work: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4().hex
        self.fields["happened_on"].initial = on
        if not is_work:
            self.without_building()

    def without_building(self) -> None:
        """A village or a round builds nothing itself: ask for no more than can be seen there."""

    @property
    def token_sent(self) -> str:
        """What the browser sent back."""
        return str(self.data.get(self.add_prefix("token"), ""))[:40] if self.is_bound else ""

    def given(self) -> dict[str, Any]:
        """The arguments of the action; uploads apart."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith(("file", "photo"))}


class ReportForm(WorkForm):
    """How far it is."""

    actual = PercentField(label=_("Kemajuan fisik nyata (%)"))
    planned = PercentField(label=_("Rencana pada hari itu (%)"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
                           help_text=_("Wajib bila angkanya lebih rendah dari laporan sebelumnya."))

    def without_building(self) -> None:
        self.fields["actual"].label = _("Kegiatan yang sudah selesai (%)")
        self.fields["actual"].help_text = _("Dari seluruh kegiatan rencana kerja; belum tentu ada yang dibangun.")


class VisitForm(WorkForm):
    """Who went and looked, and what was found."""

    actual = PercentField(label=_("Kemajuan fisik menurut pengamatan (%)"), required=False)
    met = forms.CharField(label=_("Yang ditemui"), required=False, max_length=300)
    note = forms.CharField(label=_("Hasil kunjungan"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}))
    photo_1 = PhotoField(label=_("Foto pertama"), required=False)
    photo_2 = PhotoField(label=_("Foto kedua"), required=False)
    made_later = {"what": _("Temuan"), "who": _("Penanggung jawab"), "due_on": _("Tenggat")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in range(1, FINDINGS + 1):
            self.fields[f"what_{line}"] = forms.CharField(label=_("Temuan %(line)s") % {"line": line}, required=False, max_length=500)
            self.fields[f"who_{line}"] = forms.CharField(label=_("Penanggung jawab %(line)s") % {"line": line}, required=False, max_length=160,
                                                        widget=forms.TextInput({"autocomplete": "off", "list": "penanggung-jawab"}))
            self.fields[f"due_on_{line}"] = DayField(label=_("Tenggat %(line)s") % {"line": line}, required=False)

    def without_building(self) -> None:
        del self.fields["actual"]

    def clean(self) -> dict[str, Any]:
        """A finding that was begun says what, who and until when."""
        cleaned: dict[str, Any] = super().clean() or {}
        for line in range(1, FINDINGS + 1):
            values = [cleaned.get(f"{column}_{line}") for column in ("what", "who", "due_on")]
            if any(values) and not all(values):
                self.add_error(f"what_{line}", _("Temuan perlu isi, penanggung jawab, dan tenggat."))
        return cleaned

    def given(self) -> dict[str, Any]:
        given = super().given()
        findings = []
        for line in range(1, FINDINGS + 1):
            what, who, due_on = (given.pop(f"{column}_{line}", None) for column in ("what", "who", "due_on"))
            if what:
                findings.append(Found(what, who, due_on))
        return given | {"findings": findings}


class PhotoForm(WorkForm):
    """One picture at a percentage."""

    at = forms.TypedChoiceField(label=_("Keadaan pekerjaan"), choices=[(at, f"{at} %") for at in MOMENTS], coerce=int, widget=forms.RadioSelect)
    file = PhotoField(label=_("Foto"), help_text=_("Ambil dari titik yang sama dengan foto 0 %."))
    caption = forms.CharField(label=pgettext_lazy("photo", "Keterangan"), required=False, max_length=200)
    latitude = DegreesField(label=_("Lintang"), required=False, help_text=_("Kosongkan bila foto membawa titiknya sendiri."))
    longitude = DegreesField(label=_("Bujur"), required=False)


class WagesForm(WorkForm):
    """A pay sheet."""

    first_day = DayField(label=_("Bekerja mulai"))
    last_day = DayField(label=_("Bekerja sampai"))
    women = forms.IntegerField(label=_("Perempuan"), min_value=0, max_value=100_000, initial=0)
    men = forms.IntegerField(label=_("Laki-laki"), min_value=0, max_value=100_000, initial=0)
    days = QuantityField(label=_("Jumlah HOK"))
    amount = RupiahField(label=_("Jumlah upah"))
    file = UploadField(label=_("Daftar upah bertanda tangan"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, help_text=_("Bila berkas belum ada, tulis alasannya di sini."))


class HandOverForm(WorkForm):
    """The BAST."""

    number = forms.CharField(label=_("Nomor BAST"), max_length=120)
    giver_office = forms.CharField(label=_("Yang menyerahkan: jabatan atau lembaga"), required=False, max_length=160, help_text=_("Dibaca umum, misalnya PAKEM atau Kepala Desa."))
    giver = forms.CharField(label=_("Yang menyerahkan: nama"), required=False, max_length=160, help_text=_("Hanya inisial yang tampil untuk umum."))
    receiver_office = forms.CharField(label=_("Yang menerima: jabatan atau lembaga"), required=False, max_length=160)
    receiver = forms.CharField(label=_("Yang menerima: nama"), required=False, max_length=160)
    keeper = forms.CharField(label=_("Kelompok pemelihara"), max_length=160)
    file = UploadField(label=_("Pindaian BAST"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, help_text=_("Bila berkas belum ada, tulis alasannya di sini."))


class FunctionForm(WorkForm):
    """Does it still work."""

    verdict = forms.ChoiceField(label=_("Keadaan"), choices=FunctionCheck.Verdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))
    file = PhotoField(label=_("Foto"), required=False)

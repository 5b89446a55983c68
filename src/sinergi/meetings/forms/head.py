"""The head of a meeting, and the small form that adds its signed minutes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.meetings.models import Mode, Result
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Level, Region
from sinergi.ui.forms import DayField, Form, UploadField


def _line(label: Any, most: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class ClockField(forms.TimeField):
    """A clock time at the place: 09.00 or 09:00."""

    def __init__(self, label: Any) -> None:
        errors = {"invalid": _("Tulis jam seperti 09.00.")}
        super().__init__(label=label, required=False, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], error_messages=errors,
                         widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))  # fmt: skip


class HeadForm(Form):
    """Everything about the meeting itself; the rows below it have their own forms."""

    stage = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    title = _line(_("Judul"), 200, required=True)
    starts_on = DayField(label=_("Hari rapat"))
    starts_time = ClockField(_("Mulai pukul"))
    ends_time = ClockField(_("Selesai pukul"))
    ends_on = DayField(label=_("Hari terakhir"), required=False, help_text=_("Isi bila rapat lebih dari satu hari."))
    mode = forms.ChoiceField(label=_("Cara"), choices=Mode.choices, initial=Mode.OFFLINE)
    level = forms.ChoiceField(label=_("Tingkat"), required=False, choices=[("", "–"), *Level.choices])
    region = forms.ModelChoiceField(label=_("Wilayah"), required=False, queryset=Region.objects.none(), to_field_name="code", empty_label="–")
    place = _line(_("Tempat"), 200, required=True, help_text=_("Nama gedung atau rumah; bila daring cukup “ruang daring”, tautannya tidak perlu."))
    host = _line(_("Penyelenggara"), 160)
    opener = _line(_("Dibuka oleh"), 160, help_text=_("Tulis jabatannya: bagian ini terbaca oleh umum."))
    moderator = _line(_("Pemandu"), 160)
    note_taker = _line(_("Notulis"), 160)
    media_used = _line(_("Media dan alat"), 300, help_text=_("Misalnya: bahan tayang, leaflet, papan plano."))
    poor_asked = forms.BooleanField(label=_("Semua yang tertulis dengan nama ditanya apakah warga miskin"), required=False)
    disability_asked = forms.BooleanField(
        label=_("Semua yang tertulis dengan nama ditanya apakah penyandang disabilitas"), required=False,
        help_text=_("Tanpa centang ini hanya yang menjawab ya atau tidak yang dihitung; yang lain terbaca “tidak dihitung”, bukan nol."),
    )  # fmt: skip
    minutes = forms.CharField(label=_("Notulen"), required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 8}))
    result = forms.ChoiceField(
        label=_("Hasil"), required=False, choices=[("", _("Tidak ada penilaian")), *Result.choices],
        help_text=_("Untuk rapat yang menerima atau menolak, misalnya pertanggungjawaban."),
    )  # fmt: skip
    signed = UploadField(label=_("Pindaian notulen bertanda tangan"), required=False, help_text=_("Rapat baru dihitung untuk langkah program setelah notulennya ditandatangani."))
    signed_on = DayField(label=_("Ditandatangani pada"), required=False, help_text=_("Kosongkan bila pada hari rapat."))

    def __init__(self, *args: Any, places: Any = None, others: Iterable[Undertaking] = (), correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = secrets.token_urlsafe(18)
        if places is not None:
            self.region_field().queryset = places
        choices = [(each.code, f"{each.code} · {each.title}") for each in others]
        if choices:
            self.fields["everyone"] = forms.BooleanField(label=_("Semua pekerjaan di bawah ini"), required=False)
            self.fields["further"] = forms.MultipleChoiceField(
                label=_("Dihitung juga untuk"), required=False, choices=choices, widget=forms.CheckboxSelectMultiple,
                help_text=_("Pekerjaan lain yang berada pada langkah yang sama."),
                error_messages={"invalid_choice": _("%(value)s tidak ada di antara pekerjaan pada langkah ini.")},
            )  # fmt: skip
        self.others = [code for code, _label in choices]
        if correcting:
            self.fields["reason"] = _line(_("Apa yang diperbaiki, dan mengapa"), 500, required=True)

    def region_field(self) -> forms.ModelChoiceField[Region]:
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- tells the type checker
        return field

    def counted_for(self) -> list[str]:
        """The codes this meeting also counts for."""
        return self.others if self.cleaned_data.get("everyone") else list(self.cleaned_data.get("further", ()))


class SignForm(Form):
    """The signed minutes of a meeting recorded before."""

    stage = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    scan = UploadField(label=_("Pindaian notulen bertanda tangan"))
    signed_on = DayField(label=_("Ditandatangani pada"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("signed_on", today)

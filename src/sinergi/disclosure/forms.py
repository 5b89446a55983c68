"""What people type about announcements; the form for objections needs no account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.disclosure import citizens, rules
from sinergi.disclosure.models import Ground
from sinergi.ui.forms import DayField, Form, UploadField
from sinergi.ui.wording import title_in

OUT, IN = "keluar", "masuk"


class CitizenForm(Form):
    """A form without an account: a trap that people never see, and the signed moment of opening."""

    laman = forms.CharField(label=_("Jangan diisi"), required=False, widget=forms.HiddenInput)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"stamp": citizens.stamp(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def fresh(self) -> None:
        """Give the form a new moment, so that what was typed can be sent again."""
        data: Any = self.data
        data = data.copy()
        data["stamp"] = citizens.stamp()
        self.data = data


class ObjectionForm(CitizenForm):
    target_code = forms.ChoiceField(label=_("Tentang usulan"), required=False)
    ground = forms.ChoiceField(label=_("Pokok keberatan"), choices=Ground.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Keberatan Anda"), max_length=rules.LONGEST_TEXT, widget=forms.Textarea,
                           help_text=_("Apa yang tidak benar, dan bagaimana Anda mengetahuinya. Ini diumumkan; jangan menulis nama atau nomor orang."))
    evidence = UploadField(label=_("Bukti"), required=False, help_text=_("Foto atau surat. Hanya dilihat penjawab, tidak diumumkan."))
    name = forms.CharField(label=_("Nama Anda"), max_length=120, required=False, help_text=_("Boleh kosong. Tidak pernah diumumkan."))
    contact = forms.CharField(label=_("Telepon atau surel"), max_length=120, required=False, help_text=_("Boleh kosong. Hanya untuk bertanya balik."))

    def __init__(self, *args: Any, entries: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Daftar ini seluruhnya")), *((entry["code"], f"{entry['code']} {entry['title']}, {entry['village']}") for entry in entries)]
        target: Any = self.fields["target_code"]
        target.choices = choices


class AnswerForm(Form):
    text = forms.CharField(label=_("Jawaban"), max_length=rules.LONGEST_TEXT, widget=forms.Textarea, help_text=_("Dibaca semua orang. Jangan menulis nama warga."))
    upheld = forms.ChoiceField(label=pgettext_lazy("objection", "Putusan"), widget=forms.RadioSelect, choices=[
        ("no", _("Tidak dikabulkan: daftar tetap")), ("yes", _("Dikabulkan: daftar diubah dengan versi baru"))])


class RedactForm(Form):
    shown = forms.CharField(label=_("Yang ditampilkan"), widget=forms.Textarea, max_length=rules.LONGEST_TEXT,
                            help_text=_("Ganti nama, alamat atau nomor orang dengan •••. Sisanya tetap."))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class PublishForm(Form):
    """The day, the reason of a new version, up to three media with their days, and the word that it was checked."""

    happened_on = DayField(label=_("Tanggal pengumuman"))
    reason = forms.CharField(label=_("Mengapa ada versi baru"), max_length=1000, widget=forms.Textarea)
    checked = forms.BooleanField(label=_("Isi daftar sudah saya periksa"))
    media_rows = 3
    columns = ("medium", "place", "from", "to", "proof")
    made_later = {"medium": _("Media"), "place": _("Tempat"), "from": _("Mulai"), "to": _("Sampai")}

    def __init__(self, *args: Any, first: bool, has_window: bool, media: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["reason"]
        if has_window:      # it runs from the day people can read the list here
            del self.fields["happened_on"]
        for place in range(self.media_rows):
            self.fields[f"medium_{place}"] = _medium_field(media, required=not place)
            self.fields[f"place_{place}"] = forms.CharField(label=_("Tempat"), max_length=160, required=not place)
            self.fields[f"from_{place}"] = DayField(label=_("Mulai"), required=not place)
            self.fields[f"to_{place}"] = DayField(label=_("Sampai"), required=False)
            self.fields[f"proof_{place}"] = UploadField(label=_("Foto atau bukti"), required=False)

    def clean(self) -> dict[str, Any]:
        """The first row is asked for by its fields; no other is half filled."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(1, self.media_rows):
            medium, where = f"medium_{place}", f"place_{place}"
            if not given.get(medium) and medium not in self.errors and any(given.get(f"{key}_{place}") for key in ("place", "from", "to", "proof")):
                self.add_error(medium, _("Pilih medianya."))
            if given.get(medium) and not given.get(where):
                self.add_error(where, _("Tulis tempat media ini dipasang atau disiarkan."))
        return given

    def media_given(self) -> list[dict[str, Any]]:
        """The rows that were filled in."""
        given = self.cleaned_data
        rows = [{key: given.get(f"{key}_{place}") for key in self.columns} for place in range(self.media_rows)]
        return [row for row in rows if row["medium"]]

    def media_fields(self) -> list[list[Any]]:
        return [[self[f"{key}_{place}"] for key in self.columns] for place in range(self.media_rows)]


class MediumForm(Form):
    """Where a version that is out was made known as well, and from when until when."""

    place = forms.CharField(label=_("Tempat"), max_length=160, help_text=_("Misalnya: depan balai desa, atau nama pemancar."))
    shown_from = DayField(label=_("Mulai"))
    shown_to = DayField(label=_("Sampai"), required=False)
    file = UploadField(label=_("Foto atau bukti"), required=False, help_text=_("Foto yang Anda lampirkan tampil di halaman daftar."))

    def __init__(self, *args: Any, media: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"medium": _medium_field(media, required=True), **self.fields}


def _medium_field(media: Mapping[str, Any], *, required: bool) -> forms.Field:
    """One of the media that the edition names; where it names none, whatever people call it."""
    missing = {"required": _("Pilih medianya.")}
    if not media:
        return forms.CharField(label=_("Media"), max_length=80, required=required, error_messages=missing)
    choices = [(code, title_in(word.title)) for code, word in media.items()]
    return forms.ChoiceField(label=_("Media"), choices=[("", "–"), *choices], required=required, error_messages=missing)


class ListChangeForm(Form):
    """One change by hand to the members, kept in the address until it is published."""

    code = forms.CharField(label=_("Kode usulan"), max_length=40)
    way = forms.ChoiceField(label=_("Perubahan"), choices=[(OUT, _("Keluarkan")), (IN, _("Masukkan"))])
    why = forms.CharField(label=_("Alasan"), max_length=500)

    def as_text(self) -> str:
        given = self.cleaned_data
        return f"{given['code'].strip().upper()}|{given['way']}|{given['why'].strip()}"


def changes_of(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Removed and added, out of the address; anything malformed is passed over."""
    removed: dict[str, str] = {}
    added: dict[str, str] = {}
    for text in list(texts)[:200]:
        code, _first, rest = text.partition("|")
        way, _second, why = rest.partition("|")
        if way == OUT:
            removed[code] = why
        elif way == IN:
            added[code] = why
    return removed, added


class PublicityForm(Form):
    medium = forms.ChoiceField(label=_("Media"))
    place = forms.CharField(label=_("Tempat"), max_length=160, help_text=_("Misalnya: depan balai desa, atau nama pemancar."))
    shown_from = DayField(label=_("Mulai"))
    shown_to = DayField(label=_("Sampai"), required=False)
    times = forms.IntegerField(label=_("Berapa kali atau lembar"), min_value=1, max_value=1_000_000, initial=1)
    note = forms.CharField(label=_("Keterangan"), max_length=300, required=False)
    file = UploadField(label=_("Foto atau bukti siar"), required=False, help_text=_("Tanpa bukti, media ini belum dihitung."))

    def __init__(self, *args: Any, media: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medium: Any = self.fields["medium"]
        medium.choices = [(code, title_in(word.title)) for code, word in media.items()]


class ProofForm(Form):
    file = UploadField(label=_("Foto atau bukti siar"), help_text=_("Sesudah ada buktinya, media ini dihitung."))


class CheckForm(Form):
    kode = forms.CharField(label=_("Kode singkat atau sidik jari"), max_length=400, required=False,
                           help_text=_("Seperti R2-B2ED-9B7B, atau 64 huruf dan angka di lembar pengumuman."))
    file = UploadField(label=_("Atau berkas isi daftar"), required=False, accept=".json,application/json", kinds="JSON", max_bytes=10 * 1024 * 1024)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("kode") and not given.get("file"):
            raise ValidationError(_("Tulis kode dari lembarnya, atau pilih berkas isi daftar."), code="nothing")
        return given

"""Forms of what comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.funds import rules
from sinergi.funds.forms.base import FilesField, MoneyForm, Setting, line_choices
from sinergi.funds.models import EvidenceKind, Form, Step
from sinergi.ui.forms import QuantityField, RupiahField, UploadField
from sinergi.ui.wording import title_in


class ContributeForm(MoneyForm):
    """Swadaya promised or brought. The worth is quantity times the price of the list or the plan."""

    step = forms.ChoiceField(label=_("Keadaan"), choices=Step.choices, initial=Step.DELIVERED, widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("Bentuk"), choices=Form.choices)
    line = forms.ChoiceField(label=_("Baris RAB"), required=False)
    item = forms.CharField(label=_("Barang atau pekerjaan"), required=False, max_length=200, help_text=_("Kosongkan bila sama dengan baris RAB."))
    quantity = QuantityField(label=_("Banyaknya"), help_text=_("Untuk uang tunai: jumlah rupiahnya."), max_value=999_999_999_999_999)
    unit = forms.CharField(label=_("Satuan"), required=False, max_length=30, help_text=_("Misalnya HOK, m3, sak. Kosongkan bila sama dengan baris RAB."))
    unit_price = RupiahField(label=_("Harga satuan yang disepakati"), required=False,
                             help_text=_("Kosongkan untuk memakai daftar harga atau RAB. Harga lain perlu alasan di catatan."))
    giver = forms.CharField(label=_("Dari siapa"), max_length=160, help_text=_("Hanya inisial yang tampil untuk umum."))
    people = forms.IntegerField(label=_("Jumlah orang"), min_value=0, max_value=100_000, initial=0, required=False)
    evidence_kind = forms.ChoiceField(label=_("Jenis bukti"), choices=EvidenceKind.choices)
    file = FilesField(label=_("Bukti"), help_text=_("Daftar hadir kerja, surat jalan, foto, atau surat pernyataan; boleh beberapa."))
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}),
                           help_text=_("Bila bukti belum ada, tulis alasannya di sini."))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        self.fields["line"].choices = line_choices(setting.lines, empty=_("Tidak ada di RAB"))  # type: ignore[attr-defined]  # -- a choice field
        taken = next((word.get("forms") for word in setting.sources if word.code == setting.source), None)
        if taken:
            self.fields["form"].choices = [(code, label) for code, label in Form.choices if code in taken]  # type: ignore[attr-defined]  # -- a choice field

    def given(self) -> dict[str, Any]:
        given = super().given()
        given.pop("evidence_kind")
        return given | {"people": given["people"] or 0}


class VerifyForm(MoneyForm):
    """Accepted, or sent back."""

    accepted = forms.TypedChoiceField(
        label=_("Hasil pemeriksaan"), choices=[("yes", _("Diterima: ada, layak, dan dihitung benar")), ("no", _("Dikembalikan"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect, empty_value=None,
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
                           help_text=_("Wajib bila dikembalikan: apa yang harus diperbaiki."))
    file = UploadField(label=_("Foto atau berita acara"), required=False)

    def given(self) -> dict[str, Any]:
        given = super().given()
        given.pop("source", None)
        return given


class ReleaseForm(MoneyForm):
    """Money arrived in the bank."""

    scheme = forms.ChoiceField(label=_("Skema"), required=False)
    tranche = forms.IntegerField(label=_("Tahap pencairan"), required=False, min_value=1, max_value=20)
    amount = RupiahField(label=pgettext_lazy("amount", "Jumlah"), required=False, help_text=_("Kosongkan untuk seluruh sisa rencana, atau bagian tahap ini."))
    number = forms.CharField(label=_("Nomor SP2D"), max_length=80)
    file = UploadField(label=_("Pindaian SP2D"), required=False)
    reason = forms.CharField(label=_("Alasan bila pindaian belum ada"), required=False, max_length=500)

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        fit_tranche(self, setting)
        self.fields["amount"].initial = setting.amount
        if any(word.code == setting.source and word.get("grant", True) is False for word in setting.sources):
            self.fields["number"].label, self.fields["file"].label = _("Nomor bukti terima"), _("Pindaian bukti terima")    # no treasury pays it out

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not {"file", "reason"} & set(self.errors) and not rules.proven(has_file=bool(given.get("file")), reason=str(given.get("reason") or "")):
            self.add_error("reason", _("Unggah pindaiannya, atau tulis mengapa belum ada."))
        return given

    def given(self) -> dict[str, Any]:
        return with_bound(super().given(), self.setting)


def fit_tranche(form: MoneyForm, setting: Setting) -> None:
    """Ask for scheme and tranche only where the programme has them and the address does not say."""
    if not setting.schemes or "scheme" in setting.bound:
        form.fields.pop("scheme")
    else:
        form.fields["scheme"].choices = [("", "–"), *((word.code, title_in(word.title)) for word in setting.schemes)]  # type: ignore[attr-defined]  # -- a choice field
    if not setting.schemes or "tranche" in setting.bound:
        form.fields.pop("tranche")


def with_bound(given: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Scheme and tranche of the address count over anything sent."""
    kept = {"scheme": given.get("scheme") or "", "tranche": given.get("tranche")} | setting.bound
    return given | kept

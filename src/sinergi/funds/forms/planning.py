"""Forms of what stands around money: promises, requests, accounts, prices, reversals, and the filter of a book."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.funds.forms.base import MoneyForm, Setting
from sinergi.funds.forms.incoming import fit_tranche, with_bound
from sinergi.funds.models import Certainty
from sinergi.ui.forms import DayField, Form, RupiahField, UploadField
from sinergi.ui.wording import rupiah, title_in

BESIDES = "lain"


class CommitForm(MoneyForm):
    """Hoped for, pledged, or budgeted."""

    certainty = forms.ChoiceField(label=_("Kepastian"), choices=Certainty.choices, widget=forms.RadioSelect, initial=Certainty.PLEDGED)
    amount = RupiahField(label=pgettext_lazy("amount", "Jumlah"))
    giver = forms.CharField(label=_("Dari siapa"), max_length=160)
    document_number = forms.CharField(label=_("Nomor dokumen"), required=False, max_length=120, help_text=_("Wajib bila dianggarkan, misalnya nomor DPA."))
    file = UploadField(label=_("Dokumen"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))
    replaces = forms.ChoiceField(label=_("Menggantikan"), required=False, help_text=_("Bila harapan menjadi janji, atau janji dianggarkan: pilih yang lama, agar uang yang sama tidak dihitung dua kali."))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        titles = {word.code: title_in(word.title) for word in setting.sources}
        listed = [(str(row.pk), f"{row.get_certainty_display()}, {titles.get(row.source, row.source)}: {rupiah(row.amount)}, {row.giver}") for row in setting.standing]
        self.fields["replaces"].choices = [("", "–"), (BESIDES, _("Tidak ada: ini uang lain lagi")), *listed]  # type: ignore[attr-defined]  # -- a choice field
        if not listed:
            del self.fields["replaces"]
        found = next((row for row in setting.standing if row.pk == setting.replaces), None)
        if found is not None:
            for name in ("giver", "amount", "document_number"):
                self.fields[name].initial = getattr(found, name)
            self.fields["replaces"].initial = str(found.pk)

    def given(self) -> dict[str, Any]:
        given = super().given()
        chosen = given.pop("replaces", "")
        return given | {"replaces": int(chosen) if chosen not in {"", BESIDES} else None, "besides": chosen == BESIDES}


class RequestForm(MoneyForm):
    """A tranche asked for."""

    scheme = forms.ChoiceField(label=_("Skema"), required=False)
    tranche = forms.IntegerField(label=_("Tahap pencairan"), required=False, min_value=1, max_value=20)
    amount = RupiahField(label=pgettext_lazy("amount", "Jumlah"))
    file = UploadField(label=_("Surat permohonan"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        fit_tranche(self, setting)
        self.fields["amount"].initial = setting.amount

    def given(self) -> dict[str, Any]:
        return with_bound(super().given(), self.setting)


class AccountForm(MoneyForm):
    """The account of a tranche, accepted."""

    scheme = forms.ChoiceField(label=_("Skema"), required=False)
    tranche = forms.IntegerField(label=_("Tahap pencairan"), required=False, min_value=1, max_value=20)
    file = UploadField(label=_("Pertanggungjawaban"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}),
                           help_text=_("Bila berkas belum ada, atau masih ada sisa: tulis alasannya di sini."))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        self.fields.pop("source", None)
        fit_tranche(self, setting)

    def given(self) -> dict[str, Any]:
        given = with_bound(super().given(), self.setting)
        given.pop("source", None)
        return given


class PriceForm(Form):
    """One price of a place, from a day on."""

    item = forms.CharField(label=_("Barang atau pekerjaan"), max_length=200)
    unit = forms.CharField(label=_("Satuan"), max_length=30)
    price = RupiahField(label=_("Harga satuan"))
    valid_from = DayField(label=_("Berlaku mulai"))
    basis = forms.CharField(label=_("Dasar"), max_length=300, help_text=_("Misalnya survei di tiga toko terdekat, atau nomor keputusan."))


class ReverseForm(Form):
    """Why an entry is taken back."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea({"rows": 3}))


class BookFilter(Form):
    """Which stretch of a book; stands in the address."""

    dari = DayField(label=_("Dari"), required=False)
    sampai = DayField(label=_("Sampai"), required=False)
    sumber = forms.ChoiceField(label=_("Sumber dana"), required=False)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber"].choices = [("", _("Semua sumber")), *sources]  # type: ignore[attr-defined]  # -- a choice field

    def given(self) -> dict[str, Any]:
        """What was understood; what was not stays out."""
        if self.is_bound:
            self.full_clean()
        known = self.cleaned_data if self.is_bound else {}
        return {"since": known.get("dari"), "until": known.get("sampai"), "source": known.get("sumber") or ""}

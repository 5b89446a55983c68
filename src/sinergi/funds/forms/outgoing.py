"""Forms of what goes out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.funds.forms.base import MoneyForm, Setting, line_choices, share_choices
from sinergi.ui.forms import QuantityField, RupiahField, UploadField

PURSES = [("kas", _("Kas")), ("bank", _("Bank"))]


class SpendForm(MoneyForm):
    """Paid with proof, for a line of the plan."""

    line = forms.ChoiceField(label=_("Baris RAB"))
    amount = RupiahField(label=_("Jumlah dibayar"))
    paid_from = forms.ChoiceField(label=_("Dibayar dari"), choices=PURSES, widget=forms.RadioSelect, initial="kas")
    payee = forms.CharField(label=_("Dibayarkan kepada"), max_length=160, help_text=_("Hanya inisial yang tampil untuk umum."))
    item = forms.CharField(label=_("Untuk apa"), required=False, max_length=200, help_text=_("Kosongkan bila sama dengan baris RAB."))
    quantity = QuantityField(label=_("Banyaknya, bila material"), required=False, help_text=_("Diisi: masuk buku material."))
    unit = forms.CharField(label=_("Satuan"), required=False, max_length=30)
    number = forms.CharField(label=_("Nomor nota"), required=False, max_length=80)
    file = UploadField(label=_("Nota atau kuitansi"), required=False)
    reason = forms.CharField(label=_("Alasan bila nota tidak ada"), required=False, max_length=500)

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, setting=setting, **kwargs)
        self.fields["paid_from"].initial = setting.paid_from
        self.fields["line"].choices = share_choices(setting.shares) or line_choices(setting.lines)  # type: ignore[attr-defined]  # -- a choice field
        if not setting.lines:
            del self.fields["line"]
            self.fields["item"].required, self.fields["item"].help_text = True, ""


class TransferForm(MoneyForm):
    """Cash from the bank, or back into it."""

    way = forms.ChoiceField(label=_("Arah"), choices=[("bank-kas", _("Tarik tunai: bank ke kas")), ("kas-bank", _("Setor: kas ke bank"))],
                            widget=forms.RadioSelect, initial="bank-kas")
    amount = RupiahField(label=pgettext_lazy("amount", "Jumlah"))
    file = UploadField(label=_("Slip bank"), required=False)
    reason = forms.CharField(label=_("Alasan bila slip tidak ada"), required=False, max_length=500)

    def given(self) -> dict[str, Any]:
        given = super().given()
        paid_from, paid_into = given.pop("way").split("-")
        return given | {"paid_from": paid_from, "paid_into": paid_into}

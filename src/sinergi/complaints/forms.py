"""What people ask and complain about; no account is needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.complaints.models import Kind
from sinergi.disclosure import citizens, rules
from sinergi.ui.forms import Form, RupiahField, needed_later


class QuestionForm(Form):
    """The guards are those of objections: a trap, a signed moment, no counting of addresses."""

    laman = forms.CharField(label=_("Jangan diisi"), required=False, widget=forms.HiddenInput)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Ini"), choices=Kind.choices, widget=forms.RadioSelect)
    matter = forms.CharField(label=_("Pokok"), max_length=120, help_text=_("Dalam beberapa kata."))
    text = forms.CharField(label=_("Uraian"), max_length=rules.LONGEST_TEXT, widget=forms.Textarea,
                           help_text=_("Apa yang terjadi, di mana, kapan. Ini diumumkan; jangan menulis nama atau nomor orang."))
    misuse = forms.BooleanField(label=_("Menyangkut penyalahgunaan dana"), required=False)
    amount = RupiahField(label=_("Perkiraan jumlah"), required=False)
    name = forms.CharField(label=_("Nama Anda"), max_length=120, required=False, help_text=_("Boleh kosong. Tidak pernah diumumkan."))
    contact = forms.CharField(label=_("Telepon atau surel"), max_length=120, required=False, help_text=_("Boleh kosong. Hanya untuk bertanya balik."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"stamp": citizens.stamp()}
        super().__init__(*args, **kwargs)
        needed_later((self.fields["amount"],), _("(perlu bila menyangkut penyalahgunaan dana)"))

    def fresh(self) -> None:
        """A new moment, so that what was typed can be sent again."""
        data: Any = self.data
        data = data.copy()
        data["stamp"] = citizens.stamp()
        self.data = data


class ReplyForm(Form):
    text = forms.CharField(label=_("Jawaban"), max_length=rules.LONGEST_TEXT, widget=forms.Textarea,
                           help_text=_("Dibaca semua orang. Jangan menulis nama warga."))

"""One row each of agenda, attendance, decisions, RKTL and evidence. An empty row says nothing and is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.actors.models import Sex
from sinergi.followups.rules import Responsible
from sinergi.meetings import rules
from sinergi.ui.forms import DayField, Form, UploadField

GROUPS = "kelompok-peserta"
WHO = "penanggung-jawab"


def _text(label: Any, most: int, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


def _number(label: Any, most: int = rules.MOST_PEOPLE, least: int = 0) -> forms.IntegerField:
    errors = {
        "invalid": _("Tulis angka bulat saja."),
        "min_value": _("Paling sedikit %(limit_value)s."),
        "max_value": _("Paling banyak %(limit_value)s; periksa angkanya."),
    }
    box = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, error_messages=errors, widget=box)


class Row(Form):
    """A row with a first field that must be there as soon as any other is filled."""

    first = ""
    ignored: tuple[str, ...] = ()  # filled beforehand, so they do not make a row

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.says_something = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self.says_something = any(value not in {None, "", False} for name, value in given.items() if name not in self.ignored)
        if self.says_something and self.first and not given.get(self.first) and self.first not in self.errors:
            self.add_error(self.first, _now("Baris ini belum lengkap."))
        return given


class AgendaRow(Row):
    first = "title"
    title = _text(_("Acara"), 200)
    minutes = _number(_("Menit"), rules.MOST_MINUTES, 1)
    speaker = _text(_("Pembicara"), 160)

    def line(self) -> rules.AgendaLine:
        return rules.AgendaLine(**self.cleaned_data)


class CountRow(Row):
    first = "group"
    ignored = ("group", "table")
    group = _text(_("Kelompok"), 120, list=GROUPS)
    women = _number(_("Perempuan"))
    men = _number(_("Laki-laki"))
    unrecorded = _number(_("Tidak dirinci"))
    poor = _number(_("Warga miskin"))
    disability = _number(_("Disabilitas"))
    table = _number(_("Kelompok diskusi"), 99, 1)

    def line(self) -> rules.CountLine:
        given = self.cleaned_data
        numbers = {name: given[name] or 0 for name in ("women", "men", "unrecorded", "poor", "disability")}
        return rules.CountLine(given["group"], table=given["table"], **numbers)


class NameRow(Row):
    first = "name"
    name = _text(_("Nama"), 120)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", "–"), *Sex.choices])
    organisation = _text(_("Lembaga"), 160)
    group = _text(_("Kelompok"), 120, list=GROUPS)
    poor = forms.BooleanField(label=_("Warga miskin"), required=False)
    disability = forms.BooleanField(label=_("Disabilitas"), required=False)
    table = _number(_("Kelompok diskusi"), 99, 1)

    def line(self) -> rules.NameLine:
        return rules.NameLine(**self.cleaned_data)


class DecisionRow(Row):
    text = forms.CharField(label=pgettext_lazy("one", "Keputusan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ActionRow(Row):
    """A line of the RKTL. A name from the list is linked to its body or person; anything else stays as it was said."""

    first = "what"
    what = _text(_("Apa"), 500)
    who = _text(_("Penanggung jawab"), 160, list=WHO)
    due_on = DayField(label=_("Tenggat"), required=False)
    place = _text(_("Tempat"), 200)
    needs = _text(_("Kebutuhan"), 300)

    def __init__(self, *args: Any, known: Mapping[str, Responsible] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {name.casefold(): found for name, found in (known or {}).items()}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in ("who", "due_on"):
            if self.says_something and not given.get(name) and name not in self.errors:
                self.add_error(name, _now("Tulis siapa penanggung jawabnya.") if name == "who" else _now("Tulis tenggatnya."))
        return given

    def line(self) -> rules.ActionLine:
        given = self.cleaned_data
        who = self.known.get(given["who"].casefold()) or Responsible(text=given["who"])
        return rules.ActionLine(given["what"], who, given["due_on"], given["place"], given["needs"])


class EvidenceRow(Row):
    first = "file"
    ignored = ("caption",)
    file = UploadField(label=_("Berkas"), required=False)
    caption = _text(pgettext_lazy("photo", "Keterangan"), 200)

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
from sinergi.meetings.forms.asked import AskedField
from sinergi.regions import queries as regions
from sinergi.regions.forms import RegionField
from sinergi.regions.models import Level, Region
from sinergi.regions.rules import code_chosen
from sinergi.ui.forms import DayField, Form, UploadField

GROUPS = "kelompok-peserta"
WHO = "penanggung-jawab"


def text_field(label: Any, most: int, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


def number_field(label: Any, most: int = rules.MOST_PEOPLE, least: int = 0) -> forms.IntegerField:
    errors = {
        "invalid": _("Tulis angka bulat saja."),
        "min_value": _("Paling sedikit %(limit_value)s."),
        "max_value": _("Paling banyak %(limit_value)s; periksa angkanya."),
    }
    box = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, error_messages=errors, widget=box)


class PlaceField(RegionField):
    """Where people came from; a bare name means the province or the regency of that name before any village."""

    def to_python(self, value: Any) -> Region | None:
        name = str(value or "").strip()
        wide = [place for place in regions.exactly(name) if place.level in {Level.PROVINCE, Level.REGENCY}] if name and not code_chosen(name) else []
        return wide[0] if len(wide) == 1 else super().to_python(value)


class Row(Form):
    """A row with a first field that must be there as soon as any other is filled."""

    first = ""
    ignored: tuple[str, ...] = ()  # filled beforehand, so they do not make a row
    later: tuple[str, ...] = ()  # folded away: most rows do without

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.says_something = False

    @property
    def more_filled(self) -> bool:
        """Whether something stands in what is folded away."""
        return any(self[name].value() not in (None, "", False) or self[name].errors for name in self.later)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self.says_something = any(value not in {None, "", False} for name, value in given.items() if name not in self.ignored)
        if self.says_something and self.first and not given.get(self.first) and self.first not in self.errors:
            self.add_error(self.first, _now("Baris ini belum lengkap."))
        return given


class AgendaRow(Row):
    first = "title"
    title = text_field(_("Acara"), 200)
    minutes = number_field(_("Menit"), rules.MOST_MINUTES, 1)
    speaker = text_field(_("Pembicara"), 160)

    def line(self) -> rules.AgendaLine:
        return rules.AgendaLine(**self.cleaned_data)


class CountRow(Row):
    first = "group"
    ignored = ("group", "region", "table")
    later = ("poor_women", "disability_women", "online")
    group = text_field(_("Kelompok"), 120, list=GROUPS)
    region = PlaceField(label=_("Asal wilayah"), required=False, help_text="")
    women = number_field(_("Perempuan"))
    men = number_field(_("Laki-laki"))
    unrecorded = number_field(_("Tidak dirinci"))
    poor = number_field(_("Warga miskin"))
    disability = number_field(_("Disabilitas"))
    table = number_field(_("Kelompok diskusi"), 99, 1)
    poor_women = number_field(_("Warga miskin, di antaranya perempuan"))
    disability_women = number_field(_("Disabilitas, di antaranya perempuan"))
    online = number_field(_("Ikut secara daring"))

    def line(self) -> rules.CountLine:
        given = self.cleaned_data
        numbers = {name: given[name] or 0 for name in ("women", "men", "unrecorded", "online")}
        parts = {name: given[name] for name in ("poor", "disability", "poor_women", "disability_women")}  # left empty: nobody counted them
        return rules.CountLine(given["group"], table=given["table"], region=given["region"].code if given["region"] else "", **numbers, **parts)


class NameRow(Row):
    first = "name"
    later = ("table", "online", "late")
    name = text_field(_("Nama"), 120)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", "–"), *Sex.choices])
    organisation = text_field(_("Lembaga"), 160)
    group = text_field(_("Kelompok"), 120, list=GROUPS)
    poor = AskedField(_("Warga miskin"))
    disability = AskedField(_("Disabilitas"))
    table = number_field(_("Kelompok diskusi"), 99, 1)
    online = forms.BooleanField(label=_("Daring"), required=False)
    late = forms.BooleanField(label=_("Terlambat"), required=False)

    def line(self) -> rules.NameLine:
        return rules.NameLine(**self.cleaned_data)


class DecisionRow(Row):
    text = forms.CharField(label=pgettext_lazy("one", "Keputusan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ActionRow(Row):
    """A line of the RKTL. A name from the list is linked to its body or person; anything else stays as it was said."""

    first = "what"
    later = ("starts_on", "needs", "fund_source")
    what = text_field(_("Apa"), 500)
    who = text_field(_("Penanggung jawab"), 160, list=WHO)
    due_on = DayField(label=_("Tenggat"), required=False)
    place = text_field(_("Tempat"), 200)
    output = text_field(_("Hasil"), 300)
    needs = text_field(_("Kebutuhan"), 300)
    fund_source = text_field(_("Sumber dana"), 120)
    starts_on = DayField(label=_("Mulai"), required=False)

    def __init__(self, *args: Any, known: Mapping[str, Responsible] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {name.casefold(): found for name, found in (known or {}).items()}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in ("who", "due_on"):
            if self.says_something and not given.get(name) and name not in self.errors:
                self.add_error(name, _now("Tulis siapa penanggung jawabnya.") if name == "who" else _now("Tulis tenggatnya."))
        if given.get("starts_on") and given.get("due_on") and given["starts_on"] > given["due_on"]:
            self.add_error("starts_on", _now("Mulainya setelah tenggatnya; periksa harinya."))
        return given

    def line(self) -> rules.ActionLine:
        given = self.cleaned_data
        who = self.known.get(given["who"].casefold()) or Responsible(text=given["who"])
        return rules.ActionLine(given["what"], who, given["due_on"], given["place"], given["needs"], given["output"], given["fund_source"], given["starts_on"])


class EvidenceRow(Row):
    first = "file"
    ignored = ("caption",)
    file = UploadField(label=_("Berkas"), required=False)
    caption = text_field(pgettext_lazy("photo", "Keterangan"), 200)

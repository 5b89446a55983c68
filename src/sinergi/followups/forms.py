"""The forms of follow-ups: opening a line, telling how far it is, saying yes or no to a line that is said to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.followups.actions.opening import ON_PAGES
from sinergi.followups.models import Origin, Status
from sinergi.followups.rules import LONGEST_ADDRESS, Responsible
from sinergi.ui.forms import DayField, Form, UploadField

WHO = "penanggung-jawab"
PURSES = "sumber-dana"


def _text(label: Any, most: int, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


class LineForm(Form):
    """One line: what, who and when must be said; a name from the list is linked to its person or body, anything else stays as written."""

    stage = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    about = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_ADDRESS)
    origin = forms.ChoiceField(label=_("Asal"), choices=[(one.value, one.label) for one in ON_PAGES], initial=Origin.OTHER, widget=forms.RadioSelect)
    what = forms.CharField(label=_("Apa yang dikerjakan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    output = _text(_("Keluaran"), 300)
    who = forms.CharField(
        label=_("Penanggung jawab"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off", "list": WHO}),
        help_text=_("Pilih orang atau lembaga dari daftar supaya diingatkan; nama lain boleh ditulis biasa."),
    )  # fmt: skip
    starts_on = DayField(label=pgettext_lazy("line", "Mulai"), required=False)
    due_on = DayField(label=_("Tenggat"))
    place = _text(_("Tempat"), 200)
    needs = _text(_("Kebutuhan"), 300)
    fund_source = _text(_("Sumber dana"), 120, list=PURSES)

    def __init__(self, *args: Any, known: Mapping[str, Responsible], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {name.casefold(): found for name, found in known.items()}
        self.fields["output"].help_text = _("Apa yang dapat dilihat bila sudah selesai.")

    def line(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        who = given.pop("who").strip()
        return {**given, "responsible": self.known.get(who.casefold()) or Responsible(text=who)}


class NameForm(Form):
    """Whom a line means; only a name from the list can be reminded."""

    who = forms.CharField(label=_("Penanggung jawab"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off", "list": WHO}),
                          help_text=_("Pilih dari daftar. Ia diberi tahu, diingatkan sebelum tenggat, dan dapat melapor sendiri."))  # fmt: skip

    def __init__(self, *args: Any, known: Mapping[str, Responsible], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {name.casefold(): found for name, found in known.items()}

    def responsible(self) -> Responsible:
        who = self.cleaned_data["who"].strip()
        return self.known.get(who.casefold()) or Responsible(text=who)


class ReportForm(Form):
    """Where it stands, since when, and how that can be seen."""

    stage = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    status = forms.ChoiceField(label=_("Keadaan"), choices=Status.choices, widget=forms.RadioSelect)
    happened_on = DayField(label=_("Tanggal"), help_text=_("Hari keadaan ini terjadi, bukan hari Anda mengisinya."))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang sudah dikerjakan. Bila dibatalkan, tulis alasannya."),
    )  # fmt: skip
    evidence = UploadField(
        label=_("Bukti"), required=False,
        help_text=_("Foto, berita acara, kuitansi: apa saja yang dapat dilihat orang lain. Tanpa bukti, “selesai” menunggu persetujuan yang memintanya."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, of_audit: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = today
        if of_audit:
            self.fields["evidence"].help_text = _("Foto, berita acara, kuitansi: apa saja yang dapat dilihat orang lain. Temuan pemeriksaan selesai setelah pemeriksanya setuju.")


class AgreeForm(Form):
    """The asker's answer to a line that was reported done by a sentence alone."""

    agreed = forms.ChoiceField(
        label=_("Apakah ini sudah selesai?"), choices=[("ya", _("Ya, sudah selesai")), ("belum", _("Belum, masih perlu dikerjakan"))], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Bila belum, tulis apa yang masih kurang.")
    )

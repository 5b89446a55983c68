"""The forms of work plans; the table of activities has a reader of its own, see ``tables``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.ui import days
from sinergi.ui.forms import DayField, Form, PercentField, UploadField
from sinergi.workplans import rules, tables
from sinergi.workplans.rules import Holiday, Sheet

REPLACE, ADD = "replace", "add"


class StartForm(Form):
    starts_on = DayField(label=_("Mulai rencana"), help_text=_("Hari pertama kegiatan. Batas waktu dan hari libur dihitung dari sini; semuanya dapat diubah."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = on


class SaveForm(Form):
    """What goes with every save: the version that was opened, and why an approved plan is changed."""

    reason = forms.CharField(label=_("Alasan perubahan"), required=False, max_length=500,
                             help_text=_("Rencana ini sudah disetujui. Alasannya tampil di samping rencana semula, bagi semua yang terlibat."))

    def __init__(self, *args: Any, has_baseline: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_baseline:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def given_reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class SettingsForm(SaveForm):
    """The days of the plan and its calendar."""

    starts_on = DayField(label=_("Mulai rencana"))
    deadline_on = DayField(label=_("Batas waktu pemanfaatan dana"), required=False,
                           help_text=_("Kegiatan yang selesai sesudahnya diberi tahu di barisnya. Sesudah disetujui, batas yang disetujui tetap menjadi ukuran sampai perubahannya disetujui."))
    weekdays = forms.MultipleChoiceField(label=pgettext_lazy("plan", "Hari kerja"), choices=[(str(number), name) for number, name in enumerate(tables.WEEK)], widget=forms.CheckboxSelectMultiple)
    holidays = forms.CharField(label=_("Hari libur"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 8}),
                               help_text=_("Satu hari per baris: tanggal, lalu namanya. Misalnya: 17 Agustus 2012 Hari Kemerdekaan RI. Hari raya yang berpindah tanggal belum diisi; tambahkan sendiri."))

    field_order = ("starts_on", "deadline_on", "weekdays", "holidays", "reason", "version")

    @classmethod
    def of(cls, sheet: Sheet) -> dict[str, Any]:
        """The first values out of a plan."""
        return {"starts_on": sheet.starts_on, "deadline_on": sheet.deadline_on, "weekdays": [str(place) for place, digit in enumerate(sheet.weekdays) if digit == "1"],
                "holidays": "\n".join(f"{each.day.day}/{each.day.month}/{each.day.year} {each.title}".strip() for each in sheet.holidays)}

    def clean_holidays(self) -> tuple[Holiday, ...]:
        """One day per line, in order; the line that cannot be read is named."""
        found: dict[date, Holiday] = {}
        for number, line in enumerate(str(self.cleaned_data["holidays"]).splitlines(), 1):
            if line.strip():
                each = _holiday(line.strip(), number)
                found[each.day] = each
        return tuple(found[day] for day in sorted(found))

    def clean_weekdays(self) -> str:
        chosen = set(self.cleaned_data["weekdays"])
        return "".join("1" if str(place) in chosen else "0" for place in range(len(tables.WEEK)))


class SubmitForm(Form):
    happened_on = DayField(label=_("Tanggal diajukan"))
    note = forms.CharField(label=_("Catatan untuk yang menyetujui"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))


class ApproveForm(Form):
    happened_on = DayField(label=_("Tanggal disetujui"))
    note = forms.CharField(label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)


class ReturnForm(Form):
    reason = forms.CharField(label=_("Apa yang perlu diperbaiki"), max_length=500, widget=forms.Textarea({"rows": 3}))


class ReportForm(Form):
    """Made for a phone: percent first, days only when they matter."""

    percent = PercentField(label=_("Sudah berapa persen"))
    started_on = DayField(label=_("Mulai sebenarnya"), required=False)
    finished_on = DayField(label=_("Selesai sebenarnya"), required=False, help_text=_("Diisi bila sudah 100 %."))
    note = forms.CharField(label=_("Sebab penyimpangan, atau catatan"), required=False, max_length=rules.LONGEST_NOTE, widget=forms.Textarea({"rows": 3}))
    happened_on = DayField(label=_("Keadaan per tanggal"))


class _BringForm(SaveForm):
    mode = forms.ChoiceField(label=_("Caranya"), widget=forms.RadioSelect, initial=REPLACE,
                             choices=[(REPLACE, _("Gantikan semua kegiatan")), (ADD, _("Tambahkan di bawah kegiatan yang ada"))],
                             help_text=_("Bila ditambahkan, nomor di kolom Menunggu menunjuk baris yang Anda bawa; bila tidak ada yang bernomor itu, baris yang sudah ada di rencana."))
    partly = forms.BooleanField(label=_("Tulis baris yang benar saja; lewati yang salah"), required=False)


class PasteForm(_BringForm):
    text = forms.CharField(label=_("Isi dari Excel"), max_length=2_000_000, strip=False, widget=forms.Textarea({"rows": 12, "wrap": "off"}),
                           help_text=_("Salin barisnya di Excel, lalu tempel di sini. Baris judul boleh ikut; tanpa itu, urutan kolomnya seperti di tabel kegiatan."))
    field_order = ("text", "mode", "partly", "reason", "version")


class ImportForm(_BringForm):
    file = UploadField(label=_("Lembar Excel"), accept=".xlsx,.xls", kinds=str(pgettext_lazy("file kinds", "Excel")))
    field_order = ("file", "mode", "partly", "reason", "version")


def _holiday(line: str, number: int) -> Holiday:
    """The longest beginning of a line that is a date; the rest is its name."""
    words = line.split()
    for many in (4, 3, 2, 1):
        try:
            day = days.read(" ".join(words[:many]).rstrip(",:"))
        except days.NotADay:
            continue
        return Holiday(day, " ".join(words[many:])[:120].strip(" ,:-"))
    raise forms.ValidationError(gettext("Baris %(number)s: “%(text)s” tidak diawali tanggal.") % {"number": number, "text": line[:40]})

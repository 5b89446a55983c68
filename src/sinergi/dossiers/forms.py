"""Filing, checking and signing as HTML forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.dossiers import rules
from sinergi.dossiers.definitions import Paper
from sinergi.dossiers.models import Opinion
from sinergi.dossiers.rules import FindingGiven
from sinergi.ui.forms import DayField, FilesInput, Form, UploadField

WHO = {"autocomplete": "off", "list": "penanggung-jawab"}  # a name from the list is linked to its person or body, anything else stays as written
SPARE_LINES = 5  # empty lines of findings at a time; saving a version again offers more
_COLUMNS = ("what", "recommendation", "responsible", "due_on")


class FilesField(forms.FileField):
    """One or several files; each is checked like one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput({"accept": UploadField.accept}, kinds=UploadField.kinds), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, not empty."""
        del initial
        given = [each for each in data or () if each]
        if not given and self.required:
            raise forms.ValidationError(gettext("Pilih berkas dulu."))
        if len(given) > rules.MOST_FILES:
            raise forms.ValidationError(gettext("Paling banyak %(most)s berkas sekali unggah.") % {"most": rules.MOST_FILES})
        one = UploadField()
        return [one.clean(each) for each in given]


class FileForm(Form):
    """A version of a document; an opinion also takes its kind and its findings."""

    uploads = FilesField(label=_("Berkas"), help_text=_("Boleh beberapa sekaligus."))
    number = forms.CharField(label=_("Nomor dokumen"), required=False, max_length=120)
    dated_on = DayField(label=_("Tanggal dokumen"), required=False)
    happened_on = DayField(label=_("Tanggal diserahkan"))
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea({"rows": 2}), max_length=rules.LONGEST_NOTE)

    def __init__(self, *args: Any, paper: Paper, on: date, lines: int = SPARE_LINES, **kwargs: Any) -> None:
        self.paper = paper
        self.lines = range(1, min(max(lines, SPARE_LINES), rules.MOST_FINDINGS) + 1) if paper.opinion else range(0)
        more: dict[str, forms.Field] = {}
        if paper.opinion:
            more["opinion"] = forms.ChoiceField(label=_("Opini"), choices=Opinion.choices, widget=forms.RadioSelect)
        for line in self.lines:
            more |= _finding_line(line)
        self.base_fields = {**type(self).base_fields, **more}  # type: ignore[misc]  # -- what is asked depends on the document
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = on

    def clean(self) -> dict[str, Any]:
        """A line that was begun is finished: what, who, until when."""
        cleaned: dict[str, Any] = super().clean() or {}
        for line in self._begun(cleaned):
            for column, sentence in (("what", _("Tulis temuannya.")), ("responsible", _("Tulis penanggung jawabnya.")), ("due_on", _("Tulis tenggatnya."))):
                name = f"{column}_{line}"
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, sentence)
        return cleaned

    def rows(self) -> list[tuple[int, list[Any]]]:
        """The bound fields of each line of findings."""
        return [(line, [self[f"{column}_{line}"] for column in _COLUMNS]) for line in self.lines]

    def plain(self) -> list[Any]:
        """The bound fields that are not findings."""
        lines = {f"{column}_{line}" for column in _COLUMNS for line in self.lines}
        return [self[name] for name in self.fields if name not in lines]

    def given(self) -> dict[str, Any]:
        """What the action takes, uploads apart."""
        data = self.cleaned_data
        findings = [FindingGiven(*(data[f"{column}_{line}"] for column in _COLUMNS)) for line in self._begun(data)]
        return {
            "number": data["number"], "dated_on": data["dated_on"], "happened_on": data["happened_on"], "note": data["note"],
            "opinion": data.get("opinion", ""), "findings": findings,
        }

    def _begun(self, cleaned: dict[str, Any]) -> Iterable[int]:
        return [line for line in self.lines if any(self.data.get(self.add_prefix(f"{column}_{line}")) or cleaned.get(f"{column}_{line}") for column in _COLUMNS)]


def _finding_line(line: int) -> dict[str, forms.Field]:
    most, two_rows = rules.LONGEST_NOTE, forms.Textarea({"rows": 2})
    return {
        f"what_{line}": forms.CharField(label=_("Temuan"), required=False, max_length=most, widget=two_rows),
        f"recommendation_{line}": forms.CharField(label=_("Rekomendasi"), required=False, max_length=most, widget=two_rows),
        f"responsible_{line}": forms.CharField(label=_("Penanggung jawab"), required=False, max_length=160, widget=forms.TextInput(WHO)),
        f"due_on_{line}": DayField(label=_("Tenggat"), required=False),
    }


class CheckForm(Form):
    """Right or wrong, of exactly the version that was on the page."""

    correct = forms.ChoiceField(label=_("Isi dokumen"), choices=[("yes", _("Benar")), ("no", _("Keliru"))], widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea({"rows": 3}), max_length=rules.LONGEST_NOTE,
                           help_text=_("Wajib bila keliru: apa yang perlu diperbaiki."))
    happened_on = DayField(label=_("Tanggal pemeriksaan"))
    filing = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, on: date, filing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = on
        self.fields["filing"].initial = filing

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"correct": data["correct"] == "yes", "note": data["note"], "happened_on": data["happened_on"], "filing": data["filing"]}


class SignForm(Form):
    """Sign, or refuse with a reason."""

    signed = forms.ChoiceField(label=pgettext_lazy("one", "Keputusan"), choices=[("yes", _("Saya menandatangani")), ("no", _("Saya menolak"))], widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea({"rows": 3}), max_length=rules.LONGEST_NOTE,
                           help_text=_("Wajib bila menolak. Penolakan menggugurkan tanda tangan sebelumnya."))
    happened_on = DayField(label=_("Tanggal"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = on

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"signed": data["signed"] == "yes", "note": data["note"], "happened_on": data["happened_on"]}

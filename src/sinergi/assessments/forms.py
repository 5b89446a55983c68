"""The sheet and the verdict as HTML forms, built from the instrument of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.assessments import rules
from sinergi.assessments.definitions import Instrument, Item
from sinergi.assessments.models import Result
from sinergi.kernel.decisions import Decision
from sinergi.programmes import sentences
from sinergi.ui.forms import DayField, DegreesField, FilesInput, Form, PaperField, PhotoField
from sinergi.ui.wording import title_in

_WHOLE = _("Tulis bilangan bulat dari 0 sampai 100.")
_CONFLICTS = [("none", _("Tidak ada")), ("declared", _("Ada, saya tidak menilai usulan ini"))]
_TEXT = {"rows": 2}
_MOST_PHOTOS = 12


class ScoreField(forms.IntegerField):
    """Whole points on the default scale; an empty one may wait in a draft."""

    default_error_messages = {"invalid": _WHOLE, "min_value": _WHOLE, "max_value": _WHOLE, "required": _("Bagian ini perlu diisi.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "num", "size": 4})
        super().__init__(min_value=rules.LOWEST, max_value=rules.HIGHEST, widget=widget, **kwargs)


class SheetForm(Form):
    """One sheet: a score and a note per criterion (or a result per line), and the declaration of interests."""

    made_later = {"score": _("Nilai"), "note": _("Catatan"), "item": _("Hasil"), "item_note": _("Temuan"), "conflict": _("Hubungan kepentingan dengan usulan ini"),
                  "conflict_note": _("Hubungan apa"), "happened_on": _("Tanggal penilaian")}

    def __init__(self, *args: Any, instrument: Instrument, on: date, **kwargs: Any) -> None:
        self.instrument = instrument
        self.base_fields = _criteria(instrument) | _items(instrument.sheet_items) | {  # type: ignore[misc]  # -- the fields are data of the edition
            "note": _text(_("Catatan umum")),
            "conflict": forms.ChoiceField(
                label=_("Hubungan kepentingan dengan usulan ini"), choices=_CONFLICTS, widget=forms.RadioSelect,
                help_text=_("Misalnya saudara, pekerjaan atau janji dari pengusul. Bila ada, lembar Anda tidak ikut dihitung."),
            ),
            "conflict_note": forms.CharField(label=_("Hubungan apa"), required=False, max_length=500),
            "happened_on": DayField(label=_("Tanggal penilaian"), initial=on),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Who declares a conflict of interest needs no scores."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("conflict") == "declared":
            for name in [name for name in self.errors if name.startswith(("score_", "item_"))]:
                del self.errors[name]
            _tell(self, [rules.conflict_sound(cleaned.get("conflict_note", ""))])
        else:
            _tell(self, rules.item_mistakes(self.instrument.sheet_items, *_items_given(cleaned, self.instrument.sheet_items)))
        return cleaned

    @property
    def declines(self) -> bool:
        return self.cleaned_data.get("conflict") == "declared"

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        scores = {each.code: data[f"score_{each.code}"] for each in self.instrument.criteria if data.get(f"score_{each.code}") is not None}
        notes = {each.code: data.get(f"note_{each.code}", "") for each in self.instrument.criteria}
        results, found = _items_given(data, self.instrument.sheet_items)
        return {
            "scores": scores, "notes": notes | found, "items": results, "note": data["note"], "conflict": self.declines,
            "conflict_note": data["conflict_note"], "happened_on": data["happened_on"],
        }

    def typed(self) -> dict[str, str]:
        """Everything as typed, for the draft."""
        return {name: str(self.data.get(self.add_prefix(name), "")) for name in self.fields if name != "version"}


def running(instrument: Instrument, typed: Mapping[str, Any]) -> tuple[int, int]:
    """The weighted total so far in hundredths, and how many criteria have a score; what cannot be read counts as empty."""
    field = ScoreField(required=False)
    scores: dict[str, int] = {}
    for criterion in instrument.criteria:
        try:
            score = field.clean(typed.get(f"score_{criterion.code}", ""))
        except forms.ValidationError:
            continue
        if score is not None:
            scores[criterion.code] = score
    return rules.weighted(scores, instrument.criteria), len(scores)


class VerdictForm(Form):
    """The verdict with its reasons; with a checklist also a result per line, photos and the place."""

    made_later = {"item": _("Hasil"), "item_note": _("Temuan"), "verdict": _("Putusan"), "reasons": _("Alasan"), "happened_on": _("Tanggal putusan")}

    def __init__(self, *args: Any, instrument: Instrument, on: date, **kwargs: Any) -> None:
        self.instrument = instrument
        self.on = on
        self.base_fields = _items(instrument.items) | _on_the_spot(instrument) | _verdict(instrument, on)  # type: ignore[misc]  # -- the fields are data of the edition
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Every mistake at once: whoever sends the form again chooses the paper and the photos again."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        form, (results, notes) = self.instrument, _items_given(data, self.instrument.items)
        verdict, day = data.get("verdict", ""), data.get("happened_on")
        choice = form.verdict(verdict)
        _tell(self, rules.item_mistakes(form.items, results, notes))
        _tell(self, rules.verdict_mistakes(form, verdict, data.get("reasons", ""), correct_by=data.get("correct_by"), happened_on=day))
        _tell(self, [rules.verdict_fits_items(choice, form, results)] if choice else [])
        _tell(self, rules.evidence_mistakes(form, has_file=bool(data.get("evidence")), evidence_on=data.get("evidence_on"), on=self.on))
        _tell(self, [rules.place_sound(data.get("latitude"), data.get("longitude"))])
        return data

    def given(self) -> dict[str, Any]:
        """What the action takes, uploads apart."""
        data = self.cleaned_data
        results, notes = _items_given(data, self.instrument.items)
        return {
            "verdict": data["verdict"], "reasons": data["reasons"], "items": results, "notes": notes, "latitude": data.get("latitude"),
            "longitude": data.get("longitude"), "correct_by": data.get("correct_by"), "evidence_on": data["evidence_on"],
            "happened_on": data["happened_on"],
        }


class PhotosField(forms.FileField):
    """Several photos; each is checked like one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput({"accept": PhotoField.accept, "capture": "environment"}, kinds=PhotoField.kinds), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, perhaps empty."""
        one = PhotoField(required=False)
        given = [each for each in data or () if each]
        if len(given) > _MOST_PHOTOS:
            raise forms.ValidationError(gettext("Paling banyak %(most)s foto sekali kirim.") % {"most": _MOST_PHOTOS})
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        del initial
        return [one.clean(each) for each in given]


def _tell(form: forms.Form, decisions: Iterable[Decision]) -> None:
    """Each refusal beside its field; a field that is told off already keeps the one sentence."""
    for decision in decisions:
        field = decision.values.get("field")
        if not decision and field in form.fields and field not in form.errors:
            form.add_error(field, sentences.of(decision))


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(_TEXT), max_length=rules.LONGEST_TEXT)


def _criteria(instrument: Instrument) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for criterion in instrument.criteria:
        title = title_in(criterion.title)
        fields[f"score_{criterion.code}"] = ScoreField(label=title, help_text=title_in(criterion.help))
        fields[f"note_{criterion.code}"] = _text(gettext("Catatan: %(criterion)s") % {"criterion": title})
    return fields


def _items(items: Iterable[Item]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for item in items:
        title = title_in(item.title)
        fields[f"item_{item.code}"] = forms.ChoiceField(
            label=title, choices=Result.choices, widget=forms.RadioSelect, help_text=title_in(item.help)
        )
        fields[f"item_note_{item.code}"] = _text(gettext("Temuan: %(item)s") % {"item": title})
    return fields


def _on_the_spot(instrument: Instrument) -> dict[str, forms.Field]:
    """Place and photos belong to a checklist, which is used where the thing is."""
    if not instrument.items:
        return {}
    return {
        "latitude": DegreesField(label=_("Lintang"), required=False, example="-6,921"),
        "longitude": DegreesField(label=_("Bujur"), required=False, example="110,203"),
        "photos": PhotosField(label=_("Foto"), required=False, help_text=_("Boleh beberapa sekaligus.")),
    }


def _verdict(instrument: Instrument, on: date) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "verdict": forms.ChoiceField(
            label=_("Putusan"), choices=[(each.code, title_in(each.title)) for each in instrument.verdicts], widget=forms.RadioSelect,
            error_messages={"required": _("Pilih salah satu putusan."), "invalid_choice": _("Pilih salah satu putusan.")},
        ),
        "reasons": forms.CharField(label=_("Alasan"), widget=forms.Textarea({"rows": 4}), max_length=rules.LONGEST_TEXT),
    }
    if any(each.deadline for each in instrument.verdicts):
        fields["correct_by"] = DayField(label=_("Perbaikan ditunggu sampai"), required=False)
    return fields | {
        "evidence": PaperField(label=_("Surat atau berita acara"), required=instrument.needs_evidence),
        "evidence_on": DayField(label=_("Tanggal surat"), required=instrument.needs_evidence),
        "happened_on": DayField(label=_("Tanggal putusan"), initial=on),
    }


def _items_given(data: Mapping[str, Any], items: Iterable[Item]) -> tuple[dict[str, str], dict[str, str]]:
    listed = list(items)
    results = {each.code: data[f"item_{each.code}"] for each in listed if data.get(f"item_{each.code}")}
    return results, {each.code: data.get(f"item_note_{each.code}", "") for each in listed}

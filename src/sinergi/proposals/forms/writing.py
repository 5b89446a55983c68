"""The forms of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.actors.models import Pillar
from sinergi.proposals.models import AttachmentKind, Field, Group, PriceSource, SwadayaForm
from sinergi.proposals.rules import NEEDED_FIELDS, NEEDED_OF_A_LINE, REQUIRED, Line, PartnerRow, Purses, ScheduleRow, Split
from sinergi.ui.forms import DayField, DegreesField, Form, QuantityField, Rows, RupiahField, UploadField, needed_later
from sinergi.ui.wording import title_in

_NOTHING = ("", "–")
MOST_PEOPLE = 10_000_000
_BEFORE_SUBMITTING = _("(perlu diisi sebelum diserahkan)")


def _text(label: Any, length: int, **fields: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **fields)


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_PEOPLE)


class TextsForm(Form):
    """Need, place and people. Nothing is compulsory while it is a draft."""

    need = _text(_("Kebutuhan"), 5000, widget=forms.Textarea, help_text=_("Masalah apa yang dihadapi, siapa yang mengalaminya, dan sejak kapan."))
    pjm_reference = _text("", 200, help_text=_("Tahun, halaman, atau butirnya; misalnya: 2006–2008, butir 14."))
    field = forms.ChoiceField(label=_("Bidang Tridaya"), required=False, choices=[_NOTHING, *Field.choices])
    activity = _text(_("Jenis kegiatan"), 120)
    location = _text(_("Lokasi"), 200)
    rt = _text(_("RT"), 40)
    rw = _text(_("RW"), 40)
    latitude = DegreesField(label=_("Lintang"), required=False, exact=True, example="-6,921")
    longitude = DegreesField(label=_("Bujur"), required=False, exact=True, example="110,203")
    volume = QuantityField(label=_("Volume pekerjaan"), required=False)
    unit = _text(_("Satuan"), 30)
    households = _people(_("Keluarga penerima manfaat"))
    poor_households = _people(_("Di antaranya keluarga miskin"))
    men = _people(_("Laki-laki"))
    women = _people(_("Perempuan"))
    disabled = _people(_("Penyandang disabilitas"))

    groups = (
        (_("Kebutuhan"), ("need", "pjm_reference", "field", "activity")),
        (_("Lokasi"), ("location", "rt", "rw", "latitude", "longitude")),
        (_("Volume"), ("volume", "unit")),
        (_("Penerima manfaat"), ("households", "poor_households", "men", "women", "disabled")),
    )

    def __init__(self, *args: Any, reference: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pjm_reference"].label = reference
        needed_later((self.fields[name] for code in REQUIRED for name in NEEDED_FIELDS.get(code, ())), _BEFORE_SUBMITTING)

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Fields under their headings, for the template."""
        return [(title, [self[name] for name in names]) for title, names in self.groups]


class LineForm(Form):
    """One RAB line with its split: per purse an amount, and for the community's purse in which form."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=12)
    group = forms.ChoiceField(label=_("Kelompok"), choices=Group.choices)
    item = _text(_("Uraian"), 160)
    volume = QuantityField(label=_("Volume"), required=False)
    unit = _text(_("Satuan"), 30)
    unit_price = RupiahField(label=_("Harga satuan"), required=False)
    price_source = forms.ChoiceField(label=_("Sumber harga"), required=False, choices=[_NOTHING, *PriceSource.choices])
    made_later = {"amount": _("Jumlah"), "form": _("Bentuk")}

    def __init__(self, *args: Any, purses: Purses, titles: Mapping[str, Any], line: Line | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(line) if line else {})    # or what was typed into a line that is none yet
        super().__init__(*args, **kwargs)
        needed_later((self.fields[name] for name in NEEDED_OF_A_LINE), _BEFORE_SUBMITTING)
        self.purses = purses
        self.rows: list[tuple[str, str, str]] = []  # (source, name of amount, name of form)
        for order, source in enumerate(purses.codes, 1):
            forms_known = purses.community.get(source, ())
            present = [split for split in line.splits if split.source == source] if line else []
            for place in range(max(1, len(present)) + bool(forms_known and present) if forms_known else 1):
                self._add_row(order, source, place, titles[source], forms_known, present[place] if place < len(present) else None)

    def _add_row(self, order: int, source: str, place: int, title: Any, known: tuple[str, ...], split: Split | None) -> None:
        amount, form = f"amount_{source}_{place}", f"form_{source}_{place}"
        self.fields[amount] = RupiahField(label=title_in(title), required=False, initial=split.amount if split else None)
        self.fields[amount].widget.attrs["data-order"] = str(order)
        if known:
            labels = dict(SwadayaForm.choices)
            self.fields[form] = forms.ChoiceField(label=_("Bentuk"), required=False, choices=[(code, labels.get(code, code)) for code in known],
                                                  initial=split.form if split else None)
        self.rows.append((source, amount, form if known else ""))

    def split_rows(self) -> list[dict[str, Any]]:
        """Amount and form of each purse, for the template."""
        orders = {source: order for order, source in enumerate(self.purses.codes, 1)}
        return [{"order": orders[source], "amount": self[amount], "form": self[form] if form else None} for source, amount, form in self.rows]

    def line(self) -> Line:
        """What was typed, as a value."""
        given = self.cleaned_data
        splits = tuple(Split(source, given[amount], given.get(form) or (self.purses.community.get(source) or ("",))[0] if form else "")
                       for source, amount, form in self.rows if given.get(amount))
        return Line(group=given["group"], item=given["item"].strip(), volume=given["volume"] or Decimal(0), unit=given["unit"].strip(),
                    unit_price=given["unit_price"] or 0, price_source=given["price_source"], key=given["key"], splits=splits)


def _initial(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("key", "group", "item", "volume", "unit", "unit_price", "price_source")}


class PartnerForm(Form):
    name = _text(_("Nama lembaga"), 160)
    pillar = forms.ChoiceField(label=_("Unsur"), required=False, choices=[_NOTHING, *Pillar.choices])
    promise = _text(_("Yang dijanjikan"), 300)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("name") and not given.get("pillar"):
            self.add_error("pillar", _("Pilih unsur lembaga ini."))
        if not given.get("name") and (given.get("pillar") or given.get("promise")):
            self.add_error("name", _("Tulis nama lembaganya."))
        return given


class ScheduleForm(Form):
    activity = _text(_("Kegiatan"), 160)
    starts_on = DayField(label=_("Mulai"), required=False)
    ends_on = DayField(label=pgettext_lazy("last day", "Selesai"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        filled = [bool(given.get(name)) for name in ("activity", "starts_on", "ends_on")]
        if any(filled) and not all(filled) and not self.errors:
            self.add_error(None, _("Isi kegiatan, hari mulai dan hari selesai."))
        elif all(filled) and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("Selesai sebelum mulai."))
        return given


class RowFormSet(Rows):
    """Rows; what is empty is passed over, what is ticked is dropped."""

    def filled(self, name: str) -> list[dict[str, Any]]:
        """The finished rows; all of them once the whole is valid."""
        return [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data.get(name) and not form.cleaned_data.get("DELETE")]

    def unfinished(self) -> dict[int, Any]:
        """Begun rows that are no rows yet, by their number from one."""
        return {number: form for number, form in enumerate(self.forms, 1) if not form.is_valid() and not form.cleaned_data.get("DELETE")}

    def saved_before(self, number: int) -> bool:
        """Whether the form was opened with this row."""
        return number <= self.initial_form_count()

    def offer(self, typed: Sequence[Mapping[str, str]]) -> None:
        """Put what was begun and not finished below the saved rows, to go on with."""
        first = self.initial_form_count()
        self.extra = max(self.extra, len(typed) + 1)
        for form, row in zip(self.forms[first:], typed, strict=False):
            form.initial = dict(row)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Hapus")


class ScheduleRows(RowFormSet):
    """At least one row is needed in the end."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if index == 0 and "schedule" in REQUIRED:
            needed_later((form.fields[name] for name in ("activity", "starts_on", "ends_on")), _BEFORE_SUBMITTING)


def typed(form: Any) -> dict[str, str]:
    """The fields of one form as they were typed, without the marks that only the page needs."""
    return {name: str(form.data.get(form.add_prefix(name), "")) for name in form.fields if name not in {"version", "DELETE"}}


PartnerFormSet = formset_factory(PartnerForm, formset=RowFormSet, extra=2, can_delete=True, max_num=100, absolute_max=200)
ScheduleFormSet = formset_factory(ScheduleForm, formset=ScheduleRows, extra=3, can_delete=True, max_num=100, absolute_max=200)


def partner_rows(formset: Any) -> list[PartnerRow]:
    return [PartnerRow(row["name"].strip(), row["pillar"], row["promise"].strip()) for row in formset.filled("name")]


def schedule_rows(formset: Any) -> list[ScheduleRow]:
    return [ScheduleRow(row["activity"].strip(), row["starts_on"], row["ends_on"]) for row in formset.filled("activity")]


class PaperForm(Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=AttachmentKind.choices)
    file = UploadField(label=_("Berkas"))
    note = _text(_("Keterangan"), 200)

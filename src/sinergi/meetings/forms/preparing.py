"""The form of a meeting that is to be held: its head, the agenda, the guests; and the small ones around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.meetings import rules
from sinergi.meetings.forms.head import ClockField
from sinergi.meetings.forms.rows import AgendaRow, Row
from sinergi.meetings.models import Mode, Told
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Level, Region
from sinergi.ui.forms import DayField, Form, Rows

HEAD = "rencana"
GUESTS = "yang-diundang"
MORE = 3
MOST_ROWS = 200


def _line(label: Any, most: int, *, required: bool = False, help_text: Any = "", **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


class PlanForm(Form):
    """Everything about the meeting itself."""

    kind = forms.CharField(max_length=60, widget=forms.HiddenInput)
    stage = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = _line(_("Judul"), 200, required=True)
    series = _line(_("Rangkaian"), 200, help_text=_("Untuk rapat yang berulang, misalnya: Rapat koordinasi bulanan. Rapat berikutnya lalu disiapkan dengan satu tombol."))
    starts_on = DayField(label=_("Hari rapat"))
    starts_time = ClockField(_("Mulai pukul"))
    ends_time = ClockField(_("Selesai pukul"))
    ends_on = DayField(label=_("Hari terakhir"), required=False, help_text=_("Isi bila rapat lebih dari satu hari."))
    mode = forms.ChoiceField(label=_("Cara"), choices=Mode.choices, initial=Mode.OFFLINE)
    level = forms.ChoiceField(label=_("Tingkat"), required=False, choices=[("", "–"), *Level.choices])
    region = forms.ModelChoiceField(label=_("Wilayah"), required=False, queryset=Region.objects.none(), to_field_name="code", empty_label="–")
    place = _line(_("Tempat"), 200, help_text=_("Nama gedung atau rumah, dan alamatnya."))
    link = _line(_("Tautan ruang daring"), 300, help_text=_("Hanya untuk yang diundang."), inputmode="url")
    host = _line(_("Penyelenggara"), 160, help_text=_("Tercetak pada kop undangan."))
    opener = _line(_("Dibuka oleh"), 160)
    moderator = _line(_("Pemandu"), 160)
    note_taker = _line(_("Notulis"), 160)
    letter_number = _line(_("Nomor surat"), 120)
    signer = _line(_("Penanda tangan surat"), 160, help_text=_("Yang mengundang, misalnya: Ketua Pokja, Wahyu Hidayat. Kosong: tempat namanya dibiarkan untuk ditulis tangan."))
    message = forms.CharField(label=_("Pesan dalam undangan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    is_public = forms.BooleanField(label=_("Terbuka untuk umum: terlihat di kalender setelah undangan dikirim"), required=False, initial=True)

    def __init__(self, *args: Any, places: Any = None, others: Iterable[Undertaking] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        if places is not None and isinstance(region, forms.ModelChoiceField):
            region.queryset = places
        choices = [(each.code, f"{each.code} · {each.title}") for each in others]
        if choices:
            self.fields["further"] = forms.MultipleChoiceField(
                label=_("Dihitung juga untuk"), required=False, choices=choices, widget=forms.CheckboxSelectMultiple,
                help_text=_("Yang setingkat dalam tahap yang sama: pekerjaan lain, atau desa lain. Untuk rapat satu tahap: tahap kabupaten atau kota lain dari program ini, di provinsi dan tahun yang sama."),
            )  # fmt: skip

    def counted_for(self) -> list[str]:
        return list(self.cleaned_data.get("further", ()))


class GuestRow(Row):
    """Whom the invitation names: what stands in the list is linked, so is the bare name of one person of it; anything else is a group of people."""

    first = "who"
    who = forms.CharField(label=_("Siapa"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "list": GUESTS}))
    email = forms.EmailField(
        label=_("Alamat surel (bila tanpa akun)"), required=False, max_length=rules.MOST_LETTERS, error_messages={"invalid": _("Alamat surel ini belum benar. Contoh: dinas@contoh.go.id.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    expected = forms.IntegerField(label=_("Perkiraan orang"), required=False, min_value=1, max_value=rules.MOST_EXPECTED, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def __init__(self, *args: Any, known: Mapping[str, rules.Invited] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = known or {}
        self.known = {name.casefold(): found for name, found in self.offered.items()}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        alike = self._bearers(given)
        if len(alike) > 1:
            self.add_error("who", gettext("Ada beberapa orang bernama ini: %(people)s. Pilih salah satunya; bila orang lain yang dimaksud, tulis juga lembaganya.") % {"people": "; ".join(alike)})
        return given

    def line(self) -> rules.Invited:
        who, given = self.cleaned_data["who"].strip(), {"expected": self.cleaned_data["expected"], "email": rules.plain_address(self.cleaned_data["email"])}
        alone = next(iter(self._bearers(self.cleaned_data).values()), None)
        return replace(self.known.get(who.casefold()) or alone or rules.Invited(category=who), **given)

    def _bearers(self, given: Mapping[str, Any]) -> Mapping[str, rules.Invited]:
        """Who may be meant by a bare name; with an address it is a guest without an account."""
        who = (given.get("who") or "").strip()
        return {} if given.get("email") or who.casefold() in self.known else rules.bearers(self.offered, who)


SETS: Mapping[str, tuple[type[Row], int]] = {"agenda": (AgendaRow, 3), "invited": (GuestRow, 3)}


class Preparation:
    """Head, agenda and guests as one form. ``form`` is what refusals are written on."""

    def __init__(self, form: PlanForm, sets: Mapping[str, BaseFormSet[Any]]) -> None:
        self.form, self.sets = form, dict(sets)

    @classmethod
    def filled(cls, head: Mapping[str, Any], rows: Mapping[str, Sequence[Any]], known: Mapping[str, rules.Invited], *, room: str = "", **more: Any) -> Preparation:
        """A new one, or one with what was written before; ``room`` names the rows that get more space."""
        sets = {}
        for name, (_form, least) in SETS.items():
            given = list(rows.get(name, ()))[:MOST_ROWS]
            extra = MORE if room == name else 0 if room else max(1, least - len(given))
            sets[name] = _rows(name, extra)(prefix=name, initial=given, form_kwargs=_extra(name, known))
        return cls(PlanForm(prefix=HEAD, initial=dict(head), **more), sets)

    @classmethod
    def typed(cls, data: Any, known: Mapping[str, rules.Invited], **more: Any) -> Preparation:
        return cls(PlanForm(data, prefix=HEAD, **more), {name: _rows(name)(data, prefix=name, form_kwargs=_extra(name, known)) for name in SETS})

    @classmethod
    def with_more(cls, data: Any, name: str, known: Mapping[str, rules.Invited], **more: Any) -> Preparation:
        """The same words again, unchecked, with room for more rows."""
        blank = PlanForm(prefix=HEAD, **more)
        head = {field: blank.fields[field].widget.value_from_datadict(data, {}, f"{HEAD}-{field}") for field in blank.fields}
        return cls.filled(head, {each: _kept(data, each) for each in SETS}, known, room=name, **more)

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(each.is_valid() for each in self.sets.values()), self._addresses_differ()])

    def _addresses_differ(self) -> bool:
        """Said at the second of two lines with the same address."""
        seen: set[str] = set()
        for row in self.sets["invited"].forms:
            email = rules.plain_address(row.cleaned_data.get("email") or "")
            if email in seen:
                row.add_error("email", gettext("Alamat ini sudah ditulis di baris lain."))
            elif email:
                seen.add(email)
        return not any(row.errors for row in self.sets["invited"].forms)

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    @property
    def forms(self) -> list[Any]:
        return [self.form, *(row for each in self.sets.values() for row in each.forms)]

    def non_form_errors(self) -> list[str]:
        return [str(error) for each in self.sets.values() for error in each.non_form_errors()]

    def plan(self) -> rules.Plan:
        """What was written, as the rules read it."""
        given = self.form.cleaned_data
        same = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "level", "place", "link", "mode", "host", "opener", "moderator", "note_taker",
                "letter_number", "signer", "message", "is_public")  # fmt: skip
        return rules.Plan(**{name: given[name] for name in same}, agenda=self._said("agenda"), invited=self._said("invited"))

    def _said(self, name: str) -> list[Any]:
        return [row.line() for row in self.sets[name].forms if row.says_something]


class CancelForm(Form):
    reason = _line(_("Mengapa dibatalkan"), 500, required=True, help_text=_("Dikirim kepada semua yang diundang."))


class ReplyForm(Form):
    coming = forms.ChoiceField(label=_("Jawaban Anda"), choices=Told.Coming.choices)


class LinkForm(Form):
    """A writing link for somebody at the tables."""

    label = _line(_("Untuk siapa"), 80, help_text=_("Misalnya: pencatat kelompok 1."))
    table = forms.IntegerField(label=_("Kelompok diskusi"), required=False, min_value=1, max_value=rules.MOST_TABLES, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))


def _rows(name: str, extra: int = 0) -> type[BaseFormSet[Any]]:
    return formset_factory(SETS[name][0], formset=Rows, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


def _extra(name: str, known: Mapping[str, rules.Invited]) -> dict[str, Any]:
    return {"known": known} if name == "invited" else {}


def _kept(data: Any, name: str) -> list[dict[str, Any]]:
    try:
        total = min(int(data.get(f"{name}-TOTAL_FORMS", 0)), MOST_ROWS)
    except ValueError:
        total = 0
    fields = SETS[name][0].base_fields
    return [{field: found.widget.value_from_datadict(data, {}, f"{name}-{place}-{field}") for field, found in fields.items()} for place in range(total)]

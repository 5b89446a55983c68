"""The small forms of the day: one for each sort of note. Phones send the same fields, so both ways in are checked by the same forms."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Sex
from sinergi.followups.models import Status
from sinergi.meetings import rules
from sinergi.meetings.forms.asked import AskedField
from sinergi.ui.forms import DayField, Form

GROUPS, WHO = "kelompok-peserta", "penanggung-jawab"


def _text(label: Any, most: int, *, required: bool = False, rows: int = 0, **attrs: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=required, max_length=most, widget=box)


def _number(label: Any, most: int, least: int = 0, *, required: bool = False, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, help_text=help_text, min_value=least, max_value=most, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))


def _table(label: Any = "", *, required: bool = False) -> forms.IntegerField:
    return _number(label or _("Kelompok diskusi"), rules.MOST_TABLES, 1, required=required)


class NoteForm(Form):
    """What every note carries besides its words."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.CharField(max_length=12, widget=forms.HiddenInput)
    code = ""
    later: tuple[str, ...] = ()  # folded away: most notes do without

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = self.code
        if not self.is_bound:
            self.fields["uuid"].initial = uuid4()  # a page without scripts sent twice is one note

    @property
    def first_fields(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name not in self.later]

    @property
    def more_fields(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name in self.later]

    def payload(self) -> dict[str, Any]:
        """The words, as they are kept."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"uuid", "replaces", "kind"} and value not in {None, ""}}
        return {name: _plain(value) for name, value in said.items() if value is not False or isinstance(self.fields[name], AskedField)}  # a box left open says nothing, a "no" does


class CheckinForm(NoteForm):
    """Somebody who is there: at the door, or as the host writes it."""

    code = rules.CHECKIN
    later: tuple[str, ...] = ("table", "poor", "disability", "online", "punctual")
    name = _text(_("Nama"), 120, required=True, autocomplete="name")
    organisation = _text(_("Lembaga atau alamat"), 160, autocomplete="organization")
    group = _text(_("Kelompok"), 120, list=GROUPS)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", "–"), *Sex.choices])
    table = _table()
    poor = AskedField(_("Warga miskin (menurut orangnya)"))
    disability = AskedField(_("Penyandang disabilitas (menurut orangnya)"))
    online = forms.BooleanField(label=_("Ikut secara daring"), required=False)
    punctual = forms.BooleanField(label=_("Datang tepat waktu, baru sekarang dicatat"), required=False)
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DoorForm(CheckinForm):
    """The same on the participant's own phone; nothing but the name must be said."""

    later = ()
    device = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    table = None  # type: ignore[assignment]  # -- people do not know their table at the door
    punctual = None  # type: ignore[assignment]  # -- the clock tells
    person = None  # type: ignore[assignment]  # -- and do not tick themselves on the host's list

    def __init__(self, *args: Any, groups: Iterable[str] = (), device: str = "", online: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["device"].initial = device or secrets.token_hex(12)
        self.fields["poor"].label = _("Apakah Anda termasuk warga miskin?")
        self.fields["disability"].label = _("Apakah Anda penyandang disabilitas?")
        self.fields["online"].label = _("Saya ikut secara daring")
        choices = [(each, each) for each in groups]
        if choices:
            self.fields["group"] = forms.ChoiceField(label=_("Saya datang sebagai"), required=False, choices=[("", "–"), *choices])
        if not online:
            del self.fields["online"]


class CountForm(NoteForm):
    """How many came, where nobody is named."""

    code = rules.COUNT
    later = ("poor", "poor_women", "disability", "disability_women", "online", "table")
    group = _text(_("Kelompok"), 120, required=True, list=GROUPS)
    women = _number(_("Perempuan"), rules.MOST_PEOPLE)
    men = _number(_("Laki-laki"), rules.MOST_PEOPLE)
    unrecorded = _number(_("Tidak dirinci"), rules.MOST_PEOPLE)
    poor = _number(_("Warga miskin"), rules.MOST_PEOPLE, help_text=_("Kosongkan bila tidak dihitung; tulis 0 bila dihitung dan tidak ada."))
    poor_women = _number(_("Warga miskin, di antaranya perempuan"), rules.MOST_PEOPLE)
    disability = _number(_("Disabilitas"), rules.MOST_PEOPLE, help_text=_("Kosongkan bila tidak dihitung; tulis 0 bila dihitung dan tidak ada."))
    disability_women = _number(_("Disabilitas, di antaranya perempuan"), rules.MOST_PEOPLE)
    online = _number(_("Ikut secara daring"), rules.MOST_PEOPLE)
    table = _table()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        total = sum(given.get(name) or 0 for name in ("women", "men", "unrecorded"))
        if not self.errors and not total:
            self.add_error("women", _("Isi sedikitnya satu angka."))
        elif not self.errors and max(given.get("poor") or 0, given.get("disability") or 0) > total:
            self.add_error("poor", _("Lebih banyak daripada yang hadir."))
        elif not self.errors:
            self._parts(given, total)
        return given

    def _parts(self, given: dict[str, Any], total: int) -> None:
        line = rules.CountLine("", given.get("women") or 0, given.get("men") or 0, given.get("unrecorded") or 0)
        if (given.get("online") or 0) > total:
            self.add_error("online", _("Lebih banyak daripada yang hadir."))
        for part in ("poor", "disability"):
            if not rules.women_within(given.get(f"{part}_women"), given.get(part) or 0, line):
                self.add_error(f"{part}_women", _("Tidak cocok dengan jumlah yang hadir; periksa angkanya."))


class StepForm(NoteForm):
    code = rules.STEP
    item = _number(_("Acara"), 500, required=True)


class PointForm(NoteForm):
    code = rules.POINT
    text = _text(_("Yang dibicarakan"), 2000, required=True, rows=2)
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TableForm(NoteForm):
    code = rules.TABLE
    number = _table(_("Nomor"), required=True)
    title = _text(_("Nama kelompok"), 160, required=True)


class QuestionForm(NoteForm):
    code = rules.QUESTION
    text = _text(_("Pertanyaan diskusi"), 500, required=True, rows=2)


class AnswerForm(NoteForm):
    code = rules.ANSWER
    question = forms.CharField(label=_("Menjawab pertanyaan"), required=False, max_length=36, widget=forms.Select)
    table = _table()
    to = _text(_("Ditujukan kepada"), 160, list=GROUPS)
    text = _text(_("Jawaban atau harapan"), 1000, required=True, rows=2)
    by = _text(_("Disampaikan oleh"), 160)

    def __init__(self, *args: Any, questions: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["question"].widget
        if isinstance(box, forms.Select):
            box.choices = [("", "–"), *questions]  # any question is taken: one may still be on its way from another phone


class PresentationForm(NoteForm):
    code = rules.PRESENTATION
    table = _table(required=True)
    presenter = _text(_("Penyaji"), 160)


class DecisionForm(NoteForm):
    code = rules.DECISION
    text = _text(_("Yang diputuskan"), 1000, required=True, rows=2)


class ActionForm(NoteForm):
    """A line of the RKTL as it is said; who and when can still be asked before closing."""

    code = rules.ACTION
    later = ("starts_on", "place", "output", "needs", "fund_source")
    what = _text(_("Apa"), 500, required=True, rows=2)
    who = _text(_("Siapa"), 160, list=WHO)
    due_on = DayField(label=_("Kapan"), required=False)
    starts_on = DayField(label=_("Mulai"), required=False)
    place = _text(_("Di mana"), 200)
    output = _text(_("Hasilnya apa"), 300)
    needs = _text(_("Perlu apa"), 300)
    fund_source = _text(_("Sumber dana"), 120)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("starts_on") and given.get("due_on") and given["starts_on"] > given["due_on"]:
            self.add_error("starts_on", _("Mulainya setelah tenggatnya; periksa harinya."))
        return given


class OldLineForm(NoteForm):
    """What became of a line that was open when the meeting began."""

    code = rules.FOLLOWUP
    followup = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Keadaan"), choices=Status.choices)
    note = _text(_("Keterangan"), 1000, rows=2)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("status") in {Status.DONE, Status.CANCELLED} and not given.get("note"):
            self.add_error("note", _("Tulis apa hasilnya, atau mengapa batal."))
        return given


class StrikeForm(NoteForm):
    code = rules.STRIKE
    replaces = forms.UUIDField(widget=forms.HiddenInput)


NOTES: Mapping[str, type[NoteForm]] = {
    form.code: form for form in (CheckinForm, CountForm, StepForm, PointForm, TableForm, QuestionForm, AnswerForm, PresentationForm, DecisionForm, ActionForm, OldLineForm, StrikeForm)
}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value

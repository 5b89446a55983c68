"""Input of the programmes' own acts: opening, starting with a body, the calendar, leaving, waiving, taking back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.actors import queries as people
from sinergi.actors.forms import SamePersonField
from sinergi.actors.models import Pillar, Sex
from sinergi.engine.definition import Edition, Title, Word
from sinergi.programmes import rules
from sinergi.programmes.actions import NewBody, NewMember
from sinergi.regions import queries as regions
from sinergi.regions.forms import RegionField
from sinergi.regions.models import Region
from sinergi.ui.forms import DayField, Form, PaperField, Rows, needed_later
from sinergi.ui.wording import title_in

MEMBER_ROWS = 9
MOST_AT_ONCE = 100
JOINING_ROWS = 3       # seldom do more change at once; who needs more saves twice


class OpenCycle(Form):
    """A new round of an edition."""

    code = forms.CharField(label=_("Kode tahap"), max_length=12, help_text=_("Pendek dan tidak berubah, misalnya KDL08."))
    title = forms.CharField(label=_("Nama tahap"), max_length=200, help_text=_("Misalnya: PAKET Tahap III 2008."))
    year = forms.IntegerField(label=_("Tahun"), min_value=1999, max_value=2100)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = RegionField(label=_("Wilayah"), level=edition.scopes["cycle"].level)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()


class Happened(Form):
    """When it happened; today unless it is entered later."""

    happened_on = DayField(label=_("Tanggal kejadian"), help_text=_("Hari terjadinya, paling akhir hari ini."))


class RegionLinesField(forms.Field):
    """Places one below the other, by code or name; whatever is not known is said line by line."""

    widget = forms.Textarea({"rows": 4})

    def __init__(self, *, level: str, within: str, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Satu per baris, kode atau nama; bisa ditempel dari daftar. Bila ada satu yang belum jelas, tidak satu pun didaftarkan."))
        super().__init__(**kwargs)
        self.one = RegionField(level=level, within=within, error_messages={
            "unknown": _("tidak ada wilayah dengan kode atau nama “%(text)s”. Periksa ejaannya, atau tulis kodenya."),
            "many": _("ada beberapa tempat bernama “%(text)s”. Tulis kodenya: %(places)s.")})

    def to_python(self, value: Any) -> list[Region]:
        """The places, or a sentence for each line that names none."""
        lines = [(number, line.strip(" \t,;")) for number, line in enumerate(str(value or "").splitlines(), 1)]
        named = [(number, line) for number, line in lines if line]
        if len(named) > MOST_AT_ONCE:
            raise ValidationError(gettext("Paling banyak %(most)s sekaligus; di sini ada %(count)s.") % {"most": MOST_AT_ONCE, "count": len(named)})
        found, wrong = [], []
        for number, line in named:
            try:
                found.append(self._place(line))
            except ValidationError as error:
                wrong += [gettext("Baris %(number)s: %(sentence)s") % {"number": number, "sentence": sentence} for sentence in error.messages]
        if wrong:
            raise ValidationError(wrong)
        return found

    def _place(self, line: str) -> Region:
        """A code, a name, or a name with where it lies: "Sambongsari, Weleri"."""
        there = regions.find(line, self.one.level, self.one.within, most=2) if "," in line else []
        place: Region = there[0] if len(there) == 1 else self.one.clean(line)
        return place


class Start(Happened):
    """A village of the round, or a work; a work is carried by a body, so its members come along."""

    title = forms.CharField(label=_("Nama"), max_length=200)

    def __init__(self, *args: Any, edition: Edition, scope: str, within: str, several: bool = False, kinds: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scope == "site":
            del self.fields["title"]
            place = {"level": edition.scopes["site"].level, "within": within}
            self.fields["region"] = RegionField(label=title_in(edition.scopes["site"].title), required=False, **place)
            if several:
                needed_later([self.fields["region"]], _("(satu, atau beberapa di bawah)"))
                self.fields["more"] = RegionLinesField(label=_("Beberapa sekaligus"), required=False, **place)
        else:
            self.fields["title"].label = _("Kegiatan yang diusulkan")
            self.fields["title"].help_text = _("Misalnya: Paving jalan lingkungan RT 03–05.")
        if kinds:
            self.fields["kind"] = forms.ChoiceField(label=_("Jenis"), choices=kinds)
        self.order_fields(["region", "more", "title", "kind", "happened_on"])

    def clean(self) -> dict[str, Any]:
        """A village has to be named, in the one field or the other."""
        given = super().clean() or {}
        if "region" in self.fields and not self.errors and not self.regions():
            self.add_error("region", RegionField.default_error_messages["required"])
        return given

    def regions(self) -> list[Region]:
        """The villages named, each once."""
        given = [self.cleaned_data.get("region"), *self.cleaned_data.get("more", ())]
        return list({region.code: region for region in given if region}.values())


class Body(Form):
    """The body's own facts; members are ``members`` beside it."""

    name = forms.CharField(label=_("Nama lembaga"), max_length=160)
    decree_number = forms.CharField(label=_("Nomor surat keputusan"), required=False, max_length=120)
    decree_on = DayField(label=_("Tanggal surat keputusan"), required=False)
    decree_file = PaperField(label=_("Pindaian surat keputusan"), required=False)
    accompanied_by = forms.ChoiceField(label=_("Didampingi oleh"), required=False)

    def __init__(self, *args: Any, companions: list[tuple[int, str]], example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = gettext("Misalnya: %(example)s.") % {"example": example}
        self.fields["accompanied_by"].choices = [("", _("Tidak ada"))] + [(str(pk), name) for pk, name in companions]  # type: ignore[attr-defined]  # -- a ChoiceField


class MemberRow(forms.Form):
    """One member: name, sex, office, pillar, and an address when the person will sign in."""

    use_required_attribute = False
    name = forms.CharField(label=_("Nama"), required=False, max_length=120)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", "—"), *Sex.choices])
    office = forms.CharField(label=_("Jabatan"), required=False, max_length=60)
    pillar = forms.ChoiceField(label=_("Unsur"), required=False, choices=[("", "—"), *Pillar.choices])
    email = forms.EmailField(label=_("Surel"), required=False)
    made_later: ClassVar = {"same": _("Orang yang sama?")}

    def __init__(self, *args: Any, elements: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if elements:
            self.fields["pillar"].choices = [("", "—"), *elements]  # type: ignore[attr-defined]  # -- a ChoiceField


class MemberRows(Rows):
    """Rows of members of a body in ``place``; who has a name that somebody there has already is asked about, unless an address tells them apart."""

    def __init__(self, *args: Any, place: str, on: date, seated: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.on, self.seated = place, on, {people.spelled(name) for name in seated}

    def clean(self) -> None:
        """``same`` in a row: who it is."""
        super().clean()
        typed = {form: form.cleaned_data.get("name", "") for form in self.forms if form.is_valid() and not form.cleaned_data.get("email")}
        known = people.namesakes([name for name in typed.values() if people.spelled(name) not in self.seated], self.place, self.on)
        for form, name in typed.items():
            if people.spelled(name) in known:
                SamePersonField(known[people.spelled(name)]).ask(form, "same")


Members: Any = forms.formset_factory(MemberRow, formset=MemberRows, extra=MEMBER_ROWS, max_num=60, absolute_max=60)
Joining: Any = forms.formset_factory(MemberRow, formset=MemberRows, extra=JOINING_ROWS, max_num=60, absolute_max=60)


class ChangeBody(Happened):
    """Who leaves, and why; who joins is ``members`` beside it."""

    leaving = forms.MultipleChoiceField(label=_("Siapa yang berhenti"), required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Misalnya: bendahara lama pindah ke luar desa."))
    decree_number = forms.CharField(label=_("Nomor surat keputusan perubahan"), required=False, max_length=120)
    decree_on = DayField(label=_("Tanggal surat keputusan"), required=False)
    decree_file = PaperField(label=_("Pindaian surat keputusan"), required=False)

    def __init__(self, *args: Any, seated: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaving"].choices = [(str(pk), name) for pk, name in seated]  # type: ignore[attr-defined]  # -- a ChoiceField


def elements_to_choose(word: Word) -> list[tuple[str, str]]:
    """What a member of this body may stand for: the three pillars, or what the edition names."""
    pillars = dict(Pillar.choices)
    named = [each for each in rules.elements_of(word) if each.code not in pillars]
    if not named:
        return []
    return [(each.code, title_in(each.title) if isinstance(each.title, Title) else str(pillars.get(each.code, each.code))) for each in rules.elements_of(word)]


def body_of(form: Body, members: Any, word: Word, *, accompanied_by: Any, decree_file: Any) -> NewBody:
    """The cleaned input as the action takes it."""
    given = form.cleaned_data
    return NewBody(name=given["name"], members=members_of(members, word), decree_number=given["decree_number"], decree_on=given["decree_on"], decree_file=decree_file,
                   accompanied_by=accompanied_by)


def members_of(members: Any, word: Word) -> tuple[NewMember, ...]:
    """The rows that name somebody; those without a name are left out."""
    rows = [row.cleaned_data for row in members if row.cleaned_data.get("name", "").strip()]
    known = {each.code: each for each in rules.elements_of(word)}
    return tuple(NewMember(name=row["name"].strip(), sex=row.get("sex", ""), office=row.get("office", "").strip(),
                           pillar=known[row["pillar"]].pillar if row.get("pillar") in known else row.get("pillar", ""),
                           element=row["pillar"] if row.get("pillar") in known and row["pillar"] not in Pillar.values else "",
                           email=row.get("email", ""), person_id=row.get("same")) for row in rows)


class SetDate(Form):
    """A day of the round's calendar."""

    which = forms.ChoiceField(label=_("Tanggal apa"))
    day = DayField(label=_("Tanggal"))
    reason = forms.CharField(label=_("Alasan, bila mengubah tanggal yang sudah ada"), required=False, max_length=500)

    def __init__(self, *args: Any, dates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = dates  # type: ignore[attr-defined]  # -- a ChoiceField


class Leave(Happened):
    reason = forms.ChoiceField(label=_("Alasan"), choices=[
        ("withdrawn", _("Mengundurkan diri")), ("disqualified", _("Gugur")), ("postponed", _("Ditunda ke tahap berikut")), ("ended", _("Berakhir"))])
    note = forms.CharField(label=_("Penjelasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Note(Form):
    """A reason that others will read."""

    note = forms.CharField(label=_("Penjelasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Kind(Happened):
    kind = forms.ChoiceField(label=_("Kategori"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # -- a ChoiceField


class Waive(Form):
    """What is let pass, why, and with which document; it will be public."""

    what = forms.ChoiceField(label=_("Yang dikesampingkan"), choices=[
        ("condition", _("Satu syarat")), ("opening", _("Pembukaan langkah")), ("stage", _("Seluruh langkah")), ("deadline", _("Batas waktu"))])
    condition = forms.ChoiceField(label=_("Syarat"), required=False)
    due_on = DayField(label=_("Batas baru"), required=False)
    until = DayField(label=_("Berlaku sampai"), required=False)
    reason = forms.CharField(label=_("Alasan, akan terbaca umum"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    document = PaperField(label=_("Dokumen pendukung"), required=False)

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [("", "—"), *conditions]  # type: ignore[attr-defined]  # -- a ChoiceField


class Undo(Form):
    reason = forms.CharField(label=_("Alasan pembatalan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MoveEdition(Form):
    reason = forms.CharField(label=_("Alasan pindah naskah"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Consent(Happened):
    given = forms.ChoiceField(label=_("Warga"), choices=[("yes", _("Menyetujui")), ("no", _("Menarik persetujuan"))])
    language = forms.CharField(label=_("Bahasa yang dipakai"), max_length=60)
    spoken_by = forms.CharField(label=_("Juru bicara warga"), max_length=160)
    asked = forms.CharField(label=_("Apa yang ditanyakan"), widget=forms.Textarea(attrs={"rows": 3}))


class Register(Happened):
    households = forms.IntegerField(label=_("KK tercatat"), min_value=0, max_value=1_000_000)
    expected = forms.IntegerField(label=_("KK seharusnya"), min_value=0, max_value=1_000_000)

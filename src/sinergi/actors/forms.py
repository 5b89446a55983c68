"""What people type about people: cleaned values, never a write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sinergi.actors import phrases, queries, roles
from sinergi.actors.models import Organisation, Person, Pillar
from sinergi.engine.definition import Title
from sinergi.files.phrases import PHRASES as FILE_PHRASES
from sinergi.kernel.decisions import Decision, Refused
from sinergi.regions.forms import RegionField
from sinergi.regions.models import Level, Region
from sinergi.ui.forms import DayField, Form, PaperField
from sinergi.ui.wording import long_date, title_in

Result = TypeVar("Result")
LONGEST_NUMBER = 12
MANY = 6    # of one name in a sentence
OPTIONAL = [("", _("Belum ditentukan"))]


def sentence(decision: Decision) -> str:
    """The reason of a refusal in words; dates are spelled."""
    phrase = phrases.PHRASES.get(decision.code) or FILE_PHRASES.get(decision.code)
    if phrase is None:
        return decision.code
    return str(phrase) % {key: _said(value) for key, value in decision.values.items()}


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return gettext(" atau ").join(str(_said(part)) for part in value)
    if isinstance(value, Level):
        return value.label
    return title_in(value) if isinstance(value, Title) else long_date(value) if isinstance(value, date) else value


def attempt(form: forms.BaseForm, act: Callable[[], Result]) -> Result | None:
    """The action's result; or None after saying the refusal in the form, beside the field it names."""
    try:
        return act()
    except Refused as refused:
        field = str(refused.decision.values.get("field", ""))
        form.add_error(field if field in form.fields else None, sentence(refused.decision))
        return None


def place_named(text: str) -> Region | None:
    """The one place of this code or name; None when there is none, or several."""
    try:
        place: Region | None = RegionField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return place


class PasswordField(forms.CharField):
    """A new password, typed once and readable by password managers; strength is the action's business."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Kata sandi"))
        kwargs.setdefault("help_text", _("Paling sedikit 10 huruf. Kalimat pendek yang hanya Anda tahu mudah diingat dan sulit ditebak."))
        super().__init__(widget=forms.PasswordInput({"autocomplete": "new-password"}), strip=False, max_length=4096, **kwargs)


class PersonInput(forms.TextInput):
    """A text field whose suggestions come as one types; without script a name is typed."""

    template_name = "actors/widgets/person.html"
    address = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add where suggestions come from, and the list they go to."""
        context = super().get_context(name, value, {"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        list_id = f"{context['widget']['attrs'].get('id', name)}-pilihan"
        context["widget"]["attrs"] |= {"list": list_id, "hx-get": f"{self.address}?field={name}", "hx-target": f"#{list_id}", "hx-trigger": "input changed delay:200ms, focus once"}
        context["widget"]["list_id"] = list_id
        return context


class PersonField(forms.Field):
    """Gives the person of a chosen suggestion, or of a name that only one of those offered has."""

    widget = PersonInput
    default_error_messages = {
        "unknown": _("“%(text)s” belum tercatat di wilayah ini. Ketik beberapa huruf lalu pilih dari daftar, atau tulis sebagai orang baru."),
        "many": _("Ada beberapa orang bernama “%(text)s”. Salin salah satu: %(people)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ketik nama, desa atau lembaganya, lalu pilih dari daftar."))
        super().__init__(**kwargs)
        self.among: QuerySet[Person] = Person.objects.none()

    def offer(self, among: QuerySet[Person], address: str) -> None:
        """Whom to choose from, and where suggestions are found."""
        self.among = among
        self.widget.address = address

    def to_python(self, value: Any) -> Person | None:
        """The person, None when empty."""
        text = " ".join(str(value or "").split())[: queries.LONGEST_CHOICE]
        if not text:
            return None
        number = text.rpartition("— ")[2]
        chosen = Q(pk=int(number)) if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER else Q(name__iexact=text)
        found = list(self.among.filter(chosen)[:MANY])
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        if len(found) > 1:
            raise forms.ValidationError(self.error_messages["many"], code="many", params={"text": text, "people": "; ".join(map(suggestion, found))})
        return found[0]


class SamePersonField(forms.ChoiceField):
    """Asked back where a name was typed that somebody has already: gives the number of that person, or nothing for somebody else."""

    widget = forms.RadioSelect
    SOMEBODY_ELSE = "lain"

    def __init__(self, known: Sequence[Person]) -> None:
        label = gettext("Sudah ada: %(person)s. Orang yang sama?") % {"person": told(known[0])} if len(known) == 1 \
            else gettext("Sudah ada beberapa orang bernama %(name)s. Orang yang sama?") % {"name": known[0].name}
        super().__init__(label=label)
        self.choices = [*((str(person.pk), gettext("Ya: %(person)s") % {"person": told(person)}) for person in known), (self.SOMEBODY_ELSE, gettext("Bukan, orang lain yang namanya sama"))]

    def ask(self, form: forms.BaseForm, name: str) -> None:
        """Put the question into a form that is being cleaned; unanswered, or answered about another name, it is a mistake of that form."""
        form.fields[name] = self
        answer = str(form.data.get(form.add_prefix(name), ""))
        if not self.valid_value(answer):
            form.add_error(name, gettext("Pilih salah satu: orang yang sama, atau orang lain."))
        form.cleaned_data[name] = int(answer) if self.valid_value(answer) and answer != self.SOMEBODY_ELSE else None


def told(person: Person) -> str:
    """Name, body or role, place: for people to read. Needs ``queries.told_apart``."""
    return suggestion(person).rpartition(" — ")[0]


def suggestion(person: Person) -> str:
    """What tells somebody from others of the same name; ends with the number, which alone is believed. Needs ``queries.told_apart``."""
    seats = [seat.says for seat in person.present_seats[:1]]  # type: ignore[attr-defined]  # -- prefetched
    held = [f"{title_in(each.title)} {each.region.name}" for each in person.current_roles[:1]]  # type: ignore[attr-defined]  # -- prefetched
    home = [person.home.name] if person.home and person.home.name not in " ".join(seats + held) else []
    return f"{', '.join([person.name, *(seats or held), *home])} — {person.pk}"


class InviteForm(Form):
    """Whom to invite, as what, where."""

    email = forms.CharField(label=_("Alamat surel"), max_length=1000, widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Nama"), max_length=1000, help_text=_("Orangnya masih bisa memperbaikinya saat menerima undangan."))
    role = forms.ChoiceField(label=_("Peran"))
    region = RegionField(label=_("Wilayah"))
    organisation = forms.ChoiceField(label=_("Mewakili organisasi"), required=False)

    def __init__(self, *args: Any, bodies: Mapping[str, str], managed: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self, managed)
        _choose(self, "organisation", [("", _("Tidak mewakili organisasi")), *bodies.items()])


class AcceptForm(Form):
    """Name and password of somebody who was invited."""

    name = forms.CharField(label=_("Nama"), max_length=1000, widget=forms.TextInput({"autocomplete": "name"}))
    password = PasswordField()


class GiveRoleForm(Form):
    """A role with its place and term."""

    role = forms.ChoiceField(label=_("Peran"))
    region = RegionField(label=_("Wilayah"))
    held_from = DayField(label=_("Mulai"))
    held_to = DayField(label=_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))

    def __init__(self, *args: Any, managed: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self, managed)


class EndForm(Form):
    """The last day of a role or a seat."""

    last_day = DayField(label=_("Hari terakhir"), help_text=_("Isi hari kemarin bila berakhir seketika."))


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ProfileForm(Form):
    """What everybody keeps up to date about themselves."""

    name = forms.CharField(label=_("Nama"), max_length=1000, widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(label=_("Telepon"), max_length=100, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))
    language = forms.ChoiceField(label=_("Bahasa"), choices=[("id", "Indonesia"), ("en", "English")])
    home = RegionField(
        label=_("Desa atau kelurahan tempat tinggal"), required=False,
        help_text=_("Ketik nama lalu pilih, atau tulis kodenya. Usulan dari desa sendiri tidak bisa Anda nilai."),
    )


class SetUpForm(Form):
    """The first admin and the first office."""

    office_name = forms.CharField(label=_("Nama kantor"), max_length=1000, help_text=_("Misalnya Bappeda Kabupaten Kendal."))
    region = RegionField(label=_("Wilayah kantor"))
    name = forms.CharField(label=_("Nama Anda"), max_length=1000, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.CharField(label=_("Alamat surel Anda"), max_length=1000, widget=forms.EmailInput({"autocomplete": "username"}))
    password = PasswordField()


class OfficeForm(Form):
    """A further office and whoever will run it."""

    office_name = forms.CharField(label=_("Nama kantor"), max_length=1000)
    region = RegionField(label=_("Wilayah kantor"))
    address = forms.CharField(label=_("Alamat kantor"), max_length=300, required=False)
    admin_name = forms.CharField(label=_("Nama admin"), max_length=1000)
    admin_email = forms.CharField(label=_("Alamat surel admin"), max_length=1000, widget=forms.EmailInput({"autocomplete": "off"}))


class OrganisationForm(Form):
    """A body with its decree and term."""

    name = forms.CharField(label=_("Nama"), max_length=1000)
    kind = forms.ChoiceField(label=_("Jenis"))
    region = RegionField(label=_("Wilayah"))
    pillar = forms.ChoiceField(label=_("Unsur"), choices=[*OPTIONAL, *Pillar.choices], required=False)
    decree_number = forms.CharField(label=_("Nomor SK"), max_length=1000, required=False)
    decree_on = DayField(label=_("Tanggal SK"), required=False)
    file = PaperField(label=_("Naskah SK"), required=False)
    term_from = DayField(label=_("Masa bakti mulai"), required=False)
    term_to = DayField(label=_("Masa bakti sampai"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", queries.choices(roles.kind_titles, get_language() or "id"))


class MemberForm(Form):
    """Somebody known, or a name for somebody new."""

    member = PersonField(label=_("Orang yang sudah tercatat"), required=False)
    name = forms.CharField(label=_("Atau nama orang baru"), max_length=1000, required=False, help_text=_("Diisi bila orangnya belum tercatat."))
    office = forms.CharField(label=_("Jabatan"), max_length=1000, required=False, help_text=_("Misalnya ketua, sekretaris, bendahara, anggota."))
    pillar = forms.ChoiceField(label=_("Mewakili unsur"), choices=[*OPTIONAL, *Pillar.choices], required=False)
    held_from = DayField(label=_("Mulai"))
    held_to = DayField(label=_("Sampai"), required=False)
    made_later = {"same": _("Orang yang sama?")}

    def __init__(self, *args: Any, organisation: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.on = organisation.region.code, on
        among = self.fields["member"]
        assert isinstance(among, PersonField)  # noqa: S101 -- named in this class
        among.offer(queries.acquainted(organisation.region.code, on), reverse("actors:acquainted", args=[organisation.pk]))

    def clean(self) -> dict[str, Any]:
        """A name that somebody has already is asked about; the answer stands in ``member``."""
        given = super().clean() or {}
        name = given.get("name", "")
        known = queries.namesakes([name], self.place, self.on) if name and "member" in given and not given["member"] else {}
        for people in known.values():
            SamePersonField(people).ask(self, "same")
            self.order_fields(["member", "name", "same"])
        return given


def _offer_roles(form: Form, managed: Collection[str]) -> None:
    """Each with the level it is given at; those that what runs in the managed regions asks for come first."""
    running = {roles.OFFICE_ADMIN, *roles.running(managed)}
    titled = [(code, _at_its_level(code, title), code in running) for code, title in queries.choices(roles.role_titles, get_language() or "id")]
    here, others = [[(code, label) for code, label, is_here in titled if is_here is wanted] for wanted in (True, False)]
    _choose(form, "role", [("", _("Pilih peran")), *([(_("Program yang berjalan di sini"), here)] if here else []), *([(_("Program lain"), others)] if others else [])])


def _at_its_level(code: str, title: str) -> str:
    levels = " / ".join(str(Level(level).label) for level in roles.levels(code))
    return f"{title} – {levels}" if levels else title


def _choose(form: Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- named in this file
    field.choices = choices


def body_choices(bodies: Any) -> dict[str, str]:
    """Organisations for a select: id to name with kind."""
    return {str(body.pk): f"{body.name} ({title_in(body.kind_title)})" for body in bodies[: queries.LONGEST_CHOICE]}

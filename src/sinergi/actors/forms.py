"""What people type about people: cleaned values, never a write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sinergi.actors import phrases, queries, roles
from sinergi.actors.models import Organisation, Pillar
from sinergi.files.phrases import PHRASES as FILE_PHRASES
from sinergi.kernel.decisions import Decision, Refused
from sinergi.regions.forms import RegionField
from sinergi.regions.models import Region
from sinergi.ui.forms import DayField, Form, PaperField
from sinergi.ui.wording import long_date, title_in

Result = TypeVar("Result")
OPTIONAL = [("", _("Belum ditentukan"))]


def sentence(decision: Decision) -> str:
    """The reason of a refusal in words; dates are spelled."""
    phrase = phrases.PHRASES.get(decision.code) or FILE_PHRASES.get(decision.code)
    if phrase is None:
        return decision.code
    return str(phrase) % {key: long_date(value) if isinstance(value, date) else value for key, value in decision.values.items()}


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


class InviteForm(Form):
    """Whom to invite, as what, where."""

    email = forms.CharField(label=_("Alamat surel"), max_length=1000, widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Nama"), max_length=1000, help_text=_("Orangnya masih bisa memperbaikinya saat menerima undangan."))
    role = forms.ChoiceField(label=_("Peran"))
    region = RegionField(label=_("Wilayah"))
    organisation = forms.ChoiceField(label=_("Mewakili organisasi"), required=False)

    def __init__(self, *args: Any, bodies: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self)
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_roles(self)


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

    member = forms.ChoiceField(label=_("Orang yang sudah tercatat"), required=False)
    name = forms.CharField(label=_("Atau nama orang baru"), max_length=1000, required=False, help_text=_("Diisi bila orangnya belum ada di daftar."))
    office = forms.CharField(label=_("Jabatan"), max_length=1000, required=False, help_text=_("Misalnya ketua, sekretaris, bendahara, anggota."))
    pillar = forms.ChoiceField(label=_("Mewakili unsur"), choices=[*OPTIONAL, *Pillar.choices], required=False)
    held_from = DayField(label=_("Mulai"))
    held_to = DayField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "member", [("", _("Pilih orang")), *queries.acquainted(organisation.region.code, on)])


def _offer_roles(form: Form) -> None:
    _choose(form, "role", [("", _("Pilih peran")), *queries.choices(roles.role_titles, get_language() or "id")])


def _choose(form: Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- named in this file
    field.choices = choices


def body_choices(bodies: Any) -> dict[str, str]:
    """Organisations for a select: id to name with kind."""
    return {str(body.pk): f"{body.name} ({title_in(body.kind_title)})" for body in bodies[: queries.LONGEST_CHOICE]}

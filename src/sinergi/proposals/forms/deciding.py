"""The forms of handing in, giving back, ranking, importing and carrying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinergi.programmes.models import Undertaking
from sinergi.ui.forms import DayField, Form, RupiahField, UploadField
from sinergi.ui.wording import title_in

OUT = "keluar"


class SubmitForm(Form):
    """The version that was read, and the day when it was handed in on paper earlier."""

    happened_on = DayField(label=_("Tanggal penyerahan"))


class ReturnForm(Form):
    reason = forms.CharField(label=_("Yang perlu diperbaiki"), max_length=500, widget=forms.Textarea,
                             help_text=_("Dibaca PAKEM dan warga. Sebutkan bagian dan apa yang diharapkan."))


class TakeBackForm(Form):
    reason = forms.CharField(label=_("Alasan menarik kembali"), max_length=500, widget=forms.Textarea, help_text=_("Dibaca Pokja dan warga."))


class ImportForm(Form):
    file = UploadField(label=_("Lembar RAB"), accept=".xlsx,.xls,.ods", kinds="Excel")
    partly = forms.BooleanField(label=_("Tulis baris yang benar walaupun ada baris yang salah"), required=False)


class CarryForm(Form):
    site = forms.ChoiceField(label=_("Ke tahap"))

    def __init__(self, *args: Any, sites: Iterable[Undertaking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [(site.code, f"{site.cycle.title if site.cycle else ''} · {site.title} ({site.code})") for site in sites]  # type: ignore[attr-defined]  # -- a choice field


class RankForm(Form):
    """The day, a ceiling per purse, and a word on the whole."""

    happened_on = DayField(label=_("Tanggal penetapan"), required=False)
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False)

    def __init__(self, *args: Any, sources: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        for code, title in sources.items():
            self.fields[f"ceiling_{code}"] = RupiahField(label=title_in(title), required=False)

    def ceilings(self) -> dict[str, int]:
        """Purses with a ceiling; an empty field means no ceiling."""
        given = {code: self.cleaned_data.get(f"ceiling_{code}") for code in self.sources}
        return {code: amount for code, amount in given.items() if amount is not None}

    def ceiling_fields(self) -> list[Any]:
        return [self[f"ceiling_{code}"] for code in self.sources]


class ChangeForm(Form):
    """One change by hand, kept in the address until the order is fixed."""

    code = forms.CharField(label=_("Kode usulan"), max_length=40)
    place = forms.CharField(label=_("Tempat baru"), max_length=6, help_text=_("Angka, atau “keluar” untuk mengeluarkan."))
    reason = forms.CharField(label=_("Alasan"), max_length=500)

    def clean_place(self) -> str:
        place = str(self.cleaned_data["place"]).strip().lower()
        if place != OUT and not (place.isascii() and place.isdigit() and int(place)):
            raise forms.ValidationError(_("Tulis angka tempatnya, atau “keluar”."))
        return place

    def as_text(self) -> str:
        given = self.cleaned_data
        return f"{given['code'].strip().upper()}|{given['place']}|{given['reason'].strip()}"


def changes_of(texts: Iterable[str]) -> tuple[dict[str, tuple[int, str]], dict[str, str]]:
    """Moves and exclusions out of the address; anything malformed is passed over."""
    moves: dict[str, tuple[int, str]] = {}
    exclusions: dict[str, str] = {}
    for text in list(texts)[:200]:
        code, _first, rest = text.partition("|")
        place, _second, reason = rest.partition("|")
        if place == OUT:
            exclusions[code] = reason
        elif place.isascii() and place.isdigit() and len(place) <= 6:  # noqa: PLR2004 -- more places than any round has
            moves[code] = (int(place), reason)
    return moves, exclusions

"""What the money forms share: the token against sending twice, the day on the paper, the proof."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.engine.definition import Word
from sinergi.funds.models import Commitment, PlanLine
from sinergi.funds.queries import LineSum
from sinergi.ui.forms import DayField, FilesInput, Form, UploadField
from sinergi.ui.wording import grouped, rupiah, title_in

MOST_FILES = 10


@dataclass(frozen=True)
class Setting:
    """What a form needs to know about where it is used."""

    on: date
    sources: tuple[Word, ...] = ()
    source: str = ""  # bound by the address: not asked
    lines: tuple[PlanLine, ...] = ()
    shares: tuple[LineSum, ...] = ()  # of the bound source: the lines it pays for
    schemes: tuple[Word, ...] = ()
    bound: dict[str, Any] = field(default_factory=dict)
    amount: int | None = None  # what the form proposes
    paid_from: str = "kas"  # where the money lies
    standing: tuple[Commitment, ...] = ()  # commitments that a surer one may replace
    initial: dict[str, Any] = field(default_factory=dict)  # what was written the last time
    replaces: int | None = None  # the one that the address names


class FilesField(forms.FileField):
    """None, one or several files, each checked like one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput({"accept": UploadField.accept}, kinds=UploadField.kinds), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, perhaps empty."""
        del initial
        given = [each for each in data or () if each]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(gettext("Paling banyak %(most)s berkas sekali kirim.") % {"most": MOST_FILES})
        one = UploadField()
        return [one.clean(each) for each in given]


class MoneyForm(Form):
    """A money act. ``token`` is made when the form is shown, so that a second click finds what the first one recorded."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    source = forms.ChoiceField(label=_("Sumber dana"))
    happened_on = DayField(label=_("Tanggal pada bukti"))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.fields["token"].initial = uuid.uuid4().hex
        self.fields["happened_on"].initial = setting.on
        self.initial = {**self.initial, **setting.initial}
        source = self.fields.get("source")
        if setting.source:
            self.fields.pop("source", None)
        elif isinstance(source, forms.ChoiceField):
            source.choices = [(word.code, title_in(word.title)) for word in setting.sources]

    @property
    def token_sent(self) -> str:
        """What the browser sent back."""
        return str(self.data.get(self.add_prefix("token"), ""))[:40] if self.is_bound else ""

    def given(self) -> dict[str, Any]:
        """The arguments of the action; uploads apart."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return given | ({"source": self.setting.source} if self.setting.source else {})


def line_choices(lines: tuple[PlanLine, ...], *, empty: Any = None) -> list[tuple[str, Any]]:
    """The lines of the plan, with what they cost."""
    first = [("", empty)] if empty is not None else []
    return first + [(line.line, f"{line.line} {line.item} ({rupiah(line.amount)}; {grouped(line.unit_price)}/{line.unit})") for line in lines]


def share_choices(shares: tuple[LineSum, ...]) -> list[tuple[str, Any]]:
    """The lines that one source pays for, with its part of each and what is left of that."""
    return [(each.line, gettext("%(line)s %(item)s (%(share)s dari sumber ini, sisa %(left)s)") % {
        "line": each.line, "item": each.item, "share": rupiah(each.planned), "left": rupiah(each.left)}) for each in shares]

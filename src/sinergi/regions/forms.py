"""A field for a place: type a name and choose, or type the code."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.regions import queries, rules
from sinergi.regions.models import Level, Region


class RegionInput(forms.TextInput):
    """A text field whose suggestions come as one types; without script the code is typed, or looked up on its own page."""

    template_name = "regions/widgets/region.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, level: str = "", within: str = "") -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.level, self.within = level, within

    def format_value(self, value: Any) -> str | None:
        """A place is shown as its suggestion; what was typed stays as typed."""
        if isinstance(value, int):
            value = Region.objects.filter(pk=value).first()
        if isinstance(value, Region):
            return queries.with_paths([value])[0].suggestion
        return None if value is None else str(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add where suggestions come from, and the list they go to."""
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}-pilihan"
        context["widget"]["attrs"] |= {"list": list_id, "hx-get": reverse("regions:find"), "hx-target": f"#{list_id}",
                                       "hx-trigger": "input changed delay:200ms", "hx-vals": _values(name, self.level, self.within)}
        context["widget"] |= {"list_id": list_id, "level": self.level, "within": self.within}
        return context


class RegionField(forms.Field):
    """Gives the ``Region`` of a code, of a chosen suggestion, or of a name that only one place has.

    ``level`` and ``within`` (a code) narrow what is taken; a place outside them is refused with a sentence.
    """

    widget = RegionInput
    default_error_messages = {
        "required": _("Pilih wilayah dulu."),
        "unknown": _("Tidak ada wilayah dengan kode atau nama “%(text)s”. Ketik beberapa huruf lalu pilih dari daftar."),
        "many": _("Ada beberapa tempat bernama “%(text)s”. Pilih salah satu: %(places)s."),
        "level": _("Di sini perlu %(wanted)s, sedangkan %(name)s adalah %(given)s."),
        "outside": _("%(name)s tidak berada di %(within)s."),
    }

    def __init__(self, *, level: str = "", within: str = "", **kwargs: Any) -> None:
        self.level, self.within = level, within
        kwargs.setdefault("widget", RegionInput(level=level, within=within))
        kwargs.setdefault("help_text", _("Ketik nama lalu pilih, atau tulis kodenya."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Region | None:
        """The place, None when empty."""
        if isinstance(value, Region):
            return value
        text = str(value or "").strip()[: queries.LONGEST]
        if not text:
            return None
        code = rules.code_chosen(text)
        return self._of_code(code, text) if code else self._of_name(text)

    def validate(self, value: Any) -> None:
        """Refuse a place of another level, or outside the region this form is about."""
        super().validate(value)
        if value is None:
            return
        if self.level and value.level != self.level:
            values = {"wanted": Level(self.level).label, "name": value.name, "given": Level(value.level).label}
            raise ValidationError(self.error_messages["level"], code="level", params=values)
        if self.within and self.within not in value.codes_above:
            around = Region.objects.filter(code=self.within).first()
            raise ValidationError(self.error_messages["outside"], code="outside", params={"name": value.name, "within": around or self.within})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another place was chosen, however it is written."""
        try:
            given = self.to_python(data)
        except ValidationError:
            return True
        before = initial.pk if isinstance(initial, Region) else initial
        return (given.pk if given else None) != (before or None)

    def _of_code(self, code: str, text: str) -> Region:
        found = Region.objects.filter(code=code).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        return found

    def _of_name(self, text: str) -> Region:
        found = queries.exactly(text, self.level or None, self.within)
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        if len(found) > 1:
            places = "; ".join(placed.suggestion for placed in queries.with_paths(found))
            raise ValidationError(self.error_messages["many"], code="many", params={"text": text, "places": places})
        return found[0]


def _values(name: str, level: str, within: str) -> str:
    return json.dumps({"field": name, "level": level, "within": within})

"""What a template needs to draw one form field, whatever its widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sinergi.ui import widgets
from sinergi.ui.shapes import order_class

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_NUMERIC = (widgets.MoneyInput, widgets.DecimalInput, forms.NumberInput)


@dataclass(frozen=True)
class Control:
    """A bound field with its ids worked out and its widget drawn."""

    kind: str
    id: str
    name: str
    label: str
    help: str
    errors: tuple[str, ...]
    html: str
    optional: bool
    when_empty: str
    help_id: str
    error_id: str
    described_by: str
    purse: int
    purse_css: str
    label_hidden: bool


def control(bound: BoundField, label: str = "", help_text: str = "", purse: int = 0, *, label_hidden: bool = False) -> Control:
    """Label, help, error and widget of a bound field, tied together for screen readers."""
    kind = _kind(bound)
    base = bound.auto_id or bound.html_name
    help_text = help_text or str(bound.help_text or "")
    errors = tuple(str(error) for error in bound.errors) or _to_choose_again(bound)
    help_id, error_id = f"{base}-help", f"{base}-error"
    described = " ".join([help_id] * bool(help_text) + [error_id] * bool(errors))
    return Control(
        kind=kind,
        id=bound.id_for_label or base,
        name=bound.html_name,
        label=label or str(bound.label or ""),
        help=help_text,
        errors=errors,
        html=bound.as_widget(attrs=_attributes(bound, kind, described)),
        optional=not bound.field.required and kind not in ("check", "hidden"),
        when_empty=str(getattr(bound.field, "when_empty", "") or gettext("(boleh kosong)")),
        help_id=help_id,
        error_id=error_id,
        described_by=described,
        purse=purse,
        purse_css=order_class(purse) if purse else "",
        label_hidden=label_hidden,
    )


def _to_choose_again(bound: BoundField) -> tuple[str, ...]:
    """A form that is shown again has lost its uploads: no browser sends a file twice by itself."""
    if not bound.form.is_bound or not isinstance(bound.field.widget, forms.FileInput):
        return ()
    given = bound.data if isinstance(bound.data, list) else [bound.data]
    lost = [file.name for file in given if file]
    return (gettext("Pilih sekali lagi %(names)s: berkas belum tersimpan.") % {"names": ", ".join(lost)},) if lost else ()


def cell(bound: BoundField) -> SafeString:
    """The same field in a row among many: short of words that the row does not show, and drawn at once, since such a page has a thousand of them."""
    found = control(bound)
    if found.kind not in ("plain", "check") or found.errors or found.help:
        return render_to_string("ui/tags/field.html", {"control": found})
    if found.kind == "check":
        return format_html('<div class="field check"><label for="{}">{}<span>{}</span></label></div>', found.id, found.html, found.label)
    return format_html('<div class="field"><label for="{}">{}</label>{}</div>', found.id, found.label, found.html)


@dataclass(frozen=True)
class Mistake:
    """One line of the error summary."""

    id: str
    label: str
    text: str


def mistakes(form: Any, labels: Mapping[str, str] = MappingProxyType({})) -> list[Mistake]:
    """Every error of a form or a formset, in reading order, with the field it leads to, called as the page calls it."""
    return list(_mistakes(form, labels)) if form is not None and getattr(form, "is_bound", False) else []


def _mistakes(form: Any, labels: Mapping[str, str]) -> Iterator[Mistake]:
    if hasattr(form, "forms"):
        yield from (Mistake("", "", str(error)) for error in form.non_form_errors())
        for part in form.forms:
            yield from _mistakes(part, labels)
        return
    yield from (Mistake("", "", str(error)) for error in form.non_field_errors())
    for bound in form:
        place = "" if bound.is_hidden else bound.id_for_label or bound.auto_id
        label = labels.get(bound.name) or str(bound.label or "")
        yield from (Mistake(place, label, str(error)) for error in bound.errors)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, _GROUPS):
        return "group"
    return "check" if isinstance(widget, forms.CheckboxInput) else "plain"


def _attributes(bound: BoundField, kind: str, described: str) -> dict[str, Any]:
    widget = bound.field.widget
    attributes: dict[str, Any] = {}
    if kind == "plain":
        names = [str(widget.attrs.get("class", "")), "in", "num" if isinstance(widget, _NUMERIC) else ""]
        attributes["class"] = " ".join(name for name in names if name)
    if described and kind in ("plain", "check"):
        attributes["aria-describedby"] = described
    if bound.errors and kind != "hidden":
        attributes["aria-invalid"] = "true"
    return attributes

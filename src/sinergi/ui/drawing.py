"""Plain controls drawn without a template: of a page with a thousand fields it was more than half the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Renderer(TemplatesSetting):
    """Django's renderer; inputs, text areas and lists to choose from come out letter by letter as its templates draw them (tests/ui/test_drawing.py)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The control as HTML."""
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else mark_safe(super().render(template_name, context, request))  # noqa: S308 -- rendered by the engine


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    said = "" if value is None else format_html(' value="{}"', value)
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], said, _attributes(widget["attrs"]))


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], _attributes(widget["attrs"]), widget["value"] or "")


def _select(widget: Mapping[str, Any]) -> SafeString:
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), _joined(_group(*each) for each in widget["optgroups"]))


def _group(name: Any, options: Iterable[Mapping[str, Any]], index: int) -> SafeString:  # noqa: ARG001 -- as Django hands it over
    inside = _joined(format_html('\n  <option value="{}"{}>{}</option>\n', each["value"], _attributes(each["attrs"]), each["label"]) for each in options)
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, inside) if name else inside


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 -- the parts are safe


def _attributes(given: Mapping[str, Any]) -> SafeString:
    said = (f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{conditional_escape(value)}"' for name, value in given.items() if value is not False)
    return mark_safe("".join(said))  # noqa: S308 -- each part is escaped above


_INPUTS = ("input", "text", "number", "email", "hidden", "date", "time", "checkbox")
_DRAWN: Mapping[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}

"""Block tags that leave out their wrapping when there is nothing inside."""

from __future__ import annotations

from django.template import Node, NodeList
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_WRAPPED_WORDS = 3


class Wrapped(Node):
    """``{% wrapped "p" "eyebrow" %}…{% endwrapped %}``: the element, unless its content is blank."""

    def __init__(self, nodelist: NodeList, element: str, css: str) -> None:
        self.nodelist, self.element, self.css = nodelist, element, css

    def render(self, context: Context) -> SafeString:
        """The content in its element, or nothing."""
        inside = self.nodelist.render(context).strip()
        if not inside:
            return SafeString("")
        return format_html("<{0} class='{1}'>{2}</{0}>", self.element, self.css, mark_safe(inside))  # noqa: S308 -- rendered by the engine


class Columns(Node):
    """``{% columns %}…{% beside %}…{% endcolumns %}``: main and sticky side column; one column without a side."""

    child_nodelists = ("main", "side")

    def __init__(self, main: NodeList, side: NodeList) -> None:
        self.main, self.side = main, side

    def render(self, context: Context) -> SafeString:
        """Both columns, or the main one alone."""
        main, side = self.main.render(context).strip(), self.side.render(context).strip()
        if not side:
            return format_html("<div class='content'>{}</div>", mark_safe(main))  # noqa: S308 -- rendered by the engine
        layout = "<div class='cols main-side'><div class='content'>{}</div><aside class='side stack'>{}</aside></div>"
        return format_html(layout, mark_safe(main), mark_safe(side))  # noqa: S308 -- rendered by the engine


def wrapped(parser: Parser, token: Token) -> Wrapped:
    """Compile ``wrapped``."""
    words = token.split_contents()
    if len(words) != _WRAPPED_WORDS:
        raise TemplateSyntaxError("wrapped takes an element and a class")
    nodelist = parser.parse(("endwrapped",))
    parser.delete_first_token()
    return Wrapped(nodelist, words[1].strip("\"'"), words[2].strip("\"'"))


def columns(parser: Parser, token: Token) -> Columns:  # noqa: ARG001 -- the signature Django asks for
    """Compile ``columns``."""
    main = parser.parse(("beside",))
    parser.delete_first_token()
    side = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return Columns(main, side)

"""``{% load sinergi %}``: the words, pictures and parts of our pages. See them all on the style guide."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import lucide
from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sinergi.ui import charts, controls, journeys, maps, nodes, parts, pictures, shapes, stacks, wording

register = template.Library()

for _name in ("rupiah", "rupiah_short", "grouped", "percent", "number", "long_date", "full_date", "short_date", "dated", "week_date", "days_left", "works", "villages"):
    register.filter(_name, getattr(wording, _name))
for _name in ("title_in", "masked", "groups_of_eight"):
    register.filter(_name, getattr(wording, _name))
register.filter("order_class", shapes.order_class)
register.tag("wrapped", nodes.wrapped)
register.tag("columns", nodes.columns)

_PLACES = {
    "home": "home",
    "search": "search",
    "login": "account_login",
    "logout": "account_logout",
    "theme": "theme",
    "language": "language",
    "password": "account_change_password",
}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A lucide icon, drawn in place and silent for screen readers: ``{% icon "download" %}``."""
    return _icon(str(name), f"ico {css}".strip())


@functools.lru_cache(maxsize=256)
def _icon(name: str, css: str) -> SafeString:
    inside = lucide._render_icon(name, None)  # noqa: SLF001 -- the package has no public function outside template engines
    start, end = inside.index(">") + 1, inside.rindex("</svg>")
    lines = "".join(line.strip() for line in inside[start:end].splitlines())
    return mark_safe(f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true">{lines}</svg>')  # noqa: S308 -- the package's own drawing


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file; a plain one when the manifest does not know it, so that error pages never fail."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag(takes_context=True)
def place(context: Context, name: str, **query: str) -> str:
    """The address of a page that any installation may lack (search, login, theme …); empty when it does."""
    given = context.get("places")
    address = given.get(name, "") if isinstance(given, Mapping) else ""
    try:
        address = address or reverse(_PLACES.get(name, name))
    except NoReverseMatch:
        return "/" if name == "home" else ""
    return f"{address}?{urlencode(query)}" if query else address


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """The path of this page with its query, to come back to."""
    request = context.get("request")
    return request.get_full_path() if request is not None else "/"


@register.inclusion_tag("ui/tags/state.html")
def state(code: Any, days: Any = None, label: Any = True, css: str = "") -> dict[str, Any]:  # noqa: FBT002 -- template keyword
    """Shape and word: ``{% state "late" days=18 %}``; ``label=False`` for the shape with a hidden word."""
    return {"shape": shapes.shape(code, days, label), "css": css}


@register.inclusion_tag("ui/tags/threads.html")
def threads(order: Any, label: Any = "") -> dict[str, Any]:
    """The thread mark of the n-th purse, with its name when given: ``{% threads 1 "Swadaya" %}``."""
    number = int(order or 1)
    return {"order": str(number), "many": number > shapes.MOST_THREADS, "css": shapes.order_class(number), "label": wording.title_in(label)}


@register.inclusion_tag("ui/tags/purse_bar.html")
def purse_bar(segments: Iterable[Any], figures: bool = True, size: str = "") -> dict[str, Any]:  # noqa: FBT001, FBT002 -- template keyword
    """Who pays: segments of ``order, label, amount``; sums below unless ``figures=False``."""
    return {"segments": pictures.purse_segments(segments or ()), "figures": figures, "size": size}


@register.inclusion_tag("ui/tags/proof_bar.html")
def proof_bar(
    order: Any,
    hoped: Any = 0,
    pledged: Any = 0,
    budgeted: Any = 0,
    delivered: Any = 0,
    verified: Any = 0,
    target: Any = None,
    label: Any = "",
    figures: bool = True,  # noqa: FBT001, FBT002 -- template keyword
    size: str = "",
    planned: Any = 0,
    whole: Any = None,
) -> dict[str, Any]:
    """Promised beside proven. Amounts are totals, each holding the ones after it; ``whole``: the figure beside the label."""
    ladder = pictures.proof(order, (hoped, pledged, budgeted, delivered, verified), target, planned)
    return {"proof": ladder, "whole": ladder.whole if whole is None else whole, "label": wording.title_in(label), "figures": figures, "size": size}


@register.inclusion_tag("ui/tags/lurik.html")
def lurik(hash: Any, mini: bool = False) -> dict[str, Any]:  # noqa: A002, FBT001, FBT002 -- template keywords
    """The stripes of a SHA-256."""
    return _lurik(hash, mini=mini)


@register.inclusion_tag("ui/tags/fingerprint.html")
def fingerprint(hash: Any, short_code: Any = "", url: str = "") -> dict[str, Any]:  # noqa: A002 -- template keyword
    """Stripes, digits in eights, the short code, and a QR code when ``url`` is given."""
    groups = wording.eights(str(hash or ""))
    return _lurik(hash) | {"groups": groups, "short_code": str(short_code or ""), "url": url}


def _lurik(hash_text: Any, *, mini: bool = False) -> dict[str, Any]:
    width, paths = pictures.lurik(str(hash_text or ""))
    return {"width": width, "paths": paths.items(), "start": str(hash_text or "")[:8], "mini": mini}


@register.inclusion_tag("ui/tags/loom.html")
def loom(works: Iterable[Any]) -> dict[str, Any]:
    """A round as cloth: works with ``purses [(order, amount)]``, ``percent``, ``url``, ``title``."""
    return {"loom": pictures.loom(works or ())}


@register.inclusion_tag("ui/tags/s_curve.html")
def s_curve(plan: Iterable[Any], actual: Iterable[Any], today: Any, title: str = "") -> dict[str, Any]:
    """Plan against reality: two lists of ``(date, percent)``."""
    plan, actual = list(plan or ()), list(actual or ())
    planned = charts.at_day(charts.points(plan), today)
    real = charts.points(actual)
    return {
        "curves": charts.curves(plan, actual, today),
        "title": title or gettext("Kurva S"),
        "planned": "" if planned is None else wording.percent(planned),
        "real": wording.percent(real[-1][1]) if real else "",
        "today": wording.short_date(today),
    }


@register.inclusion_tag("ui/tags/point_map.html")
def point_map(here: Any, others: Iterable[Any] = ()) -> dict[str, Any]:
    """A place among others: ``here`` is (latitude, longitude), the others carry ``place, title, url``."""
    return {"map": maps.around(here, others or ())}


@register.inclusion_tag("ui/tags/stacks.html")
def stacked(rows: Iterable[Any], legend: Iterable[Any], title: str = "", note: str = "") -> dict[str, Any]:
    """Columns over time: rows of ``label, parts, figure, told``; ``legend`` names the parts from the ground up, at most three."""
    return {"drawings": stacks.stacks(rows or ()), "legend": legend, "title": title, "note": note}


@register.inclusion_tag("ui/tags/bars.html")
def bars(rows: Iterable[Any]) -> dict[str, Any]:
    """Bullet bars: rows of ``label, value, target, note, url``; percent unless ``unit="rupiah"``."""
    return {"bullets": charts.bullets(rows)}


@register.inclusion_tag("ui/tags/step_path.html")
def step_path(stages: Iterable[Any]) -> dict[str, Any]:
    """Every stage of a round in its chapters."""
    return {"chapters": journeys.chapters(stages or ())}


@register.inclusion_tag("ui/tags/step_strip.html")
def step_strip(stages: Iterable[Any]) -> dict[str, Any]:
    """The stages of one work on a line."""
    return {"stops": journeys.strip(stages or ())}


@register.inclusion_tag("ui/tags/board.html")
def board(rows: Iterable[Any], columns: Sequence[Any]) -> dict[str, Any]:
    """The heat map of works by stages."""
    return {"board": journeys.board(rows or (), columns or ())}


@register.inclusion_tag("ui/tags/field.html")
def field(bound: BoundField, label: str = "", help: str = "", purse: Any = 0, label_hidden: bool = False) -> dict[str, Any]:  # noqa: A002, FBT001, FBT002 -- template keywords
    """One field: label, help, control, error. Works for every widget."""
    return {"control": controls.control(bound, label, help, int(purse or 0), label_hidden=label_hidden)}


@register.simple_tag
def cells(row: Any, part: str = "") -> SafeString:
    """The fields of one row among many rows; with "later" those that the row folds away."""
    folded = getattr(row, "later", ())
    return format_html_join("", "{}", ((controls.cell(bound),) for bound in row.visible_fields() if (bound.name in folded) == (part == "later")))


@register.inclusion_tag("ui/tags/form_errors.html")
def form_errors(form: Any, title: str = "", **labels: str) -> dict[str, Any]:
    """What is wrong, on top of the form, each line leading to its field; ``labels``: what the page calls fields, where the form says otherwise."""
    return {"mistakes": controls.mistakes(form, labels), "title": title}


@register.inclusion_tag("ui/tags/refusal.html")
def refusal(sentence: Any, reasons: Any = (), next: Any = "", kind: str = "", url: str = "", action: str = "") -> dict[str, Any]:  # noqa: A002 -- template keywords
    """A decision that says why: sentence, reasons, what to do next. ``kind``: empty, "error" or "good"."""
    listed = [reasons] if isinstance(reasons, str) and reasons else list(reasons or ())
    rows = [{"text": shapes.at(reason, "text", reason), "url": shapes.at(reason, "url", "")} for reason in listed]
    return {"sentence": sentence, "reasons": rows, "next": next, "kind": kind, "url": url, "action": action}


@register.inclusion_tag("ui/tags/empty.html")
def empty(title: Any, text: Any = "", action_url: str = "", action_label: Any = "") -> dict[str, Any]:
    """Nothing yet is also news: what will appear, when, and one act at most."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag("ui/tags/pagination.html")
def pagination(page: Any) -> dict[str, Any]:
    """The steps of a list cut by ``pages.paged``."""
    return {"page": page}


@register.inclusion_tag("ui/tags/filter_chips.html")
def filter_chips(chips: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Filters that are links: ``label, url, count, current, state, purse``."""
    return {"chips": list(chips or ()), "label": label or gettext("Saring")}


@register.inclusion_tag("ui/tags/facts.html")
def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Label and value: pairs, triples with an address, or ``label, value, url, purse``."""
    return {"rows": [_fact(row) for row in rows or ()]}


def _fact(row: Any) -> dict[str, Any]:
    if isinstance(row, list | tuple):
        label, value, *rest = row
        return {"label": label, "value": value, "url": rest[0] if rest else "", "purse": 0}
    return {key: shapes.at(row, key, "") for key in ("label", "value", "url", "purse")}


@register.inclusion_tag("ui/tags/qr.html")
def qr(text: Any, label: str = "") -> dict[str, Any]:
    """A QR code, level M with its quiet zone."""
    side, path = pictures.qr(str(text))
    return {"side": str(side), "path": path, "label": label or gettext("Kode QR: %(text)s") % {"text": text}}


@register.inclusion_tag("ui/tags/tabs.html")
def tabs(items: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Parts of one thing, as links: ``label, url, current, count``."""
    return {"items": list(items or ()), "label": label or gettext("Bagian")}


@register.inclusion_tag("ui/tags/why.html")
def why(items: Iterable[Any]) -> dict[str, Any]:
    """The conditions of a stage, unmet first: ``met, text, how, url, action`` and, for money, ``proof`` as a dict."""
    rows = [_condition(item) for item in items or ()]
    return {"items": sorted(rows, key=lambda row: bool(row["met"]))}


def _condition(item: Any) -> dict[str, Any]:
    met = bool(shapes.at(item, "met", shapes.at(item, "state", "") in ("done", "waived")))
    drawn = str(shapes.at(item, "state", "") or ("done" if met else "late"))
    given = shapes.at(item, "proof", None)
    ladder = None
    if given:
        steps = [shapes.at(given, key, 0) for key in ("hoped", "pledged", "budgeted", "delivered", "verified")]
        ladder = pictures.proof(shapes.at(given, "order", 1), steps, shapes.at(given, "target", None))
    return {"met": met, "shape": shapes.shape(drawn), "proof": ladder} | {key: shapes.at(item, key, "") for key in ("text", "how", "url", "action")}


for _name in ("tasks", "countdown", "stats", "timeline", "evidence"):
    register.inclusion_tag(f"ui/tags/{_name}.html", name=_name)(getattr(parts, _name))

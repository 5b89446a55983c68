"""More parts of pages: task cards, countdown, figures, timeline, photos. Registered with the other tags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from sinergi.kernel import words
from sinergi.ui import shapes, wording

_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOST_DAYS = 14


def tasks(items: Iterable[Any], today: Any) -> dict[str, Any]:
    """Cards of acts for me; only late ones carry the primary button."""
    return {"tasks": [_task(item, today) for item in items or ()]}


def _task(item: Any, today: Any) -> dict[str, Any]:
    due = shapes.at(item, "due", None)
    state = shapes.shape(shapes.at(item, "state", "open"))
    return {
        "shape": state,
        "left": wording.days_left(due, today),
        "due": wording.week_date(due),
        "title": wording.title_in(shapes.at(item, "title", "")),
    } | {key: shapes.at(item, key, "") for key in ("place", "why", "url", "action")}


@dataclass(frozen=True)
class DayMark:
    """One day of the window to object."""

    name: str
    number: str
    css: str


def countdown(opens_on: date, closes_on: date, today: date) -> dict[str, Any]:
    """The days of an objection window, gone, now and to come."""
    length = (closes_on - opens_on).days + 1
    days = [opens_on + timedelta(days=step) for step in range(max(length, 0))] if length <= _MOST_DAYS else []
    is_open = opens_on <= today <= closes_on
    left = gettext("hari terakhir") if today == closes_on else wording.days_left(closes_on, today)
    return {
        "days": [_day_mark(day, today) for day in days],
        "state": "open" if is_open else "waiting" if today < opens_on else "done",
        "word": gettext("Masa sanggah terbuka") if is_open else gettext("Masa sanggah belum dibuka") if today < opens_on else gettext("Masa sanggah sudah ditutup"),
        "left": left if is_open else "",
        "closes": wording.full_date(closes_on),
        "opens": wording.full_date(opens_on),
        "is_open": is_open,
        "position": str(min(max((today - opens_on).days + 1, 0), length)),
        "length": str(length),
    }


def _day_mark(day: date, today: date) -> DayMark:
    name = _ENGLISH_DAYS[day.weekday()] if wording.is_english() else words.DAYS[day.weekday()][:3]
    return DayMark(name, str(day.day), "gone" if day < today else "now" if day == today else "")


def stats(items: Iterable[Any]) -> dict[str, Any]:
    """Large figures with what they count: pairs or triples ``figure, label, url``."""
    return {"items": [_triple(item, ("figure", "label", "url")) for item in items or ()]}


def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """What happened: ``day, text, by, url``, newest first as given."""
    rows = [{key: shapes.at(item, key, "") for key in ("day", "text", "by", "url")} for item in items or ()]
    return {"items": rows}


def evidence(photos: Iterable[Any]) -> dict[str, Any]:
    """Photos from one spot: ``percent, url, link, day, by``; without ``url`` a dashed frame that says ``due``."""
    return {"photos": [{key: shapes.at(photo, key, "") for key in ("percent", "url", "link", "day", "by", "due", "alt")} for photo in photos or ()]}


def _triple(item: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(item, list | tuple):
        return dict(zip(keys, [*item, "", ""], strict=False))
    return {key: shapes.at(item, key, "") for key in keys}

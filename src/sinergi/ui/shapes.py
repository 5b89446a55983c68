"""The state of a stage as shape and word, and a small way to read dicts and objects alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, Any] = {
    "waiting": _("Menunggu"),
    "open": _("Terbuka"),
    "late": _("Terlambat"),
    "done": _("Selesai"),
    "waived": _("Dikesampingkan"),
    "out": _("Tidak ikut"),
}
MOST_THREADS = 4


@dataclass(frozen=True)
class Shape:
    """What a template needs to draw a state."""

    code: str
    text: str
    visible: bool = True


def shape(state: object, days: object = None, label: object = True) -> Shape:  # noqa: FBT002 -- a template keyword
    """The shape of a state. ``label`` may be False (shape only, the word for screen readers) or another text."""
    code = str(state) if str(state) in WORDS else "out"
    text = str(label) if label and label is not True else _with_days(code, _int(days))
    return Shape(code=code, text=text, visible=bool(label))


def _with_days(code: str, days: int | None) -> str:
    if code == "late" and days:
        return ngettext("Terlambat %(days)s hari", "Terlambat %(days)s hari", days) % {"days": days}
    if code == "open" and days is not None:
        left = ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}
        return gettext("Terbuka, %(left)s") % {"left": left if days else gettext("hari ini")}
    return str(WORDS[code])


def _int(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def order_class(order: object) -> str:
    """The class that gives a purse its colour: strictly by order, never by name."""
    return f"p-{min(max(_int(order) or 1, 1), MOST_THREADS + 1)}"


def at(item: Any, key: str, default: Any = None) -> Any:
    """``item[key]`` or ``item.key``, whichever there is."""
    if isinstance(item, Mapping):
        return item.get(key, default)
    return getattr(item, key, default)

"""The sentences of notices: each context hands its own down at the start, as with refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

PHRASES = {
    "notices.task_opened": _("Ada pekerjaan baru untuk Anda: %(title)s"),
    "notices.due_soon": _("Sebentar lagi jatuh tempo: %(title)s"),
    "notices.late": _("Sudah lewat waktunya: %(title)s"),
}
_UNKNOWN = _("Ada kabar untuk Anda.")
_registered: dict[str, Any] = dict(PHRASES)


@dataclass
class _Given:
    """Gives a place without a value an ellipsis: a notice is never lost because a value is missing. A value may be a text for each language."""

    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        value = self.values.get(key, "…")
        return value.get((get_language() or "id")[:2], value.get("id", "…")) if isinstance(value, Mapping) else value


def register(sentences: Mapping[str, Any]) -> None:
    """Bind codes to lazy sentences with ``%(name)s`` places; a code belongs to one context."""
    for code, sentence in sentences.items():
        if _registered.get(code, sentence) is not sentence:
            raise LookupError(f"notice {code} is bound twice")
        _registered[code] = sentence


def known(code: str) -> bool:
    """Whether some context has bound this code."""
    return code in _registered


def sentence(code: str, values: Mapping[str, Any], language: str | None = None) -> str:
    """What the notice says, in the language given, otherwise in that of the page."""
    if language is None:
        return str(_registered.get(code, _UNKNOWN)) % _Given(values)
    with override(language):
        return str(_registered.get(code, _UNKNOWN)) % _Given(values)

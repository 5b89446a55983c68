"""Reason codes and values into a sentence of the reader's language: one place for pages, API and command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import formats, translation

from sinergi.engine.definition import Edition, Title
from sinergi.kernel import money, words
from sinergi.kernel.decisions import Decision
from sinergi.programmes.registry import registry


def sentence(code: str, values: Mapping[str, Any]) -> str:
    """Dates are spelled, keys ending in ``_rp`` are rupiah, lists are joined; an unknown code shows itself, never an error."""
    phrase = registry.phrases.get(code)
    if phrase is None:
        return f"{code} ({', '.join(f'{key}: {shown(key, value)}' for key, value in values.items())})" if values else code
    try:
        return str(phrase) % {key: shown(key, value) for key, value in values.items()}
    except (KeyError, ValueError, TypeError):
        return str(phrase)


def of(decision: Decision) -> str:
    """The sentence of a refusal."""
    return sentence(decision.code, decision.values)


def named(edition: Edition, vocabulary: str, code: str) -> str:
    """The title of a word of the edition in the reader's language; what the edition does not list stays as it is."""
    word = edition.words(vocabulary).get(code)
    return shown("", word.title) if word else code


def shown(key: str, value: Any) -> str:
    """One value the way people write it."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return str(value)
    if key.endswith("_rp") and isinstance(value, int):
        return money.rupiah(value)
    if isinstance(value, Title):
        return value.in_language(translation.get_language() or "id")
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(shown(key, each) for each in value)
    return str(value)


def day(value: date) -> str:
    if (translation.get_language() or "id").startswith("en"):
        return formats.date_format(value, "j F Y")
    return words.long_date(value)


def short(value: date) -> str:
    """17 Nov 2009, in either language."""
    if (translation.get_language() or "id").startswith("en"):
        return formats.date_format(value, "j M Y")
    return f"{words.short_date(value)} {value.year}"

"""Stems for searching: "pembangunan jalan" and "membangun jalan" meet there."""

from __future__ import annotations

import re
import threading

import snowballstemmer

_WORD = re.compile(r"\w+", re.UNICODE)
_stemmers = threading.local()     # a stemmer keeps its state while it works


def search_words(text: str) -> str:
    """The Indonesian stems of a text, each once, at most 400 letters: what ``Undertaking.words`` keeps."""
    if not hasattr(_stemmers, "indonesian"):
        _stemmers.indonesian = snowballstemmer.stemmer("indonesian")
    stems = _stemmers.indonesian.stemWords(_WORD.findall(text.lower()))
    return " ".join(dict.fromkeys(stems))[:400]

"""Which documents of an edition are made here: those whose word says ``generated = "lpj"`` or ``"final_report"``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sinergi.actors.models import Person
from sinergi.dossiers import queries as dossiers
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody

KINDS = {"work": "lpj", "cycle": "final_report"}
_PAGES = {"lpj": "reports:file_lpj", "final_report": "reports:file_final_report"}


@dataclass(frozen=True)
class Filing:
    """A document that this person may file now, made by the system in one click."""

    document: str
    title: Any
    url: str


def filings(person: Anybody, undertaking: Undertaking, on: date) -> list[Filing]:
    """What may be filed here now by this person; the gate decides."""
    kind = KINDS.get(undertaking.scope)
    if kind is None or not isinstance(person, Person):
        return []
    found = []
    for word in generated_for(undertaking, kind):
        stage = dossiers.stage_of(undertaking, word.code)
        if gate.may(person, "dossiers.file", undertaking, on=on, stage=stage, document=word.code):
            query = urlencode({"dokumen": word.code, **({"stage": stage} if stage else {})})
            found.append(Filing(word.code, word.title, f"{reverse(_PAGES[kind], args=[undertaking.code])}?{query}"))
    return found


def generated_for(undertaking: Undertaking, kind: str) -> list[Any]:
    """The documents of the edition that are made out of the books in this way."""
    return [word for word in edition_of(undertaking).words("documents").values() if word.get("generated") == kind]

"""What there is to do, in words that need no form beside them: "Bentuk PAKEM", "Tetapkan tanggal: Batas penyerahan proposal"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sinergi.engine.calendar import day_of, value_on
from sinergi.engine.definition import Edition, Title
from sinergi.programmes import editions, worlds
from sinergi.programmes.models import Undertaking
from sinergi.programmes.queries.tasks import TaskGroup, object_title
from sinergi.programmes.registry import registry
from sinergi.programmes.sentences import shown

_WORD = re.compile(r"[^\s/]+")


def called(act: str, edition: Edition, params: Mapping[str, Any]) -> str:
    """An act bound to these parameters as people call it, in the words of its edition."""
    scope = edition.scopes.get(str(params.get("starts") or params.get("intake") or ""))
    if act == "programmes.start" and scope is not None:
        body = edition.words("bodies").get(scope.carried_by)
        return _("Bentuk %(body)s") % {"body": shown("", body.title)} if body else _("Daftarkan %(what)s") % {"what": _inside(scope.title)}
    if act == "programmes.close_intake" and scope is not None:
        return _("Nyatakan semua %(what)s sudah terdaftar") % {"what": _inside(scope.title)}
    bound, thing = registry.acts.get(act), object_title(edition, params)
    verb = str(bound.verb) if bound else act
    return f"{verb}: {shown('', thing)}" if thing else verb


def of_group(group: TaskGroup, on: date) -> str:
    """A task; one that sets a day says which day is missing."""
    edition = editions.edition_with(group.cycle.edition_id)
    said = called(group.act, edition, group.params)
    if group.act != "programmes.set_date" or group.params.get("date"):
        return said
    missing = [shown("", title) for _code, title, day in calendar(group.cycle, on) if day is None]
    return f"{said}: {', '.join(missing)}" if missing else said


def calendar(cycle: Undertaking, on: date) -> list[tuple[str, Title, date | None]]:
    """The days a round knows, in the order of its file, each as it stands; one query."""
    rows = worlds.dates_of(cycle.pk)
    return [(word.code, word.title, value_on(rows.get(word.code, ()), day_of(str(word.get("default", "")), cycle.year), on))
            for word in editions.edition_of(cycle).words("dates").values()]


def _inside(title: Title) -> str:
    """A title within a sentence: "Usulan PAKEM" becomes "usulan PAKEM"."""
    return _WORD.sub(lambda word: word[0] if word[0].isupper() and len(word[0]) > 1 else word[0].lower(), shown("", title))

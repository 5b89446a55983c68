"""What upper pages show about announcements: of a round its lists, of a village its campaign, of a work where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.disclosure.models import ListMember, ListVersion
from sinergi.disclosure.queries.publicity import publicity_of
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody


@dataclass(frozen=True)
class Outcome:
    """What the last list of works says of one of them; no place: it is not on it."""

    version: ListVersion
    title: Any
    place: int | None


def outcome(work: Undertaking) -> Outcome | None:
    """Whether a work was chosen, once the list with which the round goes on is out."""
    lists = [(code, word) for code, word in edition_of(work).words("lists").items() if word.get("of") == "work"]
    if not lists:
        return None
    code, word = lists[-1]
    version = ListVersion.objects.filter(undertaking=work.root_id, list=code).defer("content", "canonical").select_related("undertaking").order_by("-number").first()
    if version is None:
        return None
    return Outcome(version, word.title, ListMember.objects.filter(version=version, work=work).values_list("place", flat=True).first())


def panel(undertaking: Undertaking, person: Anybody, on: date) -> dict[str, Any] | None:
    """Facts for ``disclosure/panel.html``; everything in it is public already."""
    del person
    words = edition_of(undertaking).words("media")
    if undertaking.scope == "site":
        rows = [{"row": row, "title": words[row.medium].title if row.medium in words else row.medium} for row in publicity_of(undertaking)]
        return {"undertaking": undertaking, "publicity": rows} if rows else None
    lists = _lists_with(undertaking, on)
    return {"undertaking": undertaking, "lists": lists} if lists else None


def _lists_with(undertaking: Undertaking, on: date) -> list[dict[str, Any]]:
    titles = edition_of(undertaking).words("lists")
    versions = ListVersion.objects.filter(undertaking=undertaking.root_id).defer("content", "canonical").order_by("list", "-number")
    inside = set()
    if undertaking.scope == "work":
        inside = set(versions.filter(members__work=undertaking).values_list("pk", flat=True))
    found: dict[str, dict[str, Any]] = {}
    for version in versions:
        if version.list not in found:
            found[version.list] = {"version": version, "title": titles[version.list].title if version.list in titles else version.list,
                                   "inside": version.pk in inside if undertaking.scope == "work" else None,
                                   "running": version.closes_on is not None and version.closes_on >= on}
    return sorted(found.values(), key=lambda row: list(titles).index(row["version"].list) if row["version"].list in titles else 99)

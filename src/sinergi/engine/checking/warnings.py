"""What may be meant but is worth a second look."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.engine.checking.case import Case, PlacedEntry
from sinergi.engine.definition import Entry, Title
from sinergi.engine.problems import Problem


def warnings(case: Case) -> Iterator[Problem]:
    yield from _anytime_locked(case)
    yield from _kinds_idle(case)
    for where, stage in case.stages():
        if not stage.due and not stage.optional:
            yield Problem("no_due", where, {"stage": stage.code})
        waiving = case.edition.waivers.roles if stage.waived_by is None else stage.waived_by
        for role in waiving:
            if stage.acts and all(role in entry.roles for entry in stage.acts):
                yield Problem("waives_itself", f"{where}.waived_by", {"role": role, "stage": stage.code})
    for where, title in _titles(case):
        if title.id and not title.en:
            yield Problem("no_english", where, {"title": title.id})


def _anytime_locked(case: Case) -> Iterator[Problem]:
    locked = [placed for placed in case.entries if placed.stage is not None and placed.stage.opens_when]
    for free in (placed for placed in case.entries if placed.where.startswith("anytime")):
        for placed in locked:
            if placed.stage is not None and _same(free, placed):
                yield Problem("anytime_locked", free.where, {"act": free.entry.act, "stage": placed.stage.code})


def _kinds_idle(case: Case) -> Iterator[Problem]:
    """A kind of meeting that nobody may record stands in no list, whatever else names it."""
    recorded = {placed.entry.param("kind") for placed in case.entries if placed.entry.act == "meetings.record"}
    for where, word in case.words("meeting_kinds"):
        if word.code not in recorded:
            yield Problem("kind_idle", f"{where}.code", {"value": word.code})


def _same(one: PlacedEntry, other: PlacedEntry) -> bool:
    return one.scope == other.scope and one.entry.act == other.entry.act and _overlap(one.entry, other.entry)


def _overlap(one: Entry, other: Entry) -> bool:
    theirs = dict(other.params)
    return all(theirs.get(name, value) == value for name, value in one.params)


def _titles(case: Case) -> Iterator[tuple[str, Title]]:
    yield "title", case.edition.title
    yield "note", case.edition.note
    for code, scope in case.edition.scopes.items():
        yield f"scopes.{code}.title", scope.title
    for place, role in enumerate(case.edition.roles.values()):
        yield f"roles[{place}].title", role.title
        yield from ((f"roles[{place}].responsibilities[{number}]", each) for number, each in enumerate(role.responsibilities))
    for vocabulary in case.edition.vocabularies:
        for where, word in case.words(vocabulary):
            yield f"{where}.title", word.title
            for key in ("criteria", "items"):
                for place, row in enumerate(case.rows(word, key)):
                    yield f"{where}.{key}[{place}].title", Title.of(row.get("title", ""))
    yield from _aims(case)
    for where, stage in case.stages():
        yield f"{where}.title", stage.title
        yield f"{where}.group", stage.group
    for place, duty in enumerate(case.edition.duties):
        yield f"duties[{place}].title", duty.title


def _aims(case: Case) -> Iterator[tuple[str, Title]]:
    for where, word in case.words("meeting_kinds"):
        given = word.get("aims", ())
        yield from ((f"{where}.aims[{place}]", Title.of(each)) for place, each in enumerate(given if isinstance(given, tuple) else ()))

"""Whether every condition can come true: by an act listed here, before or anytime, asked of the right undertaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sinergi.engine.checking.case import Case, PlacedUse
from sinergi.engine.definition import Use
from sinergi.engine.plan import Listed
from sinergi.engine.problems import Problem
from sinergi.engine.serving import servers


def problems(case: Case) -> Iterator[Problem]:
    seen: dict[tuple[str, Use], str] = {}
    for placed in case.uses:
        if placed.use.name not in case.catalogue.conditions:
            continue
        inside = (placed.where.rpartition("[")[0], replace(placed.use, firm=False))
        if inside in seen:
            yield Problem("said_twice", placed.where, {"use": placed.use.key})
        seen[inside] = placed.where
        yield from _asked_of_member(case, placed)
        if placed.use.here and placed.kind == "opens_when":
            yield Problem("here_opens", f"{placed.where}.here", {"use": placed.use.key})
        elif not _is_of_member(case, placed):
            yield from _served(case, placed)


def _served(case: Case, placed: PlacedUse) -> Iterator[Problem]:
    condition = case.catalogue.conditions[placed.use.name]
    acts = tuple(act for act, _ in condition.served_by)
    if "programmes.set_date" in acts:       # a day comes by itself; whether somebody sets it is checked with the dates
        return
    compulsory = [act for name, act in condition.also if placed.use.param(name)]
    for part in _parts(case, placed.use):
        helping = {listed.entry.act for listed in servers(case.edition, part, placed.scope, case.catalogue) if _helps(case, placed, listed)}
        lacking = [act for act in compulsory if act not in helping]
        if not helping or lacking:
            code = "here_unserved" if placed.use.here else "nobody_serves"
            yield Problem(code, placed.where, {"use": part.key, "acts": tuple(lacking) or acts})


def _helps(case: Case, placed: PlacedUse, listed: Listed) -> bool:
    """An act helps when it can be done by then: here (not to open it), anytime, or in a stage that does not wait for this one."""
    if placed.stage is None:
        return True
    if listed.stage == placed.stage.code:
        return placed.kind != "opens_when"
    if placed.use.here or listed.duty:
        return False
    return not listed.stage or placed.stage.code not in case.plan.before[listed.stage]


def _parts(case: Case, use: Use) -> Iterator[Use]:
    """One use for each of several documents or media, for each needs its own act."""
    named = {name for _, names in case.catalogue.conditions[use.name].served_by for name in names}
    several = next(((name, value) for name, value in use.params if name in named and isinstance(value, tuple)), None)
    if several is None:
        yield use
        return
    name, values = several
    for value in values:
        yield replace(use, params=tuple((key, (value,) if key == name else kept) for key, kept in use.params))


def _asked_of_member(case: Case, placed: PlacedUse) -> Iterator[Problem]:
    if _is_of_member(case, placed):
        scope = placed.use.of or placed.scope
        publisher = case.plan.publishers[str(placed.use.param("list"))]
        yield Problem("list_asked_of_member", placed.where, {"use": placed.use.key, "scope": scope, "publisher": publisher})


def _is_of_member(case: Case, placed: PlacedUse) -> bool:
    """A question about a list belongs to the undertaking that publishes it."""
    publisher = case.plan.publishers.get(str(placed.use.param("list")))
    return placed.use.name.startswith("disclosure.") and publisher is not None and (placed.use.of or placed.scope) != publisher

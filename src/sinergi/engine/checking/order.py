"""Whether the stages can follow each other: no circle, a first one, children started before they are waited for."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.engine.checking.case import Case, near
from sinergi.engine.definition import Stage
from sinergi.engine.plan import depth
from sinergi.engine.problems import Problem
from sinergi.engine.serving import servers


def problems(case: Case) -> Iterator[Problem]:
    yield from _unknown(case)
    yield from _circles(case)
    yield from _first(case)
    yield from _scopes_started(case)
    yield from _intakes(case)
    yield from _below(case)


def is_clear(case: Case) -> bool:
    """Whether it is clear what comes before what, and what lies above what."""
    known = all(code in case.edition.by_code for stage in case.edition.stages for code in stage.after)
    return known and all(stage.scope in case.edition.scopes for stage in case.edition.stages) and not any(_circles(case))


def waiting(case: Case) -> Iterator[Problem]:
    """Problems that need to know what comes before what."""
    yield from _children(case)
    yield from _untils(case)
    yield from _lists(case)


def _unknown(case: Case) -> Iterator[Problem]:
    named = [(f"{where}.{key}", code) for where, stage in case.stages()
             for key, codes in (("after", stage.after), ("due_after.stage", (stage.due.after_stage,))) for code in codes]
    for placed in case.entries:
        named += [(f"{placed.where}.until", placed.entry.until), (f"{placed.where}.from", placed.entry.from_stage)]
    for place, duty in enumerate(case.edition.duties):
        named += [(f"duties[{place}].from", duty.from_stage), (f"duties[{place}].to", duty.to_stage)]
    for where, code in named:
        if code and code not in case.edition.by_code:
            yield Problem("unknown_stage", where, {"value": code, "near": near(code, case.edition.by_code)})


def _circles(case: Case) -> Iterator[Problem]:
    """Each circle once, told at its first stage with the whole path."""
    told: set[frozenset[str]] = set()
    for where, stage in case.stages():
        path = _path_back(case, stage)
        if path and frozenset(path) not in told:
            told.add(frozenset(path))
            yield Problem("circle", f"{where}.after", {"path": " -> ".join([*path, path[0]])})


def _path_back(case: Case, start: Stage) -> list[str]:
    """The shortest way from a stage through ``after`` back to itself."""
    paths, seen = [[start.code]], set[str]()
    for path in paths:
        stage = case.edition.by_code.get(path[-1])
        for code in stage.after if stage else ():
            if code == start.code:
                return path
            if code not in seen:
                seen.add(code)
                paths.append([*path, code])
    return []


def _first(case: Case) -> Iterator[Problem]:
    """Some stage of the cycle must be able to open without any other: acts that stand anytime may help it."""
    stages = [stage for stage in case.edition.of_scope("cycle") if not stage.after and not stage.list]
    if not any(all(_anytime_or_time(case, stage, place) for place in range(len(stage.opens_when))) for stage in stages):
        yield Problem("nothing_opens", "stages")


def _anytime_or_time(case: Case, stage: Stage, place: int) -> bool:
    use = stage.opens_when[place]
    condition = case.catalogue.conditions.get(use.name)
    by_time = bool(condition and condition.by_time)
    return by_time or any(not listed.stage and not listed.duty for listed in servers(case.edition, use, stage.scope, case.catalogue))


def _scopes_started(case: Case) -> Iterator[Problem]:
    started = {placed.entry.starts for placed in case.entries}
    for scope in case.edition.scopes:
        if scope != "cycle" and scope not in started:
            yield Problem("never_started", f"scopes.{scope}", {"value": scope})


def _intakes(case: Case) -> Iterator[Problem]:
    for where, stage in case.stages():
        for scope in sorted({entry.starts for entry in stage.acts if entry.starts}):
            closes = any(use.name == "programmes.day_reached" or (use.name == "programmes.intake_closed" and use.param("intake") == scope)
                         for use in stage.done_when)
            if not closes:
                yield Problem("intake_open", f"{where}.done_when", {"scope": scope})


def _below(case: Case) -> Iterator[Problem]:
    """An [[anytime]] act or a duty cannot look down to a stage that many children have."""
    named = [(f"{placed.where}.{key}", placed.scope, code) for placed in case.entries if placed.stage is None
             for key, code in (("from", placed.entry.from_stage), ("until", placed.entry.until))]
    named += [(f"duties[{place}].{key}", duty.scope, code) for place, duty in enumerate(case.edition.duties)
              for key, code in (("from", duty.from_stage), ("to", duty.to_stage))]
    for where, scope, code in named:
        stage = case.edition.by_code.get(code)
        if stage is not None and depth(stage.scope) > depth(scope):
            yield Problem("stage_below", where, {"value": code})


def _children(case: Case) -> Iterator[Problem]:
    """Whoever waits for all children comes after every stage that starts them, or it would open with the first few."""
    for where, stage in case.stages():
        for code in stage.after:
            awaited = case.edition.by_code[code]
            between = [scope for scope in case.edition.scopes if depth(stage.scope) < depth(scope) <= depth(awaited.scope)]
            starters = [(scope, other.code) for scope in between for other in case.edition.stages
                        if not other.optional and any(entry.starts == scope for entry in other.acts)]
            for scope, starter in starters:
                if starter not in case.plan.before[stage.code]:
                    yield Problem("children_not_started", f"{where}.after", {"scope": scope, "value": code, "starter": starter})


def _untils(case: Case) -> Iterator[Problem]:
    for placed in case.entries:
        until = case.edition.by_code.get(placed.entry.until)
        if until is None or placed.stage is None:
            continue
        values = {"value": until.code, "stage": placed.stage.code}
        if depth(until.scope) > depth(placed.scope):
            yield Problem("until_below", f"{placed.where}.until", values)
        elif placed.stage.code not in case.plan.before[until.code]:
            yield Problem("until_not_later", f"{placed.where}.until", values)


def _lists(case: Case) -> Iterator[Problem]:
    publishing: dict[str, set[str]] = {}
    for placed in case.entries:
        if placed.stage is not None and placed.entry.act == "disclosure.publish":
            publishing.setdefault(str(placed.entry.param("list")), set()).add(placed.stage.code)
    for where, word in case.words("lists"):
        if word.code not in publishing:
            yield Problem("list_unpublished", where, {"value": word.code})
    narrowed = [(f"{where}.list", stage.scope, stage.list, stage.code) for where, stage in case.stages()]
    narrowed += [(f"duties[{place}].list", duty.scope, duty.list, "") for place, duty in enumerate(case.edition.duties)]
    for where, scope, code, stage_code in narrowed:
        if code not in case.edition.words("lists"):
            continue
        of = str(case.edition.word("lists", code).get("of", scope))
        if depth(of) > depth(scope):
            yield Problem("list_lower", where, {"value": code, "of": of})
        elif stage_code and not publishing.get(code, set()) & case.plan.before[stage_code]:
            yield Problem("list_not_before", where, {"value": code})

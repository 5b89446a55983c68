"""Figures in their range, roles high enough for their acts and with something to do, kinds of one scope, dates that somebody sets."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.engine.calendar import is_spec
from sinergi.engine.checking.case import Case
from sinergi.engine.definition import LEVELS, SCOPES
from sinergi.engine.plan import depth
from sinergi.engine.problems import Problem

_LONGEST = 3660                             # ten years of days: beyond that it is a slip of the pen


def problems(case: Case) -> Iterator[Problem]:
    yield from _days(case)
    yield from _low_roles(case)
    yield from _idle_roles(case)
    yield from _kinds(case)
    yield from _dates(case)
    yield from _duties(case)


def _days(case: Case) -> Iterator[Problem]:
    for where, stage in case.stages():
        yield from _range(f"{where}.days", stage.due.days, 1)
        yield from _range(f"{where}.due_after.days", stage.due.after_days, 0)
    for place, duty in enumerate(case.edition.duties):
        yield from _range(f"duties[{place}].grace", duty.grace, 0)
        yield from _range(f"duties[{place}].every", duty.every if isinstance(duty.every, int) else None, 1)
    chasing = case.edition.followups
    for key, days, least in (("remind_before", chasing.remind_before, 0), ("remind_after", chasing.remind_after, 1), ("escalate_after", (chasing.escalate_after,), 1)):
        for each in days:
            yield from _range(f"followups.{key}", each, least)


def _range(where: str, value: int | None, least: int) -> Iterator[Problem]:
    if value is not None and not least <= value <= _LONGEST:
        yield Problem("out_of_range", where, {"key": where.rpartition(".")[2], "value": value, "least": least, "most": _LONGEST})


def _low_roles(case: Case) -> Iterator[Problem]:
    for placed in case.entries:
        for role in placed.entry.roles:
            if _too_low(case, role, placed.scope, placed.entry.starts or placed.scope):
                yield Problem("role_too_low", f"{placed.where}.role", {"role": role, "scope": placed.entry.starts or placed.scope})
    cycle = case.edition.scopes.get("cycle")
    for role in cycle.opened_by if cycle else ():
        if _too_low(case, role, "cycle", "cycle"):
            yield Problem("role_too_low", "scopes.cycle.opened_by", {"role": role, "scope": "cycle"})


def _too_low(case: Case, code: str, scope: str, lies: str) -> bool:
    """A region must contain the place where the thing lies; a role on an undertaking reaches down, never up."""
    role, place = case.edition.roles.get(code), case.edition.scopes.get(lies)
    if role is None or place is None or role.held == "anyone":
        return False
    if role.held == "undertaking":
        return depth(role.scope) > depth(scope) if role.scope in SCOPES else False
    return role.level in LEVELS and place.level in LEVELS and LEVELS.index(role.level) > LEVELS.index(place.level)


def _idle_roles(case: Case) -> Iterator[Problem]:
    busy = {role for placed in case.entries for role in placed.entry.roles}
    busy.update(role for scope in case.edition.scopes.values() for role in scope.opened_by)
    busy.update((*case.edition.waivers.roles, *case.edition.waivers.deadline_roles, case.edition.followups.escort))
    busy.update(role for stage in case.edition.stages for role in stage.waived_by or ())
    for place, role in enumerate(case.edition.roles.values()):
        if role.code not in busy and not role.observer:
            yield Problem("role_idle", f"roles[{place}]", {"value": role.code})


def _kinds(case: Case) -> Iterator[Problem]:
    narrowed = [(f"{where}.kinds", stage.scope, stage.kinds) for where, stage in case.stages()]
    narrowed += [(f"duties[{place}].kinds", duty.scope, duty.kinds) for place, duty in enumerate(case.edition.duties)]
    scopes = case.plan.kind_scopes
    for where, scope, kinds in narrowed:
        of = sorted({scopes[kind] for kind in kinds if kind in scopes}, key=depth)
        if len(of) > 1:
            yield Problem("kinds_mixed", where, {"scopes": tuple(of)})
        elif of and depth(of[0]) > depth(scope):
            yield Problem("kinds_lower", where, {"value": kinds[0], "of": of[0]})


def _dates(case: Case) -> Iterator[Problem]:
    setters = [placed.entry.param("date") for placed in case.entries if placed.entry.act == "programmes.set_date"]
    for where, word in case.words("dates"):
        default = word.get("default")
        if default is not None and not is_spec(str(default)):
            yield Problem("date_malformed", f"{where}.default", {"value": default})
        if default is None and not any(date in {None, word.code} for date in setters):
            yield Problem("date_unset", where, {"value": word.code})
    for where, stage in case.stages():
        if stage.due.by and not is_spec(stage.due.by):
            yield Problem("date_malformed", f"{where}.due_by", {"value": stage.due.by})


def _duties(case: Case) -> Iterator[Problem]:
    periodic = tuple(name for name, condition in case.catalogue.conditions.items() if condition.periodic)
    for placed in case.uses:
        if placed.kind == "met_when" and placed.use.name in case.catalogue.conditions and placed.use.name not in periodic:
            yield Problem("duty_not_periodic", placed.where, {"use": placed.use.key, "known": periodic})



"""Whether every word of the file is known: scopes, levels, roles, acts, conditions, their parameters, vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sinergi.engine.catalogue import TARGETS, UNDO, Param
from sinergi.engine.checking.case import Case, PlacedEntry, near
from sinergi.engine.definition import EVERY, HELD, LEVELS, Params, Use
from sinergi.engine.plan import depth
from sinergi.engine.problems import Problem


def problems(case: Case) -> Iterator[Problem]:
    yield from _scopes(case)
    yield from _roles(case)
    yield from _vocabularies(case)
    yield from _stages(case)
    for placed in case.entries:
        yield from _entry(case, placed)
    for where, scope, _, use, _ in case.uses:
        condition = case.catalogue.conditions.get(use.name)
        if condition is None:
            if use.name:
                yield Problem("unknown_condition", f"{where}.is", {"value": use.name, "near": near(use.name, case.catalogue.conditions)})
        else:
            yield from _params(case, where, use.name, use.params, condition.params)
            yield from _included(case, where, use)
        yield from _of(case, f"{where}.of", use.of, scope)


def _of(case: Case, where: str, of: str, scope: str) -> Iterator[Problem]:
    if of and of not in case.edition.scopes:
        yield from _scope(case, where, of)
    elif of and depth(of) >= depth(scope):
        yield Problem("of_not_above", where, {"value": of, "scope": scope})


def _scopes(case: Case) -> Iterator[Problem]:
    above = 0
    for code, scope in case.edition.scopes.items():
        if scope.level and scope.level not in LEVELS[above:]:
            yield Problem("not_one_of", f"scopes.{code}.level", {"value": scope.level, "choices": LEVELS[above:]})
        above = LEVELS.index(scope.level) if scope.level in LEVELS else above
        yield from _known_roles(case, f"scopes.{code}.opened_by", scope.opened_by)
        yield from _in_vocabulary(case, f"scopes.{code}.carried_by", "bodies", (scope.carried_by,))


def _roles(case: Case) -> Iterator[Problem]:
    for place, role in enumerate(case.edition.roles.values()):
        where = f"roles[{place}]"
        if role.held not in HELD:
            yield Problem("not_one_of", f"{where}.held", {"value": role.held, "choices": HELD})
        if role.level and role.level not in LEVELS:
            yield Problem("not_one_of", f"{where}.level", {"value": role.level, "choices": LEVELS})
        wider = LEVELS[: LEVELS.index(role.level)] if role.level in LEVELS else ()
        if role.up_to and role.up_to not in wider:
            yield Problem("not_one_of", f"{where}.up_to", {"value": role.up_to, "choices": wider})
        if role.scope:
            yield from _scope(case, f"{where}.scope", role.scope)
    yield from _known_roles(case, "waivers.role", case.edition.waivers.roles)
    yield from _known_roles(case, "waivers.deadline_role", case.edition.waivers.deadline_roles)
    yield from _known_roles(case, "followups.escort", (case.edition.followups.escort,) if case.edition.followups.escort else ())
    yield from _in_vocabulary(case, "followups.escort_body", "bodies", (case.edition.followups.escort_body,))


def _vocabularies(case: Case) -> Iterator[Problem]:
    for where, word in case.words("kinds"):
        yield from _scope(case, f"{where}.scope", word.get("scope", "work"))
    for where, word in case.words("lists"):
        if "of" not in word.extra:
            yield Problem("missing", f"{where}.of", {"key": "of"})
        else:
            yield from _scope(case, f"{where}.of", word.get("of"))
    for where, word in case.words("meeting_kinds"):
        aims = word.get("targets", {})
        if isinstance(aims, Mapping):
            yield from _params(case, f"{where}.targets", "targets", tuple(aims.items()), TARGETS)
        else:
            yield Problem("wrong_type", f"{where}.targets", {"key": "targets", "wanted": "table"})
        wanted = word.get("aims", ())
        if not isinstance(wanted, tuple):
            yield Problem("wrong_type", f"{where}.aims", {"key": "aims", "wanted": "titles"})
            continue
        yield from (Problem("wrong_type", f"{where}.aims[{place}]", {"key": "aims", "wanted": "title"}) for place, each in enumerate(wanted) if not _is_title(each))
    for where, word in case.words("chains"):
        if not _texts(word.get("roles")):
            yield Problem("missing", f"{where}.roles", {"key": "roles"})
        yield from _known_roles(case, f"{where}.roles", _texts(word.get("roles")))
    yield from _bodies(case)


def _is_title(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Mapping) and set(value) <= {"id", "en"} and bool(value.get("id")))


def _bodies(case: Case) -> Iterator[Problem]:
    for where, word in case.words("bodies"):
        yield from _known_roles(case, f"{where}.role", _texts(word.get("role")))
        yield from _in_vocabulary(case, f"{where}.apart_from", "bodies", _texts(word.get("apart_from")))
        for place, element in enumerate(word.get("elements", ())):
            yield from _element(f"{where}.elements[{place}]", element)


def _element(where: str, element: Any) -> Iterator[Problem]:
    """One of the three pillars by its code, or what the file calls its own, with a title."""
    if isinstance(element, Mapping):
        for key in ("code", "title"):
            if not element.get(key):
                yield Problem("missing", f"{where}.{key}", {"key": key})
    elif not isinstance(element, str):
        yield Problem("wrong_type", where, {"key": "elements", "wanted": "title"})


def _included(case: Case, where: str, use: Use) -> Iterator[Problem]:
    """Members asked for by kind are kinds that the form of the body offers; else nobody could ever be one."""
    body = case.edition.words("bodies").get(str(use.param("body", "")))
    known = tuple(each.get("code") if isinstance(each, Mapping) else each for each in body.get("elements", ())) if body else ()
    for kind in use.param("includes", ()) if known else ():
        if kind not in known:
            yield Problem("not_in_vocabulary", f"{where}.includes", {"value": kind, "vocabulary": "bodies.elements", "known": known})


def _stages(case: Case) -> Iterator[Problem]:
    for where, stage in case.stages():
        yield from _scope(case, f"{where}.scope", stage.scope)
        yield from _in_vocabulary(case, f"{where}.list", "lists", (stage.list,))
        yield from _in_vocabulary(case, f"{where}.kinds", "kinds", stage.kinds)
        yield from _in_vocabulary(case, f"{where}.due_date", "dates", (stage.due.date,))
        yield from _known_roles(case, f"{where}.waived_by", stage.waived_by or ())
        if not stage.done_when:
            yield Problem("empty_done_when", f"{where}.done_when")
    for place, duty in enumerate(case.edition.duties):
        where = f"duties[{place}]"
        yield from _scope(case, f"{where}.scope", duty.scope)
        yield from _in_vocabulary(case, f"{where}.list", "lists", (duty.list,))
        yield from _in_vocabulary(case, f"{where}.kinds", "kinds", duty.kinds)
        if isinstance(duty.every, str) and duty.every not in EVERY:
            yield Problem("not_one_of", f"{where}.every", {"value": duty.every, "choices": tuple(EVERY)})


def _entry(case: Case, placed: PlacedEntry) -> Iterator[Problem]:
    where, entry = placed.where, placed.entry
    if not placed.stage and where.startswith("anytime"):
        yield from _scope(case, f"{where}.scope", entry.scope)
    yield from _known_roles(case, f"{where}.role", entry.roles)
    yield from _known_roles(case, f"{where}.undone_by", entry.undone_by)
    for name in (entry.act, *entry.not_by):
        key = "act" if name == entry.act else "not_by"
        if name and name.removeprefix(UNDO) not in case.catalogue.acts:
            yield Problem("unknown_act", f"{where}.{key}", {"value": name, "near": near(name, case.catalogue.acts)})
    act = case.catalogue.acts.get(entry.act.removeprefix(UNDO))
    if act is None:
        return
    yield from _params(case, where, entry.act, entry.params, act.params)
    if act.starts and not entry.starts:
        yield Problem("missing_param", where, {"name": "starts", "of": entry.act})
    if entry.starts and not act.starts:
        yield Problem("unknown_param", f"{where}.starts", {"name": "starts", "of": entry.act, "known": tuple(act.params)})
    elif entry.starts and (entry.starts not in case.edition.scopes or depth(entry.starts) <= depth(placed.scope)):
        below = tuple(scope for scope in case.edition.scopes if depth(scope) > depth(placed.scope))
        yield Problem("unknown_scope", f"{where}.starts", {"value": entry.starts, "choices": below})


def _params(case: Case, where: str, name: str, given: Params, known: Mapping[str, Param]) -> Iterator[Problem]:
    """Unknown, missing and wrongly typed parameters, and values outside their vocabulary or range."""
    for key, param in known.items():
        if param.required and key not in dict(given):
            yield Problem("missing_param", where, {"name": key, "of": name})
    for key, value in given:
        at = f"{where}.{key}"
        if key not in known:
            yield Problem("unknown_param", at, {"name": key, "of": name, "known": tuple(known)})
        elif not _is_kind(value, known[key].kind):
            yield Problem("wrong_param", at, {"name": key, "of": name, "wanted": known[key].kind})
        else:
            yield from _value(case, at, key, value, known[key])


def _value(case: Case, at: str, key: str, value: Any, param: Param) -> Iterator[Problem]:
    several = value if isinstance(value, tuple) else (value,)
    if param.vocabulary and not (param.free and not case.edition.words(param.vocabulary)):
        yield from _in_vocabulary(case, at, param.vocabulary, several)
    if param.kind == "scope":
        yield from _scope(case, at, value)
    if param.choices and value not in param.choices:
        yield Problem("not_one_of", at, {"value": value, "choices": param.choices})
    for one in several:
        if isinstance(one, (int, float)) and not isinstance(one, bool) and not _within(one, param.least, param.most):
            yield Problem("out_of_range", at, {"key": key, "value": one, "least": param.least, "most": "..." if param.most is None else param.most})


def _within(value: float, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _is_kind(value: Any, kind: str) -> bool:
    if kind in {"texts", "words"}:
        return isinstance(value, tuple) and bool(value) and all(isinstance(item, str) for item in value)
    if kind == "ints":
        return isinstance(value, tuple) and bool(value) and all(isinstance(item, int) for item in value)
    if kind in {"int", "percent"}:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, bool if kind == "bool" else str)


def _known_roles(case: Case, where: str, roles: Iterable[str]) -> Iterator[Problem]:
    for role in roles:
        if role not in case.edition.roles:
            yield Problem("unknown_role", where, {"value": role, "known": tuple(case.edition.roles)})


def _in_vocabulary(case: Case, where: str, vocabulary: str, codes: Iterable[str]) -> Iterator[Problem]:
    known = case.edition.words(vocabulary)
    for code in codes:
        if code and code not in known:
            yield Problem("not_in_vocabulary", where, {"value": code, "vocabulary": vocabulary, "known": tuple(known)})


def _scope(case: Case, where: str, scope: Any) -> Iterator[Problem]:
    if scope not in case.edition.scopes and scope != "":
        yield Problem("unknown_scope", where, {"value": scope, "choices": tuple(case.edition.scopes)})


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()

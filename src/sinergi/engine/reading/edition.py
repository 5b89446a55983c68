"""From the text of a file to an ``Edition``; ``parse`` goes on past what is wrong, so that all of it is told at once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sinergi.engine.catalogue import CATALOGUE
from sinergi.engine.definition import SCOPES, Chasing, Due, Duty, Edition, Entry, Params, Role, Scope, Stage, Use, Waivers, Word
from sinergi.engine.problems import Problem, Unsound
from sinergi.engine.reading.tables import Table, frozen

VOCABULARIES = ("kinds", "sources", "documents", "meeting_kinds", "bodies", "media", "plans", "forms", "chains", "lists", "dates", "schemes", "purposes")


def read(text: str, *, file: str = "") -> Edition:
    """The edition that a text describes; raises ``Unsound`` with every problem of form (``checking`` looks deeper)."""
    edition, problems = parse(text, file=file)
    if edition is None or problems:
        raise Unsound(problems)
    return edition


def parse(text: str, *, file: str = "") -> tuple[Edition | None, list[Problem]]:
    """What could be read, and what is wrong with its form; None only when the text is not TOML."""
    problems: list[Problem] = []

    def sink(problem: Problem) -> None:
        problems.append(replace(problem, file=file))

    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        sink(_broken(error))
        return None, problems
    root = Table(raw, "", sink)
    edition = _edition(root, digest_of(text))
    root.no_more()
    return edition, problems


def digest_of(text: str) -> str:
    """The SHA-256 by which a text is pinned."""
    return hashlib.sha256(text.encode()).hexdigest()


def _broken(error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    detail = str(error).partition(" (at ")[0]
    return Problem("not_toml", f"line {found[1]}" if found else "end", {"detail": detail})


def _edition(root: Table, digest: str) -> Edition:
    code, title = root.text("code", required=True), root.title()
    return Edition(
        code=code, title=title, scopes=_scopes(root), roles=MappingProxyType({role.code: role for role in _roles(root)}),
        stages=_stages(root), duties=_duties(root), anytime=tuple(_anytime(table) for table in root.tables("anytime")),
        waivers=_waivers(root), followups=_followups(root), vocabularies=MappingProxyType({name: _words(root, name) for name in VOCABULARIES}),
        based_on=root.text("based_on"), adopted=root.text("adopted"), note=root.title("note", required=False), digest=digest)


def _scopes(root: Table) -> MappingProxyType[str, Scope]:
    table = root.table("scopes")
    if "cycle" not in table:
        root.sink(Problem("missing", "scopes.cycle", {"key": "scopes.cycle"}))
    scopes: dict[str, Scope] = {}
    for code in table.names():
        one = table.table(code)
        if code not in SCOPES:
            root.sink(Problem("not_one_of", one.where, {"value": code, "choices": SCOPES}))
        scopes[code] = Scope(code, one.title(), one.text("level", required=True), one.texts("opened_by"), one.text("carried_by"))
        if code == "cycle" and not scopes[code].opened_by:
            root.sink(Problem("missing", one.at("opened_by"), {"key": "opened_by"}))
        one.no_more()
    return MappingProxyType({code: scopes[code] for code in (*SCOPES, *scopes) if code in scopes})


def _roles(root: Table) -> Iterable[Role]:
    tables = root.tables("roles")
    if not tables:
        root.sink(Problem("missing", "roles", {"key": "roles"}))
    seen: dict[Any, str] = {}
    for table in tables:
        role = Role(_code(table, seen), table.title(), table.text("held", "region"), table.text("level"), table.text("scope"), table.flag("observer"),
                    table.text("up_to"), table.flag("body"), table.titles("responsibilities"))
        if role.held == "region" and not role.level:
            root.sink(Problem("missing", table.at("level"), {"key": "level"}))
        table.no_more()
        yield role


def _words(root: Table, vocabulary: str) -> MappingProxyType[str, Word]:
    seen: dict[Any, str] = {}
    words = [Word(_code(table, seen), table.title(), table.rest()) for table in root.tables(vocabulary)]
    return MappingProxyType({word.code: word for word in words})


def _code(table: Table, seen: dict[Any, str]) -> str:
    code = table.text("code", required=True)
    _once(table, "code", code, seen)
    return code


def _once(table: Table, key: str, value: Any, seen: dict[Any, str]) -> None:
    if value in seen:
        table.sink(Problem("twice", table.at(key), {"value": value, "first": seen[value]}))
    elif value:
        seen[value] = table.at(key)


def _stages(root: Table) -> tuple[Stage, ...]:
    tables = root.tables("stages")
    if not tables:
        root.sink(Problem("missing", "stages", {"key": "stages"}))
    codes: dict[Any, str] = {}
    numbers: dict[Any, str] = {}
    return tuple(_stage(table, codes, numbers) for table in tables)


def _stage(table: Table, codes: dict[Any, str], numbers: dict[Any, str]) -> Stage:
    no, code = table.number("no", required=True) or 0, _code(table, codes)
    _once(table, "no", no, numbers)
    stage = Stage(
        no=no, code=code, title=table.title(), scope=table.text("scope", required=True), group=table.title("group", required=False),
        list=table.text("list"), kinds=table.texts("kinds"), after=table.texts("after"), opens_when=_uses(table, "opens_when"),
        acts=tuple(_entry(act) for act in table.tables("acts")), done_when=_uses(table, "done_when"), due=_due(table),
        optional=table.flag("optional"), waived_by=table.texts("waived_by") if "waived_by" in table else None)
    table.only(("waived_by",))
    return stage


def _due(table: Table) -> Due:
    after = table.table("due_after")
    due = Due(table.number("days"), table.text("due_by"), table.text("due_date"),
              after.text("stage", required="due_after" in table), after.number("days") or 0)
    after.no_more()
    return due


def _uses(table: Table, key: str) -> tuple[Use, ...]:
    return tuple(_use(one) for one in table.tables(key))


def _use(table: Table) -> Use:
    name = table.text("is", required=True)
    of, here, firm = table.text("of"), table.flag("here"), table.flag("firm")
    condition = CATALOGUE.conditions.get(name)
    return Use(name, _params(table.rest(), condition.params if condition else {}), of, here, firm or bool(condition and condition.firm))


def _entry(table: Table, *, scope: str = "", from_stage: str = "", after_close: bool = False) -> Entry:
    name = table.text("act", required=True)
    roles, until, needs = table.texts("role", required=True), table.text("until"), _uses(table, "needs")
    not_by, asked, starts = table.texts("not_by"), table.flag("asked"), table.text("starts")
    act = CATALOGUE.acts.get(name)
    undone_by = table.texts("undone_by")
    return Entry(name, roles, _params(table.rest(), act.params if act else {}), until, needs, not_by, asked, starts, scope, from_stage, after_close, undone_by)


def _anytime(table: Table) -> Entry:
    scope, from_stage, after_close = table.text("scope", required=True), table.text("from"), table.flag("after_close")
    return _entry(table, scope=scope, from_stage=from_stage, after_close=after_close)


def _params(own: Any, known: Any) -> Params:
    """Sorted pairs; a single value where the catalogue wants several becomes a list of one, so that equal uses are equal."""
    return tuple(sorted((name, _several(frozen(value), known[name].kind if name in known else "")) for name, value in own.items()))


def _several(value: Any, kind: str) -> Any:
    return (value,) if kind in {"texts", "ints", "words"} and not isinstance(value, tuple) else value


def _duties(root: Table) -> tuple[Duty, ...]:
    seen: dict[Any, str] = {}
    duties = []
    for table in root.tables("duties"):
        duties.append(Duty(
            _code(table, seen), table.title(), table.text("scope", required=True), table.period("every"), _uses(table, "met_when"),
            tuple(_entry(act) for act in table.tables("acts")), table.text("from"), table.text("to"), table.text("list"),
            table.texts("kinds"), table.number("grace") or 0))
        table.no_more()
    return tuple(duties)


def _waivers(root: Table) -> Waivers:
    table = root.table("waivers")
    waivers = Waivers(table.texts("role"), table.texts("deadline_role"))
    table.no_more()
    return waivers


def _followups(root: Table) -> Chasing:
    table, ours = root.table("followups"), Chasing()
    after = table.number("escalate_after")
    chasing = Chasing(table.numbers("remind_before", ours.remind_before), table.numbers("remind_after", ours.remind_after),
                      ours.escalate_after if after is None else after, table.text("escort"), table.text("escort_body"))
    table.no_more()
    return chasing

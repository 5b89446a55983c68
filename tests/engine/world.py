"""A toy world for the engine: facts in a list, every condition answered from them in a few lines, and people who act.

It stands in for the contexts and the database, so that the engine can be tried alone. A fact has a day on which it
happened and perhaps an end-day; nothing is ever removed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sinergi.engine.calendar import ahead, day_of, reached
from sinergi.engine.definition import Edition, Use
from sinergi.engine.gate import BoardOffice
from sinergi.engine.plan import depth
from sinergi.engine.reading import read
from sinergi.engine.survey import Board, Child, Node, Waiver, World, needed, survey, waits_above, waits_below
from sinergi.engine.survey.world import kind_line
from sinergi.kernel.timelines import ALWAYS, NEVER, Timeline, all_of, any_of, counting, holds, latest, runs
from tests.engine.tiny import TINY

EDITIONS = Path(__file__).parents[2] / "src" / "sinergi" / "programmes" / "editions"
SHELF = ("paket-kendal-2007", "plpbk-2012", "kotaku-2021", "kat-2018")
SOUND = (*SHELF, "tiny")                    # and one of no programme at all: nothing may hang on the files of the shelf


def sound(code: str) -> Edition:
    """A file of the shelf, or the tests' own small one."""
    return read(TINY) if code == "tiny" else shipped(code)


def shipped(code: str) -> Edition:
    return read((EDITIONS / f"{code}.toml").read_text(encoding="utf-8"), file=f"{code}.toml")


@dataclass(frozen=True)
class Fact:
    no: int
    act: str
    node: int
    day: date
    person: str = ""
    role: str = ""
    stage: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    end: date | None = None

    def get(self, name: str, default: Any = None) -> Any:
        return self.details.get(name, default)

    @property
    def span(self) -> tuple[date, date | None]:
        return self.day, self.end


@dataclass(frozen=True)
class Place:
    """An undertaking before anything happened to it."""

    id: int
    scope: str
    parent: int | None
    start: Fact


class Toy:
    """The fact store. ``people`` are named "role/1", "role/2" ...: each holds that one role everywhere."""

    def __init__(self, edition: Edition, day: date, year: int = 0) -> None:
        self.edition, self.year = edition, year or day.year
        self.facts: list[Fact] = []
        self.waivers: list[tuple[int, str, Waiver]] = []
        self.ids = 0
        self._board: Board | None = None
        self.write("open", 0, day)

    def copy(self, facts: Iterable[Fact] | None = None) -> Toy:
        twin = Toy.__new__(Toy)
        twin.edition, twin.year, twin.ids, twin._board = self.edition, self.year, self.ids, None
        twin.facts = list(self.facts if facts is None else facts)
        twin.waivers = list(self.waivers)
        return twin

    def as_of(self, day: date) -> Toy:
        """What was known of days up to ``day``: later facts are gone, later ends have not come."""
        twin = self.copy(replace(fact, end=fact.end if fact.end and fact.end <= day else None) for fact in self.facts if fact.day <= day)
        twin.waivers = [(node, stage, waiver) for node, stage, waiver in self.waivers if waiver.start <= day]
        return twin

    # --- writing -------------------------------------------------------------------------------

    def write(self, act: str, node: int, day: date, *, person: str = "", role: str = "", stage: str = "", **details: Any) -> Fact:
        if act in {"open", "programmes.start"}:
            self.ids += 1
            details["child"] = self.ids
        fact = Fact(len(self.facts) + 1, act, node, day, person, role, stage, details)
        self.facts.append(fact)
        self._board = None
        return fact

    def end(self, fact: Fact, day: date) -> None:
        self.facts[self.facts.index(fact)] = replace(fact, end=day)
        self._board = None

    def waive(self, node: int, stage: str, waiver: Waiver) -> None:
        self.waivers.append((node, stage, waiver))
        self._board = None

    # --- reading -------------------------------------------------------------------------------

    @property
    def board(self) -> Board:
        if self._board is None:
            self._board = survey(self.edition, self.world())
        return self._board

    @property
    def office(self) -> BoardOffice:
        return BoardOffice(self.board, self)

    def world(self) -> World:
        facts = sorted(self.facts, key=lambda fact: fact.no)
        nodes = {place.id: self._node(place, facts) for place in self._places(facts)}
        answers: dict[tuple[str, str], dict[int, Timeline]] = {}
        asking = Asking(self, facts, nodes)
        for question in needed(self.edition):
            subjects = [node for node in nodes.values() if node.scope == question.scope]
            answers.setdefault(question.key, {}).update({node.id: asking.answer(question.use, node.id, question.here) for node in subjects})
        waivers: dict[tuple[int, str], tuple[Waiver, ...]] = {}
        for node, stage, waiver in self.waivers:
            waivers[node, stage] = (*waivers.get((node, stage), ()), waiver)
        published, listed = asking.lists()
        return World(nodes, answers, published, listed, {code: asking.date_rows(code) for code in self.edition.words("dates")}, waivers)

    def _places(self, facts: list[Fact]) -> Iterator[Place]:
        for fact in facts:
            if fact.act == "open":
                yield Place(fact.get("child"), "cycle", None, fact)
            elif fact.act == "programmes.start":
                yield Place(fact.get("child"), fact.get("starts"), fact.node, fact)

    def _node(self, place: Place, facts: list[Fact]) -> Node:
        own = [fact for fact in facts if fact.node == place.id]
        kinds = [(fact.day, fact.end, fact.get("kind")) for fact in (place.start, *(fact for fact in own if fact.act == "programmes.classify"))]
        return Node(
            place.id, place.scope, place.parent, f"{place.scope[0].upper()}{place.id}",
            all_of([runs([place.start.span]), _switch(own, "programmes.return", "programmes.leave", start=True)]),
            _newest(kinds), place.start.stage, self.year if place.scope == "cycle" else 0,
            _switch(own, "programmes.hold", "programmes.resume", start=False), counting((fact.span for fact in own if fact.act == "programmes.close"), 1))

    # --- people --------------------------------------------------------------------------------

    def roles(self, person: str | None, _node: int, _day: date, _place: Any = None) -> Collection[str]:
        return {person.partition("/")[0]} if person else set()

    def roles_within(self, person: str | None, node: int, day: date) -> Collection[str]:
        return self.roles(person, node, day)

    def did(self, person: str, acts: Collection[str], node: int) -> bool:
        nodes = self.board.world.nodes
        near = {one.id for one in self.board.world.line(node)} | {other for other in nodes if node in {one.id for one in self.board.world.line(other)}}
        return any(fact.act in acts and fact.person == person and fact.end is None and fact.node in near for fact in self.facts)

    def around(self, node: int) -> tuple[dict[tuple[int, str], Timeline], dict[str, list[Child]]]:
        """What ``survey_one`` needs to know of the others."""
        board, world = self.board, self.board.world
        scope = world.nodes[node].scope
        above = {(one.id, code): board.child(one.id, code).settled for one in world.line(node) for code in waits_above(self.edition, scope)
                 if self.edition.by_code[code].scope == one.scope}
        below = {code: [board.child(other.id, code) for other in world.nodes.values() if other.scope == self.edition.by_code[code].scope
                        and node in {one.id for one in world.line(other.id)}] for code in waits_below(self.edition, scope)}
        return above, below


class Ask(NamedTuple):
    """One question: the facts that count, what is asked, and of whom."""

    made: list[Fact]
    params: dict[str, Any]
    node: int


@dataclass
class Asking:
    """The conditions of the four editions, each from simple facts."""

    toy: Toy
    facts: list[Fact]
    nodes: dict[int, Node]

    def answer(self, use: Use, node: int, here: str) -> Timeline:
        made = [fact for fact in self.facts if fact.node == node and (not here or fact.stage == here)]
        own: Callable[[Ask], Timeline] | None = getattr(self, use.name.replace(".", "_"), None)
        params = dict(use.params)
        if own is not None:
            return own(Ask(made, params, node))
        act, count = PLAIN[use.name]
        return counting((fact.span for fact in made if fact.act == act and _fits(fact, params)), params.get(count, 1) if count else 1)

    def programmes_started(self, ask: Ask) -> Timeline:
        stages = {fact.get("child") for fact in ask.made}
        children = [one for one in self.nodes.values() if one.scope == ask.params["scope"] and self._below(one, ask.node)
                    and (one.parent != ask.node or one.id in stages)]
        return counting((pair for child in children for pair in _pairs(child.live)), ask.params.get("min", 1))

    def _below(self, one: Node, node: int) -> bool:
        return one.parent is not None and (one.parent == node or self._below(self.nodes[one.parent], node))

    def programmes_classified(self, ask: Ask) -> Timeline:
        return kind_line(self.nodes[ask.node].kinds, None)

    def programmes_day_reached(self, ask: Ask) -> Timeline:
        return reached(self.date_rows(ask.params["date"]), self._default(ask.params["date"]))

    def programmes_day_ahead(self, ask: Ask) -> Timeline:
        return ahead(self.date_rows(ask.params["date"]), self._default(ask.params["date"]))

    def actors_consented(self, ask: Ask) -> Timeline:
        return latest([(*fact.span, fact.get("given", True)) for fact in ask.made if fact.act == "actors.consent"])

    def followups_done(self, ask: Ask) -> Timeline:
        reports = [fact.day for fact in ask.made if fact.act == "followups.report" and fact.end is None]
        findings = [fact for fact in ask.made if fact.get("finding")]
        open_spans = [(fact.day, min((day for day in (*reports, fact.end or date.max) if day >= fact.day), default=None)) for fact in findings]
        return _not(runs((start, None if end == date.max else end) for start, end in open_spans))

    def assessments_passed(self, ask: Ask) -> Timeline:
        return latest([(*fact.span, fact.get("verdict", True)) for fact in ask.made if fact.act == "assessments.decide" and _fits(fact, ask.params)])

    def dossiers_filed(self, ask: Ask) -> Timeline:
        acts = ["dossiers.file", *(["dossiers.check"] if ask.params.get("checked") else [])]
        return all_of(counting((fact.span for fact in ask.made if fact.act == act and fact.get("document", document) == document), 1)
                      for document in ask.params["documents"] for act in acts)

    def dossiers_signed(self, ask: Ask) -> Timeline:
        roles = self.toy.edition.word("chains", ask.params["chain"]).get("roles")
        return all_of(counting((fact.span for fact in ask.made if fact.act == "dossiers.sign" and fact.role == role), 1) for role in roles)

    def disclosure_publicised(self, ask: Ask) -> Timeline:
        return all_of(counting((fact.span for fact in ask.made if fact.act == "disclosure.publicise" and medium in fact.get("media", (medium,))), 1)
                      for medium in ask.params["media"])

    def disclosure_window_open(self, ask: Ask) -> Timeline:
        spans = []
        versions = sorted(self._versions(ask.params["list"], ask.node), key=lambda fact: (fact.day, fact.no))
        for place, fact in enumerate(versions):
            ends = [fact.day + timedelta(days=ask.params["days"] + 1), *(later.day for later in versions[place + 1:place + 2]), fact.end or date.max]
            spans.append((fact.day, min(ends)))
        return runs(spans)

    def disclosure_window_closed(self, ask: Ask) -> Timeline:
        published = counting((fact.span for fact in self._versions(ask.params["list"], ask.node)), 1)
        return all_of([published, _not(self.disclosure_window_open(ask))])

    def disclosure_objections_answered(self, ask: Ask) -> Timeline:
        answers = [fact for fact in ask.made if fact.act == "disclosure.answer" and fact.get("list") == ask.params["list"]]
        waiting = []
        for objection in (fact for fact in ask.made if fact.act == "disclosure.object" and fact.get("list") == ask.params["list"]):
            answered = counting((answer.span for answer in answers if answer.day >= objection.day), 1)     # an answer taken back counted until that day
            waiting.append(all_of([runs([objection.span]), _not(answered)]))
        return _not(any_of(waiting))

    def funds_used(self, ask: Ask) -> Timeline:
        acts = ("funds.contribute", "funds.verify") if ask.params["source"] == "swadaya" else ("funds.spend",)
        return all_of(counting((fact.span for fact in ask.made if fact.act == act and fact.get("source") == ask.params["source"]), 1) for act in acts)

    def progress_reached(self, ask: Ask) -> Timeline:
        return latest([(*fact.span, fact.get("percent", 0) >= ask.params["percent"]) for fact in ask.made if fact.act == "progress.report"])

    def progress_photographed(self, ask: Ask) -> Timeline:
        return all_of(counting((fact.span for fact in ask.made if fact.act == "progress.photograph" and at in fact.get("at", (at,))), 1)
                      for at in ask.params["at"])

    # --- lists and dates -----------------------------------------------------------------------

    def lists(self) -> tuple[dict[tuple[str, int], Timeline], dict[tuple[str, int], Timeline]]:
        published: dict[tuple[str, int], Timeline] = {}
        listed: dict[tuple[str, int], Timeline] = {}
        for code, word in self.toy.edition.words("lists").items():
            for node in self.nodes:
                versions = self._versions(code, node)
                if not versions:
                    continue
                published[code, node] = counting((fact.span for fact in versions), 1)
                for member in self.nodes.values():
                    if member.scope == word.get("of"):
                        listed[code, member.id] = latest([(*fact.span, member.id in fact.get("members")) for fact in versions])
        return published, listed

    def date_rows(self, code: str) -> tuple[tuple[date, date | None], ...]:
        rows = [(*fact.span, fact.get("set_to")) for fact in self.facts if fact.act == "programmes.set_date" and fact.get("date") == code]
        return _newest(rows)

    def _default(self, code: str) -> date | None:
        return day_of(self.toy.edition.word("dates", code).get("default", ""), self.toy.year)

    def _versions(self, code: str, node: int) -> list[Fact]:
        return [fact for fact in self.facts if fact.act == "disclosure.publish" and fact.node == node and fact.get("list") == code]


PLAIN: dict[str, tuple[str, str]] = {       # condition -> the act whose facts are counted, and the parameter that says how many
    "programmes.intake_closed": ("programmes.close_intake", ""), "programmes.closed": ("programmes.close", ""),
    "actors.formed": ("actors.form", ""), "actors.registered": ("actors.register", ""), "meetings.held": ("meetings.record", "times"),
    "assessments.filled": ("assessments.fill", "sheets"), "assessments.decided": ("assessments.decide", ""),
    "disclosure.published": ("disclosure.publish", ""), "proposals.complete": ("proposals.write", ""),
    "proposals.submitted": ("proposals.submit", ""), "proposals.ranked": ("proposals.rank", ""),
    "workplans.approved": ("workplans.approve", ""), "funds.committed": ("funds.commit", ""), "funds.released": ("funds.release", ""),
    "funds.accounted": ("funds.account", ""), "progress.reported": ("progress.report", ""), "progress.visited": ("progress.visit", "times"),
    "progress.wages_paid": ("progress.pay_wages", ""), "progress.handed_over": ("progress.hand_over", ""),
    "progress.functioning": ("progress.check_function", ""), "slums.scored": ("slums.survey", ""), "slums.credited": ("slums.credit", ""),
    "procurement.planned": ("procurement.plan", ""), "procurement.contracted": ("procurement.contract", ""),
    "procurement.accepted": ("procurement.accept", ""), "procurement.paid": ("procurement.pay", ""),
}
COMPARED = {"intake", "body", "kind", "form", "list", "plan", "source", "scheme", "tranche", "purpose", "step", "moment"}


def _fits(fact: Fact, params: dict[str, Any]) -> bool:
    return all(fact.get(name, value) == value for name, value in params.items() if name in COMPARED)


def _not(line: Timeline) -> Timeline:
    return line[1:] if line[:1] == ALWAYS else (date.min, *line)


def _pairs(line: Timeline) -> list[tuple[date, date | None]]:
    return [(line[place], line[place + 1] if place + 1 < len(line) else None) for place in range(0, len(line), 2)]


def _switch(facts: list[Fact], on: str, off: str, *, start: bool) -> Timeline:
    """The newest standing fact of two opposite acts says which holds; ``start`` before the first."""
    rows = [(*fact.span, fact.act == on) for fact in facts if fact.act in {on, off}]
    return latest([(date.min, None, start), *rows]) or NEVER


def _newest(rows: list[tuple[date, date | None, Any]]) -> tuple[tuple[date, Any], ...]:
    """(day, value of the newest standing row) at each day on which that may change."""
    days = sorted({day for start, end, _ in rows for day in (start, end) if day is not None})
    found = []
    for day in days:
        standing = [(start, place) for place, (start, end, _) in enumerate(rows) if start <= day and (end is None or end > day)]
        found.append((day, rows[max(standing)[1]][2] if standing else None))
    return tuple(found)


def children_live(toy: Toy, node: int, scope: str, day: date) -> list[int]:
    world = toy.board.world
    return [one.id for one in world.nodes.values() if one.scope == scope and holds(toy.board.live(one.id), day)
            and node in {above.id for above in world.line(one.id)} and depth(scope) > depth(world.nodes[node].scope)]

"""Small boards made by hand: the tiny edition, a few undertakings, and answers given day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sinergi.engine.definition import Edition
from sinergi.engine.gate import BoardOffice
from sinergi.engine.reading import read
from sinergi.engine.survey import Board, Node, Waiver, World, survey
from sinergi.kernel.timelines import ALWAYS, Timeline
from tests.engine.tiny import TINY

START = date(2020, 1, 1)
CYCLE, SITE, FIRST, SECOND = 1, 2, 3, 4


def on(day: int) -> date:
    """Day 1 is the first of January."""
    return START + timedelta(days=day - 1)


def line(*days: int) -> Timeline:
    return tuple(on(day) for day in days)


@dataclass
class Scene:
    """One round, one village, two works, all started on day 1; ``says`` answers a condition for some undertakings."""

    edition: Edition = field(default_factory=lambda: read(TINY))
    nodes: dict[int, Node] = field(default_factory=lambda: {
        CYCLE: Node(CYCLE, "cycle", None, "C", line(1), year=2020), SITE: Node(SITE, "site", CYCLE, "S", line(1)),
        FIRST: Node(FIRST, "work", SITE, "W1", line(1)), SECOND: Node(SECOND, "work", SITE, "W2", line(1))})
    answers: dict[tuple[str, str], dict[int, Timeline]] = field(default_factory=dict)
    published: Timeline = ()
    members: dict[int, Timeline] = field(default_factory=dict)
    waivers: dict[tuple[int, str], tuple[Waiver, ...]] = field(default_factory=dict)
    dates: dict[str, tuple[tuple[date, date | None], ...]] = field(default_factory=dict)
    deeds: set[tuple[str, str, int]] = field(default_factory=set)

    def says(self, condition: str, **lines: Timeline) -> Scene:
        """``says("proposals.submitted", W1=line(5))``; a name may end in _here_STAGE for facts of that stage alone."""
        ids = {node.code: node.id for node in self.nodes.values()}
        for name, given in lines.items():
            who, _, here = name.partition("_here_")
            self.answers.setdefault((condition, here), {})[ids[who]] = given
        return self

    def change(self, node: int, **fields: Any) -> Scene:
        old = self.nodes[node]
        values = {name: getattr(old, name) for name in ("id", "scope", "parent", "code", "live", "kinds", "started_by", "year", "held", "closed")}
        self.nodes[node] = Node(**{**values, **fields})
        return self

    def board(self) -> Board:
        listed = {("winners", node): given for node, given in self.members.items()}
        return survey(self.edition, World(self.nodes, self.answers, {("winners", CYCLE): self.published}, listed, self.dates, self.waivers))

    def office(self) -> BoardOffice:
        return BoardOffice(self.board(), Cast(self))

    def until_proposals(self, day: int = 3) -> Scene:
        """Everything before the proposals is done on a day."""
        self.says("meetings.held(kind=start)", C=line(2)).says("programmes.started(scope=site)", C=line(1))
        self.says("programmes.intake_closed(intake=site)", C=line(2)).says("programmes.started(scope=work)", S=line(day))
        return self.says("programmes.intake_closed(intake=work)", S=line(day))

    def until_works(self) -> Scene:
        """Both proposals in on day 5, winners out on day 6 with both on the list, the choice done on day 14."""
        self.until_proposals()
        for condition in ("proposals.complete()", "proposals.submitted()", "assessments.filled(form=sheet, sheets=2)"):
            self.says(condition, W1=line(5), W2=line(5))
        self.published, self.members = line(6), {FIRST: line(6), SECOND: line(6)}
        self.says("disclosure.published(list=winners)", C=line(6)).says("disclosure.window_closed(days=7, list=winners)", C=line(14))
        self.says("disclosure.window_open(days=7, list=winners)", C=line(6, 14))
        return self.says("disclosure.objections_answered(list=winners)", C=ALWAYS)

    def finish(self, who: str, day: int) -> Scene:
        """The works of one proposal are done on a day."""
        for condition in ("funds.released(scheme=grant, tranche=1)", "progress.reached(percent=100)", "dossiers.filed(documents=report)"):
            self.says(condition, **{who: line(day)})
        return self.says("progress.visited(purpose=look)", **{f"{who}_here_works": line(day)})


@dataclass
class Cast:
    """People are named after their one role; "office at 2" holds it only at undertaking 2 and below."""

    scene: Scene

    def roles(self, person: str | None, node: int, _day: date, place: Any = None) -> Collection[str]:
        role, _, where = (person or "").partition(" at ")
        if place is not None:
            return {role} if not where or where == str(place) else set()
        return {role} if not where or int(where) in set(self._up(node)) else set()

    def roles_within(self, person: str | None, _node: int, _day: date) -> Collection[str]:
        return {(person or "").partition(" at ")[0]}

    def did(self, person: str, acts: Collection[str], node: int) -> bool:
        near = {*self._up(node), *(other for other in self.scene.nodes if node in set(self._up(other)))}
        return any(one == person and act in acts and where in near for one, act, where in self.scene.deeds)

    def _up(self, node: int) -> Iterable[int]:
        at: int | None = node
        while at is not None:
            yield at
            at = self.scene.nodes[at].parent

"""What the gate needs to know of the world; pages answer it from the snapshot, the survey answers it from a board."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sinergi.engine.definition import Edition, Use
from sinergi.engine.survey.boards import Board
from sinergi.engine.survey.cells import Cell
from sinergi.engine.survey.world import Id, Node
from sinergi.kernel.timelines import Timeline


class People(Protocol):
    """Who holds which role, and who did what. Roles held by ``anyone`` need not be named."""

    def roles(self, person: Any, node: Id, day: date, place: Any = None) -> Collection[str]:
        """The roles a person holds that day at an undertaking; with ``place``, at a child of it that would lie there."""

    def roles_within(self, person: Any, node: Id, day: date) -> Collection[str]:
        """The roles a person holds that day at an undertaking, or at any place inside it where a child could lie."""

    def did(self, person: Any, acts: Collection[str], node: Id) -> bool:
        """Whether this person has done one of these acts here, above or below, and it still stands."""


class Office(People, Protocol):
    """People, and how things stand."""

    @property
    def edition(self) -> Edition: ...

    def line(self, node: Id) -> Iterable[Node]:
        """The undertaking and all above it, from below upwards."""

    def live(self, node: Id) -> Timeline:
        """When it and all above it are in the programme."""

    def cell(self, node: Id, stage: str) -> Cell: ...

    def holds(self, node: Id, use: Use, stage: str, day: date) -> bool:
        """Whether a condition of a stage (or of an act outside any: stage "") holds or is waived for an undertaking."""

    def answer(self, node: Id, use: Use, stage: str) -> Timeline:
        """The same over all days, as far as they are known."""


@dataclass(frozen=True)
class BoardOffice:
    """An office that reads from a full survey."""

    board: Board
    people: People

    @property
    def edition(self) -> Edition:
        return self.board.edition

    def line(self, node: Id) -> Iterable[Node]:
        return self.board.world.line(node)

    def live(self, node: Id) -> Timeline:
        return self.board.live(node)

    def cell(self, node: Id, stage: str) -> Cell:
        return self.board.cell(node, stage)

    def holds(self, node: Id, use: Use, stage: str, day: date) -> bool:
        return self.board.holds(node, use, stage, day)

    def answer(self, node: Id, use: Use, stage: str) -> Timeline:
        return self.board.answer(node, use, stage)

    def roles(self, person: Any, node: Id, day: date, place: Any = None) -> Collection[str]:
        return self.people.roles(person, node, day, place)

    def roles_within(self, person: Any, node: Id, day: date) -> Collection[str]:
        return self.people.roles_within(person, node, day)

    def did(self, person: Any, acts: Collection[str], node: Id) -> bool:
        return self.people.did(person, acts, node)

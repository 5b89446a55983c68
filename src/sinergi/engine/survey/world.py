"""What the survey is given: undertakings, answered conditions, lists, calendar and waivers, all as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sinergi.engine.calendar import DateRows
from sinergi.engine.definition import Use
from sinergi.kernel.timelines import ALWAYS, NEVER, Timeline, any_of, runs

Id = int
Answers = Mapping[tuple[str, str], Mapping[Id, Timeline]]     # Question.key -> subject -> when it holds


@dataclass(frozen=True, slots=True)
class Node:
    """One undertaking. ``live`` is its own: what lies above is added by the survey."""

    id: Id
    scope: str
    parent: Id | None = None
    code: str = ""                          # what people call it; the reasons name it
    live: Timeline = ALWAYS                 # from its start; ends on leaving, resumes on returning
    kinds: tuple[tuple[date, str], ...] = ()    # (day, kind) in the order they were given; the latest counts
    started_by: str = ""                    # the stage through which it was started
    year: int = 0                           # only of a cycle: dates without a year belong to it
    held: Timeline = NEVER
    closed: Timeline = NEVER                # only of a cycle


@dataclass(frozen=True, slots=True)
class Waiver:
    """Something that need not be: a condition, an opening, a stage, or a deadline moved to ``due_on``."""

    what: str                               # condition, opening, stage, deadline
    start: date
    end: date | None = None                 # the day from which it no longer counts
    condition: str = ""                     # Use.key, when a condition is waived
    due_on: date | None = None


@dataclass(frozen=True)
class World:
    """One cycle with all below it (or, for ``survey_one``, one undertaking with all above it)."""

    nodes: Mapping[Id, Node]
    answers: Answers = field(default_factory=dict)
    published: Mapping[tuple[str, Id], Timeline] = field(default_factory=dict)    # (list, publisher): a version stands
    listed: Mapping[tuple[str, Id], Timeline] = field(default_factory=dict)       # (list, member): the standing version names it
    dates: Mapping[str, DateRows] = field(default_factory=dict)                   # code of [[dates]] -> as set on the cycle
    waivers: Mapping[tuple[Id, str], tuple[Waiver, ...]] = field(default_factory=dict)    # (undertaking, stage)

    def line(self, node: Id) -> Iterator[Node]:
        """The undertaking and all above it, from below upwards."""
        at: Id | None = node
        while at is not None:
            found = self.nodes[at]
            yield found
            at = found.parent

    def above(self, node: Id, scope: str) -> Node | None:
        """The undertaking itself or the one above it that is of this scope."""
        return next((found for found in self.line(node) if found.scope == scope), None)


def waived(waivers: tuple[Waiver, ...], what: str, condition: str = "") -> Timeline:
    """When such a waiver stands."""
    return runs((one.start, one.end) for one in waivers if one.what == what and one.condition == condition)


def with_waiver(line: Timeline, use: Use, waivers: tuple[Waiver, ...]) -> Timeline:
    """When a condition holds or is waived; firm conditions never are, whatever was recorded."""
    if use.firm or not waivers:
        return line
    return any_of([line, waived(waivers, "condition", use.key)])


def kind_line(kinds: tuple[tuple[date, str], ...], wanted: frozenset[str] | None) -> Timeline:
    """When the kind was one of those wanted; with None, when there was any kind at all."""
    last_of_day = dict(sorted(kinds, key=lambda row: row[0]))
    line: list[date] = []
    for day, kind in last_of_day.items():
        is_one = bool(kind) if wanted is None else kind in wanted
        if is_one != bool(len(line) % 2):
            line.append(day)
    return tuple(line)

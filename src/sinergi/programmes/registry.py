"""What the words of the engine's catalogue do: each context binds its acts and conditions here, ``project.wiring`` calls it.

A condition answers for a set of undertakings with one query, giving timelines; it never builds sentences.
An act names the facts it writes (so that they can be listed and undone) and the form that does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sinergi.engine import catalogue
from sinergi.kernel.decisions import Decision
from sinergi.kernel.timelines import Timeline

Ids = Collection[int]


# (ids, *, stage="", **parameters of the file). ``stage`` is given when the file says ``here = true``: count only facts made through it.
Answer = Callable[..., Mapping[int, Timeline]]
# (ids, *, on, stage="", **parameters): why not yet, for the few cells on a page: a phrase code and its values per undertaking.
Explain = Callable[..., Mapping[int, tuple[str, Mapping[str, Any]]]]
# (ids, *, start, end, **parameters), for duties: the day on which it came true inside the period; those left out did not.
AnswerForPeriods = Callable[..., Mapping[int, date]]


# (cycle id, only these members or None for all) -> list code -> [(day, members)] in order.
Lists = Callable[..., Mapping[str, list[tuple[date, frozenset[int]]]]]

# (work) -> what the newest published list that speaks of it says: nothing ({}) where it stands on the list, else score, place, why, stopped_by
# (the purse at the line) and reason; None while no list that is out speaks of it.
LeftOut = Callable[[Any], Mapping[str, Any] | None]


@dataclass(frozen=True)
class BoundCondition:
    """``asked(**parameters)``: what a use asks besides its name, as codes with values: two uses of one kind are told apart by it."""

    name: str
    answer: Answer
    explain: Explain
    periods: AnswerForPeriods | None = None
    asked: Callable[..., list[tuple[str, dict[str, Any]]]] | None = None


@dataclass(frozen=True)
class BoundAct:
    """``form``: (undertaking code, bound parameters) -> address of the form. ``facts``: models of the facts it writes.

    ``undo(person, fact_id, on, reason)`` where ending the row is not enough (money is reversed, never ended).
    ``stays``: the code of the sentence why it is never taken back (what a citizen said, what was announced).
    ``may_end(fact)``: whether this one may still be taken back; asked before anybody is offered it or types a reason.
    ``before(code, parameters)``: a label and the address of what may be done beforehand, shown beside the task.
    ``so_far(ids, **parameters)``: by undertaking, what was already done of it where the task stays: "sudah ada 1: KDL08-002".
    ``open_for(person_id, ids, **parameters, on)`` narrows a task to those of the undertakings where this person can still do it;
    ``nothing`` says so where the act is listed among what is possible: it is no act at all where nothing is left.
    ``due_for`` (asked the same) gives the day by undertaking, where what is to be done has a day of its own and not that of its step.
    """

    name: str
    verb: Any  # lazy sentence: "Catat rapat"
    form: Callable[[str, Mapping[str, Any]], str]
    facts: tuple[type[Any], ...] = ()
    undo: Callable[..., Any] | None = None
    open_for: Callable[..., Collection[int]] | None = None
    nothing: Any = ""  # lazy sentence
    due_for: Callable[..., Mapping[int, date]] | None = None
    before: Callable[[str, Mapping[str, Any]], tuple[Any, str] | None] | None = None
    so_far: Callable[..., Mapping[int, str]] | None = None
    done: Any = ""  # the same when it was done, for histories: "Rapat dicatat"
    stays: str = ""
    may_end: Callable[[Any], Decision] | None = None
    gathered: bool = False  # of many sorts that no step waits for: among what is possible they stand in one line, and the form asks which


@dataclass(frozen=True)
class Waiting:
    """What another context adds to *Pekerjaan saya*: a template, what it shows, and how many things wait."""

    template: str
    shown: Any
    count: int


@dataclass(frozen=True)
class Beside:
    """One source of such things: what the page shows, and their number alone for the menu, which is on every page (one query)."""

    waiting: Callable[[Any, date], Waiting]     # (person, today)
    count: Callable[[Any, date], int]


@dataclass
class Registry:
    """Closed once wiring has run: a name outside the catalogue, or bound twice, is a programming error."""

    acts: dict[str, BoundAct] = field(default_factory=dict)
    conditions: dict[str, BoundCondition] = field(default_factory=dict)
    phrases: dict[str, Any] = field(default_factory=dict)
    lists: Lists | None = None
    left_out: LeftOut | None = None                                 # disclosure binds this too
    figures: Callable[[int, date], dict[str, Any]] | None = None  # what a closing freezes (reports binds this)
    came_in: Callable[[Any], int] | None = None      # (undertaking) -> money released there and below: what leaving would leave unaccounted (funds binds this)
    unsettled: Callable[[Any], int] | None = None    # (undertaking) -> what was agreed or found there and below and is not settled (followups binds this)
    my_work: list[Beside] = field(default_factory=list)  # what waits besides the steps of rounds

    def act_of(self, name: str, fact: type[Any]) -> BoundAct | None:
        """The act a table's rows tell of: the one that wrote them, or, where that wrote them beside its own facts, the one they are the facts of."""
        bound = self.acts.get(name)
        if bound is not None and issubclass(fact, bound.facts):
            return bound
        return next((each for each in self.acts.values() if issubclass(fact, each.facts)), None)

    def is_own(self, name: str, fact: type[Any]) -> bool:
        """Whether taking such a row back takes the act back; what an act wrote besides is taken back with it, never alone."""
        bound = self.acts.get(name)
        return bound is None or issubclass(fact, bound.facts)

    def bind_acts(self, acts: Iterable[BoundAct]) -> None:
        for act in acts:
            if act.name not in catalogue.ACTS or act.name in self.acts:
                raise LookupError(f"{act.name} is not in the catalogue, or bound twice")
            self.acts[act.name] = act

    def bind_conditions(self, conditions: Iterable[BoundCondition]) -> None:
        for condition in conditions:
            if condition.name not in catalogue.CONDITIONS or condition.name in self.conditions:
                raise LookupError(f"{condition.name} is not in the catalogue, or bound twice")
            self.conditions[condition.name] = condition

    def bind_phrases(self, phrases: Mapping[str, Any]) -> None:
        """Reason codes and their lazy sentences with ``%(name)s`` or ``{name}`` places; a code belongs to one context."""
        for code, sentence in phrases.items():
            if code in self.phrases:
                raise LookupError(f"phrase {code} is bound twice")
            self.phrases[code] = sentence

    def bind_lists(self, source: Lists) -> None:
        """The published lists of a cycle: code -> [(day, members)] in order (disclosure binds this)."""
        self.lists = source


registry = Registry()

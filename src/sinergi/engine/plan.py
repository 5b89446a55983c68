"""What follows from an edition alone: the order of its stages, who publishes which list, which questions it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sinergi.engine.definition import SCOPES, Edition, Entry, Stage, Use


@dataclass(frozen=True)
class Question:
    """One distinct question to the contexts: this condition, of undertakings of this scope, counting only facts of ``here``."""

    use: Use
    scope: str                              # of the subject
    here: str = ""                          # a stage code: only facts made through that stage count
    survey: bool = True                     # False: only needs of acts ask it (gate and tasks), not the survey

    @property
    def key(self) -> tuple[str, str]:
        """Where the answer stands in ``World.answers``."""
        return (self.use.key, self.here)


class Listed(NamedTuple):
    """An act where it stands: in a stage, in a duty, or in neither ([[anytime]])."""

    entry: Entry
    scope: str
    stage: str = ""
    duty: str = ""


class Plan:
    """Worked out once per edition; ask ``plan_of`` for it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.servers: dict[tuple[str, str], tuple[Listed, ...]] = {}     # kept for ``engine.serving``

    @cached_property
    def order(self) -> tuple[Stage, ...]:
        """Stages so that each comes after those it waits for; file order otherwise. A circle is left in file order."""
        placed: dict[str, Stage] = {}
        left = list(self.edition.stages)
        while left:
            ready = [stage for stage in left if all(code in placed or code not in self.edition.by_code for code in stage.after)]
            for stage in ready or left:
                placed[stage.code] = stage
            left = [stage for stage in left if stage.code not in placed]
        return tuple(placed.values())

    @cached_property
    def before(self) -> Mapping[str, frozenset[str]]:
        """For each stage all that it waits for, also through others."""
        found: dict[str, frozenset[str]] = {}
        for stage in self.order:
            direct = [code for code in stage.after if code in self.edition.by_code]
            found[stage.code] = frozenset(direct).union(*(found.get(code, frozenset()) for code in direct))
        return found

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """List code -> scope of the undertaking that publishes it."""
        return {str(entry.param("list")): stage.scope for stage in self.edition.stages for entry in stage.acts if entry.act == "disclosure.publish"}

    @cached_property
    def kind_scopes(self) -> Mapping[str, str]:
        """Kind code -> scope of the things that are of this kind."""
        return {code: word.get("scope", "work") for code, word in self.edition.words("kinds").items()}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        found: dict[tuple[str, str, str], Question] = {}
        for question in self._asked():
            place = (*question.key, question.scope)
            if place not in found or question.survey:
                found[place] = question
        return tuple(found.values())

    def _asked(self) -> Iterator[Question]:
        for stage in self.edition.stages:
            for use in (*stage.opens_when, *stage.done_when):
                yield question_of(use, stage.scope, stage.code)
            for use in needs_of(stage.acts):
                yield question_of(use, stage.scope, stage.code, survey=False)
        for scope, entry in self.elsewhere():
            for use in entry.needs:
                yield question_of(use, scope, "", survey=False)

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every act of the file where it stands: stages first, then duties, then [[anytime]]; each in file order."""
        stages = [Listed(entry, stage.scope, stage.code) for stage in self.edition.stages for entry in stage.acts]
        duties = [Listed(entry, duty.scope, "", duty.code) for duty in self.edition.duties for entry in duty.acts]
        return (*stages, *duties, *(Listed(entry, entry.scope) for entry in self.edition.anytime))

    @cached_property
    def by_act(self) -> Mapping[tuple[str, str], tuple[Listed, ...]]:
        """(scope, act) -> where it stands."""
        found: dict[tuple[str, str], list[Listed]] = {}
        for listed in self.listed:
            found.setdefault((listed.scope, listed.entry.act), []).append(listed)
        return {place: tuple(several) for place, several in found.items()}

    def elsewhere(self) -> Iterator[tuple[str, Entry]]:
        """Scope and entry of every act that stands in no stage: duties and [[anytime]]."""
        for duty in self.edition.duties:
            for entry in duty.acts:
                yield duty.scope, entry
        for entry in self.edition.anytime:
            yield entry.scope, entry


def plan_of(edition: Edition) -> Plan:
    """The plan of an edition, worked out at the first asking and kept with it (an edition never changes)."""
    kept = edition.__dict__.get("_plan")
    if isinstance(kept, Plan):
        return kept
    plan = Plan(edition)
    edition.__dict__["_plan"] = plan
    return plan


def needed(edition: Edition) -> tuple[Question, ...]:
    """Every distinct question that survey, gate and tasks ask; the caller answers each once for all its subjects."""
    return plan_of(edition).questions


def question_of(use: Use, scope: str, stage: str, *, survey: bool = True) -> Question:
    """The question that a use asks when it stands in a stage of that scope."""
    return Question(use, use.of or scope, stage if use.here else "", survey)


def needs_of(acts: tuple[Entry, ...]) -> Iterator[Use]:
    for entry in acts:
        yield from entry.needs


def depth(scope: str) -> int:
    """0 for the cycle, larger further down; unknown scopes lie at the bottom."""
    return SCOPES.index(scope) if scope in SCOPES else len(SCOPES)

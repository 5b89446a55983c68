"""The undertakings of one scope side by side, and the columns that the stages of this scope are computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sinergi.engine.definition import Stage, Use
from sinergi.engine.plan import Plan
from sinergi.engine.survey.columns import Column, all_columns, any_columns, is_blank
from sinergi.engine.survey.world import Id, World, kind_line
from sinergi.kernel.timelines import ALWAYS, NEVER, Timeline, all_of, invert


class Ground:
    """Rows are the undertakings ``ids``, all of one scope; everything here is worked out once and shared by the stages."""

    def __init__(self, plan: Plan, world: World, scope: str, ids: Sequence[Id], lives: dict[Id, Timeline]) -> None:
        self.plan, self.world, self.scope, self.ids = plan, world, scope, list(ids)
        self.row = {node: place for place, node in enumerate(self.ids)}
        self.live: Column = [_live(world, node, lives) for node in self.ids]
        self.blank: Column = [NEVER] * len(self.ids)
        self.always: Column = [ALWAYS] * len(self.ids)
        self._subjects: dict[str, list[Id]] = {scope: self.ids}
        self._kept: dict[Any, Any] = {}

    def subjects(self, scope: str) -> list[Id]:
        """For each row the undertaking of that scope above it (or itself)."""
        found = self._subjects.get(scope)
        if found is None:
            found = self._subjects[scope] = [_above(self.world, node, scope) for node in self.ids]
        return found

    def asked(self, use: Use, stage: str) -> Column:
        """The answers to one condition, each from its subject."""
        key, scope = (use.key, stage if use.here else ""), use.of or self.scope
        return self._once(("asked", key, scope), lambda: self._answers(key, scope))

    def fit(self, stage: Stage) -> Column:
        """When each is live, on the list and of the kind: the stage is for it."""
        return self._once(("fit", stage.list, stage.kinds), lambda: all_columns([self.live, *self.decided(stage)], len(self.ids)))

    def decided(self, stage: Stage) -> list[Column]:
        """On the list, of the kind: the columns that a stage narrows itself by."""
        listed = [self.listed(stage.list)] if stage.list else []
        return [*listed, *([self.of_kind(stage.kinds)] if stage.kinds else [])]

    def out(self, stage: Stage) -> Column:
        """When the stage is not for them: left, off the list, of another kind. Undecided is not out."""
        return self._once(("out", stage.list, stage.kinds), lambda: self._out(stage))

    def published(self, code: str) -> Column:
        """When the publisher of the list, seen from each row, had a version standing."""
        publishers = self.subjects(self.plan.publishers.get(code, "cycle"))
        return self._once(("published", code), lambda: [self.world.published.get((code, node), NEVER) for node in publishers])

    def kind_known(self, kinds: tuple[str, ...]) -> Column:
        """When the kind was known at all."""
        return self._once(("known", self._kind_scope(kinds)), lambda: self._kind_lines(kinds, None))

    def _answers(self, key: tuple[str, str], scope: str) -> Column:
        answers = self.world.answers.get(key, {})
        return [answers.get(node, NEVER) for node in self.subjects(scope)] if answers else self.blank

    def listed(self, code: str) -> Column:
        """When each is on the standing version of a list, or lies below one that is."""
        members = self.subjects(self.plan.edition.word("lists", code).get("of", self.scope))
        return self._once(("listed", code), lambda: [self.world.listed.get((code, node), NEVER) for node in members])

    def of_kind(self, kinds: tuple[str, ...]) -> Column:
        """When each is of one of these kinds, or lies below one that is."""
        return self._once(("kind", kinds), lambda: self._kind_lines(kinds, frozenset(kinds)))

    def _kind_lines(self, kinds: tuple[str, ...], wanted: frozenset[str] | None) -> Column:
        return [kind_line(self.world.nodes[node].kinds, wanted) for node in self.subjects(self._kind_scope(kinds))]

    def _kind_scope(self, kinds: tuple[str, ...]) -> str:
        return self.plan.kind_scopes.get(kinds[0], self.scope)

    def _out(self, stage: Stage) -> Column:
        columns = [self._once(("left",), lambda: [line[1:] if line else ALWAYS for line in self.live])]     # never live: left on the day it began
        if stage.list:
            columns.append(_but_not(self.published(stage.list), self.listed(stage.list)))
        if stage.kinds:
            columns.append(_but_not(self.kind_known(stage.kinds), self.of_kind(stage.kinds)))
        filled = [column for column in columns if not is_blank(column)]
        return any_columns(filled) if filled else self.blank

    def _once(self, key: Any, make: Callable[[], Column]) -> Column:
        if key not in self._kept:
            self._kept[key] = make()
        found: Column = self._kept[key]
        return found




def _but_not(whole: Column, part: Column) -> Column:
    return [NEVER if line == other else all_of([line, invert(other)]) for line, other in zip(whole, part, strict=True)]


def _live(world: World, node: Id, lives: dict[Id, Timeline]) -> Timeline:
    """Live itself, and all above it."""
    found = lives.get(node)
    if found is None:
        one = world.nodes[node]
        found = one.live if one.parent is None else all_of([one.live, _live(world, one.parent, lives)])
        lives[node] = found
    return found


def _above(world: World, node: Id, scope: str) -> Id:
    found = world.above(node, scope)
    if found is None:
        raise LookupError(f"undertaking {node} has no {scope} above it")
    return found.id

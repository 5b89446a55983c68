"""The survey itself: stage by stage, all undertakings at once; and the same for one undertaking alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sinergi.engine.calendar import day_of
from sinergi.engine.definition import SCOPES, Edition, Stage, Use
from sinergi.engine.plan import Plan, depth, plan_of
from sinergi.engine.survey.cells import Cell, Dues, State, state
from sinergi.engine.survey.columns import Column, Gathering, all_columns, any_columns, first_days, gathered, is_blank
from sinergi.engine.survey.ground import Ground
from sinergi.engine.survey.world import Id, Waiver, World, waived, with_waiver
from sinergi.kernel.timelines import Timeline, all_of, any_of, first, holds

FEW = 5                                     # so many are named where many are meant


class Child(NamedTuple):
    """What a parent needs to know of one child at the stage it waits for; ``live`` includes all above the child."""

    live: Timeline
    settled: Timeline
    done: Timeline


class Below(NamedTuple):
    """The children waited for on a day: how many are not settled and the first few by id and name; whether all are, one of them done; whether there was ever any."""

    undone: int
    few: list[tuple[Id, str]]
    settled: bool
    some: bool


class Columns(NamedTuple):
    """One stage of all undertakings of its scope, row by row."""

    opened: Column
    done: Column
    settled: Column
    free: Column
    waived: Column
    out: Column
    ripe: Column
    waits: tuple[Column, ...]               # one for each ``after``: when it was settled for the row


Waited = Callable[[str], Column]            # the code of a stage of another scope -> when it is settled for each row


@dataclass(frozen=True)
class Board:
    """All cells of a cycle over all time. Cells are made when asked for; 200,000 of them are rarely wanted at once."""

    edition: Edition
    world: World
    grounds: Mapping[str, Ground]
    columns: Mapping[str, Columns]

    def cell(self, node: Id, stage: str) -> Cell:
        """The cell of an undertaking and a stage of its scope."""
        one, ground = self.edition.by_code[stage], self._ground(node)
        return _cell(one, self.columns[stage], ground.row[node], _dues(self, one, node))

    def cells(self, node: Id) -> dict[str, Cell]:
        """Stage code -> cell, for every stage of the undertaking's scope, in file order."""
        return {stage.code: self.cell(node, stage.code) for stage in self.edition.of_scope(self._ground(node).scope)}

    def state(self, node: Id, stage: str, day: date) -> State:
        return state(self.cell(node, stage), day)

    def states(self, stage: str, day: date) -> dict[Id, State]:
        """The state of one stage for every undertaking of its scope that had started by ``day``."""
        ground, columns = self.grounds[self.edition.by_code[stage].scope], self.columns[stage]
        rows = zip(ground.ids, ground.live, *columns[:6], strict=True)
        return {node: _state(stage, day, lines) for node, live, *lines in rows if live and live[0] <= day}

    def answer(self, node: Id, use: Use, stage: str) -> Timeline:
        """When a condition of a stage holds or is waived for an undertaking, asked of whatever subject it names."""
        subject = self.world.above(node, use.of) if use.of else self.world.nodes[node]
        line = self.world.answers.get((use.key, stage if use.here else ""), {}).get(subject.id, ()) if subject else ()
        return with_waiver(line, use, self.world.waivers.get((node, stage), ()))

    def holds(self, node: Id, use: Use, stage: str, day: date) -> bool:
        return holds(self.answer(node, use, stage), day)

    def child(self, node: Id, stage: str) -> Child:
        """What the parents of an undertaking need to know of it."""
        ground, columns = self._ground(node), self.columns[stage]
        row = ground.row[node]
        return Child(ground.live[row], columns.settled[row], columns.done[row])

    def live(self, node: Id) -> Timeline:
        """When an undertaking and all above it are in the programme."""
        ground = self._ground(node)
        return ground.live[ground.row[node]]

    def below(self, node: Id, stage: str, day: date) -> Below:
        """The children of an undertaking at a stage that it waits for."""
        ground, columns, scope = self.grounds[self.edition.by_code[stage].scope], self.columns[stage], self.world.nodes[node].scope
        rows = zip(ground.ids, ground.subjects(scope), ground.live, columns.settled, columns.done, strict=True)
        started = [(child, live, settled, done) for child, parent, live, settled, done in rows if parent == node and live and live[0] <= day]
        own = [(child, settled, done) for child, live, settled, done in started if holds(live, day)]
        undone = [(child, self.world.nodes[child].code or str(child)) for child, settled, _done in own if not holds(settled, day)]
        return Below(len(undone), undone[:FEW], not undone and any(holds(done, day) for _child, _settled, done in own), bool(started))

    def _ground(self, node: Id) -> Ground:
        return self.grounds[self.world.nodes[node].scope]


def survey(edition: Edition, world: World) -> Board:
    """Every stage of every undertaking of a cycle, over all time."""
    plan, lives = plan_of(edition), dict[Id, Timeline]()
    by_scope: dict[str, list[Id]] = {scope: [] for scope in SCOPES}
    for node in world.nodes.values():
        by_scope[node.scope].append(node.id)
    grounds = {scope: Ground(plan, world, scope, ids, lives) for scope, ids in by_scope.items()}
    columns: dict[str, Columns] = {}
    for stage in plan.order:
        columns[stage.code] = _stage_columns(stage, grounds[stage.scope], columns, _waited(plan, grounds, columns, stage.scope))
    return Board(edition, world, grounds, columns)


def survey_one(edition: Edition, world: World, node: Id, above: Mapping[tuple[Id, str], Timeline],
               below: Mapping[str, Iterable[Child]]) -> dict[str, Cell]:
    """One undertaking alone: stage code -> cell, equal to the full survey.

    ``world`` needs only it and what lies above it. ``above`` gives (ancestor, stage code) -> settled for the stages that
    ``waits_above`` names, ``below`` the children (stage code -> live, settled, done) for those that ``waits_below`` names.
    """
    plan, scope = plan_of(edition), world.nodes[node].scope
    ground = Ground(plan, world, scope, [node], {})
    columns: dict[str, Columns] = {}

    def waited(code: str) -> Column:
        other = edition.by_code[code].scope
        if depth(other) < depth(scope):
            return [above.get((ground.subjects(other)[0], code), ())]
        return [gathered(below.get(code, ()))]

    for stage in plan.order:
        if stage.scope == scope:
            columns[stage.code] = _stage_columns(stage, ground, columns, waited)
    board = Board(edition, world, {scope: ground}, columns)
    bases = {stage.code: waited(stage.due.after_stage) for stage in edition.of_scope(scope)
             if stage.due.after_stage and edition.by_code[stage.due.after_stage].scope != scope}
    return {stage.code: _cell(stage, columns[stage.code], 0, _dues(board, stage, node, bases.get(stage.code)))
            for stage in edition.of_scope(scope)}


def waits_above(edition: Edition, scope: str) -> frozenset[str]:
    """The stages of scopes above whose settling an undertaking of this scope waits for (``above`` of ``survey_one``)."""
    return frozenset(code for code in _waited_codes(edition, scope) if depth(edition.by_code[code].scope) < depth(scope))


def waits_below(edition: Edition, scope: str) -> frozenset[str]:
    """The stages of scopes below that an undertaking of this scope waits for (``below`` of ``survey_one``)."""
    return frozenset(code for code in _waited_codes(edition, scope) if depth(edition.by_code[code].scope) > depth(scope))


def _waited_codes(edition: Edition, scope: str) -> set[str]:
    stages = edition.of_scope(scope)
    return {code for stage in stages for code in (*stage.after, stage.due.after_stage) if code}


def _waited(plan: Plan, grounds: Mapping[str, Ground], columns: Mapping[str, Columns], scope: str) -> Waited:
    ground = grounds[scope]

    def waited(code: str) -> Column:
        other = plan.edition.by_code[code].scope
        if depth(other) < depth(scope):
            row, settled = grounds[other].row, columns[code].settled
            return [settled[row[node]] for node in ground.subjects(other)]
        return _gathered(ground, grounds[other], columns[code])

    return waited


def _gathered(parents: Ground, children: Ground, columns: Columns) -> Column:
    """For each parent when all its live children are settled and one of them is done."""
    gatherings = [Gathering() for _ in parents.ids]
    rows = (parents.row[node] for node in children.subjects(parents.scope))
    for row, live, settled, done in zip(rows, children.live, columns.settled, columns.done, strict=True):
        if live:
            gatherings[row].add(live, settled, done)
    return [gathering.line() for gathering in gatherings]


def _stage_columns(stage: Stage, ground: Ground, own: Mapping[str, Columns], waited: Waited) -> Columns:
    count, fit, out = len(ground.ids), ground.fit(stage), ground.out(stage)
    by_code = ground.plan.edition.by_code
    waits = tuple(own[code].settled if by_code[code].scope == ground.scope else waited(code) for code in stage.after)
    locks = [ground.asked(use, stage.code) for use in stage.opens_when]
    decided = ground.decided(stage)
    opened = first_days(all_columns([*waits, *locks, fit], count))
    done = all_columns([*(ground.asked(use, stage.code) for use in stage.done_when), opened], count)
    free = all_columns([*locks, *decided], count) if locks or decided else ground.always
    ripe = all_columns([*waits, fit], count) if stage.opens_when else ground.blank
    columns = Columns(opened, done, _settled(stage, opened, done, out), free, ground.blank, out, ripe, waits)
    patched = [row for row, node in enumerate(ground.ids) if (node, stage.code) in ground.world.waivers] if ground.world.waivers else []
    return _patched(columns, stage, ground, patched) if patched else columns


def _settled(stage: Stage, opened: Column, done: Column, out: Column) -> Column:
    columns = [done, *([opened] if stage.optional else []), *([] if is_blank(out) else [out])]
    return any_columns(columns)


def _patched(columns: Columns, stage: Stage, ground: Ground, rows: Sequence[int]) -> Columns:
    """The same columns with the rows that have waivers computed anew; the others may be shared, so these are copies."""
    copies = Columns(list(columns.opened), list(columns.done), list(columns.settled), list(columns.free), list(columns.waived), columns.out,
                     columns.ripe, columns.waits)
    for row in rows:
        waivers = ground.world.waivers[ground.ids[row], stage.code]
        opening, whole = waived(waivers, "opening"), waived(waivers, "stage")
        decided = all_of(column[row] for column in ground.decided(stage))
        locks = all_of(_asked(ground, use, stage, row, waivers) for use in stage.opens_when)
        waits = all_of(column[row] for column in columns.waits)
        ready = all_of([any_of([all_of([waits, locks]), opening]), ground.fit(stage)[row]])
        opened = ready[:1]
        done = any_of([all_of([*(_asked(ground, use, stage, row, waivers) for use in stage.done_when), opened]), whole])
        copies.opened[row], copies.done[row], copies.waived[row] = opened, done, whole
        copies.settled[row] = any_of([done, columns.out[row], *([opened] if stage.optional else [])])
        copies.free[row] = all_of([any_of([locks, opening]), decided])
    return copies


def _asked(ground: Ground, use: Use, stage: Stage, row: int, waivers: tuple[Waiver, ...]) -> Timeline:
    return with_waiver(ground.asked(use, stage.code)[row], use, waivers)


def _cell(stage: Stage, columns: Columns, row: int, dues: Dues) -> Cell:
    return Cell(stage.code, columns.opened[row], columns.done[row], columns.settled[row], columns.free[row], columns.ripe[row],
                columns.waived[row], columns.out[row], dues)


_NO_DUES = Dues()


def _dues(board: Board, stage: Stage, node: Id, base: Column | None = None) -> Dues:
    due, world, edition = stage.due, board.world, board.edition
    moved = tuple((one.start, one.end, one.due_on) for one in world.waivers.get((node, stage.code), ()) if one.what == "deadline" and one.due_on)
    if not due and not moved:
        return _NO_DUES
    top = world.above(node, "cycle")
    year = top.year if top else 0
    default = day_of(str(edition.word("dates", due.date).get("default", "")), year) if due.date else None
    found = _base(board, due.after_stage, node, base) if due.after_stage else ()
    return Dues(due.days, day_of(due.by, year) if due.by else None, world.dates.get(due.date, ()) if due.date else (), default,
                found, due.after_days, moved)


def _base(board: Board, code: str, node: Id, base: Column | None) -> Timeline:
    """The day from which ``due_after`` counts: the first settling of that stage, above, below or beside."""
    if base is not None:
        return base[0][:1]
    scope, other = board.world.nodes[node].scope, board.edition.by_code[code].scope
    if other == scope:
        return board.columns[code].done[board.grounds[scope].row[node]][:1]
    plan = plan_of(board.edition)
    return _waited(plan, board.grounds, board.columns, scope)(code)[board.grounds[scope].row[node]][:1]


def _state(stage: str, day: date, lines: Sequence[Timeline]) -> State:
    """``state`` without making a cell for the plain case."""
    opened, done, _, _, whole, out = lines
    if whole or out:
        return state(Cell(stage, opened, done, waived=whole, out=out), day)
    if holds(done, day):
        return "done"
    started = first(opened)
    return "open" if started is not None and started <= day else "waiting"



"""The rows of a cycle turned into the frozen values the engine's survey reads: one query per distinct question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sinergi.engine.definition import Edition
from sinergi.engine.plan import Question, question_of
from sinergi.engine.survey import Node, Waiver, World, needed
from sinergi.kernel.timelines import NEVER, Timeline, all_of, invert, runs
from sinergi.programmes.models import Classified, Closing, DateSet, Holding, Leaving, Subjects, Undertaking
from sinergi.programmes.models import Waiver as WaiverFact
from sinergi.programmes.registry import registry

Row = tuple[int, str, str, int | None, date, date | None, str, int]
FIELDS = ("pk", "code", "scope", "parent_id", "started_on", "voided_on", "started_stage", "year")


def world_of_cycle(cycle_id: int, edition: Edition, questions: Iterable[Question] | None = None) -> World:
    """The cycle with everything in it, and every answer about any of it (or only those to ``questions``)."""
    rows = list(Undertaking.objects.of_cycle(cycle_id).order_by("pk").values_list(*FIELDS))
    return _world(cycle_id, edition, rows, needed(edition) if questions is None else questions, whole=True)


def world_of_branch(undertaking: Undertaking, edition: Edition, questions: Iterable[Question] = ()) -> World:
    """One undertaking with what lies above it, and the answers to these questions; an office asks others when it needs them."""
    ids = [each for each in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id) if each]
    rows = list(Undertaking.objects.filter(pk__in=ids).values_list(*FIELDS))
    return _world(undertaking.root_id, edition, rows, questions, whole=False)


def world_of_some(cycle_id: int, edition: Edition, ids: Collection[int], questions: Iterable[Question] | None = None) -> World:
    """Some undertakings of a cycle with what lies above them, and every answer about any of these (or only those to ``questions``)."""
    chosen = set(ids) | {cycle_id}
    chosen |= {parent for parent in Undertaking.objects.filter(pk__in=chosen).values_list("parent_id", flat=True) if parent}
    rows = list(Undertaking.objects.filter(pk__in=chosen).order_by("pk").values_list(*FIELDS))
    return _world(cycle_id, edition, rows, needed(edition) if questions is None else questions, whole=False)


def ask(question: Question, ids: Collection[int]) -> Mapping[int, Timeline]:
    """One question of many undertakings; a condition no context answers yet holds for nobody."""
    bound = registry.conditions.get(question.use.name)
    if bound is None or not ids:
        return {}
    return bound.answer(ids, stage=question.here, **dict(question.use.params))


def live_lines(rows: Iterable[Row], ids: Collection[int] | None) -> dict[int, Timeline]:
    """When each of these undertakings was in the programme by itself (what lies above it is not looked at)."""
    left = _facts(Leaving, ids)
    return {
        pk: all_of([runs([(started, voided)]), *( [invert(runs(left[pk]))] if pk in left else [])])
        for pk, _code, _scope, _parent, started, voided, _stage, _year in rows
    }


def questions_of(edition: Edition, scope: str) -> list[Question]:
    """What the survey asks for undertakings of this scope; the subject may lie above them."""
    found = {}
    for stage in edition.of_scope(scope):
        for use in (*stage.opens_when, *stage.done_when):
            question = question_of(use, scope, stage.code)
            found[(*question.key, question.scope)] = question
    return list(found.values())


def _world(cycle_id: int, edition: Edition, rows: list[Row], questions: Iterable[Question], *, whole: bool) -> World:
    ids = [row[0] for row in rows]
    live = live_lines(rows, ids)
    held = _facts(Holding, ids)
    closed = _facts(Closing, [cycle_id])
    kinds = _kinds(ids)
    nodes = {
        pk: Node(id=pk, scope=scope, parent=parent, code=code, live=live[pk], kinds=tuple(kinds.get(pk, ())), started_by=stage, year=year,
                 held=runs(held[pk]) if pk in held else NEVER, closed=runs(closed[pk]) if pk in closed else NEVER)
        for pk, code, scope, parent, _started, _voided, stage, year in rows
    }
    by_scope: dict[str, list[int]] = defaultdict(list)
    for pk, node in nodes.items():
        by_scope[node.scope].append(pk)
    published, listed = _lists(cycle_id, edition, None if whole else ids)
    answers: dict[tuple[str, str], dict[int, Timeline]] = defaultdict(dict)
    for question in questions:
        subjects = by_scope.get(question.scope, [])
        found = ask(question, Subjects.of_cycle(subjects, cycle_id) if whole else subjects)
        answers[question.key].update({pk: found.get(pk, NEVER) for pk in subjects} if not whole else found)
    return World(nodes=nodes, answers=answers, published=published, listed=listed, dates=dates_of(cycle_id), waivers=_waivers(ids))


def _chunks(ids: Collection[int]) -> Iterable[list[int]]:
    """SQLite takes a few ten thousand numbers in one query; stay well below."""
    listed = list(ids)
    for start in range(0, len(listed), 20_000):
        yield listed[start:start + 20_000]


def _facts(model: type[Leaving | Holding | Closing], ids: Collection[int] | None) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for chunk in _chunks(ids or ()):
        for pk, start, end in model.objects.filter(undertaking__in=chunk).values_list("undertaking_id", "happened_on", "ended_on"):
            found[pk].append((start, end))
    return found


def _kinds(ids: Collection[int]) -> dict[int, list[tuple[date, str]]]:
    """The kinds given, in order; ending one gives back the one before it."""
    rows: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
    for chunk in _chunks(ids):
        for pk, start, end, kind in Classified.objects.about(chunk).values_list("undertaking_id", "happened_on", "ended_on", "kind"):
            rows[pk].append((start, end, kind))
    return {pk: _replayed(each) for pk, each in rows.items()}


def _replayed(rows: list[tuple[date, date | None, str]]) -> list[tuple[date, str]]:
    days = sorted({day for start, end, _ in rows for day in (start, end) if day is not None})
    line: list[tuple[date, str]] = []
    for day in days:
        standing = [(start, place, kind) for place, (start, end, kind) in enumerate(rows) if start <= day and (end is None or end > day)]
        line.append((day, max(standing)[2] if standing else ""))
    return line


def dates_of(cycle_id: int) -> dict[str, tuple[tuple[date, date | None], ...]]:
    """Each date of the calendar as it was set; ending a setting gives back the one before it."""
    rows: dict[str, list[tuple[date, date | None, date]]] = defaultdict(list)
    for code, start, end, day in DateSet.objects.about([cycle_id]).values_list("date", "happened_on", "ended_on", "day"):
        rows[code].append((start, end, day))
    result: dict[str, tuple[tuple[date, date | None], ...]] = {}
    for code, each in rows.items():
        days = sorted({day for start, end, _ in each for day in (start, end) if day is not None})
        line: list[tuple[date, date | None]] = []
        for day in days:
            standing = [(start, place, value) for place, (start, end, value) in enumerate(each) if start <= day and (end is None or end > day)]
            line.append((day, max(standing)[2] if standing else None))
        result[code] = tuple(line)
    return result


def _lists(cycle_id: int, edition: Edition, among: Collection[int] | None) -> tuple[dict[tuple[str, int], Timeline], dict[tuple[str, int], Timeline]]:
    """When a version of each list stood, and when the standing version named each member (``among``: only these)."""
    published: dict[tuple[str, int], Timeline] = {}
    listed: dict[tuple[str, int], list[date]] = defaultdict(list)
    versions = registry.lists(cycle_id, among) if registry.lists else {}
    for code in edition.words("lists"):
        rows = versions.get(code, [])
        if not rows:
            continue
        published[(code, cycle_id)] = (rows[0][0],)
        inside: set[int] = set()
        for day, members in rows:
            for member in inside ^ members:
                _switch(listed[(code, member)], day)
            inside = set(members)
    return published, {key: tuple(line) for key, line in listed.items()}


def _switch(line: list[date], day: date) -> None:
    """In and out again on the same day leaves no trace (day grain)."""
    if line and line[-1] == day:
        line.pop()
    else:
        line.append(day)


def _waivers(ids: Collection[int]) -> dict[tuple[int, str], tuple[Waiver, ...]]:
    rows: dict[tuple[int, str], list[Waiver]] = defaultdict(list)
    for chunk in _chunks(ids):
        for fact in WaiverFact.objects.about(chunk):
            ends = [day for day in (fact.ended_on, fact.until) if day is not None]
            rows[(fact.undertaking_id, fact.waived_stage)].append(
                Waiver(what=fact.what, start=fact.happened_on, end=min(ends, default=None), condition=fact.condition, due_on=fact.due_on))
    return {key: tuple(each) for key, each in rows.items()}

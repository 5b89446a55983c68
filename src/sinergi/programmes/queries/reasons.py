"""Why cells are not done on a day, in words: of one cell for its page, of a whole board for the API and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sinergi.engine.definition import Edition, Use
from sinergi.engine.plan import Question, question_of
from sinergi.engine.survey import Reason, why
from sinergi.engine.survey.cells import Cell, state
from sinergi.kernel.timelines import NEVER
from sinergi.programmes import sentences, worlds
from sinergi.programmes.models import Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.registry import registry

Place = tuple[int, str]                     # undertaking, stage


@dataclass(frozen=True)
class Told:
    """One reason as a sentence; ``condition`` where it is about one of the stage, ``url`` the page of the cell that is waited for."""

    text: str
    condition: bool = False
    url: str = ""


def told_of(office: BranchOffice, places: Iterable[Place], on: date) -> dict[Place, list[Told]]:
    """The reasons of each of these cells; a condition is explained once for all that ask it."""
    reasons = {place: why(office, *place, on) for place in places}
    asked: dict[tuple[Use, str], set[int]] = defaultdict(set)
    for (_node, stage), found in reasons.items():
        for reason in found:
            if reason.use is not None:
                asked[_question(reason.use, stage)].add(reason.subjects[0])
    said = {question: _explained(*question, ids, on) for question, ids in asked.items()}
    return {place: [Told(said[_question(one.use, place[1])][one.subjects[0]], condition=True) if one.use is not None else _told(one, office.edition) for one in found]
            for place, found in reasons.items()}


def office_over(cycle: Undertaking, edition: Edition, cells: Mapping[Place, Cell], on: date, *, some: Collection[int] | None = None) -> BranchOffice:
    """An office over many cells of a round (``some`` of its undertakings, or all), with the answers that their reasons need and no others."""
    questions: dict[Any, Question] = {}
    for (_node, code), cell in cells.items():
        stage, now = edition.by_code[code], state(cell, on)
        for use in (*(stage.opens_when if now in {"waiting", "open"} else ()), *(stage.done_when if now == "open" else ())):
            question = question_of(use, stage.scope, code)
            questions[(*question.key, question.scope)] = question
    if some is not None:
        return BranchOffice(cycle, edition, worlds.world_of_some(cycle.pk, edition, some, questions.values()), cells)
    world = worlds.world_of_cycle(cycle.pk, edition, questions.values())
    never = dict.fromkeys(world.nodes, NEVER)           # an answer left out would be asked again, one by one
    return BranchOffice(cycle, edition, replace(world, answers={key: {**never, **found} for key, found in world.answers.items()}), cells)


def _question(use: Use, stage: str) -> tuple[Use, str]:
    return use, stage if use.here else ""


def _explained(use: Use, here: str, ids: Collection[int], on: date) -> dict[int, str]:
    bound = registry.conditions.get(use.name)
    found = bound.explain(sorted(ids), on=on, stage=here, **dict(use.params)) if bound else {}
    return {pk: sentences.sentence(*found[pk]) if pk in found else sentences.sentence(use.name, dict(use.params)) for pk in ids}


def _told(reason: Reason, edition: Edition) -> Told:
    values = {"stage_title": edition.by_code[reason.stage].title, "count": reason.count, "codes": list(reason.codes),
              "value": edition.word("lists", reason.value).title if reason.value else ""}
    url = f"/mengapa/{reason.codes[0]}/{reason.stage}/" if reason.code in {"stage", "children"} else ""
    more = reason.count - len(reason.codes) if reason.code == "children" else 0
    return Told(sentences.sentence(f"why.{reason.code}{'_and_more' if more > 0 else ''}", {**values, "more": more}), url=url)

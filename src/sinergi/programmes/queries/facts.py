"""The timeline of an undertaking: every fact about it, whichever context holds it, newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from sinergi.engine.definition import Edition, Title
from sinergi.programmes import editions, sentences
from sinergi.programmes.actions.undoing import fact_models
from sinergi.programmes.models import EditionMove, Fact, Undertaking
from sinergi.programmes.registry import registry

# what the catalogue does not list, because no step has it
OUTSIDE_STEPS = {"programmes.open": gettext_lazy("Tahap dibuka"), "programmes.waive": gettext_lazy("Dikesampingkan"), "programmes.move_edition": gettext_lazy("Pedoman diganti")}


@dataclass(frozen=True)
class FactLine:
    """One fact as a line: what was done, when, through which stage, by whom; and how to take it back."""

    label: str
    id: int
    act: str
    done: Any
    stage_title: Title | None
    happened_on: date
    recorded_at: Any
    person: Any
    ended_on: date | None
    end_reason: str
    text: str
    undoable: bool


def codes_of(edition: Edition) -> dict[str, str]:
    """Every code of an edition with its title before it: a row of the trail keeps the code, and it is the code that was sealed."""
    words = {word.code: word.title for vocabulary in edition.vocabularies.values() for word in vocabulary.values()}
    titles = {**words, **{stage.code: stage.title for stage in edition.stages}, **{role.code: role.title for role in edition.roles.values()}}
    return {code: f"{sentences.shown('', title)} ({code})" for code, title in titles.items()}


def facts_of(undertaking: Undertaking, limit: int = 200, *, may_undo: Callable[[Fact], bool] | None = None) -> list[FactLine]:
    """At most ``limit`` lines of each table of facts; one query per table. ``may_undo`` narrows what is offered to be taken back."""
    edition = editions.edition_of(undertaking)
    lines: list[FactLine] = []
    for label, model in fact_models().items():
        for fact in model.objects.filter(undertaking=undertaking).select_related("person", *model.told_with).order_by("-id")[:limit]:
            fact.undertaking = undertaking
            bound = registry.act_of(fact.act, model)
            if bound is None and fact.act not in OUTSIDE_STEPS:
                continue                        # written beside the fact that tells of the act: the plan of what was handed in
            stage = edition.by_code.get(fact.stage)
            undoable = fact.ended_on is None and registry.is_own(fact.act, model) and model is not EditionMove and not (bound and bound.stays)
            undoable = undoable and not (bound and bound.may_end and not bound.may_end(fact)) and (may_undo is None or may_undo(fact))
            lines.append(FactLine(label, fact.pk, fact.act, bound.done if bound else OUTSIDE_STEPS[fact.act], stage.title if stage else None, fact.happened_on, fact.recorded_at,
                                  fact.person, fact.ended_on, fact.end_reason, fact.said(edition), undoable))
    return sorted(lines, key=lambda line: (line.happened_on, line.recorded_at), reverse=True)

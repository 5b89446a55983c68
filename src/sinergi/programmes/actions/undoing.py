"""Taking an act back: the fact ends today with a reason, and the page says beforehand which steps will reopen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from sinergi.actors.models import Person
from sinergi.engine.catalogue import undoing
from sinergi.kernel.decisions import Decision
from sinergi.programmes import rules, snapshot
from sinergi.programmes.models import Cell, EditionMove, Fact, Waiver
from sinergi.programmes.performing import perform
from sinergi.programmes.registry import registry


def undo(person: Person, label: str, fact_id: int, *, on: date, reason: str) -> None:
    """End the fact ``label`` ("meetings.MeetingFor") number ``fact_id`` today; money is reversed instead."""
    rules.reason_is_given(reason).enforce()
    fact = standing_fact(label, fact_id)
    bound = registry.acts.get(fact.act)
    with perform(person, undoing(fact.act), fact.undertaking.code, on=on, **bound_params(fact)) as doing:
        fact = standing_fact(label, fact_id)  # again, now that nobody else can act in this round
        if bound is not None and bound.undo is not None:
            bound.undo(doing, fact, reason)
        else:
            end(fact, person, on=on, reason=reason)
        doing.changed(fact=f"{label}:{fact_id}", reason=reason, happened_on=fact.happened_on)


def end(fact: Fact, person: Person | None, *, on: date, reason: str) -> None:
    """Give a fact its end-day; always today, never in the past."""
    fact.ended_on, fact.ended_by, fact.end_reason = on, person, reason.strip()
    fact.save(update_fields=["ended_on", "ended_by", "end_reason"])


def would_reopen(label: str, fact_id: int, *, on: date) -> list[tuple[int, str]]:
    """(undertaking, stage) of the cells that are done now and would be open again if this fact ended today; nothing is kept."""
    fact = standing_fact(label, fact_id)
    with transaction.atomic():
        done = set(_done(fact.undertaking.root_id))
        type(fact).objects.filter(pk=fact.pk).update(ended_on=on)
        snapshot.renew([fact.undertaking_id], on=on, act=fact.act)
        changed = sorted(done - set(_done(fact.undertaking.root_id)))
        transaction.set_rollback(True)      # a trial: leaves no trace
    return changed


def standing_fact(label: str, fact_id: int) -> Any:
    """The fact with its undertaking; refused when there is none, it was taken back already or never is, or it is only part of an act."""
    model = fact_models().get(label)
    fact = model.objects.select_related("undertaking").filter(pk=fact_id).first() if model else None
    if fact is None:
        Decision.no("no_such_fact").enforce()
        raise AssertionError
    if fact.ended_on is not None:
        Decision.no("already_undone", day=fact.ended_on).enforce()
    if isinstance(fact, EditionMove):
        Decision.no("move_again").enforce()
    bound = registry.acts.get(fact.act)
    if bound is not None and bound.stays:
        Decision.no(bound.stays).enforce()
    if bound is not None and bound.may_end is not None and isinstance(fact, bound.facts):
        bound.may_end(fact).enforce()
    if not registry.is_own(fact.act, type(fact)):
        Decision.no("not_by_itself").enforce()
    return fact


def fact_models() -> dict[str, type[Fact]]:
    """Every table of facts by its label."""
    return {f"{config.label}.{model.__name__}": model for config in apps.get_app_configs() for model in config.get_models() if issubclass(model, Fact)}


def bound_params(fact: Any) -> dict[str, Any]:
    """The parameters a fact was let in with, as far as its row holds them under the same name."""
    from sinergi.engine.catalogue import ACTS

    if isinstance(fact, Waiver):            # letting pass is no act of a step: the file says apart who may
        return {"waived_stage": fact.waived_stage, "what": fact.what}
    act = ACTS.get(fact.act)
    if act is None:
        return {}
    given = {name: getattr(fact, name, None) for name in act.params}
    return {name: value for name, value in given.items() if value not in {None, ""} and isinstance(value, (str, int))}


def _done(cycle_id: int) -> list[tuple[int, str]]:
    return list(Cell.objects.filter(cycle_id=cycle_id, state__in=["done", "waived"]).values_list("undertaking_id", "stage"))

"""Everything a person may do at one undertaking, today or later: tasks are what is needed, this is what is possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.actors.models import Person
from sinergi.engine import gate as engine
from sinergi.engine.definition import Edition, Title
from sinergi.engine.plan import Listed, plan_of
from sinergi.programmes import editions, gate, sentences
from sinergi.programmes.models import Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.queries.saying import called
from sinergi.programmes.queries.tasks import form_url
from sinergi.programmes.registry import registry

NOT_MINE = {"role", "four_eyes"}


@dataclass(frozen=True)
class ActHere:
    """One act with its bound parameters: its form when it may be done now, else why not yet."""

    act: str
    said: str
    stage_no: int | None
    stage_title: Title | None
    url: str
    why_not: str = ""
    stage: str = ""

    @property
    def ok(self) -> bool:
        return not self.why_not


def acts_here(person: Person, undertaking: Undertaking, on: date) -> list[ActHere]:
    """The acts this person's roles are named for here: those open now first, then the others with the gate's reason."""
    edition = editions.edition_of(undertaking)
    office = BranchOffice(undertaking, edition)
    found: dict[tuple[Any, ...], ActHere] = {}
    for listed in plan_of(edition).listed:
        if listed.scope != undertaking.scope or listed.entry.act not in registry.acts:
            continue
        given = {**dict(listed.entry.params), **({"starts": listed.entry.starts} if listed.entry.starts else {})}
        decision = engine.may(office, person, listed.entry.act, undertaking.pk, on, stage=listed.stage, **given)
        if not decision and decision.code in NOT_MINE:
            continue
        if not (listed.stage or listed.duty) and registry.acts[listed.entry.act].gathered:
            given = {}
        key = (listed.entry.act, *sorted(given.items(), key=repr))
        if key not in found or (decision and not found[key].ok):
            why_not = _nothing(person, listed.entry.act, undertaking, given, on) if decision else sentences.of(gate.worded(decision, edition, office, undertaking, on))
            found[key] = _line(listed, given, edition, undertaking, why_not)
    return sorted(found.values(), key=lambda one: (not one.ok, one.stage_no or 0))


def _nothing(person: Person, act: str, undertaking: Undertaking, given: Mapping[str, Any], on: date) -> str:
    """The sentence of an act that is no act where nothing is left to do; empty where it can be done."""
    bound = registry.acts[act]
    left = not bound.nothing or bound.open_for is None or undertaking.pk in bound.open_for(person.pk, [undertaking.pk], **given, on=on)
    return "" if left else str(bound.nothing)


def _line(listed: Listed, given: Mapping[str, Any], edition: Edition, undertaking: Undertaking, why_not: str) -> ActHere:
    stage = edition.by_code.get(listed.stage)
    duty = edition.duty_by_code.get(listed.duty)
    return ActHere(
        listed.entry.act, called(listed.entry.act, edition, given), stage.no if stage else None,
        stage.title if stage else duty.title if duty else None, form_url(listed.entry.act, undertaking.code, listed.stage, given), why_not, listed.stage)

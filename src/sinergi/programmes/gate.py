"""One gate for pages, API, command line and imports: the engine's decision over the rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from sinergi.actors.models import Person
from sinergi.engine import gate as engine
from sinergi.engine.catalogue import UNDO
from sinergi.engine.definition import Edition, Use
from sinergi.engine.gate import GateDecision
from sinergi.programmes import editions, sentences
from sinergi.programmes.models import Undertaking
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.registry import registry
from sinergi.regions.models import Region

END_WAIVER = f"{UNDO}programmes.waive"


def may(person: Any, act: str, undertaking: Undertaking, *, on: date, stage: str = "", child: Region | None = None, again: bool = False,
        own: bool = False, office: BranchOffice | None = None, **params: Any) -> GateDecision:  # fmt: skip
    """Whether this person may do this act here today, through which stage and in which role; otherwise the nearest reason.

    All parameters that the file binds must be given. ``child`` is where a child would lie, for acts that start one.
    ``again``: what was let in before is completed or corrected; a stage that is done meanwhile does not refuse it.
    ``own``: the act tells about something that was laid on this very person, whatever role he or she holds.
    ``office``: of this undertaking, where one page asks several times: what it read once is not read again.
    """
    edition = editions.edition_of(undertaking)
    known = person if isinstance(person, Person) else None
    given = {name: value for name, value in params.items() if value is not None and value != ""}
    office = office or BranchOffice(undertaking, edition)
    if act == END_WAIVER:
        decision = engine.may_end_waiver(office, known, undertaking.pk, given["waived_stage"], given["what"], on)
    else:
        decision = engine.may(office, known, act, undertaking.pk, on, stage=stage, place=child, again=again, own=own and known is not None, **given)
    return decision if decision.ok else worded(decision, edition, office, undertaking, on)


def may_waive(person: Person, undertaking: Undertaking, stage: str, what: str, *, on: date, condition: str = "") -> GateDecision:
    """Whether this person may let a condition, an opening, a stage or a deadline pass."""
    edition = editions.edition_of(undertaking)
    office = BranchOffice(undertaking, edition)
    if stage not in edition.by_code or edition.by_code[stage].scope != undertaking.scope:
        return GateDecision(ok=False, code="not_here", values={"act": "programmes.waive"})
    decision = engine.may_waive(office, person, undertaking.pk, stage, what, on, condition=condition)
    return decision if decision.ok else worded(decision, edition, office, undertaking, on)


def enforce(decision: GateDecision) -> None:
    """Raise the refusal unless the gate said yes."""
    decision.enforce()


def worded(decision: GateDecision, edition: Edition, office: BranchOffice, undertaking: Undertaking, on: date) -> GateDecision:
    """The same refusal with titles instead of codes, and each failing condition explained in figures."""
    values = dict(decision.values)
    code, stage = decision.code, decision.stage
    if stage in edition.by_code:
        values["where"] = undertaking.code
    else:
        code, stage = _outside_steps(decision, edition)
    values["stage_title"] = edition.by_code[stage].title if stage in edition.by_code else undertaking.title
    if "roles" in values:
        values["roles"] = [edition.roles[role].title for role in values["roles"] if role in edition.roles]
    if "uses" in values:
        values["reasons"] = [said for use in values.pop("uses") for said in explained(use, decision.stage, office, undertaking, on)]
    if "acts" in values:
        values["acts"] = [str(registry.acts[act].verb) for act in values["acts"] if act in registry.acts]
    values.setdefault("roles", "")
    return GateDecision(ok=False, code=f"gate.{code}", values=values, kind=decision.kind, stage=decision.stage, role=decision.role)


def _outside_steps(decision: GateDecision, edition: Edition) -> tuple[str, str]:
    """For acts of a duty and those possible at any time: how it is said, and the step it is about."""
    values = decision.values
    duty = edition.duty_by_code.get(values.get("duty", ""))
    if duty is not None:
        return decision.code, (duty.to_stage if decision.code == "done" else duty.from_stage) or ""
    if decision.code == "done":
        return ("past", values["until"]) if values.get("until") else ("nothing", "")
    return decision.code, values.get("from_stage", "")


def explained(use: Use, stage: str, office: BranchOffice, undertaking: Undertaking, on: date) -> list[str]:
    """Why one condition does not hold yet, as a sentence in the reader's language."""
    bound = registry.conditions.get(use.name)
    subject = office.world.above(undertaking.pk, use.of) if use.of else office.world.nodes[undertaking.pk]
    if bound is None or subject is None:
        return [use.key]
    why = bound.explain([subject.id], on=on, stage=stage if use.here else "", **dict(use.params))
    return [sentences.sentence(*why[subject.id])] if subject.id in why else [sentences.sentence(use.name, dict(use.params))]

"""Who may let something pass: never what is firm, never what the person could have met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sinergi.engine.catalogue import CATALOGUE
from sinergi.engine.definition import Stage, Use
from sinergi.engine.gate.deciding import GateDecision, held_roles
from sinergi.engine.gate.office import Office
from sinergi.engine.serving import servers
from sinergi.engine.survey.world import Id
from sinergi.kernel.decisions import Decision, NotAllowed
from sinergi.kernel.timelines import holds


def may_waive(office: Office, person: Any, node: Id, stage: str, what: str, on: date, *, condition: str = "") -> GateDecision:
    """Whether a person may waive a condition (its ``Use.key``), the opening, the stage or the deadline of a cell.

    Codes of a no: closed, out, never_waived, not_here, firm, role, own_step.
    """
    one = office.edition.by_code[stage]
    if any(holds(above.closed, on) for above in office.line(node)):
        return _no("closed", stage)
    if not holds(office.live(node), on):
        return _no("out", stage)
    roles = office.edition.waivers.deadline_roles if what == "deadline" else _waivers(office, one)
    if not roles:
        return _no("never_waived", stage)
    uses = _uses(one, what, condition)
    if what == "condition" and not uses:
        return _no("not_here", stage, condition=condition)
    if firm := tuple(use for use in uses if is_firm(use)):
        return _no("firm", stage, uses=firm)
    has = office.roles(person, node, on)
    mine = [role for role in roles if role in has]
    if not mine:
        return _no("role", stage, roles=roles)
    if own := _own_steps(office, person, node, one, uses, on):
        return _no("own_step", stage, uses=own)
    return GateDecision(ok=True, stage=stage, role=mine[0])


def may_end_waiver(office: Office, person: Any, node: Id, stage: str, what: str, on: date) -> GateDecision:
    """Whether a person may take a waiver back: whoever might have given it, until the round is closed. What it let pass is asked for again."""
    if any(holds(above.closed, on) for above in office.line(node)):
        return _no("closed", stage)
    roles = office.edition.waivers.deadline_roles if what == "deadline" else _waivers(office, office.edition.by_code[stage])
    has = office.roles(person, node, on)
    mine = [role for role in roles if role in has]
    return GateDecision(ok=True, stage=stage, role=mine[0]) if mine else _no("role", stage, roles=roles)


def is_firm(use: Use) -> bool:
    """Firm in the file, or born firm."""
    condition = CATALOGUE.conditions.get(use.name)
    return use.firm or bool(condition and condition.firm)


def _waivers(office: Office, stage: Stage) -> tuple[str, ...]:
    return office.edition.waivers.roles if stage.waived_by is None else stage.waived_by


def _uses(stage: Stage, what: str, condition: str) -> tuple[Use, ...]:
    """The conditions that a waiver would let pass."""
    needs = tuple(use for entry in stage.acts for use in entry.needs)
    everything = (*stage.opens_when, *stage.done_when)
    concerned = {"condition": tuple(use for use in (*everything, *needs) if use.key == condition), "opening": stage.opens_when,
                 "stage": everything}
    return concerned.get(what, ())


def _own_steps(office: Office, person: Any, node: Id, stage: Stage, uses: Iterable[Use], on: date) -> tuple[Use, ...]:
    """The conditions, not met yet, that this person could meet by an act."""
    return tuple(use for use in uses if not office.holds(node, use, stage.code, on) and _could_meet(office, person, node, stage, use, on))


def _could_meet(office: Office, person: Any, node: Id, stage: Stage, use: Use, on: date) -> bool:
    condition = CATALOGUE.conditions.get(use.name)
    if condition is None or condition.by_time:
        return False
    subject = next((one.id for one in office.line(node) if one.scope == (use.of or stage.scope)), node)
    return any(held_roles(office, person, listed.entry, subject, on) for listed in servers(office.edition, use, stage.scope)
               if listed.scope == (use.of or stage.scope))


def _no(code: str, stage: str, **values: Any) -> GateDecision:
    kind = NotAllowed if code in {"role", "own_step"} else Decision.no(code).kind
    return GateDecision(ok=False, code=code, values={"stage": stage, **values}, kind=kind, stage=stage)

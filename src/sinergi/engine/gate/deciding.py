"""``may``: the entries of the file for an act are tried in order; the first that passes lets it in, else the nearest no is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sinergi.engine.catalogue import UNDO
from sinergi.engine.definition import Entry, Use
from sinergi.engine.gate.office import Office
from sinergi.engine.plan import Listed, plan_of
from sinergi.engine.survey.cells import state
from sinergi.engine.survey.world import Id, Node
from sinergi.kernel.decisions import Decision, NotAllowed
from sinergi.kernel.timelines import holds

NEAREST = ("four_eyes", "needs", "held", "locked", "role", "waiting", "intake_closed", "done", "out", "closed", "not_here")
PERSONAL = {"four_eyes", "role"}            # another person might


@dataclass(frozen=True)
class GateDecision(Decision):
    """A decision with the stage that let the act in (stamped on the fact) and the role in which the person acts."""

    stage: str = ""
    role: str = ""


@dataclass(frozen=True)
class _Case:
    office: Office
    person: Any
    act: str                                # without "undo:"
    node: Id
    on: date
    place: Any
    undoing: bool
    again: bool = False                     # the rest of what was let in before, or its correction
    own: bool = False                       # about what was laid on this very person

    def subject(self, scope: str) -> Node | None:
        return next((one for one in self.office.line(self.node) if one.scope == scope), None)

    def opened(self, stage: str) -> bool:
        """Whether a stage of its own scope or one above was open by that day."""
        one = self.office.edition.by_code[stage]
        subject = self.subject(one.scope)
        day = self.office.cell(subject.id, stage).opened_on if subject else None
        return day is not None and day <= self.on

    def finished(self, stage: str) -> bool:
        subject = self.subject(self.office.edition.by_code[stage].scope)
        day = self.office.cell(subject.id, stage).first_done_on if subject else None
        return day is not None and day <= self.on


def may(office: Office, person: Any, act: str, node: Id, on: date, *, stage: str = "", place: Any = None, again: bool = False, own: bool = False,
        **params: Any) -> GateDecision:
    """Whether a person may do an act at an undertaking on a day, through which stage and in which role.

    All parameters that the file binds must be given; ``starts`` and ``place`` for an act that starts a child. With ``stage``
    only the entries of that stage are tried. ``undo:X`` follows its own rule: the roles of X, from the opening until the close.
    ``again``: what was let in before is completed, or was just taken back and is written anew; a stage that is done meanwhile does not refuse it.
    ``own``: the act tells about something that was laid on this very person, whatever role he or she holds.
    """
    case = _Case(office, person, act.removeprefix(UNDO), node, on, place, act.startswith(UNDO), again, own)
    scope = next(iter(office.line(node))).scope
    fitting = [listed for listed in plan_of(office.edition).by_act.get((scope, case.act), ()) if agrees(listed.entry, params)]
    refusals = []
    for listed in _tried(case, fitting, stage):
        decision = _decide(case, listed)
        if decision.ok:
            return decision
        refusals.append(decision)
    return min(refusals, key=lambda no: NEAREST.index(no.code), default=_no("not_here", act=act))


def standing(office: Office, listed: Listed, node: Id, on: date) -> GateDecision:
    """Whether anybody at all may act through an entry: the gate without the person. What tasks are made from."""
    case = _Case(office, None, listed.entry.act, node, on, None, undoing=False)
    shut = _shut(case, listed)
    hindered = _hindered(case, listed) if shut is None else shut       # a refusal is falsy: ask for None, not for truth
    return hindered if hindered is not None else GateDecision(ok=True, stage=listed.stage)


def agrees(entry: Entry, params: Mapping[str, Any]) -> bool:
    """Whether what an act is about to do lies within what an entry permits."""
    bound = {**dict(entry.params), **({"starts": entry.starts} if entry.starts else {})}
    return all(name in params and _covers(value, params[name]) for name, value in bound.items())


def held_roles(office: Office, person: Any, entry: Entry, node: Id, on: date, place: Any = None) -> list[str]:
    """The roles of an entry in which a person may act there that day; a starting act is checked where the child will lie."""
    if entry.starts and place is None:
        has: Collection[str] = office.roles_within(person, node, on)
    else:
        has = office.roles(person, node, on, place if entry.starts else None)
    return [role for role in entry.roles if role in has or office.edition.roles[role].held == "anyone"]


def _tried(case: _Case, fitting: list[Listed], stage: str) -> Iterator[Listed]:
    """Stage entries first; the others only if none of those is locked (no way round a lock)."""
    if stage:
        yield from (listed for listed in fitting if listed.stage == stage)
        return
    staged = [listed for listed in fitting if listed.stage]
    yield from staged
    if case.undoing or not any(_shut(case, listed) is None and _locked(case, listed) for listed in staged):
        yield from (listed for listed in fitting if not listed.stage)


def _decide(case: _Case, listed: Listed) -> GateDecision:
    shut = _shut_to_undo(case, listed) if case.undoing else _shut(case, listed)
    if shut is not None and not (case.again and shut.code == "done"):
        return shut
    entry = replace(listed.entry, roles=(*listed.entry.roles, *listed.entry.undone_by)) if case.undoing else listed.entry
    roles = held_roles(case.office, case.person, entry, case.node, case.on, case.place)
    if not roles and not case.own:
        return _no("role", listed, roles=entry.roles)
    hindered = _held(case, listed) if case.undoing else _hindered(case, listed)
    if hindered is not None:
        return hindered
    if not case.undoing and listed.entry.not_by and case.office.did(case.person, listed.entry.not_by, case.node):
        return _no("four_eyes", listed, acts=listed.entry.not_by)
    return GateDecision(ok=True, stage=listed.stage, role=next(iter(roles), ""))


def _shut(case: _Case, listed: Listed) -> GateDecision | None:
    """Closed, out, done or waiting: the entry is not possible for anybody, however things stand with its needs."""
    if _closed(case) and not listed.entry.after_close:
        return _no("closed", listed)
    gone = _not_live(case, listed)
    if gone is not None:
        return gone
    if listed.stage:
        return _shut_stage(case, listed)
    return _shut_duty(case, listed) if listed.duty else _shut_anytime(case, listed)


def _not_live(case: _Case, listed: Listed) -> GateDecision | None:
    if listed.entry.act == "programmes.return":
        parent = next(iter(case.office.line(case.node))).parent
        if parent is not None and not holds(case.office.live(parent), case.on):
            return _no("out", listed)
        return _no("done", listed) if holds(case.office.live(case.node), case.on) else None
    if not holds(case.office.live(case.node), case.on):
        return _no("out", listed)
    if listed.entry.act == "programmes.resume" and not any(holds(one.held, case.on) for one in case.office.line(case.node)):
        return _no("done", listed)
    return None


def _shut_stage(case: _Case, listed: Listed) -> GateDecision | None:
    cell, until = case.office.cell(case.node, listed.stage), listed.entry.until
    now = state(cell, case.on)
    if now == "open" or (now in {"done", "waived"} and until and not case.opened(until) and cell.opened_on and cell.opened_on <= case.on):
        return _no("intake_closed", listed, starts=listed.entry.starts) if _taken_in(case, listed) else None
    if now in {"done", "waived"}:
        return _no("done", listed, done_on=cell.done_on(case.on), until=until)
    return _no(now, listed)


def _taken_in(case: _Case, listed: Listed) -> bool:
    """Whether the stage through which children are started asks for the closing of their intake, and has it: a late one needs it reopened."""
    return bool(listed.entry.starts) and any(use.name == "programmes.intake_closed" and use.param("intake") == listed.entry.starts and case.office.holds(case.node, use, listed.stage, case.on)
                                             for use in case.office.edition.by_code[listed.stage].done_when)


def _shut_duty(case: _Case, listed: Listed) -> GateDecision | None:
    duty = case.office.edition.duty_by_code[listed.duty]
    if duty.from_stage and not case.opened(duty.from_stage):
        return _no("waiting", listed, duty=duty.code)
    if duty.from_stage and _is_out(case, duty.from_stage):
        return _no("out", listed, duty=duty.code)
    return _no("done", listed, duty=duty.code) if duty.to_stage and case.finished(duty.to_stage) else None


def _shut_anytime(case: _Case, listed: Listed) -> GateDecision | None:
    if listed.entry.from_stage and not case.opened(listed.entry.from_stage):
        return _no("waiting", listed, from_stage=listed.entry.from_stage)
    return _no("done", listed, until=listed.entry.until) if listed.entry.until and case.opened(listed.entry.until) else None


def _shut_to_undo(case: _Case, listed: Listed) -> GateDecision | None:
    """A correction is possible from the first opening of the stage until the cycle is closed, also when the stage is done.

    Reopening, which takes the closing itself back, is the one correction that comes after it.
    """
    if _closed(case) and not listed.entry.after_close and listed.entry.act != "programmes.close":
        return _no("closed", listed)
    start = listed.stage or listed.entry.from_stage or (case.office.edition.duty_by_code[listed.duty].from_stage if listed.duty else "")
    return _no("waiting", listed) if start and not case.opened(start) else None


def _hindered(case: _Case, listed: Listed) -> GateDecision | None:
    """Locked, held, or something it needs does not hold."""
    if listed.stage and _locked(case, listed):
        return _no("locked", listed, uses=_failing(case, case.office.edition.by_code[listed.stage].opens_when, listed.stage))
    held = _held(case, listed)
    if held is not None:
        return held
    failing = _failing(case, _needs(case, listed), listed.stage)
    return _no("needs", listed, uses=failing) if failing else None


def _needs(case: _Case, listed: Listed) -> tuple[Use, ...]:
    """What an act needs; closing needs everything else of its stage, or nothing could be filed any more; an intake is closed after enough came in."""
    if listed.entry.act not in {"programmes.close", "programmes.close_intake"} or not listed.stage:
        return listed.entry.needs
    asked = case.office.edition.by_code[listed.stage].done_when
    rest = tuple(use for use in asked if (use.name != "programmes.closed" if listed.entry.act == "programmes.close" else
                                          use.name == "programmes.started" and use.param("scope") == listed.entry.param("intake")))
    return (*listed.entry.needs, *(use for use in rest if use not in listed.entry.needs))


def _failing(case: _Case, uses: tuple[Use, ...], stage: str) -> tuple[Use, ...]:
    return tuple(use for use in uses if not case.office.holds(case.node, use, stage, case.on))


def _locked(case: _Case, listed: Listed) -> bool:
    return not holds(case.office.cell(case.node, listed.stage).free, case.on)


def _is_out(case: _Case, stage: str) -> bool:
    subject = case.subject(case.office.edition.by_code[stage].scope)
    return subject is not None and holds(case.office.cell(subject.id, stage).out, case.on)


def _held(case: _Case, listed: Listed) -> GateDecision | None:
    """Suspended, itself or something above: only resuming (or taking the suspension back) is possible."""
    if listed.entry.act in {"programmes.resume", "programmes.hold"} and (case.undoing or listed.entry.act == "programmes.resume"):
        return None
    held = [one.id for one in case.office.line(case.node) if holds(one.held, case.on)]
    return _no("held", listed, node=held[0]) if held else None


def _closed(case: _Case) -> bool:
    return any(holds(one.closed, case.on) for one in case.office.line(case.node))


def _covers(bound: Any, given: Any) -> bool:
    if not isinstance(bound, tuple):
        return bool(bound == given)
    return set(given) <= set(bound) if isinstance(given, (tuple, list, set, frozenset)) else given in bound


def _no(code: str, listed: Listed | None = None, **values: Any) -> GateDecision:
    where = {"act": listed.entry.act, "stage": listed.stage} if listed else {}
    stage = listed.stage if listed else ""
    if code in PERSONAL:
        return GateDecision(ok=False, code=code, values={**where, **values}, kind=NotAllowed, stage=stage)
    return GateDecision(ok=False, code=code, values={**where, **values}, stage=stage)

"""*Mengapa belum?*: one cell explained, what can be done about it and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sinergi.actors.models import Person, RoleHeld
from sinergi.engine.catalogue import CONDITIONS
from sinergi.engine.definition import Edition, Entry, Stage, Title, Use
from sinergi.engine.serving import servers
from sinergi.engine.survey import locking
from sinergi.engine.survey.cells import Cell as EngineCell
from sinergi.engine.survey.cells import days_late, due_on, is_locked, is_reopened, state
from sinergi.kernel.timelines import holds, since
from sinergi.programmes import editions, gate, sentences
from sinergi.programmes.models import Appointment, Undertaking, Waiver
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.queries.reasons import told_of
from sinergi.programmes.queries.saying import called
from sinergi.programmes.queries.tasks import form_url
from sinergi.programmes.registry import registry

FEW = 5


@dataclass(frozen=True)
class Possible:
    """An act of the stage, whether this person may do it now, and if not why."""

    said: str
    url: str
    ok: bool
    sentence: str
    roles: tuple[Title, ...]


@dataclass(frozen=True)
class WhyPage:
    undertaking: Undertaking
    stage: Stage
    edition: Edition
    state: str
    late: int
    locked: bool
    reopened: bool
    opened_on: date | None
    done_on: date | None
    due_on: date | None
    conditions: list[dict[str, Any]]
    waits: list[tuple[str, str]]    # the sentence, and the page that says why that other step is not done ("" where there is none)
    acts: list[Possible]
    people: list[tuple[Title, list[str], bool]]
    behind: list[Stage]
    waivers: list[Waiver]
    waivable: list[Use]
    may_chase: bool = False     # lay a follow-up on somebody about it

    @property
    def look(self) -> str:
        return "late" if self.state == "open" and self.late else self.state


def why_page(undertaking: Undertaking, stage_code: str, on: date, person: Person | None) -> WhyPage:
    """Everything the panel beside the board says about one cell."""
    edition = editions.edition_of(undertaking)
    stage = edition.by_code[stage_code]
    office = BranchOffice(undertaking, edition)
    cell = office.cell(undertaking.pk, stage_code)
    now = state(cell, on)
    locks = set(locking(office, undertaking.pk, stage.code, on))       # none while the opening is waived
    asked = [*(use for use in stage.opens_when if use in locks or holds(office.answer(undertaking.pk, use, stage.code), on)), *stage.done_when]
    conditions = [_condition(use, office, undertaking, stage, on, person, lock=use in stage.opens_when) for use in asked]
    unmet = [use for use in asked if not holds(office.answer(undertaking.pk, use, stage.code), on)]
    told = told_of(office, [(undertaking.pk, stage_code)], on)[undertaking.pk, stage_code]
    waits = [(reason.text, reason.url) for reason in told if not reason.condition]
    return WhyPage(
        undertaking, stage, edition, now, days_late(cell, on), is_locked(cell, on), is_reopened(cell, on), cell.opened_on, cell.done_on(on), due_on(cell, on),
        conditions, waits, [_possible(entry, undertaking, stage, on, person) for entry in sorted(stage.acts, key=lambda each: _for_anybody(each, edition))],
        _people(stage, edition, undertaking, on), [other for other in edition.stages if stage_code in other.after],
        list(Waiver.objects.about([undertaking.pk]).filter(waived_stage=stage_code).select_related("person")),
        [use for use in unmet if person is not None and gate.may_waive(person, undertaking, stage_code, "condition", on=on, condition=use.key).ok],
        person is not None and now == "open" and gate.may(person, "followups.open", undertaking, on=on).ok)


def _condition(use: Use, office: BranchOffice, undertaking: Undertaking, stage: Stage, on: date, person: Person | None, *, lock: bool) -> dict[str, Any]:
    line = office.answer(undertaking.pk, use, stage.code)
    met = holds(line, on)
    if met:
        start = since(line, on)
        text = met_sentence(use, office.edition)
        return {"met": True, "text": text, "how": sentences.day(start) if start and start > date.min else ""}
    said = " ".join(gate.explained(use, stage.code, office, undertaking, on))
    return {"met": False, "text": said, "how": "", "lock": lock, "key": use.key, "state": _mark(office.cell(undertaking.pk, stage.code), on),
            **_brought_elsewhere(use, office, undertaking, stage, on, person)}


def _brought_elsewhere(use: Use, office: BranchOffice, undertaking: Undertaking, stage: Stage, on: date, person: Person | None) -> dict[str, Any]:
    """Whose act outside this step makes it true, with the form for whoever may do it; the step's own acts stand below the conditions."""
    if CONDITIONS[use.name].by_time and office.answer(undertaking.pk, use, stage.code):
        return {}                               # its day is known: it comes by itself
    serving = servers(office.edition, use, stage.scope)
    roles = dict.fromkeys(role for one in serving for role in one.entry.roles if office.edition.roles[role].held != "anyone")
    if not roles or any(one.stage == stage.code for one in serving):
        return {}
    found: dict[str, Any] = {"how": sentences.sentence("why.who", {"roles": [office.edition.roles[role].title for role in roles]})}
    for one in serving:
        subject = undertaking if one.scope == undertaking.scope else undertaking.cycle if one.scope == "cycle" else undertaking.parent
        params = {**dict(one.entry.params), **({"starts": one.entry.starts} if one.entry.starts else {})}
        if person is not None and subject is not None and gate.may(person, one.entry.act, subject, on=on, stage=one.stage, **params):
            return found | {"url": form_url(one.entry.act, subject.code, one.stage, params), "action": called(one.entry.act, office.edition, params)}
    return found


def met_sentence(use: Use, edition: Edition) -> str:
    """A condition that holds, named by the thing it is about: the title of its word in the edition, and what is asked besides."""
    phrase, bound = registry.phrases.get(f"{use.name}.met"), registry.conditions.get(use.name)
    values = {name: _titled(edition, name, value) for name, value in use.params}
    if phrase is not None:
        besides = [sentences.sentence(*each) for each in bound.asked(**dict(use.params))] if bound is not None and bound.asked is not None else []
        return sentences.sentence(f"{use.name}.met", values) + (f" ({', '.join(besides)})" if besides else "")
    shown = ", ".join(sentences.shown(name, value) for name, value in values.items() if name not in {"days", "times", "sheets", "share", "signed", "members"})
    act = next((registry.acts[name] for name, _agree in _served(use) if name in registry.acts), None)
    return f"{act.done}: {shown}" if act and shown else str(act.done) if act else shown or use.name


def _mark(cell: EngineCell, on: date) -> str:
    """The shape beside what does not hold: red only where the step is late."""
    return "late" if days_late(cell, on) else "open" if state(cell, on) == "open" else "waiting"


def _served(use: Use) -> tuple[Any, ...]:
    return CONDITIONS[use.name].served_by


_VOCABULARIES = {"kind": "meeting_kinds", "document": "documents", "documents": "documents", "form": "forms", "body": "bodies", "list": "lists", "source": "sources",
                 "media": "media", "plan": "plans", "chain": "chains", "date": "dates", "purpose": "purposes"}


def _titled(edition: Edition, name: str, value: Any) -> Any:
    words = edition.words(_VOCABULARIES.get(name, ""))
    if isinstance(value, tuple):
        return [words[each].title if each in words else each for each in value]
    if name in {"scope", "intake", "starts"} and value in edition.scopes:
        return edition.scopes[value].title
    return words[value].title if isinstance(value, str) and value in words else value


def _for_anybody(entry: Entry, edition: Edition) -> bool:
    """What anyone may do comes after what somebody is there for."""
    return any(edition.roles[role].held == "anyone" for role in entry.roles)


def _possible(entry: Entry, undertaking: Undertaking, stage: Stage, on: date, person: Person | None) -> Possible:
    edition = editions.edition_of(undertaking)
    params = {**dict(entry.params), **({"starts": entry.starts} if entry.starts else {})}
    decision = gate.may(person, entry.act, undertaking, on=on, stage=stage.code, **params)
    bound = registry.acts.get(entry.act)
    title = next((found for name, value in params.items() if isinstance(found := _titled(edition, name, value), Title)), None)
    said = called(entry.act, edition, params)
    if title is not None and entry.act not in {"programmes.start", "programmes.close_intake"}:
        said = f"{bound.verb if bound else entry.act}: {sentences.shown('', title)}"
    return Possible(said, form_url(entry.act, undertaking.code, stage.code, params), decision.ok,
                    "" if decision.ok else sentences.of(decision), tuple(edition.roles[role].title for role in entry.roles))


def _people(stage: Stage, edition: Edition, undertaking: Undertaking, on: date) -> list[tuple[Title, list[str], bool]]:
    """Who holds the roles of the stage's acts here: the people who can move it; and whether a role that nobody holds is given by an invitation."""
    roles = list(dict.fromkeys(role for entry in stage.acts for role in entry.roles if edition.roles[role].held != "anyone"))
    held = RoleHeld.objects.on(on).filter(role__in=roles, region__code__in=undertaking.region.codes_above).select_related("person")
    names: dict[str, list[str]] = {role: [] for role in roles}
    for row in held:
        names[row.role].append(row.person.name)
    above = [pk for pk in (undertaking.pk, undertaking.parent_id, undertaking.cycle_id) if pk]
    for given in Appointment.objects.filter(undertaking__in=above, role__in=roles, held_to=None).select_related("person"):
        names[given.role].append(given.person.name)
    return [(edition.roles[role].title, sorted(set(people))[:FEW], not people and edition.roles[role].held == "region") for role, people in names.items()]

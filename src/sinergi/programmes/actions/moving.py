"""Moving a running round to another edition text: seen beforehand, then done with a reason, and done again to go back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.engine.definition import Edition, Stage, Title
from sinergi.kernel.decisions import Decision
from sinergi.programmes import editions, gate, permissions, rules, snapshot
from sinergi.programmes.actions.opening import usable
from sinergi.programmes.models import Cell, Closing, DateSet, EditionMove, EditionText, Fact, Undertaking, Waiver
from sinergi.programmes.office import BranchOffice
from sinergi.programmes.registry import registry

FEW = 5
Seen = dict[tuple[int, str], tuple[str, tuple[str, ...]]]      # undertaking, stage -> state, keys of unmet conditions


@dataclass(frozen=True)
class Shift:
    """Cells of one stage that would go from one state to another; "" where there is no such stage."""

    stage: Stage
    before: str
    after: str
    count: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Lack:
    """A condition that would be unmet from today in cells that are open or done now, as it is explained at the first of them."""

    stage: Stage
    text: str
    count: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What moving would change today, worked out from the round's own facts; nothing is kept."""

    come: tuple[Stage, ...]
    go: tuple[Stage, ...]
    change: tuple[tuple[Stage, tuple[str, ...]], ...]      # the stage as it would be, and which of its keys differ
    shifts: tuple[Shift, ...]
    lacks: tuple[Lack, ...]


def may_move(person: Person, cycle: Undertaking, on: date) -> Decision:
    """Whoever may open a round of the edition it follows, where the round lies, while it is not closed."""
    edition = editions.edition_of(cycle)
    openers = edition.scopes["cycle"].opened_by
    if not permissions.roles_at(person, cycle, on) & set(openers):
        return Decision.not_allowed("role", roles=[edition.roles[role].title for role in openers if role in edition.roles])
    if Closing.objects.about([cycle.pk]).standing(on).exists():
        return Decision.no("gate.closed")
    return Decision.yes()


def preview_move(person: Person, code: str, *, on: date, text: str) -> Preview:
    """Move for a moment, look, and go back; refused like the move itself."""
    with transaction.atomic():
        cycle, old, new = _ready(person, code, on=on, text=text)
        snapshot.ensure(cycle.pk, on)
        before = _cells(cycle)
        _follow(cycle, editions.keep(text), on)
        after = _cells(cycle)
        codes = dict(Undertaking.objects.of_cycle(cycle.pk).values_list("pk", "code"))
        lacks = _lacks(before, after, new, codes, on)
        transaction.set_rollback(True)      # a trial: leaves no trace
    come = tuple(stage for stage in new.stages if stage.code not in old.by_code)
    go = tuple(stage for stage in old.stages if stage.code not in new.by_code)
    change = tuple((stage, differing) for stage in new.stages if stage.code in old.by_code and (differing := _differing(old.by_code[stage.code], stage)))
    return Preview(come, go, change, _shifts(before, after, old, new, codes), lacks)


def move_edition(person: Person, code: str, *, on: date, text: str, reason: str) -> EditionMove:
    """From today the round and everything in it follows another text; every cell is worked out anew from the same facts."""
    rules.reason_is_given(reason).enforce()
    with transaction.atomic():
        cycle, old, new = _ready(person, code, on=on, text=text)
        kept = editions.keep(text)
        made = EditionMove.objects.create(undertaking=cycle, act="programmes.move_edition", person=person, happened_on=on, before_id=cycle.edition_id, after=kept,
                                          reason=reason.strip())
        _follow(cycle, kept, on)
        audit.record(person, "programmes.move_edition", code, happened_on=on,
                     changes={"edition": new.code, "digest": new.digest, "before": old.digest, "reason": reason.strip()})
    return made


def _ready(person: Person, code: str, *, on: date, text: str) -> tuple[Undertaking, Edition, Edition]:
    """The round, locked, with both editions; refused unless it may be moved and every fact keeps its place."""
    cycle = Undertaking.objects.filter(code=code, scope="cycle", voided_on=None).select_related("region").first()
    if cycle is None:
        Decision.no("no_such_undertaking", code=code).enforce()
        raise AssertionError
    Undertaking.objects.select_for_update().get(pk=cycle.pk)
    may_move(person, cycle, on).enforce()
    old, new = editions.edition_of(cycle), usable(text)
    if new.digest == old.digest:
        Decision.no("same_edition").enforce()
    if {name: (scope.level, scope.carried_by) for name, scope in old.scopes.items()} != {name: (scope.level, scope.carried_by) for name, scope in new.scopes.items()}:
        Decision.no("scopes_differ").enforce()
    lost = {stage.code: stage.title for stage in old.stages if stage.code not in new.by_code or new.by_code[stage.code].scope != stage.scope}
    used = [lost[stage] for stage in sorted(_stages_used(cycle, lost), key=list(lost).index)]
    if used:
        Decision.no("facts_lose_stage", stages=used).enforce()
    words = _words_lost(cycle, old, new)
    if words:
        Decision.no("facts_lose_words", words=words).enforce()
    return cycle, old, new


def _follow(cycle: Undertaking, kept: EditionText, on: date) -> None:
    Undertaking.objects.of_cycle(cycle.pk).update(edition=kept)
    snapshot.renew_cycle(cycle.pk, on=on)


def _stages_used(cycle: Undertaking, stages: Mapping[str, Title]) -> set[str]:
    """Those of these stages through which something stands that was done in the round."""
    if not stages:
        return set()
    inside = Q(undertaking=cycle) | Q(undertaking__cycle=cycle)
    found = set(Undertaking.objects.of_cycle(cycle.pk).filter(voided_on=None, started_stage__in=stages).values_list("started_stage", flat=True))
    found |= set(Waiver.objects.filter(inside).standing().filter(waived_stage__in=stages).values_list("waived_stage", flat=True))
    for model in apps.get_models():
        if issubclass(model, Fact):
            found |= set(model.objects.filter(inside).standing().filter(stage__in=stages).order_by().values_list("stage", flat=True).distinct())
    return found


def _words_lost(cycle: Undertaking, old: Edition, new: Edition) -> list[Title]:
    """Words that rows of the round may name and that the other text no longer knows: all of a kind, but of lists and dates only those in use."""
    used: dict[str, set[str]] = {"lists": set(registry.lists(cycle.pk, None)) if registry.lists else set(),
                                 "dates": set(DateSet.objects.about([cycle.pk]).values_list("date", flat=True))}
    lost = [word.title for name, words in old.vocabularies.items() for code, word in words.items()
            if code not in new.words(name) and (name not in used or code in used[name])]
    return lost + [role.title for code, role in old.roles.items() if code not in new.roles]


def _cells(cycle: Undertaking) -> Seen:
    return {(pk, stage): (state, tuple(unmet)) for pk, stage, state, unmet in Cell.objects.filter(cycle=cycle).values_list("undertaking_id", "stage", "state", "unmet")}


def _differing(before: Stage, after: Stage) -> tuple[str, ...]:
    """Which keys of a stage are not the same; what only pictures use is left out."""
    return tuple(name for name in Stage.__dataclass_fields__ if name != "group" and getattr(before, name) != getattr(after, name))


def _shifts(before: Seen, after: Seen, old: Edition, new: Edition, codes: Mapping[int, str]) -> tuple[Shift, ...]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for node, stage in {**before, **after}:
        was, would = before.get((node, stage), ("", ()))[0], after.get((node, stage), ("", ()))[0]
        if was != would:
            found[stage, was, would].append(codes[node])
    stages = {**old.by_code, **new.by_code}
    shifts = (Shift(stages[stage], was, would, len(where), tuple(sorted(where)[:FEW])) for (stage, was, would), where in found.items())
    return tuple(sorted(shifts, key=lambda one: (one.stage.no, one.stage.code, one.before, one.after)))


def _lacks(before: Seen, after: Seen, new: Edition, codes: Mapping[int, str], on: date) -> tuple[Lack, ...]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (node, stage), (_state, unmet) in after.items():
        was, unmet_before = before.get((node, stage), ("", ()))
        for key in unmet if was in {"open", "done", "waived"} else ():
            if key not in unmet_before:
                found[stage, key].append(node)
    in_order = sorted(found.items(), key=lambda item: (new.by_code[item[0][0]].no, item[0]))
    return tuple(Lack(new.by_code[stage], _explained(new, stage, key, nodes[0], on), len(nodes), tuple(codes[node] for node in nodes[:FEW]))
                 for (stage, key), nodes in in_order)


def _explained(new: Edition, stage: str, key: str, node: int, on: date) -> str:
    undertaking = Undertaking.objects.select_related("region").get(pk=node)
    use = next(use for use in new.by_code[stage].done_when if use.key == key)
    return " ".join(gate.explained(use, stage, BranchOffice(undertaking, new), undertaking, on))

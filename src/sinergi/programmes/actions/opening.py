"""Opening a round, and starting what lies in it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.engine.definition import Edition
from sinergi.engine.problems import sentence
from sinergi.kernel.decisions import Decision
from sinergi.programmes import editions, permissions, rules, snapshot
from sinergi.programmes.actions.bodies import NewBody, form_body
from sinergi.programmes.models import Classified, IntakeClosed, Undertaking
from sinergi.programmes.performing import perform
from sinergi.programmes.registry import registry
from sinergi.programmes.stemming import search_words
from sinergi.regions.models import Region

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,11}")


def open_cycle(person: Person, *, edition_text: str, code: str, title: str, region_code: str, year: int, on: date, is_example: bool = False) -> Undertaking:
    """Open a round of an edition in a region; the edition's text is pinned to it, until the round is moved to another by an act."""
    with transaction.atomic():
        edition = usable(edition_text)
        region = Region.objects.filter(code=region_code).first()
        rules.cycle_is_sound(edition, code=code, title=title, year=year, region_level=region.level if region else "", on=on, shape=_CODE).enforce()
        assert region is not None  # noqa: S101 -- an unknown region was refused just above
        if not permissions.roles_at_place(person, region_code, on) & set(edition.scopes["cycle"].opened_by):
            Decision.not_allowed("opened_there", field="region", roles=_titles(edition, edition.scopes["cycle"].opened_by), place=region.name).enforce()
        if Undertaking.objects.filter(code=code).exists():
            Decision.unsound("code_taken", field="code", code=code).enforce()
        kept = editions.keep(edition_text)
        cycle = Undertaking.objects.create(code=code, scope="cycle", title=title.strip(), words=search_words(title), year=year, edition=kept, region=region, started_on=on,
                                           started_by=person, is_example=is_example)
        audit.record(person, "programmes.open", code, happened_on=on,
                     changes={"edition": edition.code, "digest": edition.digest, "region": region_code, "title": title})
        snapshot.renew_cycle(cycle.pk, on=on)
    return cycle


def usable(text: str) -> Edition:
    """The edition of a text that a round may follow: sound, with words that something is bound to, and not a used file changed under its code."""
    report = editions.report_on(text)
    if report.edition is None or not report.sound:
        told = [sentence(problem, get_language() or "id") for problem in report.problems[:editions.FEW]]
        Decision.no("edition_unsound", problems=" ".join(told), count=len(report.problems)).enforce()
        raise AssertionError
    edition = report.edition
    _bound(edition).enforce()
    other = editions.used_otherwise(edition)
    if other is not None:
        Decision.no("edition_changed", code=edition.code, digest=other.digest[:12]).enforce()
    return edition


def start(person: Person, parent_code: str, *, on: date, scope: str, title: str, region_code: str = "", happened_on: date | None = None,
          stage: str = "", kind: str = "", body: NewBody | None = None, carried_from: Undertaking | None = None) -> Undertaking:
    """Start a child below ``parent_code``; a work carried by a body (a PAKEM) is started by forming that body."""
    parent = Undertaking.objects.select_related("region").filter(code=parent_code).first()
    region = _child_region(parent, region_code)
    params: dict[str, Any] = {"kind": kind} if kind else {}
    with perform(person, "programmes.start", parent_code, on=on, happened_on=happened_on, stage=stage, child=region, starts=scope, **params) as doing:
        level = doing.edition.scopes[scope].level
        rules.child_is_sound(title=title, level=region.level, wanted=level, inside=region.pk in _inside(doing.undertaking)).enforce()
        if scope == "site" and Undertaking.objects.filter(parent=doing.undertaking, region=region, voided_on=None).exists():
            Decision.unsound("already_in_round", field="region", place=region.name).enforce()
        cycle = doing.undertaking if doing.undertaking.scope == "cycle" else doing.undertaking.cycle
        assert cycle is not None  # noqa: S101 -- everything below a cycle knows it
        made = Undertaking.objects.create(
            code=next_code(cycle, scope), scope=scope, title=title.strip(), words=search_words(title), year=cycle.year, parent=doing.undertaking, cycle=cycle,
            edition_id=cycle.edition_id, region=region, started_on=doing.happened_on, started_by=person, started_stage=doing.stage,
            is_example=cycle.is_example, carried_from=carried_from)
        stamp = {**doing.stamp, "undertaking": made}
        if kind:
            Classified.objects.create(**stamp, kind=kind)
        carrier = doing.edition.scopes[scope].carried_by
        if carrier:
            form_body(doing, carrier, body, about=made)
        doing.changed(code=made.code, title=made.title, region=region.code)
        snapshot.renew([made.pk], on=on)
    return made


def close_intake(person: Person, code: str, *, on: date, intake: str, happened_on: date | None = None, stage: str = "") -> IntakeClosed:
    """That was all: no further villages (or proposals)."""
    with perform(person, "programmes.close_intake", code, on=on, happened_on=happened_on, stage=stage, intake=intake) as doing:
        return IntakeClosed.objects.create(**doing.stamp, intake=intake)


def classify(person: Person, code: str, *, on: date, kind: str, happened_on: date | None = None, stage: str = "") -> Classified:
    """Say of which kind it is; the latest counts."""
    with perform(person, "programmes.classify", code, on=on, happened_on=happened_on, stage=stage, kind=kind) as doing:
        return Classified.objects.create(**doing.stamp, kind=kind)


def next_code(cycle: Undertaking, scope: str) -> str:
    """KDL07-012 for works, KDL07-D05 for sites; numbers are never used twice."""
    pattern = f"{cycle.code}-D" if scope == "site" else f"{cycle.code}-"
    last = 0
    for code in Undertaking.objects.filter(cycle=cycle, scope=scope).order_by("-pk").values_list("code", flat=True)[:1]:
        last = int(re.sub(r"\D", "", code.removeprefix(pattern)) or 0)
    return f"{pattern}{last + 1:02}" if scope == "site" else f"{pattern}{last + 1:03}"


def _child_region(parent: Undertaking | None, region_code: str) -> Region:
    if parent is None:
        Decision.no("no_such_undertaking", code="").enforce()
        raise AssertionError
    if not region_code:
        return parent.region
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        Decision.unsound("unknown_region", field="region", code=region_code).enforce()
        raise AssertionError
    return region


def _inside(undertaking: Undertaking) -> set[int]:
    return set(Region.objects.below(undertaking.region.code).values_list("pk", flat=True))


def _bound(edition: Edition) -> Decision:
    """A round may only use words this installation can act on."""
    used = {use.name for _, use in edition.uses()} - set(registry.conditions)
    acts = {entry.act for stage in edition.stages for entry in stage.acts} - set(registry.acts)
    unknown = sorted(used | acts)
    return Decision.no("not_available_yet", words=unknown) if unknown else Decision.yes()


def _titles(edition: Edition, roles: tuple[str, ...]) -> list[object]:
    return [edition.roles[role].title for role in roles if role in edition.roles]

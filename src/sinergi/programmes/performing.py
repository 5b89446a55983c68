"""The one way an act is done: gate, facts, audit and snapshot in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.engine.definition import Edition
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes import gate, rules, snapshot
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region


@dataclass
class Doing:
    """An act let in by the gate, while its facts are being written."""

    person: Person | None
    act: str
    undertaking: Undertaking
    stage: str
    on: date
    happened_on: date
    params: dict[str, Any]
    role: str = ""
    again: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    others: list[Doing] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        return edition_of(self.undertaking)

    @property
    def stamp(self) -> dict[str, Any]:
        """What every fact row carries."""
        return {"undertaking": self.undertaking, "act": self.act, "stage": self.stage, "person": self.person, "happened_on": self.happened_on}

    def changed(self, **values: Any) -> None:
        """Say in the trail what changed."""
        self.changes.update(values)

    def after_start(self) -> None:
        """Refuse a day before the undertaking began: money and hand-over come later, an earlier day is a slip of the pen."""
        rules.after_start(self.happened_on, started_on=self.undertaking.started_on).enforce()

    def also(self, code: str) -> Doing:
        """The same act, gated for a further undertaking (one training, forty works); its facts take *its* stamp."""
        further = _gated(self.person, self.act, code, on=self.on, happened_on=self.happened_on, stage=self.stage, child=None, params=self.params, again=self.again)
        self.others.append(further)
        return further


@contextmanager
def perform(person: Person | None, act: str, code: str, *, on: date, happened_on: date | None = None, stage: str = "",
            child: Region | None = None, again: bool = False, own: bool = False, **params: Any) -> Iterator[Doing]:
    """Gate the act, yield for the facts, then write the trail and renew the snapshot; all or nothing.

    ``on`` is the day of recording, ``happened_on`` the day it happened (never after ``on``). ``stage`` narrows to one stage.
    ``child`` is the place of the child for acts that start one. ``again``, ``own``: see ``gate.may``. Raises Refused with a code and values.
    """
    with transaction.atomic():
        doing = _gated(person, act, code, on=on, happened_on=happened_on or on, stage=stage, child=child, params=params, again=again, own=own)
        with notices.dated(on):
            yield doing
        for each in (doing, *doing.others):
            audit.record(person, act, each.undertaking.code, happened_on=each.happened_on,
                         changes={"stage": each.stage, **{key: value for key, value in params.items() if value not in {None, ""}}, **doing.changes})
        snapshot.renew([each.undertaking.pk for each in (doing, *doing.others)], on=on, act=act)


def _gated(person: Person | None, act: str, code: str, *, on: date, happened_on: date, stage: str, child: Region | None,
           params: dict[str, Any], again: bool, own: bool = False) -> Doing:
    undertaking = Undertaking.objects.filter(code=code, voided_on=None).first()
    if undertaking is None:
        Decision.no("no_such_undertaking", code=code).enforce()
        raise AssertionError
    # One act at a time in a round: the cell of a parent depends on all its children, and a tranche is paid once.
    Undertaking.objects.select_for_update().get(pk=undertaking.root_id)
    if happened_on > on:
        Decision.unsound("future_day", field="happened_on", day=happened_on, today=on).enforce()
    decision = gate.may(person, act, undertaking, on=on, stage=stage, child=child, again=again, own=own, **params)
    gate.enforce(decision)
    return Doing(person=person, act=act, undertaking=undertaking, stage=decision.stage, on=on, happened_on=happened_on, params=dict(params),
                 role=decision.role, again=again)

"""Meetings that are prepared and held: a stage, a plan, notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from sinergi.meetings import actions
from sinergi.meetings.models import Planned
from sinergi.meetings.rules import AgendaLine, Invited, Plan
from tests import make

DAY = date(2007, 6, 5)
NOW = datetime(2007, 6, 1, 3, 0, tzinfo=UTC)


def plan(**more: Any) -> Plan:
    given: dict[str, Any] = {"title": "Rembug warga", "starts_on": DAY, "starts_time": time(9, 0), "ends_time": time(11, 15), "place": "Balai desa",
                             "agenda": [AgendaLine("Pembukaan", 15), AgendaLine("Pembahasan", 60, "Ketua BKM")], "invited": [Invited(role="bkm")]}  # fmt: skip
    return Plan(**{**given, **more})


def prepared(person: Any, undertaking: Any, *, kind: str = "rembug", **more: Any) -> Planned:
    outside = {name: more.pop(name) for name in ("series", "further", "stage", "on") if name in more}
    return actions.prepare(person, undertaking.code, kind=kind, plan=plan(**more), **{"on": make.today, **outside})


def held_today(person: Any, undertaking: Any, **more: Any) -> Planned:
    """A meeting of this very day."""
    return prepared(person, undertaking, **{"starts_on": make.today, **more})


def slip(kind: str, /, **payload: Any) -> actions.Slip:
    outside = {name: payload.pop(name) for name in ("replaces", "uuid", "at") if name in payload}
    return actions.Slip(outside.pop("uuid", None) or uuid4(), kind, payload, **outside)


def write(planned: Planned, person: Any, *slips: actions.Slip, **writer: Any) -> list[str]:
    who = actions.Writer("host", person=person) if person else actions.Writer(**writer)
    return actions.write(planned, who, slips, on=make.today, now=NOW)

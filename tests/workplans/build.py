"""Builders for work plans: a village whose stage asks for one, lines in one call, a plan ready to be handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sinergi.programmes.models import Undertaking
from sinergi.workplans import actions, queries
from sinergi.workplans.models import WorkPlan
from sinergi.workplans.rules import Activity, After, Sheet
from tests import make

PLAN = "rencana"
MONDAY = date(2007, 6, 4)
WORDS = """
[[plans]]
code = "rencana"
title = { id = "Rencana kerja", en = "Work plan" }
deadline_days = 60
activities = [
  { code = "siap", title = { id = "Persiapan", en = "Preparation" }, phase = "Persiapan", volume = 1, unit = "kali", days = 3, output = "Notulen" },
  { code = "peta", title = "Pemetaan swadaya", phase = "Perencanaan", volume = 12, unit = "RT", days = 10, after = "siap", labour = 4 },
  { code = "rplp", title = "Penyusunan RPLP", phase = "Perencanaan", volume = 1, unit = "dokumen", days = 15, after = ["peta"], lag = 2, output = "RPLP" },
]
"""
ACTS = (
    '{ act = "workplans.write", plan = "rencana", role = "bkm", asked = true }',
    '{ act = "workplans.submit", plan = "rencana", role = "bkm", undone_by = ["pokja_paket"] }',
    '{ act = "workplans.approve", plan = "rencana", role = ["pokja_paket", "bkm"], not_by = ["workplans.submit"] }',
    '{ act = "workplans.report", plan = "rencana", role = ["bkm", "faskel"], needs = [{ is = "workplans.approved", plan = "rencana" }] }',
)
DONE = ('{ is = "workplans.approved", plan = "rencana" }', '{ is = "programmes.started", scope = "work", min = 99 }')


def site(words: str = WORDS, **given: Any) -> Undertaking:
    """A village whose stage stays open after the plan is approved, so that reports are let in."""
    start = '{ act = "programmes.start", starts = "work", role = "bkm" }'
    return make.open_stage(acts=(*ACTS, start), done_when=DONE, extra=words, scope="site", **given)


def line(key: str, *, days: int | None = 2, after: tuple[str, ...] = (), lag: int = 0, **rest: Any) -> Activity:
    """A line that lacks nothing."""
    given: dict[str, Any] = {"title": f"Kegiatan {key}", "volume": Decimal(1), "unit": "kali", "responsible": "TIPP", **rest}
    return Activity(key=key, days=days, after=tuple(After(each, lag) for each in after), **given)


def sheet(*lines: Activity, starts_on: date = MONDAY, deadline_on: date | None = date(2007, 12, 28), **rest: Any) -> Sheet:
    return Sheet(starts_on=starts_on, deadline_on=deadline_on, activities=lines, **rest)


def begun(person: Any, undertaking: Undertaking, *, on: date = make.today) -> WorkPlan:
    return actions.start(person, undertaking.code, on=on, plan=PLAN, starts_on=MONDAY)


def complete(sheet_now: Sheet) -> Sheet:
    """The same plan with somebody responsible for every line."""
    return replace(sheet_now, activities=tuple(replace(each, responsible=each.responsible or "TIPP") for each in sheet_now.activities))


def ready(person: Any, undertaking: Undertaking, *, on: date = make.today) -> WorkPlan:
    """The plan of the template, complete, not handed in."""
    workplan = begun(person, undertaking, on=on)
    return actions.save(person, undertaking.code, on=on, plan=PLAN, sheet=complete(queries.sheet_of(workplan)))


def approved(person: Any, other: Any, undertaking: Undertaking, *, on: date = make.today) -> WorkPlan:
    """The same with its baseline."""
    workplan = ready(person, undertaking, on=on)
    actions.submit(person, undertaking.code, on=on, plan=PLAN)
    actions.approve(other, undertaking.code, on=on, plan=PLAN)
    workplan.refresh_from_db()
    return workplan


def changed(workplan: WorkPlan, place: int, **fields: Any) -> Sheet:
    """The plan as it is with one line written differently."""
    now = queries.sheet_of(workplan)
    lines = list(now.activities)
    lines[place] = replace(lines[place], **fields)
    return replace(now, activities=tuple(lines))

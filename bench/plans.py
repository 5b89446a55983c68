"""A work plan of 5,000 activities reckoned, one of 500 drawn, printed, and put into a calendar, by themselves: no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count as counting
from random import Random

from bench.timing import Measure, timed
from sinergi.engine.definition import Title, Word
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region
from sinergi.workplans import documents, rules
from sinergi.workplans.actions.deciding import frozen
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.models import ActivityReport, PlanApproval, PlanSubmission, WorkPlan
from sinergi.workplans.queries import Overview
from sinergi.workplans.rules import Activity, After, Sheet

SCHEDULE, GANTT, WEEKS, PAPER, CALENDAR = 1000, 100, 1000, 1500, 300
LINES, BARS = 5000, 500
START = date(2012, 5, 7)
MADE = datetime(2012, 5, 7, 2, tzinfo=UTC)


def plans() -> Iterator[Measure]:
    """Schedule with critical path and everything wrong at its line; the weeks; the picture; the paper; the calendar."""
    large, running = sheet(LINES), under_way(BARS)
    found = rules.schedule(large)
    yield Measure("schedule", f"work plan: schedule of {LINES:,} activities", 0, SCHEDULE, *timed(lambda: rules.schedule(large)))
    yield Measure("plan_weeks", f"work plan: needs by week of {LINES:,} activities", 0, WEEKS, *timed(lambda: rules.weeks(found)))
    yield Measure("gantt", f"work plan: Gantt of {BARS} activities, beside its baseline, with what each bar says", 0, GANTT,
                  *timed(lambda: drawn(replace(running))))
    others = counting(8)    # another plan each time: what was set once is remembered
    yield Measure("plan_pdf", f"work plan: PDF of {BARS} activities, with Gantt, table and weeks", 0, PAPER,
                  *timed(lambda: documents.printed(seen(BARS, next(others)), names=True, made_at=MADE)))
    yield Measure("plan_calendar", f"work plan: .ics of {BARS} activities", 0, CALENDAR, *timed(lambda: documents.calendar(seen(BARS))))


def seen(count: int, seed: int = 7) -> Overview:
    """The same as a page would read it, from rows that were never written."""
    place = Undertaking(code="UKUR-D01", title="Desa contoh", region=Region(code="33.24.12.2011", name="Sambongsari"))
    workplan = WorkPlan(pk=1, undertaking=place, plan="rencana", saved_at=MADE, version=1)
    word = PlanWord("rencana", Title("Rencana kerja", "Work plan"), "plan", Word("rencana", Title("Rencana kerja", "Work plan")))
    return Overview(workplan, word, {"apbn": Title("APBN")}, rules.schedule(sheet(count, seed)), None, None, {}, START)


def drawn(plan: Overview) -> str:
    """As the page of a plan asks for it: lines beside their baseline, bars with their words, the picture."""
    return documents.picture(plan, plan.lines, names=True)


def sheet(count: int, seed: int = 7) -> Sheet:
    """Activities of one to ten days, each waiting for two among the fifty before it."""
    chance = Random(seed)  # noqa: S311 -- the same plan each time, nothing secret
    lines = []
    for number in range(count):
        before = sorted({chance.randint(max(0, number - 50), number - 1) for _ in range(2)}) if number else []
        lines.append(Activity(f"k{number}", f"Kegiatan {number}", phase=f"Tahapan {number // 100}", days=chance.randint(1, 10), labour=chance.randint(0, 9),
                              after=tuple(After(f"k{other}", chance.randint(0, 2)) for other in before), funds=(("apbn", chance.randint(1, 9) * 100_000),), materials="Semen 10 sak; Pasir 2,5 m3"))
    return Sheet(START, START + timedelta(days=3000), activities=tuple(lines), holidays=rules.fixed_holidays(START, date(2030, 12, 31)))


def under_way(count: int) -> Overview:
    """The same with a report on every activity and a baseline in which every third took longer. Nothing of it is worked out before it is asked for."""
    now = seen(count)
    agreed = replace(now.sheet, activities=tuple(replace(each, days=(each.days or 1) + (number % 3 == 0)) for number, each in enumerate(now.sheet.activities)))
    baseline = PlanApproval(workplan=now.workplan, happened_on=START, submission=PlanSubmission(workplan=now.workplan, content=frozen("rencana", rules.schedule(agreed))))
    reports = {each.key: [ActivityReport(activity=each.key, happened_on=START, percent=Decimal(number % 100), started_on=START)] for number, each in enumerate(now.sheet.activities)}
    return replace(now, baseline=baseline, reports=reports)

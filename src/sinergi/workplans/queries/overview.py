"""One plan as its pages show it: every line in time beside what was agreed and what happened, the curves, the weeks, the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sinergi.engine.definition import Title
from sinergi.programmes.editions import edition_of
from sinergi.workplans import definitions, rules
from sinergi.workplans.definitions import PlanWord
from sinergi.workplans.models import ActivityReport, PlanApproval, PlanSubmission, WorkPlan
from sinergi.workplans.queries.reading import actuals, baseline_of, reasons_since, sheet_of, waiting_submission
from sinergi.workplans.rules import Activity, Beside, Differs, Forecast, Placed, Problem, Schedule, Sheet, Told, Week

WHOLE = 100


@dataclass(frozen=True)
class LineShown:
    """One activity with everything known about it."""

    row: int
    activity: Activity
    placed: Placed
    problems: tuple[Problem, ...] = ()
    report: ActivityReport | None = None
    beside: Beside | None = None
    forecast: tuple[date, date] | None = None
    after: str = ""

    @property
    def percent(self) -> float:
        return float(self.report.percent) if self.report else 0.0

    @property
    def is_done(self) -> bool:
        return self.report is not None and self.report.percent >= WHOLE

    @property
    def agreed(self) -> tuple[date, date]:
        """From when to when by the baseline; for a line added later, by the plan."""
        return self.beside.was if self.beside and self.beside.was else (self.placed.starts_on, self.placed.ends_on)

    @property
    def due_on(self) -> date:
        return self.agreed[1]

    @property
    def stops(self) -> bool:
        return any(each.stops for each in self.problems)

    def late_days(self, today: date) -> int:
        """Days after its due day: until it finished, or until today."""
        ended = self.report.finished_on if self.report and self.report.finished_on else today
        return max((ended - self.due_on).days, 0)


@dataclass(frozen=True)
class Overview:
    """Everything a page about one plan may ask for; what is not asked for is not reckoned."""

    workplan: WorkPlan
    word: PlanWord
    sources: Mapping[str, Title]
    found: Schedule
    baseline: PlanApproval | None
    waiting: PlanSubmission | None
    reports: Mapping[str, Sequence[ActivityReport]]
    today: date

    @property
    def sheet(self) -> Sheet:
        return self.found.sheet

    @cached_property
    def told(self) -> dict[str, list[Told]]:
        return {key: [Told(each.happened_on, each.percent, each.started_on, each.finished_on) for each in rows] for key, rows in self.reports.items()}

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """The plan beside its baseline; empty before there is one."""
        if self.baseline is None:
            return ()
        return rules.beside(self.baseline.submission.content, self.sheet, {key: (each.starts_on, each.ends_on) for key, each in self.found.placed.items()})

    @cached_property
    def differing(self) -> tuple[Beside, ...]:
        return tuple(each for each in self.beside if each.state != "same")

    @property
    def added(self) -> int:
        return sum(each.state == "added" for each in self.beside)

    @property
    def removed(self) -> int:
        return sum(each.state == "removed" for each in self.beside)

    @cached_property
    def head_differing(self) -> tuple[Differs, ...]:
        """Start, deadline, calendar and order where they are no longer as approved."""
        return rules.head_beside(self.baseline.submission.content, self.sheet) if self.baseline else ()

    @property
    def is_changed(self) -> bool:
        """Whether anything is no longer as it was approved."""
        return bool(self.differing or self.head_differing)

    @cached_property
    def reasons(self) -> Mapping[str, tuple[str, ...]]:
        """Why each line was changed since the approval, as it was written at each save; under "" for the plan itself."""
        return reasons_since(self.baseline) if self.baseline else {}

    @cached_property
    def _agreed(self) -> Schedule | None:
        """The approved plan in its own calendar."""
        return rules.schedule(rules.sheet_of(self.baseline.submission.content)) if self.baseline else None

    @property
    def deadline_on(self) -> date | None:
        """The last day that counts: the approved one, whatever was written since."""
        return (self._agreed.sheet.deadline_on if self._agreed else None) or self.sheet.deadline_on

    @property
    def spare_days(self) -> int | None:
        """Working days between the end of the plan as it is now and that day."""
        return self.found.spare_until(self.deadline_on)

    @cached_property
    def forecast(self) -> Forecast | None:
        """Only once something was reported or the plan should have begun: before that the plan is the forecast."""
        if not self.told and (self.found.starts_on is None or self.today <= self.found.starts_on):
            return None
        return rules.forecast(self.found, self.told, self.today)

    @cached_property
    def lines(self) -> tuple[LineShown, ...]:
        known = {each.key: each for each in self.beside}
        foreseen = self.forecast.by_key if self.forecast else {}
        return tuple(
            LineShown(row, each, self.found.placed[each.key], self.found.by_row.get(row, ()), self.reports[each.key][-1] if each.key in self.reports else None,
                      known.get(each.key), foreseen.get(each.key), rules.after_text(each, self.sheet))
            for row, each in enumerate(self.sheet.activities, 1))

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        return rules.weeks(self.found)

    @cached_property
    def _weighing(self) -> tuple[dict[str, float], str]:
        """By the approved plan, so that nothing written after it moves either curve; a line added since weighs nothing until it is approved."""
        sheet = self._agreed.sheet if self._agreed else self.sheet
        return rules.weights(sheet, {key: last - first + 1 for key, (first, last) in self._spans.items()})

    @property
    def weighed_by(self) -> str:
        return self._weighing[1]

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """The approved days where there are some, else those of the plan, as numbers of working days: what reality is held against."""
        if self.baseline is None or self._agreed is None:
            return {key: (each.first, each.last) for key, each in self.found.placed.items()}
        days, spans = self._agreed.days, {}
        for key, (start, end) in rules.days_of(self.baseline.submission.content).items():
            first = days.from_day(start)
            spans[key] = (first, max(days.until(end), first))
        return spans

    @property
    def _held_against(self) -> Schedule:
        return self._agreed or self.found

    @cached_property
    def plan_curve(self) -> list[tuple[date, float]]:
        return rules.planned(self._spans, self._weighing[0], self._held_against)

    @cached_property
    def actual_curve(self) -> list[tuple[date, float]]:
        return rules.actual(self.told, self._weighing[0], self.today)

    @cached_property
    def planned_now(self) -> float:
        return rules.planned_on(self._spans, self._weighing[0], self._held_against, self.today)

    @property
    def actual_now(self) -> float | None:
        return self.actual_curve[-1][1] if self.actual_curve else None

    @cached_property
    def funds(self) -> dict[str, int]:
        """Rupiah per purse, in the order of the edition."""
        summed = dict.fromkeys(self.sources, 0)
        for each in self.sheet.activities:
            for source, amount in each.funds:
                summed[source] = summed.get(source, 0) + amount
        return {source: amount for source, amount in summed.items() if amount}

    @cached_property
    def labour(self) -> int:
        """People times working days."""
        return sum(each.labour * self.found.placed[each.key].days for each in self.sheet.activities)

    @cached_property
    def materials(self) -> list[rules.Need]:
        return rules.totals([need for each in self.sheet.activities for need in rules.needs(each.materials)])

    @cached_property
    def support(self) -> list[rules.Need]:
        return rules.totals([need for each in self.sheet.activities for need in rules.needs(each.support)])

    @cached_property
    def outputs(self) -> list[LineShown]:
        """The lines that end with a document, in order of time."""
        return sorted((each for each in self.lines if each.activity.output), key=lambda each: each.placed.ends_on)

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.lines)

    @cached_property
    def late(self) -> list[LineShown]:
        return [each for each in self.lines if not each.is_done and each.due_on < self.today]


def overview(workplan: WorkPlan, today: date) -> Overview:
    """A fixed number of queries, however long the plan."""
    edition = edition_of(workplan.undertaking)
    word = definitions.plan(edition, workplan.undertaking.scope, workplan.plan)
    if word is None:
        raise LookupError(f"{workplan.plan} is not in the edition of {workplan.undertaking.code}")
    found = rules.schedule(sheet_of(workplan), needs_deadline=word.needs_deadline)
    return Overview(workplan, word, definitions.sources(edition), found, baseline_of(workplan, today), waiting_submission(workplan), actuals(workplan, today), today)


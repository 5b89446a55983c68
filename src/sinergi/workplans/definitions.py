"""What an edition says about work plans: [[plans]] with their templates, read into the values of the rules.

Keys of a plan, all optional: ``workdays`` (digits of the week from Monday on), ``holidays`` (``{ date = "MM-DD", title }``, every year),
``deadline_days`` (days from the start of the plan until its money must be used), ``activities`` (``{ code, title, phase, volume, unit,
days, after, lag, responsible, labour, materials, support, output }``). The engine checks them; see docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sinergi.engine.calendar import day_of
from sinergi.engine.definition import Edition, Title, Word
from sinergi.workplans import rules
from sinergi.workplans.rules import Activity, After, Holiday, Sheet

ACTS = {"workplans.write", "workplans.submit", "workplans.approve", "workplans.report"}


@dataclass(frozen=True)
class PlanWord:
    """One kind of plan, and the stage that asks for it."""

    code: str
    title: Title
    stage: str
    word: Word

    @property
    def has_template(self) -> bool:
        return bool(self.word.get("activities"))

    @property
    def needs_deadline(self) -> bool:
        """Where the programme says until when money must be used, no plan is handed in without its last day."""
        return bool(self.word.get("deadline_days"))


def plans(edition: Edition, scope: str) -> tuple[PlanWord, ...]:
    """The plans that the stages of a scope ask for, in file order."""
    found: dict[str, PlanWord] = {}
    for stage in edition.of_scope(scope):
        for entry in stage.acts:
            code = entry.param("plan")
            if entry.act in ACTS and code in edition.words("plans") and code not in found:
                word = edition.word("plans", code)
                found[code] = PlanWord(code, word.title, stage.code, word)
    return tuple(found.values())


def plan(edition: Edition, scope: str, code: str) -> PlanWord | None:
    """The plan of this code, or None when the scope has none."""
    return next((each for each in plans(edition, scope) if each.code == code), None)


def sources(edition: Edition) -> dict[str, Title]:
    """The purses that may pay for an activity, in the order of the edition."""
    return {code: word.title for code, word in edition.words("sources").items()}


def blank(word: PlanWord, starts_on: date) -> Sheet:
    """A plan without activities: the calendar and the deadline of the edition."""
    days = word.word.get("deadline_days")
    return Sheet(starts_on=starts_on, deadline_on=starts_on + timedelta(days=days) if days else None,
                 weekdays=str(word.word.get("workdays") or rules.DEFAULT_WEEK), holidays=_holidays(word.word, starts_on))


def template(word: PlanWord, starts_on: date, language: str) -> Sheet:
    """A plan with the activities of the edition, each waiting for those it names."""
    lines = word.word.get("activities", ())
    codes = [str(line.get("code") or f"t{number}") for number, line in enumerate(lines, 1)]
    empty = blank(word, starts_on)
    activities = tuple(_activity(line, code, language) for line, code in zip(lines, codes, strict=True))
    return Sheet(empty.starts_on, empty.deadline_on, empty.weekdays, empty.holidays, activities)


def _activity(line: Mapping[str, Any], code: str, language: str) -> Activity:
    lag = line.get("lag", 0)
    return Activity(
        key=code, title=_said(line["title"], language), phase=_said(line.get("phase", ""), language), volume=_decimal(line.get("volume")),
        unit=_said(line.get("unit", ""), language), days=line.get("days"), after=tuple(After(each, lag) for each in _several(line.get("after"))),
        responsible=_said(line.get("responsible", ""), language), labour=line.get("labour", 0), materials=_said(line.get("materials", ""), language),
        support=_said(line.get("support", ""), language), output=_said(line.get("output", ""), language))


def _holidays(word: Word, starts_on: date) -> tuple[Holiday, ...]:
    """The fixed national days when the edition names none; otherwise its own, each year until the horizon."""
    last = rules.horizon(starts_on)
    given = word.get("holidays")
    if given is None:
        return rules.fixed_holidays(starts_on, last)
    found: dict[date, Holiday] = {}
    for each in given:
        for year in range(starts_on.year, last.year + 1):
            when = day_of(str(each["date"]), year)
            if when is not None and when >= starts_on:
                found[when] = Holiday(when, str(each.get("title", "")))
    return tuple(found[when] for when in sorted(found))


def _said(title: Any, language: str) -> str:
    """Plain text, or { id, en } in the language of whoever starts the plan."""
    return Title.of(title).in_language(language)


def _several(value: Any) -> tuple[str, ...]:
    return () if not value else (value,) if isinstance(value, str) else tuple(value)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))

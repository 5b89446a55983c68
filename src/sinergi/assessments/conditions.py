"""What sheets and verdicts say to the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Person
from sinergi.assessments import actions, definitions, permissions
from sinergi.assessments.models import Sheet, Verdict
from sinergi.engine.definition import Title
from sinergi.kernel.timelines import Timeline, counting, latest
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids

Why = dict[int, tuple[str, dict[str, Any]]]

FEW = 500      # numbers in one question; of more, all rows are read


def filled(ids: Ids, *, stage: str = "", form: str, sheets: int = 1) -> dict[int, Timeline]:
    """While at least so many locked sheets stand; declined ones do not count."""
    rows = _through(Sheet.objects.about(ids).filter(form=form, declined=False), stage)
    lines: dict[int, Timeline] = {}
    others: list[int] = []
    for pk, count, last, taken_back in rows.order_by().values_list("undertaking_id").annotate(count=Count("pk"), last=Max("happened_on"), taken_back=Count("ended_on")):
        if taken_back or count > sheets:
            others.append(pk)                   # few: then the days of each are looked at
        else:
            lines[pk] = (last,) if count == sheets else ()
    periods: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    winding = rows.filter(undertaking__in=others) if len(others) <= FEW else rows
    for pk, start, end in winding.values_list("undertaking_id", "happened_on", "ended_on") if others else ():
        periods[pk].append((start, end))
    return lines | {pk: counting(each, sheets) for pk, each in periods.items()}


def filled_why(ids: Ids, *, on: date, stage: str = "", form: str, sheets: int = 1) -> Why:
    """How many are locked of how many."""
    done: dict[int, int] = defaultdict(int)
    for pk in _through(Sheet.objects.standing(on).filter(undertaking__in=ids, form=form, declined=False), stage).values_list("undertaking_id", flat=True):
        done[pk] += 1
    titles = _titles(ids, form)
    return {pk: ("assessments.too_few_sheets", {"form": titles.get(pk, form), "done": done[pk], "sheets": sheets}) for pk in ids}


def decided(ids: Ids, *, stage: str = "", form: str) -> dict[int, Timeline]:
    """While a verdict stands, whichever."""
    return {pk: latest([(start, end, True) for start, end, _passes in rows]) for pk, rows in _verdicts(ids, stage, form).items()}


def passed(ids: Ids, *, stage: str = "", form: str) -> dict[int, Timeline]:
    """While the newest standing verdict says yes."""
    return {pk: latest(rows) for pk, rows in _verdicts(ids, stage, form).items()}


def decided_why(ids: Ids, *, on: date, stage: str = "", form: str) -> Why:
    """That there is no verdict yet."""
    del on, stage
    titles = _titles(ids, form)
    return {pk: ("assessments.not_decided", {"form": titles.get(pk, form)}) for pk in ids}


def passed_why(ids: Ids, *, on: date, stage: str = "", form: str) -> Why:
    """No verdict yet, or which one, of which day."""
    newest: dict[int, Verdict] = {}
    for row in _through(Verdict.objects.standing(on).filter(undertaking__in=ids, form=form), stage).order_by("happened_on", "id"):
        newest[row.undertaking_id] = row
    why = decided_why(ids, on=on, form=form)
    for undertaking in Undertaking.objects.filter(pk__in=newest):
        row = newest[undertaking.pk]
        instrument = definitions.instrument(edition_of(undertaking), form)
        choice = instrument.verdict(row.verdict) if instrument else None
        values = {"form": why[undertaking.pk][1]["form"], "verdict": choice.title if choice else row.verdict, "day": row.happened_on}
        why[undertaking.pk] = ("assessments.mend_until", values | {"until": row.correct_by}) if row.correct_by else ("assessments.not_passed", values)
    return why


def still_mine(person_id: int, ids: Ids, **params: Any) -> Collection[int]:
    """Those of the undertakings where this person has no sheet yet and is not barred from judging."""
    form = str(params.get("form", ""))
    person = Person.objects.select_related("home").get(pk=person_id)
    mine = Sheet.objects.standing().filter(person=person, undertaking__in=ids)
    locked = set((mine.filter(form=form) if form else mine).values_list("undertaking_id", flat=True))
    left = list(Undertaking.objects.filter(pk__in=[pk for pk in ids if pk not in locked]).select_related("region"))
    barred = permissions.judging(person, left, params.get("on"))
    return [each.pk for each in left if barred[each.pk] or not _independent(each, form)]


def _independent(undertaking: Undertaking, form: str) -> bool:
    instrument = definitions.instrument(edition_of(undertaking), form) if form else None
    return instrument is None or instrument.sheets_independent


def _verdicts(ids: Ids, stage: str, form: str) -> dict[int, list[tuple[date, date | None, bool]]]:
    rows: dict[int, list[tuple[date, date | None, bool]]] = defaultdict(list)
    found = _through(Verdict.objects.about(ids).filter(form=form), stage)
    for pk, start, end, passes in found.values_list("undertaking_id", "happened_on", "ended_on", "passes"):
        rows[pk].append((start, end, passes))
    return rows


def _through(rows: QuerySet[Any], stage: str) -> QuerySet[Any]:
    return rows.filter(stage=stage) if stage else rows


def _titles(ids: Ids, form: str) -> dict[int, Title]:
    titles: dict[int, Title] = {}
    for undertaking in Undertaking.objects.filter(pk__in=ids):
        word = edition_of(undertaking).words("forms").get(form)
        if word is not None:
            titles[undertaking.pk] = word.title
    return titles


def _form_of(name: str) -> Any:
    def address(code: str, params: Mapping[str, Any]) -> str:
        query = urlencode({key: value for key, value in params.items() if value not in {None, ""}})
        return f"{reverse(name, args=[code])}{'?' if query else ''}{query}"

    return address


ACTS = [
    BoundAct("assessments.fill", verb=_("Isi lembar penilaian"), form=_form_of("assessments:fill"), facts=(Sheet,), undo=actions.withdraw_sheet,
             open_for=still_mine, done=_("Lembar penilaian diisi")),
    BoundAct("assessments.decide", verb=_("Beri putusan"), form=_form_of("assessments:decide"), facts=(Verdict,), done=_("Putusan diberikan")),
]
CONDITIONS = [
    BoundCondition("assessments.filled", filled, filled_why),
    BoundCondition("assessments.decided", decided, decided_why),
    BoundCondition("assessments.passed", passed, passed_why),
]

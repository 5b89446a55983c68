"""What sheets and verdicts say to the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Person, Pillar
from sinergi.assessments import actions, definitions, permissions
from sinergi.assessments.models import Sheet, Verdict
from sinergi.engine.definition import Title
from sinergi.kernel.timelines import Timeline, all_of, counting, latest, runs, summing
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids
from sinergi.ui.wording import short_date

Why = dict[int, tuple[str, dict[str, Any]]]
_Stood = tuple[date, date | None, str]     # from, until, pillar

FEW = 500      # numbers in one question; of more, all rows are read


def filled(ids: Ids, *, stage: str = "", form: str, sheets: int = 1, pillars: int = 0) -> dict[int, Timeline]:
    """While at least so many locked sheets stand, by people of so many different pillars; declined ones do not count."""
    rows = _through(Sheet.objects.about(ids).filter(form=form, declined=False), stage)
    lines: dict[int, Timeline] = {}
    others: list[int] = []
    sums = {"count": Count("pk"), "last": Max("happened_on"), "taken_back": Count("ended_on"), **({f"of_{pillar}": _of(pillar) for pillar in Pillar.values} if pillars else {})}
    for pk, count, last, taken_back, *kinds in rows.order_by().values_list("undertaking_id").annotate(**sums):
        if taken_back or count > sheets:
            others.append(pk)                   # few: then the days of each are looked at
        else:
            lines[pk] = (last,) if count == sheets and sum(map(bool, kinds)) >= pillars else ()
    found: dict[int, list[_Stood]] = defaultdict(list)
    winding = rows.filter(undertaking__in=others) if len(others) <= FEW else rows
    for pk, *stood in winding.values_list("undertaking_id", "happened_on", "ended_on", "pillar") if others else ():
        found[pk].append((stood[0], stood[1], stood[2]))
    return lines | {pk: _enough(each, sheets, pillars) for pk, each in found.items()}


def _of(pillar: str) -> Count:
    return Count("pk", filter=Q(pillar=pillar))


def _enough(stood: list[_Stood], sheets: int, pillars: int) -> Timeline:
    line = counting([(start, end) for start, end, _pillar in stood], sheets)
    if not pillars:
        return line
    periods: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for start, end, pillar in stood:
        if pillar:
            periods[pillar].append((start, end))
    days = [runs(each) for each in periods.values()]
    return all_of([line, summing([(day, -1 if place % 2 else 1) for place, day in enumerate(each)] for each in days)(pillars)])


def filled_why(ids: Ids, *, on: date, stage: str = "", form: str, sheets: int = 1, pillars: int = 0) -> Why:
    """How many are locked of how many, or of how many pillars their people are."""
    done: dict[int, list[str]] = defaultdict(list)
    rows = _through(Sheet.objects.standing(on).filter(undertaking__in=ids, form=form, declined=False), stage)
    for pk, pillar in rows.values_list("undertaking_id", "pillar"):
        done[pk].append(pillar)
    titles, why = _titles(ids, form), {}
    for pk in ids:
        missing = [str(label) for pillar, label in Pillar.choices if pillar not in done[pk]]
        if len(done[pk]) >= sheets and len(Pillar.values) - len(missing) < pillars:
            why[pk] = ("assessments.too_few_pillars", {"form": titles.get(pk, form), "done": len(Pillar.values) - len(missing), "pillars": pillars, "missing": missing})
        else:
            why[pk] = ("assessments.too_few_sheets", {"form": titles.get(pk, form), "done": len(done[pk]), "sheets": sheets})
    return why


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


def given_so_far(ids: Ids, *, form: str = "", **params: Any) -> dict[int, str]:  # noqa: ARG001 -- one signature for all
    """The newest verdict that stands, beside the task that stays because it did not pass."""
    newest = {row.undertaking_id: row for row in Verdict.objects.standing().filter(undertaking__in=list(ids), form=form).select_related("undertaking").order_by("happened_on", "id")}
    found = {}
    for pk, row in newest.items():
        instrument = definitions.instrument(edition_of(row.undertaking), form)
        choice = instrument.verdict(row.verdict) if instrument else None
        verdict = sentences.shown("", choice.title) if choice else row.verdict
        found[pk] = gettext("sudah diputus: %(verdict)s, %(day)s") % {"verdict": verdict, "day": short_date(row.happened_on)}
    return found


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
    BoundAct("assessments.decide", verb=_("Beri putusan"), form=_form_of("assessments:decide"), facts=(Verdict,), so_far=given_so_far, done=_("Putusan diberikan")),
]
CONDITIONS = [
    BoundCondition("assessments.filled", filled, filled_why),
    BoundCondition("assessments.decided", decided, decided_why),
    BoundCondition("assessments.passed", passed, passed_why),
]

"""What the engine may ask about physical work, and the acts that answer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Max, Min, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.kernel import timelines
from sinergi.kernel.timelines import Timeline
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, Report, Visit, shown

Why = Mapping[int, tuple[str, Mapping[str, Any]]]
Pairs = dict[int, list[tuple[date, date | None]]]
FEW = 500      # numbers in one question; of more, all rows are read


def reached(ids: Ids, *, stage: str = "", percent: int) -> dict[int, Timeline]:
    """While the newest report says at least this much."""
    enough = Q(actual__gte=percent)
    days = _rows(Report, ids, stage).order_by().values_list("undertaking_id").annotate(
        first=Min("happened_on", filter=enough), below=Max("happened_on", filter=~enough), taken_back=Count("ended_on"))
    lines: dict[int, Timeline] = {}
    winding: list[int] = []
    for pk, first, below, taken_back in days:
        if taken_back or (first and below and below >= first):
            winding.append(pk)                  # few: it fell again, or a report was taken back
        elif first:
            lines[pk] = (first,)
    return lines | _newest_says(winding if len(winding) <= FEW else ids, stage, enough) if winding else lines


def _newest_says(ids: Ids, stage: str, enough: Q) -> dict[int, Timeline]:
    """The same out of every report, one after the other."""
    rows: dict[int, list[tuple[date, date | None, bool]]] = {}
    there = Case(When(enough, then=Value(1)), default=Value(0), output_field=IntegerField())
    for pk, start, end, said in _rows(Report, ids, stage).values_list("undertaking_id", "happened_on", "ended_on", there):
        rows.setdefault(pk, []).append((start, end, said == 1))
    return {pk: timelines.latest(found) for pk, found in rows.items()}


def reached_why(ids: Ids, *, on: date, stage: str = "", percent: int) -> Why:
    newest: dict[int, Any] = {}
    for row in _rows(Report, ids, stage).standing(on).order_by("happened_on", "id"):
        newest[row.undertaking_id] = row.actual
    return {pk: ("progress.not_reached", {"actual": shown(newest[pk]), "percent": percent}) if pk in newest
            else ("progress.never_reported", {"percent": percent}) for pk in ids}


def reported(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """While any report stands."""
    return _counted(_rows(Report, ids, stage))


def reported_why(ids: Ids, *, on: date, stage: str = "") -> Why:
    del on, stage
    return dict.fromkeys(ids, ("progress.not_reported", {}))


def reported_in(ids: Ids, *, start: date, end: date) -> dict[int, date]:
    """The day of the first report of a period."""
    return _first_in(Report.objects.filter(undertaking__in=ids, happened_on__range=(start, end)), end)


def visited(ids: Ids, *, stage: str = "", purpose: str, times: int = 1) -> dict[int, Timeline]:
    """While so many visits with this purpose stand."""
    return _counted(_rows(Visit, ids, stage).filter(purpose=purpose), times)


def visited_why(ids: Ids, *, on: date, stage: str = "", purpose: str, times: int = 1) -> Why:
    rows = _rows(Visit, ids, stage).filter(purpose=purpose).standing(on).order_by()
    done = dict(rows.values_list("undertaking_id").annotate(times=Count("pk")))
    titles = {each.pk: sentences.named(edition_of(each), "purposes", purpose) for each in Undertaking.objects.filter(pk__in=ids)}
    return {pk: ("progress.not_visited", {"purpose": titles[pk], "done": done.get(pk, 0), "times": times}) for pk in ids}


def visited_in(ids: Ids, *, start: date, end: date, purpose: str, times: int = 1) -> dict[int, date]:
    """The day of the n-th visit of a period."""
    return _first_in(Visit.objects.filter(undertaking__in=ids, happened_on__range=(start, end), purpose=purpose), end, times)


def photographed(ids: Ids, *, stage: str = "", at: Iterable[int]) -> dict[int, Timeline]:
    """While there is a photo at each of these percentages."""
    wanted = tuple(at)
    periods: dict[int, dict[int, list[tuple[date, date | None]]]] = {}
    for pk, percent, start, end in _rows(Photo, ids, stage).filter(at__in=wanted).values_list("undertaking_id", "at", "happened_on", "ended_on"):
        periods.setdefault(pk, {}).setdefault(percent, []).append((start, end))
    return {pk: timelines.all_of([timelines.runs(found.get(percent, ())) for percent in wanted]) for pk, found in periods.items()}


def photographed_why(ids: Ids, *, on: date, stage: str = "", at: Iterable[int]) -> Why:
    wanted = tuple(at)
    there: dict[int, set[int]] = {}
    for pk, percent in _rows(Photo, ids, stage).standing(on).values_list("undertaking_id", "at"):
        there.setdefault(pk, set()).add(percent)
    return {pk: ("progress.not_photographed", {"missing": [f"{each} %" for each in wanted if each not in there.get(pk, ())]}) for pk in ids}


def wages_paid(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """While any pay sheet stands."""
    return _counted(_rows(PaySheet, ids, stage))


def wages_paid_why(ids: Ids, *, on: date, stage: str = "") -> Why:
    del on, stage
    return dict.fromkeys(ids, ("progress.wages_not_paid", {}))


def wages_paid_in(ids: Ids, *, start: date, end: date) -> dict[int, date]:
    """The pay day of the first sheet whose work ended in the period."""
    return _first_in(PaySheet.objects.filter(undertaking__in=ids, last_day__range=(start, end)), end)


def handed_over(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """While a BAST stands."""
    return _counted(_rows(HandOver, ids, stage))


def handed_over_why(ids: Ids, *, on: date, stage: str = "") -> Why:
    del on, stage
    return dict.fromkeys(ids, ("progress.not_handed_over", {}))


def functioning(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """While a check stands; what it found is on the page."""
    return _counted(_rows(FunctionCheck, ids, stage))


def functioning_why(ids: Ids, *, on: date, stage: str = "") -> Why:
    del stage
    return dict.fromkeys(ids, ("progress.not_checked", {"year": on.year}))


def functioning_in(ids: Ids, *, start: date, end: date) -> dict[int, date]:
    """The day of the first check of a period."""
    return _first_in(FunctionCheck.objects.filter(undertaking__in=ids, happened_on__range=(start, end)), end)


def _rows(model: Any, ids: Ids, stage: str) -> Any:
    rows = model.objects.about(ids)
    return rows.filter(stage=stage) if stage else rows


def _counted(rows: Any, times: int = 1) -> dict[int, Timeline]:
    periods: Pairs = {}
    for pk, start, end in rows.values_list("undertaking_id", "happened_on", "ended_on"):
        periods.setdefault(pk, []).append((start, end))
    return {pk: timelines.counting([pair for pair in pairs if pair[1] is None or pair[1] > pair[0]], times) for pk, pairs in periods.items()}


def _first_in(rows: Any, end: date, times: int = 1) -> dict[int, date]:
    """The day on which the n-th row of a period came; rows taken back later than the period still counted in it."""
    days: dict[int, list[date]] = {}
    for pk, day, ended_on in rows.values_list("undertaking_id", "happened_on", "ended_on"):
        if ended_on is None or ended_on > max(end, day):
            days.setdefault(pk, []).append(day)
    return {pk: sorted(found)[times - 1] for pk, found in days.items() if len(found) >= times}


def _form(name: str) -> Callable[[str, Mapping[str, Any]], str]:
    def address(code: str, params: Mapping[str, Any]) -> str:
        url = reverse(f"progress:{name}", args=[code])
        return f"{url}?{urlencode(params)}" if params else url

    return address


ACTS = [
    BoundAct("progress.report", _("Laporkan kemajuan"), _form("report"), (Report,), done=_("Kemajuan dilaporkan")),
    BoundAct("progress.visit", _("Catat kunjungan"), _form("visit"), (Visit,), done=_("Kunjungan dicatat")),
    BoundAct("progress.photograph", _("Unggah foto 0, 50, 100 %"), _form("photograph"), (Photo,), done=_("Foto diunggah")),
    BoundAct("progress.pay_wages", _("Catat pembayaran upah"), _form("pay_wages"), (PaySheet,), done=_("Upah dibayar")),
    BoundAct("progress.hand_over", _("Catat serah terima (BAST)"), _form("hand_over"), (HandOver,), done=_("Pekerjaan diserahterimakan (BAST)")),
    BoundAct("progress.check_function", _("Periksa apakah masih berfungsi"), _form("check_function"), (FunctionCheck,), done=_("Fungsi diperiksa")),
]
CONDITIONS = [
    BoundCondition("progress.reached", reached, reached_why),
    BoundCondition("progress.reported", reported, reported_why, reported_in),
    BoundCondition("progress.visited", visited, visited_why, visited_in),
    BoundCondition("progress.photographed", photographed, photographed_why),
    BoundCondition("progress.wages_paid", wages_paid, wages_paid_why, wages_paid_in),
    BoundCondition("progress.handed_over", handed_over, handed_over_why),
    BoundCondition("progress.functioning", functioning, functioning_why, functioning_in),
]

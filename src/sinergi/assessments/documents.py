"""The recap of a round's sheets as a workbook, for those who work on in Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from sinergi.actors.models import Pillar
from sinergi.assessments import definitions, permissions, queries
from sinergi.assessments.definitions import Criterion
from sinergi.assessments.models import Sheet
from sinergi.printing import excel
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody
from sinergi.ui.wording import full_date, title_in


def recap(cycle: Undertaking, form: str, person: Anybody, on: date) -> bytes:
    """One row per undertaking with mean and spread, one row per sheet on the second leaf; only what this person may see."""
    found = queries.to_judge(cycle, form, person, queries.Chosen(order="-mean"), on)
    lines = queries.lines(list(found), cycle, form, person, on)
    sheets = _sheets({line.undertaking.pk for line in lines if line.summary is not None}, form)
    edition = edition_of(cycle)
    instrument = definitions.instrument(edition, form)
    named = permissions.seeing_sheets(person, [line.undertaking for line in lines], form, edition, on)
    public = permissions.sees_round(person, cycle, form, edition, on)
    title = f"{title_in(instrument.title) if instrument else form}: {cycle.title}"
    as_of = gettext("Keadaan per %(day)s") % {"day": full_date(on)}
    return excel.workbook([
        excel.Sheet(gettext("Rekap"), _columns(), _rows(lines, sheets), title=title, as_of=as_of),
        _leaf(instrument.criteria if instrument else (), sheets, named, person, public=public),
    ])


def _sheets(ids: set[int], form: str) -> list[Sheet]:
    found: list[Sheet] = []
    for chunk in queries.chunks(ids):
        rows = Sheet.objects.standing().filter(undertaking__in=chunk, form=form, declined=False)
        found += rows.select_related("undertaking", "person").prefetch_related("scores").order_by("undertaking__code", "id")
    return found


def _columns() -> list[str]:
    return [gettext("Kode"), gettext("Usulan"), gettext("Desa/kelurahan"), gettext("Lembar"), gettext("Pilar"), gettext("Rata-rata"),
            gettext("Terendah"), gettext("Tertinggi"), gettext("Simpangan baku"), gettext("Putusan")]


def _rows(lines: Sequence[queries.Line], sheets: Sequence[Sheet]) -> list[list[Any]]:
    pillars: dict[int, set[str]] = defaultdict(set)
    for sheet in sheets:
        pillars[sheet.undertaking_id].add(sheet.pillar)
    return [
        [line.undertaking.code, line.undertaking.title, line.undertaking.region.name, line.sheets,
         ", ".join(str(Pillar(each).label) for each in Pillar.values if each in pillars[line.undertaking.pk]),
         *((line.summary.mean, line.summary.lowest, line.summary.highest, line.summary.deviation) if line.summary else (None,) * 4),
         title_in(line.verdict) if line.verdict else ""]
        for line in lines
    ]


def _leaf(criteria: Sequence[Criterion], sheets: Sequence[Sheet], named: set[int], person: Anybody, *, public: bool) -> excel.Sheet:
    """Names and notes as on the result page: of the ``named`` works and on the own sheet; else the scores alone, once they are public."""
    columns = [gettext("Kode"), gettext("Penilai"), gettext("Pilar"), gettext("Tanggal"),
               *(f"{title_in(each.title)} ({each.weight})" for each in criteria), gettext("Jumlah tertimbang"), gettext("Catatan")]
    rows: list[list[Any]] = []
    place: dict[int, int] = defaultdict(int)
    for sheet in sheets:
        place[sheet.undertaking_id] += 1    # the number the result page gives it
        is_open = sheet.undertaking_id in named or (person is not None and sheet.person_id == person.pk)
        if not is_open and not public:
            continue
        who = str(sheet.person) if is_open else gettext("Penilai %(number)s") % {"number": place[sheet.undertaking_id]}
        scores = {score.criterion: score.score for score in sheet.scores.all()}
        rows.append([sheet.undertaking.code, who, str(Pillar(sheet.pillar).label) if sheet.pillar else "", sheet.happened_on,
                     *(scores.get(each.code) for each in criteria), sheet.total, sheet.note if is_open else ""])
    return excel.Sheet(gettext("Lembar"), columns, rows)

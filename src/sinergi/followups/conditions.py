"""What follow-ups say to the engine: the acts of opening and reporting, and whether enough of them are settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Person
from sinergi.followups.models import Agreement, Followup, Report, settles
from sinergi.followups.queries import reportable
from sinergi.followups.rules import Line, Told, done_line, settled_line
from sinergi.kernel.timelines import ALWAYS, Timeline, holds, latest, runs
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids


def done(ids: Ids, *, stage: str = "", share: int = 100, origin: str = "") -> dict[int, Timeline]:
    """Since when enough follow-ups of that origin are settled; always, where there are none."""
    found = _lines(ids, stage, origin)
    return {pk: done_line(found[pk], share) if pk in found else ALWAYS for pk in ids}


def done_why(ids: Ids, *, on: date, stage: str = "", share: int = 100, origin: str = "") -> dict[int, tuple[str, dict[str, Any]]]:
    """How many are still open."""
    found = _lines(ids, stage, origin)
    return {pk: _why(found.get(pk, []), on, share, origin) for pk in ids}


def _lines(ids: Ids, stage: str, origin: str) -> dict[int, list[Line]]:
    """One query: every follow-up with its reports and the answers to them; those without a report come with an empty one."""
    rows = Followup.objects.about(ids)
    if origin:
        rows = rows.filter(origin=origin)
    if stage:
        rows = rows.filter(stage=stage)
    told = rows.order_by("id", "reports__id", "reports__agreements__id").values_list(
        "undertaking_id", "id", "happened_on", "ended_on", "reports__id", "reports__happened_on", "reports__ended_on", "reports__status", "reports__waits",
        "reports__agreements__agreed", "reports__agreements__happened_on", "reports__agreements__ended_on",
    )  # fmt: skip
    standing: dict[tuple[int, int], tuple[date, date | None]] = {}
    reports: dict[int, dict[int, tuple[date, date | None, bool, bool]]] = {}
    answers: dict[int, list[tuple[date, date | None]]] = {}
    for undertaking, followup, start, end, report, report_start, report_end, status, waits, agreed, answered, answer_end in told:
        standing[undertaking, followup] = (start, end)
        if report is not None:
            reports.setdefault(followup, {})[report] = (report_start, report_end, settles(status), waits)
        if agreed:
            answers.setdefault(report, []).append((answered, answer_end))
    lines: dict[int, list[Line]] = {}
    for (undertaking, followup), period in standing.items():
        lines.setdefault(undertaking, []).append(Line(_stands(*period), _settled(reports.get(followup, {}), answers)))
    return lines


def _settled(reports: Mapping[int, tuple[date, date | None, bool, bool]], answers: Mapping[int, list[tuple[date, date | None]]]) -> Timeline:
    """Nearly always no report waits for a yes; then the newest decides by itself."""
    if not any(waits for _start, _end, _settles, waits in reports.values()):
        return latest([(start, end, settled) for start, end, settled, _waits in reports.values()])
    return settled_line([
        Told(start, end, settled, runs(answers.get(report, ())) if waits else None) for report, (start, end, settled, waits) in reports.items()
    ])  # fmt: skip


def _stands(start: date, end: date | None) -> Timeline:
    if end is None:
        return (start,)
    return (start, end) if end > start else ()


def _why(lines: list[Line], on: date, share: int, origin: str) -> tuple[str, dict[str, Any]]:
    standing = [line for line in lines if holds(line.standing, on)]
    settled = sum(holds(line.settled, on) for line in standing)
    total = len(standing)
    values = {"open": total - settled, "done": settled, "total": total, "share": share, "percent": settled * 100 // total if total else 100}
    if share < 100:  # noqa: PLR2004 -- all of them is the plain case
        return "followups.share_short", values
    return (f"followups.unsettled_{origin}" if origin else "followups.unsettled"), values


def _form(code: str, params: Mapping[str, Any]) -> str:
    del params  # the act has none; the list shows which lines wait
    return f"{reverse('followups:index', args=[code])}?keadaan=terbuka"


def _reportable(person_id: int, ids: Ids, *, on: date) -> dict[int, date]:
    return reportable(Person.objects.get(pk=person_id), ids, on)


def _open_form(code: str, params: Mapping[str, Any]) -> str:
    del params
    return reverse("followups:open", args=[code])


ACTS = [
    BoundAct("followups.open", verb=_("Buat tindak lanjut (RKTL)"), form=_open_form, facts=(Followup, Agreement), done=_("Tindak lanjut dibuat (RKTL)")),
    BoundAct("followups.report", verb=_("Laporkan tindak lanjut"), form=_form, facts=(Report, Agreement),
             done=_("Tindak lanjut dilaporkan"), open_for=_reportable, due_for=_reportable,
             nothing=_("Tidak ada tindak lanjut terbuka yang perlu Anda laporkan di sini.")),
]
CONDITIONS = [BoundCondition("followups.done", done, done_why)]

"""What follow-ups say to the engine: the act of reporting, and whether enough of them are settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.followups.models import Followup, Report, settles
from sinergi.followups.rules import Line, done_line
from sinergi.kernel.timelines import ALWAYS, Timeline, holds, latest
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
    """One query: every follow-up with its reports; those without a report come with an empty one."""
    rows = Followup.objects.about(ids)
    if origin:
        rows = rows.filter(origin=origin)
    if stage:
        rows = rows.filter(stage=stage)
    told = rows.order_by("id", "reports__id").values_list(
        "undertaking_id", "id", "happened_on", "ended_on", "reports__happened_on", "reports__ended_on", "reports__status"
    )
    standing: dict[tuple[int, int], tuple[date, date | None]] = {}
    reports: dict[int, list[tuple[date, date | None, bool]]] = {}
    for undertaking, followup, start, end, report_start, report_end, status in told:
        standing[undertaking, followup] = (start, end)
        if report_start is not None:
            reports.setdefault(followup, []).append((report_start, report_end, settles(status)))
    lines: dict[int, list[Line]] = {}
    for (undertaking, followup), period in standing.items():
        lines.setdefault(undertaking, []).append(Line(_stands(*period), latest(reports.get(followup, []))))
    return lines


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


ACTS = [BoundAct("followups.report", verb=_("Laporkan tindak lanjut"), form=_form, facts=(Report,))]
CONDITIONS = [BoundCondition("followups.done", done, done_why)]

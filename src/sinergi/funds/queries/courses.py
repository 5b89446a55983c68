"""How the used part of a plan grew: as it is kept, and worked out from the facts that post."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Sum, TextField
from django.db.models.functions import Cast

from sinergi.funds import rules
from sinergi.funds.models import Course, Entry, Form, Kind, PlanTotal, Spending, Verification
from sinergi.programmes.models import Subjects
from sinergi.programmes.registry import Ids

Plans = list[tuple[date, date | None, int]]
Drawn = dict[str, tuple[Plans, list[tuple[date, str, int, int, int]]]]


def kept(ids: Ids, source: str, stage: str = "") -> dict[int, tuple[Plans, list[rules.Step]]]:
    """Plans and steps of each undertaking that ever had a plan or a use of this source; one query. ``stage``: only uses made through it."""
    about = {"cycle": ids.cycle_id} if isinstance(ids, Subjects) and len(ids) > 1 else {"undertaking__in": ids}
    texts = {f"{name}_text": Cast(name, TextField()) for name in ("plans", "steps")}
    rows = list(Course.objects.filter(source=source, **about).annotate(**texts).values_list("undertaking_id", *texts))
    drawn = iter(json.loads(f"[{','.join(text for _pk, *both in rows for text in both)}]"))    # one reading of ten thousand, not ten thousand readings
    day = date.fromisoformat
    return {
        pk: ([(day(start), end and day(end), amount) for start, end, amount in next(drawn)],
             [rules.Step(day(on), given, cash, spent) for on, through, given, cash, spent in next(drawn) if not stage or stage == through])
        for pk, *_both in rows
    }


def work_out(undertaking_id: int) -> Drawn:
    """By source, from plans, spending and accepted swadaya themselves; taken away again on the day an entry was reversed."""
    plans: dict[str, Plans] = defaultdict(list)
    totals = PlanTotal.objects.filter(plan__undertaking=undertaking_id).order_by("plan_id")
    for source, start, end, amount in totals.values_list("source", "plan__happened_on", "plan__ended_on", "amount"):
        plans[source].append((start, end, amount))
    steps: dict[tuple[str, date, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for sign, rows in _uses(undertaking_id):
        for source, day, stage, *amounts in rows:
            for place, amount in enumerate(amounts):
                steps[source, day, stage][place] += sign * amount
    drawn: Drawn = {source: (plans[source], []) for source in {*plans, *(source for source, _day, _stage in steps)}}
    for (source, day, stage), (given, cash, spent) in sorted(steps.items()):
        drawn[source][1].append((day, stage, given, cash, spent))
    return drawn


def as_row(plans: Plans, steps: list[tuple[date, str, int, int, int]]) -> dict[str, Any]:
    """The columns that are kept."""
    return {"plans": [(start.isoformat(), end and end.isoformat(), amount) for start, end, amount in plans],
            "steps": [(day.isoformat(), *rest) for day, *rest in steps]}


def _uses(undertaking_id: int) -> list[tuple[int, list[tuple[str, date, str, int, int, int]]]]:
    """Rows of (source, day, stage, contributed, cash, spent) to add, and those of reversed entries to take away."""
    reversed_on = dict(Entry.objects.filter(undertaking=undertaking_id, kind__in=[Kind.CONTRIBUTION, Kind.SPENDING], reverses__isnull=False)
                       .values_list("reverses_id", "posted_on"))
    spent = list(Spending.objects.filter(undertaking=undertaking_id).order_by().values_list("entry_id", "source", "posted_on", "stage").annotate(Sum("amount")))
    given = list(Verification.objects.filter(undertaking=undertaking_id, accepted=True).order_by().values_list(
        "entry_id", "contribution__source", "posted_on", "stage", "contribution__form").annotate(Sum("contribution__amount")))
    uses = [(entry, source, day, stage, 0, 0, amount) for entry, source, day, stage, amount in spent]
    uses += [(entry, source, day, stage, amount, amount if form == Form.CASH else 0, 0) for entry, source, day, stage, form, amount in given]
    back = [(source, reversed_on[entry], stage, *amounts) for entry, source, _day, stage, *amounts in uses if entry in reversed_on]
    return [(1, [row[1:] for row in uses]), (-1, back)]

"""What repeats: which duties run at an undertaking on a day, until when, and whether their present period is met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sinergi.engine.definition import Duty, Use
from sinergi.engine.survey import Period, periods
from sinergi.kernel.timelines import holds
from sinergi.programmes.registry import registry

if TYPE_CHECKING:
    from sinergi.programmes.snapshot.looking import Source


class Running(NamedTuple):
    """A duty in one of its periods: the day it is due when it is not met yet, and the first day of the period after."""

    due_on: date | None
    next_on: date


def running(source: Source, nodes: Collection[int], on: date) -> dict[int, dict[str, Running]]:
    """Undertaking -> duty -> how it stands; one question for all that share a period."""
    found: dict[int, dict[str, Running]] = defaultdict(dict)
    for duty in source.edition.duties:
        together: dict[tuple[date, date], list[tuple[int, Period]]] = defaultdict(list)
        for node in nodes:
            period = _present(source, duty, node, on)
            if period is not None:
                together[period.first, period.last].append((node, period))
        for (first, last), members in together.items():
            met = duty_met(duty.met_when, [node for node, _ in members], first, last)
            for node, period in members:
                found[node][duty.code] = Running(None if node in met else period.due_on, period.last + timedelta(days=1))
    return found


def duty_met(uses: tuple[Use, ...], ids: list[int], first: date, last: date) -> set[int]:
    """Which of these undertakings met all conditions of a duty within one period."""
    met = set(ids)
    for use in uses:
        bound = registry.conditions.get(use.name)
        if bound is None or bound.periods is None:
            return set()
        met &= set(bound.periods(ids, start=first, end=last, **dict(use.params)))
    return met


def _present(source: Source, duty: Duty, node: int, on: date) -> Period | None:
    """The period that runs on a day; none before its beginning, after its end, or where the duty does not apply."""
    one = source.world.nodes[node]
    if one.scope != duty.scope or not holds(source.live(node), on) or not _fits(source, duty, node, on):
        return None
    start = _day_of(source, node, duty.from_stage, on, finished=False) if duty.from_stage else source.live(node)[0]
    end = _day_of(source, node, duty.to_stage, on, finished=True) if duty.to_stage else None
    if start is None or end is not None:        # an end is only known once it is past
        return None
    begun = periods(duty, start, None, on)
    return begun[-1] if begun else None


def _fits(source: Source, duty: Duty, node: int, on: date) -> bool:
    """On the list and of the kind, where the duty names them."""
    listed = not duty.list or holds(source.world.listed.get((duty.list, node), ()), on)
    kinds = source.world.nodes[node].kinds
    return listed and (not duty.kinds or bool(kinds and kinds[-1][1] in duty.kinds))


def _day_of(source: Source, node: int, stage: str, on: date, *, finished: bool) -> date | None:
    subject = source.world.above(node, source.edition.by_code[stage].scope)
    if subject is None:
        return None
    cell = source.cell(subject.id, stage)
    day = cell.first_done_on if finished else cell.opened_on
    return day if day is not None and day <= on else None

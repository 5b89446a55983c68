"""What repeats: which duties run at an undertaking on a day, until when, and whether their present period is met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sinergi.engine.definition import Duty, Use
from sinergi.engine.survey import Period, periods, span
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
            met = _met(duty.met_when, [node for node, _ in members], first, last)
            for node, period in members:
                found[node][duty.code] = Running(None if node in met else period.due_on, period.last + timedelta(days=1))
    return found


def _met(uses: tuple[Use, ...], ids: list[int], first: date, last: date) -> set[int]:
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
    if source.world.nodes[node].scope != duty.scope or not holds(source.live(node), on):
        return None
    start, end = span(source, node, duty, on)
    if start is None or end is not None:        # an end is only known once it is past
        return None
    return periods(duty, start, None, on)[-1]

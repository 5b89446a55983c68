"""What appraisers will be asked to look at: the proposal alone, and beside the others of the round. Never a verdict."""

from __future__ import annotations

from django.db.models import Count, Q

from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import ProposalFigures
from sinergi.proposals.queries.reading import proposal_of, purses_for, sheet_of
from sinergi.proposals.rules import Flag, Sheet, own_flags, totals

CODES_SHOWN = 5


def flags(work: Undertaking, sheet: Sheet | None = None) -> list[Flag]:
    """Flags of one proposal; five queries whatever the size of the round."""
    purses = purses_for(work)
    seen = sheet if sheet is not None else sheet_of(proposal_of(work))
    if not seen.lines:
        return []
    sums = totals(seen.lines, purses)
    return [*own_flags(seen, sums, frozenset(purses.community)), *_beside_others(work)]


def _beside_others(work: Undertaking) -> list[Flag]:
    mine = ProposalFigures.objects.filter(undertaking=work).first()
    if mine is None:
        return []
    same_ratio = Q(community_of_total=mine.community_of_total, community__gt=0) if mine.community else Q(pk=None)
    same_people = Q(people=mine.people) if mine.people.strip("/") else Q(pk=None)
    others = ProposalFigures.objects.filter(cycle_id=mine.cycle_id).exclude(pk=mine.pk)
    counted = others.filter(same_ratio | same_people).aggregate(ratio=Count("pk", filter=same_ratio), people=Count("pk", filter=same_people))
    found = []
    if counted["ratio"]:
        found.append(Flag("proposals.flag_same_ratio", {"share": mine.community_of_total, "count": counted["ratio"],
                                                         "codes": _codes(others.filter(same_ratio))}))
    if counted["people"]:
        found.append(Flag("proposals.flag_same_people", {"count": counted["people"], "codes": _codes(others.filter(same_people))}))
    return found


def _codes(rows: object) -> list[str]:
    return list(rows.values_list("code", flat=True)[:CODES_SHOWN])  # type: ignore[attr-defined]  # -- a queryset of figures

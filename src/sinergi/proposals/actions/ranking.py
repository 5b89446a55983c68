"""Fixing the order: decided now, published later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.programmes.performing import perform
from sinergi.proposals.models import Ranking, RankLine
from sinergi.proposals.queries import purses_of, rank_entries, scoring_form
from sinergi.proposals.rules import Entry, Placed, ranked, sound_ranking


def rank(
    person: Person,
    code: str,
    *,
    on: date,
    list: str,  # noqa: A002 -- the parameter's name in the programme files
    happened_on: date | None = None,
    ceilings: Mapping[str, int] | None = None,
    moves: Mapping[str, tuple[int, str]] | None = None,
    exclusions: Mapping[str, str] | None = None,
    note: str = "",
    seen: str = "",
) -> Ranking:
    """Order all works handed in, with the changes by hand and the ceilings typed by the Pokja; the latest ranking counts.

    ``seen`` is the mark of the order on the page (``order_seen``): when scores changed meanwhile, nothing is fixed unseen.
    """
    ceilings, moves, exclusions = ceilings or {}, moves or {}, exclusions or {}
    with perform(person, "proposals.rank", code, on=on, happened_on=happened_on, list=list) as doing:
        entries = rank_entries(doing.undertaking)
        sound_ranking(entries, ceilings, moves, exclusions, purses_of(doing.edition).codes).enforce()
        placed = ranked(entries, ceilings, moves, exclusions)
        if seen and seen != order_seen(placed):
            Decision.no("proposals.order_changed").enforce()
        ranking = Ranking.objects.create(list=list, form=scoring_form(doing.edition), ceilings=dict(ceilings), note=note, **doing.stamp)
        RankLine.objects.bulk_create([_row(ranking, each) for each in placed], batch_size=500)
        inside = sum(each.standing == "inside" for each in placed)
        doing.changed(ranked=len(placed), inside=inside, ceilings=dict(ceilings),
                      by_hand={each.entry.code: each.reason for each in placed if each.reason and not each.entry.failed},
                      failed={each.entry.code: each.reason for each in placed if each.entry.failed})
    return ranking


def order_seen(placed: list[Placed]) -> str:
    """The mark of an order with its scores."""
    text = "\n".join(f"{each.place} {each.entry.code} {each.entry.score} {each.standing}" for each in placed)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _row(ranking: Ranking, placed: Placed) -> RankLine:
    entry: Entry = placed.entry
    return RankLine(
        ranking=ranking, work_id=entry.work_id, place=placed.place, natural_place=placed.natural_place, standing=placed.standing,
        score=entry.score, poor_share=entry.poor_share, amounts=dict(entry.amounts), stopped_by=placed.stopped_by, reason=placed.reason[:500],
    )

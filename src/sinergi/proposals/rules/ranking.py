"""The order of proposals and where the money ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sinergi.kernel.decisions import Decision

INSIDE, BELOW, EXCLUDED = "inside", "below", "excluded"


class Entry(NamedTuple):
    """A proposal as the ranking sees it: mean score, share of poor households, what it asks from each purse.

    ``failed`` names the verdict that did not pass, in the words of the edition: with it nothing lets the work in.
    """

    work_id: int
    code: str
    score: Decimal | None
    poor_share: Decimal | None
    amounts: Mapping[str, int]
    failed: str = ""


class Placed(NamedTuple):
    entry: Entry
    place: int
    natural_place: int
    standing: str
    stopped_by: str = ""
    reason: str = ""

    @property
    def moved(self) -> bool:
        return self.place != self.natural_place and bool(self.reason) and self.standing != EXCLUDED


def poor_share(households: int | None, poor: int | None) -> Decimal | None:
    """Poor households of all households, in percent."""
    if not households or poor is None:
        return None
    return (Decimal(poor) * 100 / Decimal(households)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def natural_order(entries: Sequence[Entry]) -> list[Entry]:
    """Highest mean first; equal means: the larger share of poor households first; still equal: by code (our default)."""
    nothing = Decimal(-1)
    return sorted(entries, key=lambda entry: (-(entry.score if entry.score is not None else nothing),
                                              -(entry.poor_share if entry.poor_share is not None else nothing), entry.code))


def ranked(
    entries: Sequence[Entry],
    ceilings: Mapping[str, int],
    moves: Mapping[str, tuple[int, str]] | None = None,
    exclusions: Mapping[str, str] | None = None,
) -> list[Placed]:
    """Places, and the cut-off line.

    ``moves`` puts a work (by code) on another place, ``exclusions`` takes it out of the running; both with a reason. A verdict that did not
    pass takes it out as well, and is the reason.
    The line falls before the first proposal that a purse with a ceiling can no longer pay in full; nothing below the line is
    let in although it were small enough (our default: who should come before it, is put there by hand, with a reason).
    """
    exclusions = _with_failed(entries, exclusions or {})
    natural = natural_order(entries)
    natural_place = {entry.code: place for place, entry in enumerate(natural, 1)}
    order = _with_moves([entry for entry in natural if entry.code not in exclusions], moves or {})
    reasons = {code: reason for code, (_, reason) in (moves or {}).items()}
    left, cut, placed = dict(ceilings), False, []
    for place, entry in enumerate(order, 1):
        empty = ""
        if left and not cut:
            empty = next((source for source in left if entry.amounts.get(source, 0) > left[source]), "")
            cut = bool(empty)
            left = {source: rest - entry.amounts.get(source, 0) for source, rest in left.items()}
        placed.append(Placed(entry, place, natural_place[entry.code], BELOW if cut else INSIDE, empty, reasons.get(entry.code, "")))
    out = [entry for entry in natural if entry.code in exclusions]
    placed += [Placed(entry, len(order) + place, natural_place[entry.code], EXCLUDED, "", exclusions[entry.code])
               for place, entry in enumerate(out, 1)]
    return placed


def _with_failed(entries: Sequence[Entry], exclusions: Mapping[str, str]) -> dict[str, str]:
    """All who are out with their reasons: the verdict first, then what was said by hand."""
    failed = {entry.code: ". ".join(filter(None, [entry.failed, exclusions.get(entry.code, "")])) for entry in entries if entry.failed}
    return {**exclusions, **failed}


def _with_moves(order: list[Entry], moves: Mapping[str, tuple[int, str]]) -> list[Entry]:
    """Lift the moved ones out, then put each on its place, from the top down."""
    stays = [entry for entry in order if entry.code not in moves]
    lifted = {entry.code: entry for entry in order if entry.code in moves}
    for code, (place, _) in sorted(moves.items(), key=lambda item: (item[1][0], item[0])):
        if code in lifted:
            stays.insert(max(0, min(place - 1, len(stays))), lifted[code])
    return stays


def sound_ranking(
    entries: Sequence[Entry],
    ceilings: Mapping[str, int],
    moves: Mapping[str, tuple[int, str]],
    exclusions: Mapping[str, str],
    sources: Sequence[str],
) -> Decision:
    """Every change by hand has a reason and is about a work of this round whose verdict lets it in; ceilings are of purses that exist."""
    if not entries:
        return Decision.no("proposals.nothing_to_rank")
    for source, ceiling in ceilings.items():
        if source not in sources:
            return Decision.unsound("proposals.unknown_source", source=source, field="")
        if ceiling < 0:
            return Decision.unsound("proposals.negative", field=f"ceiling_{source}")
    return _sound_changes({entry.code: entry for entry in entries}, moves, exclusions)


def _sound_changes(entries: Mapping[str, Entry], moves: Mapping[str, tuple[int, str]], exclusions: Mapping[str, str]) -> Decision:
    reasons = {**{code: reason for code, (_, reason) in moves.items()}, **exclusions}
    for code, reason in reasons.items():
        if code not in entries:
            return Decision.unsound("proposals.not_in_round", work=code, field="")
        if not reason.strip():
            return Decision.unsound("proposals.change_needs_reason", work=code, field=f"reason_{code}")
    failed = next((entries[code] for code in moves if entries[code].failed), None)
    if failed is not None:
        return Decision.unsound("proposals.verdict_failed", work=failed.code, verdict=failed.failed, field=f"reason_{failed.code}")
    both = set(moves) & set(exclusions)
    if both:
        return Decision.unsound("proposals.moved_and_excluded", work=min(both), field=f"reason_{min(both)}")
    return Decision.yes()

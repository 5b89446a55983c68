"""What is sound on a sheet and in a verdict, and how scores add up. Pure: values in, decision or number out.

Scores run from 0 to 100 in whole points (our default scale). Totals and means have two decimals, half rounded up.
The standard deviation is that of the whole panel (divided by n): the sheets are all there is, not a sample.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sinergi.assessments.definitions import RESULTS, Choice, Criterion, Instrument, Item
from sinergi.kernel.decisions import Decision

LOWEST, HIGHEST = 0, 100
SCALE = 100  # points are kept in hundredths, as whole numbers
LONGEST_TEXT = 4000
_VILLAGE_PARTS = 4
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Summary:
    """What the counted sheets of one undertaking say together."""

    sheets: int
    mean: Decimal
    lowest: Decimal
    highest: Decimal
    deviation: Decimal

    @property
    def spread(self) -> Decimal:
        return self.highest - self.lowest


def weighted(scores: Mapping[str, int], criteria: Collection[Criterion]) -> int:
    """The total of a sheet in hundredths of a point; criteria without a score count as nothing (a running total)."""
    weights = sum(criterion.weight for criterion in criteria)
    if not weights:
        return 0
    total = sum(scores.get(criterion.code, 0) * criterion.weight for criterion in criteria)
    return int((Decimal(total * SCALE) / weights).to_integral_value(ROUND_HALF_UP))


def points(hundredths: int) -> Decimal:
    """8125 -> Decimal("81.25")."""
    return (Decimal(hundredths) / SCALE).quantize(_CENT)


def mean(sheets: int, total: int) -> Decimal:
    """Of a count and a sum in hundredths, two decimals."""
    return (Decimal(total) / (sheets * SCALE)).quantize(_CENT, ROUND_HALF_UP)


def summary(sheets: int, total: int, squares: int, lowest: int, highest: int) -> Summary:
    """From a count, a sum and a sum of squares (hundredths), as one query gives them."""
    variance = Decimal(max(sheets * squares - total * total, 0)) / (sheets * sheets)
    deviation = (variance.sqrt() / SCALE).quantize(_CENT, ROUND_HALF_UP)
    return Summary(sheets, mean(sheets, total), points(lowest), points(highest), deviation)


def summarised(totals: Iterable[int]) -> Summary | None:
    """The same from the totals themselves; None without any."""
    kept = list(totals)
    if not kept:
        return None
    return summary(len(kept), sum(kept), sum(each * each for each in kept), min(kept), max(kept))


def form_known(instrument: Instrument | None, form: str) -> Decision:
    return Decision.yes() if instrument else Decision.unsound("assessments.no_such_form", form=form)


def scores_sound(instrument: Instrument, scores: Mapping[str, int]) -> Decision:
    """Every criterion has a whole score inside the scale, and nothing else has one."""
    known = {criterion.code for criterion in instrument.criteria}
    for code in scores:
        if code not in known:
            return Decision.unsound("assessments.unknown_criterion", criterion=code, form=instrument.title)
    for criterion in instrument.criteria:
        score = scores.get(criterion.code)
        if score is None:
            return Decision.unsound("assessments.missing_score", field=f"score_{criterion.code}", criterion=criterion.title)
        if not _is_score(score):
            values = {"criterion": criterion.title, "score": score, "lowest": LOWEST, "highest": HIGHEST}
            return Decision.unsound("assessments.score_outside", field=f"score_{criterion.code}", **values)
    return Decision.yes()


def items_sound(items: Collection[Item], results: Mapping[str, str], notes: Mapping[str, str]) -> Decision:
    """Every line of the checklist has a result; what is not in order says what was found."""
    return next(item_mistakes(items, results, notes), Decision.yes())


def item_mistakes(items: Collection[Item], results: Mapping[str, str], notes: Mapping[str, str]) -> Iterator[Decision]:
    """Everything that a checklist still lacks, in the order of its lines."""
    known = {item.code for item in items}
    yield from (Decision.unsound("assessments.unknown_item", item=code) for code in results if code not in known)
    for item in items:
        result = results.get(item.code, "")
        if result not in RESULTS:
            yield Decision.unsound("assessments.missing_result", field=f"item_{item.code}", item=item.title)
        elif result != "ok" and not notes.get(item.code, "").strip():
            yield Decision.unsound("assessments.result_needs_note", field=f"item_note_{item.code}", item=item.title)


def conflict_sound(note: str) -> Decision:
    """Who declares a conflict of interest says which."""
    return Decision.yes() if note.strip() else Decision.unsound("assessments.conflict_needs_note", field="conflict_note")


def verdict_sound(instrument: Instrument, verdict: str, reasons: str, *, correct_by: date | None, happened_on: date) -> Decision:
    """A verdict of this form, with reasons, and with a deadline where one is asked."""
    return next(verdict_mistakes(instrument, verdict, reasons, correct_by=correct_by, happened_on=happened_on), Decision.yes())


def verdict_mistakes(instrument: Instrument, verdict: str, reasons: str, *, correct_by: date | None, happened_on: date | None) -> Iterator[Decision]:
    """Everything that a verdict still lacks; its day may be what is missing."""
    choice = instrument.verdict(verdict)
    if choice is None:
        yield Decision.unsound("assessments.unknown_verdict", field="verdict", verdict=verdict)
    if not reasons.strip():
        yield Decision.unsound("assessments.reasons_missing", field="reasons")
    if choice is not None and choice.deadline and correct_by is None:
        yield Decision.unsound("assessments.deadline_missing", field="correct_by", verdict=choice.title)
    if correct_by is not None and happened_on is not None and correct_by < happened_on:
        yield Decision.unsound("assessments.deadline_past", field="correct_by", day=correct_by)


def verdict_fits_items(choice: Choice, instrument: Instrument, results: Mapping[str, str]) -> Decision:
    """A passing verdict cannot stand over a checklist with a failed line."""
    failed = [item.title for item in instrument.items if results.get(item.code) == "fail"]
    if choice.passes and failed:
        return Decision.unsound("assessments.passes_with_failed", field="verdict", verdict=choice.title, items=failed)
    return Decision.yes()


def evidence_sound(instrument: Instrument, *, has_file: bool, evidence_on: date | None, on: date) -> Decision:
    """A rating that opens a door stands on a paper with a date."""
    return next(evidence_mistakes(instrument, has_file=has_file, evidence_on=evidence_on, on=on), Decision.yes())


def evidence_mistakes(instrument: Instrument, *, has_file: bool, evidence_on: date | None, on: date) -> Iterator[Decision]:
    """Everything that is wrong with the paper behind a verdict."""
    if instrument.needs_evidence and not has_file:
        yield Decision.unsound("assessments.evidence_missing", field="evidence")
    if (instrument.needs_evidence or has_file) and evidence_on is None:
        yield Decision.unsound("assessments.evidence_day_missing", field="evidence_on")
    if evidence_on is not None and evidence_on > on:
        yield Decision.unsound("assessments.evidence_ahead", field="evidence_on", day=evidence_on)


def place_sound(latitude: float | None, longitude: float | None) -> Decision:
    """Both or none, and on this planet."""
    if (latitude is None) != (longitude is None):
        return Decision.unsound("assessments.half_a_place", field="latitude" if latitude is None else "longitude")
    if latitude is not None and longitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- degrees
        return Decision.unsound("assessments.place_outside", field="latitude")
    return Decision.yes()


def texts_sound(texts: Mapping[str, str]) -> Decision:
    """No text longer than a page: field -> text."""
    for field, text in texts.items():
        if len(text) > LONGEST_TEXT:
            return Decision.unsound("assessments.text_too_long", field=field, most=LONGEST_TEXT)
    return Decision.yes()


def draft_current(given: int | None, kept: int) -> Decision:
    """The draft was not saved meanwhile in another tab or on another phone."""
    return Decision.yes() if given is None or given == kept else Decision.no("assessments.stale_draft", kept=kept)


def village_of(code: str) -> str:
    """The village a place lies in, by its code; empty for what is larger than a village."""
    parts = code.split(".")
    return ".".join(parts[:_VILLAGE_PARTS]) if len(parts) >= _VILLAGE_PARTS else ""


def same_village(one: str, other: str) -> bool:
    """Whether two places lie in one village; places larger than a village never do."""
    return bool(village_of(one)) and village_of(one) == village_of(other)


def _is_score(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST

"""What is sound about physical work: percentages, periods, places; which photos are missing; curves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sinergi.kernel import places
from sinergi.kernel.decisions import Decision
from sinergi.kernel.money import LARGEST

MOMENTS = (0, 50, 100)
SAME_PLACE = 50  # metres: beyond it the strip says how far apart two photos were taken
LONGEST_PERIOD = timedelta(days=92)
_CENT = Decimal("0.01")


def sound_percent(value: Decimal | None, *, name: str) -> Decision:
    """From 0 to 100, at most two decimals; nothing is nothing said."""
    if value is None:
        return Decision.yes()
    if not value.is_finite() or not 0 <= value <= 100:  # noqa: PLR2004 -- percent
        return Decision.unsound("progress.percent", field=name)
    if value != value.quantize(_CENT):
        return Decision.unsound("progress.percent_places", field=name)
    return Decision.yes()


def sound_place(latitude: float | None, longitude: float | None) -> Decision:
    """Both or neither, on earth, and inside the box around Indonesia."""
    if latitude is None and longitude is None:
        return Decision.yes()
    if latitude is None or longitude is None:
        return Decision.unsound("progress.half_a_place", field="longitude" if longitude is None else "latitude")
    if not places.in_indonesia((latitude, longitude)):
        return Decision.unsound("progress.foreign_place", field="latitude")
    return Decision.yes()


def sound_sheet(first_day: date, last_day: date, *, women: int, men: int, days: Decimal, amount: int) -> Decision:
    """A pay sheet has a period that makes sense, people, days they worked and an amount; nobody above one day a day."""
    if last_day < first_day or last_day - first_day > LONGEST_PERIOD:
        return Decision.unsound("progress.period", field="last_day")
    people = women + men
    if women < 0 or men < 0 or not 0 < people <= 100_000:  # noqa: PLR2004 -- more than any village has
        return Decision.unsound("progress.nobody_worked", field="men")
    if not days.is_finite() or days <= 0 or days != days.quantize(_CENT):
        return Decision.unsound("progress.no_days", field="days")
    most = people * ((last_day - first_day).days + 1)
    if days > most:
        return Decision.unsound("progress.too_many_days", field="days", most=most)
    if not 0 < amount <= LARGEST:
        return Decision.unsound("progress.no_wages", field="amount")
    return Decision.yes()


@dataclass(frozen=True)
class Frame:
    """One frame of the photo strip: the newest photo of a moment, or a dashed frame that waits for it."""

    at: int
    photo: object = None
    apart: int | None = None  # metres from the first placed photo

    @property
    def moved(self) -> bool:
        """Taken elsewhere: a flag, not a refusal."""
        return self.apart is not None and self.apart > SAME_PLACE


def strip(photos: Sequence[tuple[int, object, tuple[float, float] | None]], moments: Iterable[int] = MOMENTS) -> list[Frame]:
    """Frames in rising order, with how far each was taken from the first; photos are (percent, photo, place) in order of recording."""
    newest = {at: (photo, place) for at, photo, place in photos}
    first: tuple[float, float] | None = None
    frames: list[Frame] = []
    for at in sorted({*moments, *newest}):
        photo, place = newest.get(at, (None, None))
        first = first or place
        frames.append(Frame(at, photo, places.metres(first, place) if first and place else None))
    return frames


def women_share(women: int, men: int) -> Decimal | None:
    """Women of women and men, in percent."""
    return (Decimal(women) * 100 / (women + men)).quantize(Decimal("0.1")) if women + men else None


def gap(planned: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """Points behind (minus) or ahead of the plan."""
    return None if planned is None or actual is None else actual - planned


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    start = day - timedelta(days=day.weekday())
    return start, start + timedelta(days=6)


def curve(rows: Iterable[tuple[date, Decimal | None, Decimal]]) -> Mapping[str, list[tuple[date, Decimal]]]:
    """Points of the S-curve out of reports (day, planned, actual) in order of recording: the last of a day counts."""
    planned: dict[date, Decimal] = {}
    actual: dict[date, Decimal] = {}
    for day, plan, built in rows:
        if plan is not None:
            planned[day] = plan
        actual[day] = built
    return {"planned": sorted(planned.items()), "actual": sorted(actual.items())}

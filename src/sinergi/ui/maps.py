"""A small map of our own points around one of them: rings, north and a scale, without the tiles of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.kernel.places import Place, eighth, metres, offset
from sinergi.ui import wording
from sinergi.ui.shapes import at

_SIDE = 320.0
_MIDDLE = _SIDE / 2
_REACH = _MIDDLE - 26  # how far from the middle a point may be drawn
_NEAREST = 250  # metres: below it a map says nothing
_NAMED = 3
_BEYOND = 6  # times the distance of the last one named: what lies further is left out
_ON_THE_SPOT = 10  # metres within which a direction says nothing
_KILOMETRE = 1000
DIRECTIONS = (_("utara"), _("timur laut"), _("timur"), _("tenggara"), _("selatan"), _("barat daya"), _("barat"), _("barat laut"))


@dataclass(frozen=True)
class Dot:
    """Another point: where it is drawn, what it is called, how far and in which direction it lies."""

    x: str
    y: str
    title: str
    url: str
    far: str
    near: bool  # one of those that the list below the map names


@dataclass(frozen=True)
class Map:
    """One point in the middle, the others around it, rings at round distances."""

    dots: tuple[Dot, ...]
    rings: tuple[str, ...]  # radii; from one to the next it is as far as the scale is long
    scale: tuple[str, str, str]  # start, end, distance
    geo: str
    outside: str


def around(here: Place, others: Iterable[Any]) -> Map:
    """The map of ``here``; the others carry ``place, title, url``. What lies furthest decides the scale."""
    found = _in_sight(sorted(((metres(here, at(each, "place")), each) for each in others), key=lambda pair: pair[0]))
    reach = max(found[-1][0] if found else 0, _NEAREST)
    step = _round_distance(reach / 2)
    return Map(
        dots=tuple(_dot(here, far, each, reach, near=place < _NAMED) for place, (far, each) in enumerate(found)),
        rings=tuple(_drawn(_REACH * step * count / reach) for count in range(1, int(reach / step) + 1)),
        scale=(_drawn(14), _drawn(14 + _REACH * step / reach), distance(step)),
        geo=f"geo:{here[0]:.6f},{here[1]:.6f}",
        outside=f"https://www.openstreetmap.org/?mlat={here[0]:.6f}&mlon={here[1]:.6f}#map=16/{here[0]:.5f}/{here[1]:.5f}",
    )


def _in_sight(found: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Without the next village behind the hills, which would press everything near into one spot."""
    near = found[:_NAMED]
    return [pair for pair in found if pair[0] <= max(_BEYOND * near[-1][0], _KILOMETRE)] if near else []


def distance(far: float) -> str:
    """ "340 m", "1,2 km"."""
    return f"{wording.number(far, 0)}{wording.NBSP}m" if far < _KILOMETRE else f"{wording.number(far / _KILOMETRE, 1)}{wording.NBSP}km"


def _dot(here: Place, far: int, other: Any, reach: float, *, near: bool) -> Dot:
    east, north = offset(here, at(other, "place"))
    where = {"distance": distance(far), "direction": DIRECTIONS[eighth(east, north)]}
    said = gettext("%(distance)s ke %(direction)s") % where if far >= _ON_THE_SPOT else gettext("di titik yang sama")
    return Dot(x=_drawn(_MIDDLE + _REACH * east / reach), y=_drawn(_MIDDLE - _REACH * north / reach), title=str(at(other, "title")), url=str(at(other, "url", "")),
               far=said, near=near)


def _round_distance(far: float) -> float:
    """The largest 1, 2 or 5 with noughts that is not more."""
    power = 1.0
    while power * 10 <= far:
        power *= 10
    return max(power * factor for factor in (1, 2, 5) if power * factor <= far)


def _drawn(number: float) -> str:
    return f"{number:.1f}"

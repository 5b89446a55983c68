"""Places on earth as plain numbers: what lies in Indonesia, how far apart and in which direction."""

from __future__ import annotations

import math

Place = tuple[float, float]  # latitude, longitude, in degrees
_EARTH = 6_371_000  # metres
_SOUTH, _NORTH, _WEST, _EAST = -11.5, 6.5, 94.5, 141.5  # the box around Indonesia


def in_indonesia(place: Place) -> bool:
    """Inside the box around the country: catches swapped numbers, missing signs and foreign points."""
    return _SOUTH <= place[0] <= _NORTH and _WEST <= place[1] <= _EAST


def metres(here: Place, there: Place) -> int:
    """Between two places, over the ground."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*here, *there))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return round(2 * _EARTH * math.asin(math.sqrt(min(half, 1))))


def offset(here: Place, there: Place) -> tuple[float, float]:
    """Metres to the east and to the north: flat, as a map of some villages may be."""
    degree = math.pi * _EARTH / 180
    return (there[1] - here[1]) * degree * math.cos(math.radians(here[0])), (there[0] - here[0]) * degree


def eighth(east: float, north: float) -> int:
    """Which of eight directions that is: 0 north, 1 north-east, and on around the compass."""
    return round(math.degrees(math.atan2(east, north)) / 45) % 8

"""Reading the tree: finding a place as one types, and saying where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length

from sinergi.regions import rules
from sinergi.regions.models import Level, Region, RegionQuerySet

MOST = 20
LONGEST = 200
_LAST = "\U0010ffff"  # follows every letter
_WIDE = 3  # from so many letters on, words inside a name count too


@dataclass(frozen=True)
class Placed:
    """A place and where it lies: "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"."""

    region: Region
    path: str

    @property
    def suggestion(self) -> str:
        """What a field shows and sends; ends with the code, which alone is believed."""
        return f"{self.path} — {self.region.code}"


def find(text: str, level: str | None = None, within: str = "", *, most: int = MOST) -> list[Region]:
    """Places by name or code as one types: every word typed begins a word of the name; names that begin so come first.

    What follows a comma says where: "weleri, kendal" is a Weleri inside a Kendal. ``within`` is the code to stay in.
    """
    name, *above = [part.strip() for part in text[:LONGEST].split(",")]
    places = Region.objects.below(within)
    if level:
        places = places.filter(level=level)
    begun = rules.code_begun(name)
    if begun is not None:
        return list(places.filter(_begins("code", begun)).order_by("code")[:most])
    wanted = rules.words(name)
    if not wanted:
        return []
    around = [rules.words(part) for part in above if rules.words(part)]
    if around:
        inside = _inside_of(around)
        if inside is None:
            return []
        places = places.filter(inside)
    return _by_name(places, wanted, most)


def exactly(name: str, level: str | None = None, within: str = "") -> list[Region]:
    """The places of exactly this name, at most a few; for a field that was given a name and no code."""
    places = Region.objects.below(within).filter(words__in=rules.named(name))
    return list(places.filter(level=level)[:4] if level else places[:4])


def with_paths(regions: Iterable[Region]) -> list[Placed]:
    """The same places, each with where it lies; one query for all."""
    listed = list(regions)
    codes = {code for region in listed for code in region.codes_above if code}
    known = {region.code: region for region in Region.objects.filter(code__in=codes)}
    return [Placed(region, _path(region, known)) for region in listed]


def path(region: Region) -> str:
    """Where one place lies."""
    return with_paths([region])[0].path


def _by_name(places: RegionQuerySet, wanted: str, most: int) -> list[Region]:
    rank = (Length("code"), "words", "code")
    exact = rules.named(wanted)
    found = list(places.filter(words__in=exact).order_by(*rank)[:most])
    begins = places.filter(_begins("words", wanted)).exclude(words__in=exact)
    found += begins.order_by(*rank)[: most - len(found)]
    if len(found) < most and len(wanted) >= _WIDE:
        every = Q()
        for word in wanted.split():
            every &= Q(words__startswith=word) | Q(words__contains=f" {word}")
        found += places.filter(every).exclude(_begins("words", wanted)).exclude(words__in=exact).order_by(*rank)[: most - len(found)]
    return sorted(found, key=lambda place: (place.words not in exact, len(place.code), not place.words.startswith(wanted), place.words))


def _begins(column: str, text: str) -> Q:
    """A range, so that the index is used on both databases."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST})


def _inside_of(around: list[str]) -> Q | None:
    """Inside places of these names, the nearest named first; None when a name is nowhere."""
    wider = Region.objects.filter(level__in=(Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE))
    inside = Q()
    for name in reversed(around):
        codes = [region.code for region in _by_name(wider.filter(inside), name, MOST)]
        if not codes:
            return None
        inside = _below_any(codes)
    return inside


def _below_any(codes: list[str]) -> Q:
    either = Q()
    for code in codes:
        either |= Q(code__gte=f"{code}.", code__lt=f"{code}/")
    return either


def _path(region: Region, known: dict[str, Region]) -> str:
    above = [known[code] for code in reversed(region.codes_above[:-1]) if code in known]
    own = region.name if not above else rules.short(region.name, region.level)
    return ", ".join([own, *(rules.short(place.name, place.level) for place in above)])

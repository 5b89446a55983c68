"""Desa Cinunuk, Kecamatan Cileunyi, Kabupaten Bandung, and who acts there: the places and the people of the journeys of 2012."""

from __future__ import annotations

from datetime import date
from importlib import resources

from sinergi.actors.models import Person
from sinergi.programmes import actions
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region
from tests import make

CITY, DISTRICT, VILLAGE, NEIGHBOUR = "32.04", "32.04.05", "32.04.05.2004", "32.04.05.2001"
OPENED = date(2012, 3, 1)
_PLACES = ((CITY, "Kabupaten Bandung", "regency"), (DISTRICT, "Cileunyi", "district"), (VILLAGE, "Cinunuk", "village"), (NEIGHBOUR, "Cileunyi Kulon", "village"))
ROLES = (("pmu", ""), ("tkpp_prov", "32"), ("tkpp_kota", CITY), ("tkpkd", CITY), ("tim_koordinasi", CITY), ("satker", CITY), ("bappeda", CITY), ("pjok", DISTRICT),
         ("faskel", DISTRICT), ("lurah", VILLAGE), ("bkm", VILLAGE))


def edition_text() -> str:
    return (resources.files("sinergi.programmes") / "editions" / "plpbk-2012.toml").read_text(encoding="utf-8")


def places() -> None:
    """Below Jawa Barat of ``make.places``."""
    for code, name, level in _PLACES:
        Region.objects.create(code=code, name=name, level=level, parent=Region.objects.get(code=code.rpartition(".")[0]), words=name.lower())


def people() -> dict[str, Person]:
    """One person for each role, by role."""
    return {role: make.person(name=f"Orang {role}", role=role, region=region) for role, region in ROLES}


def open_cycle(tkpp: Person, *, on: date = OPENED) -> Undertaking:
    return actions.open_cycle(tkpp, edition_text=edition_text(), code="BDG12", title="PLP-BK Kabupaten Bandung 2012", region_code=CITY, year=2012, on=on)

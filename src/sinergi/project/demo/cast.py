"""Everybody of the demo: real places, invented names. One click signs in as any of them, in demo mode only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sinergi.actors import roles as titles
from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.engine.definition import Title
from sinergi.regions.models import Region

DOMAIN = "@sinergi.example"
SINCE = date(2005, 9, 1)
KENDAL = "33.24"
MOST_ADDED = 100

# 23 desa: the number is the seed's, which of Kendal's villages they were is not told there (three districts of the public posts are used)
VILLAGES = (
    "33.24.12.2011", "33.24.12.2007", "33.24.12.2002", "33.24.12.2008", "33.24.12.2009", "33.24.12.2003", "33.24.12.2001", "33.24.12.2010",
    "33.24.16.2015", "33.24.16.2008", "33.24.16.2016", "33.24.16.2006", "33.24.16.2003", "33.24.16.2009", "33.24.16.2013",
    "33.24.14.2006", "33.24.14.2007", "33.24.14.2011", "33.24.14.2009", "33.24.14.2008", "33.24.14.2012", "33.24.14.2016", "33.24.14.2002",
)
DISTRICTS = ("33.24.12", "33.24.14", "33.24.16")


@dataclass(frozen=True)
class Part:
    """One person of the cast and the role held."""

    key: str
    name: str
    sex: str
    role: str
    region: str
    body: str = ""
    pillar: str = ""


CAST = (
    Part("kpkd", "Hartono Wibowo", "man", "kpkd", KENDAL, "KPK-D Kabupaten Kendal", "government"),
    Part("pokja", "Bambang Setiawan", "man", "pokja_paket", KENDAL, "Bappeda Kabupaten Kendal", "government"),
    Part("pokja2", "Endang Purwanti", "woman", "pokja_paket", KENDAL, "Forum BKM Kabupaten Kendal", "community"),
    Part("pokja3", "Agus Riyanto", "man", "pokja_paket", KENDAL, "LSM Bahari Lestari", "caring"),
    Part("pokja4", "Sulastri Handayani", "woman", "pokja_paket", KENDAL, "Sekretariat Pokja PAKET", "government"),
    Part("satker", "Sri Wahyuni", "woman", "satker", KENDAL, "Satker PIP Kabupaten Kendal", "government"),
    Part("korkot", "Dewi Lestari", "woman", "korkot", KENDAL, "Konsultan P2KP", ""),
    Part("auditor", "Rudi Hartanto", "man", "auditor", KENDAL, "Kantor Akuntan Publik (contoh)", ""),
    Part("pjok", "Suparman", "man", "pjok", "33.24.12", "Kecamatan Weleri", "government"),
    Part("faskel", "Nur Aini", "woman", "faskel", "33.24.12", "Konsultan P2KP", ""),
    Part("faskel2", "Imam Santoso", "man", "faskel", "33.24.14", "Konsultan P2KP", ""),
    Part("faskel3", "Ratna Dewi", "woman", "faskel", "33.24.16", "Konsultan P2KP", ""),
    Part("bkm", "Slamet Riyadi", "man", "bkm", "33.24.12.2011", "BKM Gunung Mas", "community"),
    Part("dinaspu", "Widodo Prasetyo", "man", "kpkd", KENDAL, "Dinas PU Kabupaten Kendal", "government"),
    Part("jateng", "Sri Mulyani Astuti", "woman", "pengamat_prov", "33", "Bappeda Provinsi Jawa Tengah", "government"),
    Part("pusat", "Gunawan Hidayat", "man", "pengamat_pusat", "", "Sekretariat P2KP Pusat", "government"),
    Part("admin", "Tri Hastuti", "woman", "office_admin", KENDAL, "Bappeda Kabupaten Kendal", "government"),
)
FIRST = ("Siti", "Slamet", "Sri", "Wahyu", "Yanti", "Mulyono", "Kartini", "Joko", "Lestari", "Darmo", "Ningsih", "Rohmat", "Tutik", "Supri", "Wulan", "Eko", "Dwi",
         "Tri", "Budi", "Ani", "Hadi", "Umi", "Agung", "Retno", "Sutrisno", "Fitri", "Gunawan", "Marni", "Sugeng", "Endah")
LAST = ("Nurhayati", "Riyanto", "Handayani", "Utomo", "Rahayu", "Prasetyo", "Widodo", "Astuti", "Santosa", "Purnomo", "Wati", "Hidayat", "Kusuma", "Suryani",
        "Setyawan", "Mulyani", "Wijaya", "Saputra", "Indrawati", "Haryanto")


def cast(domain: str = DOMAIN) -> list[tuple[Person, list[tuple[Title, str]]]]:
    """Those who can sign in with one click, with their roles and where: the named parts, then committee members of a few works."""
    people = Person.objects.filter(email__endswith=domain, is_active=True).prefetch_related("roles__region", "appointments__undertaking").order_by("pk")
    return [(person, _roles(person)) for person in people]


def added(domains: Iterable[str]) -> list[tuple[Person, list[tuple[Title, str]]]]:
    """Who was written down with an address by whoever tries the example, in a committee of a new round for one; the newest first."""
    acting = Q(pk__in=RoleHeld.objects.values("person")) | Q(appointments__isnull=False)
    people = Person.objects.filter(acting, is_active=True, is_system=False).exclude(email=None).distinct().prefetch_related("roles__region", "appointments__undertaking")
    for domain in domains:
        people = people.exclude(email__endswith=domain)
    return [(person, _roles(person)) for person in people.order_by("-pk")[:MOST_ADDED]]


def _roles(person: Person) -> list[tuple[Title, str]]:
    held = [(titles.title(role.role), role.region.name) for role in person.roles.all()]
    return held + [(titles.title(given.role), given.undertaking.code) for given in person.appointments.all()]


def invent(number: int) -> str:
    """A name out of the two lists; the same number always gives the same name."""
    return f"{FIRST[number * 7 % len(FIRST)]} {LAST[number * 11 % len(LAST)]}"


def hire() -> dict[str, Person]:
    """Make the cast and the boards of the villages; keys are the parts' and the villages' codes."""
    regions = {region.code: region for region in Region.objects.filter(code__in=["", "33", KENDAL, *DISTRICTS, *VILLAGES])}
    people = {part.key: _hired(part, regions[part.region], regions[VILLAGES[0]]) for part in CAST}
    for number, code in enumerate(VILLAGES[1:], 1):
        part = Part(f"bkm{number}", invent(400 + number), "woman" if number % 2 else "man", "bkm", code, f"BKM {regions[code].name}", "community")
        people[code] = _hired(part, regions[code], regions[code])
    people[VILLAGES[0]] = people["bkm"]
    return people


def _hired(part: Part, region: Region, home: Region) -> Person:
    person = Person(name=part.name, sex=part.sex, email=f"{part.key}{DOMAIN}", home=home if part.role == "bkm" else None)
    person.set_unusable_password()
    person.save()
    body = None
    if part.body:
        body, _made = Organisation.objects.get_or_create(name=part.body, kind=part.role if part.role in {"bkm", "satker"} else "lembaga", region=region,
                                                         defaults={"pillar": part.pillar})
        Member.objects.create(organisation=body, person=person, pillar=part.pillar, held_from=SINCE)
    RoleHeld.objects.create(person=person, role=part.role, region=region, organisation=body, held_from=SINCE)
    return person

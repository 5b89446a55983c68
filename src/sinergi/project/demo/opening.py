"""The beginning that both rounds share: working group, villages, campaign, boards rated, calendar, workshops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sinergi.actors.models import Person
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project.demo import steps
from sinergi.project.demo.cast import VILLAGES

EDITION = "paket-kendal-2007"
MEMBERS = (("Bambang Setiawan", "Ketua", "government"), ("Sulastri Handayani", "Sekretaris", "government"), ("Endang Purwanti", "Anggota", "community"),
           ("Agus Riyanto", "Anggota", "caring"))


def edition_text() -> str:
    return next(path for path in editions.shelf_files() if path.stem == EDITION).read_text(encoding="utf-8")


def open_round(people: dict[str, Person], code: str, title: str, year: int, *, on: date, pakem_close: date, proposal_close: date) -> Undertaking:
    """The round, its working group with workshop, and its two closing dates."""
    pokja = people["pokja"]
    cycle = programmes.open_cycle(pokja, edition_text=edition_text(), code=code, title=title, region_code="33.24", year=year, on=on, is_example=True)
    steps.meeting(people["kpkd"], code, on, "lokakarya_pokja", "Lokakarya pembentukan Pokja PAKET", place="Aula Bappeda Kendal",
                  counts=(("SKPD", 6, 9), ("KBP", 5, 6), ("BKM", 8, 11), ("Kelompok peduli", 3, 4)), rktl=(("SK Pokja PAKET", "Bappeda Kabupaten Kendal", 7), ("Jadwal kampanye desa", "Sekretariat Pokja PAKET", 10)),
                  decisions=("Pokja PAKET dibentuk dari tiga unsur.", "Semua pengumuman ditempel di balai desa."))
    body = programmes.NewBody(name=f"Pokja PAKET {title.removeprefix('PAKET ')}", decree_number=f"SK.050/{year}", decree_on=on,
                              members=tuple(programmes.NewMember(name=name, office=office, pillar=pillar, person_id=Person.objects.get(name=name).pk) for name, office, pillar in MEMBERS))
    programmes.form(people["kpkd"], code, on=on, body="pokja", given=body)
    programmes.set_date(pokja, code, on=on, which="pakem_close", day=pakem_close)
    programmes.set_date(pokja, code, on=on, which="proposal_close", day=proposal_close)
    return cycle


def villages(people: dict[str, Person], cycle: Undertaking, day: date, *, slow: str = "") -> list[Undertaking]:
    """All 23 start, campaign, and have their board rated; the slow one needs a second rating."""
    pokja, korkot = people["pokja"], people["korkot"]
    with snapshot.deferred(day):
        sites = [programmes.start(pokja, cycle.code, on=day, scope="site", title=code, region_code=code) for code in VILLAGES]
        for site in sites:
            Undertaking.objects.filter(pk=site.pk).update(title=f"Desa {site.region.name}")
        programmes.close_intake(pokja, cycle.code, on=day, intake="site")
    later = day + timedelta(days=14)
    snapshot.renew_cycle(cycle.pk, on=later)
    with snapshot.deferred(later + timedelta(days=4)):
        for site in sites:
            steps.campaign(pokja, site, later)
    with snapshot.deferred(later + timedelta(days=10)):
        for site in sites:
            steps.rate_board(korkot, site, later + timedelta(days=10), passed=site.region.code != slow)
    if slow:
        again = later + timedelta(days=31)
        steps.rate_board(korkot, next(site for site in sites if site.region.code == slow), again, passed=True)
    return sites


def workshops(people: dict[str, Person], cycle: Undertaking, works: Sequence[Undertaking], day: date) -> None:
    """Concept and mechanism, then writing proposals."""
    snapshot.renew_cycle(cycle.pk, on=day)
    steps.meeting(people["pokja"], cycle.code, day, "lokakarya_konsep", "Lokakarya konsep dan mekanisme PAKET", place="Aula Kecamatan Weleri",
                  counts=(("PAKEM", 31, 38), ("BKM", 9, 15), ("SKPD", 5, 8), ("Kecamatan dan desa", 4, 11)), rktl=(("Pertemuan SKPD dengan BKM", "Dinas PU Kabupaten Kendal", 9),))
    later = day + timedelta(days=9)
    steps.meeting(people["pokja"], cycle.code, later, "pelatihan_proposal", "Pelatihan penyusunan proposal", place="Aula Bappeda Kendal",
                  counts=(("PAKEM", len(works), len(works) + 8), ("Faskel", 3, 4)))
    snapshot.renew_cycle(cycle.pk, on=later + timedelta(days=1))

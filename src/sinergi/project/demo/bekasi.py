"""Kota Bekasi 2009: the round around one workshop that was really held. The workshop is told as it was told; everything before it is invented.

It stands two years after the day of the demo, so it shows itself when that day is moved on; until then it is found by its code and in the list of meetings.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sinergi.actors.models import Organisation, Person, RoleHeld
from sinergi.meetings import actions as meetings
from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.project.demo import opening, steps
from sinergi.project.demo.cast import DOMAIN, SINCE
from sinergi.project.demo.told import BEKASI
from sinergi.regions.models import Region

CODE, CITY, WARD = "BKS09", "32.75", "32.75.03.1002"    # the ward of the BKM that presented; which wards took part is not told
PEOPLE = (("pokja.bekasi", "Wahyu Hidayat", "pokja_paket", CITY), ("korkot.bekasi", "Retno Kusuma", "korkot", CITY), ("bkm.perwira", "Umi Prasetyo", "bkm", WARD))
Say = Callable[[str], None]


def hire() -> dict[str, Person]:
    """Three people with invented names, for the acts of the round."""
    places = {region.code: region for region in Region.objects.filter(code__in=(CITY, WARD))}
    found = {}
    for key, name, role, place in PEOPLE:
        person = Person(name=name, email=f"{key}{DOMAIN}", sex="woman" if key.startswith("korkot") else "man")
        person.set_unusable_password()
        person.save()
        body = Organisation.objects.create(name="BKM Perwira", kind="bkm", region=places[place], pillar="community") if role == "bkm" else None
        RoleHeld.objects.create(person=person, role=role, region=places[place], organisation=body, held_from=SINCE)
        found[role] = person
    return found


def load(people: dict[str, Person], say: Say) -> None:
    """Up to the workshop; its three agreed lines wait to be reported on."""
    pokja = people["pokja_paket"]
    day = date(2009, 9, 1)
    cycle = programmes.open_cycle(pokja, edition_text=opening.edition_text(), code=CODE, title="PAKET Tahap II Kota Bekasi 2009", region_code=CITY, year=2009, on=day, is_example=True)
    steps.meeting(pokja, CODE, day, "lokakarya_pokja", "Lokakarya pembentukan Pokja PAKET (rekaan)", place="Kota Bekasi", counts=(("SKPD", 4, 6), ("BKM", 5, 7), ("Kelompok peduli", 3, 3)))
    members = tuple(programmes.NewMember(name=name, office=office, pillar=pillar) for name, office, pillar in
                    (("Sutrisno Widodo", "Ketua", "government"), ("Fitri Astuti", "Sekretaris", "community"), ("Gunawan Santosa", "Anggota", "caring")))  # fmt: skip
    programmes.form(pokja, CODE, on=day, body="pokja", given=programmes.NewBody(name="Pokja PAKET Kota Bekasi", decree_number="SK contoh", decree_on=day, members=members))
    for which, until in (("pakem_close", date(2009, 10, 31)), ("proposal_close", date(2009, 12, 15))):
        programmes.set_date(pokja, CODE, on=day, which=which, day=until)
    site = programmes.start(pokja, CODE, on=day, scope="site", title="Kelurahan Perwira", region_code=WARD)
    programmes.close_intake(pokja, CODE, on=day, intake="site")
    steps.campaign(pokja, site, date(2009, 9, 7))
    steps.rate_board(people["korkot"], site, date(2009, 9, 21), passed=True)
    steps.start_work(people["bkm"], pokja, site, date(2009, 10, 5), 903, login=False)
    held = BEKASI.last_day
    snapshot.renew_cycle(cycle.pk, on=held)
    meetings.record(pokja, CODE, on=held, kind="lokakarya_konsep", sheet=BEKASI, papers=meetings.Papers(region=cycle.region))
    say("Lokakarya III Kota Bekasi, 17 November 2009: 57 peserta, tiga kelompok, tiga RKTL")

"""KOTAKU's monthly coordination (seed 004): one meeting of a province counts for each of its cities, and its RKTL is chased."""

from datetime import date, time
from importlib import resources

import pytest

from sinergi.followups import actions, queries
from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.meetings import actions as meetings
from sinergi.meetings.models import MeetingFor
from sinergi.meetings.rules import ActionLine, CountLine, Sheet
from sinergi.notices.models import Notice
from sinergi.programmes import snapshot
from sinergi.programmes.models import Task
from sinergi.regions.models import Region
from tests import make

TODAY = date(2021, 8, 31)
MET = date(2021, 8, 14)
CITIES = {"61.71": "Kota Pontianak", "61.72": "Kota Singkawang"}


@pytest.fixture
def cities(kendal):
    """Two city years of KOTAKU 2021 in West Kalimantan, open since July."""
    province = Region.objects.create(code="61", name="Kalimantan Barat", level="province", parent=kendal[""], words="kalimantan barat")
    for code, name in CITIES.items():
        Region.objects.create(code=code, name=name, level="regency", parent=province, words=name.lower())
    text = (resources.files("sinergi.programmes") / "editions" / "kotaku-2021.toml").read_text(encoding="utf-8")
    rounds = []
    for code in CITIES:
        cycle = make.cycle_of(text, code=f"KTK{code[-2:]}", on=date(2021, 7, 1))
        cycle.region = Region.objects.get(code=code)
        cycle.save()
        snapshot.renew_cycle(cycle.pk, on=TODAY)
        rounds.append(cycle)
    return rounds


@pytest.fixture
def escort(cities):
    """Coordinates in the whole province; ``korkot`` of both cities."""
    return make.person(name="Ayu Juwita", role="korkot", region="61")


def owed(cycle):
    return sorted(Task.objects.filter(undertaking=cycle).exclude(duty="").values_list("duty", flat=True).distinct())


def coordinated(person, cycles):
    sheet = Sheet(
        title="Koordinasi KOTAKU Kalbar", starts_on=date(2021, 8, 12), ends_on=MET, starts_time=time(9), place="Pontianak", mode="hybrid",
        counts=[CountLine("Peserta", unrecorded=70)],
        actions=[ActionLine("Rencana percepatan pencairan per kota", Responsible(text="Pokja PKP"), date(2021, 8, 28))],
    )  # fmt: skip
    first, *others = cycles
    return meetings.record(person, first.code, on=TODAY, kind="koordinasi_kota", sheet=sheet, papers=meetings.Papers(), further=[one.code for one in others])


def test_one_meeting_meets_the_duty_of_every_city_it_counts_for(cities, escort):
    assert [owed(cycle) for cycle in cities] == [["monthly_coordination"]] * 2
    meeting = coordinated(escort, cities)
    assert [link.undertaking for link in MeetingFor.objects.filter(meeting=meeting).order_by("id")] == cities
    signed = meetings.sign(escort, cities[0].code, meeting.number, on=TODAY, signed_on=date(2021, 8, 16), scan=_scan(escort))
    assert (len(signed), [owed(cycle) for cycle in cities]) == (2, [[], []])


def test_its_rktl_opens_the_next_one_and_is_chased_by_the_pokja(cities, escort):
    pokja = make.person(name="Pokja PKP Pontianak", role="pokja_pkp", region="61.71")
    coordinated(escort, cities)
    (line,) = Followup.objects.all()
    assert list(queries.unfinished(cities, date(2021, 9, 14))) == [line]
    assert actions.remind(date(2021, 8, 29)) == 2
    assert sorted(Notice.objects.values_list("person__name", "code")) == [(escort.name, "notice.followups_due"), (pokja.name, "notice.followups_watch")]


def _scan(person):
    from sinergi.files.models import File

    return File.objects.create(sha256="c" * 64, name="notulen.pdf", kind="application/pdf", size=10, uploaded_by=person)

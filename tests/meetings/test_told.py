"""The workshops of the founding papers, written down through the form by those who held them, with every figure they tell."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.actors.models import Member
from sinergi.followups.models import Followup
from sinergi.meetings import queries, rules
from sinergi.meetings.models import Meeting, Planned
from sinergi.project.demo import bekasi
from sinergi.project.demo.cast import cast
from sinergi.project.demo.scenes import SCENES
from sinergi.project.demo.told import BEKASI
from sinergi.project.models import DemoDay
from sinergi.regions.models import Region
from tests import make
from tests.meetings import recording
from tests.meetings.told import KAT, PONTIANAK, PROVINCES, REGENCIES, ROLES, WEST, as_form, places


@pytest.fixture
def cycle(kendal):
    return recording.stage(scope="cycle")


@pytest.fixture
def day(settings, db):
    settings.DEMO = True

    def at(today):
        DemoDay.objects.update_or_create(pk=1, defaults={"day": today})

    return at


@pytest.fixture
def wrote(client, pokja, cycle, day):
    def write(sheet, on):
        day(on)
        client.force_login(pokja)
        address = reverse("meetings:record", args=[cycle.code], query={"kind": "rembug", "stage": "trial"})
        response = client.post(address, as_form(sheet, kind="rembug", stage="trial", token="formulir"))
        assert response.status_code == 302, response.content.decode()
        meeting = Meeting.objects.get(title=sheet.title)
        return queries.page(cycle, meeting.number, on)

    return write


def test_the_workshop_of_bekasi(wrote, client):
    found = wrote(BEKASI, date(2009, 11, 17))
    assert found.figures.groups == (("SKPD", 13), ("Kelurahan", 6), ("PJOK kecamatan", 5), ("BKM/PAKEM", 17), ("Kelompok peduli", 10), ("Konsultan", 6))
    assert (found.figures.participants, found.figures.women_pct) == (57, None)
    assert found.figures.tables == ((1, 27), (2, 13), (3, 11), (None, 6))
    assert [(asked.number, len(asked.answers)) for asked in found.talk.questions] == [(1, 5), (2, 1)]
    assert [(each.number, each.group.number, each.presenter) for each in found.talk.presentations] == [
        (1, 3, "PJOK Kecamatan Bekasi Selatan"), (2, 1, "Perwakilan BKM Perwira"), (3, 2, "Dinas Penataan dan Pengawasan Bangunan")]  # fmt: skip
    assert [(to, len(hopes)) for to, hopes in found.talk.hopes] == [
        ("Kelurahan dan kecamatan", 6), ("SKPD", 5), ("Pokja PAKET", 5), ("Pemkot Bekasi", 5), ("BKM dan PAKEM", 6)]  # fmt: skip
    assert [(line.responsible, line.due_on) for line in found.agreed] == [
        ("SKPD", date(2009, 11, 18)), ("KBP", date(2009, 11, 19)), ("Pokja PAKET", date(2009, 11, 19))]  # fmt: skip
    page = client.get(reverse("meetings:show", args=[found.meeting.undertaking.code, found.meeting.number])).content.decode()
    assert ("Kepada SKPD" in page, "Kelompok 3: PJOK Kecamatan Bekasi Selatan" in page, "Perempuan tidak dirinci, patokannya 40" in page) == (True, True, True)
    assert Followup.objects.count() == 3


def test_bekasi_comes_back_as_it_was_written(wrote):
    found = wrote(BEKASI, date(2009, 11, 17))
    again = queries.sheet_of(found.meeting)
    assert (again.discussion, list(again.counts), list(again.agenda)) == (BEKASI.discussion, BEKASI.counts, BEKASI.agenda)


def test_three_days_in_pontianak_with_a_class_for_each_city(wrote, kendal):
    places(WEST)
    found = wrote(PONTIANAK, date(2021, 8, 14))
    meeting = found.meeting
    assert (meeting.starts_on, meeting.ends_on, meeting.get_mode_display(), found.figures.participants) == (date(2021, 8, 12), date(2021, 8, 14), "Gabungan", 70)
    assert found.figures.tables == (*((number, 6) for number in range(1, 12)), (None, 4))
    assert (str(found.talk.groups[-1]), len(found.talk.presentations)) == ("Kelas Kota Singkawang", 11)
    assert found.came_from == [("Provinsi", 1), ("Kabupaten/Kota", 11)]
    assert dict(found.figures.regions)["61.71"] == 6


def test_the_kat_preparation_by_role_and_region(wrote, kendal):
    places(dict([*PROVINCES, *REGENCIES]))
    found = wrote(KAT, date(2018, 3, 9))
    assert (found.meeting.ends_on - found.meeting.starts_on).days + 1 == 4
    assert found.came_from == [("Provinsi", 22), ("Kabupaten/Kota", 10)]
    assert {role: dict(found.figures.groups)[role] for role in ROLES} == dict.fromkeys(ROLES, 32)
    assert (found.figures.participants, len(found.counts)) == (64 + 12 + 3, 70)


def test_cinunuk_prints_fifty_two_percent():
    met = rules.figures([rules.CountLine("Warga Dusun Babakan RW 01", women=15, men=14)], [])
    assert (met.participants, met.women_pct, round(15 / 29 * 100, 2)) == (29, 52, 51.72)


def test_a_place_nobody_knows_is_told_at_its_row(client, pokja, cycle, day):
    day(make.today)
    client.force_login(pokja)
    sheet = rules.Sheet(title="Rapat", starts_on=recording.DAY, place="Balai desa", counts=[rules.CountLine("Warga", women=1, region="Negeri Dongeng")])
    response = client.post(reverse("meetings:record", args=[cycle.code], query={"kind": "rembug"}), as_form(sheet, kind="rembug"))
    assert (response.status_code, "Tidak ada wilayah dengan kode atau nama “Negeri Dongeng”" in response.content.decode(), Meeting.objects.count()) == (200, True, 0)


@pytest.fixture
def demo(kendal):
    """The round of Bekasi as the example loads it."""
    for code, name, level, above in (("32.75.03", "Bekasi Utara", "district", "32.75"), ("32.75.03.1002", "Perwira", "village", "32.75.03")):
        kendal[code] = Region.objects.create(code=code, name=name, level=level, parent=kendal[above], words=name.lower())
    people = bekasi.hire()
    bekasi.load(people, lambda _said: None)
    return people


def test_the_demo_tells_of_bekasi_in_a_round_of_its_own(client, demo):
    meeting = Meeting.objects.get(undertaking__code="BKS09", kind="lokakarya_konsep")
    assert (meeting.participants, meeting.starts_on, meeting.region.name, meeting.agreed.count()) == (57, date(2009, 11, 17), "Kota Bekasi", 3)
    page = client.get(reverse("meetings:show", args=["BKS09", meeting.number])).content.decode()
    assert ("Kelompok 3: PJOK Kecamatan Bekasi Selatan" in page, "tidak disebut di sana" in page) == (True, True)


def test_the_demo_prepared_invited_held_closed_and_signed_it_and_prepared_the_next(demo):
    held, after = Planned.objects.filter(undertaking__code="BKS09").order_by("starts_on")
    assert (held.invited_at is not None, [line.expected for line in queries.letter(held).invited if line.expected], len(queries.letter(held).agenda)) == (True, [13, 6, 5, 17, 10, 6], 7)
    assert (queries.letter(held).coming, queries.letter(held).not_coming, {note.author_name for note in held.notes.all()}) == (4, 1, {"Fitri Astuti", "Gunawan Santosa", "Pencatat kelompok"})
    found = queries.page(held.undertaking, held.meeting.number, bekasi.TODAY)
    assert (found.figures.participants, found.figures.tables, found.is_signed, [row.caption for row in found.evidence]) == (
        57, ((1, 27), (2, 13), (3, 11), (None, 6)), True, ["Daftar hadir bertanda tangan (rekaan)"])  # fmt: skip
    assert queries.discussion_of(held.meeting) == BEKASI.discussion
    assert (after.series, after.kind, after.starts_on, after.invited_at is not None) == (held.series, "rapat_koordinasi", bekasi.NEXT, True)
    assert [line.what for line in queries.unfinished(after, bekasi.NEXT)] == [line.what for line in BEKASI.actions]


def test_everybody_of_bekasi_signs_in_with_one_click(demo):
    committee = {member.person.name for member in Member.objects.filter(organisation__name__startswith="PAKEM").exclude(person__email=None).select_related("person")}
    assert len(committee) == 3      # chair, treasurer and secretary
    assert {person.name for person, _roles in cast(bekasi.DOMAIN)} == {person.name for person in demo.values()} | committee
    assert {"Sutrisno Widodo", "Fitri Astuti", "Gunawan Santosa"} < {person.name for person in demo.values()}
    assert [scene.day for scene in SCENES if scene.domain == bekasi.DOMAIN] == [date(2009, 11, 18)]


def test_a_correction_begins_with_what_was_told(client, wrote, kendal):
    places(WEST)
    found = wrote(PONTIANAK, date(2021, 8, 14))
    page = client.get(reverse("meetings:correct", args=[found.meeting.undertaking.code, found.meeting.number])).content.decode()
    assert ("Kelas Kota Pontianak" in page, "Kota Pontianak, Kalimantan Barat — 61.71" in page or "Kota Pontianak — 61.71" in page, "Apa masalah, potensi" in page) == (True, True, True)

"""The papers of a meeting: the facts that are printed, and that a paper comes out."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.meetings import documents, queries
from sinergi.meetings.rules import NameLine
from tests import make, papers
from tests.meetings.recording import BEKASI, SEMARANG, held, stage


@pytest.fixture
def bekasi(pokja):
    cycle = stage(scope="cycle")
    given = {name: getattr(BEKASI, name) for name in ("title", "starts_on", "starts_time", "ends_time", "place", "opener", "counts", "actions")}
    meeting = held(pokja, cycle, on=date(2009, 11, 20), names=[NameLine("Siti Mulyani", "woman", "BKM Perwira")], agenda=SEMARANG, **given)
    return queries.page(cycle, meeting.number, make.today)


def test_the_minutes_say_everything_that_was_recorded(bekasi):
    facts = documents.minutes(bekasi, names=True)
    assert dict(facts["facts"])["Hari"] == "Selasa, 17 November 2009"
    assert dict(facts["facts"])["Waktu"] == "09.00–15.00"
    assert [section["heading"] for section in facts["sections"]] == ["Susunan acara", "Peserta", "Rencana kerja tindak lanjut (RKTL)"]
    agenda, people, agreed = (section["parts"][0]["table"] for section in facts["sections"])
    assert agenda["total"][-1] == 135
    assert (people["total"], people["note"].split(". ")[0] + ".") == (["Jumlah", 1, 0, 57, 58], "Warga miskin dan penyandang disabilitas tidak dihitung.")
    assert [row[-1] for row in agreed["rows"]] == ["18 November 2009", "19 November 2009", "19 November 2009"]


@pytest.mark.parametrize(("names", "shown"), [(True, "Siti Mulyani"), (False, "S••• M••••••")])
def test_the_attendance_list_masks_names_for_the_public(bekasi, names, shown):
    facts = documents.attendance(bekasi, names=names)
    assert facts["attendance"] == {"rows": [[shown, "P", "BKM Perwira"]], "blank": documents.EMPTY_LINES}


@pytest.mark.parametrize("paper", ["notulen", "daftar-hadir"])
def test_a_paper_comes_out_and_twice_the_same(bekasi, paper):
    first = documents.pdf(paper, bekasi, names=True)
    assert (first[:5], first == documents.pdf(paper, bekasi, names=True)) == (b"%PDF-", True)


@pytest.mark.parametrize("many", [10, 13, 16, 40])
def test_no_page_of_the_attendance_list_carries_a_signature_alone(bkm, kendal, many):
    site = stage("times = 2")
    held(bkm, site, names=[NameLine(f"Nama {number}", "woman") for number in range(many)], counts=[], moderator="Ketua BKM")
    last = papers.pages(documents.pdf("daftar-hadir", queries.page(site, 1, make.today), names=True))[-1]
    numbers = {line.split()[0] for line in last.splitlines() if line.strip()}
    assert ({str(many + documents.EMPTY_LINES - 1), str(many + documents.EMPTY_LINES)} <= numbers, "Mengetahui" in last) == (True, True)


def test_papers_are_public(client, bekasi):
    meeting = bekasi.meeting
    response = client.get(reverse("meetings:printed", args=[meeting.undertaking.code, meeting.number, "notulen"]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")

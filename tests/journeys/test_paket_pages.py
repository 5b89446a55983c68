"""A PAKET round from opening to closing through the pages alone, as people with a browser would do it."""

import time
from datetime import date

import pytest

from sinergi.actors.models import Organisation
from sinergi.audit import queries as audit
from sinergi.programmes.models import Cell, Task, Undertaking
from sinergi.project.models import DemoDay
from tests.journeys.office import Office
from tests.journeys.pages import Page, Pages, scan

pytestmark = pytest.mark.journey
OPENED = date(2007, 3, 1)


@pytest.fixture
def office(kendal, settings, pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, bkm):
    """The cast of one village; the round is opened by the working group on its page."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=OPENED)
    desk = Pages(pokja)
    desk.send(desk.open(desk.open("/program/paket-kendal-2007/").link("/buka/")), code="KDL08", title="PAKET Tahap III", year="2007", region="33.24")
    people = [pokja, pokja2, pokja3, kpkd, satker, korkot, auditor, faskel, bkm]
    return Office(people, Undertaking.objects.get(code="KDL08"), OPENED, ["33.24.12.2011"], {"33.24.12.2011": ["Paving RT 03", "Talud RT 05"]})


def test_a_round_from_opening_to_closing_through_the_pages(office, pokja, kpkd, korkot, faskel):
    office.work(until=office.did("proposals:submit"))
    the_working_group_gives_the_proposal_back(office, pokja)
    office.work(until=office.did("disclosure:publish"))
    a_citizen_objects(office, korkot, "Jalan itu sudah dipaving tahun lalu.")
    a_citizen_objects(office, korkot, "Warga RT 05 tidak pernah diajak rapat.")
    office.upheld = {2}
    office.work(until=office.did("disclosure:objections", 2))
    an_upheld_objection_leads_to_a_new_list(office, korkot, pokja)
    office.work(until=lambda _: office.log[-1][3] == "management_workshop")
    the_workshop_is_taken_back(office, pokja)
    office.work(until=office.did("funds:contribute"))
    the_facilitator_rejects_a_delivery(office, faskel)
    office.left_alone = {("progress:visit", "KDL08-002", "apbd_works")}
    office.work(until=lambda _: Cell.objects.filter(undertaking__code="KDL08-002", stage="apbd_works", state="open").exists())
    the_committee_lets_a_visit_pass(office, kpkd)
    office.work()

    assert set(Cell.objects.filter(cycle=office.cycle).values_list("state", flat=True)) <= {"done", "waived"}
    assert list(Task.objects.filter(cycle=office.cycle)) == []
    assert Organisation.objects.filter(name__startswith="PAKEM ").exclude(decree_file=None).count() == 2
    citizen = Pages()
    assert "Ditutup" in citizen.open("/tahap/KDL08/").text
    for address in ("/usulan/KDL08-001/lpj.pdf", "/usulan/KDL08-002/lpj.pdf", "/tahap/KDL08/laporan.pdf"):
        answer = citizen.download(address)
        assert (answer.status_code, answer.headers["Content-Type"], answer.content[:4]) == (200, "application/pdf", b"%PDF")
    assert audit.verify() == []


def the_working_group_gives_the_proposal_back(office, pokja):
    desk, code = office.desk(pokja), office.log[-1][2]
    page = desk.open(desk.open(f"/usulan/{code}/proposal/").link("/kembalikan/"))
    desk.send(page, reason="Sebutkan sejak kapan jalan becek.")
    href = f"/usulan/{code}/tulis/?stage=proposal_writing"
    committee = next(person for person in office.everybody() if href in office.tasks(person))
    desk = office.desk(committee)
    page = desk.open(href)
    assert "Sebutkan sejak kapan jalan becek." in page.text
    desk.send(page, need="Jalan becek sejak banjir 2005.")


def a_citizen_objects(office, korkot, text):
    desk = Pages()
    page = desk.open(desk.open(desk.open("/pengumuman/").link("/pengumuman/KDL08/candidates/")).link("/keberatan/ajukan/"))
    said = {"target_code": "KDL08-001", "ground": "procedure", "text": text}
    answer = desk.try_sending(page, **said)             # a machine is quicker than a person
    assert answer.status_code == 422
    page = Page(page.url, answer.content.decode())
    assert page.form("text").boxes["text"].values[0].strip() == said["text"]
    time.sleep(3.1)
    followed = desk.send(page)
    assert said["text"] in followed.text
    assert any("/keberatan/" in href for href in office.tasks(korkot))


def an_upheld_objection_leads_to_a_new_list(office, korkot, pokja):
    """Nobody is asked to answer any more; the working group is asked for the new version by its list of work alone, and the window begins anew."""
    said = Pages().open("/pengumuman/KDL08/candidates/keberatan/").text
    assert ("Tidak dikabulkan" in said, "Menunggu versi baru daftar." in said) == (True, True)
    assert not any("/keberatan/" in href for person in office.everybody() for href in office.tasks(person))
    assert not any("/umumkan/" in href for href in office.tasks(korkot))
    assert office.desk(pokja).open("/mengapa/KDL08/clarification/").has_link("/candidates/umumkan/")
    office.work(until=office.did("disclosure:publish"))
    page = Pages().open("/pengumuman/KDL08/candidates/")
    assert ("Mengapa ada versi 2 Keberatan warga dikabulkan." in page.text, "Masa sanggah terbuka" in page.text) == (True, True)
    assert "Daftar diubah dalam versi 2." in Pages().open("/pengumuman/KDL08/candidates/keberatan/").text


def the_workshop_is_taken_back(office, pokja):
    desk = office.desk(pokja)
    page = desk.open("/riwayat/KDL08/")
    page = desk.open(page.link("/batalkan/meetings.MeetingFor/"))
    assert "lokakarya manajemen" in page.text.lower(), page.text
    desk.send(page, reason="Notulen tertukar dengan rapat lain.")
    assert any("kind=lokakarya_manajemen" in href for href in office.tasks(pokja))


def the_facilitator_rejects_a_delivery(office, faskel):
    desk = office.desk(faskel)
    code = office.log[-1][2]
    href = next(href for href in office.tasks(faskel) if f"/dana/{code}/periksa/" in href)
    page = desk.open(desk.open(href).link("/periksa/", "Periksa"))
    assert desk.try_sending(page, accepted="no").status_code == 422    # not without saying why
    page = desk.send(page, accepted="no", note="Kuitansi belum ditandatangani.")
    assert "Kuitansi belum ditandatangani." in page.text
    office.done["contribute", code] = 0


def the_committee_lets_a_visit_pass(office, kpkd):
    desk = office.desk(kpkd)
    page = desk.open(desk.open("/mengapa/KDL08-002/apbd_works/").link("/kesampingkan/"))
    visit = next(value for value in page.form("condition").boxes["condition"].choices if "visited" in value)
    page = desk.send(page, what="condition", condition=visit, reason="Jalan ke lokasi putus oleh banjir.", document=scan())
    assert "Jalan ke lokasi putus oleh banjir." in page.text

"""Cinunuk 2012 through the pages alone, from the decree on its location to its first works: every step out of somebody's *Pekerjaan saya*."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from sinergi.actors.models import Person
from sinergi.funds.models import Purse, Release
from sinergi.programmes import actions
from sinergi.programmes.models import Cell, Undertaking
from sinergi.project.models import DemoDay
from tests.journeys import cinunuk
from tests.journeys.pages import Page, Pages, photo, scan

pytestmark = pytest.mark.journey
SITE, WORK = "BDG12-D01", "BDG12-001"
PLAN = f"/rencana-kerja/{SITE}/rencana_tipp/"
RAB = {"swadaya": "3000000", "apbn": "7000000"}


class Village:
    """The people of Cinunuk and of its city, each before a browser; nobody does what the list does not say."""

    def __init__(self) -> None:
        self.desks = {role: Pages(person) for role, person in cinunuk.people().items()}

    def day(self, day: date) -> None:
        DemoDay.objects.update_or_create(pk=1, defaults={"day": day})
        actions.tick(day)

    def tasks(self, who: str) -> list[str]:
        """What waits for this person, each with its form."""
        return [href for href, _words in self.desks[who].open("/pekerjaan-saya/").links if "stage=" in href or "/kampanye/" in href or "/anggota/" in href]

    def task(self, who: str, path: str, **params: str) -> Page:
        """The form behind the one task with this address and these parameters; there must be one."""
        tasks = self.tasks(who)
        found = [href for href in tasks if path in urlsplit(href).path and params.items() <= {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}.items()]
        assert found, f"{who} has no task {path} {params} among {tasks}"
        return self.desks[who].open(found[0])

    def do(self, who: str, path: str, params: dict[str, str] | None = None, *names: str, **values: object) -> Page:
        """Do a task; it may not be asked for again."""
        page = self.task(who, path, **(params or {}))
        return self.desks[who].send(page, *names, **values)

    def meet(self, who: str, kind: str, *, women: int = 15, men: int = 14, disability: int = 1, title: str = "", place: str = "Aula Desa Cinunuk") -> Page:
        named = {"rapat__title": title} if title else {}
        today = str(DemoDay.objects.get().day)
        return self.do(who, "/catat/", {"kind": kind}, "rapat-kind", rapat__place=place, rapat__signed=scan(), rapat__signed_on=today, counts__0__women=str(women),
                       counts__0__men=str(men), counts__0__disability=str(disability), **named)

    def file(self, who: str, document: str) -> Page:
        return self.do(who, "/unggah/", {"document": document}, uploads=scan(), number=f"{document}/2012")

    def form(self, who: str, body: str, *members: tuple[str, str], email: str = "") -> Page:
        rows = {f"members__{place}__{field}": value for place, (name, element) in enumerate(members) for field, value in (("name", name), ("pillar", element)) if value}
        login = {"members__0__email": email} if email else {}
        return self.do(who, "/bentuk/", {"body": body}, body__name=f"{body} Cinunuk", **rows, **login)

    def sit_down(self, who: str, email: str) -> None:
        """Somebody who got a role by being formed into a body."""
        self.desks[who] = Pages(Person.objects.get(email=email))

    def state(self, stage: str, code: str = SITE) -> str:
        return Cell.objects.get(undertaking__code=code, stage=stage).state


@pytest.fixture
def village(kendal, settings):
    settings.DEMO = True
    cinunuk.places()
    found = Village()
    found.day(date(2012, 3, 1))
    return found


def test_cinunuk_comes_to_its_first_works_through_the_pages(village):
    the_city_opens_its_programme(village)
    the_decree_and_the_orientation(village)
    two_meetings_bring_everybody_in(village)
    the_team_is_formed_in_five_steps(village)
    no_money_without_an_approved_plan(village)
    the_plan_is_written_handed_in_and_approved_by_somebody_else(village)
    the_first_tranche_comes(village)
    the_plans_are_endorsed(village)
    a_partner_pledges(village)
    the_first_works_begin(village)


def the_city_opens_its_programme(village):
    tkpp = village.desks["tkpp_kota"]
    page = tkpp.open("/program/plpbk-2012/")
    assert "Wajib memfasilitasi pemasaran kepada mitra" in page.text        # what the programme asks of the village head
    tkpp.send(tkpp.open(page.link("/buka/")), code="BDG12", title="PLP-BK Kabupaten Bandung 2012", year="2012", region=cinunuk.CITY)
    village.meet("pmu", "orientasi_nasional", place="Jakarta")
    village.meet("tkpp_kota", "orientasi_kota", place="Soreang")
    village.do("tkpp_kota", "/mulai/", {"starts": "site"}, region=cinunuk.VILLAGE)
    village.do("tkpp_kota", "/tutup-pendaftaran/", {"intake": "site"}, "happened_on")
    assert Undertaking.objects.get(code=SITE).region.name == "Cinunuk"


def the_decree_and_the_orientation(village):
    village.day(date(2012, 4, 20))
    assert village.state("conditioning") == "waiting"
    village.file("tkpp_kota", "sk_lokasi")
    village.do("faskel", "/kunjungan/", {"purpose": "orientasi lapangan"}, note="Bertemu kepala desa, pengusaha, dan tokoh warga.")
    village.file("faskel", "peta_pelaku")
    village.do("faskel", "/kampanye/", medium="leaflet", place="Dusun Babakan RW 01", file=photo())
    village.meet("pjok", "orientasi_kecamatan", place="Aula Kecamatan Cileunyi")


def two_meetings_bring_everybody_in(village):
    village.day(date(2012, 5, 9))
    page = village.meet("faskel", "rembug_sosialisasi", women=15, men=14, disability=0, title="Rembug warga membahas SK lokasi", place="Rumah warga, Dusun Babakan RW 01")
    assert "29" in page.text
    assert "52 %" in page.text.replace("\u00a0", " "), page.text
    village.day(date(2012, 5, 16))
    village.meet("lurah", "orientasi_kelurahan")
    assert village.state("socialisation") == "open"
    village.meet("faskel", "rembug_sosialisasi", women=12, men=11, disability=2, title="Rembug warga sosialisasi kedua")
    assert (village.state("socialisation"), village.state("tipp_training")) == ("done", "open")


def the_team_is_formed_in_five_steps(village):
    village.day(date(2012, 5, 21))
    assert not [href for href in village.tasks("bkm") if "tipp_syarat" in href]      # not before the training
    village.meet("tim_koordinasi", "tipp_pelatihan")
    village.meet("bkm", "tipp_syarat")
    village.meet("bkm", "tipp_tkpkd")
    village.meet("tkpkd", "tipp_penunjukan", place="Soreang")
    email = "ketua.tipp@contoh.id"
    village.form("tkpkd", "tipp", ("Ketua TIPP", "community"), ("Anggota TIPP", "community"), email=email)
    assert village.state("tipp_pokja") == "waiting"                                  # nobody of the local government yet
    why = village.desks["bkm"].open(f"/mengapa/{SITE}/tipp_appointed/").text
    assert "Staf teknis pemda yang ditunjuk TKPKD" in why, why
    assert not [href for href in village.tasks("tkpkd") if "/bentuk/" in href]       # a village has one team: its members change
    village.do("tkpkd", "/anggota/", {"body": "tipp"}, members__0__name="Teknisi Dinas PU", members__0__pillar="local_government_technician", reason="Ditunjuk TKPKD dalam pertemuan")
    village.sit_down("tipp", email)
    village.meet("bkm", "tipp_pokja")
    village.form("bkm", "pokja_plpbk", ("Anggota pokja", ""))
    village.meet("bkm", "fgd_nd")
    assert not [href for href in village.tasks("bkm") if "pemilihan_nd" in href]     # by what, is agreed first
    village.file("bkm", "kriteria_nd")
    village.meet("bkm", "pemilihan_nd")
    village.form("bkm", "pokja_nd", ("Anggota pokja ND", ""))
    assert village.state("work_plan") == "open"


def no_money_without_an_approved_plan(village):
    desk = village.desks["bkm"]
    answer = desk.client.get(reverse("funds:request", args=[SITE]), {"scheme": "blm_rencana", "tranche": 1, "source": "apbn", "stage": "blm_1"})
    assert answer.status_code in {403, 409}
    refused = Page("/", answer.content.decode())
    assert "“Pengajuan dan pencairan BLM Tahap 1” belum terbuka" in refused.text
    why = desk.open(refused.link("/mengapa/")).text
    assert "Penyusunan rencana kerja dan jadwal TIPP" in why, why


def the_plan_is_written_handed_in_and_approved_by_somebody_else(village):
    village.day(date(2012, 5, 28))
    desk = village.desks["tipp"]
    desk.send(village.task("tipp", "/tulis/"), press=("do", "template"), starts_on="2012-06-01")
    page = desk.open(f"{PLAN}tulis/")
    given = page.form("responsible").boxes["title"].values
    desk.send(page, responsible=["Ketua TIPP" if title else "" for title in given])
    village.do("tipp", "/ajukan/", None, "happened_on")
    assert desk.client.get(f"{PLAN}setujui/").status_code == 403                     # not by those who wrote it
    village.do("tim_koordinasi", "/setujui/", None, "happened_on")
    assert (village.state("work_plan"), village.state("blm_1")) == ("done", "open")


def the_first_tranche_comes(village):
    village.day(date(2012, 6, 11))
    village.do("satker", "/komitmen/", {"source": "apbn"}, certainty="budgeted", amount="150.000.000", giver="DIPA Satker PBL", document_number="DIPA/2012")
    village.do("bkm", "/permohonan/", {"tranche": "1"}, amount="150.000.000")
    village.file("bkm", "usulan_blm1")
    village.do("pjok", "/periksa/", {"document": "usulan_blm1"}, correct="yes")
    for who in ("faskel", "pjok", "tim_koordinasi", "satker"):
        village.do(who, "/tanda-tangan/", {"chain": "blm1"}, signed="yes")
    village.do("satker", "/pencairan/", {"tranche": "1"}, number="SP2D-1", file=scan())
    assert [(row.tranche, row.amount) for row in Release.objects.filter(undertaking__code=SITE)] == [(1, 150_000_000)]


def the_plans_are_endorsed(village):
    village.day(date(2012, 9, 3))
    for document in ("rplp", "rtplp", "aturan_bersama"):
        village.file("tipp", document)
    assert not [href for href in village.tasks("lurah") if "tanda-tangan" in href]   # Bappeda is asked first
    village.meet("bappeda", "konsultasi_rplp", place="Kantor Bappeda")
    village.meet("tipp", "rembug_rplp")
    for who in ("lurah", "bkm"):
        village.do(who, "/tanda-tangan/", {"chain": "rplp"}, signed="yes")
    assert village.state("planning") == "done"


def a_partner_pledges(village):
    village.meet("bkm", "temu_mitra")
    village.desks["bkm"].send(village.task("bkm", "/komitmen/", source="mitra"), certainty="hoped", amount="40.000.000", giver="Perguruan tinggi")
    assert village.state("marketing") == "open"                                      # a hope is no commitment
    village.do("bkm", "/komitmen/", {"source": "mitra"}, certainty="pledged", amount="25.000.000", giver="Toko Bangunan Cileunyi")
    purse = Purse.objects.get(undertaking__code=SITE, source="mitra")
    assert (purse.hoped, purse.pledged, village.state("marketing")) == (40_000_000, 25_000_000, "done")


def the_first_works_begin(village):
    village.day(date(2012, 10, 1))
    village.do("bkm", "/mulai/", {"starts": "work"}, title="Drainase Dusun Babakan RW 01")
    village.do("bkm", "/tutup-pendaftaran/", {"intake": "work"}, "happened_on")
    village.form("bkm", "ksm", ("Ketua KSM", ""), ("Bendahara KSM", ""), email="ksm@contoh.id")
    village.sit_down("ksm", "ksm@contoh.id")
    a_proposal(village)
    village.do("ksm", "/serahkan/", None, "happened_on")
    village.file("bkm", "laporan_blm1")
    assert village.state("works_2", WORK) == "waiting"                               # tranche 1 is not accounted for
    village.do("pjok", "/pertanggungjawaban/", {"tranche": "1"}, file=scan(), note="Sisa untuk rembug pemasaran.")
    assert village.state("works_2", WORK) == "open"
    village.do("satker", "/pencairan/", {"tranche": "2"}, number="SP2D-2", file=scan())
    assert Release.objects.get(undertaking__code=WORK).amount == 4_200_000           # 60 % of what the RAB asks of the state budget
    village.do("ksm", "/laporan/", None, actual="50", note="Galian selesai.")
    assert village.state("works_2", WORK) == "open"                                  # the village government looks too
    village.do("lurah", "/kunjungan/", {"purpose": "pemantauan kelurahan"}, note="Galian lurus, kedalaman sesuai gambar.")
    assert (village.state("works_2", WORK), village.state("works_3", WORK)) == ("done", "open")


def a_proposal(village):
    desk = village.desks["ksm"]
    page = desk.send(village.task("ksm", "/tulis/"), need="Air tergenang sesudah hujan.", pjm_reference="RPLP 2012, hlm. 12", field="environment", activity="Drainase",
                     location="Dusun Babakan RW 01", volume="120", unit="m", households="60", poor_households="25", men="120", women="130", disabled="3")
    page = desk.open(desk.open(page.link("/tulis/rab/")).link("tambah=A"))
    page = desk.send(page, press=("do", "save"), item="Saluran", volume="100", unit="m", unit_price="100.000", price_source="shop",
                     amount_swadaya_0=RAB["swadaya"], form_swadaya_0="labour", amount_apbn_0=RAB["apbn"])
    page = desk.send(desk.open(page.link("/tulis/mitra/")), partners__0__name="Toko Bangunan Cileunyi", partners__0__pillar="caring", partners__0__promise="Pasir")
    page = desk.send(desk.open(page.link("/tulis/jadwal/")), schedule__0__activity="Galian", schedule__0__starts_on="2012-10-15", schedule__0__ends_on="2012-11-30")
    page = desk.open(page.link("/tulis/lampiran/"))
    for kind in ("survey", "drawing", "photo_0"):
        page = desk.send(page, kind=kind, file=scan() if kind != "photo_0" else photo())
    assert "Proposal siap diserahkan" in page.text, page.text

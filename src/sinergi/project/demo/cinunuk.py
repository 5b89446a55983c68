"""Desa Cinunuk 2012: a city programme with one village, from its orientation to the first tranche asked for.

What a public blog of the village told in 2012 is told as it was; names, amounts, decrees and every day it leaves out are
invented and say so. It stands on 1 September 2012, the day of that blog page: work plan approved, tranche 1 asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.disclosure import actions as disclosure
from sinergi.dossiers import actions as dossiers
from sinergi.followups import actions as followups
from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.funds import actions as funds
from sinergi.meetings import actions as meetings
from sinergi.meetings.rules import ActionLine, CountLine, Sheet
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.progress import actions as progress
from sinergi.project.demo import steps
from sinergi.project.demo.pictures import paper, photo
from sinergi.project.demo.told import CINUNUK
from sinergi.regions.models import Region
from sinergi.workplans import actions as workplans
from sinergi.workplans import queries as plans

EDITION, CODE, SITE, PLAN = "plpbk-2012", "BDG12", "BDG12-D01", "rencana_tipp"
CITY, DISTRICT, VILLAGE = "32.04", "32.04.05", "32.04.05.2004"
DOMAIN = "@cinunuk.example"
TODAY, SINCE = date(2012, 9, 1), date(2011, 1, 1)
BLM_1 = 150_000_000     # invented
PEOPLE = (  # key, name, sex, role, place, body
    ("pmu", "Hendra Gunawan", "man", "pmu", "", "PMU Pusat"),
    ("tkpp.jabar", "Lilis Suryani", "woman", "tkpp_prov", "32", "TKPP Provinsi Jawa Barat"),
    ("tkpp", "Asep Hidayat", "man", "tkpp_kota", CITY, "TKPP Kabupaten Bandung"),
    ("tkpkd", "Euis Kartika", "woman", "tkpkd", CITY, "TKPKD Kabupaten Bandung"),
    ("timkoor", "Dadang Supriatna", "man", "tim_koordinasi", CITY, "Tim Koordinator Kabupaten Bandung"),
    ("satker", "Neneng Rohayati", "woman", "satker", CITY, "Satker PBL Kabupaten Bandung"),
    ("bappeda", "Yayan Mulyana", "man", "bappeda", CITY, "Bappeda Kabupaten Bandung"),
    ("pjok", "Cecep Ruhiyat", "man", "pjok", DISTRICT, "Kecamatan Cileunyi"),
    ("faskel", "Rina Marlina", "woman", "faskel", DISTRICT, "Konsultan PNPM"),
    ("kades", "Ujang Sobari", "man", "lurah", VILLAGE, "Pemerintah Desa Cinunuk"),
    ("bkm", "Iis Aisyah", "woman", "bkm", VILLAGE, "BKM Desa Cinunuk"),
    ("tipp", "Deden Kurnia", "man", "", VILLAGE, ""),
    ("admin", "Tatang Suherman", "man", "office_admin", CITY, ""),
)
Say = Callable[[str], None]


def hire() -> dict[str, Person]:
    """One person for each level of government, the village, the head of the team to come, and who invites others; every name invented."""
    places = {region.code: region for region in Region.objects.filter(code__in={place for *_more, place, _body in PEOPLE})}
    found = {}
    for key, name, sex, role, place, office in PEOPLE:
        person = Person(name=name, sex=sex, email=f"{key}{DOMAIN}")
        person.set_unusable_password()
        person.save()
        if role and not office:
            RoleHeld.objects.create(person=person, role=role, region=places[place], held_from=SINCE)
        elif role:
            kind = role if role in {"bkm", "satker"} else "lembaga"
            body = Organisation.objects.create(name=office, kind=kind, region=places[place], pillar="community" if role == "bkm" else "government")
            Member.objects.create(organisation=body, person=person, pillar=body.pillar, held_from=SINCE)
            RoleHeld.objects.create(person=person, role=role, region=places[place], organisation=body, held_from=SINCE)
        found[key] = person
    return found


def load(people: Mapping[str, Person], say: Say) -> None:
    """February to August 2012."""
    cycle = _open(people)
    _prepare(people)
    _form(people)
    _plan(people)
    _ask(people)
    snapshot.renew_cycle(cycle.pk, on=TODAY)
    say("Cinunuk 2012: rencana kerja disetujui, BLM Tahap 1 diajukan")


def _open(people: Mapping[str, Person]) -> Undertaking:
    tkpp = people["tkpp"]
    text = next(path for path in editions.shelf_files() if path.stem == EDITION).read_text(encoding="utf-8")
    cycle = programmes.open_cycle(tkpp, edition_text=text, code=CODE, title="PLP-BK Kabupaten Bandung 2012", region_code=CITY, year=2012, on=date(2012, 2, 6), is_example=True)
    _meet(people["pmu"], CODE, date(2012, 2, 13), "orientasi_nasional", "Lokakarya orientasi nasional dan provinsi (rekaan)", "Jakarta", (("TKPP provinsi", 11, 16), ("KMW", 6, 9)))
    _meet(tkpp, CODE, date(2012, 3, 5), "orientasi_kota", "Lokakarya orientasi Kabupaten Bandung (rekaan)", "Soreang", (("SKPD", 8, 13), ("DPRD", 1, 3), ("Kecamatan", 4, 7)))
    programmes.start(tkpp, CODE, on=date(2012, 3, 12), scope="site", title="Desa Cinunuk", region_code=VILLAGE)
    programmes.close_intake(tkpp, CODE, on=date(2012, 3, 12), intake="site")
    return cycle


def _prepare(people: Mapping[str, Person]) -> None:
    """The decree, the facilitator's field orientation, and the two meetings that the blog tells of."""
    faskel = people["faskel"]
    dossiers.file(people["tkpp"], SITE, on=date(2012, 4, 16), document="sk_lokasi", files=[paper(people["tkpp"], "SK lokasi")], note="Nomor dan hari keputusan rekaan.")
    progress.visit(faskel, SITE, on=date(2012, 4, 23), happened_on=date(2012, 4, 23), purpose="orientasi lapangan", met="Kepala desa, pengusaha, tokoh warga", note="Rekaan: mengenal kondisi sosial warga dan pelaku kunci.")
    dossiers.file(faskel, SITE, on=date(2012, 4, 27), document="peta_pelaku", files=[paper(faskel, "Peta pelaku")], note="Rekaan.")
    disclosure.publicise(faskel, SITE, on=date(2012, 4, 30), medium="leaflet", place="Dusun Babakan RW 01", shown_from=date(2012, 4, 30), proof=photo(faskel, 0, 3))
    _meet(people["pjok"], SITE, date(2012, 5, 2), "orientasi_kecamatan", "Lokakarya orientasi Kecamatan Cileunyi (rekaan)", "Aula Kecamatan Cileunyi", (("Desa", 9, 14), ("BKM", 6, 8)))
    agreed = [replace(line, responsible=steps.who_does(SITE, line.responsible.text, CINUNUK.last_day)) for line in CINUNUK.actions]
    meetings.record(faskel, SITE, on=CINUNUK.last_day, kind="rembug_sosialisasi", sheet=replace(CINUNUK, actions=agreed),
                    papers=meetings.Papers(signed=paper(faskel, "Notulen bertanda tangan"), signed_on=CINUNUK.last_day))
    held = date(2012, 5, 16)
    _meet(people["kades"], SITE, held, "orientasi_kelurahan", "Lokakarya PLP-BK tingkat desa (jumlah peserta rekaan)", "Aula Desa Cinunuk", (("Warga", 21, 24), ("BKM", 5, 6), ("Perangkat desa", 3, 7)))
    line = Followup.objects.get(undertaking__code=SITE)     # the one that this meeting agreed
    followups.report(people["kades"], SITE, line.pk, on=held, happened_on=held, status="done", note="Lokakarya diadakan.", evidence=paper(people["kades"], "Undangan lokakarya"))
    _meet(faskel, SITE, date(2012, 5, 23), "rembug_sosialisasi", "Rembug warga sosialisasi kedua (rekaan)", "Aula Desa Cinunuk", (("Warga", 19, 17),), disability=2)


def _form(people: Mapping[str, Person]) -> None:
    """The five steps of the core team and the two of the ND working group; the order is the blog's, the days are invented."""
    bkm, team = people["bkm"], people["timkoor"]
    _meet(team, SITE, date(2012, 6, 4), "tipp_pelatihan", "1. Pelatihan BKM dan perangkat desa (rekaan)", "Aula Desa Cinunuk", (("BKM", 6, 7), ("Perangkat desa", 2, 5)))
    _meet(bkm, SITE, date(2012, 6, 11), "tipp_syarat", "2. Pertemuan warga: syarat dan proses (rekaan)", "Balai RW 01", (("Warga", 12, 15),), disability=1)
    _meet(bkm, SITE, date(2012, 6, 18), "tipp_tkpkd", "3. Pertemuan dengan TKPKD (rekaan)", "Soreang", (("BKM", 2, 3), ("TKPKD", 3, 4)))
    _meet(people["tkpkd"], SITE, date(2012, 6, 25), "tipp_penunjukan", "4. Penunjukan staf teknis pemda (rekaan)", "Soreang", (("Dinas teknis", 4, 6), ("BKM", 2, 3)))
    members = (
        programmes.NewMember(name=people["tipp"].name, person_id=people["tipp"].pk, office="Ketua", pillar="community", element="community"),
        programmes.NewMember(name="Ai Rohaeni", sex="woman", office="Sekretaris", pillar="community", element="community"),
        programmes.NewMember(name="Wawan Setiawan", sex="man", office="Staf Dinas PU", pillar="government", element="local_government_technician"),
    )
    programmes.form(people["tkpkd"], SITE, on=date(2012, 6, 25), body="tipp", given=programmes.NewBody(name="TIPP Desa Cinunuk", members=members))
    _meet(bkm, SITE, date(2012, 7, 2), "tipp_pokja", "5. Pertemuan warga membentuk pokja (rekaan)", "Aula Desa Cinunuk", (("Warga", 16, 18),), disability=1)
    programmes.form(bkm, SITE, on=date(2012, 7, 2), body="pokja_plpbk", given=programmes.NewBody(name="Pokja Pemetaan Swadaya", members=_named("Tatang Sutarman", "Yuyun Yuningsih")))
    _meet(bkm, SITE, date(2012, 7, 4), "fgd_nd", "FGD pokja ND dalam KBK (rekaan)", "Balai RW 01", (("KBK", 7, 6),))
    dossiers.file(bkm, SITE, on=date(2012, 7, 6), document="kriteria_nd", files=[paper(bkm, "Kriteria anggota pokja ND")], note="Rekaan.")
    _meet(bkm, SITE, date(2012, 7, 11), "pemilihan_nd", "Pemilihan anggota pokja ND (rekaan)", "Balai RW 01", (("Warga", 14, 13),))
    programmes.form(bkm, SITE, on=date(2012, 7, 11), body="pokja_nd", given=programmes.NewBody(name="Pokja ND Cinunuk", members=_named("Oneng Sukaesih", "Jajang Nurjaman")))


def _plan(people: Mapping[str, Person]) -> None:
    """From the template of the edition; approved by somebody else. One thing agreed on the way was never done."""
    tipp, day = people["tipp"], date(2012, 7, 16)
    sheet = plans.sheet_of(workplans.start(tipp, SITE, on=day, plan=PLAN, starts_on=date(2012, 9, 3)))
    who = ("Ketua TIPP", "Pokja Pemetaan Swadaya", "Staf Dinas PU", "Fasilitator")
    filled = tuple(replace(each, responsible=who[place % len(who)], labour=2 + place % 4, funds=(("apbn", 2_500_000 + place * 500_000),)) for place, each in enumerate(sheet.activities))
    workplans.save(tipp, SITE, on=date(2012, 7, 23), plan=PLAN, sheet=replace(sheet, activities=filled))
    followups.lay(people["timkoor"], SITE, on=date(2012, 7, 30), origin="other", what="Serahkan peta dasar desa kepada TIPP (rekaan)", output="Peta dasar skala 1:1.000",
                  responsible=Responsible(person_id=people["kades"].pk), due_on=date(2012, 8, 20))
    workplans.submit(tipp, SITE, on=date(2012, 7, 30), plan=PLAN, note="Rekaan.")
    workplans.approve(people["timkoor"], SITE, on=date(2012, 8, 6), plan=PLAN, note="Sesuai batas pemanfaatan BLM. Rekaan.")


def _ask(people: Mapping[str, Person]) -> None:
    """Asked for, checked and signed by the facilitator; the sub-district officer is next."""
    bkm, satker = people["bkm"], people["satker"]
    funds.commit(satker, SITE, on=date(2012, 8, 13), happened_on=date(2012, 8, 13), source="apbn", certainty="budgeted", amount=BLM_1, giver="Satker PBL", document_number="DIPA contoh", note="Jumlah rekaan.")
    asked = date(2012, 8, 27)
    funds.request(bkm, SITE, on=asked, happened_on=asked, source="apbn", scheme="blm_rencana", tranche=1, amount=BLM_1, document=paper(bkm, "Surat permohonan"), note="Rekaan.")
    filed = dossiers.file(bkm, SITE, on=asked, document="usulan_blm1", files=[paper(bkm, "Berkas BLM Tahap 1")], note="Rekaan.")
    checked = date(2012, 8, 30)
    dossiers.check(people["faskel"], SITE, on=checked, document="usulan_blm1", filing=filed.pk, correct=True)
    dossiers.sign(people["faskel"], SITE, on=checked, chain="blm1")


def _meet(person: Person, code: str, day: date, kind: str, title: str, place: str, counts: tuple[tuple[str, int, int], ...], *, disability: int | None = None,
          rktl: tuple[ActionLine, ...] = ()) -> None:
    lines = tuple(CountLine(group=group, women=women, men=men, poor=(women + men) // 4, disability=None if disability is None else 0 if turn else disability) for turn, (group, women, men) in enumerate(counts))
    sheet = Sheet(title=title, starts_on=day, place=place, counts=lines, actions=rktl)
    meetings.record(person, code, on=day, kind=kind, sheet=sheet, papers=meetings.Papers(signed=paper(person, "Notulen bertanda tangan"), signed_on=day))


def _named(*names: str) -> tuple[programmes.NewMember, ...]:
    return tuple(programmes.NewMember(name=name) for name in names)

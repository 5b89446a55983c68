"""Tahap II 2007: 23 desa, 46 PAKEM of which 41 are candidates (41 is the seed's figure), standing at step 9."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sinergi.actors.models import Person
from sinergi.disclosure import actions as disclosure
from sinergi.disclosure.actions import Medium
from sinergi.followups import actions as followups
from sinergi.followups.rules import Responsible
from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from sinergi.progress import actions as progress
from sinergi.project.demo import opening, steps
from sinergi.project.demo.cast import VILLAGES
from sinergi.proposals import actions as proposals

CODE, YEAR = "KDL07", 2007
CANDIDATES = 41
TODAY = date(2007, 10, 2)       # when the last of it is written down
SIGNING_IN = 2          # works whose committee can sign in with one click


def load(people: dict[str, Person], say: Callable[[str], None]) -> None:
    """From the workshop of February to the objections of October."""
    cycle = opening.open_round(people, CODE, "PAKET Tahap II 2007", YEAR, on=date(2007, 2, 5), pakem_close=date(2007, 5, 12), proposal_close=date(2007, 9, 1))
    sites = opening.villages(people, cycle, date(2007, 2, 12), slow=VILLAGES[-1])
    works = _works(people, cycle, sites)
    say(f"{len(works)} PAKEM Tahap II dibentuk")
    opening.workshops(people, cycle, works, date(2007, 5, 21))
    _proposals(people, works)
    say("usulan Tahap II ditulis dan diserahkan")
    _appraisals(people, works)
    say("usulan Tahap II dinilai dan diverifikasi")
    _candidates(people, cycle)
    _objections(people, cycle, works)
    _agreed(people, cycle, works)
    say("calon pemenang Tahap II diumumkan, masa sanggah berjalan")


def _works(people: dict[str, Person], cycle: Undertaking, sites: list[Undertaking]) -> list[Undertaking]:
    """Two committees in each village, in April and May."""
    works = []
    for turn in range(2):
        day = date(2007, 4, 16) + timedelta(days=14 * turn)
        with snapshot.deferred(day):
            for place, site in enumerate(sites):
                number = turn * len(sites) + place
                works.append(steps.start_work(people[site.region.code], people["pokja"], site, day, number, login=number < SIGNING_IN))
    snapshot.renew_cycle(cycle.pk, on=date(2007, 5, 13))
    return works


def _proposals(people: dict[str, Person], works: list[Undertaking]) -> None:
    for place, work in enumerate(works):
        day = date(2007, 6, 11) + timedelta(days=place % 20)
        with snapshot.deferred(day):
            steps.write(work, day, place, caring=place == 0)
            progress.visit(people["pokja"], work.code, on=day + timedelta(days=9), happened_on=day + timedelta(days=9), purpose="proposal", note="Usulan dibahas bersama warga.")
    day = date(2007, 8, 20)
    snapshot.renew_cycle(works[0].root_id, on=day)
    with snapshot.deferred(day):
        for work in works:
            proposals.submit(steps.chair(work), work.code, on=day)


def _appraisals(people: dict[str, Person], works: list[Undertaking]) -> None:
    day = date(2007, 9, 5)
    with snapshot.deferred(day + timedelta(days=2)):
        for place, work in enumerate(works):
            steps.appraise([people["pokja"], people["pokja2"], people["pokja3"]], work, day, place)
    with snapshot.deferred(date(2007, 9, 18)):
        for place, work in enumerate(works):
            steps.verify_on_site(people["pokja2"], work, date(2007, 9, 18), place)


def _candidates(people: dict[str, Person], cycle: Undertaking) -> None:
    """Ranked on 26 September with a ceiling that lets 41 in, published on the 28th."""
    day = date(2007, 9, 26)
    ranking = proposals.rank(people["pokja"], cycle.code, on=day, list="candidates", note="Urut skor; yang sama dipisah menurut bagian warga miskin.")
    lines = list(ranking.lines.select_related("work").order_by("place"))
    below = {line.work.code: "Skor di bawah batas anggaran tahap ini; dapat dibawa ke tahap berikut." for line in lines[CANDIDATES:]}
    proposals.rank(people["pokja"], cycle.code, on=day, list="candidates", exclusions=below, note="Batas 41 usulan menurut pagu tahap ini.")
    published = date(2007, 9, 28)
    disclosure.publish(people["pokja"], cycle.code, on=published, list="candidates", media=[
        Medium(medium="radio", shown_from=published, place="Radio setempat, pukul 19.00"), Medium(medium="website", shown_from=published, place="Situs kabupaten"),
        Medium(medium="papan", shown_from=published, place="Kantor kabupaten dan 23 balai desa")])


def _objections(people: dict[str, Person], cycle: Undertaking, works: list[Undertaking]) -> None:
    disclosure.raise_objection(None, cycle.code, on=date(2007, 9, 30), list="candidates", ground="amount", target_code=works[3].code, dedupe_key="contoh-1",
                               text="Apakah angka swadaya di RAB ini sungguh ada? Mohon dijelaskan siapa yang menyumbang tenaga.")
    disclosure.answer(people["pokja4"], cycle.code, on=date(2007, 10, 1), list="candidates", number=1, upheld=False,
                      text="Swadaya baru dihitung bila ada daftar hadir kerja bakti dan nota. Yang belum terbukti tampil terarsir di halaman pekerjaan.")
    disclosure.raise_objection(None, cycle.code, on=date(2007, 10, 2), list="candidates", ground="eligibility", target_code=works[8].code, dedupe_key="contoh-2",
                               text="Satu RT di dusun kami tidak masuk usulan, padahal jalannya paling rusak.")


def _agreed(people: dict[str, Person], cycle: Undertaking, works: list[Undertaking]) -> None:
    """What the coordinator laid on people in September (invented): one late, one waiting for her yes, one to come."""
    escorted(people, cycle)
    korkot, work = people["korkot"], next(work for work in works if work.region.code.startswith("33.24.12"))
    board = people[work.region.code]
    followups.lay(korkot, work.code, on=TODAY, happened_on=date(2007, 9, 10), origin="visit", what="Cocokkan daftar penerima dengan data keluarga miskin", output="Daftar yang ditandatangani RT",
                  responsible=_with_body(people["faskel"]), due_on=date(2007, 9, 28), starts_on=date(2007, 9, 12), place="Balai desa")
    done = followups.lay(korkot, work.code, on=TODAY, happened_on=date(2007, 9, 17), origin="other", what="Tinjau jalan masuk truk pasir ke lokasi", responsible=_with_body(board),
                         due_on=date(2007, 10, 1), starts_on=date(2007, 9, 20), needs="Pengukur dari Dinas PU", fund_source="Swadaya")
    followups.report(board, work.code, done.pk, on=TODAY, happened_on=date(2007, 9, 29), status="done", note="Sudah ditinjau bersama warga; lebar jalan 3,2 m.")
    followups.lay(korkot, cycle.code, on=TODAY, happened_on=date(2007, 10, 1), origin="delay", what="Siapkan jawaban keberatan kedua", output="Jawaban yang diumumkan",
                  responsible=_with_body(people["pokja"]), due_on=date(2007, 10, 4), about=f"/pengumuman/{cycle.code}/candidates/")


def escorted(people: dict[str, Person], cycle: Undertaking) -> None:
    """The team that hears of everything that is late."""
    team = [programmes.NewMember(name=people[key].name, office=office, person_id=people[key].pk) for key, office in (("korkot", "Ketua"), ("faskel", "Anggota"), ("faskel2", "Anggota"))]
    programmes.form(people["pokja"], cycle.code, on=TODAY, happened_on=date(2007, 9, 3), body="tim_pengawal", given=programmes.NewBody(name="Tim pengawal RKTL Tahap II", members=tuple(team)))


def _with_body(person: Person) -> Responsible:
    """The person, and the body for which he or she holds the role."""
    return Responsible(person_id=person.pk, organisation_id=person.roles.order_by("pk").values_list("organisation", flat=True).first())

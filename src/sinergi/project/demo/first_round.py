"""Tahap I 2006: 30 works (the seed's figure) through all 23 steps, closed with its figures frozen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sinergi.actors.models import Person
from sinergi.disclosure import actions as disclosure
from sinergi.disclosure.actions import Medium
from sinergi.dossiers import actions as dossiers
from sinergi.dossiers.rules import FindingGiven
from sinergi.followups import actions as followups
from sinergi.followups.models import Followup
from sinergi.funds import actions as funds
from sinergi.funds.models import PlanLine
from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.programmes.models import Appointment, Undertaking
from sinergi.progress import actions as progress
from sinergi.project.demo import opening, steps
from sinergi.project.demo.cast import DOMAIN, invent
from sinergi.project.demo.pictures import paper, photo
from sinergi.proposals import actions as proposals

CODE, WORKS = "KDL06", 30
Say = Callable[[str], None]


def load(people: dict[str, Person], say: Say) -> None:
    """From January 2006 to the accountability workshop of March 2007."""
    cycle = opening.open_round(people, CODE, "PAKET Tahap I 2006", 2006, on=date(2006, 1, 16), pakem_close=date(2006, 3, 25), proposal_close=date(2006, 6, 1))
    sites = opening.villages(people, cycle, date(2006, 1, 23))
    works = _works(people, cycle, sites)
    opening.workshops(people, cycle, works, date(2006, 3, 28))
    _keep_promises(people, date(2006, 4, 7))
    _select(people, cycle, works)
    say(f"{len(works)} usulan Tahap I ditetapkan")
    for place, work in enumerate(works):
        supervised(people, work, place)
    _train(people, cycle, works)
    _build(people, cycle, works, say)
    _account(people, cycle, works)
    say("30 pekerjaan Tahap I dipertanggungjawabkan")
    _finish(people, cycle)
    say("Tahap I ditutup, angkanya dibekukan")


def _works(people: dict[str, Person], cycle: Undertaking, sites: list[Undertaking]) -> list[Undertaking]:
    day = date(2006, 3, 6)
    with snapshot.deferred(day):
        works = [steps.start_work(people[site.region.code], people["pokja"], site, day, 100 + place, login=place == 0)
                 for place, site in enumerate([*sites, *sites[: WORKS - len(sites)]])]
    snapshot.renew_cycle(cycle.pk, on=date(2006, 3, 26))
    return works


def _keep_promises(people: dict[str, Person], day: date) -> None:
    """What the workshops agreed was done by its day: a round that was closed has nothing left to chase."""
    for line in Followup.objects.filter(undertaking__code=CODE, due_on__lte=day):
        followups.report(people["pokja"], CODE, line.pk, on=day, happened_on=line.due_on, status="done", note="Selesai pada harinya.", evidence=paper(people["pokja"], "Bukti RKTL"))


def _select(people: dict[str, Person], cycle: Undertaking, works: Sequence[Undertaking]) -> None:
    """Written in April, handed in, judged and announced by July."""
    begin = date(2006, 4, 10)
    with snapshot.deferred(begin + timedelta(days=9)):
        for place, work in enumerate(works):
            steps.write(work, begin, 100 + place)
            progress.visit(people["pokja"], work.code, on=begin + timedelta(days=9), happened_on=begin + timedelta(days=9), purpose="proposal", note="Usulan dibahas bersama warga.")
    day = date(2006, 5, 22)
    with snapshot.deferred(day):
        for work in works:
            proposals.submit(steps.chair(work), work.code, on=day)
    with snapshot.deferred(date(2006, 6, 7)):
        for place, work in enumerate(works):
            steps.appraise([people["pokja"], people["pokja2"], people["pokja3"]], work, date(2006, 6, 5), 100 + place)
            steps.verify_on_site(people["pokja2"], work, date(2006, 6, 7), place)
    proposals.rank(people["pokja"], CODE, on=date(2006, 6, 14), list="candidates", note="Urut skor.")
    board = [Medium(medium="papan", shown_from=date(2006, 6, 16), place="Kantor kabupaten dan 23 balai desa")]
    disclosure.publish(people["pokja"], CODE, on=date(2006, 6, 16), list="candidates", media=board)
    snapshot.renew_cycle(cycle.pk, on=date(2006, 6, 26))
    disclosure.publish(people["pokja"], CODE, on=date(2006, 6, 26), list="winners", media=[Medium(medium="radio", shown_from=date(2006, 6, 26), place="Radio setempat")])
    steps.meeting(people["pokja"], CODE, date(2006, 7, 3), "lokakarya_manajemen", "Lokakarya manajemen pelaksanaan", place="Aula Bappeda Kendal",
                  counts=(("PAKEM", 28, 33), ("BKM", 10, 13), ("SKPD", 4, 7)))
    snapshot.renew_cycle(cycle.pk, on=date(2006, 7, 4))


def supervised(people: dict[str, Person], work: Undertaking, place: int) -> None:
    """Three supervisors who are not in the committee; the head of the first body can sign in."""
    members = tuple(programmes.NewMember(name=f"{invent(700 + place * 3 + turn)} ({work.region.name})", sex="woman" if turn else "man", office="Ketua" if turn == 0 else "Anggota",
                                         email=f"pengawas.{CODE.lower()}{DOMAIN}" if place == turn == 0 else "") for turn in range(3))
    body = programmes.NewBody(name=f"Badan Pengawas {work.code}", members=members)
    with snapshot.deferred(date(2006, 7, 6)):
        programmes.form(people[work.region.code], work.code, on=date(2006, 7, 6), body="pengawas", given=body)


def _train(people: dict[str, Person], cycle: Undertaking, works: Sequence[Undertaking]) -> None:
    """One training counts for all thirty works."""
    day = date(2006, 7, 12)
    snapshot.renew_cycle(cycle.pk, on=day)
    with snapshot.deferred(day):
        steps.meeting(people["pokja"], works[0].code, day, "pelatihan_pengawas", "Pelatihan Badan Pengawas", place="Aula Kecamatan Weleri",
                      counts=(("Badan pengawas", 38, 52),), further=[work.code for work in works[1:]])
    snapshot.renew_cycle(cycle.pk, on=date(2006, 7, 13))


def _build(people: dict[str, Person], cycle: Undertaking, works: Sequence[Undertaking], say: Say) -> None:
    """Swadaya, then APBD, then APBN; each with visits, photos and reports."""
    _with_swadaya(people, works, date(2006, 7, 17))
    say("swadaya Tahap I terbukti")
    snapshot.renew_cycle(cycle.pk, on=date(2006, 9, 4))
    _with_purse(people, works, "apbd", date(2006, 9, 4), stage="apbd_works", percents=((60, 50),))
    snapshot.renew_cycle(cycle.pk, on=date(2006, 10, 16))
    _with_purse(people, works, "apbn", date(2006, 10, 16), stage="apbn_works", percents=((85, 0), (100, 100)))
    say("pekerjaan Tahap I selesai dibangun")


def _with_swadaya(people: dict[str, Person], works: Sequence[Undertaking], day: date) -> None:
    with snapshot.deferred(day + timedelta(days=35)):
        for place, work in enumerate(works):
            chair, supervisor = steps.treasurer(work), _supervisor(work)
            latitude, longitude = steps.point(work, 100 + place)
            progress.photograph(chair, work.code, on=day, happened_on=day, stage="swadaya_works", at=0, file=photo(chair, 0, place), latitude=latitude, longitude=longitude)
            for line in _lines(work, "swadaya"):
                form = "labour" if line.group == "C" else "material"
                brought = funds.contribute(
                    chair, work.code, on=day + timedelta(days=14), happened_on=day + timedelta(days=13), stage="swadaya_works", source="swadaya", form=form, line=line.line,
                    item=line.item, quantity=Decimal(_share(line, "swadaya")) / line.unit_price, giver=f"Warga {work.region.name}", people=12 + place % 20,
                    evidence=[("day_list" if form == "labour" else "receipt", paper(chair, "Daftar kerja bakti"))])
                funds.verify(supervisor, work.code, brought.pk, on=day + timedelta(days=20), happened_on=day + timedelta(days=20), stage="swadaya_works", accepted=True, note="Dihitung di tempat.")
            progress.report(chair, work.code, on=day + timedelta(days=21), happened_on=day + timedelta(days=21), actual=Decimal(25), planned=Decimal(25), note="Galian dan urugan selesai.")
            progress.visit(people["pokja"], work.code, on=day + timedelta(days=35), happened_on=day + timedelta(days=35), stage="swadaya_works", purpose="pemantauan", actual=Decimal(30), note="Swadaya sesuai daftar.")


def _with_purse(people: dict[str, Person], works: Sequence[Undertaking], source: str, day: date, *, stage: str, percents: Sequence[tuple[int, int]]) -> None:
    """Release, spend line by line, report, photograph, visit."""
    with snapshot.deferred(day + timedelta(days=34)):
        for place, work in enumerate(works):
            chair = steps.treasurer(work)
            latitude, longitude = steps.point(work, 100 + place)
            lines = _lines(work, source)
            if lines:
                funds.release(people["satker"], work.code, on=day + timedelta(days=2), happened_on=day + timedelta(days=2), stage=stage, source=source,
                              number=f"SP2D-{source.upper()}-{place + 1:03}", evidence=paper(people["satker"], "SP2D"))
            for line in lines:
                funds.spend(chair, work.code, on=day + timedelta(days=12), happened_on=day + timedelta(days=11), stage=stage, source=source, line=line.line, amount=_share(line, source),
                            paid_from="bank", payee="Toko Sumber Bangunan" if line.group in "AB" else "Pekerja", evidence=paper(chair, "Nota"))
            for turn, (built, at) in enumerate(percents):
                when = day + timedelta(days=15 + 12 * turn)
                progress.report(chair, work.code, on=when, happened_on=when, actual=Decimal(built), planned=Decimal(min(100, built + place % 6)), note="Sesuai rencana.")
                if at:
                    progress.photograph(chair, work.code, on=when, happened_on=when, stage=stage, at=at, file=photo(chair, at, place), latitude=latitude, longitude=longitude)
            progress.visit(people["pokja"], work.code, on=day + timedelta(days=34), happened_on=day + timedelta(days=34), stage=stage, purpose="pemantauan", actual=Decimal(percents[-1][0]), note="Mutu baik.")


def _account(people: dict[str, Person], cycle: Undertaking, works: Sequence[Undertaking]) -> None:
    """LPJ, audit with its findings closed, village workshop, handover, upkeep."""
    day = date(2006, 11, 27)
    snapshot.renew_cycle(cycle.pk, on=day)
    with snapshot.deferred(day + timedelta(days=3)):
        for work in works:
            chair = steps.treasurer(work)
            filed = dossiers.file(chair, work.code, on=day, document="lpj_pakem", files=[paper(chair, "LPJ PAKEM")], number=f"LPJ/{work.code}")
            dossiers.check(people["pokja2"], work.code, on=day + timedelta(days=3), document="lpj_pakem", filing=filed.pk, correct=True)
    audited = date(2006, 12, 11)
    snapshot.renew_cycle(cycle.pk, on=audited)
    with snapshot.deferred(audited + timedelta(days=9)):
        for place, work in enumerate(works):
            findings = [FindingGiven("Satu nota belum bermeterai", "Lengkapi meterai", f"{steps.treasurer(work).name}, {steps.committee(work)}", audited + timedelta(days=14))] if place % 5 == 0 else []
            dossiers.file(people["auditor"], work.code, on=audited, document="opini_pakem", files=[paper(people["auditor"], "Opini akuntan")], opinion="wtp", findings=findings)
            for finding in Followup.objects.filter(undertaking=work, origin="audit"):
                followups.report(steps.treasurer(work), work.code, finding.pk, on=audited + timedelta(days=9), happened_on=audited + timedelta(days=9), status="done", note="Nota sudah bermeterai.",
                                 evidence=paper(steps.treasurer(work), "Nota bermeterai"))
                followups.agree(people["auditor"], work.code, finding.pk, on=audited + timedelta(days=9))
    handed = date(2007, 1, 8)
    snapshot.renew_cycle(cycle.pk, on=handed)
    with snapshot.deferred(handed):
        for place, work in enumerate(works):
            bkm = people[work.region.code]
            steps.meeting(bkm, work.code, handed, "lokakarya_desa", f"Pertanggungjawaban {work.code}", place=f"Balai desa {work.region.name}", counts=(("Warga", 21 + place % 9, 19 + place % 11),), result="accepted")
            progress.hand_over(steps.chair(work), work.code, on=handed, happened_on=handed, number=f"BAST/{place + 1:02}/2007", giver_office="PAKEM", receiver_office=f"Kepala Desa {work.region.name}",
                               keeper=f"Kelompok pemelihara {work.region.name}", file=paper(steps.chair(work), "BAST"))
            dossiers.file(bkm, work.code, on=handed, document="rencana_pemeliharaan", files=[paper(bkm, "Rencana pemeliharaan")])


def _finish(people: dict[str, Person], cycle: Undertaking) -> None:
    snapshot.renew_cycle(cycle.pk, on=date(2007, 1, 15))
    dossiers.file(people["pokja4"], CODE, on=date(2007, 1, 15), document="laporan_akhir", files=[paper(people["pokja4"], "Laporan akhir Pokja")])
    steps.meeting(people["pokja"], CODE, date(2007, 1, 22), "peresmian", "Peresmian PAKET Tahap I", place="Desa Sambongsari", counts=(("Warga", 88, 97), ("SKPD", 9, 14)))
    dossiers.file(people["auditor"], CODE, on=date(2007, 1, 29), document="opini_pokja", files=[paper(people["auditor"], "Opini akuntan")], opinion="wtp")
    steps.meeting(people["pokja"], CODE, date(2007, 2, 1), "lokakarya_pj_pokja", "Lokakarya pertanggungjawaban Pokja", place="Aula Bappeda Kendal",
                  counts=(("SKPD", 8, 11), ("BKM dan PAKEM", 24, 30), ("Kelompok peduli", 5, 6)), result="accepted")
    programmes.close(people["pokja"], CODE, on=date(2007, 2, 2))


def _supervisor(work: Undertaking) -> Person:
    return Appointment.objects.filter(undertaking=work, role="pengawas").select_related("person").order_by("pk")[0].person


def _lines(work: Undertaking, source: str) -> list[PlanLine]:
    """The lines of the standing plan that this source pays a part of."""
    lines = PlanLine.objects.filter(plan__undertaking=work, plan__ended_on=None).order_by("pk")
    return [line for line in lines if _share(line, source)]


def _share(line: PlanLine, source: str) -> int:
    return sum(split.amount for split in line.splits.all() if split.source == source)

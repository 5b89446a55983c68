"""The acts that both rounds share, with dates and invented content; each function is one thing people did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from sinergi.actors.models import Person
from sinergi.assessments import actions as assessments
from sinergi.assessments import definitions as instruments
from sinergi.assessments.definitions import Instrument
from sinergi.disclosure import actions as disclosure
from sinergi.followups import queries as responsibles
from sinergi.followups.rules import Responsible
from sinergi.meetings import actions as meetings
from sinergi.meetings.rules import ActionLine, AgendaLine, CountLine, Sheet
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions
from sinergi.programmes.models import Appointment, Engagement, Undertaking
from sinergi.project.demo.cast import DOMAIN, VILLAGES, invent
from sinergi.project.demo.pictures import paper, photo
from sinergi.project.demo.works import rab, sort_of, volume_of
from sinergi.proposals import actions as proposals
from sinergi.proposals.rules import PartnerRow, ScheduleRow
from sinergi.proposals.rules.sheet import PAPERS

POINTS = {"33.24.12": (-6.972, 110.071), "33.24.14": (-6.905, 110.188), "33.24.16": (-6.913, 110.044)}  # near the middle of each district
RTS = ("RT 01", "RT 02–03", "RT 04", "RT 03–05", "RW 02", "RW 05", "RW 01", "RW 04")
COMMITTEES = ("Toyo", "Sender", "Makmur", "Sejahtera", "Rukun", "Mandiri")


def meeting(person: Person, code: str, day: date, kind: str, title: str, *, place: str, counts: Sequence[tuple[str, int, int]], stage: str = "", result: str = "",
            further: Sequence[str] = (), rktl: Sequence[tuple[str, str, int]] = (), decisions: Sequence[str] = ()) -> None:
    """A meeting with signed minutes: counts are (group, women, men), rktl are (what, who, days)."""
    lines = tuple(CountLine(group=group, women=women, men=men, poor=(women + men) // 3) for group, women, men in counts)
    sheet = Sheet(
        title=title, starts_on=day, starts_time=time(9), ends_time=time(12), place=place, host="Pokja PAKET", minutes="Pembukaan, pemaparan, tanya jawab, kesepakatan.",
        result=result, counts=lines, agenda=(AgendaLine("Pembukaan", 15), AgendaLine("Pemaparan", 60), AgendaLine("Diskusi", 75), AgendaLine("RKTL dan penutup", 30)),
        decisions=tuple(decisions), actions=tuple(ActionLine(what, who_does(code, who, day), day + timedelta(days=days)) for what, who, days in rktl))
    meetings.record(person, code, on=day, kind=kind, sheet=sheet, stage=stage, further=further, papers=meetings.Papers(signed=paper(person, "Notulen bertanda tangan"), signed_on=day))


def who_does(code: str, name: str, on: date) -> Responsible:
    """Who is known in the round by this name, as the form of a meeting links it."""
    return responsibles.meant(Undertaking.objects.select_related("region", "cycle").get(code=code), name, on)


def campaign(pokja: Person, site: Undertaking, day: date) -> None:
    for medium, place, wait in (("spanduk", "Pertigaan balai desa", 0), ("pamflet", "Dari rumah ke rumah", 2), ("radio", "Radio setempat", 4)):
        on = day + timedelta(days=wait)
        disclosure.publicise(pokja, site.code, on=on, medium=medium, place=place, shown_from=on, shown_to=on + timedelta(days=14), times=3, proof=photo(pokja, 0, len(place)))


def rate_board(korkot: Person, site: Undertaking, day: date, *, passed: bool) -> None:
    form = _form(site, "bkm_berdaya")
    verdict = next(choice.code for choice in form.verdicts if choice.passes == passed)
    reasons = "Pembukuan tertib, rapat rutin, laporan ditempel di papan." if passed else "Laporan keuangan triwulan terakhir belum ada."
    assessments.decide(korkot, site.code, on=day, form="bkm_berdaya", verdict=verdict, reasons=reasons, items={item.code: "ok" if passed or place else "fail" for place, item in enumerate(form.items)},
                       notes={} if passed else {form.items[0].code: "Daftar pemilih belum ditempel."},
                       evidence=paper(korkot, "Lembar penilaian BKM"), evidence_on=day)


def _form(undertaking: Undertaking, code: str) -> Instrument:
    found = instruments.instrument(editions.edition_of(undertaking), code)
    if found is None:
        raise LookupError(code)
    return found


def start_work(bkm: Person, pokja: Person, site: Undertaking, day: date, number: int, *, login: bool, domain: str = DOMAIN) -> Undertaking:
    """A PAKEM of three pillars around one piece of work; the first few have people who can sign in."""
    sort, rt = sort_of(number), RTS[number % len(RTS)]
    name = f"PAKEM {site.region.name} {COMMITTEES[number % len(COMMITTEES)]}"
    if site.region.code == VILLAGES[0]:
        name = ("PAKEM Sambong Toyo", "PAKEM Sambong Sender")[number % 2]      # as the public posts of 2008 name them
    offices = (("Ketua", "community"), ("Bendahara", "community"), ("Sekretaris", "community"), ("Anggota", "government"), ("Anggota", "caring"))
    keys = ("ketua", "bendahara", "sekretaris", "", "") if login else ("",) * 5
    stem = site.cycle.code.lower() if site.cycle else ""
    members = tuple(programmes.NewMember(name=invent(number * 5 + place), sex="woman" if (number + place) % 2 else "man", office=office, pillar=pillar,
                                         email=f"{key}.{stem}.{number:02}{domain}" if key else "") for place, ((office, pillar), key) in enumerate(zip(offices, keys, strict=True)))
    body = programmes.NewBody(name=name, members=members, decree_number=f"SK.{number:02}/BKM/{day.year}", decree_on=day, accompanied_by=pokja)
    return programmes.start(bkm, site.code, on=day, scope="work", title=f"{sort.title} {rt}", body=body)


def chair(work: Undertaking) -> Person:
    return Appointment.objects.filter(undertaking=work, role="pakem").select_related("person").order_by("pk")[0].person


def treasurer(work: Undertaking) -> Person:
    return Appointment.objects.filter(undertaking=work, role="pakem", office="Bendahara").select_related("person")[0].person


def committee(work: Undertaking) -> str:
    """The name of the committee that carries the work."""
    return str(Engagement.objects.filter(undertaking=work, body="pakem", ended_on=None).select_related("organisation")[0].organisation)


def point(work: Undertaking, number: int) -> tuple[float, float]:
    latitude, longitude = POINTS[work.region.code.rpartition(".")[0]]
    return round(latitude + number * 17 % 40 / 4000, 6), round(longitude + number * 29 % 40 / 4000, 6)


def write(work: Undertaking, day: date, number: int, *, caring: bool = False) -> None:
    """The whole proposal over a few days. ``caring``: a caring group pays part of a line."""
    author, sort, volume = chair(work), sort_of(number), volume_of(number)
    latitude, longitude = point(work, number)
    households = 38 + number * 7 % 90
    poor = households * (48 + number * 5 % 40) // 100
    men = households * 2 + number % 9
    values: dict[str, Any] = {
        "need": sort.need, "pjm_reference": f"PJM Pronangkis 2005–2007, hlm. {4 + number % 20}", "field": sort.field, "activity": sort.activity,
        "location": f"{RTS[number % len(RTS)]}, {work.region.name}", "latitude": latitude, "longitude": longitude, "volume": volume, "unit": sort.unit,
        "households": households, "poor_households": poor, "men": men, "women": men + number % 7 - 2, "disabled": number % 5}
    proposals.write_texts(author, work.code, on=day, values=values)
    proposals.import_lines(author, work.code, on=day + timedelta(days=3), lines=rab(number, caring=caring))
    proposals.write_partners(author, work.code, on=day + timedelta(days=5), rows=[
        PartnerRow(name="Dinas Pekerjaan Umum", pillar="government", promise="Pendampingan teknis dan sewa alat"),
        PartnerRow(name="LSM Bahari Lestari", pillar="caring", promise="Makan dan minum kerja bakti, sebagian bahan" if caring else "Makan dan minum kerja bakti")])
    begin = date(day.year, 10, 15)
    proposals.write_schedule(author, work.code, on=day + timedelta(days=5), rows=[
        ScheduleRow("Persiapan dan galian", begin, begin + timedelta(days=13)), ScheduleRow("Pekerjaan utama", begin + timedelta(days=14), begin + timedelta(days=55)),
        ScheduleRow("Perapian dan laporan", begin + timedelta(days=56), begin + timedelta(days=75))])
    for kind in PAPERS:
        file = photo(author, 0, number) if kind == "photo_0" else paper(author, "Survei harga" if kind == "survey" else "Gambar rencana")
        proposals.attach(author, work.code, on=day + timedelta(days=8), kind=kind, file=file)


def appraise(appraisers: Sequence[Person], work: Undertaking, day: date, number: int) -> None:
    """Three sheets from three pillars; scores spread a little, as people's do."""
    word = editions.edition_of(work).word("forms", "kelayakan")
    for place, person in enumerate(appraisers):
        scores = {row["code"]: min(98, 58 + (number * 13 + place * 5 + spot * 7) % 38) for spot, row in enumerate(word.get("criteria", ()))}
        assessments.fill(person, work.code, on=day + timedelta(days=place), form="kelayakan", scores=scores, note="Dinilai dari berkas.")


def verify_on_site(person: Person, work: Undertaking, day: date, number: int) -> None:
    form = _form(work, "verifikasi")
    items = {item.code: "correct" if (number + place) % 11 == 0 else "ok" for place, item in enumerate(form.items)}
    latitude, longitude = point(work, number)
    passed = next(choice.code for choice in form.verdicts if choice.passes)
    assessments.decide(person, work.code, on=day, form="verifikasi", verdict=passed, reasons="Lokasi, volume, dan janji swadaya sesuai; catatan kecil diperbaiki di tempat.", items=items,
                       notes={code: "Volume diukur ulang dan disesuaikan." for code, result in items.items() if result == "correct"},
                       photos=[assessments.Photo(photo(person, 0, number))], latitude=latitude, longitude=longitude)



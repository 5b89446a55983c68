"""Kota Bekasi 2009: the round around one workshop that was really held. The workshop is told as it was told; everything before and after it is invented.

It stands two years after the day of the demo, so it shows itself when that day is moved on; until then it is found by its code and in the list of meetings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.meetings import actions as meetings
from sinergi.meetings import queries, rules
from sinergi.meetings.models import Planned
from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project.demo import opening, steps
from sinergi.project.demo.cast import SINCE
from sinergi.project.demo.pictures import paper
from sinergi.project.demo.told import BEKASI
from sinergi.regions.models import Region

CODE, CITY, WARD = "BKS09", "32.75", "32.75.03.1002"    # the ward of the BKM that presented; which wards took part is not told
DOMAIN, SERIES = "@bekasi.example", "Koordinasi PAKET Kota Bekasi"
ANNOUNCED, HELD, NEXT = date(2009, 11, 10), BEKASI.last_day, date(2009, 12, 15)
TODAY = HELD + timedelta(days=1)    # what was agreed is due today and tomorrow
PEOPLE = (  # key, name, sex, role, place, office in the Pokja, pillar
    ("pokja", "Wahyu Hidayat", "man", "pokja_paket", CITY, "Anggota", "government"),
    ("ketua", "Sutrisno Widodo", "man", "pokja_paket", CITY, "Ketua", "government"),
    ("sekretaris", "Fitri Astuti", "woman", "pokja_paket", CITY, "Sekretaris", "community"),
    ("anggota", "Gunawan Santosa", "man", "pokja_paket", CITY, "Anggota", "caring"),
    ("kpkd", "Endah Indrawati", "woman", "kpkd", CITY, "", ""),
    ("satker", "Hadi Purnomo", "man", "satker", CITY, "", ""),
    ("korkot", "Retno Kusuma", "woman", "korkot", CITY, "", ""),
    ("faskel", "Tutik Suryani", "woman", "faskel", WARD, "", ""),
    ("bkm", "Umi Prasetyo", "woman", "bkm", WARD, "", ""),
    ("skpd", "Rahmat Hidayat", "man", "kpkd", CITY, "", ""),
    ("kbp", "Wulan Rahayu", "woman", "kpkd", CITY, "", ""),
    ("admin", "Yuli Hartati", "woman", "office_admin", CITY, "", ""),
)
BODIES = {"bkm": ("BKM Perwira", "bkm", "community"), "skpd": ("SKPD Kota Bekasi", "skpd", "government"), "kbp": ("KBP Kota Bekasi", "lembaga", "caring")}  # key -> name, kind, pillar
DOERS = {"SKPD": "SKPD Kota Bekasi", "KBP": "KBP Kota Bekasi", "Pokja PAKET": "Pokja PAKET Kota Bekasi"}    # as the workshop named them, and who is known here by that
Say = Callable[[str], None]


def hire() -> dict[str, Person]:
    """People with invented names, for the acts of the round."""
    places = {region.code: region for region in Region.objects.filter(code__in=(CITY, WARD))}
    found = {}
    for key, name, sex, role, place, _office, _element in PEOPLE:
        person = Person(name=name, email=f"{key}{DOMAIN}", sex=sex)
        person.set_unusable_password()
        person.save()
        body = None
        if key in BODIES:
            known, kind, pillar = BODIES[key]
            body = Organisation.objects.create(name=known, kind=kind, region=places[place], pillar=pillar)
            Member.objects.create(organisation=body, person=person, pillar=pillar, held_from=SINCE)
        RoleHeld.objects.create(person=person, role=role, region=places[place], organisation=body, held_from=SINCE)
        found[key] = person
    return found


def load(people: Mapping[str, Person], say: Say) -> None:
    """Up to the day after the workshop; its three agreed lines wait to be reported on, and the meeting that will ask for them is announced."""
    cycle = opened(people)
    snapshot.renew_cycle(cycle.pk, on=ANNOUNCED)
    planned = _announced(people, cycle)
    snapshot.renew_cycle(cycle.pk, on=HELD)
    _written(people, planned)
    _closed(people, planned)
    _next(people, planned)
    say("Lokakarya III Kota Bekasi, 17 November 2009: 57 peserta, tiga kelompok, tiga RKTL; rapat berikutnya 15 Desember")


def opened(people: Mapping[str, Person]) -> Undertaking:
    """The round with its Pokja, one ward, and a first committee."""
    pokja, day = people["pokja"], date(2009, 9, 1)
    cycle = programmes.open_cycle(pokja, edition_text=opening.edition_text(), code=CODE, title="PAKET Tahap II Kota Bekasi 2009", region_code=CITY, year=2009, on=day, is_example=True)
    steps.meeting(pokja, CODE, day, "lokakarya_pokja", "Lokakarya pembentukan Pokja PAKET (rekaan)", place="Kota Bekasi", counts=(("SKPD", 4, 6), ("BKM", 5, 7), ("Kelompok peduli", 3, 3)))
    members = tuple(programmes.NewMember(name=name, office=office, pillar=pillar, person_id=people[key].pk) for key, name, _sex, _role, _place, office, pillar in PEOPLE if office)
    programmes.form(pokja, CODE, on=day, body="pokja", given=programmes.NewBody(name="Pokja PAKET Kota Bekasi", decree_number="SK contoh", decree_on=day, members=members))
    for which, until in (("pakem_close", date(2009, 10, 31)), ("proposal_close", date(2009, 12, 15))):
        programmes.set_date(pokja, CODE, on=day, which=which, day=until)
    site = programmes.start(pokja, CODE, on=day, scope="site", title="Kelurahan Perwira", region_code=WARD)
    programmes.close_intake(pokja, CODE, on=day, intake="site")
    steps.campaign(pokja, site, date(2009, 9, 7))
    steps.rate_board(people["korkot"], site, date(2009, 9, 21), passed=True)
    steps.start_work(people["bkm"], pokja, site, date(2009, 10, 5), 903, login=True, domain=DOMAIN)
    return cycle


def _announced(people: Mapping[str, Person], cycle: Undertaking) -> Planned:
    """A week before: the agenda of seven items, the six groups with how many are expected, and those who have an account."""
    guests = [*(rules.Invited(category=line.group, expected=line.total) for line in BEKASI.counts), *(rules.Invited(role=role) for role in ("pokja_paket", "kpkd", "satker", "korkot", "bkm"))]
    plan = rules.Plan(BEKASI.title, HELD, place=BEKASI.place, host=BEKASI.host, opener=BEKASI.opener, level=BEKASI.level, agenda=BEKASI.agenda, invited=guests)
    secretary = people["sekretaris"]
    planned = meetings.prepare(secretary, CODE, on=ANNOUNCED, kind="lokakarya_konsep", plan=plan, series=SERIES, region=cycle.region)
    meetings.invite(secretary, CODE, planned.number, on=ANNOUNCED)
    for key, wait, coming in (("ketua", 1, "yes"), ("korkot", 1, "yes"), ("bkm", 2, "yes"), ("satker", 3, "yes"), ("kpkd", 4, "no")):
        day = ANNOUNCED + timedelta(days=wait)
        meetings.answer(planned.pk, people[key].pk, on=day, coming=coming, at=_clock(day, 9))
    return planned


def _written(people: Mapping[str, Person], planned: Planned) -> None:
    """Three people write on the day: one counts at the door, one follows the agenda, one without an account sits with the groups."""
    link = meetings.hand_out(people["sekretaris"], CODE, planned.number, on=HELD, label="Pencatat kelompok")
    door, desk = meetings.Writer("host", person=people["anggota"]), meetings.Writer("host", person=people["sekretaris"])
    helper, talk = meetings.Writer("helper", link=link, name="Pencatat kelompok"), BEKASI.discussion
    questions = [_slip("question", text=text) for text in talk.questions]
    said: list[tuple[meetings.Writer, meetings.Slip]] = [
        *((door, _slip("count", group=line.group, unrecorded=line.unrecorded, **({"table": line.table} if line.table else {}))) for line in BEKASI.counts),
        *((desk, _slip("step", item=number)) for number in range(1, 5)),
        *((desk, _slip("table", number=each.number, title=each.title)) for each in talk.tables),
        (desk, _slip("step", item=5)),
        *((desk, one) for one in questions),
        *((helper, _slip("answer", question=str(questions[each.question - 1].uuid), to=each.to, text=each.text)) for each in talk.answers),
        (desk, _slip("step", item=6)),
        *((helper, _slip("presentation", table=each.table, presenter=each.presenter)) for each in talk.presentations),
        (desk, _slip("step", item=7)),
        *((desk, _slip("action", what=line.what, who=DOERS[line.responsible.text], due_on=line.due_on.isoformat())) for line in BEKASI.actions),
    ]
    for minute, (writer, slip) in enumerate(said):
        meetings.write(planned, writer, [slip], on=HELD, now=_clock(HELD, 9) + timedelta(minutes=5 * minute))


def _closed(people: Mapping[str, Person], planned: Planned) -> None:
    """What was written becomes the record, with the words of the report; the papers are signed the same day."""
    secretary, picture = people["sekretaris"], queries.now(planned).picture
    agreed = [replace(line, responsible=steps.who_does(CODE, DOERS[line.responsible.text], HELD)) for line in BEKASI.actions]
    sheet = replace(BEKASI, actions=agreed, counts=rules.count_lines(picture.counts), discussion=rules.discussion(picture))
    meeting = meetings.close(secretary, CODE, planned.number, on=HELD, sheet=sheet, papers=meetings.Papers(region=planned.region))
    meetings.sign(secretary, CODE, meeting.number, on=HELD, signed_on=HELD, scan=paper(secretary, "Notulen bertanda tangan"),
                  further=[(paper(secretary, "Daftar hadir bertanda tangan"), "Daftar hadir bertanda tangan (rekaan)")])


def _next(people: Mapping[str, Person], planned: Planned) -> None:
    """The meeting that opens with the three lines; the step of the workshop is done, so it is a coordination meeting."""
    secretary = people["sekretaris"]
    after = meetings.following(secretary, CODE, planned.number, on=HELD)
    plan = replace(queries.plan_of(after), title="Rapat koordinasi PAKET Kota Bekasi (rekaan)", starts_on=NEXT, ends_on=NEXT, starts_time=time(9), ends_time=time(11, 30), opener="", agenda=(
        rules.AgendaLine("RKTL Lokakarya III: apa yang sudah, apa yang belum", 45), rules.AgendaLine("Proposal yang masuk", 60), rules.AgendaLine("RKTL dan penutupan", 30)))
    meetings.change(secretary, CODE, after.number, on=HELD, plan=plan, region=after.region)
    meetings.invite(secretary, CODE, after.number, on=HELD)


def _slip(kind: str, **payload: Any) -> meetings.Slip:
    """The same note gets the same number whenever the example is loaded."""
    return meetings.Slip(uuid5(NAMESPACE_URL, f"{CODE}|{kind}|{sorted(payload.items())}"), kind, payload)


def _clock(day: date, hour: int) -> datetime:
    """An hour in Bekasi, seven before the clock of the world."""
    return datetime.combine(day, time(hour - 7), UTC)

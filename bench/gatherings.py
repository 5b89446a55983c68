"""A meeting of 500 people with 100 agreed lines: its page, its papers, the same meeting while it runs; and the figures across very many meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from importlib import resources
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from bench import story
from bench.filling import Filled
from bench.timing import Measure, timed
from sinergi.actors.models import Person
from sinergi.followups.models import Followup, Origin
from sinergi.meetings import documents, queries, rules
from sinergi.meetings.actions.hanging import hang
from sinergi.meetings.models import AgreedLine, AttendanceCount, Meeting, MeetingFor, Note, Planned, PlannedItem
from sinergi.programmes import actions as programmes
from sinergi.programmes.models import Undertaking

PEOPLE, LINES, ANSWERS = 500, 100, 60
MEETINGS = 5  # for each work, over three years
PAGE, DAY, CLOSING, FIGURES, PDF, WORD, FINE = 150, 200, 300, 500, 500, 500, 200
NUMBERED = 100  # the numbers of our meetings begin behind those that the acts made
GROUPS = ("Warga", "SKPD", "Kelompok peduli", "BKM/PAKEM", "Perangkat desa")


def gatherings(filled: Filled) -> Iterator[Measure]:
    """The pages through the whole stack, the papers by themselves."""
    staff, public = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    somebody = Person.objects.get(email="pokja@sinergi.example")
    staff.force_login(somebody)
    meeting = large(filled.cycle, somebody)
    page, now = f"/rapat/{filled.cycle.code}/{meeting.number}/", running(somebody)
    day = f"/rapat/{now.undertaking.code}/rencana/{now.number}/"
    yield from _pages(filled, (("meeting", "meeting page, 500 people and 100 lines", page, staff, PAGE), ("meeting_public", "the same, public", page, public, PAGE),
                               ("meetings", "list of meetings", f"/rapat/{filled.cycle.code}/", staff, PAGE),
                               ("meeting_day", "day screen, 500 people, 100 lines and 60 answers noted, 100 lines from before", f"{day}hari-ini/", staff, DAY),
                               ("meeting_closing", "closing page of the same", f"{day}tutup/", staff, CLOSING)))  # fmt: skip
    found = queries.page(filled.cycle, meeting.number, story.TODAY)
    if found is None:
        raise RuntimeError("the meeting is gone")
    turn = iter(range(10**6))

    def printed(paper: str) -> bytes:
        found.meeting.title = f"Lokakarya {next(turn)}"     # typst remembers what it drew before: each run is another paper
        return documents.pdf(paper, found, names=True)

    yield Measure("attendance_pdf", "daftar hadir with 500 names, PDF", 0, PDF, *timed(lambda: printed("daftar-hadir")))
    yield Measure("minutes_pdf", "notulen with 100 lines, PDF", 0, PDF, *timed(lambda: printed("notulen")))
    yield Measure("attendance_word", "daftar hadir with 500 names, Word", 0, WORD, *timed(lambda: documents.word("daftar-hadir", found, names=True)))


def figures(filled: Filled) -> Iterator[Measure]:
    """Who takes part, over all meetings of the land: five for each work, beside what the acts left."""
    many(filled)
    public, total = Client(SERVER_NAME="localhost"), Meeting.objects.count()
    round_, place = f"?program={filled.cycle.code}", f"?wilayah={filled.cycle.region.code}"
    yield from _pages(filled, (("figures", f"figures across {total:,} meetings", "/rapat/angka/", public, FIGURES), ("figures_round", "the same, one round", f"/rapat/angka/{round_}", public, FIGURES),
                               ("figures_place", "the same, one province", f"/rapat/angka/{place}", public, FIGURES),
                               ("figures_group", "the same, one group", "/rapat/angka/?kelompok=Warga", public, FIGURES),
                               ("figures_excel", "the same as Excel", "/rapat/angka/excel/", public, FIGURES)))  # fmt: skip


def _pages(filled: Filled, asked: Iterable[tuple[str, str, str, Client, float]]) -> Iterator[Measure]:
    for key, what, address, client, target in asked:
        cache.clear()
        if client.get(address).status_code != FINE:
            raise RuntimeError(address)
        yield Measure(key, what, filled.works, target, *timed(lambda client=client, address=address: client.get(address, headers={"accept-encoding": "gzip"})))


def running(person: Person) -> Planned:
    """The same meeting while it runs, in a round that has just begun: everything in it is a note, and as many lines from before are to be asked for."""
    made = Planned.objects.filter(title="Lokakarya berjalan").select_related("undertaking").first()
    if made is not None:
        return made
    text = (resources.files("sinergi.programmes") / "editions" / "paket-kendal-2007.toml").read_text(encoding="utf-8")
    cycle = programmes.open_cycle(person, edition_text=text, code="BALAI", title="Lokakarya", region_code="33.24", year=story.TODAY.year, on=story.TODAY)
    made = Planned.objects.create(undertaking=cycle, number=1, kind="lokakarya_pokja", title="Lokakarya berjalan", starts_on=story.TODAY, ends_on=story.TODAY, place="Aula",
                                  token=f"bench{cycle.pk}"[:20], prepared_by=person, region=cycle.region)  # fmt: skip
    PlannedItem.objects.bulk_create(PlannedItem(planned=made, number=number, title=f"Acara {number}", minutes=20) for number in range(1, 13))
    said = [("checkin", {"name": f"Peserta Ke-{number} dari Desa", "sex": ("woman", "man")[number % 2], "organisation": f"Desa {number % 23}", "group": GROUPS[number % 5]}) for number in range(PEOPLE)]
    said += [("question", {"text": f"Apa harapan Anda ke-{number}?"}) for number in range(2)]
    asked = [str(_uuid(made, PEOPLE + number)) for number in range(2)]
    said += [("answer", {"text": f"Harapan ke-{number}", "question": asked[number % 2], "to": GROUPS[number % 5], "table": number % 9 + 1}) for number in range(ANSWERS)]
    said += [("action", {"what": f"Menindaklanjuti hal ke-{number}", "who": GROUPS[number % 5], "due_on": (story.TODAY + timedelta(days=number)).isoformat()}) for number in range(LINES)]
    Followup.objects.bulk_create(Followup(undertaking=cycle, act="meetings.record", stage="", person=person, happened_on=story.TODAY, number=number, origin=Origin.MEETING,
                                          what=f"Dari rapat lalu, hal ke-{number}", who_text=GROUPS[number % 5], due_on=story.TODAY + timedelta(days=number)) for number in range(1, LINES + 1))  # fmt: skip
    now = timezone.now()
    Note.objects.bulk_create(Note(planned=made, uuid=_uuid(made, place), kind=kind, payload=payload, door=Note.Door.HOST, author=person, author_name=person.name, said_at=now)
                             for place, (kind, payload) in enumerate(said))  # fmt: skip
    return made


def _uuid(planned: Planned, place: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"{planned.uid}|{place}")


def many(filled: Filled) -> None:
    """Five meetings for each work, each with three groups, in three years."""
    if Meeting.objects.filter(undertaking__cycle=filled.cycle, number__gt=NUMBERED).exists():
        return
    somebody, kinds = Person.objects.get(email="pokja@sinergi.example"), ("lokakarya_desa", "lokakarya_konsep", "lokakarya_pokja")
    works = Undertaking.objects.filter(cycle=filled.cycle, scope="work").order_by("pk")
    rows = []
    for place, work in enumerate(works):
        for turn in range(1, MEETINGS + 1):
            day = story.TODAY - timedelta(days=(place * 7 + turn * 211) % 1095)
            women, men = (place + turn) % 17 + 3, place % 13 + 4
            rows.append(Meeting(undertaking=work, number=NUMBERED + turn, kind=kinds[turn % 3], title=f"Rembug {turn}", starts_on=day, ends_on=day, recorded_by=somebody,
                                participants=women + men + 2, women=women, men=men, poor=place % 5, disability=turn % 2, groups=[]))  # fmt: skip
    with transaction.atomic():
        made = Meeting.objects.bulk_create(rows, batch_size=2000)
        MeetingFor.objects.bulk_create((MeetingFor(meeting=each, kind=each.kind, undertaking_id=each.undertaking_id, act="meetings.record", stage="", person=somebody, happened_on=each.ends_on)
                                        for each in made), batch_size=2000)  # fmt: skip
        AttendanceCount.objects.bulk_create((count for each in made for count in (
            AttendanceCount(meeting=each, group=GROUPS[0], women=each.women - 2, men=each.men - 2, poor=each.poor, disability=each.disability),
            AttendanceCount(meeting=each, group=GROUPS[each.pk % 3 + 1], women=2, men=2), AttendanceCount(meeting=each, group=GROUPS[4], unrecorded=2))), batch_size=2000)  # fmt: skip


def large(cycle: Undertaking, person: Person) -> Meeting:
    """The meeting, written past the gate: what is measured is reading it."""
    day = story.TODAY - timedelta(days=30)
    made = Meeting.objects.filter(undertaking=cycle, title="Lokakarya besar").first()
    if made is not None:
        return made
    names = [rules.NameLine(f"Peserta Ke-{number} dari Desa", ("woman", "man")[number % 2], f"Desa {number % 23}", GROUPS[number % 5], table=number % 9 + 1) for number in range(PEOPLE)]
    talk = rules.Discussion(("Apa harapan Anda?", "Apa rencana Anda?"), tuple(rules.Answer(number % 2 + 1, number % 9 + 1, f"Harapan ke-{number}", GROUPS[number % 5]) for number in range(60)),
                            tuple(rules.Presentation(number) for number in range(1, 10)))  # fmt: skip
    met = rules.figures([], names)
    made = Meeting.objects.create(undertaking=cycle, number=9000, kind="lokakarya_konsep", title="Lokakarya besar", starts_on=day, ends_on=day, recorded_by=person, region=cycle.region,
                                  participants=met.participants, women=met.women, men=met.men, poor=0, disability=0, groups=[list(pair) for pair in met.groups])  # fmt: skip
    hang(made, rules.Sheet(title=made.title, starts_on=day, names=names, discussion=talk, agenda=[rules.AgendaLine(f"Acara {number}", 20) for number in range(12)]), ())
    stamp = {"undertaking": cycle, "act": "meetings.record", "stage": "", "person": person, "happened_on": day}
    MeetingFor.objects.create(meeting=made, kind=made.kind, **stamp)
    lines = Followup.objects.bulk_create(
        Followup(number=9000 + number, origin=Origin.MEETING, what=f"Menindaklanjuti hal ke-{number}", who_text=GROUPS[number % 5], due_on=day + timedelta(days=number), **stamp) for number in range(LINES)
    )
    AgreedLine.objects.bulk_create(AgreedLine(meeting=made, followup=line) for line in lines)
    return made

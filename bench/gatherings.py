"""A meeting of 500 people with 100 agreed lines: its page, its papers, and the figures across meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.core.cache import cache
from django.test import Client

from bench import story
from bench.filling import Filled
from bench.timing import Measure, timed
from sinergi.actors.models import Person
from sinergi.followups.models import Followup, Origin
from sinergi.meetings import documents, queries, rules
from sinergi.meetings.actions.hanging import hang
from sinergi.meetings.models import AgreedLine, Meeting, MeetingFor
from sinergi.programmes.models import Undertaking

PEOPLE, LINES = 500, 100
PAGE, PDF, WORD, FINE = 150, 500, 500, 200
GROUPS = ("Warga", "SKPD", "Kelompok peduli", "BKM/PAKEM", "Perangkat desa")


def gatherings(filled: Filled) -> Iterator[Measure]:
    """The pages through the whole stack, the papers by themselves."""
    staff, public = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    somebody = Person.objects.get(email="pokja@sinergi.example")
    staff.force_login(somebody)
    meeting = large(filled.cycle, somebody)
    page = f"/rapat/{filled.cycle.code}/{meeting.number}/"
    asked = (("meeting", "meeting page, 500 people and 100 lines", page, staff), ("meeting_public", "the same, public", page, public),
             ("meetings", "list of meetings", f"/rapat/{filled.cycle.code}/", staff),
             ("figures", "figures across meetings", f"/rapat/angka/?program={filled.cycle.code}", public))  # fmt: skip
    for key, what, address, client in asked:
        cache.clear()
        if client.get(address).status_code != FINE:
            raise RuntimeError(address)
        yield Measure(key, what, filled.works, PAGE, *timed(lambda client=client, address=address: client.get(address, headers={"accept-encoding": "gzip"})))
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

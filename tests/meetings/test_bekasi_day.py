"""Lokakarya III of Bekasi, 17 November 2009, on the true PAKET edition: prepared, held by three writers at once, closed and signed, and its RKTL chased in the next meeting."""

from dataclasses import replace
from datetime import date

import pytest

from sinergi.followups.models import Followup
from sinergi.kernel.decisions import Refused
from sinergi.meetings import actions, permissions, queries
from sinergi.meetings.models import Planned
from sinergi.meetings.rules import Invited, Plan
from sinergi.programmes.models import Cell
from sinergi.project.demo import bekasi
from sinergi.project.demo.told import BEKASI
from sinergi.project.models import DemoDay
from sinergi.regions.models import Region
from tests import make
from tests.meetings.preparing import NOW, slip
from tests.meetings.recording import scan
from tests.meetings.test_day_pages import at, closing

DAY = BEKASI.starts_on


@pytest.fixture
def office(db, settings):
    settings.DEMO = True
    return DemoDay.objects.create(pk=1, day=DAY)


@pytest.fixture
def people(kendal, office):
    """The people of the example, with their round just before the workshop: step 4 of 23 is open."""
    for code, name, level, above in (("32.75.03", "Bekasi Utara", "district", "32.75"), ("32.75.03.1002", "Perwira", "village", "32.75.03")):
        kendal[code] = Region.objects.create(code=code, name=name, level=level, parent=kendal[above], words=name.lower())
    found = bekasi.hire()
    bekasi.opened(found)
    return found


@pytest.fixture
def pokja(people):
    return people["sekretaris"]


@pytest.fixture
def pokja2(people):
    return people["anggota"]


@pytest.fixture
def planned(pokja):
    """A week before: agenda of seven items, six groups invited, 57 people expected."""
    guests = [Invited(category=line.group, expected=line.total) for line in BEKASI.counts]
    plan = Plan(BEKASI.title, DAY, place=BEKASI.place, host=BEKASI.host, opener=BEKASI.opener, level=BEKASI.level, agenda=BEKASI.agenda, invited=guests)
    made = actions.prepare(pokja, bekasi.CODE, on=date(2009, 11, 10), kind="lokakarya_konsep", plan=plan, series="Lokakarya PAKET")
    actions.invite(pokja, bekasi.CODE, made.number, on=date(2009, 11, 10))
    return Planned.objects.get()


def written(planned, pokja, pokja2):
    """The door counts, a member of the Pokja follows the agenda, a helper without an account sits with the groups."""
    helper = actions.hand_out(pokja, planned.undertaking.code, planned.number, on=DAY, label="Pencatat kelompok")
    talk = BEKASI.discussion
    questions = [slip("question", text=text) for text in talk.questions]
    phones = [
        (actions.Writer("host", person=pokja), [slip("count", group=line.group, unrecorded=line.unrecorded, **({"table": line.table} if line.table else {})) for line in BEKASI.counts]),
        (actions.Writer("host", person=pokja2), [*(slip("step", item=number) for number in range(1, 8)), *questions, *(slip("table", number=each.number, title=each.title) for each in talk.tables),
                                                *(slip("action", what=line.what, who=line.responsible.text, due_on=line.due_on.isoformat()) for line in BEKASI.actions)]),
        (actions.Writer("helper", link=helper, name="Pencatat"), [*(slip("answer", question=str(questions[each.question - 1].uuid), to=each.to, text=each.text) for each in talk.answers),
                                                                  *(slip("presentation", table=each.table, presenter=each.presenter) for each in talk.presentations)]),
    ]  # fmt: skip
    longest = max(len(slips) for _writer, slips in phones)
    for turn in range(longest):  # a note of each in turn, and every one sent twice
        for writer, slips in phones:
            for one in slips[turn : turn + 1] * 2:
                actions.write(planned, writer, [one], on=DAY, now=NOW)


def test_the_invitation_expects_57_people_in_six_groups(planned):
    found = queries.letter(planned)
    assert ([line.expected for line in found.invited], found.expected, len(found.agenda)) == ([13, 6, 5, 17, 10, 6], 57, 7)


def test_what_three_people_wrote_becomes_the_record_the_blog_tells_of(client, planned, pokja, pokja2):
    written(planned, pokja, pokja2)
    client.force_login(pokja)
    assert closing(client, planned).status_code == 302
    planned.refresh_from_db()
    kept = queries.sheet_of(planned.meeting)
    same = {"counts": BEKASI.counts, "agenda": BEKASI.agenda, "discussion": BEKASI.discussion, "place": BEKASI.place, "host": BEKASI.host, "opener": BEKASI.opener, "title": BEKASI.title}
    assert {name: getattr(kept, name) for name in same} == same
    found = queries.page(planned.undertaking, planned.meeting.number, DAY)
    assert (found.figures.participants, dict(found.figures.tables)) == (57, {1: 27, 2: 13, 3: 11, None: 6})
    assert [(line.what, line.responsible, line.due_on) for line in Followup.objects.order_by("number")] == [(line.what, line.responsible.text, line.due_on) for line in BEKASI.actions]


@pytest.fixture
def signed(client, planned, pokja, pokja2):
    """Held, closed, and its minutes signed the same day: its step is done."""
    written(planned, pokja, pokja2)
    client.force_login(pokja)
    closing(client, planned)
    planned.refresh_from_db()
    actions.sign(pokja, bekasi.CODE, planned.meeting.number, on=DAY, signed_on=DAY, scan=scan(pokja))
    assert Cell.objects.get(undertaking=planned.undertaking, stage="concept_workshop").state == "done"
    return planned


def test_the_next_meeting_opens_with_the_three_lines_and_settles_them(client, signed, pokja, office):
    assert "Siapkan rapat berikutnya" in client.get(at("planned", signed)).content.decode()
    made = client.post(at("following", signed), follow=True)
    assert "disiapkan sebagai: Rapat koordinasi" in made.content.decode()
    after = Planned.objects.get(meeting=None)
    assert (after.kind, after.starts_on, after.series.title, after.title) == ("rapat_koordinasi", date(2009, 12, 15), "Lokakarya PAKET", "Lokakarya PAKET")
    assert [(row.title, row.minutes, row.speaker) for row in after.agenda.all()] == [(row.title, None, "") for row in signed.agenda.all()]
    assert [each.what for each in queries.unfinished(after, DAY)] == [line.what for line in BEKASI.actions]
    office.day = after.starts_on
    office.save()
    lines = list(Followup.objects.order_by("number"))
    answers = [slip("followup", followup=line.pk, status="done", note="Terlaksana") for line in lines[:2]]
    answers.append(slip("followup", followup=lines[2].pk, status="cancelled", note="Digabung dengan rapat Tahap III"))
    actions.write(after, actions.Writer("host", person=pokja), [slip("checkin", name="Sunandar"), *answers], on=after.starts_on, now=NOW)
    assert closing(client, after).status_code == 302
    assert list(queries.unfinished(after, after.starts_on)) == []
    third = actions.following(pokja, bekasi.CODE, after.number, on=after.starts_on)
    assert (third.kind, third.series_id, third.starts_on) == ("rapat_koordinasi", signed.series_id, date(2010, 1, 19))


def test_a_workshop_prepared_before_its_step_was_done_is_still_held_and_kept(client, planned, pokja, pokja2):
    second = actions.prepare(pokja, bekasi.CODE, on=date(2009, 11, 10), kind="lokakarya_konsep", plan=Plan("Lokakarya III, hari kedua", DAY, place=BEKASI.place))
    written(planned, pokja, pokja2)
    client.force_login(pokja)
    closing(client, planned)
    planned.refresh_from_db()
    actions.sign(pokja, bekasi.CODE, planned.meeting.number, on=DAY, signed_on=DAY, scan=scan(pokja))
    actions.write(second, actions.Writer("host", person=pokja), [slip("checkin", name="Sunandar")], on=DAY, now=NOW)
    assert closing(client, second).status_code == 302
    with pytest.raises(Refused) as refused:  # a new one of a step that is done is not begun
        actions.prepare(pokja, bekasi.CODE, on=DAY, kind="lokakarya_konsep", plan=Plan("Lokakarya IV", DAY, place=BEKASI.place))
    assert refused.value.decision.code == "gate.done"


def test_each_line_of_the_plan_is_a_meeting_that_can_be_prepared(signed, pokja):
    kinds = dict(permissions.kinds_here(pokja, signed.undertaking, DAY, preparing=True))
    assert kinds["anytime"] == ["rapat_koordinasi", "rapat_pokja", "pertemuan", "fgd"]
    for line in BEKASI.actions:
        made = actions.prepare(pokja, bekasi.CODE, on=DAY, kind="pertemuan", plan=Plan(line.what, line.due_on, place=BEKASI.place))
        assert made.title == line.what


def test_a_closed_workshop_is_corrected_like_any_other(client, planned, pokja, pokja2):
    written(planned, pokja, pokja2)
    client.force_login(pokja)
    closing(client, planned)
    planned.refresh_from_db()
    sheet = replace(queries.sheet_of(planned.meeting), minutes="Dibuka Kepala Satker.")
    fixed = actions.correct(pokja, planned.undertaking.code, planned.meeting.number, on=DAY, reason="Notulen dilengkapi", sheet=sheet)
    assert (fixed.version, fixed.participants, queries.page(planned.undertaking, fixed.number, make.today).meeting.minutes) == (2, 57, "Dibuka Kepala Satker.")

"""The notes of a running meeting, and its closing: nothing lost, nothing twice, nobody overwritten."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Count

from sinergi.followups import actions as followups
from sinergi.followups import queries as followup_queries
from sinergi.followups.models import Followup, Report
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Refused
from sinergi.meetings import actions, queries, rules
from sinergi.meetings.models import Meeting, Note, Planned
from sinergi.meetings.rules import ActionLine, Sheet
from tests import make
from tests.meetings.preparing import NOW, held_today, slip, write
from tests.meetings.recording import held, stage


@pytest.fixture
def site(kendal):
    return stage()


@pytest.fixture
def planned(bkm, site):
    return held_today(bkm, site)


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.decision.code


def sheet(planned, **more):
    now = queries.now(planned)
    given = {"title": planned.title, "starts_on": planned.starts_on, "place": planned.place, "counts": rules.count_lines(now.picture.counts), "names": [rules.name_line(each) for each in now.picture.people]}
    return Sheet(**{**given, **more})


def test_the_same_slip_twice_is_one_note(bkm, planned):
    one = slip("checkin", name="Siti")
    assert write(planned, bkm, one) == [str(one.uuid)]
    assert write(planned, bkm, one) == [str(one.uuid)]
    assert [(note.payload, note.author_name, note.door) for note in Note.objects.all()] == [({"name": "Siti"}, "Slamet Riyadi", "host")]


def test_the_clock_of_a_phone_is_believed_within_reason(bkm, planned):
    write(planned, bkm, slip("point", text="a", at=NOW - timedelta(hours=2)), slip("point", text="b", at=NOW + timedelta(days=1)), slip("point", text="c", at=NOW - timedelta(days=30)))
    assert list(Note.objects.values_list("said_at", flat=True)) == [NOW - timedelta(hours=2), NOW, NOW]


def test_a_helper_writes_without_an_account_and_corrects_only_what_came_through_the_link(bkm, site, planned):
    link = actions.hand_out(bkm, site.code, 1, on=make.today, label="Kelompok 1", table=1)
    other = actions.hand_out(bkm, site.code, 1, on=make.today, label="Kelompok 2")
    own = slip("answer", text="Sosialisasi", to="SKPD")
    write(planned, None, own, door="helper", link=link, name="Tini")
    write(planned, None, slip("answer", text="Sosialisasi program", to="SKPD", replaces=own.uuid), door="helper", link=link, name="Tini")
    assert refused(lambda: write(planned, None, slip("strike", replaces=own.uuid), door="helper", link=other, name="Joko")) == "meetings.not_yours_to_correct"
    assert [each.get("text") for each in queries.now(planned).picture.answers] == ["Sosialisasi program"]
    write(planned, bkm, slip("strike", replaces=own.uuid))
    assert list(queries.now(planned).picture.answers) == []


def test_a_link_that_was_taken_back_opens_nothing(bkm, site, planned):
    link = actions.hand_out(bkm, site.code, 1, on=make.today)
    assert queries.by_link(link.token) == link
    actions.take_in(bkm, site.code, 1, link.pk, on=make.today)
    assert queries.by_link(link.token) is None


@pytest.mark.parametrize(("slips", "code"), [([slip("decision", text="x")], "meetings.door_only"), ([slip("checkin", name="Siti", replaces=uuid4())], "meetings.door_only")])
def test_at_the_door_one_only_signs_in(planned, slips, code):
    assert refused(lambda: write(planned, None, *slips, door="self", name="Siti")) == code


def test_strangers_and_unknown_kinds_are_refused(bkm, stranger, planned):
    assert refused(lambda: write(planned, stranger, slip("point", text="x"))) == "meetings.not_yours_to_write"
    assert refused(lambda: write(planned, bkm, slip("lagu", text="x"))) == "meetings.note_unknown"
    assert Note.objects.count() == 0


def test_closing_makes_a_record_with_everything_and_only_once(bkm, site, planned):
    write(planned, bkm, slip("checkin", name="Siti", sex="woman", group="Warga"), slip("count", group="SKPD", men=3), slip("decision", text="Talud dulu"))
    more = {"decisions": ["Talud dulu"], "actions": [ActionLine("Ukur talud", Responsible(text="BKM"), make.today, output="Gambar", fund_source="Swadaya")]}
    meeting = actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned, **more), read=queries.version(planned))
    assert (meeting.participants, meeting.women, meeting.men, meeting.kind) == (4, 1, 3, "rembug")
    assert [(line.what, line.output, line.fund_source) for line in Followup.objects.all()] == [("Ukur talud", "Gambar", "Swadaya")]
    planned.refresh_from_db()
    assert planned.meeting == meeting
    assert refused(lambda: actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned))) == "meetings.notes_closed"
    assert refused(lambda: write(planned, bkm, slip("point", text="terlambat"))) == "meetings.notes_closed"
    assert (Meeting.objects.count(), Note.objects.count()) == (1, 3)


def test_what_came_in_while_one_was_reading_is_looked_at_first(bkm, site, planned):
    write(planned, bkm, slip("checkin", name="Siti"))
    read = queries.version(planned)
    write(planned, bkm, slip("decision", text="baru"))
    assert refused(lambda: actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned), read=read)) == "meetings.notes_since"
    assert Meeting.objects.count() == 0


def test_the_meeting_opens_with_what_is_unfinished_and_takes_the_answers_down(bkm, kendal):
    """RKTL of the meeting before: one done, one still running; the third is not asked."""
    site = stage("times = 2")
    planned = held_today(bkm, site)
    before = held(bkm, site, title="Rembug bulan lalu", actions=[ActionLine(what, Responsible(text="Ketua BKM"), make.today) for what in ("Ukur", "Gambar", "Belanja")])
    lines = [line.followup for line in before.agreed.select_related("followup")]
    assert [each.what for each in queries.unfinished(planned, make.today)] == ["Ukur", "Gambar", "Belanja"]
    write(planned, bkm, slip("checkin", name="Siti"), slip("followup", followup=lines[0].pk, status="done", note="Sudah diukur"),
          slip("followup", followup=lines[1].pk, status="running", note="Separuh"))  # fmt: skip
    actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned))
    assert list(Report.objects.order_by("pk").values_list("followup", "status", "note")) == [(lines[0].pk, "done", "Sudah diukur"), (lines[1].pk, "running", "Separuh")]
    assert [each.what for each in followup_queries.unfinished([site], make.today)] == ["Gambar", "Belanja"]


def test_a_line_settled_or_withdrawn_meanwhile_does_not_hold_the_meeting_up(bkm, kendal):
    """Its answer is passed over and named; the others are put down."""
    site = stage("times = 2")
    planned = held_today(bkm, site)
    before = held(bkm, site, title="Rembug bulan lalu", actions=[ActionLine(what, Responsible(text="Ketua BKM"), make.today) for what in ("Ukur", "Gambar", "Belanja")])
    done, gone, runs = (line.followup for line in before.agreed.select_related("followup").order_by("pk"))
    write(planned, bkm, slip("checkin", name="Siti"), *(slip("followup", followup=line.pk, status="running", note="Separuh") for line in (done, gone, runs)))
    followups.report(bkm, site.code, done.pk, on=make.today, happened_on=make.today, status="done", note="Sudah diukur")
    Followup.objects.filter(pk=gone.pk).update(ended_on=make.today, end_reason="Tidak jadi")
    meeting = actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned))
    assert [(line.what, why.code) for line, why in meeting.passed_over] == [("Ukur", "followups.already_settled"), ("Gambar", "followups.withdrawn")]
    assert list(Report.objects.filter(note="Separuh").values_list("followup", flat=True)) == [runs.pk]


def test_nothing_is_closed_when_the_record_is_refused(bkm, site, planned):
    assert refused(lambda: actions.close(bkm, site.code, 1, on=make.today, sheet=sheet(planned))) == "meetings.nobody"
    planned.refresh_from_db()
    assert planned.is_open


def test_only_who_may_host_closes(bkm, faskel, site, planned):
    write(planned, faskel, slip("checkin", name="Siti"))
    assert refused(lambda: actions.close(faskel, site.code, 1, on=make.today, sheet=sheet(planned))) == "gate.role"


def test_a_picture_takes_two_queries_however_many_notes(bkm, planned, django_assert_num_queries):
    for many in (1, 30):
        write(planned, bkm, *[slip("checkin", name=f"Orang {place}") for place in range(many)])
        again = Planned.objects.select_related("undertaking__region").get()
        with django_assert_num_queries(3):  # notes, agenda, version
            queries.now(again)


@pytest.mark.django_db(transaction=True)
def test_three_phones_at_once_lose_nothing(kendal, bkm):
    """Each phone sends its notes twice, all at the same moment; on PostgreSQL truly at once, on SQLite one after the other."""
    planned = held_today(bkm, stage())
    slips = [[slip("checkin", name=f"Orang {phone}-{place}") for place in range(10)] for phone in range(3)]
    ready, wrong = threading.Barrier(3), []

    def phone(mine):
        try:
            ready.wait()
            for one in [*mine, *mine]:
                write(planned, bkm, one)
        except Exception as error:  # noqa: BLE001 -- whatever it was, the test must see it
            wrong.append(error)
        finally:
            connection.close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        for mine in slips:  # one connection only: in turns
            for one in [*mine, *mine]:
                write(planned, bkm, one)
    else:
        phones = [threading.Thread(target=phone, args=(mine,)) for mine in slips]
        [each.start() for each in phones]
        [each.join() for each in phones]
    assert wrong == []
    assert Note.objects.values("uuid").annotate(many=Count("pk")).filter(many=1).count() == 30
    assert queries.now(planned).figures.participants == 30

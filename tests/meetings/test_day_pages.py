"""The pages before a meeting and on its day: with and without scripts, for everybody who may open them."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from sinergi.followups import actions as followups
from sinergi.followups.models import Followup, Report
from sinergi.followups.rules import Responsible
from sinergi.meetings import actions, invitations, queries
from sinergi.meetings.models import CalendarLink, Meeting, Note, Planned, Told, WritingLink
from sinergi.meetings.rules import ActionLine, Invited
from sinergi.project.models import DemoDay
from tests import make
from tests.meetings.preparing import NOW, held_today, prepared, slip, write
from tests.meetings.recording import held, stage
from tests.meetings.test_pages import text


@pytest.fixture(autouse=True)
def _today(db, settings):
    """The office's day, set as the demo sets it."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return stage("times = 2")


@pytest.fixture
def planned(bkm, site):
    return held_today(bkm, site)


def at(name, one, *more):
    return reverse(f"meetings:{name}", args=[one.undertaking.code, one.number, *more])


def form(**changes):
    """The form of a plan as a browser sends it."""
    given = {"agenda-TOTAL_FORMS": "2", "agenda-INITIAL_FORMS": "0", "invited-TOTAL_FORMS": "2", "invited-INITIAL_FORMS": "0", "rencana-kind": "rembug",
             "rencana-title": "Rembug warga", "rencana-starts_on": "2007-06-05", "rencana-starts_time": "09.00", "rencana-mode": "offline", "rencana-place": "Balai desa",
             "rencana-is_public": "on", "agenda-0-title": "Pembukaan", "agenda-0-minutes": "5", "invited-0-who": "pokja_paket (semua)", "invited-1-who": "Warga RW 03",
             "invited-1-expected": "40"}  # fmt: skip
    return given | {name if "-" in name else f"rencana-{name}": value for name, value in changes.items()}


def sent(client, address, *notes):
    """Notes as a phone sends them."""
    response = client.post(address, json.dumps({"notes": list(notes)}), content_type="application/json")
    return response.status_code, response.json()


def note(kind, **fields):
    outside = {name: fields.pop(name) for name in ("uuid", "replaces", "at", "by") if name in fields}
    return {"uuid": str(uuid4()), "kind": kind, "fields": fields, **outside}


def test_a_meeting_is_prepared_sent_and_answered_in_the_browser(client, bkm, pokja, site, django_capture_on_commit_callbacks):
    client.force_login(bkm)
    address = reverse("meetings:prepare", args=[site.code])
    assert client.get(address, {"kind": "rembug"}).status_code == 200
    made = client.post(address, form())
    one = Planned.objects.get()
    assert (made.status_code, made.url) == (302, at("planned", one))
    assert queries.plan_of(one).invited == [Invited(role="pokja_paket"), Invited(category="Warga RW 03", expected=40)]
    assert "Baru rencana" in text(client.get(at("planned", one)))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("invite", one))
    assert [message.to for message in mail.outbox] == [[pokja.email]]
    reply = next(line for line in mail.outbox[0].body.splitlines() if "/rapat/balas/" in line)
    client.logout()
    path = "/rapat/balas/" + reply.partition("/rapat/balas/")[2]
    assert "apakah Anda akan hadir?" in text(client.get(path))
    client.post(path, {"coming": "yes"})
    assert Told.objects.get().coming == "yes"
    client.force_login(bkm)
    assert "1 akan hadir" in text(client.get(at("planned", one)))


def test_the_bare_name_of_one_person_of_the_list_invites_that_person(client, bkm, site):
    tutik = make.person(name="Tutik Suryani", role="pokja_paket")
    client.force_login(bkm)
    client.post(reverse("meetings:prepare", args=[site.code]), form(**{"invited-0-who": "tutik  suryani"}))
    one = Planned.objects.get()
    assert queries.plan_of(one).invited == [Invited(person_id=tutik.pk), Invited(category="Warga RW 03", expected=40)]
    assert (tutik in queries.guests(one, make.today), "Tutik Suryani" in queries.groups_of(one)) == (True, False)
    assert "Tidak dikirimi undangan, karena hanya tertulis nama atau kelompoknya: Warga RW 03." in text(client.get(at("planned", one)))


def test_a_name_that_several_bear_is_asked_back(client, bkm, site):
    for _each in range(2):
        make.person(name="Tutik Suryani", role="pokja_paket")
    make.person(name="Tutik Suryani", role="satker")
    client.force_login(bkm)
    asked = reverse("meetings:prepare", args=[site.code])
    page = text(client.post(asked, form(**{"invited-0-who": "Tutik Suryani"})))
    assert ("Ada beberapa orang bernama ini: Tutik Suryani, " in page, Planned.objects.count()) == (True, 0)
    assert client.post(asked, form(**{"invited-0-who": "Tutik Suryani", "invited-0-email": "tutik@dinas.example"})).status_code == 302  # with an address it is a guest without an account
    assert queries.plan_of(Planned.objects.get()).invited[0] == Invited(category="Tutik Suryani", email="tutik@dinas.example")


def test_more_rows_are_asked_for_without_losing_a_word(client, bkm, site):
    client.force_login(bkm)
    page = text(client.post(reverse("meetings:prepare", args=[site.code]), form() | {"tambah": "agenda"}))
    assert ('name="agenda-4-title"' in page, "Warga RW 03" in page, Planned.objects.count()) == (True, True, 0)


def test_a_wrong_plan_is_asked_again_with_its_reason(client, bkm, site):
    client.force_login(bkm)
    page = text(client.post(reverse("meetings:prepare", args=[site.code]), form(starts_on="2007-05-05")))
    assert ("Tanggal itu sudah lewat" in page, "Warga RW 03" in page, Planned.objects.count()) == (True, True, 0)


def test_it_is_changed_and_an_old_page_is_noticed(client, bkm, planned):
    client.force_login(bkm)
    page = text(client.get(at("change", planned)))
    assert 'value="bkm (semua)"' in page
    changed = form(place="Aula kecamatan", starts_on="2007-06-06")
    assert client.post(at("change", planned), {**changed, "rencana-version": "0"}).status_code == 302
    assert "Orang lain sudah mengubah" in text(client.post(at("change", planned), {**changed, "rencana-version": "0"}))
    planned.refresh_from_db()
    assert (planned.place, planned.starts_on, planned.sequence) == ("Aula kecamatan", date(2007, 6, 6), 1)


def test_a_draft_and_a_closed_meeting_are_hidden_from_the_public(client, bkm, stranger, site):
    draft = prepared(bkm, site)
    closed = prepared(bkm, site, title="Tertutup", is_public=False)
    actions.invite(bkm, site.code, closed.number, on=make.today) if queries.guests(closed, make.today) else None
    for person in (None, stranger):
        if person:
            client.force_login(person)
        assert [client.get(at("planned", one)).status_code for one in (draft, closed)] == [404, 404]


def test_the_public_sees_no_names_no_link_and_no_answers(client, bkm, pokja, site):
    one = prepared(bkm, site, mode="hybrid", link="https://meet.example/rahasia", moderator="Ibu Sri Wahyuni", invited=[Invited(person_id=pokja.pk)])
    actions.invite(bkm, site.code, one.number, on=make.today)
    page = text(client.get(at("planned", one)))
    assert [word in page for word in ("Rembug warga", "rahasia", "Sri Wahyuni", "Bambang Setiawan")] == [True, False, False, False]
    assert "rahasia" not in text(client.get(at("event", one)))


def test_the_list_of_meetings_to_come_is_narrowed(client, bkm, pokja, site):
    first = prepared(bkm, site, title="Rembug pertama", invited=[Invited(role="pokja_paket")])
    later = prepared(bkm, site, title="Rembug kedua", starts_on=date(2007, 7, 20), invited=[Invited(role="pokja_paket")])
    for one in (first, later):
        actions.invite(bkm, site.code, one.number, on=make.today)
    address = reverse("meetings:coming")
    found = {query: ["Rembug pertama" in (page := text(client.get(f"{address}?{query}"))), "Rembug kedua" in page]
             for query in ("", "waktu=pekan", "cari=kedua", "jenis=rembug", "jenis=tidak-ada", f"tahap={site.cycle.code}", "waktu=lain&milik=saya")}  # fmt: skip
    assert found == {"": [True, True], "waktu=pekan": [True, False], "cari=kedua": [False, True], "jenis=rembug": [True, True], "jenis=tidak-ada": [False, False],
                     f"tahap={site.cycle.code}": [True, True], "waktu=lain&milik=saya": [True, True]}  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(client, bkm, site, django_assert_num_queries, many):
    for place in range(many):
        one = prepared(bkm, site, title=f"Rembug {place}")
        actions.invite(bkm, site.code, one.number, on=make.today)
    client.get(reverse("meetings:coming"))
    with django_assert_num_queries(8):
        client.get(reverse("meetings:coming"))


def test_the_invitation_is_a_letter_on_paper(client, bkm, planned):
    client.force_login(bkm)
    response = client.get(at("letter", planned))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_letter_bears_the_day_it_was_sent_and_the_name_of_whoever_signs_it(bkm, site):
    drafted = prepared(bkm, site, opener="Camat Weleri")
    unsigned, on = invitations.facts(queries.letter(drafted), names=True, today=make.today), date(2007, 6, 3)
    assert (unsigned["place_day"], unsigned["signatures"][0]["name"]) == ("Sambongsari, 1 Juni 2007", "")  # whoever opens the meeting signs nothing
    signed = prepared(bkm, site, signer="Ketua BKM, Slamet Riyadi")
    actions.invite(bkm, site.code, signed.number, on=on)
    signed.refresh_from_db()
    found = queries.letter(signed)
    assert (invitations.facts(found, names=True, today=make.today)["place_day"], invitations.facts(found, names=True)["signatures"][0]["name"],
            invitations.facts(found, names=False)["signatures"][0]["name"]) == ("Sambongsari, 3 Juni 2007", "Ketua BKM, Slamet Riyadi", "")  # fmt: skip


def test_calendars_hold_meetings_and_promises(client, bkm, pokja, site):
    held(bkm, site, title="Dulu", actions=[ActionLine("Ukur talud", Responsible(person_id=pokja.pk), date(2007, 6, 9))])
    one = prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    actions.invite(bkm, site.code, one.number, on=make.today)
    client.force_login(pokja)
    client.post(reverse("meetings:calendar"), {"apa": "baru"})
    token = CalendarLink.objects.get().token
    assert token in text(client.get(reverse("meetings:calendar")))
    client.logout()
    events = Calendar.from_ical(client.get(reverse("meetings:feed", args=[token])).content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Rembug warga", "Tenggat: Ukur talud"]
    assert client.get(reverse("meetings:feed", args=["salah"])).status_code == 404
    events = Calendar.from_ical(client.get(reverse("meetings:round_feed", args=[site.cycle.code])).content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Rembug warga"]


def test_signing_in_at_the_door_without_scripts_counts_once(client, planned):
    address = reverse("meetings:door", args=[planned.token])
    page = client.get(address)
    device = page.context["form"]["device"].value()
    given = {"kind": "checkin", "name": "Siti Mulyani", "sex": "woman", "organisation": "RW 03", "poor": "on", "device": device}
    for _press in range(2):
        assert client.post(address, given).url == f"{address}?hadir=1"
    assert "Anda tercatat hadir" in text(client.get(f"{address}?hadir=1"))
    assert [(row.payload, row.door) for row in Note.objects.all()] == [({"name": "Siti Mulyani", "sex": "woman", "organisation": "RW 03", "poor": True}, "self")]
    client.post(address, {**given, "name": "Budi"})  # a neighbour without a phone
    assert Note.objects.count() == 2


def test_the_door_opens_on_the_day_and_says_what_is_missing(client, bkm, site, planned):
    later = prepared(bkm, site)
    assert "Daftar hadir dibuka" in text(client.get(reverse("meetings:door", args=[later.token])))
    assert Note.objects.count() == 0
    client.post(reverse("meetings:door", args=[later.token]), {"kind": "checkin", "name": "Siti"})
    assert Note.objects.count() == 0
    assert "perlu diisi" in text(client.post(reverse("meetings:door", args=[planned.token]), {"kind": "checkin", "name": " "}))
    assert client.get(reverse("meetings:door", args=["tidakada"])).status_code == 404


def test_phones_send_what_they_kept_and_hear_of_each_note(client, bkm, planned):
    client.force_login(bkm)
    good, double, bad = note("action", what="Ukur talud", due_on="2007-06-09"), note("point", text="Setuju"), note("count", group="Warga")
    status, answer = sent(client, at("send", planned), good, double, double, bad, note("lagu", text="x"), {"uuid": "bukan-uuid", "kind": "point", "fields": {"text": "x"}})
    assert (status, answer["kept"]) == (200, [good["uuid"], double["uuid"], double["uuid"]])
    assert [one["uuid"] == bad["uuid"] for one in answer["refused"]] == [True, False, False]
    assert sorted(Note.objects.values_list("kind", flat=True)) == ["action", "point"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"notes": 3}', b'{"notes": [3, null]}', b'{"notes": [{"uuid": {}, "kind": [], "fields": 7}]}'])
def test_rubbish_from_a_phone_changes_nothing(client, bkm, planned, body):
    client.force_login(bkm)
    assert client.post(at("send", planned), body, content_type="application/json").status_code == 200
    assert Note.objects.count() == 0


def test_the_screen_works_without_scripts(client, bkm, planned):
    client.force_login(bkm)
    assert client.get(at("today", planned)).status_code == 200
    response = client.post(at("send", planned), {"kind": "decision", "text": "Talud dulu"})
    assert response.url == f"{at('today', planned)}#decision"
    one = Note.objects.get()
    assert "Talud dulu" in text(client.get(at("today", planned)))
    assert "Talud dulu" in text(client.get(at("today", planned), {"perbaiki": str(one.uuid)}))
    client.post(at("send", planned), {"kind": "decision", "text": "Jalan dulu", "replaces": str(one.uuid)})
    client.post(at("send", planned), {"kind": "step", "item": "2"})
    page = text(client.get(at("today", planned)))
    assert ["Jalan dulu" in page, "Talud dulu" in page, 'aria-current="step"' in page] == [True, False, True]
    assert "perlu diisi" in text(client.post(at("send", planned), {"kind": "point", "text": ""}))


def test_live_parts_are_sent_only_when_something_is_new(client, bkm, planned):
    client.force_login(bkm)
    asked = {"HTTP_HX_REQUEST": "true"}
    version = queries.version(planned)
    assert client.get(at("today", planned), {"v": version}, **asked).status_code == 204
    write(planned, bkm, slip("decision", text="Talud dulu"))
    page = client.get(at("today", planned), {"v": version}, **asked)
    assert (page.status_code, "Talud dulu" in text(page), "<html" in text(page)) == (200, True, False)


def test_whoever_has_the_writing_link_writes_and_nothing_else(client, bkm, pokja, site, planned):
    client.force_login(bkm)
    client.post(at("hand_out", planned), {"label": "Kelompok 1", "table": "1"})
    link = WritingLink.objects.get()
    assert link.token in text(client.get(at("today", planned)))
    assert "Bambang Setiawan" in text(client.get(at("today", planned)))
    client.logout()
    address = reverse("meetings:helper", args=[link.token])
    write(planned, bkm, slip("checkin", name="Siti Mulyani"))
    write(planned, None, slip("checkin", name="Siti Mulyani"), door="self", name="Siti Mulyani")  # at the door one writes oneself
    assert ["Siti Mulyani" in (page := text(client.get(address))), "S•••" in page] == [False, True]
    assert "Bambang Setiawan" not in text(client.get(address))      # who holds an office here is no outsider's business
    Note.objects.all().delete()
    one = note("answer", text="Lebih sering bertemu", to="SKPD", table="1", by="Tini")
    assert sent(client, reverse("meetings:helper_send", args=[link.token]), one)[1]["kept"] == [one["uuid"]]
    unnamed = client.post(reverse("meetings:helper_send", args=[link.token]), {"kind": "question", "text": "Tanpa nama?"})
    assert ("Tulis dulu nama Anda" in text(unnamed), "Tanpa nama?" in text(unnamed), Note.objects.filter(kind="question").count()) == (True, True, 0)
    client.post(reverse("meetings:helper_send", args=[link.token]), {"penulis": "Tini"})
    client.post(reverse("meetings:helper_send", args=[link.token]), {"kind": "question", "text": "Harapan?"})
    assert list(Note.objects.order_by("pk").values_list("kind", "author_name", "link")) == [("answer", "Tini", link.pk), ("question", "Tini", link.pk)]
    assert client.get(at("close", planned)).status_code == 302
    client.force_login(bkm)
    client.post(at("take_in", planned, link.pk))
    client.logout()
    assert client.get(address).status_code == 404
    assert client.post(reverse("meetings:helper_send", args=[link.token]), {"kind": "point", "text": "x"}).status_code == 404


def test_the_wall_shows_counts_agenda_and_rktl_without_names_of_participants(client, bkm, planned):
    write(planned, bkm, slip("checkin", name="Siti Mulyani", sex="woman", group="Warga"), slip("step", item=2), slip("action", what="Ukur talud", who="Ketua BKM"))
    page = text(client.get(reverse("meetings:screen", args=[planned.token])))
    assert [word in page for word in ("Pembahasan", "Ukur talud", "Ketua BKM", "Siti")] == [True, True, True, False]
    assert client.get(reverse("meetings:screen", args=[planned.token]), {"v": queries.version(planned)}, HTTP_HX_REQUEST="true").status_code == 204


def test_a_guest_invited_by_name_is_ticked_like_the_others(client, bkm, pokja, site):
    """By the name on the invitation, until somebody of that name is there; a body with an address is nobody in particular."""
    one = held_today(bkm, site, invited=[Invited(person_id=pokja.pk), Invited(category="Lurah Perwira", email="lurah@contoh.go.id"), Invited(category="Warga RW 03", expected=40)])
    client.force_login(bkm)
    seen = [[guest["name"] for guest in client.get(at("today", one)).context["guests"]]]
    write(one, bkm, slip("checkin", name="Lurah Perwira"))
    seen.append([guest["name"] for guest in client.get(at("today", one)).context["guests"]])
    assert seen == [[pokja.name, "Lurah Perwira"], [pokja.name]]


def test_the_day_of_an_rktl_line_is_read_by_everybody_in_the_hall(client, bkm, planned):
    client.force_login(bkm)
    assert sent(client, at("send", planned), note("action", what="Ukur talud", who="Ketua BKM", due_on="2007-06-09"))[0] == 200
    pages = [at("today", planned), reverse("meetings:screen", args=[planned.token])]
    assert ["9 Juni 2007" in text(client.get(address)) for address in pages] == [True, True]


def test_the_worker_is_a_script_within_its_reach(client):
    response = client.get("/rapat/pekerja.js")
    assert (response["Content-Type"].split(";")[0], "no-cache" in response["Cache-Control"]) == ("text/javascript", True)


def closing(client, planned, **changes):
    """The page of closing as the browser sends it back, unchanged but for ``changes``."""
    page = client.get(at("close", planned))
    given = {}
    for one in page.context["record"].forms:
        for bound in one:
            if (value := bound.value()) is not False and value not in (None, ""):
                given[bound.html_name] = value
    for each in page.context["record"].sets.values():
        given |= {f"{each.prefix}-TOTAL_FORMS": each.total_form_count(), f"{each.prefix}-INITIAL_FORMS": 0}
    given["dibaca"] = page.context["read"]
    return client.post(at("close", planned), given | changes)


def test_closing_in_the_browser_takes_everything_along(client, bkm, site, planned):
    before = held(bkm, site, title="Bulan lalu", actions=[ActionLine("Ukur", Responsible(text="Ketua BKM"), date(2007, 5, 30))])
    line = before.agreed.get().followup
    question = slip("question", text="Harapan Anda?")
    write(planned, bkm, slip("checkin", name="Siti Mulyani", sex="woman"), slip("count", group="SKPD", men=3, table=1), slip("point", text="Dibuka kepala desa", item=1),
          question, slip("answer", question=str(question.uuid), table=1, to="Pemkot", text="Dana pendamping"), slip("presentation", table=1, presenter="PJOK"),
          slip("decision", text="Talud dulu"), slip("action", what="Belanja batu", who="Ketua BKM", due_on="2007-06-20", output="Batu di tempat", fund_source="Swadaya"),
          slip("followup", followup=line.pk, status="done", note="Sudah"))  # fmt: skip
    client.force_login(bkm)
    response = closing(client, planned)
    meeting = Meeting.objects.latest("pk")
    assert (response.status_code, response.url) == (302, reverse("meetings:show", args=[site.code, meeting.number]))
    assert (meeting.participants, meeting.women, meeting.minutes) == (4, 1, "1. Pembukaan\n- Dibuka kepala desa\n\nTindak lanjut rapat sebelumnya\n- Ukur: Sudah")
    assert [(each.question.number, each.table, each.to, each.text) for each in meeting.answers.all()] == [(1, 1, "Pemkot", "Dana pendamping")]
    assert [(each.what, each.output, each.due_on) for each in Followup.objects.filter(what="Belanja batu")] == [("Belanja batu", "Batu di tempat", date(2007, 6, 20))]
    assert (Report.objects.get().status, [each.name for each in meeting.attendees.all()]) == ("done", ["Siti Mulyani"])
    assert client.get(at("close", planned)).status_code == 409
    assert "sudah ditutup" in text(client.get(at("today", planned)))
    assert sent(client, at("send", planned), note("point", text="x"))[1]["kept"] == []


def test_closing_names_the_line_whose_answer_came_too_late_and_keeps_the_note(client, bkm, site, planned):
    before = held(bkm, site, title="Bulan lalu", actions=[ActionLine("Ukur", Responsible(text="Ketua BKM"), date(2007, 5, 30))])
    line = before.agreed.get().followup
    write(planned, bkm, slip("checkin", name="Siti"), slip("followup", followup=line.pk, status="running", note="Baru separuh"))
    followups.report(bkm, site.code, line.pk, on=make.today, happened_on=make.today, status="done", note="Sudah diukur")
    client.force_login(bkm)
    page = text(client.get(closing(client, planned).url))
    assert (f"{site.code} nomor {line.number} (Ukur)" in page, "sudah ditutup" in page) == (True, True)
    assert "Ukur: Baru separuh" in Meeting.objects.latest("pk").minutes


def test_an_rktl_without_who_and_when_is_asked_for_before_closing(client, bkm, planned):
    write(planned, bkm, slip("checkin", name="Siti"), slip("action", what="Belanja batu"))
    client.force_login(bkm)
    page = text(closing(client, planned))
    assert ("Tulis siapa penanggung jawabnya." in page, Meeting.objects.count()) == (True, 0)


def test_notes_that_came_meanwhile_are_pointed_at_once(client, bkm, planned):
    write(planned, bkm, slip("checkin", name="Siti"))
    client.force_login(bkm)
    page = text(closing(client, planned, dibaca="0-0-0"))
    assert ("Ada catatan baru" in page, Meeting.objects.count()) == (True, 0)
    assert closing(client, planned).status_code == 302


def test_what_was_noted_while_closing_is_shown_and_joins_what_was_typed(client, bkm, planned):
    asked = slip("question", text="Apa kendalanya?")
    write(planned, bkm, slip("checkin", name="Siti"), asked, slip("decision", text="Talud dulu"))
    client.force_login(bkm)
    read = client.get(at("close", planned)).context["read"]
    write(planned, bkm, slip("decision", text="Rapat lagi Senin"), slip("action", what="Belanja batu", who="Ketua BKM", due_on="2007-06-20"),
          slip("answer", question=str(asked.uuid), text="Batu mahal"), slip("point", text="Ditutup doa"))  # fmt: skip
    old = {"dibaca": read, "decisions-0-text": "Talud RT 01 dulu", "decisions-TOTAL_FORMS": "1", "actions-TOTAL_FORMS": "0", "answers-TOTAL_FORMS": "0", "rapat-minutes": "Dibuka."}
    refused = closing(client, planned, **old)
    page = text(refused)
    assert [word in page for word in ("Dicatat sejak halaman ini dibuka", "Rapat lagi Senin", "Belanja batu", "Talud RT 01 dulu")] == [True] * 4
    assert (Meeting.objects.count(), refused.context["since"]) == (0, read)
    joined = closing(client, planned, **old, sejak=read, tambah="catatan")
    record = joined.context["record"]
    assert [row.initial.get("text") for row in record.sets["decisions"] if row.initial] == ["Talud RT 01 dulu", "Rapat lagi Senin"]
    assert [(row.initial["what"], row.initial["due_on"]) for row in record.sets["actions"] if row.initial] == [("Belanja batu", "2007-06-20")]
    assert [(row.initial["question"], row.initial["text"]) for row in record.sets["answers"] if row.initial] == [(1, "Batu mahal")]
    assert (record.form.initial["minutes"], "Dicatat sejak" in text(joined), joined.context["read"] == read) == ("Dibuka.\n- Ditutup doa", False, False)


def test_the_panel_and_the_record_form_lead_to_preparing(client, bkm, site):
    one = prepared(bkm, site, invited=[Invited(role="bkm")])
    actions.invite(bkm, site.code, one.number, on=make.today)
    client.force_login(bkm)
    assert reverse("meetings:prepare", args=[site.code]) in text(client.get(reverse("meetings:record", args=[site.code]), {"kind": "rembug"}))
    assert [each.title for each in queries.panel(site, None, make.today)["coming"]] == ["Rembug warga"]


def test_what_is_left_from_before_is_folded_and_what_was_asked_for_goes_last(client, bkm, site, planned):
    lines = [ActionLine(f"Janji {number:02}", Responsible(text="Ketua BKM"), date(2007, 5, 30)) for number in range(30)]
    before = held(bkm, site, title="Bulan lalu", actions=lines)
    first = before.agreed.order_by("pk").first().followup
    client.force_login(bkm)
    page = text(client.get(at("today", planned)))
    assert (page.count("Janji"), "dan 5 baris lain" in page, "RKTL lama (30)" in page) == (25, True, True)
    assert text(client.get(at("today", planned), {"lama": "semua"})).count("Janji") == 30
    write(planned, bkm, slip("followup", followup=first.pk, status="done", note="Sudah"))
    assert [row.pk for row, _form in client.get(at("today", planned), {"lama": "semua"}).context["old"]][-1] == first.pk


def test_striking_asks_first(client, bkm, planned):
    write(planned, bkm, slip("decision", text="Talud dulu"))
    client.force_login(bkm)
    page = text(client.get(at("today", planned)))
    assert page.index("<summary>Coret</summary>") < page.index("Ya, coret catatan ini")


def test_pages_say_what_is_missing(client, bkm, site, planned):
    client.force_login(bkm)
    assert ["Belum ada keputusan." in (page := text(client.get(at("today", planned)))), "Belum ada pertanyaan atau jawaban." in page] == [True, True]
    assert "Belum ada yang tercatat hadir" in text(client.get(at("close", planned)))
    DemoDay.objects.filter(pk=1).update(day=date(2007, 6, 3))
    assert "Bila rapatnya ditunda, ubah harinya" in text(client.get(at("planned", planned)))
    Planned.objects.filter(pk=planned.pk).update(invited_at=NOW)
    assert "Tutup dan catat rapatnya agar dihitung" in text(client.get(at("planned", planned)))


@pytest.mark.parametrize("many", [1, 20])
def test_the_day_and_the_closing_take_the_same_queries_for_few_and_for_many(client, bkm, site, planned, many, django_assert_num_queries):
    held(bkm, site, title="Bulan lalu", actions=[ActionLine(f"Janji {number}", Responsible(text="Ketua BKM"), date(2007, 5, 30)) for number in range(many)])
    write(planned, bkm, *(slip("checkin", name=f"Siti {number}") for number in range(many)), *(slip("action", what=f"Ukur {number}") for number in range(many)))
    client.force_login(bkm)
    client.get(at("today", planned))
    with django_assert_num_queries(68):
        client.get(at("today", planned))
    with django_assert_num_queries(67):
        client.get(at("close", planned))

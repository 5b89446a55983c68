"""Guests without an account: told by letter, once for each state of the meeting; answering over a secret address; seen by whom."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from sinergi.actors.models import Member
from sinergi.audit.models import Row
from sinergi.meetings import actions, queries, rules
from sinergi.meetings.models import Invitee, Outsider, Planned, Told
from sinergi.meetings.rules import Invited
from sinergi.notices import actions as notices
from sinergi.notices.models import Notice
from sinergi.project.models import DemoDay
from tests import make
from tests.meetings.preparing import DAY, NOW, held_today, plan, prepared
from tests.meetings.recording import stage
from tests.meetings.test_pages import text
from tests.meetings.test_preparing import parts, refused, sent

DINAS = Invited(category="Dinas PU", email="dinas@contoh.go.id")
CAMAT = Invited(category="Camat Weleri", email="camat@contoh.go.id")


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO, settings.SITE_ADDRESS = True, "https://sinergi.example"
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return stage()


@pytest.fixture
def told(bkm, site):
    """A meeting to which Dinas PU was invited by letter."""
    planned = prepared(bkm, site, invited=[DINAS])
    actions.invite(bkm, site.code, planned.number, on=make.today)
    return planned.outsiders.get()


def page_of(outsider):
    return reverse("meetings:guest", args=[outsider.token])


def at(name, one):
    return reverse(f"meetings:{name}", args=[one.undertaking.code, one.number])


# told


def test_a_letter_with_a_calendar_entry_leaves_once(bkm, pokja, site, django_capture_on_commit_callbacks):
    planned = prepared(bkm, site, invited=[Invited(role="pokja_paket"), DINAS, Invited(category="Warga RW 03", expected=40)])
    assert (queries.waiting(planned, make.today), Outsider.objects.count()) == (2, 0)
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    assert set(letters) == {pokja.email, "dinas@contoh.go.id"}
    outsider, letter = Outsider.objects.get(), letters["dinas@contoh.go.id"]
    address = f"https://sinergi.example/rapat/tamu/{outsider.token}/"
    assert letter.body.split("\n\n")[-3:] == ["Jawab hadir atau tidak di halaman ini, tanpa perlu masuk akun:", address, "Surat ini dikirim oleh Sinergi. Anda tidak perlu membalasnya."]
    event, media_type = parts(letter)
    assert (media_type, str(event["uid"]), event["sequence"], str(event["url"])) == ("text/calendar; method=REQUEST", f"{planned.uid}@sinergi", 0, address)
    assert (str(event["attendee"]), str(event["attendee"].params["CN"])) == ("mailto:dinas@contoh.go.id", "Dinas PU")
    assert sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today)) == {}
    assert queries.waiting(planned, make.today) == 0


def test_the_letter_says_what_the_paper_says(bkm, pokja, site, django_capture_on_commit_callbacks):
    title = "Lokakarya III tentang mekanisme pelaksanaan PAKET dan verifikasi proposal kegiatan di seluruh kelurahan penerima bantuan, termasuk aturan perguliran"
    prepared(bkm, site, title=title, message="Mohon membawa draf proposal.", invited=[Invited(role="pokja_paket"), DINAS])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    token = Outsider.objects.get().token
    papers = {"dinas@contoh.go.id": f"/rapat/tamu/{token}/undangan.pdf", pokja.email: f"/rapat/{site.code}/rencana/1/undangan.pdf"}
    for address, paper in papers.items():
        letter = letters[address]
        said = letter.body.split("\n\n")
        assert letter.subject == f"Undangan: {title}, Selasa, 5 Juni 2007"
        assert said[2].splitlines()[:4] == [title, "Hari: Selasa, 5 Juni 2007", "Waktu: 09.00–11.15 WIB", "Tempat: Balai desa"]
        assert said[3].splitlines() == ["Susunan acara (75 menit):", "09.00–09.15 · Pembukaan", "09.15–10.15 · Pembahasan · Ketua BKM"]
        assert said[4:6] == ["Mohon membawa draf proposal.", f"Surat undangan (PDF): https://sinergi.example{paper}"]
    later = sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=plan(title=title, place="Rumah Pak RW", invited=[DINAS])))
    assert (later["dinas@contoh.go.id"].subject, "Tempat: Rumah Pak RW" in later["dinas@contoh.go.id"].body) == (f"Undangan berubah: {title}, Selasa, 5 Juni 2007", True)
    assert later[pokja.email].subject == f"Undangan ditarik: {title}"


def test_nothing_leaves_when_it_was_not_committed(bkm, site, django_capture_on_commit_callbacks):
    prepared(bkm, site, invited=[DINAS])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks():
        actions.invite(bkm, site.code, 1, on=make.today)
    assert mail.outbox == []


def test_a_change_reaches_who_stays_who_comes_and_who_is_left_out(bkm, site, told, django_capture_on_commit_callbacks):
    third = Invited(category="Lurah", email="lurah@contoh.go.id")
    actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[DINAS, CAMAT]))
    changed = plan(starts_on=date(2007, 6, 6), invited=[Invited(category="Dinas Pekerjaan Umum", email="DINAS@contoh.go.id"), third])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=changed))
    assert {address: parts(letter)[1].rpartition("=")[2] for address, letter in letters.items()} == {
        "dinas@contoh.go.id": "REQUEST", "lurah@contoh.go.id": "REQUEST", "camat@contoh.go.id": "CANCEL"}  # fmt: skip
    assert {parts(letter)[0]["sequence"] for letter in letters.values()} == {2}
    assert "Undangan ditarik" in letters["camat@contoh.go.id"].subject
    assert [(row.email, row.name, row.sequence, row.withdrawn_at is None) for row in Outsider.objects.order_by("email")] == [
        ("camat@contoh.go.id", "Camat Weleri", 2, False), ("dinas@contoh.go.id", "Dinas Pekerjaan Umum", 2, True), ("lurah@contoh.go.id", "Lurah", 2, True)]  # fmt: skip


def test_a_changed_word_of_the_agenda_disturbs_no_guest(bkm, site, told, django_capture_on_commit_callbacks):
    assert sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=plan(agenda=[], invited=[DINAS]))) == {}


def test_whoever_is_meant_again_is_invited_again_at_the_same_address(bkm, site, told, django_capture_on_commit_callbacks):
    actions.answer_outside(told, on=make.today, coming="yes", at=NOW)
    actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[CAMAT]))
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[CAMAT, DINAS])))
    assert set(letters) == {"dinas@contoh.go.id"}
    again = Outsider.objects.get(email="dinas@contoh.go.id")
    assert (again.token, again.coming, again.withdrawn_at) == (told.token, "", None)


def test_cancelling_tells_guests_why(bkm, site, told, django_capture_on_commit_callbacks):
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.cancel(bkm, site.code, 1, on=make.today, reason="Banjir"))
    event, media_type = parts(letters["dinas@contoh.go.id"])
    assert (media_type, str(event["status"]), event["sequence"], "Banjir" in letters["dinas@contoh.go.id"].body) == ("text/calendar; method=CANCEL", "CANCELLED", 1, True)


def test_guests_who_were_left_out_hear_nothing_of_the_cancelling(bkm, site, told, django_capture_on_commit_callbacks):
    actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[CAMAT]))
    assert set(sent(django_capture_on_commit_callbacks, lambda: actions.cancel(bkm, site.code, 1, on=make.today, reason="Banjir"))) == {"camat@contoh.go.id"}


def test_the_next_of_a_series_is_sent_to_the_same_guests(bkm, site, told, django_capture_on_commit_callbacks):
    second = actions.following(bkm, site.code, 1, on=make.today)
    assert queries.plan_of(second).invited == [DINAS]
    assert set(sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, second.number, on=make.today))) == {"dinas@contoh.go.id"}
    assert Outsider.objects.get(planned=second).token != told.token


def test_the_office_of_a_body_gets_its_letter_beside_its_members(bkm, faskel, site, django_capture_on_commit_callbacks):
    body = make.organisation(name="Bappeda")
    Member.objects.create(organisation=body, person=faskel, held_from=date(2006, 1, 1))
    prepared(bkm, site, invited=[Invited(organisation_id=body.pk, email="bappeda@contoh.go.id")])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    assert set(letters) == {faskel.email, "bappeda@contoh.go.id"}
    assert Outsider.objects.get().name == "Bappeda"


def test_an_address_of_somebody_invited_over_an_account_is_refused(bkm, pokja, site):
    line = Invited(category="Pak Bambang", email=pokja.email.upper())
    assert refused(lambda: prepared(bkm, site, invited=[Invited(role="pokja_paket"), line])) == "meetings.email_of_guest"
    assert Planned.objects.count() == 0
    prepared(bkm, site)
    assert refused(lambda: actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[Invited(person_id=pokja.pk), line]))) == "meetings.email_of_guest"


def test_who_joins_an_invited_body_later_is_told_over_the_account_alone(bkm, faskel, site, django_capture_on_commit_callbacks):
    body = make.organisation(name="Bappeda")
    prepared(bkm, site, invited=[Invited(organisation_id=body.pk), Invited(category="Nur", email=faskel.email)])
    Member.objects.create(organisation=body, person=faskel, held_from=date(2006, 1, 1))
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    assert (set(letters), Told.objects.count(), Outsider.objects.count()) == ({faskel.email}, 1, 0)


def test_addresses_are_kept_out_of_the_trail(bkm, site, told):
    actions.change(bkm, site.code, 1, on=make.today, plan=plan(invited=[DINAS, CAMAT], starts_on=date(2007, 6, 6)))
    actions.cancel(bkm, site.code, 1, on=make.today, reason="Banjir")
    rows = Row.objects.filter(act__startswith="meetings.").order_by("pk")
    assert [row.act for row in rows] == ["meetings.prepare", "meetings.invite", "meetings.change", "meetings.cancel"]
    assert rows[1].changes == {"people": 0, "outsiders": 1}
    assert [row for row in rows if "contoh.go.id" in str(row.changes)] == []


def everything():
    """Every address that is kept of guests, names and answers beside them."""
    return (
        sorted(Outsider.objects.values_list("email", "name", "coming")), sorted(Invitee.objects.exclude(category="").values_list("email", "category")),
        sorted(Notice.objects.filter(person=None).values_list("email", "name")),
    )  # fmt: skip


def test_addresses_are_removed_90_days_after_the_meeting(bkm, site, told, settings):
    settings.DEMO = False
    actions.change(bkm, site.code, 1, on=make.today, plan=plan(ends_on=date(2007, 6, 6), invited=[DINAS, CAMAT]))
    actions.answer_outside(told, on=make.today, coming="yes", at=NOW)
    kept = everything()
    assert [actions.forget_addresses(day) for day in (make.today, date(2007, 9, 4))] == [0, 0]
    assert (everything(), date(2007, 6, 6) + rules.ADDRESSES_KEPT) == (kept, date(2007, 9, 4))
    call_command("tick", verbosity=0)
    assert everything() == (
        [("", "Camat Weleri", ""), ("", "Dinas PU", "yes")], [("", "Camat Weleri"), ("", "Dinas PU")],
        [("", "Camat Weleri"), ("", "Dinas PU"), ("", "Dinas PU")],
    )  # fmt: skip
    assert actions.forget_addresses(date(2008, 1, 1)) == 0


def test_other_meetings_keep_their_guests_and_no_letter_leaves_afterwards(bkm, site, told, django_capture_on_commit_callbacks):
    later = prepared(bkm, site, starts_on=date(2007, 7, 5), invited=[CAMAT])
    actions.invite(bkm, site.code, later.number, on=make.today)
    assert actions.forget_addresses(date(2007, 9, 10)) == 1
    assert sorted(Outsider.objects.values_list("email", "name")) == [("", "Dinas PU"), ("camat@contoh.go.id", "Camat Weleri")]
    assert sent(django_capture_on_commit_callbacks, lambda: actions.cancel(bkm, site.code, told.planned.number, on=make.today, reason="Banjir")) == {}


def test_the_page_of_a_guest_whose_address_was_removed_still_opens(client, bkm, told):
    actions.forget_addresses(date(2007, 9, 10))
    assert "Dinas PU, apakah Anda akan hadir?" in text(client.get(page_of(told)))
    client.force_login(bkm)
    assert "Dinas PU" in text(client.get(at("planned", told.planned)))


# the answer


def test_a_guest_answers_without_signing_in(client, told):
    page = text(client.get(page_of(told)))
    assert [word in page for word in ("Dinas PU, apakah Anda akan hadir?", "Selasa, 5 Juni 2007", "09.00–11.15 WIB", "Balai desa", "Pembahasan", "noindex")] == [True] * 6
    told.refresh_from_db()
    assert told.coming == ""
    assert client.post(page_of(told), {"coming": "no"}).url == page_of(told)
    assert "Jawaban Anda: Tidak hadir. Boleh diubah." in text(client.get(page_of(told)))
    client.post(page_of(told), {"coming": "yes"})
    told.refresh_from_db()
    assert (told.coming, told.answered_at is not None, queries.letter(told.planned).coming) == ("yes", True, 1)


def test_opening_the_page_keeps_nothing(client, told):
    """Mail programs open addresses by themselves."""
    for query in ("", "?coming=yes"):
        client.get(page_of(told) + query)
        client.head(page_of(told) + query)
    told.refresh_from_db()
    assert (told.coming, told.answered_at) == ("", None)


@pytest.mark.parametrize("data", [{}, {"coming": ""}, {"coming": "mungkin"}, {"coming": "yes\x00"}])
def test_odd_answers_change_nothing(client, told, data):
    assert client.post(page_of(told), data).status_code == 200
    told.refresh_from_db()
    assert told.coming == ""


@pytest.mark.parametrize("token", ["x", "0" * 32, "a" * 400, "..", "%00"])
def test_a_guessed_address_opens_nothing(client, told, token):
    for name in ("guest", "guest_letter"):
        assert client.get(reverse(f"meetings:{name}", args=[token])).status_code == 404
        assert client.post(reverse(f"meetings:{name}", args=[token]), {"coming": "yes"}).status_code == 404


def test_the_address_cannot_be_guessed(bkm, site):
    planned = prepared(bkm, site, invited=[DINAS, CAMAT])
    actions.invite(bkm, site.code, planned.number, on=make.today)
    tokens = {row.token for row in planned.outsiders.all()}
    assert (len(tokens), {len(token) for token in tokens}) == (2, {32})


def test_the_page_tells_of_nobody_else_and_shows_no_address(client, bkm, kpkd, site):
    planned = prepared(bkm, site, is_public=False, mode="hybrid", link="https://meet.example/ruang", message="Bawa gambar.", moderator="Ibu Sri Wahyuni",
                       invited=[Invited(person_id=kpkd.pk), DINAS, CAMAT])  # fmt: skip
    actions.invite(bkm, site.code, planned.number, on=make.today)
    page = text(client.get(page_of(planned.outsiders.get(name="Dinas PU"))))
    assert [word in page for word in ("Dinas PU", "https://meet.example/ruang", "Bawa gambar.")] == [True, True, True]
    assert [word in page for word in ("Hartono", "Camat", "contoh.go.id", "contoh.id", "Sri Wahyuni", "Slamet")] == [False] * 6


def test_the_letter_on_paper_is_addressed_to_the_guest(client, told):
    response = client.get(reverse("meetings:guest_letter", args=[told.token]))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    from sinergi.meetings import invitations

    assert invitations.facts(queries.letter(told.planned), names=False, to=told.name)["to"] == ["Dinas PU"]


def cancelled(bkm, one):
    actions.cancel(bkm, one.undertaking.code, one.number, on=make.today, reason="Banjir")


def left_out(bkm, one):
    actions.change(bkm, one.undertaking.code, one.number, on=make.today, plan=plan(invited=[CAMAT]))


def over(_bkm, _one):
    DemoDay.objects.filter(pk=1).update(day=DAY + timedelta(days=1))


@pytest.mark.parametrize(("state", "said"), [(cancelled, "Rapat ini dibatalkan."), (left_out, "Anda tidak lagi termasuk yang diundang"), (over, "Rapat ini sudah lewat.")])
def test_what_became_of_the_meeting_is_said_in_words(client, bkm, told, state, said):
    state(bkm, told.planned)
    assert [word in (page := text(client.get(page_of(told)))) for word in (said, "apakah Anda akan hadir?")] == [True, False], page
    assert client.post(page_of(told), {"coming": "yes"}).status_code == 200
    told.refresh_from_db()
    assert told.coming == ""


def test_a_meeting_that_was_held_takes_no_answers(client, bkm, site):
    planned = held_today(bkm, site, invited=[DINAS])
    actions.invite(bkm, site.code, planned.number, on=make.today)
    actions.close(bkm, site.code, planned.number, on=make.today, sheet=rules.Sheet(title="Rembug warga", starts_on=make.today, place="Balai desa", names=[rules.NameLine("Siti", "woman")]))
    outsider = planned.outsiders.get()
    assert "Rapat ini sudah lewat." in text(client.get(page_of(outsider)))
    assert refused(lambda: actions.answer_outside(outsider, on=make.today, coming="yes", at=NOW)) == "meetings.answer_late"


def test_who_was_left_out_reads_nothing_of_the_meeting(client, bkm, told):
    left_out(bkm, told.planned)
    assert "Rembug warga" not in text(client.get(page_of(told)))
    assert client.get(reverse("meetings:guest_letter", args=[told.token])).status_code == 404


# the host


def test_the_host_sees_who_was_told_and_what_was_answered(client, bkm, told):
    client.force_login(bkm)
    page = text(client.get(at("planned", told.planned)))
    assert ["dinas@contoh.go.id" in page, "belum menjawab" in page, "1 undangan dikirim: 0 akan hadir, 0 tidak." in page] == [True, True, True]
    actions.answer_outside(told, on=make.today, coming="yes", at=NOW)
    assert "1 undangan dikirim: 1 akan hadir, 0 tidak." in text(client.get(at("planned", told.planned)))
    assert 'value="dinas@contoh.go.id"' in text(client.get(at("change", told.planned)))


def test_a_letter_that_never_left_is_seen(client, bkm, told, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_notices.Broken"
    now = timezone.now()
    for days in range(7):
        notices.mail(told.letter_id, at=now + timedelta(days=days))
    assert Notice.objects.get().is_lost
    client.force_login(bkm)
    assert "surelnya tidak terkirim" in text(client.get(at("planned", told.planned)))


@pytest.mark.parametrize(("who", "name", "address"), [("bkm", True, True), ("pokja", True, True), ("faskel", True, False), ("kpkd", True, False), ("stranger", False, False), (None, False, False)])
def test_addresses_are_for_who_may_prepare_the_meeting(request, client, told, who, name, address):
    """Others with a role there see the name and the answer; the public sees initials."""
    if who:
        client.force_login(request.getfixturevalue(who))
    pages = text(client.get(at("planned", told.planned))) + text(client.get(at("change", told.planned)))
    assert (("Dinas PU" in pages), ("dinas@contoh.go.id" in pages)) == (name, address)


def test_the_name_of_a_guest_is_no_group_to_choose_at_the_door(bkm, site):
    planned = prepared(bkm, site, invited=[DINAS, Invited(category="Warga RW 03")])
    assert [group for group in queries.groups_of(planned) if group in {"Dinas PU", "Warga RW 03"}] == ["Warga RW 03"]


def test_the_calendars_of_others_hold_no_address(client, bkm, site, told):
    events = Calendar.from_ical(client.get(at("event", told.planned)).content).walk("VEVENT")
    assert [("attendee" in event, "dinas@" in str(event.to_ical())) for event in events] == [(False, False)]


# the form


def form(**rows):
    given = {"agenda-TOTAL_FORMS": "0", "agenda-INITIAL_FORMS": "0", "invited-TOTAL_FORMS": "2", "invited-INITIAL_FORMS": "0", "rencana-kind": "rembug", "rencana-title": "Rembug warga",
             "rencana-starts_on": "2007-06-05", "rencana-mode": "offline", "rencana-place": "Balai desa"}  # fmt: skip
    return given | {name.replace("_", "-", 2): value for name, value in rows.items()}


def test_an_address_is_typed_beside_the_name(client, bkm, site):
    client.force_login(bkm)
    client.post(reverse("meetings:prepare", args=[site.code]), form(invited_0_who="Dinas PU", invited_0_email=" Dinas@Contoh.go.id ", invited_0_expected="2"))
    assert queries.plan_of(Planned.objects.get()).invited == [Invited(category="Dinas PU", email="dinas@contoh.go.id", expected=2)]


@pytest.mark.parametrize(("rows", "said"), [
    ({"invited_0_who": "Dinas PU", "invited_0_email": "dinas"}, "Alamat surel ini belum benar. Contoh: dinas@contoh.go.id."),
    ({"invited_0_email": "dinas@contoh.go.id"}, "Baris ini belum lengkap."),
    ({"invited_0_who": "Dinas PU", "invited_0_email": "dinas@contoh.go.id", "invited_1_who": "Camat", "invited_1_email": "DINAS@contoh.go.id"}, "Alamat ini sudah ditulis di baris lain."),
    ({"invited_0_who": "pokja_paket (semua)", "invited_0_email": "dinas@contoh.go.id"}, "orang dan peran dari daftar menerima undangan di akunnya sendiri"),
    ({"invited_0_who": "Dinas PU", "invited_0_email": "x" * 300 + "@contoh.id"}, "254"),
    ({"invited_0_who": "Dinas PU", "invited_0_email": "dinas@contoh.go.id\x00"}, "invited-0-email"),
])  # fmt: skip
def test_a_wrong_address_is_said_where_it_stands_and_nothing_is_lost(client, bkm, pokja, site, rows, said):
    client.force_login(bkm)
    page = text(client.post(reverse("meetings:prepare", args=[site.code]), form(**rows)))
    assert (said in page, "Rembug warga" in page, Planned.objects.count()) == (True, True, 0)


def test_more_rows_keep_what_was_typed(client, bkm, site):
    client.force_login(bkm)
    page = text(client.post(reverse("meetings:prepare", args=[site.code]), form(invited_0_who="Dinas PU", invited_0_email="dinas@contoh.go.id", tambah="invited")))
    assert ('value="dinas@contoh.go.id"' in page, 'name="invited-4-email"' in page) == (True, True)


def test_a_meeting_with_groups_alone_is_announced_and_not_sent(client, bkm, site):
    one = prepared(bkm, site, invited=[Invited(category="Warga RW 03", expected=40)])
    client.force_login(bkm)
    assert "Umumkan rapat" in text(client.get(at("planned", one)))
    assert "Rapat diumumkan. Cetak undangannya dan sampaikan sendiri." in text(client.post(at("invite", one), follow=True))
    assert "Undangannya dicetak dan disampaikan sendiri." in text(client.get(at("planned", one)))


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_take_the_same_queries_for_one_guest_and_for_three(client, bkm, site, many, django_assert_num_queries):
    planned = prepared(bkm, site, invited=[Invited(category=f"Dinas {number}", email=f"dinas{number}@contoh.go.id") for number in range(many)])
    actions.invite(bkm, site.code, planned.number, on=make.today)
    for outsider in planned.outsiders.all():
        actions.answer_outside(outsider, on=make.today, coming="yes", at=NOW)
    client.get(page_of(planned.outsiders.first()))
    with django_assert_num_queries(13):
        client.get(page_of(planned.outsiders.first()))
    client.force_login(bkm)
    client.get(at("planned", planned))
    with django_assert_num_queries(60):
        client.get(at("planned", planned))

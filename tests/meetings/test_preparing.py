"""Preparing, inviting, changing, cancelling, the next of a series; who may; what leaves by e-mail."""

from datetime import date, time

import pytest
from django.core import mail
from django.utils.translation import override
from icalendar import Calendar

from sinergi.actors.models import Member, Person
from sinergi.audit.models import Row
from sinergi.kernel.decisions import Refused
from sinergi.meetings import actions, calendars, permissions, queries
from sinergi.meetings.models import Planned, Told
from sinergi.meetings.rules import Invited
from sinergi.notices import phrases
from sinergi.notices.models import Notice
from sinergi.programmes.models import Engagement, Leaving
from tests import make
from tests.meetings.preparing import NOW, plan, prepared
from tests.meetings.recording import KINDS, stage


@pytest.fixture
def site(kendal):
    return stage()


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.decision.code


def parts(message):
    """The calendar in an e-mail."""
    content, media_type = message.alternatives[0]
    return Calendar.from_ical(content).walk("VEVENT")[0], media_type


def sent(django_capture_on_commit_callbacks, act):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act()
    return {message.to[0]: message for message in mail.outbox}


@pytest.mark.parametrize(("who", "kind", "code"), [
    ("bkm", "rembug", "yes"), ("pokja", "rembug", "yes"), ("faskel", "rembug", "gate.role"), ("stranger", "rembug", "gate.role"), ("bkm", "lokakarya", "gate.not_here"),
])  # fmt: skip
def test_who_may_record_a_kind_may_prepare_it(request, site, who, kind, code):
    person = request.getfixturevalue(who)
    assert permissions.may_prepare(person, site, make.today, kind).code == code


def test_a_meeting_is_prepared_before_its_step_opens(bkm, pokja, kendal):
    """The gate would say no to recording; preparing looks ahead."""
    later = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site",
                            extra=KINDS, opens_when=['{ is = "programmes.day_reached", date = "2007-09-01" }'])  # fmt: skip
    assert not permissions.may_record(bkm, later, make.today, "rembug")
    assert permissions.may_prepare(bkm, later, make.today, "rembug")
    assert prepared(bkm, later).number == 1


def test_nothing_is_prepared_where_the_village_has_left(bkm, site, pokja):
    Leaving.objects.create(undertaking=site, act="programmes.leave", person=pokja, happened_on=date(2007, 5, 20), stage="trial", reason="Mundur")
    assert not permissions.may_prepare(bkm, site, make.today, "rembug")


def test_what_is_prepared_is_kept_and_nobody_is_told(bkm, pokja, site):
    made = prepared(bkm, site, invited=[Invited(role="pokja_paket"), Invited(category="Warga RW 03", expected=40)])
    assert (made.number, made.is_draft, made.sequence, len(made.token)) == (1, True, 0, 10)
    found = queries.letter(made)
    assert [(each.number, each.starts, each.ends) for each in found.agenda] == [(1, time(9, 0), time(9, 15)), (2, time(9, 15), time(10, 15))]
    assert (found.agenda_minutes, found.over, found.expected) == (75, 0, 40)
    assert (Told.objects.count(), list(queries.upcoming(None, make.today)), list(queries.upcoming(pokja, make.today))) == (0, [], [made])
    assert Row.objects.get(act="meetings.prepare").subject == f"{site.code}/P1"


def test_the_invitation_reaches_bodies_people_and_holders_of_roles(bkm, faskel, pokja, pokja2, stranger, kpkd, site):
    body = make.organisation(name="BKM Mulia")
    Member.objects.create(organisation=body, person=faskel, held_from=date(2006, 1, 1))
    planned = prepared(bkm, site, invited=[Invited(organisation_id=body.pk), Invited(person_id=kpkd.pk), Invited(role="pokja_paket"), Invited(category="Warga", expected=30)])
    assert {each.name for each in queries.guests(planned, make.today)} == {"Nur Aini", "Hartono", "Bambang Setiawan", "Endang Purwanti"}


def test_inviting_sends_a_letter_with_a_calendar_entry_once(bkm, pokja, site, django_capture_on_commit_callbacks):
    planned = prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    assert set(letters) == {pokja.email}
    event, media_type = parts(letters[pokja.email])
    assert media_type == "text/calendar; method=REQUEST"
    assert (str(event["uid"]), event["sequence"], str(event["status"]), str(event["summary"])) == (f"{planned.uid}@sinergi", 0, "CONFIRMED", "Rembug warga")
    assert (event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) == ("2007-06-05T09:00:00+07:00", "2007-06-05T11:15:00+07:00")
    assert "5 Juni 2007" in letters[pokja.email].subject
    assert sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today)) == {}


@pytest.mark.parametrize(("language", "said"), [
    ("id", "Undangan rapat: Rembug warga, Selasa, 5 Juni 2007 – Rabu, 6 Juni 2007, 09.00–11.15 WIB, Balai desa."),
    ("en", "Invitation to a meeting: Rembug warga, Tuesday, 5 June 2007 – Wednesday, 6 June 2007, 09.00–11.15 WIB, Balai desa."),
])  # fmt: skip
def test_the_day_is_named_in_the_language_of_the_reader(bkm, pokja, site, language, said, django_capture_on_commit_callbacks):
    """Whatever language the host reads: the notice on the page follows too."""
    Person.objects.filter(pk=pokja.pk).update(language=language)
    prepared(bkm, site, ends_on=date(2007, 6, 6), invited=[Invited(role="pokja_paket")])
    with override("en" if language == "id" else "id"):
        letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    assert ("Selasa, 5 Juni 2007 – Rabu, 6 Juni 2007" if language == "id" else "Tuesday, 5 June 2007 – Wednesday, 6 June 2007") in letters[pokja.email].subject
    assert phrases.sentence("notice.meeting_invited", Notice.objects.get().values, language).startswith(said)


def test_a_notice_of_before_keeps_its_words():
    """Sent before days were kept for both languages."""
    assert phrases.sentence("notice.meeting_changed", {"title": "Rembug", "day": "Selasa, 5 Juni 2007", "place": "Balai"}, "en") == "Invitation changed: Rembug, now Selasa, 5 Juni 2007, Balai."


def test_the_letter_is_one_e_mail_with_words_and_calendar(bkm, pokja, site, django_capture_on_commit_callbacks):
    prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.invite(bkm, site.code, 1, on=make.today))
    message = letters[pokja.email].message()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/calendar"]
    assert message.get_payload()[1].get_param("method") == "REQUEST"


def test_a_changed_day_goes_out_with_a_higher_sequence_and_the_same_uid(bkm, pokja, pokja2, kpkd, site, django_capture_on_commit_callbacks):
    planned = prepared(bkm, site, invited=[Invited(person_id=pokja.pk), Invited(person_id=pokja2.pk)])
    actions.invite(bkm, site.code, 1, on=make.today)
    changed = plan(starts_on=date(2007, 6, 6), invited=[Invited(person_id=pokja.pk), Invited(person_id=kpkd.pk)])
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=changed, version=0))
    methods = {address: parts(message)[1].rpartition("=")[2] for address, message in letters.items()}
    assert methods == {pokja.email: "REQUEST", kpkd.email: "REQUEST", pokja2.email: "CANCEL"}
    assert letters[pokja2.email].body.splitlines()[2:] == [
        "Undangan ditarik: Anda tidak lagi diundang ke Rembug warga, Rabu, 6 Juni 2007, 09.00–11.15 WIB. Undangan yang dikirim sebelumnya tidak berlaku.", "",
        "Surat ini dikirim oleh Sinergi. Anda tidak perlu membalasnya."]  # fmt: skip
    event, _media_type = parts(letters[pokja.email])
    assert (str(event["uid"]), event["sequence"], event["dtstart"].dt.day) == (f"{planned.uid}@sinergi", 1, 6)


def test_a_changed_word_of_the_agenda_disturbs_nobody(bkm, pokja, site, django_capture_on_commit_callbacks):
    prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    actions.invite(bkm, site.code, 1, on=make.today)
    changed = plan(agenda=[], moderator="Ketua BKM", invited=[Invited(role="pokja_paket")])
    assert sent(django_capture_on_commit_callbacks, lambda: actions.change(bkm, site.code, 1, on=make.today, plan=changed)) == {}


def test_cancelling_takes_it_out_of_calendars(bkm, pokja, site, django_capture_on_commit_callbacks):
    prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    actions.invite(bkm, site.code, 1, on=make.today)
    letters = sent(django_capture_on_commit_callbacks, lambda: actions.cancel(bkm, site.code, 1, on=make.today, reason="Banjir"))
    event, media_type = parts(letters[pokja.email])
    assert (media_type, str(event["status"]), event["sequence"]) == ("text/calendar; method=CANCEL", "CANCELLED", 1)
    assert "Banjir" in letters[pokja.email].body
    assert list(queries.upcoming(pokja, make.today)) == []
    assert refused(lambda: actions.cancel(bkm, site.code, 1, on=make.today, reason="lagi")) == "meetings.cancelled"
    assert refused(lambda: actions.change(bkm, site.code, 1, on=make.today, plan=plan())) == "meetings.cancelled"


@pytest.mark.parametrize(("act", "code"), [
    (lambda bkm, _site: actions.prepare(bkm, "TIDAK-ADA", on=make.today, kind="rembug", plan=plan()), "no_such_undertaking"),
    (lambda bkm, site: actions.prepare(bkm, site.code, on=make.today, kind="rembug", plan=plan(title="")), "meetings.title_missing"),
    (lambda bkm, site: actions.prepare(bkm, site.code, on=make.today, kind="lokakarya", plan=plan()), "gate.not_here"),
    (lambda bkm, site: actions.invite(bkm, site.code, 9, on=make.today), "meetings.not_here"),
    (lambda bkm, site: actions.cancel(bkm, site.code, 1, on=make.today, reason=" "), "meetings.cancel_reason"),
    (lambda bkm, site: actions.change(bkm, site.code, 1, on=make.today, plan=plan(), version=7), "meetings.newer_version"),
])  # fmt: skip
def test_refusals_have_reasons_and_change_nothing(bkm, site, act, code):
    prepared(bkm, site)
    before = Row.objects.count()
    assert refused(lambda: act(bkm, site)) == code
    assert (Row.objects.count(), Planned.objects.count(), Planned.objects.get().sequence) == (before, 1, 0)


def test_others_may_not_touch_it(bkm, faskel, stranger, site):
    prepared(bkm, site)
    for person in (faskel, stranger):
        assert refused(lambda person=person: actions.invite(person, site.code, 1, on=make.today)) == "gate.role"


def test_the_next_of_a_series_takes_one_press_and_is_made_once(bkm, pokja, site):
    first = prepared(bkm, site, series="Rapat koordinasi bulanan", invited=[Invited(role="pokja_paket")])
    second = actions.following(bkm, site.code, first.number, on=make.today)
    assert (second.number, second.starts_on, second.series_id, second.is_draft) == (2, date(2007, 7, 3), first.series_id, True)
    assert (queries.plan_of(second).agenda, queries.plan_of(second).invited, second.place) == (queries.plan_of(first).agenda, queries.plan_of(first).invited, "Balai desa")
    assert actions.following(bkm, site.code, second.number, on=make.today).starts_on == date(2007, 8, 7)
    assert Planned.objects.count() == 3


def test_a_meeting_that_stood_alone_begins_a_series(bkm, site):
    alone = prepared(bkm, site)
    assert actions.following(bkm, site.code, alone.number, on=make.today).series.title == "Rembug warga"


def test_an_answer_is_kept_by_the_signed_link_alone(bkm, pokja, site):
    planned = prepared(bkm, site, invited=[Invited(role="pokja_paket")])
    actions.invite(bkm, site.code, 1, on=make.today)
    assert queries.read_reply(queries.reply_key(planned.pk, pokja.pk)) == (planned.pk, pokja.pk)
    assert queries.read_reply(queries.reply_key(planned.pk, pokja.pk) + "x") is None
    assert actions.answer(planned.pk, pokja.pk, on=make.today, coming="yes", at=NOW) is True
    assert actions.answer(planned.pk, bkm.pk, on=make.today, coming="yes", at=NOW) is False
    assert refused(lambda: actions.answer(planned.pk, pokja.pk, on=make.today, coming="mungkin", at=NOW)) == "meetings.answer_unknown"
    assert (queries.letter(planned).told, queries.letter(planned).coming) == (1, 1)
    assert refused(lambda: actions.answer(planned.pk, pokja.pk, on=date(2007, 6, 6), coming="no", at=NOW)) == "meetings.answer_late"


def test_a_calendar_link_is_secret_and_replaceable(bkm, site):
    first = actions.new_calendar(bkm)
    assert queries.calendar_owner(first.token) == bkm
    second = actions.new_calendar(bkm)
    assert (queries.calendar_owner(first.token), queries.calendar_owner(second.token)) == (None, bkm)
    actions.drop_calendar(bkm)
    assert (queries.calendar_owner(second.token), queries.calendar_token(bkm)) == (None, "")


def test_a_meeting_of_three_days_repeats_daily(bkm, site):
    prepared(bkm, site, ends_on=date(2007, 6, 7))
    event = Calendar.from_ical(calendars.feed("Rapat", Planned.objects.select_related("undertaking__region", "region"))).walk("VEVENT")[0]
    assert (event["rrule"]["COUNT"], event["rrule"]["FREQ"]) == ([3], ["DAILY"])


def test_public_meetings_alone_are_shown_to_everybody(bkm, site, pokja, stranger):
    prepared(bkm, site, title="Terbuka", invited=[Invited(role="pokja_paket")])
    prepared(bkm, site, title="Tertutup", is_public=False, invited=[Invited(role="pokja_paket")])
    for number in (1, 2):
        actions.invite(bkm, site.code, number, on=make.today)
    assert [each.title for each in queries.upcoming(None, make.today)] == ["Terbuka"]
    assert [each.title for each in queries.upcoming(stranger, make.today)] == ["Terbuka"]
    assert {each.title for each in queries.upcoming(pokja, make.today)} == {"Terbuka", "Tertutup"}
    assert [each.title for each in queries.of_round(site.cycle, make.today)] == ["Terbuka"]


def test_the_list_of_guests_names_everybody_once(site):
    person, bodies = make.person(name="Fitri Astuti", role="pokja_paket"), [make.organisation(name=name, region="33.24") for name in ("Bappeda", "Pokja PAKET Kabupaten Kendal")]
    for body in bodies:
        body.members.create(person=person, held_from=date(2006, 1, 1))
        Engagement.objects.create(undertaking=site.cycle, body=f"tim{body.pk}", organisation=body, happened_on=date(2007, 1, 1))
    known = queries.labels(site, make.today)
    assert [name for name in queries.named_once(known) if "Fitri" in name] == ["Fitri Astuti, Bappeda"]
    assert len([name for name, who in known.items() if who == Invited(person_id=person.pk)]) == 3  # each of them is understood

"""Who came, and how: by group with counted and named people together, online, late, women among the poor; on pages, papers and figures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinergi.meetings import actions, documents, queries, rules
from sinergi.meetings.forms.day import CountForm
from sinergi.meetings.models import Meeting
from sinergi.meetings.rules import CountLine, Invited, NameLine
from sinergi.project.models import DemoDay
from tests import make
from tests.meetings.preparing import NOW, held_today, slip, write
from tests.meetings.recording import DAY, held, sheet, stage
from tests.meetings.test_day_pages import at, closing
from tests.meetings.test_figures import across
from tests.meetings.test_pages import PDF, form, page_of, sent, text


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return stage("times = 2")


MIXED = {
    "mode": "hybrid",
    "counts": [CountLine("SKPD", men=13, online=4), CountLine("Warga", women=9, men=6, poor=8, poor_women=5, disability=2, disability_women=0)],
    "names": [NameLine("Siti", "woman", group="skpd", online=True), NameLine("Budi", "man", group="Warga", poor=True, late=True), NameLine("Ani", "woman")],
}


def test_named_people_stand_in_the_line_of_their_group():
    lines = rules.by_group(MIXED["counts"], MIXED["names"])
    assert [(line.count.group, line.count.total, line.count.women, line.named) for line in lines] == [("SKPD", 14, 1, 1), ("Warga", 16, 9, 1), ("", 1, 1, 1)]
    assert dict(rules.figures(MIXED["counts"], MIXED["names"]).groups) == {"SKPD": 14, "Warga": 16, "": 1}


def test_online_late_and_women_among_the_poor_are_added_up():
    met = rules.figures(MIXED["counts"], MIXED["names"])
    assert (met.online, met.late, met.poor, met.poor_women, met.disability, met.disability_women) == (5, 1, 9, 5, 2, 0)
    unsaid = rules.figures([CountLine("Warga", women=9, men=6, poor=8)], [])
    assert (unsaid.poor_women, unsaid.disability_women) == (None, None)


@pytest.mark.parametrize(("line", "code"), [
    (CountLine("Warga", women=2, men=2, online=5), "meetings.online_above_whole"),
    (CountLine("Warga", women=2, men=9, poor=5, poor_women=3), "meetings.women_above_part"),
    (CountLine("Warga", women=9, men=1, poor=5, poor_women=2), "meetings.women_above_part"),    # three poor men, and only one man came
    (CountLine("Warga", women=9, men=1, poor=5, disability_women=1), "meetings.women_above_part"),
])  # fmt: skip
def test_parts_fit_into_the_whole(line, code):
    assert rules.sound(sheet(counts=[line]), make.today).code == code


def test_in_a_meeting_held_online_everybody_is_online(bkm, site):
    assert held(bkm, site, mode="online", place="Ruang daring Pokja", names=[NameLine("Siti", "woman")]).online == 30


def test_the_page_and_the_papers_tell_it_all(client, bkm, site):
    meeting = held(bkm, site, **MIXED)
    client.force_login(bkm)
    page = text(client.get(page_of(meeting)))
    assert ("<b>5</b><span>ikut secara daring" in page, "<b>1</b><span>datang terlambat" in page, "(5 perempuan)" in page, "Menurut nama" in page) == (True, True, True, False)
    found = queries.page(site, meeting.number, make.today)
    (part,) = next(each["parts"] for each in documents.minutes(found, names=True)["sections"] if each["heading"] == "Peserta")
    assert [[row[0], *row[-2:]] for row in part["table"]["rows"]] == [["SKPD", 5, 14], ["Warga", 0, 16], ["Tanpa kelompok", 0, 1]]
    assert "Warga miskin 9, di antaranya tercatat 5 perempuan." in part["table"]["note"]
    assert "1 orang tercatat datang terlambat." in part["table"]["note"]
    assert [row[2] for row in documents.attendance(found, names=True)["attendance"]["rows"]] == ["skpd · daring", "Warga · terlambat", ""]
    assert [row[2] for row in documents.attendance(found, names=False)["attendance"]["rows"]] == ["skpd", "Warga", ""]    # how somebody came is not for the public


def test_a_correction_keeps_what_nobody_changed(bkm, site):
    meeting = held(bkm, site, **MIXED)
    fixed = actions.correct(bkm, site.code, meeting.number, on=make.today, reason="Judul", sheet=queries.sheet_of(meeting))
    assert (fixed.online, fixed.late, fixed.poor_women, fixed.disability_women, queries.sheet_of(fixed).names) == (5, 1, 5, 0, MIXED["names"])


def test_figures_across_meetings_count_them(client, bkm, site):
    held(bkm, site, **MIXED)
    found = across(kelompok="skpd")
    assert (across().total.online, across().total.late, across().total.poor_women) == (5, 1, 5)
    assert (found.total.people, found.total.online, found.total.late) == (14, 5, 0)
    page = text(client.get(reverse("meetings:figures")))
    assert ("<b>5</b><span>ikut secara daring" in page, "<b>1</b><span>datang terlambat" in page) == (True, True)


def test_what_the_day_knew_of_online_and_late_is_in_the_record(client, bkm, site):
    planned = held_today(bkm, site, mode="hybrid", link="https://meet.example/abc")    # begins at 09.00; the notes come at 10.00
    write(planned, bkm, slip("checkin", name="Budi", group="Warga", online=True), slip("checkin", name="Siti", group="Warga", punctual=True), slip("count", group="Warga", women=3, poor=2, poor_women=2, online=1))
    client.force_login(bkm)
    assert "<b>1</b><span>datang terlambat" in text(client.get(at("close", planned)))
    assert closing(client, planned).status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert [(row.name, row.online, row.late) for row in meeting.attendees.all()] == [("Budi", True, True), ("Siti", False, False)]
    assert (meeting.online, meeting.late, meeting.poor_women, NOW.hour) == (2, 1, 2, 3)


def test_the_small_form_of_the_day_says_which_number_does_not_fit():
    given = {"kind": "count", "group": "Warga", "women": "2", "men": "9", "poor": "5", "poor_women": "3", "online": "20"}
    assert set(CountForm(given).errors) == {"poor_women", "online"}
    assert CountForm({**given, "poor_women": "0", "online": ""}).is_valid()


def test_a_zero_that_was_said_is_kept_apart_from_what_was_not_said(bkm, site):
    form = CountForm({"kind": "count", "group": "Warga", "women": "2", "men": "9", "poor": "5", "poor_women": "0"})
    assert (form.is_valid(), form.payload()["poor_women"], "disability_women" in form.payload()) == (True, 0, False)


COUNTED = [
    ({"women": "15", "men": "14"}, "<b>–</b><span>warga miskin: tidak dihitung", "<b>–</b><span>penyandang disabilitas: tidak dihitung"),
    ({"women": "15", "men": "14", "poor": "0", "disability": "0"}, "<b>0</b><span>warga miskin, 0 % dari yang hadir", "<b>0</b><span>penyandang disabilitas</span>"),
]


@pytest.mark.parametrize(("typed", "poor", "disability"), COUNTED)
def test_an_empty_box_is_not_counted_and_a_zero_is_none(client, bkm, site, typed, poor, disability):
    client.force_login(bkm)
    assert sent(client, site, **{f"counts-0-{name}": value for name, value in typed.items()}).status_code == 302
    for address in (reverse("meetings:show", args=[site.code, 1]), reverse("meetings:figures")):
        page = text(client.get(address)).replace("\N{NO-BREAK SPACE}", " ")
        assert (poor in page, disability in page) == (True, True)


def test_the_poor_are_a_share_of_those_among_whom_they_were_counted(client, bkm, site):
    held(bkm, site, counts=[CountLine("Warga", women=6, men=4, poor=2, disability=0), CountLine("SKPD", men=30)])
    assert (across().total.poor_pct, across(kelompok="warga").total.poor_pct, across(kelompok="SKPD").total.poor_pct) == (20, 20, None)
    for address in (reverse("meetings:show", args=[site.code, 1]), reverse("meetings:figures")):
        page = text(client.get(address)).replace("\N{NO-BREAK SPACE}", " ")
        assert ("warga miskin, 20 % dari 10 orang yang dihitung" in page, '<span class="muted">tidak dihitung</span>' in page) == (True, True)


ANSWERS = [
    ([NameLine("Siti"), NameLine("Budi")], {}, (None, None)),
    ([NameLine("Siti", poor=True), NameLine("Budi")], {}, (1, 1)),
    ([NameLine("Siti", poor=True), NameLine("Budi", poor=False), NameLine("Ani")], {}, (1, 2)),
    ([NameLine("Siti", poor=True), NameLine("Budi")], {"poor": True}, (1, 2)),
    ([NameLine("Siti"), NameLine("Budi")], {"poor": True}, (0, 2)),
]


@pytest.mark.parametrize(("names", "said", "expected"), ANSWERS)
def test_only_those_who_answered_are_counted_unless_it_is_said_that_all_were_asked(names, said, expected):
    met = rules.figures([], rules.all_asked(names, **said))
    assert (met.poor, met.poor_counted or None) == expected


def test_the_answer_of_one_at_the_door_says_nothing_about_those_the_desk_wrote_down(client, bkm, site):
    planned = held_today(bkm, site)
    door = reverse("meetings:door", args=[planned.token])
    for name, group, answers in (("Siti", "Warga", {"poor": "ya", "disability": "tidak"}), ("Budi", "Warga", {"poor": "tidak"}), ("Ani", "Warga", {})):
        assert client.post(door, {"kind": "checkin", "name": name, "group": group, "device": name, **answers}).status_code == 302
    write(planned, bkm, slip("checkin", name="Tutik", group="Fasilitator"), slip("checkin", name="Sutrisno", group="Fasilitator"))
    client.force_login(bkm)
    assert "warga miskin, 50\N{NO-BREAK SPACE}% dari 2 orang yang dihitung" in text(client.get(at("close", planned)))
    assert closing(client, planned).status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert (meeting.participants, meeting.poor, meeting.poor_of, meeting.disability, meeting.disability_of) == (5, 1, 2, 0, 1)
    rows = {row.count.group: (row.count.poor, row.count.disability) for row in rules.by_group((), queries.sheet_of(meeting).names)}
    assert rows == {"Warga": (1, 0), "Fasilitator": (None, None)}


def test_a_share_of_those_who_were_marked_alone_is_not_shown(client, bkm, site):
    held(bkm, site, names=[NameLine("Siti", poor=True), NameLine("Budi")])
    page = text(client.get(reverse("meetings:show", args=[site.code, 1])))
    assert "<b>1</b><span>warga miskin; yang lain tidak dihitung" in page


def test_a_correction_keeps_who_said_no(client, bkm, site):
    meeting = held(bkm, site, names=[NameLine("Siti", poor=True), NameLine("Budi", poor=False), NameLine("Ani")])
    client.force_login(bkm)
    names = client.get(reverse("meetings:correct", args=[site.code, meeting.number])).context["record"].sets["names"]
    assert [row["poor"].value() for row in names.forms][:3] == ["ya", "tidak", ""]


def test_the_screen_of_the_day_says_whom_a_count_holds(client, bkm, site):
    planned = held_today(bkm, site)
    write(planned, bkm, slip("count", group="Warga", women=4, men=5, poor=2, disability=0))
    client.force_login(bkm)
    page = text(client.get(at("today", planned))).replace("\N{NO-BREAK SPACE}", " ")
    assert ("Warga: 4 perempuan 5 laki-laki  · 2 warga miskin · 0 penyandang disabilitas" in page, "<b>2</b><span>warga miskin, 22 % dari yang hadir" in page) == (True, True)


def test_what_the_phones_did_not_count_is_not_counted_in_the_record(client, bkm, site):
    planned = held_today(bkm, site)
    write(planned, bkm, slip("checkin", name="Budi", group="Warga"), slip("count", group="Warga", women=3, disability=0))
    client.force_login(bkm)
    page = text(client.get(at("close", planned)))
    assert ("warga miskin: tidak dihitung" in page, "penyandang disabilitas, dari 3 orang yang dihitung" in page) == (True, True)
    assert closing(client, planned).status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert (meeting.poor, meeting.disability, meeting.disability_of, meeting.participants) == (None, 0, 3, 4)


@pytest.mark.parametrize(("mode", "code"), [("offline", "meetings.where_missing"), ("hybrid", "meetings.where_missing"), ("online", "meetings.room_missing")])
def test_a_meeting_was_somewhere(mode, code):
    assert rules.sound(sheet(place=" ", mode=mode), make.today).code == code


def test_an_old_record_without_a_place_is_read_and_completed_when_it_is_corrected(client, bkm, site):
    meeting = held(bkm, site)
    Meeting.objects.filter(pk=meeting.pk).update(place="")
    client.force_login(bkm)
    assert (client.get(page_of(meeting)).status_code, client.get(page_of(meeting, "correct")).status_code) == (200, 200)
    meeting.refresh_from_db()
    assert rules.sound(queries.sheet_of(meeting), make.today).code == "meetings.where_missing"


def test_the_form_asks_for_the_place(client, bkm, site):
    client.force_login(bkm)
    box = client.get(form(site)).context["form"].fields["place"]
    assert box.required


def test_further_papers_are_signed_with_the_minutes(client, bkm, site):
    meeting = held(bkm, site, signed=False)
    client.force_login(bkm)
    page = client.get(page_of(meeting, "sign"))
    assert "Berkas lain yang ditandatangani" in text(page)
    head = {"scan": SimpleUploadedFile("notulen.pdf", PDF, "application/pdf"), "signed_on": "2007-05-12", "evidence-TOTAL_FORMS": "2", "evidence-INITIAL_FORMS": "0"}
    more = client.post(page_of(meeting, "sign"), {"tambah": "evidence", "signed_on": "2007-05-12", "evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0", "evidence-0-caption": "Daftar hadir"})
    assert ('value="Daftar hadir"' in text(more), 'name="evidence-3-file"' in text(more)) == (True, True)
    response = client.post(page_of(meeting, "sign"), {**head, "evidence-0-file": SimpleUploadedFile("hadir.pdf", PDF + b" ", "application/pdf"), "evidence-0-caption": "Daftar hadir"})
    found = queries.page(site, meeting.number, make.today)
    assert (response.status_code, found.is_signed, [row.caption for row in found.evidence]) == (302, True, ["Daftar hadir"])
    assert "Daftar hadir" in text(client.get(page_of(meeting)))


def test_a_line_of_the_plan_stands_on_paper_with_all_that_was_said(bkm, site):
    from sinergi.followups.rules import Responsible

    line = rules.ActionLine("Ukur talud", Responsible(text="BKM"), DAY, output="Gambar ukur", needs="Meteran", fund_source="Swadaya", starts_on=DAY)
    found = queries.page(site, held(bkm, site, actions=[line]).number, make.today)
    (table,) = next(each["parts"] for each in documents.deed(found, names=True)["sections"] if each["heading"].startswith("Rencana kerja"))
    assert [column["title"] for column in table["table"]["columns"]] == ["Nr.", "Apa", "Penanggung jawab", "Hasil", "Kebutuhan", "Sumber dana", "Mulai", "Tenggat"]
    assert table["table"]["rows"][0][3:6] == ["Gambar ukur", "Meteran", "Swadaya"]
    assert found.agreed[0].starts_on == DAY
    late = rules.ActionLine("Ukur talud", Responsible(text="BKM"), DAY, starts_on=make.today)
    assert rules.sound(sheet(actions=[late]), make.today).code == "meetings.starts_after_due"


def test_the_share_of_the_poor_is_said_before_the_meeting(client, bkm, kendal):
    site = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site",
                           extra='[[meeting_kinds]]\ncode = "rembug"\ntitle = { id = "Rembug", en = "Meeting" }\ntargets = { poor_pct = 20 }')
    client.force_login(bkm)
    assert "Warga miskin paling sedikit 20" in text(client.get(form(site)))


@pytest.mark.parametrize(("language", "label"), [("id", "Pokja PAKET (semua)"), ("en", "PAKET working group (all)")])
def test_roles_are_offered_in_the_language_of_the_reader_and_understood_in_both(kendal, language, label):
    from django.utils import translation

    from sinergi.project.demo.opening import edition_text

    cycle = make.cycle_of(edition_text())
    with translation.override(language):
        assert (label in queries.labels(cycle, make.today), queries.understood(cycle, make.today)["Pokja PAKET (semua)"], queries.understood(cycle, make.today)["PAKET working group (all)"]) == (
            True, Invited(role="pokja_paket"), Invited(role="pokja_paket"))  # fmt: skip

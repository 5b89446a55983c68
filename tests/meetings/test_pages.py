"""The pages of meetings: reading, recording without JavaScript, correcting, signing; bad input loses nothing."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.meetings import conditions, queries
from sinergi.meetings.models import Meeting, MeetingFor
from sinergi.meetings.rules import ActionLine, CountLine, NameLine
from sinergi.notices.models import Notice
from sinergi.programmes import snapshot
from sinergi.programmes.models import Engagement
from sinergi.project.models import DemoDay
from tests import make
from tests.meetings.recording import DAY, KINDS, held, stage

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
SETS = {"agenda": 1, "counts": 2, "names": 2, "tables": 2, "questions": 2, "answers": 3, "presentations": 2, "decisions": 1, "actions": 1, "evidence": 1}


@pytest.fixture(autouse=True)
def _today(db, settings):
    """The office's day, set as the demo sets it."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return stage()


def filled(**changes):
    """A form as a browser sends it; names without a prefix belong to the head."""
    given = {f"{name}-{part}": str(value) for name, rows in SETS.items() for part, value in (("TOTAL_FORMS", rows), ("INITIAL_FORMS", 0))}
    given |= {"rapat-kind": "rembug", "rapat-stage": "trial", "rapat-token": "formulir-1", "rapat-title": "Rembug warga", "rapat-starts_on": "2007-05-10",
              "rapat-mode": "offline", "rapat-place": "Balai desa", "counts-0-group": "Warga", "counts-0-women": "15", "counts-0-men": "14", "counts-1-group": "SKPD"}  # fmt: skip
    return given | {name if "-" in name else f"rapat-{name}": value for name, value in changes.items()}


def pdf(name="notulen.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text(response):
    return response.content.decode()


def form(undertaking, **query):
    return reverse("meetings:record", args=[undertaking.code], query={"kind": "rembug", "stage": "trial", **query})


def page_of(meeting, name="show"):
    return reverse(f"meetings:{name}", args=[meeting.undertaking.code, meeting.number])


def sent(client, undertaking, **changes):
    return client.post(form(undertaking), filled(**changes))


def test_a_meeting_is_written_down_in_the_browser(client, bkm, site):
    client.force_login(bkm)
    assert client.get(form(site)).status_code == 200
    response = sent(client, site, **{
        "signed": pdf(), "starts_time": "09.00", "ends_time": "11:15", "agenda-0-title": "Pembukaan", "agenda-0-minutes": "5",
        "names-0-name": "Siti 🌾 Mulyani", "names-0-sex": "woman", "decisions-0-text": "Talud dulu", "actions-0-what": "Ukur talud",
        "actions-0-who": "Ketua BKM", "actions-0-due_on": "2007-05-20", "evidence-0-file": pdf("hadir.pdf"), "evidence-0-caption": "Daftar hadir",
    })  # fmt: skip
    meeting = Meeting.objects.get()
    assert (response.status_code, response.url) == (302, page_of(meeting))
    assert (meeting.participants, meeting.women_pct, meeting.starts_time, meeting.ends_time) == (30, 53, time(9), time(11, 15))
    assert (meeting.evidence.get().caption, Followup.objects.get().responsible) == ("Daftar hadir", "Ketua BKM")
    assert "Siti 🌾 Mulyani" in text(client.get(page_of(meeting)))


def test_a_known_body_and_its_member_are_linked_by_their_names(client, bkm, faskel, site):
    body = make.organisation(name="BKM Sambongsari", region="33.24.12.2011")
    body.members.create(person=faskel, held_from=date(2006, 1, 1))
    Engagement.objects.create(undertaking=site, act="actors.form", happened_on=DAY, body="bkm", organisation=body)
    client.force_login(bkm)
    sent(client, site, **{"actions-0-what": "Ukur", "actions-0-who": "nur aini, bkm sambongsari", "actions-0-due_on": "2007-05-20"})
    followup = Followup.objects.get()
    assert (followup.who_person, followup.who_organisation, followup.who_text) == (faskel, body, "")


def test_more_rows_keep_every_word_and_check_nothing_yet(client, bkm, site):
    client.force_login(bkm)
    typed = filled(title="", starts_on="31/31/2007", **{"counts-0-women": "banyak", "names-1-name": "Budi"})
    response = client.post(form(site), {**typed, "tambah": "counts"})
    page = text(response)
    assert ('value="31/31/2007"' in page, 'value="banyak"' in page, 'value="Budi"' in page, "Belum bisa disimpan" in page) == (True, True, True, False)
    assert ('name="counts-4-group"' in page, 'name="counts-5-group"' in page, Meeting.objects.count()) == (True, False, 0)


BAD = [
    ({"title": ""}, "Bagian ini perlu diisi."),
    ({"starts_on": ""}, "Bagian ini perlu diisi."),
    ({"starts_on": "2007-06-02"}, "Catat setelah rapat selesai."),
    ({"ends_on": "2007-05-09"}, "tidak mungkin selesai sebelum mulai"),
    ({"starts_time": "11:00", "ends_time": "09:00"}, "tidak mungkin selesai sebelum mulai"),
    ({"starts_time": "kira-kira jam 9"}, "Tulis jam seperti 09.00."),
    ({"mode": "telepati"}, "Pilihan ini tidak ada di daftar."),
    ({"result": "bagus"}, "Pilihan ini tidak ada di daftar."),
    ({"region": "99.99"}, "pilihan"),
    ({"counts-0-women": "-3"}, "Paling sedikit 0."),
    ({"counts-0-women": "999999999999"}, "Paling banyak 20000; periksa angkanya."),
    ({"counts-0-women": "lima belas"}, "Tulis angka bulat saja."),
    ({"counts-0-poor": "30"}, "lebih banyak daripada 29 orang"),
    ({"counts-0-group": ""}, "Baris ini belum lengkap."),
    ({"counts-0-women": "", "counts-0-men": ""}, "Catat siapa yang hadir"),
    ({"names-0-organisation": "PKK"}, "Baris ini belum lengkap."),
    ({"actions-0-what": "Ukur", "actions-0-who": "BKM", "actions-0-due_on": "2007-05-09"}, "sebelum hari rapat"),
    ({"actions-0-what": "Ukur", "actions-0-who": "BKM"}, "Tulis tenggatnya."),
    ({"actions-0-what": "Ukur", "actions-0-due_on": "2007-05-20"}, "Tulis siapa penanggung jawabnya."),
    ({"agenda-0-minutes": "5"}, "Baris ini belum lengkap."),
    ({"agenda-0-title": "x", "agenda-0-minutes": "0"}, "Paling sedikit 1."),
    ({"names-TOTAL_FORMS": "5000"}, "1000"),
    ({"names-TOTAL_FORMS": "x"}, "Sebagian isian tidak ikut terkirim. Buka lagi formulir ini, lalu kirim sekali lagi."),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_bad_input_comes_back_with_a_sentence_and_every_word(client, bkm, site, changes, sentence):
    client.force_login(bkm)
    response = sent(client, site, minutes="Panjang sekali 🌾", **changes)
    page = text(response)
    assert (response.status_code, Meeting.objects.count(), "Panjang sekali 🌾" in page) == (200, 0, True)
    assert sentence in page


@pytest.mark.parametrize("upload", [pdf(content=b"MZ\x90\x00" + b"\0" * 200), pdf(content=b"")])
def test_a_renamed_program_and_an_empty_file_are_no_minutes(client, bkm, site, upload):
    client.force_login(bkm)
    response = sent(client, site, signed=upload)
    assert (response.status_code, Meeting.objects.count()) == (200, 0)


# what it still lacks for its step

LACKING = [
    ('result = "accepted"', {}, ["hasilnya belum diisi “Diterima”", "notulen bertanda tangan belum diunggah"]),
    ('result = "accepted"', {"result": "rejected", "signed": pdf()}, ["hasilnya “Belum diterima”, perlu “Diterima”"]),
    ("participants = 40, signed = false", {}, ["peserta 29 dari 40"]),
    ('groups = ["SKPD"], signed = false', {}, ["belum ada peserta dari SKPD"]),
    ('result = "accepted"', {"result": "accepted", "signed": pdf()}, []),
]


@pytest.mark.parametrize(("asked", "changes", "lacks"), LACKING)
def test_a_meeting_says_what_it_lacks_for_its_step(client, bkm, kendal, asked, changes, lacks):
    site = stage(asked)
    client.force_login(bkm)
    page = text(client.post(form(site), filled(**{name: pdf() if name == "signed" else value for name, value in changes.items()}), follow=True))
    said = "Belum dihitung untuk langkah 1: " + "; ".join(lacks) + "." if lacks else ""
    assert (f"Rapat tersimpan: 29 peserta. {said}".strip() in page, "Belum dihitung untuk langkah" in page) == (True, bool(lacks))
    again = text(client.get(page_of(Meeting.objects.get())))
    assert ("Belum dihitung untuk langkah 1, Uji" in again, [lack for lack in lacks if f"<li>{lack}</li>" not in again]) == (bool(lacks), [])


def test_what_is_withdrawn_or_asked_by_no_step_lacks_nothing(client, bkm, kendal):
    site = stage('result = "accepted"')
    meeting = held(bkm, site)
    assert [one.lacks for one in conditions.not_counted(meeting, make.today)] == [("hasilnya belum diisi “Diterima”",)]
    MeetingFor.objects.update(stage="")
    assert conditions.not_counted(meeting, make.today) == []


def test_a_meeting_may_count_for_a_part_of_what_its_step_asks(client, bkm, kendal):
    """Two meetings, one of them with persons with disability: the first counts as one of two, and says what one is still to bring."""
    wanted = ['{ is = "meetings.held", kind = "rembug", times = 2 }', '{ is = "meetings.held", kind = "rembug", women_pct = 30, disability = 1 }']
    site = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=wanted, scope="site", extra=KINDS)
    first = held(bkm, site)
    page = text(client.get(page_of(first)))
    assert ("Dihitung untuk langkah 1, Uji; langkah itu juga meminta satu rapat yang memenuhi ini" in page, "Belum dihitung" in page) == (True, False)
    held(bkm, site, title="Rembug RW 03", counts=[CountLine("Warga", women=15, men=14, disability=2)])
    assert conditions.not_counted(first, make.today) == []
    why = text(client.get(reverse("programmes:why", args=[site.code, "trial"])))
    assert ("sudah diadakan (2 kali)" in why, "sudah diadakan (paling sedikit 30 % perempuan, paling sedikit 1 penyandang disabilitas)" in why) == (True, True)


def test_a_meeting_that_was_recorded_before_is_led_to(client, bkm, kendal):
    site = stage("times = 5")
    held(bkm, site, title="Yang lain")
    meeting = held(bkm, site)
    client.force_login(bkm)
    page = text(sent(client, site, token="formulir-2"))
    assert ("sudah dicatat sebagai rapat nomor 2" in page, f'href="{page_of(meeting)}"' in page, Meeting.objects.count()) == (True, True, 2)


def test_the_page_of_a_meeting_leads_to_the_village_it_was_held_for(client, site, bkm):
    page = text(client.get(page_of(held(bkm, site))))
    assert page.count(f'href="/desa/{site.code}/"') == 2
    assert f'href="/tahap/{site.cycle.code}/"' in page


def test_a_correction_shows_the_result_and_what_the_step_asks(client, bkm, kendal):
    site = stage('result = "accepted"')
    meeting = held(bkm, site, result="accepted", stage="trial")
    client.force_login(bkm)
    page = text(client.get(page_of(meeting, "correct")))
    assert ["Hasilnya: diterima." in page, '<option value="accepted" selected>' in page] == [True, True]
    page = text(client.post(page_of(meeting, "correct"), filled(reason="", version="1", result="accepted")))
    assert ["Bagian ini perlu diisi." in page, "Bidang ini tidak boleh kosong." in page, "Hasilnya: diterima." in page] == [True, False, True]


def test_the_same_name_twice_is_a_warning_not_a_refusal(client, bkm, site):
    client.force_login(bkm)
    response = client.post(form(site), filled(**{"names-0-name": "Siti", "names-1-name": "siti "}), follow=True)
    assert (Meeting.objects.count(), "Tertulis lebih dari sekali di daftar hadir: Siti" in text(response)) == (1, True)


def test_a_double_click_is_one_meeting_and_says_so(client, bkm, site):
    client.force_login(bkm)
    sent(client, site, signed=pdf())
    response = sent(client, site, signed=pdf())
    assert (Meeting.objects.count(), "sudah tersimpan" in text(response)) == (1, True)


def test_a_training_is_ticked_for_other_works_of_the_step(client, pokja):
    first = stage(scope="work")
    others = [make.child(first.parent, "33.24.12.2011") for _ in range(2)]
    snapshot.renew_cycle(first.cycle_id, on=make.today)
    client.force_login(pokja)
    assert all(each.code in text(client.get(form(first))) for each in others)
    sent(client, first, further=[others[1].code])
    assert sorted(link.undertaking.code for link in MeetingFor.objects.all()) == [first.code, others[1].code]


def test_or_for_all_of_them_at_once(client, pokja):
    first = stage(scope="work")
    others = [make.child(first.parent, "33.24.12.2011") for _ in range(2)]
    snapshot.renew_cycle(first.cycle_id, on=make.today)
    client.force_login(pokja)
    sent(client, first, everyone="on")
    assert sorted(link.undertaking.code for link in MeetingFor.objects.all()) == [first.code, *(each.code for each in others)]


def test_a_work_that_is_not_on_the_list_cannot_be_slipped_in(client, pokja):
    first, foreign = stage(scope="work"), stage(scope="work")
    make.child(first.parent, "33.24.12.2011")
    snapshot.renew_cycle(first.cycle_id, on=make.today)
    client.force_login(pokja)
    response = sent(client, first, further=[foreign.code])
    assert (Meeting.objects.count(), f"{foreign.code} tidak ada di antara pekerjaan" in text(response)) == (0, True)


def test_who_may_not_record_is_told_why(client, stranger, site):
    assert client.get(form(site)).status_code == 302
    client.force_login(stranger)
    response = client.get(form(site))
    assert (response.status_code, "Akun Anda tidak memegang peran itu" in text(response)) == (403, True)
    assert (sent(client, site).status_code, Meeting.objects.count()) == (403, 0)


def test_a_step_that_closed_while_somebody_wrote_gives_the_words_back(client, bkm, pokja, site):
    held(pokja, site)
    client.force_login(bkm)
    response = sent(client, site, minutes="Tulisan panjang")
    assert (response.status_code, "Tulisan panjang" in text(response), "sudah selesai" in text(response)) == (200, True, True)


def test_without_a_kind_the_kinds_i_may_record_are_offered(client, bkm, stranger, site):
    client.force_login(bkm)
    page = text(client.get(reverse("meetings:record", args=[site.code])))
    assert ("Rembug warga" in page, "Lokakarya" in page) == (True, False)
    assert "Rembug warga" in text(client.get(form(site, kind="bohong")))
    client.force_login(stranger)
    assert "tidak ada rapat yang dapat Anda catat" in text(client.get(reverse("meetings:record", args=[site.code])))


def test_what_the_step_asks_and_what_we_advise_is_said_beforehand(client, bkm):
    asked = stage("times = 2, disability = 1")
    client.force_login(bkm)
    page = text(client.get(form(asked)))
    assert [part in page for part in ("Rapat ini diadakan 2 kali.", "disabilitas paling sedikit 1 orang", "(bawaan kami, tidak menghalangi)")] == [True] * 3


def test_signed_minutes_are_added_later(client, bkm, site):
    meeting = held(bkm, site, signed=False)
    client.force_login(bkm)
    assert "Tambah notulen bertanda tangan" in text(client.get(page_of(meeting)))
    response = client.post(page_of(meeting, "sign"), {"scan": pdf(), "signed_on": "2007-05-12"})
    assert (response.status_code, "12 Mei 2007" in text(client.get(page_of(meeting)))) == (302, True)


@pytest.mark.parametrize("given", [{"signed_on": "2007-05-12"}, {"signed_on": "2007-05-01", "scan": True}, {"signed_on": "2007-06-05", "scan": True}])
def test_signing_needs_a_scan_and_a_possible_day(client, bkm, site, given):
    meeting = held(bkm, site, signed=False)
    client.force_login(bkm)
    response = client.post(page_of(meeting, "sign"), {**given, **({"scan": pdf()} if given.get("scan") else {})})
    assert (response.status_code, queries.page(site, meeting.number, make.today).is_signed) == (200, False)


def test_a_correction_begins_with_what_was_recorded(client, bkm, site):
    meeting = held(bkm, site, minutes="Talud longsor", counts=[CountLine("Warga", 15, 14)], actions=[ActionLine("Ukur", Responsible(text="BKM"), DAY)])
    client.force_login(bkm)
    page = text(client.get(page_of(meeting, "correct")))
    assert [part in page for part in ("Talud longsor", 'value="15"', "Apa yang diperbaiki")] == [True] * 3
    response = client.post(page_of(meeting, "correct"), filled(**{"version": "1", "reason": "Salah hitung", "counts-0-women": "16"}))
    new = Meeting.objects.get(version=2)
    assert (response.status_code, new.participants, new.agreed.count()) == (302, 30, 1)
    assert client.post(page_of(meeting, "correct"), filled(token="lain", reason="")).status_code == 200


def test_only_the_day_is_corrected_and_what_was_signed_that_day_goes_with_it(client, bkm, site):
    """Neither the last day nor the day of the signature, both left empty when it was recorded, stands in the way."""
    meeting = held(bkm, site, starts_on=DAY - timedelta(days=9))
    client.force_login(bkm)
    page = client.get(page_of(meeting, "correct"))
    typed = [page.context["form"][name].value() or "" for name in ("ends_on", "signed_on")]
    assert typed == ["", ""]
    answer = client.post(page_of(meeting, "correct"), filled(version="1", reason="Salah tanggal", starts_on=str(DAY - timedelta(days=2)), ends_on="", signed_on=""))
    new = Meeting.objects.get(version=2)
    assert (answer.status_code, new.ends_on, new.counts_for.get().signatures.get().happened_on) == (302, DAY - timedelta(days=2), DAY - timedelta(days=2))
    other = filled(version="2", token="lagi", reason="Ditandatangani belakangan", starts_on=str(DAY - timedelta(days=2)), signed_on=str(DAY - timedelta(days=1)))
    assert client.post(page_of(meeting, "correct"), other).status_code == 302
    assert Meeting.objects.get(version=3).counts_for.get().signatures.get().happened_on == DAY - timedelta(days=1)


def test_two_people_correcting_at_once_do_not_overwrite_each_other(client, bkm, pokja, site):
    meeting = held(bkm, site)
    client.force_login(bkm)
    first = client.post(page_of(meeting, "correct"), filled(version="1", token="a", reason="Salah hitung", **{"counts-0-women": "16"}))
    client.force_login(pokja)
    late = client.post(page_of(meeting, "correct"), filled(version="1", token="b", reason="Judul", title="Tulisan kedua"))
    assert (first.status_code, late.status_code, "Orang lain sudah mengubah" in text(late), "Tulisan kedua" in text(late)) == (302, 200, True, True)
    assert list(Meeting.objects.order_by("version").values_list("version", "participants")) == [(1, 29), (2, 30)]


def test_the_public_sees_figures_and_decisions_but_no_names(client, bkm, site):
    meeting = held(bkm, site, decisions=["Talud dulu"], names=[NameLine("Siti Mulyani", "woman")], minutes="<script>alert(1)</script>")
    page = text(client.get(page_of(meeting)))
    assert ("Talud dulu" in page, "Siti Mulyani" in page, "S••• M••••••" in page, "notulen.pdf" in page, "<script>alert" in page) == (True, False, True, False, False)
    client.force_login(bkm)
    assert ("Siti Mulyani" in text(client.get(page_of(meeting))), "notulen.pdf" in text(client.get(page_of(meeting)))) == (True, True)


@pytest.mark.parametrize(("query", "shown"), [
    ({}, ["Besar", "Kecil"]), ({"urut": "tanggal"}, ["Kecil", "Besar"]), ({"urut": "-peserta"}, ["Besar", "Kecil"]), ({"urut": "peserta"}, ["Kecil", "Besar"]),
    ({"cari": "kec"}, ["Kecil"]), ({"notulen": "belum"}, ["Besar"]), ({"notulen": "sudah"}, ["Kecil"]), ({"jenis": "lokakarya"}, []),
    ({"urut": "'; DROP", "halaman": "x"}, ["Besar", "Kecil"]),
])  # fmt: skip
def test_the_list_is_searched_filtered_and_sorted_by_its_address(client, bkm, query, shown):
    site = stage("times = 5")
    held(bkm, site, title="Kecil", counts=[CountLine("Warga", 1)])
    held(bkm, site, title="Besar", starts_on=date(2007, 5, 12), signed=False)
    page = text(client.get(reverse("meetings:index", args=[site.cycle.code]), query))
    assert sorted((title for title in ("Besar", "Kecil") if f">{title}</a>" in page), key=lambda title: page.index(f">{title}</a>")) == shown


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_three(client, bkm):
    site = stage("times = 5")
    asked = []
    for titles in ("A", "BC"):
        for title in titles:
            held(bkm, site, title=title)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("meetings:index", args=[site.code]))
        asked.append(len(caught))
    assert asked[0] == asked[1]


def test_a_meeting_page_asks_the_same_number_of_questions_for_one_name_and_many(client, bkm):
    site = stage("times = 5")
    asked = []
    for many in (1, 30):
        line = ActionLine("Ukur", Responsible(text="BKM"), DAY)
        meeting = held(bkm, site, title=f"{many}", names=[NameLine(f"Orang {each}") for each in range(many)], actions=[line] * many)
        with CaptureQueriesContext(connection) as caught:
            client.get(page_of(meeting))
        asked.append(len(caught))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("path", ["/rapat/TIDAK-ADA/", "/rapat/TIDAK-ADA/1/", "/rapat/{code}/99/", "/rapat/{code}/99/notulen/", "/rapat/{code}/1/cetak/resep/"])
def test_what_is_not_there_is_not_found(client, bkm, site, path):
    held(bkm, site)
    client.force_login(bkm)
    assert client.get(path.format(code=site.code)).status_code == 404


def test_the_panel_shows_the_last_meetings_that_count_here(bkm, site):
    assert queries.panel(site, bkm, make.today) is None
    meeting = held(bkm, site)
    panel = queries.panel(site.cycle, bkm, make.today)
    assert (panel["total"], panel["rows"]) == (1, [meeting])


def test_a_meeting_whose_signed_minutes_are_missing_is_not_asked_for_twice(client, bkm, site):
    """Recorded without a scan: what remains to be done is the scan."""
    meeting = held(bkm, site, signed=False, stage="trial")
    client.force_login(bkm)
    there = f'href="{page_of(meeting, "sign")}?stage=trial"'
    assert (there in text(client.get(form(site, stage="trial"))), there in text(client.get("/pekerjaan-saya/"))) == (True, True)
    signed = held(bkm, site, title="Rembug RW 03", stage="trial")
    MeetingFor.objects.exclude(meeting=signed).update(ended_on=make.today)
    assert queries.unsigned(site.code, "rembug", "trial") == []


def test_a_day_before_its_step_opened_is_pointed_at(client, bkm, site):
    client.force_login(bkm)
    pages = [text(client.post(form(site), filled(title=f"Rembug {day}", starts_on=day, token=day), follow=True)) for day in ("2007-04-10", "2007-05-10")]
    assert ["langkah 1 baru terbuka 1 Mei 2007. Bila tanggalnya keliru" in page for page in pages] == [True, False]


def test_whoever_an_rktl_line_was_laid_on_hears_of_it_and_finds_the_meeting(client, bkm, faskel, site):
    agreed = [ActionLine(what, Responsible(person_id=who), due) for what, who, due in (
        ("Ukur talud", faskel.pk, date(2007, 6, 20)), ("Beli semen", faskel.pk, date(2007, 6, 10)), ("Sewa molen", bkm.pk, date(2007, 6, 20)), ("Dulu", faskel.pk, date(2007, 5, 20)))]
    meeting = held(bkm, site, actions=agreed)
    notice = Notice.objects.get()  # one for both, none for whoever wrote it down, none for what was due before
    assert (notice.person, notice.code, notice.url, notice.values["many"], notice.values["what"]) == (faskel, "notice.followups_agreed", page_of(meeting), 2, "Beli semen")
    assert f'href="{page_of(meeting)}"' in text(client.get(f"/tindak-lanjut/{site.code}/1/"))

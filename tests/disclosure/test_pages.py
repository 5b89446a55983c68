"""The pages of announcements, from a phone without an account to the desk that publishes."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from sinergi.assessments.models import Sheet
from sinergi.disclosure import actions, citizens, documents, queries, views
from sinergi.disclosure import permissions as disclosure_files
from sinergi.disclosure.models import Answer, ListVersion, Objection
from sinergi.files import actions as files
from sinergi.project import clock
from tests import make, papers
from tests.disclosure import build
from tests.disclosure.build import later
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: make.today)


@pytest.fixture
def cycle(kendal):
    return build.cycle()


@pytest.fixture
def announced(cycle, pokja):
    build.works(cycle)
    build.published(cycle, pokja)
    return cycle


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url(name, cycle, *more, list_code="candidates"):
    return reverse(f"disclosure:{name}", args=[cycle.code, list_code, *more])


def test_the_list_is_read_without_an_account(client, announced):
    text = words(client.get(url("show", announced)))
    version = ListVersion.objects.get()
    for said in ("Daftar calon pemenang", "Masa sanggah terbuka", "7 hari lagi", version.short_code, version.fingerprint[:8], "Ajukan keberatan", "Belum ada keberatan"):
        assert said in text


def test_a_list_nobody_published_is_not_there(client, cycle):
    assert [client.get(address).status_code for address in (url("show", cycle), url("show", cycle, list_code="apa"), url("content", cycle, 1),
                                                            url("object", cycle), url("print", cycle, 7))] == [404] * 5


def test_the_download_has_the_fingerprint_it_claims(client, announced):
    version = ListVersion.objects.get()
    content = client.get(url("content", announced, 1)).content
    assert hashlib.sha256(content).hexdigest() == version.fingerprint
    assert client.get(url("table", announced, 1)).content.decode().splitlines()[1].startswith("1,")


def test_a_paper_is_compared_on_the_page(client, announced):
    version = ListVersion.objects.get()
    check = reverse("disclosure:check")
    assert "Ada pengumuman dengan kode ini" in words(client.get(check, {"kode": version.short_code}))
    assert "Kode ini tidak dikenal" in words(client.get(check, {"kode": "R9-0000-0000"}))
    same, other = version.canonical.encode(), version.canonical.replace("PAKEM", "PAKEN").encode()
    assert "Tidak berubah" in words(client.post(check, {"file": SimpleUploadedFile("isi.json", same)}))
    assert "Isinya lain dari yang diumumkan" in words(client.post(check, {"file": SimpleUploadedFile("isi.json", other)}))
    assert "Berkas ini tidak dikenal" in words(client.post(check, {"file": SimpleUploadedFile("isi.json", b"halo")}))


def test_the_notice_is_a_page_to_print(client, announced):
    response = client.get(url("print", announced, 1))
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_notice_hangs_in_the_village_so_it_is_indonesian_for_every_reader(announced):
    version = ListVersion.objects.get()
    with translation.override("en"):
        shown = papers.text(documents.notice_pdf(version, "https://sinergi.example/"))
    assert [word in shown for word in ("PENGUMUMAN", "Keberatan dapat diajukan sampai", "Mengetahui,", "Yang mengumumkan,", "Objections", "Published by")] == [True] * 4 + [False] * 2


def test_on_the_notice_each_work_has_its_village_below_in_the_column_that_takes_the_room(announced):
    table = documents.facts(ListVersion.objects.get(), "https://sinergi.example/")["table"]
    entry = ListVersion.objects.get().content["entries"][0]
    assert table["rows"][0][2] == f"{entry['title']}\n{entry['village']}"
    assert {len(row) for row in [*table["rows"], table["total"]]} == {len(table["columns"])}
    assert [column["title"] for column in table["columns"] if isinstance(column.get("width"), int)] == ["Usulan dan desa"]


def test_who_objects_chooses_the_work_by_its_village(client, announced):
    entry = ListVersion.objects.get().content["entries"][0]
    assert f"{entry['code']} {entry['title']}, {entry['village']}" in words(client.get(url("object", announced)))


def typed(**fields):
    return {"ground": "amount", "text": "Swadaya tidak sesuai dengan kenyataan di lapangan.", "stamp": citizens.stamp(), "laman": "", **fields}


@pytest.fixture
def _patient(monkeypatch):
    """A person takes longer than three seconds."""
    monkeypatch.setattr(citizens, "LEAST_SECONDS", 0)
    monkeypatch.setattr(citizens.check, "__kwdefaults__", {"least": -1})


def test_each_version_leads_to_the_one_it_replaced(client, announced, pokja):
    for number in (2, 3):
        build.published(announced, pokja, reason=f"perbaikan {number}")
    found = {number: re.findall(r'menggantikan <a href="([^"]+)">(.*?)</a>', client.get(url("version", announced, number)).content.decode()) for number in (1, 2, 3)}
    assert found == {1: [], 2: [(url("version", announced, 1), "versi 1")], 3: [(url("version", announced, 2), "versi 2")]}


def test_those_outside_are_read_page_by_page_to_the_last(client, cycle, pokja, monkeypatch):
    build.works(cycle, 4)
    out = [entry["code"] for entry in queries.proposed(cycle, "candidates", day=make.today).content["entries"][1:]]
    actions.publish(pokja, cycle.code, on=make.today, list="candidates", media=[build.radio()], removed=dict.fromkeys(out, "ditarik"))
    monkeypatch.setattr(views, "LEFT_OUT_PER_PAGE", 2)
    first, second = (client.get(url("show", cycle), {"luar": number}).content.decode() for number in (1, 2))
    assert [[code for code in out if reverse("proposals:show", args=[code]) in text] for text in (first, second)] == [out[:2], out[2:]]
    assert ('<details class="section" open>' in first, "?luar=2" in first) == (True, True)


@pytest.mark.usefixtures("_patient")
def test_anybody_objects_from_a_phone_and_gets_a_code(client, announced):
    response = client.post(url("object", announced), typed(name="Siti Mulyani", contact="081234567890"), follow=True)
    row = Objection.objects.get()
    assert row.follow_code in words(response)
    assert (row.person, row.name) == (None, "Siti Mulyani")
    public = [words(client.get(address)) for address in (url("show", announced), url("objections", announced), response.redirect_chain[0][0])]
    assert [("Siti" in page or "081234567890" in page, "Swadaya tidak sesuai" in page) for page in public] == [(False, True)] * 3


@pytest.mark.usefixtures("_patient")
def test_a_double_click_objects_once(client, announced):
    client.get(url("object", announced))
    for _ in range(2):
        client.post(url("object", announced), typed())
    assert Objection.objects.count() == 1


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "ya"}, "Tulis sedikit lebih jelas"),
        ({"laman": "http://iklan"}, "tampak berasal dari mesin"),
        ({"stamp": "palsu"}, "perlu dimuat ulang"),
        ({"ground": "x"}, "Pilihan ini tidak ada di daftar"),
        ({"target_code": "TIADA"}, "Pilihan ini tidak ada di daftar"),
        ({"text": "x" * 6000}, "5000"),
    ],
)
def test_what_cannot_be_sent_is_kept_and_explained(client, announced, given, said):
    response = client.post(url("object", announced), typed(**given))
    assert (response.status_code, said in words(response), Objection.objects.count()) == (422, True, 0)
    assert given.get("text", typed()["text"])[:50] in response.content.decode()


def test_a_machine_is_too_quick(client, announced):
    response = client.post(url("object", announced), typed())
    assert (response.status_code, "Terkirim terlalu cepat" in words(response)) == (422, True)


@pytest.mark.usefixtures("_patient")
def test_after_the_window_the_page_says_so_and_keeps_the_words(client, announced, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: later(8))
    response = client.post(url("object", announced), typed())
    assert (response.status_code, "Swadaya tidak sesuai" in response.content.decode(), Objection.objects.count()) == (422, True, 0)
    assert "Masa sanggah selesai" in words(client.get(url("show", announced)))


def test_an_objection_is_followed_by_its_code(client, announced):
    row = build.objected(announced)
    assert client.get(reverse("disclosure:find"), {"kode": row.follow_code.lower()})["Location"].endswith(f"{row.follow_code}/")
    assert "Kode ini tidak dikenal" in words(client.get(reverse("disclosure:find"), {"kode": "X"}))
    assert client.get(reverse("disclosure:follow", args=["X"])).status_code == 404


def test_whoever_appraised_neither_learns_who_objects_nor_gets_a_form_for_nothing(client, kendal, pokja, pokja2):
    acts = [each.replace('role = ["pokja_paket", "korkot"]', 'role = ["pokja_paket", "korkot"], not_by = ["assessments.fill"]') for each in build.ACTS]
    forms = '[[forms]]\ncode = "kelayakan"\ntitle = { id = "Nilai" }\ncriteria = [{ code = "a", weight = 1 }]'
    fill = '{ act = "assessments.fill", form = "kelayakan", role = "pokja_paket" }'
    cycle = make.open_stage(acts=[*acts, fill], done_when=build.DONE, scope="cycle", extra=build.LISTS + forms)
    work, *_ = build.works(cycle)
    build.published(cycle, pokja)
    Sheet.objects.create(undertaking=work, act="assessments.fill", person=pokja, happened_on=make.today, form="kelayakan")
    evidence = files.store(None, samples.upload("bukti.jpg", samples.picture()))
    build.objected(cycle, name="Warga RT 05", contact="0812", evidence=evidence)
    for who, learns in ((pokja, False), (pokja2, True)):
        client.force_login(who)
        answer, listed = client.get(url("answer", cycle, 1)).content.decode(), client.get(url("objections", cycle)).content.decode()
        assert ("Warga RT 05" in answer, "Warga RT 05" in listed, 'name="upheld"' in answer, url("answer", cycle, 1) in listed) == (learns,) * 4
        assert disclosure_files.reads_file(who, evidence) is learns


@pytest.mark.parametrize(("given", "said"), [({}, "Hanya untuk penjawab: tanpa nama"), ({"name": "Ibu Sri"}, "Hanya untuk penjawab: Ibu Sri"),
                                             ({"name": "Ibu Sri", "contact": "0812"}, "Hanya untuk penjawab: Ibu Sri, 0812"), ({"contact": "0812"}, "Hanya untuk penjawab: 0812")])
def test_who_objected_is_said_without_dashes(client, announced, pokja, given, said):
    build.objected(announced, **given)
    client.force_login(pokja)
    text = words(client.get(url("answer", announced, 1)))
    assert (said in text, "–, –" in text) == (True, False)


def test_answering_is_for_those_whom_the_edition_lets(client, announced, korkot, bkm):
    build.objected(announced)
    address = url("answer", announced, 1)
    given = {"text": "Sudah diperiksa di tempat, jumlahnya benar.", "upheld": "no"}
    assert client.post(address, given).status_code == 403        # what was typed waits until whoever wrote it has signed in
    client.force_login(bkm)
    assert client.post(address, given).status_code == 422
    assert Answer.objects.count() == 0
    client.force_login(korkot)
    assert client.post(address, given)["Location"] == url("objections", announced)
    assert "Tidak dikabulkan" in words(client.get(url("objections", announced)))


def test_publishing_shows_what_will_be_frozen_and_asks_to_confirm(client, cycle, pokja):
    one, two, _ = build.works(cycle)
    client.force_login(pokja)
    page = client.get(url("publish", cycle), {"ubah": f"{two.code}|keluar|sudah dibantu"})
    text = words(page)
    assert (one.code in text, "Terbitkan daftar ini?" in text, "masa sanggah 7 hari" in text) == (True, True, True)
    assert "Diumumkan hari ini, 1 Juni 2007. Warga boleh mengajukan keberatan sampai 8 Juni 2007." in text
    seen = queries.proposed(cycle, "candidates", day=make.today, removed={two.code: "x"}).seen
    given = {"ubah": f"{two.code}|keluar|sudah dibantu", "checked": "on", "medium_0": "spanduk", "place_0": "Balai",
             "from_0": "2007-06-01", "to_0": "2007-06-08"}
    assert client.post(url("publish", cycle), {**given, "seen": "lain"}).status_code == 422
    assert client.post(url("publish", cycle), {**given, "checked": "", "seen": seen}).status_code == 422
    fresh = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    assert fresh is not None
    assert client.post(url("publish", cycle), {**given, "seen": fresh[1]})["Location"] == url("show", cycle)
    version = ListVersion.objects.get()
    assert [entry["code"] for entry in version.content["entries"]] == [one.code]
    assert list(version.media.values_list("medium", "place", "shown_from", "shown_to")) == [("spanduk", "Balai", make.today, later(7))]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"medium_0": ""}, "Pilih medianya"),
        ({"medium_0": "xyz apa saja"}, "Pilihan ini tidak ada di daftar"),
        ({"place_0": ""}, "Bagian ini perlu diisi"),
        ({"from_0": ""}, "Bagian ini perlu diisi"),
        ({"from_1": "2007-06-01"}, "Pilih medianya"),
        ({"medium_2": "spanduk"}, "Tulis tempat media ini"),
        ({"to_0": "2007-05-01"}, "Hari terakhir lebih awal"),
        ({"from_0": "2007-06-02"}, "2 Juni 2007 belum tiba"),
    ],
)
def test_a_list_is_published_with_at_least_one_medium_of_the_edition_and_its_days(client, cycle, pokja, given, said):
    build.works(cycle)
    client.force_login(pokja)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(url("publish", cycle)).content.decode())
    sound = {"checked": "on", "seen": seen[1], "medium_0": "radio", "place_0": "Swara Kendal", "from_0": "2007-06-01"}
    response = client.post(url("publish", cycle), {**sound, **given})
    assert (response.status_code, said in words(response), ListVersion.objects.count()) == (422, True, 0)


def test_the_list_and_its_notice_name_the_media_with_their_days(client, cycle, pokja):
    build.works(cycle)
    build.published(cycle, pokja, media=[build.radio(shown_to=later(7))])
    page = words(client.get(url("show", cycle)))
    assert "Spot radio Swara Kendal, 1 Jun – 8 Jun" in page
    shown = papers.text(client.get(url("print", cycle, 1)).content)
    assert "Diumumkan melalui: Spot radio, Swara Kendal, 1 Juni 2007 – 8 Juni 2007." in " ".join(shown.split())


def test_a_medium_of_a_later_day_is_added_from_the_page_of_the_list(client, announced, pokja, bkm):
    address = url("medium", announced, 1)
    client.force_login(bkm)
    assert (client.get(address).status_code, address in client.get(url("show", announced)).content.decode()) == (403, False)
    client.force_login(pokja)
    assert address in client.get(url("show", announced)).content.decode()
    given = {"medium": "spanduk", "place": "Pasar Weleri", "shown_from": "2007-05-31", "shown_to": "2007-06-09"}
    assert client.post(address, {**given, "medium": "xyz"}).status_code == 422
    assert client.post(address, given)["Location"] == url("version", announced, 1)
    assert "Spanduk Pasar Weleri, 31 Mei – 9 Jun" in words(client.get(url("show", announced)))


def test_a_change_by_hand_goes_into_the_address(client, cycle, pokja):
    build.works(cycle)
    client.force_login(pokja)
    response = client.get(url("publish", cycle), {"code": "abc-1", "way": "keluar", "why": "sebab"})
    assert response["Location"] == "?ubah=ABC-1%7Ckeluar%7Csebab"


def test_the_working_group_only_publishes(client, cycle, bkm):
    build.works(cycle)
    client.force_login(bkm)
    page = client.get(url("publish", cycle))
    assert "Terbitkan daftar ini?" not in words(page)
    assert client.post(url("publish", cycle), {"happened_on": "2007-06-01", "checked": "on"}).status_code == 403


def test_personal_data_is_covered_on_the_page(client, announced, korkot, bkm):
    build.objected(announced, text="Ketua panitia Pak Karyo menerima bantuan tahun lalu untuk rumahnya sendiri.")
    address = url("redact", announced, 1)
    given = {"shown": "Ketua panitia ••• menerima bantuan tahun lalu untuk rumahnya sendiri.", "reason": "nama orang"}
    client.force_login(bkm)
    assert client.post(address, given).status_code == 403
    client.force_login(korkot)
    assert client.post(address, given).status_code == 302
    client.logout()
    text = words(client.get(url("objections", announced)))
    assert ("Karyo" in text, "Sebagian ditutup: nama orang" in text) == (False, True)


def test_campaigns_are_recorded_with_their_proof(client, cycle, pokja):
    client.force_login(pokja)
    address = reverse("disclosure:publicise", args=[cycle.code])
    given = {"medium": "radio", "place": "Swara Kendal", "shown_from": "2007-05-30", "times": "3"}
    assert client.post(address, {**given, "shown_from": "2007-06-30"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert "Swara Kendal" in words(client.get(address))


def test_running_windows_come_first(client, announced, pokja):
    quiet = build.cycle()
    build.works(quiet)
    build.published(quiet, pokja)
    build.published(quiet, pokja, list="winners")
    text = words(client.get(reverse("disclosure:index")))
    assert text.index("Masa sanggah terbuka") < text.index("Daftar pemenang")


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_index_costs_the_same_for_one_and_three(client, announced, pokja):
    index = reverse("disclosure:index")
    one = cost(client, index)
    for _ in range(2):
        other = build.cycle()
        build.works(other)
        build.published(other, pokja)
    assert cost(client, index) == one


def test_the_list_page_costs_the_same_for_two_entries_and_eight_and_for_one_objection_and_three(client, cycle, pokja):
    build.works(cycle, 3)
    build.published(cycle, pokja)
    build.objected(cycle, key="one")
    other = build.cycle()
    build.works(other, 9)
    build.published(other, pokja)
    for number in range(3):
        build.objected(other, key=f"q{number}")
    assert cost(client, url("show", cycle)) == cost(client, url("show", other))
    assert cost(client, url("objections", cycle)) == cost(client, url("objections", other))

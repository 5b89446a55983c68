"""Pages of physical work."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from PIL import Image

from sinergi.progress import actions, queries
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, Report, Visit
from sinergi.project.models import DemoDay
from tests import make
from tests.progress import works
from tests.progress.works import DAY

pytestmark = pytest.mark.django_db
DATE = {"happened_on": "1 Juni 2007"}


@pytest.fixture(autouse=True)
def _the_day(settings, db):
    """The office stands at the tests' day, the way the demo does."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=DAY)


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def jpeg(name="foto.jpg"):
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")


def test_everybody_sees_where_it_stands_but_not_the_notes(client, pakem, pokja):
    work = works.work(pakem)
    works.reported(pakem, work, "62.5")
    works.visited(pokja, work, note="Bu Sri bercerita panjang")
    page = text(client.get(f"/kemajuan/{work.code}/"))
    assert "62,5 %" in page
    assert "belum ada" in page
    assert "Bu Sri" not in page
    client.force_login(pakem)
    assert "Bu Sri" in text(client.get(f"/kemajuan/{work.code}/"))


def test_a_visit_is_called_in_the_language_of_the_reader(client, pakem, pokja):
    words = '[[purposes]]\ncode = "pemantauan"\ntitle = { id = "pemantauan", en = "monitoring" }'
    work = works.work(pakem, extra=words)
    works.visited(pokja, work)
    client.force_login(pokja)
    client.cookies["language"] = "en"
    assert "<b>Monitoring</b>" in text(client.get(f"/kemajuan/{work.code}/"))
    assert "Record a visit: monitoring" in text(client.get(f"/kemajuan/{work.code}/kunjungan/?purpose=pemantauan"))
    assert "Visit (monitoring): 1 of 99 so far." in text(client.get(f"/mengapa/{work.code}/trial/"))


@pytest.mark.parametrize("path", ["laporan", "kunjungan", "foto", "upah", "serah-terima", "fungsi"])
def test_forms_ask_to_sign_in_and_say_why_not(client, pakem, stranger, path):
    work = works.work(pakem)
    assert client.get(f"/kemajuan/{work.code}/{path}/").status_code == 302
    client.force_login(stranger)
    assert client.get(f"/kemajuan/{work.code}/{path}/?purpose=pemantauan").status_code in {403, 409}
    assert client.get(f"/kemajuan/TIDAK/{path}/").status_code == 404


def test_each_form_writes_its_fact_once(client, pakem, pokja):
    work = works.work(pakem)
    forms = (
        (pakem, "laporan/", {"actual": "12,5", "planned": "20", "note": ""}, Report),
        (pokja, "kunjungan/?purpose=pemantauan", {"note": "rapi", "what_1": "Retak", "who_1": "PAKEM", "due_on_1": "20 Juni 2007"}, Visit),
        (pakem, "upah/", {"first_day": "21 Mei 2007", "last_day": "26 Mei 2007", "women": "4", "men": "8", "days": "60", "amount": "1.800.000",
                          "note": "lembar menyusul"}, PaySheet),
        (pakem, "serah-terima/", {"number": "BAST/1", "giver": "PAKEM", "receiver": "Kades", "keeper": "KPP", "note": "pindaian menyusul"}, HandOver),
        (pakem, "fungsi/", {"verdict": "works"}, FunctionCheck),
    )
    for person, path, sent, model in forms:
        client.force_login(person)
        assert client.get(f"/kemajuan/{work.code}/{path}").status_code == 200
        for _click in range(2):
            response = client.post(f"/kemajuan/{work.code}/{path}", DATE | sent | {"token": path})
            assert (response.status_code, path) == (302, path)
        assert model.objects.count() == 1
    assert Visit.objects.get().findings.get().followup.what == "Retak"
    assert client.get(f"/kemajuan/{work.code}/").status_code == 200


@pytest.mark.parametrize(("typed", "told"), [({}, True), ({"latitude": "-6,97", "longitude": "110,07"}, False)], ids=["no place", "a place"])
def test_a_photo_without_a_place_is_kept_and_whoever_sent_it_is_told(client, pakem, typed, told):
    work = works.work(pakem)
    client.force_login(pakem)
    page = client.post(f"/kemajuan/{work.code}/foto/", DATE | {"at": "0", "file": jpeg(), **typed}, follow=True)
    assert ("tidak membawa titik lokasi" in text(page)) is told
    assert Photo.objects.count() == 1


def test_a_photo_is_uploaded_and_shown_to_everybody(client, pakem):
    work = works.work(pakem)
    client.force_login(pakem)
    response = client.post(f"/kemajuan/{work.code}/foto/", DATE | {"at": "0", "file": jpeg(), "latitude": "-6,97", "longitude": "110,07"})
    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.at, photo.latitude, photo.longitude, photo.file.is_public) == (0, -6.97, 110.07, True)
    assert f"/unggahan/{photo.file_id}/" in text(client.get(f"/kemajuan/{work.code}/"))


@pytest.mark.parametrize(("path", "sent", "words"), [
    ("laporan/", {"actual": "101"}, "Paling banyak 100"),
    ("laporan/", {"actual": "-3"}, "Paling sedikit 0"),
    ("laporan/", {"actual": "banyak"}, "Tulis angka saja, misalnya 1,5."),
    ("laporan/", {"actual": "5", "happened_on": "2 Juni 2007"}, "Tanggal 2 Juni 2007 belum tiba; hari ini 1 Juni 2007."),
    ("laporan/", {"actual": "5", "happened_on": "kemarin"}, "Tulis tanggal seperti 5 Oktober 2007 atau 05/10/2007."),
    ("foto/", {"at": "0"}, "Pilih foto dulu"),
    ("foto/", {"at": "33", "file": jpeg}, "tidak ada di daftar"),
    ("foto/", {"at": "0", "file": lambda: SimpleUploadedFile("virus.jpg", b"MZ\x90\x00program", "image/jpeg")}, "Isi berkas ini bukan jenis yang bisa diterima di sini. Yang bisa: JPG, PNG, WEBP."),
    ("upah/", {"first_day": "26 Mei 2007", "last_day": "21 Mei 2007", "women": "1", "men": "1", "days": "1", "amount": "5", "note": "menyusul"}, "Masa kerja"),
    ("serah-terima/", {"number": "", "giver": "a", "receiver": "b", "keeper": "c"}, "perlu diisi"),
])
def test_bad_input_is_said_in_words(client, pakem, path, sent, words):
    work = works.work(pakem)
    client.force_login(pakem)
    ready = {name: value() if callable(value) else value for name, value in sent.items()}
    response = client.post(f"/kemajuan/{work.code}/{path}", DATE | ready)
    assert response.status_code == 422
    assert words in text(response)
    assert not any(model.objects.exists() for model in (Report, Photo, PaySheet, HandOver))


def test_a_finding_that_was_begun_is_finished(client, pokja, pakem):
    work = works.work(pakem)
    client.force_login(pokja)
    response = client.post(f"/kemajuan/{work.code}/kunjungan/?purpose=pemantauan", DATE | {"note": "rapi", "what_1": "Retak"})
    assert response.status_code == 422
    assert "Temuan perlu isi" in text(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_more_rows_cost_no_more_queries(client, pakem, pokja, rows, django_assert_max_num_queries):
    work = works.work(pakem)
    for number in range(rows):
        works.reported(pakem, work, 10 + number)
        works.visited(pokja, work, photos=[works.picture(pokja)])
        works.photographed(pakem, work, (0, 50, 100)[number])
    client.get(f"/kemajuan/{work.code}/")
    with django_assert_max_num_queries(23):
        assert client.get(f"/kemajuan/{work.code}/").status_code == 200


def test_the_panel_is_ready_for_the_page_of_the_work(pakem):
    work = works.work(pakem)
    assert "belum dilaporkan" in render_to_string("progress/panel.html", queries.panel(work, None, DAY))
    works.reported(pakem, work, "40")
    assert "40\u00a0%" in render_to_string("progress/panel.html", queries.panel(work, None, DAY))


LATER = """[[anytime]]
act = "progress.check_function"
scope = "work"
role = "faskel"
from = "trial"
needs = [{ is = "progress.handed_over" }]
after_close = true
"""


def test_whether_a_work_still_works_is_asked_after_its_handover(client, pakem, faskel):
    work = works.work(pakem, acts=works.ACTS[:-1], extra=LATER)
    client.force_login(faskel)
    form = f"/kemajuan/{work.code}/fungsi/"
    assert client.get(form).status_code == 409
    actions.hand_over(pakem, work.code, on=DAY, happened_on=DAY, number="1/BAST", giver="Siti", receiver="Lurah", keeper="KPP", note="Map hilang di kantor desa")
    page = text(client.get(f"/kemajuan/{work.code}/"))
    assert "Belum pernah diperiksa sejak serah terima." in page
    assert f'href="{form}"' in page
    assert client.post(form, {**DATE, "verdict": "works"}).status_code == 302
    assert FunctionCheck.objects.count() == 1


def test_a_village_is_not_asked_how_much_of_it_is_built(client, faskel):
    """The monthly report of a planning team and a walk through the village come before anything is built."""
    acts = ['{ act = "progress.report", role = "faskel" }', '{ act = "progress.visit", purpose = "orientasi", role = "faskel" }']
    site = make.open_stage(acts=acts, done_when=['{ is = "progress.visited", purpose = "orientasi" }'], scope="site")
    client.force_login(faskel)
    report, visit = (text(client.get(f"/kemajuan/{site.code}/{path}")) for path in ("laporan/", "kunjungan/?purpose=orientasi"))
    assert ["Kegiatan yang sudah selesai (%)" in report, "Kemajuan fisik" in report, "Kemajuan fisik" in visit] == [True, False, False]
    client.post(f"/kemajuan/{site.code}/laporan/", {**DATE, "actual": "15"})
    client.post(f"/kemajuan/{site.code}/kunjungan/?purpose=orientasi", {**DATE, "note": "Berjalan bersama ketua RW"})
    assert (Report.objects.get().actual, Visit.objects.get().actual) == (15, None)


def test_everybody_reads_which_office_received_the_work_and_nobody_outside_the_name(client, pakem):
    work = works.work(pakem, acts=works.ACTS[:-1], extra=LATER)
    actions.hand_over(pakem, work.code, on=DAY, happened_on=DAY, number="BAST/01/2007", giver="Siti Aminah", giver_office="PAKEM Sambong Toyo", receiver_office="Kepala Desa Weleri",
                      keeper="KPP", note="Map hilang di kantor desa")
    page = text(client.get(f"/kemajuan/{work.code}/"))
    assert [said in page for said in ("Kepala Desa Weleri", "PAKEM Sambong Toyo, S••• A•••••", "Siti Aminah", "BAST BAST")] == [True, True, False, False]
    assert str(queries.handover(work.pk)) == "BAST/01/2007"

"""Signed out while writing, or a form that stood open too long: what was typed is told in the words of its form and can be sent on."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote, unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sinergi.progress.models import Report
from sinergi.project import unsent
from sinergi.project.models import DemoDay, UnsentText
from tests.progress import works
from tests.progress.works import DAY

pytestmark = pytest.mark.django_db
TYPED = {"happened_on": "1 Juni 2007", "actual": "12,5", "planned": "20", "note": "Galian selesai,\nbatu sudah datang.", "token": "abc", "do": "simpan"}


@pytest.fixture(autouse=True)
def _the_day(settings, db):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=DAY)


@pytest.fixture
def address(pakem):
    return f"/kemajuan/{works.work(pakem).code}/laporan/"


@pytest.fixture
def ended(client, pakem):
    """Siti's session ended by itself while she wrote."""
    end_session_of(client, pakem)
    return client


def end_session_of(client, person):
    client.force_login(person)
    client.get("/pekerjaan-saya/")
    del client.cookies["sessionid"]


def told(response):
    """What the page shows as label and value."""
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", response.content.decode(), re.DOTALL)


def sent_on(response):
    """Address and hidden fields of the form that sends on."""
    page = response.content.decode()
    form = re.search(r'<form method="post" action="([^"]+)">((?:<input type="hidden"[^>]*>)+)<button[^>]*>Kirim sekarang', page)
    return form[1], {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[2])}


def sign_in(client, person, onwards):
    person.set_password("sawah hijau pagi")
    person.save()
    return client.post("/akun/login/", {"login": person.email, "password": "sawah hijau pagi", "next": onwards})


SHOWN = [("Tanggal", "1 Juni 2007"), ("Kemajuan fisik nyata (%)", "12,5"), ("Rencana pada hari itu (%)", "20"), ("Catatan", "Galian selesai,<br>batu sudah datang.")]


def test_what_a_signed_out_person_typed_is_shown_with_its_labels(ended, address):
    response = ended.post(address, TYPED)
    assert (response.status_code, Report.objects.count(), told(response)) == (403, 0, SHOWN)
    assert "Anda perlu masuk lagi" in response.content.decode()
    assert "menunggu 30 hari di perangkat ini, juga bila orang lain masuk di antaranya: sesudah masuk dengan akun yang sama" in response.content.decode()
    assert 'href="/akun/login/?next=%2Flanjutkan%2F"' in response.content.decode()


def test_after_signing_in_one_press_sends_it_on(ended, client, pakem, address):
    client.post(address, TYPED)
    assert sign_in(client, pakem, "/lanjutkan/").headers["Location"] == "/lanjutkan/"
    page = client.get("/lanjutkan/")
    action, fields = sent_on(page)
    assert (page.status_code, action, told(page)) == (200, address, SHOWN)
    assert client.post(action, fields).status_code == 302
    assert [(str(row.actual), row.note) for row in Report.objects.all()] == [("12.50", TYPED["note"])]
    assert client.get("/lanjutkan/").headers["Location"] == "/pekerjaan-saya/"      # nothing is left to send


@pytest.mark.parametrize(("on_its_way_to", "said"), [("", "Formulirnya: <b>Laporkan kemajuan</b>, di alamat"), ("/orang/saya/", "Formulirnya di alamat")], ids=["an act", "another form"])
def test_the_page_says_what_the_button_does_where_and_in_whose_name(ended, client, pakem, address, on_its_way_to, said):
    to = on_its_way_to or address
    client.post(to, TYPED)
    sign_in(client, pakem, "/lanjutkan/")
    page = client.get("/lanjutkan/").content.decode()
    assert f'{said} <span class="code">{to}</span>.' in page
    assert "Tombol Kirim sekarang mengirimnya ke sana atas nama Siti Nurhayati." in page


def test_what_is_still_wrong_is_said_by_its_own_form_and_waits_on(ended, client, pakem, address):
    client.post(address, TYPED | {"actual": "101"})
    sign_in(client, pakem, "/lanjutkan/")
    response = client.post(*sent_on(client.get("/lanjutkan/")))
    assert (response.status_code, "Paling banyak 100" in response.content.decode()) == (422, True)
    assert client.get("/lanjutkan/").status_code == 200


def test_what_waits_can_be_thrown_away(ended, client, pakem, address):
    client.post(address, TYPED)
    sign_in(client, pakem, "/lanjutkan/")
    client.post("/lanjutkan/")
    assert (client.get("/lanjutkan/").status_code, Report.objects.count()) == (302, 0)


def test_files_are_not_kept_so_the_form_is_opened_again_rather_than_sent_without_them(ended, client, pakem, address):
    response = client.post(address, TYPED | {"file": SimpleUploadedFile("nota.pdf", b"%PDF-1.4")})
    assert "1 berkas yang Anda pilih tidak ikut disimpan" in response.content.decode()
    sign_in(client, pakem, "/lanjutkan/")
    page = client.get("/lanjutkan/").content.decode()
    assert ("Kirim sekarang" in page, f'href="{address}"' in page, "batu sudah datang" in page) == (False, True, True)


def test_a_button_alone_leads_back_to_its_page(ended, client):
    response = client.post("/pemberitahuan/dibaca/", {}, headers={"Referer": "http://testserver/pemberitahuan/?halaman=2"})
    assert (response.status_code, told(response)) == (403, [])
    assert 'href="/akun/login/?next=%2Fpemberitahuan%2F%3Fhalaman%3D2"' in response.content.decode()
    assert not UnsentText.objects.exists()


def test_too_much_to_keep_is_shown_all_the_same(ended, client, address):
    response = client.post(address, TYPED | {"note": "a" * unsent.MOST})
    assert ("a" * unsent.MOST in response.content.decode(), UnsentText.objects.exists()) == (True, False)
    assert f'href="/akun/login/?next={quote(address, safe="")}"' in response.content.decode()


# --- it waits for its writer alone, and not for long -----------------------------------------------------------------------


def by_password(client, person):
    sign_in(client, person, "/lanjutkan/")


def by_one_click(client, person):
    client.post("/contoh/masuk/", {"email": person.email, "next": "/lanjutkan/"})


WAITS_HERE, WAITS_FOR_ME = "Ada tulisan yang belum terkirim", "Ada tulisan Anda yang belum terkirim"


@pytest.mark.parametrize("comes_in", [by_password, by_one_click])
def test_who_signs_in_next_reads_nothing_of_it_and_it_waits_for_its_writer(ended, client, pakem, stranger, address, comes_in):
    client.post(address, TYPED)
    comes_in(client, stranger)
    assert client.get("/lanjutkan/").headers["Location"] == "/pekerjaan-saya/"
    page = client.get("/pekerjaan-saya/").content.decode()
    assert (WAITS_FOR_ME in page, WAITS_HERE in page) == (False, False)
    client.post("/lanjutkan/")
    client.post("/akun/logout/")
    comes_in(client, pakem)
    assert told(client.get("/lanjutkan/")) == SHOWN


def test_the_door_says_that_something_waits_and_not_what(ended, client, pakem, stranger, address):
    assert WAITS_HERE not in client.get("/akun/login/").content.decode()
    client.post(address, TYPED)
    page = client.get("/akun/login/").content.decode()
    assert (WAITS_HERE in page, "Galian" in page, pakem.name in page, pakem.email in page) == (True, False, False, False)


def test_its_writer_is_told_on_every_page_until_it_is_sent_or_thrown_away(ended, client, pakem, address):
    client.post(address, TYPED)
    sign_in(client, pakem, "/pekerjaan-saya/")
    assert [WAITS_FOR_ME in client.get(page).content.decode() for page in ("/pekerjaan-saya/", "/", "/lanjutkan/")] == [True, True, False]
    client.post("/lanjutkan/")
    assert WAITS_FOR_ME not in client.get("/").content.decode()


def test_several_forms_wait_each_and_one_typed_again_only_once(ended, client, pakem, address):
    other = address.replace("/laporan/", "/kunjungan/")
    for to, note in ((address, "satu"), (other, "dua"), (address, "tiga")):
        client.post(to, TYPED | {"note": note})
    sign_in(client, pakem, "/lanjutkan/")
    seen = []
    for _ in range(2):
        seen.append(re.search(r"<dd>(satu|dua|tiga)</dd>", client.get("/lanjutkan/").content.decode())[1])
        client.post("/lanjutkan/")
    assert (seen, client.get("/lanjutkan/").status_code) == (["tiga", "dua"], 302)


def test_it_waits_on_the_device_where_it_was_typed(ended, client, pakem, address):
    client.post(address, TYPED)
    elsewhere = Client()
    sign_in(elsewhere, pakem, "/lanjutkan/")
    assert elsewhere.get("/lanjutkan/").status_code == 302


@pytest.mark.parametrize("comes_in", [by_password, by_one_click])
def test_however_the_writer_signed_in_it_waits_for_them(client, pakem, address, comes_in):
    comes_in(client, pakem)
    del client.cookies["sessionid"]
    client.post(address, TYPED)
    comes_in(client, pakem)
    assert told(client.get("/lanjutkan/")) == SHOWN


@pytest.mark.parametrize(("days", "status"), [(unsent.WAITS - 1, 200), (unsent.WAITS, 302)], ids=["in time", "too late"])
def test_it_waits_thirty_days(ended, client, pakem, stranger, address, days, status):
    client.post(address, TYPED)
    UnsentText.objects.update(at=timezone.now() - timedelta(days=days))
    sign_in(client, pakem, "/lanjutkan/")
    assert client.get("/lanjutkan/").status_code == status
    end_session_of(client, stranger)
    client.post(address, TYPED)     # what is too old goes when the next comes
    assert UnsentText.objects.filter(writer=pakem).exists() is (status == 200)


def never_here(client, person):
    pass


def signed_out_by_hand(client, person):
    client.force_login(person)
    client.get("/pekerjaan-saya/")
    client.post("/akun/logout/")


def cookie_made_up(client, person):
    client.cookies[unsent.KNOWN] = str(person.pk)


@pytest.mark.parametrize("before", [never_here, signed_out_by_hand, cookie_made_up])
def test_what_nobody_is_known_to_have_written_is_shown_once_and_not_kept(client, pakem, address, before):
    before(client, pakem)
    response = client.post(address, TYPED)
    page = response.content.decode()
    assert (response.status_code, told(response), UnsentText.objects.exists()) == (403, SHOWN, False)
    assert "Tulisan Anda hanya ada di halaman ini: salin dulu dari bawah ini, lalu masuk." in page
    assert f'href="/akun/login/?next={quote(address, safe="")}"' in page
    assert "no-store" in response.headers["Cache-Control"]


def test_the_cookie_that_tells_the_writer_is_signed_and_not_for_scripts(client, pakem):
    sign_in(client, pakem, "/pekerjaan-saya/")
    cookie = client.cookies[unsent.KNOWN]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie.value.split(":")[0]) == (True, "Lax", unsent.KNOWN_FOR, str(pakem.pk))
    client.post("/akun/logout/")
    assert client.cookies[unsent.KNOWN].value == ""


# --- who sends it ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("headers", "status"), [({"HX-Request": "true"}, 401), ({"X-Autosave": "1"}, 401), ({"Accept": "application/json"}, 401)],
                         ids=["htmx", "autosave", "a machine"])
def test_a_script_is_answered_in_one_sentence(client, address, headers, status):
    response = client.post(address, TYPED, headers=headers)
    assert (response.status_code, response.json()["code"]) == (status, "signed_out")
    assert response.headers["X-Saved"] == response.json()["sentence"] == "Anda sudah keluar. Tulisan Anda tetap di halaman ini: masuk lagi di tab lain, lalu tekan Simpan."


def test_notes_of_a_meeting_day_sent_as_json_are_refused_with_the_status_its_desk_knows(client, address):
    assert client.post(address, "{}", content_type="application/json").status_code == 403


def test_who_is_signed_in_and_refused_reads_why_and_not_that_they_are_signed_out(client, stranger, address):
    client.force_login(stranger)
    assert "Anda perlu masuk lagi" not in client.post(address, TYPED).content.decode()


def test_reading_a_page_still_leads_to_the_door(client, address):
    assert client.get(address).headers["Location"] == f"/akun/login/?next={address}"


def test_labels_count_the_rows_and_leave_out_what_nobody_saw(client, pokja):
    typed = {"happened_on": "1 Juni 2007", "what_1": "Retak", "what_2": "Miring", "token": "x", "rows-TOTAL_FORMS": "3", "version": "4", "laman": ""}
    work = works.work(pokja)
    assert told(client.post(f"/kemajuan/{work.code}/kunjungan/?purpose=pemantauan", typed)) == [("Tanggal", "1 Juni 2007"), ("Temuan", "Retak"), ("Temuan", "Miring")]


# --- a form that stood open too long --------------------------------------------------------------------------------------


@pytest.fixture
def strict(pakem):
    client = Client(enforce_csrf_checks=True)
    client.force_login(pakem)
    return client


def test_an_old_form_shows_what_was_typed_and_sends_it_on_with_a_new_token(strict, address):
    response = strict.post(address, TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "http://testserver"})
    assert (response.status_code, told(response), Report.objects.count()) == (403, SHOWN, 0)
    action, fields = sent_on(response)
    assert strict.post(action, fields, headers={"Origin": "http://testserver"}).status_code == 302
    assert Report.objects.count() == 1


@pytest.mark.parametrize("origin", [{"Origin": "http://jahat.example"}, {"Origin": "null"}, {}], ids=["another site", "nobody's", "not said"])
def test_what_did_not_come_from_our_page_is_only_shown(strict, address, origin):
    response = strict.post(address, TYPED, headers=origin)
    assert (response.status_code, told(response), "Kirim sekarang" in response.content.decode()) == (403, SHOWN, False)
    assert f'href="{address}"' in response.content.decode()


def test_an_old_page_that_sends_by_script_is_told_in_one_sentence(strict, address):
    response = strict.post(address, TYPED, headers={"HX-Request": "true"})
    assert (response.status_code, response.json()["code"]) == (403, "old_page")


def test_passwords_are_never_shown_again(client):
    strict = Client(enforce_csrf_checks=True)
    assert "rahasia" not in strict.post("/akun/login/", {"login": "a@contoh.id", "password": "rahasia"}).content.decode()


# --- the browser's copy ---------------------------------------------------------------------------------------------------


def test_only_what_was_taken_ends_the_copy_in_the_browser(client, pakem, address):
    """A redirect of the form itself names its address; signing in, a refusal and a form with mistakes name nothing that a draft waits for."""
    def taken(response):
        return unquote(response.cookies["taken"].value) if "taken" in response.cookies else ""

    assert taken(client.post(address, TYPED)) == ""
    assert taken(sign_in(client, pakem, address)) == "/akun/login/"
    assert taken(client.post(address, TYPED | {"actual": "101"})) == ""
    assert taken(client.post(address, TYPED)) == address


# --- one click in the demo -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "reached"), [("/lanjutkan/", "/lanjutkan/"), ("https://jahat.example/", "/pekerjaan-saya/"), ("//jahat.example", "/pekerjaan-saya/"), ("", "/pekerjaan-saya/")])
def test_signing_in_with_one_click_leads_on_within_our_pages_only(client, pakem, asked, reached):
    page = client.get("/contoh/masuk/", {"next": asked}).content.decode()
    assert ("jahat" in page.split("<main")[1].split("</main>")[0]) is False
    assert client.post("/contoh/masuk/", {"email": pakem.email, "next": asked}).headers["Location"] == reached


@pytest.mark.parametrize("demo", [True, False])
def test_the_door_names_the_one_click_page_in_the_demo_only(client, kendal, settings, demo):
    settings.DEMO = demo
    assert ('href="/contoh/masuk/?next=/lanjutkan/"' in client.get("/akun/login/?next=/lanjutkan/").content.decode()) is demo


@pytest.mark.parametrize("address", ["/tindak-lanjut/daftar.xlsx", "/tindak-lanjut/matriks/", "/rapat/a%20b/catat/"])
def test_an_address_without_a_code_of_ours_is_no_failure(client, db, address):
    assert client.post(address, {"text": "Sudah lama saya tulis"}).status_code in {403, 404}

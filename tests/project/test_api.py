"""The REST API refuses in words: what was asked for and cannot be read, and what is not there."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

from sinergi.project import urls
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(kendal):
    return make.open_stage(acts=[], done_when=[], scope="cycle")


REFUSED = [
    ("/api/v1/rounds/{code}/board?on=kemarin", 422, "not_a_day", "on: Tulis tanggal dengan tahun, bulan, hari, misalnya 2007-10-05.", {"field": "on", "given": "kemarin"}),
    ("/api/v1/rounds/{code}/board?on=2007-02-30", 422, "not_a_day", "on: Tulis tanggal dengan tahun, bulan, hari, misalnya 2007-10-05.", {"field": "on", "given": "2007-02-30"}),
    ("/api/v1/regions?q=kendal&level=kota", 422, "not_a_choice", "level: Pilih salah satu: nation, province, regency, district, village, hamlet, rw, rt.", {"field": "level", "given": "kota"}),
    ("/api/v1/rounds/KOSONG/board", 404, "not_found", "Tidak ada di sini. Periksa kode atau alamatnya.", {}),
    ("/api/v1/tidak-ada", 404, "not_found", "Tidak ada di sini. Periksa kode atau alamatnya.", {}),
]


@pytest.mark.parametrize(("address", "status", "code", "sentence", "values"), REFUSED)
def test_a_refusal_has_a_code_a_plain_sentence_and_what_was_given(client, cycle, address, status, code, sentence, values):
    answer = client.get(address.format(code=cycle.code))
    assert (answer.status_code, answer.json()) == (status, {"code": code, "sentence": sentence, "values": values})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_wrong_method_is_told_which_one_the_address_takes(client, kendal, method):
    answer = getattr(client, method)("/api/v1/rounds")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert answer.json() == {"code": "wrong_method", "sentence": f"Alamat ini hanya menerima GET, bukan {method.upper()}.", "values": {"method": method.upper(), "allowed": "GET"}}


def test_a_wrong_method_on_a_page_stays_a_page(client, kendal):
    assert client.post("/bahasa/").headers["Content-Type"].startswith("text/html")


def breaks(request, name):
    raise {"SuspiciousOperation": SuspiciousOperation, "PermissionDenied": PermissionDenied, "ZeroDivisionError": ZeroDivisionError}[name]


urlpatterns = [path("api/v1/rusak/<str:name>", breaks), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
WENT_WRONG = [
    (SuspiciousOperation, 400, "bad_request", "Permintaan ini tidak dapat dibaca. Periksa alamat dan isiannya, lalu coba lagi."),
    (PermissionDenied, 403, "not_allowed", "Anda belum punya wewenang untuk ini."),
    (ZeroDivisionError, 500, "server_error", "Ada yang rusak di pihak kami. Bukan salah Anda, dan kejadian ini sudah tercatat. Coba lagi nanti."),
]


@pytest.mark.parametrize(("raised", "status", "code", "sentence"), WENT_WRONG)
@pytest.mark.urls(__name__)
def test_whatever_goes_wrong_machines_are_answered_in_json(raised, status, code, sentence):
    answer = Client(raise_request_exception=False).get(f"/api/v1/rusak/{raised.__name__}")
    assert (answer.status_code, answer.json()) == (status, {"code": code, "sentence": sentence, "values": {}})


def test_a_foreign_host_is_answered_in_json_too(client, kendal):
    answer = client.get("/api/v1/rounds", headers={"Host": "jahat.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("asked", [{"headers": {"Accept-Language": "en-GB,en;q=0.8"}}, {"cookie": "en"}, {"cookie": "en", "headers": {"Accept-Language": "id"}}],
                         ids=["header", "cookie", "the cookie goes first"])
def test_it_speaks_english_to_whoever_asks_for_it(client, cycle, asked):
    if "cookie" in asked:
        client.cookies["language"] = asked["cookie"]
    answer = client.get(f"/api/v1/rounds/{cycle.code}/board?on=kemarin", headers=asked.get("headers", {}))
    assert answer.json()["sentence"] == "on: Write the date as year, month, day, for example 2007-10-05."
    assert answer.headers["Content-Language"] == "en"


def test_pages_stay_indonesian_whatever_the_phone_was_sold_with(client, kendal):
    assert client.get("/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "id"

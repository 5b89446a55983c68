"""The REST API refuses in words: what was asked for and cannot be read, and what is not there."""

from __future__ import annotations

import pytest

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

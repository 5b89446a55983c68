"""Tasks are called as people call what they do, and a task to set a day says which day is missing."""

import re
from html import unescape

import pytest
from django.utils import translation

from sinergi.programmes import actions, editions, queries, snapshot
from tests import make

pytestmark = pytest.mark.django_db
DATES = '[[dates]]\ncode = "forming"\ntitle = "Batas pembentukan"\n[[dates]]\ncode = "handing"\ntitle = "Batas penyerahan"\n'


@pytest.fixture
def cycle(kendal):
    made = make.open_stage(acts=['{ act = "programmes.set_date", role = "pokja_paket", asked = true }'], done_when=['{ is = "programmes.started", scope = "site", min = 9 }'],
                           scope="cycle", extra=DATES)
    snapshot.renew_cycle(made.pk, on=make.today)
    return made


def tasks(person):
    return [queries.of_group(group, make.today) for group in queries.my_tasks(person, make.today) if group.act == "programmes.set_date"]


def text_of(client, address):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get(address).content.decode())).split())


def test_the_task_names_what_is_missing_and_the_form_chooses_it_and_shows_what_is_set(client, pokja, cycle):
    assert tasks(pokja) == ["Tetapkan tanggal: Batas pembentukan, Batas penyerahan"]
    actions.set_date(pokja, cycle.code, on=make.today, which="forming", day=make.today.replace(day=20))
    assert tasks(pokja) == ["Tetapkan tanggal: Batas penyerahan"]
    client.force_login(pokja)
    assert "Tetapkan tanggal: Batas penyerahan" in text_of(client, "/pekerjaan-saya/")
    address = f"/lakukan/{cycle.code}/tanggal/?stage=trial"
    assert re.findall(r'<option value="(\w+)" selected', client.get(address).content.decode()) == ["handing"]
    assert "Belum ditetapkan: Batas penyerahan." in text_of(client, address)
    assert "Batas pembentukan (sekarang 20 Juni 2007)" in text_of(client, address)
    actions.set_date(pokja, cycle.code, on=make.today, which="handing", day=make.today.replace(day=21))
    assert (tasks(pokja), "Semua tanggal sudah ditetapkan" in text_of(client, address)) == ([], True)


EXPECTED = {
    "paket-kendal-2007": ["Daftarkan desa", "Nyatakan semua desa sudah terdaftar", "Bentuk PAKEM", "Nyatakan semua usulan PAKEM sudah terdaftar"],
    "plpbk-2012": ["Daftarkan kelurahan/desa", "Nyatakan semua kelurahan/desa sudah terdaftar", None, "Nyatakan semua kegiatan kawasan prioritas sudah terdaftar"],
    "kat-2018": ["Daftarkan lokasi KAT", "Nyatakan semua lokasi KAT sudah terdaftar", None, "Nyatakan semua paket pengadaan sudah terdaftar"],
}


@pytest.mark.parametrize("code", EXPECTED)
def test_starting_and_closing_say_what_is_done_in_the_words_of_the_edition(code):
    edition = next(one for one in editions.shelf() if one.code == code)
    said = [queries.called(act, edition, {name: scope}) for scope in ("site", "work") for act, name in (("programmes.start", "starts"), ("programmes.close_intake", "intake"))]
    assert [found if expected else None for found, expected in zip(said, EXPECTED[code], strict=True)] == EXPECTED[code]
    assert not [each for each in said if each.startswith(("Mulai", "Tutup"))]


def test_in_english_too():
    edition = next(one for one in editions.shelf() if one.code == "paket-kendal-2007")
    with translation.override("en"):
        assert queries.called("programmes.start", edition, {"starts": "work"}) == "Form Partnership committee (PAKEM)"


def test_the_form_and_what_is_possible_say_the_same(client, kendal, bkm):
    body = '[[bodies]]\ncode = "panitia"\ntitle = { id = "Panitia", en = "Committee" }\nrole = "pakem"'
    text = make.edition_text(acts=['{ act = "programmes.start", starts = "work", role = "bkm" }'], done_when=['{ is = "programmes.started", scope = "work", min = 3 }'], scope="site",
                             extra=body).replace("[scopes.work]", '[scopes.work]\ncarried_by = "panitia"')
    site = make.child(make.cycle_of(text), "33.24.12.2011")
    snapshot.renew_cycle(site.cycle_id, on=make.today)
    client.force_login(bkm)
    for address in (f"/lakukan/{site.code}/", "/pekerjaan-saya/", f"/mengapa/{site.code}/trial/", f"/lakukan/{site.code}/mulai/?stage=trial&starts=work", f"/desa/{site.code}/"):
        page = text_of(client, address)
        assert ("Bentuk Panitia" in page, "Mulai:" in page) == (True, False), address

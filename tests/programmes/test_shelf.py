"""What stands on the shelf: the shipped editions, and the office's own; an unreadable one is left out and said so."""

from sinergi.programmes import editions
from sinergi.programmes.models import Undertaking
from tests import make

SHIPPED = ["kat-2018", "kotaku-2021", "paket-kendal-2007", "plpbk-2012"]


def test_the_four_editions_ship():
    assert [one.code for one in editions.shelf()] == SHIPPED


def test_a_file_of_the_office_that_cannot_be_read_is_left_out_and_logged(settings, tmp_path, monkeypatch, caplog):
    (tmp_path / "rusak.toml").write_text("code = ", encoding="utf-8")
    monkeypatch.setattr(editions, "shelf_files", lambda: [tmp_path / "rusak.toml"])
    assert editions.shelf() == []
    assert "rusak.toml is left off the shelf" in caplog.text


def test_the_page_tells_the_note_in_the_language_of_the_reader(client, kendal):
    told = {}
    for language in ("id", "en"):
        client.cookies["language"] = language
        told[language] = client.get("/program/plpbk-2012/").content.decode()
    assert "Disusun dari tulisan warga Desa Cinunuk" in told["id"]
    assert "Drawn up from what the people of Cinunuk village wrote" in told["en"]
    assert "langkah. Disusun" in told["id"]


def test_the_pages_of_the_shelf_open_for_anybody(client, kendal):
    answers = [client.get(url).status_code for url in ("/program/", "/program/paket-kendal-2007/", "/program/paket-kendal-2007/berkas.toml", "/program/tidak-ada/")]
    assert answers == [200, 200, 200, 404]


def test_a_new_round_is_proposed_for_the_one_region_that_its_opener_works_for(client, pokja):
    client.force_login(pokja)
    page = client.get("/program/paket-kendal-2007/buka/").content.decode()
    assert 'value="Kab. Kendal, Jawa Tengah — 33.24"' in page
    make.give(pokja, "pokja_paket", "33")
    assert 'value="Kab. Kendal, Jawa Tengah — 33.24"' in client.get("/program/paket-kendal-2007/buka/").content.decode()


def test_only_who_opens_rounds_somewhere_is_offered_to_open_one(client, pokja, bkm):
    seen = {}
    for name, person in (("pokja", pokja), ("bkm", bkm), ("nobody", None)):
        client.logout()
        if person:
            client.force_login(person)
        page = client.get("/program/paket-kendal-2007/").content.decode()
        seen[name] = ("Buka tahap baru" in page, "Tahap baru dibuka oleh Pokja PAKET." in page)
    assert seen == {"pokja": (True, False), "bkm": (False, True), "nobody": (False, False)}


def test_a_round_in_another_place_is_refused_beside_the_place(client, pokja):
    client.force_login(pokja)
    page = client.post("/program/paket-kendal-2007/buka/", {"code": "BKS08", "title": "PAKET Bekasi", "year": "2008", "region": "32.75"}).content.decode()
    said = "Tahap di Kota Bekasi dibuka oleh Pokja PAKET di sana; Anda tidak memegang peran itu di Kota Bekasi."
    assert (said in page, Undertaking.objects.exists()) == (True, False)

"""The page of a campaign says which media a step still asks for."""

import re

from django.urls import reverse

from sinergi.disclosure.models import Publicity
from tests import make
from tests.files import samples

MEDIA = "\n".join(f'[[media]]\ncode = "{code}"\ntitle = {{ id = "{title}", en = "{title}" }}' for code, title in (("papan", "Papan"), ("spanduk", "Spanduk"), ("radio", "Spot radio")))


def test_what_is_still_needed_is_named_and_chosen_first(client, pokja):
    site = make.open_stage(acts=['{ act = "disclosure.publicise", role = "pokja_paket" }'], done_when=['{ is = "disclosure.publicised", media = ["spanduk", "radio"] }'],
                           scope="site", extra=MEDIA)
    client.force_login(pokja)
    address = reverse("disclosure:publicise", args=[site.code])
    assert told(client, address) == (["Spanduk", "Spot radio"], "spanduk")
    given = {"medium": "spanduk", "place": "Balai desa", "shown_from": "2007-05-30", "times": "1"}
    assert client.post(address, given).status_code == 302
    assert told(client, address) == (["Spanduk", "Spot radio"], "spanduk")      # not without proof
    client.post(address, {**given, "file": samples.upload("spanduk.jpg", samples.picture())})
    assert told(client, address) == (["Spot radio"], "radio")
    client.post(address, {**given, "medium": "radio", "file": samples.upload("siar.pdf", samples.PDF)})
    assert "Masih diperlukan" not in client.get(address).content.decode()


def test_the_proof_comes_later_and_is_counted_once(client, pokja, stranger):
    site = make.open_stage(acts=['{ act = "disclosure.publicise", role = "pokja_paket" }'], done_when=['{ is = "disclosure.publicised", media = ["spanduk", "radio"] }'],
                           scope="site", extra=MEDIA)
    page = reverse("disclosure:publicise", args=[site.code])
    client.force_login(pokja)
    client.post(page, {"medium": "spanduk", "place": "Balai desa", "shown_from": "2007-05-30", "times": "6"})
    row = Publicity.objects.get()
    assert "Kampanye dicatat: Spanduk, Balai desa, 6 ×, belum ada bukti" in client.get(f"/riwayat/{site.code}/").content.decode()
    address = reverse("disclosure:prove", args=[site.code, row.pk])
    assert address in client.get(page).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"file": samples.upload("spanduk.jpg", samples.picture())})["Location"] == page
    assert [(row.times, row.proof is not None, row.ended_on) for row in Publicity.objects.all()] == [(6, True, None)]
    assert told(client, page) == (["Spot radio"], "radio")
    assert address not in client.get(page).content.decode()
    again = client.post(address, {"file": samples.upload("lain.jpg", samples.picture())})
    assert (again.status_code, "sudah ada buktinya" in again.content.decode()) == (422, True)
    client.force_login(stranger)
    assert client.get(address).status_code == 403


def told(client, address):
    """The media the box lists, and the one the form begins with."""
    page = client.get(address).content.decode()
    box = page.split("Masih diperlukan")[1].split("</section>")[0]
    return re.findall(r"<li>([^<]+)</li>", box), re.search(r'<option value="(\w+)" selected', page)[1]

"""The page of a campaign says which media a step still asks for."""

import re

from django.urls import reverse

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


def told(client, address):
    """The media the box lists, and the one the form begins with."""
    page = client.get(address).content.decode()
    box = page.split("Masih diperlukan")[1].split("</section>")[0]
    return re.findall(r"<li>([^<]+)</li>", box), re.search(r'<option value="(\w+)" selected', page)[1]

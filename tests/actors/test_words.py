"""The pages that django-allauth brings say *surel* like all others."""

import re
from pathlib import Path

import allauth
import polib
from django.utils import translation
from django.utils.translation import gettext

OURS = re.compile(r"^(account|mfa|usersessions|templates/(account|mfa|usersessions))/")
MAIL = re.compile(r"(?<![%({_\w:/.])e-?mail(?![)_}\w@])", re.IGNORECASE)
SIGNUP = "tried to signup"      # nobody registers here on their own


def test_no_sentence_of_allauth_says_email_in_indonesian():
    catalogue = polib.pofile((Path(allauth.__file__).parent / "locale/id/LC_MESSAGES/django.po").as_posix())
    shown = [entry.msgid for entry in catalogue if not entry.obsolete and entry.msgstr and not entry.msgid_plural and SIGNUP not in entry.msgid
             and any(OURS.match(place.removeprefix("allauth/")) for place, _line in entry.occurrences)]
    with translation.override("id"):
        said = {text: gettext(text) for text in shown}
    assert {text: spoken for text, spoken in said.items() if MAIL.search(spoken)} == {}
    assert said["Confirm Email Address"] == "Konfirmasi Alamat Surel"


def test_the_page_that_confirms_an_address_says_surel(client, db):
    page = client.get("/akun/confirm-email/tidak-ada/").content.decode()
    assert "Konfirmasi Alamat Surel" in page
    assert not MAIL.search(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1].split("</main", 1)[0]))

"""Guides: one text in each language, the same in the app and in the repository, in the words of the screen."""

import re
from pathlib import Path

import polib
import pytest

from sinergi.reports import guides
from tests import make

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "src" / "sinergi" / "reports" / "guides"
CODES = [guide.code for guide in guides.GUIDES]
NAMED = re.compile(r"(?<!\*)\*(?![*\s])([^*\n]+?)\*(?!\*)")
LINK = re.compile(r"\]\(([^)]+)\)")


def written(code, language):
    return (TEXTS / language / f"{code}.md").read_text(encoding="utf-8")


def on_screen(language):
    """Every sentence of the screen, its places shown as "…"."""
    entries = [entry for path in ROOT.glob("src/sinergi/*/locale/en/LC_MESSAGES/django.po") for entry in polib.pofile(str(path))]
    told = {text for entry in entries for text in ([entry.msgid, entry.msgid_plural] if language == "id" else [entry.msgstr, *entry.msgstr_plural.values()])}
    return {re.sub(r"%\(\w+\)s", "…", text) for text in told}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_belongs_to_a_guide(language):
    assert sorted(path.stem for path in (TEXTS / language).glob("*.md")) == sorted(CODES)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", CODES)
def test_names_between_asterisks_stand_on_the_screen(code, language):
    assert [name for name in NAMED.findall(written(code, language)) if name not in on_screen(language)] == []


@pytest.mark.parametrize("code", CODES)
def test_both_languages_have_the_same_parts(code):
    shapes = [re.findall(r"^(##|\* |\d+\. |\|)", written(code, language), re.MULTILINE) for language in ("id", "en")]
    assert shapes[0] == shapes[1]
    assert LINK.findall(written(code, "id")) == LINK.findall(written(code, "en"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", CODES)
def test_a_guide_opens_in_both_languages(client, kendal, code, language):
    client.cookies["language"] = language
    page = client.get(f"/bantuan/{code}/").content.decode()
    text = guides.of_code(code).text(language)
    assert (text.title in page, text.about in page, f'<html lang="{language}"' in page) == (True, True, True)
    assert not re.search(r"\]\(|\*\*|^#", text.body, re.MULTILINE)


def test_the_help_page_names_them_all(client, kendal):
    page = client.get("/bantuan/").content.decode()
    assert [code for code in CODES if f'href="/bantuan/{code}/"' not in page] == []


def test_guides_name_each_other_in_the_app_and_in_the_repository():
    assert '<a href="/bantuan/tindak-lanjut/">' in guides.of_code("faskel").text("id").body
    named = {target for code in CODES for target in LINK.findall(written(code, "id"))}
    assert [target for target in named if not (TEXTS / "id" / target).exists()] == []


def test_the_index_of_the_repository_names_them_all():
    index = (ROOT / "docs" / "guides" / "README.md").read_text(encoding="utf-8")
    for language in ("id", "en"):
        assert sorted(re.findall(rf"guides/{language}/([a-z-]+)\.md\)", index)) == sorted(CODES)


@pytest.mark.parametrize(("address", "signed_in", "code"), [
    ("meetings:index", True, "rapat"), ("meetings:index", False, None), ("workplans:show", True, "rencana-kerja"), ("followups:mine", True, "tindak-lanjut"),
    ("disclosure:show", False, "warga"), ("disclosure:publish", True, "pokja"), ("disclosure:publish", False, None), ("programmes:my_work", True, "mulai"),
    ("files:show", True, None), ("", True, None),
])  # fmt: skip
def test_a_page_leads_to_the_guide_about_it(address, signed_in, code):
    found = guides.about(address, signed_in=signed_in)
    assert (found.code if found else None) == code


def test_no_page_has_two_guides_and_each_exists():
    from django.urls import get_resolver

    pages = [page for guide in guides.GUIDES for page in guide.pages]
    assert len(pages) == len(set(pages))
    spaces = {space: {str(name) for name in resolver.reverse_dict if isinstance(name, str)} for space, (_prefix, resolver) in get_resolver().namespace_dict.items()}
    assert [page for page in pages if page.partition(":")[0] not in spaces or (":" in page and page.partition(":")[2] not in spaces[page.partition(":")[0]])] == []


def test_the_link_stands_on_the_page(client, kendal):
    link = '<a href="/bantuan/tindak-lanjut/">'
    address = "/tindak-lanjut/"
    client.force_login(make.person(role="pokja_paket"))
    assert link in client.get(address).content.decode()
    client.logout()
    assert link not in client.get("/").content.decode()

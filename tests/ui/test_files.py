"""The rules of all templates and scripts, the weight of the first visit, and the English catalogue."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from pathlib import Path

import django_htmx
import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.template.loader import get_template
from django.utils.translation.template import templatize
from fontTools.ttLib import TTFont

from sinergi.ui import build, fonts
from tests.ui.conftest import UI

TEMPLATES = sorted(UI.rglob("*.html"))
KIB = 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("static")
    build.build(directory)
    return directory / "ui"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(UI)))
def test_templates_carry_no_style_and_no_script(template: Path):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"(?:src|href)=[\"']https?:", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(UI)))
def test_templates_compile(template: Path):
    get_template(str(template.relative_to(UI / "templates")))


def test_error_page_needs_nothing(draw):
    page = get_template("500.html").render()
    assert "Ada yang rusak di pihak kami" in page
    assert "Bukan salah Anda" in page


def test_first_visit_is_light(built: Path):
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    weights = {path.name: len(gzip.compress(path.read_bytes())) for path in (built / "sinergi.css", built / "sinergi.js", htmx)}
    assert weights["sinergi.css"] <= 14 * KIB
    assert weights["sinergi.js"] <= 4 * KIB
    assert sum(weights.values()) <= 40 * KIB  # leaves 20 KiB for the heaviest page


def test_font_is_small_and_keeps_what_we_set(built: Path):
    assert (built / "inter.woff2").stat().st_size <= 45 * KIB
    font = TTFont(built / "inter.woff2")
    assert {(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes} == {("wght", 400, 600), ("opsz", 14, 32)}
    kept = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"tnum", "zero", "ss02"} <= kept
    letters = font.getBestCmap()
    assert all(ord(letter) in letters for letter in "Rp 1.250.000–−•“”’…³²×éÉñ\u00a0%")


def test_styles_know_no_other_host(built: Path):
    css = (built / "sinergi.css").read_text(encoding="utf-8")
    assert "http" not in css
    assert re.findall(r"url\(([^)]*)\)", css) == ["inter.woff2"]
    assert "font-display:swap" in css


def test_building_again_changes_nothing(built: Path, monkeypatch):
    before = {path.name: path.stat().st_mtime_ns for path in built.iterdir()}
    monkeypatch.setattr(fonts, "build", lambda _target: pytest.fail("built the font again"))
    build.build(built.parent)
    assert {path.name: path.stat().st_mtime_ns for path in built.iterdir()} == before


def test_a_changed_source_is_built_again(built: Path):
    (built / ".sinergi.css.sources.sha256").write_text("another", encoding="ascii")
    (built / "sinergi.css").write_text("old", encoding="utf-8")
    build.build(built.parent)
    assert (built / "sinergi.css").stat().st_size > 10 * KIB


def test_modules_stay_readable():
    assert [path.name for path in UI.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def _used() -> set[str]:
    words: set[str] = set()
    for path in [*UI.rglob("*.py"), *TEMPLATES]:
        text = path.read_text(encoding="utf-8")
        source = templatize(text, origin=str(path)) if path.suffix == ".html" else text
        for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), keywords={"gettext": None, "ngettext": (1, 2), "gettext_lazy": None, "_": None, "pgettext": ((1, "c"), 2)}):
            words.add(message if isinstance(message, str) else message[0])
    return words


def test_english_is_complete():
    with (UI / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    known = {}
    for message in catalogue:
        if message.id:
            single = message.id if isinstance(message.id, str) else message.id[0]
            known[single] = message.string if isinstance(message.string, str) else "".join(message.string)
    assert sorted(_used() - set(known)) == []
    assert sorted(set(known) - _used()) == []
    assert [word for word, english in known.items() if not english] == []
    for word, english in known.items():
        assert set(re.findall(r"%\(\w+\)s", word)) <= set(re.findall(r"%\(\w+\)s", english)), word

"""Templates rendered without a database; English compiled from the catalogue of the app into a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import trans_real

import sinergi.ui

UI = Path(sinergi.ui.__file__).parent


@pytest.fixture
def draw():
    """Render template source as a page would."""

    def render(source: str, **context) -> str:
        return Template("{% load sinergi %}" + source).render(Context(context))

    return render


@pytest.fixture
def english(settings, tmp_path: Path):
    """The reader chose English."""
    target = tmp_path / "locale" / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (UI / "locale/en/LC_MESSAGES/django.po").open("rb") as source, (target / "django.mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    trans_real._translations = {}
    with translation.override("en"):
        yield
    trans_real._translations = {}

"""The documents know every name a newcomer may meet: models, acts, conditions, settings, commands, roles, words of addresses; and no link is dead."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from sinergi.engine.catalogue import ACTS, CONDITIONS
from sinergi.programmes import editions

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sinergi"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
INTERNAL = {"SINERGI_BROWSER", "SINERGI_MUST_RUN", "SINERGI_TEST_DATABASE_URL"}


def _unknown(names):
    return sorted(name for name in names if f"`{name}`" not in TEXT)


def test_every_model_is_in_the_glossary():
    assert _unknown({model.__name__ for model in apps.get_models() if model.__module__.startswith("sinergi.")}) == []


def test_every_act_and_condition_is_described():
    assert _unknown([*ACTS, *CONDITIONS]) == []


def test_every_role_is_in_the_glossary():
    assert _unknown({role for edition in editions.shelf() for role in edition.roles}) == []


def test_every_setting_is_described():
    found = {name for path in SOURCE.rglob("*.py") for name in re.findall(r"\b(?:SINERGI_[A-Z_]+[A-Z]|DATABASE_URL|EMAIL_URL)\b", path.read_text(encoding="utf-8"))}
    assert sorted(name for name in found - INTERNAL if name not in TEXT) == []


def test_every_command_is_described():
    commands = {path.stem for path in SOURCE.glob("*/management/commands/*.py") if path.stem != "__init__"}
    assert sorted(name for name in commands if f"`{name}" not in TEXT) == []


def test_every_word_of_an_address_is_in_the_glossary():
    words = {word for path in SOURCE.glob("*/urls.py") for address in re.findall(r'path\("([^"]*)"', path.read_text(encoding="utf-8"))
             for word in address.split("/") if word and not word.startswith("<")}
    assert sorted(word for word in words if word not in TEXT) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_is_dead(path):
    targets = re.findall(r"""\]\(([^)#\s]+)(?:#[^)\s]*)?(?: (?:'[^']*'|"[^"]*"))?\)""", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not target.startswith(("http://", "https://", "mailto:")) and not (path.parent / target).exists()] == []


def test_the_words_that_the_tour_points_at_exist():
    tour = ROOT / "docs" / "tour.md"
    pointers = re.findall(r"""\]\(([^)\s]+) (['"])(.+?)\2\)(?=[\s,.;:?)]|$)""", tour.read_text(encoding="utf-8"))
    assert pointers
    assert [(target, words) for target, _mark, words in pointers if words not in (tour.parent / target).read_text(encoding="utf-8")] == []

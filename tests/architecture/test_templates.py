"""Templates compile, and hold no inline script or style: the policy of every answer would block them."""

import re
from pathlib import Path

import pytest
from django.template import engines

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sinergi"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.*ml")) + sorted(SOURCE.glob("*/templates/**/*.txt"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_it_compiles_and_is_clean(path):
    text = path.read_text(encoding="utf-8")
    engines["django"].from_string(text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)[^>]*>", text)
    assert not re.search(r"<[^>]+\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"\|\s*safe\b|autoescape off", text)

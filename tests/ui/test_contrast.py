"""Every pair of colours we set text or shapes in, measured in both themes as WCAG measures."""

from __future__ import annotations

import re

import pytest

from tests.ui.conftest import UI

TOKENS = dict(re.findall(r"--([\w-]+):\s*(light-dark\([^)]*\)|#[0-9a-f]{6})", (UI / "styles/tokens.css").read_text(encoding="utf-8")))
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "nila", "mengkudu") for ground in ("paper", "surface", "sunken")] + [
    ("on-nila", "nila"),
    ("on-nila", "nila-hover"),
    ("on-mengkudu", "mengkudu"),
    ("nila", "nila-tint"),
    ("ink", "nila-tint"),
    ("nila", "nila-mid"),
    ("on-cloth", "cloth"),
    ("on-cloth-2", "cloth"),
]
GRAPHIC = [(colour, "surface") for colour in ("line-strong", "kunyit", "tarum", "soga", "wungu", "kelabu")]


def _colour(name: str, dark: int) -> tuple[int, ...]:
    found = re.findall(r"#([0-9a-f]{6})", TOKENS[name])
    text = found[dark if len(found) > 1 else 0]
    return tuple(int(text[index : index + 2], 16) for index in (0, 2, 4))


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: str, other: str, dark: int) -> float:
    light, low = sorted((_luminance(_colour(one, dark)), _luminance(_colour(other, dark))), reverse=True)
    return (light + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink, ground, dark):
    assert ratio(ink, ground, dark) >= 4.5


@pytest.mark.parametrize("dark", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground"), GRAPHIC)
def test_shapes_can_be_seen(colour, ground, dark):
    assert ratio(colour, ground, dark) >= 3

"""Columns over time: what stands below and above them never lies on its neighbour."""

from __future__ import annotations

import itertools

import pytest

from sinergi.ui.stacks import stacks


@pytest.mark.parametrize("many", [1, 2, 6, 12, 40])
def test_names_and_figures_keep_apart(many: int) -> None:
    rows = [{"label": f"Mar {2000 + place}", "parts": [place + 1, 2], "figure": "46 %", "told": ""} for place in range(many)]
    for drawing in stacks(rows):
        for each, letters in (("name", 8), ("figure", 4)):
            places = [float(getattr(stack, each).x) for stack in drawing.stacks if getattr(stack, each)]
            assert all(right - left >= letters * 5 for left, right in itertools.pairwise(places))
        assert drawing.stacks[0].name is not None


def test_nothing_to_show_is_no_picture() -> None:
    assert stacks([{"label": "Mar 2012", "parts": [0, 0]}]) == []

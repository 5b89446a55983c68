"""The Gantt picture: well-formed, legible, marked by shape, the same on paper."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sinergi.workplans import drawing
from sinergi.workplans.drawing import Bar, Words

SVG = "{http://www.w3.org/2000/svg}"
START = date(2012, 5, 7)
WORDS = Words("Bagan", "hari ini", "batas dana")


def bar(number: int, **rest) -> Bar:
    start = START + timedelta(days=number * 3)
    given = {"title": f"Kegiatan {number}", "phase": f"Tahapan {number // 10}", "start": start, "end": start + timedelta(days=4), **rest}
    return Bar(key=f"k{number}", number=number + 1, **given)


def drawn(*bars: Bar, **rest) -> ET.Element:
    given = {"today": None, "deadline": None, "is_worked": lambda day: day.weekday() < 6, **rest}
    return ET.fromstring(drawing.gantt(bars, WORDS, **given))


def having(root: ET.Element, css: str) -> list[ET.Element]:
    return [each for each in root.iter() if each.get("class") == css]


def test_nothing_to_draw_is_nothing():
    assert drawing.gantt([], WORDS, today=None, deadline=None, is_worked=lambda _day: True) == ""


def test_every_row_and_every_phase_has_its_words():
    root = drawn(*(bar(number) for number in range(12)))
    said = [each.text for each in root.iter(f"{SVG}text")]
    assert [text for text in said if text and text.startswith(("Kegiatan", "Tahapan"))] == ["Tahapan 0", "Tahapan 1", *(f"Kegiatan {number}" for number in range(12))]


def test_the_critical_path_is_another_shape_not_only_another_colour():
    root = drawn(bar(0, critical=True), bar(1))
    assert ([each.tag for each in having(root, "g-crit")], [each.tag for each in having(root, "g-bar")]) == ([f"{SVG}path"], [f"{SVG}rect"])


def test_the_baseline_is_a_thin_bar_only_where_it_differs():
    one = bar(0)
    root = drawn(replace(one, was=(one.start, one.end)), bar(1, was=(START, START + timedelta(days=2))))
    assert [(each.get("height"), float(each.get("x"))) for each in having(root, "g-base")] == [("3", float(drawing.LABEL))]


def test_done_is_as_long_as_its_share():
    root = drawn(bar(0, percent=50), bar(1))
    whole = float(having(root, "g-bar")[0].get("width"))
    assert [round(float(each.get("width"))) for each in having(root, "g-done")] == [round((whole - 2) / 2)]


def test_today_and_the_deadline_cross_all_rows_and_are_named():
    root = drawn(*(bar(number) for number in range(5)), today=START + timedelta(days=5), deadline=START + timedelta(days=20))
    assert (len(having(root, "g-now")), len(having(root, "g-dead")), [each.text for each in having(root, "g-flag")]) == (1, 1, ["hari ini", "batas dana"])


def test_a_day_outside_the_picture_is_not_drawn():
    assert having(drawn(bar(0), today=date(1999, 1, 1)), "g-now") == []


def test_what_people_write_cannot_break_the_picture():
    root = drawn(bar(0, title='<script>alert("x")</script>', phase="A & B", said='"<b>'))
    assert [each.tag for each in root.iter() if "script" in each.tag] == []
    assert root.find(f".//{SVG}title").text == '"<b>'


def test_on_a_page_the_colours_come_from_the_style_sheet():
    text = drawing.gantt([bar(0)], WORDS, today=None, deadline=None, is_worked=lambda _day: True)
    assert ("style" in text, "fill=" in text, "#" in text) == (False, False, False)


def test_on_paper_the_same_shapes_bring_their_own_style_and_lie_edge_to_edge():
    bars = [bar(number) for number in range(65)]
    span = drawing.span_of(bars, None)
    parts = [ET.fromstring(drawing.gantt(part, WORDS, today=None, deadline=None, is_worked=lambda _day: True, for_paper=True, span=span)) for part in drawing.sheets(bars, 28)]
    assert ([len(having(part, "g-bar")) for part in parts], [part.find(f"{SVG}style") is not None for part in parts]) == ([21, 22, 22], [True] * 3)
    assert len({having(part, "g-grid")[0].get("d").split("V")[0] for part in parts}) == 1


@pytest.mark.parametrize(("many", "cut"), [(0, []), (1, [1]), (30, [30]), (31, [15, 16]), (60, [30, 30]), (64, [21, 21, 22])])
def test_no_sheet_is_left_with_a_few_rows(many, cut):
    bars = [bar(number) for number in range(many)]
    made = drawing.sheets(bars, 30)
    assert ([len(part) for part in made], [each for part in made for each in part]) == (cut, bars)


def test_the_span_runs_from_monday_to_sunday_and_a_far_deadline_does_not_squeeze_the_work():
    bars = [bar(0)]
    assert drawing.span_of(bars, date(2012, 5, 16)) == (date(2012, 5, 7), date(2012, 5, 20))
    assert drawing.span_of(bars, date(2014, 1, 1)) == (date(2012, 5, 7), date(2012, 5, 13))


@pytest.mark.parametrize("count", [1, 60, 500])
def test_rows_never_lie_on_each_other(count):
    bars = [bar(number) for number in range(count)]
    root = drawn(*bars)
    tops = sorted(float(each.get("y")) for each in having(root, "g-bar"))
    assert all(later - earlier >= drawing.ROW for earlier, later in pairwise(tops))
    assert float(root.get("viewBox").split()[3]) > tops[-1] + drawing.ROW - 6

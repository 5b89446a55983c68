"""A map of our own points: what lies where, how far, and how long the scale is."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from sinergi.kernel import places
from sinergi.ui import maps

HERE = (-6.972, 110.071)


def near(north: float, east: float, title: str = "Talud"):
    return {"place": (HERE[0] + north, HERE[1] + east), "title": title, "url": "/usulan/X/"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("north", "east", "said"), [
    (0.009, 0, "1 km ke utara"), (-0.009, 0, "1 km ke selatan"), (0, 0.009, "993 m ke timur"), (0, -0.009, "993 m ke barat"), (0.009, 0.009, "1,4 km ke timur laut"),
    (-0.009, -0.009, "1,4 km ke barat daya"), (0, 0, "di titik yang sama"),
])
def test_each_point_is_said_with_distance_and_direction(north, east, said):
    assert plain(maps.around(HERE, [near(north, east)]).dots[0].far) == said


def test_the_furthest_decides_the_scale_and_everything_stays_on_the_paper():
    drawn = maps.around(HERE, [near(0.01, 0), near(0.09, -0.02, "Sumur"), near(0, 0.03, "MCK")])
    assert [(dot.title, dot.near) for dot in drawn.dots] == [("Talud", True), ("MCK", True), ("Sumur", True)]
    assert all(0 < float(side) < 320 for dot in drawn.dots for side in (dot.x, dot.y))
    assert (plain(drawn.scale[2]), len(drawn.rings)) == ("5 km", 2)


def test_what_lies_far_behind_the_nearest_is_left_out():
    close = [near(0.001 * number, 0, f"dekat {number}") for number in range(1, 5)]
    assert [dot.title for dot in maps.around(HERE, [*close, near(0.09, 0, "desa lain")]).dots] == [f"dekat {number}" for number in range(1, 5)]


def test_a_point_alone_has_a_map_of_its_own_neighbourhood():
    drawn = maps.around(HERE, [])
    assert (drawn.dots, plain(drawn.scale[2])) == ((), "100 m")
    assert (drawn.geo, drawn.outside) == ("geo:-6.972000,110.071000", "https://www.openstreetmap.org/?mlat=-6.972000&mlon=110.071000#map=16/-6.97200/110.07100")


def test_the_map_asks_nobody_else_for_anything():
    page = Template("{% load sinergi %}{% point_map here others %}").render(Context({"here": HERE, "others": [near(0.01, 0, "<Talud>")]}))
    assert ("<image" in page, "src=" in page, "style=" in page, "&lt;Talud&gt;" in page, 'rel="noopener noreferrer external"' in page) == (False, False, False, True, True)


@pytest.mark.parametrize(("place", "inside"), [((-6.9, 110.2), True), ((5.9, 95.3), True), ((-8.5, 140.4), True), ((51.5, -0.1), False), ((110.2, -6.9), False), ((6.9, 110.2), False)])
def test_the_country_is_a_box(place, inside):
    assert places.in_indonesia(place) is inside

"""*Pekerjaan saya* of somebody who holds one role in several places, one inside another."""

import pytest

from sinergi.programmes import queries
from sinergi.programmes.queries import tasks
from tests import make


@pytest.mark.parametrize("places", [("33.24", "33"), ("33", ""), ("33.24", "33", "")])
def test_a_role_held_inside_a_place_where_the_same_role_is_held_adds_nothing(pokja, places):
    site = make.open_stage(acts=['{ act = "programmes.set_date", date = "later", role = "pokja_paket" }'], scope="site",
                           done_when=['{ is = "programmes.day_reached", date = "later" }'], extra='[[dates]]\ncode = "later"\ntitle = { id = "Nanti", en = "Later" }\n')
    assert [group.subjects for group in queries.my_tasks(pokja, make.today)] == [(site,)]
    alone, nested = (tasks.wanted([("pokja_paket", code) for code in each], []) for each in (places[-1:], places))
    assert set(alone.values_list("pk", flat=True)) == set(nested.values_list("pk", flat=True)) != set()
    assert str(alone.query) == str(nested.query)


def test_roles_of_different_names_or_in_places_beside_each_other_all_stay():
    held = [("bkm", "33.24.01"), ("bkm", "33.24.0"), ("pokja_paket", "33"), ("bkm", "33.24.01.2001"), ("korkot", "33.24.01")]
    assert tasks._widest(held) == [("bkm", "33.24.0"), ("bkm", "33.24.01"), ("korkot", "33.24.01"), ("pokja_paket", "33")]

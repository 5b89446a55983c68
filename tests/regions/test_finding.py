"""Every place of Indonesia, found as one types."""

from __future__ import annotations

import pytest
from django.db.models import Count

from sinergi.regions import actions, definitions, queries, rules
from sinergi.regions.models import Region


@pytest.fixture(scope="module")
def _indonesia(django_db_setup, django_db_blocker):
    """All places, loaded once for this file."""
    with django_db_blocker.unblock():
        actions.load()
        yield
        Region.objects.all().update(parent=None)
        Region.objects.all().delete()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_indonesia")]


def test_the_nation_is_complete() -> None:
    counted = dict(Region.objects.order_by().values_list("level").annotate(Count("pk")))
    assert counted == {"nation": 1, "province": 38, "regency": 514, "district": 7277, "village": 83763}


def test_every_place_lies_in_the_one_its_code_says() -> None:
    wrong = [code for code, above in Region.objects.exclude(code="").values_list("code", "parent__code") if code.rpartition(".")[0] != above]
    assert wrong == []


def test_loading_again_changes_nothing() -> None:
    assert actions.load() == 0


def test_loading_again_renews_names_and_brings_back_what_is_missing() -> None:
    Region.objects.filter(code="33.24.12.2011").update(name="Sambong Lama", words="sambong lama")
    Region.objects.filter(code="33.24.12.2007").delete()
    seen: list[tuple[int, int]] = []
    assert actions.load(lambda done, of: seen.append((done, of))) == 2
    assert Region.objects.get(code="33.24.12.2011").name == "Sambongsari"
    assert Region.objects.get(code="33.24.12.2007").parent.code == "33.24.12"
    assert seen[-1] == (91592, 91592)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (("sambongsari",), "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("SAMBONGS",), "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("kendal",), "Kab. Kendal, Jawa Tengah"),
        (("kab kendal",), "Kab. Kendal, Jawa Tengah"),
        (("Kabupaten Kendal",), "Kab. Kendal, Jawa Tengah"),
        (("bekasi kota",), "Kota Bekasi, Jawa Barat"),
        (("jakarta p",), "Kota Administrasi Jakarta Pusat, DKI Jakarta"),
        (("weleri, kendal",), "Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("weleri", "village"), "Weleri, Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("gempol", None, "33.24"), "Gempolsewu, Kec. Rowosari, Kab. Kendal, Jawa Tengah"),
        (("33.24.12.2011",), "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("3324122011",), "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("33.24.12",), "Kec. Weleri, Kab. Kendal, Jawa Tengah"),
        (("sokaan",), 'Soka"an, Kec. Krejengan, Kab. Probolinggo, Jawa Timur'),
        (("udek du'en",), "Udek Du’en, Kec. Talibura, Kab. Sikka, Nusa Tenggara Timur"),
    ],
)
def test_what_is_found_first(asked: tuple, first: str) -> None:
    assert queries.with_paths(queries.find(*asked))[0].path == first


@pytest.mark.parametrize("digits", range(1, 11))
def test_a_code_is_found_as_one_types_it_with_and_without_its_dots(digits: int) -> None:
    """After each digit there are places, and what was typed begins the code of each of them."""
    typed = "3324122011"[:digits]
    found = queries.find(typed)
    assert found
    assert all(place.code.replace(".", "").startswith(typed) for place in found)
    assert [place.code for place in queries.find(rules.code_begun(typed) or "")] == [place.code for place in found]


@pytest.mark.parametrize(("typed", "begun"), [("33.2412", "33.24.12"), ("33.24.122011", "33.24.12.2011"), ("33.", "33."), ("33..24", "33..24"), ("33.24.12.20115", "33.24.12.2011.5"),
                                              ("33241220115", "33.24.12.2011.5"), ("33.24x", None), ("", None)])
def test_how_what_was_typed_is_read_as_the_beginning_of_a_code(typed: str, begun: str | None) -> None:
    assert rules.code_begun(typed) == begun


@pytest.mark.parametrize("asked", ["", "   ", ",", "zzzz", "%", "_", "'; DROP TABLE regions_region; --", "🌾", "99.99", "x" * 10_000, "\x00", "....", "٣٣"])
def test_odd_questions_find_nothing_and_break_nothing(asked: str) -> None:
    assert queries.find(asked) == []


def test_a_wildcard_is_a_letter_like_any_other() -> None:
    assert queries.find("s_mbongsari") == []


@pytest.mark.parametrize("found", [1, 20])
def test_finding_costs_the_same_for_one_and_many(found: int, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(4):
        assert len(queries.with_paths(queries.find("sambongsari" if found == 1 else "suka"))) == found


def test_a_region_contains_itself_and_what_is_inside_and_nothing_else() -> None:
    inside = set(Region.objects.below("33.2").values_list("code", flat=True))
    assert inside == set()
    kendal = set(Region.objects.below("33.24").values_list("code", flat=True))
    assert kendal == {code for code, _ in definitions.places() if code == "33.24" or code.startswith("33.24.")}

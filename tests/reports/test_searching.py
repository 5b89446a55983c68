"""One search over everything that may be seen; people only for those inside."""

from __future__ import annotations

import pytest

from sinergi.programmes.models import Undertaking
from sinergi.programmes.stemming import search_words
from sinergi.reports import queries
from tests import make
from tests.meetings import recording


@pytest.fixture
def round_(bkm):
    """A round with one village, one work, one meeting, one body."""
    site = recording.stage()
    from sinergi.meetings import actions

    actions.record(bkm, site.code, on=make.today, stage="trial", kind="rembug", sheet=recording.sheet(title="Rembug talud"))
    Undertaking.objects.filter(scope="work").update(title="Talud saluran RW 03", words=search_words("Talud saluran RW 03"))
    make.organisation(name="Koperasi Talud Makmur", region="33.24.12")
    return site.cycle


def _found(text, person=None):
    return {group.code: [row.title for row in group.rows] for group in queries.search(text, person, make.today).groups}


def test_everything_that_carries_the_word_in_groups(round_):
    assert _found("talud") == {"usulan": ["Talud saluran RW 03"], "rapat": ["Rembug talud"], "lembaga": ["Koperasi Talud Makmur"]}


@pytest.mark.parametrize(("text", "group"), [("UJI", "tahap"), ("kendal", "tahap"), ("sambongsari", "desa"), ("weleri", "desa"), ("talud saluran", "usulan"), ("Rembug", "rapat")])
def test_each_kind_is_found(round_, text, group):
    assert group in _found(text)


@pytest.mark.parametrize("text", ["", " ", "x", "\x00", "%", "_", "zzzz", "talud zzzz"])
def test_nothing_to_find_is_no_error(round_, text):
    assert _found(text) == {}


def test_stems_meet(round_):
    assert search_words("Pembangunan jalan, membangun JALAN") == "bangun jalan"
    Undertaking.objects.filter(scope="work").update(title="Membangun jembatan", words=search_words("Membangun jembatan"))
    assert _found("pembangunan")["usulan"] == ["Membangun jembatan"]


def test_people_only_for_who_holds_a_role_nearby(round_, bkm, pokja, stranger, admin):
    assert "orang" not in _found("Slamet")
    assert "orang" not in _found("Slamet", make.person(name="Tanpa peran"))
    assert "orang" not in _found("Slamet", stranger)
    assert _found("Slamet", pokja)["orang"] == ["Slamet Riyadi"]
    assert _found("Slamet", admin)["orang"] == ["Slamet Riyadi"]


def test_a_voided_work_is_not_found(round_):
    Undertaking.objects.filter(scope="work").update(voided_on=make.today)
    assert "usulan" not in _found("talud")


@pytest.mark.parametrize(("text", "words", "marked"), [
    ("Talud <b>", ["talud"], "<mark>Talud</mark> &lt;b&gt;"), ("a.b", ["."], "a<mark>.</mark>b"), ("", ["x"], ""), ("Jalan", [], "Jalan"),
])
def test_what_was_looked_for_is_marked_and_the_rest_escaped(text, words, marked):
    assert queries.highlighted(text, words) == marked

"""One search over everything that may be seen; people only for those inside."""

from __future__ import annotations

import pytest

from sinergi.disclosure.models import Objection, Redaction
from sinergi.followups.models import Followup
from sinergi.programmes.models import Undertaking
from sinergi.programmes.stemming import search_words
from sinergi.reports import queries
from tests import make
from tests.disclosure import build as lists
from tests.funds import money
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


# --- beneath rounds and works ----------------------------------------------------------------------------------------------


@pytest.fixture
def told(bkm, pakem, pokja, satker, pengawas):
    """A work with a follow-up, an entry of the ledger, and a step called Uji."""
    work = money.work(pakem)
    money.released(satker, work, "apbd", 3_000_000, number="SP2D-APBD-001")
    money.spent(pakem, work, 1_000_000, payee="Toko Sumber")
    Followup.objects.create(undertaking=work, act="followups.open", person=pokja, happened_on=make.today, number=1, origin="other", what="Serahkan nota semen", due_on=make.today)
    return work


def test_follow_ups_steps_and_guides_are_found(told):
    assert _found("nota semen") == {"tindak-lanjut": ["Serahkan nota semen"]}
    assert _found("uji")["langkah"] == ["Uji"]
    assert "panduan" in _found("panduan auditor")


def test_the_ledger_is_looked_through_where_nothing_else_was_found_or_when_asked(told):
    assert [title for title in _found("sp2d-apbd")["buku"] if "SP2D-APBD-001" not in title] == []
    Followup.objects.update(what="Salin sp2d-apbd-001")
    assert _found("sp2d-apbd").keys() == {"tindak-lanjut"}
    asked = queries.search("sp2d-apbd", None, make.today, books=True)
    assert [group.code for group in asked.groups] == ["tindak-lanjut", "buku"]


@pytest.mark.parametrize("said", ["3000000", "3.000.000", "Rp 3.000.000", "rp3.000.000"])
def test_an_amount_finds_the_entries_that_moved_it(told, said):
    assert len(_found(said)["buku"]) == 1
    assert _found("3.000.001") == {}


def test_who_was_paid_finds_only_who_is_involved(told, pakem, stranger):
    assert _found("toko sumber") == {}
    assert _found("toko sumber", stranger) == {}
    assert list(_found("toko sumber", pakem)) == ["buku"]


def test_an_objection_that_was_covered_is_not_found_by_its_words(kendal, pokja):
    round_ = lists.cycle()
    lists.works(round_)
    lists.published(round_, pokja)
    lists.objected(round_, text="Pak Darmo dari dusun kami belum diberi tahu.")
    assert _found("dusun kami")["keberatan"] == ["Pak Darmo dari dusun kami belum diberi tahu."]
    Redaction.objects.create(objection=Objection.objects.get(), shown="[nama] belum diberi tahu", reason="Menyebut nama", person=pokja)
    assert "keberatan" not in _found("dusun kami")


def test_what_is_covered_on_the_page_is_not_found_by(kendal, pokja):
    round_ = lists.cycle()
    lists.works(round_)
    lists.published(round_, pokja)
    lists.objected(round_, text="Hubungi 081234567890 tentang saluran lama.")
    assert "keberatan" in _found("saluran lama")
    assert "keberatan" not in _found("081234567890")

"""A round runs by the very text it pinned, and only sound texts that keep their code are pinned."""

import logging
from datetime import date

import pytest

from sinergi.engine import reading
from sinergi.kernel.decisions import Refused
from sinergi.programmes import actions, editions
from sinergi.programmes.models import EditionText, Undertaking
from tests import make
from tests.engine.world import EDITIONS

pytestmark = pytest.mark.django_db
ON = date(2007, 6, 1)
PAKET = (EDITIONS / "paket-kendal-2007.toml").read_text(encoding="utf-8")


def own(code="kendal-sendiri"):
    """A file of the office's own: the shipped one under another code."""
    return PAKET.replace('code = "paket-kendal-2007"', f'code = "{code}"', 1)


def opened(person, text, code="KDL08"):
    return actions.open_cycle(person, edition_text=text, code=code, title="PAKET", region_code="33.24", year=2007, on=ON)


def test_a_refused_opening_leaves_nothing_that_a_later_round_would_run_by(pokja, settings):
    """On SQLite the number of a row that was rolled back is given to the next one."""
    settings.TESTING = False
    opened(pokja, PAKET, "KDL07")
    with pytest.raises(Refused) as refused:
        opened(pokja, own("satu"), "KDL07")
    assert refused.value.decision.code == "code_taken"
    cycle = opened(pokja, own("dua"), "KDL08")
    assert (editions.edition_of(cycle).code, editions.edition_of(cycle).digest) == ("dua", reading.digest_of(own("dua")))


def test_the_key_of_a_text_is_made_of_the_text(pokja):
    kept = editions.keep(PAKET)
    assert kept.pk == int(kept.digest[:15], 16) == editions.keep(PAKET).pk
    assert kept.pk < 2**63


def test_a_refused_opening_keeps_no_text(pokja):
    with pytest.raises(Refused):
        actions.open_cycle(pokja, edition_text=PAKET, code="x", title="PAKET", region_code="33.24", year=2007, on=ON)
    assert not EditionText.objects.exists()




@pytest.mark.parametrize(("old", "new", "told"), [
    ('after = ["', 'after = ["tidak_ada", "', "tidak_ada"),
    ('role = "pokja_paket"', 'role = "siapa_saja"', "siapa_saja"),
    ("weight = ", "weight = 9", "100"),
])
def test_an_unsound_file_opens_no_round_and_says_why(pokja, old, new, told):
    with pytest.raises(Refused) as refused:
        opened(pokja, own().replace(old, new, 1))
    assert refused.value.decision.code == "edition_unsound"
    assert told in refused.value.decision.values["problems"]
    assert not Undertaking.objects.exists()


def circle(code="lingkar"):
    """The round's first two stages wait for each other."""
    first, second = reading.read(PAKET).of_scope("cycle")[:2]
    return own(code).replace(f'code = "{first.code}"', f'code = "{first.code}"\nafter = ["{second.code}"]', 1)


def test_a_file_with_a_circle_is_refused_and_not_an_error(client, pokja, tmp_path, monkeypatch):
    text = circle()
    (tmp_path / "lingkar.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        opened(pokja, text)
    assert refused.value.decision.code == "edition_unsound"
    monkeypatch.setattr(editions, "shelf_files", lambda: [tmp_path / "lingkar.toml"])
    client.force_login(pokja)
    assert client.get("/program/lingkar/").status_code == 404
    assert client.post("/program/lingkar/buka/", {"code": "KDL08", "title": "x", "year": "2007", "region": "33.24"}).status_code == 404


def test_the_shelf_holds_sound_files_only_and_each_code_once(tmp_path, monkeypatch, caplog):
    (tmp_path / "a.toml").write_text(PAKET, encoding="utf-8")
    (tmp_path / "b.toml").write_text(PAKET + "\n# lain\n", encoding="utf-8")
    (tmp_path / "c.toml").write_text(circle(), encoding="utf-8")
    monkeypatch.setattr(editions, "shelf_files", lambda: sorted(tmp_path.glob("*.toml")))
    with caplog.at_level(logging.WARNING):
        assert [(one.code, one.digest) for one in editions.shelf()] == [("paket-kendal-2007", reading.digest_of(PAKET))]
    assert "b.toml is left off the shelf: its code paket-kendal-2007 is that of a.toml" in caplog.text
    assert "c.toml is left off the shelf" in caplog.text


def test_a_used_file_of_the_office_does_not_change_under_its_code(pokja):
    opened(pokja, own(), "KDL07")
    changed = own() + "\n# diubah\n"
    with pytest.raises(Refused) as refused:
        opened(pokja, changed, "KDL08")
    assert (refused.value.decision.code, refused.value.decision.values["code"]) == ("edition_changed", "kendal-sendiri")
    opened(pokja, own(), "KDL08")
    opened(pokja, changed.replace("kendal-sendiri", "kendal-sendiri-2"), "KDL09")


def test_after_an_upgrade_the_shipped_file_opens_rounds_beside_those_of_its_older_text(pokja):
    """The shipped files change with a release; rounds that run keep the text they pinned."""
    older = PAKET + "\n# rilis sebelumnya\n"
    EditionText.objects.create(pk=7, code="paket-kendal-2007", digest=reading.digest_of(older), text=older)
    first = Undertaking.objects.create(code="KDL07", scope="cycle", title="PAKET", year=2007, edition_id=7, region=make.region("33.24"), started_on=ON)
    second = opened(pokja, PAKET, "KDL08")
    assert (editions.edition_of(first).digest, editions.edition_of(second).digest) == (reading.digest_of(older), reading.digest_of(PAKET))

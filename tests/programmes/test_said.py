"""What histories and timelines say of a fact: titles of the edition, never its codes."""

import inspect
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from sinergi.assessments.models import Sheet, Verdict
from sinergi.disclosure.models import ListVersion, Objection, Publicity
from sinergi.dossiers.models import Check, Document, Signature
from sinergi.engine.reading import read
from sinergi.funds.models import Account, Commitment, Release, Request, Spending, Transfer
from sinergi.programmes.actions.undoing import fact_models
from sinergi.programmes.models import Classified, DateSet
from sinergi.programmes.registry import registry

EDITIONS = Path(__file__).resolve().parents[2] / "src" / "sinergi" / "programmes" / "editions"
KENDAL, PLPBK = (read((EDITIONS / f"{code}.toml").read_text(encoding="utf-8")) for code in ("paket-kendal-2007", "plpbk-2012"))
CODED = "source|document|list|medium|chain|date|kind|form|role|verdict|stage|body|plan|scheme"      # fields that keep a code of the edition

SAID = [
    (Commitment(source="apbn", certainty="budgeted", amount=1_500_000), "Dianggarkan, APBN: Rp 1.500.000", "Budgeted, State budget (APBN): Rp 1.500.000"),
    (Request(source="apbd", amount=5), "APBD Kabupaten: Rp 5", "District budget (APBD): Rp 5"),
    (Release(source="apbd", amount=5, number="12/SP2D"), "APBD Kabupaten: Rp 5, SP2D 12/SP2D", "District budget (APBD): Rp 5, SP2D 12/SP2D"),
    (Spending(source="swadaya", item="Semen", amount=5), "Swadaya masyarakat, Semen: Rp 5", "Community contribution (swadaya), Semen: Rp 5"),
    (Transfer(source="apbn", paid_from=Account.BANK, paid_into=Account.CASH, amount=5), "APBN, Bank → Kas: Rp 5", "State budget (APBN), Bank → Cash: Rp 5"),
    (Document(document="lpj_pakem", number="3/LPJ"), "LPJ PAKEM 3/LPJ", "Report of the PAKEM (LPJ) 3/LPJ"),
    (Check(document="lpj_pakem", correct=True), "LPJ PAKEM: benar", "Report of the PAKEM (LPJ): correct"),
    (Check(document="lpj_pakem", correct=False, note="Nota kurang"), "LPJ PAKEM: Nota kurang", "Report of the PAKEM (LPJ): Nota kurang"),
    (Publicity(medium="spanduk", place="Balai desa", times=6), "Spanduk, Balai desa, 6 ×, belum ada bukti", "Banners, Balai desa, 6 ×, no proof yet"),
    (ListVersion(list="candidates", number=2, short_code="R2-AB"), "Daftar calon pemenang, versi 2, R2-AB", "List of candidates, version 2, R2-AB"),
    (Objection(list="candidates", number=3), "Daftar calon pemenang, no. 3", "List of candidates, no. 3"),
    (Sheet(form="kelayakan"), "Penilaian kelayakan proposal", "Appraisal of proposals"),
    (DateSet(date="pakem_close", day=date(2007, 5, 3)), "Batas pembentukan PAKEM: 3 Mei 2007", "Closing date for forming PAKEM: 3 May 2007"),
]


@pytest.mark.parametrize(("fact", "indonesian", "english"), SAID, ids=lambda value: type(value).__name__ if not isinstance(value, str) else "")
def test_titles_stand_where_the_row_keeps_codes(fact, indonesian, english):
    told = []
    for language in ("id", "en"):
        with translation.override(language):
            told.append(fact.said(KENDAL).replace("\u00a0", " "))
    assert told == [indonesian, english]


def test_a_verdict_and_a_signature_in_words():
    assert Verdict(form="bkm_berdaya", verdict=next(iter(KENDAL.word("forms", "bkm_berdaya").get("verdicts")))["code"]).said(KENDAL) == "Penilaian BKM Berdaya: Berdaya"
    chain, word = next(iter(PLPBK.words("chains").items()))
    role = word.get("roles")[0]
    assert Signature(chain=chain, role=role, signed=True).said(PLPBK) == f"{word.title.id}, {PLPBK.roles[role].title.id}: ditandatangani"


def test_a_code_that_the_edition_no_longer_has_is_shown_rather_than_nothing():
    assert Document(document="surat_lama", number="1").said(KENDAL) == "surat_lama 1"
    assert Classified(kind="lama").said(KENDAL) == "lama"


@pytest.mark.parametrize("model", sorted(fact_models().values(), key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_a_fact_that_keeps_a_code_says_a_title(model):
    """A new kind of fact cannot put a code on a page: it answers with a title, or says nothing of it."""
    for way in (model.said, model.__str__):
        plain = re.sub(r"sentences\.named\(.*?\)|edition\.\w+\.get\(.*?\)|\.(?:instrument|verdict)\(.*?\)|else self\.\w+", "", inspect.getsource(way))
        assert re.findall(rf"self\.(?:{CODED})\b", plain) == []


def test_every_act_is_told_as_something_that_was_done():
    assert sorted(name for name, bound in registry.acts.items() if not bound.done or bound.done == bound.verb) == []

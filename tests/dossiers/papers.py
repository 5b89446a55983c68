"""Builders for papers: a work that asks for a checked report, an opinion and a chain of signatures."""

from __future__ import annotations

from sinergi.dossiers import actions
from sinergi.dossiers.models import Document
from sinergi.files.actions import store
from sinergi.programmes.models import Undertaking
from tests import make
from tests.files import samples

WORDS = """
[[documents]]
code = "lpj"
title = { id = "LPJ PAKEM", en = "Report" }
[[documents]]
code = "opini"
title = { id = "Opini akuntan", en = "Opinion" }
opinion = true
[[documents]]
code = "rpd"
title = { id = "RPD", en = "Withdrawal plan" }
[[chains]]
code = "blm"
title = { id = "Rantai BLM", en = "Chain" }
roles = ["faskel", "pjok", "satker"]
"""
ACTS = (
    '{ act = "dossiers.file", document = "lpj", role = "bkm" }',
    '{ act = "dossiers.file", document = "rpd", role = "bkm" }',
    '{ act = "dossiers.file", document = "opini", role = "auditor" }',
    '{ act = "dossiers.check", document = "lpj", role = ["pokja_paket", "bkm"] }',
    '{ act = "dossiers.sign", chain = "blm", role = ["faskel", "pjok", "satker"] }',
)
DONE = (
    '{ is = "dossiers.filed", documents = ["lpj"], checked = true }',
    '{ is = "dossiers.filed", documents = ["opini", "rpd"] }',
    '{ is = "dossiers.signed", chain = "blm" }',
)


def work(more: tuple[str, ...] = ()) -> Undertaking:
    """A work in Sambongsari whose papers are being collected; ``more`` acts may be done there."""
    return make.open_stage(acts=[*ACTS, *more], done_when=DONE, extra=WORDS)


def pdf(person, name: str = "lpj.pdf"):
    """A kept file."""
    return store(person, samples.upload(name, samples.PDF))


def file(person, undertaking, *, document: str = "lpj", on=make.today, **rest) -> Document:
    """One version with one file."""
    return actions.file(person, undertaking.code, on=on, document=document, files=rest.pop("files", None) or [pdf(person)], **rest)

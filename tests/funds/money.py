"""Builders of this folder: a work with an open stage for money, a plan, and people who may move it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sinergi.files.models import File
from sinergi.funds import actions
from sinergi.funds.rules import PlanLine
from sinergi.programmes.performing import perform
from tests import make

DAY = make.today
ACTS = (
    '{ act = "funds.commit", role = ["pakem", "bkm"] }',
    '{ act = "funds.contribute", source = "swadaya", role = ["pakem", "bkm"] }',
    '{ act = "funds.verify", source = "swadaya", role = ["pengawas", "faskel", "pakem"], not_by = ["funds.contribute"] }',
    '{ act = "funds.request", role = "pakem" }',
    '{ act = "funds.release", source = "apbd", role = "satker" }',
    '{ act = "funds.release", source = "apbn", role = "satker" }',
    '{ act = "funds.spend", source = "swadaya", role = "pakem" }',
    '{ act = "funds.spend", source = "apbd", role = "pakem" }',
    '{ act = "funds.spend", source = "apbn", role = "pakem" }',
    '{ act = "funds.account", role = "satker" }',
    '{ act = "proposals.write", role = "pakem" }',
)
DONE = '{ is = "funds.accounted", tranche = 9 }'  # never: the stage stays open
SCHEME = """
[[schemes]]
code = "blm"
title = { id = "BLM", en = "Grant" }
tranches = [{ no = 1, share = 30, source = "apbn" }, { no = 2, share = 70, source = "apbn" }]
"""
LINES = (
    PlanLine("A1", "A. Bahan", "Semen", Decimal(100), "sak", 40_000, {"apbd": 3_000_000, "apbn": 1_000_000}),
    PlanLine("A2", "A. Bahan", "Pasir", Decimal("12.5"), "m3", 120_000, {"swadaya": 1_500_000}),
    PlanLine("C1", "C. Upah", "Pekerja", Decimal(100), "HOK", 30_000, {"swadaya": 1_000_000, "apbn": 2_000_000}),
)  # swadaya 2.500.000, apbd 3.000.000, apbn 3.000.000


def work(pakem=None, *people, acts=ACTS, done_when=(DONE,), lines=LINES, on=DAY, **stage):
    """A work whose only stage takes every money act; ``pakem`` may act in it, and the plan stands."""
    made = make.open_stage(acts=acts, done_when=done_when, extra=SCHEME + stage.pop("extra", ""), **stage)
    if pakem is not None:
        make.appoint(pakem, "pakem", made)
        if lines is not None:
            plan(pakem, made, lines, on=on)
    return made


def plan(pakem, made, lines=LINES, *, on=DAY):
    with perform(pakem, "proposals.write", made.code, on=on) as doing:
        return actions.set_plan(doing, lines)


def scan(person=None, name="nota.pdf"):
    return File.objects.create(sha256=f"{File.objects.count():064x}", name=name, kind="application/pdf", size=10, uploaded_by=person)


def given(person, made, amount=1_500_000, *, on=DAY, form="cash", **more):
    """Swadaya brought; cash unless told otherwise."""
    fields = {"quantity": Decimal(amount), "giver": "Warga RT 02", "note": "daftar terlampir", **more}
    return actions.contribute(person, made.code, on=on, happened_on=on, source="swadaya", form=form, **fields)


def accepted(person, made, row, *, on=DAY, **more):
    return actions.verify(person, made.code, row.pk, on=on, happened_on=on, accepted=True, **more)


def released(satker, made, source="apbd", amount=None, *, on=DAY, number="SP2D-1", **more):
    fields = {"reason": "pindaian menyusul dari kas negara", **more}
    return actions.release(satker, made.code, on=on, happened_on=on, source=source, amount=amount, number=number, **fields)


def spent(pakem, made, amount=1_000_000, *, source="apbd", on=DAY, **more):
    fields = {"line": "A1", "paid_from": "bank", "payee": "Toko Jaya", "reason": "nota hilang, ada saksi", **more}
    return actions.spend(pakem, made.code, on=on, happened_on=on, source=source, amount=amount, **fields)


def day(number: int) -> date:
    return date(2007, 6, number)

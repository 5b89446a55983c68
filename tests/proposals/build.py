"""Builders of proposals: sheets as values, and complete drafts written through the real gate."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from sinergi.files.models import File
from sinergi.proposals import actions
from sinergi.proposals.rules import Line, PartnerRow, Purses, ScheduleRow, Sheet, Split
from tests import make

ACTS = (
    '{ act = "proposals.write", role = "pakem" }',
    '{ act = "proposals.submit", role = ["pakem", "pokja_paket"] }',
)
PURSES = Purses(("swadaya", "apbd", "apbn"), {"swadaya": ("cash", "material", "labour", "land", "food")})
TEXTS: dict[str, Any] = {
    "need": "Jalan becek setiap hujan, anak sekolah memutar jauh.",
    "pjm_reference": "PJM 2006-2008, butir 14",
    "field": "environment",
    "activity": "Paving jalan lingkungan",
    "location": "Dusun Krajan",
    "rt": "03-05",
    "rw": "02",
    "volume": Decimal(640),
    "unit": "m2",
    "households": 120,
    "poor_households": 78,
    "men": 201,
    "women": 214,
    "disabled": 6,
}


def line(amount: int = 1_000_000, *, group: str = "A", item: str = "Semen", splits: tuple[Split, ...] | None = None, **fields: Any) -> Line:
    """One line of volume one, wholly paid by APBN unless told otherwise."""
    chosen = (Split("apbn", amount),) if splits is None else splits
    return Line(group=group, item=item, volume=fields.pop("volume", Decimal(1)), unit=fields.pop("unit", "ls"),
                unit_price=fields.pop("unit_price", amount), splits=chosen, price_source=fields.pop("price_source", "survey"), **fields)


def sheet(**fields: Any) -> Sheet:
    """A complete one."""
    return Sheet(**{
        **TEXTS,
        "lines": (line(),),
        "partners": (PartnerRow("Toko Maju", "caring", "angkutan"),),
        "schedule": (ScheduleRow("Pasang paving", date(2007, 7, 1), date(2007, 8, 1)),),
        "papers": (("survey", "survei.pdf", "a"), ("drawing", "gambar.pdf", "b"), ("photo_0", "foto.jpg", "c")),
        **fields,
    })


def file(name: str = "survei.pdf", person: Any = None) -> File:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return File.objects.get_or_create(sha256=digest, name=name, uploaded_by=person, defaults={"kind": "application/pdf", "size": 10})[0]


def stage(**fields: Any) -> Any:
    """A work whose only step takes writing and handing in."""
    return make.open_stage(acts=ACTS, done_when=['{ is = "proposals.submitted" }'], **fields)


def complete(person: Any, work: Any, *, on: date = make.today, lines: tuple[Line, ...] = (), **texts: Any) -> None:
    """A draft with nothing missing."""
    actions.write_texts(person, work.code, on=on, values={**TEXTS, **texts})
    for each in lines or (line(),):
        actions.save_line(person, work.code, on=on, line=each)
    actions.write_schedule(person, work.code, on=on, rows=[ScheduleRow("Pasang paving", date(2007, 7, 1), date(2007, 8, 1))])
    for kind in ("survey", "drawing", "photo_0"):
        actions.attach(person, work.code, on=on, kind=kind, file=file(f"{kind}.pdf", person))

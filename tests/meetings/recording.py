"""Stages that ask for meetings, sheets that are always sound, and the workshops of the founding papers."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sinergi.files.models import File
from sinergi.followups.rules import Responsible
from sinergi.meetings import actions
from sinergi.meetings.models import Meeting
from sinergi.meetings.rules import ActionLine, AgendaLine, CountLine, Sheet
from tests import make

DAY = date(2007, 5, 10)
KINDS = """
[[meeting_kinds]]
code = "rembug"
title = { id = "Rembug warga", en = "Citizens' meeting" }
targets = { women_pct = 40 }
[[meeting_kinds]]
code = "lokakarya"
title = { id = "Lokakarya", en = "Workshop" }
"""


def stage(condition: str = "", *, scope: str = "site", kind: str = "rembug", role: str = "bkm"):
    """An open stage that asks for one kind of meeting."""
    asked = f'is = "meetings.held", kind = "{kind}"' + (f", {condition}" if condition else "")
    acts = [f'{{ act = "meetings.record", kind = "{kind}", role = ["{role}", "pokja_paket"] }}', '{ act = "followups.report", role = "bkm" }']
    return make.open_stage(acts=acts, done_when=[f"{{ {asked} }}"], scope=scope, extra=KINDS)


def sheet(**more: Any) -> Sheet:
    given: dict[str, Any] = {"title": "Rembug warga", "starts_on": DAY, "place": "Balai desa", "counts": [CountLine("Warga", women=15, men=14)]}
    return Sheet(**{**given, **more})


def scan(person: Any, name: str = "notulen.pdf") -> File:
    """A kept scan, without bytes."""
    return File.objects.get_or_create(sha256="a" * 64, name=name, uploaded_by=person, defaults={"kind": "application/pdf", "size": 1000})[0]


def held(person: Any, undertaking: Any, *, signed: bool = True, signed_on: date | None = None, kind: str = "rembug", **more: Any) -> Meeting:
    """A recorded meeting, signed unless told otherwise."""
    outside = {name: more.pop(name) for name in ("further", "token", "stage", "on") if name in more}
    papers = actions.Papers(signed=scan(person) if signed else None, signed_on=signed_on)
    return actions.record(person, undertaking.code, kind=kind, sheet=sheet(**more), papers=papers, **{"on": make.today, **outside})


# Lokakarya III, Bekasi, 17 November 2009: six categories, three discussion groups, three lines of RKTL
BEKASI = Sheet(
    title="Lokakarya III: mekanisme pelaksanaan PAKET",
    starts_on=date(2009, 11, 17),
    starts_time=time(9, 0),
    ends_time=time(15, 0),
    place="Ruang rapat Dinas Tata Ruang",
    opener="Kepala Satker PIP",
    counts=[
        CountLine("SKPD", unrecorded=13, table=2),
        CountLine("Kelurahan", unrecorded=6, table=3),
        CountLine("PJOK", unrecorded=5, table=3),
        CountLine("BKM/PAKEM", unrecorded=17, table=1),
        CountLine("Kelompok peduli", unrecorded=10, table=1),
        CountLine("Konsultan", unrecorded=6),
    ],
    actions=[
        ActionLine("SKPD bertemu BKM untuk verifikasi proposal", Responsible(text="SKPD"), date(2009, 11, 18)),
        ActionLine("Pertemuan KBP", Responsible(text="KBP"), date(2009, 11, 19)),
        ActionLine("Menyampaikan hasil lokakarya kepada pemerintah kota", Responsible(text="Pokja PAKET"), date(2009, 11, 19)),
    ],
)
# a rembug at RW level in Semarang: 135 minutes in seven items
SEMARANG = [
    AgendaLine(title, minutes)
    for title, minutes in (
        ("Pembukaan", 5), ("Arahan", 10), ("Potensi", 30), ("Pembahasan usulan", 45), ("Prioritas", 30), ("Penutup dan formulir", 10), ("Utusan", 5),
    )
]  # fmt: skip

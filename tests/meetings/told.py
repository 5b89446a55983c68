"""Sheets as forms, and two further meetings of the founding papers: Pontianak 2021 and the KAT preparation of 2018."""

from __future__ import annotations

from datetime import date
from typing import Any

from sinergi.meetings.rules import ActionLine, CountLine, Discussion, Presentation, Sheet, Table
from sinergi.regions.models import Region

FIELDS = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "level", "place", "mode", "host", "opener", "moderator", "note_taker", "media_used", "minutes", "result")
COUNTS = ("group", "women", "men", "unrecorded", "poor", "disability", "table", "region")


def as_form(sheet: Sheet, **more: Any) -> dict[str, str]:
    """What a browser sends for this sheet."""
    talk = sheet.discussion
    rows: dict[str, list[dict[str, Any]]] = {
        "agenda": [{"title": line.title, "minutes": line.minutes, "speaker": line.speaker} for line in sheet.agenda],
        "counts": [{name: getattr(line, name) for name in COUNTS} for line in sheet.counts],
        "names": [{"name": line.name, "sex": line.sex, "organisation": line.organisation} for line in sheet.names],
        "tables": [{"number": each.number, "title": each.title} for each in talk.tables],
        "questions": [{"text": text} for text in talk.questions],
        "answers": [{"question": each.question, "table": each.table, "to": each.to, "text": each.text, "by": each.by} for each in talk.answers],
        "presentations": [{"table": each.table, "presenter": each.presenter} for each in talk.presentations],
        "decisions": [{"text": text} for text in sheet.decisions],
        "actions": [_action(line) for line in sheet.actions],
        "evidence": [],
    }
    given = {f"rapat-{name}": getattr(sheet, name) for name in FIELDS} | {f"rapat-{name}": value for name, value in more.items()}
    for prefix, lines in rows.items():
        given |= {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": 0}
        given |= {f"{prefix}-{place}-{name}": value for place, line in enumerate(lines) for name, value in line.items()}
    return {name: str(value) for name, value in given.items() if value is not None}


def _action(line: ActionLine) -> dict[str, Any]:
    return {"what": line.what, "who": line.responsible.text, "due_on": line.due_on, "place": line.place, "needs": line.needs}


# 12-14 August 2021: three days, hybrid opening, 70 people, classes per city. How many sat in which class is not told: one way to share 70 among 11 is ours.
WEST = {"61": "Kalimantan Barat", "61.71": "Kota Pontianak", "61.72": "Kota Singkawang", "61.12": "Kabupaten Kubu Raya", "61.02": "Kabupaten Mempawah", "61.03": "Kabupaten Sanggau",
        "61.04": "Kabupaten Ketapang", "61.05": "Kabupaten Sintang", "61.09": "Kabupaten Sekadau", "61.10": "Kabupaten Melawi", "61.01": "Kabupaten Sambas", "61.07": "Kabupaten Bengkayang"}  # fmt: skip
CITIES = sorted(code for code in WEST if code != "61")
PONTIANAK = Sheet(
    title="Koordinasi Program KOTAKU Kalimantan Barat", starts_on=date(2021, 8, 12), ends_on=date(2021, 8, 14), mode="hybrid", place="Sebuah hotel di Pontianak",
    opener="Kasatker dan Kepala Balai PPW Kalimantan Barat",
    counts=[CountLine("Tim provinsi", unrecorded=4, region="61"), *(CountLine("Bappeda, dinas perumahan, tim KOTAKU", unrecorded=6, table=place, region=code) for place, code in enumerate(CITIES, 1))],
    discussion=Discussion(
        questions=("Apa masalah, potensi, dan cara mempercepat di kota/kabupaten masing-masing?",),
        presentations=tuple(Presentation(place) for place in range(1, 12)),
        tables=tuple(Table(place, f"Kelas {WEST[code]}") for place, code in enumerate(CITIES, 1)),
    ),
)  # fmt: skip

# 6-9 March 2018: the two officers of each of 22 provinces and 10 regencies, guests of the ministry, three speakers. One each, and the ministry's numbers, are ours.
PROVINCES = [(f"{number}", f"Provinsi {number}") for number in range(11, 33)]
REGENCIES = [(f"{number}.01", f"Kabupaten {number}") for number in range(11, 21)]
ROLES = ("Pejabat Pembuat Komitmen", "Bendahara Tugas Pembantuan")
SPEAKERS = ("Narasumber: Inspektorat Jenderal", "Narasumber: Ditjen Pelaksanaan Anggaran", "Narasumber: LKPP")
KAT = Sheet(
    title="Rakor persiapan pemberdayaan KAT 2018", starts_on=date(2018, 3, 6), ends_on=date(2018, 3, 9), place="Hotel Golden Boutique Angkasa, Jakarta",
    opener="Sekretaris Direktorat Jenderal Pemberdayaan Sosial",
    counts=[*(CountLine(role, unrecorded=1, region=code) for code, _name in (*PROVINCES, *REGENCIES) for role in ROLES),
            CountLine("Auditor Inspektorat Jenderal", unrecorded=2), CountLine("Aplikator BMN Biro Umum", unrecorded=2), CountLine("Staf dan pejabat Ditjen Dayasos", unrecorded=8),
            *(CountLine(speaker, unrecorded=1) for speaker in SPEAKERS)],
)  # fmt: skip


def places(named: dict[str, str]) -> None:
    """Make these places, provinces before what lies in them."""
    nation = Region.objects.get_or_create(code="", defaults={"name": "Indonesia", "level": "nation", "words": "indonesia"})[0]
    for code in sorted(named):
        parent = Region.objects.filter(code=code.rpartition(".")[0]).first() or nation
        Region.objects.get_or_create(code=code, defaults={"name": named[code], "level": "regency" if "." in code else "province", "parent": parent, "words": named[code].lower()})

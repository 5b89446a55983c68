"""What the invented committees propose: kinds of work with their RAB, sizes varied by number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sinergi.proposals.rules import Line, Split


@dataclass(frozen=True)
class Sort:
    """A kind of work: its title, unit, and RAB rows (group, item, share of volume, unit, price, purse of the row)."""

    title: str
    activity: str
    field: str
    unit: str
    need: str
    rows: tuple[tuple[str, str, str, str, int], ...]


SORTS = (
    Sort("Paving jalan lingkungan", "Paving jalan", "environment", "m²", "Jalan becek tiap musim hujan, anak sekolah harus memutar.",
         (("A", "Paving blok tebal 6 cm", "1.02", "m²", 62_000), ("A", "Pasir urug", "0.08", "m³", 145_000), ("B", "Sewa alat pemadat", "0.02", "hari", 350_000),
          ("C", "Tukang", "0.22", "HOK", 40_000), ("C", "Pekerja", "0.55", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "0.0035", "paket", 600_000))),
    Sort("Drainase lingkungan", "Saluran drainase", "environment", "m", "Air tergenang berhari-hari sesudah hujan, sumur ikut keruh.",
         (("A", "Batu belah", "0.45", "m³", 120_000), ("A", "Semen 40 kg", "1.9", "zak", 36_000), ("A", "Pasir pasang", "0.28", "m³", 150_000),
          ("C", "Tukang", "0.62", "HOK", 40_000), ("C", "Pekerja", "1.4", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "0.004", "paket", 600_000))),
    Sort("Rabat beton jalan", "Rabat beton", "environment", "m²", "Satu-satunya jalan ke sekolah rusak dan licin.",
         (("A", "Semen 40 kg", "0.95", "zak", 36_000), ("A", "Pasir beton", "0.075", "m³", 165_000), ("A", "Kerikil", "0.1", "m³", 185_000),
          ("C", "Tukang", "0.2", "HOK", 40_000), ("C", "Pekerja", "0.5", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "0.003", "paket", 600_000))),
    Sort("Sumur dan bak air bersih", "Air bersih", "environment", "unit", "Sumur gali mengering pada kemarau, warga membeli air.",
         (("A", "Pipa dan sambungan", "90", "m", 62_000), ("A", "Bahan bak penampung", "4", "m³", 1_150_000), ("B", "Sewa bor dangkal", "6", "hari", 950_000),
          ("C", "Tukang", "48", "HOK", 40_000), ("C", "Pekerja", "120", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "1", "paket", 650_000))),
    Sort("MCK umum", "Sanitasi", "environment", "unit", "Tiga puluh keluarga belum punya jamban.",
         (("A", "Bata merah", "5200", "buah", 450), ("A", "Semen 40 kg", "140", "zak", 36_000), ("A", "Pasir pasang", "18", "m³", 150_000), ("A", "Closet dan pipa", "4", "set", 850_000),
          ("C", "Tukang", "96", "HOK", 40_000), ("C", "Pekerja", "190", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "1", "paket", 650_000))),
    Sort("Jembatan gang", "Jembatan", "environment", "m", "Jembatan bambu lapuk, dua dusun terputus saat banjir.",
         (("A", "Besi beton", "42", "kg", 7_200), ("A", "Semen 40 kg", "11", "zak", 36_000), ("A", "Batu belah", "2.4", "m³", 120_000),
          ("C", "Tukang", "9", "HOK", 40_000), ("C", "Pekerja", "20", "HOK", 30_000), ("D", "Administrasi dan pelaporan", "0.08", "paket", 650_000))),
)
VOLUMES = {"m²": (620, 1150), "m": (90, 240), "unit": (2, 5)}
# who carries a row first; the rest of swadaya's promised share goes to labour (invented, our own)
SHARES = {"A": {"apbn": 62, "apbd": 26, "swadaya": 12}, "B": {"apbd": 100}, "C": {"swadaya": 82, "apbn": 18}, "D": {"apbd": 100}}
FORMS = {"A": "material", "C": "labour"}
CARING_SHARE = 10   # percent of its first material that a caring group pays where there is one (invented, our own)


def sort_of(number: int) -> Sort:
    return SORTS[number % len(SORTS)]


def volume_of(number: int) -> Decimal:
    low, high = VOLUMES[sort_of(number).unit]
    if sort_of(number).title == "Jembatan gang":
        return Decimal(6 + number * 5 % 9)
    return Decimal(low + number * 37 % (high - low))


def rab(number: int, *, caring: bool = False) -> list[Line]:
    """The lines with their split by source; every split sums to its line. ``caring``: a caring group takes over part of the first one."""
    sort, volume = sort_of(number), volume_of(number)
    lines: list[Line] = []
    for group, item, per, unit, price in sort.rows:
        quantity = (volume * Decimal(per)).quantize(Decimal("0.1")) or Decimal("0.1")
        plain = Line(group, item, quantity, unit, price)
        splits = _split(group, plain, number)
        lines.append(Line(group, item, quantity, unit, price, _with_caring(splits) if caring and not lines else splits, price_source="survey"))
    return lines


def _with_caring(splits: tuple[Split, ...]) -> tuple[Split, ...]:
    """The national money of the line gives way to a caring group by a round part."""
    national = next(split.amount for split in splits if split.source == "apbn")
    part = national * CARING_SHARE // 100 // 1000 * 1000
    return (*(Split("apbn", national - part) if split.source == "apbn" else split for split in splits), Split("peduli", part))


def _split(group: str, line: Line, number: int) -> tuple[Split, ...]:
    """Swadaya brings whole units (days of work, loads of stone); the grants share the rest."""
    shares = SHARES[group]
    brought = int(line.volume * shares.get("swadaya", 0) / 100) * line.unit_price
    splits = [Split("swadaya", brought, FORMS[group])] if brought else []
    left = line.amount - brought
    grants = [(source, share) for source, share in shares.items() if source != "swadaya"]
    for place, (source, share) in enumerate(grants):
        whole = sum(each for _source, each in grants)
        part = left if place == len(grants) - 1 else (line.amount - brought) * (share + number % 5 - 2) // whole // 1000 * 1000
        left -= part
        if part:
            splits.append(Split(source, part))
    return tuple(splits)

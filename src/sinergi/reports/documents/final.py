"""The final report of a round: its steps, figures, works, lists, meetings and what was let pass, from the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sinergi.funds import queries as funds
from sinergi.kernel import words
from sinergi.notices.actions import site
from sinergi.printing import pdf
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import address
from sinergi.reports.queries import figures, rise, rounds
from sinergi.reports.queries.frozen import Frozen, frozen, heads
from sinergi.ui import wording
from sinergi.ui.shapes import WORDS
from sinergi.ui.wording import title_in

MOST_WORKS = 500


def final_report(cycle: Undertaking, on: date) -> bytes:
    """The report as PDF, as the data stands on this day."""
    return pdf.render("report", report_facts(cycle, on), language="en" if (get_language() or "id").startswith("en") else "id")


def report_facts(cycle: Undertaking, on: date) -> dict[str, Any]:
    """What the template prints: of a closed round the figures as they were frozen."""
    live = figures(cycle.pk, on)
    kept = frozen(cycle, live)
    found = kept.figures if kept else live
    sections = [_sources(cycle, found), _swadaya(cycle), _works(cycle, on), _steps(cycle, on), _people(found), _calendar(cycle), _waivers(cycle)]
    facts: dict[str, Any] = {
        "office": {"name": cycle.title, "above": cycle.region.name},
        "meta": [[_("Kode"), cycle.code], [_("Tahun"), str(cycle.year)], [pgettext("one", "Program"), title_in(edition_of(cycle).title)]],
        "place_day": f"{wording.town(cycle.region.name)}, {wording.long_date(on)}", "title": _("Laporan akhir"), "subtitle": cycle.title,
        "origin": _origin(kept, on), "facts": heads(found), "sections": [section for section in sections if section], "example": cycle.is_example,
        "in_words": words.rupiah_spelled(sum(source["used"] for source in found["sources"].values()), get_language() or "id"),
        "signatures": [{"role": _("Ketua kelompok kerja")}, {"role": _("Sekretaris")}],
    }
    if kept:        # figures that still move have no mark that anybody could compare
        facts |= {"fingerprint": kept.fingerprint, "address": f"{site()}{address(cycle)}#beku"}
    return facts


def _origin(kept: Frozen | None, on: date) -> str:
    if kept is None:
        return _("Disusun dari data pada %(day)s; setiap angka dapat ditelusuri sampai barisnya.") % {"day": wording.long_date(on)}
    return _("Angka dibekukan ketika tahap ditutup, %(day)s; setiap angka dapat ditelusuri sampai barisnya.") % {"day": wording.long_date(kept.on)}


def _sources(cycle: Undertaking, found: Mapping[str, Any]) -> dict[str, Any]:
    columns = [{"title": _("Sumber")}, *({"title": title, "kind": "num"} for title in (_("Rencana"), _("Diterima"), _("Terbukti"), _("Kas dan bank")))]
    rows = [[title_in(word.title), *(found["sources"][word.code][key] for key in ("planned", "received", "used", "at_hand"))] for word in funds.sources_of(cycle)]
    return {"heading": _("Dana menurut sumber"), "parts": [{"table": {"columns": columns, "rows": rows, "total": [_("Jumlah (Rp)"), *(sum(row[place] for row in rows) for place in range(1, 5))]}}]}


def _swadaya(cycle: Undertaking) -> dict[str, Any]:
    """Promised beside proven, and the four readings of the rise with their formulas."""
    lines = rounds.purses_of(cycle)
    own = [line.purse for line in lines if line.is_community]
    if not own:
        return {}
    planned, proven = sum(purse.planned for purse in own), sum(purse.used for purse in own)
    grant = sum(line.purse.planned for line in lines if not line.is_community and line.word.get("grant", True))
    labels = {"a": _("(a) terbukti − rencana"), "b": _("(b) (terbukti − rencana) ÷ rencana"), "c": _("(c) terbukti ÷ rencana"), "d": _("(d) terbukti ÷ bantuan")}
    rows = [[labels[each["code"]], wording.rupiah(each["amount"]) if each["unit"] == "rupiah" else wording.percent(each["share"])] for each in rise(planned, proven, grant)]
    base = [[_("Rencana swadaya"), wording.rupiah(planned)], [_("Swadaya terbukti"), wording.rupiah(proven)], [_("Dana bantuan"), wording.rupiah(grant)]]
    return {"heading": _("Swadaya: janji dan bukti"), "parts": [{"facts": base}, {"facts": rows}]}


def _works(cycle: Undertaking, on: date) -> dict[str, Any]:
    """Every work with its purses and how far it is built; very large rounds say how many are left out."""
    words_of = funds.sources_of(cycle)
    rows_of = rounds.works(cycle, rounds.Filters(), on)
    lines = rounds.lines(cycle, list(rows_of[:MOST_WORKS]), on)
    columns = [{"title": _("Kode"), "code": True, "width": "auto"}, {"title": _("Pekerjaan"), "width": 3}, {"title": _("Desa"), "width": "auto"},
               *({"title": title_in(word.title), "kind": "num", "purse": place} for place, word in enumerate(words_of, 1)), {"title": _("Jumlah"), "kind": "num"},
               {"title": _("Fisik"), "kind": "num"}]
    rows = [[line.work.code, line.work.title, line.work.region.name, *(amount for _place, amount in line.purses), line.total,
             wording.percent(line.percent, 0) if line.percent is not None else "–"] for line in lines]
    left_out = rows_of.count() - len(rows)
    note = _("%(count)s pekerjaan berikutnya ada di halaman tahap.") % {"count": left_out} if left_out > 0 else ""
    return {"heading": pgettext("several", "Pekerjaan"), "new_page": len(rows) > 12, "parts": [{"table": {"columns": columns, "rows": rows, "note": note, "empty": _("Belum ada pekerjaan.")}}]}  # noqa: PLR2004 -- more than half a page


def _steps(cycle: Undertaking, on: date) -> dict[str, Any]:
    columns = [{"title": _("Nomor"), "kind": "centre"}, {"title": _("Langkah"), "width": 4}, {"title": _("Keadaan"), "width": 2}, {"title": _("Tanggal, jumlah"), "width": 3}]
    rows = [[step["no"], title_in(step["title"]), str(WORDS[step["state"]]), step["counts"] or step["dates"]] for step in rounds.path(cycle, on)]
    return {"heading": _("Langkah"), "parts": [{"table": {"columns": columns, "rows": rows}}]}


def _people(found: Mapping[str, Any]) -> dict[str, Any]:
    met, served = found["meetings"], found["beneficiaries"]
    rows = [[_("Rapat dan pelatihan"), wording.grouped(met["held"])], [_("Peserta"), wording.grouped(met["participants"])],
            [_("Peserta perempuan, laki-laki"), f"{wording.grouped(met['women'])}, {wording.grouped(met['men'])}"],
            [_("Keluarga penerima manfaat"), wording.grouped(served["households"])], [_("di antaranya miskin"), wording.grouped(served["poor_households"])],
            [_("Perempuan, laki-laki penerima manfaat"), f"{wording.grouped(served['women'])}, {wording.grouped(served['men'])}"],
            [_("Penyandang disabilitas"), wording.grouped(served["disabled"])]]
    return {"heading": _("Orang"), "parts": [{"facts": rows}]}


def _calendar(cycle: Undertaking) -> dict[str, Any]:
    rows = [[title_in(title), wording.long_date(day)] for title, day in rounds.calendar(cycle)]
    return {"heading": _("Kalender"), "parts": [{"facts": rows}]} if rows else {}


def _waivers(cycle: Undertaking) -> dict[str, Any]:
    rows = [[each["row"].undertaking.code, title_in(each["title"]), each["row"].reason] for each in rounds.waivers(cycle, below=True)]
    columns = [{"title": _("Kode"), "code": True, "width": "auto"}, {"title": _("Langkah")}, {"title": _("Alasan")}]
    return {"heading": _("Yang dikesampingkan"), "parts": [{"table": {"columns": columns, "rows": rows}}]} if rows else {}

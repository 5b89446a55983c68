"""Paper and spreadsheets: the RAB out and in, the proposal as a letter's facts, changes in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sinergi.actors.models import Pillar
from sinergi.kernel import words
from sinergi.kernel.decisions import NotSound
from sinergi.printing import excel, pdf
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody
from sinergi.proposals import permissions, queries
from sinergi.proposals.models import AttachmentKind, Field, Group, PriceSource, ProposalFigures, SwadayaForm
from sinergi.proposals.rules import (
    Change,
    Column,
    ImportedLine,
    LineProblem,
    Purses,
    Sheet,
    Totals,
    by_form,
    columns_of,
    read_rows,
    sheet_of_content,
    totals,
)
from sinergi.ui.wording import grouped, long_date, number, percent, rupiah, title_in

_MOST_BYTES = 5 * 1024 * 1024


def purses(work: Undertaking) -> Purses:
    return queries.purses_of(edition_of(work))


def readable_sheet(work: Undertaking, person: Anybody, on: date) -> Sheet:
    """The draft for those who hold a role for it; for everybody else the version last handed in."""
    if permissions.may_read_draft(person, work, on) or queries.standing_submission(work) is not None:
        return queries.sheet_of(queries.proposal_of(work))
    version = queries.latest_version(work)
    if version is None:
        raise Http404(work.code)
    return sheet_of_content(version.content)


def columns(work: Undertaking) -> list[Column]:
    """The heads of the sheet, in the words of the reader; reading knows them in both languages through the same words."""
    forms = dict(SwadayaForm.choices)
    heads = {"group": _("Kelompok"), "item": _("Uraian"), "volume": _("Volume"), "unit": _("Satuan"), "unit_price": _("Harga satuan"),
             "price_source": _("Sumber harga")}
    found = purses(work)
    for code, word in edition_of(work).words("sources").items():
        heads[code] = title_in(word.title)
        for form in found.community.get(code, ()):
            heads[f"{code}/{form}"] = f"{title_in(word.title)}: {forms.get(form, form)}"
    return columns_of(found, heads)


def rab_sheet(work: Undertaking, sheet: Sheet) -> bytes:
    """The lines as a sheet that can be filled in and read back."""
    heads = columns(work)
    prices = dict(PriceSource.choices)
    rows = []
    for line in sheet.lines:
        cells: dict[str, Any] = {"group": line.group, "item": line.item, "volume": line.volume, "unit": line.unit, "unit_price": line.unit_price,
                                 "price_source": str(prices.get(line.price_source, ""))}
        cells |= {f"{split.source}/{split.form}" if split.form else split.source: split.amount for split in line.splits}
        rows.append([cells.get(column.key) for column in heads])
    return excel.workbook([excel.Sheet("RAB", [column.head for column in heads], rows)])


def read_rab(work: Undertaking, upload: Any) -> tuple[list[ImportedLine], list[LineProblem]]:
    """Lines and bad rows of an uploaded sheet; a file that is none is one bad row."""
    if (upload.size or 0) > _MOST_BYTES:
        return [], [LineProblem(1, "proposals.import_unreadable")]
    try:
        rows = excel.read_rows(upload.read())
    except NotSound as refused:
        return [], [LineProblem(1, refused.decision.code, refused.decision.values)]
    groups = {**{code: code for code in Group.values}, **{str(label): code for code, label in Group.choices}}
    prices = {**{str(label): code for code, label in PriceSource.choices}, **{code: code for code in PriceSource.values}}
    return read_rows(rows, columns(work), purses(work), groups, prices)


def facts(work: Undertaking, sheet: Sheet) -> dict[str, Any]:
    """Everything the printed proposal shows: the texts, the RAB by group and purse, both percentages, partners, schedule."""
    edition, sums = edition_of(work), totals(sheet.lines, purses(work))
    sources = {code: title_in(word.title) for code, word in edition.words("sources").items()}
    kinds = dict(AttachmentKind.choices)
    return {
        "office": {"above": work.region.name, "name": _proposer(work) or work.title}, "example": work.is_example, "title": _("Proposal"), "subtitle": work.title,
        "meta": [[_("Kode"), work.code]],
        "facts": [[label, str(value)] for label, value in text_rows(work, sheet) if value],
        "sections": [
            {"heading": _("Rencana anggaran biaya"), "parts": [{"table": _rab_table(sheet, sums, sources, purses(work))}, {"facts": [
                [_("Swadaya dari bantuan"), percent(sums.community_of_grant)], [_("Swadaya dari jumlah"), percent(sums.community_of_total)]]}]},
            {"heading": _("Mitra"), "parts": [{"points": [f"{row.name}: {row.promise}" if row.promise else row.name for row in sheet.partners]}]},
            {"heading": _("Jadwal"), "parts": [{"facts": [[row.activity, f"{long_date(row.starts_on)} – {long_date(row.ends_on)}"] for row in sheet.schedule]}]},
            {"heading": _("Lampiran"), "parts": [{"points": [str(kinds.get(kind, kind)) for kind in dict.fromkeys(paper[0] for paper in sheet.papers)]}]},
        ],
        "in_words": words.rupiah_spelled(sums.total, get_language() or "id"),
        "signatures": [{"role": _("Ketua panitia")}, {"role": _("Mengetahui,\nkepala desa/lurah")}],
    }


def _rab_table(sheet: Sheet, sums: Totals, sources: Mapping[str, str], known: Purses) -> dict[str, Any]:
    heads: list[dict[str, Any]] = [{"title": "", "width": "auto"}, {"title": _("Uraian"), "width": 3}, {"title": _("Volume"), "kind": "num"}, {"title": _("Harga satuan"), "kind": "num"},
             {"title": _("Jumlah"), "kind": "num"}, *({"title": title, "kind": "num", "purse": place} for place, title in enumerate(sources.values(), 1))]
    rows: list[list[Any]] = [
        [line.number, line.item, f"{_plain(line.volume)} {line.unit}", line.unit_price, line.amount, *(_purse_cell(line.paid_by(source), line.paid_in(source)) for source in sources)]
        for line in sheet.lines
    ]
    means = means_of(sheet, known)
    return {"columns": heads, "rows": rows, "total": [None, _("Jumlah (Rp)"), None, None, sums.total,
                                                      *(_purse_cell(sums.by_source.get(source, 0), means.get(source, {})) for source in sources)]}


def _purse_cell(amount: int, means: Mapping[str, int]) -> Any:
    """The amount of a purse; below it in small, in which forms it comes."""
    return {"value": amount, "small": "\n".join(form_words(means))} if means else amount


def means_of(sheet: Sheet, known: Purses) -> dict[str, dict[str, int]]:
    """Over all lines, how much of each of the community's own purses is cash, material, labour or land."""
    return {source: by_form((split for line in sheet.lines for split in line.splits), source) for source in known.community}


def form_words(means: Mapping[str, int]) -> list[str]:
    """ "bahan 4.650.000": forms with their amounts, as they stand below the amount of a purse."""
    forms = dict(SwadayaForm.choices)
    return [f"{forms.get(form, form)} {grouped(amount)}" for form, amount in means.items()]


def _proposer(work: Undertaking) -> str:
    return ProposalFigures.objects.filter(undertaking=work).values_list("proposer", flat=True).first() or ""


def proposal_pdf(work: Undertaking, sheet: Sheet) -> bytes:
    """The proposal on paper."""
    return pdf.render("report", facts(work, sheet), language="en" if (get_language() or "id").startswith("en") else "id")


def text_rows(work: Undertaking, sheet: Sheet) -> list[tuple[str, Any]]:
    """Labels and values of the texts, for page and paper."""
    where = ", ".join(part for part in (sheet.location, f"RT {sheet.rt}" if sheet.rt else "", f"RW {sheet.rw}" if sheet.rw else "") if part)
    point = f"{number(sheet.latitude, 6)}; {number(sheet.longitude, 6)}" if sheet.latitude is not None else ""
    people = [(sheet.households, _("keluarga")), (sheet.poor_households, _("keluarga miskin")), (sheet.men, _("laki-laki")),
              (sheet.women, _("perempuan")), (sheet.disabled, _("penyandang disabilitas"))]
    return [
        (_("Kebutuhan"), sheet.need),
        (queries.reference_label(edition_of(work)), sheet.pjm_reference),
        (_("Bidang"), str(dict(Field.choices).get(sheet.field, ""))),
        (_("Kegiatan"), sheet.activity),
        (_("Lokasi"), where),
        (_("Titik"), point),
        (_("Volume"), f"{_plain(sheet.volume)} {sheet.unit}" if sheet.volume else ""),
        (_("Penerima manfaat"), ", ".join(f"{count} {label}" for count, label in people if count is not None)),
    ]


def worded_changes(work: Undertaking, changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Changes with labels instead of names and values as the reader writes them; sections in order."""
    labels = _labels(work)
    amounts = _MONEY | set(edition_of(work).words("sources"))
    return [
        {"section": labels.get(f"section:{each.section}", each.section), "about": each.about,
         "name": each.name if each.section in _NAMED_BY_PEOPLE else labels.get(each.name, each.name), "kind": each.kind,
         "before": _shown(each.name, each.before, labels, amounts), "after": _shown(each.name, each.after, labels, amounts)}
        for each in changes
    ]


_NAMED_BY_PEOPLE = {"partners", "schedule"}     # their changes are called by what people wrote, which is no name of ours
_MONEY = {"line", "unit_price", "amount", "total", "community", "grant"}


def _labels(work: Undertaking) -> Mapping[str, str]:
    return {
        "section:texts": _("Isian"), "section:lines": _("RAB"), "section:partners": _("Mitra"), "section:schedule": _("Jadwal"),
        "section:papers": _("Lampiran"), "section:totals": _("Jumlah"),
        "need": _("Kebutuhan"), "pjm_reference": queries.reference_label(edition_of(work)), "field": _("Bidang"), "activity": _("Kegiatan"), "location": _("Lokasi"),
        "rt": "RT", "rw": "RW", "latitude": _("Lintang"), "longitude": _("Bujur"), "volume": _("Volume"), "unit": _("Satuan"),
        "households": _("Keluarga"), "poor_households": _("Keluarga miskin"), "men": _("Laki-laki"), "women": _("Perempuan"),
        "disabled": _("Penyandang disabilitas"), "line": _("Baris"), "group": _("Kelompok"), "item": _("Uraian"), "unit_price": _("Harga satuan"),
        "price_source": _("Sumber harga"), "amount": _("Jumlah"), "splits": _("Pembagian sumber"), "total": _("Jumlah seluruhnya"),
        "community": _("Swadaya"), "grant": pgettext("money", "Bantuan"),
        **{code: str(label) for code, label in AttachmentKind.choices},
        **{code: title_in(word.title) for code, word in edition_of(work).words("sources").items()},
    }


def _shown(name: str, value: Any, labels: Mapping[str, str], amounts: Collection[str]) -> str | None:
    """A frozen value in the reader's language; None stays None: added or removed."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return _row_shown(value)
    if name == "splits":
        return "\n".join(f"{labels.get(source, source)}{_in_form(form)} {rupiah(amount)}" for source, form, amount in value)
    if name == "group":
        return f"{value} {dict(Group.choices).get(value, '')}".strip()
    if name in _CHOSEN:
        return str(_CHOSEN[name].get(value, value))
    if name in amounts:
        return rupiah(value)
    if name in _NUMBERS and value != "":
        return number(Decimal(str(value)), 6)
    return str(value)


def _row_shown(row: Mapping[str, Any]) -> str:
    if "sha256" in row:
        return str(row["sha256"])[:8]  # a file's name may name a person; its fingerprint never does
    if "starts_on" in row:
        return f"{row['activity']}, {long_date(date.fromisoformat(row['starts_on']))} – {long_date(date.fromisoformat(row['ends_on']))}"
    said = (row["name"], dict(Pillar.choices).get(row["pillar"], row["pillar"]), row["promise"])
    return " · ".join(str(part) for part in said if part)


def _in_form(form: str) -> str:
    return f" ({dict(SwadayaForm.choices).get(form, form)})" if form else ""


_CHOSEN: Mapping[str, Mapping[str, Any]] = {"field": dict(Field.choices), "price_source": dict(PriceSource.choices)}
_NUMBERS = {"volume", "latitude", "longitude", "households", "poor_households", "men", "women", "disabled"}


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")

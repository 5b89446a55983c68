"""Announcements on paper and as tables; words of lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from sinergi.disclosure.models import ListMedium, ListVersion
from sinergi.kernel import words
from sinergi.printing import pdf
from sinergi.programmes.editions import edition_of, edition_with
from sinergi.programmes.models import Undertaking
from sinergi.ui.wording import title_in, town

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_title(version: ListVersion) -> Any:
    """The title of the list in the edition, in both languages."""
    return title_of(version.undertaking, version.list)


def title_of(cycle: Undertaking, list_code: str) -> Any:
    """The same, where there is no version yet."""
    word = edition_of(cycle).words("lists").get(list_code)
    return word.title if word else list_code


def list_titles(versions: Iterable[ListVersion]) -> dict[tuple[int, str], Any]:
    """Titles for a page of lists, reading each edition once; by edition and code."""
    wanted = {(version.undertaking.edition_id, version.list) for version in versions}
    editions = {edition_id: edition_with(edition_id).words("lists") for edition_id in {edition_id for edition_id, _code in wanted}}
    return {(edition_id, code): editions[edition_id][code].title if code in editions[edition_id] else code for edition_id, code in wanted}


def purse_amounts(content: Mapping[str, Any], amounts: Mapping[str, int]) -> list[tuple[int, int]]:
    """Amounts by purse in the order of the content's sources."""
    return [(place, int(amounts.get(source, 0))) for place, source in enumerate(content["sources"], 1)]


def entry_rows(content: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], before: set[str] | None) -> list[dict[str, Any]]:
    """Entries with purses in order; those that the version before did not have are new."""
    return [{**entry, "purses": purse_amounts(content, entry["amounts"]), "new": before is not None and entry["code"] not in before} for entry in entries]


def media_rows(version: ListVersion) -> list[dict[str, Any]]:
    """Where a version was made known, by the titles of the edition; a medium it does not name stands as it was written."""
    words = edition_of(version.undertaking).words("media")
    return [{"row": row, "title": words[row.medium].title if row.medium in words else row.medium} for row in version.media.select_related("proof")]


def outside_rows(entries: Iterable[Mapping[str, Any]], cycle: Undertaking) -> list[dict[str, Any]]:
    """Who is not on the list, with the purse at whose ceiling the line fell (lists of before did not keep it)."""
    sources = edition_of(cycle).words("sources")
    return [{**entry, "purse": sources[entry["stopped_by"]].title if entry.get("stopped_by") in sources else None} for entry in entries]


def csv_text(content: Mapping[str, Any]) -> str:
    """The entries for a spreadsheet; text that a spreadsheet would reckon with is made plain text."""
    target = io.StringIO()
    writer = csv.writer(target)
    sources = list(content["sources"])
    writer.writerow(["no", "code", "title", "village", "proposer", *sources, "total", "score", "rank", "note"])
    for entry in content["entries"]:
        amounts: Sequence[Any] = [entry["amounts"].get(source, 0) for source in sources]
        texts = [_plain(entry[key]) for key in ("code", "title", "village", "proposer")]
        writer.writerow([entry["no"], *texts, *amounts, entry["total"], entry["score"] or "", entry["rank"] or "", _plain(entry["note"])])
    return "\ufeff" + target.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def facts(version: ListVersion, url: str) -> dict[str, Any]:
    """Everything the printed notice shows, in the order of the sheet."""
    content = version.content
    sources = list(content["sources"].items())
    closing = words.full_date(version.closes_on) if version.closes_on else ""
    box = {"label": _("Keberatan dapat diajukan sampai"), "value": closing, "text": _("Boleh tanpa nama. Pindai, atau buka alamat di bawah."),
           "qr": url, "code": version.short_code} if closing else {"label": _("Periksa daftar ini"), "value": version.short_code, "qr": url}
    return {
        "office": {"above": content["region"], "name": content["round_title"]}, "example": content["is_example"],
        "meta": [[_("Nomor"), content["announcement"]], [_("Versi"), version.number]],
        "place_day": f"{town(content['region'])}, {words.long_date(version.happened_on)}", "subject": content["list_title"],
        "origin": version.reason or _("%(count)s usulan, diumumkan %(day)s.") % {"count": content["totals"]["entries"], "day": words.long_date(version.happened_on)},
        "box": box,
        "table": {
            "columns": [{"title": _("Nr."), "kind": "centre"}, {"title": _("Kode"), "code": True, "width": "auto"}, {"title": _("Usulan dan desa"), "width": 1},
                        {"title": _("Nilai"), "kind": "centre"},
                        *({"title": title, "kind": "num", "purse": place} for place, (_code, title) in enumerate(sources, 1)),
                        {"title": _("Jumlah (Rp)"), "kind": "num"}],
            "rows": [[entry["no"], entry["code"], f"{entry['title']}\n{entry['village']}", (entry["score"] or "–").replace(".", ","),
                      *(entry["amounts"].get(code, 0) for code, _title in sources), entry["total"]] for entry in content["entries"]],
            "total": [None, None, _("Jumlah"), None, *(content["totals"]["amounts"].get(code, 0) for code, _title in sources), content["totals"]["total"]],
        },
        "in_words": words.rupiah_spelled(content["totals"]["total"]), "note": _told_in(version), "signatures": [{"role": _("Mengetahui,")}, {"role": _("Yang mengumumkan,")}],
        "fingerprint": version.fingerprint, "address": url,
    }


def _told_in(version: ListVersion) -> str:
    """The media in one sentence: title, place, from when until when."""
    told = [f"{title_in(each['title'])}, {_where_and_when(each['row'])}" for each in media_rows(version)]
    return _("Diumumkan melalui: %(media)s.") % {"media": "; ".join(told)} if told else ""


def _where_and_when(row: ListMedium) -> str:
    days = words.long_date(row.shown_from) + (f" – {words.long_date(row.shown_to)}" if row.shown_to else "")
    return f"{row.place}, {days}" if row.place else days


def notice_pdf(version: ListVersion, url: str) -> bytes:
    """The notice for the board: in Indonesian, whoever prints it, because it hangs in the villages."""
    with translation.override("id"):
        return pdf.render("announcement", facts(version, url))

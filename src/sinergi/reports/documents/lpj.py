"""The LPJ of a work: plan against actual by line and source, promised beside proven swadaya, photos, books; as PDF and Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sinergi.files import queries as files
from sinergi.funds import queries as funds
from sinergi.funds.queries import LineSum
from sinergi.kernel import money, words
from sinergi.printing import pdf
from sinergi.printing.excel import Sheet, workbook
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody
from sinergi.progress import queries as progress
from sinergi.reports.queries import rounds, works
from sinergi.ui import wording
from sinergi.ui.wording import title_in


@dataclass(frozen=True)
class Account:
    """Everything the LPJ says, read once. ``involved``: names of people in full, else blank lines to sign on."""

    work: Undertaking
    person: Anybody
    on: date
    involved: bool

    @cached_property
    def purses(self) -> list[rounds.PurseLine]:
        return rounds.purses_of_work(self.work)

    @cached_property
    def lines(self) -> list[LineSum]:
        return funds.line_sums(self.work.pk)

    @cached_property
    def community(self) -> list[works.Community]:
        return works.community(self.work, self.purses)

    @cached_property
    def bodies(self) -> list[works.BodyShown]:
        return works.bodies(self.work, self.on, involved=self.involved)

    @property
    def planned(self) -> int:
        return sum(line.purse.planned for line in self.purses)

    @property
    def used(self) -> int:
        return sum(line.purse.used for line in self.purses)

    @cached_property
    def titles(self) -> dict[str, str]:
        return {line.word.code: title_in(line.word.title) for line in self.purses}


def lpj_pdf(work: Undertaking, person: Anybody, on: date, *, involved: bool) -> bytes:
    """The LPJ as it stands in the books on this day."""
    return pdf.render("report", lpj_facts(Account(work, person, on, involved)), language="en" if (get_language() or "id").startswith("en") else "id")


def lpj_facts(account: Account) -> dict[str, Any]:
    """What the template prints."""
    work, cycle = account.work, account.work.cycle or account.work
    sections = [_by_source(account), _by_line(account), *(_community(each) for each in account.community), _physical(account), _people(account), _cash(account)]
    return {
        "office": {"above": cycle.region.name, "name": _carrier(account) or cycle.title, "address": work.region.name},
        "meta": [[_("Kode"), work.code], [_("Tahap"), cycle.title]], "place_day": f"{work.region.name}, {wording.long_date(account.on)}",
        "title": _("Laporan pertanggungjawaban"), "subtitle": work.title, "origin": _("Disusun dari buku pada %(day)s.") % {"day": wording.long_date(account.on)},
        "facts": _head(account), "sections": [section for section in sections if section], "example": cycle.is_example,
        "in_words": words.rupiah_spelled(account.used, get_language() or "id"), "signatures": _signatures(account),
    }


def lpj_workbook(work: Undertaking, person: Anybody, on: date, *, involved: bool) -> bytes:
    """The same figures as a workbook, one sheet for each part."""
    account = Account(work, person, on, involved)
    about = {"title": f"{work.code} {work.title}", "as_of": _("Keadaan per %(day)s") % {"day": wording.long_date(on)}, "source": _("Dihitung dari buku kas, bank dan swadaya.")}
    plan = Sheet(_("Rencana dan kenyataan"), [_("Baris"), _("Kelompok"), _("Uraian"), _("Volume"), _("Satuan"), _("Sumber"), _("Rencana"), _("Terbukti"), _("Selisih")],
                 [[line.line, line.group, line.name, line.volume if line.in_plan else None, line.unit, account.titles.get(line.source, line.source), _planned(line), line.used, line.difference]
                  for line in account.lines],
                 total=[_("Jumlah"), None, None, None, None, None, *_totals(account.lines)], **about)
    purses = Sheet(_("Menurut sumber"), [_("Sumber"), _("Rencana"), _("Diterima"), _("Terbukti"), _("Kas dan bank"), _("Terbukti dari rencana (%)")],
                   [[account.titles[line.word.code], line.purse.planned, _received(line), line.purse.used, line.purse.balance, line.purse.share] for line in account.purses],
                   total=[_("Jumlah"), account.planned, sum(_received(line) for line in account.purses), account.used, sum(line.purse.balance for line in account.purses),
                          money.share(account.used, account.planned)], **about)
    own = Sheet(_("Swadaya"), [_("Sumber"), _("Bentuk"), _("Dijanjikan"), _("Diserahkan"), _("Terverifikasi"), _("Bukti")],
                [[account.titles[each.line.word.code], form.label, form.pledged, form.delivered, form.verified, form.proofs] for each in account.community for form in each.forms], **about)
    return workbook([purses, plan, own])


def _head(account: Account) -> list[list[Any]]:
    proposal = works.proposal_shown(account.work, involved=account.involved)
    rows = [[_("Pekerjaan"), account.work.title], [_("Desa"), account.work.region.name]]
    if proposal is not None:
        rows += [[_("Lokasi"), ", ".join(filter(None, [proposal.location, f"RT {proposal.rt}" if proposal.rt else "", f"RW {proposal.rw}" if proposal.rw else ""]))],
                 [_("Volume"), f"{wording.number(proposal.volume)} {proposal.unit}" if proposal.volume else ""]]
    rows += [[_("Rencana seluruhnya"), wording.rupiah(account.planned)], [_("Terpakai dan terbukti"), wording.rupiah(account.used)],
             [_("Terbukti dari rencana"), wording.percent(money.share(account.used, account.planned))]]
    return [row for row in rows if row[1]]


def _by_source(account: Account) -> dict[str, Any]:
    columns = [{"title": _("Sumber")}, *({"title": title, "kind": "num"} for title in (_("Rencana"), _("Diterima"), _("Terbukti"), _("Kas dan bank"), _("Sisa rencana")))]
    rows: list[list[Any]] = [[account.titles[line.word.code], line.purse.planned, _received(line), line.purse.used, line.purse.balance, line.purse.left] for line in account.purses]
    total = [_("Jumlah (Rp)"), *(sum(row[place] for row in rows) for place in range(1, 6))]
    return {"heading": _("Menurut sumber"), "parts": [{"table": {"columns": columns, "rows": rows, "total": total}}]}


def _by_line(account: Account) -> dict[str, Any]:
    columns = [{"title": _("Baris"), "code": True, "width": "auto"}, {"title": _("Uraian"), "width": 3}, {"title": _("Sumber"), "width": 2},
               *({"title": title, "kind": "num"} for title in (_("Rencana"), _("Terbukti"), _("Selisih")))]
    rows = [[line.line, line.name, account.titles.get(line.source, line.source), _planned(line), line.used, line.difference] for line in account.lines]
    total = [None, _("Jumlah (Rp)"), None, *_totals(account.lines)]
    return {"heading": _("Rencana dan kenyataan per baris"), "parts": [{"table": {"columns": columns, "rows": rows, "total": total, "empty": _("Rencana anggaran belum ada.")}}]}


def _community(each: works.Community) -> dict[str, Any]:
    """Promised beside proven, and the four readings of the rise with their formulas."""
    columns = [{"title": _("Bentuk")}, *({"title": title, "kind": "num"} for title in (_("Dijanjikan"), _("Diserahkan"), _("Terverifikasi"), _("Bukti")))]
    rows = [[str(form.label), form.pledged, form.delivered, form.verified, form.proofs] for form in each.forms]
    total = [_("Jumlah (Rp)"), sum(form.pledged for form in each.forms), sum(form.delivered for form in each.forms), sum(form.verified for form in each.forms),
             sum(form.proofs for form in each.forms)]
    purse = each.line.purse
    readings = [[_("Rencana"), wording.rupiah(purse.planned)], [_("Terbukti"), wording.rupiah(purse.used)],
                [_("Terbukti − rencana"), wording.rupiah(purse.used - purse.planned)], [_("Terbukti ÷ rencana"), wording.percent(purse.share)]]
    return {"heading": _("%(source)s: janji dan bukti") % {"source": title_in(each.line.word.title)},
            "parts": [{"table": {"columns": columns, "rows": rows, "total": total, "empty": _("Belum ada swadaya yang dicatat.")}}, {"facts": readings}]}


def _physical(account: Account) -> dict[str, Any]:
    told = progress.reports(account.work.pk)
    rows: list[list[Any]] = [[_("Kemajuan fisik"), f"{wording.percent(told[0].actual)}, {wording.long_date(told[0].happened_on)}"]] if told else []
    wages = progress.wages(account.work.pk)
    if wages["sheets"]:
        rows.append([_("Hari kerja"), _("%(days)s HOK, %(women)s perempuan") % {"days": wording.number(wages["days"]), "women": wording.percent(wages["women_share"])}])
    handed = progress.handover(account.work.pk)
    if handed is not None:
        rows.append([_("Serah terima"), f"{handed}, {wording.long_date(handed.happened_on)}"])
    return {"heading": _("Fisik dan foto"), "parts": [{"facts": rows}, {"pictures": [_picture(photo) for photo in works.photos(account.work, account.person)]}]}


def _picture(photo: dict[str, Any]) -> dict[str, Any]:
    """A photo with its percent and day; an empty frame where there is none, or where it may not be shown."""
    caption = " · ".join(filter(None, [wording.percent(photo["percent"], 0), wording.long_date(photo["day"])]))
    if photo["file"] is None:
        return {"caption": caption}
    try:
        with files.opened(photo["file"], thumb=True) as source:
            return pdf.picture(source.read(), caption=caption)
    except (OSError, ValueError):
        return {"caption": caption}


def _people(account: Account) -> dict[str, Any]:
    proposal = works.proposal_shown(account.work, involved=account.involved)
    if proposal is None:
        return {}
    counts = [(_("Keluarga"), proposal.households), (_("Keluarga miskin"), proposal.poor_households), (_("Laki-laki"), proposal.men), (_("Perempuan"), proposal.women),
              (_("Penyandang disabilitas"), proposal.disabled)]
    return {"heading": _("Penerima manfaat"), "parts": [{"facts": [[label, wording.grouped(count)] for label, count in counts if count is not None]}]}


def _cash(account: Account) -> dict[str, Any]:
    rows = []
    for code, title in funds.BOOKS.items():
        book = funds.book(account.work.pk, code)
        if book.lines:
            rows.append([str(title), len(book.lines), book.incoming, book.outgoing, book.closing])
    columns = [{"title": _("Buku")}, *({"title": title, "kind": "num"} for title in (_("Baris"), pgettext("money", "Masuk"), pgettext("money", "Keluar"), _("Saldo")))]
    return {"heading": _("Buku"), "parts": [{"table": {"columns": columns, "rows": rows, "empty": _("Belum ada yang dibukukan.")}}]}


def _signatures(account: Account) -> list[dict[str, str]]:
    """Whoever holds an office in the body that carries the work, at most three; blank lines for the public."""
    carrier = _carrying(account)
    if carrier is None:
        return []
    offices = [(name, office) for name, office, _pillar in carrier.members if office][:3] or [("", "")]
    return [{"role": f"{office or title_in(carrier.title)}\n{carrier.name}", "name": name if account.involved else ""} for name, office in offices]


def _carrying(account: Account) -> works.BodyShown | None:
    scope = edition_of(account.work).scopes.get("work")
    word = edition_of(account.work).words("bodies").get(scope.carried_by) if scope else None
    return next((body for body in account.bodies if word is not None and body.title == word.title), account.bodies[0] if account.bodies else None)


def _carrier(account: Account) -> str:
    found = _carrying(account)
    return found.name if found else ""


def _received(line: rounds.PurseLine) -> int:
    """What came in: proven of the community's own, released of the others."""
    return line.purse.used if line.is_community else line.purse.released


def _planned(line: LineSum) -> int | None:
    """Nothing where there is no line of the plan: a purse without one is measured by what came, by source."""
    return line.planned if line.in_plan else None


def _totals(lines: Sequence[LineSum]) -> list[int | None]:
    """Of each column what stands in it; none of a plan where no line has one."""
    planned = [line for line in lines if line.in_plan]
    return [sum(line.planned for line in planned) if planned else None, sum(line.used for line in lines), sum(line.difference or 0 for line in planned) if planned else None]

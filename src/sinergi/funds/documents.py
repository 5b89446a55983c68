"""Books as workbooks."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.funds.queries import Book
from sinergi.printing import excel
from sinergi.programmes.models import Undertaking
from sinergi.ui.wording import masked, title_in


def book_workbook(undertaking: Undertaking, book: Book, *, names: bool) -> bytes:
    """One sheet: opening balance, lines, sums."""
    head = [_("No."), _("Dibukukan"), _("Tanggal bukti"), _("Uraian"), _("Dari/kepada"), _("Sumber"), pgettext("money", "Masuk"), pgettext("money", "Keluar"), _("Saldo")]
    rows: list[list[object]] = [[None, None, None, _("Saldo awal"), None, None, None, None, book.opening]]
    rows += [
        [line.number, line.posted_on, line.happened_on, line.note, line.party if names else masked(line.party), title_in(line.source_title), line.incoming or None,
         line.outgoing or None, line.balance]
        for line in book.lines
    ]
    total = [None, None, None, _("Jumlah"), None, None, book.incoming, book.outgoing, book.closing]
    return excel.workbook([excel.Sheet(str(book.title), head, rows, title=f"{book.title}: {undertaking.code} {undertaking.title}", total=total)])

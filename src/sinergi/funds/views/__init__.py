"""Pages of money."""

from sinergi.funds.views.acts import account, commit, contribute, release, request, spend, transfer, verify
from sinergi.funds.views.books import book, book_excel, lpd, rpd
from sinergi.funds.views.cycle import cycle
from sinergi.funds.views.reading import deliveries, entry, prices, reverse_entry, show

__all__ = [
    "account",
    "book",
    "book_excel",
    "commit",
    "contribute",
    "cycle",
    "deliveries",
    "entry",
    "lpd",
    "prices",
    "release",
    "request",
    "reverse_entry",
    "rpd",
    "show",
    "spend",
    "transfer",
    "verify",
]

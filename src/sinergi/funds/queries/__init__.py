"""Everything read about money: purses, plans, books, prices, the ledger itself."""

from sinergi.funds.queries.books import BOOKS, Book, BookLine, book
from sinergi.funds.queries.ledger import balances, entry_page, fact_of, links
from sinergi.funds.queries.plans import (
    LineSum,
    entries_of,
    is_written,
    line_sums,
    plan_lines,
    price_for,
    price_list,
    price_on,
    standing_plan,
)
from sinergi.funds.queries.promises import Asked, Handled, asked_and_paid, commitments_of, received_and_spent, requests_of
from sinergi.funds.queries.summing import (
    PurseSum,
    came_in,
    panel,
    proposed_release,
    purse_row,
    purses,
    purses_of_cycle,
    sources_of,
    work_out,
)
from sinergi.funds.queries.swadaya import Delivery, deliveries, waiting_for

__all__ = [
    "BOOKS",
    "Asked",
    "Book",
    "BookLine",
    "Delivery",
    "Handled",
    "LineSum",
    "PurseSum",
    "asked_and_paid",
    "balances",
    "book",
    "came_in",
    "commitments_of",
    "deliveries",
    "entries_of",
    "entry_page",
    "fact_of",
    "is_written",
    "line_sums",
    "links",
    "panel",
    "plan_lines",
    "price_for",
    "price_list",
    "price_on",
    "proposed_release",
    "purse_row",
    "purses",
    "purses_of_cycle",
    "received_and_spent",
    "requests_of",
    "sources_of",
    "standing_plan",
    "waiting_for",
    "work_out",
]

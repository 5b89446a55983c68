"""Everything written about money. What posts can only be reversed."""

from sinergi.funds.actions.paying import spend, transfer, transfer_act
from sinergi.funds.actions.planning import account, commit, end_plan, request, set_plan
from sinergi.funds.actions.pricing import set_price
from sinergi.funds.actions.receiving import contribute, release, verify
from sinergi.funds.actions.reversing import reverse, would_reopen
from sinergi.funds.rules import PlanLine

__all__ = [
    "PlanLine",
    "account",
    "commit",
    "contribute",
    "end_plan",
    "release",
    "request",
    "reverse",
    "set_plan",
    "set_price",
    "spend",
    "transfer",
    "transfer_act",
    "verify",
    "would_reopen",
]

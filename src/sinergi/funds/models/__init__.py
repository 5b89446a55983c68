"""Tables of the money: the ledger and its running totals, the plan it is measured against, and the facts around it."""

from sinergi.funds.models.courses import Course
from sinergi.funds.models.facts import (
    Accounting,
    Certainty,
    Commitment,
    Contribution,
    Evidence,
    EvidenceKind,
    Form,
    Release,
    Request,
    Spending,
    Step,
    Transfer,
    Verification,
)
from sinergi.funds.models.ledger import Account, Balance, Claim, Entry, Kind, Posting, Seal
from sinergi.funds.models.plans import Plan, PlanLine, PlanSplit, PlanTotal
from sinergi.funds.models.prices import Price
from sinergi.funds.models.purses import Purse

__all__ = [
    "Account",
    "Accounting",
    "Balance",
    "Certainty",
    "Claim",
    "Commitment",
    "Contribution",
    "Course",
    "Entry",
    "Evidence",
    "EvidenceKind",
    "Form",
    "Kind",
    "Plan",
    "PlanLine",
    "PlanSplit",
    "PlanTotal",
    "Posting",
    "Price",
    "Purse",
    "Release",
    "Request",
    "Seal",
    "Spending",
    "Step",
    "Transfer",
    "Verification",
]

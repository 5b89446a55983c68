"""Money acts as HTML forms. Each gives its action's arguments with ``given()``."""

from sinergi.funds.forms.base import MoneyForm
from sinergi.funds.forms.incoming import ContributeForm, ReleaseForm, VerifyForm
from sinergi.funds.forms.outgoing import SpendForm, TransferForm
from sinergi.funds.forms.planning import AccountForm, BookFilter, CommitForm, PriceForm, RequestForm, ReverseForm

__all__ = [
    "AccountForm",
    "BookFilter",
    "CommitForm",
    "ContributeForm",
    "MoneyForm",
    "PriceForm",
    "ReleaseForm",
    "RequestForm",
    "ReverseForm",
    "SpendForm",
    "TransferForm",
    "VerifyForm",
]

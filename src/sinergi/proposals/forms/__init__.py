"""What people type about proposals, read into values."""

from sinergi.proposals.forms.deciding import CarryForm, ChangeForm, ImportForm, RankForm, ReturnForm, SubmitForm, TakeBackForm, changes_of
from sinergi.proposals.forms.writing import (
    LineForm,
    PaperForm,
    PartnerFormSet,
    ScheduleFormSet,
    TextsForm,
    partner_rows,
    schedule_rows,
    typed,
)

__all__ = [
    "CarryForm",
    "ChangeForm",
    "ImportForm",
    "LineForm",
    "PaperForm",
    "PartnerFormSet",
    "RankForm",
    "ReturnForm",
    "ScheduleFormSet",
    "SubmitForm",
    "TakeBackForm",
    "TextsForm",
    "changes_of",
    "partner_rows",
    "schedule_rows",
    "typed",
]

"""Everything written about work plans."""

from sinergi.workplans.actions.deciding import approve, give_back, submit, take_back_approval, take_back_submission
from sinergi.workplans.actions.following import report
from sinergi.workplans.actions.writing import save, start, take_back_save

__all__ = ["approve", "give_back", "report", "save", "start", "submit", "take_back_approval", "take_back_save", "take_back_submission"]

"""Pages of work plans."""

from sinergi.workplans.views.deciding import approve, give_back, submit
from sinergi.workplans.views.exchanging import calendar, download, paper, paste, upload
from sinergi.workplans.views.following import report, reports
from sinergi.workplans.views.reading import index, printed, show, versions
from sinergi.workplans.views.writing import activity, settings, write

__all__ = ["activity", "approve", "calendar", "download", "give_back", "index", "paper", "paste", "printed", "report", "reports", "settings", "show", "submit", "upload",
           "versions", "write"]

"""The pages of proposals."""

from sinergi.proposals.views.listing import listing, show
from sinergi.proposals.views.rab import download, rab, upload
from sinergi.proposals.views.ranking import carry, rank
from sinergi.proposals.views.submitting import diff, give_back, printed, submit, versions
from sinergi.proposals.views.writing import papers, partners, schedule, write

__all__ = ["carry", "diff", "download", "give_back", "listing", "papers", "partners", "printed", "rab", "rank", "schedule", "show", "submit",
           "upload", "versions", "write"]

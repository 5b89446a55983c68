"""Everything read about proposals."""

from sinergi.proposals.queries.flagging import flags
from sinergi.proposals.queries.listing import Filters, Listing, listing
from sinergi.proposals.queries.panel import panel, segments
from sinergi.proposals.queries.ranking import (
    figures_of,
    rank_entries,
    scoring_form,
    standing_ranking,
    targets_for,
    unfunded,
)
from sinergi.proposals.queries.reading import (
    latest_version,
    proposal_of,
    purses_of,
    section_seen,
    sheet_of,
    standing_submission,
    submissions_of,
    version_of,
    versions_of,
)

__all__ = [
    "Filters",
    "Listing",
    "figures_of",
    "flags",
    "latest_version",
    "listing",
    "panel",
    "proposal_of",
    "purses_of",
    "rank_entries",
    "scoring_form",
    "section_seen",
    "segments",
    "sheet_of",
    "standing_ranking",
    "standing_submission",
    "submissions_of",
    "targets_for",
    "unfunded",
    "version_of",
    "versions_of",
]

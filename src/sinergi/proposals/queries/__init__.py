"""Everything read about proposals."""

from sinergi.proposals.queries.flagging import flags
from sinergi.proposals.queries.listing import Filters, Listing, listing
from sinergi.proposals.queries.nearby import nearby
from sinergi.proposals.queries.panel import panel, segments
from sinergi.proposals.queries.ranking import (
    failed_verdicts,
    figures_of,
    rank_entries,
    scoring_form,
    standing_ranking,
    submitted_works,
    targets_for,
    verdicts_shown,
)
from sinergi.proposals.queries.reading import (
    attachments_of,
    forms_of,
    latest_version,
    proposal_of,
    purses_of,
    section_seen,
    sheet_of,
    standing_submission,
    submissions_of,
    typed_rows,
    version_of,
    versions_of,
)
from sinergi.proposals.queries.referring import lack_labels, need_plans, reference_label, returned_by
from sinergi.proposals.queries.unfunded import Unfunded, unfunded

__all__ = [
    "Filters",
    "Listing",
    "Unfunded",
    "attachments_of",
    "failed_verdicts",
    "figures_of",
    "flags",
    "forms_of",
    "lack_labels",
    "latest_version",
    "listing",
    "nearby",
    "need_plans",
    "panel",
    "proposal_of",
    "purses_of",
    "rank_entries",
    "reference_label",
    "returned_by",
    "scoring_form",
    "section_seen",
    "segments",
    "sheet_of",
    "standing_ranking",
    "standing_submission",
    "submissions_of",
    "submitted_works",
    "targets_for",
    "typed_rows",
    "unfunded",
    "verdicts_shown",
    "version_of",
    "versions_of",
]

"""Everything read about work plans."""

from sinergi.workplans.queries.overview import LineShown, Overview, overview
from sinergi.workplans.queries.panel import panel
from sinergi.workplans.queries.reading import (
    actuals,
    approved_funds,
    baseline_of,
    due_reports,
    plan_of,
    reasons_since,
    revisions_of,
    sheet_of,
    submission_of,
    waiting_submission,
)

__all__ = ["LineShown", "Overview", "actuals", "approved_funds", "baseline_of", "due_reports", "overview", "panel", "plan_of", "reasons_since", "revisions_of", "sheet_of", "submission_of",
           "waiting_submission"]

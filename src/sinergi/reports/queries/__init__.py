"""Everything read over the contexts: rounds, works, figures, search."""

from sinergi.reports.queries.printed import about, by_source, founding
from sinergi.reports.queries.reckoning import figures, rise
from sinergi.reports.queries.searching import highlighted, search

__all__ = ["about", "by_source", "figures", "founding", "highlighted", "rise", "search"]

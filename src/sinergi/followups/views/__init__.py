"""Pages of follow-ups."""

from __future__ import annotations

from sinergi.followups.views.acting import agree, assign, names, open_line, report
from sinergi.followups.views.listing import index, mine, show
from sinergi.followups.views.looking import matrix, matrix_file, monthly, monthly_file, my_matrix, my_matrix_file, my_table_file, table_file

__all__ = [
    "agree",
    "assign",
    "index",
    "matrix",
    "matrix_file",
    "mine",
    "monthly",
    "monthly_file",
    "my_matrix",
    "my_matrix_file",
    "my_table_file",
    "names",
    "open_line",
    "report",
    "show",
    "table_file",
]

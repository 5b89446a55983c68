"""Pages that everybody sees."""

from sinergi.reports.views.looking import founding, help_index, help_page, search
from sinergi.reports.views.papers import file_final_report, file_lpj, final_report, frozen_figures, lpj_pdf, lpj_xlsx
from sinergi.reports.views.public import home, round_page, village, work

__all__ = [
    "file_final_report",
    "file_lpj",
    "final_report",
    "founding",
    "frozen_figures",
    "help_index",
    "help_page",
    "home",
    "lpj_pdf",
    "lpj_xlsx",
    "round_page",
    "search",
    "village",
    "work",
]

"""Reports out of the books: the account of a work (LPJ), the final report of a round, and filing them as they were made."""

from sinergi.reports.documents.filing import Filing, filings, generated_for
from sinergi.reports.documents.final import final_report
from sinergi.reports.documents.lpj import lpj_pdf, lpj_workbook

__all__ = ["Filing", "filings", "final_report", "generated_for", "lpj_pdf", "lpj_workbook"]

"""The papers of a meeting: as they are signed after it (``papers``), what differs between two versions (``versions``), and the figures across meetings (``figures``)."""

from sinergi.meetings.documents.papers import EMPTY_LINES, PAPERS, TITLES, attendance, deed, minutes, pdf, word
from sinergi.meetings.documents.tables import clock
from sinergi.meetings.documents.versions import changed

__all__ = ["EMPTY_LINES", "PAPERS", "TITLES", "attendance", "changed", "clock", "deed", "minutes", "pdf", "word"]

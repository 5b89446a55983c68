"""Pages of meetings: reading them, and writing them down."""

from sinergi.meetings.views.reading import index, printed, show
from sinergi.meetings.views.writing import correct, record, sign

__all__ = ["correct", "index", "printed", "record", "show", "sign"]

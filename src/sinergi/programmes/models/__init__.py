"""Tables of the programmes: what moves, the facts about it, and the snapshot of where it stands."""

from sinergi.programmes.models.edition import EditionText
from sinergi.programmes.models.facts import (
    Appointment,
    BodyChange,
    Classified,
    Closing,
    Consent,
    DateSet,
    EditionMove,
    Engagement,
    Fact,
    FactQuerySet,
    Holding,
    IntakeClosed,
    Leaving,
    Register,
    Subjects,
    Waiver,
    among,
)
from sinergi.programmes.models.snapshot import Cell, CycleTick, Task, Wake
from sinergi.programmes.models.undertaking import Undertaking

__all__ = [
    "Appointment",
    "BodyChange",
    "Cell",
    "Classified",
    "Closing",
    "Consent",
    "CycleTick",
    "DateSet",
    "EditionMove",
    "EditionText",
    "Engagement",
    "Fact",
    "FactQuerySet",
    "Holding",
    "IntakeClosed",
    "Leaving",
    "Register",
    "Subjects",
    "Task",
    "Undertaking",
    "Waiver",
    "Wake",
    "among",
]

"""Who may do what, now, and why not: one gate for pages, API, command line and imports."""

from __future__ import annotations

from sinergi.engine.gate.deciding import GateDecision, may, standing
from sinergi.engine.gate.office import BoardOffice, Office, People
from sinergi.engine.gate.waiving import may_end_waiver, may_waive

__all__ = ["BoardOffice", "GateDecision", "Office", "People", "may", "may_end_waiver", "may_waive", "standing"]

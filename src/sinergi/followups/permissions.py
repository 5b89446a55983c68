"""Who may report, and who sees names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sinergi.engine.gate import GateDecision
from sinergi.files.models import File
from sinergi.followups.models import Followup, Report
from sinergi.programmes import gate
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import is_involved


def may_report(person: Any, undertaking: Undertaking, on: date, stage: str = "") -> GateDecision:
    """The gate's answer for this person here."""
    return gate.may(person, "followups.report", undertaking, on=on, stage=stage)


def sees_names(person: Any, followup: Followup, on: date) -> bool:
    """People with a role there see who; everybody else sees initials."""
    return is_involved(person, followup.undertaking, on)


def may_read_file(person: Any, file: File) -> bool:
    """Evidence is for people with a role there; ``project.wiring`` hands this to ``files``."""
    if person is None:
        return False
    reports = Report.objects.filter(evidence=file).select_related("undertaking__region")
    return any(is_involved(person, report.undertaking, timezone.localdate()) for report in reports[:20])

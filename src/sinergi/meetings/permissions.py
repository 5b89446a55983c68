"""Who may record, sign and correct, and who sees names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sinergi.engine.catalogue import undoing
from sinergi.engine.gate import GateDecision
from sinergi.files.models import File
from sinergi.meetings.models import Meeting, MeetingFor
from sinergi.programmes import gate
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import is_involved

MOST_LOOKED_AT = 20  # a training for a thousand works is judged by the first few


def may_record(person: Any, undertaking: Undertaking, on: date, kind: str, stage: str = "") -> GateDecision:
    """The gate's answer; adding signed minutes asks the same."""
    return gate.may(person, "meetings.record", undertaking, on=on, stage=stage, kind=kind)


def may_correct(person: Any, meeting: Meeting, on: date) -> GateDecision:
    """Whoever may take the record back may put a new version in its place."""
    return gate.may(person, undoing("meetings.record"), meeting.undertaking, on=on, kind=meeting.kind)


def may_read_file(person: Any, file: File) -> bool:
    """Signed minutes, photos and scans are for people with a role where the meeting counts; ``project.wiring`` hands this to ``files``."""
    if person is None:
        return False
    links = MeetingFor.objects.filter(Q(signatures__scan=file) | Q(meeting__evidence__file=file), ended_on=None).select_related("undertaking__region")
    return any(is_involved(person, link.undertaking, timezone.localdate()) for link in links[:MOST_LOOKED_AT])


def sees_names(person: Any, undertaking: Undertaking, on: date) -> bool:
    """People with a role there see the attendance by name and the scans; everybody else sees initials and counts."""
    return is_involved(person, undertaking, on)

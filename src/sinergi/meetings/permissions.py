"""Who may record, sign and correct, and who sees names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sinergi.engine.catalogue import undoing
from sinergi.engine.gate import GateDecision
from sinergi.engine.gate.deciding import agrees
from sinergi.engine.plan import plan_of
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision, NotAllowed
from sinergi.meetings.models import Meeting, MeetingFor, Planned
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import is_involved, roles_at

NOT_YET = {"gate.waiting", "gate.locked", "gate.needs", "gate.held"}  # what does not keep anybody from preparing: it may come true until the day
MOST_LOOKED_AT = 20  # a training for a thousand works is judged by the first few


def may_record(person: Any, undertaking: Undertaking, on: date, kind: str, stage: str = "") -> GateDecision:
    """The gate's answer."""
    return gate.may(person, "meetings.record", undertaking, on=on, stage=stage, kind=kind)


def may_sign(person: Any, meeting: Meeting, on: date) -> GateDecision:
    """Adding signed minutes is part of recording, also when the step is done meanwhile by another meeting."""
    return gate.may(person, "meetings.record", meeting.undertaking, on=on, kind=meeting.kind, again=True)


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


def may_prepare(person: Any, undertaking: Undertaking, on: date, kind: str, *, begun: bool = False) -> Decision:
    """Whoever may record this kind here by role may prepare it, also before the step opens. ``begun``: it is prepared already, and goes on when its step is done meanwhile."""
    return _preparing(may_record(person, undertaking, on, kind), kind, may_prepare_kinds(person, undertaking, on), begun=begun)


def _preparing(now: GateDecision, kind: str, mine: set[str], *, begun: bool = False) -> Decision:
    if now.ok or now.code in NOT_YET | {"gate.role"} or (begun and now.code == "gate.done"):
        if kind in mine:
            return Decision.yes()
        return now if not now.ok and now.code == "gate.role" else Decision(ok=False, code="meetings.not_yours_to_prepare", kind=NotAllowed)
    return now


def may_prepare_kinds(person: Any, undertaking: Undertaking, on: date) -> set[str]:
    """The kinds of meeting this person may prepare here by role, whatever the steps say today."""
    edition, held = edition_of(undertaking), roles_at(person, undertaking, on)
    entries = [listed.entry for listed in plan_of(edition).by_act.get((undertaking.scope, "meetings.record"), ()) if held.intersection(listed.entry.roles)]
    return {kind for kind in edition.words("meeting_kinds") if any(agrees(entry, {"kind": kind}) for entry in entries)}


def kinds_here(person: Any, undertaking: Undertaking, on: date, *, preparing: bool) -> list[tuple[str, list[str]]]:
    """The kinds this person may prepare or record here: of the steps of today, of any time, of steps to come; groups with nothing in them are left out."""
    mine, free = may_prepare_kinds(person, undertaking, on), set(anytime_kinds(undertaking))
    found: dict[str, list[str]] = {"now": [], "anytime": [], "later": []}
    for kind in edition_of(undertaking).words("meeting_kinds"):
        if kind not in mine:
            continue
        now = may_record(person, undertaking, on, kind)
        if now.ok or (preparing and _preparing(now, kind, mine)):
            found["later" if not now.ok else "anytime" if not now.stage and kind in free else "now"].append(kind)
    return [(group, kinds) for group, kinds in found.items() if kinds]


def may_host(person: Any, planned: Planned, on: date) -> Decision:
    """Changing, inviting, cancelling, handing out writing links, closing."""
    return may_prepare(person, planned.undertaking, on, planned.kind, begun=True)


def may_close(person: Any, planned: Planned, on: date) -> GateDecision:
    """The gate's answer for a meeting that was prepared while its step was open; another one may have finished the step meanwhile."""
    return gate.may(person, "meetings.record", planned.undertaking, on=on, stage=planned.stage, kind=planned.kind, again=True)


def anytime_kinds(undertaking: Undertaking) -> list[str]:
    """The kinds of meeting that no step waits for: in the order of the file."""
    entries = (entry for entry in edition_of(undertaking).anytime if entry.act == "meetings.record" and entry.scope == undertaking.scope)
    return list(dict.fromkeys(str(entry.param("kind")) for entry in entries))


def kind_after(person: Any, planned: Planned, on: date) -> str:
    """As which kind its series goes on: the same, or, where that step is done, the first that this person may hold at any time; empty where there is none."""
    may = may_prepare(person, planned.undertaking, on, planned.kind)
    if may or may.code != "gate.done":
        return planned.kind if may else ""
    return next((kind for kind in anytime_kinds(planned.undertaking) if may_prepare(person, planned.undertaking, on, kind)), "")


def may_follow(person: Any, planned: Planned, on: date) -> Decision:
    """Preparing the next meeting of the series."""
    return Decision.yes() if kind_after(person, planned, on) else may_prepare(person, planned.undertaking, on, planned.kind)


def may_write(person: Any, planned: Planned, on: date) -> bool:
    """Everybody with a role there may write notes while it runs; others get a writing link."""
    return is_involved(person, planned.undertaking, on)


def may_see(person: Any, planned: Planned, on: date) -> bool:
    """A public meeting once it is announced; everything for who has a role there, and for who was invited."""
    announced = planned.is_public and not planned.is_draft
    return announced or is_involved(person, planned.undertaking, on) or (bool(getattr(person, "pk", None)) and planned.told.filter(person=person.pk).exists())

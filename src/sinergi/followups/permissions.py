"""Who may open, report and agree, who sees names, and who reads the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sinergi.actors.models import Member, Person
from sinergi.engine.gate import GateDecision
from sinergi.files.models import File
from sinergi.followups import rules
from sinergi.followups.models import Followup, Report
from sinergi.followups.queries.agreers import agreers, opens_lines
from sinergi.followups.queries.escorts import escorting, seats
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import is_involved


def may_open(person: Any, undertaking: Undertaking, on: date, stage: str = "") -> GateDecision:
    """Whether this person may lay something on somebody here."""
    return gate.may(person, "followups.open", undertaking, on=on, stage=stage)


def may_report(person: Any, undertaking: Undertaking, on: date, stage: str = "", followup: Followup | None = None) -> GateDecision:
    """The gate's answer for this person here. About a line that was laid on this person it asks for no role: who promised tells."""
    return gate.may(person, "followups.report", undertaking, on=on, stage=stage, own=followup is not None and is_responsible(person, followup, on))


def agreeing_act(person: Any, undertaking: Undertaking | None, followup_id: int, on: date, stage: str = "") -> str:
    """Through which act a yes is let in: whoever may open here; otherwise the asker or who came into the asker's office, as somebody who may report here.

    Where the edition lets nobody open a line (a text from before that act), the escort's yes too is let in as a report.
    """
    if undertaking is None or not isinstance(person, Person) or may_open(person, undertaking, on, stage):
        return "followups.open"
    followup = Followup.objects.filter(pk=followup_id).select_related("person", "undertaking__region").first()
    return "followups.report" if followup is not None and _reports_yes(person, followup, on) and may_report(person, undertaking, on, stage) else "followups.open"


def may_answer(person: Any, followup: Followup, told: Report, on: date) -> Decision:
    """Who asked for it says yes, but neither who had to do it nor, for another asker, who says that it is done."""
    if is_responsible(person, followup, on):
        return Decision.not_allowed("followups.not_yours_to_agree")
    if told.person_id == person.pk and followup.person_id != person.pk:
        return Decision.not_allowed("followups.agreed_by_another")
    return Decision.yes() if asks_here(person, followup, on) else Decision.not_allowed("followups.asker_agrees", asker=followup.person.name if followup.person else "")


def asks_here(person: Person, followup: Followup, on: date) -> bool:
    """The asker; where the asker holds that office here no longer, whoever holds it now.

    An asker who has to do it himself leaves the yes to anybody else whom the gate lets in, and so does a line that nobody known asked for,
    or whose asker's office holds nobody else who could.
    """
    if followup.person_id == person.pk:
        return True
    now = agreers([followup], on)[followup.pk]
    return now.anybody or now.include(person)


def _reports_yes(person: Person, followup: Followup, on: date) -> bool:
    """Whether the yes is this person's own, and not merely left to whoever may open here."""
    if followup.person_id == person.pk:
        return True
    now = agreers([followup], on)[followup.pk]
    return now.include(person) and not (now.anybody and opens_lines(followup.undertaking))


def may_agree(person: Any, followup: Followup, told: Report | None, on: date) -> Decision:
    """The whole answer for a page: something waits, the person is the right one, and the gate lets him or her in."""
    if not isinstance(person, Person) or told is None or followup.status != "waiting":
        return Decision.no("followups.nothing_to_agree")
    act = agreeing_act(person, followup.undertaking, followup.pk, on)
    decision = gate.may(person, act, followup.undertaking, on=on)
    return may_answer(person, followup, told, on) if decision else decision


def naming_act(person: Any, undertaking: Undertaking | None, on: date) -> str:
    """Through which act somebody is named: whoever may open here; the opener who may not (a meeting's note-taker), as somebody who may report here."""
    return "followups.open" if undertaking is None or may_open(person, undertaking, on) else "followups.report"


def may_name(person: Any, followup: Followup, on: date) -> Decision:
    """Saying whom a line means that was laid on a name in words: who opened it, and the escort of the round."""
    linkable = rules.nameable(followup.status, withdrawn=followup.ended_on is not None, in_words=bool(followup.who_text), of_a_body=followup.who_person_id is None)
    if not linkable or not isinstance(person, Person):
        return linkable if not linkable else Decision.not_allowed("followups.not_signed_in")
    here = followup.undertaking
    if followup.person_id != person.pk and person.pk not in {each.pk for each in escorting(followup, edition_of(here), seats({here}, on))}:
        return Decision.not_allowed("followups.opener_names")
    return gate.may(person, naming_act(person, here, on), here, on=on)


def is_responsible(person: Any, followup: Followup, on: date) -> bool:
    """It was laid on this person, or on a body without naming anybody and the person sits in it."""
    if not isinstance(person, Person):
        return False
    if followup.who_person_id is not None:
        return followup.who_person_id == person.pk
    if followup.who_organisation_id is None:
        return False
    return Member.objects.on(on).filter(organisation=followup.who_organisation_id, person=person).exists()


def sees_names(person: Any, followup: Followup, on: date) -> bool:
    """People with a role there, and those it was laid on, see who; everybody else sees initials."""
    return is_involved(person, followup.undertaking, on) or is_responsible(person, followup, on)


def may_read_file(person: Any, file: File) -> bool:
    """Evidence is for whoever sees the names; ``project.wiring`` hands this to ``files``."""
    if person is None:
        return False
    reports = Report.objects.filter(evidence=file).select_related("followup__undertaking__region")
    return any(sees_names(person, report.followup, timezone.localdate()) for report in reports[:20])

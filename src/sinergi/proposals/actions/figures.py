"""Works the totals of a proposal out again, inside the act that changed it; and stamps the day it became complete."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from sinergi.actors.models import Person
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Engagement, Undertaking
from sinergi.programmes.performing import Doing
from sinergi.proposals.models import Proposal, ProposalFigures, Submission, WriteFact
from sinergi.proposals.queries import purses_of, sheet_of
from sinergi.proposals.rules import Sheet, lacking, poor_share, totals

State = ProposalFigures.State


def settle(doing: Doing, proposal: Proposal, *, corrected: bool = False) -> list[str]:
    """After a change: completeness as a fact, totals as a row; returns what is missing.

    A returned proposal is complete again only when the correction is declared done (by handing it in again): the first
    save must not close the step behind the writer's back. Returned on the very day it was handed in, it is complete with
    the next save: that submission never stood for a day, so the step that takes it has not opened and would stay out of reach.
    """
    sheet = sheet_of(proposal)
    lacks = lacking(sheet)
    if corrected and not lacks:
        proposal.returned_on, proposal.return_reason = None, ""
        proposal.save(update_fields=["returned_on", "return_reason"])
    _stamp(doing, complete=not lacks and (proposal.returned_on is None or not _stood_for_a_day(doing.undertaking)))
    refresh(proposal, sheet, lacks)
    return lacks


def _stood_for_a_day(work: Undertaking) -> bool:
    return Submission.objects.filter(undertaking=work, ended_on__gt=F("happened_on")).exists()


def _stamp(doing: Doing, *, complete: bool) -> None:
    facts = WriteFact.objects.standing().filter(undertaking=doing.undertaking)
    stamp = {**doing.stamp, "act": "proposals.write", "happened_on": doing.on}
    if complete and not facts.filter(complete=True).exists():
        WriteFact.objects.create(complete=True, **stamp)
    elif not facts.filter(person=doing.person).exists():
        WriteFact.objects.create(complete=False, **stamp)
    if not complete:
        end_completeness(doing.undertaking, doing.person, on=doing.on, reason="")


def end_completeness(work: Undertaking, person: Person | None, *, on: date, reason: str) -> None:
    """From today on it is not complete."""
    WriteFact.objects.standing().filter(undertaking=work, complete=True).update(ended_on=on, ended_by=person, end_reason=reason)


def refresh(proposal: Proposal, sheet: Sheet | None = None, lacks: list[str] | None = None) -> None:
    """The row of totals, made anew from the draft."""
    sheet = sheet if sheet is not None else sheet_of(proposal)
    lacks = lacks if lacks is not None else lacking(sheet)
    work = Undertaking.objects.select_related("region").get(pk=proposal.undertaking_id)
    submission = Submission.objects.standing().filter(undertaking=work).order_by("-id").first()
    sums = totals(sheet.lines, purses_of(edition_of(work)))
    proposer = Engagement.objects.standing().filter(undertaking=work).select_related("organisation").order_by("id").first()
    name = proposer.organisation.name if proposer else ""
    people = "/".join("" if each is None else str(each)
                      for each in (sheet.households, sheet.poor_households, sheet.men, sheet.women, sheet.disabled))
    ProposalFigures.objects.update_or_create(
        undertaking=work,
        defaults={
            "cycle_id": work.root_id, "code": work.code, "title": work.title, "village": work.region.name, "proposer": name,
            "words": " ".join(f"{work.code} {work.title} {work.region.name} {name} {sheet.activity}".lower().split())[:700],
            "state": _state(proposal, submission, lacks), "field": sheet.field, "lacking": len(lacks),
            "submitted_on": submission.happened_on if submission else None,
            "total": sums.total, "community": sums.community, "grant": sums.grant, "unsplit": sums.unsplit, "by_source": dict(sums.by_source),
            "community_of_total": sums.community_of_total, "community_of_grant": sums.community_of_grant,
            "poor_share": poor_share(sheet.households, sheet.poor_households), "households": sheet.households, "people": people,
        },
    )


def _state(proposal: Proposal, submission: Submission | None, lacks: list[str]) -> str:
    if submission is not None:
        return State.SUBMITTED
    if proposal.returned_on is not None:
        return State.RETURNED
    return State.DRAFT if lacks else State.COMPLETE

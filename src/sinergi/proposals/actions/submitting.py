"""Handing in and giving back."""

from __future__ import annotations

from datetime import date

from sinergi.actors.models import Person
from sinergi.assessments.queries import judged_by, was_judged
from sinergi.engine.definition import Edition
from sinergi.funds import actions as funds
from sinergi.kernel.chains import fingerprint
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes import actions as programmes
from sinergi.programmes import permissions
from sinergi.programmes.models import Fact
from sinergi.programmes.performing import Doing, perform
from sinergi.proposals.actions.figures import end_completeness, refresh, settle
from sinergi.proposals.models import Proposal, RankLine, Submission, Version
from sinergi.proposals.queries import lack_labels, purses_of, sheet_of, standing_submission
from sinergi.proposals.rules import Sheet, content_of, lacking

RETURNED = "notice.proposals_returned"


def submit(person: Person, code: str, *, on: date, happened_on: date | None = None, seen_version: int | None = None) -> Submission:
    """Hand the proposal in: the content is frozen with its fingerprint, the plan goes to the purses, the draft is locked.

    Refused with the whole list of what is missing, and when somebody wrote after the page that was agreed to (``seen_version``).
    """
    with perform(person, "proposals.submit", code, on=on, happened_on=happened_on) as doing:
        work = doing.undertaking
        proposal = Proposal.objects.select_for_update().filter(undertaking=work).first()
        if proposal is None:
            Decision.no("proposals.not_begun").enforce()
            raise AssertionError
        if standing_submission(work) is not None:
            Decision.no("proposals.already_submitted").enforce()
        if seen_version is not None and seen_version != proposal.version:
            Decision.no("proposals.changed_meanwhile").enforce()
        sheet = sheet_of(proposal)
        _complete(doing.edition, sheet)
        version = _freeze(doing, proposal, sheet)
        submission = Submission.objects.create(version=version, **doing.stamp)
        funds.set_plan(doing, _plan(sheet))
        settle(doing, proposal, corrected=True)
        doing.changed(version=version.number, fingerprint=version.fingerprint, total=version.content["totals"]["total"])
    return submission


def _complete(edition: Edition, sheet: Sheet) -> None:
    lacks = lacking(sheet)
    if lacks:
        Decision.no("proposals.incomplete", lacking=lack_labels(edition, lacks), missing=lacks).enforce()


def _freeze(doing: Doing, proposal: Proposal, sheet: Sheet) -> Version:
    content = content_of(sheet, purses_of(doing.edition))
    number = Version.objects.filter(proposal=proposal).count() + 1
    return Version.objects.create(proposal=proposal, number=number, content=content, fingerprint=fingerprint(content))


def _plan(sheet: Sheet) -> list[funds.PlanLine]:
    return [
        funds.PlanLine(line=line.number, group=line.group, item=line.item, volume=line.volume, unit=line.unit, unit_price=line.unit_price,
                       split={source: line.paid_by(source) for source in dict.fromkeys(split.source for split in line.splits)})
        for line in sheet.lines
    ]


def give_back(person: Person, code: str, *, on: date, reason: str) -> None:
    """Return the proposal for correction: the submission ends, the draft opens, the reason is there for all to read."""
    submission = Submission.objects.standing().filter(undertaking__code=code).order_by("-id").first()
    if submission is None:
        Decision.no("proposals.nothing_to_return").enforce()
        raise AssertionError
    programmes.undo(person, "proposals.Submission", submission.pk, on=on, reason=reason)


def may_be_returned(fact: Submission) -> Decision:
    """A proposal that stands in an order of the round stays as it was then: lists, money and works were built on it."""
    ranked = RankLine.objects.filter(work=fact.undertaking_id, ranking__ended_on=None).exclude(standing=RankLine.Standing.EXCLUDED)
    latest = ranked.select_related("ranking").order_by("-ranking").first()
    return Decision.no("proposals.stays_ranked", day=latest.ranking.happened_on) if latest else Decision.yes()


def take_back_submission(doing: Doing, fact: Fact, reason: str) -> None:
    """What undoing a submission does: writing opens again, and the proposal is not complete until it is handed in anew.

    Once somebody judged it, only those it was handed to give it back.
    """
    if was_judged(fact.undertaking, since=fact.recorded_at) and not _received(doing):
        Decision.no("proposals.stays_judged").enforce()
    programmes.end(fact, doing.person, on=doing.on, reason=reason)
    for sheet in judged_by(fact.undertaking, since=fact.recorded_at):       # they judged this text; the next one is another. Our default
        programmes.end(sheet, doing.person, on=doing.on, reason=f"Proposal dikembalikan: {reason.strip()}"[:500])
    proposal = Proposal.objects.select_for_update().get(undertaking=fact.undertaking)
    proposal.returned_on, proposal.return_reason = doing.on, reason.strip()
    proposal.save(update_fields=["returned_on", "return_reason"])
    end_completeness(fact.undertaking, doing.person, on=doing.on, reason=reason.strip())
    refresh(proposal)
    if isinstance(doing.person, Person) and doing.person.pk != fact.person_id:
        people = permissions.those_of(fact.undertaking, doing.on, besides=doing.person)
        notices.send([*filter(None, [fact.person]), *people], RETURNED, url=f"/usulan/{fact.undertaking.code}/tulis/", where=fact.undertaking.title, note=reason.strip()[:200].rstrip("."))


def _received(doing: Doing) -> bool:
    """Whether this person holds a role that proposals are handed to; where the file names none, whoever handed it in takes it back."""
    receivers = {role for stage in doing.edition.stages for entry in stage.acts if entry.act == "proposals.submit" for role in entry.undone_by}
    return not receivers or not receivers.isdisjoint(permissions.roles_at(doing.person, doing.undertaking, doing.on))

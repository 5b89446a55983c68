"""Carrying an unfunded proposal into the next round: a new work begins with a copy of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.programmes import actions as programmes
from sinergi.programmes import gate
from sinergi.programmes.models import Appointment, Engagement, Undertaking
from sinergi.proposals.actions.figures import refresh
from sinergi.proposals.models import Attachment, Partner, Proposal, RabLine, RabSplit, ScheduleLine
from sinergi.proposals.queries import unfunded
from sinergi.proposals.rules import TEXTS


def may_carry(person: Person, work: Undertaking, sites: Sequence[Undertaking], *, on: date) -> Decision:
    """Whether this person may carry the work into any of these villages; otherwise why not into the last of them."""
    if unfunded(work, person, on) is None:
        return Decision.no("proposals.not_unfunded")
    decisions = [gate.may(person, "programmes.start", site, on=on, starts="work", child=work.region) for site in sites]
    return next((one for one in decisions if one), decisions[-1] if decisions else Decision.no("proposals.nowhere_to_carry"))


@transaction.atomic
def carry(person: Person, work_code: str, into_cycle_site_code: str, *, on: date) -> Undertaking:
    """Start a work in another round's village with everything the unfunded one says; the old one keeps its score and reasons."""
    work = Undertaking.objects.select_related("region").filter(code=work_code, scope="work", voided_on=None).first()
    site = Undertaking.objects.select_related("region").filter(code=into_cycle_site_code, scope="site", voided_on=None).first()
    proposal = Proposal.objects.filter(undertaking=work).first() if work else None
    _may_carry(person, work, site, proposal, on).enforce()
    if work is None or site is None or proposal is None:
        raise AssertionError
    if Undertaking.objects.filter(carried_from=work, cycle_id=site.cycle_id, voided_on=None).exists():
        Decision.no("proposals.carried_already").enforce()
    new = programmes.start(person, site.code, on=on, scope="work", title=work.title, region_code=work.region.code, carried_from=work,
                           body=_body_of(work))
    copy = _copy(proposal, new)
    refresh(copy)
    return new


def _may_carry(person: Person, work: Undertaking | None, site: Undertaking | None, proposal: Proposal | None, on: date) -> Decision:
    if work is None or site is None:
        return Decision.unsound("proposals.nowhere_to_carry", field="site")
    if proposal is None:
        return Decision.no("proposals.not_begun")
    if unfunded(work, person, on) is None:
        return Decision.no("proposals.not_unfunded")
    if work.cycle_id == site.cycle_id or not (work.region.code == site.region.code or work.region.code.startswith(f"{site.region.code}.")):
        return Decision.unsound("proposals.nowhere_to_carry", field="site")
    return Decision.yes()


def _body_of(work: Undertaking) -> programmes.NewBody | None:
    """The committee that carried the old work, with its members of today, to carry the new one."""
    engagement = Engagement.objects.standing().filter(undertaking=work).select_related("organisation").order_by("id").first()
    if engagement is None:
        return None
    body = engagement.organisation
    members = [
        programmes.NewMember(name=row.person.name, person_id=row.person_id, office=row.office, pillar=row.pillar)
        for row in Appointment.objects.filter(engagement=engagement, held_to=None).select_related("person")
    ]
    return programmes.NewBody(name=body.name, members=tuple(members), decree_number=body.decree_number, decree_on=body.decree_on)


def _copy(proposal: Proposal, new: Undertaking) -> Proposal:
    copy = Proposal.objects.create(undertaking=new, **{name: getattr(proposal, name) for name in TEXTS})
    for line in proposal.lines.prefetch_related("splits"):
        made = RabLine.objects.create(proposal=copy, key=line.key, group=line.group, position=line.position, item=line.item, volume=line.volume,
                                      unit=line.unit, unit_price=line.unit_price, price_source=line.price_source, amount=line.amount)
        RabSplit.objects.bulk_create(RabSplit(line=made, source=split.source, form=split.form, amount=split.amount) for split in line.splits.all())
    Partner.objects.bulk_create(
        Partner(proposal=copy, organisation_id=row.organisation_id, name=row.name, pillar=row.pillar, promise=row.promise)
        for row in proposal.partners.all()
    )
    ScheduleLine.objects.bulk_create(
        ScheduleLine(proposal=copy, activity=row.activity, starts_on=row.starts_on, ends_on=row.ends_on) for row in proposal.schedule.all()
    )
    Attachment.objects.bulk_create(
        Attachment(proposal=copy, kind=row.kind, file_id=row.file_id, note=row.note) for row in proposal.attachments.filter(removed_at=None)
    )
    return copy

"""One proposal: the draft as a sheet, its versions, where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Sum

from sinergi.actors.models import Person
from sinergi.engine.definition import Edition
from sinergi.kernel.chains import fingerprint
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import Attachment, Proposal, RabLine, RabSplit, Submission, Typed, Version
from sinergi.proposals.rules import TEXTS, Line, PartnerRow, Purses, ScheduleRow, Sheet, Split


def purses_of(edition: Edition) -> Purses:
    """The purses of an edition, in order of spending."""
    return Purses.of(edition.words("sources").values())


def proposal_of(work: Undertaking) -> Proposal | None:
    """The draft of a work, or None while nothing was written."""
    return Proposal.objects.filter(undertaking=work).first()


def sheet_of(proposal: Proposal | None) -> Sheet:
    """The draft as values; an empty sheet when there is none."""
    if proposal is None:
        return Sheet()
    return Sheet(
        **{name: getattr(proposal, name) for name in TEXTS},
        lines=tuple(lines_of(proposal.lines.prefetch_related("splits"))),
        partners=tuple(PartnerRow(row.name, row.pillar, row.promise) for row in proposal.partners.all()),
        schedule=tuple(ScheduleRow(row.activity, row.starts_on, row.ends_on) for row in proposal.schedule.all()),
        papers=tuple(
            (paper.kind, paper.file.name, paper.file.sha256)
            for paper in proposal.attachments.filter(removed_at=None).select_related("file")
        ),
    )


def attachments_of(proposal: Proposal | None) -> list[Attachment]:
    """The papers and photos of the draft, in the order of their kinds."""
    return list(proposal.attachments.filter(removed_at=None).select_related("file")) if proposal else []


def typed_rows(person: Person, code: str, section: str) -> list[dict[str, str]]:
    """What this person has begun in a section and not finished, as typed."""
    kept = Typed.objects.filter(undertaking__code=code, person=person, section=section).first()
    return list(kept.rows) if kept else []


def lines_of(rows: Iterable[RabLine]) -> Iterable[Line]:
    """Rows as values, numbered within their group: A1, A2, B1."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.group] = counts.get(row.group, 0) + 1
        yield Line(
            group=row.group, item=row.item, volume=row.volume, unit=row.unit, unit_price=row.unit_price, price_source=row.price_source,
            key=row.key, number=f"{row.group}{counts[row.group]}",
            splits=tuple(Split(split.source, split.amount, split.form) for split in row.splits.all()),
        )


def section_seen(content: Any) -> str:
    """A short mark of what a form was opened with: another mark at saving means that somebody else saved meanwhile."""
    return fingerprint(content)[:16]


def standing_submission(work: Undertaking) -> Submission | None:
    """The submission that stands; None before handing in and while returned."""
    return Submission.objects.standing().filter(undertaking=work).select_related("version", "person").order_by("-id").first()


def forms_of(work_id: int, source: str) -> dict[str, int]:
    """What the budget that was handed in says of each form of a source; nothing before that. One query."""
    rows = RabSplit.objects.filter(line__proposal__undertaking=work_id, source=source).filter(
        Exists(Submission.objects.standing().filter(undertaking=work_id)))
    return dict(rows.order_by().values_list("form").annotate(amount=Sum("amount")))


def submissions_of(work: Undertaking) -> list[Submission]:
    """Every handing in, the returned ones too, newest first."""
    return list(Submission.objects.filter(undertaking=work).select_related("version", "person", "ended_by").order_by("-id"))


def versions_of(work: Undertaking) -> list[Version]:
    return list(Version.objects.filter(proposal__undertaking=work).order_by("number"))


def latest_version(work: Undertaking) -> Version | None:
    return Version.objects.filter(proposal__undertaking=work).order_by("-number").first()


def version_of(work: Undertaking, number: int) -> Version | None:
    return Version.objects.filter(proposal__undertaking=work, number=number).first()


def purses_for(work: Undertaking) -> Purses:
    return purses_of(edition_of(work))
